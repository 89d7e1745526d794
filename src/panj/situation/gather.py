"""Reports to the case of a day: each statement with its day, its outlet, its witness, and for whom its parties act."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, Protocol
from weakref import WeakKeyDictionary

import msgspec

from panj.records import Document, Link, Quantity, Reading, Span, Statement
from panj.situation.case import Case, Report
from panj.situation.judged import corrected, joined, last_acts, names_by_person, superseded
from panj.situation.said import Said
from panj.world import World
from panj.world.sides import NOBODY, Called, Side, changes_sides, side, spelled

MOST_SIDES = 100_000  # kept ready
MOST_LINES = 20_000  # kept ready
MOST_WAYS = 8  # in which one report is kept ready
_PLACE = attrgetter("span", "id")


class Heard(Protocol):
    """A report with what of its statements bears on a day; the same object is taken to be the same for ever."""

    @property
    def document(self) -> Document:
        """The report, with or without its text."""

    @property
    def reading(self) -> Reading:
        """Its statements, figures and places."""


class _Given:
    def __init__(self, document: Document, reading: Reading) -> None:
        self.document, self.reading = document, reading


class _Way(NamedTuple):
    """What a report's evidence depends on beside the report: its day, its witness, and what people did about it."""

    day: date
    witness: str
    acts: tuple[Link, ...]


def gather(
    documents: Iterable[Document],
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    links: Iterable[Link],
    *,
    as_of: date,
    world: World,
) -> Case:
    """Return the case of a day from what had been published by then; the order of the arguments does not matter."""
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.document, []).append(statement)
    read = {r.document: r for r in readings}
    reports = [_Given(d, _of(said.get(d.id, ()), read.get(d.id))) for d in {d.id: d for d in documents}.values()]
    [case] = Gatherer(world).cases(reports, links, days=(as_of,))
    return case


def _of(said: Sequence[Statement], read: Reading | None) -> Reading:
    """Return a reading with just these statements."""
    figures, places = (read.quantities, read.places) if read else ((), ())
    return Reading(document="", quantities=figures, places=places, statements=tuple(said))


