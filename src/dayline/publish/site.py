"""The pages of one day: the digest with its evidence, its JSON, and saved copies of what it cites."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.review import Artifact
from dayline.model.story import StoryId
from dayline.model.traces import DaySummary, FigurePoint, PlaceNamed, ThreadDay, Trace
from dayline.publish.charts import Spark, spark_of
from dayline.publish.corrections import WORDS, anchors_of, correction_views, marks_of
from dayline.publish.evidence import Notes, paragraphs, spell_published
from dayline.publish.forms import digest_form
from dayline.publish.linked_data import day_data, open_graph
from dayline.publish.links import (
    ALSO,
    WORTH,
    Site,
    date_path,
    day_path,
    digest_path,
    safe_language,
    safe_url,
    saved_path,
    story_anchor,
)
from dayline.publish.maps import map_of
from dayline.publish.markdown import day_markdown
from dayline.publish.others import MOST_OTHERS, documents_of_others
from dayline.publish.rendering import json_object, page
from dayline.publish.spelling import counted, spell_date, spell_moment
from dayline.publish.views import LONG_TITLE, PageView, closing_time, drawn_from, headline_of, unseen

DAY_ROOT = "../../"
# Lines of a place that the list below the map leads to.
MOST_LINES = 3


def day_artifacts(
    digest: Digest,
    documents: Mapping[DocumentId, Document],
    crisis: Crisis,
    *,
    site: Site,
    previous: DaySummary | None = None,
    following: DaySummary | None = None,
    days: Collection[int] = (),
    traces: Sequence[Trace] = (),
    years_ago: Sequence[DaySummary] = (),
    earlier: Sequence[tuple[int, FigurePoint]] = (),
    pages: Mapping[str, str] | None = None,
    others: Mapping[DocumentId, Document] | None = None,
) -> Iterator[Artifact]:
    """Yield the files of one day: page, JSON, Markdown, the address by date, and a saved copy of each cited document.

    ``days`` are the numbers of other days that have a page, to which background is linked; ``traces`` what the day
    holds of subjects that have pages; ``years_ago`` the days of the same date in earlier years; ``earlier`` figures of
    days before, in order; ``pages`` the paths of places by their ids; ``others`` the documents of the stories of its
    sections. Raises KeyError or SpanError where a citation does not resolve.
    """
    values = day_values(
        digest, documents, crisis, site=site, root=DAY_ROOT, previous=previous, following=following, days=days,
        traces=traces, years_ago=years_ago, earlier=earlier, pages=pages, others=others,
    )  # fmt: skip
    yield page(day_path(digest.day), "day.html", values, styles=("day.css",))
    yield json_object(digest_path(digest.day), digest_form(digest, documents, crisis_name=crisis.name))
    yield day_markdown(digest, crisis)
    yield page(
        date_path(digest.date),
        "moved.html",
        {"site": site.title, "target": f"../../../{day_path(digest.day)}", "full_title": digest.title.text},
    )
    listed = [d for section in digest.sections for d in documents_of_others(section, others or {})[:MOST_OTHERS]]
    saved = {**{each.id: each for each in listed}, **documents}
    for id_ in sorted(saved):
        yield saved_copy(saved[id_], crisis, site=site)
        if saved[id_].text:
            yield saved_text(saved[id_])


def day_values(
    digest: Digest,
    documents: Mapping[DocumentId, Document],
    crisis: Crisis,
    *,
    site: Site,
    root: str,
    previous: DaySummary | None = None,
    following: DaySummary | None = None,
    days: Collection[int] = (),
    traces: Sequence[Trace] = (),
    years_ago: Sequence[DaySummary] = (),
    earlier: Sequence[tuple[int, FigurePoint]] = (),
    pages: Mapping[str, str] | None = None,
    others: Mapping[DocumentId, Document] | None = None,
) -> dict[str, Any]:
    """Return what a day shows, on its page or on paper; ``root`` leads from there to the site's own.

    Raises KeyError or SpanError where a citation does not resolve.
    """
    known = {*days, *(beside.day for beside in (previous, following) if beside)} - {digest.day}
    notes = Notes(documents=documents, zone=crisis.zone, root=root)
    threads = _threads(digest, traces)
    view = PageView(
        notes=notes, root=root, year=digest.date.year, days=known, threads=threads, marks=marks_of(digest),
        sparks=_sparks(digest.day, traces, earlier, root), beside=others or {},
    )  # fmt: skip
    places = anchors_of(digest)
    headline = headline_of(digest)
    title_line, lede = view.line(digest.title), view.lines(digest.lede)
    sections = tuple(view.section(section) for section in digest.sections)
    return {
        "root": root,
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
        "also": view.lines(digest.also, ALSO),
        "worth": view.lines(digest.worth, WORTH),
        "corrections": correction_views(digest.corrections, digest.day, crisis.zone, places=places),
        "words": WORDS,
        "drawn_from": drawn_from(digest.coverage),
        "unseen": unseen(digest.coverage),
        "closed": closing_time(digest, crisis.zone),
        "zone": str(crisis.zone),
        "previous": _link(previous),
        "following": _link(following),
        "years_ago": [(counted(digest.date.year - each.date.year, "year"), _link(each)) for each in years_ago],
        "map": map_of([trace for trace in traces if isinstance(trace, PlaceNamed)], pages),
        "most_lines": MOST_LINES,
        "notes": list(notes),
        "beside": notes.beside(),
        "others": view.others,
        "address": site.address_of(day_path(digest.day)),
        "data": day_data(digest, documents, crisis, site=site),
        "properties": open_graph(digest, site=site),
    }


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


def _threads(digest: Digest, traces: Sequence[Trace]) -> dict[StoryId, str]:
    """Return the thread over days of each section."""
    by_anchor = {trace.line.anchor: trace.subject for trace in traces if isinstance(trace, ThreadDay)}
    return {
        section.story_id: by_anchor[anchor]
        for section in digest.sections
        if (anchor := story_anchor(section.story_id)) in by_anchor
    }


def _sparks(
    day: int, traces: Sequence[Trace], earlier: Sequence[tuple[int, FigurePoint]], root: str
) -> dict[str, Spark]:
    """Return the small chart of each series, by the anchor of each of its claims."""
    today = [trace for trace in traces if isinstance(trace, FigurePoint)]
    series: dict[str, list[tuple[int, FigurePoint]]] = {point.subject: [] for point in today}
    for on, point in (*earlier, *((day, point) for point in today)):
        if point.subject in series:
            series[point.subject].append((on, point))
    drawn = {subject: spark_of(points, root=root) for subject, points in series.items()}
    return {point.line.anchor: spark for point in today if (spark := drawn[point.subject])}


def _link(beside: DaySummary | None) -> dict[str, Any] | None:
    if beside is None:
        return None
    return {"path": day_path(beside.day), "number": beside.day, "headline": beside.headline}
