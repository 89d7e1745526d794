"""What a topic looks at: the statements up to a day, cleared of what was rejected or superseded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

import msgspec

from panj.records import Document, Event, Judgement, Link, Place, Quantity, Reading, Record, Statement
from panj.world import World
from panj.world.sides import Called, Side, side

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"”’'])[.!?][\"”’]?\s{1,20}(?=[\"“‘'(]?[A-Z])|\n[ \t]{0,20}\n\s{0,20}")


class Said(Record, frozen=True, kw_only=True):
    """A statement as evidence: the day and outlet of its report, its figures, and its witness.

    Reports that copy each other are one witness. `by` is for whom the innermost speaker speaks (None: the outlet
    itself), `actors` and `recipients` are those for whom the parties act, `places` those within the statement's words;
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


@lru_cache(1 << 16)  # several topics of two days ask for the same words
def _sentence_at(words: str, at: int) -> str:
    ends = [m.end() for m in _SENTENCE_END.finditer(words)]
    start = max((end for end in ends if end <= at), default=0)
    end = min((end for end in ends if end > at), default=len(words))
    return words[start:end].strip()


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that may be considered on one day, in the order of the reports' days."""

    as_of: date
    said: tuple[Said, ...]
    links: tuple[Link, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Said, ...]]:
        """Statements about events, by code."""
        found: dict[str, list[Said]] = {}
        for said in self.said:
            if said.statement.event:
                found.setdefault(said.statement.event.code, []).append(said)
        return {code: tuple(group) for code, group in found.items()}

    @cached_property
    def events(self) -> Mapping[str, str]:
        """For each statement the least id of those about the same event; copies speak of one event by one wording."""
        wording: dict[tuple[str, str, str], str] = {}
        ids, copied = [], []
        for said in self.said:
            statement = said.statement
            code = statement.event.code if statement.event else ""
            first = wording.setdefault((said.witness, code, statement.quote), statement.id)
            if first is not statement.id:
                copied.append((first, statement.id))
            ids.append(statement.id)
        return joined(ids, self.links, "event", also=copied)

    def about(self, *codes: str) -> tuple[Said, ...]:
        """Return the statements about events of these codes, in order."""
        if len(codes) == 1:
            return self.by_code.get(codes[0], ())
        return tuple(s for s in self.said if s.statement.event and s.statement.event.code in codes)


def gather(
    documents: Iterable[Document],
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    links: Iterable[Link],
    *,
    as_of: date,
    world: World,
) -> Case:
    """Return the case of a day from what had been published by then; the order of the arguments does not matter."""
    [case] = gather_days(documents, readings, statements, links, days=(as_of,), world=world)
    return case


def gather_days(
    documents: Iterable[Document],
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    links: Iterable[Link],
    *,
    days: Iterable[date],
    world: World,
) -> tuple[Case, ...]:
    """Return the case of each day; what is the same on several days is looked at once."""
    judged = tuple(links)
    acts = last_acts(judged)
    known = {d.id: d for d in documents}
    of_document = {r.document: r for r in readings}
    seen = _Seen(world, names_by_person(judged), of_document)
    kept = [(known[x.document], x) for s in statements if (x := corrected(s, acts.get(s.id))) and x.document in known]
    return tuple(_on(day, known, kept, judged, seen) for day in days)


def _on(
    day: date,
    known: Mapping[str, Document],
    kept: Sequence[tuple[Document, Statement]],
    judged: tuple[Link, ...],
    seen: "_Seen",
) -> Case:
    held = {d.id: d for d in known.values() if d.published is None or d.published <= day}
    witness = joined(held, judged, "document")
    gone = superseded(held, judged)
    said = [
        seen.said(statement, document, witness[document.id], day)
        for document, statement in kept
        if document.id in held and document.id not in gone
    ]
    said.sort(key=lambda s: (s.day, s.statement.document, s.statement.span, s.statement.id))
    return Case(as_of=day, said=tuple(said), links=judged)


class _Seen:
    """Statements as evidence, each made once; so are the sides of each day."""

    def __init__(self, world: World, called: Called, readings: Mapping[str, Reading]) -> None:
        self._world, self._called, self._readings = world, called, readings
        self._said: dict[tuple[str, date, str], Said] = {}
        self._sides: dict[tuple[str | None, str, date], Side] = {}

    def said(self, statement: Statement, document: Document, witness: str, as_of: date) -> Said:
        """Return a statement as evidence; a report without a day counts as of the day asked for."""
        day = document.published or as_of
        key = (statement.id, day, witness)
        found = self._said.get(key)
        if found is None:
            found = self._said[key] = self._make(statement, document, day, witness)
        return found

    def _make(self, statement: Statement, document: Document, day: date, witness: str) -> Said:
        event, reading = statement.event, self._readings.get(document.id)
        spans = (*statement.quantities, *event.quantities) if event else statement.quantities
        source = statement.chain[-1].source
        return Said(
            statement=statement,
            day=day,
            outlet=document.outlet or "outlet unknown",
            witness=witness,
            figures=tuple(q for q in reading.quantities if q.span in spans) if reading and spans else (),
            actors=self._of(event, "actor", day),
            recipients=self._of(event, "recipient", day),
            places=tuple(p for p in reading.places if statement.span.overlaps(p.span)) if reading else (),
            happened_on=_happened_on(statement, day),
            by=self._side(source.entity, source.name or "", day) if len(statement.chain) > 1 else None,
        )

    def _of(self, event: Event | None, role: str, day: date) -> tuple[Side, ...]:
        """Return the sides of a role, each once."""
        found = [self._side(r.entity, r.name or r.text, day) for r in event.roles if r.role == role] if event else ()
        return tuple(found) if len(found) < 2 else tuple({s.id: s for s in found}.values())

    def _side(self, entity: str | None, name: str, day: date) -> Side:
        key = (entity, name, day)
        found = self._sides.get(key)
        if found is None:
            found = self._sides[key] = side(entity, name, day, self._world, self._called)
        return found


def _happened_on(statement: Statement, day: date) -> date:
    when = statement.event.when if statement.event else None
    if when and when.latest and when.latest <= day:
        return when.latest
    said = [link.said for link in reversed(statement.chain[1:])]
    return next((x.latest for x in said if x and x.latest and x.latest <= day), day)


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


def superseded(documents: Mapping[str, Document], links: Sequence[Link]) -> set[str]:
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
    """Return which entity people have said each name to be; the last word about a name holds."""
    called: dict[str, str] = {}
    for link in links:
        if link.kind == "actor" and link.judgement is Judgement.SAME:
            called[link.left] = link.right
        elif link.kind == "actor" and called.get(link.left) == link.right:
            del called[link.left]
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
