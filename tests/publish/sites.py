"""A whole site of digests made by hand: days, the pages over all days, lists, feeds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from dayline.model.claims import Statement, StatementId
from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations, Place, PlaceId, PlaceMention
from dayline.model.review import Artifact
from dayline.model.traces import TRACES, FigurePoint, Subject, Trace
from dayline.publish.calendars import index_artifacts, missing_page, month_artifacts, month_name
from dayline.publish.corrections import corrections_page
from dayline.publish.exports import exports_page, month_exports
from dayline.publish.feeds import FOLLOWED, feed_artifacts, subject_feed
from dayline.publish.indexes import list_pages
from dayline.publish.links import Site, subject_path
from dayline.publish.listings import opml
from dayline.publish.searching import block_artifacts, block_of, search_artifacts
from dayline.publish.site import day_artifacts
from dayline.publish.subjects import subject_page
from dayline.publish.traces import summary_of, traces_of
from dayline.text.fingerprints import short_id

Day = tuple[Digest, Mapping[DocumentId, Document]]
# Real points for places that are none; one of them lies beside the others, one far away.
POINTS = {"Teln": (47.0, 24.0), "Lower Brenna": (47.2, 24.4), "Lindrava": (46.4, 23.1), "Orlin": (10.0, -60.0)}
KIND_OF = {record: kind for kind, record in TRACES.items()}


def place(name: str, latitude: float = 47.0, longitude: float = 24.0) -> Place:
    """Make a settlement."""
    return Place(id=PlaceId(short_id(name)), name=name, kind="settlement", latitude=latitude, longitude=longitude)


def annotations_of(documents: Mapping[DocumentId, Document], *, named: str = "") -> dict[DocumentId, Annotations]:
    """Annotate documents: a statement in a Telegram post, and the places that stand in them, or one of a name."""
    found = {}
    for id_, document in documents.items():
        places, statements = [], []
        if document.text:
            whole = document.span(0, len(document.text))
            channel = named or "Telegram post"
            statements = [Statement(id=StatementId(id_), kind="direct", content=(whole,), channel=channel)]
            if named:
                places = [PlaceMention(span=whole, place=place(named))]
        for name, point in POINTS.items():
            for field in ("text", "title"):
                start = document.field(field).find(name)
                if start >= 0:
                    span = document.span(start, start + len(name), field)
                    places.append(PlaceMention(span=span, place=place(name, *point)))
        found[id_] = Annotations(
            document_id=id_, language="en", statements=tuple(statements), places=tuple(places)
        )
    return found


def traces_by_day(days: Iterable[Day], *, named: str = "") -> dict[int, Sequence[Trace]]:
    """Return what each of some days holds."""
    found: dict[int, Sequence[Trace]] = {}
    for digest, documents in days:
        recent = [(day, trace) for day, own in found.items() for trace in own if isinstance(trace, FigurePoint)]
        found[digest.day] = traces_of(digest, documents, annotations_of(documents, named=named), {}, recent)
    return found


def subjects_of(traces: Mapping[int, Sequence[Trace]]) -> list[tuple[Subject, list[tuple[int, Trace]]]]:
    """Return every subject of some days with its lines."""
    every = [(day, trace) for day in sorted(traces) for trace in traces[day]]
    every.sort(key=lambda found: (KIND_OF[type(found[1])], found[1].subject))
    return [
        (
            Subject(
                kind=kind, id=id_, name=own[-1][1].name, first_name=own[0][1].name, note=own[-1][1].note,
                first=own[0][0], last=own[-1][0], lines=len(own),
            ),
            own,
        )
        for (kind, id_), group in groupby(every, key=lambda found: (KIND_OF[type(found[1])], found[1].subject))
        for own in [list(group)]
    ]  # fmt: skip


def whole_site(days: Sequence[Day], crisis: Crisis, site: Site, *, named: str = "") -> Iterator[Artifact]:
    """Yield every file of a site, given its days in order."""
    summaries = [summary_of(digest) for digest, _ in days]
    traces = traces_by_day(days, named=named)
    subjects = subjects_of(traces)
    places = {subject.id: subject_path(subject) for subject, _ in subjects if subject.kind == "place"}
    for at, (digest, documents) in enumerate(days):
        yield from day_artifacts(
            digest, documents, crisis, site=site, traces=traces[digest.day],
            previous=summaries[at - 1] if at else None,
            following=summaries[at + 1] if at + 1 < len(days) else None,
            days={each.day for each in summaries},
            earlier=[(day, point) for day in sorted(traces) if day < digest.day for point in traces[day]
                     if isinstance(point, FigurePoint)],
            pages=places,
            others=documents,
        )  # fmt: skip
    for subject, own in subjects:
        yield subject_page(subject, 0, own, crisis, site=site)
        if subject.kind in FOLLOWED:
            yield subject_feed(subject, own, crisis, site=site)
    for kind in TRACES:
        yield from list_pages(kind, [subject for subject, _ in subjects if subject.kind == kind], site=site)
    yield from index_artifacts(summaries, crisis, site=site)
    yield from month_artifacts(summaries, crisis, site=site)
    yield from search_artifacts([each.day for each in summaries], [s for s, _ in subjects], crisis, site=site)
    for block in sorted({block_of(each.day) for each in summaries}):
        yield from block_artifacts(block, [digest for digest, _ in days if block_of(digest.day) == block])
    yield exports_page(summaries, crisis, site=site)
    for _, group in groupby(summaries, key=lambda each: month_name(each.date)):
        yield from month_exports([(each, traces[each.day]) for each in group], site=site)
    corrections = [(digest.day, each) for digest, _ in days for each in digest.corrections]
    yield corrections_page(corrections, crisis, site=site)
    yield from feed_artifacts([digest for digest, _ in days], crisis, site=site, corrections=corrections)
    yield opml(crisis, site=site)
    yield missing_page(site=site)
