"""What the two databases do each in their own way: full-text search, and refusing changes."""

from sqlalchemy import Connection, text

from panj.ledger.schema import APPEND_ONLY

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_size_limit=67108864",
)

_SQLITE_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(words, names, reading UNINDEXED, statement UNINDEXED,
                                       tokenize='unicode61 remove_diacritics 2')
"""

_POSTGRES_SEARCH = (
    """
CREATE TABLE search (reading bigint NOT NULL, statement text NOT NULL, words text NOT NULL, names text NOT NULL,
    vector tsvector GENERATED ALWAYS AS (to_tsvector('english', words || ' ' || names)) STORED,
    PRIMARY KEY (reading, statement))
""",
    "CREATE INDEX search_vector ON search USING gin (vector)",
)

_POSTGRES_REFUSE = """
CREATE FUNCTION panj_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$
"""


def create_search(connection: Connection) -> None:
    """Create the table of words that search looks in."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(_SQLITE_SEARCH))
        return
    for statement in _POSTGRES_SEARCH:
        connection.execute(text(statement))


def refuse_changes(connection: Connection) -> None:
    """Make the database itself refuse to change or delete a row of the ledger."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text(_POSTGRES_REFUSE))
    for table in APPEND_ONLY:
        if not sqlite:
            connection.execute(
                text(
                    f"CREATE TRIGGER {table.name}_only_grows BEFORE UPDATE OR DELETE ON {table.name} "
                    "FOR EACH ROW EXECUTE FUNCTION panj_refuse()"
                )
            )
            continue
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} "
                    "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
                )
            )


def search_query(dialect: str) -> str:
    """Return the query for `:words`, best first: reading, statement."""
    if dialect == "sqlite":
        return "SELECT reading, statement FROM search WHERE search MATCH :words ORDER BY rank LIMIT :limit"
    return (
        "SELECT reading, statement FROM search WHERE vector @@ websearch_to_tsquery('english', :words) "
        "ORDER BY ts_rank(vector, websearch_to_tsquery('english', :words)) DESC LIMIT :limit"
    )


def search_words(dialect: str, words: str) -> str:
    """Return what a person typed as the database wants it: every word must be there, quoted against syntax."""
    words = words.replace("\0", " ").encode("utf-8", "replace").decode()
    if dialect != "sqlite":
        return words.strip()
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
