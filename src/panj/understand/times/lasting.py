"""Durations, sets, clock times, and references to no certain day."""

import re

from panj.understand.quantities.numerals import HYPHENS
from panj.understand.times.context import Context, Reading, dated, undated, until_today
from panj.understand.times.match import SMALL, Match, period
from panj.understand.times.values import first_day

LENGTHS = frozenset({*SMALL, "D", "W", "WE", "FN", "M", "Q", "Y", "DE", "CE", "ML"})
AFTER_MOMENT = frozenset({"of", "that", "when", "he", "she", "it", "they"})
TO_COME = frozenset({"will", "would", "may", "might", "can", "could", "shall", "to"})


def duration(match: Match, context: Context) -> Reading | None:
    """Read "nearly 20 years", "the past two months", "weeks", "year-long"."""
    name = match["unit"]
    if name not in LENGTHS:
        return None
    singular = match.has("count") or match.has("half") or match.has("few")
    vague = not singular and not (match.has("rel") and match.word("unit") in {"year", "week", "month", "decade"})
    around = [term.text for term in match.terms[match.last - 2 : match.last + 2]]
    if "old" in around[1:] and not HYPHENS.isdisjoint(around):
        return None  # an age is a quantity
    if match.letters in {"V", "dV"} and re.fullmatch(r"\d{4}", match.after()):
        return None  # "the years 1955 and 1956"
    long = match.terms[match.last - 1].text == "long" and not singular
    plural = match.terms[match._match.start("unit")].text.endswith("s")
    if (name == "Q" and not (plural and match.has("count"))) or (match.word("unit") == "nights" and not singular):
        return None  # "quarters" are mostly a place, "a quarter" a share; "nights" are counted or no length
    if match.letters == "NU" and match.before() in TO_COME and match.text() == "one day":
        return undated("DATE", "FUTURE_REF")
    count = None if vague and plural else 1.0 if long else match.count()
    if match.word("rel") == "past" and not plural and not singular:
        return until_today(context.day, name, period(1, name))
    return undated("DURATION", period(count, name))


def in_a_row(match: Match, context: Context) -> Reading | None:
    """Read "the third straight day", "the third day in a row", "for a third day" as what has lasted so long."""
    row = match.has("unit") or (match.has("row") and match.terms[match.last - 1].text == "row")
    lasting = match.before() == "for" and not match.has("row") and match.after() != "of"
    unit = match["unit"] or match["unit2"]
    return undated("DURATION", period(float(match["nth"]), unit)) if (row or lasting) and unit in "DWMY" else None


def every(match: Match, context: Context) -> Reading | None:
    """Read "every year", "each day", "per month", "every third day", "every night"."""
    if match.has("pod"):
        return undated("SET", f"XXXX-XX-XXT{match['pod']}")
    if match.has("nth"):
        return undated("SET", period(float(match["nth"]), match["unit"])) if match["nth"].isdecimal() else None
    number = match.terms[match._match.start("count")].number if match.has("count") else 1.0
    return undated("SET", period(number, match["unit"]))


def quarter_of(match: Match, context: Context) -> Reading | None:
    """Read "a quarter of a century"."""
    return undated("DURATION", "P25Y") if (match["share"], match["unit"]) == ("Q", "CE") else None


def these_days(match: Match, context: Context) -> Reading | None:
    """Read "these days", "in those days"."""
    return undated("DATE", match["pointing"]) if match["unit"] == "D" and match.before() != "of" else None


def at_the_moment(match: Match, context: Context) -> Reading | None:
    """Read "to date", "at the moment", "for the moment"."""
    before, the = match.before(), match.terms[match.first].text == "the"
    if match.word("now") == "date":
        return undated("DATE", match["now"]) if before == "to" and not the and match.before(2) != "up" else None
    ends = not match.after().isalnum() or (context.tense != "past" and match.after() not in AFTER_MOMENT)
    return undated("DATE", match["now"]) if the and before in {"at", "for"} and ends else None


def often(match: Match, context: Context) -> Reading | None:
    """Read "daily", "annually"."""
    return undated("SET", match["often"]) if match.has("often") else None


def clock(match: Match, context: Context) -> Reading | None:
    """Read "10:35 a.m.", "9 pm", "noon"."""
    if not match.has("clock") and not match["hour"].isdecimal():
        return None
    if match.word("clock").isalpha() and match.before() in {"the", "a", "this", "s"} and match.after().isalpha():
        return None  # "the noon briefing"
    hours, _, minutes = (match["clock"] or match["hour"]).partition(":")
    hour, half = int(hours), match["half"] or match["half2"]
    if match.has("time_of_day"):
        half = "a" if match["time_of_day"] == "MO" else "p"
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    exact = context.anchor is not None and len(context.anchor) == len("2021-07-08")
    base = first_day(context.anchor) if exact else context.day
    day = base.isoformat() if base else "XXXX-XX-XX"
    value = f"{day}T{hour:02}:{minutes[:2] or '00'}"
    return (dated(value) if base else None) or undated("TIME", value)


def reference(match: Match, context: Context) -> Reading | None:
    """Read "now", "recently", "soon"."""
    return undated("DATE", match["reference"])


def the_future(match: Match, context: Context) -> Reading | None:
    """Read "the future", "in future"."""
    return undated("DATE", "FUTURE_REF")


def past_or_present(match: Match, context: Context) -> Reading | None:
    """Read "the past", "recent", "at present", "current" where no unit follows."""
    word, ends = match.word("tense"), not match.after().isalnum()
    ends = ends or (match.terms[match.first].text == "at" and context.tense != "past")
    if word in {"recent", "current"}:
        return undated("DATE", "PAST_REF" if word == "recent" else "PRESENT_REF")
    if len(match.letters) == 1 or not ends or word not in {"past", "present"}:
        return None
    return undated("DATE", "PAST_REF" if word == "past" else "PRESENT_REF")
