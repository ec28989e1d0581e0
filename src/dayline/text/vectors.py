"""Sparse vectors: length and product."""

import math
from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")


def unit(vector: Mapping[K, float]) -> dict[K, float]:
    """Return a vector at length 1; the empty one as it is."""
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {key: weight / length for key, weight in vector.items()} if length else {}


def dot(one: Mapping[K, float], other: Mapping[K, float]) -> float:
    """Return the product of two vectors: the cosine of such as have length 1."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * longer[key] for key, weight in shorter.items() if key in longer)
