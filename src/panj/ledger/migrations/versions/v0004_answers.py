"""What the topics of a picture ask of each report alone: a projection, filled by the pictures that are drawn."""

from alembic import op
from sqlalchemy import inspect

from panj.ledger.schema import answers

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add it."""
    connection = op.get_bind()
    if not inspect(connection).has_table("answers"):
        answers.create(connection)
