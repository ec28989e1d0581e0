"""Documents given as JSON objects: checked, and carried over character for character."""

import json

from dayline.clean.dates import read_published
from dayline.clean.drafts import Draft, finished, language_code, rejected
from dayline.clean.page_words import PageWords
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.sources import SourceBook

_JSON_TYPES: dict[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    str: "a string",
}


class _NotADocumentError(ValueError):
    """The object lacks a field, or has one of another type."""


def clean_document(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return the document of one JSON object with headline and text unchanged, or why it is none."""
    try:
        record = json.loads(item.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return (rejected(item, "not UTF-8", f"byte {error.start}"),)
    except (ValueError, RecursionError) as error:
        return (rejected(item, "broken JSON", str(error)[:200]),)
    if not isinstance(record, dict):
        return (rejected(item, "not a JSON object", f"but {_json_type(record)}"),)
    try:
        draft, source_name = _draft(record, item, url)
    except _NotADocumentError as error:
        return (rejected(item, str(error)),)
    return (finished(draft, item, sources.find(item.source_id or source_name, draft.url)),)


def _draft(record: dict[str, object], item: RawItem, url: str) -> tuple[Draft, str]:
    """Return the draft of an object, and what it calls its source."""
    given_id = _words(record, "id")
    if not given_id.strip():
        raise _NotADocumentError("no id")
    published = read_published(_words(record, "published"), fetched_at=item.fetched_at)
    draft = Draft(
        headline=_words(record, "title"),
        text=_words(record, "text"),
        published=published,
        url=_words(record, "url") or url,
        given_id=given_id,
        byline=_words(record, "author"),
        language=language_code(_words(record, "language")),
    )
    return draft, _words(record, "source")


def _words(record: dict[str, object], name: str) -> str:
    """Return a field that is a string, null or missing; raise for any other type."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _NotADocumentError(f"{name} is {_json_type(value)}, not a string")
    return value


def _json_type(value: object) -> str:
    return _JSON_TYPES.get(type(value), "null")
