"""Gold texts: marks nest, and every corpus of the project compiles."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates import score_dates
from figures import losses, score_figures, tolls
from marked import GoldError, Mark, unmarked
from places import score_places
from scores import Corpus
from statements import score_statements
from statements.attribution import read_marked


def test_marks_nest_and_leave_the_words() -> None:
    text, marks = unmarked("[[1Q|A [[2S|b]] c]], [[1S|d]].")
    assert text == "A b c, d."
    assert marks == (
        Mark(label="1Q", start=0, end=5),
        Mark(label="2S", start=2, end=3),
        Mark(label="1S", start=7, end=8),
    )


@pytest.mark.parametrize("source", ["[[1S|open", "closed]]", "[[no label]]", "[[1S|]]", "[[1S"])
def test_a_broken_mark_is_refused(source: str) -> None:
    with pytest.raises(GoldError):
        unmarked(source)


@given(st.text(alphabet=st.characters(exclude_characters="[]|")))
def test_a_text_without_marks_stays_as_it_is(text: str) -> None:
    assert unmarked(text) == (text, ())


@given(st.lists(st.text(alphabet="ab .", min_size=1), min_size=1))
def test_marks_stand_where_their_words_are(words: list[str]) -> None:
    text, marks = unmarked("-".join(f"[[x|{word}]]" for word in words))
    assert text == "-".join(words)
    assert [text[mark.start : mark.end] for mark in marks] == words


def test_statements_are_numbered_and_say_something() -> None:
    marked = list(read_marked(score_statements.OWN.files[0]))
    assert len(marked) >= 25
    assert sum(len(each.gold) for each in marked) >= 85
    assert {gold.kind for each in marked for gold in each.gold} == {"direct", "indirect", "mixed"}
    assert all(gold.source for each in marked for gold in each.gold)


def test_figures_have_values_and_traps() -> None:
    cases = list(score_figures.read_cases(score_figures.OWN))
    assert len(cases) >= 120
    assert sum(not case.expected for case in cases) >= 25
    assert all(expected.low <= expected.high for case in cases for expected in case.expected)


@pytest.mark.parametrize("corpus", score_figures.CYRILLIC, ids=lambda corpus: corpus.name)
def test_figures_in_cyrillic_have_traps_too(corpus: Corpus) -> None:
    cases = list(score_figures.read_cases(corpus))
    assert len(cases) >= 35
    assert sum(not case.expected for case in cases) >= 5


def test_marked_tolls_are_in_two_halves() -> None:
    marked = tomllib.loads(tolls.MARKED.read_text(encoding="utf-8"))
    assert [len(marked[half]) for half in tolls.HALVES] == [60, 60]
    assert not marked["tune"].keys() & marked["confirm"].keys()
    assert all(set(toll) <= {"killed", "wounded"} for half in tolls.HALVES for toll in marked[half].values())


def test_lines_of_a_losses_page() -> None:
    page = "personnel ‒ about 300 (+20) persons,\n\ntanks ‒ 13 (+0),\n\nAPV – 41 од,\n\nfuel tanks ‒ (+2)."
    read = [(line.label, line.number, line.change) for line in losses.printed(page)]
    assert read == [("personnel", 300, 20), ("tanks", 13, 0), ("apv", 41, None)]


def test_places_are_on_earth_and_some_texts_have_none() -> None:
    cases = list(score_places.read_cases())
    points = [toponym.point for _, toponyms in cases for toponym in toponyms if toponym.point]
    assert len(cases) >= 40
    assert any(not toponyms for _, toponyms in cases)
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude in points)


@pytest.mark.parametrize("corpus", [score_dates.OWN, score_dates.NEWS], ids=lambda corpus: corpus.name)
def test_dates_are_in_three_languages(corpus: Corpus) -> None:
    cases = list(score_dates.read_cases(corpus))
    assert len(cases) >= 150
    assert {case.language for case in cases} == {"English", "Ukrainian", "Russian"}
    assert {expected.type for case in cases for expected in case.expected} == set(score_dates.TYPES)
