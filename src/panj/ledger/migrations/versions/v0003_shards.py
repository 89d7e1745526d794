"""Shards that were loaded, and where in its source a failure stands."""

from alembic import op
from sqlalchemy import BigInteger, Column, inspect

from panj.ledger.dialects import refuse_changes_of
from panj.ledger.schema import failure, shard

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add them; the second schema makes every table that it does not know from the first."""
    connection = op.get_bind()
    op.add_column("failure", Column("place", BigInteger))
    for index in failure.indexes:
        index.create(connection)
    if not inspect(connection).has_table("shard"):
        shard.create(connection)
        refuse_changes_of(connection, shard)
