"""Entries of feeds, whatever the kind of feed, and the drafts that they make."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from dayline.clean.boilerplate import once, without_notices
from dayline.clean.bylines import plain_byline
from dayline.clean.dates import Published, published_at, published_on, read_published
from dayline.clean.drafts import Draft, language_code
from dayline.clean.markup import plain_line, plain_paragraphs, scrub
from dayline.clean.page_words import PageWords
from dayline.text.addresses import article_address
from dayline.text.fingerprints import short_id

# labels of one entry that are read, and characters of each: outlets give up to thirty
MOST_LABELS = 50
LONGEST_LABEL = 200
# digits of the shortest date that says a day: the year, and which of its days it is
DIGITS_OF_A_DAY = 7

_CLOCK = re.compile(r"\d:\d|T\d{4}")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the feed has it: ``bodies`` are its texts in markup, the fullest kind first.

    ``dates`` are what it says of its publication, the best first; ``moment`` that time where the feed's own
    reader understood more. ``origin`` is the feed that an aggregator took it from.
    """

    title: str = ""
    bodies: tuple[str, ...] = ()
    link: str = ""
    guid: str = ""
    dates: tuple[str, ...] = ()
    moment: datetime | None = None
    byline: str = ""
    labels: tuple[str, ...] = ()
    language: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed read: its addresses (its own first, then its site's), language and entries.

    ``fault`` says what of it could not be read, "" where all could.
    """

    addresses: tuple[str, ...] = ()
    language: str = ""
    entries: tuple[Entry, ...] = ()
    fault: str = ""


def drafts(feed: Feed, *, base: str, fetched_at: datetime, words: PageWords) -> list[Draft]:
    """Return the draft of each entry; links are resolved against ``base``."""
    links = [_absolute(entry.link, base) for entry in feed.entries]
    uses = Counter(map(article_address, links))
    times = [_published(entry, fetched_at, words) for entry in feed.entries]
    return [
        _draft(entry, link, feed.language, published, words, is_own=uses[article_address(link)] == 1)
        for entry, link, published in zip(feed.entries, links, times, strict=True)
    ]


def _draft(
    entry: Entry, link: str, language: str, published: Published, words: PageWords, *, is_own: bool
) -> Draft:
    """Return the draft of an entry; ``is_own`` says that no other entry of the feed has its link."""
    headline = plain_line(entry.title)
    guid = scrub(entry.guid).strip() or short_id(link, headline)
    return Draft(
        headline=headline,
        text=_text(entry.bodies, headline, words),
        published=published,
        url=link,
        key="" if is_own and article_address(link) else guid,
        byline=plain_byline(entry.byline, words),
        language=language_code(entry.language or language),
        labels=_labels(entry.labels),
    )


def _text(bodies: Sequence[str], headline: str, words: PageWords) -> str:
    """Return the longest body as plain paragraphs, without the headline again and without notices."""
    texts = [once(without_notices(plain_paragraphs(body), words.notices)) for body in bodies if body]
    text = max(texts, key=len, default="")
    first, _, rest = text.partition("\n\n")
    return rest if first == headline else text


def _published(entry: Entry, fetched_at: datetime, words: PageWords) -> Published:
    for stated in entry.dates:
        published = read_published(stated, fetched_at=fetched_at, words=words)
        if published.at is not None:
            return published
    if entry.moment is None:
        return Published()
    stated = " ".join(entry.dates)
    if _CLOCK.search(stated):
        return published_at(entry.moment, fetched_at=fetched_at)
    # a year and its day are a date; a month, or a week, is not, whatever is made of it
    is_day = len(_DIGIT.findall(stated)) >= DIGITS_OF_A_DAY and "W" not in stated
    return published_on(entry.moment.date(), fetched_at=fetched_at) if is_day else Published(at=entry.moment)


def _labels(stated: Sequence[str]) -> tuple[str, ...]:
    """Return the labels as plain text, each once."""
    labels = (plain_line(label[:LONGEST_LABEL]) for label in stated[:MOST_LABELS])
    return tuple(dict.fromkeys(label for label in labels if label))


def _absolute(link: str, base: str) -> str:
    """Return an address resolved against that of its feed; what is no address of the web stays as it is."""
    link = scrub(link).strip()
    try:
        return urljoin(base, link) if link and base else link
    except ValueError:
        return link
