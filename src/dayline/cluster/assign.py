"""Where each document belongs: a fold in time order over documents, each seen once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dayline.cluster.features import Features, features
from dayline.cluster.recent import Entry, OpenStory, Recent
from dayline.cluster.similarity import Vector, Weights, evidence, probability, shared_terms, silence, vector
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
# days taken to lie between two documents of which one has no date
UNKNOWN_DAYS = 1.0
# members of a story beyond its likest that are compared: the first two and the latest
MEMBERS = 6
# kinds of piece that tell of many events, or of none: they belong to no single story
NO_STORY = frozenset({"round-up", "opinion"})
# words named in a reason
NAMED_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """Thresholds of stories.

    ``least_evidence`` is the log-odds at which a document joins a story: the mean of the likest member's and
    of all members' evidence must reach it. Swept -1.5 to 0.75 on ECB+ topics 1–35 and the first 1,200 incidents:
    full texts do best at -0.2, texts cut to 30 words at -0.8; between them by reading days 390 to 392.
    """

    least_evidence: float = -0.4
    weights: Weights = field(default_factory=Weights)
    remembered_days: int = REMEMBERED_DAYS


# for a file read in one go, where nothing need be put back: quiet streams gain by a longer memory
# (first 1,200 incidents, about one a day: BCubed F1 .915 with 7 days, .917 with 30)
ONE_STREAM = ClusterOptions(remembered_days=30)


class Clusterer:
    """Puts each document into a story, or into none, from what came before it."""

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
            days=self._options.remembered_days, shares=lambda language: self._words_of(language).shares
        )

    def assign(
        self, document: Document, annotations: Annotations | None = None, duplicate: Duplicate | None = None
    ) -> Assignment:
        """Decide where a document belongs, and remember it there."""
        moment = self._recent.advance(document)
        found = self._features(document, annotations)
        assignment = self._decide(document, found, moment, duplicate)
        self._remember(document, found, moment, assignment)
        return assignment

    def restore(self, document: Document, annotations: Annotations | None, assignment: Assignment) -> None:
        """Put a document back where it was placed before, without deciding."""
        moment = self._recent.advance(document)
        self._remember(document, self._features(document, annotations), moment, assignment)

    def stories(self) -> tuple[Story, ...]:
        """Return the remembered stories, in the order in which they were opened, with their remembered documents."""
        return tuple(self._record(story) for story in self._recent.stories.values())

    def _features(self, document: Document, annotations: Annotations | None) -> Features:
        language = (annotations.language if annotations else "") or document.language
        return features(document, annotations, self._words_of(language), language)

    def _words_of(self, language: str) -> StoryWords:
        """Return the words of a language; those of English where a document's language is not known."""
        if language not in self._words:
            known = self._languages.get(language) or (self._languages.get("en") if not language else None)
            self._words[language] = StoryWords.from_language(known, self._spelling)
        return self._words[language]

    def _remember(
        self, document: Document, found: Features, moment: datetime | None, assignment: Assignment
    ) -> None:
        if self._recent.is_forgotten(moment):
            return
        self._recent.add(
            Entry(
                document_id=document.id,
                item_id=document.item_id,
                moment=moment,
                seen=moment or document.fetched_at,
                day=moment.date() if moment else self._recent.day,
                features=found,
                story=assignment.story_id,
                thread=assignment.thread_id,
            )
        )

    def _decide(
        self, document: Document, found: Features, moment: datetime | None, duplicate: Duplicate | None
    ) -> Assignment:
        genre = genre_of(document, self._languages)
        if genre in NO_STORY:
            return Assignment(document_id=document.id, story_id=None, similarity=0.0, reasons=(genre,))
        if self._recent.is_forgotten(moment):
            return self._open(document, "older than the window", [])
        if known := self._known(document, found, duplicate):
            return known
        made = vector(found, self._recent.frequencies(found.language))
        judged = self._judge(made, moment)
        if judged and judged[0].log_odds >= self._options.least_evidence:
            best = judged[0]
            shared = ", ".join(shared_terms(made, self._recent.vector(best.likest), NAMED_WORDS))
            return Assignment(
                document_id=document.id,
                story_id=best.story.id,
                thread_id=best.story.thread,
                similarity=probability(best.log_odds),
                reasons=(f"shares {shared} with {best.likest.document_id}",),
            )
        return self._open(document, "opens a story", judged)

    def _known(self, document: Document, found: Features, duplicate: Duplicate | None) -> Assignment | None:
        """Place without comparing what is known already: a version, a copy, a document of the same words."""
        sources = (
            (self._recent.version_of(document.item_id), "version of the same item"),
            (self._recent.by_id(duplicate.of) if duplicate else None, "copy"),
            (self._recent.same_words(found), "same words"),
        )
        for entry, reason in sources:
            if entry is not None and entry.story is not None:
                return Assignment(
                    document_id=document.id,
                    story_id=entry.story,
                    thread_id=entry.thread,
                    similarity=1.0,
                    reasons=(f"{reason}: {entry.document_id}",),
                )
        return None

    def _open(self, document: Document, reason: str, judged: "Sequence[_Judged]") -> Assignment:
        story_id = StoryId(short_id("story", document.id))
        thread = thread_of(story_id, ((found.without_silence, found.story) for found in judged))
        reasons = (reason,) if thread == ThreadId(story_id) else (reason, f"goes on with {thread}")
        similarity = probability(judged[0].log_odds) if judged else 0.0
        return Assignment(
            document_id=document.id,
            story_id=story_id,
            thread_id=thread,
            similarity=similarity,
            reasons=reasons,
        )

    def _judge(self, document: Vector, moment: datetime | None) -> "list[_Judged]":
        """Weigh the stories of the likest documents, likeliest first."""
        compared: dict[StoryId, dict[DocumentId, _Compared]] = {}
        for entry in self._recent.alike(document):
            if entry.story is not None:
                compared.setdefault(entry.story, {})[entry.document_id] = self._compare(
                    document, moment, entry
                )
        judged = [
            self._weigh(document, moment, self._recent.stories[story_id], found)
            for story_id, found in compared.items()
        ]
        return sorted(judged, key=lambda found: (-found.log_odds, found.story.id))

    def _compare(self, document: Vector, moment: datetime | None, entry: Entry) -> "_Compared":
        days = _days_between(moment, entry.moment)
        log_odds = evidence(document, self._recent.vector(entry), days, self._options.weights)
        return _Compared(entry, log_odds, log_odds - silence(days, self._options.weights))

    def _weigh(
        self,
        document: Vector,
        moment: datetime | None,
        story: OpenStory,
        found: dict[DocumentId, "_Compared"],
    ) -> "_Judged":
        """Weigh a story by its likest member and the mean of all; by the likest alone where that is too little."""
        best = max(found.values(), key=lambda one: (one.log_odds, one.entry.document_id))
        if max(one.without_silence for one in found.values()) < self._options.least_evidence:
            return _Judged(story, best.log_odds, best.without_silence, best.entry)
        members = []
        for entry in _sample(story.entries):
            if entry.document_id not in found:
                found[entry.document_id] = self._compare(document, moment, entry)
            members.append(found[entry.document_id])
        best = max(found.values(), key=lambda one: (one.log_odds, one.entry.document_id))
        return _Judged(
            story=story,
            likest=best.entry,
            log_odds=(best.log_odds + _mean([one.log_odds for one in members])) / 2,
            without_silence=(best.without_silence + _mean([one.without_silence for one in members])) / 2,
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


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    entry: Entry
    log_odds: float
    without_silence: float


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    story: OpenStory
    log_odds: float
    without_silence: float
    likest: Entry


def _sample(entries: Sequence[Entry]) -> list[Entry]:
    """Return the members that stand for a story: all of a small one, else the first two and the latest."""
    members = [entry for entry in entries if not entry.copy] or list(entries[:1])
    return members if len(members) <= MEMBERS else [*members[:2], *members[2 - MEMBERS :]]


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _days_between(one: datetime | None, other: datetime | None) -> float:
    """Return the days between two moments; UNKNOWN_DAYS where either is not known."""
    if one is None or other is None:
        return UNKNOWN_DAYS
    return abs(one - other) / timedelta(days=1)
