"""Links to articles on front pages and in sitemaps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.ingest.front_pages import (
    MOST_LINKS,
    Link,
    front_page_links,
    is_article,
    is_selector,
    named_feed,
)

FRONT = "https://www.varda.example/news/"


@pytest.mark.parametrize(
    ("address", "words"),
    [("/2031/05/04/dam-holds-through-the-night", "Dam holds"), ("/news/dam-holds-through-night-48211.html", "Dam"),
     ("/news/48211", "Dam holds through the night"), ("/a/dam-holds-through-night", "Dam holds through the night"),
     ("https://varda.example/en/news/48211", "Dam holds through the night"), ("/20310504/dam", "The dam of Varda")],
)  # fmt: skip
def test_an_article_is_known_by_its_address_and_words(address: str, words: str) -> None:
    page = f'<html><body><a href="{address}"><h2>{words}</h2></a></body></html>'.encode()
    assert [link.headline for link in front_page_links(page, FRONT)] == [words]


@pytest.mark.parametrize(
    ("address", "words"),
    [("/", "All about the Varda flood"), ("/about", "About us and our work"), ("/tag/dam-of-karst-1", "More on it now"),
     ("/authors/ann-vale-of-varda", "All texts by Ann Vale"), ("https://other.example/2031/05/04/dam-holds-it", "Dam"),
     ("/2031/05/04/dam-holds-the-night.jpg", "The dam of Karst holds"), ("mailto:a@b.example", "Write to the desk now"),
     ("javascript:go(12345)", "Show more of these items"), ("#top", "Back to the top now"), ("", "Back to the top now"),
     ("/privacy/2031-policy-of-varda", "How we use your data"), ("https://[::1/", "Back to the top now"),
     ("/news/48211", "More")],
)  # fmt: skip
def test_what_is_no_article_is_left(address: str, words: str) -> None:
    page = f'<html><body><a href="{address}">{words}</a></body></html>'.encode()
    assert front_page_links(page, FRONT) == ()


def test_a_link_counts_once_with_its_longest_words() -> None:
    page = (
        b'<a href="/n/48211#c"><img></a><a href="/n/48211">Dam holds through the night</a><a href="/n/48211">More</a>'
    )
    assert front_page_links(page, FRONT) == (
        Link(url="https://www.varda.example/n/48211", headline="Dam holds through the night"),
    )


@pytest.mark.parametrize("selector", ["h2 a", "h2", "a.lead, h2 > a", "a h3"])
def test_a_selector_finds_links_and_what_holds_or_is_held_by_them(selector: str) -> None:
    page = b'<h2><a href="/a">Dam</a></h2><a href="/b"><h3>River</h3></a><p><a href="/c">Other</a></p>'
    found = [link.url[-2:] for link in front_page_links(page, FRONT, selector)]
    assert found == (["/b"] if selector == "a h3" else ["/a"])


def test_a_site_of_ones_own_network_may_be_a_number() -> None:
    page = b'<html><body><a href="/2031/05/04/water-falls-in-tarn">Water falls in Tarn today</a></body></html>'
    (link,) = front_page_links(page, "http://10.20.0.5:8080/news")
    assert link.url == "http://10.20.0.5:8080/2031/05/04/water-falls-in-tarn"


def test_a_selector_must_be_one() -> None:
    assert is_selector("main > article h2 a[href]")
    assert not any(map(is_selector, ("", "main >", "a[", "::", "a:nope()")))


def test_no_more_links_are_followed_than_a_front_page_has() -> None:
    page = "".join(f'<a href="/news/{n}">Dam holds through night {n}</a>' for n in range(10_000, 13_000)).encode()
    assert len(front_page_links(page, FRONT)) == MOST_LINKS


def test_a_page_names_its_feed() -> None:
    page = b'<link rel="alternate" type="application/atom+xml" href="/feed"><link rel="alternate" href="/uk">'
    assert named_feed(page, FRONT) == "https://www.varda.example/feed"
    assert named_feed(b"<p>none</p>", FRONT) == ""


@settings(max_examples=200)
@given(st.binary(max_size=400) | st.lists(st.sampled_from(
    ["<a href='", "/news/12345", "'>", "Dam holds the night", "</a>", "https://", "]", "\0",
     "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<?xml version='1.0' encoding='utf-16'?>", "<base href='//x'>", "é"])
).map(lambda parts: "".join(parts).encode()))  # fmt: skip
def test_no_page_raises(content: bytes) -> None:
    for link in front_page_links(content, FRONT):
        assert link.url.startswith(("http://", "https://"))
    assert named_feed(content, FRONT) is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_raises(path: str, words: str) -> None:
    assert is_article(f"https://varda.example/{path}", words, FRONT) in (True, False)
