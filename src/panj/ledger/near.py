"""What of a ledger may repeat or dispute a report that comes in: found by keys, read only as far as asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple, Protocol, Required, TypedDict

from sqlalchemy import Connection, Integer, Select, bindparam, func, literal_column, select

from panj.ledger import schema as s
from panj.ledger.dialects import among, among_left_open, gathered, gathering, listed, values_left_open
from panj.ledger.queries import (
    CHARACTERS_A_KEY,
    CROWD,
    EVERYTHING,
    SHARED_SHARE,
    SHARED_SKETCH,
    Keys,
    Stretch,
    Version,
    is_last,
    readings,
)
from panj.ledger.rows import figures_of, to_document, to_lean_document, to_some
from panj.records import STRETCH_BITS, Document, Judgement, Link, Quantity, Statement, stretch

Found = tuple[Statement, date, tuple[Quantity, ...]]


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A document without its text that shares so many sketch keys with a report, and how long its text is."""

    document: Document
    number: int
    shared: int
    characters: int


class Under(NamedTuple):
    """The rows that stand under keys, and of what day the report of each is."""

    rows: Mapping[Stretch, Sequence[int]]
    days: Mapping[int, date]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """What shares keys with a report that is added as `reading`: documents, and rows of statements by those keys.

    `days` are those of the rows' reports.
    """

    reading: int
    documents: tuple[Alike, ...]
    met: Mapping[Stretch, Sequence[int]]
    days: Mapping[int, date]
    read: Callable[[Iterable[int]], Iterator[tuple[int, Found]]]
    whole: Callable[[Iterable[int]], Iterator[Document]]

    @cached_property
    def statements(self) -> tuple[Found, ...]:
        """Those statements, each with the day of its report and its figures."""
        return tuple(sorted((found for _, found in self.read(self.days)), key=lambda found: found[0].id))


_SHIFT = literal_column(str(STRETCH_BITS), Integer)

Judge = Callable[[Neighbours], Sequence[Link]]
Known = MutableMapping[int, tuple[Document, int]]
"""Documents without their texts by their numbers, and how long their texts are: they never change."""


class Groups(Protocol):
    """Which rows are of one event, so far as links are known."""

    def of(self, row: int, day: date) -> int:
        """Return one row that stands for all that are of one event with this as of a day."""

    def of_all(self, rows: Iterable[int]) -> Mapping[int, int]:
        """Return for each of some rows one that stands for all that are of one event with it, as of any day."""


class Apart:
    """Groups where no links are known: each row is one by itself."""

    def of(self, row: int, _day: date) -> int:
        """Return the row."""
        return row

    def of_all(self, rows: Iterable[int]) -> Mapping[int, int]:
        """Return each row as its own."""
        return {row: row for row in rows}


class How(TypedDict, total=False):
    """How a report is added: by which version, when, kept by which keys, and who compares it with its neighbours.

    `groups` are asked when these have been compared. Who adds many gives one `lean` and one `days` to all, which are
    filled here: `days` are those of last readings. `follow` is told before of each reading its number, and whether its
    report was there in another; who gives `days` empties it there if others may have added readings. `record` is the
    reading as `packed` makes it, if somebody has.
    """

    version: Required[Version]
    at: Required[datetime]
    keys: Keys
    judge: Judge | None
    groups: Groups
    lean: Known
    days: MutableMapping[int, date]
    follow: Callable[[int, bool], None]
    record: bytes | None


class Own(NamedTuple):
    """Where the statements of a report stand, by their ids, and which others are known to be of one event with them."""

    rows: Mapping[str, int]
    groups: Groups
    days: MutableMapping[int, date]


class Place(NamedTuple):
    """Where a report stands: its document's number and its reading's, and its day."""

    held: int
    reading: int
    day: date


