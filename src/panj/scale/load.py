"""Shards into the ledger, each once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from panj import pipeline
from panj.errors import TakenError
from panj.ledger import Failure, Ledger, add_shard, has_shard
from panj.records import Document, Reading
from panj.scale.outcomes import Failed, Outcome, Passed, Read
from panj.scale.shard import outcomes_of

TOGETHER = 64  # reports to a transaction: about a second


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

    `TOGETHER` reports are added in a transaction, so that nobody waits long for the ledger; a report that is there
    already adds nothing. The shard's name is written last, with its failures, in one transaction: until then it is
    loaded again.
    """
    if has_shard(ledger, name):
        return
    failures: list[Failure] = []
    for some in _groups(outcomes_of(shard)):
        for found in _added(some, ledger, memory, now):
            if isinstance(found, Failed):
                failures.append(Failure(found.source, found.at, found.why))
            yield found
    add_shard(ledger, name, failures, version=pipeline.version(), at=now())


def _groups(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    waiting = iter(outcomes)
    while some := list(islice(waiting, TOGETHER)):
        yield some


def _added(
    some: list[Outcome], ledger: Ledger, memory: pipeline.Memory, now: Callable[[], datetime]
) -> Iterator[Loaded | Passed | Failed]:
    """Add what was read of some outcomes and yield what came of each, in order."""
    reports = [pipeline.Report(x.document, x.reading, x.keyed, x.record) for x in some if isinstance(x, Read)]
    added = iter(pipeline.add_together(ledger, reports, at=now(), memory=memory) if reports else ())
    for outcome in some:
        if not isinstance(outcome, Read):
            yield outcome
        elif isinstance(new := next(added), TakenError):
            yield Failed(at=outcome.at, source=outcome.document.url or outcome.document.id, why=str(new))
        else:
            yield Loaded(outcome.document, outcome.reading, new)
