"""What an answer is: a feed, a channel's preview, a sitemap, a front page or an article, told from its bytes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from dayline.ingest import kinds
from dayline.ingest.front_pages import Link, front_page_links, named_feed
from dayline.ingest.packed import HEAD_BYTES
from dayline.ingest.sitemaps import index_links, plain, sitemap_links
from dayline.model.source import Source, SourceKind

FormName = Literal["feed", "preview", "list of articles", "sitemap", "index of sitemaps", "front page"]

_SITEMAP = re.compile(rb"<(?:\w+:)?urlset\b")
_SITEMAP_INDEX = re.compile(rb"<(?:\w+:)?sitemapindex\b")
# what stands for a date in the address of a source whose lists are asked for by date
_DAY = re.compile(r"\{day(?:-(\d{1,3}))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form that a source's own address may have: how it is known, and the links to articles in it."""

    name: FormName
    media_type: str
    fits: Callable[[bytes], bool]
    links: Callable[[bytes, str, Source], tuple[Link, ...]] = lambda content, url, source: ()


def _is_kind(kind: kinds.FileKind) -> Callable[[bytes], bool]:
    return lambda content: kinds.kind_of(content[:HEAD_BYTES], "") == kind


def _is_preview(content: bytes) -> bool:
    # a feed may carry messages of a channel within its entries
    return _is_kind("page")(content) and bool(kinds.PREVIEW_MARK.search(content))


def _is_list(content: bytes) -> bool:
    # an empty object is GDELT's list of nothing
    return content.strip() == b"{}" or _is_kind("list")(content)


# THE TABLE of forms; the first that fits is taken.
FORMS: tuple[Form, ...] = (
    Form(name="preview", media_type=kinds.PREVIEW, fits=_is_preview),
    Form(name="feed", media_type=kinds.FEED, fits=_is_kind("feed")),
    Form(name="list of articles", media_type=kinds.LIST, fits=_is_list),
    Form(
        name="sitemap",
        media_type=kinds.SITEMAP,
        fits=lambda content: bool(_SITEMAP.search(plain(content, HEAD_BYTES)[:HEAD_BYTES])),
        links=lambda content, url, source: sitemap_links(content),
    ),
    Form(
        name="index of sitemaps",
        media_type=kinds.SITEMAP_INDEX,
        fits=lambda content: bool(_SITEMAP_INDEX.search(plain(content, HEAD_BYTES)[:HEAD_BYTES])),
        links=lambda content, url, source: index_links(content, url),
    ),
    Form(
        name="front page",
        media_type=kinds.FRONT_PAGE,
        fits=_is_kind("page"),
        links=lambda content, url, source: front_page_links(content, url, source.links),
    ),
)

# What a site lists its articles in, directly or by way of others.
SITEMAPS: tuple[FormName, ...] = ("sitemap", "index of sitemaps")

# Which forms each kind of source may have.
WANTED: dict[SourceKind, tuple[FormName, ...]] = {
    "feed": ("feed",),
    "telegram": ("preview",),
    "page": ("front page", *SITEMAPS, "feed"),
    "statements": ("feed", "front page", *SITEMAPS),
    "agency": ("feed", "front page", *SITEMAPS),
    "list": ("list of articles",),
    "archive": (),
}


def is_asked(source: Source) -> bool:
    """Tell whether a source has an address of the web to ask."""
    return bool(WANTED[source.kind]) and source.url.startswith(("http://", "https://"))


def address_at(url: str, moment: datetime) -> str:
    """Return a source's address as it is asked at a moment: "{day}" in it is the date in UTC, "{day-7}" a week ago."""
    return _DAY.sub(lambda found: f"{moment.astimezone(UTC).date() - timedelta(days=int(found[1] or 0))}", url)


def form_of(content: bytes, source: Source, url: str) -> Form | str:
    """Return the form of an answer from a source's own address, or in words why it is of no use."""
    if not content.strip():
        return "gave an empty answer"
    form = next((form for form in FORMS if form.fits(content)), None)
    if form is not None and form.name in WANTED[source.kind]:
        return form
    wanted = " or ".join(WANTED[source.kind])
    if form is not None and form.name == "front page":
        feed = named_feed(content, url) if "feed" in WANTED[source.kind] else ""
        return f"gave a web page, not a {wanted}" + (f"; the page names the feed {feed}" if feed else "")
    return f"gave {_named(form)}, not a {wanted}"


def _named(form: Form | None) -> str:
    return f"{'an' if form.name[0] in 'aeiou' else 'a'} {form.name}" if form else "something else"


def links_of(media_type: str, content: bytes, url: str, source: Source) -> tuple[Link, ...]:
    """Return the links to articles in an answer of one of the forms; none where its parser stumbles."""
    form = next((form for form in FORMS if form.media_type == media_type), None)
    try:
        return form.links(content, url, source) if form else ()
    except Exception:  # the parsers let out whatever they meet in hostile bytes
        return ()


def is_page(content: bytes) -> bool:
    """Tell whether an answer is a web page."""
    return kinds.kind_of(content[:HEAD_BYTES], "") == "page"
