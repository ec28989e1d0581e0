"""Collecting: one round over every address that is due, one request at a time a host, many hosts side by side."""

import os
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from dayline import __version__
from dayline.config import Settings
from dayline.ingest.answers import address_at, is_asked
from dayline.ingest.fetch import Answer, Failure, Gate
from dayline.ingest.guard import Policy, Refused
from dayline.ingest.manners import agent_of
from dayline.ingest.robots import KEPT, RobotsBook
from dayline.ingest.warc import WarcFolder
from dayline.model.collection import AddressState
from dayline.model.source import RawItem, Rejected, Source, SourceId
from dayline.pipeline.cleaning import Cleaned, clean_anew
from dayline.pipeline.clock import utc_now
from dayline.pipeline.progress import Progress, silent
from dayline.pipeline.reading import Reader
from dayline.pipeline.receiving import Received, Receiver
from dayline.store.archive import Archive

# requests under way at once, each to another host, those aside that have waited for longer than this many seconds: a
# server that hangs keeps no other waiting
AT_ONCE = 16
SLOW_AFTER = 3.0
# requests under way at once in all
MOST_AT_ONCE = 64
# seconds at most between two looks at whether to stop
LONGEST_WAIT = 1.0

Pause = Callable[[float], None]


@dataclass(slots=True)
class Collected:
    """What a round met: requests and what they brought, sources that failed with the reason, what was set aside."""

    asked: int = 0
    new: int = 0
    same: int = 0
    failed: int = 0
    documents: int = 0
    size: int = 0
    pages: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def add(self, received: Received) -> None:
        """Count what became of one request."""
        fetch = received.fetch
        self.asked += 1
        self.pages += fetch.role == "page"
        self.new += fetch.outcome == "new"
        self.same += fetch.outcome == "same"
        self.failed += fetch.outcome == "failed"
        self.documents += fetch.documents
        self.size += fetch.size
        self.rejected += received.rejected
        if fetch.outcome == "failed" and fetch.role == "source":
            self.faults.append((fetch.source_id, fetch.reason))


def gate_for(settings: Settings, *, now: Callable[[], datetime] = utc_now) -> Gate:
    """Return the gate to the network as a crisis file sets it up."""
    collect = settings.collect
    policy = Policy(ports=frozenset(collect.ports), networks=collect.networks)
    return Gate(agent=agent_of(__version__, collect.contact), now=now, policy=policy)


def collect(
    archive: Archive,
    settings: Settings,
    gate: Gate,
    *,
    now: Callable[[], datetime] = utc_now,
    pause: Pause = time.sleep,
    stop: Callable[[], bool] = lambda: False,
    everything: bool = False,
    read: Callable[[RawItem], Cleaned] | None = None,
    progress: Progress = silent,
    environment: Mapping[str, str] = os.environ,
) -> Collected:
    """Ask every source that is due (or ``everything``), and the pages that they lead to; keep and read what comes.

    With ``everything``, sites whose wishes for robots could not be read are asked for them again at once.

    ``stop`` is asked between requests: what is under way is still taken in, the rest stays due. What comes is read in a
    process of its own where ``read`` names no other way. ``environment`` has the keys of lists that want one.
    """
    clean_anew(archive, settings.crisis)
    if read is None:
        with Reader(settings.crisis) as reader:
            return collect(archive, settings, gate, now=now, pause=pause, stop=stop, everything=everything,
                           read=reader.clean, progress=progress, environment=environment)  # fmt: skip
    warc = WarcFolder(settings.collect.warc, name=settings.crisis.id, software=f"dayline {__version__}")
    receiver = Receiver(archive, settings, warc=warc, read=read, seed=settings.crisis.id,
                        may_ask=lambda url: _may_ask(gate, url))  # fmt: skip
    receiver.take_up()
    forget(archive, settings, warc, now())
    known = {origin: held for origin, held in archive.robots().items() if held[0].is_open or not everything}
    robots = RobotsBook(gate, now=now, known=known)
    asker = _Asker(gate, robots, settings, now=now, environment=environment)
    lanes = _Lanes(gate, robots, pace=settings.collect.pace)
    lanes.put(due(archive, settings, now(), everything=everything))
    done = Collected()
    with ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="fetch") as pool:
        under_way: dict[Future[Answer | Failure], tuple[AddressState, float]] = {}
        while True:
            moment = time.monotonic()
            fresh = [begun + SLOW_AFTER - moment for _, begun in under_way.values() if begun + SLOW_AFTER > moment]
            room = min(AT_ONCE - len(fresh), MOST_AT_ONCE - len(under_way))
            if not stop():
                for state in lanes.ready(room):
                    under_way[pool.submit(asker.ask, state)] = (state, moment)
            if not under_way:
                if stop() or not lanes.are_waiting:
                    break
                pause(lanes.wait)
                continue
            patience = lanes.wait if room else min(fresh, default=LONGEST_WAIT)
            finished, _ = wait(under_way, timeout=patience, return_when=FIRST_COMPLETED)
            for future in finished:
                state, _ = under_way.pop(future)
                lanes.leave(state)
                received = receiver.take(state, future.result())
                for rules, at in robots.taken():
                    archive.put_robots(rules, at)
                lanes.put(received.linked)
                done.add(received)
                progress("collect", 1)
    return done


