"""Requests and pledges: asked, acknowledged, pledged, delivered, or refused; a pledge is no delivery.

An answer with a condition ("if attacked") acknowledges a request and pledges nothing yet.

After the Kiel Ukraine Support Tracker, which counts commitments, allocations and deliveries apart.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from typing import NamedTuple

from panj.records import Finding, Modality
from panj.situation.case import Case, Said
from panj.situation.finding import finding_id, ids
from panj.world import World

WITHIN_DAYS = 120  # a later answer is not taken for an answer to this request
STAGES = ("asked", "acknowledged", "pledged", "delivered", "refused")
_GIVES = ("AID", "COOPERATE", "MOBILIZE", "SUPPORT")


class _Answer(NamedTuple):
    """What may answer a request: the stage it stands for, to whom it is given, and by whom."""

    stage: str
    said: Said
    to: frozenset[str]
    by: frozenset[str]


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
    answers = _answers(case)
    lines = (
        _line(pair, found, _to(pair, found, answers, _bloc(pair[1], case, world)), case, names)
        for pair, found in sorted(asked.items())
    )
    return tuple(lines)


def _answers(case: Case) -> Mapping[str, list[_Answer]]:
    """Return what may be answers by the one that they are given to."""
    found: dict[str, list[_Answer]] = defaultdict(list)
    for _, answer in case.each(_answer):
        for to in answer.to:
            found[to].append(answer)
    return found


def _answer(said: Said) -> _Answer | None:
    """Return a statement as an answer, if it can be one; nobody answers himself."""
    stage = _stage(said)
    if stage is None:
        return None
    place = said.statement.event.place if said.statement.event else None
    there = {place.entity} if place and place.entity and stage != "refused" else set()
    to = ({s.id for s in said.recipients} | there) - ({said.by.id} if said.by else set())
    return _Answer(stage, said, frozenset(to), frozenset(s.id for s in said.actors))


def _to(
    pair: tuple[str, str], asked: list[Said], answers: Mapping[str, list[_Answer]], bloc: frozenset[str]
) -> list[tuple[str, Said]]:
    """Return the answers to those who asked, by one of those asked, within the term."""
    who, first = pair[0], min(s.happened_on for s in asked)
    last, others = first + timedelta(WITHIN_DAYS), bloc - {who}
    return [
        (answer.stage, answer.said)
        for answer in answers.get(who, ())
        if not others.isdisjoint(answer.by) and first <= answer.said.happened_on <= last
    ]


def _bloc(whom: str, case: Case, world: World) -> frozenset[str]:
    """Return who can answer for the one that was asked: itself and, for an alliance, its members on the day."""
    return frozenset({whom, *(m.party for m in world.members(whom, case.as_of))})


def _line(
    pair: tuple[str, str],
    found: list[Said],
    answers: list[tuple[str, Said]],
    case: Case,
    names: Mapping[str, str],
) -> Finding:
    who, whom = pair
    first = min(s.happened_on for s in found)
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


def _stage(said: Said) -> str | None:
    """Return what a statement is if it is an answer to a request; None if it can be none."""
    event, modality = said.statement.event, said.statement.modality
    if event is None:
        return None
    if event.code == "REJECT" or (said.statement.denied and event.code in _GIVES):
        return "refused"
    if event.code == "AID" and said.statement.happened:
        return "delivered"
    if event.code in _GIVES and modality is Modality.PLANNED:
        return "pledged"
    if event.code in ("SUPPORT", "CONSULT", "AGREE") and said.statement.happened:
        return "acknowledged"
    return "acknowledged" if event.code in _GIVES and modality is Modality.CONDITIONAL else None
