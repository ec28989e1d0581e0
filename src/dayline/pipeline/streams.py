"""Stages on files: documents or pages in, one line a document out, without an archive."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dayline.annotate.dates import dates_of
from dayline.clean import clean
from dayline.clean.pages import page_id
from dayline.cluster import ONE_STREAM, Clusterer, feed
from dayline.cluster.timelines import timeline
from dayline.dedupe import Copies
from dayline.errors import InputError
from dayline.ingest.files import read_paths, read_stream
from dayline.ingest.kinds import PAGE, FileKind
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Annotations
from dayline.model.source import RawItem, Rejected
from dayline.model.story import Assignment
from dayline.pipeline.cleaning import in_its_language
from dayline.pipeline.forms import annotations_form, document_form, line_of
from dayline.pipeline.languages import languages, page_words
from dayline.pipeline.outputs import open_output
from dayline.pipeline.workers import annotate_documents
from dayline.text.fingerprints import short_id
from dayline.text.genres import genre_of
from dayline.text.sources import SourceBook

# how late within a stream a document may come and still be weighed with its day
LATENESS = timedelta(hours=1)
# documents that wait for the end of their day at most, so that a stream without dates stays within memory
MOST_WAITING = 20_000

Dated = tuple[Document, Annotations | None]


@dataclass(slots=True)
class Report:
    """What a run over a file met: documents written, and what was set aside."""

    written: int = 0
    rejected: list[Rejected] = field(default_factory=list)


Tell = Callable[[Rejected], None]


def _items(path: str, kind: FileKind | None) -> Iterator[RawItem | Rejected]:
    if path == "-":
        yield from read_stream(sys.stdin.buffer, name="-", fetched_at=datetime.now(UTC), kind=kind)
        return
    place = Path(path)
    if kind is None or place.is_dir():
        yield from read_paths([place])
        return
    try:
        with place.open("rb") as stream:
            yield from read_stream(stream, name=path, fetched_at=datetime.now(UTC), kind=kind)
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error


def read_documents(path: str, report: Report, tell: Tell) -> Iterator[Document]:
    """Yield the documents of an NDJSON file, each id once; what is wrong is told and set aside."""
    book = SourceBook(())
    seen: set[str] = set()
    for item in _items(path, "documents"):
        for result in (item,) if isinstance(item, Rejected) else clean(item, sources=book, words=page_words()):
            if isinstance(result, Document) and result.given_id in seen:
                result = Rejected(
                    item_id=item.name if isinstance(item, RawItem) else path,
                    stage="clean",
                    reason=f"the id {result.given_id!r} has come before",
                )
            if isinstance(result, Rejected):
                report.rejected.append(result)
                tell(result)
            else:
                seen.add(result.given_id)
                # two lines may say the same under two ids: in a file each is a document of its own
                yield replace(result, id=DocumentId(short_id("line", result.given_id)))


def clean_pages(source: str, output: str, tell: Tell, *, url: str = "") -> Report:
    """Write a document for each page; its id is the file's name without its endings."""
    report, book, words = Report(), SourceBook(()), page_words()
    with open_output(output) as lines:
        for item in _items(source, "page" if source == "-" else None):
            for result in (item,) if isinstance(item, Rejected) else clean(item, sources=book, url=url, words=words):
                if isinstance(result, Rejected):
                    report.rejected.append(result)
                    tell(result)
                else:
                    is_page = isinstance(item, RawItem) and item.media_type == PAGE
                    document = in_its_language(result) if is_page else result
                    lines.write(line_of(document_form(document, name=_name_of(document, item))))
                    report.written += 1
    return report


def _name_of(document: Document, item: RawItem | Rejected) -> str:
    """Return the id under which a cleaned document is written: of a page its file's name, else its own."""
    if isinstance(item, RawItem) and item.media_type == PAGE:
        return page_id(item.name)
    return document.given_id or document.id


def annotate_file(source: str, output: str, tell: Tell, *, processes: int = 1) -> Report:
    """Write the annotations of each document, in the order given."""
    report = Report()
    waiting: list[Document] = []
    with open_output(output) as lines:
        documents = _remembered(read_documents(source, report, tell), waiting)
        for annotations in annotate_documents(documents, processes=processes):
            lines.write(line_of(annotations_form(waiting.pop(0), annotations)))
            report.written += 1
    return report


def _remembered(documents: Iterable[Document], waiting: list[Document]) -> Iterator[Document]:
    for document in documents:
        waiting.append(document)
        yield document


