"""A round of collecting against made-up sites: what comes is kept and read, what fails costs nothing else."""

import gzip
import json
import sqlite3
import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from desk import BEGUN, GOOD, LONG, Desk, article, rss, source
from warcio.archiveiterator import ArchiveIterator

from dayline.pipeline.collecting import collect, next_due
from dayline.pipeline.health import health
from dayline.pipeline.receiving import TEASER
from dayline.store.archive import Archive


def test_a_feed_is_collected_with_the_pages_behind_its_teasers(desk: Desk) -> None:
    url = desk.web.on("courier.example", "/flood", desk.faults.whole(article("Varda floods the lower town", LONG)))
    other = desk.web.on("courier.example", "/cup", desk.faults.whole(article("Cup final tonight", LONG)))
    entries = (url, "Varda floods the lower town", "The river rose."), (other, "Cup final", "Eleven play eleven.")
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss(*entries)))
    done = desk.collect()
    assert (done.asked, done.pages, done.failed, done.faults) == (2, 1, 0, [])
    by_url = {document.url: document for document in desk.documents}
    assert by_url[url].text.startswith("The Varda rose by two metres")
    assert by_url[url].headline == "Varda floods the lower town"
    assert by_url[url].published_at == datetime(2031, 5, 4, 6, tzinfo=UTC)
    assert by_url[other].text == "Eleven play eleven."
    assert desk.archive.versions(by_url[url].item_id)[0].text == "The river rose."
    assert not desk.web.asked("courier.example", "/cup")


def test_where_the_page_fails_the_teaser_stays_and_the_page_is_tried_again(desk: Desk) -> None:
    url = desk.web.on("courier.example", "/flood", desk.faults.whole("down", status=503))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss((url, "Varda floods", "The river rose."))))
    for _ in range(6):
        desk.collect()
        assert [document.text for document in desk.documents] == ["The river rose."]
        desk.later(days=1)
    assert len(desk.web.asked("courier.example", "/flood")) == 4
    assert desk.archive.addresses([url])[url].next_at is None


@pytest.mark.parametrize("broken", ["soft 404", "picture", "empty"])
def test_a_page_without_an_article_does_not_take_the_place_of_the_teaser(desk: Desk, broken: str) -> None:
    made = {"soft 404": article("Page not found", "The page you are looking for no longer exists."),
            "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "empty": ""}  # fmt: skip
    url = desk.web.on("courier.example", "/flood", desk.faults.whole(made[broken]))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss((url, "Varda floods", "The river rose."))))
    desk.collect()
    assert [document.text for document in desk.documents] == ["The river rose."]
    assert desk.archive.addresses([url])[url].error


def test_what_has_not_changed_is_asked_for_and_not_kept_again(desk: Desk) -> None:
    feed = rss(("https://courier.example/a", "Varda falls", LONG))
    desk.add("courier", "courier.example", "/feed", desk.faults.tagged(feed, '"7"', modified=BEGUN))
    assert (desk.collect().new, desk.collect().asked) == (1, 0)
    desk.later(hours=7)
    assert (desk.collect().same, len(list(desk.archive.raw_hashes()))) == (1, 1)
    desk.later(hours=1)
    assert desk.collect().same == 1
    noted = list(desk.archive.fetches(BEGUN, BEGUN + timedelta(days=1)))
    assert [(fetch.outcome, fetch.at) for fetch in noted] == [("new", BEGUN), ("same", desk.now)]
    first, second, _ = desk.web.asked("courier.example", "/feed")
    assert "if-none-match" not in first.headers
    assert second.headers["if-none-match"] == '"7"'
    assert second.headers["if-modified-since"] == "Sun, 04 May 2031 12:00:00 GMT"


@pytest.mark.parametrize("fault", ["down", "web page", "empty", "not modified", "cut short", "bomb",
                                   "sitemap", "broken"])
