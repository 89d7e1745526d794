"""`panj board`: one topic of the situation on a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from panj.errors import NotFoundError, UsageError
from panj.ledger import open_ledger
from panj.records import Finding
from panj.serve import output, settings
from panj.serve.brief import line
from panj.serve.picture import Picture, last_day, picture
from panj.situation.obligations import speaks_of

TOPICS = {"forecasts": "outlook"}
COLUMNS = ("id", "line", "value", "status", "best", "low", "high", "due", "evidence", "against")


def board(
    topic: str, *, ledger: str | None, as_of: date | None, known_at: int | None, what_if: str | None, as_json: bool
) -> None:
    """Write the lines of a topic."""
    if what_if and topic != "obligations":
        raise UsageError("--if asks what treaties say and goes with `panj board obligations` only")
    opened = open_ledger(settings.ledger_location(ledger))
    try:
        day = as_of or last_day(opened, known_at)
        if day is None:
            raise NotFoundError("the ledger holds no report; read some with `panj read FILE`")
        shown = picture(opened, as_of=day, known_at=known_at)
    finally:
        opened.close()
    found: Iterable[Finding] = shown.of(TOPICS.get(topic, topic))
    if what_if:
        found = speaks_of(what_if, shown.case, shown.world)
    output.show(rows(found, shown), COLUMNS, as_json=as_json)


def rows(findings: Iterable[Finding], shown: Picture) -> Iterator[dict[str, Any]]:
    """Yield a row for each finding: all its fields, and those that a table shows."""
    for finding in findings:
        drawn = line(finding, shown)
        yield msgspec.to_builtins(finding) | {
            "kind": "finding",
            "line": drawn.heading,
            "value": drawn.value,
            "evidence": [s.id for s in drawn.evidence],
            "against": [s.id for s in drawn.against],
        }
