"""`panj import`: what others have coded into the ledger, as what they say."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from panj import pipeline
from panj.errors import LedgerError, ReadError
from panj.ledger import Ledger, open_ledger
from panj.records import Document, Judgement, Link
from panj.serve import output, settings
from panj.serve.imports import acled, stream
from panj.serve.read_command import SOME_FAILED, now


def import_files(form: str, files: list[str], *, ledger: str | None, outlet: str | None) -> int:
    """Add each report of the files and return the exit code; what fails is a line on standard error."""
    where = settings.ledger_location(ledger)
    held = open_ledger(where)
    counts = {"new": 0, "known_already": 0, "replaced": 0, "failed": 0}
    try:
        rows = _Rows(held) if form == "acled" else None
        for found in (coded for source in files for coded in _read(form, source, outlet)):
            if isinstance(found, ReadError):
                output.complain(f"panj: {found}")
                counts["failed"] += 1
            elif _keep(held, found, counts) and rows:
                counts["replaced"] += rows.replace(found[0])
    finally:
        held.close()
    output.show([{**counts, "ledger": where}], [*counts, "ledger"], as_json=False)
    return SOME_FAILED if counts["failed"] else 0


def _read(form: str, source: str, outlet: str | None) -> Iterator[stream.Coded | ReadError]:
    try:
        lines = stream.opened(source)
    except ReadError as error:
        yield error
        return
    with lines:
        if form == "acled":
            yield from acled.read_acled(lines.read(), source, outlet=outlet)
        else:
            yield from stream.read_stream(lines, source)


def _keep(held: Ledger, coded: stream.Coded, counts: dict[str, int]) -> bool:
    try:
        new = stream.add(held, *coded)
    except LedgerError as error:
        output.complain(f"panj: {error}")
        counts["failed"] += 1
        return False
    counts["new" if new else "known_already"] += 1
    return new


class _Rows:
    """The rows of each event that a ledger holds: a newer row of an event replaces the older ones."""

    def __init__(self, held: Ledger) -> None:
        self._held = held
        self._of: dict[str, list[Document]] = defaultdict(list)
        for document in held.documents():
            self._of[acled.event_of(document)].append(msgspec.structs.replace(document, text=""))

    def replace(self, document: Document) -> int:
        """Say in the ledger which rows a new one replaces, and return how many."""
        rows = self._of[acled.event_of(document)]
        links = [
            Link(
                kind="document",
                left=document.id,
                right=old,
                judgement=Judgement.SUPERSEDES,
                reason="a newer row of the same event",
                decided_by="rule:newer-row",
            )
            for old in acled.older(document, rows)
        ]
        rows.append(document)
        if links:
            self._held.judge(links, version=pipeline.version(), at=now())
        return len(links)
