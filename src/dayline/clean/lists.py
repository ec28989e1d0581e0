"""Lists of articles of many outlets, as GDELT and Media Cloud give them, in JSON or CSV: headlines, each of its outlet.

GDELT DOC 2.0 (mode ArtList): {"articles": [{"url", "title", "seendate", …}]}, or URL,MobileURL,Date,Title.
Media Cloud (story-list and its downloads): {"stories": [{"url", "title", "publish_date", "language", …}]}, or the same
as columns.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import datetime

from dayline.clean.dates import Published, read_published
from dayline.clean.drafts import Draft, finished, language_code, rejected
from dayline.clean.markup import plain_line, scrub
from dayline.clean.page_words import PageWords
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.addresses import host_of
from dayline.text.sources import SourceBook

_LISTS = ("articles", "stories")
_DATES = ("publish_date", "seendate", "date")
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
# before a point or mark that ends a title, GDELT leaves a space
_LOOSE_MARK = re.compile(r"\s+(?=[,.;:!?%)])|(?<=[(])\s+")


def clean_list(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return a headline for each entry of a list, under the outlet that its address says."""
    rows = _rows(item.content.decode("utf-8-sig", "replace"))
    if isinstance(rows, str):
        return (rejected(item, "no list of articles", rows),)
    results: list[Document | Rejected] = []
    for number, row in enumerate(rows, 1):
        draft = _draft(row, item.fetched_at)
        if draft is None:
            results.append(rejected(item, "an entry without address or title", f"entry {number}"))
        else:
            results.append(finished(draft, item, sources.find("", draft.url)))
    return tuple(results)


def _rows(text: str) -> list[dict[str, object]] | str:
    """Return the entries of a list, or why there are none."""
    if not text.lstrip().startswith("{"):
        return list(_table(text))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        return str(error)[:200]
    # GDELT's answer to a query without results is an empty object
    entries: object = next((found[name] for name in _LISTS if name in found), [])
    if not isinstance(entries, list):
        return "no list in it"
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _table(text: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a table with a first line of names."""
    lines = csv.reader(text.replace("\0", "").splitlines())
    try:
        names = [name.strip().casefold() for name in next(lines, [])]
        for line in lines:
            if line:
                yield dict(zip(names, line, strict=False))
    except csv.Error:
        return


def _draft(row: dict[str, object], fetched_at: datetime) -> Draft | None:
    address, title = scrub(_words(row, "url")).strip(), _LOOSE_MARK.sub("", plain_line(_words(row, "title")))
    if not title or not host_of(address) or not re.match(r"(?i)https?://", address):
        return None
    return Draft(headline=title, text="", published=_published(row, fetched_at), url=address,
                 language=language_code(_words(row, "language")))  # fmt: skip


def _published(row: dict[str, object], fetched_at: datetime) -> Published:
    """Return the day that an entry says: what time it says is when the list saw the article."""
    stated = next((match for name in _DATES if (match := _DAY.match(_words(row, name)))), None)
    day = stated[0].replace("-", "") if stated else ""
    return read_published(f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else "", fetched_at=fetched_at)


def _words(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""
