"""What a page says about itself: address, time of publication, language, site, sections."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from dayline.clean.dates import Published, read_published
from dayline.clean.drafts import language_code
from dayline.clean.markup import plain_line, scrub
from dayline.text.addresses import host_of
from dayline.text.normalize import fold

_ARTICLE_TYPES = re.compile(r"(?:.*Article|.*Posting|Report|WebPage|ClaimReview|.*Episode|.*Clip)")
_DATE_NAMES = ("article:published_time", "og:article:published_time", "datepublished", "datecreated", "pubdate",
               "publishdate", "publish-date", "publish_date", "published_time", "publication_date", "date",
               "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
               "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate", "displaydate")
_LANGUAGE_NAMES = ("og:locale", "content-language", "language", "lang", "dc.language", "dcterms.language")
_SECTION_NAMES = ("article:section", "section", "parsely-section", "articlesection")
_AUTHOR_NAMES = ("author", "parsely-author", "sailthru.author", "dc.creator", "article:author")
_LOGIN = re.compile(r"(?i:\w*admin|editor|webmaster|user|staff|root)\d*|[a-z0-9]+[-_.][a-z0-9]+")
_NAME = r"(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){1,3}"
_BY = re.compile(rf"By ({_NAME}(?:(?:, | and |, and ){_NAME})+)$")
# characters of the longest line that is looked at for the names of authors
LONGEST_LINE = 300
# words of the shortest form of a headline that is believed where it stands within another
HEADLINE_WORDS = 4
# characters of the same, for languages that write no spaces
HEADLINE_LETTERS = 25

# times on a page that are looked at
MOST_TIMES = 20

_TITLE_JOINTS = re.compile(r"\s+(?:[|–—·•»:-]|::|--)\s+")
_TITLE_TAIL = re.compile(r"\s*(?:[|–—·•»:_-]|::|--)\s*\S")

@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the head of a page says; each "" or () where it says nothing.

    ``times`` are those that stand anywhere on it, of other articles too.
    """

    address: str = ""
    site: str = ""
    language: str = ""
    byline: str = ""
    titles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def page_facts(tree: Any, *, url: str = "") -> PageFacts:
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
    return PageFacts(
        address=next(filter(None, (_address(value, url) for value in (*canonical, *stated, url))), ""),
        site=site,
        language=next(filter(None, map(language_code, languages)), ""),
        byline=_without_outlet(_byline(tree, named, articles), site),
        titles=tuple(_titles(tree, named, articles)),
        sections=tuple(dict.fromkeys(filter(None, map(_words, sections)))),
        dates=tuple(_stated_dates(tree, named, articles)),
        times=tuple(element.get("datetime") for element in tree.iter("time") if element.get("datetime"))[:MOST_TIMES],
    )


def page_published(facts: PageFacts, date_lines: list[str], guessed: str, *, fetched_at: datetime) -> Published:
    """Return when a page was published: as its head says, else as a line above its text, else as guessed.

    A date that a page states without a zone counts as that day.
    """
    readings = [read_published(stated, fetched_at=fetched_at, is_utc=False)
                for stated in (*facts.dates, *date_lines, guessed)]
    known = [reading for reading in readings if reading.at is not None]
    best = next((reading for reading in known if reading.confidence != "low"), known[0] if known else Published())
    # the same day with its time, where the page says that elsewhere
    known += [read_published(stated, fetched_at=fetched_at, is_utc=False) for stated in facts.times]
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


def _byline(tree: Any, named: dict[str, str], articles: list[dict[str, Any]]) -> str:
    """Return the authors: as JSON-LD names them, but by no login name, and with all whom the line on the page adds."""
    stated = next((names for article in articles if (names := _names(article.get("author")))), "")
    if " " not in stated:
        others = (plain_line(named.get(name, "")) for name in _AUTHOR_NAMES)
        stated = next((other for other in others if " " in other and not host_of(other)), stated)
        stated = "" if is_login(stated) else stated
    if stated and "," not in stated:
        for element in tree.iter("p", "span", "div", "address"):
            if "byline" in (element.get("class") or "").casefold():
                line = _BY.match(plain_line(element.text_content()[:LONGEST_LINE]))
                if line and fold(line[1]).startswith(fold(stated) + ", "):
                    return line[1]
    return stated


def _without_outlet(byline: str, site: str) -> str:
    """Return the authors without the site itself, where it stands behind them."""
    names, _, last = byline.rpartition(", ")
    return names if names and site and fold(last) == fold(site) else byline


def is_login(name: str) -> bool:
    """Tell whether a byline is the name by which somebody signs in to a site's own programs."""
    return _LOGIN.fullmatch(name) is not None


def _titles(tree: Any, named: dict[str, str], articles: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the ways in which a page says its headline."""
    stated = (named.get("og:title", ""), named.get("twitter:title", ""), *(_words(a.get("headline")) for a in articles))
    yield from filter(None, map(plain_line, stated))
    for heading in tree.iter("h1"):
        yield plain_line(heading.text_content())


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


def _names(author: Any) -> str:
    """Return the names of the authors in JSON-LD: an object, a string, or a list of them."""
    names = [_words(one.get("name") if isinstance(one, dict) else one) for one in _list(author)]
    return ", ".join(dict.fromkeys(name for name in names if name and not host_of(name)))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: Any) -> str:
    return plain_line(value) if isinstance(value, str) else ""
