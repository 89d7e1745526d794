"""The first schema, as it was."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from panj.ledger.dialects import create_search, refuse_changes

Serial = BigInteger().with_variant(Integer, "sqlite")

Key = Text().with_variant(Text(collation="C"), "postgresql")  # sorted by its characters on every database

metadata = MetaData()

transaction = Table(
    "txn",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("code_version", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("by", Text, nullable=False, server_default=""),
)

document = Table(
    "document",
    metadata,
    Column("id", Key, primary_key=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Date),
    Column("day", Date, nullable=False),  # published, or the day it was read where the report has none
    Column("language", Text),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),  # JSON of the Document without its text
    Index("document_day", "day"),
    Index("document_txn", "txn"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("document", Key, ForeignKey("document.id"), nullable=False),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("version", Text, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),  # JSON of the Reading without its statements
    UniqueConstraint("document", "version"),
    Index("reading_txn", "txn"),
)

statement = Table(
    "statement",
    metadata,
    Column("reading", Serial, ForeignKey("reading.id"), primary_key=True),
    Column("id", Key, primary_key=True),
    Column("document", Key, ForeignKey("document.id"), nullable=False),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("day", Date, nullable=False),
    Column("start", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # place among the statements of the reading
    Column("code", Text),
    Column("relation", Text),
    Column("modality", Text, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("speaker", Text),
    Column("earliest", Date),
    Column("latest", Date),
    Column("confidence", Float, nullable=False),
    Column("record", LargeBinary, nullable=False),  # JSON of the Statement without its quote
    Index("statement_id", "id"),
    Index("statement_day", "day", "reading"),
    Index("statement_document", "document"),
    Index("statement_code", "code", "day"),
)

party = Table(
    "party",
    metadata,
    Column("reading", Serial, primary_key=True),
    Column("statement", Key, primary_key=True),
    Column("entity", Key, primary_key=True),
    Column("role", Text, primary_key=True),
    Index("party_entity", "entity"),
    sqlite_with_rowid=False,
)

sketch = Table(  # keys by which copies of a report are found
    "sketch",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("document", Key, ForeignKey("document.id"), primary_key=True),
    sqlite_with_rowid=False,
)

event_key = Table(  # keys by which statements about the same event are found
    "event_key",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("reading", Serial, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

link = Table(
    "link",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("left", Key, nullable=False),
    Column("right", Key, nullable=False),
    Column("judgement", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("kind", "left", "right", "judgement", "decided_by", "txn"),
    Index("link_left", "left"),
    Index("link_right", "right"),
)

failure = Table(
    "failure",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("source", Text, nullable=False),
    Column("why", Text, nullable=False),
)

frozen = Table(
    "frozen",
    metadata,
    Column("id", Key, primary_key=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

APPEND_ONLY = (transaction, document, reading, statement, party, sketch, event_key, link, failure, frozen)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    connection = op.get_bind()
    metadata.create_all(connection)
    create_search(connection)
    refuse_changes(connection, APPEND_ONLY)
