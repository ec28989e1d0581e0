"""Names: runs of capitals, and terms as whole words only."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.model.crisis import Term
from dayline.text.names import TermMatcher, name_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("the visit of Ilsa van der Meer to Velm", ["Ilsa van der Meer", "Velm"]),
        ("Karim al-Sadi and John F. Kell Jr. met", ["Karim al-Sadi", "John F. Kell Jr"]),
        ("Koval's office, Lind’s house", ["Koval", "Lind"]),
        ("Marta Lind\nOrlen", ["Marta Lind", "Orlen"]),
        ("він бачив Олену Гриценко", ["Олену Гриценко"]),
        ("no names here", []),
    ],
)
def test_runs_of_capitals(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in name_runs(text)] == runs


def test_terms_are_whole_words_only() -> None:
    matcher = TermMatcher([Term(names=("Assad",)), Term(names=("war",)), Term(names=("Orlen",))])
    assert matcher.matches("The ambassador's warden drove to Orlenburg; assad") == {}
    assert matcher.matches("Assad's post-war plan for ORLEN. Orlen!") == {0: 1, 1: 1, 2: 2}


def test_a_capital_in_the_term_asks_for_a_capital_in_the_text() -> None:
    matcher = TermMatcher([Term(names=("Bill",)), Term(names=("flood",))])
    assert matcher.matches("the bill for the FLOOD; Flood again") == {1: 2}


def test_overlapping_names_of_one_term_count_once() -> None:
    matcher = TermMatcher([Term(names=("Ivo Tarn", "Tarn"))])
    assert matcher.matches("Ivo\u00a0Tarn spoke. Tarn’s men. IVO\nTARN") == {0: 3}


def test_no_terms_match_nothing() -> None:
    assert TermMatcher([]).matches("anything") == {}


@given(st.text(max_size=120))
def test_runs_are_ordered_and_begin_with_a_letter(text: str) -> None:
    runs = name_runs(text)
    assert runs == sorted(runs)
    assert all(0 <= start < end <= len(text) and text[start].isalpha() for start, end in runs)
    assert all(first[1] <= second[0] for first, second in pairwise(runs))


@given(st.from_regex(r"[A-Za-zА-Яа-яіїєґ]{2,9}", fullmatch=True), st.sampled_from(["x", "9", "_", "\u0301"]))
def test_a_term_is_found_alone_and_never_inside_a_word(name: str, outside: str) -> None:
    matcher = TermMatcher([Term(names=(name,))])
    assert matcher.matches(f"({name})") == {0: 1}
    assert matcher.matches(f"{outside}{name}{outside}") == {}
