"""Import: files into the archive, in batches of one transaction each, so that a killed run goes on where it was."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dayline.ingest import kinds
from dayline.ingest.files import count_files, read_paths
from dayline.model.crisis import Crisis
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.pipeline.cleaning import clean_anew, clean_items
from dayline.pipeline.vanishing import Watch
from dayline.store.archive import Archive
from dayline.text.sources import SourceBook

__all__ = ["Imported", "count_files", "import_paths"]

# Items in one transaction: large enough for speed, small enough that a killed run loses little.
BATCH = 500


@dataclass(slots=True)
class Imported:
    """What an import met: items read, and of them what was new to the archive."""

    read: int = 0
    new_documents: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def import_paths(
    archive: Archive,
    crisis: Crisis,
    paths: Sequence[Path],
    *,
    progress: Callable[[int, int], None] = lambda items, files: None,
) -> Imported:
    """Read files and folders into the archive; ``progress`` is told of each batch's numbers of items and new files."""
    clean_anew(archive, crisis)
    book, done, watch = SourceBook(crisis.sources), Imported(), Watch(archive)
    opened: list[Path] = []
    items = iter(read_paths(paths, opened=opened.append))
    told = 0
    while batch := list(islice(items, BATCH)):
        _import_batch(archive, crisis, book, batch, done, watch)
        progress(len(batch), len(opened) - told)
        told = len(opened)
    return done


def _import_batch(
    archive: Archive, crisis: Crisis, book: SourceBook, batch: Iterable[RawItem | Rejected], done: Imported,
    watch: Watch,
) -> None:  # fmt: skip
    raw: list[RawItem] = []
    documents: list[tuple[Document, str]] = []
    rejected: list[Rejected] = []
    messages: list[Document] = []
    for item in batch:
        done.read += 1
        if isinstance(item, Rejected):
            rejected.append(item)
            continue
        raw.append(item)
        made = clean_items([item], crisis, book)
        documents += made.documents
        messages += [document for document, _ in made.documents if item.media_type == kinds.EXPORTED]
        rejected += made.rejected
    added = archive.add(raw, documents, rejected)
    if messages:
        gone = watch.missing(messages, messages[-1].fetched_at)
        archive.put_taken_down({message.item_id for message in messages}, gone)
    done.new_documents += added.documents
    done.rejected += rejected
