"""Rows in ACLED's columns as what they are: ACLED says, through its sources, that something happened.

A row is one report with one statement, and a second of the deaths where ground was taken. Its text is the row in words,
then its notes, so that whom, where, when and how many all lie in it. ACLED overwrites its rows; here a newer row
supersedes the older, which stays known. Columns: ACLED's codebook (2023), where actor 1 and 2 imply no direction.
"""

import csv
import io
import math
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import msgspec

from panj.errors import ReadError
from panj.records import (
    Attribution,
    Document,
    Event,
    Interval,
    Part,
    Place,
    Precision,
    Quantity,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    fingerprint,
)  # fmt: skip
from panj.serve.imports.stream import Coded
from panj.world import World, load_world

OUTLET = "ACLED"
NEEDED = ("event_id_cnty", "event_date", "sub_event_type", "actor1", "location", "notes")
LONGEST = 100_000  # characters of a cell
_OWN_ID = re.compile(r"[A-Z]{3}\d+")  # AFG12345
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d/%m/%Y")
_FORCES = re.compile(r"(Military|Police) Forces of (.+)")
_BODIES = {"Military": "armed-forces", "Police": "police"}
_PERIOD = re.compile(r"\s{0,4}\([^()]{0,40}\d{4}[^()]{0,40}\)$")  # "(2004-2021)" after a government's forces
_STATE = frozenset({"1", "state forces"})
_CIVILIANS = frozenset({"7", "civilians"})
PRECISION: dict[str, Precision] = {"1": "city", "2": "district", "3": "province"}

# Sub-event types that say what came about, by PLOVER root and mode, or our TAKE. The others ("Other", "Change to
# group/activity", "Disrupted weapons use", "Looting/property destruction") are kept as words only.
CODES: dict[str, tuple[str, str | None]] = {
    "armed clash": ("ASSAULT", None),
    "government regains territory": ("TAKE", "seize"),
    "non-state actor overtakes territory": ("TAKE", "seize"),
    "chemical weapon": ("ASSAULT", "unconventional"),
    "air/drone strike": ("ASSAULT", "aerial"),
    "suicide bomb": ("ASSAULT", "suicide-attack"),
    "shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
    "remote explosive/landmine/ied": ("ASSAULT", "explosives"),
    "grenade": ("ASSAULT", "explosives"),
    "sexual violence": ("ASSAULT", "sexual"),
    "attack": ("ASSAULT", None),
    "abduction/forced disappearance": ("ASSAULT", "abduct"),
    "peaceful protest": ("PROTEST", "demo"),
    "protest with intervention": ("PROTEST", "demo"),
    "excessive force against protesters": ("ASSAULT", "crowd-control"),
    "violent demonstration": ("PROTEST", "riot"),
    "mob violence": ("ASSAULT", None),
    "agreement": ("AGREE", None),
    "arrests": ("COERCE", "arrest"),
}
TAKES = frozenset({"government regains territory", "non-state actor overtakes territory"})

Row = Mapping[str, str]


