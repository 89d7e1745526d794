"""Whose those are who are counted: by their name, by who has or sends them, by who is named before a second count."""

import re
from datetime import date
from functools import lru_cache

from panj.records import Quantity
from panj.situation.counts.strengths import VAGUELY, having, named_body
from panj.situation.said import Said
from panj.world import World
from panj.world.sides import side

NEXT = re.compile(
    r"(?:,|;)(?: and| but| while| whereas)? |\b(?:and|but|while) (?=(?:is|are|was|were|has|have|had|will|would)\b)"
)
_HELPERS = re.compile(r"(?:has|have|had|is|are|was|were|also|since|now|then|later|already| )*")
_ASIDE = re.compile(r"(?!(?:and|but|while|whereas|when|as|after|if|its|the|a|an|some|most)\b)[a-z][^,;]{0,80}, ?\Z")
_WHICH = re.compile(r"(?:which|who|that)\b")
_GAPPED = re.compile(rf"(?:,|;|\band|\bwhile) (?:the )?(?P<who>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,3}}),? {VAGUELY}")


def owner(said: Said, quantity: Quantity, world: World) -> str | None:
    """Return whose those are who are counted, None if no word tells."""
    named = nationality(quantity.of or "", said.day, world)
    if named:
        return named
    statement = said.statement
    if gapped := of_gap(said, quantity, world):
        return gapped
    if statement.relation is None and statement.event is None:
        return _haver(said, quantity, world)
    if statement.relation and (statement.relation.subject_entity or "~").startswith("~"):
        return _haver(said, quantity, world)
    if statement.relation and statement.relation.subject_entity:
        return side(statement.relation.subject_entity, statement.relation.subject, said.day, world).id
    return said.actors[0].id if len(said.actors) == 1 and said.actors[0].known else None


def of_gap(said: Said, quantity: Quantity, world: World, *, alone: bool = False) -> str | None:
    """Return who is named before a second figure that shares its verb: "has sent 300 men and Russia 400 trainers".

    `alone` tells that it is known to be a second one, if its statement has no other.
    """
    if not alone and not any(q.span.end < quantity.span.start for q in said.figures):
        return None
    gap = _GAPPED.search(said.before(quantity.span.start))
    return nationality(gap["who"], said.day, world) if gap else None


def _haver(said: Said, quantity: Quantity, world: World) -> str | None:
    """Return whose the counted are by the words before the verb: "Venezuela had about 300 troops near Tumeremo"."""
    before = said.before(quantity.span.start)
    if named := named_body(before):
        return nationality(named, said.day, world)
    verb = having(before)
    return None if verb is None else subject(before, verb, said.day, world)


def subject(before: str, verb: int, day: date, world: World) -> str | None:
    """Return whom the words of a clause before its verb name."""
    starts = [0, *(m.end() for m in NEXT.finditer(before, 0, verb))]
    if len(starts) > 1 and _WHICH.match(before, starts[-1]):  # "Turkey, which keeps 900 soldiers there"
        return nationality(before[starts[-2] : starts[-1]].strip(" ,;"), day, world)
    if len(starts) > 2 and _WHICH.match(before, starts[1]) and _HELPERS.fullmatch(before, starts[-1], verb):
        return nationality(before[: starts[1]].strip(" ,;"), day, world)  # "Sweden, which hosts it, has sent 9 tanks"
    while len(starts) > 1 and _HELPERS.fullmatch(before, starts[-1], verb):
        starts.pop()  # "Sweden gave 9 tanks and has promised 5 more"
    if len(starts) > 1 and _ASIDE.match(before, starts[-1], verb):
        starts.pop()  # "Riyadh, busy in Yemen since March, promised 9 tanks"
    return nationality(before[starts[-1] : verb].strip(" ,"), day, world)


@lru_cache(1 << 14)
def nationality(words: str, day: date, world: World) -> str | None:
    """Return the entity that a counted noun phrase names: `af` for "Afghan soldiers"."""
    for hit in world.match(words.split(), day):
        return hit.candidates[0][0]
    return None
