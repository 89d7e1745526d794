"""What is forecast and what is due: who says so, through whom, by when, and what starts the clock.

Nothing here says that a forecast came true: a person does, or confirms the report that a rule proposes.
"""

from datetime import date

from panj.records import Finding, Interval, Modality
from panj.situation.case import Case, Said
from panj.situation.finding import finding_id
from panj.world import World

_AHEAD = {Modality.FORECAST: "forecast", Modality.PLANNED: "planned", Modality.CONDITIONAL: "conditional"}


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each forecast, plan with a day, and conditional commitment; the soonest due first."""
    lines = (line for said in case.said if (line := _line(said, case)))
    return tuple(sorted(lines, key=lambda f: (f.due or date.max, f.id)))


def _line(said: Said, case: Case) -> Finding | None:
    statement = said.statement
    kind = _AHEAD.get(statement.modality)
    event = statement.event
    if kind is None or event is None or statement.denied:
        return None
    due = _due(event.when)
    clock = event.when is not None and event.when.after is not None
    if kind == "planned" and due is None and not clock:
        return None
    if kind == "conditional" and statement.condition is None:
        return None
    return Finding(
        id=finding_id("outlook", said.id),
        topic="outlook",
        subject=said.speaker,
        label=statement.quote,
        as_of=case.as_of,
        rule=f"outlook/{kind}",
        status="past due" if due and due < case.as_of else kind,
        value=event.code,
        when=event.when,
        due=due,
        statements=(said.id,),
    )


def _due(when: Interval | None) -> date | None:
    return when.latest if when else None
