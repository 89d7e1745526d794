"""The only place that joins the stages: sources to documents, parses and readings, and into the ledger."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from panj.errors import LedgerError, ReadError, TakenError
from panj.ledger import How, Keys, Ledger, Neighbours, Number, Standing, Version, row_of
from panj.pipeline.memory import Memory as Memory
from panj.reconcile import (
    KEY_RULES,
    Met,
    Near,
    Occurrence,
    Traits,
    copies,
    corrections,
    event_keys,
    link_met,
    may_be_copy,
    may_be_corrected,
    near_event_keys,
    series,
    stretches,
    take_up,
    traits,
    witness_keys,
)
from panj.records import Document, Event, Link, Quantity, Reading, Record, Span, Statement, fingerprint
from panj.situation import gather, standing
from panj.situation.case import Report as Evidence
from panj.situation.kept import packed
from panj.world import World, load_world
from panj.world.sides import Side, sides

if TYPE_CHECKING:
    import panj.read as reader

Failed = Callable[[ReadError], None]
Readings = Iterable[tuple[Document, Reading]]


class Keyed(Record, frozen=True, kw_only=True):
    """What can be told of a report for the ledger without looking into it: its `Keys`, most by statement id."""

    sketch: tuple[Number, ...]
    near: dict[str, Near]
    kept: dict[str, tuple[Number, ...]]
    standing: dict[str, tuple[Standing, ...]]
    kept_by: str
    rules: str
    answers: bytes = b""
    answered_by: str = ""


class Report(NamedTuple):
    """A report to be added, and what was told of it where it was read, if it was, and its reading as it is kept."""

    document: Document
    reading: Reading
    keyed: Keyed | None = None
    record: bytes | None = None


@cache
def version() -> Version:
    """Return which code and which model read here."""
    from panj.english.model import model_version

    return Version(code=metadata.version("panj"), model=model_version())


def documents(sources: Iterable[str], given: "reader.Given", failed: Failed) -> Iterator[Document]:
    """Yield the documents of files, folders and `-`; what cannot be read is handed to `failed` and passed over."""
    import panj.read as reader  # here, because a picture needs none of it

    for source in sources:
        for found in reader.documents(source, given=given):
            if isinstance(found, ReadError):
                failed(found)
            else:
                yield found


def understand_all(
    found: Iterable[Document],
    *,
    world: World | None = None,
    threads: int | None = None,
    failed: Failed | None = None,
) -> Iterator[tuple[Document, Reading]]:
    """Yield each document with its reading, in order; what is not English yields a reading without content.

    A report on which a rule of ours breaks is handed to `failed` and passed over; without `failed` the error is raised.
    """
    from panj.english import parse_all, prepare

    prepare(threads)
    from panj.understand import understand

    known = world or load_world()
    waiting: list[tuple[Document, Document, tuple[Span, ...]]] = []

    def texts() -> Iterator[tuple[str, Sequence[Span]]]:
        for document in found:
            shown, read, left = _shown(document)
            waiting.append((document, shown, left))
            yield shown.text, read

    for parsed in parse_all(texts(), threads=threads):
        document, shown, left = waiting.pop(0)
        try:
            reading = understand(shown, parsed, known) if in_english(document) else Reading(document=document.id)
            reading = replace(reading, unread=tuple(sorted((*reading.unread, *left)))) if left else reading
            reading = take_up(reading, shown.text, document.published or date.max)
        except Exception as error:  # the one place where one report's fault must not cost the others
            if failed is None:
                raise
            why = f"could not be understood: {error}"
            failed(ReadError(document.title or document.id, why, advice="please report it"))
            continue
        yield document, reading


def _shown(document: Document) -> tuple[Document, tuple[Span, ...], tuple[Span, ...]]:
    """Return a report as it is read: with blanks for what is left out, and the stretches that are read and left out."""
    from panj.english import blanked, parted

    if not in_english(document):
        return replace(document, text=""), (), ()
    read, left = parted(document.text, readable(document))
    return replace(document, text=blanked(document.text, left)) if left else document, read, left


def occurrences(
    statements: Iterable[Statement], amounts: Iterable[Quantity], day: date, world: World
) -> Iterator[Occurrence]:
    """Yield the statements about events as reconcile compares them."""
    known = {q.span: q for q in amounts}
    for x in statements:
        if x.event:
            yield Occurrence(
                statement=x,
                day=day,
                figures=tuple(known[s] for s in dict.fromkeys((*x.quantities, *x.event.quantities)) if s in known),
                actors=_sides(x.event, "actor", day, world),
                recipients=_sides(x.event, "recipient", day, world),
            )


def _sides(event: Event, role: str, day: date, world: World) -> tuple[Side, ...]:
    """Return for whom those act who have a role in an event, by its own words or others of its report."""
    own = sides(event, role, day, world)
    return own or (sides(replace(event, roles=event.told.roles), role, day, world) if event.told else ())


def add(
    ledger: Ledger,
    document: Document,
    reading: Reading,
    *,
    at: datetime,
    by: Version | None = None,
    memory: Memory | None = None,
) -> bool:
    """Add one reading, compared with what the ledger holds; False if it is there already.

    `by` is who made it, where it was not made here. Who adds many to one ledger gives one `memory` to all.
    """
    [added] = add_together(ledger, [Report(document, reading)], at=at, by=by, memory=memory or Memory())
    if isinstance(added, TakenError):
        raise added
    return added


def add_together(
    ledger: Ledger,
    reports: Sequence[Report],
    *,
    at: datetime,
    by: Version | None = None,
    memory: Memory,
) -> list[bool | TakenError]:
    """Add readings in one transaction and return of each what `add` does, or that its id names another text.

    In a ledger whose statements are kept by older rules they are first kept by today's: once, a tenth of a millisecond
    for each.
    """
    if not memory.kept and not ledger.kept_by(KEY_RULES):
        ledger.keep_again(KEY_RULES, partial(_kept, memory.world))
    memory.kept = True
    try:
        return ledger.add_together(
            (report.document, report.reading, _how(ledger, report, at, by or version(), memory)) for report in reports
        )
    except BaseException:
        memory.forget()
        raise


def _how(ledger: Ledger, report: Report, at: datetime, by: Version, memory: Memory) -> How:
    """Return under which keys a report is kept and how it is compared."""
    document, reading, told, record = report
    day = document.published or ledger.day_of(document.id) or at.date()
    ours = _ours(reading, day, memory.world)
    if told is None or (told.kept_by, told.rules, told.answered_by) != (KEY_RULES, standing_rules(), answering_rules()):
        told = _keyed(document, reading, day, ours, memory.world)
    near = {name: stretches(of) for name, of in told.near.items()}

    def judge(found: Neighbours) -> tuple[Link, ...]:
        rows = {x.id: row_of(found.reading, n) for n, x in enumerate(reading.statements) if x.id in ours}
        met = [Met(rows[name], ours[name], theirs) for name, theirs in _met(near, found) if name in ours]
        memory.keep({rows[name]: seen for name, seen in ours.items()})
        numbers = series(document, [x.document for x in found.documents])
        links = link_met(met, found.days, partial(_theirs, found, memory), memory.groups, numbers=numbers)
        return (*_link_documents(document, len(told.sketch), found), *links)

    keys = Keys(
        sketch=frozenset(told.sketch),
        events=told.kept,
        near=frozenset().union(*near.values()),
        kept_by=told.kept_by,
        standing=told.standing,
        rules=told.rules,
        answers=told.answers,
        answered_by=told.answered_by,
    )
    remembered = How(version=by, at=at, groups=memory.groups, lean=memory.lean, days=memory.days)
    return How(**remembered, keys=keys, judge=judge, follow=memory.follow, record=record)


def keyed(document: Document, reading: Reading, world: World) -> Keyed | None:
    """Return what `add_together` needs to know of a report that says its day, so that it need not find it out."""
    day = document.published
    return _keyed(document, reading, day, _ours(reading, day, world), world) if day else None


def _ours(reading: Reading, day: date, world: World) -> dict[str, Traits]:
    return {o.statement.id: traits(o) for o in occurrences(reading.statements, reading.quantities, day, world)}


def _keyed(document: Document, reading: Reading, day: date, ours: Mapping[str, Traits], world: World) -> Keyed:
    found = _as_evidence(document, reading, day, world)
    return Keyed(
        sketch=tuple(sorted(witness_keys(document))),
        near={name: near_event_keys(seen) for name, seen in ours.items()},
        kept={name: tuple(sorted(event_keys(seen))) for name, seen in ours.items()},
        standing=_standing(found, world),
        kept_by=KEY_RULES,
        rules=standing_rules(),
        answers=_answers(document, found, world),
        answered_by=answering_rules(),
    )


def _kept(world: World, _: Document, reading: Reading, day: date) -> dict[str, frozenset[int]]:
    """Return under which keys the statements of a reading are kept, by their ids."""
    return {name: event_keys(seen) for name, seen in _ours(reading, day, world).items()}


def _link_documents(document: Document, sampled: int, found: Neighbours) -> Iterator[Link]:
    """Yield what holds between a report of so many witness keys and those that share some; few texts are read."""
    alike = [x.number for x in found.documents if may_be_copy(sampled, x.shared, x.characters)]
    yield from copies(document, list(found.whole(alike)))
    earlier = [x.number for x in found.documents if may_be_corrected(document, x.document)]
    yield from corrections(document, list(found.whole(earlier)))


def _theirs(found: Neighbours, memory: Memory, rows: Iterable[int]) -> dict[int, Traits]:
    """Return statements that share keys with a report as they are compared, by their rows."""
    known = memory.of(wanted := set(rows))
    read = {
        row: traits(occurrence)
        for row, (said, day, amounts) in found.read(wanted - known.keys())
        for occurrence in occurrences([said], amounts, day, memory.world)
    }
    memory.keep(read)
    return known | read


def _met(near: Mapping[str, frozenset[int]], found: Neighbours) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield each of ours that shares a key with others, and the rows of these."""
    for name, keys in near.items():
        if shared := keys & found.met.keys():
            yield name, frozenset().union(*map(found.met.__getitem__, shared))


