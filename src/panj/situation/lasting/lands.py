"""Which lands a change concerns: those of its parties, or the one that its words speak of."""

import re

from panj.records import Place
from panj.situation.counts.owners import nationality
from panj.situation.ground.spots import only_locates
from panj.situation.lasting.turns import Turn
from panj.situation.theatre import told_lands
from panj.world import World

_WORD = re.compile(r"[\w'’-]+|,")
# what begins another clause: "broke off relations with Taiwan and recognised China"
_NEXT = re.compile(r";|\. |,? (?:and [a-z]+ed|but|which|who|after|before|while|accusing)\b")
FAR = 90  # characters behind a border in which its lands are named


def lands_of(turn: Turn, world: World) -> list[str]:
    """Return the countries of the parties, else the one that the words before a thing name: "Niger's junta"."""
    said = turn.said
    if found := told_lands(said, world):
        return found
    named = nationality(said.before(turn.start), said.day, world)
    entity = world.find_entity(named) if named else None
    return [entity.country] if entity and entity.country else []


def sides_of(place: Place, turn: Turn, world: World) -> list[str]:
    """Return the countries that a place is, or parts: a "Polish border" is of Poland and is no spot."""
    if (place.entity or "").startswith("border:"):
        return (place.entity or "").removeprefix("border:").split("-")
    if place.precision == "country":
        return [place.country.lower()] if place.country else []
    side = nationality(place.text, turn.said.day, world) if place.feature == "border" else None
    return [side] if side else []


def name_of(land: str, world: World) -> str:
    """Return what a land is called, by its id."""
    entity = world.find_entity(land) if land else None
    return entity.name if entity else land


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
