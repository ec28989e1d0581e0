"""Cleaning: items into documents with their days, and all of an archive's items anew where what decides has changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dayline.clean import clean
from dayline.ingest.answers import links_of
from dayline.ingest.front_pages import Link
from dayline.ingest.kinds import FEED, PAGE
from dayline.ingest.paging import older_page
from dayline.model.crisis import Crisis
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.pipeline.keys import CLEANED_BY, cleaning_key, is_cleaned
from dayline.pipeline.languages import detector, page_words
from dayline.pipeline.progress import Progress, silent
from dayline.store.archive import Archive
from dayline.store.base import batches
from dayline.text.detection import UNKNOWN, find_language
from dayline.text.sources import SourceBook

STAGE = "clean"
# Items cleaned anew in one transaction; a feed is one item with up to hundreds of documents.
BATCH = 100


@dataclass(slots=True)
class Cleaned:
    """What became of some items: documents with their days, what cannot be used, and links to further articles."""

    documents: list[tuple[Document, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    older: str = ""


def clean_items(items: Iterable[RawItem], crisis: Crisis, book: SourceBook) -> Cleaned:
    """Clean items."""
    made = Cleaned()
    asked = {source.id: source for source in crisis.sources}
    for item in items:
        if source := asked.get(item.source_id):
            made.links += links_of(item.media_type, item.content, item.url, source)
            made.older = older_page(item.content, item.url) if item.media_type == FEED else ""
        for result in clean(item, sources=book, words=page_words()):
            if isinstance(result, Rejected):
                made.rejected.append(result)
            else:
                document = in_its_language(result) if item.media_type == PAGE else result
                made.documents.append((document, day_of(document, crisis)))
    return made


def in_its_language(document: Document) -> Document:
    """Return the document of a page in the language of its text: what the frame of a page states is wrong too often."""
    found = find_language(document, detect=detector())
    return document if found in (UNKNOWN, document.language) else replace(document, language=found)


def day_of(document: Document, crisis: Crisis) -> str:
    """Return the ISO date of the digest that a document belongs to; "" for one that is set aside.

    A stated date counts as that date wherever the document's clock stood; a document dated after it was
    fetched is set aside; one without any date counts for the day on which it was fetched.
    """
    if document.published_on is not None:
        return document.published_on.isoformat()
    if document.published_at is None:
        return crisis.date_at(document.fetched_at).isoformat()
    if document.published_confidence == "low":
        return ""
    return crisis.date_at(document.published_at).isoformat()


def clean_anew(archive: Archive, crisis: Crisis, *, progress: Progress = silent) -> None:
    """Clean every item of an archive again from the bytes received, where something else decided before.

    What comes out the same changes nothing. What decides is noted after the last item: a run that is ended before
    begins again, over what it has done already.
    """
    if is_cleaned(archive, crisis):
        return
    book = SourceBook(crisis.sources)
    for hashes in batches(archive.raw_hashes(), BATCH):
        items = [archive.raw(content_hash) for content_hash in hashes]
        made = clean_items(items, crisis, book)
        archive.put_cleaned(items, made.documents, made.rejected, STAGE)
        progress(STAGE, len(items))
    archive.put_note(CLEANED_BY, cleaning_key(crisis))
