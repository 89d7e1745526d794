"""Statements stand in the record of their reading, packed; beside it only what is looked for, by numbers."""

from collections import defaultdict

import msgspec
from alembic import op
from sqlalchemy import Connection, insert, text

from panj.ledger import schema as s
from panj.ledger.dialects import refuse_changes
from panj.ledger.rows import document_record, link_row, pack
from panj.ledger.store import add_statements
from panj.records import Document, Link, Reading, Statement

revision = "0002"
down_revision = "0001"

_OLD = ("party", "sketch", "event_key", "statement", "reading", "link", "document")  # none refers to one before it
_NEW = ("term", "party", "sketch", "event_key", "statement", "reading", "link", "document", "projection", "standing")
_INDEXES = [
    "document_day",
    "document_txn",
    "reading_txn",
    "statement_id",
    "statement_day",
    "statement_document",
    "statement_code",
    "party_entity",
    "link_left",
    "link_right",
]
_AT_ONCE = 200


def upgrade() -> None:
    """Move the old tables aside, make the new ones, copy every row, and drop the old."""
    connection = op.get_bind()
    old = _set_aside(connection)
    new = [t for t in s.metadata.sorted_tables if t.name in _NEW]
    s.metadata.create_all(connection, tables=new)
    _copy_documents(connection, old)
    _copy_readings(connection, old)
    _copy_links(connection, old)
    connection.execute(
        text(
            f"INSERT INTO sketch (key, document) SELECT k.key, d.number FROM {old}sketch k "
            "JOIN document d ON d.id = k.document"
        )
    )
    shift = 1 << s.NUMBER_BITS
    connection.execute(
        text(f'INSERT INTO event_key (key, "row") SELECT key, reading * {shift} + number FROM {old}event_key')
    )
    _drop(connection, old)
    refuse_changes(connection, [t for t in s.APPEND_ONLY if t in new])


def _set_aside(connection: Connection) -> str:
    """Return what the names of the old tables now begin with."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("CREATE SCHEMA panj_old"))
        for table in _OLD:
            connection.execute(text(f"ALTER TABLE {table} SET SCHEMA panj_old"))
        return "panj_old."
    for table in _OLD:
        for act in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER {table}_no_{act}"))
    for index in _INDEXES:
        connection.execute(text(f"DROP INDEX {index}"))
    for table in _OLD:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO old_{table}"))
    return "old_"


def _drop(connection: Connection, old: str) -> None:
    for table in _OLD:
        connection.execute(text(f"DROP TABLE {old}{table}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP SCHEMA panj_old"))
        for table, column in (("reading", "id"), ("link", "id")):
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
                    f"(SELECT coalesce(max({column}), 1) FROM {table}))"
                )
            )


def _copy_documents(connection: Connection, old: str) -> None:
    query = text(f"SELECT id, txn, published, day, text, record FROM {old}document ORDER BY txn, id")
    typed = query.columns(published=s.document.c.published.type, day=s.document.c.day.type)
    for some in connection.execute(typed).partitions(_AT_ONCE):
        rows = [
            row._asdict() | {"record": document_record(msgspec.json.decode(row.record, type=Document))} for row in some
        ]
        connection.execute(insert(s.document), rows)


def _copy_readings(connection: Connection, old: str) -> None:
    query = text(
        f"SELECT r.id, d.number AS document, r.txn, r.version, d.text, r.record FROM {old}reading r "
        "JOIN document d ON d.id = r.document ORDER BY r.id"
    )
    said = text(
        f"SELECT reading, record FROM {old}statement WHERE reading BETWEEN :first AND :last ORDER BY reading, number"
    )
    for some in connection.execute(query).partitions(_AT_ONCE):
        found: dict[int, list[Statement]] = defaultdict(list)
        texts = {row.id: row.text for row in some}
        between = {"first": some[0].id, "last": some[-1].id}
        for reading, record in connection.execute(said, between):
            bare = msgspec.json.decode(record, type=Statement)
            found[reading].append(msgspec.structs.replace(bare, quote=bare.span.of(texts[reading])))
        for row in some:
            bare_reading = msgspec.json.decode(row.record, type=Reading)
            whole = msgspec.structs.replace(bare_reading, statements=tuple(found[row.id]))
            values = {k: v for k, v in row._asdict().items() if k != "text"}
            connection.execute(insert(s.reading).values(values | {"record": pack(whole, row.text)}))
            if whole.statements:
                add_statements(connection, [(row.id, whole.statements)])


def _copy_links(connection: Connection, old: str) -> None:
    query = text(f"SELECT id, txn, record FROM {old}link ORDER BY id")
    for some in connection.execute(query).partitions(_AT_ONCE):
        rows = [{"id": r.id} | link_row(msgspec.json.decode(r.record, type=Link), r.txn) for r in some]
        connection.execute(insert(s.link), rows)
