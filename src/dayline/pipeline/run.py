"""Build: from the archive to the digests of some days, and to their pages."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dayline.config import Settings
from dayline.errors import DayError
from dayline.model.digest import Digest
from dayline.pipeline.keys import annotation_version, day_key, is_cleaned
from dayline.pipeline.progress import Progress, silent
from dayline.pipeline.stages import version_of
from dayline.review import apply, correct
from dayline.store.archive import Archive

# What the key of a digest ends with whose drafter did not answer: it is no day's key, so the next build asks again.
UNANSWERED = " unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one day: its digest (None where nothing could be printed), and whether it was made anew.

    ``issued`` says that readers had it before this run: its words stand, but for corrections.
    """

    day: int
    digest: Digest | None
    fresh: bool
    stale: tuple[str, ...] = ()
    issued: bool = False


def parse_days(text: str, archive: Archive, settings: Settings) -> list[int]:
    """Return the day numbers that "393", "2023-03-23", "383..392" or "latest" stand for; raise DayError."""
    crisis = settings.crisis
    first, dots, last = text.partition("..")
    if dots:
        begin, end = _day(first, archive, settings), _day(last, archive, settings)
        if begin > end:
            raise DayError(f"{text!r} holds no day: the first is after the last")
        span = range(max(1, begin), min(end, _day("latest", archive, settings)) + 1)
        days = [number for number in span if not crisis.is_paused(crisis.date_of(number))]
        if not days:
            raise DayError(f"{text!r} holds no day that the archive has documents of")
        return days
    number = _day(text, archive, settings)
    if number < 1:
        raise DayError(f"{crisis.name}: day {number} is before day 1, {crisis.first_day}")
    if crisis.is_paused(crisis.date_of(number)):
        raise DayError(f"{crisis.name}: the counter was paused on {crisis.date_of(number)}")
    return [number]


def _day(text: str, archive: Archive, settings: Settings) -> int:
    crisis, text = settings.crisis, text.strip()
    if text == "latest":
        days = [day for day, _ in archive.days() if day and not crisis.is_paused(date.fromisoformat(day))]
        if not days:
            raise DayError("the archive holds no dated document yet: import some first")
        return crisis.number_of(date.fromisoformat(days[-1]))
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return crisis.number_of(date.fromisoformat(text))
    except ValueError as error:
        raise DayError(
            f"{text!r} is no day (write a number, a date such as 2023-03-23, a range such as "
            f"383..392, or latest)"
        ) from error


def build_days(
    archive: Archive,
    settings: Settings,
    days: Sequence[int],
    *,
    annotated: str = "",
    processes: int = 1,
    progress: Progress = silent,
) -> Iterator[Built]:
    """Compose each day that is not up to date, keep it in the archive, and yield it.

    ``annotated`` is the version of annotations, where that is known already.
    A day that was issued is not composed any more: it stands as it was, after its corrections.
    """
    crisis_id = settings.crisis.id
    if not is_cleaned(archive, settings.crisis):
        from dayline.pipeline.cleaning import clean_anew

        clean_anew(archive, settings.crisis, progress=progress)
    issued = archive.issued_days(crisis_id).keys()
    open_days = [number for number in days if number not in issued]
    annotated = annotated or annotation_version(settings.crisis)
    wanted = {number: day_key(archive, settings, number, annotated) for number in open_days}
    waiting = {n: key for n, key in wanted.items() if archive.digest_key(crisis_id, n) != key}
    composed = _compose(archive, settings, waiting, annotated, processes=processes, progress=progress)
    for number in days:
        if number in issued:
            yield _corrected(archive, crisis_id, number)
        elif number in waiting:
            yield next(composed)
        else:
            yield Built(day=number, digest=archive.digest(crisis_id, number), fresh=False)


def _compose(
    archive: Archive,
    settings: Settings,
    waiting: Mapping[int, str],
    annotated: str,
    *,
    processes: int,
    progress: Progress,
) -> Iterator[Built]:
    """Compose days, each given with its key, in their order, keep each in the archive, and yield it."""
    if not waiting:
        return
    # loading what composes takes longer than the answer that nothing has changed
    from dayline.pipeline.composing import compose_day, gather
    from dayline.pipeline.drafting import drafter_of
    from dayline.pipeline.preparing import Preparation

    crisis = settings.crisis
    preparation = Preparation(archive, settings, annotated=annotated, processes=processes, progress=progress)
    drafter = drafter_of(archive, settings, os.environ)
    preparation.prepare(crisis.date_of(max(waiting)))
    for number, key in waiting.items():
        digest = compose_day(preparation, number)
        stale: tuple[str, ...] = ()
        if digest is None:
            archive.put_empty_day(crisis.id, number, crisis.date_of(number), key)
        else:
            is_answered = True
            if drafter is not None:
                digest, is_answered = drafter.reword(gather(preparation, number), digest)
            digest, stale = apply(digest, archive.decisions(crisis.id, number))
            archive.put_digest(digest, key if is_answered else key + UNANSWERED)
        progress("compose", 1)
        yield Built(day=number, digest=digest, fresh=True, stale=stale)


def check_closed(settings: Settings, number: int, now: datetime) -> None:
    """Raise DayError where a day is still open: only what has closed can be issued."""
    closing = settings.crisis.cutoff_of(settings.crisis.date_of(number))
    if now < closing:
        raise DayError(f"day {number} closes at {closing:%Y-%m-%d %H:%M} UTC, and cannot be issued before")


def _corrected(archive: Archive, crisis_id: str, number: int) -> Built:
    """Bring an issued day up to date with its corrections."""
    issued = archive.issued(crisis_id, number)
    assert issued is not None, f"day {number} was issued"
    corrections = [decision for decision in archive.decisions(crisis_id, number) if decision.kind]
    content = json.dumps(["issued", version_of("review"), repr(issued), repr(corrections)])
    key = hashlib.sha256(content.encode()).hexdigest()
    digest, stale = correct(issued, corrections)
    fresh = archive.digest_key(crisis_id, number) != key
    if fresh:
        archive.put_digest(digest, key)
    return Built(day=number, digest=digest, fresh=fresh, stale=stale, issued=True)