def test_a_fault_never_takes_the_place_of_the_last_good_answer(desk: Desk, fault: str) -> None:
    made = {
        "down": desk.faults.whole("down", status=500),
        "web page": desk.faults.whole(article("We will be back", "The site is being looked after.")),
        "empty": desk.faults.whole(""),
        "not modified": desk.faults.whole(status=304),
        "cut short": desk.faults.raw(b"HTTP/1.1 200 Fine\r\nContent-Length: 900\r\n\r\n<rss>"),
        "broken": desk.faults.whole('<rss version="2.0"><channel><title>News</title><item><title>Varda &'),
        "bomb": desk.faults.whole(gzip.compress(bytes(9_000_000)), headers=[("Content-Encoding", "gzip")]),
        "sitemap": desk.faults.whole('<?xml version="1.0"?><urlset><url><loc>https://a.example/b</loc></url></urlset>'),
    }
    url = desk.add("courier", "courier.example", "/feed", made[fault])
    assert len(desk.collect().faults) == 1
    assert not desk.documents
    desk.later(days=1)
    desk.web.on("courier.example", "/feed", desk.faults.tagged(GOOD, '"1"'))
    assert desk.collect().documents == 1
    good = desk.archive.addresses([url])[url]
    desk.later(days=1)
    desk.web.on("courier.example", "/feed", made[fault])
    done = desk.collect()
    after = desk.archive.addresses([url])[url]
    if fault == "not modified":
        assert done.same == 1
        return
    assert (len(done.faults), len(desk.documents)) == (1, 1)
    assert (after.sha256, after.etag, after.succeeded_at) == (good.sha256, good.etag, good.succeeded_at)
    assert (after.failures, after.error) == (1, done.faults[0][1])
    desk.later(days=1)
    desk.web.on("courier.example", "/feed", desk.faults.tagged("<rss/>", '"1"'))
    assert desk.collect().same == 1
    assert desk.archive.addresses([url])[url].failures == 0


def test_a_web_page_in_place_of_a_feed_says_which_feed_it_names(desk: Desk) -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head><body>Hi</body></html>'
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(page))
    reason = f"gave a web page, not a feed; the page names the feed {desk.web.url('courier.example', '/real.xml')}"
    assert desk.collect().faults == [("courier", reason)]


def test_one_source_that_fails_costs_no_other_anything(desk: Desk) -> None:
    for name, reply in {
        "loop": desk.faults.redirect("/feed"), "inward": desk.faults.redirect("http://10.0.0.1/"),
        "endless": desk.faults.forever(b"x" * 9999), "hangs": desk.faults.raw(30.0), "nothing": desk.faults.raw(),
    }.items():  # fmt: skip
        desk.add(name, f"{name}.example", "/feed", reply)
    desk.sources.append(source("unknown", desk.web.url("unknown.test", "/feed")))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    done = desk.collect()
    assert (len(done.faults), done.documents) == (6, 1)
    assert all(reason for _, reason in done.faults)


def test_an_entity_bomb_is_a_record_and_no_crash(desk: Desk) -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]><rss><channel><item><title>&l9;</title>' \
           '<link>https://a.example/</link></item></channel></rss>'  # fmt: skip
    outside = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item>' \
              "<title>Varda &x;</title><link>https://a.example/</link></item></channel></rss>"  # fmt: skip
    desk.add("bomb", "bomb.example", "/feed", desk.faults.whole(bomb))
    desk.add("outside", "outside.example", "/feed", desk.faults.whole(outside))
    desk.add("map", "map.example", "/map", desk.faults.whole(bomb.replace("rss", "urlset")), kind='"page"')
    desk.collect()
    assert not any("root:" in document.headline or len(document.headline) > 1000 for document in desk.documents)


@pytest.mark.parametrize(("status", "headers", "wait"), [(429, [("Retry-After", "7200")], 7200), (503, [], 0)])
def test_a_server_that_is_busy_is_left_alone(desk: Desk, status: int, headers: list[Any], wait: int) -> None:
    url = desk.add("courier", "courier.example", "/feed", desk.faults.whole("no", status=status, headers=headers))
    waits = []
    for number in range(4):
        assert desk.collect().asked == 1
        state = desk.archive.addresses([url])[url]
        assert state.next_at is not None
        assert state.failures == number + 1
        waits.append((state.next_at - desk.now).total_seconds())
        desk.now = state.next_at
    assert all(seconds >= wait for seconds in waits)
    assert wait or (waits == sorted(waits) and waits[-1] > 4 * waits[0])
    assert desk.collect().asked == 1


