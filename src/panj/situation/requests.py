"""Requests and pledges: asked, acknowledged, pledged, delivered, or refused; a pledge is no delivery.

An answer with a condition ("if attacked") acknowledges a request and pledges nothing yet.

After the Kiel Ukraine Support Tracker, which counts commitments, allocations and deliveries apart.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from itertools import product

from panj.records import Finding, Modality
from panj.situation.case import Case, Said
from panj.situation.finding import finding_id, ids
from panj.world import World

WITHIN_DAYS = 120  # a later answer is not taken for an answer to this request
STAGES = ("asked", "acknowledged", "pledged", "delivered", "refused")
_GIVES = ("AID", "COOPERATE", "MOBILIZE", "SUPPORT")


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return one line for each pair of asker and asked, with the furthest stage that a report speaks of."""
    asked: dict[tuple[str, str], list[Said]] = defaultdict(list)
    names: dict[str, str] = {}
    for said in case.about("REQUEST"):
        if said.statement.denied or not said.statement.happened:
            continue
        for who, whom in product(said.actors, said.recipients):
            if who.id != whom.id:
                asked[(who.id, whom.id)].append(said)
                names.update({who.id: who.name, whom.id: whom.name})
    members = {whom: _bloc(whom, case, world) for _, whom in asked}
    return tuple(_line(pair, found, case, names, members) for pair, found in sorted(asked.items()))


def _bloc(whom: str, case: Case, world: World) -> frozenset[str]:
    """Return who can answer for the one that was asked: itself and, for an alliance, its members on the day."""
    return frozenset({whom, *(m.party for m in world.members(whom, case.as_of))})


def _line(
    pair: tuple[str, str],
    found: list[Said],
    case: Case,
    names: Mapping[str, str],
    members: Mapping[str, frozenset[str]],
) -> Finding:
    who, whom = pair
    first = min(s.happened_on for s in found)
    answers = [
        (stage, s)
        for s in case.said
        if first <= s.happened_on <= first + timedelta(WITHIN_DAYS) and (stage := _stage(s, who, members[whom] - {who}))
    ]
    stage = max((stage for stage, _ in answers), key=STAGES.index, default="asked")
    reached = max((s.happened_on for x, s in answers if x == stage), default=None)
    return Finding(
        id=finding_id("requests", who, whom),
        topic="requests",
        subject=f"{who}|{whom}",
        label=f"{names[who]} asks {names[whom]}",
        as_of=case.as_of,
        rule="requests/last-stage",
        status=stage,
        value=f"asked {first}, {stage} {reached}" if reached else f"asked {first}",
        when=found[0].statement.event.when if found[0].statement.event else None,
        statements=ids((*found, *(s for x, s in answers if x != "refused"))),
        against=ids(s for x, s in answers if x == "refused"),
    )


def _stage(said: Said, who: str, others: frozenset[str]) -> str | None:
    """Return what a statement is in answer to `who`, by one of `others`; None if it is no answer."""
    event = said.statement.event
    if event is None:
        return None
    by, to = {s.id for s in said.actors}, {s.id for s in said.recipients}
    if event.place and event.place.entity:
        to.add(event.place.entity)
    if not by & others or who not in to or (said.by and said.by.id == who):
        return None
    if event.code == "REJECT" or (said.statement.denied and event.code in _GIVES):
        return "refused"
    if event.code == "AID" and said.statement.happened:
        return "delivered"
    if event.code in _GIVES and said.statement.modality is Modality.PLANNED:
        return "pledged"
    if event.code in ("SUPPORT", "CONSULT", "AGREE") and said.statement.happened:
        return "acknowledged"
    return "acknowledged" if event.code in _GIVES and said.statement.modality is Modality.CONDITIONAL else None
