"""Who is a member of a body and may act in it: a state that is suspended, let back in or thrown out."""

import re
from collections.abc import Iterator

from panj.situation.case import Report
from panj.situation.counts.owners import nationality
from panj.situation.lasting.turns import Turn
from panj.situation.said import Said
from panj.world import World

_STATES = {"suspen": "suspended", "readmi": "readmitted", "reinst": "readmitted", "expell": "expelled"}
_VERBS = r"(?:suspend|readmit|reinstat|expel)(?:e|s|l?ed|ted|l?ing|ting)?"
_CHANGED = re.compile(
    r"\b(?:(?P<resolved>(?:agreed|voted|decided)(?: on \w+| unanimously)? to )?"
    rf"(?P<verb>{_VERBS}) (?P<who>(?:the )?[A-Z][\w-]{{1,25}}(?: [A-Z][\w-]{{1,25}}){{0,4}})"
    r"(?![\w'’-]| [a-z]*(?:troops|forces|soldiers)\b))"
)
_DONE = ("ed", "ing")
_OPEN = re.compile(r"\b(?:to|would|will|could|may|might|should|not|never|if|unless|of|for)\b(?: \w+)? \Z")


def members(report: Report, world: World) -> Iterator[Turn]:
    """Yield what a body has made of a state's membership: "The African Union suspended Gabon"."""
    for said in report.facts:
        quote = said.statement.quote
        if "suspen" not in quote and "readmi" not in quote and "reinst" not in quote and "expel" not in quote:
            continue
        for found in _CHANGED.finditer(quote):
            if turn := _turn(said, found, world):
                yield turn


def _turn(said: Said, found: re.Match[str], world: World) -> Turn | None:
    done = found["resolved"] or (found["verb"].endswith(_DONE) and not _OPEN.search(_before(said, found)))
    body = next((side for side in said.actors if _is_body(side.id, world)), None)
    state = nationality(found["who"].removeprefix("the "), said.day, world)
    entity = world.find_entity(state) if state else None
    if not done or body is None or entity is None or entity.shape != "state":
        return None
    start = said.statement.span.start
    first, last = start + found.start("who"), start + found.end("who")
    thing = f"{entity.name} in {body.name}"
    return Turn(said, "member", thing, _STATES[found["verb"][:6]], first, last, first, last)


def _before(said: Said, found: re.Match[str]) -> str:
    """Return the words of a statement before those found."""
    return said.statement.quote[: found.start("verb")]


def _is_body(identity: str, world: World) -> bool:
    entity = world.find_entity(identity)
    return entity is not None and entity.shape == "organisation"
