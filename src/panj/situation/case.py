"""What a topic looks at: the statements up to a day, cleared of what was rejected or superseded."""

import re
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

import msgspec

from panj.records import Judgement, Link, Place, Quantity, Record, Statement
from panj.world.sides import ITSELF, NAME, Side, spelled

T = TypeVar("T")

_SENTENCE_END = re.compile(  # its first character is one of few: so it is found many times faster
    r"[.!?\n](?:(?<=[a-z0-9)\"”’'][.!?])[\"”’]?\s{1,20}(?=[\"“‘'(]?[A-Z])|(?<=\n)[ \t]{0,20}\n\s{0,20})"
)


class Said(Record, frozen=True, kw_only=True):
    """A statement as evidence: the day and outlet of its report, its figures, and its witness.

    Reports that copy each other are one witness. `by` is for whom the innermost speaker speaks (None: the outlet
    itself), `holder` for whom a place is said to be held, `actors` and `recipients` are those for whom the parties act,
    `places` those within the statement's words;
    `happened_on` is the last day on which it can have come about: its own, else that of its saying, else the report's.
    """

    statement: Statement
    day: date
    outlet: str
    witness: str
    figures: tuple[Quantity, ...] = ()
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    places: tuple[Place, ...] = ()
    by: Side | None = None
    holder: Side | None = None
    happened_on: date

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def speaker(self) -> str:
        """The innermost speaker's name."""
        source = self.statement.chain[-1].source
        return source.name or source.text or self.outlet

    @property
    def words(self) -> str:
        """The sentence of the quoted words that the event, fact or figure is in; all of them where they are one."""
        about = self.statement
        if about.event:
            at = about.event.trigger.start
        elif about.relation:
            at = about.relation.subject_span.start
        else:
            at = about.quantities[0].start if about.quantities else about.span.start
        return _sentence_at(about.quote, at - about.span.start)

    def between(self, start: int, end: int) -> str:
        """Return the quoted words between two places of the document."""
        first = self.statement.span.start
        return self.statement.quote[max(0, start - first) : max(0, end - first)]


def _sentence_at(words: str, at: int) -> str:
    ends = [m.end() for m in _SENTENCE_END.finditer(words)]
    if not ends:
        return words.strip()
    start = max((end for end in ends if end <= at), default=0)
    end = min((end for end in ends if end > at), default=len(words))
    return words[start:end].strip()


