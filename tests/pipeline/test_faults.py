"""Every fault of a server, side by side: nothing hangs, nothing is lost, nothing leaves the allowed addresses."""

import gzip
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from desk import GOOD, LONG, Desk, article, rss, source

from dayline.pipeline import collecting
from dayline.pipeline.health import health

HEAD = b"HTTP/1.1 200 Fine\r\nContent-Type: application/rss+xml\r\n"
PACKED = ("Content-Encoding", "gzip")
UKRAINIAN = rss(("https://tarn.example/a", "Дамбу прорвало у Тарні", "Вода стоїть на нижніх вулицях. " * 40))
ENTITIES = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{ENTITIES}]><rss version="2.0"><channel><item>' \
       "<title>Varda &l9;</title></item></channel></rss>"  # fmt: skip
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{inside}">]>' \
          '<rss version="2.0"><channel><item><title>Varda &x; &y;</title></item></channel></rss>'  # fmt: skip


# faults that lie in the name of a server, not in what it answers
OF_NAMES = ("rebinding", "bad record beside a good one", "no TLS", "no address")


def nested(levels: int) -> bytes:
    """Return a feed packed again and again."""
    content = GOOD.encode() + bytes(2_000_000)
    for _ in range(levels):
        content = gzip.compress(content, mtime=0)
    return content


