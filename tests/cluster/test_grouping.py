from hypothesis import given
from hypothesis import strategies as st

from dayline.cluster.grouping import LEAST_EVIDENCE, group

NO_STORIES: frozenset[int] = frozenset()


def unlike(one: int, other: int) -> float:
    return -6.0


def links_of(*groups: range, within: float, across: float) -> dict[tuple[int, int], float]:
    units = [unit for members in groups for unit in members]
    return {
        (one, other): within if any(one in members and other in members for members in groups) else across
        for one in units
        for other in units
        if one < other
    }


def test_look_alikes_are_told_apart_by_their_neighbours() -> None:
    links = links_of(range(8), range(8, 16), within=1.0, across=-1.0)
    assert group(16, NO_STORIES, links, unlike) == [tuple(range(8)), tuple(range(8, 16))]


def test_without_neighbours_weak_evidence_joins_none() -> None:
    assert group(2, NO_STORIES, {(0, 1): -1.0}, unlike) == [(0,), (1,)]
    assert group(2, NO_STORIES, {(0, 1): 1.0}, unlike) == [(0, 1)]


def test_no_group_has_two_stories() -> None:
    links = {(0, 1): 9.0, (0, 2): 5.0, (1, 2): 4.0}
    assert group(3, frozenset({0, 1}), links, unlike) == [(0, 2), (1,)]


def test_pairs_not_yet_compared_are_asked_for() -> None:
    asked = []

    def compare(one: int, other: int) -> float:
        asked.append((one, other))
        return LEAST_EVIDENCE - 9

    assert group(3, NO_STORIES, {(0, 1): 4.0, (1, 2): 2.0}, compare) == [(0, 1), (2,)]
    assert asked == [(0, 2)]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(-8, 8),
    ),
    st.frozensets(st.integers(0, 9)),
)
def test_every_unit_is_in_one_group(links: dict[tuple[int, int], float], fixed: frozenset[int]) -> None:
    groups = group(10, fixed, links, unlike)
    assert sorted(unit for members in groups for unit in members) == list(range(10))
    assert all(len(fixed & set(members)) <= 1 for members in groups)
