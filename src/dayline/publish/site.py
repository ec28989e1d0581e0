"""The static site: a page a day, saved copies of what it cites, and the index of all days."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.review import Artifact
from dayline.publish.evidence import Notes, paragraphs, spell_published
from dayline.publish.forms import digest_form
from dayline.publish.linked_data import day_data, open_graph
from dayline.publish.links import Site, date_path, day_path, digest_path, safe_language, safe_url, saved_path
from dayline.publish.rendering import json_artifact, page
from dayline.publish.spelling import counted, spell_date, spell_day, spell_moment, spell_month
from dayline.publish.views import LONG_TITLE, PageView, closing_time, drawn_from, headline_of, unseen

DAY_ROOT = "../../"


def day_artifacts(
    digest: Digest,
    documents: Mapping[DocumentId, Document],
    crisis: Crisis,
    *,
    site: Site,
    previous: Digest | None = None,
    following: Digest | None = None,
    days: Collection[int] = (),
) -> Iterator[Artifact]:
    """Yield the files of one day: page, JSON, the address by date, and a saved copy of each cited document.

    ``days`` are the numbers of other days that have a page, to which background is
    linked. Raises KeyError or SpanError where a citation does not resolve.
    """
    known = {*days, *(beside.day for beside in (previous, following) if beside)} - {digest.day}
    notes = Notes(documents=documents, zone=crisis.zone, root=DAY_ROOT)
    view = PageView(notes=notes, root=DAY_ROOT, year=digest.date.year, days=known)
    headline = headline_of(digest)
    title_line, lede = view.line(digest.title), view.lines(digest.lede)
    sections = tuple(view.section(section) for section in digest.sections)
    values = {
        "root": DAY_ROOT,
        "site": site.title,
        "number": digest.day,
        "date": spell_date(digest.date),
        "iso_date": digest.date.isoformat(),
        "headline": headline,
        "is_long": len(headline) >= LONG_TITLE,
        "title": title_line,
        "lede": lede,
        "sections": sections,
        "figures": view.groups(digest, sections),
        "also": view.lines(digest.also),
        "worth": view.lines(digest.worth),
        "drawn_from": drawn_from(digest.coverage),
        "unseen": unseen(digest.coverage),
        "closed": closing_time(digest, crisis.zone),
        "zone": str(crisis.zone),
        "previous": _link(previous),
        "following": _link(following),
        "notes": list(notes),
        "address": site.address_of(day_path(digest.day)),
        "data": day_data(digest, documents, crisis, site=site),
        "properties": open_graph(digest, site=site),
    }
    yield page(day_path(digest.day), "day.html", values, styles=("day.css",))
    yield json_artifact(digest_path(digest.day), digest_form(digest, documents, crisis_name=crisis.name))
    yield page(
        date_path(digest.date),
        "moved.html",
        {"site": site.title, "target": f"../../../{day_path(digest.day)}", "full_title": digest.title.text},
    )
    for id_ in sorted(documents):
        yield saved_copy(documents[id_], crisis, site=site)
        if documents[id_].text:
            yield saved_text(documents[id_])


def saved_copy(document: Document, crisis: Crisis, *, site: Site) -> Artifact:
    """Return the page that shows a document as it was saved, its text as text."""
    return page(
        saved_path(document.id),
        "saved.html",
        {
            "root": "../",
            "site": site.title,
            "document": document,
            "language": safe_language(document.language),
            "url": safe_url(document.url),
            "paragraphs": paragraphs(document.text),
            "text_name": saved_path(document.id, "txt").rpartition("/")[2] if document.text else "",
            "published": spell_published(document, crisis.zone),
            "retrieved": spell_moment(document.fetched_at, crisis.zone),
            "zone": str(crisis.zone),
        },
        styles=("saved.css",),
    )


def saved_text(document: Document) -> Artifact:
    """Return the text of a document byte for byte as its SHA-256 was taken."""
    return Artifact(
        path=saved_path(document.id, "txt"),
        media_type="text/plain; charset=utf-8",
        content=document.text.encode("utf-8", "surrogatepass"),
    )


def index_artifacts(digests: Sequence[Digest], crisis: Crisis, *, site: Site) -> Iterator[Artifact]:
    """Yield the index of all days, newest first, by month."""
    newest_first = sorted(digests, key=lambda digest: digest.day, reverse=True)
    months = [
        {
            "name": spell_month(days[0].date),
            "anchor": f"{days[0].date:%Y-%m}",
            "days": [_entry(d) for d in days],
        }
        for _, group in groupby(newest_first, key=lambda digest: (digest.date.year, digest.date.month))
        for days in [list(group)]
    ]
    yield page(
        "index.html",
        "index.html",
        {
            "root": "",
            "site": site.title,
            "crisis": crisis,
            "months": months,
            "first_day": spell_day(crisis.first_day),
            "count": counted(len(newest_first), "day"),
        },
        styles=("index.css",),
    )


def _link(digest: Digest | None) -> dict[str, Any] | None:
    if digest is None:
        return None
    return {"path": day_path(digest.day), "number": digest.day, "headline": headline_of(digest)}


def _entry(digest: Digest) -> dict[str, Any]:
    return {
        "number": digest.day,
        "path": day_path(digest.day),
        "headline": headline_of(digest),
        "date": spell_date(digest.date),
        "iso_date": digest.date.isoformat(),
        "lede": digest.lede[0].text if digest.lede else "",
        "size": f"{counted(len(digest.sections), 'section')} · {drawn_from(digest.coverage).lower()}",
    }
