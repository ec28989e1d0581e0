"""How each source does: when it last answered, when it last had news, and what is wrong, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from dayline.config import Settings
from dayline.ingest.answers import is_asked
from dayline.ingest.manners import gap_of
from dayline.model.collection import AddressState, Fetch
from dayline.model.crisis import Crisis
from dayline.model.source import Source, SourceId
from dayline.pipeline.gaps import MAY_BE_MISSING, Search
from dayline.store.archive import Archive

# A source is silent longer than usual after this many of its usual gaps, but not before this time: nights and weekends
# are gaps too.
SILENT_GAPS = 6
SILENT_AFTER = timedelta(hours=12)
# how far back its items are looked at for what is usual, when a day is composed
SILENT_LOOK = timedelta(days=30)
# how long it is told that a source gave more than its answers hold
MISSED_TOLD = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How one source does: ``words`` says what is wrong, "" where nothing is."""

    source: Source
    is_asked: bool
    documents: int = 0
    newest: datetime | None = None
    state: AddressState | None = None
    words: str = ""


def health(archive: Archive, settings: Settings, moment: datetime) -> list[Health]:
    """Return how every source of a crisis does at a moment, in the order of the crisis file."""
    counts = archive.source_counts()
    states = archive.addresses({source.url for source in settings.crisis.sources if source.url})
    found = []
    for source in settings.crisis.sources:
        documents, newest = counts.get(source.id, (0, None))
        state = states.get(source.url)
        one = Health(source=source, is_asked=is_asked(source), documents=documents, newest=newest, state=state)
        found.append(replace(one, words="; ".join(_faults(one, moment, settings.crisis.zone))))
    return found


def _faults(one: Health, moment: datetime, zone: tzinfo) -> Iterable[str]:
    state, newest = one.state, one.newest
    if not one.is_asked:
        return
    if state is None or state.tried_at is None:
        yield "never asked yet"
        return
    if state.error:
        times = f", {state.failures} times in a row" if state.failures > 1 else ""
        yield f"{state.error}{times}"
    if state.moved_to:
        yield f"moved for good to {state.moved_to}"
    if state.missed_since and state.missed_until and moment - state.missed_until < MISSED_TOLD:
        gap = Search(since=state.missed_since, begun=state.missed_until, reached=state.missed_until, at=state.url)
        yield gap.in_words(zone)
    yield from _silence(newest, timedelta(seconds=state.gap), moment)


def _silence(newest: datetime | None, gap: timedelta, moment: datetime) -> Iterable[str]:
    """Say that a source is silent longer than usual at a moment, where it is."""
    if newest and gap and moment - newest > max(SILENT_GAPS * gap, SILENT_AFTER):
        yield f"silent for {in_words(moment - newest)}, usually {in_words(gap)} between items"


def in_words(span: timedelta) -> str:
    """Return a span of time in its largest whole unit ("3 days", "1 hour", "20 minutes")."""
    seconds = int(span.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}" + ("s" if count > 1 else "")
    return "a moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting:
    """What of its sources a day could not see, by their ids, in words, as it was when the day closed.

    ``failed`` never answered, ``partly`` did, but something of them may be missing or late.
    """

    failed: Mapping[SourceId, str]
    partly: Mapping[SourceId, str]


def collecting_on(archive: Archive, crisis: Crisis, day: date) -> Collecting:
    """Return what of its sources the digest of a date could not see; later askings change nothing of it."""
    begin, end = crisis.cutoff_of(day - timedelta(days=1)), crisis.cutoff_of(day)
    answered: dict[SourceId, datetime] = {}
    missed: dict[SourceId, Fetch] = {}
    told: defaultdict[SourceId, dict[str, None]] = defaultdict(dict)
    for fetch in archive.fetches(begin, end):
        if fetch.role == "source" and fetch.outcome == "failed":
            missed[fetch.source_id] = fetch
            continue
        if fetch.role == "source":
            answered[fetch.source_id] = fetch.at
            missed.pop(fetch.source_id, None)
        if fetch.reason and (fetch.outcome != "failed" or MAY_BE_MISSING in fetch.reason):
            told[fetch.source_id][fetch.reason] = None
    published = archive.source_times(answered.keys(), end - SILENT_LOOK, end)
    for source, at in answered.items():
        if source in missed:
            last = f"last read at {at.astimezone(crisis.zone):%H:%M}, after that: {missed[source].reason}"
            told[source][last] = None
        times = published[source]
        told[source] |= dict.fromkeys(_silence(max(times, default=None), gap_of(times), end))
    failed = {source: fetch.reason for source, fetch in sorted(missed.items()) if source not in answered}
    partly = {source: "; ".join(words) for source, words in sorted(told.items()) if words and source not in failed}
    return Collecting(failed=failed, partly=partly)
