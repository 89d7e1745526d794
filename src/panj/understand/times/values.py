"""TIMEX values ("2021-06", "2021-W26", "199X") and the days that they cover."""

import calendar
import re
from datetime import date, timedelta

PARTS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?))?\Z"
)
THIRDS = {"START": 0, "MID": 1, "END": 2}


def month_days(year: int, month: int) -> int:
    """Return how many days the month has."""
    return calendar.monthrange(year, month)[1]


def day_value(year: int, month: int, day: int | None = None) -> str | None:
    """Return the value of a day or a month; None for one that no calendar has."""
    if not (1 <= year <= 9999 and 1 <= month <= 12) or (day is not None and not 1 <= day <= month_days(year, month)):
        return None
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def at(day: date, unit: str) -> str:
    """Return the value of the `unit` (D, W, WE, M, Q, Y, DE, CE) in which `day` lies."""
    if unit in {"W", "WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "DE":
        return f"{day.year // 10:03}X"
    if unit == "CE":
        return f"{day.year // 100:02}XX"
    return {"Y": f"{day.year:04}", "M": f"{day.year:04}-{day.month:02}"}.get(unit, day.isoformat())


def moved(day: date, count: float, unit: str) -> date | None:
    """Return the day `count` units away; None beyond the calendar."""
    try:
        if unit in {"D", "W", "WE", "FN"}:
            return day + timedelta(days=round(count * {"D": 1, "FN": 14}.get(unit, 7)))
        months = round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}.get(unit, 0))
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, month_days(year, month + 1)))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def first_day(value: str | None) -> date | None:
    """Return the first day that a value covers; None for one that is no stretch of days."""
    covered = bounds(value) if value else None
    return covered[0] if covered else None


def bounds(value: str, part: str | None = None) -> tuple[date, date] | None:
    """Return the first and last day of a value, or of the START, MID or END third of it."""
    whole = _whole(value)
    if whole is None or part not in THIRDS or whole[0] == whole[1]:
        return whole
    return _third(*whole, THIRDS[part])


def _third(first: date, last: date, which: int) -> tuple[date, date]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 3 == 0:
        start = moved(first, which * months // 3, "M") or first
        following = moved(first, (which + 1) * months // 3, "M")
        return start, (following - timedelta(days=1)) if following else last
    days = (last - first).days + 1
    size = max(1, days // 3)
    start = first + timedelta(days=which * size)
    return start, last if which == 2 else start + timedelta(days=size - 1)


def _whole(value: str) -> tuple[date, date] | None:
    if "/" in value:
        left, right = (_whole(half) for half in value.split("/", 1))
        return (left[0], right[1]) if left and right and left[0] <= right[1] else None
    if re.fullmatch(r"\d{3}X|\d\dXX", value):
        digits = value.rstrip("X")
        first, last = int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))
        return (date(first, 1, 1), date(last, 12, 31)) if first > 0 else None
    match = VALUE.match(value)
    if match is None or int(match["year"]) < 1:
        return None
    try:
        return _stretch(match)
    except ValueError:
        return None


def _stretch(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday + timedelta(days=5 if match["end"] else 0), monday + timedelta(days=6)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    first, last = 1, 12
    if match["month"]:
        first = last = int(match["month"])
    elif match["quarter"]:
        last = 3 * int(match["quarter"])
        first = last - 2
    elif match["half"]:
        last = 6 * int(match["half"])
        first = last - 5
    elif match["season"]:
        first, last = PARTS[match["season"]]
    until = year + (last < first)
    return date(year, first, 1), date(until, last, month_days(until, last))
