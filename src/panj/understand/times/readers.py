"""What each rule of the grammar makes of its words."""

import re
from collections.abc import Sequence
from datetime import date

from panj.lexicon import rows
from panj.understand.numerals import Term
from panj.understand.times.context import (
    Context,
    Reading,
    calendar_day,
    dated,
    shifted,
    undated,
    weekday_of,
    year_of,
)
from panj.understand.times.values import bounds, moved

YEAR_CUES = frozenset(row["word"] for row in rows("before_years"))
YEARS = {"DE": 10, "CE": 100, "ML": 1000}
FAR_UNITS = frozenset(YEARS)
AFTER_DAY = frozenset(
    {"and", "the", "he", "she", "it", "they", "we", "a", "in", "at", "when", "as", "but", "with", "which"}
)
SPANNING = frozenset({"over", "in", "for", "during", "within", "throughout"})
SMALL = {"TS": "S", "TM": "M", "TH": "H"}


class Match:
    """A match over letters, by the names of its groups: the words, and what they are worth."""

    def __init__(self, match: re.Match[str], terms: Sequence[Term], worth: Sequence[str]) -> None:
        self._groups = match.groupdict()
        self._match = match
        self.terms, self._worth = terms, worth
        self.first, self.last = match.start(), match.end()

    def __getitem__(self, name: str) -> str:
        """Return the worth of the group's first word; "" if the group is not there."""
        return self._worth[self._match.start(name)] if self._groups.get(name) else ""

    def has(self, name: str) -> bool:
        """Tell whether the group is there."""
        return bool(self._groups.get(name))

    def number(self, name: str) -> float:
        """Return the number that the group's first word writes; 0 if none."""
        return self.terms[self._match.start(name)].number or 0.0 if self._groups.get(name) else 0.0

    def word(self, name: str) -> str:
        """Return the group's first word in lower case; "" if the group is not there."""
        return self.terms[self._match.start(name)].text if self._groups.get(name) else ""

    def before(self, back: int = 1) -> str:
        """Return the word before the match; "" at the start of the text."""
        return self.terms[self.first - back].text if self.first >= back else ""

    def after(self) -> str:
        """Return the word after the match; "" at the end of the text."""
        return self.terms[self.last].text if self.last < len(self.terms) else ""

    def count(self) -> float | None:
        """Return how many units are meant; None for a vague number."""
        if self.has("few"):
            return 2.0 if "couple" in {term.text for term in self.terms[self.first : self.last]} else None
        if self.has("half"):
            return 0.5
        if self.has("count"):
            number = self.terms[self._match.start("count")].number
            return (1.0 if number is None else number) + (0.5 if self.has("and") else 0.0)
        return 1.0 + (0.5 if self.has("and") else 0.0)


# -- days and months ---------------------------------------------------------------------------------------------


def in_digits(match: Match, context: Context) -> Reading | None:
    """Read "2021-07-08", "8/7/2021"; a day and month that could change places are read by the first over 12."""
    parts = [int(part) for part in re.split(r"[-/.]", match["iso"])]
    year, month, day = parts if parts[0] > 31 else (parts[2], parts[0], parts[1])
    if month > 12 or (parts[0] <= 31 and "." in match["iso"]):
        month, day = day, month
    return calendar_day(year, month, day)


def month_day(match: Match, context: Context) -> Reading | None:
    """Read "June 23", "23 June 2021", "the night of June 23"."""
    month, day = int(match["month"]), int(match["day"])
    if match["era"] == "BC":
        return undated("DATE", f"BC{int(match['year'] or 0):04}-{month:02}-{day:02}")
    year = int(match["year"]) if match.has("year") else _year_beside(match, month, day, context)
    reading = calendar_day(year, month, day)
    return _in_part_of_day(reading, match["pod"] or match["pod2"] or match["pod3"])


def _year_beside(match: Match, month: int, day: int | None, context: Context) -> int | None:
    base = context.base
    if base is not None and match["rel"] == "-1":
        return base.year - ((month, day or 0) >= (base.month, base.day if day else 0))
    if base is not None and match["rel"] == "1":
        return base.year + ((month, day or 0) <= (base.month, base.day if day else 0))
    if base is not None and match["rel"] == "0":
        return base.year
    return year_of(month, day, context)


