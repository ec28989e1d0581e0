"""How strongly documents speak for one event: a weighing of evidence over sparse TF-IDF vectors."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dayline.cluster.terms import KINDS, WORD, Reals, Row, Terms, said_again, stand_in

# how soon a cosine counts in full: at .5 it counts .86; swept 1 to 6, best precision across collections at 3 and 4
SATURATION = 4.0

# days from which a report that takes an event up again says when it was
LONG_AGO = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds that two documents report one event: a sum over likenesses (0 to 1), conflicts, and the silence.

    Set by ``tools/fit_stories.py``: logistic regression on pairs of documents near each other, of ECB+ topics
    1–35 and the incidents.
    """

    none: float = -3.97
    words: float = 1.21
    names: float = 3.23
    numbers: float = 1.67
    opening: float = 2.26
    people: float = 1.33
    places: float = 0.31
    dates: float = 1.31
    figures: float = 1.53
    # both give ages of people, full dates, or settlements, and have none in common
    ages_apart: float = -1.42
    days_apart: float = -1.44
    settlements_apart: float = -0.48
    # LONG_AGO days and more apart, and the later names no day of the month in which the earlier was published
    month_unnamed: float = -3.07
    # either has no date; swept -1.0 to -2.3, best on ECB+ at -1.2, where all is undated
    undated: float = -1.20
    # per log(1 + days) between two documents
    silence: float = -0.16
    # days beyond which more silence says nothing more
    longest_silence: float = 400.0

    def in_order(self) -> tuple[float, ...]:
        """Return the weights in the order of LIKENESSES."""
        return (
            self.words, self.names, self.numbers, self.opening, self.people, self.places, self.dates, self.figures,
            self.ages_apart, self.days_apart, self.settlements_apart, self.month_unnamed,
            self.undated, self.silence,
        )  # fmt: skip


# what evidence weighs, in the order of ``likenesses``
LIKENESSES = (
    "words", "names", "numbers", "opening", "people", "places", "dates", "figures",
    "ages_apart", "days_apart", "settlements_apart", "month_unnamed", "undated", "silence",
)  # fmt: skip


