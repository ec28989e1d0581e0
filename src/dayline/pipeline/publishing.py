"""Publishing: what changed since the last build is rendered and written, day by day and subject by subject.

The archive holds, for each published day, what it has of people, figures, places, threads and sources, under a key
of what its pages were made from. A key is put when everything is written and in its place; a build that is ended
before leaves the folder as it was, and is begun again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from dayline.config import Settings
from dayline.model.crisis import Crisis
from dayline.model.traces import DaySummary, Subject
from dayline.pipeline.citing import cited_documents, days_named
from dayline.pipeline.keys import BACKGROUND_DAYS
from dayline.pipeline.lists import write_lists
from dayline.pipeline.pages import Pages, digest_of, pages_at
from dayline.pipeline.series import RecentFigures
from dayline.pipeline.sharing import Shared
from dayline.pipeline.shown import INDEX, note_shown, page_keys
from dayline.publish.calendars import month_name
from dayline.publish.deliver import remove_files
from dayline.publish.exports import export_paths
from dayline.publish.folders import changed_at_once
from dayline.publish.links import day_path, day_paths, month_path
from dayline.publish.searching import block_of
from dayline.publish.traces import summary_of, traces_of
from dayline.store.archive import Archive

# Days, and subjects, whose pages are written before that is noted, and that a process gets at once.
PART_OF_DAYS, PART_OF_SUBJECTS = 20, 100
# Days from which on it pays to start processes: two take a second and a half to start, fifty days a second to write.
WORTH_A_PROCESS = 100


class Publisher:
    """Writes the pages of one crisis to a folder."""

    def __init__(
        self, archive: Archive, settings: Settings, folder: Path, *, annotation_version: str, processes: int = 1
    ) -> None:
        self.archive, self.folder, self.annotation_version = archive, folder, annotation_version
        self.settings, self.processes = settings, processes
        self.crisis: Crisis = settings.crisis

    def publish(self) -> Path:
        """Write the pages of all days that changed and all that follows from them, and return the index.

        The folder changes at once, and only then is it noted what it shows: a run that is killed leaves the old site or
        the new one, and what is noted is never more than what is there.
        """
        index = self.folder / INDEX
        wanted = page_keys(self.archive, self.settings, self.annotation_version)
        if not wanted and not index.exists():
            return index
        with changed_at_once(self.folder) as draft:
            stale, shown = self._write(wanted, draft)
        self.archive.subjects_shown(self.crisis.id, shown)
        self.archive.put_trace_keys(self.crisis.id, {day: wanted[day] for day in stale})
        note_shown(self.archive, self.settings, self.folder, wanted)
        return index

    def _write(self, wanted: Mapping[int, str], folder: Path) -> tuple[set[int], Sequence[Subject]]:
        """Write all that changes to a draft of the folder; return the days and the subjects that it shows anew."""
        stored = self.archive.trace_keys(self.crisis.id)
        before = {each.day: each for each in self.archive.day_summaries(self.crisis.id)}
        gone = stored.keys() - wanted.keys()
        for day in sorted(gone):
            self.archive.forget_traces(self.crisis.id, day)
        stale = {
            day for day, key in wanted.items() if stored.get(day) != key or not (folder / day_path(day)).is_file()
        }
        now = {**before, **self._trace(sorted(stale))}
        summaries = [now[day] for day in sorted(now.keys() - gone)]
        pages = Pages(self.archive, self.settings, folder, summaries)
        empty = self.archive.empty_days(self.crisis.id)
        changed = stale | gone | {day for day, _ in empty}
        appeared = (wanted.keys() ^ stored.keys()) | {day for day, _ in empty}
        touched = self._touched(pages, list(wanted), stale, changed, appeared)
        days = sorted({*touched, *self._years_later(summaries, changed)})
        failed = {name for each in (before, now) for day in changed if day in each for name in each[day].failed}
        shown = self._write_all(pages, days, changed, failed)
        write_lists(pages, changed)
        self._remove(pages, changed, empty)
        return stale, shown

    def _trace(self, days: Sequence[int]) -> dict[int, DaySummary]:
        """Put what days hold, in order, under no key until their pages are written; return them in short."""
        figures, found = RecentFigures(self.archive, self.crisis.id), {}
        for day in days:
            digest = digest_of(self.archive, self.crisis.id, day)
            documents = cited_documents(self.archive, digest)
            on = digest.date.isoformat()
            threads = {
                assignment.document_id: assignment.thread_id
                for assignment in self.archive.assignments(self.crisis.id, (on, on))
                if assignment.thread_id
            }
            annotations = self.archive.annotations(documents, self.annotation_version)
            traces = traces_of(digest, documents, annotations, threads, figures.before(day))
            figures.put(day, traces)
            found[day] = summary_of(digest)
            self.archive.put_traces(self.crisis.id, "", found[day], traces)
        self.archive.sum_up_subjects(self.crisis.id)
        return found

    def _touched(
        self,
        pages: Pages,
        days: Sequence[int],
        written: set[int],
        changed: Collection[int],
        appeared: Iterable[int],
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
            or days_named(pages.digest(day)) & set(appeared)
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
        self, pages: Pages, days: Sequence[int], changed: Iterable[int], failed: Collection[str]
    ) -> Sequence[Subject]:
        """Write what can be written in any order: days, subjects, the tables of months, the words of the search.

        ``failed`` are sources that could not be read on a changed day. Return the subjects that changed.
        """
        make = partial(pages_at, self.archive.location, self.settings, pages.folder)
        processes = self.processes if len(days) >= WORTH_A_PROCESS else 1
        with Shared(pages, make, processes=processes) as shared:
            for _ in shared.over(Pages.write_days, days, PART_OF_DAYS):
                pass
            subjects = self.archive.subjects(self.crisis.id, changed_only=True)
            for _ in shared.over(Pages.write_subjects, [*subjects, *self._unread(failed)], PART_OF_SUBJECTS):
                pass
            months = sorted({month_name(self.crisis.date_of(day)) for day in changed})
            for _ in shared.over(Pages.write_months, months, 1):
                pass
            for _ in shared.over(Pages.write_blocks, sorted({block_of(day) for day in changed}), 1):
                pass
        return subjects

    def _unread(self, failed: Collection[str]) -> list[Subject]:
        """Return the sources without a changed line that are among those which could not be read."""
        sources = self.archive.subjects(self.crisis.id, "source") if failed else []
        return [each for each in sources if each.changed is None and any(told.startswith(each.name) for told in failed)]

    def _remove(self, pages: Pages, changed: Iterable[int], empty: Sequence[tuple[int, date]]) -> None:
        """Remove the files of months that have no day any more, and of days with nothing to print."""
        printed = {path for each in pages.summaries for path in day_paths(each.day, each.date)}
        left = {month_name(each.date) for each in pages.summaries}
        lost = {month_name(on): on for on in map(self.crisis.date_of, changed) if month_name(on) not in left}
        remove_files((path for on in lost.values() for path in (month_path(on), *export_paths(on))), pages.folder)
        remove_files((path for day, on in empty for path in day_paths(day, on) if path not in printed), pages.folder)