class Report:
    """The statements of one report as evidence, in their order, and what was asked of them: each is worked out once."""

    __slots__ = ("_once", "day", "document", "said")

    def __init__(self, document: str, day: date, said: tuple[Said, ...]) -> None:
        self.document, self.day, self.said = document, day, said
        self._once: dict[Hashable, Any] = {}

    def once(self, ask: Callable[..., T], *given: Hashable) -> T:
        """Return what follows from the report's statements, and what else is given, alone."""
        key = (ask, *given)
        if key not in self._once:
            self._once[key] = ask(self.said, *given)
        found: T = self._once[key]
        return found

    def each(self, ask: Callable[..., T | None], *given: Hashable) -> Sequence[tuple[Said, T]]:
        """Return the statements of which something follows, from each alone, with what it is."""
        key = ("each", ask, *given)
        if key not in self._once:
            self._once[key] = [(said, found) for said in self.said if (found := ask(said, *given))]
        pairs: Sequence[tuple[Said, T]] = self._once[key]
        return pairs


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that may be considered on one day, in the order of the reports' days."""

    as_of: date
    reports: tuple[Report, ...]
    links: tuple[Link, ...] = ()

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every statement."""
        return tuple(said for report in self.reports for said in report.said)

    def each(self, ask: Callable[..., T | None], *given: Hashable, since: date = date.min) -> Iterator[tuple[Said, T]]:
        """Yield the statements of which something follows, from each alone, with what it is.

        `ask` is a plain function of a statement and what is given: the same in all cases that have the report.
        """
        return chain.from_iterable(report.each(ask, *given) for report in self.reports if report.day >= since)

    @cached_property
    def events(self) -> Mapping[str, str]:
        """For each statement the least id of those about the same event; copies speak of one event by one wording."""
        wording: dict[tuple[str, str, str], str] = {}
        copied = []
        for report in self.reports:
            for key, identity in report.once(_wordings):
                first = wording.setdefault(key, identity)
                if first is not identity:
                    copied.append((first, identity))
        return joined((said.id for said in self.said), self.links, "event", also=copied)

    def about(self, code: str) -> Iterator[Said]:
        """Yield the statements about events of a code."""
        return chain.from_iterable(report.once(_by_code).get(code, ()) for report in self.reports)


def _by_code(report: tuple[Said, ...]) -> Mapping[str, Sequence[Said]]:
    found: dict[str, list[Said]] = {}
    for said in report:
        if said.statement.event:
            found.setdefault(said.statement.event.code, []).append(said)
    return found


def _wordings(report: tuple[Said, ...]) -> list[tuple[tuple[str, str, str], str]]:
    """Return who says in which words that which kind of event came about, by statement."""
    about = ((said, said.statement) for said in report)
    return [((said.witness, x.event.code if x.event else "", x.quote), x.id) for said, x in about]


def joined(
    ids: Iterable[str], links: Sequence[Link], kind: str, *, also: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """Return for each id the least id of those that links of this kind, or `also`, call the same.

    A person's last word about a pair goes before any rule's; where it is undone, the rule's holds again.
    """
    parent = {x: x for x in ids}
    verdicts = _verdicts(links, kind)
    apart = {pair for pair, judgement in verdicts.items() if judgement is Judgement.DIFFERENT}

    def root(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    same = [pair for pair, judgement in verdicts.items() if judgement is Judgement.SAME]
    for left, right in (*same, *also):
        if tuple(sorted((left, right))) not in apart and left in parent and right in parent:
            first, second = sorted((root(left), root(right)))
            parent[second] = first
    return {x: x if up == x else root(x) for x, up in parent.items()}


def _verdicts(links: Iterable[Link], kind: str) -> dict[tuple[str, ...], Judgement]:
    """Return what holds of each pair of this kind, its ends in order."""
    judged = (Judgement.SAME, Judgement.DIFFERENT, Judgement.UNDONE)
    rules: dict[tuple[str, ...], Judgement] = {}
    people: dict[tuple[str, ...], Judgement] = {}
    for link in links:
        if link.kind == kind and link.judgement in judged:
            by_person = link.decided_by.startswith("person:")
            (people if by_person else rules)[tuple(sorted((link.left, link.right)))] = link.judgement
    return rules | {pair: j for pair, j in people.items() if j is not Judgement.UNDONE}


def superseded(documents: Container[str], links: Sequence[Link]) -> set[str]:
    """Return the documents that a published correction replaces; a correction of a correction replaces both."""
    return {
        x.right
        for x in links
        if x.kind == "document" and x.judgement is Judgement.SUPERSEDES and x.left in documents and x.right in documents
    }


def last_acts(links: Sequence[Link]) -> dict[str, Link]:
    """Return the last thing that a person said of each statement; a remark leaves what was said before."""
    return {
        x.left: x
        for x in links
        if x.kind == "statement"
        and x.left == x.right
        and x.decided_by.startswith("person:")
        and x.judgement is not Judgement.NOTED
    }


def names_by_person(links: Sequence[Link]) -> dict[str, str]:
    """Return whom people have said each name to be; the last word about a name holds, whoever said it.

    A name is said by its words and by what its spellings share; `different` from a name that is spelled alike keeps it
    to itself.
    """
    called: dict[str, str] = {}
    for link in links:
        if link.kind != "actor":
            continue
        keys = (link.left, spelled(link.left))
        if link.judgement is Judgement.SAME:
            called |= dict.fromkeys(keys, link.right)
        elif link.judgement is Judgement.DIFFERENT and keys[1] == spelled(link.right.removeprefix(NAME)):
            called[link.left] = f"{ITSELF}{link.left}"
        else:
            for key in keys:
                if called.get(key) in (link.right, f"{ITSELF}{link.left}"):
                    del called[key]
    return called


def corrected(statement: Statement, act: Link | None) -> Statement | None:
    """Return the statement as a person left it; None if it was rejected."""
    if act is None or act.judgement in (Judgement.SAME, Judgement.UNDONE):
        return statement
    if act.judgement is Judgement.DIFFERENT:
        return None
    if act.judgement is Judgement.SUPERSEDES and act.after:
        return msgspec.json.decode(act.after, type=Statement)
    return statement
