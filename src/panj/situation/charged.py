"""What is only alleged: acts of which somebody is accused, or which their doer denies, are another's charge."""

from collections.abc import Iterator, Sequence

from panj.records import Statement
from panj.situation.case import Report
from panj.situation.disputes import within
from panj.situation.said import Said

_ACCUSING, _HELPING = frozenset({"ACCUSE"}), frozenset({"AID", "SUPPORT"})


def charged(report: Report) -> Sequence[str]:
    """Return the acts that are what somebody is accused of: "accused Rwanda of supplying the rebels"."""
    return (*_accused(report), *_denied(report))


def _denied(report: Report) -> Iterator[str]:
    """Yield the acts that their doer denies in the same report: "Sudan says Chad armed them, which Chad denies"."""
    disputed = dict(report.once(within))
    for said in report.facts if disputed else ():
        doers = {side.id for side in said.actors}
        if any(not doers.isdisjoint(_denying(other)) for other in disputed.get(said.id, ())):
            yield said.id


def _denying(said: Said) -> Iterator[str]:
    """Yield who disputes something by a statement: its speaker, or who is told to have rejected it."""
    if said.by is not None:
        yield said.by.id
    yield from (side.id for side in said.actors)


def _accused(report: Report) -> Sequence[str]:
    accusing = [said.statement for said in report.about(_ACCUSING)]
    if not accusing:
        return ()
    alleging = any(x.event is not None and x.event.mode == "allege" for x in accusing)
    told = [
        said
        for said in report.facts
        if (event := said.statement.event) is not None
        and (event.code in _HELPING or (alleging and event.code != "ACCUSE"))
        and len(said.statement.chain) > 1
    ]
    return [said.id for said in told if any(_held_against(said, by) for by in accusing)]


def _held_against(told: Said, by: Statement) -> bool:
    """Tell whether an act is told by words that accuse: in the mouth of who accuses, or hung on those words."""
    act, charge = told.statement.event, by.event
    if act is None or charge is None:
        return False
    if charge.mode != "allege" and act.code not in _HELPING:
        return False  # who condemns a raid grants that it was
    if by.span.holds(told.statement.span) and charge.trigger.end <= act.trigger.start:
        return True
    return any(link.cue is not None and link.cue.overlaps(charge.trigger) for link in told.statement.chain)
