"""Reading what came in: documents in order of time, their versions, raw items, rejections."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_

from dayline.errors import ArchiveError
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, RawItem, Rejected
from dayline.store.base import Connected, batches, iso_day
from dayline.store.tables import documents, raw_items, rejected

DOCUMENT_FIELDS = tuple(field.name for field in fields(Document))
DOCUMENT_COLUMNS = tuple(documents.c[name] for name in DOCUMENT_FIELDS)
RAW_COLUMNS = tuple(raw_items.c[field.name] for field in fields(RawItem))

# rows fetched at a time while streaming: whole documents are big, ids are not
DOCUMENTS_PAGE = 64
IDS_PAGE = 2000


class Reading(Connected):
    """The part of the archive that gives back what came in."""

    def document(self, document_id: DocumentId) -> Document:
        """Return one document; raise ArchiveError where there is none of this id."""
        found = self.documents_by_id([document_id])
        if not found:
            raise ArchiveError(f"{self._label}: no document {document_id}")
        return found[document_id]

    def documents_by_id(self, ids: Iterable[DocumentId]) -> dict[DocumentId, Document]:
        """Return those of the documents that are in the archive."""
        found = {}
        with self._reading() as connection:
            for batch in batches(ids):
                for row in connection.execute(select(*DOCUMENT_COLUMNS).where(documents.c.id.in_(batch))).all():
                    found[DocumentId(row.id)] = _document(row)
        return found

    def documents(
        self,
        *,
        day: str | None = None,
        days: tuple[str, str] | None = None,
        latest_only: bool = True,
        seen_before: datetime | None = None,
    ) -> Iterator[Document]:
        """Stream documents by the time they were published (or else fetched), then id, in bounded memory.

        ``day`` or ``days`` (first and last) are digest days. Nothing fetched after ``seen_before`` is given,
        and with ``latest_only`` just the version of each item that was fetched last by then.
        """
        chosen = _chosen(DOCUMENT_COLUMNS, day, days, latest_only, seen_before)
        for row in self._pages(chosen, DOCUMENTS_PAGE):
            yield _document(row)

    def documents_key(
        self,
        *,
        day: str | None = None,
        days: tuple[str, str] | None = None,
        latest_only: bool = True,
        seen_before: datetime | None = None,
    ) -> str:
        """Return a hash that changes whenever anything changes in what ``documents`` would give."""
        chosen = _chosen((documents.c.id, documents.c.facts), day, days, latest_only, seen_before)
        key = sha256()
        for row in self._pages(chosen, IDS_PAGE):
            key.update(f"{row.id} {row.facts}\n".encode())
        return key.hexdigest()

    def _pages(self, chosen: Select[Any], size: int) -> Iterator[Row[Any]]:
        page = chosen.order_by(documents.c.seen_at, documents.c.id).limit(size)
        place = tuple_(documents.c.seen_at, documents.c.id)
        rows = self._rows(page)
        while rows:
            yield from rows
            last = rows[-1]
            rows = self._rows(page.where(place > (last.seen_at, last.id))) if len(rows) == size else []

    def _rows(self, page: Select[Any]) -> list[Row[Any]]:
        with self._reading() as connection:
            return list(connection.execute(page))

    def versions(self, item_id: ItemId) -> tuple[Document, ...]:
        """Return the versions of one item in the order they were fetched: version 1 is the first."""
        return self._in_order(documents.c.item_id == item_id)

    def superseded(self) -> dict[DocumentId, DocumentId]:
        """Return every document of whose item there is a later version, with the latest."""
        place = documents.c.fetched_at, documents.c.id
        again = select(documents.c.item_id).group_by(documents.c.item_id).having(func.count() > 1)
        statement = select(documents.c.id, documents.c.item_id).where(documents.c.item_id.in_(again)).order_by(*place)
        with self._reading() as connection:
            rows = list(connection.execute(statement))
        latest = {row.item_id: DocumentId(row.id) for row in rows}
        return {DocumentId(row.id): latest[row.item_id] for row in rows if latest[row.item_id] != row.id}

    def find_given(self, given_id: str) -> tuple[Document, ...]:
        """Return the documents that came in under an id of the input's own, in the order fetched."""
        return self._in_order(documents.c.given_id == given_id)

    def find_address(self, url: str) -> tuple[Document, ...]:
        """Return the documents of an address, in the order fetched."""
        return self._in_order(documents.c.url == url)

    def _in_order(self, condition: Any) -> tuple[Document, ...]:
        statement = select(*DOCUMENT_COLUMNS).where(condition)
        rows = self._rows(statement.order_by(documents.c.fetched_at, documents.c.id))
        return tuple(_document(row) for row in rows)

    def raw(self, content_sha256: str) -> RawItem:
        """Return an item as it was received; raise ArchiveError where there is none of this hash."""
        with self._reading() as connection:
            row = connection.execute(
                select(*RAW_COLUMNS).where(raw_items.c.sha256 == content_sha256)
            ).one_or_none()
        if row is None:
            raise ArchiveError(f"{self._label}: no raw item {content_sha256}")
        try:
            content = zlib.decompress(row.content)
        except zlib.error as error:
            raise ArchiveError(f"{self._label}: raw item {content_sha256} is damaged: {error}") from error
        return RawItem(**{**row._mapping, "content": content})

    def raw_hashes(self) -> Iterator[str]:
        """Stream the hashes of all items as received, in the order they were fetched."""
        columns = (raw_items.c.fetched_at, raw_items.c.sha256)
        page = select(*columns).order_by(*columns).limit(IDS_PAGE)
        rows = self._rows(page)
        while rows:
            yield from (row.sha256 for row in rows)
            last = rows[-1]
            rows = self._rows(page.where(tuple_(*columns) > (last.fetched_at, last.sha256)))

    def days(self) -> list[tuple[str, int]]:
        """Return the digest days in order, each with the number of its documents, all versions counted."""
        day = documents.c.day
        statement = select(day, func.count()).where(day != "").group_by(day).order_by(day)
        with self._reading() as connection:
            return [(found, count) for found, count in connection.execute(statement)]

    def count(self) -> int:
        """Return the number of documents, all versions counted."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(documents)) or 0

    def rejected(self, *, limit: int | None = None) -> Iterator[Rejected]:
        """Stream what could not be used, by item, stage and reason."""
        columns = (rejected.c.item_id, rejected.c.stage, rejected.c.reason, rejected.c.detail)
        statement = select(*columns).order_by(*columns).limit(limit).execution_options(yield_per=IDS_PAGE)
        with self._reading() as connection:
            for row in connection.execute(statement):
                yield Rejected(**row._mapping)


def _document(row: Row[Any]) -> Document:
    """Build a document from a row that begins with its columns."""
    return Document(**dict(zip(DOCUMENT_FIELDS, row, strict=False)))


def _chosen(
    columns: Sequence[ColumnElement[Any]],
    day: str | None,
    days: tuple[str, str] | None,
    latest_only: bool,
    seen_before: datetime | None,
) -> Select[Any]:
    """Select columns of the wanted documents, and at the end their place in time."""
    chosen = select(*columns, documents.c.seen_at)
    if day is not None:
        chosen = chosen.where(documents.c.day == (iso_day(day) if day else ""))
    if days is not None:
        chosen = chosen.where(documents.c.day.between(iso_day(days[0]), iso_day(days[1])))
    if seen_before is not None:
        chosen = chosen.where(documents.c.fetched_at <= seen_before)
    if latest_only:
        later = documents.alias("later")
        superseded = select(later.c.number).where(
            later.c.item_id == documents.c.item_id,
            tuple_(later.c.fetched_at, later.c.id) > tuple_(documents.c.fetched_at, documents.c.id),
        )
        if seen_before is not None:
            superseded = superseded.where(later.c.fetched_at <= seen_before)
        chosen = chosen.where(~superseded.exists())
    return chosen
