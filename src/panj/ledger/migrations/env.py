"""Alembic runs this with the connection that `panj.ledger.open_ledger` put into its configuration."""

from alembic import context

from panj.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transaction_per_migration=False
)
with context.begin_transaction():
    context.run_migrations()
