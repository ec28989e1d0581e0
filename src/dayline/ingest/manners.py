"""Manners towards servers: how long an answer holds, when to come again, and who is asking."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median

# A source is asked again after its usual gap between new items, within these bounds; before that is known, after the
# middle one. Front pages of agencies change every few minutes; a ministry that publishes weekly may still have an
# urgent statement.
SHORTEST_INTERVAL = timedelta(minutes=5)
FIRST_INTERVAL = timedelta(minutes=30)
LONGEST_INTERVAL = timedelta(hours=6)
# gaps from which on a habit is known
LEAST_GAPS = 5
# A server's own wish is followed up to here; one that says "in a year" is asked again all the same.
LONGEST_WISH = timedelta(days=1)
# The wait doubles with each failure in a row, from this up to the longest wish, give or take this share.
FIRST_BACK_OFF = timedelta(minutes=5)
JITTER = 0.25

_MAX_AGE = re.compile(r"(?i)(?:^|[\s,])(?:max-age)\s*=\s*\"?(\d{1,9})")


def agent_of(version: str, contact: str) -> str:
    """Return how dayline introduces itself; ``contact`` is an address of the people who run it."""
    who = re.sub(r"[^\x21-\x7e]", "", contact)
    return f"dayline/{version} (+{who})" if who else f"dayline/{version}"


def retry_at(value: str, now: datetime) -> datetime | None:
    """Return when a Retry-After header (seconds, or a date) asks to come again; None where it says nothing."""
    value = value.strip()
    if re.fullmatch(r"\d{1,9}", value):
        return now + min(timedelta(seconds=int(value)), LONGEST_WISH)
    moment = http_date(value)
    return None if moment is None else min(max(moment, now), now + LONGEST_WISH)


def http_date(value: str) -> datetime | None:
    """Return the moment of an HTTP date; None for what is none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def fresh_for(cache_control: str) -> timedelta:
    """Return how long an answer holds by its Cache-Control header, within bounds; none where it does not say."""
    if re.search(r"(?i)\bno-(?:cache|store)\b", cache_control):
        return timedelta()
    stated = _MAX_AGE.search(cache_control)
    return min(timedelta(seconds=int(stated[1])), LONGEST_INTERVAL) if stated else timedelta()


def gap_of(times: Sequence[datetime]) -> timedelta:
    """Return the usual time between items published at these times: their median gap; none where few are known."""
    moments = sorted(times)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    return timedelta() if len(gaps) < LEAST_GAPS else timedelta(seconds=median(gaps))


def interval_of(gap: timedelta) -> timedelta:
    """Return how often to ask a source with this usual gap between its items, within bounds."""
    return min(max(gap, SHORTEST_INTERVAL), LONGEST_INTERVAL) if gap else FIRST_INTERVAL


def back_off(failures: int, *, seed: str) -> timedelta:
    """Return how long to wait after some failures in a row: doubling, with a jitter that ``seed`` decides."""
    wait: timedelta = min(FIRST_BACK_OFF * int(2 ** min(max(failures - 1, 0), 20)), LONGEST_WISH)
    return wait * jitter(f"{seed} {failures}")


def jitter(seed: str) -> float:
    """Return a factor about 1 that spreads out what would fall together, the same for the same seed."""
    share = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest()[:4], "big") / 0xFFFFFFFF
    return 1 + JITTER * (2 * share - 1)