@cache
def standing_rules() -> str:
    """Return what stands for the rules by which a statement stands: their code itself."""
    rooms = (files("panj.situation"), *(files(f"panj.situation.{room}") for room in ("ground", "lasting")))
    code = sorted((part.name, part.read_bytes()) for room in rooms for part in room.iterdir() if part.is_file())
    others = (("panj.world", "sides.py"), ("panj.world", "spelling.py"), ("panj.lexicon", "measures.csv"))
    code += [(name, files(room).joinpath(name).read_bytes()) for room, name in others]
    return fingerprint(*(text.hex() for _, text in code))


@cache
def answering_rules() -> str:
    """Return what stands for the rules by which topics ask: the code of their room, and of what it reads."""
    home = Path(str(files("panj")))
    rooms = ("situation", "lexicon", "world", "records")
    parts = (part for room in rooms for part in sorted(home.glob(f"{room}/**/*")))
    told = (p for p in parts if p.suffix in (".py", ".csv") and "gazetteer" not in p.parts)
    return fingerprint(*(f"{p.relative_to(home)} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in told))


def what_stands(document: Document, reading: Reading, day: date, world: World) -> dict[str, tuple[Standing, ...]]:
    """Return which statements of a report hold until something newer about the same comes, by id."""
    return _standing(_as_evidence(document, reading, day, world), world)


def _as_evidence(document: Document, reading: Reading, day: date, world: World) -> Evidence | None:
    """Return a report as evidence, None if it is of a day to come."""
    case = gather([document], [reading], reading.statements, (), as_of=day, world=world)
    return next(iter(case.reports), None)


def _standing(report: Evidence | None, world: World) -> dict[str, tuple[Standing, ...]]:
    found: dict[str, tuple[Standing, ...]] = {}
    for said, about, replaces in standing(report, world) if report else ():
        new = Standing(zlib.crc32(about.encode()), said.happened_on, replaces=replaces)
        if new.key not in {old.key for old in found.get(said.id, ())}:
            found[said.id] = (*found.get(said.id, ()), new)
    return found


def what_is_answered(document: Document, reading: Reading, day: date, world: World) -> bytes:
    """Return what the topics of a picture ask of a report alone, as it is kept; nothing of one without a day."""
    return _answers(document, _as_evidence(document, reading, day, world), world)


def _answers(document: Document, report: Evidence | None, world: World) -> bytes:
    return packed(report, world) if report and document.published and world is load_world() else b""


def by_our_rules(world: World | None = None) -> Callable[[Document, Reading, date], Mapping[str, Sequence[Standing]]]:
    """Return what tells of a report what stands of it."""
    return partial(what_stands, world=world or load_world())


def by_our_answers(world: World | None = None) -> Callable[[Document, Reading, date], bytes]:
    """Return what asks a report all that topics ask of one alone."""
    return partial(what_is_answered, world=world or load_world())


def project(ledger: Ledger, world: World | None = None) -> None:
    """Make anew what follows from the readings."""
    ledger.project(standing_rules(), by_our_rules(world))
    ledger.answer_again(answering_rules(), by_our_answers(world))


def bring_up_to_date(ledger: Ledger, world: World | None = None) -> bool:
    """Make anew what follows from the readings if other rules made it; True if there was something to do."""
    if older := not ledger.standing_by(standing_rules()):
        ledger.project(standing_rules(), by_our_rules(world))
    return older


def in_english(document: Document) -> bool:
    """Tell whether Panj reads the document's language; a document of unknown language counts as English."""
    return document.language in (None, "en")


def readable(document: Document) -> tuple[Span, ...]:
    """Return the stretches of the text that make statements: paragraphs and quotations."""
    kinds = ("paragraph", "quote")
    spans = [part.span for part in document.parts if part.kind in kinds and part.span]
    return tuple(sorted(spans)) if document.parts else (Span(0, len(document.text)),) if document.text else ()


def add_all(
    ledger: Ledger,
    readings: Readings,
    *,
    now: Callable[[], datetime],
    failed: Failed,
) -> Iterator[tuple[Document, Reading, bool]]:
    """Add readings to the ledger one by one; yield each when it is safe there, and whether it is new."""
    memory = Memory()
    for document, reading in readings:
        try:
            new = add(ledger, document, reading, at=now(), memory=memory)
        except LedgerError as error:
            failed(ReadError(document.id, str(error)))
            continue
        yield document, reading, new
