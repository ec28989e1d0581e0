"""Terms as numbers: documents as rows of them, and in how many of the remembered documents each stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import repeat
from operator import or_

import numpy as np
from numpy.typing import NDArray

from dayline.cluster.features import Features
from dayline.model.source import SourceId

# documents that stand for all the world's, in which words have the shares that the language's table says: so that
# the first documents are not all of rare words
PRIOR_DOCUMENTS = 30.0
# share of reports that hold a word which the table does not name
OTHER_SHARE = 0.002
# terms for which there is room at first; then for twice as many, as often as needed
ROOM = 1 << 12

# what a term of a document is, one bit each in the order of likenesses: a word, and of the words names, numbers and
# those of the opening; or a person, a place, a date, a figure
WORD, NAME, NUMBER, OPENING = 1, 2, 4, 8
FACTS = (16, 32, 64, 128)
KINDS = 8

Reals = NDArray[np.float64]
# lines of documents, a bit each
Lines = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A document's terms by number, with 1 + log of their counts, and what they are; and its plain facts.

    These are as in `Features`; ``in_lines`` has a bit for each line in which a term stands, none for a term that stands
    elsewhere too.
    """

    language: str
    source: SourceId
    terms: NDArray[np.int32]
    counts: NDArray[np.float32]
    kinds: NDArray[np.uint8]
    ages: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    published: str
    settlements: frozenset[str]
    lines: tuple[int, ...]
    in_lines: Lines
    key: int

    @property
    def words(self) -> NDArray[np.int32]:
        """Return the numbers of its words."""
        return self.terms[self.kinds & WORD > 0]

    def without(self, lines: Lines) -> "Row":
        """Return the document with the terms that stand in some of its lines alone, (1,), counting for nothing."""
        if not lines.any():
            return self
        return replace(self, kinds=np.where(stand_in(self.in_lines, lines), np.uint8(0), self.kinds))


def said_again(one: Row, others: Sequence[Row]) -> tuple[Lines, Lines]:
    """Return which lines of a document each of others has, too, and where: (n,) and (n,); none of another outlet's.

    What one outlet says twice in the same words is a standing line, or background that it repeats.
    """
    bits: dict[int, int] = {}
    for at, line in enumerate(one.lines):
        bits[line] = bits.get(line, 0) | 1 << at
    found = np.zeros((2, len(others)), np.uint8)
    for number, other in enumerate(others):
        if other.source == one.source and not bits.keys().isdisjoint(other.lines):
            same = [(bits[line], 1 << at) for at, line in enumerate(other.lines) if line in bits]
            found[:, number] = reduce(or_, (mine for mine, _ in same)), sum(theirs for _, theirs in same)
    return found[0], found[1]


def stand_in(in_lines: Lines, lines: Lines) -> NDArray[np.bool_]:
    """Tell which terms stand in some lines alone."""
    found: NDArray[np.bool_] = (in_lines > 0) & (in_lines & ~lines == 0)
    return found


class Terms:
    """The terms of one language: their numbers, and their weights by the documents that are counted.

    A number whose term is in no remembered document any more is given to another.
    """

    def __init__(self, shares: Mapping[str, float]) -> None:
        """Start without documents; ``shares`` say in which part of all reports a term stands."""
        self._shares = shares
        self._numbers: dict[str, int] = {}
        self._terms: list[str] = []
        self._free: list[int] = []
        self._documents = 0
        self._counted = np.zeros(ROOM, np.int32)
        self._held = np.zeros(ROOM, np.int32)
        self._prior = np.zeros(ROOM)
        self._weights: Reals | None = None

    def __len__(self) -> int:
        """Return how many numbers have been given."""
        return len(self._terms)

    def row(self, document: Features) -> Row:
        """Return a document as a row, in the order of its text."""
        names, numbers, opening = document.names, document.numbers, document.opening
        numbered = self._numbers.get
        found = [known if (known := numbered(term)) is not None else self._number(term) for term in document.words]
        counts = list(document.words.values())
        kinds = [
            WORD + NAME * (term in names) + NUMBER * (term in numbers) + OPENING * (term in opening)
            for term in document.words
        ]
        in_lines = bytes(map(document.in_lines.get, document.words, repeat(0)))
        for kind, bag in zip(FACTS, document.facts, strict=True):
            found += [self._number(term) for term in bag]
            counts += bag.values()
            kinds += [kind] * len(bag)
            in_lines += bytes(len(bag))
        return Row(
            language=document.language,
            source=document.source,
            terms=np.array(found, np.int32),
            counts=np.array(counts, np.float32),
            kinds=np.array(kinds, np.uint8),
            ages=document.ages,
            days=document.days,
            months=document.months,
            published=document.published,
            settlements=document.settlements,
            lines=document.lines,
            in_lines=np.frombuffer(in_lines, np.uint8),
            key=document.key,
        )

    def hold(self, row: Row) -> None:
        """Keep the numbers of a document's terms until it is let go."""
        np.add.at(self._held, row.terms, 1)

    def let_go(self, row: Row) -> None:
        """Give the numbers free of the terms that no document is held for any more."""
        np.subtract.at(self._held, row.terms, 1)
        for number in set(row.terms[self._held[row.terms] == 0].tolist()):
            del self._numbers[self._terms[number]]
            self._free.append(number)

    def count(self, row: Row, documents: int = 1) -> None:
        """Count a document; with -1 it counts no longer."""
        np.add.at(self._counted, row.terms, documents)
        self._documents += documents
        self._weights = None

    def term(self, number: int) -> str:
        """Return the term of a number."""
        return self._terms[number]

    def weight(self, term: str) -> float:
        """Return the inverse document frequency of a term."""
        number = self._number(term)
        return float(self.weights()[number])

    def weights(self) -> Reals:
        """Return the inverse document frequency of every number's term."""
        if self._weights is None or len(self._weights) < len(self._terms):
            size = len(self._terms)
            held = self._counted[:size] + self._prior[:size] + 0.5
            self._weights = np.maximum(0.0, np.log((self._documents + PRIOR_DOCUMENTS) / held))
        return self._weights

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            if self._free:
                number = self._free.pop()
                self._terms[number] = term
            else:
                number = len(self._terms)
                self._terms.append(term)
                if number == len(self._held):
                    self._counted = np.concatenate((self._counted, np.zeros_like(self._counted)))
                    self._held = np.concatenate((self._held, np.zeros_like(self._held)))
                    self._prior = np.concatenate((self._prior, np.zeros_like(self._prior)))
            self._numbers[term] = number
            self._prior[number] = PRIOR_DOCUMENTS * self._shares.get(term, OTHER_SHARE)
            self._weights = None
        return number
