"""One walk over a text that reads each time against what came before it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import words
from panj.records import Interval, Span
from panj.understand.quantities.bounds import Bound, around
from panj.understand.quantities.numerals import terms
from panj.understand.times.context import Context, Reading, dated
from panj.understand.times.delays import from_event, from_grant
from panj.understand.times.grammar import Found, Line, matches_at, next_start, read, spell
from panj.understand.times.named import SHORT_MONTHS
from panj.understand.times.tense import tense_at
from panj.understand.times.values import first_day
from panj.understand.trees.offsets import Offsets

HISTORY = 5  # so many years that lie two or more before the report make it a narrative
ASIDE = 10  # years
FROM_TODAY = re.compile(r"(?<!d)[lt][US]")  # "last month", "this winter": told from the report's own day
UNDATED = re.compile(r"(?P<month>M)\.?[DO](?![co]?Y)")  # "December 14"
DATED = re.compile(r"M\.?[DO]?[co]?Y")
CLOCK_AND_DAY = re.compile(r"[cn]{0,2}(?=[MWTDdl])")
ASIDE_WORDS = frozenset({"since", "until", "till", "("})
BACK = frozenset("gev")  # "two years earlier", "the previous day"
TO_THE_EDGE = frozenset({"by", "before", "until", "till", "since", "to", "beyond", "past"})
EDGES = words("role_words", "word", "edge")
NO_LEAP = frozenset("dlpvxft")  # what "over" before these means is "during"


class Scan:
    """The terms and the tree of one text, and the date that the walk has come to."""

    def __init__(self, parsed: Parsed, day: date | None) -> None:
        self._text, self._parsed = parsed.text, bool(parsed.sentences)
        self._line = spell(terms(parsed.text))
        self._offsets = Offsets(parsed.sentences)
        self._context = Context(day=day, narrative=is_narrative(self._line, day))
        self._last_sentence = -1
        self._left: str | None = None  # the date that an aside left, to go back to after its sentence

    def intervals(self) -> Iterator[Interval]:
        """Yield the times in order."""
        position = 0
        while (start := next_start(self._line, position)) >= 0:
            sentence = self._offsets.sentence(self._line.terms[start].start)
            self._return(sentence)
            found = None if self._parsed and sentence < 0 else self._read(start, sentence)
            if found is None or self._line.letters[start] == "J":  # "former" is a time only where one is asked for
                position = start + 1
                continue
            match, reading = self._with_the_same(*self._with_day(*found, sentence), sentence)
            position = match.last
            yield self._interval(match, reading)
            self._move_on(match, reading, sentence)

    def _read(self, start: int, sentence: int, lead: int | None = None) -> tuple[Found, Reading] | None:
        """Read the time at term `start`, with the tense around the words from `lead` on."""
        terms_here = self._line.terms
        head = self._offsets.head(terms_here[start].start, terms_here[min(start + 3, len(terms_here)) - 1].end)
        near = self._context.anchor is not None and sentence == self._last_sentence
        context = msgspec.structs.replace(self._context, near=near)
        matches = matches_at(self._line, start)
        found = read(matches, context)
        if found is None or head is None:
            return found
        match = found[0]
        first = match.first if lead is None else lead
        head = self._offsets.head(terms_here[first].start, terms_here[match.last - 1].end)
        if head and self._line.letters[match.first : match.last] == "M" and _is_surname(*head):
            return None
        tense = tense_at(head[0], head[1].i) if head else None
        return read(matches, msgspec.structs.replace(context, tense=tense)) if tense else found

    def _with_day(self, match: Found, reading: Reading, sentence: int) -> tuple[Found, Reading]:
        """Return the instant that a clock time and the day after it name together ("9 a.m. on Tuesday")."""
        joint = CLOCK_AND_DAY.match(self._line.letters, match.last) if reading.type == "TIME" else None
        if joint is None or (reading.earliest is not None and ":" not in reading.value):
            return match, reading
        following = self._read(joint.end(), sentence, match.first)
        if following is None or following[1].earliest is None or following[1].earliest != following[1].latest:
            return match, reading
        both = dated(f"{following[1].earliest.isoformat()}T{reading.value.partition('T')[2]}")
        joined = msgspec.structs.replace(match, last=following[0].last)
        return (joined, both) if both else (match, reading)

    def _with_the_same(self, match: Found, reading: Reading, sentence: int) -> tuple[Found, Reading]:
        """Return as one what brackets after a day say again: "Tuesday (May 16)", "today (23 December)"."""
        terms_here, start = self._line.terms, match.last
        opened = start + 1 < len(terms_here) and terms_here[start].text == "("
        again = (
            self._read(start + 1, sentence)
            if opened and reading.type == "DATE" and reading.earliest is not None
            else None
        )
        closed = again is not None and again[0].last < len(terms_here) and terms_here[again[0].last].text == ")"
        if again is None or not closed or (again[1].earliest, again[1].latest) != (reading.earliest, reading.latest):
            return match, reading
        return msgspec.structs.replace(match, last=again[0].last + 1), again[1]

    def _interval(self, match: Found, reading: Reading) -> Interval:
        line, end = self._line, match.last
        end -= line.terms[end - 1].text == "." and line.terms[end - 2].text not in SHORT_MONTHS
        first, bound = match.first, around(line.terms, match.first, match.last)
        reading = _at_the_edge(reading, [term.text for term in line.terms[max(0, first - 1) : end]])
        counted = reading.type == "DURATION" and line.letters[first] not in NO_LEAP
        if counted or (reading.type == "DATE" and bound.kind == "about"):
            first, end, reading = bound.first, max(end, bound.last), bounded(reading, bound)
        span = Span(line.terms[first].start, line.terms[end - 1].end)
        interval = reading.interval(span, span.of(self._text))
        return self._delayed(interval, bound) if counted else interval

    def _delayed(self, interval: Interval, bound: Bound) -> Interval:
        if bound.last >= len(self._line.terms):
            return interval
        delay = from_event(interval, bound, self._line.terms[bound.last], self._offsets)
        delay = delay or from_grant(interval, self._offsets)
        return msgspec.structs.replace(interval, after=delay[0], delay_days=delay[1]) if delay else interval

    def _move_on(self, match: Found, reading: Reading, sentence: int) -> None:
        if _leads(self._line.letters[match.first : match.last], reading, self._context):
            value = reading.value.partition("T")[0].partition("/")[0]
            if self._context.narrative and self._context.anchor and self._is_aside(match):
                self._left = self._left or self._context.anchor
            else:
                self._left = None
            reached = reading.earliest if reading.earliest == reading.latest else self._context.reached
            self._context = msgspec.structs.replace(self._context, anchor=value, reached=reached)
            self._last_sentence = sentence

    def _return(self, sentence: int) -> None:
        if self._left and sentence != self._last_sentence:
            self._context = msgspec.structs.replace(self._context, anchor=self._left)
            self._left = None

    def _is_aside(self, match: Found) -> bool:
        """Tell whether a date is told beside the story: "since 1946", "a year earlier", "which he built in 1960"."""
        line, first = self._line, match.first
        before = [term.text for term in line.terms[max(0, first - 2) : first]]
        if before[-1:] and (before[-1] in ASIDE_WORDS or before == ["as", "of"]):
            return True
        if not BACK.isdisjoint(line.letters[first : match.last]):
            return True
        found = self._offsets.head(line.terms[first].start, line.terms[match.last - 1].end)
        if found is None:
            return False
        sentence_of, token = found
        return any(above.relation.startswith("acl") for above in (token, *sentence_of.above(token.i)))


def is_narrative(line: Line, day: date | None) -> bool:
    """Tell whether most dates with a year lie long before the report: then each counts from the one before it."""
    if day is None or line.letters.count("B") >= HISTORY:
        return True
    years = [int(worth) for letter, worth in zip(line.letters, line.worth, strict=True) if letter == "Y"]
    old = sum(year < day.year - 1 for year in years)
    months = sum(int(line.worth[match.end() - 1]) < day.year - 1 for match in DATED.finditer(line.letters))
    spoken = any(letter in line.letters for letter in "WT") or len(FROM_TODAY.findall(line.letters)) >= 2
    return (
        not _is_of_late(line, day)
        and old >= HISTORY
        and 5 * old >= 3 * len(years)
        and (months >= 2 * HISTORY or not spoken)
    )


def _is_of_late(line: Line, day: date) -> bool:
    """Tell whether most days without a year are of the report's month or the one before: history is background."""
    months = [int(line.worth[match.end("month") - 1]) for match in UNDATED.finditer(line.letters)]
    late = sum((day.month - month) % 12 <= 1 for month in months)
    return len(months) >= 4 and 5 * late >= 3 * len(months)


