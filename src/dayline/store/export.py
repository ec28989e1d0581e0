"""The whole archive, given away: as NDJSON, the same bytes for the same content, or as a SQLite file of its own."""

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, LargeBinary, Table, select

from dayline.store import tables
from dayline.store.base import Connected, in_words
from dayline.store.codec import plain_of
from dayline.store.columns import UNSTORABLE

# tables in the order written, each with the columns that give its rows one order in every archive
ORDER = (
    (tables.meta, ("key",)),
    (tables.raw_items, ("sha256",)),
    (tables.documents, ("id",)),
    (tables.rejected, ("id",)),
    (tables.annotations, ("document_id",)),
    (tables.relevance, ("document_id",)),
    (tables.fold_days, ("crisis_id", "day")),
    (tables.assignments, ("crisis_id", "day", "ordinal")),
    (tables.duplicates, ("crisis_id", "day", "ordinal")),
    (tables.sightings, ("crisis_id", "day", "ordinal")),
    (tables.digests, ("crisis_id", "day")),
    (tables.issued, ("crisis_id", "day")),
    (tables.decisions, ("crisis_id", "day", "at", "id")),
    (tables.addresses, ("url",)),
    (tables.fetches, ("at", "id")),
    (tables.taken_down, ("item_id",)),
    (tables.robots, ("origin",)),
)

# tables that are made from the others, with each build
REMADE = (tables.trace_days, tables.traces, tables.subjects)

# what is nobody's business but the sender's: who reads
PRIVATE = (tables.deliveries,)

# columns that are the archive's own business, and the received bytes
LOCAL = frozenset({"number", "seen_at", "facts", "content"})

# rows fetched at a time
PAGE = 64


class Export(Connected):
    """The part of the archive that writes it all out."""

    def export(self, stream: TextIO) -> int:
        """Write every row as a line of JSON with its table as "table", and return the number of lines.

        What is made from other rows with each build is left out, and who reads.
        Received bytes are given by hash and length only.
        """
        with self._reading(snapshot=True) as connection:
            return sum(_write(connection, table, order, stream) for table, order in ORDER)


    def copy(self, path: Path) -> bool:
        """Write a copy of a SQLite archive to a new file, without who reads; False where the archive is none.

        The copy is a state between two writes, and has no file beside it.
        """
        if self._readers.dialect.name != "sqlite":
            return False
        with in_words(self._label), closing(self._readers.raw_connection()) as connection:
            connection.cursor().execute("VACUUM INTO ?", (str(path),))
        with in_words(str(path)), closing(sqlite3.connect(path)) as made:
            for table in PRIVATE:
                made.execute(f"DELETE FROM {table.name}")
            made.commit()
            made.execute("VACUUM")
        return True


def _write(connection: Connection, table: Table, order: tuple[str, ...], stream: TextIO) -> int:
    columns = [column for column in table.c if column.name not in LOCAL]
    packed = {column.name for column in columns if isinstance(column.type, LargeBinary)}
    statement = select(*columns).order_by(*(table.c[name] for name in order))
    lines = 0
    for row in connection.execution_options(yield_per=PAGE).execute(statement):
        plain: dict[str, Any] = {"table": table.name}
        for name, value in row._mapping.items():
            plain[name] = (plain_of(value) if value else None) if name in packed else _plain(value)
        stream.write(_line(plain))
        lines += 1
    return lines


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _line(plain: dict[str, Any]) -> str:
    line = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    if UNSTORABLE.search(line):
        line = json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return line + "\n"
