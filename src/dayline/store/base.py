"""What every part of the archive stands on: one transaction a call, and errors in words."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from dayline.errors import ArchiveError, RecordError

Thing = TypeVar("Thing")

# execution option by which a transaction says that it will write
WRITES = "dayline_writes"

# one writer at a time on PostgreSQL too: an arbitrary number that all dayline programs lock
POSTGRESQL_LOCK = 0x6461796C696E65

# values in one IN (...) list or one INSERT; far below the limits of either database
BATCH = 500


class Connected:
    """An open archive as its parts see it; ``label`` names it in messages."""

    def __init__(self, engine: Engine, label: str) -> None:
        self._readers = engine
        self._writers = engine.execution_options(**{WRITES: True})
        self._label = label

    @contextmanager
    def _reading(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """Open a transaction that reads; with ``snapshot`` all its reads see one state."""
        with in_words(self._label), self._readers.connect() as connection:
            if snapshot and connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that is alone in writing; it is undone whole by any exception."""
        with in_words(self._label), self._writers.begin() as connection:
            lock(connection)
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self._readers.dispose()


def lock(connection: Connection) -> None:
    """Wait until no other program writes, where the start of the transaction has not waited already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})


@contextmanager
def in_words(label: str) -> Iterator[None]:
    """Turn what the database or a damaged payload raises into an ArchiveError of one line."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise ArchiveError(f"{label}: {_reason(error)}") from error
    except RecordError as error:
        raise ArchiveError(f"{label}: {error}") from error


# words in what SQLite says, and what that means to a person
MEANINGS = (
    ("database is locked", "another program is writing to it; try again when it has finished"),
    ("file is not a database", "this is not an archive of dayline (not a SQLite file)"),
    ("malformed", "the file is damaged"),
    ("readonly database", "no permission to write to it, or to its folder"),
    ("unable to open", "cannot be opened: no permission, or not a place for a file"),
    ("is full", "no space is left on the disk"),
    ("disk I/O error", "the disk reports an error"),
    ("no such module: fts5", "this Python's SQLite was built without full-text search (FTS5)"),
    ("no such table", "the archive is damaged: a table is missing"),
    ("no such column", "the archive is damaged: a column is missing"),
)


def _reason(error: SQLAlchemyError | sqlite3.Error) -> str:
    said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
    if isinstance(error, IntegrityError) and "foreign key" in said.lower():
        return "refused: a row would rest on a raw item or document that the archive does not hold"
    return next((meaning for words, meaning in MEANINGS if words in said), said)


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """Yield the things in lists of at most ``size``."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


@lru_cache(maxsize=4096)
def iso_day(day: str) -> str:
    """Return a date of the form 2023-03-23 as given; raise ArchiveError for anything else."""
    try:
        holds = date.fromisoformat(day).isoformat() == day
    except ValueError:
        holds = False
    if not holds:
        raise ArchiveError(f"not a date of the form 2023-03-23: {day!r}")
    return day
