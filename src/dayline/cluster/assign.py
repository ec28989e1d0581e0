"""Where each document belongs: a fold over batches of documents, one a day, each document seen once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dayline.cluster.features import features
from dayline.cluster.grouping import LEAST_EVIDENCE, group
from dayline.cluster.recent import Entry, OpenStory, Recent
from dayline.cluster.similarity import Weighing, Weights, probability, silence
from dayline.cluster.threads import thread_of
from dayline.cluster.words import StoryWords
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations
from dayline.model.story import Assignment, Story, StoryId, ThreadId
from dayline.text.fingerprints import short_id
from dayline.text.genres import genre_of
from dayline.text.languages import Language

# whole days (UTC) before the present one whose documents are remembered
REMEMBERED_DAYS = 7
# days to put back with `restore` so that a broken run equals an unbroken one: one more than is remembered, for
# a crisis's day begins before or after midnight UTC by as much as a day
WINDOW_DAYS = REMEMBERED_DAYS + 1
# members of a story beyond its likest that are compared: the first two and the latest
MEMBERS = 6
# kinds of piece that tell of many events, or of none: they belong to no single story
NO_STORY = frozenset({"round-up", "opinion"})
# words named in a reason
NAMED_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """How documents are weighed, and how long remembered: some days, and always the latest ``least_documents``.

    ``going_on`` is the log-odds that a document must bring beyond those of its own day to go on with a story of an
    earlier one. In a crisis each day has its own news of one matter, and threads hold the days together: swept 0 to
    3 on the bundled sample, BCubed F1 .61, .76, .83, .84.
    """

    weights: Weights = field(default_factory=Weights)
    going_on: float = 2.0
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
    ) -> None:
        """Start empty; ``spelling`` are (variant, house spelling) pairs of names that are one."""
        self._options = options or ClusterOptions()
        self._crisis_id = crisis_id
        self._languages = languages or {}
        self._spelling = tuple(spelling)
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
        made |= _Batch(self._recent, self._options, entries).assignments()
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


class _Batch:
    """The documents of one batch beside the stories that they may go on with; units are stories, then documents."""

    def __init__(self, recent: Recent, options: ClusterOptions, entries: Sequence[Entry]) -> None:
        self._recent, self._entries = recent, entries
        self._weights, self._going_on = options.weights, options.going_on
        self._stories: list[OpenStory] = []
        self._weighings: dict[str, Weighing] = {}
        # of each unit that is a document the likest other, for the reason
        self._likest: dict[DocumentId, tuple[float, Entry]] = {}
        self._without_silence: dict[DocumentId, list[tuple[float, OpenStory]]] = {}

    def assignments(self) -> dict[DocumentId, Assignment]:
        """Group the documents and put each into the story of its group."""
        number = {entry.document_id: at for at, entry in enumerate(self._entries)}
        of_documents: dict[tuple[int, int], float] = {}
        of_stories: dict[tuple[StoryId, int], float] = {}
        for at, entry in enumerate(self._entries):
            today: dict[tuple[int, int], Entry] = {}
            before: dict[StoryId, list[Entry]] = {}
            for other in self._recent.index(entry.row.language).alike(entry.row, self._weighing(entry)):
                if other.document_id in number:
                    there = number[other.document_id]
                    today[min(at, there), max(at, there)] = other
                elif other.story is not None:
                    before.setdefault(other.story, []).append(other)
            new = {pair: other for pair, other in today.items() if pair not in of_documents}
            earlier = [other for members in before.values() for other in members]
            found = self._compare(entry, [*new.values(), *earlier])
            of_documents |= zip(new, found, strict=False)
            known = dict(zip((other.document_id for other in earlier), found[len(new) :], strict=True))
            of_stories |= (((story, at), log_odds) for story, log_odds in self._weigh(entry, before, known))
        self._stories = [
            self._recent.stories[story_id] for story_id in dict.fromkeys(s for s, _ in of_stories)
        ]
        first = len(self._stories)
        unit = {story.id: at for at, story in enumerate(self._stories)}
        links = {(unit[story], first + at): found for (story, at), found in of_stories.items()}
        links |= {(first + one, first + other): found for (one, other), found in of_documents.items()}
        groups = group(first + len(self._entries), frozenset(range(first)), links, self._compare_units)
        return {
            made.document_id: made
            for members in groups
            for made in self._assign(
                [self._stories[at] for at in members if at < first],
                [self._entries[at - first] for at in members if at >= first],
            )
        }

    def _weighing(self, entry: Entry) -> Weighing:
        language = entry.row.language
        if language not in self._weighings:
            self._weighings[language] = Weighing(self._recent.index(language).terms)
        return self._weighings[language]

    def _compare(self, entry: Entry, others: Sequence[Entry]) -> list[float]:
        """Return the log-odds that a document and each of others report one event."""
        days = [_days_between(entry.moment, other.moment) for other in others]
        rows = [other.row for other in others]
        found = self._weighing(entry).evidence(entry.row, rows, days, self._weights)
        for other, log_odds in zip(others, found, strict=True):
            for one, two in ((entry, other), (other, entry)):
                if one.document_id not in self._likest or self._likest[one.document_id][0] < log_odds:
                    self._likest[one.document_id] = (log_odds, two)
        return found

    def _weigh(
        self, entry: Entry, stories: Mapping[StoryId, Sequence[Entry]], found: dict[DocumentId, float]
    ) -> Iterator[tuple[StoryId, float]]:
        """Weigh stories by their likest member and the mean of all; by the likest alone where that is too little.

        ``stories`` have their likest members, ``found`` what speaks for these.
        """
        best = {
            story: max(found[other.document_id] for other in likest) for story, likest in stories.items()
        }
        members = {
            story: _sample(self._recent.stories[story].entries)
            for story in stories
            if best[story] >= LEAST_EVIDENCE
        }
        wanted = [m for sample in members.values() for m in sample if m.document_id not in found]
        found |= zip((m.document_id for m in wanted), self._compare(entry, wanted), strict=True)
        for story in stories:
            likest = best[story]
            if sample := members.get(story, ()):
                all_found = [found[member.document_id] for member in sample]
                likest = (max(likest, *all_found) + sum(all_found) / len(all_found)) / 2
            opened = self._recent.stories[story]
            days = _days_between(entry.moment, opened.entries[-1].moment)
            self._without_silence.setdefault(entry.document_id, []).append(
                (likest - silence(days, self._weights), opened)
            )
            yield story, likest - self._going_on

    def _compare_units(self, one: int, other: int) -> float:
        first = len(self._stories)
        entry = self._entries[other - first]
        if one >= first:
            return self._compare(self._entries[one - first], [entry])[0]
        story = self._stories[one]
        opener = story.entries[0]
        known = {opener.document_id: self._compare(entry, [opener])[0]}
        return next(self._weigh(entry, {story.id: [opener]}, known))[1]

    def _assign(self, stories: Sequence[OpenStory], entries: Sequence[Entry]) -> Iterator[Assignment]:
        if not entries:
            return
        opener = entries[0]
        if stories:
            story, thread = stories[0].id, stories[0].thread
        else:
            story = StoryId(short_id("story", opener.document_id))
            thread = thread_of(
                story,
                (found for entry in entries for found in self._without_silence.get(entry.document_id, ())),
            )
        for entry in entries:
            self._recent.place(entry, story, thread)
            log_odds, likest = self._likest.get(entry.document_id, (-60.0, entry))
            if entry is opener and not stories:
                goes_on = () if thread == ThreadId(story) else (f"goes on with {thread}",)
                reasons = ("opens a story", *goes_on)
            else:
                shared = ", ".join(self._weighing(entry).shared_terms(entry.row, likest.row, NAMED_WORDS))
                reasons = (f"shares {shared} with {likest.document_id}",)
            yield Assignment(
                document_id=entry.document_id,
                story_id=story,
                thread_id=thread,
                similarity=probability(log_odds),
                reasons=reasons,
            )


def _moment(document: Document) -> datetime | None:
    return document.published_at if document.published_confidence != "low" else None


def _day(document: Document) -> date | None:
    moment = _moment(document)
    return moment.date() if moment else None


def _order(item: Item) -> tuple[bool, datetime, str]:
    moment = _moment(item[0])
    return moment is None, moment or item[0].fetched_at, item[0].id


def _sample(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the members that stand for a story, each text once: all of a few, else the first two and the latest."""
    members = list({entry.row.key: entry for entry in reversed(entries)}.values())[::-1]
    return members if len(members) <= MEMBERS else [*members[:2], *members[2 - MEMBERS :]]


def _days_between(one: datetime | None, other: datetime | None) -> float | None:
    """Return the days between two moments; None where either is not known."""
    return None if one is None or other is None else abs(one - other) / timedelta(days=1)
