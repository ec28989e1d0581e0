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
from dayline.text.fingerprints import short_id
from dayline.text.headlines import bare_headline
from dayline.text.normalize import fold
from dayline.text.postings import Postings
from dayline.text.rewordings import (
    MATTER,
    are_instalments,
    common_runs,
    is_held,
    likeness,
    shared_part,
    words_of_start,
)
from dayline.text.shingles import shingles
from dayline.text.sources import UNKNOWN

# whole days (UTC) before the present one whose documents are remembered
REMEMBERED_DAYS = 7
# characters compared: a text of megabytes costs no more than a long one
READ_CHARACTERS = 40_000
# words from which a text speaks for itself; shorter ones ("Read more on our site") repeat without being copies
SPEAKING_WORDS = 8
# words up to which a text is a teaser, whose headline counts …
TEASER_WORDS = 25
# … and up to which it is short: an outlet that prints a short text again may print its standing line, or the caption of
# a picture, and texts that are both short are compared word for word, since one agency's sentence comes with words put
# in, left out and moved. Longer ones are compared by their shingles alone. All that follows about short texts and
# headlines was set on marked pairs of days 383 to 392 (eval/stories/pairs.toml, "tuned").
SHORT_WORDS = 80
# parts of their words that headlines of one outlet share over one short text, within days, if it is no standing line;
# over a long one it is enough that they share a word: else it is the wall before the article
STANDING_SHARES = ((0.1, 0.5), (0.3, 2.0))
# of two short texts, the words that stand in common runs and in the longest, and the least parts of the shorter (of one
# outlet's, of two outlets') and of the longer that these make up, for an edited copy
EDITED_WORDS, EDITED_RUN, EDITED_OF_SHORTER, EDITED_OF_LONGER = 19, 10, (0.65, 0.5), 0.4
# the same part of a shorter text of at least so many words that is a cut of the longer
TAKEN_WORDS, TAKEN_SHARE = 12, 0.85
# words from which an equal headline tells an equal item
HEADLINE_WORDS = 4
# days within which an equal headline tells an equal item: "Russia strikes Kyiv" comes again; and within which one that
# is nearly equal does
HEADLINE_DAYS, LIKE_HEADLINE_DAYS = 3, 1.25
# the same for one outlet's equal headline over another text, which is its heading for every day
RUBRIC_DAYS = 0.5
# likeness of two headlines, and part of the shorter text in common runs, of a text told anew under a headline told anew
LIKE_HEADLINES, LIKE_TEXTS = 0.75, 0.5
# part of the shorter headline's words, of so many at least, that one outlet's other headline has, one item having no
# text; other outlets' must hold all, in order, or begin with as many as START_WORDS that are this part of the shorter
HEADLINE_PART, HEADLINE_PART_WORDS = 0.75, 6
HELD_WORDS, START_WORDS = 8, 7
# least share of common shingles of near copies: of copies with one word in fifteen left out, a line added, or sentences
# moved, .56 to .74 are found at 0.7, .96 to .99 at 0.5
NEAR_JACCARD = 0.5
# least share of the shorter text's shingles that a longer one holds, for the shorter to be a cut of it
CUT_SHARE = 0.75
# a cut has at least this many shingles, so that one stock phrase makes no cut
CUT_SHINGLES = 8
# one in this many shingles of a long text is looked up, by its hash, besides those of its opening
SAMPLED = 8
# shingles of the opening that are all looked up
OPENING_SHINGLES = 60
# part of the sampled shingles that a copy would have in common, below which a document found is not compared
LEAST_OF_EXPECTED = 0.5
# documents remembered at most, whatever their dates
MOST_DOCUMENTS = 200_000

_WORD = re.compile(r"\w+")


@dataclass(slots=True, eq=False)
class _Entry:
    """A remembered document; ``root`` is the document that it repeats, or itself, ``day`` that of the stream.

    ``text`` are the words of a text of few, of which there are ``words``.
    """

    id: DocumentId
    root: DocumentId
    item_id: ItemId
    source_id: SourceId
    moment: datetime | None
    day: date | None
    headline: tuple[str, ...]
    words: int
    text: tuple[str, ...]
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
        self._by_headline: dict[tuple[str, ...], int] = {}
        self._by_shingle = Postings()

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
        if self._by_text.get(entry.text_key) == number:
            del self._by_text[entry.text_key]
        if self._by_headline.get(entry.headline) == number:
            del self._by_headline[entry.headline]

    def _remember(self, entry: _Entry) -> None:
        if len(self._entries) >= MOST_DOCUMENTS:
            self._drop(self._first, self._entries[self._first])
        number, self._next = self._next, self._next + 1
        self._entries[number] = entry
        if entry.words >= SPEAKING_WORDS:
            self._by_text[entry.text_key] = number
        if len(entry.headline) >= HEADLINE_WORDS:
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
        if not _stands(entry, other):
            yield other, "same text", 1.0

    def _same_headline(self, entry: _Entry) -> "Iterator[_Found]":
        number = self._by_headline.get(entry.headline)
        if number is None or len(entry.headline) < HEADLINE_WORDS:
            return
        other = self._entries[number]
        if not _within(entry.moment, other.moment, HEADLINE_DAYS):
            return
        if not entry.words and not other.words:
            yield other, "same text", 1.0
        elif not entry.words or not other.words:
            yield other, "teaser", 1.0
        elif _is_one_outlet(entry, other):
            if _within(entry.moment, other.moment, RUBRIC_DAYS):
                yield other, "teaser", 1.0
        elif min(entry.words, other.words) <= TEASER_WORDS:
            # two outlets, one headline, different short teasers: one agency's copy under two editors
            yield other, "near copy", max(NEAR_JACCARD, _alike(entry, other)[0])

    def _near(self, entry: _Entry) -> "Iterator[_Found]":
        for number, shared in self._by_shingle.holding(entry.sought, self._first):
            other = self._entries[number]
            if not (entry.words and other.words):
                if _tell_one(entry, other):
                    yield other, "teaser", likeness(entry.headline, other.headline)
            elif _is_told_anew(entry, other, RUBRIC_DAYS):
                yield other, "near copy", likeness(entry.headline, other.headline)
            elif min(entry.words, other.words) >= SPEAKING_WORDS and not _stands(entry, other):
                yield from _by_texts(entry, other, shared)


