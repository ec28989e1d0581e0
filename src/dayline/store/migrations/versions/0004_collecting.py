"""Addresses that are asked, what each asking brought, and what sites ask of robots."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str, **options: Any) -> sa.Column[Any]:
    collated = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, collated, nullable=False, **options)


def _column(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def upgrade() -> None:
    """Make the tables, and room for what led to an item."""
    op.add_column("raw_items", _text("told", server_default=""))
    op.create_table(
        "addresses",
        _text("url", primary_key=True),
        _text("source_id"),
        _text("role"),
        sa.Column("next_at", sa.BigInteger()),
        _column("payload", sa.LargeBinary()),
    )
    op.create_index("addresses_next", "addresses", ["next_at"])
    op.create_index("addresses_source", "addresses", ["source_id", "role"])
    op.create_table(
        "fetches",
        _text("id", primary_key=True),
        _text("source_id"),
        _text("url"),
        _text("role"),
        _column("at", sa.BigInteger()),
        _text("outcome"),
        _column("status", sa.Integer()),
        _text("reason"),
        _column("size", sa.BigInteger()),
        _text("sha256"),
        _text("warc"),
        _column("offset", sa.BigInteger()),
        _column("documents", sa.Integer()),
        _column("settled", sa.Boolean()),
    )
    op.create_index("fetches_at", "fetches", ["at", "source_id"])
    op.create_index("fetches_settled", "fetches", ["settled"])
    op.create_table(
        "robots",
        _text("origin", primary_key=True),
        _column("at", sa.BigInteger()),
        _column("is_open", sa.Boolean()),
        _text("text"),
    )


def downgrade() -> None:
    """Take them away."""
    for name in ("robots", "fetches", "addresses"):
        op.drop_table(name)
    op.drop_column("raw_items", "told")
