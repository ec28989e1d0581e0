"""The one gate to the network: a request under limits, to no machine that the guard has not looked at.

The name is resolved once a hop, every record is checked, and the connection goes to a checked address: a name that
changes in between changes nothing. No proxy, cookie or credential is used, whatever the environment says.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import httpcore

from dayline.ingest.deadlines import Deadline
from dayline.ingest.faults import in_words
from dayline.ingest.guard import Policy, Refused, Target, checked, next_target, target_of
from dayline.ingest.manners import retry_at
from dayline.ingest.unpacking import ACCEPTED, Unpacking

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
# answers that carry what was asked for; 203 is that by way of a proxy that changed something
FULL = frozenset({200, 203})
# addresses of one name that are tried, one after the other
MOST_ADDRESSES = 4

Resolve = Callable[[str, int], Sequence[str]]
Permit = Callable[[Target], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take: seconds in all, bytes as sent and unpacked, redirects; a longer body may be cut."""

    seconds: float = 20.0
    body: int = 15 * 1024 * 1024
    hops: int = 5
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came: ``sent`` are the bytes as they came, ``content`` the same unpacked.

    ``moved_to`` is where the address asked for has gone for good ("" where it has not); ``machine`` the address of
    the machine that answered. ``status`` is 200, 203, or 304 for "not changed".
    """

    url: str
    final_url: str
    moved_to: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    sent: bytes
    content: bytes
    machine: str
    fetched_at: datetime

    def header(self, name: str) -> str:
        """Return the values of a header, joined by commas; "" where there is none."""
        return ", ".join(value for key, value in self.headers if key.casefold() == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why nothing came, in words; ``status`` is the server's, 0 where it gave none.

    ``retry_at`` is when it asks to be asked again, ``sent`` how many bytes had come.
    """

    url: str
    reason: str
    fetched_at: datetime
    status: int = 0
    retry_at: datetime | None = None
    sent: int = 0


def system_resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system's name service has for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@cache
def system_trust() -> ssl.SSLContext:
    """Return the authorities that are trusted where nothing else is said; reading them takes a while."""
    return httpcore.default_ssl_context()


