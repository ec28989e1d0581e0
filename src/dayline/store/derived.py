"""What stages made of one document: annotations and relevance, one row each, with the stage's version.

A new version replaces the old one: an archive holds what was made last, and asking for another version finds
nothing, so that the stage is run again on just those documents.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from dayline.model.document import DocumentId
from dayline.model.entities import Annotations
from dayline.model.story import Relevance
from dayline.store import tables
from dayline.store.base import Connected, batches, in_words
from dayline.store.codec import pack, unpack


class Derived(Connected):
    """The part of the archive for what is known of single documents."""

    def unannotated(self, version: str, ids: Sequence[DocumentId]) -> list[DocumentId]:
        """Return those of the documents that have no annotations of this version, in the order given."""
        return self._without(tables.annotations, version, ids)

    def put_annotations(self, version: str, records: Sequence[Annotations]) -> None:
        """Store annotations in place of any other version's."""
        rows = [
            {
                "document_id": record.document_id,
                "version": version,
                "payload": pack(record, home=record.document_id),
            }
            for record in records
        ]
        with self._writing() as connection:
            _replace(connection, tables.annotations, rows)

    def annotations(self, ids: Iterable[DocumentId], version: str) -> dict[DocumentId, Annotations]:
        """Return the annotations of this version that the documents have."""
        rows = self._of_version(tables.annotations, ids, version)
        with in_words(self._label):
            return {row.document_id: unpack(Annotations, row.payload, home=row.document_id) for row in rows}

    def without_relevance(self, version: str, ids: Sequence[DocumentId]) -> list[DocumentId]:
        """Return those of the documents that have no relevance of this version, in the order given."""
        return self._without(tables.relevance, version, ids)

    def put_relevance(self, version: str, records: Sequence[Relevance]) -> None:
        """Store relevance in place of any other version's."""
        rows = [
            {
                "document_id": record.document_id,
                "version": version,
                "score": record.score,
                "reasons": record.reasons,
            }
            for record in records
        ]
        with self._writing() as connection:
            _replace(connection, tables.relevance, rows)

    def relevance(self, ids: Iterable[DocumentId], version: str) -> dict[DocumentId, Relevance]:
        """Return the relevance of this version that the documents have."""
        return {
            row.document_id: Relevance(document_id=row.document_id, score=row.score, reasons=row.reasons)
            for row in self._of_version(tables.relevance, ids, version)
        }

    def _of_version(self, table: Table, ids: Iterable[DocumentId], version: str) -> list[Any]:
        rows: list[Any] = []
        with self._reading() as connection:
            for batch in batches(ids):
                rows.extend(
                    connection.execute(
                        select(table).where(table.c.document_id.in_(batch), table.c.version == version)
                    )
                )
        return rows

    def _without(self, table: Table, version: str, ids: Sequence[DocumentId]) -> list[DocumentId]:
        found: set[str] = set()
        with self._reading() as connection:
            for batch in batches(ids):
                found.update(
                    connection.scalars(
                        select(table.c.document_id).where(
                            table.c.document_id.in_(batch), table.c.version == version
                        )
                    )
                )
        return [document_id for document_id in ids if document_id not in found]


def _replace(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    last = {row["document_id"]: row for row in rows}
    for batch in batches(last.values()):
        ids = [row["document_id"] for row in batch]
        connection.execute(delete(table).where(table.c.document_id.in_(ids)))
        connection.execute(insert(table), batch)
