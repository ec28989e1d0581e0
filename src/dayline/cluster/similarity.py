"""How strongly two documents speak for one event: a weighing of evidence over sparse TF-IDF vectors."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dayline.cluster.features import Features

# documents that stand for all the world's, in which words have the shares that the language's table says: so that
# the first documents are not all of rare words
PRIOR_DOCUMENTS = 30.0
# share of reports that hold a word which the table does not name
OTHER_SHARE = 0.002
# how soon a cosine counts in full: at .5 it counts .86; swept 1 to 6, best precision across collections at 3 and 4
SATURATION = 4.0
# growth of the window at which frequencies are counted anew; vectors are made again then
GROWTH = 1.25
# settlements named by both documents and shared by neither are evidence only where each names few
FEW_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds that two documents report one event: a sum over likenesses (0 to 1) and the silence between them.

    Set by logistic regression on pairs of documents of ECB+ topics 1–35 and the first 1,200 incidents, each in
    full and cut to headline and 30 words, folds by topic and event; all four weigh the same.
    """

    none: float = -4.43
    words: float = 3.0
    names: float = 3.1
    numbers: float = 0.2
    opening: float = 3.3
    runs: float = 0.7
    # both give numbers, and none in common
    numbers_apart: float = -0.9
    # both name somebody or some place in the opening, and neither is in the other at all
    names_apart: float = -0.43
    # per log(1 + days) between two documents
    silence: float = -1.42
    # days beyond which more silence says nothing more
    longest_silence: float = 60.0
    # a settlement in common; or settlements named by both, few, and none in common. Regression on 600 annotated
    # incidents gave 0.2 to 1.7 and -1.9 to -2.1; held back, for in other news a town may stand for
    # a government
    places_shared: float = 0.3
    places_apart: float = -0.6


class Frequencies:
    """In how many documents a term stands; weights follow a snapshot, so that vectors stay comparable for a while."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        """Start without documents; ``shares`` say in which part of all reports a term stands."""
        self._shares = shares
        self._counts: Counter[str] = Counter()
        self._documents = 0
        self._snapshot_documents = 0
        self.epoch = 0
        # the inverse document frequency of terms, as of the snapshot
        self.weights: Mapping[str, float] = _Weights({}, 0, shares)

    def add(self, document: Features) -> None:
        """Count a document; renew the snapshot where the documents have grown by GROWTH since the last."""
        self._counts.update(document.words.keys())
        self._counts.update(document.runs)
        self._documents += 1
        if self._documents >= self._snapshot_documents * GROWTH + 1:
            self.renew()

    def renew(self) -> None:
        """Take the frequencies as they are now; vectors of earlier epochs are stale."""
        self._snapshot_documents = self._documents
        self.weights = _Weights(dict(self._counts), self._documents, self._shares)
        self.epoch += 1


class _Weights(dict[str, float]):
    """Inverse document frequencies, reckoned when first asked for: every vector of an epoch asks for the same."""

    def __init__(self, counts: Mapping[str, int], documents: int, shares: Mapping[str, float]) -> None:
        super().__init__()
        self._counts, self._documents, self._shares = counts, documents, shares

    def __missing__(self, term: str) -> float:
        expected = PRIOR_DOCUMENTS * self._shares.get(term, OTHER_SHARE)
        held = self._counts.get(term, 0) + expected + 0.5
        weight = self[term] = max(0.0, math.log((self._documents + PRIOR_DOCUMENTS) / held))
        return weight


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A document's weights at one epoch; the lengths are those of its words, names, numbers, opening and runs."""

    epoch: int
    features: Features
    words: dict[str, float]
    runs: dict[str, float]
    lengths: tuple[float, float, float, float, float]


def vector(features: Features, frequencies: Frequencies) -> Vector:
    """Return the weighted vector of a document as of the present epoch."""
    weights, names, numbers, opening = frequencies.weights, features.names, features.numbers, features.opening
    words = {term: count * weights[term] for term, count in features.words.items()}
    runs = {run: weights[run] for run in features.runs}
    lengths = (
        _length(words.values()),
        _length([weight for term, weight in words.items() if term in names]),
        _length([weight for term, weight in words.items() if term in numbers]),
        _length([weight for term, weight in words.items() if term in opening]),
        _length(runs.values()),
    )
    return Vector(frequencies.epoch, features, words, runs, lengths)


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum([weight * weight for weight in weights]))


def evidence(a: Vector, b: Vector, days: float, weights: Weights) -> float:
    """Return the log-odds that two documents report one event; ``days`` lie between them (0 where unknown)."""
    one, other = a.features, b.features
    words = names = numbers = opening = 0.0
    # in the order of a dictionary, never of a set: sums of floats must come out the same in every process
    shorter, longer = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    for term, weight in shorter.items():
        if term not in longer:
            continue
        product = weight * longer[term]
        words += product
        if term in one.names and term in other.names:
            names += product
        if term in one.numbers:
            numbers += product
        if term in one.opening and term in other.opening:
            opening += product
    runs = sum(weight * b.runs[run] for run, weight in a.runs.items() if run in b.runs)
    likeness = [
        1 - math.exp(-SATURATION * found / (left * right)) if found else 0.0
        for found, left, right in zip(
            (words, names, numbers, opening, runs), a.lengths, b.lengths, strict=True
        )
    ]
    of_words, of_names, of_numbers, of_opening, of_runs = likeness
    return (
        weights.none
        + weights.words * of_words
        + weights.names * of_names
        + weights.numbers * of_numbers
        + weights.opening * of_opening
        + weights.runs * of_runs
        + (weights.names_apart if _names_apart(one, other) else 0.0)
        + (weights.numbers_apart if one.numbers and other.numbers and not numbers else 0.0)
        + silence(days, weights)
        + _places(one.places, other.places, weights)
    )


def silence(days: float, weights: Weights) -> float:
    """Return the part of the log-odds that the days between two documents have."""
    return weights.silence * math.log1p(min(weights.longest_silence, days))


def _names_apart(one: Features, other: Features) -> bool:
    return (
        bool(one.opening_names and other.opening_names)
        and one.opening_names.isdisjoint(other.words)
        and other.opening_names.isdisjoint(one.words)
    )


def _places(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    if not one or not other:
        return 0.0
    if one & other:
        return weights.places_shared
    return weights.places_apart if max(len(one), len(other)) <= FEW_PLACES else 0.0


def shared_terms(a: Vector, b: Vector, most: int) -> tuple[str, ...]:
    """Return the terms that weigh most in what two documents share, heaviest first."""
    shared = a.words.keys() & b.words.keys()
    return tuple(sorted(shared, key=lambda term: (-a.words[term] * b.words[term], term))[:most])


def probability(log_odds: float) -> float:
    """Return log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))
