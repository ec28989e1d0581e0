"""Documents out of feeds: RSS, Atom and RDF as feedparser reads them, and JSON Feed."""

import calendar
import io
import re
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from html.entities import html5
from typing import Any

from dayline.clean.charsets import decoded
from dayline.clean.drafts import finished, rejected
from dayline.clean.entries import Entry, Feed, drafts
from dayline.clean.jsonfeeds import is_json, read_json_feed
from dayline.clean.page_words import PageWords
from dayline.clean.told import told_of
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.addresses import host_of
from dayline.text.sources import SourceBook

# where outlets put the whole text, beside the names that feedparser knows
FULL_TEXTS = ("yandex_full-text", "fulltext", "full-text", "turbo_content")

DATES = ("published", "updated", "created", "prism_publicationdate")

_ENTRY_START = re.compile(r"(?i)<(?:[\w.-]+:)?(?:item|entry)(?=[\s>])")
_ENTRY_END = re.compile(r"(?i)</(?:[\w.-]+:)?(?:item|entry)\s*>")
# declarations that give a word another meaning: news needs none, and ten lines of them unpack to gigabytes
_ENTITY = re.compile(rb"<!ENTITY\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
# "AT&T" in a feed that is no good XML: its readers would make "AT&T;" of it
_BARE_MARK = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_FEED_END = re.compile(r"(?i)</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>")


def clean_feed(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return the documents of a feed's entries; what is broken costs no more than itself."""
    charset = told_of(item, words).charset
    feed = read_json_feed(item.content) if is_json(item.content) else read_xml_feed(item.content, charset)
    addresses = [address for address in (url, *feed.addresses) if host_of(address)]
    base = addresses[0] if addresses else ""
    results: list[Document | Rejected] = []
    made = drafts(feed, base=base, fetched_at=item.fetched_at, words=words)
    for entry, draft in zip(feed.entries, made, strict=True):
        source = sources.find(item.source_id or entry.origin or base, draft.url)
        results.append(finished(draft, item, source))
    if feed.fault:
        results.append(rejected(item, "feed is broken", feed.fault))
    return tuple(results)


def read_xml_feed(content: bytes, charset: str = "") -> Feed:
    """Read a feed in XML; one cut short gives its whole entries and the fault.

    ``charset`` is the set of characters that the answer's header named.
    """
    # loaded here: runs that read no feed need not wait for it
    import feedparser

    content = _ENTITY.sub(b"", content) if b"<!ENTITY" in content else content
    content, headers = _in_utf_8(content, charset)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            # a stream, never a string: feedparser would take a string for an address or a path, and open it
            parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False,
                                      response_headers=headers)
    except Exception as error:  # feedparser lets out whatever its parsers raise on hostile bytes
        return Feed(fault=f"{type(error).__name__}: {error}"[:200])
    entries = [_entry(entry) for entry in parsed["entries"]]
    fault = ""
    if parsed["bozo"]:
        text = _decoded(content, str(parsed.get("encoding") or "utf-8"))
        is_cut = not _FEED_END.search(text)
        if is_cut and entries and _ends_inside_entry(text):
            entries.pop()
        if is_cut or len(entries) < len(_ENTRY_START.findall(text)):
            fault = _fault(parsed.get("bozo_exception"))
    elif not entries and not parsed.get("version"):
        fault = "neither RSS, Atom nor RDF"
    feed = parsed["feed"]
    own = [str(link.get("href", "")) for link in feed.get("links", ()) if link.get("rel") == "self"]
    return Feed(
        addresses=tuple(filter(None, (*own, _words(feed, "link")))),
        language=_words(feed, "language"),
        entries=tuple(entries),
        fault=fault,
    )


def _in_utf_8(content: bytes, charset: str) -> tuple[bytes, dict[str, str]]:
    """Return a feed in UTF-8, each mark for an entity being one, with the header that says so.

    One in an unusual set of characters is returned as it is: it says itself what it is.
    """
    stated = _DECLARED.match(content)
    text = decoded(content, charset, stated[1].decode("ascii") if stated else "")
    if text is None:
        return content, {}
    parts = _CDATA.split(text)
    # CDATA sections are every second part: there a mark stands for itself
    parts[::2] = [_BARE_MARK.sub("&amp;", _NAMED.sub(_by_number, part)) for part in parts[::2]]
    return "".join(parts).encode("utf-8", "replace"), {"content-type": "application/xml; charset=utf-8"}


def _by_number(named: re.Match[str]) -> str:
    """Return a letter that HTML has a name for by its number: XML knows five names, and drops others unsaid."""
    letters = html5.get(named[1] + ";", "")
    return "".join(f"&#{ord(letter)};" for letter in letters) or named[0]


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _ends_inside_entry(text: str) -> bool:
    """Tell whether the last entry of a feed is open at its end."""
    starts = [match.end() for match in _ENTRY_START.finditer(text)]
    return bool(starts) and not _ENTRY_END.search(text, starts[-1])


def _fault(error: object) -> str:
    """Return in words what feedparser stumbled over."""
    line = getattr(error, "getLineNumber", lambda: None)()
    message = getattr(error, "getMessage", lambda: str(error))()
    return f"line {line}: {message}" if line else str(message)[:200]


def _entry(entry: Any) -> Entry:
    """Return what feedparser found in one entry, in our own terms."""
    contents = [str(part.get("value", "")) for part in entry.get("content", ()) if _is_text(part)]
    origin = entry.get("source", {})
    return Entry(
        title=_words(entry, "title") or _words(entry, "itunes_title"),
        bodies=(*contents, *(_words(entry, name) for name in FULL_TEXTS), _words(entry, "summary")),
        link=_link(entry),
        guid=_words(entry, "id"),
        dates=tuple(filter(None, (_words(entry, name) for name in DATES))),
        moment=_moment(entry),
        byline=_byline(entry),
        labels=tuple(str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ())),
        language=_words(entry, "language") or _words(entry.get("title_detail", {}), "language"),
        origin=_words(origin, "href") or _words(origin, "link") if isinstance(origin, dict) else "",
    )


