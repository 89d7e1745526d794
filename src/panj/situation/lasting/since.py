"""The day that words behind a change tell: "on Friday", "since 19 December", "since February"."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

_WEEKDAYS, _MONTHS = list(calendar.day_name), list(calendar.month_name)[1:]
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' if name[3:] else name for name in _MONTHS)})\b\.?"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d))?"
_TOLD = re.compile(
    r"\b(?:on|since|from|in)(?: early| late| mid)?[ -]"
    rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)})\b|(?:(?P<first>\d{{1,2}}) )?{_MONTH}(?: (?P<second>\d{{1,2}})\b)?{_YEAR}"
    r"|(?P<alone>(?:19|20)\d\d)\b)"
)
_STOPS = re.compile(r",(?! (?:19|20)\d\d\b)|;|\.\s+[A-Z]")
_NEAR = 90  # characters behind a change


class Since(NamedTuple):
    """The first day that words tell, and no more of it than they tell: "2016", "2019-02"."""

    day: date
    shown: str


def since(words: str, told_on: date) -> Since | None:
    """Return the last such day up to that of the telling, None if the words tell none."""
    found = _TOLD.search(_STOPS.split(words[:_NEAR])[0])
    if found is None:
        return None
    if found["weekday"]:
        day = told_on - timedelta((told_on.weekday() - _WEEKDAYS.index(found["weekday"])) % 7)
        return Since(day, str(day))
    if found["alone"]:
        return Since(date(int(found["alone"]), 1, 1), found["alone"]) if int(found["alone"]) <= told_on.year else None
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(found["month"].rstrip(".")[:3]))
    number = found["first"] or found["second"]
    return _dated(int(found["year"] or 0), month, int(number or 0), told_on)


def _dated(year: int, month: int, number: int, told_on: date) -> Since | None:
    try:
        day = date(year or told_on.year, month, number or 1)
        if not year and day > told_on:
            day = date(told_on.year - 1, month, number or 1)
    except ValueError:
        return None
    shown = str(day) if number else f"{day:%Y-%m}"
    return Since(day, shown) if day <= told_on else None
