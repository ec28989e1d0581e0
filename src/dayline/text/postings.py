"""Which documents hold a shingle, in a table of fixed size: quick, small, and forgetful of the oldest."""

import numpy as np
from numpy.typing import NDArray

# places of the table, and documents kept at each, the latest: 64 MiB, at 100,000 documents two thirds full
BUCKETS, KEPT = 1 << 22, 4
# documents found at most
FOUND = 8


class Postings:
    """A table of which documents hold a shingle, of a size that never changes; two shingles may share a place."""

    def __init__(self) -> None:
        """Start without documents."""
        self._numbers = np.zeros((BUCKETS, KEPT), np.int32)
        self._oldest = np.zeros(BUCKETS, np.uint8)

    def add(self, number: int, sought: NDArray[np.uint32]) -> None:
        """Put a document, by its number from 1 on, in the oldest's stead at the place of each shingle."""
        # a place that comes twice is written twice with the same
        places = sought & np.uint32(BUCKETS - 1)
        at = self._oldest[places]
        self._numbers[places, at] = number
        self._oldest[places] = (at + 1) % KEPT

    def holding(self, sought: NDArray[np.uint32], first: int) -> list[tuple[int, int]]:
        """Return the documents from number ``first`` on that hold most, with how many, at most FOUND."""
        found = self._numbers[sought & np.uint32(BUCKETS - 1)].ravel()
        numbers, counts = np.unique(found[found >= first], return_counts=True)
        most = np.lexsort((numbers, -counts))[:FOUND]
        return list(zip(numbers[most].tolist(), counts[most].tolist(), strict=True))
