"""Days, weeks, months named by their place to another: "Wednesday", "last month", "two days later"."""

import re
from datetime import date

import msgspec

from panj.understand.times.context import (
    Context,
    Reading,
    calendar_day,
    dated,
    shifted,
    undated,
    until_today,
    weekday_of,
    year_of,
)
from panj.understand.times.match import (
    FAR_UNITS,
    SMALL,
    YEARS,
    Match,
    in_part_of_day,
    part_of,
    period,
    relative_day,
)
from panj.understand.times.named import AFTER_DAY
from panj.understand.times.values import bounds, month_days, moved

NTH = frozenset({"first", "second", "third", "fourth", "fifth", "black", "bloody"})
BEFORE_PART = frozenset({"in", "since", "by", "until", "from", "till"})
AFTER_PART = frozenset({"and", "when", "as", "but", "after", "before", "in", "by", "with"})
QUARTER = re.compile(r"-Q\d\Z")
EDGES_OF_DAY = frozenset({"dawn", "daybreak", "sunrise", "sunset", "dusk", "nightfall"})
BEFORE_EDGE = BEFORE_PART | {"at", "before", "after", "around"}
AHEAD = frozenset({"next", "coming"})
SPANNING = frozenset({"over", "in", "for", "during", "within", "throughout"})


def weekday(match: Match, context: Context) -> Reading | None:
    """Read "Wednesday", "last Friday", "Tuesday morning"."""
    number, base = int(match["weekday"]), context.reference if context.narrative else context.base
    if match.before() in NTH:
        return None
    if base is None:
        return in_part_of_day(undated("DATE", f"XXXX-WXX-{number}"), part_of(match) or match["pod2"])
    day = weekday_of(number, context)
    if match.has("rel"):
        step = int(match["rel"])
        anchor = context.reference if match.word("rel") in {"following", "previous", "preceding"} else base
        base = anchor or base
        gap = (number - base.isoweekday()) % 7
        day = moved(base, (gap or 7) if step == 1 else gap - 7 if step == -1 else number - base.isoweekday(), "D")
    return in_part_of_day(dated(day.isoformat()), part_of(match) or match["pod2"]) if day else None


def weekday_of_week(match: Match, context: Context) -> Reading | None:
    """Read "Tuesday of last week"."""
    week = relative_day(match, context) if match["unit"] == "W" else None
    return shifted(week, int(match["weekday"]) - week.isoweekday(), "D") if week else None


def weekdays(match: Match, context: Context) -> Reading | None:
    """Read "every Monday", "Mondays"."""
    return undated("SET", f"XXXX-WXX-{match['weekday']}")


def overnight(match: Match, context: Context) -> Reading | None:
    """Read "overnight on Tuesday", "overnight on June 12"."""
    if match.word("night") != "overnight":
        return None
    if match.has("weekday"):
        return in_part_of_day(weekday(match, context), "NI")
    month, day = int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    return in_part_of_day(calendar_day(year_of(month, day, context), month, day), "NI")


def day_beside(match: Match, context: Context) -> Reading | None:
    """Read "the day after tomorrow", "the day before yesterday"."""
    step = {"tomorrow": 1, "yesterday": -1}.get(match.word("deictic"), 0)
    if step != {"after": 1, "before": -1}.get(match.word("way")):
        return None
    return shifted(context.day, 2 * step, "D")


def hours_of_today(match: Match, context: Context) -> Reading | None:
    """Read "the early hours of the morning", "since early morning" as hours of the day of the report."""
    opened = match.has("part") or match.before() in BEFORE_PART
    if not opened or (match.after().isalpha() and match.after() not in AFTER_PART):
        return None
    base = context.reference if context.narrative else context.day
    return in_part_of_day(shifted(base, 0, "D"), match["pod"])


