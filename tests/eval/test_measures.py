"""The measures themselves, on cases whose values can be reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import Tally, overlap, pairs
from dates.score_dates import found_trivially as dates_trivially
from documents import gold_document
from places.score_places import distance_km
from statements.attribution import found_trivially as statements_trivially
from statements.attribution import trimmed
from stories.score_stories import bcubed


def test_a_tally_counts_precision_recall_and_f1() -> None:
    tally = Tally()
    tally.add(1, 2, 4)
    tally.add(1, 2, 0)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.5, 0.5)
    assert Tally().f1 == 0.0


def test_pairs_are_one_to_one_and_likest_first() -> None:
    found = pairs([(0, 4), (2, 8)], [(2, 8), (0, 2)], overlap)
    assert found == [((2, 8), (2, 8)), ((0, 4), (0, 2))]
    assert pairs([(0, 2)], [(5, 9)], overlap) == []


def test_bcubed_by_hand() -> None:
    events = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert bcubed(events, events) == (1.0, 1.0, 1.0)
    assert bcubed({"a": 1, "b": 2, "c": 3, "d": 4}, events) == (1.0, 0.5, pytest.approx(2 / 3))
    assert bcubed(dict.fromkeys("abcd", 0), events) == (0.5, 1.0, pytest.approx(2 / 3))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_bcubed_stays_a_share_and_splitting_everything_is_precise(labels: list[tuple[int, int]]) -> None:
    events = {str(number): event for number, (_, event) in enumerate(labels)}
    groups = {str(number): group for number, (group, _) in enumerate(labels)}
    assert all(0 < value <= 1 for value in bcubed(groups, events))
    assert bcubed({key: key for key in events}, events)[0] == 1.0


def test_distance_in_kilometres() -> None:
    kyiv, lviv = (50.45, 30.52), (49.84, 24.03)
    assert distance_km(kyiv, lviv) == pytest.approx(468, abs=3)
    assert distance_km(kyiv, kyiv) == 0


def test_surrounding_marks_and_a_leading_that_do_not_count() -> None:
    document = gold_document("x", "that “the dam held”")
    everything = frozenset(("text", at) for at, char in enumerate(document.text) if not char.isspace())
    kept = trimmed(document, everything)
    assert "".join(document.text[at] for _, at in sorted(kept)) == "thedamheld"


def test_the_trivial_ways_find_what_they_are_made_for() -> None:
    document = gold_document("x", "“The dam held,” said Ilva Dorn on 12 May 2026. “Twice.” Nobody answered.")
    first, *_ = statements_trivially(document)
    assert first.speaker == "Ilva Dorn"
    assert [found.value for found in dates_trivially(document)] == ["2026-05-12"]
