"""The tables of the archive, portable between SQLite and PostgreSQL; full-text search is in ``search``."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from dayline.store.columns import Characters, Day, Moment, Words


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
    _known("told", Characters),
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

# a day as readers first had it; what follows are corrections among the decisions
issued = Table(
    "issued",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Integer, primary_key=True, autoincrement=False),
    _known("at", Moment),
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

# who was sent the letter of a day, by a hash of the address; ``state`` is begun, accepted, refused or later
deliveries = Table(
    "deliveries",
    metadata,
    _known("crisis_id", Characters, primary_key=True),
    _known("day", Integer, primary_key=True, autoincrement=False),
    _known("recipient", Characters, primary_key=True),
    _known("state", Characters),
    _known("at", Moment),
    _known("reply", Characters),
)

# every address that is asked; ``next_at`` is empty where it is not asked again
addresses = Table(
    "addresses",
    metadata,
    _known("url", Characters, primary_key=True),
    _known("source_id", Characters),
    _known("role", Characters),
    Column("next_at", Moment),
    _known("payload", LargeBinary),
    Index("addresses_next", "next_at"),
    Index("addresses_source", "source_id", "role"),
)

# every asking and what it brought; ``sha256`` is that of a raw item where there is one
fetches = Table(
    "fetches",
    metadata,
    _known("id", Characters, primary_key=True),
    _known("source_id", Characters),
    _known("url", Characters),
    _known("role", Characters),
    _known("at", Moment),
    _known("outcome", Characters),
    _known("status", Integer),
    _known("reason", Characters),
    _known("size", BigInteger),
    _known("sha256", Characters),
    _known("warc", Characters),
    _known("offset", BigInteger),
    _known("documents", Integer),
    _known("settled", Boolean),
    Index("fetches_at", "at", "source_id"),
    Index("fetches_settled", "settled"),
)

# items that their sources give no more, noticed at ``at``
taken_down = Table(
    "taken_down",
    metadata,
    _known("item_id", Characters, primary_key=True),
    _known("at", Moment),
    _known("reason", Characters),
)

# what sites ask of robots, as it was at ``at``
robots = Table(
    "robots",
    metadata,
    _known("origin", Characters, primary_key=True),
    _known("at", Moment),
    _known("is_open", Boolean),
    _known("text", Characters),
)

meta = Table(
    "meta",
    metadata,
    _known("key", Characters, primary_key=True),
    _known("value", Characters),
)