def part_of_the_day(match: Match, context: Context) -> Reading | None:
    """Read "in the evening", "before dawn" where something was then; what is always so then names no day."""
    at_an_edge = match.word("pod") in EDGES_OF_DAY and match.before() in BEFORE_EDGE
    told = match.terms[match.first].text == "the" and match.before() in BEFORE_PART
    told = told and match.before(2) != "clock"  # "four o'clock in the morning"
    noun_follows = match.after().isalpha() and match.after() not in AFTER_PART | AFTER_DAY
    if context.tense not in {"past", None} or noun_follows or not (at_an_edge or told):
        return None
    return in_part_of_day(shifted(context.to_the_day, 0, "D"), match["pod"])


def night_beside(match: Match, context: Context) -> Reading | None:
    """Read "the night before", "the morning after"."""
    if match.word("way") not in {"before", "after"} or match.after().isalnum():
        return None
    return in_part_of_day(shifted(context.to_the_day, int(match["way"]), "D"), match["pod"])


def deictic(match: Match, context: Context) -> Reading | None:
    """Read "today", "yesterday morning", "tonight"."""
    worth = match["deictic"]
    step, night = (0, worth[1:].removeprefix("T")) if worth.startswith("0T") else (int(worth), "")
    base = context.day
    if base is None:
        return in_part_of_day(undated("DATE", "XXXX-XX-XX"), night or match["pod"])
    return in_part_of_day(shifted(base, step, "D"), night or match["pod"])


def part_of_day(match: Match, context: Context) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the next morning"."""
    word, part = match.word("rel"), match["pod"]
    step = int(match["rel"])
    narrative = word in {"that", "same", "following", "previous"} or match.has("the")
    base = context.to_the_day if narrative else context.day
    reading = shifted(base, step, "D")
    return in_part_of_day(reading, part)


def unit(match: Match, context: Context) -> Reading | None:
    """Read "last month", "earlier this week", "the following day", "the end of the year"."""
    name, word = match["unit"], match.word("rel")
    if word == "last" and match.before() in SPANNING and match.terms[match.first].text == "the":
        return until_today(context.day, name, period(1, name))
    if _runs_from_now(match, context):
        return undated("DURATION", period(1, name))  # "over the next year", "in the coming decade"
    if name in SMALL or name in {"ML", "FN"} or (name == "D" and word == "last"):
        return None
    if name == "D" and (match.has("part") or word in {"this", "current", "present", "same", "that"}):
        return _day(match, context)
    base = relative_day(match, context) if match.has("rel") else context.reference
    if base is not None and word == "this" and base == context.day:
        base = _meant_by_this(base, name, context.tense)
    if not match.has("rel") and not context.narrative and not match.has("when"):
        base = context.day
    reading = shifted(base, 0, name, match["part"] or None)
    return _clipped(match, reading, context) if reading else None


def _runs_from_now(match: Match, context: Context) -> bool:
    """Tell whether "the next" or "the coming" of a unit is not the calendar's: all of it from the report on."""
    name, word = match["unit"], match.word("rel")
    if word not in AHEAD or match.terms[match.first].text != "the" or match.has("part"):
        return False
    spanning = match.before() == "over" or (match.before() in SPANNING and context.tense != "past")
    return name in FAR_UNITS or (word == "next" and name in "WMY" and spanning)


def _day(match: Match, context: Context) -> Reading | None:
    """Read "to this day", "the same day", "later that day"; after a month alone it is one of its days."""
    word, month = match.word("rel"), context.anchor or ""
    days = bounds(month) if len(month) == len("2021-07") and not context.narrative else None
    if word == "present" or (word in {"this", "current"} and match.before() == "to"):
        return undated("DATE", "PRESENT_REF")
    if word in {"this", "current"}:
        return shifted(context.reference, 0, "D")
    if days and word in {"same", "that"}:
        return Reading(type="DATE", value=f"{month}-XX", earliest=days[0], latest=days[1])
    return shifted(relative_day(match, context), 0, "D") if match.has("rel") else None


def _meant_by_this(day: date, name: str, tense: str | None) -> date:
    """Return a day in the week or weekend that "this" means: on a Sunday, one ahead is the next."""
    if name == "W" and tense == "future" and day.isoweekday() == 7:
        return moved(day, 1, "W") or day
    if name == "WE" and tense == "past" and day.isoweekday() < 6:
        return moved(day, -1, "W") or day
    return day


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
    elif match["unit"] == "W" and not match.has("part") and context.tense != "future":
        last = day
    return Reading(type=reading.type, value=reading.value, mod=reading.mod, earliest=first, latest=last, anchors=True)