def test_robots_are_told_what_they_may_ask(desk: Desk) -> None:
    desk.web.on("courier.example", "/robots.txt", desk.faults.whole("User-agent: *\nDisallow: /private\n"))
    allowed = desk.web.on("courier.example", "/open", desk.faults.whole(article("Varda floods", LONG)))
    closed = desk.web.on("courier.example", "/private/a", desk.faults.whole(article("Varda floods more", LONG)))
    feed = rss((allowed, "Varda floods", "The river rose."), (closed, "Varda floods more", "The river rose again."))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(feed))
    desk.add("shut", "shut.example", "/feed", desk.faults.whole(feed))
    desk.web.on("shut.example", "/robots.txt", desk.faults.whole("down", status=503))
    done = desk.collect()
    assert [name for name, _ in done.faults] == ["shut"]
    assert done.faults[0][1].endswith("may be asked for now: the server answered 503 Said")
    assert not desk.web.asked("courier.example", "/private/a")
    assert not desk.web.asked("shut.example", "/feed")
    assert len(desk.web.asked("courier.example", "/robots.txt")) == 1
    desk.later(hours=7)
    desk.collect()
    assert len(desk.web.asked("courier.example", "/robots.txt")) == 1
    desk.later(hours=18)
    desk.collect()
    assert len(desk.web.asked("courier.example", "/robots.txt")) == 2


def test_one_request_at_a_time_a_host_and_hosts_side_by_side(desk: Desk) -> None:
    running: Counter[str] = Counter()
    hosts, requests, lock = [0], [0], threading.Lock()

    def slowly(reply: Any) -> Any:
        def answer(line: Any, request: Any) -> None:
            with lock:
                running[request.host] += 1
                hosts[0] = max(hosts[0], len(+running))
                requests[0] = max(requests[0], *running.values())
            line.wait(0.03)
            # Before the answer: once it is sent, the next request may come sooner than this thread goes on.
            with lock:
                running[request.host] -= 1
            reply(line, request)

        return answer

    for number in range(6):
        for host in ("courier.example", "radio.example", "post.example"):
            name = f"{host.partition('.')[0]}-{number}"
            desk.add(name, host, f"/{number}", slowly(desk.faults.whole(rss())))
    assert desk.collect().asked == 18
    assert requests[0] == 1
    assert hosts[0] >= 2


def test_answers_are_kept_as_they_came_in_files_that_others_read(desk: Desk) -> None:
    feed = rss(("https://courier.example/a", "Varda falls", LONG)).encode()
    assert len(LONG) > TEASER
    packed = gzip.compress(feed)
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(
        packed, headers=[("Content-Encoding", "gzip"), ("ETag", '"1"')], kind="application/rss+xml"))  # fmt: skip
    desk.collect()
    (fetch,) = desk.archive.fetches(BEGUN, BEGUN + timedelta(hours=1))
    path = desk.folder / "warc" / fetch.warc
    assert fetch.warc == "varda-2031-05-04.warc.gz"
    with path.open("rb") as stream:
        stream.seek(fetch.offset)
        (record,) = ArchiveIterator(stream, check_digests="raise")
        assert record.rec_headers["WARC-Target-URI"] == fetch.url
        assert record.rec_headers["WARC-Date"] == "2031-05-04T12:00:00Z"
        assert record.http_headers["ETag"] == '"1"'
    with path.open("rb") as stream:
        kinds = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(stream)]
    assert kinds[0][0] == "warcinfo"
    assert kinds[1] == ("response", feed)
    assert desk.archive.raw(fetch.sha256).content == feed


def test_a_torn_record_is_taken_away_and_whole_ones_stay(desk: Desk) -> None:
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    desk.collect()
    path = desk.folder / "warc" / "varda-2031-05-04.warc.gz"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2 + 7])
    desk.add("radio", "radio.example", "/feed", desk.faults.whole(rss(("https://a.example/c", "Varda rises", LONG))))
    desk.collect()
    with path.open("rb") as stream:
        kinds = [(record.rec_type, record.content_stream().read()[:5]) for record in ArchiveIterator(stream)]
    assert path.read_bytes().startswith(whole)
    assert [kind for kind, _ in kinds if kind == "response"] == ["response", "response"]


def test_what_is_kept_and_was_not_read_is_read_by_the_next_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.collect()
    assert not desk.documents
    assert len(desk.archive.unsettled()) == 1
    desk.web.on("courier.example", "/feed", desk.faults.whole("gone", status=410))
    desk.collect()
    assert [document.headline for document in desk.documents] == ["Varda falls"]
    assert not desk.archive.unsettled()


