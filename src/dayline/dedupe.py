"""Copies: documents that repeat another's words, found as they come, within a window of days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.source import ItemId, SourceId
from dayline.text.fingerprints import jaccard, shingles, short_id
from dayline.text.headlines import bare_headline
from dayline.text.normalize import fold

VERSION = "1"

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
# documents kept per shingle, the first ones: bounds the cost of a text that comes a thousand times
POSTINGS = 12
# documents compared in full
COMPARED = 8
# documents kept where no date tells what is old
MOST_DOCUMENTS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A remembered document; ``root`` is the document that it repeats, or itself."""

    id: DocumentId
    root: DocumentId
    item_id: ItemId
    source_id: SourceId
    moment: datetime | None
    day: date | None
    headline: str
    words: int
    text_key: str
    shingles: frozenset[int]
    sought: tuple[int, ...]


class Copies:
    """A fold over documents in time order that tells which repeat an earlier one."""

    def __init__(self) -> None:
        """Start without documents."""
        self._day: date | None = None
        self._derive([])

    def add(self, document: Document) -> Duplicate | None:
        """Remember a document; return what it repeats, if anything. Versions of one item never repeat each other."""
        moment = self._advance(document)
        entry = _entry(document, moment, self._day)
        found = self._find(entry)
        self._remember(entry, found.of if found else None)
        return found

    def restore(self, document: Document, duplicate: Duplicate | None) -> None:
        """Put a document back as it was judged before, without deciding."""
        moment = self._advance(document)
        self._remember(_entry(document, moment, self._day), duplicate.of if duplicate else None)

    def _derive(self, entries: Iterable[_Entry]) -> None:
        """Build the state from the remembered entries alone, so that it does not depend on what is forgotten."""
        self._entries: list[_Entry] = []
        self._by_text: dict[str, int] = {}
        self._by_headline: dict[str, int] = {}
        self._by_shingle: defaultdict[int, list[int]] = defaultdict(list)
        for entry in entries:
            self._add(entry)

    def _advance(self, document: Document) -> datetime | None:
        moment = document.published_at if document.published_confidence != "low" else None
        if moment is not None and (self._day is None or moment.date() > self._day):
            self._day = moment.date()
            oldest = self._day - timedelta(days=REMEMBERED_DAYS)
            self._derive([entry for entry in self._entries if entry.day is not None and entry.day >= oldest])
        elif len(self._entries) > MOST_DOCUMENTS * 5 // 4:
            self._derive(self._entries[-MOST_DOCUMENTS:])
        return moment

    def _remember(self, entry: _Entry, of: DocumentId | None) -> None:
        if of is not None:
            entry = _rooted(entry, of)
        if self._day is None or entry.day is None or entry.day >= self._day - timedelta(days=REMEMBERED_DAYS):
            self._add(entry)

    def _add(self, entry: _Entry) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        if entry.words >= SPEAKING_WORDS:
            self._by_text.setdefault(entry.text_key, number)
        if len(entry.headline.split()) >= HEADLINE_WORDS:
            self._by_headline[entry.headline] = number
        for shingle in entry.sought:
            postings = self._by_shingle[shingle]
            if len(postings) < POSTINGS:
                postings.append(number)

    def _find(self, entry: _Entry) -> Duplicate | None:
        for other, reason, similarity in (
            *self._same_text(entry),
            *self._same_headline(entry),
            *self._near(entry),
        ):
            if other.item_id != entry.item_id and other.root != entry.id:
                return Duplicate(document_id=entry.id, of=other.root, reason=reason, similarity=similarity)
        return None

    def _same_text(self, entry: _Entry) -> "Iterable[_Found]":
        number = self._by_text.get(entry.text_key)
        if number is None or entry.words < SPEAKING_WORDS:
            return
        other = self._entries[number]
        if entry.words >= STANDING_WORDS or _share_words(entry.headline, other.headline):
            yield other, "same text", 1.0

    def _same_headline(self, entry: _Entry) -> "Iterable[_Found]":
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
            yield other, "near copy", max(NEAR_JACCARD, jaccard(entry.shingles, other.shingles))

    def _near(self, entry: _Entry) -> "Iterable[_Found]":
        shared: defaultdict[int, int] = defaultdict(int)
        for shingle in entry.sought:
            for number in self._by_shingle.get(shingle, ()):
                shared[number] += 1
        for number in sorted(shared, key=lambda found: (-shared[found], found))[:COMPARED]:
            other = self._entries[number]
            if other.words < SPEAKING_WORDS or entry.words < SPEAKING_WORDS:
                continue
            both_short = max(entry.words, other.words) < STANDING_WORDS
            if both_short and not _share_words(entry.headline, other.headline):
                continue
            alike = jaccard(entry.shingles, other.shingles)
            fewer = min(len(entry.shingles), len(other.shingles))
            held = len(entry.shingles & other.shingles) / fewer
            if alike >= NEAR_JACCARD:
                yield other, "near copy", alike
            elif held >= CUT_SHARE and fewer >= CUT_SHINGLES:
                yield other, "teaser", held


Reason = Literal["same text", "near copy", "teaser"]
_Found = tuple[_Entry, Reason, float]


def _entry(document: Document, moment: datetime | None, day: date | None) -> _Entry:
    text = document.text[:READ_CHARACTERS]
    folded = fold(text)
    of_text = shingles(folded)
    opening = shingles(" ".join(folded.split()[: OPENING_SHINGLES + 4]))
    return _Entry(
        id=document.id,
        root=document.id,
        item_id=document.item_id,
        source_id=document.source_id,
        moment=moment,
        day=moment.date() if moment else day,
        headline=fold(bare_headline(document.headline, document.source_name)),
        words=len(folded.split()),
        text_key=short_id(folded),
        shingles=of_text,
        sought=tuple(sorted(opening | {shingle for shingle in of_text if shingle % SAMPLED == 0})),
    )


def _rooted(entry: _Entry, root: DocumentId) -> _Entry:
    return _Entry(
        id=entry.id,
        root=root,
        item_id=entry.item_id,
        source_id=entry.source_id,
        moment=entry.moment,
        day=entry.day,
        headline=entry.headline,
        words=entry.words,
        text_key=entry.text_key,
        shingles=entry.shingles,
        sought=entry.sought,
    )


def _share_words(one: str, other: str) -> bool:
    """Tell whether two headlines share a word that is more than a particle, or one of them is missing."""
    words, others = ({word for word in text.split() if len(word) > 3} for text in (one, other))
    return not words or not others or bool(words & others)


def _within(one: datetime | None, other: datetime | None, days: int) -> bool:
    return one is None or other is None or abs(one - other) <= timedelta(days=days)
