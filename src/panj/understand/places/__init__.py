"""Places of a text: which names are used as places, and where on the map they are."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from panj.english.parsed import Parsed
from panj.records import Document, Mention, Place, Precision, Span
from panj.understand.places.chunks import Toponym
from panj.understand.places.toponyms import find_toponyms
from panj.understand.trees.lookup import Stretches
from panj.world import Entity, World, border_id
from panj.world.gazetteer import Choice, Kind, Named, Site, choose, find
from panj.world.phrases import SEATS

PRECISION: dict[Kind, Precision] = {
    "country": "country",
    "continent": "region",
    "region": "region",
    "province": "province",
    "district": "district",
    "capital": "city",
    "city": "city",
    "quarter": "city",
    "river": "line",
    "coast": "line",
    "lake": "area",
    "sea": "area",
    "island": "area",
    "mountain": "area",
    "desert": "area",
    "pass": "point",
    "crossing": "site",
    "border": "line",
    "base": "site",
    "site": "site",
}
CONTAINERS: frozenset[Kind] = frozenset({"country", "province", "district", "region", "island"})
# What stands between a place and the area it is in: "Paris, Texas", "Oxford (Mississippi)", "Qom in Iran".
INSIDE = re.compile(r"\s*(?:,|,? in|\(|,? in the|, north of|, near)\s+|\s*\(")
# What stands after the town of a dateline: "Washington (CNN)", "Paris, Texas (AP)", "BANTAM — ".
DATELINE = re.compile(r"(?:,[^\n,(]{1,30}){0,2}\s*(?:\([A-Z][A-Z/ ]{1,20}\)|--|[–—] )")
NAMING = frozenset({"world:name", "world:alias"})
GROUNDS = frozenset({"base", "border"})  # kinds of the world's tables that have a place of their own
SEAT = "world:metonym"  # a town that stands for who governs there, "in Brussels" for none
SHORTEST_TOWN = 5  # capitals that are a dateline without a dash after them: "KABUL Police said", not "US officials"
LINE_START = re.compile(r"(?:\A|\n)[^\w\n]*\Z")
VILLAGE_BEFORE = re.compile(r"\b(?:village|hamlet) of \Z", re.IGNORECASE)
LARGEST_VILLAGE = 200_000  # people
TOWN_BEFORE = re.compile(r"\b(?:city|town|village|capital|suburb|municipality) (?:of |, )?\Z", re.IGNORECASE)
# What stands before a name that is an area's: "the northwest province of Latakia", not "the Kabanjahe district of X".
AREA_BEFORE = re.compile(
    r"\b[a-z]{1,20} (province|governorate|oblast|region|district|state|county|prefecture|emirate|island) of \Z"
)
BETWEEN_SIDES = re.compile(r"\s{0,3}[-–—]\s{0,3}")
LISTED = re.compile(r"\s*(?:,|,? and|,? or|,? as well as)\s+(?:the\s+)?")


def find_places(document: Document, parsed: Parsed, mentions: Sequence[Mention], world: World) -> tuple[Place, ...]:
    """Return the words used as places in the order of the text, each with a point if one is known."""
    known = {name: world.find_entity(name) for m in mentions if (name := m.entity)}
    listed = [(m, entity) for m in mentions if m.entity and (entity := known[m.entity]) is not None]
    actors = [m for m, entity in listed if m.rule != SEAT and _is_actor(entity)]
    spans_of_actors = {m.span for m in actors}
    toponyms = [t for t in find_toponyms(parsed) if t.sort != "name" or t.span not in spans_of_actors]
    longer = Stretches((m.span for m in actors if m.rule in NAMING), lambda span: span)
    toponyms = [_less_named(t, longer) for t in toponyms]
    spans = [t.span for t in toponyms if t.sort in ("name", "hall")]
    choices = dict(zip(spans, _choices(document.text, spans, _home(document, world)), strict=True))
    meant = {m.span: m.entity for m, entity in listed if m.entity and entity.kind in GROUNDS}
    return tuple(
        _located(document.text, t, choices, meant, world)
        for t in toponyms
        if t.used and not _is_somebody(t.span.of(document.text), choices.get(t.span), document.published, world)
    )


def _is_somebody(words: str, choice: Choice | None, day: date | None, world: World) -> bool:
    """Tell whether a word that is a place only in another spelling is who held an office on the day ("Assad")."""
    spelt = choice is None or words.lower() in choice.site.name.lower()
    return not spelt and bool(world.called(words, day))


def _less_named(toponym: Toponym, longer: Stretches[Span]) -> Toponym:
    """Return a name as no place if a longer name of an actor holds it ("Islamic State of Iraq and the Levant")."""
    over = longer.over(toponym.span.start, toponym.span.end) if toponym.sort == "name" and toponym.used else []
    inside = any(span.start <= toponym.span.start and toponym.span.end < span.end for span in over)
    return msgspec.structs.replace(toponym, used=False) if inside else toponym


def _is_actor(entity: Entity) -> bool:
    """Tell whether the world's tables have a group, body or person, which is no place."""
    return entity.shape in ("organisation", "person") and entity.kind != "base"