def forget(archive: Archive, settings: Settings, warc: WarcFolder, moment: datetime) -> None:
    """Let go what a run without end would heap up: rules of robots that hold no more, and files that are too old."""
    archive.forget_robots(moment - KEPT)
    if settings.collect.warc_days:
        warc.forget((moment - timedelta(days=settings.collect.warc_days)).astimezone(UTC).date())


def due(archive: Archive, settings: Settings, moment: datetime, *, everything: bool = False) -> list[AddressState]:
    """Return the addresses to be asked at a moment: sources first, then the pages that wait."""
    asked = {source.url: source.id for source in settings.crisis.sources if is_asked(source)}
    known = archive.addresses(asked)
    sources = []
    for url, source_id in asked.items():
        state = known.get(url) or AddressState(url=url, source_id=source_id, role="source", next_at=moment)
        if everything or state.next_at is None or state.next_at <= moment:
            sources.append(state)
    configured = {source.id for source in settings.crisis.sources}
    pages = [state for state in archive.due_addresses(moment, "page") if state.source_id in configured]
    return sources + pages


def next_due(archive: Archive, settings: Settings, moment: datetime) -> datetime:
    """Return when the next source is due: at once for one that was never asked."""
    asked = {source.url for source in settings.crisis.sources if is_asked(source)}
    known = archive.addresses(asked)
    if len(known) < len(asked):
        return moment
    times = [state.next_at for state in known.values() if state.next_at]
    return min(times, default=moment + timedelta(hours=1))


def _may_ask(gate: Gate, url: str) -> bool:
    try:
        gate.target(url)
    except Refused:
        return False
    return True


class _Asker:
    """Puts requests together: what a source is known to have, the date in its address, the key that it wants."""

    def __init__(
        self, gate: Gate, robots: RobotsBook, settings: Settings, *, now: Callable[[], datetime],
        environment: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._gate, self._robots, self._now, self._environment = gate, robots, now, environment
        self._sources: dict[SourceId, Source] = {source.id: source for source in settings.crisis.sources}

    def ask(self, state: AddressState) -> Answer | Failure:
        """Ask for an address."""
        headers = {}
        if state.sha256 and state.etag:
            headers["If-None-Match"] = state.etag
        if state.sha256 and state.last_modified:
            headers["If-Modified-Since"] = state.last_modified
        if state.role == "page":
            return self._gate.fetch(state.url, headers=headers, permit=self._robots.permit)
        url, secret = address_at(state.url, self._now()), {}
        if name := self._sources[state.source_id].key:
            key = self._environment.get(name, "").strip()
            if not (key and key.isascii() and key.isprintable()):
                reason = f"the environment variable {name} holds no key"
                return Failure(url=url, reason=reason, fetched_at=self._now())
            # as Media Cloud wants it
            secret["Authorization"] = f"Token {key}"
        return self._gate.fetch(url, headers=headers, secret=secret, permit=self._robots.permit)


class _Lanes:
    """Addresses that wait, a queue a host: one request at a time, and a pause after each."""

    def __init__(self, gate: Gate, robots: RobotsBook, *, pace: float) -> None:
        self._gate, self._robots, self._pace = gate, robots, pace
        self._queues: defaultdict[str, deque[AddressState]] = defaultdict(deque)
        self._free_at: dict[str, float] = {}
        self._busy: set[str] = set()

    def put(self, states: Iterable[AddressState]) -> None:
        for state in states:
            self._queues[self._host(state.url)].append(state)

    def ready(self, most: int) -> list[AddressState]:
        """Return addresses of hosts that are neither busy nor to be left alone, and mark those busy."""
        moment = time.monotonic()
        chosen: list[AddressState] = []
        for host in list(self._queues):
            if len(chosen) >= most:
                break
            if host in self._busy or self._free_at.get(host, 0.0) > moment:
                continue
            chosen.append(self._queues[host].popleft())
            self._busy.add(host)
            if not self._queues[host]:
                del self._queues[host]
        return chosen

    def leave(self, state: AddressState) -> None:
        """Note that a request has ended."""
        host = self._host(state.url)
        self._busy.discard(host)
        self._free_at[host] = time.monotonic() + max(self._pace, self._delay(state.url))

    @property
    def are_waiting(self) -> bool:
        return bool(self._queues)

    @property
    def wait(self) -> float:
        """Return the seconds until the next host may be asked, within bounds that keep the loop awake."""
        moment = time.monotonic()
        times = [self._free_at.get(host, 0.0) - moment for host in self._queues if host not in self._busy]
        return min(max(min(times, default=LONGEST_WAIT), 0.005), LONGEST_WAIT)

    def _host(self, url: str) -> str:
        try:
            return self._gate.target(url).host
        except Refused:
            return url

    def _delay(self, url: str) -> float:
        try:
            return self._robots.delay(self._gate.target(url))
        except Refused:
            return 0.0
