"""Which duties of which treaty bind a state on a day: what the treaty says, with article and source.

Never that a duty "is triggered": only a statement can say so. `would_meet` tells which acts a trigger speaks of.
"""

from panj.records import Finding
from panj.situation.case import Case
from panj.situation.finding import finding_id
from panj.world import World

_TRIGGERS = {
    "ASSAULT": ("armed attack", "aggression", "attack"),
    "THREATEN": ("threat",),
    "MOBILIZE": ("threat",),
    "COERCE": ("threat", "armed attack"),
}


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return the duties that bind the states which the reports speak of as asking, threatened or attacked."""
    states = sorted(
        {
            key.partition("/")[0]
            for said in case.said
            for key in (*said.party("actor"), *said.party("recipient"))
            if said.statement.event and said.statement.event.code in ("REQUEST", "ASSAULT", "THREATEN")
        }
    )
    lines = [line for state in states for line in binding(state, case, world)]
    return tuple({f.id: f for f in lines}.values())


def binding(state: str, case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each duty that others have towards a state by a treaty in force on the day."""
    entity = world.find_entity(state)
    if entity is None or entity.shape != "state":
        return ()
    lines = []
    for membership in world.memberships(state, case.as_of):
        for duty in world.duties(membership.org, case.as_of):
            lines.append(
                Finding(
                    id=finding_id("obligations", state, duty.treaty, duty.article, duty.duty),
                    topic="obligations",
                    subject=f"{state}|{membership.org}",
                    label=f"{world.name(membership.org)} to {entity.name}: {duty.duty}, {duty.article}",
                    as_of=case.as_of,
                    rule="obligations/text",
                    status="stale" if world.is_stale(duty.checked, case.as_of) else "in force",
                    value=duty.summary,
                    facts=(duty.treaty, duty.article, duty.source),
                )
            )
    return tuple(lines)


def would_meet(code: str, trigger: str) -> bool:
    """Tell whether an act is of the kind that a treaty's trigger speaks of."""
    return any(word in trigger.lower() for word in _TRIGGERS.get(code, ()))
