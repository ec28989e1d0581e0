"""JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org)."""

import json
from collections.abc import Iterator

from dayline.clean.entries import Entry, Feed


def is_json(content: bytes) -> bool:
    """Tell a JSON feed from the XML ones by its first character."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_json_feed(content: bytes) -> Feed:
    """Read a JSON feed; one cut short or broken gives its whole items and the fault."""
    text = content.decode("utf-8-sig", "replace")
    try:
        feed = json.loads(text)
    except RecursionError:
        return Feed(fault="nested too deeply")
    except ValueError as error:
        entries = tuple(_whole_items(text))
        return Feed(entries=entries, fault=str(error)[:200])
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Feed(fault="no list of items")
    return Feed(
        addresses=tuple(filter(None, (_words(feed, "feed_url"), _words(feed, "home_page_url")))),
        language=_words(feed, "language"),
        entries=tuple(_entry(entry) for entry in feed["items"] if isinstance(entry, dict)),
    )


def _whole_items(text: str) -> Iterator[Entry]:
    """Yield the items of a broken feed up to the first that is broken."""
    decoder = json.JSONDecoder()
    position = text.find("[", text.find('"items"')) + 1
    while position > 0:
        start = text.find("{", position)
        if start < 0 or text[position:start].strip(" \t\r\n,"):
            return
        try:
            entry, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield _entry(entry)


def _entry(record: dict[str, object]) -> Entry:
    listed = record.get("authors")
    first = listed[0] if isinstance(listed, list) and listed else record.get("author")
    author = _words(first, "name") if isinstance(first, dict) else ""
    tags = record.get("tags")
    guid = record.get("id")
    return Entry(
        title=_words(record, "title"),
        bodies=(_words(record, "content_html"), _words(record, "content_text"), _words(record, "summary")),
        link=_words(record, "url") or _words(record, "external_url"),
        guid=str(guid) if isinstance(guid, str | int | float) else "",
        dates=(_words(record, "date_published"), _words(record, "date_modified")),
        byline=author,
        labels=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_words(record, "language"),
    )


def _words(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
