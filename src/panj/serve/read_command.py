"""`panj read`: reports in, stream or ledger out."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from panj import pipeline
from panj.errors import ReadError
from panj.ledger import open_ledger
from panj.serve import output, settings
from panj.serve.stream import stream

if TYPE_CHECKING:
    from panj.read import Given

SOME_FAILED = 3


def read(inputs: list[str], *, given: "Given", ledger: str | None, as_json: bool, threads: int | None = None) -> int:
    """Read the inputs and return the exit code; what fails is one line on standard error and the rest is kept."""
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        output.complain(f"panj: {error}")

    found = pipeline.documents(inputs, given, failed)
    readings = pipeline.understand_all(found, threads=threads)
    if as_json:
        for document, reading in readings:
            for line in stream(document, reading):
                output.write_line(line)
    else:
        _keep(readings, ledger, failed)
    return SOME_FAILED if failures else 0


def _keep(readings: "pipeline.Readings", location: str | None, failed: pipeline.Failed) -> None:
    where = settings.ledger_location(location)
    ledger = open_ledger(where)
    new = known = statements = unread = foreign = 0
    try:
        with output.progress("reading", None) as step:
            for document, reading, is_new in pipeline.add_all(ledger, readings, now=now, failed=failed):
                step()
                new, known = new + is_new, known + (not is_new)
                statements += len(reading.statements) * is_new
                unread += len(reading.unread) * is_new
                foreign += not pipeline.in_english(document)
    finally:
        ledger.close()
    row = {
        "new": new,
        "known_already": known,
        "statements": statements,
        "sentences_not_understood": unread,
        "not_english": foreign,
        "ledger": where,
    }
    output.show([row], list(row), as_json=False)


def now() -> datetime:
    """Return this instant: the clock is read here and nowhere below."""
    return datetime.now(UTC)
