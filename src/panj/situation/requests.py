"""Requests and pledges: asked, acknowledged, pledged, allocated, delivered, or refused; a pledge is no delivery.

An answer with a condition ("if attacked") acknowledges a request and pledges nothing yet. A request whose day has gone
by with no more than a pledge has lapsed. Help that is promised or given to one who is not said to have asked has a line
of its own.

After the Kiel Ukraine Support Tracker, which counts commitments, allocations and deliveries apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from operator import itemgetter
from typing import NamedTuple

import msgspec

from panj.lexicon import acts, words
from panj.lexicon.counted import singular
from panj.records import Finding, Modality, Quantity, Term
from panj.situation.case import Case, Report, Said
from panj.situation.figures import given
from panj.situation.finding import finding_id, ids
from panj.situation.stages import GIVES, stage_of
from panj.situation.terms import APPEALS, hears, takes_up, terms
from panj.world import World
from panj.world.sides import Side, side

WITHIN_DAYS = 120  # a later answer is not taken for an answer to this request
STAGES = ("asked", "acknowledged", "pledged", "allocated", "delivered", "refused")
OPEN = STAGES[:4]
_ANSWERING = GIVES | {"REJECT", "CONSULT", "AGREE"}
_HELPING, _REQUEST = frozenset({"AID", "AGREE", ""}), frozenset({"REQUEST"})
ARMS = 4  # words behind the word of giving in which it is told what is given
NEXT_TO = 20  # characters between the word of giving and the amount that is given
_PACKAGE = re.compile(rf"\b(?:{'|'.join(sorted(words('terms', 'word', 'package')))})s? (?:worth|of) ?\Z")
_REFUSAL = frozenset({"REJECT"})
_REFUSES_IT = re.compile(r"\b(?:reject|refus|declin|rebuff|turn)\w* (?:it|this|that|them)\b")
SOON = 300  # characters from a request to the words that turn it down
_WORLD_BODY = "un"  # what one member does answers nothing that the body of all was asked


class _Answer(NamedTuple):
    """What may answer a request: the stage it stands for, to whom it is given, by whom, and by whom that is known."""

    stage: str
    said: Said
    to: frozenset[str]
    by: frozenset[str] = frozenset()
    by_known: frozenset[str] = frozenset()


class _Around(NamedTuple):
    """What a report says of a request: of the acts asked for in its own words, and of "the request" after it."""

    beside: tuple[Said, ...]
    taken_up: tuple[_Answer, ...]


class _Asked(NamedTuple):
    """One side's requests of another: the statements, what they say of the acts asked for, and the answers."""

    who: Side
    whom: Side
    said: tuple[Said, ...]
    beside: tuple[Said, ...]
    answers: tuple[_Answer, ...]


_Answers = Mapping[str, Mapping[tuple[frozenset[str], frozenset[str]], list[tuple[int, _Answer]]]]


