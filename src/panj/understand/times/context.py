"""What a time expression is read against: the day of the report, the tense beside it, the date before it."""

from datetime import date

import msgspec

from panj.records import Interval, Span, Timex
from panj.understand.times.values import at, bounds, day_value, first_day, moved

HALF_A_YEAR = 183
CLOSE_BY = 90  # days; swept over 30, 45, 60 and 90 on bench/times, rerun it


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The day of the report, the tense (past, present, future) of the clause, and the date read before.

    `reached` is the last date read that names a day; `near` tells that the date before stands in the same sentence;
    `narrative` that the text tells of times long before its own day, so that each date is read against the one before.
    """

    day: date | None = None
    tense: str | None = None
    anchor: str | None = None
    near: bool = False
    reached: date | None = None
    narrative: bool = False

    @property
    def reference(self) -> date | None:
        """Return the day that "the next day" counts from."""
        return first_day(self.anchor) or (None if self.narrative else self.day)

    @property
    def to_the_day(self) -> date | None:
        """Return the day that "the same day", "that evening" count from: no month or year is one."""
        exact = self.anchor is not None and len(self.anchor) == len("2021-07-08")
        return self.reference if exact or self.narrative else self.reached or self.day

    @property
    def base(self) -> date | None:
        """Return the day that "last year" counts from: the report's, else the one that the text has come to."""
        return self.day or first_day(self.anchor)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression means: a TIMEX value and, where days are known, the days from `earliest` to `latest`.

    `anchors` tells that a later "the next day" may count from it.
    """

    type: str
    value: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    anchors: bool = False

    def interval(self, span: Span, text: str) -> Interval:
        """Return the record for these words."""
        timex = Timex(type=self.type, value=self.value, mod=self.mod)  # type: ignore[arg-type]
        return Interval(earliest=self.earliest, latest=self.latest, span=span, text=text, timex=timex)


def dated(value: str | None, mod: str | None = None, *, kind: str | None = None) -> Reading | None:
    """Return the reading of a value that covers days; None for no value."""
    if value is None:
        return None
    days = bounds(value, mod)
    first, last = days or (None, None)
    kind = kind or ("TIME" if "T" in value else "DATE")
    return Reading(type=kind, value=value, mod=mod, earliest=first, latest=last, anchors=days is not None)


def undated(kind: str, value: str, mod: str | None = None) -> Reading:
    """Return the reading of a duration, a set or a reference to no certain day."""
    return Reading(type=kind, value=value, mod=mod)


def year_of(month: int, day: int | None, context: Context) -> int | None:
    """Choose the year of a day or month named without one; None if nothing tells."""
    anchor = first_day(context.anchor)
    if anchor is not None and (context.narrative or _of_another_year(anchor, context)):
        if context.anchor and not context.anchor[5:7].isdecimal():
            return anchor.year
        return _nearest(month, day or 1, anchor, ahead=HALF_A_YEAR)
    if context.day is None:
        return None
    return _by_tense(month, day, context.day, context.tense)


def _of_another_year(anchor: date, context: Context) -> bool:
    dated_to_month = context.anchor is not None and len(context.anchor) > 4
    past = context.day is not None and anchor.year < context.day.year - 1
    return context.near and dated_to_month and past and context.tense == "past"


def _nearest(month: int, day: int, to: date, ahead: int) -> int:
    """Return the year that puts the day at most `ahead` days after, and otherwise before, `to`."""
    gap = (month - to.month) * 30 + day - to.day
    if gap > ahead:
        return to.year - 1
    return to.year + 1 if gap <= ahead - 365 else to.year


def _by_tense(month: int, day: int | None, now: date, tense: str | None) -> int:
    """Return the year that the tense asks for; close by, the nearest ("was told to leave by Jan. 14" on Jan. 7)."""
    nearest = _nearest(month, day or 15, now, ahead=HALF_A_YEAR)
    gap = (nearest - now.year) * 365 + (month - now.month) * 30 + (day or 15) - now.day
    if day is None and tense == "past" and (nearest, month) > (now.year, now.month):
        return nearest - 1
    if abs(gap) <= CLOSE_BY or tense not in {"past", "future"}:
        return nearest
    wanted = 1 if tense == "future" else -1
    return nearest if gap * wanted > 0 else nearest + wanted


def weekday_of(number: int, context: Context) -> date | None:
    """Return the day that a weekday (Monday is 1) names: the nearest on or before, by the tense on or after."""
    base = context.reference if context.narrative else context.base
    if base is None:
        return None
    back = (base.isoweekday() - number) % 7
    if context.narrative:
        return moved(base, (number - base.isoweekday()) % 7, "D")
    return moved(base, -back if context.tense != "future" or back == 0 else 7 - back, "D")


def shifted(base: date | None, count: float, unit: str, mod: str | None = None) -> Reading | None:
    """Return the reading of the `unit` that lies `count` units from `base`."""
    day = moved(base, count, unit) if base is not None else None
    if day is None:
        unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}.get(unit, "XXXX")
        return undated("DATE", unknown, mod)
    return dated(at(day, "D" if unit == "FN" else unit), mod)


def until_today(day: date | None, unit: str, value: str) -> Reading:
    """Return the reading of "the past year": as long as the unit, and so many days up to the report's."""
    first = moved(day, -1, unit) if day is not None else None
    return Reading(type="DURATION", value=value, earliest=first, latest=day if first else None)


def calendar_day(year: int | None, month: int, day: int | None, mod: str | None = None) -> Reading | None:
    """Return the reading of a day or a month; of an unknown year it covers no days."""
    if year is None:
        known = day_value(2000, month, day)
        return undated("DATE", "XXXX" + known[4:], mod) if known else None
    return dated(day_value(year, month, day), mod)
