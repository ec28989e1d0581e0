"""Which kind of file is this: told from its first bytes, and from its name only where they leave it open."""

import codecs
import json
import re
from typing import Literal

FileKind = Literal["documents", "array", "object", "export", "feed", "page", "mail", "warc", "list", "unknown"]

DOCUMENT = "application/x-dayline-document+json"
FEED = "application/x-feed"
PAGE = "text/html"
TELEGRAM = "application/x-telegram-message+json"
EXPORTED = "application/x-telegram-export+json"
PREVIEW = "application/x-telegram-preview+html"
MAIL = "message/rfc822"
FRONT_PAGE = "application/x-front-page+html"
SITEMAP = "application/x-sitemap+xml"
SITEMAP_INDEX = "application/x-sitemap-index+xml"
LIST = "application/x-article-list"

_PACKINGS = (".gz", ".bz2", ".xz")
_PAGE_NAMES = (".html", ".htm", ".xhtml")
_FEED_NAMES = (".rss", ".atom", ".rdf", ".xml")
_LINE_NAMES = (".ndjson", ".jsonl")
_MAIL_NAMES = (".eml",)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_PAGE_ROOTS = frozenset(
    {"html", "head", "body", "title", "meta", "link", "div", "p", "span", "table", "main", "article"}
)

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!(?!doctype\s+html|--)[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.I
)
_ROOT = re.compile(r"\s*<(?:!(doctype\s+html)|(?:[\w.-]+:)?([A-Za-z][\w.-]*))", re.I)
# characters within which a page without a page's name must show that it is one
MARK_WITHIN = 1024
_PAGE_MARK = re.compile(r"<(?:html|!doctype\s+html|head|body)\b", re.I)
# a feed behind what the program that makes it complains of
_FEED_MARK = re.compile(r"<\?xml\b[^<]*<(?:rss|feed|rdf:RDF)\b|<rss\b[^>]*\bversion", re.I)
_WARC = re.compile(r"WARC/\d")
# a mail without a mail's name opens with a header that others lack
_MAIL_MARK = re.compile(r"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID): ", re.I)
# what shows the public preview of a Telegram channel
PREVIEW_MARK = re.compile(rb"\btgme_(?:widget_message|channel_info)")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
# lists of articles: GDELT's and Media Cloud's, as JSON or as a table
_LIST = re.compile(r'"(?:articles|stories)"\s*:\s*\[\s*(?:\]|\{[^{}]*"url"\s*:)')
_LIST_COLUMNS = frozenset({"url", "title"})
_CHARSET = re.compile(r"(?i)\bcharset\s*=\s*[\"']?([\w.:-]{1,40})")
_CHATS = re.compile(r'"(?:chats|left_chats)"\s*:\s*\{')


def bare_name(name: str) -> str:
    """Return a file's name without the endings of compression."""
    for ending in _PACKINGS:
        name = name.removesuffix(ending)
    return name


def decoded(head: bytes) -> str:
    """Return the beginning of a file as text, undecodable bytes replaced."""
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    return head.decode(encoding, "replace").lstrip("\ufeff")


def kind_of(head: bytes, name: str) -> FileKind:
    """Return the kind of a file from its first bytes (unpacked) and its name.

    "documents": an object a line. "array": a JSON array of objects. "object": one JSON object over several
    lines. "export": a Telegram export with its messages in a list. "feed" includes JSON Feed. "list": one of articles.
    """
    text, name = decoded(head).lstrip(), bare_name(name.casefold())
    if _WARC.match(text):
        return "warc"
    if name.endswith(_MAIL_NAMES) or _MAIL_MARK.match(text):
        return "mail"
    columns = {name.strip().casefold() for name in text[:MARK_WITHIN].partition("\n")[0].split(",")}
    if columns >= _LIST_COLUMNS:
        return "list"
    if text.startswith("<"):
        return _kind_of_markup(text, name)
    if name.endswith(_LINE_NAMES):
        return "documents"
    if text.startswith("["):
        return "array"
    if text.startswith("{"):
        return _kind_of_json(text)
    if _FEED_MARK.search(text[:MARK_WITHIN]):
        return "feed"
    if name.endswith(_PAGE_NAMES) or _PAGE_MARK.search(text[:MARK_WITHIN]):
        return "page" if "\x00" not in text else "unknown"
    return "documents" if re.search(r'^\s*\{"', text, re.MULTILINE) else "unknown"


def _kind_of_markup(text: str, name: str) -> FileKind:
    position = 0
    while prologue := _PROLOGUE.match(text, position):
        position = prologue.end()
    root = _ROOT.match(text, position)
    tag = (root[2] or "html").casefold() if root else ""
    if tag in _FEED_ROOTS:
        return "feed"
    if tag in _PAGE_ROOTS or name.endswith(_PAGE_NAMES):
        return "page"
    if re.search(r"<(?:\w+:)?(?:rss|feed|channel|item|entry)\b", text) or name.endswith(_FEED_NAMES[:3]):
        return "feed"
    return "page" if _PAGE_MARK.search(text) else "unknown"


def _kind_of_json(text: str) -> FileKind:
    first, _, rest = text.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        whole_line = False
    else:
        whole_line = True
    if whole_line and rest.lstrip().startswith("{"):
        return "documents"
    if _JSON_FEED.search(text):
        return "feed"
    if _LIST.search(text):
        return "list"
    if _MESSAGES.search(text) or _CHATS.search(text):
        return "export"
    return "object" if not whole_line and first.strip() == "{" else "documents"


def charset_of(content_type: str) -> str:
    """Return the set of characters that a Content-Type header names, "" for none and for UTF-8, which is assumed."""
    stated = _CHARSET.search(content_type)
    return stated[1] if stated and stated[1].casefold() not in ("utf-8", "utf8") else ""


def media_type_of(record: object) -> str:
    """Return the media type of one parsed JSON value: a Telegram message shows itself by its fields."""
    if isinstance(record, dict):
        telegram = {"message_id", "peer_id", "date_unixtime", "text_entities"} & record.keys()
        if telegram or record.get("_") in ("Message", "MessageService"):
            return TELEGRAM
    return DOCUMENT