def test_an_edited_entry_is_another_version_of_its_item(desk: Desk) -> None:
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    desk.collect()
    desk.later(hours=7)
    desk.web.on("courier.example", "/feed", desk.faults.whole(rss(("https://a.example/b", "Varda rises", LONG))))
    desk.collect()
    (document,) = desk.documents
    assert [version.headline for version in desk.archive.versions(document.item_id)] == ["Varda falls", "Varda rises"]


def test_a_front_page_leads_to_its_articles(desk: Desk) -> None:
    urls = [desk.web.on("ministry.example", f"/2031/05/04/varda-{word}-the-town", desk.faults.whole(
        article(f"Varda {word} the town", LONG + word))) for word in ("floods", "leaves")]  # fmt: skip
    front = "".join(f'<li><a href="{url}">Varda {n} the town again</a></li>' for n, url in enumerate(urls))
    menu = '<a href="/about">About us and our work</a><a href="/tag/varda-and-the-town">All of the Varda news</a>'
    away = "<a href='https://other.example/2031/05/04/a-b-c-d'>What others say today</a>"
    page = f"<html><body><nav>{menu}</nav><ul>{front}</ul>{away}</body></html>"
    desk.add("ministry", "ministry.example", "/news", desk.faults.whole(page), kind='"page"', tier="1")
    assert desk.collect().pages == 2
    assert sorted(document.url for document in desk.documents) == sorted(urls)
    desk.later(hours=7)
    assert desk.collect().documents == 0


def test_a_list_of_articles_leads_to_pages_of_their_own_outlets(desk: Desk) -> None:
    flood = desk.web.on("post.example", "/flood", desk.faults.whole(article("Varda floods the lower town", LONG)))
    lost = desk.web.on("radio.example", "/lost", desk.faults.whole("gone", status=404))
    desk.sources.append(source("post", "https://post.example/feed", names='["Orsk Post"]'))
    rows = [{"url": url, "title": f"Varda floods : {url[-4:]}", "seendate": "20310504T061500Z", "language": "English"}
            for url in (flood, lost)]  # fmt: skip
    desk.add("gdelt", "list.example", "/doc", desk.faults.whole(json.dumps({"articles": rows})), kind='"list"')
    done = desk.collect()
    assert (done.pages, [name for name, _ in done.faults]) == (2, ["post"])
    found = {document.url: document for document in desk.documents}
    assert (found[flood].source_id, found[flood].source_name) == ("post", "Post")
    # the clock stands, so neither of the two is the newer one
    versions = {version.headline: version.text[:9] for version in desk.archive.versions(found[flood].item_id)}
    assert versions == {"Varda floods: lood": "", "Varda floods the lower town": "The Varda"}
    assert (found[lost].source_id, found[lost].headline) == ("radio.example", "Varda floods: lost")
    assert found[lost].text == ""
    desk.later(days=1)
    desk.web.on("list.example", "/doc", desk.faults.whole("{}"))
    assert ("gdelt", "") not in desk.collect().faults
    desk.later(days=1)
    desk.web.on("list.example", "/doc", desk.faults.whole("Your query was too short or too long."))
    assert ("gdelt", "gave something else, not a list of articles") in desk.collect().faults


