"""How strongly two documents speak for one event: a weighing of evidence over sparse TF-IDF vectors."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dayline.cluster.features import Bag, Features

# documents that stand for all the world's, in which words have the shares that the language's table says: so that
# the first documents are not all of rare words
PRIOR_DOCUMENTS = 30.0
# share of reports that hold a word which the table does not name
OTHER_SHARE = 0.002
# how soon a cosine counts in full: at .5 it counts .86; swept 1 to 6, best precision across collections at 3 and 4
SATURATION = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds that two documents report one event: a sum over likenesses (0 to 1), conflicts, and the silence.

    Set by ``tools/fit_stories.py``: logistic regression on pairs of documents near each other, of ECB+ topics
    1–35 and the incidents.
    """

    none: float = -3.52
    words: float = 0.90
    names: float = 3.21
    numbers: float = 1.48
    opening: float = 1.95
    people: float = 1.53
    places: float = 0.59
    dates: float = 1.71
    figures: float = 1.90
    # both give ages of people, full dates, or settlements, and have none in common
    ages_apart: float = -1.36
    days_apart: float = -1.33
    settlements_apart: float = -0.65
    # either has no date
    undated: float = -1.57
    # per log(1 + days) between two documents
    silence: float = -0.77
    # days beyond which more silence says nothing more
    longest_silence: float = 400.0

    def in_order(self) -> tuple[float, ...]:
        """Return the weights in the order of LIKENESSES."""
        return (
            self.words, self.names, self.numbers, self.opening, self.people, self.places, self.dates, self.figures,
            self.ages_apart, self.days_apart, self.settlements_apart, self.undated, self.silence,
        )  # fmt: skip


class Frequencies:
    """In how many of the remembered documents a term stands."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        """Start without documents; ``shares`` say in which part of all reports a term stands."""
        self._shares = shares
        self._counts: Counter[str] = Counter()
        self._documents = 0
        self._weights: dict[str, float] = {}

    def add(self, document: Features) -> None:
        """Count a document."""
        self._counts.update(document.terms())
        self._documents += 1
        self._weights.clear()

    def remove(self, document: Features) -> None:
        """Take a document out again that is forgotten."""
        for term in document.terms():
            self._counts[term] -= 1
            if not self._counts[term]:
                del self._counts[term]
        self._documents -= 1
        self._weights.clear()

    def weight(self, term: str) -> float:
        """Return the inverse document frequency of a term."""
        weight = self._weights.get(term)
        if weight is None:
            held = self._counts.get(term, 0) + PRIOR_DOCUMENTS * self._shares.get(term, OTHER_SHARE) + 0.5
            weight = max(0.0, math.log((self._documents + PRIOR_DOCUMENTS) / held))
            self._weights[term] = weight
        return weight


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A document's features as weighed at one moment.

    ``terms`` are its words with their weights, and whether they are names (1), numbers (2) or of its opening (4), added
    up; ``lengths`` are those of its words, names, numbers, opening, people, places, dates and figures.
    """

    features: Features
    frequencies: Frequencies
    terms: Mapping[str, tuple[float, int]]
    lengths: tuple[float, ...]


NAME, NUMBER, OPENING = 1, 2, 4


def vector(features: Features, frequencies: Frequencies) -> Vector:
    """Weigh a document by the present frequencies."""
    terms: dict[str, tuple[float, int]] = {}
    words, names, numbers, opening = 0.0, 0.0, 0.0, 0.0
    for term, count in features.words.items():
        weight, kinds = count * frequencies.weight(term), 0
        squared = weight**2
        words += squared
        if term in features.names:
            names += squared
            kinds += NAME
        if term in features.numbers:
            numbers += squared
            kinds += NUMBER
        if term in features.opening:
            opening += squared
            kinds += OPENING
        terms[term] = weight, kinds
    squares = (words, names, numbers, opening, *(_square(bag, frequencies) for bag in _facts(features)))
    return Vector(features, frequencies, terms, tuple(math.sqrt(square) for square in squares))


def _facts(features: Features) -> tuple[Bag, Bag, Bag, Bag]:
    return features.people, features.places, features.dates, features.figures


def _square(bag: Bag, frequencies: Frequencies) -> float:
    return sum((count * frequencies.weight(term)) ** 2 for term, count in bag.items())


# what evidence weighs, in the order of ``likeness``
LIKENESSES = (
    "words", "names", "numbers", "opening", "people", "places", "dates", "figures",
    "ages_apart", "days_apart", "settlements_apart", "undated", "silence",
)  # fmt: skip


def likeness(a: Vector, b: Vector, days: float | None, weights: Weights) -> tuple[float, ...]:
    """Return what speaks for and against one event, each 0 to 1 but the silence; ``days`` None where unknown."""
    one, other = a.features, b.features
    products = (
        *_of_words(a, b),
        *(_dot(x, y, a.frequencies) for x, y in zip(_facts(one), _facts(other), strict=True)),
    )
    return (
        *(
            1 - math.exp(-SATURATION * found / (left * right)) if found else 0.0
            for found, left, right in zip(products, a.lengths, b.lengths, strict=True)
        ),
        float(_apart(one.ages, other.ages)),
        float(_apart(one.days, other.days)),
        float(_apart(one.settlements, other.settlements)),
        float(days is None),
        0.0 if days is None else math.log1p(min(weights.longest_silence, days)),
    )


def evidence(a: Vector, b: Vector, days: float | None, weights: Weights) -> float:
    """Return the log-odds that two documents report one event; ``days`` lie between them."""
    found = likeness(a, b, days, weights)
    return weights.none + sum(
        weight * value for weight, value in zip(weights.in_order(), found, strict=True) if value
    )


def silence(days: float | None, weights: Weights) -> float:
    """Return the part of the log-odds that the days between two documents have."""
    return 0.0 if days is None else weights.silence * math.log1p(min(weights.longest_silence, days))


def _of_words(a: Vector, b: Vector) -> tuple[float, float, float, float]:
    """Return the products of words, names, numbers and openings; exact sums, for sets have no order."""
    one, other = a.terms, b.terms
    words, names, numbers, opening = [], [], [], []
    for term in one.keys() & other.keys():
        (left, left_kinds), (right, right_kinds) = one[term], other[term]
        product = left * right
        words.append(product)
        if kinds := left_kinds & right_kinds:
            if kinds & NAME:
                names.append(product)
            if kinds & NUMBER:
                numbers.append(product)
            if kinds & OPENING:
                opening.append(product)
    return math.fsum(words), math.fsum(names), math.fsum(numbers), math.fsum(opening)


def _dot(one: Bag, other: Bag, frequencies: Frequencies) -> float:
    if not one or not other:
        return 0.0
    return math.fsum(
        one[term] * other[term] * frequencies.weight(term) ** 2 for term in one.keys() & other.keys()
    )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def shared_terms(a: Vector, b: Vector, most: int) -> tuple[str, ...]:
    """Return the words that weigh most in what two documents share, heaviest first."""
    one, other, weight = a.features.words, b.features.words, a.frequencies.weight
    return tuple(
        sorted(one.keys() & other.keys(), key=lambda t: (-one[t] * other[t] * weight(t) ** 2, t))[:most]
    )


def probability(log_odds: float) -> float:
    """Return log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))