def _byline(entry: Any) -> str:
    """Return the authors; one as the feed has it, since feedparser cuts what stands beside an address of mail."""
    authors = [str(author.get("name", "")) for author in entry.get("authors", ()) if author.get("name")]
    stated = _words(entry, "author")
    return stated if len(authors) < 2 and "@" in stated else ", ".join(authors) or stated


def _is_text(part: Any) -> bool:
    """Tell whether a content is text: Atom may carry pictures."""
    kind = str(part.get("type") or "text/html").casefold()
    return kind.startswith("text/") or kind.endswith(("xhtml+xml", "html"))


def _link(entry: Any) -> str:
    """Return the address of an entry's page: the one that it had before it was counted, its own, or its id."""
    link = _words(entry, "feedburner_origlink") or _words(entry, "link")
    guid = _words(entry, "id")
    # an id stands for a link where it is one: feedparser resolves any word like one
    is_none = bool(guid) and link.endswith(guid) and not guid.startswith(("http://", "https://", "/"))
    return link if link and not is_none else next(_other_links(entry), "")


def _other_links(entry: Any) -> Iterator[str]:
    """Yield the links of an entry that may be its page, where it names no main one."""
    for link in entry.get("links", ()):
        if link.get("rel") not in ("enclosure", "self", "edit", "replies") and link.get("href"):
            yield str(link["href"])
    yield from (str(part["src"]) for part in entry.get("content", ()) if _is_text(part) and part.get("src"))


def _moment(entry: Any) -> datetime | None:
    """Return the time that feedparser made of a date, for the forms that only it knows."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = dict.get(entry, name)
        if parsed:
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError, TypeError):
                continue
    return None


def _words(record: Any, name: str) -> str:
    """Return a field where it is text; asked past feedparser's own fallbacks, which warn."""
    value = dict.get(record, name)
    return value if isinstance(value, str) else ""