def test_a_list_that_wants_a_key_is_told_it_and_nobody_else_is(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.web.names["127.0.0.1"] = [["127.0.0.1"]]
    flood = desk.web.on("post.example", "/flood", desk.faults.whole(article("Varda floods the lower town", LONG)))
    rows = [{"url": flood, "title": "Varda floods", "publish_date": "2031-05-04", "media_name": "post.example"}]
    path = "/api?q=varda&start={day-7}&end={day}"
    for kind in ("key", "none"):
        address = desk.web.url("127.0.0.1", f"/{kind}{path}")
        desk.sources.append(source(kind, address, kind='"list"', key=f'"LIST_{kind}"'))
        desk.web.on("127.0.0.1", f"/{kind}/api?q=varda&start=2031-04-27&end=2031-05-04",
                    desk.faults.whole(json.dumps({"stories": rows, "pagination_token": None})))  # fmt: skip
    done = desk.collect(environment={"LIST_key": "s3cret\n"})
    assert done.faults == [("none", "the environment variable LIST_none holds no key")]
    assert [document.url for document in desk.documents] == [flood]
    told = {request.path: request.headers.get("authorization") for request in desk.web.requests}
    assert told == {
        "/robots.txt": None, "/flood": None, "/key/api?q=varda&start=2031-04-27&end=2031-05-04": "Token s3cret",
    }  # fmt: skip
    desk.web.on("127.0.0.1", "/key/api?q=varda&start=2031-04-28&end=2031-05-05", desk.faults.whole("no", status=403))
    desk.later(days=1)
    assert ("key", "the server answered 403 Said") in desk.collect(environment={"LIST_key": "s3cret"}).faults
    desk.archive.close()
    kept = [file.read_bytes() for file in desk.folder.rglob("*") if file.is_file()]
    kept += [gzip.decompress(content) for content in kept if content.startswith(b"\x1f\x8b")]
    assert len(kept) > 3
    assert not any(b"s3cret" in content for content in kept)
    assert "s3cret" not in "".join(capfd.readouterr())


def test_a_selector_says_which_links_are_articles(desk: Desk) -> None:
    desk.web.on("ministry.example", "/a", desk.faults.whole(article("Varda floods", LONG)))
    desk.web.on("ministry.example", "/b", desk.faults.whole(article("Jobs", LONG)))
    page = '<html><body><div class="news"><h2><a href="/a">More</a></h2></div><a href="/b">Jobs</a></body></html>'
    desk.add("ministry", "ministry.example", "/", desk.faults.whole(page), kind='"page"', links='".news h2"')
    desk.collect()
    assert [document.headline for document in desk.documents] == ["Varda floods"]


def test_a_sitemap_of_news_leads_to_its_articles(desk: Desk) -> None:
    url = desk.web.on("post.example", "/a", desk.faults.whole(article("Varda floods the town", LONG)))
    old = desk.web.on("post.example", "/b", desk.faults.whole(article("Cup final", LONG)))
    news = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    page = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {news}>
    <url><loc>{url}</loc><n:news><n:publication_date>2031-05-04T09:30:00+02:00</n:publication_date>
    <n:title>Varda floods the town</n:title></n:news></url>
    <url><loc>{old}</loc><n:news><n:publication_date>2031-05-03</n:publication_date>
    <n:title>Cup final ends in a draw</n:title></n:news></url></urlset>"""
    desk.add("post", "post.example", "/map.xml", desk.faults.whole(page), kind='"page"')
    desk.collect()
    (document,) = desk.documents
    assert (document.url, document.published_at) == (url, datetime(2031, 5, 4, 7, 30, tzinfo=UTC))


def test_a_source_is_asked_as_often_as_it_publishes(desk: Desk) -> None:
    entries = [(f"https://a.example/{n}", f"Varda {n}", f"{LONG} {n}") for n in range(12)]
    url = desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss(*entries)))
    held = desk.faults.whole(rss(), headers=[("Cache-Control", "max-age=7200")])
    slow = desk.add("radio", "radio.example", "/feed", held)
    desk.collect()
    states = desk.archive.addresses([url, slow])
    assert states[url].gap == 60
    assert states[url].next_at is not None
    assert states[slow].next_at is not None
    assert timedelta(minutes=3) < states[url].next_at - desk.now < timedelta(minutes=7)
    assert timedelta(minutes=90) <= states[slow].next_at - desk.now <= timedelta(minutes=150)
    assert next_due(desk.archive, desk.settings, desk.now) == states[url].next_at


def test_a_source_that_falls_silent_is_told(desk: Desk) -> None:
    entries = [(f"https://a.example/{n}", f"Varda {n}", f"{LONG} {n}") for n in range(12)]
    desk.add("courier", "courier.example", "/feed", desk.faults.tagged(rss(*entries), '"1"'))
    desk.collect()
    desk.later(days=1)
    desk.collect()
    (courier,) = health(desk.archive, desk.settings, desk.now)
    assert courier.words == "silent for 1 day, usually 1 minute between items"


def test_a_round_that_is_told_to_stop_leaves_the_rest_for_later(desk: Desk) -> None:
    for number in range(5):
        desk.add(f"s{number}", "courier.example", f"/{number}", desk.faults.whole(rss()))
    told: list[int] = []
    done = desk.collect(stop=lambda: len(told) >= 2, progress=lambda stage, count: told.append(count))
    assert done.asked == 2
    assert desk.collect().asked == 3


def test_rules_learnt_of_robots_last_between_runs(desk: Desk) -> None:
    desk.web.on("courier.example", "/robots.txt", desk.faults.whole("User-agent: dayline\nCrawl-delay: 2\n"))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss()))
    desk.collect()
    rules, at = desk.archive.robots()[desk.web.url("courier.example", "")]
    assert (rules.is_open, at) == (True, BEGUN)
    assert "Crawl-delay" in rules.text


def test_what_led_to_a_page_is_kept_with_it(desk: Desk) -> None:
    url = desk.web.on("courier.example", "/flood", desk.faults.whole(article("", LONG)))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss((url, "Varda floods", "The river rose."))))
    desk.collect()
    page = next(item for item in map(desk.archive.raw, desk.archive.raw_hashes()) if item.media_type == "text/html")
    assert json.loads(page.told) == {"url": url, "headline": "Varda floods", "published": "2031-05-04T06:00:00+00:00"}
    assert desk.documents[0].headline == "Varda floods"


def rows(desk: Desk) -> dict[str, int]:
    """Return how many rows each table of the archive has."""
    with sqlite3.connect(desk.folder / "dayline.db") as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def test_a_month_in_which_nothing_happens_adds_a_row_a_day_and_address(desk: Desk) -> None:
    desk.add("courier", "courier.example", "/feed", desk.faults.tagged(GOOD, '"1"'))
    desk.add("radio", "radio.example", "/feed", desk.faults.whole("no", status=503))
    desk.collect()
    before, files = rows(desk), sorted((desk.folder / "warc").iterdir())
    for _ in range(30 * 8):
        desk.later(hours=3)
        desk.collect()
    after = rows(desk)
    grown = {name: after[name] - before[name] for name in after if after[name] > before[name]}
    # a row a day for what did not change, and one for each failure, which is asked about once a day at last
    assert set(grown) == {"fetches"}
    assert 45 <= grown["fetches"] <= 90
    assert sorted((desk.folder / "warc").iterdir()) == files


def test_what_sites_ask_of_robots_is_kept_for_a_day(desk: Desk) -> None:
    url = desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    desk.collect()
    assert [url.startswith(origin) for origin in desk.archive.robots()] == [True]
    desk.sources.clear()
    desk.add("radio", "radio.example", "/feed", desk.faults.whole(GOOD))
    desk.later(days=2)
    desk.collect()
    assert [origin.partition("://")[2].partition(":")[0] for origin in desk.archive.robots()] == ["radio.example"]


def test_when_all_are_asked_a_site_that_could_not_be_read_is_asked_again_at_once(desk: Desk) -> None:
    desk.web.on("courier.example", "/robots.txt", desk.faults.whole("down", status=503))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    assert desk.collect().failed == 1
    desk.web.on("courier.example", "/robots.txt", desk.faults.whole("User-agent: *\nAllow: /\n"))
    assert desk.collect().asked == 0
    assert desk.collect(everything=True).documents == 1


def test_answers_are_kept_as_they_came_for_as_long_as_the_file_says(desk: Desk) -> None:
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    desk.collect()
    for day in range(5):
        desk.later(days=1)
        desk.web.on("courier.example", "/feed", desk.faults.whole(GOOD.replace("falls", f"falls {day}")))
        desk.collect()
    kept = sorted(path.name for path in (desk.folder / "warc").iterdir())
    assert len(kept) == 6
    asked = desk.settings
    settings = replace(asked, collect=replace(asked.collect, warc_days=2))
    collect(desk.archive, settings, desk.gate(settings), now=lambda: desk.now, read=desk.read)
    assert sorted(path.name for path in (desk.folder / "warc").iterdir()) == kept[-3:]
    assert len(list(desk.archive.raw_hashes())) == 6


def test_a_feed_that_carries_messages_of_a_channel_is_a_feed(desk: Desk) -> None:
    told = f"&lt;div class='tgme_widget_message'&gt;{LONG}&lt;/div&gt;"
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss(("https://a.example/1", "Varda", told))))
    assert desk.collect().faults == []
