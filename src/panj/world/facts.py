"""The world as the tables have it: entities by id and by name, and what held of them on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from panj.errors import NotFoundError
from panj.world import codes, societies
from panj.world.days import day_after, first_day, may_hold
from panj.world.entities import Entity, border_id, entities
from panj.world.names import ELSEWHERE, Hit, Names, Spelling, spelling
from panj.world.rows import (
    BaseRow,
    BorderRow,
    CodeRow,
    DecisionRow,
    DesignationRow,
    DutyRow,
    Fact,
    MemberRow,
    NameRow,
    OutletRow,
    RoleRow,
    TenureRow,
    TreatyRow,
)
from panj.world.tables import Tables

AnyRow = TypeVar("AnyRow")
AnyFact = TypeVar("AnyFact", bound=Fact)


class World:
    """All tables, indexed. Every answer is for the day asked; without a day, for any."""

    def __init__(self, tables: Tables, spellings: tuple[Spelling, ...] | None = None) -> None:
        self.tables = tables
        if spellings is not None:
            self.spellings = spellings
        self.sources = {row.id: row for row in tables.sources}
        self._own = {entity.id: entity for entity in entities(tables)}
        self._known_composed: dict[str, Entity] = {}
        self._states = {row.id: row for row in tables.states}
        self._offices = {row.id: row for row in tables.offices}

    # Entities

    def find_entity(self, entity_id: str) -> Entity | None:
        """Return the entity, listed or composed of a state and an office or body (`ru/foreign-minister`), if any."""
        return self._own.get(entity_id) or self._composed(entity_id)

    def entity(self, entity_id: str) -> Entity:
        """Return the entity; NotFoundError if the tables have none of this id."""
        found = self.find_entity(entity_id)
        if found is None:
            raise NotFoundError(f"the world has no {entity_id!r}; try: panj world find")
        return found

    def name(self, entity_id: str) -> str:
        """Return the entity's canonical name; NotFoundError if the tables have none of this id."""
        return self.entity(entity_id).name

    def entities(self) -> Iterable[Entity]:
        """Return all listed entities (not those composed)."""
        return self._own.values()

    def code(
        self, entity_id: str, day: date | None = None, scheme: codes.Scheme = codes.PLOVER, *, sector: str | None = None
    ) -> str | None:
        """Return the actor code on the day (`TJK/GOV` in PLOVER, `TJKGOV` in CAMEO); None for what is no actor.

        `sector` overrides the entity's own, for words that say more ("Taliban police").
        """
        return codes.actor_code(self, entity_id, day, scheme, sector)

    # Names

    def match(self, words: Sequence[str], day: date | None = None) -> list[Hit]:
        """Return the names among the words of one sentence, longest first from the left, valid on the day."""
        return self._names.find(words, day)

    def named(self, name: str, day: date | None = None) -> tuple[str, ...]:
        """Return the ids of all that the whole name, with or without "the", may stand for on the day."""
        found = self._names.lookup(name, day) or self._names.lookup(name[4:] if name[:4].lower() == "the " else "", day)
        return tuple(dict.fromkeys(c.entity for c in found if c.entity != ELSEWHERE))

    def called(self, surname: str, day: date | None = None) -> tuple[str, ...]:
        """Return the people of this last name who held an office on the day (or, without a day, ever)."""
        people = self._by_surname.get(surname.lower(), ())
        return tuple(p for p in people if day is None or self.offices_held(p, day))

    def collisions(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return each name that stands for several entities."""
        return self._names.collisions()

    def adjective(self, country: str) -> str | None:
        """Return the usual adjective of a state."""
        state = self._states.get(country)
        return state.adjective or None if state else None

    def names_of(self, entity_id: str) -> tuple[NameRow, ...]:
        """Return the further names of an entity."""
        return self._names_of.get(entity_id, ())

    def iso3(self, state: str) -> str:
        """Return the three letters of a state; those of the claimant for one that has none of its own."""
        row = self._states[state]
        return row.iso3 or (self.iso3(row.claimed_by) if row.claimed_by else "")

    def codes_of(self, entity_id: str) -> tuple[CodeRow, ...]:
        """Return the stored exceptions to an entity's codes, by start."""
        return self._codes.get(entity_id, ())

    def role(self, words: str) -> RoleRow | None:
        """Return the sector and body that a noun for people, or the title of an office, stands for; also its plural."""
        return self._roles.get(words.lower())

    @cached_property
    def role_endings(self) -> frozenset[str]:
        """Return how the nouns and titles that `role` knows can end: "general", "secretary-general"."""
        return frozenset(words[at:] for words in self._roles for at in _word_starts(words))

    # Facts

    def holder(self, office: str, day: date) -> TenureRow | None:
        """Return the holder of the office on the day: the latest to come, a full one before an acting one."""
        held = [row for row in self._tenures_by_office.get(office, ()) if may_hold(row.start, row.end, day)]
        return max(held, key=lambda row: (row.status == "full", row.start), default=None)

    def offices_held(self, person: str, day: date | None = None) -> tuple[TenureRow, ...]:
        """Return the person's tenures on the day, the latest first."""
        held = _on(self._tenures_by_person.get(person, ()), day)
        return tuple(sorted(held, key=lambda row: row.start, reverse=True))

    def holders_in(self, owner: str, day: date) -> tuple[TenureRow, ...]:
        """Return the holders of the offices of a state or organisation on the day, by office."""
        return _on(self._tenures_by_owner.get(owner, ()), day)

    def is_single(self, office: str) -> bool:
        """Tell whether an office (`ru/president`) has one holder at a time."""
        kind = self._offices.get(office.partition("/")[2])
        return kind is not None and kind.single

    def office_sector(self, office: str) -> str | None:
        """Return the sector of an office (`ru/foreign-minister` is GOV)."""
        found = self._offices.get(office.partition("/")[2]) or self._offices.get(office)
        return found.sector if found else None

    def office(self, country: str, title: str) -> str | None:
        """Return the office that a title means in a state or organisation ("Secretary of State" in `us`)."""
        title = title.lower()
        kind = self._titles.get((country, title)) or self._titles.get(("", title))
        return f"{country}/{kind}" if kind else None

    def members(self, org: str, day: date | None = None) -> tuple[MemberRow, ...]:
        """Return who is what in the organisation, or party to the treaty; contradicting rows side by side."""
        return _on(self._members_by_org.get(org, ()), day)

    def memberships(self, entity_id: str, day: date | None = None) -> tuple[MemberRow, ...]:
        """Return what the entity is a member of or party to."""
        return _on(self._members_by_party.get(entity_id, ()), day)

    def treaties(self, org: str) -> tuple[TreatyRow, ...]:
        """Return the treaties of an organisation, or those with this id."""
        return self._treaties.get(org, ())

    def duties(self, treaty_or_org: str, day: date | None = None) -> tuple[DutyRow, ...]:
        """Return the articles that bind under the treaty, or under all treaties of the organisation, on the day."""
        ids = [row.id for row in self.treaties(treaty_or_org)]
        return tuple(duty for i in ids for duty in _on(self._duties.get(i, ()), day))

    def decisions(self, org: str, day: date | None = None) -> tuple[DecisionRow, ...]:
        """Return what the organisation had decided by the day."""
        return tuple(r for r in self._decisions.get(org, ()) if day is None or first_day(r.adopted) <= day)

    def borders(self, a: str, b: str) -> tuple[BorderRow, ...]:
        """Return every published length of the border between two states, in km; none if they share none."""
        return self._borders.get(border_id(a, b), ())

    def neighbours(self, country: str) -> tuple[str, ...]:
        """Return the states that share a land border."""
        return self._neighbours.get(country, ())

    def designations(self, entity_id: str, day: date | None = None) -> tuple[DesignationRow, ...]:
        """Return the legal labels on an entity on the day, each with its authority."""
        return _on(self._designations.get(entity_id, ()), day)

    def outlet(self, name: str) -> OutletRow | None:
        """Return the outlet of this domain (with or without www), name or id."""
        key = name.lower().removeprefix("www.")
        if (found := self._outlets.get(key)) is not None:
            return found
        return next((self._outlets[i] for i in self.named(name) if i in self._outlets), None)

    def outlets_of(self, org: str) -> tuple[OutletRow, ...]:
        """Return an outlet's rows, one a domain."""
        return tuple(row for row in self.tables.outlets if row.org == org)

    def bases(self, entity_id: str, day: date | None = None) -> tuple[BaseRow, ...]:
        """Return the bases that a state keeps abroad or hosts, or the row of the base of this id."""
        rows = (r for r in self.tables.bases if entity_id in (r.org, r.host, self.entity(r.org).country))
        return _on(rows, day)

    def base_in(self, host: str, owner: str | None = None, day: date | None = None) -> str | None:
        """Return the only base that `owner` (without one, any other state) keeps in a state on the day, if listed."""
        rows = [r for r in self.bases(host, day) if r.host == host and owner in (None, self.entity(r.org).country)]
        return rows[0].org if len(rows) == 1 and rows[0].sole else None

    def is_stale(self, checked: str, day: date) -> bool:
        """Tell whether a fact last seen to hold on `checked` may have changed by the day."""
        return not checked or day >= day_after(checked)

    # Indexes, each made when it is first asked

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """Return every name, divided for the dictionary."""
        people = {row.id: self._known_for(row.id) for row in self.tables.people}
        own = [NameRow(entity=e.id, name=e.name, kind="name", start=_from(e)) for e in self._own.values() if _named(e)]
        not_ours = [NameRow(entity=ELSEWHERE, name=row.name, kind="name") for row in self.tables.elsewhere]
        rows = (*own, *self.tables.names, *societies.names(self.tables.states), *not_ours)
        return tuple(spelling(row, of_person=row.entity in people, within=people.get(row.entity)) for row in rows)

    def _known_for(self, person: str) -> tuple[str, str] | None:
        """Return the days for which a name means this person: one of many ministers or envoys, only while in office."""
        held = self._tenures_by_person.get(person, ())
        if not held or any(self.is_single(row.office) for row in held):
            return None
        ends = [row.end for row in held]
        return min(row.start for row in held), "" if "" in ends else max(ends)

    @cached_property
    def _names(self) -> Names:
        return Names(self.spellings)

    @cached_property
    def _names_of(self) -> dict[str, tuple[NameRow, ...]]:
        return _grouped(self.tables.names, lambda row: row.entity)

    @cached_property
    def _by_surname(self) -> dict[str, tuple[str, ...]]:
        pairs = [(p.name.split()[-1].lower(), p.id) for p in self.tables.people]
        pairs += [(last[3:], person) for last, person in pairs if last.startswith(("al-", "el-"))]  # "Assad"
        pairs += [(r.name.lower(), r.entity) for r in self.tables.names if r.kind == "surname"]
        grouped = _grouped(pairs, lambda pair: pair[0])
        return {name: tuple(dict.fromkeys(person for _, person in found)) for name, found in grouped.items()}

    @cached_property
    def _roles(self) -> dict[str, RoleRow]:
        offices = {title: self._offices[kind].sector for (owner, title), kind in self._titles.items() if not owner}
        rows = [*(RoleRow(role=title, sector=sector) for title, sector in offices.items()), *self.tables.roles]
        return {form: row for row in rows for form in _plurals(row.role)} | {row.role: row for row in rows}

    @cached_property
    def _titles(self) -> dict[tuple[str, str], str]:
        own = {("", row.title.lower()): row.id for row in self.tables.offices}
        return own | {(row.country, row.title.lower()): row.office for row in self.tables.titles}

    @cached_property
    def _tenures_by_office(self) -> dict[str, tuple[TenureRow, ...]]:
        return _grouped(self.tables.tenures, lambda row: row.office)

    @cached_property
    def _tenures_by_owner(self) -> dict[str, tuple[TenureRow, ...]]:
        return _grouped(self.tables.tenures, lambda row: row.office.partition("/")[0])

    @cached_property
    def _tenures_by_person(self) -> dict[str, tuple[TenureRow, ...]]:
        return _grouped(self.tables.tenures, lambda row: row.person)

    @cached_property
    def _members_by_org(self) -> dict[str, tuple[MemberRow, ...]]:
        return _grouped(self.tables.members, lambda row: row.org)

    @cached_property
    def _members_by_party(self) -> dict[str, tuple[MemberRow, ...]]:
        return _grouped(self.tables.members, lambda row: row.party)

    @cached_property
    def _treaties(self) -> dict[str, tuple[TreatyRow, ...]]:
        return _grouped(self.tables.treaties, lambda row: row.org) | {r.id: (r,) for r in self.tables.treaties}

    @cached_property
    def _duties(self) -> dict[str, tuple[DutyRow, ...]]:
        return _grouped(self.tables.duties, lambda row: row.treaty)

    @cached_property
    def _decisions(self) -> dict[str, tuple[DecisionRow, ...]]:
        return _grouped(self.tables.decisions, lambda row: row.org)

    @cached_property
    def _borders(self) -> dict[str, tuple[BorderRow, ...]]:
        return _grouped(self.tables.borders, lambda row: border_id(row.a, row.b))

    @cached_property
    def _neighbours(self) -> dict[str, tuple[str, ...]]:
        pairs = sorted({p for row in self.tables.borders for p in ((row.a, row.b), (row.b, row.a))})
        return {a: tuple(b for _, b in found) for a, found in _grouped(pairs, lambda pair: pair[0]).items()}

    @cached_property
    def _designations(self) -> dict[str, tuple[DesignationRow, ...]]:
        return _grouped(self.tables.designations, lambda row: row.entity)

    @cached_property
    def _outlets(self) -> dict[str, OutletRow]:
        by_id = {row.org: row for row in self.tables.outlets}
        return by_id | {row.domain: row for row in self.tables.outlets if row.domain}

    @cached_property
    def _codes(self) -> dict[str, tuple[CodeRow, ...]]:
        return _grouped(sorted(self.tables.codes, key=lambda row: row.start), lambda row: row.entity)

    @cached_property
    def _bodies(self) -> dict[str, str | None]:
        """The parts that any state has ("armed-forces"), each with its sector."""
        return {row.body: row.sector for row in reversed(self.tables.roles) if row.body}

    def _composed(self, entity_id: str) -> Entity | None:
        """Return the office or body of an entity of the tables, composed once."""
        known = self._known_composed.get(entity_id)
        owner_id, slash, part = entity_id.partition("/") if known is None else ("", "", "")
        owner = self._own.get(owner_id) if slash else None
        if owner is None:
            return known
        made = self._compose(entity_id, owner, part)
        if made is not None:
            self._known_composed[entity_id] = made
        return made

    def _compose(self, entity_id: str, owner: Entity, part: str) -> Entity | None:
        country = owner.id if owner.shape == "state" else owner.country
        if office := self._offices.get(part):
            title = office.title
            name = f"{owner.name}'s {title}" if " to " in title else f"{title} of {owner.name}"
            return Entity(
                id=entity_id, name=name, shape="office", kind="office", country=country, parent=owner.id,
                sector=office.sector,
            )  # fmt: skip
        if part in self._bodies:
            return Entity(
                id=entity_id, name=f"{self.adjective(owner.id) or owner.name} {part.replace('-', ' ')}", shape="body",
                kind="body", country=country, parent=owner.id, sector=self._bodies[part],
            )  # fmt: skip
        return societies.society(owner, part, self.adjective(owner.id))


def _word_starts(words: str) -> Iterable[int]:
    return [at for at in range(len(words)) if at == 0 or not words[at - 1].isalnum()]


def _named(entity: Entity) -> bool:
    return entity.shape in ("state", "organisation", "person", "treaty")


def _from(entity: Entity) -> str:
    return entity.start if entity.shape == "organisation" else ""


def _on(rows: Iterable[AnyFact], day: date | None) -> tuple[AnyFact, ...]:
    return tuple(row for row in rows if may_hold(row.start, row.end, day))


def _grouped(rows: Iterable[AnyRow], key: Callable[[AnyRow], str]) -> dict[str, tuple[AnyRow, ...]]:
    groups: dict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(found) for name, found in groups.items()}


def _plurals(role: str) -> tuple[str, ...]:
    """Return the regular plural of a noun, and itself."""
    if role.endswith("y") and role[-2] not in "aeiou":
        return role, f"{role[:-1]}ies"
    if role.endswith(("s", "x", "ch", "sh")):
        return role, f"{role}es"
    if role.endswith("man"):
        return role, f"{role[:-3]}men"
    return role, f"{role}s"
