"""What holds between two states, and what its changes are called: relations, a treaty, an envoy."""

from collections.abc import Sequence
from itertools import product

from panj.situation.counts.owners import nationality
from panj.situation.lasting.lands import name_of
from panj.situation.lasting.turns import Turn
from panj.situation.measures.places import countries, states_behind
from panj.world import World

NEAR = 60  # characters behind an envoy in which it is told where he is
Parties = tuple[str, ...]


def between(turn: Turn, world: World) -> Sequence[tuple[Parties, str]]:
    """Return of which parties a change is, each time with what it is called; nothing where fewer than two are told."""
    if turn.kind == "envoy":
        return _envoy(turn, world)
    own, others = _parties(turn, world)
    if not own or not others:
        return []
    if turn.kind == "treaty":
        called, parties = _called(turn), tuple(sorted({*own, *others}))
        return [((called, *parties), f"{called}, {_and(parties, world)}")]
    pairs = [tuple(sorted(pair)) for pair in product(own, others)]
    return [(pair, f"relations, {_and(pair, world)}") for pair in pairs]


def _parties(turn: Turn, world: World) -> tuple[list[str], list[str]]:
    """Return the lands that act, and those with which they do: "Greek lawmakers ratified a pact with France"."""
    others = states_behind(turn, world)
    own = [land for land in _acting(turn, world) if land not in others]
    if own and others:
        return own, others
    told = own or others
    return told[:1], told[1:]


def _acting(turn: Turn, world: World) -> list[str]:
    found = (world.find_entity(side.id) for side in turn.said.actors if side.known)
    return list(dict.fromkeys(entity.country for entity in found if entity and entity.country))


def _called(turn: Turn) -> str:
    """Return a treaty with the words before it that are its own: "mutual defence treaty"."""
    words = turn.said.between(turn.first, turn.start).split()
    own: list[str] = []
    for word in reversed(words):
        if not word[:1].islower() or word in ("a", "an", "the", "its", "their", "new", "this", "that"):
            break
        own.insert(0, word)
    return " ".join((*own, turn.thing))


def _envoy(turn: Turn, world: World) -> Sequence[tuple[Parties, str]]:
    """Return whose envoy it is, and where: who recalls his own has him in the other's land."""
    said, acting = turn.said, _acting(turn, world)
    named = _named(said.between(turn.first, turn.start), turn, world)
    behind = [*_named(said.between(turn.end, turn.end + NEAR), turn, world), *countries(turn, world)]
    own, hosts = ((*acting, *named), behind) if turn.state == "recalled" else (named or behind, (*acting, *behind))
    whose = next(iter(own), None)
    where = next((land for land in hosts if land != whose), None)
    if whose is None or (where is None and turn.state != "recalled"):
        return []
    if where is None:  # "Taiwan recalled its ambassador on Thursday": from where the report tells elsewhere
        return [((turn.thing, whose), f"{turn.thing} of {name_of(whose, world)}")]
    label = f"{turn.thing} of {name_of(whose, world)} in {name_of(where, world)}"
    return [((turn.thing, whose, where), label)]


def _named(words: str, turn: Turn, world: World) -> list[str]:
    found = nationality(words, turn.said.day, world)
    return [found] if found else []


def _and(parties: Sequence[str], world: World) -> str:
    return " and ".join(sorted(name_of(party, world) for party in parties))
