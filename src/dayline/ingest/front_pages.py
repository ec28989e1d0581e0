"""Links to articles on the front page of a site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html as lxml_html  # type: ignore[import-untyped]
from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector  # type: ignore[import-untyped]

from dayline.ingest.guard import LONGEST_ADDRESS
from dayline.text.addresses import bare_host, host_of

# links of one front page or sitemap that are followed; front pages have up to a hundred articles, the new ones first
MOST_LINKS = 60
# links of one page that are looked at at all
MOST_LOOKED_AT = 5_000
# words of a headline, and of the part of an address that repeats it
HEADLINE_WORDS = 4
SLUG_WORDS = 3

# bytes of a page within which it names its feed
HEAD_OF_PAGE = 200_000

_LINK_TAG = re.compile(r"(?i)<link\b([^<>]{1,2000})>")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|$)|/(?:19|20)\d{6}(?:/|$|-)")
_NUMBER_IN_PATH = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_NOT_AN_ARTICLE = re.compile(
    r"(?i)/(?:tags?|category|categories|topics?|authors?|users?|search|login|signin|register|subscribe|about|contacts?|"
    r"privacy|terms|cookies?|careers|advertis\w*|newsletters?|rss|feeds?|sitemap)(?:/|$|\.)"
)
_NOT_A_PAGE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|docx?|xlsx?|css|js|xml|rss|json)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to an article: its address, and what stands beside it of headline and date ("" for nothing)."""

    url: str
    headline: str = ""
    published: str = ""


def is_selector(text: str) -> bool:
    """Tell whether a text is a CSS selector that can be used."""
    try:
        CSSSelector(text)
    except (SelectorError, etree.XPathError):
        return False
    return True


def front_page_links(content: bytes, url: str, selector: str = "") -> tuple[Link, ...]:
    """Return the links to articles on a front page: those that a CSS selector finds, else those shaped like one."""
    tree = _page(content)
    if tree is None:
        return ()
    found = CSSSelector(selector)(tree) if selector else tree.iter("a")
    links: dict[str, str] = {}
    for element in _anchors(found):
        address = absolute(url, element.get("href") or "")
        words = " ".join(" ".join(element.itertext()).split())[:500]
        if address and len(words) >= len(links.get(address, "")):
            links[address] = words
        if len(links) >= MOST_LOOKED_AT:
            break
    kept = [
        Link(url=address, headline=words)
        for address, words in links.items()
        if selector or is_article(address, words, url)
    ]
    return tuple(kept[:MOST_LINKS])


def is_article(address: str, words: str, front: str) -> bool:
    """Tell from its address and words whether a link leads to an article of the same site."""
    if site_of(address) != site_of(front):
        return False
    path = urlsplit(address).path
    if _NOT_AN_ARTICLE.search(path) or _NOT_A_PAGE.search(path) or path.count("/") < 1 or path == "/":
        return False
    slug = max(re.split(r"/", path), key=len)
    has_slug = len([word for word in re.split(r"[-_]", slug) if word.isalpha()]) >= SLUG_WORDS
    is_marked = bool(_DATE_IN_PATH.search(path) or _NUMBER_IN_PATH.search(path))
    is_headline = len(words.split()) >= HEADLINE_WORDS
    return (has_slug and is_marked) or (is_headline and (has_slug or is_marked))


def named_feed(content: bytes, url: str) -> str:
    """Return the feed that a page names as its own, "" where it names none; nothing of the page is parsed for it."""
    for tag in _LINK_TAG.findall(content[:HEAD_OF_PAGE].decode("utf-8", "replace")):
        said = {name.casefold(): unescape(value) for name, _, value in _ATTRIBUTE.findall(tag)}
        if "alternate" in said.get("rel", "").casefold() and said.get("type", "").casefold() in _FEED_TYPES:
            return absolute(url, said.get("href", ""))
    return ""


def _page(content: bytes) -> Any:
    try:
        return lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _anchors(found: Iterable[Any]) -> Iterator[Any]:
    """Yield the links that found elements are, hold, or stand in."""
    for element in found:
        if element.tag == "a":
            yield element
            continue
        inner = list(element.iter("a"))
        yield from inner or list(element.iterancestors("a"))[:1]


def site_of(address: str) -> str:
    """Return what the pages of one site have in common in their addresses; of a site without a name, its number."""
    return bare_host(host_of(address)) or urlsplit(address).netloc


def absolute(base: str, href: str) -> str:
    """Return an absolute address of the web without its fragment; "" for anything else."""
    try:
        address = urljoin(base, href.strip()).partition("#")[0]
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return ""
    return address if is_web and len(address) <= LONGEST_ADDRESS else ""