def _home(document: Document, world: World) -> str | None:
    """Return the country of the document's outlet, as far as the world's tables know it."""
    outlet = world.outlet(document.outlet) if document.outlet else None
    entity = world.find_entity(outlet.org) if outlet else None
    return entity.country.upper() if entity and entity.country else None


def _located(
    text: str, toponym: Toponym, choices: Mapping[Span, Choice | None], meant: Mapping[Span, str], world: World
) -> Place:
    """Return the place of a toponym: its own point, or that of the name that locates it."""
    own = choices.get(toponym.span)
    if own is not None or toponym.sort == "name":
        return _known(_place(text, toponym.span, None if own and own.alone else own), world)
    words = toponym.span.of(text)
    entity = next((entity for span, entity in meant.items() if span.overlaps(toponym.span)), None)
    if toponym.sort == "line":
        return _listed(toponym, words, entity or _border_of(words, world), world)
    around = choices.get(toponym.anchor) if toponym.anchor else None
    if toponym.sort == "seat" and (seat := _seat_of(toponym, text, world)):
        return _known(_place(text, toponym.span, seat), world)
    own_ground = _listed(toponym, words, entity, world) if entity else None
    if own_ground is not None and own_ground.lat is not None:
        return own_ground
    name = toponym.name or words
    if around is None or around.alone:
        return Place(span=toponym.span, text=words, name=name, entity=entity, feature=toponym.sort)
    near = _place(text, toponym.span, around)
    return msgspec.structs.replace(near, name=name, entity=entity, geonameid=None, feature=toponym.sort)


def _listed(toponym: Toponym, words: str, entity: str | None, world: World) -> Place:
    """Return a border or base by the world's name of it, with a point if the gazetteer has one of that name."""
    names = (world.name(entity), words) if entity else (words,)
    sites = (f.site for name in names for f in find(name) if f.site.kind in ("base", "border") and not f.part)
    site = next(sites, None)
    return Place(
        span=toponym.span,
        text=words,
        name=names[0],
        lat=site.lat if site else None,
        lon=site.lon if site else None,
        entity=entity,
        feature="border" if toponym.sort == "line" else "base",
        precision=PRECISION[site.kind] if site else None,
    )


def _seat_of(toponym: Toponym, text: str, world: World) -> Choice | None:
    """Return the capital of the land whose name is a seat's anchor; None for a province's."""
    country = _country(toponym.anchor.of(text)) if toponym.anchor else ""
    names = (row.name for row in world.names_of(country) if row.kind in SEATS)
    sites = (f.site for name in names for f in find(name) if f.site.kind == "capital")
    site = next((site for site in sites if site.country.lower() == country), None)
    return Choice(site=site, confidence=1.0) if site else None


def _border_of(words: str, world: World) -> str | None:
    """Return the id of the border between the two countries that the words name ("Afghan-Tajik border")."""
    sides = [_country(side) for side in BETWEEN_SIDES.split(words.rpartition(" ")[0])]
    border = border_id(*sides) if len(sides) == 2 and all(sides) else None
    return border if border and world.find_entity(border) else None


def _country(name: str) -> str:
    """Return the id of the country of this name or adjective, "" for none."""
    return next((f.site.country.lower() for f in find(name) if f.site.kind == "country"), "") if name else ""


def _known(place: Place, world: World) -> Place:
    """Return the place with the id that the world's tables have for it, if they have one."""
    own = place.entity if place.entity and world.find_entity(place.entity) else None
    if own is None and place.name and place.feature not in ("country", "city", "capital"):
        own = next((i for i in world.named(place.name) if world.entity(i).shape == "state"), None)
    return msgspec.structs.replace(place, entity=own)