class Gatherer:
    """Makes cases by one world; what is the same in several is made once, for as long as its report is kept."""

    def __init__(self, world: World, answer: Callable[[Any, Report, bool], object] = lambda *_: None) -> None:
        """With each report that is made `answer` is called.

        It is told whether the report is as it says itself: of its own day, nothing said of it or of names by people.
        """
        self._world, self._called, self._answer = world, NOBODY, answer
        self._made: WeakKeyDictionary[Heard, dict[_Way, Report]] = WeakKeyDictionary()
        self._sides: dict[date, dict[tuple[str | None, str], Side]] = {}
        self._lasting: dict[tuple[str | None, str], Side] = {}  # whose side is the same on every day
        self._lines: dict[Hashable, tuple[Any, Any]] = {}

    def cases(self, reports: Iterable[Heard], links: Iterable[Link], *, days: Iterable[date]) -> tuple[Case, ...]:
        """Return the case of each day; neither the order of the reports nor what was gathered before matters."""
        judged, heard = tuple(links), tuple(reports)
        if len(self._lasting) + sum(map(len, self._sides.values())) > MOST_SIDES:
            self._sides.clear()
            self._lasting.clear()
        if len(self._lines) > MOST_LINES:
            self._lines.clear()
        self._call(names_by_person(judged))
        acts = last_acts(judged)
        return _together([self._on(day, heard, judged, acts) for day in days])

    def met(self, heard: Heard) -> Report | None:
        """Return a report as evidence as it will most likely be: copied from none, and nothing done about it.

        None if it has no day. It costs half as much just after it was read, while the processor has it in its cache.
        """
        day = heard.document.published
        return self._report(heard, _Way(day, heard.document.id, ())) if day else None

    def _call(self, called: Called) -> None:
        """Take who people say bears which name; what was made by other names is let go."""
        if called != self._called:
            self._made.clear()
            self._sides.clear()
            self._lasting.clear()
            self._lines.clear()
            self._called = called

    def _on(self, day: date, reports: Sequence[Heard], judged: tuple[Link, ...], acts: Mapping[str, Link]) -> Case:
        held = {r.document.id: r for r in reports if r.document.published is None or r.document.published <= day}
        witness, gone = joined(held, judged, "document"), superseded(held, judged)
        said = [
            self._report(heard, _Way(heard.document.published or day, witness[identity], _done(heard.reading, acts)))
            for identity, heard in held.items()
            if identity not in gone
        ]
        said.sort(key=lambda r: (r.day, r.document))
        return Case(as_of=day, reports=tuple(said), links=judged, kept=self._lines)

    def _report(self, heard: Heard, way: _Way) -> Report:
        """Return a report as evidence; one without a day counts as of the day asked for."""
        made = self._made.setdefault(heard, {})
        if len(made) > MOST_WAYS:
            made.clear()
        found = made.get(way)
        if found is None:
            found = made[way] = self._make(heard.document, heard.reading, way)
            itself = not way.acts and not self._called and way.day == heard.document.published
            self._answer(heard, found, itself)
        return found

    def _make(self, document: Document, reading: Reading, way: _Way) -> Report:
        acts = {act.left: act for act in way.acts}
        statements = (
            [x for s in reading.statements if (x := corrected(s, acts.get(s.id)))] if acts else reading.statements
        )
        ordered = sorted(statements, key=_PLACE)
        day, witness, outlet = way.day, way.witness, document.outlet or "outlet unknown"
        rest = self._rest(ordered, reading, day)
        return Report(document.id, day, tuple([Said(s, day, outlet, witness, rest) for s in ordered]))

    def _rest(self, statements: Sequence[Statement], reading: Reading, day: date) -> Callable[[Said], None]:
        """Return what tells the rest of a statement as evidence; written for speed, for it is done for thousands."""
        quantities, places = reading.quantities, reading.places
        counted: dict[Span, tuple[Quantity, ...]] = {}
        for quantity in quantities:
            counted[quantity.span] = (*counted.get(quantity.span, ()), quantity)
        known, lasting, side = self._sides.setdefault(day, {}), self._lasting, self._side
        called, offices = self._called, list[Mapping[str | None, str]]()

        def rest(said: Said) -> None:
            if not offices:
                offices.append(_whom_they_serve(statements, called))
            [serves], statement = offices, said.statement
            event, relation, chain = statement.event, statement.relation, statement.chain
            spans = statement.quantities
            actors: tuple[Side, ...] = ()
            recipients: tuple[Side, ...] = ()
            if event:
                spans = spans if spans == event.quantities else (*spans, *event.quantities)
                for role in event.roles:
                    kind = role.role
                    if kind == "actor" or kind == "recipient":
                        entity = serves.get(role.entity, role.entity) if serves else role.entity
                        named = (entity, role.name or role.text)
                        whom = lasting.get(named) or known.get(named) or side(*named, day)
                        if kind == "actor":
                            actors = (*actors, whom) if actors else (whom,)
                        else:
                            recipients = (*recipients, whom) if recipients else (whom,)
            source = chain[-1].source
            speaks = (serves.get(source.entity, source.entity), source.name or "") if len(chain) > 1 else None
            held = relation if relation and relation.relation == "controls" else None
            if len(spans) > 1:
                figures = tuple([q for q in quantities if q.span in spans])
            else:
                figures = counted.get(spans[0], ()) if spans else ()
            said.figures = figures
            said.actors = actors if len(actors) < 2 else _each_once(actors)
            said.recipients = recipients if len(recipients) < 2 else _each_once(recipients)
            said.places = tuple([p for p in places if statement.span.overlaps(p.span)]) if places else ()
            said.holder = side(held.subject_entity, held.subject, day) if held else None
            said.by = (lasting.get(speaks) or known.get(speaks) or side(*speaks, day)) if speaks else None

        return rest

    def _side(self, entity: str | None, name: str, day: date) -> Side:
        known = self._sides.setdefault(day, {})
        found = self._lasting.get((entity, name)) or known.get((entity, name))
        if found is None:
            found = side(entity, name, day, self._world, self._called)
            lasts = not changes_sides(entity, name, self._world, self._called)
            (self._lasting if lasts else known)[entity, name] = found
        return found


def _together(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases, of which those whose reports the last day's begins with share what is asked of these."""
    last = max(cases, key=lambda case: len(case.reports), default=None)
    return tuple(
        msgspec.structs.replace(case, later=last)
        if last is not None and case is not last and case.reports == last.reports[: len(case.reports)]
        else case
        for case in cases
    )


def _each_once(found: Sequence[Side]) -> tuple[Side, ...]:
    return tuple({s.id: s for s in found}.values())


def _whom_they_serve(statements: Sequence[Statement], called: Called) -> Mapping[str | None, str]:
    """Return of whom a report knows only by its own words to hold an office whose office it is: his country's.

    Whom a person has said to be somebody is that one.
    """
    held = (s.relation for s in statements if s.relation and s.relation.relation == "holds_office")
    return {
        office.subject_entity: office.object_entity.partition("/")[0]
        for office in held
        if (office.subject_entity or "").startswith("~")
        and office.object_entity
        and not (called and (office.subject.lower() in called or spelled(office.subject) in called))
    }


def _done(reading: Reading, acts: Mapping[str, Link]) -> tuple[Link, ...]:
    return tuple(acts[s.id] for s in reading.statements if s.id in acts) if acts else ()
