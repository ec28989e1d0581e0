"""Indexes of sitemaps: followed within bounds, asked again as often as the index, politely."""

import gzip
from typing import Any

import pytest

from dayline.pipeline.maps import MOST_DEPTH

Desk = Any
HOST = "post.example"


def urlset(*entries: tuple[str, str]) -> str:
    rows = "".join(f"<url><loc>{url}</loc><lastmod>{date}</lastmod></url>" for url, date in entries)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def index(*urls: str) -> str:
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'


def story(desk: Desk, name: str) -> str:
    """Put an article on the site and return its address."""
    page = (
        f"<html><body><article><h1>Varda {name} the town</h1><p>"
        + f"The Varda {name} the lower town in the night, the office of the gauge said. " * 8
        + "</p></article></body></html>"
    )
    return str(desk.web.on(HOST, f"/{name}", desk.faults.whole(page)))


def site(desk: Desk, reply: str, path: str = "/index.xml") -> None:
    desk.add("post", HOST, path, desk.faults.whole(reply), kind='"page"')


def urls(desk: Desk) -> list[str]:
    return sorted(document.url for document in desk.documents)


def test_an_index_leads_to_the_articles_of_its_sitemaps(desk: Desk) -> None:
    flood, fire = story(desk, "floods"), story(desk, "burns")
    one = desk.web.on(HOST, "/one.xml", desk.faults.whole(urlset((flood, "2031-05-04"))))
    packed = gzip.compress(urlset((fire, "2031-05-03")).encode())
    other = desk.web.on(HOST, "/other.xml.gz", desk.faults.whole(packed))
    site(desk, index(one, other))
    done = desk.collect()
    assert urls(desk) == sorted([flood, fire])
    assert (done.asked, done.failed, done.faults) == (5, 0, [])


def test_the_sitemaps_of_an_unchanged_index_are_asked_with_it(desk: Desk) -> None:
    flood = story(desk, "floods")
    one = desk.web.on(HOST, "/one.xml", desk.faults.whole(urlset((flood, "2031-05-04"))))
    site(desk, index(one))
    desk.collect()
    assert desk.collect().asked == 0, "nothing is due"
    later = story(desk, "rises")
    desk.web.on(HOST, "/one.xml", desk.faults.whole(urlset((flood, "2031-05-04"), (later, "2031-05-04"))))
    desk.later(hours=5)
    done = desk.collect()
    assert urls(desk) == sorted([flood, later])
    assert (done.asked, done.same) == (3, 1)
    desk.later(hours=5)
    assert (done := desk.collect()).documents == 0
    assert done.same >= 2


def test_what_is_older_than_some_weeks_is_left(desk: Desk) -> None:
    flood, old = story(desk, "floods"), story(desk, "froze")
    one = desk.web.on(HOST, "/one.xml", desk.faults.whole(urlset((flood, "2031-05-04"), (old, "2030-12-24"))))
    site(desk, index(one))
    desk.collect()
    assert urls(desk) == [flood]


def test_an_index_in_an_index_is_followed_and_one_below_that_is_not(desk: Desk) -> None:
    flood, lost = story(desk, "floods"), story(desk, "rises")
    deep = desk.web.on(HOST, "/deep.xml", desk.faults.whole(urlset((lost, "2031-05-04"))))
    third = desk.web.on(HOST, "/third.xml", desk.faults.whole(index(deep)))
    leaf = desk.web.on(HOST, "/leaf.xml", desk.faults.whole(urlset((flood, "2031-05-04"))))
    second = desk.web.on(HOST, "/second.xml", desk.faults.whole(index(third, leaf)))
    site(desk, index(second))
    done = desk.collect()
    assert urls(desk) == [flood]
    assert (done.asked, done.failed) == (5, 1)
    assert desk.archive.addresses([third])[third].error == f"is an index of sitemaps below {MOST_DEPTH} others"


def test_indexes_that_name_each_other_end(desk: Desk) -> None:
    other = f"http://{HOST}:{desk.web.port}/other.xml"
    third = f"http://{HOST}:{desk.web.port}/third.xml"
    first = f"http://{HOST}:{desk.web.port}/index.xml"
    desk.web.on(HOST, "/other.xml", desk.faults.whole(index(first, third, other)))
    desk.web.on(HOST, "/third.xml", desk.faults.whole(index(other, first, third)))
    site(desk, index(other, third))
    for _ in range(3):
        assert desk.collect().asked <= 3
        desk.later(hours=7)


@pytest.mark.parametrize("reply", ["<html><body>Sorry</body></html>", "nothing", ""])
def test_a_sitemap_that_is_none_costs_no_other_anything(desk: Desk, reply: str) -> None:
    flood = story(desk, "floods")
    broken = desk.web.on(HOST, "/broken.xml", desk.faults.whole(reply))
    one = desk.web.on(HOST, "/one.xml", desk.faults.whole(urlset((flood, "2031-05-04"))))
    site(desk, index(broken, one))
    done = desk.collect()
    assert urls(desk) == [flood]
    assert (done.failed, done.faults) == (1, [])
    assert desk.archive.addresses([broken])[broken].error


def test_a_sitemap_that_fails_waits_as_any_address_does(desk: Desk) -> None:
    gone = desk.web.on(HOST, "/gone.xml", desk.faults.whole("busy", status=503))
    site(desk, index(gone))
    assert desk.collect().failed == 1
    waits = desk.archive.addresses([gone])[gone].next_at
    assert waits > desk.now
    done = desk.collect(everything=True)
    assert (done.asked, done.same, done.failed) == (1, 1, 0)
    assert desk.archive.addresses([gone])[gone].next_at == waits


def test_robots_keep_a_sitemap_from_being_asked(desk: Desk) -> None:
    flood = story(desk, "floods")
    one = desk.web.on(HOST, "/hidden/one.xml", desk.faults.whole(urlset((flood, "2031-05-04"))))
    desk.web.on(HOST, "/robots.txt", desk.faults.whole("User-agent: *\nDisallow: /hidden/\n"))
    site(desk, index(one))
    desk.collect()
    assert urls(desk) == []
    assert "robots" in desk.archive.addresses([one])[one].error


def test_an_index_that_becomes_a_feed_is_one(desk: Desk) -> None:
    one = desk.web.on(HOST, "/one.xml", desk.faults.whole(urlset((story(desk, "floods"), "2031-05-04"))))
    site(desk, index(one))
    desk.collect()
    feed = '<rss version="2.0"><channel><item><title>Varda rises</title><link>https://post.example/r</link>'
    desk.web.on(HOST, "/index.xml", desk.faults.whole(f"{feed}</item></channel></rss>"))
    desk.later(hours=7)
    desk.collect(everything=True)
    assert "Varda rises" in [document.headline for document in desk.documents]
    desk.later(hours=7)
    before = desk.archive.addresses([one])[one].tried_at
    desk.collect(everything=True)
    assert desk.archive.addresses([one])[one].tried_at == before