def met(connection: Connection, stretches: Iterable[Stretch], place: Place, known: MutableMapping[int, date]) -> Under:
    """Return what stands under keys in last readings of other documents than that of a report.

    `known` are the days of such readings, to which those that are asked for are added.
    """
    dialect = connection.dialect.name
    asked = sorted(stretches)  # as they lie in the index
    found = connection.execute(_under(dialect), {"keys": listed(asked, dialect)}).one() if asked else (None, None)
    keys, below = map(gathered, found)
    readings_of = {row: row >> s.NUMBER_BITS for row in set(below)}
    if missing := set(readings_of.values()) - known.keys():
        among_them = {"ids": listed(list(missing), dialect), "held": place.held}
        known.update({number: day for number, day in connection.execute(_last_of_others(dialect), among_them)})
    days = {row: known[number] for row, number in readings_of.items() if number in known}
    rows: dict[Stretch, list[int]] = defaultdict(list)
    for key, row in zip(keys, below, strict=True):
        rows[key].append(row)
    if len(days) < len(readings_of):
        rows = {key: [row for row in some if row in days] for key, some in rows.items()}
    return Under(rows, days)


def neighbours(
    connection: Connection, keys: Keys, place: Place, under: Under, document: Document, lean: Known
) -> Neighbours:
    """Return what shares keys to look under with a report; `under` tells what stands there."""
    return Neighbours(
        reading=place.reading,
        documents=tuple(sorted(_alike(connection, keys, place, len(document.text), lean), key=_by_id)),
        met={key: under.rows[key] for key in keys.near & under.rows.keys()},
        days=under.days,
        read=partial(_read, connection),
        whole=partial(_whole, connection),
    )


@lru_cache
def _under(dialect: str) -> Select[Any]:
    """Return the query for the keys asked for and the rows under them, side by side.

    Like those below it is made once, for making it takes long.
    """
    asked, key = values_left_open("keys", dialect), s.event_key.c.key
    first, more = asked.bitwise_rshift(_SHIFT), asked.bitwise_and((1 << STRETCH_BITS) - 1)
    both = (gathering(asked, dialect), gathering(s.event_key.c.row, dialect))
    return select(*both).where(key.between(first, first + more))


@lru_cache
def _last_of_others(dialect: str) -> Select[Any]:
    number, document = s.reading.c.id, s.reading.c.document
    return readings(number, s.document.c.day).where(
        among_left_open(number, "ids", dialect), document != bindparam("held"), is_last(EVERYTHING)
    )


def _read(connection: Connection, rows: Iterable[int]) -> Iterator[tuple[int, Found]]:
    dialect = connection.dialect.name
    places: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        reading, number = s.place_of(row)
        places[reading].append(number)
    for found in connection.execute(_of_numbers(dialect), {"ids": listed(list(places), dialect)}) if places else ():
        numbers = places[found.id]
        said, amounts = to_some(found.record, found.text, numbers)
        for number, one in zip(numbers, said, strict=True):
            yield s.row_of(found.id, number), (one, found.day, figures_of(one, amounts))


@lru_cache
def _of_numbers(dialect: str) -> Select[Any]:
    query = readings(s.reading.c.id, s.reading.c.record, s.document.c.text, s.document.c.day)
    return query.where(among_left_open(s.reading.c.id, "ids", dialect))


def _whole(connection: Connection, numbers: Iterable[int]) -> Iterator[Document]:
    dialect = connection.dialect.name
    if wanted := list(numbers):
        for record, body in connection.execute(_of_documents(dialect), {"numbers": listed(wanted, dialect)}):
            yield to_document(record, body)


@lru_cache
def _of_documents(dialect: str) -> Select[Any]:
    c = s.document.c
    return select(c.record, c.text).where(among_left_open(c.number, "numbers", dialect)).order_by(c.id)


def _alike(connection: Connection, keys: Keys, place: Place, characters: int, lean: Known) -> Iterator[Alike]:
    """Yield the documents that share enough keys with a sketch to be worth comparing; `lean` remembers them."""
    dialect = connection.dialect.name
    asked = {"keys": listed(list(keys.sketch), dialect), "held": place.held}
    common = Counter(gathered(connection.execute(_sharing(dialect), asked).scalar()))
    found = {number: shared for number, shared in common.items() if shared >= SHARED_SKETCH}
    if missing := list(found.keys() - lean.keys()):
        for row in connection.execute(_lean(dialect), {"numbers": listed(missing, dialect)}):
            lean[row.number] = to_lean_document(row.record), row.characters
    most = CHARACTERS_A_KEY / SHARED_SHARE  # of the shorter one, for each key
    for number, shared in found.items():
        if (reach := shared * most) >= characters or reach >= lean[number][1]:
            document, length = lean[number]
            yield Alike(document=document, number=number, shared=shared, characters=length)


