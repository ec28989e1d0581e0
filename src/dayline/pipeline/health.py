"""How each source does: when it last answered, when it last had news, and what is wrong, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dayline.config import Settings
from dayline.ingest.answers import is_asked
from dayline.model.collection import AddressState
from dayline.model.source import Source
from dayline.store.archive import Archive

# A source is silent longer than usual after this many of its usual gaps, but not before this time: nights and weekends
# are gaps too.
SILENT_GAPS = 6
SILENT_AFTER = timedelta(hours=12)
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
        found.append(replace(one, words="; ".join(_faults(one, moment))))
    return found


def _faults(one: Health, moment: datetime) -> Iterable[str]:
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
        span = f"{state.missed_since:%Y-%m-%d %H:%M} and {state.missed_until:%Y-%m-%d %H:%M}"
        yield f"items between {span} may be missing: its next answer did not reach back to the one before"
    gap = timedelta(seconds=state.gap)
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
