import numpy as np

from dayline.text.postings import FOUND, KEPT, Postings
from dayline.text.shingles import shingles


def words(start: int, count: int = 40) -> list[str]:
    return [f"word{number}" for number in range(start, start + count)]


def test_documents_are_found_by_how_much_they_share() -> None:
    table = Postings()
    for number, start in ((1, 0), (2, 20), (3, 500)):
        table.add(number, shingles(words(start)))
    assert table.holding(shingles(words(0)), 1) == [(1, 36), (2, 16)]
    assert table.holding(shingles(words(900)), 1) == []


def test_what_is_forgotten_is_not_found() -> None:
    table = Postings()
    for number in (1, 2):
        table.add(number, shingles(words(0)))
    assert table.holding(shingles(words(0)), 2) == [(2, 36)]


def test_of_many_alike_the_latest_are_kept() -> None:
    table = Postings()
    for number in range(1, 21):
        table.add(number, shingles(words(0)))
    assert [number for number, _ in table.holding(shingles(words(0)), 1)] == list(range(21 - KEPT, 21))


def test_no_more_are_found_than_are_compared() -> None:
    table = Postings()
    for number in range(1, 31):
        table.add(number, shingles(words(number * 3)))
    assert len(table.holding(shingles(words(0, 200)), 1)) == FOUND


def test_a_text_without_words_finds_nothing() -> None:
    table = Postings()
    table.add(1, np.empty(0, np.uint32))
    assert table.holding(np.empty(0, np.uint32), 1) == []
