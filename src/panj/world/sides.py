"""For whom somebody acts: a minister, a ministry and an army act for their state, an organ for its alliance."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from panj.records import Event, Record
from panj.world.entities import Entity
from panj.world.facts import World
from panj.world.spelling import name_pieces, romanised

_OF_A_STATE = frozenset({"agency", "court", "government", "legislature", "military", "ministry", "base", "mission"})

Called = Mapping[str, str]
NOBODY: Called = MappingProxyType({})
NAME = "~"  # stands before a name that the world does not know, where an id could stand
ITSELF = "="  # stands before a name that is no other spelling of another

_UNHEARD = re.compile(r"(?<=[aeiou])h(?=[aeiou])")  # Zabihullah, Zabiullah


class Side(Record, frozen=True, kw_only=True):
    """A party to an event: `id` is of the world's tables, or what the spellings of its name share.

    `known` tells which of both.
    """

    id: str
    name: str
    known: bool


def sides(event: Event, role: str, day: date, world: World, called: Called = NOBODY) -> tuple[Side, ...]:
    """Return for whom those who have a role in an event act on a day, each once.

    `called` are names, by their words in lower case and by what their spellings share, that a person has said to be an
    entity of the world, another name, or none but itself.
    """
    found = (side(r.entity, r.name or r.text, day, world, called) for r in event.roles if r.role == role)
    return tuple({s.id: s for s in found}.values())


def side(entity_id: str | None, name: str, day: date, world: World, called: Called = NOBODY) -> Side:
    """Return for whom the bearer of an id acts on a day; who is unknown acts for himself."""
    always = None if called else _always(entity_id, name, world)
    return always or _side(_known(entity_id, name, called), name, day, world)


@lru_cache(maxsize=16384)
def _always(entity_id: str | None, name: str, world: World) -> Side | None:
    """Return for whom the bearer of an id acts on every day; None for a person."""
    if changes_sides(entity_id, name, world):
        return None
    return _side(_known(entity_id, name, NOBODY), name, date.min, world)


def _side(known: str | None, name: str, day: date, world: World) -> Side:
    entity = world.find_entity(known) if known else None
    if entity is None:
        return _unknown(name, known or "")
    whom = _acts_for(entity, day, world)
    return Side(id=whom.id, name=whom.name, known=True)


def changes_sides(entity_id: str | None, name: str, world: World, called: Called = NOBODY) -> bool:
    """Tell whether the bearer of an id may act for one on one day and for another on the next: only a person."""
    known = _known(entity_id, name, called)
    entity = world.find_entity(known) if known else None
    return entity is not None and entity.shape == "person"


def _known(entity_id: str | None, name: str, called: Called) -> str | None:
    local = entity_id is None or entity_id.startswith("~")
    return _said_to_be(name, called) if local else entity_id


@lru_cache(maxsize=65536)
def spelled(name: str) -> str:
    """Return what the spellings of a name share: "al-Shabaab" and "Al Shabab", not two who share a surname."""
    return " ".join(romanised(_UNHEARD.sub("", piece.lower())) for piece in name_pieces(name)) or name.lower()


def _said_to_be(name: str, called: Called) -> str | None:
    """Return whom a person has said to bear a name; who is said to be another name is whom that one is said to be."""
    if not called:
        return None
    known = called.get(name.lower()) or called.get(spelled(name))
    if known and known.startswith(NAME):
        return called.get(known[1:].lower()) or called.get(spelled(known[1:])) or known
    return known


def _unknown(name: str, known: str) -> Side:
    if known.startswith(ITSELF):
        return Side(id=known, name=name, known=False)
    name = known[1:] if known.startswith(NAME) else name
    return Side(id=name if name == name.lower() else spelled(name), name=name, known=False)


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
