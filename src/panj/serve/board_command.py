"""`panj board`: one topic of the situation on a day."""

from datetime import date
from typing import Any

import msgspec

from panj.errors import UsageError
from panj.records import Finding
from panj.serve import output
from panj.serve.brief import line
from panj.serve.held import day_asked, held, way_back
from panj.serve.picture import Picture, picture
from panj.serve.topics import TOPICS
from panj.situation.obligations import speaks_of


def board(
    topic: str, *, ledger: str | None, as_of: date | None, known_at: int | None, what_if: str | None, as_json: bool
) -> None:
    """Write the lines of a topic."""
    if what_if and topic != "obligations":
        raise UsageError("--if asks what treaties say and goes with `panj board obligations` only")
    with held(ledger) as opened:
        day = day_asked(opened, as_of, known_at)
        shown = picture(opened, as_of=day, known_at=known_at)
    found = list(speaks_of(what_if, shown.case, shown.world) if what_if else shown.of(TOPICS[topic]))
    if output.to_person(as_json=as_json):
        output.tell((f.id, line(f, shown).told) for f in found)
        output.complain(way_back(day, ledger) if found else f"no line of {topic} in reports up to {day}")
        return
    for finding in found:
        output.write_line(row(finding, shown))


def row(finding: Finding, shown: Picture) -> dict[str, Any]:
    """Return a finding with its line in words and the ids of its statements."""
    drawn = line(finding, shown)
    fields: dict[str, Any] = msgspec.to_builtins(finding)
    return fields | {
        "kind": "finding",
        "line": drawn.heading,
        "value": drawn.value,
        "evidence": [s.id for s in drawn.evidence],
        "against": [s.id for s in drawn.against],
    }
