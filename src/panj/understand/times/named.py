"""Days, months, seasons, years and longer that the words name."""

import re
from datetime import date

from panj.lexicon import rows
from panj.understand.times.context import Context, Reading, calendar_day, dated, shifted, undated, year_of
from panj.understand.times.match import Match, in_part_of_day, part_of, relative_day
from panj.understand.times.values import bounds

LAST_YEAR = 2200  # numbers from which on they are none
YEAR_CUES = frozenset(row["word"] for row in rows("before_years"))
AFTER_DAY = frozenset(
    {"and", "the", "he", "she", "it", "they", "we", "a", "in", "at", "when", "as", "but", "which", "to"}
)
BEFORE_DAY = frozenset({"on", "of", "by", "since", "until", "till", "from", "to"})
VERBS = frozenset({"was", "were", "had", "has", "is", "will"})
BEFORE_HOLIDAYS = frozenset({"on", "at", "before", "after", "by", "until", "since", "this", "last", "over", "past"})
DURING = frozenset({"through", "around", "during"})
NEAR_HOLIDAY = 14  # days: "as Easter week began" is said before Easter
SHORT_MONTHS = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
NOT_YEARS = frozenset({"$", "€", "£", "#", "no", "+", ":", "resolution"})
BEFORE_EVENTS = frozenset({"the", "a", "this", "s", "in", "since", "after", "during", "following", "before"})


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
    if _runs_on(match):
        return None
    if match["era"] == "BC":
        return undated("DATE", f"BC{int(match['year'] or 0):04}-{month:02}-{day:02}")
    year = int(match["year"]) if match.has("year") else _year_beside(match, month, day, context)
    reading = calendar_day(year, month, day)
    return in_part_of_day(reading, part_of(match) or match["pod2"] or match["pod3"])


def _runs_on(match: Match) -> bool:
    """Tell whether a full stop, of no abbreviated month, parts the words: "until February. Two ships"."""
    dot = match.letters.find(".")
    return 0 < dot < len(match.letters) - 1 and match.terms[match.first + dot - 1].text not in SHORT_MONTHS


def _year_beside(match: Match, month: int, day: int | None, context: Context) -> int | None:
    base = context.reference if match.word("rel") == "following" else context.base
    if base is not None and match["rel"] == "-1":
        return base.year - ((month, day or 0) >= (base.month, base.day if day else 0))
    if base is not None and match["rel"] == "1":
        return base.year + ((month, day or 0) <= (base.month, base.day if day else 0))
    if base is not None and match["rel"] == "0":
        return base.year
    return year_of(month, day, context)


def day_of_month(match: Match, context: Context) -> Reading | None:
    """Read "on the 5th", "May 4 and 5" as a day of the month that the text has come to."""
    base = context.reference
    noun_follows = match.after().isalpha() and match.after() not in AFTER_DAY | VERBS
    led = match.before() in BEFORE_DAY or match.letters[0] != "d"
    led = led and (match.before(), match.after()) != ("of", ",")  # "of the 5th, 6th and 7th divisions"
    if base is None or not led or not match.word("day")[0].isdecimal() or noun_follows:
        return None
    year, month = base.year, base.month
    ahead = context.day is not None and (year, month, int(match["day"])) > (*context.day.timetuple()[:3],)
    if ahead and context.tense == "past":  # "was seized on the 27th", told on the third
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return calendar_day(year, month, int(match["day"]))


def day_range(match: Match, context: Context) -> Reading | None:
    """Read "June 5-7"."""
    month = int(match["month"])
    year = int(match["year"]) if match.has("year") else year_of(month, int(match["day"]), context)
    first, last = (calendar_day(year, month, int(match[name])) for name in ("day", "last"))
    if _runs_on(match):
        return None
    return dated(f"{first.value}/{last.value}") if first and last and first.value < last.value else None


def month_range(match: Match, context: Context) -> Reading | None:
    """Read "January-March 2023", "the April-May vote"."""
    year = int(match["year"]) if match.has("year") else year_of(int(match["month"]), None, context)
    first, last = (calendar_day(year, int(match[name]), None) for name in ("month", "last"))
    return dated(f"{first.value}/{last.value}") if first and last and first.value < last.value else None


def month(match: Match, context: Context) -> Reading | None:
    """Read "June", "early June 2021", "last October"."""
    if match.has("part") and "on" in {term.text for term in match.terms[match.first : match.last]}:
        return None  # "the mission would end on August 31"
    number = int(match["month"])
    mod = match["part"] or None
    if match["era"] == "BC":
        return undated("DATE", f"BC{round(match.number('year')):04}-{number:02}", mod)
    if match.has("year"):
        return calendar_day(int(match["year"]), number, None, mod)
    if (
        match.word("month") == "march"
        and match.after() in {"for", "on", "of", "through", "by"}
        and not match.has("part")
    ):
        return None
    bare = not match.has("part") and not match.has("rel") and "." not in match.letters
    if bare and len(match.word("month")) == 3 and match.word("month") != "may":
        return None  # "Jan" is a name as well
    if match.word("month") in {"may", "march"} and not match.before() and match.after() not in {",", "."}:
        return None
    if (context.anchor or "").startswith("BC"):
        return undated("DATE", f"{(context.anchor or '')[:6]}-{number:02}", mod)
    return calendar_day(_year_beside(match, number, None, context), number, None, mod)


