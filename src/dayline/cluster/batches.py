"""The documents of one batch, weighed together and against the stories that they may go on with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dayline.cluster.decided import Group, regroup
from dayline.cluster.grouping import LEAST_EVIDENCE, group
from dayline.cluster.recent import Entry, OpenStory, Recent
from dayline.cluster.similarity import Weighing, Weights, probability, silence
from dayline.cluster.threads import thread_of
from dayline.model.document import DocumentId
from dayline.model.review import StoryDecision
from dayline.model.story import Assignment, StoryId, ThreadId
from dayline.text.fingerprints import short_id

# members of a story beyond its likest that are compared: the first two and the latest
MEMBERS = 6
# words named in a reason
NAMED_WORDS = 5


class Batch:
    """The documents of one batch beside the stories that they may go on with; units are stories, then documents."""

    def __init__(
        self,
        recent: Recent,
        entries: Sequence[Entry],
        *,
        weights: Weights,
        going_on: float,
        decisions: Sequence[StoryDecision],
    ) -> None:
        """Take the remembered entries of a batch; ``going_on`` is what going on with a story takes besides."""
        self._recent, self._entries, self._decisions = recent, entries, decisions
        self._weights, self._going_on = weights, going_on
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
        united = group(first + len(self._entries), frozenset(range(first)), links, self._compare_units)
        groups, moved = regroup(
            (
                Group(
                    [self._stories[at] for at in members if at < first],
                    [self._entries[at - first] for at in members if at >= first],
                )
                for members in united
            ),
            self._decisions,
            self._recent,
        )
        return {
            made.document_id: replace(made, reasons=(moved[made.document_id],))
            if made.document_id in moved
            else made
            for members in groups
            for made in self._assign(members.stories, members.entries)
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
        best = {story: max(found[other.document_id] for other in likest) for story, likest in stories.items()}
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


def _sample(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the members that stand for a story, each text once: all of a few, else the first two and the latest."""
    members = list({entry.row.key: entry for entry in reversed(entries)}.values())[::-1]
    return members if len(members) <= MEMBERS else [*members[:2], *members[2 - MEMBERS :]]


def _days_between(one: datetime | None, other: datetime | None) -> float | None:
    """Return the days between two moments; None where either is not known."""
    return None if one is None or other is None else abs(one - other) / timedelta(days=1)