def replies(desk: Desk) -> dict[str, tuple[Any, str]]:
    """Return what each faulty server answers, and the words in which that is told."""
    faults, inside = desk.faults, desk.web.url("inside.example", "/feed")
    return {
        "slow drip": (faults.forever(b"x", every=0.02), "no whole answer in 2 seconds"),
        "slow headers": (faults.forever(b"X", every=0.02, head=b"HTTP/1.1 200 Fine\r\n"), "no whole answer in 2 sec"),
        "says nothing": (faults.raw(30.0), "no whole answer in 2 seconds"),
        "endless body": (faults.forever(b"x" * 9999), "longer than 500,000 bytes"),
        "shorter than it says": (faults.raw(HEAD + b"Content-Length: 9999\r\n\r\n" + GOOD.encode()), "breaks off"),
        "longer than it says": (faults.raw(HEAD + b"Content-Length: 90\r\n\r\n" + GOOD.encode()), "feed is broken"),
        "two lengths": (faults.raw(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "is no HTTP"),
        "redirect loop": (faults.redirect("/feed"), "redirected more than 5 times"),
        "redirect inward": (faults.redirect("http://169.254.169.254/latest"), "not on the public network"),
        "redirect by name": (faults.redirect(inside), "is 10.1.2.3, which is not on the public network"),
        "redirect to a file": (faults.redirect("file:///etc/passwd"), "redirected: "),
        "rebinding": (faults.whole(GOOD), "is 10.0.0.1, which is not on the public network"),
        "bad record beside a good one": (faults.whole(GOOD), "is 192.168.1.1, which is not on the public network"),
        "gzip bomb": (faults.whole(gzip.compress(bytes(90_000_000)), headers=[PACKED]), "unpacks to more than"),
        "gzip in gzip": (faults.whole(nested(3), headers=[PACKED]), "something else, not a feed"),
        "gzip said twice": (faults.whole(nested(2), headers=[("Content-Encoding", "gzip, gzip")]), "was not asked for"),
        "gzip cut short": (faults.whole(gzip.compress(GOOD.encode())[:-12], headers=[PACKED]), "cut short"),
        "entity bomb": (faults.whole(BOMB), ""),
        "entity from outside": (faults.whole(OUTSIDE.format(inside=inside)), ""),
        "429": (faults.whole("no", status=429), "answered 429"),
        "429 with Retry-After": (faults.whole("no", status=429, headers=[("Retry-After", "7200")]), "answered 429"),
        "503": (faults.whole("no", status=503), "answered 503"),
        "503 with Retry-After": (faults.whole("no", status=503, headers=[("Retry-After", "7200")]), "answered 503"),
        "304 to a first request": (faults.whole(status=304), "304 to a first request"),
        "half closed": (lambda line, request: (line.send(HEAD), line.wait(30.0)), "no whole answer in 2 seconds"),
        "hangs up half way": (faults.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss"), "breaks off"),
        "HTML for a feed": (faults.whole(article("We will be back", LONG)), "gave a web page, not a feed"),
        "soft 404": (faults.whole(article("Page not found", "The page you are looking for no longer exists.")),
                     "gave a web page, not a feed"),
        "no TLS": (faults.whole(GOOD), "robots.txt cannot be read, so nothing may be asked for now: no "),
        "no address": (faults.whole(GOOD), "has no address"),
    }  # fmt: skip


def test_one_round_over_every_fault(desk: Desk) -> None:
    made = replies(desk)
    web = desk.web
    for number, (name, (reply, _)) in enumerate(made.items()):
        host = f"f{number}.example"
        desk.add(f"f{number}", host, "/feed", reply)
        if name == "rebinding":
            web.names[host] = [["127.0.0.1"], ["10.0.0.1"]]
        if name == "bad record beside a good one":
            web.names[host] = [["127.0.0.1", "192.168.1.1"]]
        if name == "no address":
            web.names[host] = [[]]
        if name == "no TLS":
            desk.sources[-1] = desk.sources[-1].replace("http://", "https://")
    web.names |= {"inside.example": [["10.1.2.3"]], "169.254.169.254": [["169.254.169.254"]]}
    web.on("inside.example", "/feed", desk.faults.whole("s3cret"))
    desk.add("good", "good.example", "/feed", desk.faults.whole(GOOD))
    begun = time.monotonic()
    done = desk.collect()
    assert time.monotonic() - begun < 30
    told = dict(done.faults)
    for number, (name, (_, words)) in enumerate(made.items()):
        assert words in told.get(f"f{number}", "") or not words, f"{name}: {told.get(f'f{number}')}"
    assert [document.headline for document in desk.documents if document.source_id == "good"] == ["Varda falls"]
    assert all(len(document.headline) < 1000 and "root:" not in document.headline for document in desk.documents)
    assert not web.asked("inside.example", "/feed")
    waits = {one.source.id: one.state.next_at - desk.now for one in health(desk.archive, desk.settings, desk.now)
             if one.state and one.state.next_at}  # fmt: skip
    assert all(wait > timedelta(minutes=3) for wait in waits.values())
    asked_for = [f"f{number}" for number, name in enumerate(made) if name.endswith("Retry-After")]
    assert all(waits[name] >= timedelta(hours=2) for name in asked_for)


@pytest.mark.parametrize(
    ("header", "declared", "really"),
    [("", "", "cp1251"), ("utf-8", "utf-8", "cp1251"), ("windows-1251", "", "utf-8"),
     ("iso-8859-1", "koi8-r", "cp1251"), ("windows-1251", "utf-8", "cp1251"), ("no such set", "nor this", "utf-8")],
)  # fmt: skip
def test_lies_about_the_set_of_characters_cost_no_letter(desk: Desk, header: str, declared: str, really: str) -> None:
    feed = UKRAINIAN.replace("?>", f' encoding="{declared}"?>' if declared else "?>", 1)
    kind = "application/rss+xml" + (f"; charset={header}" if header else "")
    desk.add("tarn", "tarn.example", "/feed", desk.faults.whole(feed.encode(really), kind=kind))
    desk.collect()
    (document,) = desk.documents
    assert document.headline == "Дамбу прорвало у Тарні"
    assert document.text.startswith("Вода стоїть на нижніх вулицях.")


def test_a_short_answer_is_read_as_its_header_says_also_by_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*arguments: object, **more: object) -> None:
        raise KeyboardInterrupt

    feed = rss(("https://tarn.example/a", "Яр", "")).encode("koi8-u")
    reply = desk.faults.whole(feed, kind="text/xml; charset=KOI8-U")
    desk.add("tarn", "tarn.example", "/feed", reply)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.archive), "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.collect()
    desk.collect()
    assert [document.headline for document in desk.documents] == ["Яр"]


def test_304_after_a_failure_is_a_success(desk: Desk) -> None:
    url = desk.add("courier", "courier.example", "/feed", desk.faults.tagged(GOOD, '"1"'))
    desk.collect()
    for reply, failures in ((desk.faults.whole(status=500), 1), (desk.faults.raw(), 2), (None, 0)):
        desk.later(days=2)
        desk.web.on("courier.example", "/feed", reply or desk.faults.tagged("never sent again", '"1"'))
        desk.collect()
        state = desk.archive.addresses([url])[url]
        assert (state.failures, bool(state.error)) == (failures, failures > 0)
    assert [document.headline for document in desk.documents] == ["Varda falls"]
    assert state.succeeded_at == desk.now


