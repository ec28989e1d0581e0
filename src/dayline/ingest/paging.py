"""Where a feed says that its older entries are (RFC 5005, JSON Feed's ``next_url``)."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from dayline.text.addresses import bare_host, host_of

# what a link to older entries is called: the next page, or the archive before this one
OLDER = ("next", "prev-archive")


def older_page(content: bytes, url: str) -> str:
    """Return the address of the page of older entries that a feed names, "" for none or one of another site."""
    if not any(name.encode() in content for name in OLDER):
        return ""
    try:
        stated = _json_next(content) if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else _xml_next(content)
        address = urljoin(url, stated.strip()).partition("#")[0] if stated.strip() else ""
    except (ValueError, RecursionError, etree.LxmlError):
        return ""
    is_other = address not in ("", url)
    is_own = address.startswith(("http://", "https://")) and bare_host(host_of(address)) == bare_host(host_of(url))
    return address if is_other and is_own else ""


def _json_next(content: bytes) -> str:
    feed = json.loads(content.decode("utf-8-sig", "replace"))
    stated = feed.get("next_url") if isinstance(feed, dict) else None
    return stated if isinstance(stated, str) else ""


def _xml_next(content: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(content, parser)
    stated = {link.get("rel") or "": link.get("href") or "" for link in _links(root)} if root is not None else {}
    return next((stated[name] for name in OLDER if stated.get(name)), "")


def _links(root: Any) -> Iterator[Any]:
    """Yield the links of a feed itself, not of its entries."""
    for element in root.iterchildren():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name == "link":
            yield element
        elif name == "channel":
            yield from _links(element)
