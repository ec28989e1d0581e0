"""Items that their sources give no more."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _text(name: str, **options: Any) -> sa.Column[Any]:
    collated = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, collated, nullable=False, **options)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "taken_down",
        _text("item_id", primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _text("reason"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("taken_down")
