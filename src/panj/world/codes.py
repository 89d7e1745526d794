"""Actor codes from kind, country, sector and day: PLOVER `TJK/GOV`, CAMEO `TJKGOV`. Only exceptions are stored."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from panj.world.days import may_hold

if TYPE_CHECKING:
    from panj.world.entities import Entity
    from panj.world.facts import World

Scheme = Literal["plover", "cameo"]
PLOVER: Scheme = "plover"

KIND_SECTORS = {
    "armed-group": "REB",
    "base": "MIL",
    "company": "BUS",
    "court": "JUD",
    "government": "GOV",
    "legislature": "LEG",
    "military": "MIL",
    "ministry": "GOV",
    "agency": "GOV",
    "ngo": "NGO",
    "outlet": "JRN",
    "party": "PTY",
    "university": "EDU",
}
INTERNATIONAL = frozenset({"alliance", "bloc", "coalition", "igo", "mission", "organ"})
STATE_CONTROL = frozenset({"SC"})
NO_ACTOR = "-"  # stored for what has no government
CAMEO_SECTORS = {"JRN": "MED", "MED": "HLH", "PRM": "REB", "UNK": "", "PRE": "SEP"}


def sector_of(world: "World", entity: "Entity", day: date | None) -> str | None:
    """Return the PLOVER sector of an entity on the day, two joined by a plus; None for a state or what is no actor."""
    if stored := _stored(world, entity.id, day, PLOVER):
        return stored.partition("/")[2] or None
    if entity.shape == "person":
        return _sector_of_person(world, entity.id, day)
    if entity.kind == "outlet":
        outlet = world.outlet(entity.id)
        return "GOV+JRN" if outlet and outlet.control in STATE_CONTROL else "JRN"
    return entity.sector or KIND_SECTORS.get(entity.kind)


def country_slot(world: "World", entity: "Entity", day: date | None) -> str:
    """Return ISO3 of the state that an entity belongs to, IGO for what belongs to many, or nothing."""
    if stored := _stored(world, entity.id, day, PLOVER):
        return stored.partition("/")[0].removeprefix("-")
    if entity.country and (state := world.find_entity(entity.country)):
        return world.iso3(state.id)
    if entity.kind in INTERNATIONAL:
        return "IGO"
    return country_slot(world, world.entity(entity.parent), day) if entity.parent else ""


def actor_code(world: "World", entity_id: str, day: date | None, scheme: Scheme, sector: str | None) -> str | None:
    """Return the code of an entity on the day; None for what is no actor or not listed."""
    entity = world.find_entity(entity_id)
    if entity is None or entity.shape in ("border", "treaty", "decision"):
        return None
    if sector is None and (stored := _stored(world, entity_id, day, scheme)):
        return None if stored == NO_ACTOR else stored
    return written(country_slot(world, entity, day), sector or sector_of(world, entity, day) or "", scheme)


def written(country: str, sector: str, scheme: Scheme = PLOVER) -> str:
    """Write a country slot and a sector as the scheme does; a blank country is a dash in PLOVER's form."""
    if scheme == "cameo":
        parts = [CAMEO_SECTORS.get(part, part) for part in sector.split("+")]
        return country + "".join(parts)
    return f"{country or '-'}/{sector}" if sector else country


def _stored(world: "World", entity_id: str, day: date | None, scheme: Scheme) -> str | None:
    for row in reversed(world.codes_of(entity_id)):
        if row.scheme == scheme and may_hold(row.start, row.end, day):
            return row.code
    return None


def _sector_of_person(world: "World", person: str, day: date | None) -> str | None:
    if held := world.offices_held(person, day):
        return world.office_sector(held[0].office)
    return "ELI" if world.offices_held(person) else None
