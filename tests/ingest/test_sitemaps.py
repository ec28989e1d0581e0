"""Sitemaps: the articles in one, the sitemaps of an index that may have news, and nothing from what is no sitemap."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.ingest.front_pages import MOST_LINKS
from dayline.ingest.packed import HEAD_BYTES
from dayline.ingest.sitemaps import MOST_SITEMAPS, index_links, plain, sitemap_links

FRONT = "https://www.varda.example/sitemap.xml"


def index(*entries: tuple[str, str]) -> bytes:
    """Return an index of sitemaps from (address, date)."""
    rows = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>" for url, date in entries
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def names(content: bytes) -> list[str]:
    """Return the last parts of the addresses that an index gives."""
    return [link.url.rpartition("/")[2] for link in index_links(content, FRONT)]


def test_a_sitemap_gives_the_newest_first() -> None:
    page = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc> https://varda.example/a </loc><lastmod>2031-05-03</lastmod></url>
    <url><loc>https://varda.example/b</loc><lastmod>2031-05-04</lastmod></url>
    <url><loc>ftp://varda.example/c</loc></url><url/></urlset>"""
    assert [link.url[-1] for link in sitemap_links(page)] == ["b", "a"]
    assert sitemap_links(gzip.compress(page)) == sitemap_links(page)


def test_no_more_articles_are_followed_than_a_front_page_has() -> None:
    rows = "".join(f"<url><loc>https://varda.example/{n}</loc></url>" for n in range(10 * MOST_LINKS))
    assert len(sitemap_links(f"<urlset>{rows}</urlset>".encode())) == MOST_LINKS


def test_an_index_gives_sitemaps_of_news_first_then_the_newest_and_those_of_no_news_last() -> None:
    site = "https://www.varda.example"
    given = index(
        (f"{site}/2031-04.xml", "2031-04-30"),
        (f"{site}/category-sitemap.xml", "2031-05-05"),
        (f"{site}/2031-05.xml", "2031-05-04"),
        (f"{site}/news.xml", ""),
    )
    assert names(given) == ["news.xml", "2031-05.xml", "2031-04.xml", "category-sitemap.xml"]


def test_no_more_sitemaps_are_followed_than_some() -> None:
    assert len(names(index(*((f"https://www.varda.example/{n}.xml", "") for n in range(1000))))) == MOST_SITEMAPS


@pytest.mark.parametrize(
    "url",
    ["https://other.example/a.xml", "ftp://www.varda.example/a.xml", "http://127.0.0.1/a.xml", FRONT, "", "a.xml"],
)
def test_an_index_leads_to_no_other_site_and_not_to_itself(url: str) -> None:
    assert names(index((url, "2031-05-04"), ("https://www.varda.example/b.xml", ""))) == ["b.xml"]


def test_a_bomb_is_no_sitemap() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 200_000_000)
    assert plain(bomb) == b""
    assert sitemap_links(bomb) == ()


@pytest.mark.parametrize("cut", [3, 12, 40])
def test_a_packed_sitemap_that_is_cut_short_is_none(cut: int) -> None:
    assert index_links(gzip.compress(index(("https://www.varda.example/b.xml", "")))[:cut], FRONT) == ()


def test_of_a_packed_sitemap_the_beginning_is_enough_to_know_it() -> None:
    content = zlib.compress(b"", wbits=31)[:0] + gzip.compress(b"<urlset>" + bytes(range(97, 123)) * 100_000)
    assert len(plain(content, HEAD_BYTES)) == HEAD_BYTES


@settings(max_examples=200)
@given(st.binary(max_size=400) | st.lists(st.sampled_from(
    ["<sitemapindex>", "<urlset>", "<url><loc>", "<sitemap><loc>", "</loc>", "https://", "www.varda.example/a", "]",
     "\0", "<lastmod>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<?xml version='1.0' encoding='utf-16'?>", "é"])
).map(lambda parts: "".join(parts).encode()))  # fmt: skip
def test_no_sitemap_raises(content: bytes) -> None:
    for link in (*sitemap_links(content), *index_links(content, FRONT)):
        assert link.url.startswith(("http://", "https://"))
