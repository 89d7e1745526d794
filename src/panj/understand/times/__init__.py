"""Times as TIMEX3 writes them, and the days they mean, read against the day of the report and the tense beside them."""

from datetime import date

from panj.english.parsed import Parsed
from panj.records import Document, Interval, Span
from panj.understand.quantities.bounds import around
from panj.understand.quantities.numerals import terms
from panj.understand.times.context import Context
from panj.understand.times.grammar import matches_at, next_start, read, spell
from panj.understand.times.scan import Scan, bounded

__all__ = ["find_times", "value_of"]


def find_times(document: Document, parsed: Parsed) -> tuple[Interval, ...]:
    """Find the time expressions of a report in order, with their values and, where they are known, their days."""
    return tuple(Scan(parsed, document.published).intervals())


def value_of(text: str, *, day: date | None, tense: str | None = None, anchor: str | None = None) -> Interval | None:
    """Return what a time expression by itself means; None if it is none.

    `anchor` is the TIMEX value of the date before it; without `day` the text is read as a narrative that it leads.
    """
    line = spell(terms(text))
    context = Context(day=day, tense=tense, anchor=anchor, near=anchor is not None, narrative=day is None)
    best, position = None, 0
    while (start := next_start(line, position)) >= 0:
        found = read(matches_at(line, start), context)
        position = found[0].last if found else start + 1
        if found and (best is None or found[0].length > best[0].length):
            best = found
    if best is None:
        return None
    bound = around(line.terms, best[0].first, best[0].last)
    return bounded(best[1], bound).interval(Span(0, len(text)), text)
