"""What is forecast and what is due: who says so, through whom, by when, and what starts the clock.

Nothing here says that a forecast came true: a person does, or confirms the report that a rule proposes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from panj.records import Event, Finding, Interval, Modality, Span
from panj.situation.case import Case, Said
from panj.situation.finding import finding_id
from panj.world import World

_AHEAD = {
    Modality.FORECAST: "forecast",
    Modality.PLANNED: "planned",
    Modality.CONDITIONAL: "conditional",
    Modality.POSSIBLE: "possible",
    Modality.DEMANDED: "ordered",
}
_DEEDS = ("AID", "MOBILIZE", "TAKE", "ASSAULT", "SUPPORT", "RETREAT")  # what somebody who is ready would do
LEAST_WORDS = 4  # "to help" by itself tells nobody what is to come
_GRAVE = ("TAKE", "FALL", "FLEE")  # what somebody holds possible is an outlook only if it would change who holds what


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each forecast, plan, order and conditional act; the soonest due first."""
    spoken: dict[tuple[str, str], list[Finding]] = defaultdict(list)  # copies say it in the same words
    ahead: list[tuple[Said, Finding]] = []
    clocks = _clocks(case)
    facts = {(s.witness, s.words) for s in case.said if s.statement.event and s.statement.happened}
    for said in case.said:
        trigger = said.statement.event.trigger if said.statement.event else None
        if trigger and any(clock.holds(trigger) for clock in clocks.get(said.statement.document, ())):
            continue  # what starts another's clock
        aside = (said.witness, said.words) in facts  # "they met and discussed the campaign to liberate Mosul"
        if (line := _line(said, case)) and (line.due or line.status not in ("planned", "possible") or not aside):
            ahead.append((said, line))
    for said, line in _whole(ahead):
        spoken[(said.witness, said.statement.quote)].append(line)
    lines = [_one(group) for group in spoken.values()]
    return tuple(sorted(lines, key=lambda f: (f.due or date.max, f.id)))


def _whole(lines: Sequence[tuple[Said, Finding]]) -> Iterator[tuple[Said, Finding]]:
    """Yield the lines without those that say again, with no day of their own, a part of another of the same report."""
    told: dict[str, list[Span]] = defaultdict(list)
    for said, _ in lines:
        told[said.statement.document].append(said.statement.span)
    for said, line in lines:
        own = said.statement.span
        dated = line.due is not None or (line.when is not None and line.when.after is not None)
        if dated or not any(span != own and span.holds(own) for span in told[said.statement.document]):
            yield said, line


def _clocks(case: Case) -> dict[str, list[Span]]:
    """Return by document the words that start the clock of something else ("six months after the withdrawal")."""
    found: dict[str, list[Span]] = {}
    for said in case.said:
        when = said.statement.event.when if said.statement.event else None
        if when and when.after:
            found.setdefault(said.statement.document, []).append(when.after)
    return found


def _one(group: list[Finding]) -> Finding:
    """Return one line for words that speak of several events: the one with a day or a clock, with all the codes."""
    first = min(group, key=lambda f: (f.due is None, f.when is None or f.when.after is None))
    codes = ", ".join(dict.fromkeys(f.value for f in group if f.value))
    return msgspec.structs.replace(first, value=codes, statements=tuple(i for f in group for i in f.statements))


def _line(said: Said, case: Case) -> Finding | None:
    statement = said.statement
    kind = _AHEAD.get(statement.modality) if len(said.words.split()) >= LEAST_WORDS else None
    event = statement.event
    if kind is None or (statement.denied and kind != "forecast"):
        return None
    if event is None:
        return _in_words(said, case, kind)
    due = _due(event.when, said.day)
    clock = event.when is not None and event.when.after is not None
    if kind == "planned" and due is None and event.when and event.when.latest and event.when.latest < said.day:
        return None  # an attempt of a day that is over
    if kind == "planned" and due is None and not clock and not _weighty(said, event):
        return None
    if kind == "possible" and (event.code not in _GRAVE or said.by is None):
        return None
    if kind == "ordered" and event.code != "MOBILIZE":
        return None
    if kind == "conditional" and statement.condition is None:
        kind = "ready"
        if not (said.by or any(a.known for a in said.actors)) or event.code not in _DEEDS:
            return None
    return Finding(
        id=finding_id("outlook", said.id),
        topic="outlook",
        subject=said.speaker,
        label=said.words,
        as_of=case.as_of,
        rule=f"outlook/{kind}",
        status="past due" if due and due < case.as_of else kind,
        value=event.code,
        when=event.when,
        due=due,
        statements=(said.id,),
    )


def _in_words(said: Said, case: Case, kind: str) -> Finding | None:
    """Return a line for what somebody other than the outlet forecasts in words in which no act was understood."""
    if kind != "forecast" or len(said.statement.chain) < 2 or said.statement.relation or said.statement.denied:
        return None
    return Finding(
        id=finding_id("outlook", said.id),
        topic="outlook",
        subject=said.speaker,
        label=said.words,
        as_of=case.as_of,
        rule="outlook/words",
        status=kind,
        statements=(said.id,),
    )


def _weighty(said: Said, event: Event) -> bool:
    """Tell whether a plan without a day is worth a line: of force, or of help that somebody promises somebody known."""
    helped = event.code == "AID" and said.by is not None and any(r.known for r in said.recipients)
    return helped or event.code in ("TAKE", "MOBILIZE")


def _due(when: Interval | None, day: date) -> date | None:
    """Return the day by which it is to be; a day before the report is of something else in the sentence."""
    return when.latest if when and when.latest and when.latest >= day else None