def _in_part_of_day(reading: Reading | None, part: str) -> Reading | None:
    if reading is None or not part or not re.search(r"-\d\d\Z|-XX\Z", reading.value):
        return reading
    value = f"{reading.value}T{part}"
    return Reading(
        type="TIME", value=value, mod=reading.mod, earliest=reading.earliest, latest=reading.latest, anchors=True
    )


def day_of_month(match: Match, context: Context) -> Reading | None:
    """Read "on the 5th" as a day of the month that the text has come to."""
    base = context.reference
    noun_follows = match.after().isalpha() and match.after() not in AFTER_DAY
    if base is None or not match.word("day")[0].isdecimal() or noun_follows:
        return None
    return calendar_day(base.year, base.month, int(match["day"]))


def day_range(match: Match, context: Context) -> Reading | None:
    """Read "June 5-7"."""
    month = int(match["month"])
    year = int(match["year"]) if match.has("year") else year_of(month, int(match["day"]), context)
    first, last = (calendar_day(year, month, int(match[name])) for name in ("day", "last"))
    return dated(f"{first.value}/{last.value}") if first and last and first.value < last.value else None


def month(match: Match, context: Context) -> Reading | None:
    """Read "June", "early June 2021", "last October"."""
    number = int(match["month"])
    mod = match["part"] or None
    if match["era"] == "BC":
        return undated("DATE", f"BC{round(match.number('year')):04}-{number:02}", mod)
    if match.has("year"):
        return calendar_day(int(match["year"]), number, None, mod)
    if match.word("month") in {"may", "march"} and not match.before() and match.after() not in {",", "."}:
        return None
    if (context.anchor or "").startswith("BC"):
        return undated("DATE", f"{(context.anchor or '')[:6]}-{number:02}", mod)
    return calendar_day(_year_beside(match, number, None, context), number, None, mod)


def month_of_year(match: Match, context: Context) -> Reading | None:
    """Read "June of this year", "23 June last year"."""
    if match["unit"] != "Y":
        return None
    year = _relative_base(match, context)
    day = int(match["day"]) if match.has("day") else None
    return calendar_day(year.year if year else None, int(match["month"]), day, match["part"] or None)


def _relative_base(match: Match, context: Context) -> date | None:
    """Return a day in the unit that "last", "this", "that", "the next" lead to."""
    word, step = match.word("rel"), int(match["rel"] or 0)
    narrative = word in {"previous", "preceding", "prior", "following", "subsequent", "ensuing", "that", "same"}
    base = context.reference if narrative else context.base
    if word == "next" and match.before() != "the" and match.terms[match.first].text == "the":
        base = context.reference
    return moved(base, step, match["unit"]) if base else None


def season(match: Match, context: Context) -> Reading | None:
    """Read "the summer of 2014", "last fall"."""
    if match.has("year") and match["era"] != "BC":
        return dated(f"{match['year']}-{match['season']}", match["part"] or None)
    if match["era"] == "BC" or (context.anchor or "").startswith("BC"):
        year = f"BC{int(match['year']):04}" if match.has("year") else (context.anchor or "")[:6]
        return undated("DATE", f"{year}-{match['season']}", match["part"] or None)
    base = context.reference if match["rel"] == "" and context.narrative else context.base
    if base is None:
        return undated("DATE", f"XXXX-{match['season']}", match["part"] or None)
    return dated(f"{_season_year(match, base, context.tense):04}-{match['season']}", match["part"] or None)


def _season_year(match: Match, base: date, tense: str | None) -> int:
    days = bounds(f"{base.year:04}-{match['season']}")
    if days is None:
        return base.year
    if match["rel"] == "-1":
        return base.year - (days[1] >= base)
    if match["rel"] == "1":
        return base.year + (days[0] <= base)
    return base.year - (days[0] > base and tense == "past" and match["rel"] == "")


# -- years and longer --------------------------------------------------------------------------------------------


def year(match: Match, context: Context) -> Reading | None:
    """Read "2013", "late 2019", "480 BC"; a count of something ("2000 people") is none."""
    mod = match["part"] or None
    number = match.terms[match._match.start("year")]
    if match.has("era"):
        return undated("DATE", f"BC{round(number.number or 0):04}", mod) if match["era"] == "BC" else None
    if not number.digits or not _may_be_year(match):
        return None
    return dated(number.text, mod)


