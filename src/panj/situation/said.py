"""A statement as evidence, with the words that a topic looks at."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from panj import lexicon
from panj.records import Interval, Modality, Place, Quantity, Statement
from panj.world.sides import Side

T = TypeVar("T")
AHEAD = frozenset({Modality.PLANNED, Modality.FORECAST, Modality.CONDITIONAL})
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|if|unless|going to|plan\w*|expect\w*|likely|intend\w*|ready|due to"
    r"|(?:is|are) to)\b"
)

_TITLES = lexicon.words("relation_words", "word", "title")
_A_DAY, DECEMBER = timedelta(1), 12
OPENING = 9  # characters that hold "On " or "In early"
LONGEST_TITLE = 5  # characters of one that is shortened
_ENDING = ".!?\n"
_SENTENCE_END = re.compile(  # its first character is one of few: so it is found many times faster
    r"[.!?\n](?:(?<=[a-z0-9)\"”’'][.!?])[\"”’]?\s{1,20}(?=[\"“‘'(]?[A-Z])|(?<=\n)[ \t]{0,20}\n\s{0,20})"
)


class Said:
    """A statement, and its id, as evidence: the day and outlet of its report, its figures, and its witness.

    Reports that copy each other are one witness. `by` is for whom the innermost speaker speaks (None: the outlet
    itself), `holder` for whom a place is said to be held, `actors` and `recipients` are those for whom the parties act,
    `places` those within the statement's words;
    `happened_on` is the last day on which it can have come about: its own, else that of its saying, else the report's.
    """

    __slots__ = (
        *("_answers", "_rest", "id", "statement", "day", "outlet", "witness"),
        *("figures", "actors", "recipients", "places", "by", "holder", "happened_on"),
    )

    figures: tuple[Quantity, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    places: tuple[Place, ...]
    by: Side | None
    holder: Side | None
    happened_on: date

    def __init__(
        self, statement: Statement, day: date, outlet: str, witness: str, rest: Callable[["Said"], None]
    ) -> None:
        """`rest` gives the other fields when the first of them is asked for: of most statements nobody asks."""
        self.id, self.statement, self.day, self.outlet, self.witness = statement.id, statement, day, outlet, witness
        self._rest = rest

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whichever of the rest is not there yet
        if name == "happened_on":
            when = _when(self.statement, self.day)
            self.happened_on = when.latest if when and when.latest else self.day
        elif name in _REST:
            self._rest(self)
        elif name == "_answers":
            self._answers: dict[Any, Any] = {}
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Said) and all([getattr(self, name) == getattr(other, name) for name in _FIELDS])

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def speaker(self) -> str:
        """The innermost speaker's name."""
        source = self.statement.chain[-1].source
        return source.name or source.text or self.outlet

    @property
    def words(self) -> str:
        """The sentence of the quoted words that the event, fact or figure is in; all of them where they are one."""
        return self.once(_sentence)

    @property
    def at(self) -> int:
        """Where in the document the act, fact, day or figure is told; of what is to come where a word says so."""
        about = self.statement
        if about.event:
            return about.event.trigger.start
        if about.relation:
            return about.relation.subject_span.start
        when = about.when.span if about.when else None
        if when is not None and about.span.holds(when):
            return when.start
        if about.condition is not None and about.span.holds(about.condition):
            return about.condition.start
        if about.modality in AHEAD and (ahead := _AHEAD.search(about.quote)):
            return about.span.start + ahead.start()
        return about.quantities[0].start if about.quantities else about.span.start

    def once(self, ask: Callable[["Said"], T]) -> T:
        """Return what follows from the statement alone, worked out once."""
        answers = self._answers
        try:
            found: T = answers[ask]
        except KeyError:
            found = answers[ask] = ask(self)
        return found

    @property
    def shown_day(self) -> str:
        """The last day on which it can have come about, of a month or a year no more than that: "2022-06", "2022"."""
        told = self.statement
        own = None if told.event else _of_the_figure(told)
        when = own if own and own.latest and own.latest <= self.day else _when(told, self.day)
        day = when.latest if when and when.latest else self.day
        if when is None or when.earliest is None or (day + _A_DAY).day != 1:
            return str(day)
        if when.earliest == day.replace(month=1, day=1) and day.month == DECEMBER:
            return f"{day:%Y}"
        return f"{day:%Y-%m}" if when.earliest == day.replace(day=1) else str(day)

    @property
    def trigger(self) -> str:
        """The words for the act, in lower case; "" if none is told."""
        event = self.statement.event
        return self.between(event.trigger.start, event.trigger.end).lower() if event else ""

    def between(self, start: int, end: int) -> str:
        """Return the quoted words between two places of the document."""
        told = self.statement
        first = told.span.start
        return told.quote[start - first if start > first else 0 : end - first if end > first else 0]

    def before(self, end: int) -> str:
        """Return the quoted words up to a place of the document."""
        told = self.statement
        first = told.span.start
        return told.quote[: end - first if end > first else 0]

    def behind(self, start: int) -> str:
        """Return the quoted words from a place of the document on."""
        told = self.statement
        first = told.span.start
        return told.quote[start - first if start > first else 0 :]


_REST = frozenset(Said.__annotations__)
_FIELDS = ("statement", "day", "outlet", "witness", *sorted(_REST))


def _when(told: Statement, day: date) -> Interval | None:
    """Return the days on which it came about; else those on which it was said, none after the report's."""
    days = (told.event.when if told.event else None, *[link.said for link in told.chain[:0:-1]])
    return next((when for when in days if when and when.latest and when.latest <= day), None)


def _of_the_figure(told: Statement) -> Interval | None:
    """Return the days in words that give a figure and no act, if no other clause stands between: "gave $9m in July"."""
    when = told.when.span if told.when and told.happened and len(told.quantities) == 1 else None
    if when is None:
        return None
    start, first, last = told.span.start, *sorted((when, told.quantities[0]))
    between = told.quote[max(0, first.end - start) : max(0, last.start - start)]
    opens = first.start - start < OPENING  # "In July, Norway gave $9m"
    return None if any(mark in between[opens:] for mark in ",;:") else told.when


def _sentence(said: Said) -> str:
    words = said.statement.quote
    ends = (
        [m.end() for m in _SENTENCE_END.finditer(words) if not _is_title(words, m.start())]
        if any_of(_ENDING, words[:-1])
        else ()
    )
    if not ends:
        return words.strip()
    at = said.at - said.statement.span.start
    start = max((end for end in ends if end <= at), default=0)
    end = min((end for end in ends if end > at), default=len(words))
    return words[start:end].strip()


def _is_title(words: str, stop: int) -> bool:
    """Tell whether a full stop is that of a title: "met Gen." of "met Gen. Petrov"."""
    last = words[max(0, stop - LONGEST_TITLE - 1) : stop].rpartition(" ")[2]
    return last[:1].isupper() and len(last) <= LONGEST_TITLE and last.lower() in _TITLES


def any_of(words: Iterable[str], small: str) -> bool:
    """Tell whether any of these words stands in a text in lower case, be it within another word."""
    for word in words:  # noqa: SIM110 - several times as quick as `any`
        if word in small:
            return True
    return False
