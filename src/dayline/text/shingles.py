"""Shingles: the runs of words by which texts are compared, as hashes that are the same in every process."""

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# any odd number with bits throughout, and the constants of MurmurHash3's last step
_BASE = np.uint32(0x9E3779B1)
_MIXING = ((np.uint32(16), np.uint32(0x85EBCA6B)), (np.uint32(13), np.uint32(0xC2B2AE35)))


def shingles(words: Sequence[str], size: int = 5) -> NDArray[np.uint32]:
    """Return the 32-bit hashes of all runs of ``size`` words, in their order; fewer words are one run.

    A run's hash is that of its words, each by CRC-32, as a polynomial modulo 2^32 (Rabin and Karp), its bits mixed as
    MurmurHash3 does at its end, so that any of them may be used to choose among runs.
    """
    size = min(size, len(words))
    if not size:
        return np.empty(0, np.uint32)
    hashed = np.array([_hash_of(word) for word in words], np.uint32)
    count = len(words) - size + 1
    runs = np.zeros(count, np.uint32)
    for start in range(size):
        runs = runs * _BASE + hashed[start : start + count]
    for shift, factor in _MIXING:
        runs ^= runs >> shift
        runs *= factor
    return runs ^ (runs >> np.uint32(16))


@lru_cache(maxsize=200_000)
def _hash_of(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