def look(report: Report, world: World) -> None:
    """Ask a report who asks whom, and what may be an answer or help."""
    report.each(_asking, codes=_REQUEST)
    report.each(_answer, codes=_ANSWERING)
    report.once(_around)
    report.each(_gift, world, codes=_HELPING)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return one line for each pair of asker and asked, then one for each pair of giver and given without a request."""
    asked: dict[tuple[str, str], list[Said]] = defaultdict(list)
    names: dict[str, Side] = {}
    for said, pairs in case.each(_asking, codes=_REQUEST):
        for who, whom in pairs:
            asked[(who.id, whom.id)].append(said)
            names[who.id], names[whom.id] = who, whom
    blocs = {whom: _bloc(names[whom], case, world) for _, whom in asked}
    answers, around = _answers(case), dict(case.all(_around))
    requests = tuple(
        _Asked(
            who=names[pair[0]],
            whom=names[pair[1]],
            said=tuple(found),
            beside=tuple(other for said in found for other in around[said.id].beside),
            answers=(
                *_to(pair, found, answers, blocs[pair[1]]),
                *(answer for said in found for answer in around[said.id].taken_up),
            ),
        )
        for pair, found in sorted(asked.items())
    )
    used = {answer.said.id for request in requests for answer in request.answers}
    return (*(_on(request, case, world) for request in requests), *_unasked(case, used, world))


def _on(asked: _Asked, case: Case, world: World) -> Finding:
    """Return a line as it stands on a day."""
    evidence = (*asked.said, *asked.beside, *asked.answers)
    line = case.same((asked.who, asked.whom, world), evidence, lambda: _line(asked, case, world))
    lapsed = line.due is not None and line.due < case.as_of and line.status in OPEN
    return msgspec.structs.replace(line, as_of=case.as_of, status="lapsed" if lapsed else line.status)


def _asking(said: Said) -> Sequence[tuple[Side, Side]]:
    """Return who asks whom by a statement about a request."""
    if not said.statement.happened:
        return ()
    pairs = product(said.actors, said.recipients)
    return [(who, whom) for who, whom in pairs if who.id != whom.id and not _written(who)]


def _answers(case: Case) -> _Answers:
    """Return what may be answers, numbered in their order, by whom they are given to and who gives them."""
    found: _Answers = defaultdict(lambda: defaultdict(list))
    for number, (_, answer) in enumerate(case.each(_answer, codes=_ANSWERING)):
        for to in answer.to:
            found[to][answer.by, answer.by_known].append((number, answer))
    return found


def _answer(said: Said) -> _Answer | None:
    """Return a statement as an answer, if it can be one; nobody answers himself."""
    stage = stage_of(said)
    if stage is None:
        return None
    place = said.statement.event.place if said.statement.event else None
    to = {s.id for s in said.recipients}
    if place and place.entity and stage != "refused":
        to.add(place.entity)
    if said.by:
        to.discard(said.by.id)
    if not to:
        return None
    known = [s.id for s in said.actors if s.known]
    return _Answer(stage, said, frozenset(to), frozenset([s.id for s in said.actors]), frozenset(known))


def _to(pair: tuple[str, str], asked: Sequence[Said], answers: _Answers, bloc: frozenset[str] | None) -> list[_Answer]:
    """Return the answers to those who asked, by one of those asked, within the term.

    No bloc stands for anybody known ("its Western partners").
    """
    who, first = pair[0], min(s.happened_on for s in asked)
    last, others = first + timedelta(WITHIN_DAYS), None if bloc is None else bloc - {who}
    found = [
        numbered
        for (by, known), some in answers.get(who, {}).items()
        if (known - {who} if others is None else not others.isdisjoint(by))
        for numbered in some
        if first <= numbered[1].said.happened_on <= last
    ]
    return [answer for _, answer in sorted(found, key=itemgetter(0))]


def _bloc(whom: Side, case: Case, world: World) -> frozenset[str] | None:
    """Return who can answer for the one that was asked: itself and, for an alliance, its members on the day."""
    if not whom.known and whom.name.lower().endswith(("partners", "allies", "donors", "community")):
        return None
    members = world.members(whom.id, case.as_of) if whom.id != _WORLD_BODY else ()
    return frozenset({whom.id, *(m.party for m in members)})


def _around(report: Report) -> Sequence[tuple[str, _Around]]:
    """Return for each request of a report what else the report says of it."""
    asking = report.about(_REQUEST)
    if not asking:
        return ()
    heard = report.said if report.has(APPEALS) else ()
    hearing = [s for s in heard if (s.statement.happened or _asks_again(s)) and takes_up(s) and hears(s)]
    refusing = [s for s in report.about(_REFUSAL) if s.statement.happened and _REFUSES_IT.search(s.words)]
    wished = [s for s in report.unreal if s.statement.modality in (Modality.DEMANDED, Modality.CONDITIONAL)]
    return [
        (s.id, _Around(tuple(_beside(s, wished)), (*_taken_up(s, report.said, hearing), *_refused(s, refusing))))
        for s in asking
    ]


def _taken_up(said: Said, report: Sequence[Said], hearing: Sequence[Said]) -> Iterator[_Answer]:
    """Yield what a report says after it of "the request", up to the next request."""
    if not hearing:
        return
    after = said.statement.span.end
    end = next((o.statement.span.start for o in report if o.statement.span.start >= after and _asks(o)), None)
    for other in hearing:
        start = other.statement.span.start
        if start >= after and (end is None or start < end):
            yield _Answer("acknowledged", other, frozenset(s.id for s in said.actors))


def _refused(said: Said, refusing: Sequence[Said]) -> Iterator[_Answer]:
    """Yield how those asked turn the request down with "it" or "that" right behind it."""
    asked = {side.id for side in said.recipients}
    for other in refusing:
        behind = 0 <= other.statement.span.start - said.statement.span.start <= SOON
        if behind and other.id != said.id and not asked.isdisjoint(side.id for side in other.actors):
            yield _Answer("refused", other, frozenset(s.id for s in said.actors))


def _asks_again(said: Said) -> bool:
    """Tell whether the one act in words is the request itself, still to be granted ("is being discussed")."""
    event, put = said.statement.event, said.statement.modality
    open_still = put in (Modality.PLANNED, Modality.POSSIBLE) and not said.statement.denied
    return event is not None and event.code == "REQUEST" and open_still


def _asks(said: Said) -> bool:
    event = said.statement.event
    return event is not None and event.code == "REQUEST" and said.statement.happened and bool(said.recipients)


def _beside(said: Said, wished: Sequence[Said]) -> Iterator[Said]:
    """Yield what the words of a request say of the acts that are asked for, of what the report says is to be."""
    for other in wished:
        put, asks = other.statement.modality, len(other.statement.chain) > len(said.statement.chain)
        inside = said.statement.span.holds(other.statement.span) or other.statement.span.holds(said.statement.span)
        if inside and (put is Modality.DEMANDED or (put is Modality.CONDITIONAL and asks)):
            yield other


def _line(asked: _Asked, case: Case, world: World) -> Finding:
    who, whom = asked.who, asked.whom
    first = min(s.happened_on for s in asked.said)
    stage = max((a.stage for a in asked.answers), key=STAGES.index, default="asked")
    reached = max((a.said.happened_on for a in asked.answers if a.stage == stage), default=None)
    due = _due((*asked.said, *asked.beside), first)
    heard = [a.said for a in asked.answers if a.stage == "acknowledged"]
    return Finding(
        id=finding_id("requests", who.id, whom.id),
        topic="requests",
        subject=f"{who.id}|{whom.id}",
        label=f"{who.name} {'ask' if _plural(who) else 'asks'} {whom.name}",
        as_of=case.as_of,
        rule="requests/last-stage",
        status=stage,
        value=f"asked {first}, {stage} {reached}" if reached else f"asked {first}",
        when=asked.said[0].statement.days,
        due=due,
        statements=ids((*asked.said, *(a.said for a in asked.answers if a.stage != "refused"))),
        against=ids(a.said for a in asked.answers if a.stage == "refused"),
        terms=tuple(_terms((*asked.said, *asked.beside, *heard), whom, world)),
    )


def _terms(said: Iterable[Said], whom: Side, world: World) -> Iterator[Term]:
    """Yield the terms told, a body's organ that was asked as its forum; the body asked is no forum of its own."""
    given = tuple(said)
    told = []
    for one in given:
        for role in one.statement.event.roles if one.statement.event else ():
            asked = world.find_entity(role.entity) if role.role == "recipient" and role.entity else None
            if asked and asked.kind == "organ" and asked.parent == whom.id:
                told.append(Term(kind="forum", text=asked.name, statement=one.id))
    named = {term.text.lower() for term in told} | {whom.name.lower()}
    yield from dict.fromkeys(told)
    for term in terms(given):
        if term.kind != "forum" or not any(term.text.lower() in n or n in term.text.lower() for n in named - {whom.id}):
            yield term


