"""What every kind of cleaning ends in: a document, or the reason why there is none."""

import re
from dataclasses import dataclass

from dayline.clean.dates import Published
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, Source
from dayline.text.addresses import LONGEST_ADDRESS, article_address
from dayline.text.fingerprints import document_id, item_id, sha256_hex, short_id

STAGE = "clean"

# characters of the longest text that is read: the parser's own limit; a long magazine piece has 60,000
MAX_TEXT = 1_000_000
# characters of the longest other fields: ten times the longest among 28,000 documents, or more
MAX_HEADLINE = 5_000
MAX_ID = 1_024
MAX_BYLINE = 5_000

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The words of an item and what is known about them, not yet checked.

    ``key`` names the item in its source where its address cannot.
    """

    headline: str
    text: str
    published: Published
    url: str = ""
    key: str = ""
    given_id: str = ""
    byline: str = ""
    language: str = ""
    labels: tuple[str, ...] = ()


def rejected(item: RawItem, reason: str, detail: str = "") -> Rejected:
    """Return the record that says why an item, or part of one, gives no document."""
    name = item.name or item.url or item.sha256[:16]
    return Rejected(item_id=_storable(name), stage=STAGE, reason=reason, detail=_storable(detail))


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)


def language_code(stated: str) -> str:
    """Return the primary language of a BCP 47 tag in lower case ("en" of "en-GB"); "" where there is none."""
    tag = _LANGUAGE.fullmatch(stated.strip())
    return tag[1].casefold() if tag and tag[1].casefold() not in ("und", "mul", "zxx") else ""


def finished(draft: Draft, item: RawItem, source: Source) -> Document | Rejected:
    """Return the document of a draft, or why it cannot be one."""
    fault = _fault(draft, source)
    if fault:
        return rejected(item, fault, _shown(draft))
    key = draft.key or article_address(draft.url) or draft.given_id or short_id(draft.headline, draft.text)
    return Document(
        id=document_id(source.id, key, draft.headline, draft.text),
        item_id=item_id(source.id, key),
        given_id=draft.given_id,
        source_id=source.id,
        source_name=source.name,
        url=draft.url,
        headline=draft.headline,
        byline=draft.byline,
        text=draft.text,
        language=draft.language,
        published_at=draft.published.at,
        published_on=draft.published.on,
        published_confidence=draft.published.confidence,
        fetched_at=item.fetched_at,
        sha256=sha256_hex(draft.text.encode()),
        raw_sha256=item.sha256,
        labels=draft.labels,
    )


def _fault(draft: Draft, source: Source) -> str:
    """Return why a draft cannot be a document, "" where it can."""
    written = (draft.headline, draft.text, draft.url, draft.key, draft.given_id, draft.byline, *draft.labels,
               source.id, source.name)
    if any(_UNSTORABLE.search(part) for part in written):
        return "holds NUL or half a character"
    if not (draft.headline.strip() or draft.text.strip()):
        return "neither headline nor text"
    for name, words, most in (
        ("text", draft.text, MAX_TEXT),
        ("headline", draft.headline, MAX_HEADLINE),
        ("address", draft.url, LONGEST_ADDRESS),
        ("id", draft.given_id, MAX_ID),
        ("byline", draft.byline, MAX_BYLINE),
    ):
        if len(words) > most:
            return f"{name} longer than {most:,} characters"
    if not any(map(str.isalpha, draft.headline)) and not any(map(str.isalpha, draft.text)):
        return "no letters"
    return ""


def _shown(draft: Draft) -> str:
    """Return how a person may know a draft again: its id, address or first words."""
    words = draft.given_id or draft.url or draft.headline.strip() or draft.text.strip()
    return words[:80]
