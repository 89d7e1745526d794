"""Do two statements speak of one event? A score from its parts, with the reason in words.

The weights are written, not learnt: there are too few labelled pairs to learn from (bench/reconcile holds them).
"""

import math
from collections.abc import Iterable
from datetime import date

from panj.reconcile.figures import agree, comparable, counted, kind, near, telling
from panj.records import Event, Place, Quantity, Record, Statement
from panj.world.sides import Side

SAME_EVENT = 0.5
NEAR_KM = 60.0  # a town and its outskirts; a day's reports name either
NEAR_DAYS = 3
WIDE = frozenset({"country", "region", "province", "area", "line"})  # too wide for a distance to mean anything

_FAMILIES = (("MOBILIZE", "THREATEN"), ("AID", "SUPPORT"), ("RETREAT", "FLEE"), ("CONSULT", "COOPERATE"))
_FAMILY = {code: family[0] for family in _FAMILIES for code in family}


class Occurrence(Record, frozen=True, kw_only=True):
    """A statement about an event, with the day that its report is of, and the amounts that it gives.

    `actors` and `recipients` are those for whom the parties act.
    """

    statement: Statement
    day: date
    figures: tuple[Quantity, ...] = ()
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()

    @property
    def event(self) -> Event:
        """The event that the statement is about."""
        assert self.statement.event is not None
        return self.statement.event

    @property
    def trigger(self) -> str:
        """The words that say the act, in lower case."""
        start = self.statement.span.start
        return self.statement.quote[max(0, self.event.trigger.start - start) : self.event.trigger.end - start].lower()

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day on which it can have been: as said, else the day of the report."""
        when = self.event.when
        first = (when.earliest or when.latest) if when else None
        last = (when.latest or when.earliest) if when else None
        return (first or self.day, last or self.day)


def same_event(left: Occurrence, right: Occurrence) -> tuple[float, str]:
    """Return how surely both are one event, between 0 and 1, and why."""
    a, b = left.event, right.event
    if family(a.code) != family(b.code):
        return 0.0, "different acts"
    gap = _days_apart(left.days, right.days)
    if gap > NEAR_DAYS:
        return 0.0, f"{gap} days apart"
    actors, recipients = _shared(left.actors, right.actors), _shared(left.recipients, right.recipients)
    where = _where(a.place, b.place)
    count = _count(left.figures, right.figures)
    wording = left.trigger == right.trigger and left.statement.quote == right.statement.quote
    score = 0.05 + 0.1 * (a.code == b.code) + 0.1 * (left.trigger == right.trigger) - 0.08 * gap + 0.5 * wording
    score += {True: 0.3, None: 0.0, False: -0.4}[actors]
    score += {True: 0.25, None: 0.0, False: -0.3}[recipients]
    score += {True: 0.3, None: 0.0, False: -0.5}[where]
    score += {"same": 0.45, "near": 0.35, "agree": 0.2, "": 0.0}[count]
    reason = ", ".join(
        words
        for words in (
            "the same words" if wording else "",
            "the same act" if a.code == b.code else "acts akin",
            "on the same day" if gap == 0 else f"{gap} days apart",
            {True: "the same actor", False: "other actors", None: ""}[actors],
            {True: "the same recipient", False: "other recipients", None: ""}[recipients],
            {True: "in the same place", False: "elsewhere", None: ""}[where],
            {"same": "the same odd figure", "near": "figures near each other", "agree": "figures that agree", "": ""}[
                count
            ],
        )
        if words
    )
    return min(1.0, max(0.0, score)), reason


def family(code: str) -> str:
    """Return the code that stands for all acts akin: reports call one act by either name."""
    return _FAMILY.get(code, code)


def _days_apart(left: tuple[date, date], right: tuple[date, date]) -> int:
    return max(0, (right[0] - left[1]).days, (left[0] - right[1]).days)


def _shared(first: Iterable[Side], second: Iterable[Side]) -> bool | None:
    """Tell whether both name one party; None where one names nobody, or nobody whom the world knows."""
    ours, theirs = ({s.id for s in found} for found in (first, second))
    if ours & theirs:
        return True
    known = [[s for s in found if s.known] for found in (first, second)]
    return False if all(known) else None


def _count(left: Iterable[Quantity], right: Iterable[Quantity]) -> str:
    """Return whether both give the `same` telling figure, figures `near` each other, or of one kind that `agree`."""
    pairs = [(a, b) for a in left for b in right if comparable(a, b)]
    if any(telling(a) and telling(b) and a.low == b.low for a, b in pairs):
        return "same"
    agreeing = [(a, b) for a, b in pairs if agree(a, b)]
    if any(near(a, b) for a, b in agreeing):
        return "near"
    return "agree" if agreeing else ""


def count_keys(figures: Iterable[Quantity]) -> frozenset[str]:
    """Return what a report counts: the kind of thing, and a telling figure by itself."""
    kinds = {f"#{kind(q)}" for q in figures if counted(q)}
    return frozenset(kinds | {f"={q.low:g}" for q in figures if telling(q)})


def where_keys(place: Place | None) -> frozenset[str]:
    """Return a place's name, and the cells of a grid of one degree that it and its surroundings lie in."""
    if place is None:
        return frozenset()
    cells = set()
    if place.lat is not None and place.lon is not None and place.precision not in WIDE:
        cells = {f"{math.floor(place.lat + a)},{math.floor(place.lon + b)}" for a in (-0.5, 0.5) for b in (-0.7, 0.7)}
    return frozenset({(place.name or place.text).lower(), *cells})


def _where(a: Place | None, b: Place | None) -> bool | None:
    if a is None or b is None:
        return None
    if (a.name or a.text).lower() == (b.name or b.text).lower():
        return True
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None if a.lat or b.lat else False
    if {a.precision, b.precision} & WIDE:
        return None if a.country == b.country else False
    return kilometres(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance."""
    p, q, r, s = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
