"""The gate to the network, against a server that answers with every fault there is."""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import trustme

from dayline.ingest.fetch import Answer, Failure, Gate, Limits
from dayline.ingest.guard import Policy, Refused, Target

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n"

Make = Callable[..., Gate]


@pytest.fixture
def make_gate(web: Any) -> Make:
    """Return the function that makes a gate through which only the loopback's first machine can be reached."""

    def make(**changes: Any) -> Gate:
        policy = Policy(ports=frozenset({web.port}), networks=(ip_network("127.0.0.1/32"),))
        options: dict[str, Any] = {
            "agent": "dayline/0 (+desk@varda.example)", "now": lambda: NOW, "policy": policy, "resolve": web.resolve,
            "limits": Limits(seconds=3.0, body=200_000),
        }  # fmt: skip
        return Gate(**{**options, **changes})

    return make


def failed(got: Answer | Failure) -> Failure:
    """Return a failure."""
    assert isinstance(got, Failure), got
    return got


def came(got: Answer | Failure) -> Answer:
    """Return an answer."""
    assert isinstance(got, Answer), got
    return got


@cache
def zeros(size: int) -> bytes:
    """Return so many zeros as gzip packs them."""
    return gzipped(bytes(size))


def gzipped(content: bytes) -> bytes:
    """Return content as gzip packs it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(content) + packer.flush()


def test_an_answer_comes_as_it_was_sent(web: Any, faults: ModuleType, make_gate: Make) -> None:
    url = web.on("varda.example", "/a?b=c", faults.whole("Water falls", headers=[("ETag", '"1"')]))
    got = came(make_gate().fetch(url))
    assert (got.status, got.content, got.sent, got.machine) == (200, b"Water falls", b"Water falls", "127.0.0.1")
    assert (got.url, got.final_url, got.moved_to, got.fetched_at) == (url, url, "", NOW)
    assert got.header("etag") == '"1"'


def test_it_says_who_is_asking_and_carries_nothing_else(web: Any, faults: ModuleType, make_gate: Make) -> None:
    came(make_gate().fetch(web.on("varda.example", "/", faults.whole("x", headers=[("Set-Cookie", "a=b")]))))
    came(make_gate().fetch(web.url("varda.example")))
    for request in web.requests:
        assert request.headers["user-agent"] == "dayline/0 (+desk@varda.example)"
        assert request.headers["host"] == f"varda.example:{web.port}"
        assert not {"cookie", "authorization", "referer", "proxy-authorization"} & request.headers.keys()


def test_no_proxy_is_taken_from_the_environment(
    web: Any, faults: ModuleType, make_gate: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert came(make_gate().fetch(web.on("varda.example", "/", faults.whole("x")))).content == b"x"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_packed_answers_are_unpacked(web: Any, faults: ModuleType, make_gate: Make, coding: str) -> None:
    body = b"Water falls in Varda. " * 500
    packer = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "deflate": 15, "raw deflate": -15}[coding])
    packed = packer.compress(body) + packer.flush()
    header = ("Content-Encoding", coding.split()[-1])
    got = came(make_gate().fetch(web.on("varda.example", "/", faults.whole(packed, headers=[header]))))
    assert (got.content, got.sent) == (body, packed)


def bodies(faults: ModuleType) -> dict[str, tuple[Any, str]]:
    """Return replies whose body is wrong, with what is said of each."""
    bomb, small_bomb = zeros(60_000_000), zeros(3_000_000)
    packed = ("Content-Encoding", "gzip")
    return {
        "endless": (faults.forever(b"x" * 5000), "longer than 200,000 bytes"),
        "endless in chunks": (
            faults.forever(b"1000\r\n" + b"x" * 4096 + b"\r\n", head=HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
            "longer than 200,000 bytes",
        ),
        "gzip bomb": (faults.whole(bomb, headers=[packed]), "unpacks to more than 200,000 bytes"),
        "gzip bomb under the limit": (faults.whole(small_bomb, headers=[packed]), "unpacks to more than"),
        "gzip cut short": (faults.whole(gzipped(bytes(9000))[:-9], headers=[packed]), "cut short"),
        "no gzip": (faults.whole("plain", headers=[packed]), "is not: "),
        "packed twice": (faults.whole("x", headers=[("Content-Encoding", "gzip, gzip")]), "not asked for"),
        "brotli unasked": (faults.whole("x", headers=[("Content-Encoding", "br")]), "not asked for"),
        "shorter than it says": (faults.raw(HEAD + b"Content-Length: 100\r\n\r\nshort"), "breaks off"),
        "no number for a length": (faults.raw(HEAD + b"Content-Length: many\r\n\r\nx"), "no HTTP"),
        "two lengths": (faults.raw(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "no HTTP"),
        "chunks break off": (faults.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), "breaks off"),
        "nothing at all": (faults.raw(), "breaks off"),
        "not HTTP": (faults.raw(b"220 mail.varda.example ESMTP\r\n"), "no HTTP"),
        "endless headers": (faults.forever(b"X-More: and more\r\n" * 99, head=b"HTTP/1.1 200 Fine\r\n"), "no HTTP"),
        "a header with a line break": (faults.raw(b"HTTP/1.1 200 Fine\r\nX: \x00\r\n\r\nx"), "no HTTP"),
    }


NAMES_OF_BODIES = (
    "endless", "endless in chunks", "gzip bomb", "gzip bomb under the limit", "gzip cut short", "no gzip",
    "packed twice", "brotli unasked", "shorter than it says", "no number for a length", "two lengths",
    "chunks break off", "nothing at all", "not HTTP", "endless headers", "a header with a line break",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES_OF_BODIES)
def test_a_faulty_body_is_a_failure_in_words(web: Any, faults: ModuleType, make_gate: Make, name: str) -> None:
    made = bodies(faults)
    assert tuple(made) == NAMES_OF_BODIES
    reply, words = made[name]
    assert words in failed(make_gate().fetch(web.on("varda.example", "/", reply))).reason


def test_a_longer_body_than_it_says_is_cut(web: Any, faults: ModuleType, make_gate: Make) -> None:
    url = web.on("varda.example", "/", faults.raw(HEAD + b"Content-Length: 5\r\n\r\nwater and more"))
    assert came(make_gate().fetch(url)).content == b"water"


def waits(faults: ModuleType) -> dict[str, Any]:
    """Return replies that take for ever."""
    return {
        "says nothing": faults.raw(30.0),
        "drips a body": faults.forever(b"x", every=0.02),
        "drips headers": faults.forever(b"X", every=0.02, head=b"HTTP/1.1 200 Fine\r\n"),
        "drips chunks": faults.forever(b"1\r\nx\r\n", every=0.02, head=HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
        "promises for ever": faults.forever(b"HTTP/1.1 103 Early Hints\r\n\r\n", every=0.02, head=b""),
        "half closed": lambda line, request: (line.send(HEAD), line.wait(30.0)),
        "redirects slowly": faults.raw(0.2, b"HTTP/1.1 302 On\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
    }


NAMES_OF_WAITS = (
    "says nothing", "drips a body", "drips headers", "drips chunks", "promises for ever", "half closed",
    "redirects slowly",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES_OF_WAITS)
def test_no_answer_takes_longer_than_it_may(web: Any, faults: ModuleType, make_gate: Make, name: str) -> None:
    made = waits(faults)
    assert tuple(made) == NAMES_OF_WAITS
    gate = make_gate(limits=Limits(seconds=0.4))
    begun = time.monotonic()
    assert failed(gate.fetch(web.on("varda.example", "/", made[name]))).reason == "no whole answer in 0.4 seconds"
    assert time.monotonic() - begun < 2.0


def test_a_name_service_that_hangs_is_left_alone(web: Any, make_gate: Make) -> None:
    def resolve(host: str, port: int) -> list[str]:
        time.sleep(0.5)
        return ["127.0.0.1"]

    gate = make_gate(limits=Limits(seconds=0.1), resolve=resolve)
    assert "no answer about varda.example in time" in failed(gate.fetch(web.url("varda.example"))).reason


def test_a_server_that_hangs_up_half_way_is_heard_out(web: Any, faults: ModuleType, make_gate: Make) -> None:
    def reply(line: Any, request: Any) -> None:
        line.send(HEAD + b"\r\nwater")
        line.stop_sending()
        line.wait(0.2)

    assert came(make_gate().fetch(web.on("varda.example", "/", reply))).content == b"water"


@pytest.mark.parametrize("status", [204, 400, 403, 404, 410, 429, 500, 503])
def test_errors_of_servers_are_failures_with_their_status(
    web: Any, faults: ModuleType, make_gate: Make, status: int
) -> None:
    got = failed(make_gate().fetch(web.on("varda.example", "/", faults.whole("no", status=status))))
    assert (got.status, got.reason, got.retry_at) == (status, f"the server answered {status} Said", None)


@pytest.mark.parametrize(
    ("wait", "until"),
    [("120", NOW + timedelta(minutes=2)), ("Sun, 04 May 2031 13:00:00 GMT", NOW + timedelta(hours=1)),
     ("999999999", NOW + timedelta(days=1)), ("Sun, 04 May 2025 13:00:00 GMT", NOW), ("soon", None), ("-5", None)],
)  # fmt: skip
def test_retry_after_is_heard(
    web: Any, faults: ModuleType, make_gate: Make, wait: str, until: datetime | None
) -> None:
    url = web.on("varda.example", "/", faults.whole(status=503, headers=[("Retry-After", wait)]))
    assert failed(make_gate().fetch(url)).retry_at == until


def test_redirects_are_followed_and_those_for_good_told(web: Any, faults: ModuleType, make_gate: Make) -> None:
    end = web.on("new.example", "/end", faults.whole("here"))
    second = web.on("new.example", "/second", faults.redirect("end", 302))
    first = web.on("old.example", "/first", faults.redirect(second, 308))
    got = came(make_gate().fetch(first))
    assert (got.final_url, got.moved_to, got.content) == (end, second, b"here")
    temporary = web.on("old.example", "/temporary", faults.redirect(first, 307))
    assert came(make_gate().fetch(temporary)).moved_to == ""


def test_redirects_end_after_five(web: Any, faults: ModuleType, make_gate: Make) -> None:
    for number in range(7):
        web.on("varda.example", f"/{number}", faults.redirect(f"/{number + 1}"))
    web.on("varda.example", "/7", faults.whole("end"))
    assert came(make_gate().fetch(web.url("varda.example", "/2"))).content == b"end"
    assert failed(make_gate().fetch(web.url("varda.example", "/1"))).reason == "redirected more than 5 times"
    loop = web.on("varda.example", "/loop", faults.redirect("/loop", 301))
    assert failed(make_gate().fetch(loop)).reason == "redirected more than 5 times"
    assert len(web.asked("varda.example", "/loop")) == 6


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.2:{port}/", "http://10.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/",
     "http://169.254.169.254/latest/meta-data/", "http://inside.example:{port}/", "http://mixed.example:{port}/",
     "file:///etc/passwd", "ftp://varda.example/", "gopher://varda.example/", "http://varda.example:22/",
     "http://a:b@varda.example:{port}/", "//user@varda.example:{port}/", "javascript:alert(1)",
     "http://0x7f.2/", "http://2130706434/", "", "http://varda.example:{port}\\@10.0.0.1/", "http://exa mple/"],
)  # fmt: skip
def test_a_redirect_never_leads_inward(web: Any, faults: ModuleType, make_gate: Make, location: str) -> None:
    web.names["inside.example"] = [["10.1.2.3"]]
    web.names["mixed.example"] = [["127.0.0.1", "192.168.1.1"]]
    web.names["localhost"] = [["::1"]]
    for name, address in (("0x7f.2", "127.0.0.2"), ("2130706434", "127.0.0.2"), ("127.0.0.2", "127.0.0.2"),
                          ("10.0.0.1", "10.0.0.1"), ("169.254.169.254", "169.254.169.254"), ("::1", "::1"),
                          ("::ffff:127.0.0.1", "::ffff:127.0.0.1"), ("::ffff:7f00:1", "::ffff:127.0.0.1")):  # fmt: skip
        web.names[name] = [[address]]
    web.on("*", "/", faults.whole("inside"))
    url = web.on("varda.example", "/out", faults.redirect(location.format(port=web.port)))
    failed(make_gate().fetch(url))
    assert [request.path for request in web.requests] == ["/out"]


def test_the_machine_connected_to_is_the_one_that_was_checked(web: Any, faults: ModuleType, make_gate: Make) -> None:
    web.names["rebinding.example"] = [["127.0.0.1"], ["10.0.0.1"]]
    url = web.on("rebinding.example", "/", faults.whole("outside"))
    assert came(make_gate().fetch(url)).machine == "127.0.0.1"
    assert "10.0.0.1, which is not on the public network" in failed(make_gate().fetch(url)).reason
    web.names["rebinding.example"] = [["10.0.0.1"], ["127.0.0.1"]]
    failed(make_gate().fetch(url))
    assert len(web.requests) == 1


def test_the_next_machine_of_a_name_is_tried(web: Any, faults: ModuleType, make_gate: Make) -> None:
    web.names["two.example"] = [["127.0.0.9", "127.0.0.1"]]
    policy = Policy(ports=frozenset({web.port}), networks=(ip_network("127.0.0.0/8"),))
    gate = make_gate(policy=policy)
    assert came(gate.fetch(web.on("two.example", "/", faults.whole("x")))).machine == "127.0.0.1"
    web.names["two.example"] = [["127.0.0.9"]]
    assert failed(gate.fetch(web.url("two.example"))).reason == "the server refuses connections"


def test_every_hop_must_be_permitted(web: Any, faults: ModuleType, make_gate: Make) -> None:
    def permit(target: Target) -> None:
        if target.path == "/closed":
            raise Refused("closed to robots")

    web.on("varda.example", "/closed", faults.whole("x"))
    url = web.on("varda.example", "/open", faults.redirect("/closed"))
    assert failed(make_gate().fetch(url, permit=permit)).reason == "closed to robots"
    assert not web.asked("varda.example", "/closed")


@pytest.fixture
def authority() -> trustme.CA:
    """Return an authority that nobody knows."""
    return trustme.CA()


@pytest.fixture
def secure(faults: ModuleType, authority: trustme.CA) -> Iterator[Any]:
    """Start a server that speaks TLS under the name varda.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("varda.example").configure_cert(context)
    server = faults.FaultServer(trust=context)
    yield server
    server.close()