class Weighing:
    """Documents of one language weighed by the frequencies of one moment."""

    def __init__(self, terms: Terms) -> None:
        """Weigh by the documents that are counted now."""
        self._terms, self.rarity = terms, terms.weights()
        self._lengths: dict[Row, Reals] = {}
        # of the document that others are compared with: the weight and the kinds of each term, and its lines
        self._weights = np.zeros(len(self.rarity))
        self._kinds = np.zeros(len(self.rarity), np.uint8)
        self._in_lines = np.zeros(len(self.rarity), np.uint8)

    def lengths(self, row: Row) -> Reals:
        """Return the lengths of a document's words, names, numbers, opening, people, places, dates and figures."""
        found = self._lengths.get(row)
        if found is None:
            weights = row.counts * self.rarity[row.terms]
            found = self._lengths[row] = np.sqrt(_sums_by_kind(weights * weights, row.kinds))
        return found

    def likenesses(
        self, one: Row, others: Sequence[Row], days: Sequence[float | None], weights: "Weights"
    ) -> Reals:
        """Return what speaks for and against one event with each of others, (n, 14): 0 to 1 but the silence.

        ``days`` lie between each of them and the one; None where unknown.
        """
        found = np.zeros((len(others), len(LIKENESSES)))
        found[:, :KINDS] = 1 - np.exp(-SATURATION * self._cosines(one, others))
        found[:, KINDS] = _apart(one.ages, [other.ages for other in others])
        found[:, KINDS + 1] = _apart(one.days, [other.days for other in others])
        found[:, KINDS + 2] = _apart(one.settlements, [other.settlements for other in others])
        found[:, KINDS + 3] = [
            apart is not None and apart >= LONG_AGO and _is_month_unnamed(one, other)
            for other, apart in zip(others, days, strict=True)
        ]
        found[:, KINDS + 4] = [apart is None for apart in days]
        found[:, KINDS + 5] = [
            0.0 if apart is None else math.log1p(min(weights.longest_silence, apart)) for apart in days
        ]
        return found

    def evidence(
        self, one: Row, others: Sequence[Row], days: Sequence[float | None], weights: "Weights"
    ) -> list[float]:
        """Return the log-odds that a document and each of others report one event; ``days`` lie between them."""
        if not others:
            return []
        found = self.likenesses(one, others, days, weights)
        return [float(log_odds) for log_odds in weights.none + (found * weights.in_order()).sum(axis=1)]

    def shared_terms(self, one: Row, other: Row, most: int) -> tuple[str, ...]:
        """Return the words that weigh most in what two documents share, heaviest first."""
        of_one, of_other = said_again(one, [other])
        one, other = one.without(of_one), other.without(of_other)
        shared, left, right = np.intersect1d(one.words, other.words, return_indices=True)
        counts, others = (row.counts[row.kinds & WORD > 0] for row in (one, other))
        products = counts[left] * others[right] * self.rarity[shared] ** 2
        weighed = zip((-products).tolist(), map(self._terms.term, shared.tolist()), strict=True)
        return tuple(term for _, term in sorted(weighed)[:most])

    def _cosines(self, one: Row, others: Sequence[Row]) -> Reals:
        """Return the cosines of a document with others by kind, (n, 8); what one outlet says again adds nothing."""
        products = self._products(one, others)
        lengths = self.lengths(one) * np.array([self.lengths(other) for other in others])
        cosines: Reals = np.divide(products, lengths, out=np.zeros_like(products), where=products > 0)
        return cosines

    def _products(self, one: Row, others: Sequence[Row]) -> Reals:
        """Return the products of a document with others by kind, (n, 8); a term counts as what it is in both."""
        self._weights[one.terms] = one.counts * self.rarity[one.terms]
        self._kinds[one.terms] = one.kinds
        terms = np.concatenate([other.terms for other in others])
        kinds = self._kinds[terms] & np.concatenate([other.kinds for other in others])
        shared = np.flatnonzero(kinds)
        terms, kinds = terms[shared], kinds[shared]
        of = np.repeat(np.arange(len(others)), [len(other.terms) for other in others])[shared]
        of_one, of_others = said_again(one, others)
        if of_one.any():
            self._in_lines[one.terms] = one.in_lines
            gone = stand_in(self._in_lines[terms], of_one[of])
            gone |= stand_in(np.concatenate([other.in_lines for other in others])[shared], of_others[of])
            kinds[gone] = 0
        counts = np.concatenate([other.counts for other in others])[shared]
        products = counts * self.rarity[terms] * self._weights[terms]
        self._kinds[one.terms] = 0
        return _sums_by_kind(products, kinds, of, len(others))


def _sums_by_kind(
    values: Reals, kinds: NDArray[np.uint8], of: NDArray[np.int64] | None = None, count: int = 1
) -> Reals:
    """Return the sums of values by the kinds that each has, (8,), or (count, 8) for the groups ``of`` values."""
    bits = np.flatnonzero(np.unpackbits(kinds, bitorder="little").view(np.bool_))
    # eight kinds: the last three bits of a place are the kind
    at, kind = bits >> 3, bits & 7
    places = kind if of is None else of[at] * KINDS + kind
    sums = np.bincount(places, weights=values[at], minlength=count * KINDS).astype(np.float64, copy=False)
    return sums if of is None else sums.reshape(count, KINDS)


def silence(days: float | None, weights: Weights) -> float:
    """Return the part of the log-odds that the days between two documents have."""
    return 0.0 if days is None else weights.silence * math.log1p(min(weights.longest_silence, days))


def _apart(one: frozenset[str], others: Sequence[frozenset[str]]) -> list[bool] | bool:
    """Tell of which others a set is apart: both say something, and nothing of it is common."""
    return bool(one) and [bool(other) and one.isdisjoint(other) for other in others]


def _is_month_unnamed(one: Row, other: Row) -> bool:
    """Tell whether neither document, or the later of two months, names the month in which the earlier was published."""
    earlier, later = sorted((one, other), key=lambda row: row.published)
    named = later.months | earlier.months if earlier.published == later.published else later.months
    return earlier.published not in named


def probability(log_odds: float) -> float:
    """Return log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))
