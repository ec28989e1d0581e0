"""The tables of the archive, portable between SQLite and PostgreSQL; full-text search is in ``search``.

Times are integers, microseconds since 1970 in UTC: they sort the same everywhere. Dates are ISO 8601 text.
"""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# a noncharacter, so free to mark the characters that a database cannot hold: NUL and half surrogate pairs
ESCAPE = "\U0010ffff"
UNSTORABLE = re.compile("[\x00\ud800-\udfff\U0010ffff]")
ESCAPED = re.compile(ESCAPE + "([0-9a-f]{4})")


class Characters(TypeDecorator[str]):
    """Any Python string, given back as it was; the columns are made to compare and sort by code points."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what the database cannot hold."""
        if value is None or (value.isascii() and "\0" not in value) or not UNSTORABLE.search(value):
            return value
        return UNSTORABLE.sub(lambda match: f"{ESCAPE}{ord(match[0]) & 0xFFFF:04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Undo the escapes."""
        if value is None or ESCAPE not in value:
            return value
        return ESCAPED.sub(lambda match: ESCAPE if match[1] == "ffff" else chr(int(match[1], 16)), value)


class Moment(TypeDecorator[datetime]):
    """A time with its zone, as microseconds since 1970; comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Count the microseconds."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Build the time from its microseconds."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A date as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write the date."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read the date."""
        return None if value is None else date.fromisoformat(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the array, in ASCII."""
        return None if value is None else json.dumps(value) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Read the array."""
        return None if value is None else () if value == "[]" else tuple(json.loads(value))


def _known(name: str, kind: Any, *more: Any, **options: Any) -> Column[Any]:
    return Column(name, kind, *more, nullable=False, **options)


metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_name)s_once",
        "fk": "%(table_name)s_%(column_0_name)s_known",
    }
)

# received bytes, compressed; ``facts`` is a hash of the other columns, by which equal times are told apart
raw_items = Table(
    "raw_items",
    metadata,
    _known("sha256", Characters, primary_key=True),
    _known("source_id", Characters),
    _known("url", Characters),
    _known("name", Characters),
    _known("media_type", Characters),
    _known("fetched_at", Moment),
    _known("facts", Characters),
    _known("length", BigInteger),
    _known("content", LargeBinary),
)

# one row a version of an item; ``seen_at`` is when it was published, or else fetched; ``number`` is local
documents = Table(
    "documents",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    _known("id", Characters, unique=True),
    _known("item_id", Characters),
    _known("given_id", Characters),
    _known("day", Characters),
    _known("seen_at", Moment),
    _known("fetched_at", Moment),
    Column("published_at", Moment),
    Column("published_on", Day),
    _known("published_confidence", Characters),
    _known("source_id", Characters),
    _known("source_name", Characters),
    _known("url", Characters),
    _known("byline", Characters),
    _known("language", Characters),
    _known("labels", Words),
    _known("sha256", Characters),
    _known("raw_sha256", Characters, ForeignKey("raw_items.sha256")),
    _known("facts", Characters),
    _known("headline", Characters),
    _known("text", Characters),
    Index("documents_seen", "seen_at", "id"),
    Index("documents_day", "day", "seen_at", "id"),
    Index("documents_item", "item_id", "fetched_at", "id"),
    Index("documents_raw", "raw_sha256"),
    Index("documents_given", "given_id", postgresql_using="hash"),
)

rejected = Table(
    "rejected",
    metadata,
    _known("id", Characters, primary_key=True),
    _known("item_id", Characters),
    _known("stage", Characters),
    _known("reason", Characters),
    _known("detail", Characters),
)


def _document(name: str = "document_id", **options: Any) -> Column[Any]:
    return _known(name, Characters, ForeignKey("documents.id"), **options)


annotations = Table(
    "annotations",
    metadata,
    _document(primary_key=True),
    _known("version", Characters),
    _known("payload", LargeBinary),
)

relevance = Table(
    "relevance",
    metadata,
    _document(primary_key=True),
    _known("version", Characters),
    _known("score", Double),
    _known("reasons", Words),
)

# the state in which the fold over a crisis's documents left a day: its rows below belong to this key
fold_days = Table(
    "fold_days",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Characters, primary_key=True),
    _known("key", Characters),
)


def _of_fold_day() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["crisis_id", "day"], ["fold_days.crisis_id", "fold_days.day"], ondelete="CASCADE"
    )


assignments = Table(
    "assignments",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Characters, primary_key=True),
    _known("ordinal", Integer, primary_key=True, autoincrement=False),
    _document(),
    Column("story_id", Characters),
    Column("thread_id", Characters),
    _known("similarity", Double),
    _known("reasons", Words),
    _of_fold_day(),
)

duplicates = Table(
    "duplicates",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Characters, primary_key=True),
    _known("ordinal", Integer, primary_key=True, autoincrement=False),
    _document(),
    _document("of"),
    _known("reason", Characters),
    _known("similarity", Double),
    _of_fold_day(),
    Index("duplicates_document", "document_id"),
)

# who was met on a day, under which names and in which roles; of ``document_id``s the first
sightings = Table(
    "sightings",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Characters, primary_key=True),
    _known("ordinal", Integer, primary_key=True, autoincrement=False),
    _known("actor_id", Characters),
    _known("kind", Characters),
    _known("facet", Characters),
    _known("text", Characters),
    _known("documents", Integer),
    _known("statements", Integer),
    _document(),
    _of_fold_day(),
    Index("sightings_actor", "crisis_id", "actor_id"),
)

digests = Table(
    "digests",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Integer, primary_key=True, autoincrement=False),
    _known("date", Day),
    _known("input_key", Characters),
    _known("payload", LargeBinary),
)

# a published day: its summary, under the key of what its pages were made from
trace_days = Table(
    "trace_days",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Integer, primary_key=True, autoincrement=False),
    _known("key", Characters),
    _known("payload", LargeBinary),
)

# what a published day holds of a person, figure, place, thread or source
traces = Table(
    "traces",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Integer, primary_key=True, autoincrement=False),
    _known("ordinal", Integer, primary_key=True, autoincrement=False),
    _known("kind", Characters),
    _known("subject", Characters),
    _known("name", Characters),
    _known("note", Characters),
    _known("payload", LargeBinary),
    Index("traces_subject", "crisis_id", "kind", "subject", "day", "ordinal"),
)

# sums over ``traces``; ``changed`` is the first day that the subject's pages do not show yet
subjects = Table(
    "subjects",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("kind", Characters, primary_key=True),
    _known("id", Characters, primary_key=True),
    _known("name", Characters),
    _known("first_name", Characters),
    _known("note", Characters),
    _known("first", Integer),
    _known("last", Integer),
    _known("lines", Integer),
    Column("changed", Integer),
)

decisions = Table(
    "decisions",
    metadata,
    _known("id", Characters, primary_key=True),
    _known("crisis_id", Characters),
    _known("day", Integer),
    _known("at", Moment),
    _known("payload", LargeBinary),
    Index("decisions_day", "crisis_id", "day"),
)

meta = Table(
    "meta",
    metadata,
    _known("key", Characters, primary_key=True),
    _known("value", Characters),
)
