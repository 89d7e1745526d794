"""A phrase for an actor as country and sector: "two FSB officers" is Russian and of the intelligence services."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import msgspec

from panj.world import codes
from panj.world.entities import Entity
from panj.world.facts import World
from panj.world.gazetteer import find
from panj.world.names import Hit
from panj.world.rows import RoleRow

LONGEST_ROLE = 4
UNKNOWN = "UNK"
SEATS = frozenset({"metonym", "shared-capital"})
HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "sir", "former", "ex"})
JOINING = frozenset({"and", "or", "the", ",", "both", "-"})
POSSESSIVE = frozenset({"'", "’", "s"})
LEADING = frozenset(
    {"president", "head", "chief", "director", "leader", "chairman", "member", "commander", "secretary"}
)
TOWNS = frozenset({"city", "capital"})
TOWN = 50_000  # inhabitants from which a bare place name tells the country
FORMER = frozenset({"former", "ex", "retired", "ousted", "exiled", "erstwhile", "onetime"})
OFFICIAL = frozenset({"GOV", "LEG", "SPY", "MIL", "GOV+MIL", "JUD"})
# Words after which a phrase no longer says who, but where, with whom or about what.
ENDS_HEAD = frozenset({"in", "at", "from", "to", "for", "with", "who", "that", "which", "on", "near", "across", "by"})
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?|\S")


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What a phrase says of its actor. `country` and `sector` are PLOVER's, blank where nothing is said."""

    country: str = ""
    sector: str = ""
    entity: str | None = None


def read_phrase(world: World, phrase: str, day: date | None = None) -> Coded:
    """Code a phrase without its sentence: whose it is from the names in it, what it is from its head noun."""
    words = _WORD.findall(phrase)
    hits = world.match(words, day)
    entities = [(hit, found) for hit in hits if (found := world.find_entity(hit.entities[0])) is not None]
    named = [(hit, e) for hit, e in entities if e.shape in ("organisation", "person")]
    if not named and (person := _by_surname(world, words, day)) is not None:
        return _coded(world, person, words, day)
    role = _role(world, words, hits)
    if named and (named[0][1].shape == "person" or role is None or role.sector == UNKNOWN):
        return _coded(world, named[0][1], words, day)
    if role is not None:
        country = _country(world, named or entities, day) or _country_of_place(world, words)
        return Coded(country=country, sector=_aged(role.sector, words), entity=named[0][1].id if named else None)
    return _without_role(world, words, entities, day)


def _without_role(
    world: World, words: Sequence[str], entities: Sequence[tuple[Hit, Entity]], day: date | None
) -> Coded:
    """Code what has no known head: a state or capital that is the head itself, a place, or something unknown."""
    if not entities:
        country = _country_of_place(world, words)
        return Coded(country=country, sector="" if country else UNKNOWN)
    hit, entity = entities[0]
    if not _only_names(words, entities):
        return Coded(country=codes.country_slot(world, entity, day), sector=UNKNOWN)
    if entity.shape == "state" and hit.candidates[0].kind in SEATS:
        return Coded(country=codes.country_slot(world, entity, day), sector="GOV", entity=entity.id)
    return _coded(world, entity, words, day)


def _only_names(words: Sequence[str], entities: Sequence[tuple[Hit, Entity]]) -> bool:
    named = {i for hit, _ in entities for i in range(hit.first, hit.last)}
    return all(i in named or word.lower() in JOINING for i, word in enumerate(words))


def _coded(world: World, entity: Entity, words: Sequence[str], day: date | None) -> Coded:
    sector = codes.sector_of(world, entity, day) or ""
    return Coded(country=codes.country_slot(world, entity, day), sector=_aged(sector, words), entity=entity.id)


def _by_surname(world: World, words: Sequence[str], day: date | None) -> Entity | None:
    """Return the one person of this last name in office, if the phrase is that name, with a title or without one."""
    *title, name = [word for word in words if word not in POSSESSIVE] or [""]
    if not name[:1].isupper() or len(title) > 1 or not all(_is_title(world, word) for word in title):
        return None
    people = world.called(name, day) if title else ()
    people = people if len(people) == 1 else world.called(name)
    return world.entity(people[0]) if len(people) == 1 else None


def _is_title(world: World, word: str) -> bool:
    return word.lower().rstrip(".") in HONORIFICS or world.role(word.rstrip(".")) is not None


def _country_of_place(world: World, words: Sequence[str]) -> str:
    """Return the state of the largest town of the first name that the gazetteer knows."""
    for name in _capitalised(words):
        sites = [found.site for found in find(name) if found.site.population >= TOWN and found.site.kind in TOWNS]
        if sites:
            state = world.find_entity(max(sites, key=lambda site: site.population).country.lower())
            return codes.country_slot(world, state, None) if state else ""
    return ""


def _capitalised(words: Sequence[str]) -> Iterator[str]:
    for capital, run in groupby(words, key=lambda word: word[0].isupper()):
        if capital:
            yield " ".join(run)


def _end_of_head(words: Sequence[str]) -> int:
    return next((i for i, word in enumerate(words) if i and word.lower() in ENDS_HEAD), len(words))


def _role(world: World, words: Sequence[str], hits: Sequence[Hit]) -> RoleRow | None:
    """Return the head's role: the last before a preposition, of the "of" part if the head is only a group or team."""
    named = {i for hit in hits for i in range(hit.first, hit.last)}
    lowered = [word.lower().rstrip(".") for word in words]
    end = _end_of_head(words)
    of = lowered.index("of") if "of" in lowered[:end] else end
    parts = [(0, of), (of, end), (end, len(words))]
    if of and lowered[of - 1] in LEADING:  # "president of the Senate" is of the Senate's sector
        parts = [(of, end), (0, of), (end, len(words))]
    found = [_last_role(world, lowered, named, range(*part)) for part in parts]
    known = [role for role in found if role is not None]
    return next((role for role in known if role.sector != UNKNOWN), known[0] if known else None)


def _last_role(world: World, lowered: Sequence[str], named: set[int], part: range) -> RoleRow | None:
    """Return the last role, or the one before it if that says nothing ("opposition members")."""
    unknown = None
    for last in range(part.stop, part.start, -1):
        for length in range(min(LONGEST_ROLE, last - part.start), 0, -1):
            span = range(last - length, last)
            if not named.intersection(span) and (row := world.role(" ".join(lowered[i] for i in span))):
                if row.sector != UNKNOWN:
                    return row
                unknown = unknown or row
    return unknown


def _country(world: World, entities: Sequence[tuple[Hit, Entity]], day: date | None) -> str:
    return next((slot for _, e in entities if (slot := codes.country_slot(world, e, day))), "")


def _aged(sector: str, words: Sequence[str]) -> str:
    """Return the sector of one who was in office once: the elite."""
    return "ELI" if sector in OFFICIAL and any(word.lower() in FORMER for word in words) else sector
