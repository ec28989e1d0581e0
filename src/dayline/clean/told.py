"""What led to a page says of it: the entry of a feed, or the line of a sitemap."""

import json
from dataclasses import dataclass, fields
from datetime import datetime

from dayline.clean.bylines import plain_byline
from dayline.clean.dates import Published, read_published
from dayline.clean.drafts import language_code
from dayline.clean.markup import plain_line
from dayline.clean.page_words import PageWords
from dayline.model.source import RawItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The headline, byline, date, language and address that something else gives a page, each "" for none.

    ``url`` is the address by which it is known there: page and entry are one item. ``charset`` is the set of
    characters that the header of the answer named.
    """

    url: str = ""
    headline: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    charset: str = ""

    def dated(self, own: Published, *, fetched_at: datetime) -> Published:
        """Return when the page was published: as it says itself to the minute, else as it is told."""
        if own.confidence == "time" or not self.published:
            return own
        told = read_published(self.published, fetched_at=fetched_at)
        return own if told.confidence == "low" or (told.confidence == "day" and own.confidence == "day") else told


def told_of(item: RawItem, words: PageWords) -> Told:
    """Return what is told of an item; what cannot be read says nothing."""
    if not item.told:
        return Told()
    try:
        stated = json.loads(item.told)
    except (ValueError, RecursionError):
        return Told()
    if not isinstance(stated, dict):
        return Told()
    held = {field.name: value for field in fields(Told) if isinstance(value := stated.get(field.name), str)}
    told = Told(**held)
    return Told(
        url=told.url,
        headline=plain_line(told.headline),
        byline=plain_byline(told.byline, words),
        published=told.published,
        language=language_code(told.language),
        charset=told.charset,
    )
