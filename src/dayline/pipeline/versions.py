"""Versions: what a source changed in an item after it came, and what it took down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dayline.errors import InputError
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId
from dayline.store.archive import Archive
from dayline.text.differences import difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An item that was changed or taken down ``at`` last: its latest version, how many there are, and why it is gone.

    ``taken_down`` is "" for one that is still there.
    """

    latest: Document
    versions: int
    at: datetime
    taken_down: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of an item, and the paragraphs that it has not ("-") or has ("+") against the one before."""

    document: Document
    difference: tuple[tuple[str, str], ...] = ()


def changed_items(archive: Archive) -> list[Changed]:
    """Return every item that was changed or taken down, those that were last first."""
    gone, latest = archive.taken_down(), set(archive.superseded().values())
    ids = latest | set(gone)
    by_item = {document.item_id: document for document in archive.documents_by_id(sorted(ids)).values()}
    found = []
    for item in by_item:
        versions = archive.versions(item)
        last = versions[-1]
        down = gone.get(last.id)
        at = max(last.fetched_at, down.at) if down else last.fetched_at
        found.append(Changed(latest=last, versions=len(versions), at=at, taken_down=down.reason if down else ""))
    return sorted(found, key=lambda one: (one.at, one.latest.id), reverse=True)


def versions_of(archive: Archive, name: str) -> Iterator[Version]:
    """Yield the versions of an item, oldest first; ``name`` is an id or the address of one. Raises InputError."""
    before: Document | None = None
    for document in archive.versions(_item(archive, name)):
        words = tuple(difference(_paragraphs(before), _paragraphs(document))) if before else ()
        yield Version(document=document, difference=words)
        before = document


def _item(archive: Archive, name: str) -> ItemId:
    documents = archive.documents_by_id([DocumentId(name)])
    found = list(documents.values()) or list(archive.find_given(name)) or list(archive.find_address(name))
    if not found:
        raise InputError(name, "is no document of this archive: give an id or an address")
    return found[0].item_id


def _paragraphs(document: Document) -> list[str]:
    return [document.headline, *document.text.split("\n\n")]
