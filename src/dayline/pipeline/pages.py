"""Pages written in any order, by one process or several: days, subjects, tables of months, words of the search."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, groupby
from pathlib import Path

from dayline.config import Settings
from dayline.model.digest import Digest
from dayline.model.entities import Actor
from dayline.model.review import Artifact
from dayline.model.traces import DaySummary, Subject
from dayline.pipeline.citing import cited_documents, documents_beside
from dayline.pipeline.series import RecentFigures
from dayline.pipeline.shown import site_of
from dayline.publish.calendars import month_name, on_the_same_date
from dayline.publish.deliver import remove_files, write_artifacts
from dayline.publish.exports import month_exports
from dayline.publish.feeds import FOLLOWED, subject_feed
from dayline.publish.links import subject_feed_path, subject_path
from dayline.publish.searching import block_artifacts, block_of
from dayline.publish.site import day_artifacts
from dayline.publish.subjects import PART, failures_of, parts_of, subject_page
from dayline.store.archive import Archive


class Pages:
    """Writes pages of one crisis to a folder from what the archive holds; ``summaries`` are its days where known."""

    def __init__(
        self, archive: Archive, settings: Settings, folder: Path, summaries: Sequence[DaySummary] | None = None
    ) -> None:
        self.archive, self.folder, self.crisis = archive, folder, settings.crisis
        self.site = site_of(settings)
        self._given = summaries
        self._figures = RecentFigures(archive, settings.crisis.id)

    @cached_property
    def summaries(self) -> Sequence[DaySummary]:
        """Return the days in short, in order."""
        return self.archive.day_summaries(self.crisis.id) if self._given is None else self._given

    @cached_property
    def failures(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """Return the days on which each source could not be read."""
        return failures_of(self.summaries, {source.name for source in self.crisis.sources})

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Return where the pages of places lie, by their ids."""
        return {place.id: subject_path(place) for place in self.archive.subjects(self.crisis.id, "place")}

    def write_days(self, days: Sequence[int]) -> None:
        """Write the pages of some days."""
        summaries = self.summaries
        numbers = [each.day for each in summaries]
        known, same_date = frozenset(numbers), on_the_same_date(summaries)
        for day in days:
            digest, place = self.digest(day), bisect_left(numbers, day)
            artifacts = day_artifacts(
                digest,
                cited_documents(self.archive, digest),
                self.crisis,
                site=self.site,
                others=documents_beside(self.archive, digest),
                previous=summaries[place - 1] if place else None,
                following=summaries[place + 1] if place + 1 < len(summaries) else None,
                days=known,
                traces=self.archive.traces_of_day(self.crisis.id, day),
                years_ago=[each for each in same_date[digest.date.month, digest.date.day] if each.date < digest.date],
                pages=self.places,
                earlier=self._figures.before(day),
            )
            write_artifacts(artifacts, self.folder)

    def write_subjects(self, subjects: Sequence[Subject]) -> None:
        """Write the pages of subjects that changed, from the first part that holds a changed day."""
        # loading the register of people takes longer than the answer that nothing has changed
        from dayline.pipeline.people import actors_by_id

        summaries = self.summaries
        last = summaries[-1].date if summaries else self.crisis.first_day
        people = [each.id for each in subjects if each.kind == "person"]
        actors = actors_by_id(self.archive, self.crisis, last, people) if people else {}
        for subject in subjects:
            write_artifacts(self._pages_of(subject, actors.get(subject.id)), self.folder)
            self._remove_surplus(subject)

    def write_months(self, months: Sequence[str]) -> None:
        """Write the tables of some months."""
        for month, group in groupby(self.summaries, key=lambda each: month_name(each.date)):
            if month in months:
                days = [(each, self.archive.traces_of_day(self.crisis.id, each.day)) for each in group]
                write_artifacts(month_exports(days, site=self.site), self.folder)

    def write_blocks(self, blocks: Sequence[int]) -> None:
        """Write the words of some hundreds of days."""
        for block in blocks:
            digests = (self.digest(each.day) for each in self.summaries if block_of(each.day) == block)
            write_artifacts(block_artifacts(block, digests), self.folder)

    def digest(self, day: int) -> Digest:
        """Return the digest of a published day."""
        return digest_of(self.archive, self.crisis.id, day)

    def _pages_of(self, subject: Subject, actor: Actor | None) -> Iterator[Artifact]:
        if not subject.lines:
            return
        crisis_id, parts = self.crisis.id, parts_of(subject)
        before = subject.lines
        if subject.changed is not None:
            before = self.archive.lines_before(crisis_id, subject.kind, subject.id, subject.changed)
        failures = self.failures.get(subject.name, ()) if subject.kind == "source" else ()
        # how many full pages there were before the change; the last of them names the one after it
        then = max(0, before // PART - 1)
        first = max(1, then) if then < parts else parts + 1
        if (self.folder / subject_path(subject, str(parts + 1))).exists():
            first = min(first, max(1, parts))
        if not (self.folder / subject_path(subject)).exists():
            first = 1
        for part in (*range(first, parts + 1), 0):
            start, most = (parts * PART, None) if part == 0 else ((part - 1) * PART, PART)
            found = list(self.archive.traces(crisis_id, subject.kind, subject.id, first=start, most=most))
            yield subject_page(subject, part, found, self.crisis, site=self.site, actor=actor, failures=failures)
            if not part and subject.kind in FOLLOWED:
                yield subject_feed(subject, found, self.crisis, site=self.site)

    def _remove_surplus(self, subject: Subject) -> None:
        """Remove the pages that a subject has too many."""
        if not subject.lines:
            remove_files([subject_path(subject), subject_feed_path(subject)], self.folder)
        for part in count(parts_of(subject) + 1):
            path = subject_path(subject, str(part))
            if not (self.folder / path).exists():
                return
            remove_files([path], self.folder)


def digest_of(archive: Archive, crisis_id: str, day: int) -> Digest:
    """Return the digest of a published day."""
    digest = archive.digest(crisis_id, day)
    assert digest is not None, f"day {day} has a key, and so a digest"
    return digest


def pages_at(location: str, settings: Settings, folder: Path) -> Pages:
    """Return what opens the archive for itself, as each process must."""
    return Pages(Archive.open(location, create=False), settings, folder)
