"""`panj read`: reports in, stream or ledger out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from panj import pipeline
from panj.errors import ReadError
from panj.ledger import Failure, fail, open_ledger
from panj.records import Document
from panj.serve import output, settings, words
from panj.serve.stream import stream

if TYPE_CHECKING:
    from panj.read import Given

SOME_FAILED = 3
_NAMED = 5  # reports without a day that are named one by one


class Power(NamedTuple):
    """How much of the machine to use."""

    threads: int | None = None
    workers: int = 0


@dataclass
class Seen:
    """What came in so far: how many reports, and the names of those without a day."""

    documents: int = 0
    undated: list[str] = field(default_factory=list)


def read(inputs: list[str], *, given: "Given", ledger: str | None, as_json: bool, power: Power | None = None) -> int:
    """Read the inputs and return the exit code; what fails is one line on standard error and the rest is kept."""
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        output.complain(f"panj: {error}")

    seen = Seen()
    found = _watched(pipeline.documents(inputs, given, failed), seen)
    power = power or Power()
    if as_json:
        for document, reading in _readings(found, power, failed):
            for line in stream(document, reading):
                output.write_line(line)
    else:
        where = settings.ledger_location(ledger)
        _keep(found, power, where, failed)
        keep_failures(where, failures)
    if not seen.documents and not failures:
        output.complain(f"panj: there is nothing to read in {', '.join(inputs)}")
    _tell_undated(seen.undated)
    return SOME_FAILED if failures else 0


def _watched(found: Iterable[Document], seen: Seen) -> Iterator[Document]:
    for document in found:
        seen.documents += 1
        if document.published is None and pipeline.in_english(document):
            name = words.titled(document)
            seen.undated.append(name if len(seen.undated) < _NAMED else "")
        yield document


def _tell_undated(undated: list[str]) -> None:
    for name in undated[:_NAMED]:
        output.complain(
            f"panj: {name}: no date found, so it counts on the day of reading and a "
            '"Wednesday" in it is no day; read it again with --date YYYY-MM-DD'
        )
    if len(undated) > _NAMED:
        output.complain(f"panj: no date found in {len(undated) - _NAMED} more reports")


def _readings(found: Iterable[Document], power: Power, failed: pipeline.Failed) -> "pipeline.Readings":
    if not power.workers:
        return pipeline.understand_all(found, threads=power.threads, failed=failed)
    from panj.scale import read_apart

    return read_apart(found, workers=power.workers, failed=failed)


def keep_failures(where: str, failures: list[ReadError]) -> None:
    """Note in the ledger what could not be read."""
    if failures:
        ledger = open_ledger(where)
        try:
            found = (Failure(x.source, x.offset, x.why) for x in failures)
            fail(ledger, found, version=pipeline.version(), at=now())
        finally:
            ledger.close()


def _keep(found: Iterable[Document], power: Power, where: str, failed: pipeline.Failed) -> None:
    ledger = open_ledger(where)
    new = known = passed = statements = unread = foreign = 0

    def unknown() -> Iterator[Document]:
        nonlocal passed
        for document in found:
            if ledger.has_read(document, pipeline.version()):
                passed += 1
            else:
                yield document

    readings = _readings(unknown(), power, failed)
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
        "known_already": known + passed,
        "statements": statements,
        "sentences_not_understood": unread,
        "not_english": foreign,
        "ledger": where,
    }
    output.show([row], list(row), as_json=False)


def now() -> datetime:
    """Return this instant: the clock is read here and nowhere below."""
    return datetime.now(UTC)
