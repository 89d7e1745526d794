"""`panj watch`: feeds into the ledger, for ever or once."""

import signal
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from panj.errors import LedgerError
from panj.ledger import open_ledger
from panj.read.fetch import Fetched, Rules, fetch
from panj.scale.workers import Crew, Limits
from panj.serve import output, settings
from panj.serve.read_command import SOME_FAILED, now
from panj.watch import Feeds, State, Watcher, World, load_feeds
from panj.watch.feeds import seconds
from panj.watch.held import reader
from panj.watch.hosts import Ask
from panj.watch.keep import Keeper


def watch(file: str, *, ledger: str | None, state: str | None, once: bool, workers: int) -> int:
    """Watch the feeds of a file and return the exit code: 3 if, with `once`, some could not be read."""
    feeds = load_feeds(Path(file))
    memory = State(Path(state) if state else Path(file).with_suffix(".state"))
    opened = open_ledger(settings.ledger_location(ledger))
    try:
        with Crew(reader, workers=workers, limits=Limits()) as crew:
            keep = Keeper(opened, crew, log=log, now=now)
            watcher = Watcher(feeds, memory, World(ask=_ask(feeds), keep=keep, log=log))
            with _stopping(watcher):
                log("watch", feeds=len(feeds.feed), file=file)
                counts = watcher.run(once=once)
    except sqlite3.Error as error:
        raise LedgerError(f"{memory.path}: the memory of the watch cannot be written: {error}; make room") from None
    finally:
        opened.close()
        memory.close()
    output.show([counts._asdict()], counts._fields, as_json=False)
    return SOME_FAILED if once and (counts.feeds_failed or counts.failed) else 0


def _ask(feeds: Feeds) -> Ask:
    """Return what asks a server; the desk's own servers only for a feed that is on one of them."""
    public = Rules(seconds=seconds(feeds.timeout))
    private = Rules(seconds=seconds(feeds.timeout), servers=feeds.servers)

    def ask(url: str, headers: Mapping[str, str], own: bool) -> Fetched:
        return fetch(url, rules=private if own else public, headers=headers)

    return ask


@contextmanager
def _stopping(watcher: Watcher) -> Iterator[None]:
    """Let the signals that end a program end the watch after what is under way."""
    before = {number: signal.signal(number, watcher.stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def log(what: str, **said: object) -> None:
    """Write one line of what happened to standard error: when, what, and fields."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = " ".join(f"{name}={_quoted(str(value))}" for name, value in said.items())
    output.complain(f"{at} {what} {fields}")


def _quoted(value: str) -> str:
    flat = " ".join(value.split())[:300]
    return f'"{flat}"' if " " in flat or not flat else flat
