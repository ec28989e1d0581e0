"""Stages on files: documents or pages in, one line a document out, without an archive."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from dayline.annotate.dates import dates_of
from dayline.clean import clean
from dayline.clean.pages import page_id
from dayline.cluster import ONE_STREAM, Clusterer
from dayline.cluster.timelines import timeline
from dayline.dedupe import Copies
from dayline.errors import InputError
from dayline.ingest.files import read_paths, read_stream
from dayline.ingest.kinds import PAGE, FileKind
from dayline.model.document import Document, DocumentId, Span
from dayline.model.source import RawItem, Rejected
from dayline.pipeline.forms import annotations_form, document_form, line_of, open_output
from dayline.pipeline.resources import languages
from dayline.pipeline.workers import annotate_documents
from dayline.text.fingerprints import short_id
from dayline.text.sources import SourceBook


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
        for result in (item,) if isinstance(item, Rejected) else clean(item, sources=book):
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
    report, book = Report(), SourceBook(())
    with open_output(output) as lines:
        for item in _items(source, "page" if source == "-" else None):
            for result in (item,) if isinstance(item, Rejected) else clean(item, sources=book, url=url):
                if isinstance(result, Rejected):
                    report.rejected.append(result)
                    tell(result)
                else:
                    lines.write(line_of(document_form(result, name=_name_of(result, item))))
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

    def remembered(documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            waiting.append(document)
            yield document

    with open_output(output) as lines:
        documents = remembered(read_documents(source, report, tell))
        for annotations in annotate_documents(documents, processes=processes):
            lines.write(line_of(annotations_form(waiting.pop(0), annotations)))
            report.written += 1
    return report


def stories_file(source: str, output: str, tell: Tell) -> Report:
    """Write the story of each document, and what it is a copy of, in the order given."""
    report = Report()
    copies, clusterer = Copies(), Clusterer(ONE_STREAM, crisis_id="file", languages=languages())
    names: dict[str, str] = {}
    with open_output(output) as lines:
        for document in read_documents(source, report, tell):
            names[document.id] = document.given_id
            duplicate = copies.add(document)
            assignment = clusterer.assign(document, None, duplicate)
            lines.write(
                line_of(
                    {
                        "id": document.given_id,
                        "story": assignment.story_id or f"alone-{document.id}",
                        "duplicate_of": names.get(duplicate.of) if duplicate else None,
                    }
                )
            )
            report.written += 1
    return report


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
