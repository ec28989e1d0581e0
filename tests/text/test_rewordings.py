import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.rewordings import (
    are_instalments,
    common_runs,
    is_held,
    likeness,
    shared_part,
    words_of_start,
)

texts = st.lists(st.sampled_from(["dam", "burst", "tarn", "above", "9", "10", "the"]), max_size=12)


def test_words_in_common_runs_are_taken_over() -> None:
    one = ["the", "dam", "above", "tarn", "burst", "at", "dawn", "engineers", "said"]
    other = ["at", "dawn", "on", "friday", "the", "dam", "above", "tarn", "burst", "the", "ministry", "says"]
    assert common_runs(one, other) == [len(["the", "dam", "above", "tarn", "burst"])]
    assert common_runs(one, ["burst", "tarn", "above", "dam"]) == []


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("flood in tarn day 383", "flood in tarn day 384", True),
        ("answers to the quiz of monday may 5", "answers to the quiz of tuesday may 6", True),
        ("flood in tarn day 383", "flood in tarn day 383", False),
        ("four killed in tarn", "4 killed in tarn", False),
        ("flood in tarn day 383", "fire in velm day 384", False),
        ("dam bursts above tarn", "dam burst above tarn", False),
    ],
)
def test_instalments_differ_in_their_numbers(one: str, other: str, are: bool) -> None:
    assert are_instalments(one.split(), other.split()) is are


def test_a_shorter_headline_may_be_held_in_a_longer_one() -> None:
    short, long = ["dam", "bursts", "above", "tarn"], ["orrin", "dam", "bursts", "at", "night", "above", "tarn"]
    assert is_held(short, long)
    assert not is_held(short[::-1], long)
    assert shared_part(short, long) == 1
    assert shared_part([], long) == 0
    assert likeness(short, long) == 4 / 7
    assert words_of_start(short, ["dam", "bursts", "over", "velm"]) == 2


def test_particles_may_count_for_nothing() -> None:
    one, other = ["the", "way", "to", "the", "dam"], ["the", "end", "of", "the", "way"]
    assert shared_part(one, other) == 0.5
    assert shared_part(one, other, least_letters=4) == 0


@given(texts, texts)
def test_measures_are_shares_and_the_same_from_both_sides(one: list[str], other: list[str]) -> None:
    for measure in (shared_part, likeness):
        assert 0 <= measure(one, other) == measure(other, one) <= 1
    assert is_held(one, other) == is_held(other, one) or len(one) == len(other)
    assert are_instalments(one, other) == are_instalments(other, one)
    assert 0 <= sum(common_runs(one, other)) <= min(len(one), len(other))
    assert is_held(one, one)
    assert not are_instalments(one, one)
    assert words_of_start(one, one) == len(one)
