"""Times as TIMEX3 writes them, and the days they mean, read against the day of the report and the tense beside them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from panj.english.parsed import Parsed
from panj.records import Document, Interval, Span
from panj.understand.bounds import Bound, around
from panj.understand.numerals import terms
from panj.understand.offsets import Offsets
from panj.understand.times.context import Context, Reading, dated
from panj.understand.times.grammar import Found, Line, candidates, read, spell
from panj.understand.times.tense import tense_at
from panj.understand.times.values import first_day

DAYS = {"D": 1.0, "W": 7.0, "FN": 14.0, "M": 30.4375, "Q": 91.3125, "Y": 365.25, "DE": 3652.5, "CE": 36525.0}
HISTORY = 5  # so many years that lie two or more before the report make it a narrative
ASIDE = 10  # years
DATED = re.compile(r"M\.?[DO]?[co]?Y")
JOINTS = frozenset("cn")


def find_times(document: Document, parsed: Parsed) -> tuple[Interval, ...]:
    """Find the time expressions of a report in order, with their values and, where they are known, their days."""
    line = spell(terms(parsed.text))
    found = candidates(line)
    place = Offsets(parsed.sentences)
    context = Context(day=document.published, narrative=_is_narrative(line, document.published))
    return tuple(_in_order(parsed, line, found, place, context))


def value_of(text: str, *, day: date | None, tense: str | None = None, anchor: str | None = None) -> Interval | None:
    """Return what a time expression by itself means; None if it is none.

    `anchor` is the TIMEX value of the date before it; without `day` the text is read as a narrative that it leads.
    """
    line = spell(terms(text))
    context = Context(day=day, tense=tense, anchor=anchor, near=anchor is not None, narrative=day is None)
    found = candidates(line)
    if not found:
        return None
    best = max(found, key=lambda each: (each.last - each.first, -each.first))
    reading = read(best, context)
    if reading is None:
        return None
    bound = around(line.terms, best.first, best.last)
    return _bounded(reading, bound).interval(Span(0, len(text)), text) if text else None


def _tense(place: Offsets, start: int, end: int) -> str | None:
    """Return the tense around the expression between these characters."""
    found = place.head(start, end)
    return tense_at(found[0], found[1].i) if found else None


def _is_narrative(line: Line, day: date | None) -> bool:
    """Tell whether most dates with a year lie long before the report: then each counts from the one before it."""
    if day is None or line.letters.count("B") >= HISTORY:
        return True
    years = [int(worth) for letter, worth in zip(line.letters, line.worth, strict=True) if letter == "Y"]
    old = sum(year < day.year - 1 for year in years)
    months = sum(int(line.worth[match.end() - 1]) < day.year - 1 for match in DATED.finditer(line.letters))
    spoken = any(letter in line.letters for letter in "WT")
    return old >= HISTORY and 5 * old >= 3 * len(years) and (months >= 2 * HISTORY or not spoken)


def _in_order(
    parsed: Parsed, line: Line, found: Sequence[Found], place: Offsets, context: Context
) -> Iterator[Interval]:
    last_sentence, skip = -1, -1
    for number, each in enumerate(found):
        start, end = line.terms[each.first].start, line.terms[each.last - 1].end
        sentence = place.sentence(start)
        if number <= skip or (parsed.sentences and sentence < 0):
            continue
        here = msgspec.structs.replace(
            context, tense=_tense(place, start, end), near=context.anchor is not None and sentence == last_sentence
        )
        reading = read(each, here)
        if reading is None:
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        joined = _clock_and_day(line, each, reading, following, here)
        if joined is not None and following is not None:
            reading, end, skip = joined, line.terms[following.last - 1].end, number + 1
        bound = around(line.terms, each.first, each.last)
        interval = _spanned(parsed, line, each, bound, reading, end)
        yield interval
        if _moves_on(line, each, reading, context):
            value = reading.value.partition("T")[0].partition("/")[0]
            context = msgspec.structs.replace(context, anchor=value)
            last_sentence = sentence


def _moves_on(line: Line, found: Found, reading: Reading, context: Context) -> bool:
    """Tell whether what follows counts from this date; in a narrative a far aside ("released in 2005") does not."""
    if reading.value.startswith("BC"):
        return True
    known = first_day(context.anchor)
    if not reading.anchors or reading.earliest is None or known is None or not context.narrative:
        return reading.anchors
    letters = line.letters[found.first : found.last]
    dated_to_month = "Y" in letters and "M" in letters
    return dated_to_month or abs(reading.earliest.year - known.year) <= (ASIDE if "Y" in letters else 1)


def _clock_and_day(
    line: Line, clock: Found, reading: Reading, following: Found | None, context: Context
) -> Reading | None:
    """Return the instant that a clock time and the day after it name together ("9 a.m. on Tuesday")."""
    if reading.type != "TIME" or reading.earliest is not None or following is None:
        return None
    if following.first - clock.last > 2 or not set(line.letters[clock.last : following.first]) <= JOINTS:
        return None
    day = read(following, context)
    if day is None or day.earliest is None or day.earliest != day.latest:
        return None
    return dated(f"{day.earliest.isoformat()}T{reading.value.partition('T')[2]}")


def _bounded(reading: Reading, bound: Bound) -> Reading:
    if reading.mod or not bound.mod or (reading.type != "DURATION" and bound.kind != "about"):
        return reading
    return msgspec.structs.replace(reading, mod=bound.mod)


def _spanned(parsed: Parsed, line: Line, found: Found, bound: Bound, reading: Reading, end: int) -> Interval:
    start = line.terms[found.first].start
    counted = line.letters[found.first] not in "dlpvxft"  # "over the past weeks" bounds nothing
    if (reading.type == "DURATION" and counted) or (reading.type == "DATE" and bound.kind == "about"):
        start, end = line.terms[bound.first].start, max(end, line.terms[bound.last - 1].end)
        reading = _bounded(reading, bound)
    span = Span(start, end)
    return reading.interval(span, span.of(parsed.text))


__all__ = ["find_times", "value_of"]
