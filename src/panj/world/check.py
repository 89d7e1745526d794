"""What can be wrong between rows: keys that lead nowhere, ids given twice, intervals turned round, holders at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import Literal

from panj.errors import WorldError
from panj.world.days import first_day, last_edge, surely_overlap
from panj.world.facts import World
from panj.world.rows import DutyRow, Row, TenureRow
from panj.world.tables import Line

Target = Literal["state", "org", "person", "office", "treaty", "source", "any"]

# column -> what its value must be the id of
KEYS: dict[str, dict[str, Target]] = {
    "states": {"claimed_by": "state"},
    "orgs": {"country": "state", "parent": "any"},
    "people": {"country": "state"},
    "names": {"entity": "any"},
    "titles": {"country": "any"},
    "tenures": {"person": "person", "office": "office"},
    "treaties": {"org": "any", "amends": "treaty"},
    "members": {"party": "any", "org": "any", "said_by": "any"},
    "duties": {"treaty": "treaty"},
    "decisions": {"org": "org", "beneficiary": "any", "outcome_source": "source"},
    "borders": {"a": "state", "b": "state"},
    "designations": {"entity": "any", "by": "any"},
    "outlets": {"org": "org", "country": "state"},
    "bases": {"org": "org", "host": "state", "treaty": "treaty"},
    "codes": {"entity": "any"},
}
SHAPES = {"state": "state", "org": "organisation", "person": "person", "office": "office", "treaty": "treaty"}

Lines = Mapping[str, tuple[Line, ...]]


def broken_rows(lines: Lines, world: World) -> Iterator[WorldError]:
    """Yield what makes the tables unusable: keys that lead nowhere, an id twice, an interval turned round."""
    for table, found in lines.items():
        keys = KEYS.get(table, {}) | {"source": "source"}
        for line in found:
            yield from _dangling(line, keys, world)
            yield from _turned_round(line)
        yield from _repeated(found)
    yield from _unknown_offices(lines.get("titles", ()), world)


def questionable_rows(lines: Lines, world: World) -> Iterator[WorldError]:
    """Yield what a table can be loaded with and should not ship with: disorder, two holders at once, a quotation."""
    for found in lines.values():
        yield from _out_of_order(found)
    yield from _two_holders(lines.get("tenures", ()), world)
    for line in lines.get("duties", ()):
        if isinstance(line.row, DutyRow) and any(mark in line.row.summary for mark in '"“”'):
            yield _error(line, "summary", "holds a quotation; say it in our own words")


def _dangling(line: Line, keys: Mapping[str, Target], world: World) -> Iterator[WorldError]:
    for column, target in keys.items():
        value = getattr(line.row, column, "")
        if value and not _leads_to(value, target, world):
            yield _error(line, column, f"there is no {'entity' if target == 'any' else target} {value!r}")


def _leads_to(value: str, target: Target, world: World) -> bool:
    if target == "source":
        return value in world.sources
    entity = world.find_entity(value)
    return entity is not None and (target == "any" or entity.shape == SHAPES[target])


def _turned_round(line: Line) -> Iterator[WorldError]:
    start, end = getattr(line.row, "start", ""), getattr(line.row, "end", "")
    if start and end and last_edge(end) <= first_day(start):
        yield _error(line, "end", f"{end} is not after {start}")


def _repeated(found: Iterable[Line]) -> Iterator[WorldError]:
    seen: dict[object, Line] = {}
    for line in found:
        key = getattr(line.row, "id", line.row)
        if key in seen:
            yield _error(line, "id" if isinstance(key, str) else "-", f"the same as line {seen[key].number}")
        seen.setdefault(key, line)


def _unknown_offices(titles: Iterable[Line], world: World) -> Iterator[WorldError]:
    known = {row.id for row in world.tables.offices}
    for line in titles:
        if (office := getattr(line.row, "office", "")) not in known:
            yield _error(line, "office", f"there is no office {office!r}")


def _out_of_order(found: Iterable[Line]) -> Iterator[WorldError]:
    for before, line in pairwise(found):
        if before.file == line.file and _order(before.row) > _order(line.row):
            yield _error(line, "-", "out of order: rows are sorted by their first columns")


def _order(row: Row) -> tuple[str, ...]:
    if hasattr(row, "id"):
        return (str(row.id),)
    return tuple(str(getattr(row, name)) for name in ORDER[type(row).__name__])


ORDER = {
    "NameRow": ("entity", "kind", "name"),
    "TitleRow": ("office", "title", "country"),
    "ElsewhereRow": ("name",),
    "RoleRow": ("role",),
    "TenureRow": ("office", "start", "person"),
    "MemberRow": ("org", "party", "start"),
    "DutyRow": ("treaty", "article", "start"),
    "BorderRow": ("a", "b", "part"),
    "DesignationRow": ("entity", "by", "start"),
    "OutletRow": ("org", "domain", "start"),
    "BaseRow": ("org", "start"),
    "CodeRow": ("entity", "scheme", "start"),
}


def _two_holders(tenures: Iterable[Line], world: World) -> Iterator[WorldError]:
    single = {row.id for row in world.tables.offices if row.single}
    by_office: dict[str, list[tuple[Line, TenureRow]]] = defaultdict(list)
    for line in tenures:
        if isinstance(line.row, TenureRow) and line.row.status == "full":
            by_office[line.row.office].append((line, line.row))
    for office, held in by_office.items():
        if office.partition("/")[2] in single:
            for (_, a), (line, b) in combinations(held, 2):
                if a.person != b.person and surely_overlap((a.start, a.end), (b.start, b.end)):
                    yield _error(line, "person", f"{b.person} holds {office} at once with {a.person}")


def _error(line: Line, column: str, why: str) -> WorldError:
    return WorldError(line.file, line.number, column, why)
