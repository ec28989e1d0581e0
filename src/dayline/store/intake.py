"""What comes into the archive: raw items, documents and rejections, each once.

The same content seen again adds nothing. Of its rows the one fetched first is kept, whichever comes in first,
so that an archive does not depend on the order of its imports; rows of one moment are told apart by
``facts``, a hash of all that describes the content.
"""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.store import search
from dayline.store.base import Connected, batches, iso_day
from dayline.store.codec import COMPRESSION, json_of
from dayline.store.columns import EPOCH, MICROSECOND
from dayline.store.tables import annotations, documents, raw_items, rejected, relevance

Row = dict[str, Any]

# what is the same in every row of one content, being its identity or following from it
RAW_IDENTITY = ("sha256", "content")
DOCUMENT_IDENTITY = ("id", "headline", "text", "sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many rows an ``add`` made: what was there already is not counted."""

    raw: int = 0
    documents: int = 0
    rejected: int = 0


class Intake(Connected):
    """The part of the archive that takes in."""

    def add(
        self,
        raw: Sequence[RawItem],
        documents: Sequence[tuple[Document, str]],
        rejected: Sequence[Rejected] = (),
    ) -> Added:
        """Add what is not there yet, in one transaction.

        Each document comes with the ISO date of its digest, "" where that is not known. Its raw item must be
        among ``raw`` or in the archive. A document that is there with an earlier fetch stays as it is; one
        that is there with a later fetch takes over the earlier facts, and what was derived from it alone is
        forgotten. Identical facts with another day move the document to that day.
        """
        with self._writing() as connection:
            return add_rows(connection, raw, documents, rejected)

    def put_cleaned(
        self,
        raw: Sequence[RawItem],
        documents: Sequence[tuple[Document, str]],
        rejected: Sequence[Rejected],
        stage: str,
    ) -> Added:
        """Put what a stage makes of items that are in the archive in place of what it made before.

        One transaction. A document that an item gives no more stays for what cites it, but belongs to no day; one
        whose facts are others takes them over, and what was derived from it alone is forgotten. Of the rejections,
        those by the stage of these items are replaced. What is the same stays as it is.
        """
        rows = [_document_row(document, day) for document, day in documents]
        with self._writing() as connection:
            _put_in_place(connection, [item.sha256 for item in raw], rows)
            added = _add_documents(connection, rows)
            refused = {_rejected_row(record)["id"] for record in rejected}
            _forget_rejected(connection, [item.name or item.url or item.sha256[:16] for item in raw], stage, refused)
            return Added(documents=added, rejected=_add_rejected(connection, rejected))


def add_rows(
    connection: Connection,
    raw: Sequence[RawItem],
    documents: Sequence[tuple[Document, str]],
    rejected: Sequence[Rejected],
) -> Added:
    """Add what is not there yet within a transaction that is open, as ``Intake.add`` does."""
    rows = [_document_row(document, day) for document, day in documents]
    return Added(
        raw=_add_raw(connection, raw),
        documents=_add_documents(connection, rows),
        rejected=_add_rejected(connection, rejected),
    )


def _row_of(record: RawItem | Document, identity: tuple[str, ...]) -> Row:
    row = {field.name: getattr(record, field.name) for field in fields(record)}
    described = [_plain(value) for name, value in row.items() if name not in identity]
    row["facts"] = sha256(json_of(described).encode("ascii")).hexdigest()[:16]
    return row


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return (value - EPOCH) // MICROSECOND
    return value if isinstance(value, tuple) else str(value)


def _document_row(document: Document, day: str) -> Row:
    row = _row_of(document, DOCUMENT_IDENTITY)
    row["day"] = iso_day(day) if day else ""
    row["seen_at"] = document.published_at or document.fetched_at
    return row


def _add_raw(connection: Connection, items: Sequence[RawItem]) -> int:
    new, earlier, _ = _sorted_out(
        connection, raw_items, "sha256", [_row_of(item, RAW_IDENTITY) for item in items]
    )
    for batch in batches(new):
        connection.execute(
            insert(raw_items),
            [
                {**row, "content": zlib.compress(row["content"], COMPRESSION), "length": len(row["content"])}
                for row in batch
            ],
        )
    _update(connection, raw_items, "sha256", [_without(row, ("content",)) for row in earlier])
    return len(new)


def _add_documents(connection: Connection, rows: list[Row]) -> int:
    new, earlier, moved = _sorted_out(connection, documents, "id", rows)
    newest = search.newest(connection)
    for batch in batches(new):
        connection.execute(insert(documents), batch)
    search.index(connection, new, newest)
    _take_over(connection, earlier)
    _update(connection, documents, "id", [{"id": row["id"], "day": row["day"]} for row in moved])
    return len(new)


def _take_over(connection: Connection, rows: Sequence[Row]) -> None:
    """Give documents that are there other facts, and forget what was derived from each alone."""
    _update(connection, documents, "id", [_without(row, ("headline", "text")) for row in rows])
    for batch in batches(row["id"] for row in rows):
        connection.execute(delete(annotations).where(annotations.c.document_id.in_(batch)))
        connection.execute(delete(relevance).where(relevance.c.document_id.in_(batch)))


def _put_in_place(connection: Connection, raw: Sequence[str], rows: Sequence[Row]) -> None:
    """Give the documents of raw items the facts of their new rows, and no day to those that have none."""
    columns = (documents.c.id, documents.c.raw_sha256, documents.c.facts)
    held = [
        found
        for batch in batches(raw)
        for found in connection.execute(select(*columns).where(documents.c.raw_sha256.in_(batch)))
    ]
    made: dict[tuple[str, str], Row] = {}
    for row in rows:
        place = (row["id"], row["raw_sha256"])
        made[place] = min(made.get(place, row), row, key=_rank)
    given = {id_ for id_, _ in made}
    new_facts = [made[found.id, found.raw_sha256] for found in held if (found.id, found.raw_sha256) in made]
    facts = {found.id: found.facts for found in held}
    _take_over(connection, [row for row in new_facts if row["facts"] != facts[row["id"]]])
    _update(connection, documents, "id", [{"id": found.id, "day": ""} for found in held if found.id not in given])


def _add_rejected(connection: Connection, records: Sequence[Rejected]) -> int:
    rows = {row["id"]: row for row in map(_rejected_row, records)}
    for batch in batches(list(rows)):
        for known in connection.scalars(select(rejected.c.id).where(rejected.c.id.in_(batch))):
            del rows[known]
    for new in batches(rows.values()):
        connection.execute(insert(rejected), new)
    return len(rows)


def _rejected_row(record: Rejected) -> Row:
    row = {field.name: getattr(record, field.name) for field in fields(record)}
    row["id"] = sha256(json_of(list(row.values())).encode("ascii")).hexdigest()[:32]
    return row


def _forget_rejected(connection: Connection, names: Sequence[str], stage: str, kept: Collection[str]) -> None:
    """Forget what a stage set aside of items by their names, but for some rows."""
    for batch in batches(names):
        conditions = (rejected.c.stage == stage, rejected.c.item_id.in_(batch))
        ids = connection.scalars(select(rejected.c.id).where(*conditions)).all()
        for gone in batches(id_ for id_ in ids if id_ not in kept):
            connection.execute(delete(rejected).where(rejected.c.id.in_(gone)))


def _sorted_out(
    connection: Connection,
    table: Table,
    key: str,
    rows: Sequence[Row],
) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows that are new, that precede the stored ones, and that only change the day."""
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row[key], row)
        if _rank(row) <= _rank(other):
            first[row[key]] = row
    stored = {}
    for batch in batches(first):
        columns = [table.c[name] for name in (key, "fetched_at", "facts", "day") if name in table.c]
        for found in connection.execute(select(*columns).where(table.c[key].in_(batch))):
            stored[found[0]] = found
    new = [row for name, row in first.items() if name not in stored]
    earlier = [row for name, row in first.items() if name in stored and _rank(row) < tuple(stored[name][1:3])]
    moved = [
        row
        for name, row in first.items()
        if name in stored
        and "day" in row
        and _rank(row) == tuple(stored[name][1:3])
        and row["day"] != stored[name][3]
    ]
    return new, earlier, moved


def _rank(row: Row) -> tuple[datetime, str]:
    return row["fetched_at"], row["facts"]


def _without(row: Row, names: tuple[str, ...]) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _update(connection: Connection, table: Table, key: str, rows: Sequence[Row]) -> None:
    """Set the columns of rows that are there, found by their key."""
    for batch in batches(rows):
        names = [name for name in batch[0] if name != key]
        statement = (
            update(table)
            .where(table.c[key] == bindparam("_key"))
            .values({name: bindparam(f"_{name}") for name in names})
        )
        connection.execute(
            statement, [{"_key": row[key], **{f"_{name}": row[name] for name in names}} for row in batch]
        )
