"""What stories remember: the documents of the last days, findable by their words; what is older is forgotten."""

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dayline.cluster.features import Features
from dayline.cluster.similarity import Weighing
from dayline.cluster.terms import WORD, Reals, Row, Terms
from dayline.model.document import DocumentId
from dayline.model.source import ItemId
from dayline.model.story import StoryId, ThreadId

# terms of a document, heaviest first, by which its likes are sought
SOUGHT_TERMS = 20
# documents looked up per term, the latest: bounds the cost of a term that everybody uses
POSTINGS = 200
# documents compared in full, of those found; 20 score the same
COMPARED = 12
# postings are cleared of what is forgotten when that is one in this many of what is remembered
PRUNED = 8


@dataclass(slots=True, eq=False)
class Entry:
    """A document as it is remembered; ``moment`` is None where its date is unknown.

    ``day`` is that of the stream when it came, by which it is forgotten. ``sought`` is false for a round-up,
    which no other is compared with.
    """

    document_id: DocumentId
    item_id: ItemId
    moment: datetime | None
    seen: datetime
    day: date | None
    row: Row
    sought: bool = True
    story: StoryId | None = None
    thread: ThreadId | None = None

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        """Return what entries are ordered by, whatever order they came in: their time, else their id."""
        return self.moment is None, self.seen, self.document_id


@dataclass(slots=True, eq=False)
class OpenStory:
    """The remembered part of a story."""

    id: StoryId
    thread: ThreadId
    entries: list[Entry] = field(default_factory=list)


class Recent:
    """The entries of the window in the order they came, and what is derived from them alone.

    Nothing here depends on anything forgotten, so that putting back the entries of the window gives the same
    state as having lived through all before.
    """

    def __init__(self, *, days: int, least: int, shares: Callable[[str], Mapping[str, float]]) -> None:
        """Remember entries for ``days`` whole days (UTC) before the newest, and always the latest ``least``.

        ``shares`` gives a language's shares of reports that hold a term.
        """
        self._days, self._least, self._shares = days, least, shares
        self.day: date | None = None
        self.stories: dict[StoryId, OpenStory] = {}
        self._entries: dict[DocumentId, Entry] = {}
        self._items: dict[ItemId, Entry] = {}
        # documents of the same words, of which the first stands for all in what follows
        self._same: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
        self._indices: dict[str, Index] = {}

    def advance(self, day: date | None) -> None:
        """Move on to a day, forgetting what is too old."""
        if day is None or (self.day is not None and day <= self.day):
            return
        self.day = day
        oldest = day - timedelta(days=self._days)
        old = list(islice(self._entries.values(), max(0, len(self._entries) - self._least)))
        for entry in old:
            if entry.day is not None and entry.day >= oldest:
                break
            self._forget(entry)
        for index in self._indices.values():
            index.prune()

    def row(self, document: Features) -> Row:
        """Return a document as a row of terms."""
        return self.index(document.language).terms.row(document)

    def add(self, entry: Entry) -> None:
        """Remember an entry, once; one of the same words as another is not sought by them, and counts once."""
        if entry.document_id in self._entries:
            return
        self._entries[entry.document_id] = entry
        self._items[entry.item_id] = entry
        self.index(entry.row.language).terms.hold(entry.row)
        if not len(entry.row.words) or not entry.sought:
            return
        same = self._same[entry.row.language, entry.row.key]
        same.append(entry)
        if len(same) == 1:
            self.index(entry.row.language).add(entry)

    def place(self, entry: Entry, story: StoryId, thread: ThreadId) -> None:
        """Put a remembered entry into a story."""
        entry.story, entry.thread = story, thread
        if story not in self.stories:
            self.stories[story] = OpenStory(story, thread)
        insort(self.stories[story].entries, entry, key=lambda each: each.rank)

    def index(self, language: str) -> "Index":
        """Return the index of the documents of a language."""
        if language not in self._indices:
            self._indices[language] = Index(Terms(self._shares(language)))
        return self._indices[language]

    def by_id(self, document_id: DocumentId) -> Entry | None:
        """Return the entry of a document that is remembered."""
        return self._entries.get(document_id)

    def version_of(self, item: ItemId) -> Entry | None:
        """Return the last remembered version of an item."""
        return self._items.get(item)

    def same_words(self, row: Row) -> Entry | None:
        """Return the first remembered document of exactly these words."""
        same = self._same.get((row.language, row.key))
        return same[0] if same else None

    def _forget(self, entry: Entry) -> None:
        del self._entries[entry.document_id]
        if self._items.get(entry.item_id) is entry:
            del self._items[entry.item_id]
        if entry.story is not None:
            story = self.stories[entry.story]
            story.entries.remove(entry)
            if not story.entries:
                del self.stories[entry.story]
        key = (entry.row.language, entry.row.key)
        index, same = self.index(entry.row.language), self._same.get(key, [])
        if same and same[0] is entry:
            same.pop(0)
            index.remove(entry)
            if same:
                index.add(same[0])
            else:
                del self._same[key]
        index.terms.let_go(entry.row)


