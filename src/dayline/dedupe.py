"""Copies: documents that repeat another's words, found as they come, within a window of days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.source import ItemId, SourceId
from dayline.text.fingerprints import shingles, short_id
from dayline.text.headlines import bare_headline
from dayline.text.normalize import fold

VERSION = "2"

# whole days (UTC) before the present one whose documents are remembered
REMEMBERED_DAYS = 7
# characters compared: a text of megabytes costs no more than a long one
READ_CHARACTERS = 40_000
# words from which a text speaks for itself; shorter ones ("Read more on our site") repeat without being copies
SPEAKING_WORDS = 8
# words up to which an equal text under another headline may be an outlet's standing line
STANDING_WORDS = 25
# words from which an equal headline tells an equal item
HEADLINE_WORDS = 4
# days within which an equal headline tells an equal item: "Russia strikes Kyiv" comes again
HEADLINE_DAYS = 3
# least share of common shingles of near copies: a typo mended, a line added
NEAR_JACCARD = 0.7
# least share of the shorter text's shingles that a longer one holds, for the shorter to be a cut of it
CUT_SHARE = 0.75
# a cut has at least this many shingles, so that one stock phrase makes no cut
CUT_SHINGLES = 8
# one in this many shingles of a long text is looked up, by its hash, besides those of its opening
SAMPLED = 8
# shingles of the opening that are all looked up
OPENING_SHINGLES = 60
# documents compared in full, of those found by the shingles looked up
COMPARED = 8
# part of the sampled shingles that a copy would have in common, below which a document found is not compared
LEAST_OF_EXPECTED = 0.5
# places of the table of shingles, and documents kept at each, the latest: 64 MiB, at 100,000 documents two thirds full
BUCKETS, KEPT = 1 << 22, 4
# documents remembered at most, whatever their dates
MOST_DOCUMENTS = 200_000

_WORD = re.compile(r"\w+")


@dataclass(slots=True, eq=False)
class _Entry:
    """A remembered document; ``root`` is the document that it repeats, or itself, ``day`` that of the stream."""

    id: DocumentId
    root: DocumentId
    item_id: ItemId
    source_id: SourceId
    moment: datetime | None
    day: date | None
    headline: str
    words: int
    text_key: str
    shingles: NDArray[np.uint32]
    sought: NDArray[np.uint32]


class Copies:
    """A fold over documents in time order that tells which repeat an earlier one."""

    def __init__(self) -> None:
        """Start without documents."""
        self._day: date | None = None
        # by number, in the order they came; what is forgotten goes first
        self._entries: dict[int, _Entry] = {}
        self._first = self._next = 1
        # the latest of each text and headline
        self._by_text: dict[str, int] = {}
        self._by_headline: dict[str, int] = {}
        self._by_shingle = _Postings()

    def add(self, document: Document) -> Duplicate | None:
        """Remember a document; return what it repeats, if anything. Versions of one item never repeat each other."""
        entry = self._enter(document)
        found = self._find(entry)
        if found:
            entry.root = found.of
        self._remember(entry)
        return found

    def restore(self, document: Document, duplicate: Duplicate | None) -> None:
        """Put a document back as it was judged before, without deciding."""
        entry = self._enter(document)
        if duplicate:
            entry.root = duplicate.of
        self._remember(entry)

    def _enter(self, document: Document) -> _Entry:
        moment = document.published_at if document.published_confidence != "low" else None
        if moment is not None and (self._day is None or moment.date() > self._day):
            self._day = moment.date()
            self._forget(self._day - timedelta(days=REMEMBERED_DAYS))
        return _entry(document, moment, self._day)

    def _forget(self, oldest: date) -> None:
        for number, entry in list(self._entries.items()):
            if entry.day is not None and entry.day >= oldest:
                break
            self._drop(number, entry)

    def _drop(self, number: int, entry: _Entry) -> None:
        del self._entries[number]
        self._first = number + 1
        for latest, key in ((self._by_text, entry.text_key), (self._by_headline, entry.headline)):
            if latest.get(key) == number:
                del latest[key]

    def _remember(self, entry: _Entry) -> None:
        if len(self._entries) >= MOST_DOCUMENTS:
            self._drop(self._first, self._entries[self._first])
        number, self._next = self._next, self._next + 1
        self._entries[number] = entry
        if entry.words >= SPEAKING_WORDS:
            self._by_text[entry.text_key] = number
        if len(entry.headline.split()) >= HEADLINE_WORDS:
            self._by_headline[entry.headline] = number
        self._by_shingle.add(number, entry.sought)

    def _find(self, entry: _Entry) -> Duplicate | None:
        for other, reason, similarity in chain(
            self._same_text(entry), self._same_headline(entry), self._near(entry)
        ):
            if other.item_id != entry.item_id and other.root != entry.id:
                return Duplicate(document_id=entry.id, of=other.root, reason=reason, similarity=similarity)
        return None

    def _same_text(self, entry: _Entry) -> "Iterator[_Found]":
        number = self._by_text.get(entry.text_key)
        if number is None or entry.words < SPEAKING_WORDS:
            return
        other = self._entries[number]
        if entry.words >= STANDING_WORDS or _share_words(entry.headline, other.headline):
            yield other, "same text", 1.0

    def _same_headline(self, entry: _Entry) -> "Iterator[_Found]":
        number = self._by_headline.get(entry.headline)
        if number is None or len(entry.headline.split()) < HEADLINE_WORDS:
            return
        other = self._entries[number]
        if not _within(entry.moment, other.moment, HEADLINE_DAYS):
            return
        if not entry.words and not other.words:
            yield other, "same text", 1.0
        elif not entry.words or not other.words or entry.source_id == other.source_id:
            yield other, "teaser", 1.0
        elif min(entry.words, other.words) <= STANDING_WORDS:
            # two outlets, one headline, different short teasers: one agency's copy under two editors
            yield other, "near copy", max(NEAR_JACCARD, _alike(entry, other)[0])

    def _near(self, entry: _Entry) -> "Iterator[_Found]":
        if entry.words < SPEAKING_WORDS:
            return
        for number, shared in self._by_shingle.holding(entry.sought, self._first):
            other = self._entries[number]
            fewer = min(len(entry.shingles), len(other.shingles))
            if other.words < SPEAKING_WORDS or shared < LEAST_OF_EXPECTED * CUT_SHARE * fewer / SAMPLED:
                continue
            both_short = max(entry.words, other.words) < STANDING_WORDS
            if both_short and not _share_words(entry.headline, other.headline):
                continue
            alike, held = _alike(entry, other)
            if alike >= NEAR_JACCARD:
                yield other, "near copy", alike
            elif held >= CUT_SHARE and fewer >= CUT_SHINGLES:
                yield other, "teaser", held


Reason = Literal["same text", "near copy", "teaser"]
_Found = tuple[_Entry, Reason, float]


class _Postings:
    """A table of which documents hold a shingle, of a size that never changes; two shingles may share a place."""

    def __init__(self) -> None:
        self._numbers = np.zeros((BUCKETS, KEPT), np.int32)
        self._oldest = np.zeros(BUCKETS, np.uint8)

    def add(self, number: int, sought: NDArray[np.uint32]) -> None:
        """Put a document, by its number from 1 on, in the oldest's stead at the place of each shingle."""
        places = np.unique(sought & np.uint32(BUCKETS - 1))
        at = self._oldest[places]
        self._numbers[places, at] = number
        self._oldest[places] = (at + 1) % KEPT

    def holding(self, sought: NDArray[np.uint32], first: int) -> list[tuple[int, int]]:
        """Return the documents from number ``first`` on that hold most, with how many, at most COMPARED."""
        found = self._numbers[sought & np.uint32(BUCKETS - 1)].ravel()
        numbers, counts = np.unique(found[found >= first], return_counts=True)
        most = np.lexsort((numbers, -counts))[:COMPARED]
        return list(zip(numbers[most].tolist(), counts[most].tolist(), strict=True))


