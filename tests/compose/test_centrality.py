"""The centroid of a day: what most of its reports tell, copies counted once."""

from hypothesis import given
from hypothesis import strategies as st

from dayline.compose.centrality import Centroid

DYKE = frozenset({"dyke", "brenna", "broke", "night"})
FLOOD = frozenset({"dyke", "brenna", "flood", "village"})
ARMY = frozenset({"dyke", "army", "village", "soldier"})
CUP = frozenset({"team", "hallin", "won", "cup"})


def test_what_shares_words_with_others_is_nearer_than_what_stands_alone() -> None:
    day = Centroid([DYKE, FLOOD, ARMY, CUP])
    assert day.nearness(FLOOD) == 1.0
    assert 0 < day.nearness(CUP) < day.nearness(DYKE) < 1


def test_five_outlets_with_the_same_words_are_one_report() -> None:
    assert Centroid([DYKE, FLOOD, ARMY, *[CUP] * 5]).nearness(CUP) == Centroid([DYKE, FLOOD, ARMY, CUP]).nearness(CUP)


def test_nothing_is_near_where_nothing_is_told() -> None:
    assert Centroid([]).nearness(DYKE) == 0.0
    assert Centroid([DYKE]).nearness(frozenset({"piano"})) == 0.0
    assert Centroid([DYKE]).nearness(frozenset()) == 0.0


@given(
    day=st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=8),
    words=st.frozensets(st.sampled_from("abcdefghxyz"), max_size=6),
)
def test_nearness_is_a_share_and_no_order_matters(day: list[frozenset[str]], words: frozenset[str]) -> None:
    assert 0.0 <= Centroid(day).nearness(words) <= 1.0
    assert Centroid(day).nearness(words) == Centroid(day[::-1]).nearness(words)
