"""Which countries and places the words that name a thing tell: both sides of a border, all that are named behind it."""

import re

from panj.records import Place
from panj.situation.ground.spots import only_locates
from panj.situation.lasting.lands import sides_of
from panj.situation.lasting.turns import Turn
from panj.world import World

_WORD = re.compile(r"[\w'’-]+|,")
# what begins another clause: "broke off relations with Taiwan and recognised China"
_NEXT = re.compile(r";|\. |,? (?:and [a-z]+ed|but|which|who|after|before|while|accusing)\b")
FAR = 90  # characters behind a border in which its lands are named


def countries(turn: Turn, world: World) -> list[str]:
    """Return the countries in the words that name a thing, those on both sides of a border among them."""
    return [land for place in within(turn) for land in sides_of(place, turn, world)]


def states_behind(turn: Turn, world: World) -> list[str]:
    """Return the states that the words behind a thing name: "its borders with Mali, Chad and Libya"."""
    said = turn.said
    tokens = _WORD.findall(_NEXT.split(said.between(turn.end, max(turn.last, turn.end + FAR)), maxsplit=1)[0])
    if not tokens or tokens[0] not in ("with", "to", "between", "and"):
        return []
    found = (world.find_entity(hit.candidates[0][0]) for hit in world.match(tokens, said.day))
    return list(dict.fromkeys(e.id for e in found if e and e.shape == "state"))


def within(turn: Turn) -> list[Place]:
    """Return the places in the words that name a thing, but those that only locate another."""
    said, start = turn.said, turn.start
    here = (p for p in said.places if turn.first <= p.span.start < turn.last or p.span.start <= start < p.span.end)
    return [p for p in here if not only_locates(said, p)]
