"""Lists for machines: sitemap, news sitemap, and the sources as OPML."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from xml.etree.ElementTree import Element

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.review import Artifact
from dayline.publish.forms import moment_form
from dayline.publish.links import Site, day_path, safe_url
from dayline.publish.views import headline_of
from dayline.publish.xmlfiles import add, xml_artifact

SITEMAP, NEWS_SITEMAP, OPML = "sitemap.xml", "news-sitemap.xml", "sources.opml"
# Addresses in one sitemap, as sitemaps.org allows.
MOST_ADDRESSES = 50_000
# Days, the newest among them, whose pages are news to search engines.
NEWS_DAYS = 2

_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[tuple[str, date]], *, site: Site) -> Artifact:
    """Return the sitemap of pages and the days of their last change, the first ones where there are too many."""
    root = Element("urlset", {"xmlns": _SITEMAP_SPACE})
    for path, changed in islice(pages, MOST_ADDRESSES):
        url = add(root, "url")
        add(url, "loc", site.address_of(path))
        add(url, "lastmod", changed.isoformat())
    return xml_artifact(SITEMAP, root, media_type="application/xml")


def news_sitemap(digests: Sequence[Digest], *, site: Site) -> Artifact:
    """Return the news sitemap: days of the two dates that end with the newest, given in order of days."""
    root = Element("urlset", {"xmlns": _SITEMAP_SPACE})
    recent = [d for d in digests[-NEWS_DAYS:] if d.date > digests[-1].date - timedelta(days=NEWS_DAYS)]
    for digest in reversed(recent):
        url = add(root, "url")
        add(url, "loc", site.address_of(day_path(digest.day)))
        news = add(url, "news:news")
        publication = add(news, "news:publication")
        add(publication, "news:name", site.title)
        add(publication, "news:language", "en")
        add(news, "news:publication_date", moment_form(digest.cutoff))
        add(news, "news:title", headline_of(digest))
    return xml_artifact(NEWS_SITEMAP, root, media_type="application/xml")


def opml(crisis: Crisis, *, site: Site) -> Artifact:
    """Return the sources of the crisis as OPML: those with a feed as feeds, others as links."""
    root = Element("opml", {"version": "2.0"})
    add(add(root, "head"), "title", f"{site.title}: sources")
    body = add(root, "body")
    for source in crisis.sources:
        url = safe_url(source.url)
        if source.kind == "feed" and url:
            add(body, "outline", type="rss", text_=source.name, title=source.name, xmlUrl=url, language=source.language)
        elif url:
            add(body, "outline", type="link", text_=source.name, url=url)
        else:
            add(body, "outline", text_=source.name)
    return xml_artifact(OPML, root, media_type="text/x-opml")
