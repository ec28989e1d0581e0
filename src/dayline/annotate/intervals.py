"""Ranges of characters that can be asked what overlaps them, in time that does not grow with the text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dayline.annotate.tree import Range


class Intervals:
    """A fixed set of [start, end) ranges; they may overlap, and a query costs about what it finds."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._ranges = sorted(set(ranges))
        self._starts = [start for start, _ in self._ranges]
        self._longest = max((end - start for start, end in self._ranges), default=0)

    def overlapping(self, start: int, end: int) -> Iterator[Range]:
        """Yield the ranges that share a character with [start, end), in order."""
        index = bisect_left(self._starts, start - self._longest)
        while index < len(self._ranges) and self._starts[index] < end:
            if self._ranges[index][1] > start:
                yield self._ranges[index]
            index += 1

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any range shares a character with [start, end)."""
        return next(self.overlapping(start, end), None) is not None

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one range holds all of [start, end)."""
        return any(first <= start and end <= last for first, last in self.overlapping(start, end))
