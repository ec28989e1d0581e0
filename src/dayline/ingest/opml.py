"""OPML, the form in which readers of feeds exchange their lists of sources (http://opml.org/spec2.opml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree  # type: ignore[import-untyped]

from dayline.errors import InputError
from dayline.model.source import Source

MOST_BYTES = 16 * 1024 * 1024
# kinds of sources whose address is a feed, or may well be one
FEED_KINDS = ("feed", "statements", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list: its address and its name ("" where it has none)."""

    url: str
    name: str = ""


def read_opml(path: Path) -> list[Outline]:
    """Return the feeds of an OPML file, each once; raise InputError where it is none."""
    try:
        content = path.read_bytes()[:MOST_BYTES]
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or str(root.tag).rpartition("}")[2].casefold() != "opml":
        raise InputError(str(path), "is no OPML")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        said = {str(name).casefold(): str(value).strip() for name, value in element.attrib.items()}
        url = said.get("xmlurl", "")
        if url.startswith(("http://", "https://")):
            found.setdefault(url, Outline(url=url, name=said.get("title") or said.get("text", "")))
    return list(found.values())


def write_opml(title: str, sources: Iterable[Source]) -> str:
    """Return sources as OPML: feeds to subscribe to, all else as links, which readers of feeds leave alone."""
    lines = []
    for source in sources:
        is_feed = source.kind in FEED_KINDS
        kind, address = ("rss", "xmlUrl") if is_feed else ("link", "url")
        lines.append(
            f'    <outline type="{kind}" text={quoteattr(source.name)} title={quoteattr(source.name)} '
            f"{address}={quoteattr(source.url)} language={quoteattr(source.language)}/>"
        )
    name = quoteattr(title)[1:-1]
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', f"  <head><title>{name}</title></head>",
         "  <body>", *lines, "  </body>", "</opml>", ""]
    )  # fmt: skip
