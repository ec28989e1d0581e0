"""The first archive."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "meta",
    "decisions",
    "digests",
    "duplicates",
    "assignments",
    "fold_days",
    "relevance",
    "annotations",
    "rejected",
    "documents",
    "raw_items",
)


def _text(name: str, *more: Any, nullable: bool = False, **options: Any) -> sa.Column[Any]:
    return sa.Column(
        name,
        sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
        *more,
        nullable=nullable,
        **options,
    )


def _iso(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _ordinal() -> sa.Column[Any]:
    return sa.Column("ordinal", sa.Integer(), nullable=False, primary_key=True, autoincrement=False)


def _of_fold_day() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["crisis_id", "day"], ["fold_days.crisis_id", "fold_days.day"], ondelete="CASCADE"
    )


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Double(), nullable=False)


def upgrade() -> None:
    """Make every table, and full-text search in the database's own way."""
    _make_received()
    _make_derived()
    _make_published()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE documents_words USING fts5(headline, text, content='documents', "
            "content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute(
            "CREATE TABLE documents_vocabulary (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)"
        )
        op.execute("CREATE VIRTUAL TABLE documents_letters USING fts5(word, content='', tokenize='trigram')")
    else:
        op.execute(
            "CREATE INDEX documents_words ON documents USING gin (to_tsvector('simple', "
            "left(headline || ' ' || text, 200000)))"
        )


def _make_received() -> None:
    op.create_table(
        "raw_items",
        _text("sha256", primary_key=True),
        _text("source_id"),
        _text("url"),
        _text("name"),
        _text("media_type"),
        _moment("fetched_at"),
        _text("facts"),
        sa.Column("length", sa.BigInteger(), nullable=False),
        _bytes("content"),
    )
    op.create_table(
        "documents",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        _text("id", unique=True),
        _text("item_id"),
        _text("given_id"),
        _text("day"),
        _moment("seen_at"),
        _moment("fetched_at"),
        _moment("published_at", nullable=True),
        _iso("published_on", nullable=True),
        _text("published_confidence"),
        _text("source_id"),
        _text("source_name"),
        _text("url"),
        _text("byline"),
        _text("language"),
        _iso("labels"),
        _text("sha256"),
        _text("raw_sha256", sa.ForeignKey("raw_items.sha256")),
        _text("facts"),
        _text("headline"),
        _text("text"),
    )
    op.create_index("documents_seen", "documents", ["seen_at", "id"])
    op.create_index("documents_day", "documents", ["day", "seen_at", "id"])
    op.create_index("documents_item", "documents", ["item_id", "fetched_at", "id"])
    op.create_index("documents_given", "documents", ["given_id"], postgresql_using="hash")
    op.create_table(
        "rejected",
        _text("id", primary_key=True),
        _text("item_id"),
        _text("stage"),
        _text("reason"),
        _text("detail"),
    )


def _make_derived() -> None:
    op.create_table(
        "annotations",
        _text("document_id", sa.ForeignKey("documents.id"), primary_key=True),
        _text("version"),
        _bytes("payload"),
    )
    op.create_table(
        "relevance",
        _text("document_id", sa.ForeignKey("documents.id"), primary_key=True),
        _text("version"),
        _number("score"),
        _iso("reasons"),
    )
    op.create_table(
        "fold_days", _text("crisis_id", primary_key=True), _text("day", primary_key=True), _text("key")
    )
    op.create_table(
        "assignments",
        _text("crisis_id", primary_key=True),
        _text("day", primary_key=True),
        _ordinal(),
        _text("document_id", sa.ForeignKey("documents.id")),
        _text("story_id", nullable=True),
        _text("thread_id", nullable=True),
        _number("similarity"),
        _iso("reasons"),
        _of_fold_day(),
    )
    op.create_table(
        "duplicates",
        _text("crisis_id", primary_key=True),
        _text("day", primary_key=True),
        _ordinal(),
        _text("document_id", sa.ForeignKey("documents.id")),
        _text("of", sa.ForeignKey("documents.id")),
        _text("reason"),
        _number("similarity"),
        _of_fold_day(),
    )
    op.create_index("duplicates_document", "duplicates", ["document_id"])


def _make_published() -> None:
    op.create_table(
        "digests",
        _text("crisis_id", primary_key=True),
        sa.Column("day", sa.Integer(), nullable=False, primary_key=True, autoincrement=False),
        _iso("date"),
        _text("input_key"),
        _bytes("payload"),
    )
    op.create_table(
        "decisions",
        _text("id", primary_key=True),
        _text("crisis_id"),
        sa.Column("day", sa.Integer(), nullable=False),
        _moment("at"),
        _bytes("payload"),
    )
    op.create_index("decisions_day", "decisions", ["crisis_id", "day"])
    op.create_table("meta", _text("key", primary_key=True), _text("value"))


def downgrade() -> None:
    """Take every table away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE documents_letters")
        op.execute("DROP TABLE documents_vocabulary")
        op.execute("DROP TABLE documents_words")
    for name in TABLES:
        op.drop_table(name)
