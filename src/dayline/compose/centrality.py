"""What most reports of a day tell: words weighed by how many of its sentences hold them, and how rare that is.

A sentence is central where it is near the mean of all (the centroid of Radev, Jing, Styś and Tam 2004; what Rossiello,
Basile and Semeraro 2017 and PacSum, Zheng and Lapata 2019, build on). Sentences of the same words count once: five
outlets that carry one agency's copy are one report.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

# Content words from which a sentence says something.
LEAST_WORDS = 3


class Centroid:
    """The mean of a day's sentences, each a set of content words weighed by rarity."""

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        told = sorted({words for words in sentences if len(words) >= LEAST_WORDS}, key=sorted)
        held = Counter(word for words in told for word in words)
        self._rarity = {word: math.log((len(told) + 1) / count) for word, count in held.items()}
        mean: dict[str, float] = {}
        for words in told:
            length = _length(words, self._rarity)
            for word in words:
                mean[word] = mean.get(word, 0.0) + self._rarity[word] / length
        self._mean: Mapping[str, float] = mean
        self._nearest = max((self._likeness(words) for words in told), default=0.0)

    def nearness(self, words: frozenset[str]) -> float:
        """Return how near a sentence is to the mean of the day's, 1 for the nearest of them."""
        return min(1.0, self._likeness(words) / self._nearest) if self._nearest else 0.0

    def _likeness(self, words: frozenset[str]) -> float:
        known = sorted(words & self._rarity.keys())
        length = _length(words, self._rarity)
        return math.fsum(self._rarity[word] * self._mean[word] for word in known) / length if known else 0.0


def _length(words: Iterable[str], rarity: Mapping[str, float]) -> float:
    """Return the length of a sentence's vector; a word that the day has nowhere else counts as the rarest."""
    rarest = max(rarity.values(), default=1.0)
    return math.sqrt(math.fsum(rarity.get(word, rarest) ** 2 for word in sorted(words))) or 1.0
