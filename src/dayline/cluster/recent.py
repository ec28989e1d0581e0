"""What stories remember: the documents of the last days, findable by their words; what is older is forgotten."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dayline.cluster.features import Features
from dayline.cluster.similarity import Frequencies, Vector, vector
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId
from dayline.model.story import StoryId, ThreadId

# terms of a document, heaviest first, by which its likes are sought
SOUGHT_TERMS = 20
# documents looked up per term, the latest first: bounds the cost of a term that everybody uses
POSTINGS = 200
# documents compared in full, of those found; 24 and 16 score the same
COMPARED = 12
# documents kept where no date tells what is old
MOST_DOCUMENTS = 60_000


@dataclass(slots=True, eq=False)
class Entry:
    """A placed document as it is remembered; ``moment`` is None where its date is unknown.

    ``day`` is the date by which it is forgotten: its own, or that of the stream when it came. ``story`` is None
    for a round-up.
    """

    document_id: DocumentId
    item_id: ItemId
    moment: datetime | None
    seen: datetime
    day: date | None
    features: Features
    story: StoryId | None
    thread: ThreadId | None
    copy: bool = False
    vector: Vector | None = None


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

    def __init__(self, *, days: int, shares: Callable[[str], Mapping[str, float]]) -> None:
        """Remember entries for ``days`` whole days (UTC) before the day of the newest dated one.

        ``shares`` gives a language's shares of reports that hold a term.
        """
        self._days, self._shares = days, shares
        self.day: date | None = None
        self.entries: list[Entry] = []
        self._derive([])

    def _derive(self, entries: list[Entry]) -> None:
        self.entries = []
        self.stories: dict[StoryId, OpenStory] = {}
        self._frequencies: dict[str, Frequencies] = {}
        self._postings: dict[str, defaultdict[str, list[int]]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._places: dict[DocumentId, int] = {}
        self._items: dict[ItemId, int] = {}
        for entry in entries:
            # made with frequencies that are no more: an epoch's number tells nothing across them
            entry.vector = None
            self.add(entry)
        for frequencies in self._frequencies.values():
            frequencies.renew()

    def advance(self, document: Document) -> datetime | None:
        """Move on to a document's day, forgetting what is too old; return its moment, None where unknown."""
        moment = document.published_at if document.published_confidence != "low" else None
        if moment is not None and (self.day is None or moment.date() > self.day):
            self.day = moment.date()
            oldest = self.day - timedelta(days=self._days)
            self._derive([entry for entry in self.entries if entry.day is not None and entry.day >= oldest])
        elif len(self.entries) > MOST_DOCUMENTS * 5 // 4:
            self._derive(self.entries[-MOST_DOCUMENTS:])
        return moment

    def is_forgotten(self, moment: datetime | None) -> bool:
        """Tell whether a moment lies before all that is remembered."""
        return (
            moment is not None
            and self.day is not None
            and moment.date() < self.day - timedelta(days=self._days)
        )

    def add(self, entry: Entry) -> None:
        """Remember an entry, once; one of the same words as another is not sought by them, and counts once."""
        if entry.document_id in self._places:
            return
        number = len(self.entries)
        self.entries.append(entry)
        self._places[entry.document_id] = number
        self._items[entry.item_id] = number
        if entry.story is not None and entry.thread is not None:
            story = self.stories.get(entry.story)
            if story is None:
                story = self.stories[entry.story] = OpenStory(entry.story, entry.thread)
            story.entries.append(entry)
        features = entry.features
        same = (features.language, features.key)
        entry.copy = same in self._numbers
        if entry.story is None or entry.copy or not features.words:
            return
        self._numbers[same] = number
        self.frequencies(features.language).add(features)
        postings = self._postings.setdefault(features.language, defaultdict(list))
        for term in features.words:
            postings[term].append(number)

    def frequencies(self, language: str) -> Frequencies:
        """Return the document frequencies of a language."""
        if language not in self._frequencies:
            self._frequencies[language] = Frequencies(self._shares(language))
        return self._frequencies[language]

    def by_id(self, document_id: DocumentId) -> Entry | None:
        """Return the entry of a document that is remembered."""
        number = self._places.get(document_id)
        return None if number is None else self.entries[number]

    def version_of(self, item: ItemId) -> Entry | None:
        """Return the last remembered version of an item."""
        number = self._items.get(item)
        return None if number is None else self.entries[number]

    def same_words(self, features: Features) -> Entry | None:
        """Return the remembered document of exactly these words."""
        number = self._numbers.get((features.language, features.key))
        return None if number is None or not features.words else self.entries[number]

    def vector(self, entry: Entry) -> Vector:
        """Return the vector of an entry as of now."""
        if entry.vector is None or entry.vector.epoch != self.frequencies(entry.features.language).epoch:
            entry.vector = vector(entry.features, self.frequencies(entry.features.language))
        return entry.vector

    def alike(self, document: Vector) -> list[Entry]:
        """Return the remembered documents that share the heaviest words, most alike first, at most COMPARED."""
        postings = self._postings.get(document.features.language)
        if not postings:
            return []
        sought = sorted(document.words, key=lambda term: (-document.words[term], term))[:SOUGHT_TERMS]
        found: defaultdict[int, float] = defaultdict(float)
        for term in sought:
            weight = document.words[term]
            if weight <= 0 or term not in postings:
                continue
            for number in postings[term][-POSTINGS:]:
                found[number] += weight * weight
        best = sorted(found, key=lambda number: (-found[number], number))[:COMPARED]
        return [self.entries[number] for number in best]