Reason = Literal["same text", "near copy", "teaser"]
_Found = tuple[_Entry, Reason, float]


def _entry(document: Document, moment: datetime | None, day: date | None) -> _Entry:
    folded = fold(document.text[:READ_CHARACTERS])
    words = _WORD.findall(folded)
    runs = shingles(words)
    sampled = runs[runs % np.uint32(SAMPLED) == 0]
    headline = _WORD.findall(fold(bare_headline(document.headline, document.source_name)))
    return _Entry(
        id=document.id,
        root=document.id,
        item_id=document.item_id,
        source_id=document.source_id,
        moment=moment,
        day=day,
        headline=tuple(headline),
        words=len(words),
        text=tuple(words) if len(words) <= SHORT_WORDS else (),
        text_key=short_id(folded),
        shingles=np.unique(runs),
        sought=np.concatenate((runs[:OPENING_SHINGLES], sampled, shingles(headline, HEADLINE_WORDS))),
    )


def _alike(one: _Entry, other: _Entry) -> tuple[float, float]:
    """Return the share of all shingles that two documents have in common, and the share of the fewer."""
    common = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    fewer, more = sorted((len(one.shingles), len(other.shingles)))
    return common / max(1, fewer + more - common), common / max(1, fewer)


def _by_texts(entry: _Entry, other: _Entry, shared: int) -> "Iterator[_Found]":
    """Yield what two texts that speak for themselves tell; ``shared`` are the common shingles looked up."""
    fewer = min(len(entry.shingles), len(other.shingles))
    if shared >= LEAST_OF_EXPECTED * CUT_SHARE * fewer / SAMPLED:
        alike, held = _alike(entry, other)
        if alike >= NEAR_JACCARD:
            yield other, "near copy", alike
        elif held >= CUT_SHARE and fewer >= CUT_SHINGLES:
            yield other, "teaser", held
    if entry.text and other.text:
        shorter, longer = sorted((len(entry.text), len(other.text)))
        runs = common_runs(entry.text, other.text)
        taken, longest = sum(runs), max(runs, default=0)
        of_shorter, of_longer = taken / shorter, taken / longer
        least = EDITED_OF_SHORTER[not _is_one_outlet(entry, other)]
        is_edited = of_shorter >= least and of_longer >= EDITED_OF_LONGER
        is_edited = is_edited and taken >= EDITED_WORDS and longest >= EDITED_RUN
        if is_edited or (of_shorter >= LIKE_TEXTS and _is_told_anew(entry, other, LIKE_HEADLINE_DAYS)):
            yield other, "near copy", of_longer
        elif shorter >= TAKEN_WORDS and of_shorter >= TAKEN_SHARE:
            yield other, "teaser", of_shorter


def _stands(entry: _Entry, other: _Entry) -> bool:
    """Tell whether a text that an outlet prints again is no copy: a standing line, a caption, an instalment."""
    if not _is_one_outlet(entry, other) or not (entry.headline and other.headline):
        return False
    if entry.headline == other.headline:
        return False
    shared = shared_part(entry.headline, other.headline, least_letters=MATTER)
    if min(entry.words, other.words) > SHORT_WORDS:
        return not shared
    return are_instalments(entry.headline, other.headline) or not any(
        shared >= part and _within(entry.moment, other.moment, days) for part, days in STANDING_SHARES
    )


def _is_one_outlet(entry: _Entry, other: _Entry) -> bool:
    """Tell whether two documents are of one outlet that is known."""
    return entry.source_id == other.source_id != UNKNOWN.id


def _is_told_anew(entry: _Entry, other: _Entry, days: float) -> bool:
    """Tell whether one outlet's headlines nearly equal each other, in more than a number, within some days."""
    return (
        _is_one_outlet(entry, other)
        and likeness(entry.headline, other.headline) >= LIKE_HEADLINES
        and _within(entry.moment, other.moment, days)
        and not are_instalments(entry.headline, other.headline)
    )


def _tell_one(entry: _Entry, other: _Entry) -> bool:
    """Tell whether two items of which one is only a headline are one, by headlines that are not the same."""
    one, two = entry.headline, other.headline
    shorter = min(len(one), len(two))
    if not _within(entry.moment, other.moment, LIKE_HEADLINE_DAYS) or are_instalments(one, two):
        return False
    if _is_one_outlet(entry, other):
        return shorter >= HEADLINE_PART_WORDS and shared_part(one, two) >= HEADLINE_PART
    start = words_of_start(one, two)
    return (shorter >= HELD_WORDS and is_held(one, two)) or (
        start >= START_WORDS and start >= HEADLINE_PART * shorter
    )


def _within(one: datetime | None, other: datetime | None, days: float) -> bool:
    return one is None or other is None or abs(one - other) <= timedelta(days=days)
