"""What a page says about itself: address, time of publication, language, site, sections."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, takewhile
from typing import Any
from urllib.parse import urljoin

from dayline.clean.bylines import byline_of, signed_line
from dayline.clean.dates import Published, is_date_line, read_published
from dayline.clean.drafts import language_code
from dayline.clean.markup import plain_line, scrub
from dayline.clean.page_words import NO_WORDS, PageWords
from dayline.text.addresses import host_of
from dayline.text.normalize import fold

_ARTICLE_TYPES = re.compile(r"(?:.*Article|.*Posting|Report|.*WebPage|ClaimReview|.*Episode|.*Clip)")
_DATE_NAMES = ("article:published_time", "og:article:published_time", "datepublished", "datecreated", "pubdate",
               "publishdate", "publish-date", "publish_date", "published_time", "publication_date", "date",
               "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
               "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate", "displaydate")
_LANGUAGE_NAMES = ("og:locale", "content-language", "language", "lang", "dc.language", "dcterms.language")
_SECTION_NAMES = ("article:section", "section", "parsely-section", "articlesection")
# words of the shortest form of a headline that is believed where it stands within another
HEADLINE_WORDS = 4
# characters of the same, for languages that write no spaces
HEADLINE_LETTERS = 25

# times on a page that are looked at
MOST_TIMES = 20
# elements behind the first heading among which its date stands, and characters of the longest that only dates it
BESIDE_HEADING = 60
LONGEST_DATE = 60

_TITLE_JOINTS = re.compile(r"\s+(?:[|–—·•»:-]|::|--)\s+")
_TITLE_TAIL = re.compile(r"\s*(?:[|–—·•»:_-]|::|--)\s*\S")

@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the head of a page says; each "" or () where it says nothing.

    ``headline`` is what JSON-LD and a heading agree on, ``outlets`` what its title calls the site. ``beside`` are the
    dates that stand behind its heading, ``times`` those that stand anywhere on it, of other articles too.
    """

    address: str = ""
    site: str = ""
    language: str = ""
    byline: str = ""
    headline: str = ""
    outlets: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def page_facts(tree: Any, words: PageWords, *, url: str = "") -> PageFacts:
    """Read the facts of a parsed page (an lxml element); relative addresses are resolved against ``url``."""
    named = _named_values(tree)
    articles = list(_linked_data(tree))
    stated = [named.get(name, "") for name in ("og:url", "twitter:url")]
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    languages = (tree.get("lang") or tree.get("xml:lang") or "", *(named.get(name, "") for name in _LANGUAGE_NAMES),
                 *(_words(article.get("inLanguage")) for article in articles))
    sections = [named[name] for name in _SECTION_NAMES if name in named]
    for article in articles:
        section = article.get("articleSection")
        sections += [section] if isinstance(section, str) else section if isinstance(section, list) else []
    site = plain_line(named.get("og:site_name", ""))
    signed, signed_on = signed_line(tree, words)
    return PageFacts(
        address=next(filter(None, (_address(value, url) for value in (*canonical, *stated, url))), ""),
        site=site,
        language=next(filter(None, map(language_code, languages)), ""),
        byline=byline_of(tree, named, articles, words) or signed,
        headline=_agreed(tree, articles),
        outlets=tuple(filter(None, (site, _title_tail(tree)))),
        titles=tuple(_titles(tree, named, articles)),
        sections=tuple(dict.fromkeys(filter(None, map(_words, sections)))),
        dates=tuple(filter(None, (*_stated_dates(tree, named, articles), signed_on))),
        beside=tuple(_beside_heading(tree)),
        times=tuple(element.get("datetime") for element in tree.iter("time") if element.get("datetime"))[:MOST_TIMES],
    )


def page_published(
    facts: PageFacts, date_lines: list[str], guessed: str, *, fetched_at: datetime, words: PageWords = NO_WORDS
) -> Published:
    """Return when a page was published: as its head says, else as a line above its text, else as guessed.

    A date that a page states without a zone counts as that day.
    """
    beside = [line for line in facts.beside if is_date_line(line, words)]
    readings = [read_published(stated, fetched_at=fetched_at, is_utc=False, words=words)
                for stated in (*facts.dates, *date_lines, *beside, guessed)]
    known = [reading for reading in readings if reading.at is not None]
    best = next((reading for reading in known if reading.confidence != "low"), known[0] if known else Published())
    # the same day with its time, where the page says that elsewhere
    known += [read_published(stated, fetched_at=fetched_at, is_utc=False, words=words) for stated in facts.times]
    return next((reading for reading in known if reading.confidence == "time" and _is_of(best.on, reading)), best)


def _is_of(day: date | None, reading: Published) -> bool:
    return day is not None and reading.at is not None and reading.at.date() == day


