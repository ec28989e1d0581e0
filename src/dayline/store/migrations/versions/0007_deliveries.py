"""Who was sent the letter of a day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _text(name: str, **options: Any) -> sa.Column[Any]:
    collated = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, collated, nullable=False, **options)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "deliveries",
        _text("crisis_id", primary_key=True),
        sa.Column("day", sa.Integer(), nullable=False, primary_key=True, autoincrement=False),
        _text("recipient", primary_key=True),
        _text("state"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _text("reply"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("deliveries")