def _may_be_year(match: Match) -> bool:
    before, after = match.before(), match.after()
    if before in {"$", "€", "£", "#", "no", "+", ":", "resolution", "."} or after in {"%", "°", "/"}:
        return False
    if before in YEAR_CUES or match.has("part"):
        return True
    number = int(match["year"])
    counted = after.isalpha() and (after.endswith("s") or after in {"people", "men", "women", "km"}) and len(after) > 2
    return 1900 <= number <= 2100 and not (counted and after not in {"'s", "was", "is", "has", "as", "this"})


def year_range(match: Match, context: Context) -> Reading | None:
    """Read "2014-2016", "1941-42"."""
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last.zfill(2) if len(last) <= 2 else last
    return dated(f"{first}/{last}") if len(last) == 4 and first < last else None


def decade(match: Match, context: Context) -> Reading | None:
    """Read "the 1990s", "the early '90s", "the sixties"."""
    digits = match["decade"]
    if len(digits) == 4:
        return dated(f"{digits[:3]}X", match["part"] or None) if digits.endswith("0") else None
    if len(digits) == 2 and (digits[1] != "0" or match.before() not in {"'", "’", "the", "early", "late", "mid"}):
        return None
    return dated(f"19{digits[0]}X", match["part"] or None)


def century(match: Match, context: Context) -> Reading | None:
    """Read "the 19th century"."""
    if match["unit"] == "CE" and match["nth"]:
        number = int(match["nth"]) - 1
        if match["era"] == "BC":
            return undated("DATE", f"BC{number:02}XX", match["part"] or None)
        return dated(f"{number:02}XX", match["part"] or None) if 0 < number < 30 else None
    return fraction(match, context)


def fraction(match: Match, context: Context) -> Reading | None:
    """Read "the third quarter of 2019", "the second half of the year"."""
    unit, nth = match["unit"], {"START": "1", "END": "2"}.get(match["nth"], match["nth"])
    most = {"Q": 4, "H": 2}.get(unit, 0)
    if not nth.isdecimal() or not 1 <= int(nth) <= most:
        return None
    if match.has("year"):
        return dated(f"{match['year']}-{unit}{nth}")
    base = context.base
    if base is None:
        return undated("DATE", f"XXXX-{unit}{nth}")
    if unit == "H" and match.after() == "of" and not match.has("rel"):
        return None
    year = base.year + int(match["rel"] or 0)
    days = bounds(f"{year:04}-{unit}{nth}")
    if days and days[0] > base and context.tense == "past" and not match.has("rel"):
        year -= 1
    return dated(f"{year:04}-{unit}{nth}")


def holiday(match: Match, context: Context) -> Reading | None:
    """Read "Christmas Eve", "Thanksgiving Day 1999"."""
    base = context.base
    year = int(match["year"]) if match.has("year") else base.year if base else None
    if year is None or not 1 <= year <= 9999:
        return None
    day = _holiday(match["holiday"], year)
    if day and base and not match.has("year") and day > base and context.tense == "past":
        day = _holiday(match["holiday"], year - 1)
    return shifted(day, -1 if match.has("eve") else 0, "D")


def _holiday(name: str, year: int) -> date | None:
    if name == "thanksgiving":  # the fourth Thursday of November
        return date(year, 11, 22 + (3 - date(year, 11, 1).weekday()) % 7)
    if name == "easter":
        return _easter(year)
    return date(year, int(name[:2]), int(name[3:]))


def _easter(year: int) -> date:
    # The anonymous Gregorian algorithm, as in Meeus (1991), Astronomical Algorithms, chapter 8.
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


# -- days named by their place to another --------------------------------------------------------------------------


def weekday(match: Match, context: Context) -> Reading | None:
    """Read "Wednesday", "last Friday", "Tuesday morning"."""
    number, base = int(match["weekday"]), context.base
    if base is None:
        return _in_part_of_day(undated("DATE", f"XXXX-WXX-{number}"), match["pod"] or match["pod2"])
    day = weekday_of(number, context)
    if match.has("rel"):
        step = int(match["rel"])
        anchor = context.reference if match.word("rel") in {"following", "previous", "preceding"} else base
        base = anchor or base
        gap = (number - base.isoweekday()) % 7
        day = moved(base, (gap or 7) if step == 1 else gap - 7 if step == -1 else number - base.isoweekday(), "D")
    return _in_part_of_day(dated(day.isoformat()), match["pod"] or match["pod2"]) if day else None