class Index:
    """The documents of one language by their words."""

    def __init__(self, terms: Terms) -> None:
        """Start without documents."""
        self.terms = terms
        # by number, in the order in which they came into the index
        self._entries: dict[int, Entry] = {}
        self._numbers: dict[Entry, int] = {}
        self._first = self._next = self._pruned = 0
        # of each word the numbers of documents, rising; those before the first that is remembered count for nothing
        self._postings: dict[int, array[int]] = {}
        # of each document, from the first on, what it has been found to share; zero between two searches
        self._shared = np.zeros(0)

    def add(self, entry: Entry) -> None:
        """Count an entry, and let it be found."""
        self.terms.count(entry.row)
        number, self._next = self._next, self._next + 1
        self._entries[number], self._numbers[entry] = entry, number
        for term in entry.row.words.tolist():
            posted = self._postings.get(term)
            if posted is None:
                self._postings[term] = array("i", (number,))
            else:
                posted.append(number)

    def remove(self, entry: Entry) -> None:
        """Count an entry no longer; it is found no longer."""
        self.terms.count(entry.row, -1)
        number = self._numbers.pop(entry)
        del self._entries[number]
        if number != self._first:
            for term in entry.row.words.tolist():
                self._postings[term].remove(number)
        while self._first < self._next and self._first not in self._entries:
            self._first += 1

    def prune(self) -> None:
        """Drop from the postings what came before the first entry that is remembered, where that is much."""
        if self._first - self._pruned < len(self._entries) // PRUNED:
            return
        self._pruned = self._first
        for term, posted in list(self._postings.items()):
            if not posted or posted[-1] < self._first:
                del self._postings[term]
            elif posted[0] < self._first:
                del posted[: bisect_left(posted, self._first)]

    def alike(self, row: Row, weighing: Weighing) -> list[Entry]:
        """Return the remembered documents that share the heaviest words, most alike first, at most COMPARED."""
        is_word, rarity = row.kinds & WORD > 0, weighing.rarity
        words = row.terms[is_word]
        weights = row.counts[is_word] * rarity[words]
        posted, shares = [], []
        for at in self._heaviest(words, weights):
            found = self._postings.get(int(words[at]))
            if found:
                posted.append(np.frombuffer(found[-POSTINGS:], np.intc))
                shares.append(weights[at] * rarity[words[at]])
        if not posted:
            return []
        numbers = np.concatenate(posted) - self._first
        products = np.repeat(shares, [len(each) for each in posted])
        numbers, products = numbers[numbers >= 0], products[numbers >= 0]
        found_first = self._most_shared(numbers, products, (COMPARED + 1) * len(posted))
        return [entry for entry in found_first if entry.row is not row][:COMPARED]

    def _heaviest(self, words: NDArray[np.int32], weights: Reals) -> list[int]:
        """Return where a document's heaviest words stand, heaviest first, in the order of letters where equal."""
        heavy = np.arange(len(words))
        if len(words) > SOUGHT_TERMS:
            heavy = np.flatnonzero(weights >= np.partition(weights, -SOUGHT_TERMS)[-SOUGHT_TERMS])
        key = {at: (-weights[at], self.terms.term(words[at])) for at in heavy.tolist()}
        return sorted(key, key=key.__getitem__)[:SOUGHT_TERMS]

    def _most_shared(self, numbers: NDArray[np.int32], products: Reals, most: int) -> list[Entry]:
        """Add up what each document shares, and return those that share most; ``most`` postings have all of them."""
        if len(self._shared) < self._next - self._first:
            self._shared = np.zeros(2 * (self._next - self._first))
        np.add.at(self._shared, numbers, products)
        sums = self._shared[numbers]
        self._shared[numbers] = 0.0
        if len(numbers) > most:
            kept = sums >= np.partition(sums, -most)[-most]
            numbers, sums = numbers[kept], sums[kept]
        numbers, where = np.unique(numbers, return_index=True)
        sums = sums[where]
        if len(numbers) > COMPARED + 1:
            kept = sums >= np.partition(sums, -COMPARED - 1)[-COMPARED - 1]
            numbers, sums = numbers[kept], sums[kept]
        entries = [self._entries[number] for number in (numbers + self._first).tolist()]
        shared = dict(zip(entries, (-sums).tolist(), strict=True))
        return sorted(entries, key=lambda entry: (shared[entry], entry.rank))[: COMPARED + 1]
