"""The one schema of the ledger, for SQLite and PostgreSQL alike.

Every row belongs to a transaction, whose `seq` is the ledger's own clock: "what did we know then" asks for rows with
`txn <= N`. Rows are added and never changed; the databases refuse both by triggers (see `dialects`).

A statement's `row` is its reading's number, shifted by `NUMBER_BITS`, and its place among the reading's statements. The
statements themselves stand in the record of their reading; the rows beside it are what is looked for.
"""

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
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
    event,
    literal_column,
)

NUMBER_BITS = 20  # a reading has fewer than a million statements
ROWS = 1 << NUMBER_BITS
_BITS = literal_column(str(NUMBER_BITS), Integer)

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
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("id", Key, nullable=False, unique=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("published", Date),
    Column("day", Date, nullable=False),  # published, or the day it was read where the report has none
    Column("text", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),  # the Document without its text, packed (see `rows`)
    Index("document_day", "day"),
    Index("document_txn", "txn"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("document", Serial, ForeignKey("document.number"), nullable=False),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("version", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),  # the Reading with its statements, packed with the document's text
    UniqueConstraint("document", "version"),
    Index("reading_txn", "txn"),
)

statement = Table(
    "statement",
    metadata,
    Column("row", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False),
    Column("code", Text),
    Column("relation", Text),
    Column("modality", Text, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("due", Date),  # the last day of what is still to come
    Column("confidence", Float, nullable=False),
    Index("statement_id", "id"),
    Index("statement_code", "code"),
)
for _column in ("due", "relation"):  # as words, for an index by dialect would load both dialects with every command
    _index = f"CREATE INDEX statement_{_column} ON statement ({_column}) WHERE {_column} IS NOT NULL"
    event.listen(statement, "after_create", DDL(_index))  # type: ignore[no-untyped-call]

term = Table(  # the ids of entities, each written once
    "term",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("word", Key, nullable=False, unique=True),
)

party = Table(  # whom a statement names, as speaker or as party to what it says
    "party",
    metadata,
    Column("term", Serial, ForeignKey("term.number"), primary_key=True),
    Column("row", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)

sketch = Table(  # keys by which copies of a report are found
    "sketch",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("document", Serial, ForeignKey("document.number"), primary_key=True),
    sqlite_with_rowid=False,
)

event_key = Table(  # keys by which statements about the same event are found
    "event_key",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("row", BigInteger, primary_key=True),
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
    Column("record", LargeBinary, nullable=False),  # JSON of the Link's other fields
    Index("link_left", "left"),
    Index("link_right", "right"),
    Index("link_kind", "kind", "judgement"),
)

failure = Table(
    "failure",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
    Column("source", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("place", BigInteger),  # where in the source, in bytes
    Index("failure_source", "source"),
)

shard = Table(  # what came from elsewhere as a whole, so that it comes once
    "shard",
    metadata,
    Column("name", Key, primary_key=True),
    Column("txn", Serial, ForeignKey("txn.seq"), nullable=False),
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

# A projection follows from the other tables and can be made anew; only its rows may change.

projection = Table(  # by which rules each projection was made
    "projection",
    metadata,
    Column("name", Text, primary_key=True),
    Column("rules", Text, nullable=False),
)

standing = Table(  # what holds until something newer replaces it: claims, by what each is about
    "standing",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("happened", Integer, primary_key=True),  # days, as `date.toordinal`
    Column("row", BigInteger, primary_key=True),
    Column("day", Integer, nullable=False),  # of the report
    Column("replaces", Boolean, nullable=False),  # whether older claims give way to it; a denial replaces nothing
    Column("until", BigInteger),  # the transaction in which a newer reading of the document came
    Index("standing_row", "row"),
    sqlite_with_rowid=False,
)

answers = Table(  # what the topics of a picture ask of each report alone, and by which rules it was answered
    "answers",
    metadata,
    Column("reading", Serial, ForeignKey("reading.id"), primary_key=True, autoincrement=False),
    Column("rules", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

APPEND_ONLY = (transaction, document, reading, statement, term, party, sketch, event_key, link, failure, frozen, shard)
PROJECTIONS = (projection, standing, answers)


def reading_of(row: ColumnElement[int]) -> ColumnElement[int]:
    """Return the number of the reading that a statement's row belongs to."""
    return row.bitwise_rshift(_BITS)


def row_of(reading_id: int, number: int) -> int:
    """Return the row of a reading's statement of this number."""
    return (reading_id << NUMBER_BITS) + number


def place_of(row: int) -> tuple[int, int]:
    """Return the reading and the number of the statement that a row stands for."""
    return row >> NUMBER_BITS, row & (ROWS - 1)
