"""Days of the tables: ISO dates that may stop at the month or the year, in half-open intervals."""

from datetime import date, timedelta
from functools import lru_cache

LAST = date.max


@lru_cache(maxsize=8192)
def first_day(day: str) -> date:
    """Return the earliest day that `day` ("2021", "2021-07", "2021-07-08") can mean; ValueError if it is none."""
    year, month, dom = ([*map(int, day.split("-")), 1, 1])[:3]
    return date(year, month, dom)


@lru_cache(maxsize=8192)
def day_after(day: str) -> date:
    """Return the first day that `day` can no longer mean."""
    begin = first_day(day)
    if len(day) == len("2021-07-08"):
        return begin + timedelta(days=1)
    if len(day) == len("2021-07"):
        return (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
    return begin.replace(year=begin.year + 1)


def may_hold(start: str, end: str, day: date | None) -> bool:
    """Tell whether a fact may hold on `day`: blank ends are open, a date cut short is read generously.

    The end is the first day on which the fact no longer holds; an end of "2021" may be any day of 2021.
    Without a day every fact may hold.
    """
    if day is None:
        return True
    if start and day < first_day(start):
        return False
    return not end or day < last_edge(end)


def last_edge(end: str) -> date:
    """Return the latest day on which an interval ending at `end` can have ended."""
    return day_after(end) - timedelta(days=1) if len(end) == len("2021-07-08") else day_after(end)


def surely_overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Tell whether two intervals (start, end) share a day however their partial dates are read."""
    latest_start = max(_late(a[0]), _late(b[0]))
    earliest_end = min(_early(a[1]), _early(b[1]))
    return latest_start < earliest_end


def _late(start: str) -> date:
    return day_after(start) - timedelta(days=1) if start else date.min


def _early(end: str) -> date:
    return first_day(end) if end else LAST
