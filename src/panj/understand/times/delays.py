"""Durations that count from an event: "as soon as six months after the withdrawal is completed"."""

import re

from panj.english.parsed import Sentence
from panj.lexicon import words
from panj.records import Interval, Span
from panj.understand.quantities.bounds import Bound
from panj.understand.quantities.numerals import Term
from panj.understand.trees import phrases
from panj.understand.trees.offsets import Offsets

AFTER = frozenset({"after", "following", "of", "since", "from"})
PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([SMHDWY])\Z")
DAYS = {"TS": 1 / 86400, "TM": 1 / 1440, "TH": 1 / 24, "D": 1.0, "W": 7.0, "M": 365.25 / 12, "Y": 365.25}
NO_LOW = frozenset({"high", "near"})
GIVING = words("role_words", "word", "giving")
START = frozenset({"after", "following"})


def from_event(
    duration: Interval, bound: Bound, term: Term | None, offsets: Offsets
) -> tuple[Span, tuple[int | None, int | None]] | None:
    """Return the words that start the clock of a duration and the least and most days; None if none do.

    `term` is the word after the duration. "of" starts a clock only for what is bounded ("within a day of").
    """
    days = days_of(duration)
    if days is None or term is None or term.text not in AFTER or (term.text not in START and bound.kind not in NO_LOW):
        return None
    found = offsets.head(term.start, term.end)
    event = _event(found[0], found[1].i) if found else None
    if event is None:
        return None
    return event, (None if bound.kind in NO_LOW else days, None if bound.kind == "low" else days)


def from_grant(duration: Interval, offsets: Offsets) -> tuple[Span, tuple[int | None, int | None]] | None:
    """Return the verb that grants a time to do something in, and the days: "gave them a week to leave"."""
    days, span = days_of(duration), duration.span
    found = offsets.head(span.start, span.end) if span else None
    if days is None or found is None or found[1].relation not in {"obj", "obl", "iobj"}:
        return None
    sentence, time = found
    verb = sentence.tokens[time.head]
    todo = (*sentence.children(time.i, "acl"), *sentence.children(verb.i, "advcl", "xcomp"))
    to_do = any(t.i > time.i and any(c.xpos == "TO" for c in sentence.children(t.i, "mark")) for t in todo)
    if verb.lemma not in GIVING or not to_do:
        return None
    return Span(verb.start, verb.end), (None, days)


def days_of(duration: Interval) -> int | None:
    """Return the whole days of a duration; None if it is none, or of no certain length."""
    match = PERIOD.match(duration.timex.value) if duration.timex else None
    return int(float(match[2]) * DAYS[match[1] + match[3]]) if match else None


def _event(sentence: Sentence, i: int) -> Span | None:
    """Return the phrase or clause that preposition or conjunction `i` opens."""
    opener = sentence.tokens[i]
    if opener.relation not in {"case", "mark", "advmod"} or opener.head < i:
        return None
    below = tuple(j for j in sentence.subtree(opener.head) if j > i)
    kept = phrases.trim(sentence, phrases.unbroken(set(below), below[0])) if below else ()
    behind = sentence.tokens[kept[-1] + 1 : kept[-1] + 2] if kept else ()
    if opener.relation == "mark" and any(t.xpos == "VBD" for t in behind):  # "a day after men led by a general took it"
        kept = (*kept, behind[0].i)
    return phrases.span_of(sentence, kept) if kept else None
