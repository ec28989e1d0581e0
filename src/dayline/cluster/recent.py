"""What stories remember: the documents of the last days, findable by their words; what is older is forgotten."""

from bisect import insort
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import nsmallest
from itertools import islice

from dayline.cluster.features import Features
from dayline.cluster.similarity import Frequencies, Vector
from dayline.model.document import DocumentId
from dayline.model.source import ItemId
from dayline.model.story import StoryId, ThreadId

# terms of a document, heaviest first, by which its likes are sought
SOUGHT_TERMS = 20
# documents looked up per term, the latest: bounds the cost of a term that everybody uses
POSTINGS = 200
# documents compared in full, of those found; 20 score the same
COMPARED = 12


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
    features: Features
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
        self._same: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._frequencies: dict[str, Frequencies] = {}
        self._postings: defaultdict[tuple[str, str], deque[Entry]] = defaultdict(
            lambda: deque(maxlen=POSTINGS)
        )

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

    def is_forgotten(self, moment: datetime | None) -> bool:
        """Tell whether a moment lies before all that is remembered."""
        oldest = next((entry.day for entry in self._entries.values()), None)
        return (
            moment is not None
            and self.day is not None
            and moment.date() < self.day - timedelta(days=self._days)
            and (oldest is None or moment.date() < oldest)
        )

    def add(self, entry: Entry) -> None:
        """Remember an entry, once; one of the same words as another is not sought by them, and counts once."""
        if entry.document_id in self._entries:
            return
        self._entries[entry.document_id] = entry
        self._items[entry.item_id] = entry
        if not entry.features.words or not entry.sought:
            return
        same = self._same[entry.features.language, entry.features.key]
        same.append(entry)
        if len(same) == 1:
            self._index(entry)

    def place(self, entry: Entry, story: StoryId, thread: ThreadId) -> None:
        """Put a remembered entry into a story."""
        entry.story, entry.thread = story, thread
        if story not in self.stories:
            self.stories[story] = OpenStory(story, thread)
        insort(self.stories[story].entries, entry, key=lambda each: each.rank)

    def frequencies(self, language: str) -> Frequencies:
        """Return the document frequencies of a language."""
        if language not in self._frequencies:
            self._frequencies[language] = Frequencies(self._shares(language))
        return self._frequencies[language]

    def by_id(self, document_id: DocumentId) -> Entry | None:
        """Return the entry of a document that is remembered."""
        return self._entries.get(document_id)

    def version_of(self, item: ItemId) -> Entry | None:
        """Return the last remembered version of an item."""
        return self._items.get(item)

    def same_words(self, features: Features) -> Entry | None:
        """Return the first remembered document of exactly these words."""
        same = self._same.get((features.language, features.key))
        return same[0] if same else None

    def alike(self, document: Vector) -> list[Entry]:
        """Return the remembered documents that share the heaviest words, most alike first, at most COMPARED."""
        features, weigh = document.features, document.frequencies.weight
        weights = {term: count * weigh(term) for term, count in features.words.items()}
        found: defaultdict[Entry, float] = defaultdict(float)
        for term in nsmallest(SOUGHT_TERMS, weights, key=lambda term: (-weights[term], term)):
            product = weights[term] * weigh(term)
            for entry in self._postings.get((features.language, term), ()):
                found[entry] += product
        found_first = nsmallest(COMPARED + 1, found, key=lambda entry: (-found[entry], entry.rank))
        return [entry for entry in found_first if entry.features is not features][:COMPARED]

    def _index(self, entry: Entry) -> None:
        language = entry.features.language
        self.frequencies(language).add(entry.features)
        for term in entry.features.words:
            self._postings[language, term].append(entry)

    def _forget(self, entry: Entry) -> None:
        del self._entries[entry.document_id]
        if self._items.get(entry.item_id) is entry:
            del self._items[entry.item_id]
        if entry.story is not None:
            story = self.stories[entry.story]
            story.entries.remove(entry)
            if not story.entries:
                del self.stories[entry.story]
        key = (entry.features.language, entry.features.key)
        same = self._same.get(key, [])
        if not same or same[0] is not entry:
            return
        same.pop(0)
        language = entry.features.language
        self.frequencies(language).remove(entry.features)
        for term in entry.features.words:
            posted = self._postings[language, term]
            if entry in posted:
                posted.remove(entry)
            if not posted:
                del self._postings[language, term]
        if same:
            self._index(same[0])
        else:
            del self._same[key]
