from datetime import date

import pytest

from timelines.align import compare, f1_of_means, read_reference
from timelines.porter import stem

FIRST, SECOND = date(2031, 4, 10), date(2031, 4, 12)
TOLD = {FIRST: ["The Orrin dam burst."], SECOND: ["Nine villages were cleared."]}


def test_the_same_timeline_is_right_in_every_measure() -> None:
    assert set(compare(TOLD, TOLD).values()) == {(1.0, 1.0)}


def test_a_day_apart_counts_half_and_is_no_equal_date() -> None:
    found = compare({date(2031, 4, 11): TOLD[FIRST]}, {FIRST: TOLD[FIRST]})
    assert found == {"ROUGE-1": (0.5, 0.5), "ROUGE-2": (0.5, 0.5), "dates": (0.0, 0.0)}


def test_what_is_left_out_costs_recall_alone() -> None:
    found = compare({FIRST: TOLD[FIRST]}, TOLD)
    assert (found["ROUGE-1"], found["dates"]) == ((1.0, 0.5), (1.0, 0.5))


def test_nothing_told_scores_nothing() -> None:
    assert set(compare({}, TOLD).values()) == {(0.0, 0.0)}
    assert f1_of_means([(0.0, 0.0)]) == 0.0


def test_f1_is_taken_from_the_means() -> None:
    assert f1_of_means([(1.0, 0.0), (0.0, 1.0)]) == 0.5


def test_sentences_run_together_come_apart() -> None:
    raw = {"2031-04-10": ["'The dam burst.', 'Nine died.'"], "2031-04-11": [" "]}
    assert read_reference(raw) == {FIRST: ["The dam burst.", "Nine died."]}


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("hopping", "hop"), ("relational", "relat"),
     ("electriciti", "electr"), ("controlling", "control"), ("is", "is")],
)  # fmt: skip
def test_porter_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed
