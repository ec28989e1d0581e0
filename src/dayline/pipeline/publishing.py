"""Publishing: what changed since the last build is rendered and written, day by day and subject by subject.

The archive holds, for each published day, what it has of people, figures, places, threads and sources, under a key
of what its pages were made from. A key is put when everything is written and in its place; a build that is ended
before leaves the folder as it was, and is begun again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import count, groupby
from pathlib import Path

from dayline.config import Settings
from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.entities import Actor
from dayline.model.review import Artifact
from dayline.model.traces import TRACES, DaySummary, Subject, SubjectKind
from dayline.pipeline.citing import cited_documents, days_named
from dayline.pipeline.keys import BACKGROUND_DAYS
from dayline.pipeline.series import RecentFigures
from dayline.pipeline.sharing import Shared
from dayline.pipeline.stages import version_of
from dayline.publish.calendars import (
    index_artifacts,
    missing_page,
    month_artifacts,
    month_name,
    on_the_same_date,
)
from dayline.publish.corrections import corrections_page
from dayline.publish.deliver import remove_files, write_artifacts
from dayline.publish.exports import export_paths, exports_page, month_exports
from dayline.publish.feeds import FEED_DAYS, FOLLOWED, feed_artifacts, subject_feed
from dayline.publish.folders import changed_at_once
from dayline.publish.indexes import list_pages
from dayline.publish.links import Site, day_path, day_paths, month_path, subject_feed_path, subject_path
from dayline.publish.listings import news_sitemap, opml, sitemap
from dayline.publish.searching import block_artifacts, block_of, search_artifacts
from dayline.publish.site import day_artifacts
from dayline.publish.subjects import PART, failures_of, parts_of, subject_page
from dayline.publish.traces import summary_of, traces_of
from dayline.store.archive import Archive

# Days, and subjects, whose pages are written before that is noted, and that a process gets at once.
PART_OF_DAYS, PART_OF_SUBJECTS = 20, 100
# Days from which on it pays to start processes: two take a second and a half to start, fifty days a second to write.
WORTH_A_PROCESS = 100
# Kinds of subjects that the search finds by name.
NAMED: tuple[SubjectKind, ...] = ("person", "place")


class Publisher:
    """Writes the pages of one crisis to a folder."""

    def __init__(
        self, archive: Archive, settings: Settings, folder: Path, *, annotation_version: str, processes: int = 1
    ) -> None:
        self.archive, self.target, self.annotation_version = archive, folder, annotation_version
        # while pages are written, a draft of the folder
        self.folder = folder
        self.settings, self.processes = settings, processes
        self.crisis: Crisis = settings.crisis
        self._summaries: Sequence[DaySummary] | None = None
        self._failed: dict[str, list[tuple[int, str]]] | None = None
        self._place_pages: dict[str, str] | None = None
        self._figures = RecentFigures(archive, settings.crisis.id)
        self.site = Site(title=settings.title, address=settings.address, hub=settings.hub)

    def publish(self) -> Path:
        """Write the pages of all days that changed and all that follows from them, and return the index.

        The folder changes at once, and only then is it noted what it shows: a run that is killed leaves the old site or
        the new one, and what is noted is never more than what is there.
        """
        index = self.target / "index.html"
        wanted = {day: self._key(key) for day, key in self.archive.digest_keys(self.crisis.id).items()}
        if not wanted and not index.exists():
            return index
        with changed_at_once(self.target) as self.folder:
            stale, shown = self._write(wanted)
        self.archive.subjects_shown(self.crisis.id, shown)
        self.archive.put_trace_keys(self.crisis.id, {day: wanted[day] for day in stale})
        return index

    def _write(self, wanted: Mapping[int, str]) -> tuple[set[int], Sequence[Subject]]:
        """Write all that changes; return the days and the subjects that the folder shows anew."""
        stored = self.archive.trace_keys(self.crisis.id)
        gone = stored.keys() - wanted.keys()
        self._figures = RecentFigures(self.archive, self.crisis.id)
        failed_before = {each.day: each.failed for each in self.archive.day_summaries(self.crisis.id)}
        for day in sorted(gone):
            self.archive.forget_traces(self.crisis.id, day)
        stale = {day for day, key in wanted.items() if stored.get(day) != key or not self._has_page(day)}
        for day in sorted(stale):
            self._trace(day)
        self.archive.sum_up_subjects(self.crisis.id)
        self._summaries = self._failed = self._place_pages = None
        summaries = self._in_short()
        empty = self.archive.empty_days(self.crisis.id)
        changed = stale | gone | {day for day, _ in empty}
        appeared = (wanted.keys() ^ stored.keys()) | {day for day, _ in empty}
        touched = self._touched(list(wanted), stale, changed, appeared)
        days = sorted({*touched, *self._years_later(summaries, changed)})
        make = partial(publisher_at, self.archive.location, self.settings, self.folder, self.annotation_version)
        processes = self.processes if len(days) >= WORTH_A_PROCESS else 1
        now = {each.day: each.failed for each in summaries}
        failed = {name for day in changed for name in (*failed_before.get(day, ()), *now.get(day, ()))}
        with Shared(self, make, processes=processes) as shared:
            shown = self._write_all(shared, days, changed, failed)
        self._write_lists(summaries, changed)
        printed = {path for each in summaries for path in day_paths(each.day, each.date)}
        left = {month_name(each.date) for each in summaries}
        lost = {month_name(on): on for on in map(self.crisis.date_of, changed) if month_name(on) not in left}
        remove_files((path for on in lost.values() for path in (month_path(on), *export_paths(on))), self.folder)
        remove_files((path for day, on in empty for path in day_paths(day, on) if path not in printed), self.folder)
        return stale, shown

    def _in_short(self) -> Sequence[DaySummary]:
        """Return the days in short, read once a run."""
        if self._summaries is None:
            self._summaries = self.archive.day_summaries(self.crisis.id)
        return self._summaries

    def _key(self, digest_key: str) -> str:
        """Return a key of what the pages of a day are made from."""
        content = repr((digest_key, version_of("publish"), self.site, self.annotation_version))
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()

    def _has_page(self, day: int) -> bool:
        return (self.folder / day_path(day)).is_file()

    def _digest(self, day: int) -> Digest:
        digest = self.archive.digest(self.crisis.id, day)
        assert digest is not None, f"day {day} has a key, and so a digest"
        return digest

    def _trace(self, day: int) -> None:
        """Put what a day holds, under no key until its pages are written."""
        digest = self._digest(day)
        documents = cited_documents(self.archive, digest)
        on = digest.date.isoformat()
        threads = {
            assignment.document_id: assignment.thread_id
            for assignment in self.archive.assignments(self.crisis.id, (on, on))
            if assignment.thread_id
        }
        annotations = self.archive.annotations(documents, self.annotation_version)
        traces = traces_of(digest, documents, annotations, threads, self._figures.before(day))
        self._figures.put(day, traces)
        self.archive.put_traces(self.crisis.id, "", summary_of(digest), traces)

    def _touched(
        self, days: Sequence[int], written: set[int], changed: Collection[int], appeared: Iterable[int]
    ) -> list[int]:
        """Return the days to write: changed ones, those beside them, those that look back on new ones or draw them."""
        beside = {
            days[at]
            for day in changed
            for at in (bisect_left(days, day) - 1, bisect_right(days, day))
            if 0 <= at < len(days)
        }
        later = {
            day for new in changed for day in days[bisect_right(days, new) : bisect_right(days, new + BACKGROUND_DAYS)]
        }
        looking_back = {
            day
            for day in later - written - beside
            if self.archive.figure_points(self.crisis.id, day, day)
            or days_named(self._digest(day)) & set(appeared)
        }
        return sorted(written.intersection(days) | beside | looking_back)

    def _years_later(self, summaries: Sequence[DaySummary], changed: Iterable[int]) -> Iterator[int]:
        """Yield the days that tell of a changed one, years ago on the same date."""
        first: dict[tuple[int, int], date] = {}
        for on in map(self.crisis.date_of, changed):
            first[on.month, on.day] = min(on, first.get((on.month, on.day), on))
        for each in summaries:
            if first.get((each.date.month, each.date.day), each.date) < each.date:
                yield each.day

    def _write_all(
        self, shared: "Shared[Publisher]", days: Sequence[int], changed: Iterable[int], failed: Collection[str]
    ) -> Sequence[Subject]:
        """Write what can be written in any order: days, subjects, the tables of months, the words of the search.

        ``failed`` are sources that could not be read on a changed day. Return the subjects that changed.
        """
        for _ in shared.over(Publisher.write_days, days, PART_OF_DAYS):
            pass
        subjects = self.archive.subjects(self.crisis.id, changed_only=True)
        for _ in shared.over(Publisher.write_subjects, [*subjects, *self._unread(failed)], PART_OF_SUBJECTS):
            pass
        months = sorted({month_name(self.crisis.date_of(day)) for day in changed})
        for _ in shared.over(Publisher.write_months, months, 1):
            pass
        for _ in shared.over(Publisher.write_blocks, sorted({block_of(day) for day in changed}), 1):
            pass
        return subjects

    def _unread(self, failed: Collection[str]) -> list[Subject]:
        """Return the sources without a changed line that are among those which could not be read."""
        sources = self.archive.subjects(self.crisis.id, "source") if failed else []
        return [each for each in sources if each.changed is None and any(told.startswith(each.name) for told in failed)]

    def _failures(self) -> dict[str, list[tuple[int, str]]]:
        """Return the days on which each source could not be read."""
        if self._failed is None:
            self._failed = failures_of(self._in_short(), {source.name for source in self.crisis.sources})
        return self._failed

    def _places(self) -> dict[str, str]:
        """Return where the pages of places lie, by their ids."""
        if self._place_pages is None:
            places = self.archive.subjects(self.crisis.id, "place")
            self._place_pages = {place.id: subject_path(place) for place in places}
        return self._place_pages

    def write_days(self, days: Sequence[int]) -> None:
        """Write the pages of some days."""
        summaries = self._in_short()
        numbers = [each.day for each in summaries]
        known, same_date = frozenset(numbers), on_the_same_date(summaries)
        for day in days:
            digest, place = self._digest(day), bisect_left(numbers, day)
            artifacts = day_artifacts(
                digest,
                cited_documents(self.archive, digest),
                self.crisis,
                site=self.site,
                previous=summaries[place - 1] if place else None,
                following=summaries[place + 1] if place + 1 < len(summaries) else None,
                days=known,
                traces=self.archive.traces_of_day(self.crisis.id, day),
                years_ago=[each for each in same_date[digest.date.month, digest.date.day] if each.date < digest.date],
                pages=self._places(),
                earlier=self._figures.before(day),
            )
            write_artifacts(artifacts, self.folder)

    def write_subjects(self, subjects: Sequence[Subject]) -> None:
        """Write the pages of subjects that changed, from the first part that holds a changed day."""
        # loading the register of people takes longer than the answer that nothing has changed
        from dayline.pipeline.people import actors_by_id

        summaries = self._in_short()
        last = summaries[-1].date if summaries else self.crisis.first_day
        people = [each.id for each in subjects if each.kind == "person"]
        actors = actors_by_id(self.archive, self.crisis, last, people) if people else {}
        for subject in subjects:
            write_artifacts(self._pages_of(subject, actors.get(subject.id)), self.folder)
            self._remove_surplus(subject)

    def _pages_of(self, subject: Subject, actor: Actor | None) -> Iterator[Artifact]:
        if not subject.lines:
            return
        crisis_id, parts = self.crisis.id, parts_of(subject)
        before = subject.lines
        if subject.changed is not None:
            before = self.archive.lines_before(crisis_id, subject.kind, subject.id, subject.changed)
        failures = self._failures().get(subject.name, ()) if subject.kind == "source" else ()
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

    def _write_lists(self, summaries: Sequence[DaySummary], changed: Iterable[int]) -> None:
        """Write the front page, the calendar, the lists of subjects, and what is made for machines."""
        site, crisis = self.site, self.crisis
        newest = [self._digest(each.day) for each in summaries[-FEED_DAYS:]]
        write_artifacts(index_artifacts(summaries, crisis, site=site), self.folder)
        months = {month_name(crisis.date_of(day)) for day in changed}
        write_artifacts(month_artifacts(summaries, crisis, site=site, months=months), self.folder)
        pages: list[tuple[str, int]] = []
        for kind in TRACES:
            subjects = self.archive.subjects(crisis.id, kind)
            printed = {subject.name for subject in subjects}
            idle = [each.name for each in crisis.sources if each.name not in printed] if kind == "source" else []
            failures = self._failures() if kind == "source" else {}
            write_artifacts(list_pages(kind, subjects, site=site, failures=failures, unprinted=idle), self.folder)
            pages += [(subject_path(subject), subject.last) for subject in subjects]
        corrections = self.archive.corrections(crisis.id)
        write_artifacts([corrections_page(corrections, crisis, site=site)], self.folder)
        write_artifacts(feed_artifacts(newest, crisis, site=site, corrections=corrections), self.folder)
        write_artifacts(
            [opml(crisis, site=site), exports_page(summaries, crisis, site=site), missing_page(site=site)], self.folder
        )
        named = [s for kind in NAMED for s in self.archive.subjects(crisis.id, kind)]
        days = [each.day for each in summaries]
        write_artifacts(search_artifacts(days, named, crisis, site=site), self.folder)
        if site.address:
            dates = {each.day: each.date for each in summaries}
            dated = ((day_path(each.day), _changed_on(each)) for each in reversed(summaries))
            subjects_of = ((path, dates[day]) for path, day in pages)
            write_artifacts([sitemap((*dated, *subjects_of), site=site)], self.folder)
            write_artifacts([news_sitemap(newest, site=site)], self.folder)

    def write_months(self, months: Sequence[str]) -> None:
        """Write the tables of some months."""
        for month, group in groupby(self._in_short(), key=lambda each: month_name(each.date)):
            if month in months:
                days = [(each, self.archive.traces_of_day(self.crisis.id, each.day)) for each in group]
                write_artifacts(month_exports(days, site=self.site), self.folder)

    def write_blocks(self, blocks: Sequence[int]) -> None:
        """Write the words of some hundreds of days."""
        for block in blocks:
            digests = (self._digest(each.day) for each in self._in_short() if block_of(each.day) == block)
            write_artifacts(block_artifacts(block, digests), self.folder)


def publisher_at(location: str, settings: Settings, folder: Path, annotation_version: str) -> Publisher:
    """Return a publisher that opens the archive for itself, as each process must."""
    return Publisher(Archive.open(location, create=False), settings, folder, annotation_version=annotation_version)


def _changed_on(day: DaySummary) -> date:
    return day.modified.date() if day.modified else day.date
