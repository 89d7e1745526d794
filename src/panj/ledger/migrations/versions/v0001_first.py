"""The first schema: transactions, documents, readings, statements, links, failures, frozen briefs, search."""

from alembic import op

from panj.ledger.dialects import create_search, refuse_changes
from panj.ledger.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    connection = op.get_bind()
    metadata.create_all(connection)
    create_search(connection)
    refuse_changes(connection)
