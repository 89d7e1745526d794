"""What is held, read by a crew of bounded workers and added to the ledger; a report is done when the ledger has it."""

from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from panj import pipeline
from panj.errors import TakenError
from panj.ledger import Failure, Ledger, fail
from panj.scale.outcomes import Failed, Outcome, Read
from panj.scale.workers import Crash, Crew
from panj.watch.state import KnownItem
from panj.watch.watcher import Log


class Keeper:
    """Reads in a crew and adds to a ledger."""

    def __init__(self, ledger: Ledger, crew: Crew, *, log: Log, now: Callable[[], datetime]) -> None:
        self._ledger, self._crew, self._log, self._now = ledger, crew, log, now
        self._memory = pipeline.Memory()

    def __call__(self, taken: list[tuple[KnownItem, bytes]]) -> Iterator[tuple[str, bool]]:
        """Yield each report's key when the ledger has what came of it, and whether that is a report."""
        waiting: dict[bytes, list[KnownItem]] = {}
        for item, raw in taken:
            if item.state == "hopeless":
                self._failed(item, raw.decode())
                yield item.key, False
            else:
                waiting.setdefault(raw, []).append(item)
        for raw, got in self._crew.run(waiting):
            for item in waiting[raw]:
                yield item.key, self._added(item, got)

    def _added(self, item: KnownItem, got: bytes | Crash) -> bool:
        if isinstance(got, Crash):
            self._failed(item, f"set aside: {got.why}")
            return False
        reports = 0
        outcomes = msgspec.json.decode(got, type=list[Outcome])
        if not outcomes:
            self._failed(item, "it has no text")
        for outcome in outcomes:
            if isinstance(outcome, Read):
                reports += self._one(item, outcome)
            elif isinstance(outcome, Failed):
                self._failed(item, outcome.why)
        return reports > 0

    def _one(self, item: KnownItem, found: Read) -> bool:
        try:
            new = pipeline.add(self._ledger, found.document, found.reading, at=self._now(), memory=self._memory)
        except TakenError as error:
            self._failed(item, str(error))
            return False
        where = item.url or item.feed
        self._log("report", url=where, id=found.document.id, statements=len(found.reading.statements), new=new)
        return True

    def _failed(self, item: KnownItem, why: str) -> None:
        where = item.url or item.feed
        fail(self._ledger, [Failure(where, None, why)], version=pipeline.version(), at=self._now())
        self._log("report", url=where, failed=why)