def secure_gate(server: Any, trust: ssl.SSLContext | None, *, seconds: float = 3.0) -> Gate:
    """Return a gate to the server that speaks TLS."""
    policy = Policy(ports=frozenset({server.port}), networks=(ip_network("127.0.0.1/32"),))
    limits = Limits(seconds=seconds)
    return Gate(agent="dayline", now=lambda: NOW, policy=policy, resolve=server.resolve, trust=trust, limits=limits)


def test_a_certificate_must_be_of_a_known_authority_and_of_the_name(
    secure: Any, faults: ModuleType, authority: trustme.CA, tmp_path: Path
) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    url = secure.on("varda.example", "/", faults.whole("safe"))
    assert came(secure_gate(secure, trust).fetch(url)).content == b"safe"
    assert "the certificate is not trusted" in failed(secure_gate(secure, None).fetch(url)).reason
    other = secure.on("orlin.example", "/", faults.whole("unsafe"))
    assert "the certificate is not trusted" in failed(secure_gate(secure, trust).fetch(other)).reason
    assert [request.host for request in secure.requests] == ["varda.example"]


def certified(authority: trustme.CA, name: str, **options: Any) -> ssl.SSLContext:
    """Return what a server shows that has a certificate of this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **options).configure_cert(context)
    return context


@pytest.mark.parametrize("fault", ["expired", "signed by itself", "too old a version", "hangs up", "says nothing"])
def test_what_is_wrong_with_tls_is_told_and_nothing_is_sent(
    faults: ModuleType, authority: trustme.CA, web: Any, fault: str
) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    shown = certified(authority, "varda.example")
    words: tuple[str, ...] = ("the certificate is not trusted",)
    if fault == "expired":
        shown = certified(authority, "varda.example", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    elif fault == "signed by itself":
        shown = certified(trustme.CA(), "varda.example")
    elif fault == "too old a version":
        trust.minimum_version, shown.maximum_version = ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_2
        words = ("no secure connection could be made",)
    server = faults.FaultServer(trust=shown)
    try:
        if fault in ("hangs up", "says nothing"):
            with socket.create_server(("127.0.0.1", 0)) as listener:
                server.port = listener.getsockname()[1]
                words = ("no whole answer in 0.5 seconds",)
                if fault == "hangs up":
                    # either end may be the first to notice
                    words = ("the connection failed", "no secure connection could be made")
                    threading.Thread(target=lambda: listener.accept()[0].close(), daemon=True).start()
                gate = secure_gate(server, trust, seconds=0.5)
                got = failed(gate.fetch(server.url("varda.example")))
        else:
            got = failed(secure_gate(server, trust).fetch(server.on("varda.example", "/", faults.whole("safe"))))
        assert got.reason.startswith(words)
        assert not server.requests
    finally:
        server.close()


def test_nothing_leads_from_https_down_to_http(
    secure: Any, web: Any, faults: ModuleType, authority: trustme.CA
) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    url = secure.on("varda.example", "/", faults.redirect("http://varda.example/"))
    assert failed(secure_gate(secure, trust).fetch(url)).reason == "redirected from https down to http"


def test_a_server_without_tls_is_no_secure_server(web: Any, faults: ModuleType, make_gate: Make) -> None:
    web.on("varda.example", "/", faults.whole("x"))
    gate = make_gate(limits=Limits(seconds=0.3))
    got = failed(gate.fetch(web.url("varda.example").replace("http:", "https:")))
    assert got.reason in ("no secure connection could be made", "no whole answer in 0.3 seconds")


def test_what_is_posted_goes_out_whole_and_is_answered(make_gate: Make, web: Any, faults: ModuleType) -> None:
    url = web.on("desk.example", "/ask", faults.whole(b'{"a": 1}', kind="application/json"))
    got = came(make_gate().fetch(url, body=b'{"q": "\xc3\xbc"}', headers={"Content-Type": "application/json"}))
    (request,) = web.requests
    assert (request.body, request.headers["content-type"]) == (b'{"q": "\xc3\xbc"}', "application/json")
    assert got.content == b'{"a": 1}'


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_is_posted_follows_no_redirect(make_gate: Make, web: Any, faults: ModuleType, status: int) -> None:
    url = web.on("desk.example", "/ask", faults.redirect("/elsewhere", status))
    web.on("desk.example", "/elsewhere", faults.whole("taken"))
    got = failed(make_gate().fetch(url, body=b"secret", headers={"Authorization": "Bearer k"}))
    assert got.reason == "redirected, and what is posted goes to nobody else"
    assert [request.path for request in web.requests] == ["/ask"]


def test_a_secret_is_told_to_the_site_asked_alone(make_gate: Make, web: Any, faults: ModuleType) -> None:
    web.on("desk.example", "/new", faults.whole("here"))
    web.on("other.example", "/new", faults.whole("here"))
    secret = {"Authorization": "Token k"}
    came(make_gate().fetch(web.on("desk.example", "/old", faults.redirect("/new")), secret=secret))
    away = web.on("desk.example", "/away", faults.redirect(web.url("other.example", "/new")))
    came(make_gate().fetch(away, secret=secret))
    told = [(request.host, request.path, request.headers.get("authorization")) for request in web.requests]
    assert told == [("desk.example", "/old", "Token k"), ("desk.example", "/new", "Token k"),
                    ("desk.example", "/away", "Token k"), ("other.example", "/new", None)]  # fmt: skip


def test_files_that_were_packed_one_by_one_are_unpacked(web: Any, faults: ModuleType, make_gate: Make) -> None:
    packed = gzipped(b"Water ") + gzipped(b"falls") + b"\0" * 9
    url = web.on("varda.example", "/", faults.whole(packed, headers=[("Content-Encoding", "gzip")]))
    assert came(make_gate().fetch(url)).content == b"Water falls"
    bombs = gzipped(b"Water ") + zeros(60_000_000)
    url = web.on("varda.example", "/", faults.whole(bombs, headers=[("Content-Encoding", "gzip")]))
    assert "unpacks to more than" in failed(make_gate().fetch(url)).reason


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_gate_that_cuts_takes_the_beginning_of_a_body(
    web: Any, faults: ModuleType, make_gate: Make, is_packed: bool
) -> None:
    body = "".join(f"Disallow: /{number}\n" for number in range(90_000)).encode()
    sent = gzipped(body) if is_packed else body
    headers = [("Content-Encoding", "gzip")] if is_packed else []
    url = web.on("varda.example", "/robots.txt", faults.whole(sent, headers=headers))
    assert "longer than" in failed(make_gate().fetch(url)).reason or is_packed
    gate = make_gate().cut_at(5_000)
    assert came(gate.fetch(url)).content == body[:5_000]
    endless = web.on("varda.example", "/endless", faults.forever(b"x" * 999))
    assert came(gate.fetch(endless)).content == b"x" * 5_000
    short = web.on("varda.example", "/short", faults.whole(b"Disallow:"))
    assert came(gate.fetch(short)).content == b"Disallow:"
    bomb = web.on("varda.example", "/bomb", faults.whole(zeros(60_000_000), headers=[("Content-Encoding", "gzip")]))
    gate.fetch(bomb)
    assert make_gate().limits.body == 200_000
