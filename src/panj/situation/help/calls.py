"""What somebody calls for without saying of whom, and what somebody turns down without it being said who asked."""

import re
from collections.abc import Iterator
from functools import partial

import msgspec

from panj.lexicon import words
from panj.lexicon.counted import is_currency, singular
from panj.records import Event, Finding
from panj.situation.case import Case, Report
from panj.situation.finding import finding_id, ids, is_bygone
from panj.situation.help.asking import asking
from panj.situation.help.gifts import gift
from panj.situation.help.stages import stage_of
from panj.situation.help.terms import stems, terms
from panj.situation.said import Said
from panj.world import World
from panj.world.sides import Side

CALLING = frozenset({"REQUEST", "REJECT"})
_CALLS, _REFUSING = stems("calls"), stems("turns down")
_FOR = re.compile(r"(?: (?:again|also|repeatedly|publicly|on \w+))? (?:for|that) (?!an? (?:moment|while)\b)")
NEAR = 60  # characters between who asks and the verb of asking
_NOUN = re.compile(
    r"\b(?:the|an?|its|their|his|her|our|own|no|any|such|these|those|of|for|to|amid|with)(?: \w+)? \Z|['’]s \Z"
)
_TURNED_DOWN = re.compile(
    r"(?: (?:an?|the|all|its|his|her|their|these|those|this|that))?(?: (?!to\b|on\b|that\b)[\w-]+){0,2}?"
    rf" (?P<what>{'|'.join(sorted(words('terms', 'word', 'asked for')))})s?\b"
)
_ONESELF = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "that", "which", "unnamed"})


def look(report: Report, world: World) -> None:
    """Ask a report what somebody calls for or turns down in it."""
    report.each(_call, world, codes=CALLING)


def calls(case: Case, used: set[str], world: World) -> Iterator[Finding]:
    """Yield a line for each call of one who is known and each demand that is turned down, if not yet told."""
    for said, told in case.each(_call, world, codes=CALLING):
        if said.id not in used:
            make = partial(_line, said, told, case)
            yield msgspec.structs.replace(case.same((said.id, told[0], world), [said], make), as_of=case.as_of)


def _call(said: Said, world: World) -> tuple[str, str, str] | None:
    """Return what a line of a statement is called, who speaks in it, and how it stands."""
    event = said.statement.event
    if event is None or not said.statement.happened or is_bygone(said):
        return None
    who = next((side for side in said.actors if side.name.lower() not in _ONESELF), None)
    if who is None:
        return None
    if event.code == "REJECT":
        found = _TURNED_DOWN.match(said.behind(event.trigger.end)) if stage_of(said) == "refused" else None
        if found is None or not said.trigger.startswith(_REFUSING) or gift(said, world):
            return None
        what = singular(found["what"])
        return f"{who.name} turns down {'an' if what[0] in 'aou' else 'a'} {what}", who.id, "refused"
    return (f"call of {who.name}", who.id, "asked") if who.known and _calls(said, event, who, world) else None


def _calls(said: Said, event: Event, who: Side, world: World) -> bool:
    """Tell whether somebody asks for something by a verb, of nobody whom the words name: "France asked for a vote"."""
    if not said.trigger.startswith(_CALLS) or not _FOR.match(said.behind(event.trigger.end)):
        return False
    role = next((r for r in event.roles if r.role == "actor" and r.span.end <= event.trigger.start), None)
    before = said.before(event.trigger.start)
    if role is None or event.trigger.start - role.span.end > NEAR or _NOUN.search(before):
        return False
    return not any(is_currency(q.unit) for q in said.figures) and not asking(said, world)


def _line(said: Said, told: tuple[str, str, str], case: Case) -> Finding:
    label, who, status = told
    return Finding(
        id=finding_id("requests", "call", said.id),
        topic="requests",
        subject=who,
        label=label,
        as_of=case.as_of,
        rule="requests/call",
        status=status,
        value=f"{status} {said.shown_day}",
        when=said.statement.days,
        statements=ids([said]),
        terms=tuple(terms([said])),
    )