def _leads(letters: str, reading: Reading, context: Context) -> bool:
    """Tell whether what follows counts from this date; in a narrative a far aside ("released in 2005") does not."""
    if reading.value.startswith("BC"):
        return True
    known = first_day(context.anchor)
    if not reading.anchors or reading.earliest is None or known is None or not context.narrative:
        return reading.anchors
    dated_to_month = "Y" in letters and "M" in letters
    return dated_to_month or abs(reading.earliest.year - known.year) <= (ASIDE if "Y" in letters else 1)


def _at_the_edge(reading: Reading, words: Sequence[str]) -> Reading:
    """Return the day that "by the end of August", "since the start of the year" lead to."""
    day = {"START": reading.earliest, "END": reading.latest}.get(reading.mod or "")
    if day is None or words[0] not in TO_THE_EDGE or EDGES.isdisjoint(words[1:4]):
        return reading
    return msgspec.structs.replace(reading, earliest=day, latest=day)


def bounded(reading: Reading, bound: Bound) -> Reading:
    """Return the reading with the modifier of the words that bound it; a date can only be approximate."""
    if reading.mod or not bound.mod or (reading.type != "DURATION" and bound.kind != "about"):
        return reading
    return msgspec.structs.replace(reading, mod=bound.mod)


def _is_surname(sentence: Sentence, month: Token) -> bool:
    """Tell whether a month's name is part of somebody's: "Ken May said", "the general, John March, said"."""
    return month.deprel == "flat" and sentence.tokens[month.head].type == "person"
