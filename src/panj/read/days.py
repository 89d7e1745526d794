"""Days and instants as the heads of reports write them."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = (
    r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[a-z]{2,5}(?:[+-]\d{1,2})?\)?)?)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_LEAD = r"(?P<lead>(?:(?:first |last )?(?:published|posted|updated|issued|modified)|date)\s{0,9}(?:on\b)?:?\s{1,9})?"
_FORMS = (
    rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
    rf"{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
    r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})",  # who parts a date by points puts the day first
    r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})",
)
_WHOLE = tuple(re.compile(f"{_LEAD}{_WEEKDAY}{form}{_CLOCK}", re.IGNORECASE) for form in _FORMS)
_WITHIN = tuple(re.compile(rf"\b{_LEAD}{_WEEKDAY}{form}\b{_CLOCK}", re.IGNORECASE) for form in _FORMS)
_LONGEST_HEAD = 160  # characters
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}:?\d{2}(?::?\d{2})?)(?:[.,]\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?"
)
_IN_PATH = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_FIRST, _LAST = 1900, 2099  # years that a report in an archive can bear; 0001-01-01 stands for "none" on some sites
# where clocks begin: what has no day is stamped with these, in a timezone west of it with the day before
_NO_DAYS = frozenset({date(1900, 1, 1), date(1904, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(1980, 1, 1)})


def written_day(text: str) -> date | None:
    """Return the day if the text is a date line and nothing else ("July 08, 2021", "Published: 8 July 2021")."""
    if len(text) > 80:
        return None
    for form in _WHOLE:
        if found := form.fullmatch(text.strip(" .")):
            return _day_of(found)
    return None


class Dated(NamedTuple):
    """A day in a line, the characters that it takes, and whether it is the day of a change ("Updated ...")."""

    day: date
    start: int
    end: int
    changed: bool = False


def days_within(text: str) -> tuple[Dated, ...]:
    """Return the days that a short line names with their year, in their order."""
    found = [
        Dated(day, match.start(), match.end(), "updated" in lead or "modified" in lead)
        for form in _WITHIN
        for match in form.finditer(text[:_LONGEST_HEAD])
        if (day := _day_of(match)) and (lead := (match["lead"] or "").lower()) is not None
    ]
    return tuple(sorted(found, key=lambda dated: dated.start))


def _day_of(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    if "first" in parts:
        return _slashed(parts)
    number = parts.get("number")
    month = int(number) if number else _MONTHS.index(parts["month"][:3].lower()) + 1
    return _day(parts["year"], month, parts["day"])


def _slashed(parts: dict[str, str]) -> date | None:
    """Return the day of "13/07/2021" or "07/13/2021"; "07/08/2021" is two days, so it is none."""
    first, second = int(parts["first"]), int(parts["second"])
    if first > 12 or first == second:
        return _day(parts["year"], second, parts["first"])
    return _day(parts["year"], first, parts["second"]) if second > 12 else None


def stamped(raw: str) -> tuple[date | None, datetime | None]:
    """Return the day and the instant of a machine's stamp (ISO 8601, RFC 2822) or of a written date.

    The day is the one that the stamp itself shows, in its own timezone; the instant is None without a timezone.
    """
    raw = raw.strip()[:80]
    if found := _ISO.fullmatch(raw):
        day = _day(found[1], int(found[2]), found[3])
        return day, _instant(raw) if day and found[5] else None
    if day := written_day(raw):
        return day, None
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, None
    day = _day(str(moment.year), moment.month, str(moment.day))
    return day, moment if day and moment.tzinfo else None


def day_in_path(url: str | None) -> date | None:
    """Return the day that an address bears (/2021/07/08/)."""
    found = _IN_PATH.search(url or "")
    return _day(found[1], int(found[2]), found[3]) if found else None


def outlets_own_day(day: date | None, at: datetime | None, url: str | None) -> date | None:
    """Return the outlet's own day: its address settles a stamp in UTC that falls on the day before or after."""
    path = day_in_path(url)
    if day is None:
        return path
    in_utc = at is not None and not at.utcoffset()
    return path if path and in_utc and abs((path - day).days) == 1 else day


def _instant(raw: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw.replace(" ", "T", 1) if raw[10:11] == " " else raw)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _day(year: str, month: int, day: str) -> date | None:
    if not _FIRST <= int(year) <= _LAST:
        return None
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return None if found in _NO_DAYS else found
