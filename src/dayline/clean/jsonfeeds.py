"""JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org)."""

import json
from collections.abc import Iterator

from dayline.clean.charsets import wide
from dayline.clean.entries import Entry, Feed


def is_json(content: bytes) -> bool:
    """Tell a JSON feed from the XML ones by its first character."""
    return (wide(content[:64]) or content.removeprefix(b"\xef\xbb\xbf").decode("latin-1")).lstrip()[:1] == "{"


def read_json_feed(content: bytes) -> Feed:
    """Read a JSON feed; one cut short or broken gives its whole items and the fault."""
    text = wide(content) or content.decode("utf-8-sig", "replace")
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
    authors = listed if isinstance(listed, list) and listed else [record.get("author")]
    names = [_words(author, "name") for author in authors if isinstance(author, dict)]
    tags = record.get("tags")
    guid = record.get("id")
    own = guid if isinstance(guid, str) and guid.startswith(("http://", "https://")) else ""
    return Entry(
        title=_words(record, "title"),
        bodies=(_words(record, "content_html"), _words(record, "content_text"), _words(record, "summary")),
        link=_words(record, "url") or _words(record, "external_url") or own,
        guid=str(guid) if isinstance(guid, str | int | float) else "",
        dates=(_words(record, "date_published"), _words(record, "date_modified")),
        byline=", ".join(filter(None, names)),
        labels=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_words(record, "language"),
    )


def _words(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
