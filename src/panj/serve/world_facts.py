"""What the tables of the world hold of one entity on a day, as lines with their sources."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from panj.records import Record
from panj.world import Entity, World
from panj.world.days import may_hold
from panj.world.rows import DecisionRow, DutyRow, Fact, MemberRow, OutletRow, TenureRow, TreatyRow

NAMED = {  # kinds of names, as a person reads them
    "abbr": "abbreviation",
    "metonym": "spoken of as",
    "person-singular": "one of its people",
    "person-plural": "its people",
    "shared-capital": "a capital whose name is more often another place's",
}


class WorldLine(Record, frozen=True, kw_only=True):
    """One fact in words; `stale` if the day asked for is after the day on which it was last seen to hold.

    `other` is the entity beside the one asked for that it is about.
    """

    section: str
    text: str
    other: str | None = None
    start: str | None = None
    end: str | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    checked: str | None = None
    stale: bool = False


def about(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    """Yield what is known of an entity on the day, section by section."""
    yield WorldLine(section="entity", text=_described(world, entity, day), start=entity.start or None,
                    end=entity.end or None)  # fmt: skip
    for section in SECTIONS:
        yield from section(world, entity, day)


def bearers(world: World, text: str) -> list[Entity]:
    """Return the entities that bear a name, then those that bear it as a part of theirs."""
    wanted = text.casefold()
    found = dict.fromkeys(world.named(text))
    for entity in world.entities():
        names = [entity.id, entity.name, *(row.name for row in world.names_of(entity.id))]
        if any(wanted in name.casefold() for name in names):
            found.setdefault(entity.id)
    return [world.entity(identity) for identity in found]


def _described(world: World, entity: Entity, day: date) -> str:
    parts = [entity.kind]
    if entity.country and entity.country != entity.id:
        parts.append(f"of {world.name(entity.country)}")
    if entity.parent:
        parts.append(f"part of {entity.parent}" if entity.shape != "state" else f"claimed by {entity.parent}")
    for scheme in ("plover", "cameo"):
        if code := world.code(entity.id, day, scheme):
            parts.append(f"{scheme.upper()} {code}")
    if entity.qid:
        parts.append(f"Wikidata {entity.qid}")
    return f"{entity.name} ({entity.id}): {', '.join(parts)}"


def _names(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    by_kind: dict[str, list[str]] = {}
    for row in world.names_of(entity.id):
        if may_hold(row.start, row.end, day):
            by_kind.setdefault(row.kind, []).append(row.name)
    for kind, names in by_kind.items():
        yield WorldLine(section="names", text=f"{NAMED.get(kind, kind)}: {', '.join(names)}")


def _members(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for row in world.members(entity.id, day):
        yield _line(world, "members", f"{world.name(row.party)}: {_standing(world, row)}", row, day, row.party)


def _memberships(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for row in world.memberships(entity.id, day):
        yield _line(
            world, "member of", f"{world.name(row.org)} ({row.org}): {_standing(world, row)}", row, day, row.org
        )


def _standing(world: World, row: MemberRow) -> str:
    said = f", as {world.name(row.said_by)} says" if row.said_by else ""
    return f"{row.status}{said}{' (disputed)' if row.disputed else ''}"


def _offices(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    if entity.shape == "office":
        held: Iterable[TenureRow] = filter(None, [world.holder(entity.id, day)])
    elif entity.shape == "person":
        held = world.offices_held(entity.id, day)
    else:
        held = [row for row in world.holders_in(entity.id, day) if world.is_single(row.office)]
    for row in held:
        status = "" if row.status == "full" else f" ({row.status})"
        text = f"{world.name(row.office)}: {world.name(row.person)}{status}"
        yield _line(world, "offices", text, row, day, row.office if entity.shape == "person" else row.person)
    if others := [row for row in world.holders_in(entity.id, day) if not world.is_single(row.office)]:
        yield WorldLine(section="offices", text=f"and {len(others)} holders of offices that several hold")


def _treaties(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for treaty in _bound_by(world, entity, day):
        if may_hold(treaty.signed, treaty.expires, day):
            yield WorldLine(
                section="treaties",
                text=f"{treaty.name} ({treaty.id}), signed {treaty.signed}, in force {treaty.in_force or 'not listed'}",
                other=treaty.id,
                start=treaty.in_force or treaty.signed or None,
                end=treaty.expires or None,
                **_source(world, treaty.source, treaty.checked, day),  # type: ignore[arg-type]
            )


def _duties(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for treaty in _bound_by(world, entity, day):
        for duty in world.duties(treaty.id, day):
            yield _line(world, "duties", _duty(treaty, duty), duty, day, treaty.id)


def _duty(treaty: TreatyRow, duty: DutyRow) -> str:
    details = (
        ("trigger", duty.trigger),
        ("on request", {True: "yes", False: "no", None: ""}[duty.on_request]),
        ("means", duty.means),
        ("who decides", duty.decided_by),
        ("scope", duty.scope),
    )
    said = "; ".join(f"{name}: {value}" for name, value in details if value)
    return f"{treaty.name}, Article {duty.article}, {duty.duty}: {duty.summary} [{said}]"


def _bound_by(world: World, entity: Entity, day: date) -> Iterator[TreatyRow]:
    """Yield the treaties of an organisation, a treaty itself, or the bilateral treaties of a state."""
    yield from world.treaties(entity.id)
    if entity.shape == "state":
        for row in world.memberships(entity.id, day):
            if world.entity(row.org).shape == "treaty":
                yield from world.treaties(row.org)


def _decisions(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for row in world.decisions(entity.id, day):
        yield WorldLine(
            section="decisions",
            text=f"{row.name} ({row.id}), adopted {row.adopted}: {row.summary} {_term(world, row, day)}".rstrip(),
            start=row.adopted,
            end=row.due or None,
            **_source(world, row.source, "", day),  # type: ignore[arg-type]
        )


def _term(world: World, row: DecisionRow, day: date) -> str:
    """Say whether the term has lapsed by the day, and what is known of the outcome by then."""
    said = ""
    if row.due:
        said = f"Its term ended on {row.due}: lapsed." if not may_hold("", row.due, day) else f"Due by {row.due}."
    if row.outcome and may_hold(row.checked, "", day):
        said += f" {row.outcome} [{world.sources[row.outcome_source].title}]"
    return said


def _designations(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for row in world.designations(entity.id, day):
        act = f" ({row.act})" if row.act else ""
        text = f"{row.kind} in {world.name(row.by)}: {row.list}{act}, {row.status}"
        yield _line(world, "designations", text, row, day, row.by)


def _outlet(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for row in world.outlets_of(entity.id):
        yield _line(world, "ownership", _owned(row), row, day)


def _owned(row: OutletRow) -> str:
    owner = f", owner: {row.owner}" if row.owner else ""
    return f"{row.domain or 'no domain listed'}: control {row.control}{owner}"


def _bases(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    for row in world.bases(entity.id, day):
        yield _line(world, "bases", f"{world.name(row.org)} ({row.org}) in {world.name(row.host)}", row, day, row.org)


def _borders(world: World, entity: Entity, day: date) -> Iterator[WorldLine]:
    if entity.shape == "border":
        a, _, b = entity.id.removeprefix("border:").partition("-")
        pairs = [(a, b)]
    else:
        pairs = [(entity.id, other) for other in world.neighbours(entity.id)]
    for a, b in pairs:
        for row in world.borders(a, b):
            length = f"{row.km:,g} km {row.part}" if row.km is not None else "length not listed"
            text = f"{world.name(row.a)} - {world.name(row.b)}: {length}"
            yield WorldLine(section="borders", text=text, other=b, **_source(world, row.source, "", day))  # type: ignore[arg-type]


def _source(world: World, source: str, checked: str, day: date) -> dict[str, object]:
    row = world.sources[source]
    return {
        "source": source,
        "title": row.title,
        "url": row.url or None,
        "checked": checked or None,
        "stale": bool(checked) and world.is_stale(checked, day),
    }


def _line(world: World, section: str, text: str, row: Fact, day: date, other: str | None = None) -> WorldLine:
    """Write a fact; one with an end was known to end, so that no later day makes it stale."""
    source = _source(world, row.source, row.checked, day)
    if row.end:
        source["stale"] = False
    return WorldLine(section=section, text=text, other=other, start=row.start or None, end=row.end or None, **source)  # type: ignore[arg-type]


Section = Callable[[World, Entity, date], Iterator[WorldLine]]
SECTIONS: tuple[Section, ...] = (
    _names,
    _offices,
    _members,
    _memberships,
    _treaties,
    _duties,
    _decisions,
    _designations,
    _outlet,
    _bases,
    _borders,
)
