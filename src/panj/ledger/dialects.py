"""What the two databases do each in their own way: one writer at a time, full-text search, and refusing changes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Engine,
    Float,
    Integer,
    LargeBinary,
    Table,
    Text,
    any_,
    bindparam,
    column,
    func,
    select,
    text,
)

from panj.ledger.schema import APPEND_ONLY

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA cache_size=-32768",
    "PRAGMA wal_autocheckpoint=8000",
)

_SEARCH_INSERT = {
    "sqlite": "INSERT INTO search (rowid, words, names) VALUES (?, ?, ?)",
    "postgresql": "INSERT INTO search (rowid, vector) SELECT row, to_tsvector('simple', words || ' ' || names) "
    "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS said(row, words, names)",
}

_KINDS = (
    (Integer, "bigint"),
    (Float, "float8"),
    (Boolean, "boolean"),
    (Date, "date"),
    (LargeBinary, "bytea"),
    (Text, "text"),
)

_NUMBERS = msgspec.json.Decoder(list[int])
_POSTGRES_LOCK = 0x70616E6A  # "panj": writers take the sequence one after the other

_SQLITE_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(words, names, content='', tokenize='unicode61 remove_diacritics 2')
"""

_POSTGRES_SEARCH = (
    """
CREATE TABLE search (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)
""",
    "CREATE INDEX search_vector ON search USING gin (vector)",
)

_POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION panj_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$
"""


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open one transaction as the only writer; nothing of it stays if the block raises.

    A PostgreSQL writer sees what the one before it committed while it waited for the lock, so it reads committed rows.
    """
    postgres = engine.dialect.name == "postgresql"
    options = {"isolation_level": "READ COMMITTED"} if postgres else {"immediate": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if postgres:
            connection.execute(select(func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
        yield connection


def create_search(connection: Connection) -> None:
    """Create the table of words that search looks in."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(_SQLITE_SEARCH))
        return
    for statement in _POSTGRES_SEARCH:
        connection.execute(text(statement))


def refuse_changes(connection: Connection, tables: Iterable[Table] = APPEND_ONLY) -> None:
    """Make the database itself refuse to change or delete a row of the ledger."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(_POSTGRES_REFUSE))
    for table in tables:
        refuse_changes_of(connection, table)


def refuse_changes_of(connection: Connection, table: Table) -> None:
    """Make the database refuse to change or delete a row of one table."""
    if connection.dialect.name != "sqlite":
        connection.execute(
            text(
                f"CREATE TRIGGER {table.name}_only_grows BEFORE UPDATE OR DELETE ON {table.name} "
                "FOR EACH ROW EXECUTE FUNCTION panj_refuse()"
            )
        )
        return
    for act in ("UPDATE", "DELETE"):
        connection.execute(
            text(
                f"CREATE TRIGGER {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
            )
        )


def among(column: ColumnElement[Any], values: Iterable[int | str], dialect: str) -> ColumnElement[bool]:
    """Return the condition that a column has one of many values, handed over as one parameter however many they are."""
    given = list(values)
    if dialect == "sqlite":
        listed = func.json_each(msgspec.json.encode(given).decode()).table_valued("value")
        return column.in_(select(listed.c.value))
    kind = BigInteger() if isinstance(column.type, Integer) else Text()
    return column == any_(bindparam(None, given, type_=ARRAY(kind), unique=True))


def values_left_open(name: str, dialect: str) -> ColumnElement[int]:
    """Return the column of a table of numbers that are handed over under a name as `listed` gives them."""
    if dialect == "sqlite":
        return func.json_each(bindparam(name, type_=Text())).table_valued(column("value", BigInteger)).c.value
    return func.unnest(bindparam(name, type_=ARRAY(BigInteger()))).column_valued("value")


def among_left_open(column: ColumnElement[Any], name: str, dialect: str) -> ColumnElement[bool]:
    """Return the same condition with its values left open, to be handed over under a name as `listed` gives them."""
    if dialect == "sqlite":
        values = func.json_each(bindparam(name, type_=Text())).table_valued("value")
        return column.in_(select(values.c.value))
    return column == any_(bindparam(name, type_=ARRAY(BigInteger())))


def listed(values: list[int], dialect: str) -> str | list[int]:
    """Return numbers as `among_left_open` takes them."""
    return msgspec.json.encode(values).decode() if dialect == "sqlite" else values


def gathering(column: ColumnElement[int], dialect: str) -> ColumnElement[Any]:
    """Return what makes one value of all numbers of a group, for `gathered`: rows by the thousand are slow."""
    return func.json_group_array(column) if dialect == "sqlite" else func.array_agg(column)


def gathered(value: str | list[int] | None) -> list[int]:
    """Return the numbers of a group."""
    return _NUMBERS.decode(value) if isinstance(value, str) else value or []


def add_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[int | float | str | bytes | None, ...]],
    *,
    known: bool = False,
) -> None:
    """Add rows with a value for each column in order, without that which the database counts itself.

    They go to the driver as they are: naming every value of every row takes as long as adding it. To PostgreSQL they go
    column by column, for there each row costs a message. Where some may be `known`, those that are there already stay
    as they are.
    """
    dialect = connection.dialect.name
    again = " ON CONFLICT DO NOTHING" if known else ""
    _handed(connection, _insert(table, dialect) + again, rows)


@lru_cache
def _insert(table: Table, dialect: str) -> str:
    columns = [c for c in table.columns if c.autoincrement is not True]
    begun = f'INSERT INTO "{table.name}" ({", ".join([_quoted(c.name) for c in columns])})'
    if dialect == "sqlite":
        return f"{begun} VALUES ({', '.join('?' * len(columns))})"
    return f"{begun} SELECT * FROM unnest({', '.join([f'%s::{_kind(c)}[]' for c in columns])})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _kind(column: Column[Any]) -> str:
    """Return the name of a column's type where PostgreSQL casts to it."""
    return next(name for kind, name in _KINDS if isinstance(column.type, kind))


def _handed(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement for many rows: one by one, or once with their columns as lists."""
    if rows:
        by_column = connection.dialect.name == "postgresql"
        connection.exec_driver_sql(statement, tuple(map(list, zip(*rows, strict=True))) if by_column else list(rows))


def add_to_search(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Let statements be found, by their rows, by words and by names; neither database keeps a copy of these."""
    _handed(connection, _SEARCH_INSERT[connection.dialect.name], rows)


def search_query(dialect: str) -> str:
    """Return the query for `:words`, best first: row."""
    if dialect == "sqlite":
        return "SELECT rowid FROM search WHERE search MATCH :words ORDER BY rank LIMIT :limit"
    return (
        "SELECT rowid FROM search WHERE vector @@ plainto_tsquery('simple', :words) "
        "ORDER BY ts_rank(vector, plainto_tsquery('simple', :words)) DESC LIMIT :limit"
    )


def search_words(dialect: str, words: str) -> str:
    """Return what a person typed as the database wants it: every word must be there, quoted against syntax."""
    words = words.replace("\0", " ").encode("utf-8", "replace").decode()
    if dialect != "sqlite":
        return words.strip()
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