def stories_file(
    source: str, output: str, tell: Tell, *, processes: int = 1, plain: bool = False
) -> Report:
    """Write the story of each document, and what it is a copy of, in the order given.

    ``plain`` goes by the words alone, without people, places, dates and figures: fast, and less exact.
    """
    report = Report()
    copies, clusterer = Copies(), Clusterer(ONE_STREAM, crisis_id="file", languages=languages())
    names: dict[str, str] = {}
    with open_output(output) as lines:
        for batch in days_of(_annotated(read_documents(source, report, tell), processes, plain=plain)):
            duplicates = []
            for document, _ in batch:
                names[document.id] = document.given_id
                duplicates.append(copies.add(document))
            placed = clusterer.place([(*item, d) for item, d in zip(batch, duplicates, strict=True)])
            feeds = _feeds([document for document, _ in batch], placed)
            for (document, _), assignment, duplicate in zip(batch, placed, duplicates, strict=True):
                lines.write(
                    line_of(
                        {
                            "id": document.given_id,
                            "story": assignment.story_id or f"alone-{document.id}",
                            "duplicate_of": names.get(duplicate.of) if duplicate else None,
                        }
                        | feeds.get(document.id, {})
                    )
                )
                report.written += 1
    return report


def _feeds(batch: Sequence[Document], placed: Sequence[Assignment]) -> dict[DocumentId, dict[str, list[str]]]:
    """Return of each round-up the stories that its paragraphs tell of, by the reports of its day."""
    stories = {a.document_id: a.story_id for a in placed if a.story_id is not None}
    feeds: dict[DocumentId, dict[str, list[str]]] = {
        d.id: {"feeds": []} for d in batch if d.id not in stories and genre_of(d, languages()) == "round-up"
    }
    if feeds:
        round_ups, reports = ([d for d in batch if d.id in ids] for ids in (feeds, stories))
        for report, spans in feed(round_ups, reports, languages()["en"]).items():
            for told in (feeds[span.document_id]["feeds"] for span in spans):
                if stories[report] not in told:
                    told.append(stories[report])
    return feeds


def _annotated(
    documents: Iterable[Document], processes: int, *, plain: bool
) -> Iterator[tuple[Document, Annotations | None]]:
    """Yield documents with their annotations, none where only the words are wanted."""
    if plain:
        yield from ((document, None) for document in documents)
        return
    waiting: list[Document] = []
    for annotations in annotate_documents(_remembered(documents, waiting), processes=processes):
        yield waiting.pop(0), annotations


def days_of(stream: Iterable[Dated]) -> Iterator[list[Dated]]:
    """Yield the documents of each day (UTC) together; a day is over once one an hour past its end has come.

    A document without a date is of the day at which the stream stands; one that comes late goes with those after it.
    """
    waiting: list[tuple[date, Dated]] = []
    newest: datetime | None = None
    for item in stream:
        moment = item[0].published_at if item[0].published_confidence != "low" else None
        if moment is not None and (newest is None or moment > newest):
            newest = moment
        of = moment or newest
        waiting.append((of.date() if of else date.min, item))
        begun = (newest - LATENESS).date() if newest else date.min
        if waiting[0][0] < begun or len(waiting) >= MOST_WAITING:
            over = [held for day, held in waiting if day < begun]
            if over:
                waiting = [(day, held) for day, held in waiting if day >= begun]
                yield over
            else:
                waiting, full = [], [held for _, held in waiting]
                yield full
    if waiting:
        yield [held for _, held in waiting]


def timeline_file(
    source: str,
    tell: Tell,
    *,
    dates: int,
    sentences: int,
    query: str = "",
) -> tuple[dict[str, list[dict[str, object]]], Report]:
    """Return the timeline of the documents of a file in its public form."""
    report = Report()
    documents = {document.id: document for document in read_documents(source, report, tell)}
    english = languages()["en"]

    def dates_in_text(document: Document) -> list[tuple[Span, str]]:
        found = dates_of(document, "text", language=english, zone=UTC)
        return [(each.span, each.value) for each in found if each.type in ("DATE", "TIME")]

    found = timeline(
        list(documents.values()),
        dates=dates, sentences=sentences, query=query, language=english, find_dates=dates_in_text,
    )  # fmt: skip

    def form(span: Span) -> dict[str, object]:
        document = documents[span.document_id]
        return {"text": document.quote(span), "document": document.given_id, "span": [span.start, span.end]}

    report.written = len(found)
    return {day: [form(span) for span in spans] for day, spans in sorted(found.items())}, report
