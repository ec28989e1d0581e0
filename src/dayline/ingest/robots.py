"""What a site asks of robots (RFC 9309)."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from protego import Protego

from dayline.ingest.fetch import Failure, Gate
from dayline.ingest.guard import Refused, Target
from dayline.model.collection import RobotsRules

PATH = "/robots.txt"
TOKEN = "dayline"
# how long rules are kept (RFC 9309, 2.4), and how long not to ask again after a fault
KEPT = timedelta(days=1)
KEPT_AFTER_FAULT = timedelta(minutes=10)
# bytes of a file that are read (RFC 9309, 2.5 asks for 500 KiB at least)
MOST_BYTES = 512 * 1024
# seconds between requests that a site may ask for; more would never get through its news
LONGEST_DELAY = 30.0
# files that are kept parsed: a large one takes a tenth of a second
MOST_PARSED = 256


def rules_of(origin: str, status: int, content: bytes, reason: str = "") -> RobotsRules:
    """Return what the answer to a request for robots.txt means: 200 has rules, 4xx allows all, else all is closed.

    ``reason`` says in words why there was no answer.
    """
    if status in (200, 203):
        text = content[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\x00", "")
        return RobotsRules(origin=origin, is_open=True, text=text)
    is_open = 400 <= status < 500 and status != 429
    return RobotsRules(origin=origin, is_open=is_open, text="" if is_open else reason)


def permits(rules: RobotsRules, target: Target) -> bool:
    """Tell whether an address may be asked for."""
    if not rules.is_open:
        return False
    return not rules.text.strip() or bool(_parsed(rules.text).can_fetch(target.url, TOKEN))


def delay_of(rules: RobotsRules) -> float:
    """Return the seconds between requests that a site asks for; 0 where it says nothing."""
    has_rules = rules.is_open and rules.text.strip()
    stated = _parsed(rules.text).crawl_delay(TOKEN) if has_rules else None
    return min(float(stated), LONGEST_DELAY) if stated else 0.0


@lru_cache(maxsize=MOST_PARSED)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


class RobotsBook:
    """What each site asks of robots, asked for where it is not known or too old; safe between threads."""

    def __init__(
        self, gate: Gate, *, now: Callable[[], datetime], known: Mapping[str, tuple[RobotsRules, datetime]]
    ) -> None:
        """Begin with what is known, and since when."""
        # a longer file is read as far as it is looked at
        self._gate, self._now = gate.cut_at(MOST_BYTES), now
        self._known = dict(known)
        self._new: list[tuple[RobotsRules, datetime]] = []
        self._lock = threading.Lock()

    def permit(self, target: Target) -> None:
        """Raise Refused where a site does not want an address to be asked for."""
        rules = self._rules(target.origin)
        if not rules.is_open:
            raise Refused(f"{target.origin}{PATH} cannot be read, so nothing may be asked for now: {rules.text}")
        if not permits(rules, target):
            raise Refused(f"{target.origin}{PATH} forbids it")

    def delay(self, target: Target) -> float:
        """Return the seconds between requests that a site is known to ask for."""
        with self._lock:
            known = self._known.get(target.origin)
        return delay_of(known[0]) if known else 0.0

    def taken(self) -> list[tuple[RobotsRules, datetime]]:
        """Return what has been learnt since the last call."""
        with self._lock:
            learnt, self._new = self._new, []
        return learnt

    def _rules(self, origin: str) -> RobotsRules:
        with self._lock:
            known = self._known.get(origin)
        if known and self._now() - known[1] < (KEPT if known[0].is_open else KEPT_AFTER_FAULT):
            return known[0]
        got = self._gate.fetch(origin + PATH)
        if isinstance(got, Failure):
            rules = rules_of(origin, got.status, b"", got.reason)
        else:
            rules = rules_of(origin, got.status, got.content)
        with self._lock:
            self._known[origin] = (rules, self._now())
            self._new.append(self._known[origin])
        return rules
