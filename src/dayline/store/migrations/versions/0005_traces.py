"""What published days hold of people, figures, places, threads and sources."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _text(name: str, **options: Any) -> sa.Column[Any]:
    collated = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, collated, nullable=False, **options)


def _count(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, **options)


def _payload() -> sa.Column[Any]:
    return sa.Column("payload", sa.LargeBinary(), nullable=False)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "trace_days",
        _text("crisis_id", primary_key=True),
        _count("day", primary_key=True, autoincrement=False),
        _text("key"),
        _payload(),
    )
    op.create_table(
        "traces",
        _text("crisis_id", primary_key=True),
        _count("day", primary_key=True, autoincrement=False),
        _count("ordinal", primary_key=True, autoincrement=False),
        _text("kind"),
        _text("subject"),
        _text("name"),
        _text("note"),
        _payload(),
    )
    op.create_index("traces_subject", "traces", ["crisis_id", "kind", "subject", "day", "ordinal"])
    op.create_table(
        "subjects",
        _text("crisis_id", primary_key=True),
        _text("kind", primary_key=True),
        _text("id", primary_key=True),
        _text("name"),
        _text("first_name"),
        _text("note"),
        _count("first"),
        _count("last"),
        _count("lines"),
        sa.Column("changed", sa.Integer()),
    )


def downgrade() -> None:
    """Take the tables away."""
    for name in ("subjects", "traces", "trace_days"):
        op.drop_table(name)
