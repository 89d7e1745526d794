"""What a topic looks at: the statements up to a day, cleared of what was rejected or superseded."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Any, TypeVar

import msgspec

from panj.records import Link, Modality
from panj.situation.apart import told_apart
from panj.situation.hints import Words, hints, told
from panj.situation.judged import joined
from panj.situation.said import Said

T = TypeVar("T")
_ASSERTED, _ASKED = Modality.ASSERTED, Modality.ASKED  # to look a member up takes five times as long


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