def _entry(document: Document, moment: datetime | None, day: date | None) -> _Entry:
    folded = fold(document.text[:READ_CHARACTERS])
    words = _WORD.findall(folded)
    runs = shingles(words)
    sampled = runs[runs % np.uint32(SAMPLED) == 0]
    return _Entry(
        id=document.id,
        root=document.id,
        item_id=document.item_id,
        source_id=document.source_id,
        moment=moment,
        day=day,
        headline=fold(bare_headline(document.headline, document.source_name)),
        words=len(words),
        text_key=short_id(folded),
        shingles=np.unique(runs),
        sought=np.concatenate((runs[:OPENING_SHINGLES], sampled)),
    )


def _alike(one: _Entry, other: _Entry) -> tuple[float, float]:
    """Return the share of all shingles that two documents have in common, and the share of the fewer."""
    common = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    fewer, more = sorted((len(one.shingles), len(other.shingles)))
    return common / max(1, fewer + more - common), common / max(1, fewer)


def _share_words(one: str, other: str) -> bool:
    """Tell whether two headlines share a word that is more than a particle, or one of them is missing."""
    words, others = ({word for word in text.split() if len(word) > 3} for text in (one, other))
    return not words or not others or bool(words & others)


def _within(one: datetime | None, other: datetime | None, days: int) -> bool:
    return one is None or other is None or abs(one - other) <= timedelta(days=days)
