"""Where a report plays: the countries of the parties that a statement names, and the one it speaks of most."""

from collections import Counter

from panj.situation.case import Report
from panj.situation.said import Said
from panj.world import World
from panj.world.sides import Side


def told_lands(said: Said, world: World) -> list[str]:
    """Return the countries of the parties that a statement names, each once."""
    found = (_land(side, world) for side in (*said.actors, *said.recipients))
    return list(dict.fromkeys(land for land in found if land))


def _land(side: Side, world: World) -> str | None:
    entity = world.find_entity(side.id) if side.known else None
    return (entity.country or None) if entity else None


def theatre_of(report: Report, world: World) -> str:
    """Return the country that a report speaks of most."""
    found: Counter[str] = Counter()
    for said in report.said:
        found.update(p.country.lower() for p in said.places if p.country)
        found.update(told_lands(said, world))
        found.update(_land_of_fact(said, world))
    return min(found, key=lambda land: (-found[land], land), default="")


def _land_of_fact(said: Said, world: World) -> list[str]:
    """Return the country that a fact is of: whose office somebody holds, where forces are deployed."""
    relation = said.statement.relation
    named = (relation.object_entity or "").partition("/")[0] if relation else ""
    entity = world.find_entity(named) if named else None
    return [entity.id] if entity and entity.shape == "state" else []
