"""Which of many documents and stories are one: agglomeration by evidence and by neighbours in common.

Two reports of one event are near the same others; two of look-alike events share words, but each is nearer to its
own kind. So beside the evidence for two of them counts how far their nearest neighbours are the same (Jarvis and
Patrick 1973, shared near neighbours).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nlargest

# nearest neighbours by which a document is known; of 6, 8 and 10 the fewer do a
# little better on ECB+ topics 1–35 (.97, .96, .95), whose events have eleven reports
NEIGHBOURS = 8
# weight of a document among its own neighbours: the more, the less two without others gain from each other
ITSELF = 2.0
# log-odds that the same neighbours are worth, and that must be reached; swept 4 to 10 and 1.5 to 2.5 on both
# collections
SAME_NEIGHBOURS = 8.0
LEAST_SCORE = 2.0
# log-odds from which two can become one at all: with the same neighbours they would just do
LEAST_EVIDENCE = LEAST_SCORE - SAME_NEIGHBOURS
# members of a group that stand for it where not all pairs have been compared
SPOKESMEN = 6

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    members: tuple[int, ...]
    profile: Mapping[int, float]
    is_fixed: bool


def group(
    count: int, fixed: frozenset[int], links: Mapping[Pair, float], compare: Callable[[int, int], float]
) -> list[tuple[int, ...]]:
    """Return the groups of units 0 … count - 1 as sorted tuples; no group has two of ``fixed``.

    ``links`` are log-odds of pairs (lesser first), ``compare`` gives those of another pair.
    """
    return _Grouping(count, fixed, links, compare).groups()


class _Grouping:
    """Joins the likest pair of groups, then the next, until none is like enough (average linkage)."""

    def __init__(
        self,
        count: int,
        fixed: frozenset[int],
        links: Mapping[Pair, float],
        compare: Callable[[int, int], float],
    ) -> None:
        self._links, self._compare = dict(links), compare
        profiles = _profiles(count, links)
        self._open = {unit: _Group((unit,), profiles[unit], unit in fixed) for unit in range(count)}
        self._near: dict[int, dict[int, float]] = {unit: {} for unit in range(count)}
        for (one, other), log_odds in links.items():
            likely = log_odds + _of_neighbours(self._open[one], self._open[other]) >= LEAST_SCORE
            if likely and not (one in fixed and other in fixed):
                self._near[one][other] = self._near[other][one] = log_odds

    def groups(self) -> list[tuple[int, ...]]:
        """Return the groups in the order of their first members."""
        waiting = [
            (-self._score(one, other), one, other)
            for one, others in self._near.items()
            for other in others
            if one < other
        ]
        heapify(waiting)
        made = len(self._open)
        while waiting and -waiting[0][0] >= LEAST_SCORE:
            _, one, other = heappop(waiting)
            if one in self._open and other in self._open:
                self._join(one, other, made)
                for neighbour in self._near[made]:
                    heappush(waiting, (-self._score(neighbour, made), neighbour, made))
                made += 1
        return sorted(tuple(sorted(found.members)) for found in self._open.values())

    def _score(self, one: int, other: int) -> float:
        return self._near[one][other] + _of_neighbours(self._open[one], self._open[other])

    def _join(self, one: int, other: int, made: int) -> None:
        a, b = self._open[one], self._open[other]
        joined = self._open[made] = _Group(
            a.members + b.members, _sum(a.profile, b.profile), a.is_fixed or b.is_fixed
        )
        near = dict(sorted(self._neighbours(one, other, joined)))
        del self._open[one], self._open[other]
        for gone in (one, other):
            for neighbour in self._near.pop(gone):
                self._near[neighbour].pop(gone, None)
        self._near[made] = near
        for neighbour, log_odds in near.items():
            self._near[neighbour][made] = log_odds

    def _neighbours(self, one: int, other: int, joined: _Group) -> Iterator[tuple[int, float]]:
        """Yield the groups that a joined one may still be joined with, and the mean evidence of their pairs.

        The score of a joined group is the mean of its parts' scores: what neither could be joined with, it cannot.
        """
        a, b = self._open[one], self._open[other]
        for neighbour in self._near[one].keys() | self._near[other].keys():
            if neighbour in (one, other) or (joined.is_fixed and self._open[neighbour].is_fixed):
                continue
            total = sum(
                len(part.members) * self._between(number, part, neighbour)
                for number, part in ((one, a), (other, b))
            )
            mean = total / len(joined.members)
            if mean + _of_neighbours(joined, self._open[neighbour]) >= LEAST_SCORE:
                yield neighbour, mean

    def _between(self, number: int, part: _Group, neighbour: int) -> float:
        known = self._near[number].get(neighbour)
        if known is not None:
            return known
        others = _spokesmen(self._open[neighbour].members)
        pairs = [(min(x, y), max(x, y)) for x in _spokesmen(part.members) for y in others]
        return math.fsum(self._link(pair) for pair in pairs) / len(pairs)

    def _link(self, pair: Pair) -> float:
        if pair not in self._links:
            self._links[pair] = self._compare(*pair)
        return self._links[pair]


def _of_neighbours(a: _Group, b: _Group) -> float:
    """Return what the neighbours that two groups have in common are worth, in log-odds."""
    shared = math.fsum(a.profile[unit] * b.profile[unit] for unit in a.profile.keys() & b.profile.keys())
    return SAME_NEIGHBOURS * shared / (len(a.members) * len(b.members))


def _profiles(count: int, links: Mapping[Pair, float]) -> list[dict[int, float]]:
    """Return for each unit its nearest neighbours and itself, by their probabilities, as a vector of length 1."""
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, other), log_odds in links.items():
        near[one][other] = near[other][one] = 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))
    return [_profile(unit, neighbours) for unit, neighbours in enumerate(near)]


def _profile(unit: int, neighbours: Mapping[int, float]) -> dict[int, float]:
    nearest = nlargest(NEIGHBOURS, neighbours.items(), key=lambda found: (found[1], -found[0]))
    profile = {unit: ITSELF, **dict(nearest)}
    length = math.sqrt(math.fsum(weight * weight for weight in profile.values()))
    return {other: weight / length for other, weight in profile.items()}


def _sum(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    total = dict(one)
    for unit, weight in other.items():
        total[unit] = total.get(unit, 0.0) + weight
    return total


def _spokesmen(members: Sequence[int]) -> Sequence[int]:
    """Return all members of a small group, else some spread over it."""
    if len(members) <= SPOKESMEN:
        return members
    ordered = sorted(members)
    return [ordered[index * (len(ordered) - 1) // (SPOKESMEN - 1)] for index in range(SPOKESMEN)]