def _due(said: Iterable[Said], first: date) -> date | None:
    """Return the soonest day by which what is asked is to be."""
    found = []
    for one in said:
        days = one.statement.days
        ahead = one.statement.modality is not Modality.ASSERTED or (days and days.latest and days.latest > one.day)
        if days and days.latest and days.latest > first and ahead:
            found.append(days.latest)
    return min(found, default=None)


def _written(side: Side) -> bool:
    """Tell whether what asks is only a letter or a statement, whose writer the words do not tell."""
    return not side.known and side.name.lower().rpartition(" ")[2] in words("reporting_words", "word", "document")


def _plural(side: Side) -> bool:
    """Tell whether one who is not known by name is several: "coup leaders"."""
    return not side.known and side.name[:1].islower() and side.name.endswith("s")


# -- help without a request --------------------------------------------------------------------------------------


def _unasked(case: Case, used: set[str], world: World) -> Iterator[Finding]:
    """Yield a line for each known side that promises or gives help without being asked, and whom it helps if known."""
    gifts: dict[tuple[str, str], list[tuple[str, Said]]] = defaultdict(list)
    names: dict[str, str] = {}
    for said, gift in case.each(_gift, world, codes=_HELPING):
        if said.id in used:
            continue
        for giver, to in product(gift.by, gift.to or (None,)):
            if giver.known and (to is None or (to.known and giver.id != to.id)):
                gifts[(giver.id, to.id if to else "")].append((gift.stage, said))
                names.update({s.id: s.name for s in (giver, to) if s})
    for (giver_id, to_id), answers in sorted(gifts.items()):
        stage = max((stage for stage, _ in answers), key=STAGES.index)
        reached = max(s.happened_on for x, s in answers if x == stage)
        yield Finding(
            id=finding_id("requests", "given", giver_id, to_id),
            topic="requests",
            subject=f"{giver_id}|{to_id}",
            label=f"help of {names[giver_id]}" + (f" for {names[to_id]}" if to_id else ""),
            as_of=case.as_of,
            rule="requests/unasked",
            status=stage,
            value="; ".join((f"{stage} {reached}", *(_amounts(answers) if not to_id else ()))),
            statements=ids(s for _, s in answers),
            terms=tuple(terms(s for _, s in answers)),
        )


