"""By when something is to be, on what it hangs, and whether it would change what is in force, by its own clause."""

import re
from datetime import date

from panj.lexicon import words
from panj.records import Event, Interval, Span
from panj.situation.hints import THINGS
from panj.situation.said import Said

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# a day before which somebody will not do something: "will not return before the end of 2022"
_NOT_UNTIL = re.compile(
    r"\b(?:will|would) not (?:[\w-]+ ){1,8}?(?:before|until) (?:the end of |early |late |next |midnight |noon )?"
    rf"(?:\d|next|on|{_MONTHS})"
)
# what will not be until something else is: "would not leave any town until the government agreed to talks"
_HANGS = re.compile(
    r"\b(?:(?:(?:will|would|could|can) not|cannot|won['’]t|wouldn['’]t"
    r"|(?:will|would) (?:stay|remain|keep|hold|continue)"
    r"|to keep)(?: [^.;]{2,80}?)? (?:until|as long as|so long as)|(?:will|would) [^.;]{2,80}? (?:once|as soon as)) "
    r"(?!(?:the (?:end|week|day|close)|next|early|late|mid|at least|further|midnight|noon|dawn|then|now|again"
    rf"|more|\w+day|{_MONTHS})\b|mid-|\d)"
)
_ASIDE = re.compile(r", (?:which|who|whose|where|due|set|scheduled|planned|originally)\b[^,;]{3,80}(?=,)")
_THING = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, THINGS), key=len, reverse=True))})s?\b")
REACH = 60  # characters from a verb on in which the thing that it changes is named


def own_time(said: Said, when: Interval | None, event: Event | None = None) -> Interval | None:
    """Return the time of something, None if it is told of another clause beside it."""
    return None if when is None or (when.span and _elsewhere(said, when.span, event)) else when


def due_day(when: Interval | None, day: date) -> date | None:
    """Return the day by which it is to be; a day before the report is of something else in the sentence."""
    if when is None or (when.text or "").lower() == "the same day":
        return None  # which is that of what it hangs on
    return when.latest if when.latest and when.latest >= day else None


def _elsewhere(said: Said, day: Span, event: Event | None) -> bool:
    """Tell whether a day stands beside what is told: "the pact, which expires in May, is to be signed", "; "."""
    quote, start = said.statement.quote, said.statement.span.start
    asides = (Span(start=start + m.start(), end=start + m.end()) for m in _ASIDE.finditer(quote))
    if any(aside.holds(day) and not (event and aside.holds(event.trigger)) for aside in asides):
        return True
    first, last = sorted((event.trigger.start, day.start)) if event else (0, 0)
    return ";" in said.between(first, last)


def not_until(said: Said) -> bool:
    """Tell whether words name a day before which something will not be."""
    return bool(_NOT_UNTIL.search(said.words))


def hangs(said: Said) -> bool:
    """Tell whether something will be or not be only until or as long as something else is."""
    return bool(_HANGS.search(said.words))


def changes(said: Said, event: Event) -> bool:
    """Tell whether a plan would change what is in force: "will reopen its embassy", "would lift the sanctions"."""
    verb = said.trigger.partition(" ")[0]
    return verb in words("terms", "word", "sets") and bool(
        _THING.search(said.behind(event.trigger.start)[:REACH].lower())
    )
