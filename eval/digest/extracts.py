"""Well-known ways to choose a day's sentences, to stand beside the digest at its length.

Headlines and lead: the headlines, or the first sentences, of the documents in the order they came. Centroid: the
sentences nearest to the mean of all (Radev and others 2004). LexRank: those that most sentences are like, and most of
such (Erkan and Radev 2004). All weigh words by TF-IDF, pass over what is like a sentence taken before, and are cut at a
number of words.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from dayline.text.normalize import fold
from timelines.align import STOP_WORDS
from timelines.porter import stem

# Cosine from which two sentences say the same to the baselines, and from which LexRank joins them (as in its paper).
REPEATS, LINKED = 0.5, 0.1
# LexRank's share of the walk that goes on along the links, and rounds of it: more change no order.
DAMPING, ROUNDS = 0.85, 60
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """A sentence or headline: its text, its stems, and its place in its document (0 is the headline)."""

    text: str
    stems: Counter[str]
    place: int = 0

    @property
    def length(self) -> int:
        """Return the number of its words."""
        return len(self.text.split())


def piece(text: str, place: int = 0) -> Piece:
    """Return a piece of a text."""
    return Piece(text=text, stems=Counter(stems_of(text)), place=place)


@lru_cache(maxsize=200_000)
def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning; numbers stay as they are."""
    words = (word for word in WORD.findall(fold(text)) if word not in STOP_WORDS and len(word) > 1)
    return tuple(word if word[0].isdigit() else stem(word) for word in words)


def rarities(pieces: Iterable[Piece]) -> Mapping[str, float]:
    """Return the inverse document frequency of each stem, pieces being the documents."""
    held: Counter[str] = Counter()
    count = 0
    for each in pieces:
        held.update(each.stems.keys())
        count += 1
    return {word: math.log((count + 1) / number) for word, number in held.items()}


def headlines(pieces: Sequence[Piece]) -> list[int]:
    """Return the pieces' places: all headlines first, then all first sentences, in the order given."""
    return sorted(range(len(pieces)), key=lambda at: (pieces[at].place, at))


def lead(pieces: Sequence[Piece]) -> list[int]:
    """Return the pieces' places: what opens each text first (the headline where there is no more), then the rest."""
    is_alone = [each.place == 0 and not (after and after.place) for each, after in zip_longest(pieces, pieces[1:])]
    return sorted(range(len(pieces)), key=lambda at: (not (is_alone[at] or pieces[at].place == 1), at))


def centroid(pieces: Sequence[Piece]) -> list[int]:
    """Return the pieces' places, the nearest to the mean of all first."""
    vectors = _vectors(pieces)
    return _by(vectors @ vectors.mean(axis=0))


def lexrank(pieces: Sequence[Piece]) -> list[int]:
    """Return the pieces' places by their share of a walk over sentences that are like one another."""
    vectors = _vectors(pieces)
    links = (vectors @ vectors.T >= LINKED).astype(float)
    np.fill_diagonal(links, 1.0)
    steps = links / links.sum(axis=1, keepdims=True)
    share = np.full(len(pieces), 1 / len(pieces))
    for _ in range(ROUNDS):
        share = (1 - DAMPING) / len(pieces) + DAMPING * (steps.T @ share)
    return _by(share)


WAYS: Mapping[str, Callable[[Sequence[Piece]], list[int]]] = {
    "headlines": headlines, "lead": lead, "LexRank": lexrank, "centroid": centroid,
}  # fmt: skip


def extract(pieces: Sequence[Piece], way: str, words: int) -> list[Piece]:
    """Return what a way takes of a day, so many words of it."""
    if not pieces:
        return []
    vectors = _vectors(pieces)
    taken: list[int] = []
    left = words
    for at in WAYS[way](pieces):
        if left <= 0:
            break
        if all(vectors[at] @ vectors[other] < REPEATS for other in taken):
            taken.append(at)
            left -= pieces[at].length
    return cut([pieces[at] for at in taken], words)


def cut(pieces: Sequence[Piece], words: int) -> list[Piece]:
    """Return the first so many words of some pieces: whoever is compared has the same length, to the word."""
    held, left = list[Piece](), words
    for each in pieces:
        if left > 0:
            held.append(each if each.length <= left else piece(" ".join(each.text.split()[:left]), each.place))
        left -= each.length
    return held


def _vectors(pieces: Sequence[Piece]) -> "npt.NDArray[np.float64]":
    """Return TF-IDF vectors of length 1, a row a piece."""
    rarity = rarities(pieces)
    columns = {word: column for column, word in enumerate(sorted(rarity))}
    vectors = np.zeros((len(pieces), max(len(columns), 1)))
    for row, each in enumerate(pieces):
        for word, count in each.stems.items():
            vectors[row, columns[word]] = count * rarity[word]
    rows: npt.NDArray[np.float64] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return rows


def _by(weights: "npt.NDArray[np.float64]") -> list[int]:
    return sorted(range(len(weights)), key=lambda at: (-round(float(weights[at]), 9), at))