def resolve_toponyms(text: str, spans: Sequence[Span], *, outlet_country: str | None = None) -> list[Place]:
    """Return a place for each span, in their order, without a point where the gazetteer has none.

    `outlet_country` is where the report's outlet is at home (ISO 3166 alpha-2).
    """
    in_order = sorted(spans)
    choices = dict(zip(in_order, _choices(text, in_order, outlet_country), strict=True))
    return [_place(text, span, choices[span]) for span in spans]


def _choices(text: str, spans: Sequence[Span], country: str | None) -> tuple[Choice | None, ...]:
    return choose(named(text, spans), country=country or "")


def named(text: str, spans: Sequence[Span]) -> list[Named]:
    """Return the names with what the words around them say of them."""
    inside = containers(text, spans)
    names = [_of_its_kind(text, span) for span in spans]
    return [Named(n, inside=c, town=_is_town(text, s)) for n, s, c in zip(names, spans, inside, strict=True)]


def _of_its_kind(text: str, span: Span) -> str:
    """Return a name with the kind of area that the words before say it is: "province of Latakia"."""
    kind = AREA_BEFORE.search(text[max(0, span.start - 60) : span.start])
    name = f"{kind[1]} of {span.of(text)}" if kind else ""
    return name if name and find(name) else span.of(text)


def _is_town(text: str, span: Span) -> bool:
    """Tell whether a name stands where only a town does: in a dateline, after "city of"."""
    before = text[max(0, span.start - 16) : span.start]
    if TOWN_BEFORE.search(before):
        return True
    if span.start > 0 and LINE_START.search(before) is None:
        return False
    name = span.of(text)
    if name.isupper() and len(name) >= SHORTEST_TOWN and not text[span.end : span.end + 12].isupper():
        return True
    return DATELINE.match(text[span.end : span.end + 120]) is not None


def containers(text: str, spans: Sequence[Span]) -> list[int | None]:
    """Return for each span the position of the one after it that names the area it lies in, None for most."""
    result: list[int | None] = [None] * len(spans)
    for i, (span, after) in enumerate(pairwise(spans)):
        joined = span.end < after.start and INSIDE.fullmatch(text[span.end : after.start])
        if joined and _is_area(after.of(text)) and not _is_listed(text, spans, i):
            result[i] = i + 1
    return result


def _is_area(name: str) -> bool:
    return any(found.site.kind in CONTAINERS for found in find(name))


def _is_listed(text: str, spans: Sequence[Span], i: int) -> bool:
    """Tell whether the names at `i` and after it are a list: "Sudan, Iran, and Libya"."""
    if not (_is_area(spans[i].of(text)) and "," in text[spans[i].end : spans[i + 1].start]):
        return False
    after = i + 2 < len(spans) and LISTED.fullmatch(text[spans[i + 1].end : spans[i + 2].start])
    before = i > 0 and LISTED.fullmatch(text[spans[i - 1].end : spans[i].start])
    return bool(after or before)


def _place(text: str, span: Span, choice: Choice | None) -> Place:
    words = span.of(text)
    if choice is None or _is_no_village(text, span, choice.site):
        return Place(span=span, text=words, name=words)
    site = choice.site
    return Place(
        span=span,
        text=words,
        name=site.name,
        lat=site.lat,
        lon=site.lon,
        entity=site.country.lower() if site.kind == "country" else None,
        geonameid=site.geonameid,
        country=site.country or None,
        feature=site.kind,
        precision="region" if choice.part else PRECISION[site.kind],
        confidence=choice.confidence,
    )


def _is_no_village(text: str, span: Span, site: Site) -> bool:
    """Tell whether what the text calls a village is taken for a great city of the same name: "the village of Paris"."""
    called = VILLAGE_BEFORE.search(text[max(0, span.start - 16) : span.start])
    return called is not None and (site.kind == "capital" or site.population > LARGEST_VILLAGE)


def as_places(mentions: Sequence[Mention], places: Sequence[Place]) -> tuple[Mention, ...]:
    """Return the mentions, those that only the gazetteer knows as places, whatever the model takes their words for."""
    points = {p.span for p in places if p.lat is not None}
    found = [
        msgspec.structs.replace(m, type="place", rule="gazetteer") if m.span in points and _unknown(m) else m
        for m in mentions
    ]
    return tuple(found)


def _unknown(mention: Mention) -> bool:
    return mention.entity is None or mention.entity.startswith("~")
