"""Which lands a change concerns: those of its parties, or the one that its words speak of."""

from panj.records import Place
from panj.situation.counts.owners import nationality
from panj.situation.lasting.turns import Turn
from panj.situation.theatre import told_lands
from panj.world import World


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