def month_of_year(match: Match, context: Context) -> Reading | None:
    """Read "June of this year", "23 June last year"."""
    if match["unit"] != "Y":
        return None
    year = relative_day(match, context)
    day = int(match["day"]) if match.has("day") else None
    return calendar_day(year.year if year else None, int(match["month"]), day, match["part"] or None)


def season(match: Match, context: Context) -> Reading | None:
    """Read "the summer of 2014", "last fall"; "the fall of Mosul" is no season."""
    falls = match.after() == "of" or match.before() == "to"
    if match["season"] == "FA" and falls and not match.has("year"):
        return None
    if match.has("year") and match["era"] != "BC":
        return dated(f"{match['year']}-{match['season']}", match["part"] or None)
    if match["era"] == "BC" or (context.anchor or "").startswith("BC"):
        year = f"BC{int(match['year']):04}" if match.has("year") else (context.anchor or "")[:6]
        return undated("DATE", f"{year}-{match['season']}", match["part"] or None)
    base = context.reference if match["rel"] == "" and context.narrative else context.base
    if base is None:
        return undated("DATE", f"XXXX-{match['season']}", match["part"] or None)
    return dated(f"{_season_year(match, base, context):04}-{match['season']}", match["part"] or None)


def _season_year(match: Match, base: date, context: Context) -> int:
    winter, tense = match["season"] == "WI", context.tense
    year = base.year - (winter and base.month <= 2)  # January is of the winter that began the year before
    days = bounds(f"{year:04}-{match['season']}")
    if days is None:
        return year
    if context.narrative and match["rel"] == "" and context.anchor:
        return year_of(days[0].month, None, context) or base.year
    if match["rel"] == "-1":
        return year - (days[1] >= base)
    if match["rel"] == "1":
        return year + (days[0] <= base)
    if tense == "future":
        return year + (days[1] < base)
    return year - (days[0] > base and tense == "past" and (winter or match["rel"] == ""))


# -- years and longer --------------------------------------------------------------------------------------------


def year(match: Match, context: Context) -> Reading | None:
    """Read "2013", "late 2019", "480 BC"; a count of something ("2000 people") is none."""
    mod = match["part"] or None
    number = match.terms[match._match.start("year")]
    before_christ = context.anchor is not None and context.anchor.startswith("BC")
    if before_christ and not match.has("era") and not 1000 <= (number.number or 0) < LAST_YEAR:
        ancient = number.digits and match.before() in YEAR_CUES and not match.after().isalpha()
        return undated("DATE", f"BC{round(number.number or 0):04}", mod) if ancient else None
    if match.has("era"):
        return undated("DATE", f"BC{round(number.number or 0):04}", mod) if match["era"] == "BC" else None
    if not number.digits or len(number.text) != 4 or not _may_be_year(match, context):
        return None
    return dated(number.text, mod)


def _may_be_year(match: Match, context: Context) -> bool:
    before, after, number = match.before(), match.after(), int(match["year"])
    if before in NOT_YEARS or after in {"%", "°", "/"} or number >= LAST_YEAR:
        return False
    counted = after.isalpha() and len(after) > 3 and (after.endswith("s") or after in {"people", "women"})
    recent = 1900 <= number <= 2100
    if counted and not match.has("part"):
        return recent and before in BEFORE_EVENTS
    return recent or context.narrative or before in YEAR_CUES or match.has("part")


def year_range(match: Match, context: Context) -> Reading | None:
    """Read "2014-2016", "1941-42", "499-493 BC"."""
    if match.has("era"):
        first, last = (f"BC{round(match.number(name)):04}" for name in ("year", "last"))
        return undated("DATE", f"{first}/{last}") if match["era"] == "BC" and first > last else None
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last.zfill(2) if len(last) <= 2 else last
    return dated(f"{first}/{last}") if len(last) == 4 and first < last else None


def decade(match: Match, context: Context) -> Reading | None:
    """Read "the 1990s", "the early '90s", "the sixties"."""
    digits = match["decade"]
    if match.before() in {"his", "her", "their", "my", "your"}:
        return None  # an age
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
        return dated(f"{number:02}XX", match["part"] or None) if 0 <= number < 30 else None
    return fraction(match, context)


def fraction(match: Match, context: Context) -> Reading | None:
    """Read "the third quarter of 2019", "the second half of the year"."""
    unit, nth = match["unit"], {"START": "1", "END": "2"}.get(match["nth"], match["nth"])
    most = {"Q": 4, "H": 2}.get(unit, 0)
    if nth == "-1" and (match.has("year") or match.has("rel")):
        nth = str(most)  # "the last quarter of 2022"
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


def quarter(match: Match, context: Context) -> Reading | None:
    """Read "Q3 2022", "H1"."""
    letter, digit = match.terms[match.first : match.first + 2]
    return fraction(match, context) if letter.end == digit.start else None


def holiday(match: Match, context: Context) -> Reading | None:
    """Read "Christmas Eve", "Thanksgiving Day 1999"."""
    base = context.base
    alone = len(match.letters) == 1 and match.before() not in BEFORE_HOLIDAYS | DURING
    year = int(match["year"]) if match.has("year") else base.year if base else None
    if alone:
        return None
    if year is None or not 1 <= year <= 9999:
        return None
    day, back = _holiday(match["holiday"], year), int(match.has("eve"))
    if day and base and not match.has("year") and abs((day - base).days) > NEAR_HOLIDAY:
        step = (day < base and context.tense == "future") - (day > base and context.tense == "past")
        day = _holiday(match["holiday"], year + step)
    return shifted(day, -back, "D")


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