def read_acled(content: bytes, source: str, *, outlet: str | None = None) -> Iterator[Coded | ReadError]:
    """Yield each row as a report with its reading, and an error for each row that is none.

    `outlet` is whose table it is; only rows with ACLED's own ids are taken for ACLED's.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield ReadError(source, f"is not UTF-8: {error.reason}", offset=error.start)
        return
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    if missing := [name for name in NEEDED if name not in (rows.fieldnames or ())]:
        yield ReadError(source, f"has no column {', '.join(missing)}", advice="the first line names ACLED's columns")
        return
    world = load_world()
    try:
        for row in rows:
            yield _report(row, f"{source}:{rows.line_num}", outlet, world)
    except csv.Error as error:
        yield ReadError(f"{source}:{rows.line_num}", f"no CSV: {error}")


def event_of(row: Document) -> str:
    """Return what the rows of one event have in common; for any other report something that no row has."""
    return row.id.rpartition("-")[0] or row.id


def older(new: Document, rows: Iterable[Document]) -> list[str]:
    """Return the ids of the rows of an event that a new one replaces: those put out before it, or undated."""
    if new.published is None:
        return []
    return [d.id for d in rows if d.id != new.id and (d.published is None or d.published < new.published)]


def _report(row: dict[str, str], place: str, outlet: str | None, world: World) -> Coded | ReadError:
    cells = {name: " ".join((cell or "").split()) for name, cell in row.items() if isinstance(name, str)}
    identity = cells["event_id_cnty"]
    if outlet is None and not _OWN_ID.fullmatch(identity):
        return ReadError(place, f"{identity!r} is no id of ACLED", advice="say whose table it is with --outlet")
    if any(len(cell) > LONGEST for cell in cells.values()):
        return ReadError(place, f"a cell is longer than {LONGEST:,} characters")
    day = _day(cells["event_date"])
    if day is None:
        return ReadError(place, f"event_date {cells['event_date']!r} is no day", advice="as 2021-07-06 or 06 July 2021")
    try:
        return _coded(cells, day, outlet or OUTLET, world)
    except (ValueError, OverflowError) as error:
        return ReadError(place, str(error))


class _Text:
    """A text as it grows, and where its parts come to lie."""

    def __init__(self) -> None:
        self.words = ""

    def add(self, words: str, *, after: str = "") -> Span | None:
        """Append words; None if there are none."""
        if not words:
            return None
        self.words += after
        start = len(self.words)
        self.words += words
        return Span(start, len(self.words))


class _Places(NamedTuple):
    place: Span | None
    day: Span | None
    kind: Span | None
    first: Span | None
    second: Span | None
    deaths: Span | None
    source: Span | None


def _worded(cells: Row) -> tuple[str, _Places]:
    """Return a row in words with its notes, and where its cells lie in it."""
    text = _Text()
    place = text.add(cells["location"])
    for name in ("admin2", "admin1", "country"):
        if cells.get(name) and cells[name] != cells["location"]:
            text.add(cells[name], after=", ")
    day = text.add(cells["event_date"], after=", " if text.words else "")
    kind = text.add(cells["sub_event_type"], after=": ")
    first = text.add(cells["actor1"], after="; ")
    second = text.add(cells.get("actor2", ""), after="; ")
    deaths = text.add(f"{_deaths(cells)} fatalities", after="; ") if _deaths(cells) else None
    source = text.add(cells.get("source", ""), after="; source: ")
    text.add(cells["notes"], after=". ")
    return text.words, _Places(place, day, kind, first, second, deaths, source)


def _coded(cells: Row, day: date, outlet: str, world: World) -> Coded:
    text, at = _worded(cells)
    known = f"{outlet.lower()}-{cells['event_id_cnty']}-{fingerprint(text)}"
    when = _interval(day, cells, at.day)
    place = _place(cells, at.place, world)
    deaths = _deaths(cells)
    figures: tuple[Quantity, ...] = ()
    if at.deaths and deaths:
        figures = (Quantity(span=at.deaths, text=at.deaths.of(text), low=deaths, high=deaths, approximate=True,
                            of="fatalities"),)  # fmt: skip
    event = _event(cells, known, at, place, when, world)
    amounts = tuple(q.span for q in figures)
    said = Statement(
        id=fingerprint(known, "statement"),
        document=known,
        span=Span(0, len(text)),
        quote=text,
        chain=tuple(_chain(cells, outlet, at.source)),
        event=event,
        quantities=amounts,
    )
    statements: tuple[Statement, ...] = (said,)
    if event and event.code == "TAKE" and amounts:  # what was taken is not what is counted
        fight = msgspec.structs.replace(
            event, id=fingerprint(known, "deaths"), code="ASSAULT", mode=None, trigger=amounts[0], roles=()
        )
        deaths_said = msgspec.structs.replace(said, id=fingerprint(known, "deaths said"), event=fight)
        statements = (msgspec.structs.replace(said, quantities=()), deaths_said)
    document = Document(
        id=known,
        text=text,
        title=f"{outlet} {cells['event_id_cnty']}",
        outlet=outlet,
        published=_published(cells),
        language="en",
        parts=(Part(kind="paragraph", span=Span(0, len(text))),),
        sha256=fingerprint(*cells.items()),
    )
    places = (place,) if place else ()
    return document, Reading(document=known, times=(when,), places=places, quantities=figures, statements=statements)


def _chain(cells: Row, outlet: str, span: Span | None) -> Iterator[Attribution]:
    yield Attribution(source=Source(name=outlet, type="outlet"))
    if span:
        yield Attribution(source=Source(name=cells["source"], text=cells["source"], span=span), manner="paraphrase")


def _event(cells: Row, known: str, at: _Places, place: Place | None, when: Interval, world: World) -> Event | None:
    found = CODES.get(cells["sub_event_type"].lower())
    if found is None or at.kind is None:
        return None
    roles = tuple(_roles(cells, at, when.latest, world))
    return Event(
        id=fingerprint(known, "event"),
        code=found[0],
        mode=found[1],
        trigger=at.kind,
        roles=roles,
        place=place,
        when=when,
    )


def _roles(cells: Row, at: _Places, day: date | None, world: World) -> Iterator[Role]:
    """Yield the parties: both act, unless the type or the kind of one says who acts on whom."""
    kinds = [cells.get(name, "").lower() for name in ("inter1", "inter2")]
    acts = [True, True]
    if cells["sub_event_type"].lower() in TAKES:
        gains = cells["sub_event_type"].lower().startswith("government")
        acts = [(kind in _STATE) is gains and kind != "" for kind in kinds]
        if sum(acts) != 1:
            return  # who took it is not said
    elif kinds[1] in _CIVILIANS and kinds[0] not in _CIVILIANS:
        acts = [True, False]
    elif kinds[0] in _CIVILIANS and kinds[1] not in _CIVILIANS and at.second:
        acts = [False, True]
    for name, span, actor in (("actor1", at.first, acts[0]), ("actor2", at.second, acts[1])):
        if span:
            entity = _entity(cells[name], day, world)
            yield Role(
                role="actor" if actor else "recipient",
                span=span,
                text=cells[name],
                name=world.name(entity) if entity else cells[name],
                entity=entity,
                code=world.code(entity, day) if entity else None,
            )


def _entity(name: str, day: date | None, world: World) -> str | None:
    bare = _PERIOD.sub("", name)
    if forces := _FORCES.fullmatch(bare):
        body = f"{_only(world.named(forces[2], day))}/{_BODIES[forces[1]]}"
        return body if world.find_entity(body) else None
    return _only(world.named(bare, day))


def _only(found: tuple[str, ...]) -> str | None:
    return found[0] if len(found) == 1 else None


def _place(cells: Row, span: Span | None, world: World) -> Place | None:
    if span is None:
        return None
    lat, lon = _degrees(cells.get("latitude", ""), 90), _degrees(cells.get("longitude", ""), 180)
    known = lat is not None and lon is not None
    state = _only(world.named(cells.get("country", "")))
    country = state if state and (found := world.find_entity(state)) and found.shape == "state" else None
    return Place(
        span=span,
        text=cells["location"],
        name=cells["location"],
        lat=lat if known else None,
        lon=lon if known else None,
        country=country.upper() if country else None,
        precision=PRECISION.get(cells.get("geo_precision", ""), "region"),
    )


def _degrees(cell: str, most: int) -> float | None:
    if not cell:
        return None
    value = float(cell)
    if not (math.isfinite(value) and abs(value) <= most):
        raise ValueError(f"{cell} is no latitude or longitude in degrees")
    return value


def _day(cell: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(cell, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _interval(day: date, cells: Row, span: Span | None) -> Interval:
    """Return the days that an event may be of: the day, the week around it, or its month."""
    first = last = day
    if cells.get("time_precision") == "2":
        first, last = day - timedelta(6), day + timedelta(6)
    elif cells.get("time_precision") == "3":
        first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return Interval(earliest=first, latest=last, span=span, text=cells["event_date"])


def _published(cells: Row) -> date | None:
    stamp = cells.get("timestamp", "")
    return datetime.fromtimestamp(int(stamp), UTC).date() if stamp.isdigit() else None


def _deaths(cells: Row) -> int | None:
    cell = cells.get("fatalities", "")
    return int(cell) or None if cell.isdigit() and len(cell) < 10 else None
