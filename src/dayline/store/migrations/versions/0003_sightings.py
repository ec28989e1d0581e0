"""Who was met on which day, under which names and in which roles."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str, *more: Any, **options: Any) -> sa.Column[Any]:
    collated = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, collated, *more, nullable=False, **options)


def _count(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, **options)


def upgrade() -> None:
    """Make the table, and forget the days placed so far: they hold no sightings yet."""
    op.create_table(
        "sightings",
        _text("crisis_id", primary_key=True),
        _text("day", primary_key=True),
        _count("ordinal", primary_key=True, autoincrement=False),
        _text("actor_id"),
        _text("kind"),
        _text("facet"),
        _text("text"),
        _count("documents"),
        _count("statements"),
        _text("document_id", sa.ForeignKey("documents.id")),
        sa.ForeignKeyConstraint(
            ["crisis_id", "day"], ["fold_days.crisis_id", "fold_days.day"], ondelete="CASCADE"
        ),
    )
    op.create_index("sightings_actor", "sightings", ["crisis_id", "actor_id"])
    op.execute("DELETE FROM fold_days")


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("sightings")
