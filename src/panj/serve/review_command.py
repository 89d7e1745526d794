"""`panj review`: what the machine is least sure of, for a person to judge; every act is kept and can be taken back."""

import getpass
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec

from panj import pipeline
from panj.errors import UsageError
from panj.ledger import EVERYTHING, Ledger, Scope
from panj.ledger.listing import first_day, least_sure
from panj.records import Judgement, Link, Modality, Statement
from panj.serve import output, words
from panj.serve.held import NO_REPORT, held, nothing
from panj.serve.names_command import Naming, candidates, judge_name
from panj.serve.stream import statement_line
from panj.serve.why_command import describe, evidence, tell
from panj.situation.judged import corrected, last_acts
from panj.world import load_world

ACTS = {
    "confirm": Judgement.SAME,
    "reject": Judgement.DIFFERENT,
    "edit": Judgement.SUPERSEDES,
    "undo": Judgement.UNDONE,
    "note": Judgement.NOTED,
}
PAIRS = {"merge": Judgement.SAME, "split": Judgement.DIFFERENT, "unmerge": Judgement.UNDONE}
KEYS = {"c": "confirm", "r": "reject"}
EDITABLE = ("modality", "denied", "code")
NOTHING = "nothing waits for a judgement"
QUEUE = 50  # statements offered in one sitting


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a person does about a statement, and why.

    `changes` are `field=value` of an edit; `other` is the statement that a merge, split or unmerge is with.
    """

    kind: str
    identity: str | None
    reason: str = ""
    changes: tuple[str, ...] = ()
    other: str | None = None


def review(scope: Scope, *, ledger: str | None, name: str | None, act: Act | None, as_json: bool) -> None:
    """Judge one statement, or list the queue as it was in scope, or go through it on a terminal."""
    who = name or getpass.getuser()
    with held(ledger) as opened:
        if act:
            output.write_line(judge(opened, act, who))
        elif output.to_person(as_json=as_json) and sys.stdin.isatty():
            _go_through(opened, who, scope)
        else:
            waiting = queue(opened, scope)
            for statement in waiting:
                output.write_line(statement_line(statement))
            if not waiting:
                output.complain(f"panj: {NOTHING if first_day(opened) else NO_REPORT}")


def review_names(naming: Naming | None, scope: Scope, *, ledger: str | None, as_json: bool) -> None:
    """List the names that nobody is known by, or keep who one is."""
    world = load_world()
    with held(ledger) as opened:
        if naming:
            output.write_line(judge_name(opened, world, naming))
        else:
            columns = ("name", "type", "country", "mentions", "like", "document")
            output.show(candidates(opened, world, scope), columns, as_json=as_json, none=nothing(opened))


def queue(ledger: Ledger, scope: Scope = EVERYTHING, *, after: int = 0, most: int = QUEUE) -> list[Statement]:
    """Return the statements that nobody has judged, the least sure first, less as many as are passed over."""
    judged = last_acts(ledger.links_of_kind("statement", scope=scope))
    done = {identity for identity, act in judged.items() if act.judgement is not Judgement.UNDONE}
    return list(islice((s for s in least_sure(ledger, scope) if s.id not in done), after, after + most))


def judge(ledger: Ledger, act: Act, who: str) -> Link:
    """Keep what a person says of a statement; UsageError for an act, a field or a value that there is not."""
    if act.kind not in (*ACTS, *PAIRS) or not act.identity:
        raise UsageError(f"{act.kind}: say --act {', '.join((*ACTS, *PAIRS))}, and --id")
    statement = ledger.statement(act.identity)
    made = _of_pair(ledger, statement, act) if act.kind in PAIRS else _of_one(ledger, statement, act)
    now = datetime.now(UTC)
    link = msgspec.structs.replace(made, reason=act.reason, decided_by=f"person:{who}", at=now)
    ledger.judge([link], version=pipeline.version(), at=now)
    return link


def _of_one(ledger: Ledger, statement: Statement, act: Act) -> Link:
    if act.kind == "note" and not act.reason.strip():
        raise UsageError("a note needs words: say them with --reason")
    before = corrected(statement, last_acts(ledger.links_about(statement.id)).get(statement.id))
    after = edited(statement, act.changes) if act.kind == "edit" else None
    return Link(
        kind="statement",
        left=statement.id,
        right=statement.id,
        judgement=ACTS[act.kind],
        before=_json(before),
        after=_json(after),
    )


def _of_pair(ledger: Ledger, statement: Statement, act: Act) -> Link:
    other = ledger.statement(act.other) if act.other else statement
    if other.id == statement.id:
        raise UsageError(f"{act.kind}: say with --with which other statement it is")
    if not (statement.event and other.event):
        raise UsageError(f"{act.kind}: only statements about events can speak of the same event")
    left, right = sorted((statement.id, other.id))
    return Link(kind="event", left=left, right=right, judgement=PAIRS[act.kind])


def edited(statement: Statement, changes: tuple[str, ...]) -> Statement:
    """Return the statement with fields changed, checked as any record is."""
    fields: dict[str, Any] = {}
    for change in changes:
        field, _, value = change.partition("=")
        if field not in EDITABLE:
            raise UsageError(f"{change}: give {', '.join(EDITABLE)}, as modality=planned, denied=true, code=AID")
        if field == "modality" and value not in tuple(Modality):
            raise UsageError(f"{change}: modality is one of {', '.join(Modality)}")
        if field == "code":
            fields["event"] = _recoded(statement, value)
        else:
            fields[field] = value.lower() == "true" if field == "denied" else value
    if not fields:
        raise UsageError("an edit needs at least one --set field=value")
    try:
        return msgspec.convert(msgspec.to_builtins(statement) | fields, Statement)
    except msgspec.ValidationError as error:
        raise UsageError(f"{', '.join(changes)}: {error}") from error


def _recoded(statement: Statement, code: str) -> Any:  # noqa: ANN401 - an event's fields
    if statement.event is None or code not in words.codes():
        raise UsageError(
            f"code={code}: the statement must be about an event, the code one of {', '.join(words.codes())}"
        )
    return msgspec.to_builtins(statement.event) | {"code": code}


def _json(statement: Statement | None) -> str | None:
    return msgspec.json.encode(statement).decode() if statement else None


def _go_through(ledger: Ledger, who: str, scope: Scope) -> None:
    waiting = queue(ledger, scope)
    if not waiting:
        output.complain(f"panj: {NOTHING}")
    for number, statement in enumerate(waiting, 1):
        output.complain(f"{number} of {len(waiting)}, the least sure first")
        tell(describe(evidence(ledger, statement.id)))
        key = _key()
        reason = _asked("why? (Enter for no reason) ") if key in KEYS else None
        if key in (None, "q") or (key in KEYS and reason is None):
            return
        if key in KEYS and reason is not None:
            judge(ledger, Act(kind=KEYS[key], identity=statement.id, reason=reason), who)
            output.complain(f"kept; to take it back: panj review --id {statement.id} --act undo")


def _key() -> str | None:
    """Ask until the answer is a key, nothing for the next; None at the end of input."""
    while (told := _asked("[c]onfirm  [r]eject  [s]kip  [q]uit > ")) is not None:
        key = told.lower()[:1]
        if key in (*KEYS, "", "s", "q"):
            return key
        output.complain("c: the words say it; r: they do not, and it counts no more; s or Enter: the next one; q: stop")
    return None


def _asked(prompt: str) -> str | None:
    try:
        return input(prompt).strip()
    except EOFError:
        return None
