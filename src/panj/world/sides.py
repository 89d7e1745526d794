"""For whom somebody acts: a minister, a ministry and an army act for their state, an organ for its alliance."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from panj.records import Event, Record
from panj.world.entities import Entity
from panj.world.facts import World

_OF_A_STATE = frozenset({"agency", "court", "government", "legislature", "military", "ministry", "base", "mission"})

Called = Mapping[str, str]
NOBODY: Called = MappingProxyType({})


class Side(Record, frozen=True, kw_only=True):
    """A party to an event: `id` is of the world's tables, or the words in lower case where the world knows nobody.

    `known` tells which of both.
    """

    id: str
    name: str
    known: bool


def sides(event: Event, role: str, day: date, world: World, called: Called = NOBODY) -> tuple[Side, ...]:
    """Return for whom those who have a role in an event act on a day, each once.

    `called` are names in lower case that a person has said to be an entity of the world.
    """
    found = (side(r.entity, r.name or r.text, day, world, called) for r in event.roles if r.role == role)
    return tuple({s.id: s for s in found}.values())


def side(entity_id: str | None, name: str, day: date, world: World, called: Called = NOBODY) -> Side:
    """Return for whom the bearer of an id acts on a day; who is unknown acts for himself."""
    local = entity_id is None or entity_id.startswith("~")
    known = called.get(name.lower()) if local else entity_id
    entity = world.find_entity(known) if known else None
    if entity is None:
        return Side(id=name.lower(), name=name, known=False)
    whom = _acts_for(entity, day, world)
    return Side(id=whom.id, name=whom.name, known=True)


def _acts_for(entity: Entity, day: date, world: World) -> Entity:
    if entity.shape == "person":
        offices = [row.office for row in world.offices_held(entity.id, day)]
        owner = offices[0].partition("/")[0] if offices else entity.country
        return (world.find_entity(owner) if owner else None) or entity
    if entity.shape in ("office", "body") and entity.country:
        return world.find_entity(entity.country) or entity
    if entity.kind in _OF_A_STATE and entity.country:
        return world.find_entity(entity.country) or entity
    if entity.kind == "organ" and entity.parent:
        return world.find_entity(entity.parent) or entity
    return entity
