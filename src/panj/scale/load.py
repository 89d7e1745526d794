"""Shards into the ledger, each once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from panj import pipeline
from panj.errors import TakenError
from panj.ledger import Failure, Ledger, add_shard, has_shard
from panj.records import Document, Reading
from panj.scale.outcomes import Failed, Passed, Read
from panj.scale.shard import outcomes_of


class Loaded(NamedTuple):
    """A report that came into the ledger, and whether it is new there."""

    document: Document
    reading: Reading
    new: bool


def load(
    shard: Path,
    name: str,
    ledger: Ledger,
    *,
    memory: pipeline.Memory,
    now: Callable[[], datetime],
) -> Iterator[Loaded | Passed | Failed]:
    """Add a shard to the ledger and yield what was in it; nothing if the ledger has it.

    Reports are added one a transaction, so that nobody waits long for the ledger; a report that is there already adds
    nothing. The shard's name is written last, with its failures, in one transaction: until then it is loaded again.
    """
    if has_shard(ledger, name):
        return
    failures: list[Failure] = []
    for outcome in outcomes_of(shard):
        found = _added(outcome, ledger, memory, now) if isinstance(outcome, Read) else outcome
        if isinstance(found, Failed):
            failures.append(Failure(found.source, found.at, found.why))
        yield found
    add_shard(ledger, name, failures, version=pipeline.version(), at=now())


def _added(outcome: Read, ledger: Ledger, memory: pipeline.Memory, now: Callable[[], datetime]) -> Loaded | Failed:
    try:
        new = pipeline.add(ledger, outcome.document, outcome.reading, at=now(), memory=memory)
    except TakenError as error:
        return Failed(at=outcome.at, source=outcome.document.url or outcome.document.id, why=str(error))
    return Loaded(outcome.document, outcome.reading, new)
