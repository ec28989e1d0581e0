"""Where each document belongs: a fold over batches of documents, one a day, each document seen once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dayline.cluster.batches import Batch
from dayline.cluster.features import features
from dayline.cluster.recent import Entry, OpenStory, Recent
from dayline.cluster.similarity import Weights
from dayline.cluster.words import StoryWords
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations
from dayline.model.review import StoryDecision
from dayline.model.story import Assignment, Story, StoryId, ThreadId
from dayline.text.fingerprints import short_id
from dayline.text.genres import genre_of
from dayline.text.languages import Language

# whole days (UTC) before the present one whose documents are remembered
REMEMBERED_DAYS = 7
# days to put back with `restore` so that a broken run equals an unbroken one: one more than is remembered, for
# a crisis's day begins before or after midnight UTC by as much as a day
WINDOW_DAYS = REMEMBERED_DAYS + 1
# kinds of piece that tell of many events, or of none: they belong to no single story
NO_STORY = frozenset({"round-up", "opinion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """How documents are weighed, and how long remembered: some days, and always the latest ``least_documents``.

    ``going_on`` is the log-odds that a document must bring beyond those of its own day to go on with a story of an
    earlier one. In a crisis each day has its own news of one matter, and threads hold the days together: swept 1 to
    3 by halves on the bundled sample, BCubed F1 .74, .79, .80, .85, .85.
    """

    weights: Weights = field(default_factory=Weights)
    going_on: float = 2.5
    remembered_days: int = REMEMBERED_DAYS
    least_documents: int = 0


# for a file read in one go, where nothing need be put back: quiet streams gain by a longer memory
ONE_STREAM = ClusterOptions(going_on=0.0, remembered_days=30, least_documents=5_000)

Item = tuple[Document, Annotations | None, Duplicate | None]


class Clusterer:
    """Puts each document of a batch into a story, or into none, from the batch and what came before it."""

    def __init__(
        self,
        options: ClusterOptions | None = None,
        *,
        crisis_id: str = "",
        languages: Mapping[str, Language] | None = None,
        spelling: Sequence[tuple[str, str]] = (),
        decisions: Sequence[StoryDecision] = (),
    ) -> None:
        """Start empty; ``spelling`` are (variant, house spelling) pairs of names that are one."""
        self._options = options or ClusterOptions()
        self._crisis_id = crisis_id
        self._languages = languages or {}
        self._spelling = tuple(spelling)
        self._decisions = tuple(decisions)
        # what an editor names is placed for itself, whatever it copies
        self._named = frozenset(id_ for decision in decisions for id_ in decision.documents)
        self._words: dict[str, StoryWords] = {}
        self._recent = Recent(
            days=self._options.remembered_days,
            least=self._options.least_documents,
            shares=lambda language: self._words_of(language).shares,
        )

    def place(self, batch: Iterable[Item]) -> list[Assignment]:
        """Decide where the documents of a batch belong, whatever their order, and remember them there.

        A batch is a day: its documents are weighed together, and against the stories of the days before.
        """
        given = list(batch)
        self._recent.advance(max(filter(None, (_day(document) for document, _, _ in given)), default=None))
        made: dict[DocumentId, Assignment] = {}
        entries: list[Entry] = []
        followers: list[tuple[Entry, Entry, str]] = []
        for document, annotations, duplicate in sorted(given, key=_order):
            genre = genre_of(document, self._languages)
            entry = self._entry(document, annotations, sought=genre not in NO_STORY)
            if not entry.sought:
                made[document.id] = Assignment(
                    document_id=document.id, story_id=None, similarity=0.0, reasons=(genre,)
                )
            elif known := self._known(entry, duplicate):
                followers.append((entry, *known))
            elif document.id not in made:
                entries.append(entry)
            self._recent.add(entry)
        made |= Batch(
            self._recent,
            entries,
            weights=self._options.weights,
            going_on=self._options.going_on,
            decisions=self._decisions,
        ).assignments()
        for entry, leader, reason in followers:
            made[entry.document_id] = self._follow(entry, leader, reason)
        return [made[document.id] for document, _, _ in given]

    def restore(self, document: Document, annotations: Annotations | None, assignment: Assignment) -> None:
        """Put a document back where it was placed before, without deciding; documents come in the order of days."""
        self._recent.advance(_day(document))
        entry = self._entry(document, annotations, sought=assignment.story_id is not None)
        self._recent.add(entry)
        if assignment.story_id is not None:
            self._recent.place(
                entry, assignment.story_id, assignment.thread_id or ThreadId(assignment.story_id)
            )

    def stories(self) -> tuple[Story, ...]:
        """Return the remembered stories, in the order in which they were opened, with their remembered documents."""
        return tuple(self._record(story) for story in self._recent.stories.values())

    def _entry(self, document: Document, annotations: Annotations | None, *, sought: bool) -> Entry:
        language = (annotations.language if annotations else "") or document.language
        moment = _moment(document)
        return Entry(
            document_id=document.id,
            item_id=document.item_id,
            moment=moment,
            seen=moment or document.fetched_at,
            day=self._recent.day,
            row=self._recent.row(features(document, annotations, self._words_of(language), language)),
            sought=sought,
        )

    def _words_of(self, language: str) -> StoryWords:
        """Return the words of a language; those of English where a document's language is not known."""
        if language not in self._words:
            known = self._languages.get(language) or (self._languages.get("en") if not language else None)
            self._words[language] = StoryWords.from_language(known, self._spelling)
        return self._words[language]

    def _known(self, entry: Entry, duplicate: Duplicate | None) -> tuple[Entry, str] | None:
        """Return whom a document follows without comparing: another version, what it copies, the same words."""
        if entry.document_id in self._named and self._recent.by_id(entry.document_id) is None:
            return None
        sources = (
            (self._recent.version_of(entry.item_id), "version of the same item"),
            (self._recent.by_id(duplicate.of) if duplicate else None, "copy"),
            (self._recent.same_words(entry.row), "same words"),
        )
        return next(
            ((other, reason) for other, reason in sources if other is not None and other.sought), None
        )

    def _follow(self, entry: Entry, leader: Entry, reason: str) -> Assignment:
        story = leader.story or StoryId(short_id("story", entry.document_id))
        thread = leader.thread or ThreadId(story)
        if self._recent.by_id(entry.document_id) is entry:
            self._recent.place(entry, story, thread)
        return Assignment(
            document_id=entry.document_id,
            story_id=story,
            thread_id=thread,
            similarity=1.0,
            reasons=(f"{reason}: {leader.document_id}",),
        )

    def _record(self, story: OpenStory) -> Story:
        seen = [entry.seen for entry in story.entries]
        return Story(
            id=story.id,
            crisis_id=self._crisis_id,
            thread_id=story.thread,
            documents=tuple(entry.document_id for entry in story.entries),
            first_seen=min(seen),
            last_seen=max(seen),
        )


def _moment(document: Document) -> datetime | None:
    return document.published_at if document.published_confidence != "low" else None


def _day(document: Document) -> date | None:
    moment = _moment(document)
    return moment.date() if moment else None


def _order(item: Item) -> tuple[bool, datetime, str]:
    moment = _moment(item[0])
    return moment is None, moment or item[0].fetched_at, item[0].id
