"""What Alembic runs: the caller has opened the connection and its transaction."""

from alembic import context

from dayline.store.opening import VERSION_TABLE
from dayline.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