class _Gift(NamedTuple):
    """Help that is promised or given: how far it is, by whom, and to whom if somebody is named."""

    stage: str
    by: tuple[Side, ...]
    to: tuple[Side, ...] = ()


def _gift(said: Said, world: World) -> _Gift | None:
    """Return what help a statement tells of: to somebody, or so much of something, "pledged 14 tanks"."""
    event = said.statement.event
    if event is None:
        promised = said.by is not None and _promised(said)
        return _Gift("pledged", (said.by,)) if said.by and promised else _in_words(said, world)
    if event.code == "AGREE" and said.statement.happened and _packaged(said):
        return _Gift("pledged", said.actors)  # "approved a grant of 50 million euros"
    if event.code == "AGREE" and event.mode == "assist" and said.statement.happened:
        return _Gift("pledged", said.actors, tuple(to for to in said.recipients if to.known))  # "offered troops"
    moved = said.between(event.trigger.start, event.trigger.end).lower().startswith("evacuat")
    stage = stage_of(said) if event.code == "AID" and not moved else None
    if stage not in ("pledged", "allocated", "delivered"):
        return None
    if any(to.known for to in said.recipients):
        return _Gift(stage, said.actors, said.recipients)
    place = event.place.country if event.place else None
    at_home = place is not None and any(actor.id == place.lower() for actor in said.actors)
    return _Gift(stage, said.actors) if (any(_behind(said)) or _arms(said)) and not at_home else None


def _arms(said: Said) -> bool:
    """Tell whether weapons or goods are given, uncounted, by words right behind: "is delivering rocket launchers"."""
    event = said.statement.event
    behind = said.between(event.trigger.end, said.statement.span.end).lower().split()[:ARMS] if event else []
    return any(singular(word.strip(",.")) in acts.words_of("weapon") for word in behind)


def _in_words(said: Said, world: World) -> _Gift | None:
    """Return what help is told in words of which no act was understood."""
    if not said.statement.happened or said.statement.relation:
        return None
    found = next((gift for q in said.figures if _thing(q) and (gift := given(said, q, world))), None)
    if found is None:
        return None
    return _Gift("pledged" if found.pledged else "delivered", (side(found.by, "", said.day, world),))


def _promised(said: Said) -> bool:
    """Tell whether words are no more than what their speaker promises: so much of something."""
    statement = said.statement
    if statement.happened and not statement.relation and _packaged(said):
        return True
    if statement.modality is not Modality.PLANNED or statement.denied or statement.relation or statement.days:
        return False
    first = min((q.span.start for q in said.figures if _thing(q)), default=-1)
    return first >= 0 and not said.between(statement.span.start, first).strip()


def _packaged(said: Said) -> bool:
    """Tell whether words speak of so much help: "a package of 90 million euros"."""
    things = (q.span.start for q in said.figures if _thing(q))
    return any(_PACKAGE.search(said.between(said.statement.span.start, start)) for start in things)


def _thing(quantity: Quantity) -> bool:
    """Tell whether an amount is of things, people or money, not of time, length or share."""
    if quantity.unit is None:
        return quantity.of is not None
    return len(quantity.unit) == 3 and quantity.unit.isupper()


def _amounts(answers: Sequence[tuple[str, Said]]) -> Iterator[str]:
    """Yield what is given, in the words of the reports: the first amount behind the word of giving."""
    given_things = (q for _, said in answers if (q := next(_behind(said), None)))
    yield from dict.fromkeys(f"“{q.text}”" for q in given_things)


def _behind(said: Said) -> Iterator[Quantity]:
    """Yield the amounts of things close behind the act of giving; where no act was understood, all."""
    at = said.statement.event.trigger.end if said.statement.event else said.statement.span.start
    for quantity in said.figures:
        near = said.statement.event is None or 0 <= quantity.span.start - at <= NEXT_TO
        if near and _thing(quantity):
            yield quantity