class Gate:
    """The gate: give it an address, and get an Answer or a Failure, never an exception, within the limits."""

    def __init__(
        self,
        *,
        agent: str,
        now: Callable[[], datetime],
        policy: Policy | None = None,
        limits: Limits | None = None,
        resolve: Resolve = system_resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """Make a gate; ``agent`` is how it introduces itself, ``trust`` whose certificates it takes."""
        self.agent = agent
        self.limits = limits or Limits()
        self._policy = policy or Policy()
        self._now = now
        self._resolve = resolve
        self._trust = trust

    def cut_at(self, body: int) -> "Gate":
        """Return a gate that takes no more of a body than this many bytes, and leaves the rest."""
        gate = copy(self)
        gate.limits = replace(self.limits, body=body, is_cut=True)
        return gate

    def target(self, url: str) -> Target:
        """Look at an address; raise Refused where it may not be asked."""
        return target_of(url, self._policy)

    def fetch(
        self, url: str, *, headers: Mapping[str, str] | None = None, secret: Mapping[str, str] | None = None,
        permit: Permit | None = None, body: bytes | None = None,
    ) -> Answer | Failure:  # fmt: skip
        """Ask for an address, redirects followed; with a ``body`` it is posted, and nobody else is given it.

        ``secret`` are headers for the site asked alone, not for one that it leads to. ``permit`` is told of every hop
        before it is asked, and may raise Refused.
        """
        begun, deadline = self._now(), Deadline(self.limits.seconds)
        try:
            return self._follow(url, (headers or {}, secret or {}), permit, body, begun, deadline)
        except Refused as refusal:
            return Failure(url=url, reason=str(refusal), fetched_at=begun)
        except httpcore.TimeoutException:
            reason = _out_of_time(self.limits)
        except (httpcore.NetworkError, OSError) as error:
            reason = in_words(error)
        except httpcore.ProtocolError as error:
            reason = f"the answer breaks off or is no HTTP: {error}"[:300]
        except (httpcore.UnsupportedProtocol, ValueError) as error:
            reason = f"the request cannot be made: {error}"[:300]
        if deadline.is_over:
            reason = _out_of_time(self.limits)
        return Failure(url=url, reason=reason, fetched_at=begun)

    def _follow(
        self, url: str, said: tuple[Mapping[str, str], Mapping[str, str]], permit: Permit | None, body: bytes | None,
        begun: datetime, deadline: Deadline,
    ) -> Answer | Failure:  # fmt: skip
        here = first = self.target(url)
        headers, secret = said
        moved_to, is_moved = "", True
        for _ in range(self.limits.hops + 1):
            if permit:
                permit(here)
            told = {**headers, **(secret if here.origin == first.origin else {})}
            got = self._exchange(here, told, body, deadline)
            if got.status not in REDIRECTS:
                return self._judged(url, here, moved_to, got, begun)
            if body is not None:
                raise Refused("redirected, and what is posted goes to nobody else")
            is_moved = is_moved and got.status in PERMANENT
            here = next_target(here, _header(got.headers, "location"), self._policy)
            moved_to = here.url if is_moved else moved_to
        raise Refused(f"redirected more than {self.limits.hops} times")

    def _judged(self, url: str, here: Target, moved_to: str, got: "_Exchange", begun: datetime) -> Answer | Failure:
        if got.status != 304 and got.status not in FULL:
            wait = _header(got.headers, "retry-after")
            return Failure(url=url, reason=f"the server answered {got.status} {got.reason}".strip(), status=got.status,
                           fetched_at=begun, retry_at=retry_at(wait, begun), sent=len(got.sent))  # fmt: skip
        return Answer(url=url, final_url=here.url, moved_to=moved_to, status=got.status, reason=got.reason,
                      headers=got.headers, sent=got.sent, content=got.content, machine=got.machine,
                      fetched_at=begun)  # fmt: skip

    def _exchange(self, target: Target, headers: Mapping[str, str], body: bytes | None,
                  deadline: Deadline) -> "_Exchange":  # fmt: skip
        """Ask one machine one thing; the body of a redirect or an error is not read."""
        wire = _GuardedBackend(self._policy, self._resolve, deadline)
        origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
        trust = (self._trust or system_trust()) if target.scheme == "https" else None
        with httpcore.HTTPConnection(origin, ssl_context=trust, network_backend=wire) as connection:
            asked = {
                "Host": target.origin.partition("://")[2],
                "User-Agent": self.agent,
                "Accept-Encoding": ACCEPTED,
                "Accept": "*/*",
                "Connection": "close",
                **({} if body is None else {"Content-Length": str(len(body))}),
                **headers,
            }
            lines = [(name.encode(), value.encode("latin-1", "replace")) for name, value in asked.items()]
            method = "GET" if body is None else "POST"
            with connection.stream(method, httpcore.URL(target.url), headers=lines, content=body) as response:
                given = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers)
                reason = response.extensions.get("reason_phrase", b"").decode("latin-1")[:100]
                sent, content = b"", b""
                if response.status in FULL:
                    sent, content = self._body(response, given, deadline)
                return _Exchange(response.status, reason, given, sent, content, wire.machine)

    def _body(
        self, response: httpcore.Response, headers: Sequence[tuple[str, str]], deadline: Deadline
    ) -> tuple[bytes, bytes]:
        limit, enough = self.limits.body, self.limits.body if self.limits.is_cut else 0
        unpacking = Unpacking(_header(headers, "content-encoding"), limit=limit, enough=enough)
        sent = bytearray()
        stream: Iterable[bytes] = response.iter_stream()
        for piece in stream:
            sent += piece
            unpacking.take(piece)
            if unpacking.has_enough:
                break
            if len(sent) > limit:
                raise Refused(f"longer than {limit:,} bytes")
            if deadline.is_over:
                raise Refused(_out_of_time(self.limits))
        return bytes(sent), unpacking.whole()


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One request and what came of it."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    sent: bytes
    content: bytes
    machine: str


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only; all that happens on the connection ends at the deadline."""

    def __init__(self, policy: Policy, resolve: Resolve, deadline: Deadline) -> None:
        self.machine = ""
        self._policy, self._resolve, self._deadline = policy, resolve, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve a name, check all of its records, and connect to the first that answers."""
        addresses = checked(host, self._resolved(host, port), self._policy)[:MOST_ADDRESSES]
        for place, address in enumerate(addresses, 1):
            try:
                patience = self._deadline.left / (len(addresses) - place + 1)
                stream = self._sockets.connect_tcp(address, port, timeout=patience, socket_options=socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses):
                    raise
                continue
            self.machine = address
            return _TimedStream(stream, self._deadline)
        raise Refused(f"{host} has no address")

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """Ask the name service in a thread of its own: it knows no deadline."""
        found: list[Sequence[str] | OSError] = []

        def ask() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.append(error if isinstance(error, OSError) else OSError(str(error)))

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self._deadline.left)
        if not found:
            raise Refused(f"the name service gave no answer about {host} in time")
        if isinstance(found[0], OSError):
            raise Refused(f"{host} is not known to the name service")
        return found[0]


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no wait reaches past the deadline, however often a byte drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Wait for bytes."""
        if self._deadline.is_over:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, self._deadline.left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, self._deadline.left)

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Speak TLS from here on, the certificate checked against the name."""
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what is known about the connection."""
        return self._stream.get_extra_info(info)


def _header(headers: Sequence[tuple[str, str]], name: str) -> str:
    return ", ".join(value for key, value in headers if key.casefold() == name)


def _out_of_time(limits: Limits) -> str:
    return f"no whole answer in {limits.seconds:g} seconds"
