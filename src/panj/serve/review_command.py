"""`panj review`: what the machine is least sure of, for a person to judge; every act is kept and can be taken back."""

import getpass
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from panj import pipeline
from panj.errors import UsageError
from panj.ledger import Ledger, open_ledger
from panj.records import Judgement, Link, Statement
from panj.serve import output, settings
from panj.serve.names_command import Naming, candidates, judge_name
from panj.serve.stream import statement_line
from panj.serve.why_command import describe, evidence
from panj.situation.case import corrected, last_acts
from panj.world import load_world

ACTS = {
    "confirm": Judgement.SAME,
    "reject": Judgement.DIFFERENT,
    "edit": Judgement.SUPERSEDES,
    "undo": Judgement.UNDONE,
}
KEYS = {"c": "confirm", "r": "reject", "u": "undo"}
EDITABLE = ("modality", "denied")
QUEUE = 50  # statements offered in one sitting


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a person does about a statement, and why; `changes` are `field=value` of an edit."""

    kind: str
    identity: str | None
    reason: str = ""
    changes: tuple[str, ...] = ()


def review(*, ledger: str | None, name: str | None, act: Act | None, as_json: bool) -> None:
    """Judge one statement, or list the queue, or go through it on a terminal."""
    opened = open_ledger(settings.ledger_location(ledger))
    who = name or getpass.getuser()
    try:
        if act:
            output.write_line(judge(opened, act, who))
        elif output.to_person(as_json=as_json) and sys.stdin.isatty():
            _go_through(opened, who)
        else:
            for statement in queue(opened):
                output.write_line(statement_line(statement))
    finally:
        opened.close()


def review_names(naming: Naming | None, *, ledger: str | None, as_json: bool) -> None:
    """List the names that nobody is known by, or keep who one is."""
    opened = open_ledger(settings.ledger_location(ledger))
    world = load_world()
    try:
        if naming:
            output.write_line(judge_name(opened, world, naming))
        else:
            columns = ("name", "type", "country", "mentions", "like", "document")
            output.show(candidates(opened, world), columns, as_json=as_json)
    finally:
        opened.close()


def queue(ledger: Ledger) -> list[Statement]:
    """Return the statements that nobody has judged, the least sure first."""
    judged = last_acts(list(ledger.links()))
    waiting = [s for s in ledger.statements() if s.id not in judged or judged[s.id].judgement is Judgement.UNDONE]
    return sorted(waiting, key=lambda s: (s.confidence, s.id))[:QUEUE]


def judge(ledger: Ledger, act: Act, who: str) -> Link:
    """Keep what a person says of a statement; UsageError for an act, a field or a value that there is not."""
    if act.kind not in ACTS or not act.identity:
        raise UsageError(f"{act.kind}: say --act confirm, reject, edit or undo, and --id")
    statement = ledger.statement(act.identity)
    before = corrected(statement, last_acts(list(ledger.links())).get(statement.id))
    after = edited(statement, act.changes) if act.kind == "edit" else None
    link = Link(
        kind="statement",
        left=statement.id,
        right=statement.id,
        judgement=ACTS[act.kind],
        reason=act.reason,
        decided_by=f"person:{who}",
        at=datetime.now(UTC),
        before=_json(before),
        after=_json(after),
    )
    ledger.judge([link], version=pipeline.version(), at=datetime.now(UTC))
    return link


def edited(statement: Statement, changes: tuple[str, ...]) -> Statement:
    """Return the statement with fields changed, checked as any record is."""
    fields: dict[str, Any] = {}
    for change in changes:
        field, _, value = change.partition("=")
        if field not in EDITABLE:
            raise UsageError(f"{change}: give {' or '.join(EDITABLE)}, as modality=planned or denied=true")
        fields[field] = value.lower() == "true" if field == "denied" else value
    if not fields:
        raise UsageError("an edit needs at least one --set field=value")
    try:
        return msgspec.convert(msgspec.to_builtins(statement) | fields, Statement)
    except msgspec.ValidationError as error:
        raise UsageError(f"{', '.join(changes)}: {error}") from error


def _json(statement: Statement | None) -> str | None:
    return msgspec.json.encode(statement).decode() if statement else None


def _go_through(ledger: Ledger, who: str) -> None:
    for statement in queue(ledger):
        for line in describe(evidence(ledger, statement.id)):
            output.console().print(output.inert(line))
        key = input("[c]onfirm  [r]eject  [s]kip  [q]uit > ").strip().lower()[:1]
        if key == "q":
            return
        if key in KEYS:
            judge(ledger, Act(kind=KEYS[key], identity=statement.id, reason=input("why? ").strip()), who)
