"""What a digest refers to: the documents that its lines cite, and earlier days."""

from collections.abc import Mapping
from dataclasses import replace

from dayline.model.digest import Digest, passages_of
from dayline.model.document import Document, DocumentId
from dayline.store.archive import Archive


def days_named(digest: Digest) -> set[int]:
    """Return the earlier days that a digest's background and figures refer to."""
    background = {day for section in digest.sections for day in section.background_days}
    return background | {
        claim.previous_day for group in digest.figures for claim in group.claims if claim.previous_day
    }


def cited_documents(archive: Archive, digest: Digest) -> Mapping[DocumentId, Document]:
    """Return every document that a digest cites; one keeps its given id only where no other item came with it first."""
    passages = [digest.title, *(passage for _, passage in passages_of(digest))]
    ids = {citation.span.document_id for passage in passages for citation in passage.citations}
    found = archive.documents_by_id(sorted(ids))
    return {id_: _named_once(archive, document) for id_, document in found.items()}


def documents_beside(archive: Archive, digest: Digest) -> Mapping[DocumentId, Document]:
    """Return the documents of the stories of a digest's sections."""
    ids = {id_ for section in digest.sections for id_ in section.documents}
    return archive.documents_by_id(sorted(ids)) if ids else {}


def _named_once(archive: Archive, document: Document) -> Document:
    first = archive.find_given(document.given_id)[0] if document.given_id else document
    return document if first.item_id == document.item_id else replace(document, given_id="")
