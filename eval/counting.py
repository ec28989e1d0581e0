"""What every scorer counts with: hits against predictions and gold, and one-to-one pairs."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

L = TypeVar("L")
R = TypeVar("R")


def ratio(part: float, whole: float) -> float:
    """Return part / whole; 0 of nothing."""
    return part / whole if whole else 0.0


@dataclass(slots=True)
class Tally:
    """Hits, what was predicted and what was due; adds up over documents."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        """Count one document's."""
        self.hits += hits
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """Return the share of the predicted that hit."""
        return ratio(self.hits, self.predicted)

    @property
    def recall(self) -> float:
        """Return the share of what was due that was hit."""
        return ratio(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return ratio(2 * self.hits, self.predicted + self.gold)


def jaccard(one: Collection[object], other: Collection[object]) -> float:
    """Return the common share of two sets."""
    left, right = set(one), set(other)
    return ratio(len(left & right), len(left | right))


def pairs(
    left: Sequence[L], right: Sequence[R], likeness: Callable[[L, R], float], *, at_least: float = 0.0
) -> list[tuple[L, R]]:
    """Return one-to-one pairs, likest first; those of no likeness, or of less than ``at_least``, never pair."""
    weighed = [
        (-weight, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (weight := likeness(one, other)) > 0 and weight >= at_least
    ]
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    found = []
    for _, i, j in sorted(weighed):
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            found.append((left[i], right[j]))
    return found


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the common share of two [start, end) ranges."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return ratio(shared, one[1] - one[0] + other[1] - other[0] - shared)