def test_faults_of_pages_behind_teasers_leave_the_teasers(desk: Desk) -> None:
    made = {name: reply for name, (reply, _) in replies(desk).items() if name not in OF_NAMES}
    entries = []
    for number, reply in enumerate(made.values()):
        url = desk.web.on(f"p{number}.example", "/a", reply)
        entries.append((url, f"Varda rises {number}", f"The river rose in quarter {number}."))
    desk.sources.append(source("courier", desk.web.on("courier.example", "/feed", desk.faults.whole(rss(*entries)))))
    done = desk.collect()
    teasers = {document.headline: document.text for document in desk.documents}
    assert set(teasers) >= {f"Varda rises {number}" for number in range(len(made))} - {
        f"Varda rises {number}" for number, name in enumerate(made) if name == "HTML for a feed"}  # fmt: skip
    assert done.pages == len(made)
    assert not any("longer exists" in text or "root:" in text for text in teasers.values())


ROBOTS_REPLIES = ("huge", "packed huge", "a page", "redirected", "redirected inward", "forbidden", "500", "hangs up")


@pytest.mark.parametrize("name", ROBOTS_REPLIES)
def test_what_robots_txt_answers_decides_whether_a_site_is_asked(desk: Desk, name: str) -> None:
    faults, rules = desk.faults, b"User-agent: *\nDisallow: /drafts\n"
    huge = rules + "".join(f"# {number * 7919 % 99991}\n" for number in range(250_000)).encode()
    away = desk.web.on("www.tarn.example", "/robots.txt", faults.whole(rules))
    made = {
        "huge": (faults.whole(huge), True),
        "packed huge": (faults.whole(gzip.compress(huge), headers=[PACKED]), True),
        "a page": (faults.whole(article("Not here", LONG)), True),
        "redirected": (faults.redirect(away), True),
        "redirected inward": (faults.redirect("http://10.1.2.3/robots.txt"), False),
        "forbidden": (faults.whole("no", status=403), True),
        "500": (faults.whole("no", status=500), False),
        "hangs up": (faults.raw(), False),
    }
    assert tuple(made) == ROBOTS_REPLIES
    reply, is_asked = made[name]
    desk.web.names["10.1.2.3"] = [["10.1.2.3"]]
    desk.web.on("tarn.example", "/robots.txt", reply)
    desk.add("tarn", "tarn.example", "/feed", faults.whole(GOOD))
    desk.add("drafts", "tarn.example", "/drafts/feed", faults.whole(GOOD))
    told = dict(desk.collect().faults)
    assert bool(desk.web.asked("tarn.example", "/feed")) == is_asked
    assert ("cannot be read, so nothing may be asked for now" in told.get("tarn", "")) == (not is_asked)
    if name in ("huge", "packed huge", "redirected"):
        assert told["drafts"].endswith("/robots.txt forbids it")


def test_servers_that_are_slow_keep_no_other_waiting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "AT_ONCE", 4)
    monkeypatch.setattr(collecting, "SLOW_AFTER", 0.05)
    desk.patience = 30.0  # more than a busy machine takes for the others
    hosts = [f"g{number}.example" for number in range(20)]

    def slow(line: Any, request: Any) -> None:
        # answers in time only where the others were asked meanwhile
        while not all(desk.web.asked(host, "/feed") for host in hosts):
            line.wait(0.01)
        desk.faults.whole(GOOD)(line, request)

    for number in range(12):
        desk.add(f"s{number}", f"s{number}.example", "/feed", slow)
    for number, host in enumerate(hosts):
        desk.add(f"g{number}", host, "/feed", desk.faults.whole(GOOD))
    assert desk.collect().faults == []


def test_not_more_requests_are_under_way_than_may_be(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "AT_ONCE", 3)
    monkeypatch.setattr(collecting, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(collecting, "SLOW_AFTER", 0.0)
    now, most, lock = [0], [0], threading.Lock()

    def slow(line: Any, request: Any) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        line.wait(0.1)
        with lock:
            now[0] -= 1
        desk.faults.whole(GOOD)(line, request)

    for number in range(12):
        desk.add(f"s{number}", f"s{number}.example", "/feed", slow)
    assert desk.collect().faults == []
    assert 3 <= most[0] <= 5