def weekday_of_week(match: Match, context: Context) -> Reading | None:
    """Read "Tuesday of last week"."""
    week = _relative_base(match, context) if match["unit"] == "W" else None
    return shifted(week, int(match["weekday"]) - week.isoweekday(), "D") if week else None


def weekdays(match: Match, context: Context) -> Reading | None:
    """Read "every Monday", "Mondays"."""
    return undated("SET", f"XXXX-WXX-{match['weekday']}")


def deictic(match: Match, context: Context) -> Reading | None:
    """Read "today", "yesterday morning", "tonight"."""
    worth = match["deictic"]
    step, night = (0, worth[1:].removeprefix("T")) if worth.startswith("0T") else (int(worth), "")
    base = context.day
    if base is None:
        return _in_part_of_day(undated("DATE", "XXXX-XX-XX"), night or match["pod"])
    return _in_part_of_day(shifted(base, step, "D"), night or match["pod"])


def part_of_day(match: Match, context: Context) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the next morning"."""
    word, part = match.word("rel"), match["pod"]
    step = int(match["rel"])
    narrative = word in {"that", "same", "following", "previous"} or match.has("the")
    base = context.reference if narrative else context.day
    reading = shifted(base, step, "D")
    return _in_part_of_day(reading, part)


def unit(match: Match, context: Context) -> Reading | None:
    """Read "last month", "earlier this week", "the following day", "the end of the year"."""
    name, word = match["unit"], match.word("rel")
    if word == "last" and match.before() in SPANNING and match.terms[match.first].text == "the":
        return undated("DURATION", period(1, name))
    if name in SMALL or (name in {"ML", "FN"}):
        return None
    if name == "D" and word in {"this", "current", "present"}:
        present = word == "present" or match.before() == "to"
        return undated("DATE", "PRESENT_REF") if present else shifted(context.reference, 0, "D")
    if name == "D" and match.has("part"):
        return None if not match.has("rel") else shifted(_relative_base(match, context), 0, "D")
    base = _relative_base(match, context) if match.has("rel") else context.reference
    if not match.has("rel") and not context.narrative and not match.has("when"):
        base = context.day
    reading = shifted(base, 0, name, match["part"] or None)
    return _clipped(match, reading, context) if reading else None


def _clipped(match: Match, reading: Reading, context: Context) -> Reading:
    """Cut "this week" and "earlier this year" at the day of the report."""
    day, first, last = context.day, reading.earliest, reading.latest
    if day is None or first is None or last is None or not first <= day <= last:
        return reading
    when = match.word("when")
    if when == "earlier":
        last = max(first, moved(day, -1, "D") or day)
    elif when == "later":
        first = min(last, moved(day, 1, "D") or day)
    elif match["unit"] in {"W", "M"} and not match.has("part"):
        first, last = (day, last) if context.tense == "future" else (first, day)
    return Reading(type=reading.type, value=reading.value, mod=reading.mod, earliest=first, latest=last, anchors=True)


def weekend(match: Match, context: Context) -> Reading | None:
    """Read "the weekend"."""
    if match["weekend"] != "WE" or match.terms[match.first].text != "the":
        return None
    base = context.day
    if base is not None and context.tense != "future" and base.isoweekday() < 6:
        base = moved(base, -1, "W")
    return shifted(base, 0, "WE")


def week_of_month(match: Match, context: Context) -> Reading | None:
    """Read "the last week of September"."""
    if match["unit"] not in {"W", "D"}:
        return None
    year = int(match["year"]) if match.has("year") else year_of(int(match["month"]), None, context)
    mod = {"-1": "END", "1": "START"}.get(match["nth"])
    return calendar_day(year, int(match["month"]), None, mod)


def week_of(match: Match, context: Context) -> Reading | None:
    """Read "the week of March 6"."""
    if match["unit"] != "W":
        return None
    month, day = int(match["month"]), int(match["day"])
    year = int(match["year"]) if match.has("year") else year_of(month, day, context)
    found = calendar_day(year, month, day)
    return shifted(found.earliest, 0, "W") if found else None


