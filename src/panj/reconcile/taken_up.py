"""Within one report: "the attack" takes up an act told of elsewhere in it, and has its parties, place and day."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from panj.reconcile.acts import any_harm, kinds
from panj.reconcile.events import HARM, KILLING, NEAR_KM, kilometres, wide
from panj.reconcile.occurrences import REACH, WEEK, alludes, family, sentence
from panj.records import Event, Interval, Modality, Place, Record, Role, Span, Statement, Told

_BACK = 1200  # characters; what was told of longer ago is not taken up by its noun alone
_AHEAD = 400
_MOST = 100  # acts looked at to either side
_BESIDE, _BEFORE = 120, 3  # between an act and the year named after it, or before it: "the Sept. 11, 2012, attacks"
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_TELLS = frozenset({Modality.ASSERTED, Modality.PLANNED})


class _Act(Record, frozen=True, kw_only=True):
    """An act of a report of `day`: its words take it as known (`alludes`), or tell it as a fact or a plan (`told`)."""

    event: Event
    trigger: str
    sentence: Span
    alludes: bool
    told: bool
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


def take_up(statements: Sequence[Statement], times: Iterable[Interval], day: date) -> tuple[Statement, ...]:
    """Return a report's statements; acts that are referred to know what is told of those that they take up."""
    found = {x.event.id: _act(x, x.event, day) for x in statements if x.event}
    acts = sorted(found.values(), key=lambda act: (act.event.trigger, act.event.id))
    acts = _in_their_years(acts, [t for t in times if t.text and _YEAR.search(t.text)])
    for n, act in enumerate(acts):
        if (act.alludes or act.harms) and family(act.event.code) != "TAKE":  # what was taken, its own words must say
            others = (*reversed(acts[max(0, n - _MOST) : n]), *acts[n + 1 : n + 1 + _MOST])
            acts[n] = _completed(act, [x for x in others if act.alludes or _of_one_sentence(act, x)])
    events = {act.event.id: act.event for act in acts}
    return tuple(replace(x, event=events[x.event.id]) if x.event else x for x in statements)


def _act(statement: Statement, event: Event, day: date) -> _Act:
    first = max(0, event.trigger.start - statement.span.start)
    last = max(0, event.trigger.end - statement.span.start)
    return _Act(
        event=event,
        trigger=statement.quote[first:last].lower(),
        sentence=_sentence(statement, first, last),
        alludes=alludes(event, statement.quote, (first, last)),
        told=statement.modality in _TELLS and not statement.denied,
        day=day,
    )


def _sentence(statement: Statement, first: int, last: int) -> Span:
    begin, end = sentence(statement.quote, first, last)
    return Span(statement.span.start + begin, statement.span.start + max(end, begin + 1))


def _of_one_sentence(a: _Act, b: _Act) -> bool:
    return b.event.trigger in a or a.event.trigger in b


def _completed(act: _Act, others: Sequence[_Act]) -> _Act:
    """Return an act with what the nearest other acts that it can be tell of it, those before it first."""
    alike = [x for x in others if _may_be(act, x)]
    place = None if act.event.place else next((x.place for x in alike if x.place and _lately(act, x)), None)
    act = _with(act, Told(place=place, when=act.event.told.when if act.event.told else None))
    alike = [x for x in alike if act.place and x.place and near(act.place, x.place)] if act.place else alike
    when = act.event.told.when if act.event.told else None
    if act.place and not act.when:
        when = next((x.when for x in alike if x.when), when) or next((x.said for x in alike if x.long_past), None)
    act = _with(act, Told(place=place, when=when))
    lately = [x for x in alike if _lately(act, x)]
    roles = tuple(r for role in ("actor", "recipient") if not act.parties(role) for r in _first(lately, role))
    return _with(act, Told(place=place, when=when, roles=roles))


def _lately(act: _Act, other: _Act) -> bool:
    """Tell whether a reader has another act still in mind, or comes to it at once."""
    return -_BACK <= other.event.trigger.start - act.event.trigger.start <= _AHEAD


def _first(acts: Iterable[_Act], role: str) -> tuple[Role, ...]:
    return next((x.parties(role) for x in acts if x.parties(role)), ())


def _in_their_years(acts: Sequence[_Act], years: Iterable[Interval]) -> list[_Act]:
    """Return the acts; one referred to has the day of a year long past that its sentence names beside it.

    "The attack on a post in Benghazi, Libya, on Sept. 11, 2012": no other act stands between.
    """
    found = list(acts)
    starts = [act.event.trigger.start for act in acts]
    for time in years:
        if time.span and time.latest:
            n = bisect_left(starts, time.span.start)
            for at, most in ((n - 1, _BESIDE), (n, _BEFORE)):
                if 0 <= at < len(found) and _of_year(found[at], time.span, most) and found[at].long_ago(time.latest):
                    found[at] = _with(found[at], Told(when=time))
    return found


def _of_year(act: _Act, time: Span, most: int) -> bool:
    trigger = act.event.trigger
    gap = max(trigger.start, time.start) - min(trigger.end, time.end)
    return act.alludes and not act.event.when and time in act and 0 < gap <= most


def _with(act: _Act, told: Told) -> _Act:
    return replace(act, event=replace(act.event, told=told if told != Told() else None))


def _may_be(act: _Act, other: _Act) -> bool:
    """Tell whether an act that is referred to can be another of its report."""
    if not other.told or family(act.event.code) != family(other.event.code):
        return False
    akin = kinds(act.trigger) & kinds(other.trigger) or (act.harms and kinds(other.trigger) & HARM)
    if not (akin or any_harm(act.trigger)):
        return False
    if act.long_past and not other.when:
        return False
    ours, theirs = act.said, other.when
    return (ours is None or theirs is None or _overlap(ours, theirs)) and not any(_at_odds(act, other))


def _at_odds(act: _Act, other: _Act) -> Iterator[bool]:
    """Yield whether other parties are named, or another place."""
    for role in ("actor", "recipient"):
        ours, theirs = ({r.entity or (r.name or r.text).lower() for r in x.parties(role)} for x in (act, other))
        asked = role == "recipient" and not act.harms  # whom a blast killed is not whom it was meant for
        yield bool(ours) and bool(theirs or asked) and not ours & theirs
    yield bool(act.place and other.place and not near(act.place, other.place))


def _overlap(a: Interval, b: Interval) -> bool:
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
