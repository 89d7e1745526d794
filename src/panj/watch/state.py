"""What a watch remembers, in a file of its own, so that a crash loses nothing and reads nothing twice.

A report goes from waiting (its page is to be asked for) to held (its bytes are here) to done (the ledger has it) or
failed. What is held stays as it came until the ledger has it: read again after a crash it has the same id, and the
ledger adds nothing for an id that it has.
"""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from panj.errors import LedgerError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (
    url TEXT PRIMARY KEY, parent TEXT NOT NULL, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '',
    due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS item (
    key TEXT PRIMARY KEY, feed TEXT NOT NULL, url TEXT, state TEXT NOT NULL, due REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0, seen REAL NOT NULL, held BLOB
);
CREATE INDEX IF NOT EXISTS item_state ON item (state, due);
"""
_OF_EACH = 4  # pages of a feed that are sent for in one go
_FORGOTTEN = 90 * 86400.0  # seconds after a report was last listed


class KnownFeed(NamedTuple):
    """A feed (or a sitemap that `parent` lists): what to ask with, when it is due, how often it failed in a row."""

    url: str
    parent: str
    etag: str
    modified: str
    due: float
    failures: int


class KnownItem(NamedTuple):
    """A report: of which feed, where its page is, what is held of it, when it is due, how often it was tried."""

    key: str
    feed: str
    url: str | None
    state: str
    due: float
    tries: int
    held: bytes | None


class State:
    """The memory of a watch, in an SQLite file that one watch at a time has open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=1)
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        except sqlite3.DatabaseError as error:
            why = "another watch has it open" if "locked" in str(error) else str(error)
            raise LedgerError(f"{path}: the memory of the watch cannot be opened: {why}") from None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def follow(self, feeds: list[str]) -> None:
        """Watch these feeds and no others; what is known of those that stay is kept."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO feed (url, parent) VALUES (?, ?)", [(u, u) for u in feeds])
            marks = ",".join("?" * len(feeds))
            self._db.execute(f"DELETE FROM feed WHERE parent NOT IN ({marks})", feeds)

    def feeds(self, due: float) -> list[KnownFeed]:
        """Return the feeds that are due, the longest due first."""
        rows = self._db.execute(
            "SELECT url, parent, etag, modified, due, failures FROM feed WHERE due <= ? ORDER BY due, url", (due,)
        )
        return [KnownFeed(*row) for row in rows]

    def waiting(self, due: float) -> list[KnownItem]:
        """Return reports whose pages are due, a few of each feed; what is held of them is left out."""
        rows = self._db.execute(
            "SELECT key, feed, url, state, due, tries, NULL FROM (SELECT *, row_number() OVER "
            "(PARTITION BY feed ORDER BY due, key) AS place FROM item WHERE state = 'waiting' AND due <= ? "
            "AND feed IN (SELECT parent FROM feed)) WHERE place <= ? ORDER BY due, key",
            (due, _OF_EACH),
        )
        return [KnownItem(*row) for row in rows]

    def held(self, most: int) -> list[KnownItem]:
        """Return reports that are held or hopeless, the longest there first."""
        rows = self._db.execute(
            "SELECT key, feed, url, state, due, tries, held FROM item WHERE state IN ('held', 'hopeless') "
            "ORDER BY due, key LIMIT ?",
            (most,),
        )
        return [KnownItem(*row) for row in rows]

    def held_of(self, key: str) -> bytes:
        """Return what is held of one report."""
        found = self._db.execute("SELECT held FROM item WHERE key = ?", (key,)).fetchone()
        return bytes(found[0] or b"")

    def next_due(self) -> float | None:
        """Return when the next feed or page is due."""
        found = self._db.execute(
            "SELECT min(due) FROM (SELECT min(due) AS due FROM feed UNION ALL "
            "SELECT min(due) FROM item WHERE state = 'waiting' AND feed IN (SELECT parent FROM feed))"
        ).fetchone()[0]
        return None if found is None else float(found)

    def also_follow(self, parent: str, further: list[str]) -> None:
        """Watch these lists too, for as long as their parent is watched."""
        rows = [(url, parent) for url in further]
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO feed (url, parent) VALUES (?, ?)", rows)

    def listed(
        self,
        feed: KnownFeed,
        found: Iterator[tuple[str, str | None, str, bytes]],
        now: float,
        *,
        most: int,
        whole: bool,
    ) -> int:
        """Note what a feed lists (key, page, state, what is held) and how to ask it next; return how many are new.

        After `most` new ones the rest is left for the next time, and the feed is then asked for all of it again. If
        nothing that it listed before is in the `whole` list any more, what it listed in between may have been missed:
        that is noted as a failure of the feed.
        """
        new = known = 0
        with self._db:
            self._db.execute("BEGIN")
            before = self._db.execute("SELECT max(seen) FROM item WHERE feed = ?", (feed.parent,)).fetchone()[0]
            for key, url, state, held in found:
                if self._db.execute("UPDATE item SET seen = ? WHERE key = ?", (now, key)).rowcount:
                    known += 1
                    continue
                if new == most:
                    feed = feed._replace(etag="", modified="")
                    break
                self._db.execute(
                    "INSERT INTO item (key, feed, url, state, due, seen, held) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (key, feed.parent, url, state, now, now, held),
                )
                new += 1
            if whole and new and not known and before is not None and feed.url == feed.parent:
                self._missed(feed, before, now)
            self._asked(feed)
            self._db.execute("DELETE FROM item WHERE state IN ('done', 'failed') AND seen < ?", (now - _FORGOTTEN,))
        return new

    def _missed(self, feed: KnownFeed, since: float, now: float) -> None:
        why = f"reports that it listed between {_minute(since)} and {_minute(now)} may have been missed"
        self._db.execute(
            "INSERT OR IGNORE INTO item (key, feed, state, due, seen, held) VALUES (?, ?, 'hopeless', ?, ?, ?)",
            (f"missed {feed.url} {now}", feed.parent, now, now, why.encode()),
        )

    def asked(self, feed: KnownFeed) -> None:
        """Note how a feed is to be asked next."""
        with self._db:
            self._db.execute("BEGIN")
            self._asked(feed)

    def _asked(self, feed: KnownFeed) -> None:
        self._db.execute(
            "UPDATE feed SET etag = ?, modified = ?, due = ?, failures = ? WHERE url = ?",
            (feed.etag, feed.modified, feed.due, feed.failures, feed.url),
        )

    def move(self, item: KnownItem) -> None:
        """Note where a report stands now."""
        self._db.execute(
            "UPDATE item SET state = ?, due = ?, tries = ?, held = ? WHERE key = ?",
            (item.state, item.due, item.tries, item.held, item.key),
        )

    def bring_forward(self, seconds: float) -> None:
        """Let everything be due sooner: the clock has gone back by so much."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.execute("UPDATE feed SET due = due - ?", (seconds,))
            self._db.execute("UPDATE item SET due = due - ?", (seconds,))

    def latest(self, due: float) -> None:
        """Let nothing be due later than this: a clock that once ran ahead must not put a feed off for years."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.execute("UPDATE feed SET due = ? WHERE due > ?", (due, due))
            self._db.execute("UPDATE item SET due = ? WHERE due > ?", (due, due))

    def counts(self) -> dict[str, int]:
        """Return how many reports are in each state."""
        return dict(self._db.execute("SELECT state, count(*) FROM item GROUP BY state"))


def _minute(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%MZ")
