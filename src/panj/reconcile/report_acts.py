"""The acts that one report tells of, in their order, each with what other words of the report tell of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from panj.reconcile.acts import kinds
from panj.reconcile.events import KILLING, NEAR_KM, kilometres, wide
from panj.reconcile.occurrences import REACH, WEEK, alludes, known, sentence
from panj.records import Event, Interval, Modality, Place, Record, Role, Span, Statement, Told

_TELLS = frozenset({Modality.ASSERTED, Modality.PLANNED, Modality.FORECAST})


class Act(Record, frozen=True, kw_only=True):
    """An act of a report of `day`: its words take it as known (`alludes`), or tell it (`told`).

    What is told is a fact, a plan or a forecast; what is told as a fact, and not as known, is `new`.
    """

    event: Event
    trigger: str
    sentence: Span
    alludes: bool
    told: bool
    new: bool
    day: date

    def __contains__(self, words: Span) -> bool:
        return self.sentence.holds(words)

    @property
    def harms(self) -> bool:
        """Tell whether it is what an act did to people: "a bomb exploded, killing ten"."""
        return KILLING in kinds(self.trigger)

    @property
    def place(self) -> Place | None:
        """Where it was, if the report says it more narrowly than by a land."""
        place = self.event.place or (self.event.told.place if self.event.told else None)
        return None if place is None or wide(place) else place

    @property
    def said(self) -> Interval | None:
        """When it was, as its own words or others say it."""
        return (self.event.told.when if self.event.told else None) or self.event.when

    @property
    def when(self) -> Interval | None:
        """When it was, if the report says it to a week."""
        when = self.said
        if when is None or when.earliest is None or when.latest is None:
            return None
        if self.alludes and when.earliest == when.latest == self.day:
            return None  # the day may be that of the verb above: "condemned on Tuesday the attack"
        return when if (when.latest - when.earliest).days <= WEEK else None

    @property
    def of_months(self) -> Interval | None:
        """When it was, if the report says it to a month or a year: "last October"."""
        when = self.said
        if when is None or when.earliest is None or when.latest is None:
            return None
        return when if (when.latest - when.earliest).days > WEEK else None

    @property
    def long_past(self) -> bool:
        """Tell whether it was long before its report."""
        return bool(self.said and self.said.latest and self.long_ago(self.said.latest))

    def long_ago(self, day: date) -> bool:
        """Tell whether a day is long before the report's."""
        return day < self.day - timedelta(REACH)

    def parties(self, role: str) -> tuple[Role, ...]:
        """Return who has a role in it."""
        own = tuple(r for r in self.event.roles if r.role == role)
        return own or tuple(r for r in (self.event.told.roles if self.event.told else ()) if r.role == role)

    def called(self, role: str) -> set[str]:
        """Return those who have a role in it, by entity or by name."""
        return {r.entity or (r.name or r.text).lower() for r in self.parties(role)}

    def with_told(self, told: Told) -> "Act":
        """Return it with what other words of its report tell of it."""
        return replace(self, event=replace(self.event, told=told if told != Told() else None))


def acts_of(statements: Iterable[Statement], day: date) -> list[Act]:
    """Return the acts that statements tell of, in the order of their words."""
    found = {x.event.id: _act(x, x.event, day) for x in statements if x.event}
    return sorted(found.values(), key=lambda act: (act.event.trigger, act.event.id))


def _act(statement: Statement, event: Event, day: date) -> Act:
    first, last = (max(0, x - statement.span.start) for x in (event.trigger.start, event.trigger.end))
    at = (first, last)
    return Act(
        event=event,
        trigger=statement.quote[first:last].lower(),
        sentence=_sentence(statement, first, last),
        alludes=alludes(event, statement.quote, at),
        told=statement.modality in _TELLS and not statement.denied,
        new=statement.modality is Modality.ASSERTED and not statement.denied and not known(event, statement.quote, at),
        day=day,
    )


def _sentence(statement: Statement, first: int, last: int) -> Span:
    begin, end = sentence(statement.quote, first, last)
    return Span(statement.span.start + begin, statement.span.start + max(end, begin + 1))


def of_one_sentence(a: Act, b: Act) -> bool:
    """Tell whether the words of one stand in the sentence of the other."""
    return b.event.trigger in a or a.event.trigger in b


def overlap(a: Interval, b: Interval) -> bool:
    """Tell whether two times may be one."""
    before = a.latest and b.earliest and a.latest < b.earliest
    after = a.earliest and b.latest and b.latest < a.earliest
    return not (before or after)


def near(a: Place, b: Place) -> bool:
    """Tell whether two spots are one: by name, or a town and its outskirts."""
    if (a.name or a.text).lower() == (b.name or b.text).lower():
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return kilometres(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM
