"""What a topic looks at: the statements up to a day, cleared of what was rejected or superseded."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Any, TypeVar

import msgspec

from panj import lexicon
from panj.records import Link, Modality, Place, Quantity, Statement
from panj.situation.apart import told_apart
from panj.situation.hints import Words, hints, told
from panj.situation.judged import joined
from panj.world.sides import Side

T = TypeVar("T")
AHEAD = frozenset({Modality.PLANNED, Modality.FORECAST, Modality.CONDITIONAL})
_ASSERTED, _ASKED = Modality.ASSERTED, Modality.ASKED  # to look a member up takes five times as long
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|if|unless|going to|plan\w*|expect\w*|likely|intend\w*|ready|due to"
    r"|(?:is|are) to)\b"
)

_TITLES = lexicon.words("relation_words", "word", "title")
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
            self.happened_on = _happened_on(self.statement, self.day)
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

    def between(self, start: int, end: int) -> str:
        """Return the quoted words between two places of the document."""
        told = self.statement
        first = told.span.start
        return told.quote[start - first if start > first else 0 : end - first if end > first else 0]


_REST = frozenset(Said.__annotations__)
_FIELDS = ("statement", "day", "outlet", "witness", *sorted(_REST))


def _happened_on(told: Statement, day: date) -> date:
    """Return the last day on which it can have come about; else that on which it was said, if before the report's."""
    when = told.event.when if told.event else None
    if when and when.latest and when.latest <= day:
        return when.latest
    for link in told.chain[:0:-1]:
        said = link.said
        if said and said.latest and said.latest <= day:
            return said.latest
    return day


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


class Report:
    """The statements of one report as evidence, in their order, and what was asked of them: each is worked out once.

    What is asked is a plain function of statements, and of one more thing if it is given: the same in all cases that
    have the report.
    """

    def __init__(self, document: str, day: date, said: tuple[Said, ...]) -> None:
        self.document, self.day, self.said = document, day, said
        self.witness = said[0].witness if said else ""  # of all its statements
        self.answers: dict[Hashable, Any] = {}  # by what was asked, with what was given
        self.ids = [one.id for one in said]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """The places of the statements, by what they are about."""
        places: dict[str, list[int]] = {}
        for place, one in enumerate(self.said):
            x = one.statement
            event = x.event
            code = event.code if event else x.relation.relation if x.relation else ""
            if code in places:
                places[code].append(place)
            else:
                places[code] = [place]
        return places

    @cached_property
    def facts(self) -> Sequence[Said]:
        """What came about, as it is put."""
        return [one for one in self.said if (x := one.statement).modality is _ASSERTED and not x.denied]

    @cached_property
    def unreal(self) -> Sequence[Said]:
        """All else."""
        return [one for one in self.said if (x := one.statement).modality is not _ASSERTED or x.denied]

    @property
    def open(self) -> Sequence[Said]:
        """What of that is denied or asked."""
        return self.once(_open)

    def once(self, ask: Callable[..., T], given: Hashable = None) -> T:
        """Return what follows from the report, and what else is given, alone."""
        key = ask if given is None else (ask, given)
        found: T | None = self.answers.get(key)
        if found is None:
            found = self.answers[key] = ask(self) if given is None else ask(self, given)
        return found

    def each(
        self, ask: Callable[..., T | None], given: Hashable = None, *, codes: Set[str] | None = None
    ) -> Sequence[tuple[Said, T]]:
        """Return the statements of which something follows, from each alone, with what it is.

        With `codes` only those about events of these codes are asked, always the same of one function.
        """
        key = ask if given is None else (ask, given)
        pairs: Sequence[tuple[Said, T]] | None = self.answers.get(key)
        if pairs is None:
            some = self.said if codes is None else self.about(codes)
            if given is None:
                pairs = [(said, found) for said in some if (found := ask(said))] if some else ()
            else:
                pairs = [(said, found) for said in some if (found := ask(said, given))] if some else ()
            self.answers[key] = pairs
        return pairs

    def about(self, codes: Set[str]) -> Sequence[Said]:
        """Return the statements about events of these codes, or about relations of these kinds."""
        places, said = self._places, self.said
        if codes.isdisjoint(places):
            return ()
        found = [places[code] for code in codes if code in places]
        return [said[n] for n in (found[0] if len(found) == 1 else sorted(chain.from_iterable(found)))]

    @property
    def counting(self) -> Sequence[tuple[Said, Said | None]]:
        """Those of the facts that have figures, each with the fact before it."""
        return self.once(_counting)

    def repeated(self) -> Sequence[tuple[str, str]]:
        """Return the pairs of statements with the same wording, the first and another."""
        return self.once(_repeated)

    def has(self, words: Words) -> bool:
        """Tell whether a word in a quote may begin as any of these hints do: quick, so that few are looked through."""
        return told(self.once(_hints), words)


def _open(report: Report) -> Sequence[Said]:
    return [one for one in report.unreal if one.statement.denied or one.statement.modality is _ASKED]


def _counting(report: Report) -> Sequence[tuple[Said, Said | None]]:
    return [(one, before) for one, before in zip(report.facts, (None, *report.facts), strict=False) if one.figures]


def _hints(report: Report) -> frozenset[bytes]:
    return hints("\n".join({said.statement.quote: None for said in report.said}))


def any_of(words: Iterable[str], small: str) -> bool:
    """Tell whether any of these words stands in a text in lower case, be it within another word."""
    for word in words:  # noqa: SIM110 - several times as quick as `any`
        if word in small:
            return True
    return False


BY_THE_WAY: Set[Hashable] = frozenset({_hints, _counting})  # asked of a report only to answer something else


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that may be considered on one day, in the order of the reports' days."""

    as_of: date
    reports: tuple[Report, ...]
    links: tuple[Link, ...] = ()
    kept: dict[Hashable, tuple[Any, Any]] = msgspec.field(default_factory=dict)  # shared by the cases of one gatherer
    later: "Case | None" = None  # that of a later day, whose first reports are these

    def same(self, about: Hashable, evidence: Sequence[object], make: Callable[[], T]) -> T:
        """Return what is made of just this evidence, and what it is `about`: once for all days that have no other.

        The evidence is kept with it, so that nothing else can come to stand where it stands.
        """
        key = (about, tuple(map(id, evidence)))
        kept = self.kept.get(key)  # another thread may let go of all that is kept
        if kept is None:
            kept = self.kept[key] = (tuple(evidence), make())
        found: T = kept[1]
        return found

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every statement."""
        return tuple(said for report in self.reports for said in report.said)

    def each(
        self,
        ask: Callable[..., T | None],
        given: Hashable = None,
        *,
        codes: Set[str] | None = None,
        since: date = date.min,
    ) -> Iterator[tuple[Said, T]]:
        """Yield the statements of which something follows, from each alone, with what it is; see `Report.each`."""
        if since > date.min:
            return chain.from_iterable(r.each(ask, given, codes=codes) for r in self.reports if r.day >= since)
        return self._told(ask, given, lambda report: report.each(ask, given, codes=codes))

    def all(self, ask: Callable[..., Sequence[T]], given: Hashable = None) -> Iterator[T]:
        """Yield all that follows from each report alone; see `Report.once`."""
        return self._told(ask, given, lambda report: report.once(ask, given))

    def running(self, ask: Callable[..., Iterator[Sequence[T]]], given: Hashable = None) -> Iterator[T]:
        """Yield all that follows from each report and those before it, of which `ask` yields a sequence for each."""
        reports = (self.later or self).reports
        found = ask(reports) if given is None else ask(reports, given)  # begins when it is first asked for more
        return self._told(ask, given, lambda _: next(found))

    def of_all(self, make: Callable[["Case"], T]) -> T:
        """Return what is made, once, of the last case whose reports begin with these: with what is of later days."""
        last = self.later or self
        if make not in last._made:
            last._made[make] = make(last)
        found: T = last._made[make]
        return found

    def _told(self, ask: object, given: Hashable, of: Callable[[Report], Sequence[T]]) -> Iterator[T]:
        about = ask if given is None else (ask, given)
        found, ends = (self.later or self)._in_order(about, of)
        return islice(found, ends[len(self.reports)])

    def _in_order(self, about: Hashable, of: Callable[[Report], Sequence[T]]) -> tuple[Sequence[T], Sequence[int]]:
        """Return what follows from each report, and how much of it from so many reports."""
        if about not in self._asked:
            told = [of(r) if (known := r.answers.get(about)) is None else known for r in self.reports]
            ends = list(accumulate(map(len, told), initial=0))
            self._asked[about] = (list(chain.from_iterable(told)), ends)
        return self._asked[about]

    @cached_property
    def _asked(self) -> dict[Hashable, tuple[list[Any], list[int]]]:
        return {}

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def events(self) -> Mapping[str, str]:
        """For each statement the least id of those about the same event; copies speak of one event by one wording.

        What links join is told apart by the days that are said.
        """
        carried = Counter([report.witness for report in self.reports])
        wording: dict[Wording, str] = {}
        copied: list[tuple[str, str]] = []
        for report in self.reports:
            if carried[report.witness] == 1:  # what nobody copied can only repeat itself
                copied += report.repeated()
            else:
                copied += _repeats(report.once(_wordings), wording)
        ids = [identity for report in self.reports for identity in report.ids]
        every = chain.from_iterable(report.said for report in self.reports)
        by_people = [link for link in self.links if link.decided_by.startswith("person:")]
        firm = joined(ids, by_people, "event", also=copied)
        return told_apart(joined(ids, self.links, "event", also=copied), firm, every)


Wording = tuple[str, str, str, int]


def _wordings(report: Report) -> Sequence[tuple[Wording, str]]:
    """Return who says in which words that which kind of event came about, and by which of these words, by statement."""
    return [(_wording(said), said.id) for said in report.said]


def _wording(said: Said) -> Wording:
    about, event = said.statement, said.statement.event
    code, at = (event.code, event.trigger.start - about.span.start) if event else ("", 0)
    return (said.witness, code, about.quote, at)


def _repeated(report: Report) -> Sequence[tuple[str, str]]:
    alike = len({said.statement.quote for said in report.said}) < len(report.said)
    return _repeats(_wordings(report), {}) if alike else ()


def _repeats(found: Iterable[tuple[Wording, str]], before: dict[Wording, str]) -> list[tuple[str, str]]:
    """Return the pairs of statements with the same wording, the first and another."""
    firsts = [(before.setdefault(key, identity), identity) for key, identity in found]
    return [(first, identity) for first, identity in firsts if first is not identity]
