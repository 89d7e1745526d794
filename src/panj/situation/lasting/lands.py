"""Which lands a change concerns: those of its parties, or the one that its words speak of."""

import re
from collections.abc import Sequence

from panj.lexicon import words
from panj.records import Place
from panj.situation.counts.owners import nationality
from panj.situation.lasting.turns import Turn
from panj.situation.theatre import told_lands
from panj.world import World

_MEDIATED = "|".join(sorted(verb.removesuffix("e") for verb in words("role_words", "word", "mediating")))
_BROKERED = re.compile(rf" (?:{_MEDIATED})e?d by ([^,;.]{{2,60}}?)(?= (?:between|on|in|at|after|last)\b|[,;.]|\Z)")


def lands_of(turn: Turn, world: World) -> list[str]:
    """Return the countries of the parties, else the one that the words before a thing name: "Niger's junta"."""
    said = turn.said
    if found := told_lands(said, world):
        return found
    named = nationality(said.before(turn.start), said.day, world)
    entity = world.find_entity(named) if named else None
    return [entity.country] if entity and entity.country else []


def brokers(turn: Turn, world: World) -> Sequence[str]:
    """Return the countries of those by whom a truce was brokered, whose it is not."""
    by = _BROKERED.match(turn.said.behind(turn.end))
    hits = world.match(by[1].split(), turn.said.day) if by else ()
    entities = (world.find_entity(hit.candidates[0][0]) for hit in hits)
    return [entity.country for entity in entities if entity and entity.country]


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
