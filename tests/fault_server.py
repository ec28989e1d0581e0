"""A web of made-up sites on this machine's loopback that answers as it is told to, with any fault there is.

Every name that ends in ".example" leads to it, unless ``names`` says otherwise.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came."""

    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Line:
    """The server's end of a connection."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self._connection, self._closing = connection, closing

    def send(self, content: bytes) -> None:
        """Send bytes as they are."""
        self._connection.sendall(content)

    def wait(self, seconds: float) -> None:
        """Do nothing for a while, or until the server closes."""
        if self._closing.wait(seconds):
            raise ConnectionError

    def stop_sending(self) -> None:
        """Close this half of the connection, and leave the other open."""
        self._connection.shutdown(socket.SHUT_WR)


Reply = Callable[[Line, Request], None]


def whole(
    body: bytes | str = b"", *, status: int = 200, headers: Iterable[tuple[str, str]] = (), kind: str = "text/html"
) -> Reply:
    """Return a reply with everything as it should be."""
    content = body.encode() if isinstance(body, str) else body

    def reply(line: Line, request: Request) -> None:
        lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in headers]
        line.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content)

    return reply


def redirect(location: str, status: int = 302) -> Reply:
    """Return a reply that leads elsewhere."""
    return whole(status=status, headers=[("Location", location)])


def raw(*pieces: bytes | float) -> Reply:
    """Return a reply of bytes as they are, and of waits in seconds between them."""

    def reply(line: Line, request: Request) -> None:
        for piece in pieces:
            if isinstance(piece, float):
                line.wait(piece)
            else:
                line.send(piece)

    return reply


def forever(piece: bytes, every: float = 0.0, head: bytes = b"HTTP/1.1 200 Fine\r\n\r\n") -> Reply:
    """Return a reply that never ends."""

    def reply(line: Line, request: Request) -> None:
        line.send(head)
        while True:
            line.send(piece)
            line.wait(every)

    return reply


def tagged(body: str, tag: str, *, kind: str = "application/rss+xml", modified: datetime | None = None) -> Reply:
    """Return a reply that answers 304 to those who have the content already."""
    headers = [("ETag", tag)] + ([("Last-Modified", format_datetime(modified, usegmt=True))] if modified else [])

    def reply(line: Line, request: Request) -> None:
        if request.headers.get("if-none-match") == tag:
            whole(status=304, headers=headers)(line, request)
        else:
            whole(body, headers=headers, kind=kind)(line, request)

    return reply


@dataclass
class FaultServer:
    """The server: ``replies`` by host and path ("*" for any host), ``requests`` in the order they came."""

    trust: ssl.SSLContext | None = None
    replies: dict[tuple[str, str], Reply] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._listener = socket.create_server((LOOPBACK, 0), backlog=200)
        self.port: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def url(self, host: str, path: str = "/") -> str:
        """Return an address on this server."""
        return f"{'https' if self.trust else 'http'}://{host}:{self.port}{path}"

    def on(self, host: str, path: str, reply: Reply) -> str:
        """Say what a path of a host answers from now on; return its address."""
        self.replies[host, path] = reply
        return self.url(host, path)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of a name; one with several answers gives the next each time, the last for ever."""
        known = self.names.get(host)
        if known:
            return known.pop(0) if len(known) > 1 else known[0]
        if host.endswith(".example"):
            return [LOOPBACK]
        raise OSError("no such name")

    def asked(self, host: str, path: str) -> list[Request]:
        """Return the requests for a path of a host."""
        return [request for request in self.requests if (request.host, request.path) == (host, path)]

    def close(self) -> None:
        """End every reply, and close."""
        self._closing.set()
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError), connection:
            connection.settimeout(10)
            if self.trust:
                connection = self.trust.wrap_socket(connection, server_side=True)
            request = _request_of(connection)
            if request is None:
                return
            reply = self.replies.get((request.host, request.path)) or self.replies.get(("*", request.path))
            with self._lock:
                self.requests.append(request)
            (reply or whole("nothing here", status=404))(Line(connection, self._closing), request)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


def _request_of(connection: socket.socket) -> Request | None:
    received = b""
    deadline = time.monotonic() + 10
    while b"\r\n\r\n" not in received and time.monotonic() < deadline:
        piece = connection.recv(65536)
        if not piece:
            return None
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)) and (piece := connection.recv(65536)):
        body += piece
    return Request(headers.get("host", "").rpartition(":")[0], first.split(" ")[1], headers, body)
