"""Which duties of which treaty bind a state on a day: what the treaty says, with article and source.

Never that a duty "is triggered": only a statement can say so. `speaks_of` tells which triggers name an act.
"""

import re
from collections.abc import Iterator
from datetime import date

from panj.errors import UsageError
from panj.lexicon import acts
from panj.records import Finding, Modality
from panj.situation.case import Case, Report
from panj.situation.finding import finding_id, is_bygone
from panj.situation.help.fellows import BOUND, OF_HELP, WORLD_BODY, owing_help
from panj.situation.said import Said, any_of
from panj.world import DutyRow, Entity, World
from panj.world.sides import Side

_CONCERNING = frozenset({"ASSAULT", "THREATEN", "REQUEST"})
# what a fellow member is asked for: not to stop what it does, to leave, to spend more
_HELPS = ("defend", "protect", "consult", "interven", "reinforc", "support", "troops", "soldiers")
_AIDS = tuple(sorted(acts.any_of("aid")))
_HELPS_OR_AIDS = (*_HELPS, *_AIDS)
_HELP = re.compile(rf"\b(?:(?:{'|'.join(_HELPS)})\w*|(?:{'|'.join(_AIDS)})s?)\b")
_DISARMING = re.compile(
    r"\b(?:lay|lays|laid|laying|put|set) (?:down |aside )?(?:all )?(?:their |its |his )?(?:arms|weapons)\b(?: down)?"
)
_BY_ARTICLE = re.compile(r"\barticle \d")
_SUPPOSED = frozenset({Modality.CONDITIONAL, Modality.HYPOTHETICAL, Modality.ASKED})  # nobody has done it
_ACTS = {
    "attack": ("attack", "armed", "aggression", "invasion", "assault"),
    "threat": ("threat", "threaten", "security", "danger"),
}


def look(report: Report, world: World) -> None:
    """Ask a report whom duties may concern."""
    report.each(_concerned, world, codes=_CONCERNING)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return the duties of help that bind others towards states that ask them, or are threatened or attacked."""
    states = sorted({state for _, found in case.each(_concerned, world, codes=_CONCERNING) for state in found})
    lines = [line for state in states for line in (*binding(state, case, world), *_decided(state, case, world))]
    return tuple({f.id: f for f in lines}.values())


def _concerned(said: Said, world: World) -> tuple[str, ...]:
    """Return whom duties of help may concern by a statement: who asks those bound, who is threatened or attacked."""
    if is_bygone(said):
        return ()
    code = said.statement.event.code if said.statement.event else ""
    if code in ("ASSAULT", "THREATEN"):
        if said.statement.denied or said.statement.modality in _SUPPOSED or _hits_people(said):
            return ()
        own = {side.id for side in said.actors}  # who "threatened to recall its ambassadors" threatens not itself
        return tuple([side.id for side in said.recipients if side.known and side.id not in own])
    asking = said.actors if code == "REQUEST" else ()
    known = [side for side in asking if side.known]
    if not known:
        return ()
    small = said.words.lower()
    by_text = "article" in small and bool(_BY_ARTICLE.search(small))  # "asks for consultations under Article 4"
    return tuple([side.id for side in known if by_text or _asks_those_bound(side, said, small, world)])


def _hits_people(said: Said) -> bool:
    """Tell whether those attacked are only a state's people, wherever they are: "three Egyptian nationals abducted"."""
    event = said.statement.event
    hit = [role.entity or "" for role in event.roles if role.role == "recipient"] if event else ()
    return bool(hit) and all([entity.endswith("/civilians") for entity in hit])


def _asks_those_bound(asker: Side, said: Said, small: str, world: World) -> bool:
    """Tell whether one asks a body that owes its members help, or in such words asks a fellow member for help."""
    asked, fellow = {side.id for side in said.recipients}, False
    for body, members in owing_help(asker.id, said.day, world) if asked else ():
        if body in asked and body != WORLD_BODY:
            return True
        fellow = fellow or body in asked or not members.isdisjoint(asked)
    return fellow and any_of(_HELPS_OR_AIDS, small) and bool(_HELP.search(_DISARMING.sub("", small)))


def binding(state: str, case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each duty of help that others have towards a state by a treaty in force on the day."""
    return tuple(line for line, duty in _duties(state, case, world) if duty.duty in OF_HELP)


def _decided(state: str, case: Case, world: World) -> Iterator[Finding]:
    """Yield what bodies that the state belongs to decided in its favour, and whether the term has lapsed."""
    for membership in world.memberships(state, case.as_of):
        for row in world.decisions(membership.org, case.as_of):
            if row.beneficiary != state:
                continue
            due = date.fromisoformat(row.due) if len(row.due) == 10 else None
            yield Finding(
                id=finding_id("obligations", state, row.id),
                topic="obligations",
                subject=f"{state}|{membership.org}",
                label=row.name,
                as_of=case.as_of,
                rule="obligations/decision",
                status="term lapsed" if due and due < case.as_of else "in force",
                value=" ".join(filter(None, (row.summary, row.outcome))),
                due=due,
                facts=tuple(filter(None, (row.source, row.outcome_source))),
            )


def _duties(state: str, case: Case, world: World) -> Iterator[tuple[Finding, DutyRow]]:
    entity = world.find_entity(state)
    if entity is None or entity.shape != "state":
        return
    for membership in world.memberships(state, case.as_of):
        if membership.status not in BOUND:
            continue
        for duty in world.duties(membership.org, case.as_of):
            yield _line(entity, membership.org, duty, case, world), duty


def _line(state: Entity, org: str, duty: DutyRow, case: Case, world: World) -> Finding:
    trigger = f"on {duty.trigger}" if duty.trigger else ""
    decided = f"decided by {duty.decided_by}" if duty.decided_by else ""
    return Finding(
        id=finding_id("obligations", state.id, duty.treaty, duty.article, duty.duty),
        topic="obligations",
        subject=f"{state.id}|{org}",
        label=f"{world.name(org)} towards {state.name}, to {duty.duty}",
        as_of=case.as_of,
        rule="obligations/text",
        status="may be stale" if world.is_stale(duty.checked, case.as_of) else "in force",
        value=duty.summary,
        facts=tuple(filter(None, (f"{duty.treaty}, article {duty.article}", duty.source, trigger, decided))),
    )


def speaks_of(what_if: str, case: Case, world: World) -> tuple[Finding, ...]:
    """Return the duties whose trigger speaks of an act on a state: "attack on TJ", "threat to Armenia".

    UsageError unless it names an act and a state.
    """
    act, _, target = what_if.partition(" on ") if " on " in what_if else what_if.partition(" to ")
    named = world.find_entity(target.strip().lower())
    states = [named.id] if named else [x for x in world.named(target.strip(), case.as_of) if "/" not in x]
    kind = next((k for k, terms in _ACTS.items() if any(word in terms for word in act.lower().split())), None)
    if not states or kind is None:
        raise UsageError(f'{what_if!r}: name an act and a state, as "attack on TJ" or "threat to Armenia"')
    return tuple(
        line
        for line, duty in _duties(states[0], case, world)
        if any(term in duty.trigger.lower() for term in _ACTS[kind])
    )