def _by_id(found: Alike) -> str:
    return found.document.id


@lru_cache
def _sharing(dialect: str) -> Select[Any]:
    document = s.sketch.c.document
    return select(gathering(document, dialect)).where(
        among_left_open(s.sketch.c.key, "keys", dialect), document != bindparam("held")
    )


@lru_cache
def _lean(dialect: str) -> Select[Any]:
    c = s.document.c
    query = select(c.number, c.record, func.length(c.text).label("characters"))
    return query.where(among_left_open(c.number, "numbers", dialect))


def uncrowded(
    connection: Connection,
    keys: Keys,
    links: Iterable[Link],
    place: Place,
    under: Under,
    own: Own,
) -> Keys:
    """Return those keys of a report under which it should be kept; `under` says what stands where it was looked for.

    A key is left out under which `CROWD` others stand that are of one event with it, or are of copies of the report:
    whoever looks there finds those. They must be of no later day, so that a picture of any day that has this report
    has them.
    """
    copies = _copies(connection, links, place)
    crowded = [name for name, alone in _alone(under, place.day, own) if copies or not alone]
    if not crowded:
        return keys
    there = met(connection, {stretch(key, key) for name in crowded for key in keys.events[name]}, place, own.days).rows
    copied = _rows_of_copies(connection, there.values(), copies, place.day) if copies else frozenset()
    group = {row: own.groups.of(row, place.day) for row in {*own.rows.values()}.union(*there.values())}

    def kept(key: int, mine: int) -> bool:
        return sum(x in copied or group[x] == group[mine] for x in there.get(stretch(key, key), ())) < CROWD

    return replace(
        keys,
        sketch=keys.sketch - _crowded_sketch(connection, copies, keys.sketch, place.day) if copies else keys.sketch,
        events=dict(keys.events)
        | {name: frozenset(k for k in keys.events[name] if kept(k, own.rows[name])) for name in crowded},
    )


def _alone(under: Under, day: date, own: Own) -> Iterator[tuple[str, bool]]:
    """Yield each statement of a report, and whether few of those that were found are of one event with it."""
    earlier = own.groups.of_all(row for row, since in under.days.items() if since <= day)
    ours = {*own.groups.of_all(own.rows.values()).values()}
    of = Counter(own.groups.of(row, day) for row, group in earlier.items() if group in ours)
    yield from ((name, of[own.groups.of(row, day)] < CROWD) for name, row in own.rows.items())


def _copies(connection: Connection, links: Iterable[Link], place: Place) -> set[str]:
    """Return the copies of a report; none if they are few."""
    found = [x for x in links if x.kind == "document" and x.judgement is Judgement.SAME]
    if len(found) < CROWD:
        return set()
    name = connection.execute(select(s.document.c.id).where(s.document.c.number == place.held)).scalar_one()
    copies = {x.left if x.right == name else x.right for x in found if name in (x.left, x.right)}
    return copies if len(copies) >= CROWD else set()


def _rows_of_copies(
    connection: Connection, rows: Iterable[Iterable[int]], copies: set[str], day: date
) -> frozenset[int]:
    """Return those of some rows that are of some documents of no later day."""
    query = readings(s.reading.c.id).where(
        among(s.document.c.id, copies, connection.dialect.name), s.document.c.day <= day
    )
    of = set(connection.execute(query).scalars())
    return frozenset(row for found in rows for row in found if s.place_of(row)[0] in of)


def _crowded_sketch(connection: Connection, copies: set[str], sketch: frozenset[int], day: date) -> frozenset[int]:
    """Return the keys of a sketch under which so many of its copies stand that are of no later day."""
    dialect, key = connection.dialect.name, s.sketch.c.key
    query = (
        select(key)
        .join(s.document, s.document.c.number == s.sketch.c.document)
        .where(among(key, sketch, dialect), among(s.document.c.id, copies, dialect), s.document.c.day <= day)
        .group_by(key)
        .having(func.count() >= CROWD)
    )
    return frozenset(connection.execute(query).scalars())