def without_site(title: str, names: tuple[str, ...], titles: tuple[str, ...] = ()) -> str:
    """Return a title without the name of the site at its end or beginning; ``titles`` are other forms of it.

    Where another form stands at its end, and a joint before that, the rest is the site's, whatever it says; so is what
    follows on a joint where another form stands at its beginning.
    """
    for bare in titles:
        rest = title.removeprefix(bare)
        if rest != title and _is_headline(bare) and _TITLE_TAIL.match(rest):
            return bare
        before = title.removesuffix(bare)
        is_joined = before.endswith(": ") and _TITLE_JOINTS.search(before) is not None
        if _is_headline(bare) and before != title and is_joined:
            return bare
    parts = _TITLE_JOINTS.split(title)
    if len(parts) < 2:
        return title
    known = {re.sub(r"\W+", "", fold(name)) for name in names if name}
    if re.sub(r"\W+", "", fold(parts[-1])) in known or _is_desk(title, parts[-1], names):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»:-")
    if re.sub(r"\W+", "", fold(parts[0])) in known:
        return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    return title


def _is_desk(title: str, last: str, names: tuple[str, ...]) -> bool:
    """Tell whether a title ends in one of the site's desks: its name behind a bar, and one word more."""
    words = fold(last).split()
    is_barred = title.removesuffix(last).rstrip().endswith("|")
    return is_barred and any(name and words[:-1] == fold(name).split() for name in names)


def _is_headline(text: str) -> bool:
    """Tell whether a form of a title says enough to be one."""
    return len(text.split()) >= HEADLINE_WORDS or len(text) >= HEADLINE_LETTERS


def _named_values(tree: Any) -> dict[str, str]:
    """Return the contents of meta elements by name, property or itemprop; the first of a name counts."""
    values: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and meta.get(attribute):
                values.setdefault(meta.get(attribute).casefold(), content.strip())
    return values


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD that speak of an article."""
    for script in tree.iter("script"):
        if (script.get("type") or "").casefold() != "application/ld+json" or not script.text:
            continue
        try:
            found = json.loads(script.text.strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = found if isinstance(found, list) else [found]
        waiting += [part for block in waiting if isinstance(block, dict) for part in _list(block.get("@graph"))]
        for block in waiting:
            if isinstance(block, dict) and any(
                isinstance(name, str) and _ARTICLE_TYPES.fullmatch(name) for name in _list(block.get("@type"))
            ):
                yield block


def _titles(tree: Any, named: dict[str, str], articles: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the ways in which a page says its headline."""
    stated = (named.get("og:title", ""), named.get("twitter:title", ""), *(_words(a.get("headline")) for a in articles))
    yield from filter(None, map(plain_line, stated))
    for heading in tree.iter("h1"):
        yield plain_line(heading.text_content())


def _agreed(tree: Any, articles: list[dict[str, Any]]) -> str:
    """Return the heading that JSON-LD gives as the headline too; titles for sharing may be others."""
    stated = {_letters(_words(article.get("headline"))) for article in articles} - {""}
    headings = (plain_line(heading.text_content()) for heading in tree.iter("h1")) if stated else ()
    return next((heading for heading in headings if _letters(heading) in stated), "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _title_tail(tree: Any) -> str:
    """Return what stands behind the last joint of a page's title: mostly its site."""
    title = tree.find(".//title")
    parts = _TITLE_JOINTS.split(plain_line(title.text or "")) if title is not None else []
    return parts[-1] if len(parts) > 1 else ""


def _beside_heading(tree: Any) -> Iterator[str]:
    """Yield the times, and the texts short enough to be a date, of what follows on the first heading.

    Then of what stands before it in the same block: before that there may be the day on which the page was asked for.
    """
    heading = next((heading for heading in tree.iter("h1") if _letters(heading.text_content())), None)
    if heading is None:
        return
    block = heading.getparent()
    before = [] if block is None or block.tag == "body" else block.iterdescendants()
    beside = heading.xpath(f"following::*[position() <= {BESIDE_HEADING}]")
    beside += list(takewhile(lambda element: element is not heading, islice(before, BESIDE_HEADING)))
    for element in beside:
        if element.get("datetime"):
            yield element.get("datetime")
        words = (element.text or "") + "".join((child.text or "") + (child.tail or "") for child in element[:3])
        if any(map(str.isdigit, words)) and len(words) <= LONGEST_DATE and len(element) <= 3:
            yield plain_line(words)


def _stated_dates(tree: Any, named: dict[str, str], articles: list[dict[str, Any]]) -> Iterator[str]:
    for article in articles:
        yield _words(article.get("datePublished"))
    yield from (named[name] for name in _DATE_NAMES if name in named)
    for element in tree.iter("time", "span", "abbr"):
        marks = f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate') is not None}".casefold()
        if "datepublished" in marks or "published" in marks or "true" in marks:
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _address(stated: str, url: str) -> str:
    """Return an absolute address of the web, "" for anything else."""
    try:
        address = urljoin(url, scrub(stated).strip()) if url else scrub(stated).strip()
    except ValueError:
        return ""
    return address if host_of(address) and re.match(r"(?i)https?://", address) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: Any) -> str:
    return plain_line(value) if isinstance(value, str) else ""
