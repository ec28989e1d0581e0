"""Sitemaps (https://www.sitemaps.org/protocol.html): the articles in one, and the sitemaps in an index of them."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from dayline.ingest.front_pages import MOST_LINKS, Link, absolute, site_of
from dayline.ingest.guard import Refused
from dayline.ingest.unpacking import Unpacking

# sitemaps of one index that are followed: outlets have one of news, and one for each month or thousand articles
MOST_SITEMAPS = 5
# bytes of the largest sitemap that is unpacked: what the protocol allows one to have
LARGEST = 50 * 1024 * 1024
# entries of one index that are looked at: what the protocol allows it to have
MOST_LOOKED_AT = 50_000

_PACKED = b"\x1f\x8b"
# what a sitemap is called that has the articles of the last days, and one that has none
_OF_NEWS = re.compile(r"(?i)news|latest|recent")
_OF_OTHERS = re.compile(
    r"(?i)categor|\btags?\b|post_tag|taxonom|authors?\b|users?\b|images?\b|videos?\b|\bpages?\b|static"
)


def plain(content: bytes, enough: int = 0) -> bytes:
    """Return a sitemap unpacked, of a packed one so many bytes as are ``enough`` (0: all); b"" where it is a bomb."""
    if not content.startswith(_PACKED):
        return content
    unpacking = Unpacking("gzip", limit=LARGEST, enough=enough)
    try:
        unpacking.take(content)
        return unpacking.whole()
    except Refused:
        return b""


def sitemap_links(content: bytes) -> tuple[Link, ...]:
    """Return the addresses in a sitemap, the newest first where they have dates."""
    links = [link for link in map(_entry, _entries(content, "url")) if link.url]
    links.sort(key=lambda link: link.published, reverse=True)
    return tuple(links[:MOST_LINKS])


def index_links(content: bytes, url: str) -> tuple[Link, ...]:
    """Return the sitemaps of an index that may have news, on the same site: those called so first, then the newest."""
    links = [_entry(entry) for entry, _ in zip(_entries(content, "sitemap"), range(MOST_LOOKED_AT), strict=False)]
    own = {link.url: link for link in links if link.url and link.url != url and site_of(link.url) == site_of(url)}
    # sorting keeps the order of those that are alike
    newest = sorted(own.values(), key=lambda link: link.published, reverse=True)
    newest.sort(key=lambda link: (bool(_OF_OTHERS.search(link.url)), not _OF_NEWS.search(link.url)))
    return tuple(newest[:MOST_SITEMAPS])


def _entries(content: bytes, name: str) -> Iterator[Any]:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        root = etree.fromstring(plain(content), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for entry in root.iterchildren() if root is not None else ():
        if _name(entry) == name:
            yield entry


def _entry(entry: Any) -> Link:
    said: dict[str, str] = {}
    for element in entry.iter():
        if element.text:
            said.setdefault(_name(element), element.text.strip())
    published = said.get("publication_date") or said.get("lastmod", "")
    return Link(url=absolute("", said.get("loc", "")), headline=said.get("title", "")[:500], published=published[:40])


def _name(element: Any) -> str:
    """Return an element's name without its namespace; "" for a comment. What is broken may have any name."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