def weekend(match: Match, context: Context) -> Reading | None:
    """Read "the weekend", and "the quarter" where one was named before."""
    if match["weekend"] == "Q" and match.before() in SPANNING and QUARTER.search(context.anchor or ""):
        return shifted(context.reference, 0, "Q") if match.after() != "of" else None
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
    whole = calendar_day(year, int(match["month"]), None, mod)
    if whole is None or whole.earliest is None or match["unit"] != "W" or not match["nth"].lstrip("-").isdecimal():
        return whole
    nth, days = int(match["nth"]), month_days(whole.earliest.year, whole.earliest.month)
    first = days - 6 if nth < 0 else 7 * nth - 6
    if first > days or len([term for term in match.terms[match.first : match.last] if term.number]) > match.has("year"):
        return whole  # "the last two weeks of June"
    last = min(first + 6, days)
    return Reading(
        type=whole.type, value=whole.value, mod=mod, anchors=True,
        earliest=whole.earliest.replace(day=first), latest=whole.earliest.replace(day=last),
    )  # fmt: skip


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
    told = context.to_the_day if unit_name in {"D", "W", "TH"} else context.reference
    base = context.day if word in {"ago", "back", "hence"} else told
    if word == "later" and unit_name in {"D", "W"} and (within := _from_within(match, context)) is not None:
        return within
    if unit_name in SMALL:
        days = count // 24 if unit_name == "TH" else 0
        return shifted(base, -days, "D") if base and days < 3 and word == "ago" else None
    return _far(shifted(base, sign * count, unit_name), unit_name, base, sign * count)


def to_the_day(match: Match, context: Context) -> Reading | None:
    """Read "two years ago today", "two years ago this month"."""
    count, day = match.count(), context.day
    if count is None or day is None or match["unit"] in SMALL or "T" in match["deictic"]:
        return None
    step, name = (int(match["rel"]), match["named"]) if match.has("rel") else (int(match["deictic"]), "D")
    near = moved(day, step, name)
    return shifted(moved(near, -count, match["unit"]), 0, name) if near else None


def from_now(match: Match, context: Context) -> Reading | None:
    """Read "a year from now", "two weeks from Monday"."""
    count, unit_name = match.count(), match["unit"]
    if count is None or context.day is None or unit_name in SMALL or "T" in match["deictic"]:
        return None
    if match.has("weekday"):
        coming = msgspec.structs.replace(context, tense="future", narrative=False)
        first = weekday_of(int(match["weekday"]), coming)
        return shifted(moved(first, count, unit_name), 0, "D") if first else None
    if match.has("now") and match.word("now") != "now":
        return None
    day = moved(context.day, int(match["deictic"] or 0), "D")
    return _far(shifted(day, count, unit_name), unit_name, day, count)


def year_ago(match: Match, context: Context) -> Reading | None:
    """Read "the year-ago quarter", "the year-earlier period": a year before the quarter or the year told of."""
    quarter = QUARTER.search(context.anchor or "") is not None
    base = context.reference if quarter else context.day
    if match["unit"] != "Y" or base is None:
        return None
    told = shifted(moved(base, int(match["way"]), "Y"), 0, "Q" if quarter else "Y")
    return msgspec.structs.replace(told, anchors=False) if told else None  # "the quarter" after it is the later one


def _from_within(match: Match, context: Context) -> Reading | None:
    """Read "four days later" counted from a month or a year, which gives no day but all those that it can be."""
    days = bounds(context.anchor) if context.anchor and not context.narrative else None
    count = match.count()
    if days is None or count is None or days[0] == days[1]:
        return None
    first, last = (moved(day, count, match["unit"]) for day in days)
    return Reading(type="DATE", value="XXXX-XX-XX", earliest=first, latest=last) if first and last else None


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
