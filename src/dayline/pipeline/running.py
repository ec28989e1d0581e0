"""Running: collect what is due, keep the day's stories up to date, compose at the cut-off hour, publish, go on."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from dayline.config import Settings
from dayline.errors import DayError
from dayline.ingest.fetch import Gate
from dayline.model.source import RawItem
from dayline.pipeline.building import Publication, build_and_publish
from dayline.pipeline.cleaning import Cleaned
from dayline.pipeline.clock import utc_now
from dayline.pipeline.collecting import Collected, collect, next_due
from dayline.pipeline.locking import alone
from dayline.pipeline.preparing import Preparation
from dayline.store.archive import Archive

# seconds at most between two looks at the clock and at whether to stop
LONGEST_WAIT = 30.0
# after the cut-off, answers to what was asked before it are waited for this long
GRACE = timedelta(minutes=2)
# days after their cut-off for which a digest is still composed: a machine may have been switched off over a weekend
LATE_DAYS = 3
# the archive's note of the day that is being published: a run that is killed meanwhile leaves it for the next
PUBLISHING = "publishing"


class Stopped(Exception):  # noqa: N818 (a message from the signal, no error)
    """The run was asked to stop, at a point where everything done so far is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one turn of a run did."""

    at: datetime
    collected: Collected
    published: tuple[Publication, ...]


def lock_path(settings: Settings) -> Path:
    """Return the file whose lock says that a run is under way: beside the crisis file."""
    return settings.path.parent / f".{settings.crisis.id}.lock"


def run(
    archive: Archive,
    settings: Settings,
    gate: Gate,
    *,
    tell: Callable[[Turn], None],
    stop: Callable[[], bool],
    now: Callable[[], datetime] = utc_now,
    pause: Callable[[float], object] = time.sleep,
    processes: int = 1,
    once: bool = False,
    site: Path | None = None,
    read: Callable[[RawItem], Cleaned] | None = None,
) -> None:
    """Take turns until ``stop`` says so, or take one; ``tell`` is told of each.

    Raises InputError where another run is under way.
    """
    with alone(lock_path(settings)):
        while True:
            tell(take_turn(archive, settings, gate, stop=stop, now=now, processes=processes, site=site, read=read))
            if once:
                return
            wake = _wake(archive, settings, now())
            while not stop() and now() < wake:
                pause(min(LONGEST_WAIT, max((wake - now()).total_seconds(), 0.01)))
            if stop():
                return


def take_turn(
    archive: Archive,
    settings: Settings,
    gate: Gate,
    *,
    stop: Callable[[], bool],
    now: Callable[[], datetime] = utc_now,
    processes: int = 1,
    site: Path | None = None,
    read: Callable[[RawItem], Cleaned] | None = None,
) -> Turn:
    """Collect what is due, make today's documents ready, and build the days that have closed and have no digest."""
    begun = now()
    closing = settings.crisis.cutoff_of(settings.crisis.date_at(begun)) + GRACE
    collected = collect(archive, settings, gate, now=now, stop=lambda: stop() or now() > closing, read=read)

    def check(stage: str, count: int) -> None:
        if stop():
            raise Stopped

    published: list[Publication] = []
    try:
        check("run", 0)
        if collected.documents:
            preparation = Preparation(archive, settings, processes=processes, progress=check)
            preparation.prepare(settings.crisis.date_at(now()))
        for day in closed_days(archive, settings, now()):
            check("run", 0)
            archive.put_note(f"{PUBLISHING} {settings.crisis.id}", str(day))
            published.append(
                build_and_publish(
                    archive,
                    settings,
                    str(day),
                    site=site or settings.site,
                    processes=processes,
                    progress=check,
                    issue_at=now(),
                )
            )
            archive.put_note(f"{PUBLISHING} {settings.crisis.id}", "")
    except Stopped:
        pass
    return Turn(at=begun, collected=collected, published=tuple(published))


def closed_days(archive: Archive, settings: Settings, moment: datetime) -> list[int]:
    """Return the numbers of the last days that have closed, have documents, and are not published yet."""
    crisis = settings.crisis
    begun = archive.note(f"{PUBLISHING} {crisis.id}")
    held = {day for day, count in archive.days() if count}
    today = crisis.date_at(moment - GRACE)
    days: list[date] = [today - timedelta(days=back) for back in range(LATE_DAYS, 0, -1)]
    numbers = []
    for day in days:
        try:
            number = crisis.number_of(day)
        except DayError:
            continue
        is_open = archive.digest_key(crisis.id, number) is None or begun == str(number)
        if number > 0 and day.isoformat() in held and is_open:
            numbers.append(number)
    return numbers


def _wake(archive: Archive, settings: Settings, moment: datetime) -> datetime:
    """Return when there is something to do again: a source is due, or the day has closed."""
    closing = settings.crisis.cutoff_of(settings.crisis.date_at(moment - GRACE)) + GRACE
    return min(next_due(archive, settings, moment), max(closing, moment))
