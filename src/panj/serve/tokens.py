"""Who may use a desk that others can reach: tokens with scopes and a last day, and a record of what was done with them.

They are kept apart from the ledger, which holds what reports say and goes from hand to hand. Only the SHA-256 of a
token is kept; a token is shown once, when it is made.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from panj.errors import NotFoundError, UsageError
from panj.records import Record

SCOPES = ("read", "ingest", "admin")  # to look; to add reports; to judge, freeze, and see the record
MARK = "panj_"  # how a token begins, so that one that got out is recognised
BYTES = 32
_TABLES = {"token", "audit"}
_SCHEMA = """
CREATE TABLE IF NOT EXISTS token (
    name TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, made TEXT NOT NULL,
    expires TEXT NOT NULL, revoked TEXT
);
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, status INTEGER NOT NULL
);
"""


class Token(Record, frozen=True, kw_only=True):
    """A token without its secret; `state` is valid, expired or revoked."""

    name: str
    scopes: tuple[str, ...]
    made: datetime
    expires: datetime
    state: str


class Use(Record, frozen=True, kw_only=True):
    """What somebody did or tried, and what the desk answered."""

    at: datetime
    who: str
    address: str
    method: str
    path: str
    status: int


def digest(secret: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Tokens:
    """The file of tokens; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._path = path
        try:
            with self._open() as connection:
                tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
                if tables - _TABLES:
                    raise UsageError(f"{path}: holds more than tokens; name another file with --tokens")
                connection.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise UsageError(f"{path}: no file of tokens ({error}); name another with --tokens") from error

    def add(self, name: str, scopes: Iterable[str], *, days: int, now: datetime) -> str:
        """Make a token and return its secret; UsageError for a name that is taken or a scope that there is not."""
        wanted = tuple(s for s in SCOPES if s in set(scopes))
        if not wanted or set(scopes) - set(SCOPES):
            raise UsageError(f"--scope is one or more of {', '.join(SCOPES)}")
        secret = MARK + secrets.token_urlsafe(BYTES)
        row = (name, digest(secret), " ".join(wanted), _text(now), _text(now + timedelta(days)))
        try:
            with self._open() as connection:
                connection.execute(
                    "INSERT INTO token (name, sha256, scopes, made, expires) VALUES (?, ?, ?, ?, ?)", row
                )
        except sqlite3.IntegrityError:
            raise UsageError(f"{name}: there is a token of this name; give the new one a name of its own") from None
        return secret

    def all(self, now: datetime) -> list[Token]:
        """Return every token, the newest first."""
        with self._open() as connection:
            rows = connection.execute("SELECT name, scopes, made, expires, revoked FROM token ORDER BY made DESC, name")
            return [_token(row, now) for row in rows]

    def revoke(self, name: str, now: datetime) -> None:
        """End a token at once; NotFoundError if there is none of this name."""
        with self._open() as connection:
            done = connection.execute(
                "UPDATE token SET revoked = ? WHERE name = ? AND revoked IS NULL", (_text(now), name)
            )
        if not done.rowcount:
            raise NotFoundError(f"{name}: no token of this name is valid; see `panj token list`")

    def find(self, secret: str, now: datetime) -> Token | None:
        """Return the valid token with this secret; None if there is none."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT name, scopes, made, expires, revoked FROM token WHERE sha256 = ?", (digest(secret),)
            ).fetchone()
        found = _token(row, now) if row else None
        return found if found and found.state == "valid" else None

    def note(self, use: Use) -> None:
        """Add a line to the record."""
        row = (_text(use.at), use.who, use.address, use.method, use.path, use.status)
        with self._open() as connection:
            connection.execute(
                "INSERT INTO audit (at, who, address, method, path, status) VALUES (?, ?, ?, ?, ?, ?)", row
            )

    def uses(self, limit: int = 200) -> list[Use]:
        """Return the last lines of the record, the newest first."""
        query = "SELECT at, who, address, method, path, status FROM audit ORDER BY id DESC LIMIT ?"
        with self._open() as connection:
            rows = connection.execute(query, (limit,)).fetchall()
        return [
            Use(at=datetime.fromisoformat(at), who=who, address=address, method=method, path=path, status=status)
            for at, who, address, method, path, status in rows
        ]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=10)
        try:
            with connection:
                yield connection
        finally:
            connection.close()


def _token(row: tuple[str, str, str, str, str | None], now: datetime) -> Token:
    name, scopes, made, expires, revoked = row
    ends = datetime.fromisoformat(expires)
    state = "revoked" if revoked else "expired" if ends <= now else "valid"
    return Token(name=name, scopes=tuple(scopes.split()), made=datetime.fromisoformat(made), expires=ends, state=state)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