def distance(match: Match, context: Context) -> Reading | None:
    """Read "two years ago", "a week later", "the day before"; "two days after the attack" is left to durations."""
    word, unit_name, count = match.word("way"), match["unit"], match.count()
    if word in {"before", "after", "back", "on"} and match.after().isalnum():
        return None
    sign = -1 if match["way"] == "-1" else 1
    if count is None:
        if word == "ago":
            return undated("DATE", "PAST_REF")
        return _vague_step(unit_name)
    base = context.day if word in {"ago", "back", "hence"} else context.reference
    if unit_name in SMALL:
        return dated(base.isoformat()) if base and count < 24 and word == "ago" else None
    return _far(shifted(base, sign * count, unit_name), unit_name, base, sign * count)


def _far(reading: Reading | None, name: str, base: date | None, count: float) -> Reading | None:
    """Read decades and centuries to the year: "two decades ago" is one year, not ten."""
    if name not in FAR_UNITS or base is None:
        return reading
    return shifted(base, count * YEARS[name], "Y")


def _vague_step(name: str) -> Reading:
    return undated("DATE", {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(name, "XXXX"))


def vague_distance(match: Match, context: Context) -> Reading | None:
    """Read "years ago", "days later"."""
    if match.word("way") in {"before", "after"} and match.after().isalnum():
        return None
    return undated("DATE", "PAST_REF") if match.word("way") == "ago" else _vague_step(match["unit"])


# -- durations, sets, clock times ----------------------------------------------------------------------------------


def period(count: float | None, name: str) -> str:
    """Return the ISO 8601 value of so many units; an unknown number is X."""
    prefix, letter = ("PT", SMALL[name]) if name in SMALL else ("P", name)
    if name == "FN":
        count, letter = (2 * count if count is not None else None), "W"
    if name == "WE":
        count, letter = (2 * count if count is not None else None), "D"
    if name == "Q":
        count, letter = (3 * count if count is not None else None), "M"
    if name in FAR_UNITS:
        count, letter = (count * YEARS[name] if count is not None else None), "Y"
    number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    if number == "0.5" and letter == "H":
        return "PT30M"
    if "." in number and letter == "H":
        return f"PT{int(count or 0)}H{round(60 * ((count or 0) % 1))}M"
    return f"{prefix}{number}{letter}"


def duration(match: Match, context: Context) -> Reading | None:
    """Read "nearly 20 years", "the past two months", "weeks", "year-long"."""
    name = match["unit"]
    if name not in SMALL | {
        "D": "",
        "W": "",
        "WE": "",
        "FN": "",
        "M": "",
        "Q": "",
        "Y": "",
        "DE": "",
        "CE": "",
        "ML": "",
    }:
        return None
    singular = match.has("count") or match.has("half") or match.has("few")
    vague = not singular and not (match.has("rel") and match.word("unit") in {"year", "week", "month", "decade"})
    long = match.terms[match.last - 1].text == "long" and not singular
    plural = match.terms[match._match.start("unit")].text.endswith("s")
    if name == "Q" and plural and not match.has("count"):
        return None  # "quarters" are mostly a place
    count = None if vague and plural else 1.0 if long else match.count()
    return undated("DURATION", period(count, name))


def every(match: Match, context: Context) -> Reading | None:
    """Read "every year", "each day", "per month"."""
    number = match.terms[match._match.start("count")].number if match.has("count") else 1.0
    return undated("SET", period(number, match["unit"]))


def often(match: Match, context: Context) -> Reading | None:
    """Read "daily", "annually"."""
    return undated("SET", match["often"]) if match.has("often") else None


def clock(match: Match, context: Context) -> Reading | None:
    """Read "10:35 a.m.", "9 pm", "noon"."""
    hours, _, minutes = (match["clock"] or match["hour"]).partition(":")
    hour, half = int(hours), match["half"] or match["half2"]
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    base = context.reference
    day = base.isoformat() if base else "XXXX-XX-XX"
    return undated("TIME", f"{day}T{hour:02}:{minutes[:2] or '00'}")


def reference(match: Match, context: Context) -> Reading | None:
    """Read "now", "recently", "soon"."""
    return undated("DATE", match["reference"])


def the_future(match: Match, context: Context) -> Reading | None:
    """Read "the future", "in future"."""
    return undated("DATE", "FUTURE_REF")


def the_past(match: Match, context: Context) -> Reading | None:
    """Read "the past" where no unit follows."""
    return undated("DATE", "PAST_REF") if match.word("tense") == "past" and not match.after().isalnum() else None
