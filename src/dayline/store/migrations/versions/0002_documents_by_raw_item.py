"""Documents are found by the raw item that they were cleaned from."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("documents_raw", "documents", ["raw_sha256"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("documents_raw", "documents")
