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
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

import msgspec

from panj.lexicon import acts
from panj.lexicon.counted import singular
from panj.records import Finding, Modality, Term
from panj.situation.case import Case, Report
from panj.situation.charged import charged
from panj.situation.disputes import disputes
from panj.situation.finding import finding_id, ids
from panj.situation.help.appeals import appeals
from panj.situation.help.appeals import look as appealed
from panj.situation.help.asking import ASKING, asking, recipients
from panj.situation.help.calls import calls
from panj.situation.help.calls import look as called_for
from panj.situation.help.fellows import members
from panj.situation.help.gifts import HELPING, gift, unasked
from panj.situation.help.stages import GIVES, STAGES, stage_of
from panj.situation.help.terms import hears, takes_up, terms
from panj.situation.hints import APPEALS
from panj.situation.said import Said, any_of
from panj.world import World
from panj.world.sides import Side

happened_on = attrgetter("happened_on")
WITHIN_DAYS = 120  # a later answer is not taken for an answer to this request
OPEN = STAGES[:4]
_ANSWERING = GIVES | {"REJECT", "CONSULT", "AGREE"}
_WISHED = frozenset({Modality.DEMANDED, Modality.CONDITIONAL})
_REFUSAL = frozenset({"REJECT"})
_REFUSING = ("reject", "refus", "declin", "rebuff", "turn")
# "rejected it", and with nothing behind: "Tokyo has refused"
_REFUSES_IT = re.compile(
    rf"\b(?:(?:{'|'.join(_REFUSING)})\w* (?:it|this|that|them)\b|(?:refus|declin)ed(?:\W*\Z|, (?:citing|saying)\b))"
)
_AT = re.compile(r"\b[Aa]t (?:the |an? )?(?:[\w.’'-]+ ){0,4}\Z")  # "at the express request of", "at Warsaw's request"
_A_REQUEST = re.compile(rf"(?:{'|'.join(APPEALS)}|invitation|behest|demand|urging)s?\Z", re.IGNORECASE)
_ALLEGED = re.compile(
    r"\b(?:accus|alleg|seek|claim|want|trying|tried|request|ask|call)\w*"
)  # "seeking to intervene at"
_NOT_YET = re.compile(r"\b(?:will|would|shall|could|may|might|plan\w*|ready|is to|are to|agreed (?:to|on)|about to)\b")
# "scheduled a session at Poland's request": nobody has met yet
_SET = re.compile(r"\b(?:schedul|discuss|debat|consider|set for|put on)\w*")
_SEVERAL = frozenset({"partners", "residents", "villagers", "officials", "activists", "mothers", "families"})
SOON = 300  # characters from a request to the words that turn it down


class _Answer(NamedTuple):
    """What may answer a request: the stage it stands for, to whom it is given, by whom, and by whom that is known."""

    stage: str
    said: Said
    to: tuple[str, ...]  # each once, as the others are
    by: tuple[str, ...] = ()
    by_known: tuple[str, ...] = ()


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
    denials: tuple[Said, ...]
    contested: bool  # of each of its statements somebody says the contrary


_Numbered = tuple[int, date, _Answer]  # with the last day on which it can have come about
_Givers = tuple[tuple[str, ...], tuple[str, ...]]  # all, and those who are known
_ToOne = Mapping[_Givers, list[_Numbered]]
_Answers = Mapping[str, _ToOne]
_Within = dict[tuple[str, date, frozenset[str] | None], Sequence[_Answer]]  # by asker, first day and those asked


def look(report: Report, world: World) -> None:
    """Ask a report who asks whom, and what may be an answer or help."""
    report.each(asking, world, codes=ASKING)
    report.each(_answer, codes=_ANSWERING)
    report.once(_around, world)
    report.each(gift, world, codes=HELPING)
    report.once(charged)
    report.once(appealed)
    called_for(report, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each pair of asker and asked, of giver and given without a request, and for each appeal."""
    asked: dict[tuple[str, str], list[Said]] = defaultdict(list)
    names: dict[str, Side] = {}
    for said, pairs in case.each(asking, world, codes=ASKING):
        for who, whom in pairs:
            asked[(who.id, whom.id)].append(said)
            names[who.id], names[whom.id] = who, whom
    blocs = {whom: _bloc(names[whom], case, world) for _, whom in asked}
    answers, around = case.of_all(_answers), dict(case.all(_around, world))
    within, contrary = case.of_all(_within), disputes(case)
    requests = tuple(
        _Asked(
            who=names[pair[0]],
            whom=names[pair[1]],
            said=tuple(found),
            beside=tuple(other for said in found for other in around[said.id].beside),
            answers=(
                *_to(pair, found, answers.get(pair[0], {}), blocs[pair[1]], case.as_of, within),
                *(a for said in found for a in around[said.id].taken_up if not a.by or pair[1] in a.by),
            ),
            denials=tuple({o.id: o for said in found for o in contrary.get(said.id, ())}.values()),
            contested=all(said.id in contrary for said in found),
        )
        for pair, found in sorted(asked.items())
    )
    used = {answer.said.id for request in requests for answer in request.answers}
    told = {*used, *(said.id for request in requests for said in request.said)}
    return (
        *(_on(request, case, world) for request in requests),
        *unasked(case, used, world),
        *appeals(case),
        *calls(case, told, world),
    )


def _on(asked: _Asked, case: Case, world: World) -> Finding:
    """Return a line as it stands on a day."""
    evidence = (*asked.said, *asked.beside, *asked.answers, *asked.denials)
    line = case.same((asked.who, asked.whom, world), evidence, lambda: _line(asked, case, world))
    lapsed = line.due is not None and line.due < case.as_of and line.status in OPEN
    return msgspec.structs.replace(line, as_of=case.as_of, status="lapsed" if lapsed else line.status)


def _answers(case: Case) -> _Answers:
    """Return what may be answers, numbered in their order, by whom they are given to and who gives them."""
    found: dict[str, dict[_Givers, list[_Numbered]]] = defaultdict(lambda: defaultdict(list))
    for number, (said, answer) in enumerate(case.each(_answer, codes=_ANSWERING)):
        numbered, givers = (number, said.happened_on, answer), (answer.by, answer.by_known)
        for to in answer.to:
            found[to][givers].append(numbered)
    return found


def _answer(said: Said) -> _Answer | None:
    """Return a statement as an answer, if it can be one; nobody answers himself."""
    stage = said.once(stage_of)
    if stage is None:
        return None
    place = said.statement.event.place if said.statement.event else None
    to = [s.id for s in said.recipients]
    if place and place.entity and place.entity not in to and stage != "refused":
        to.append(place.entity)
    if said.by and said.by.id in to:
        to.remove(said.by.id)
    if not to:
        return None
    actors = said.actors
    return _Answer(stage, said, tuple(to), tuple([s.id for s in actors]), tuple([s.id for s in actors if s.known]))


def _to(
    pair: tuple[str, str],
    asked: Sequence[Said],
    answers: _ToOne,
    bloc: frozenset[str] | None,
    day: date,
    within: _Within,
) -> Sequence[_Answer]:
    """Return the answers told by a day to those who asked, by one of those asked, within the term.

    No bloc stands for anybody known ("its Western partners"), whose help answers only who asks for some.
    """
    if bloc is None and not any(_for_help(said) for said in asked):
        return []
    first = min([s.happened_on for s in asked])
    key = (pair[0], first, bloc)
    found = within.get(key)
    if found is None:
        found = within[key] = _in_term(pair[0], first, answers, bloc)
    return [answer for answer in found if answer.said.day <= day]


def _in_term(who: str, first: date, answers: _ToOne, bloc: frozenset[str] | None) -> Sequence[_Answer]:
    """Return the answers to one side by those asked within the term from a first day, told on whatever day."""
    last, others = first + timedelta(WITHIN_DAYS), None if bloc is None else bloc - {who}
    found = [
        numbered
        for (by, known), some in answers.items()
        if (set(known) - {who} if others is None else not others.isdisjoint(by))
        for numbered in some
        if first <= numbered[1] <= last
    ]
    return [answer for _, _, answer in sorted(found, key=itemgetter(0))]


def _within(_: Case) -> _Within:
    """Return where it is kept which answers came within the term: each day asks for those told by then."""
    return {}


def _for_help(said: Said) -> bool:
    """Tell whether words ask for goods or help: not "to let Ukraine hit airfields"."""
    told = {singular(word.strip(".,;:'\"”’")) for word in said.words.lower().split()}
    return not told.isdisjoint(acts.any_of("aid", "weapon"))


def _bloc(whom: Side, case: Case, world: World) -> frozenset[str] | None:
    """Return who can answer for the one that was asked: itself and, for an alliance, its members on the day."""
    if not whom.known and whom.name.lower().endswith(("partners", "allies", "donors", "community")):
        return None
    return members(whom.id, case.as_of, world) | {whom.id}


def _around(report: Report, world: World) -> Sequence[tuple[str, _Around]]:
    """Return for each request of a report what else the report says of it."""
    pleas = [said for said, _ in report.each(asking, world, codes=ASKING)]
    if not pleas:
        return ()
    heard = report.said if report.has(APPEALS) else ()
    hearing = [s for s in heard if (s.statement.happened or _asks_again(s)) and takes_up(s) and hears(s)]
    turned = (s for s in report.about(_REFUSAL) if s.statement.happened and any_of(_REFUSING, s.statement.quote))
    refusing = [s for s in turned if _REFUSES_IT.search(s.words)]
    wished = [s for s in report.unreal if s.statement.modality in _WISHED]
    return [
        (
            s.id,
            _Around(
                tuple(_beside(s, wished)), (*_done(s), *_taken_up(s, report.said, hearing), *_refused(s, refusing))
            ),
        )
        for s in pleas
    ]


def _done(said: Said) -> Iterator[_Answer]:
    """Yield what those asked do "at" the request itself: "Britain sent engineers at Warsaw's request"."""
    event, start = said.statement.event, said.statement.span.start
    before = said.between(start, event.trigger.start) if event else ""
    asked = event is not None and _A_REQUEST.match(said.between(event.trigger.start, event.trigger.end))
    if asked and _AT.search(before) and not _ALLEGED.search(before):
        heard, ahead = _SET.search(said.words), _NOT_YET.search(said.words)
        stage = "acknowledged" if heard else "pledged" if ahead else "delivered"
        yield _Answer(stage, said, tuple([s.id for s in said.actors]))


def _taken_up(said: Said, report: Sequence[Said], hearing: Sequence[Said]) -> Iterator[_Answer]:
    """Yield what a report says after it of "the request", up to the next request."""
    if not hearing:
        return
    after = said.statement.span.end
    end = next((o.statement.span.start for o in report if o.statement.span.start >= after and _asks(o)), None)
    for other in hearing:
        start = other.statement.span.start
        if start >= after and (end is None or start < end):
            yield _Answer("acknowledged", other, tuple(s.id for s in said.actors))


def _refused(said: Said, refusing: Sequence[Said]) -> Iterator[_Answer]:
    """Yield how those asked turn the request down with "it" or "that" right behind it."""
    asked = {side.id for side in said.recipients}
    for other in refusing:
        behind = 0 <= other.statement.span.start - said.statement.span.start <= SOON
        if behind and other.id != said.id and not asked.isdisjoint(side.id for side in other.actors):
            yield _Answer("refused", other, tuple(s.id for s in said.actors), tuple(s.id for s in other.actors))


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
        inside = said.statement.span.holds(other.statement.span) or other.statement.span.holds(said.statement.span)
        if inside and (other.statement.modality is Modality.DEMANDED or _asked_in(other, said)):
            yield other


def _asked_in(other: Said, said: Said) -> bool:
    """Tell whether words are what is asked for, not said beside it: "urged both to wait and said it would help if"."""
    if len(other.statement.chain) <= len(said.statement.chain):
        return False
    event, cue = said.statement.event, other.statement.chain[-1].cue
    return event is None or cue is None or cue.start <= event.trigger.end


def _line(asked: _Asked, case: Case, world: World) -> Finding:
    who, whom = asked.who, asked.whom
    first = min(asked.said, key=happened_on)
    stage = max({a.stage for a in asked.answers}, key=STAGES.index, default="asked")
    reached = max([a.said for a in asked.answers if a.stage == stage], key=happened_on, default=None)
    due = _due((*asked.said, *asked.beside), first.happened_on)
    heard = [a.said for a in asked.answers if a.stage == "acknowledged"]
    return Finding(
        id=finding_id("requests", who.id, whom.id),
        topic="requests",
        subject=f"{who.id}|{whom.id}",
        label=f"{who.name} {'ask' if _plural(who) else 'asks'} {_told(whom)}",
        as_of=case.as_of,
        rule="requests/last-stage",
        status="contested" if asked.contested and stage == "asked" else stage,
        value=f"asked {first.shown_day}" + (f", {stage} {reached.shown_day}" if reached else ""),
        when=asked.said[0].statement.days,
        due=due,
        statements=ids((*asked.said, *(a.said for a in asked.answers if a.stage != "refused"))),
        against=ids((*(a.said for a in asked.answers if a.stage == "refused"), *asked.denials)),
        terms=tuple(_terms((*asked.said, *asked.beside, *heard), whom, world)),
    )


def _told(side: Side) -> str:
    """Return who is asked; who has no name has an article: "the parties"."""
    return f"the {side.name}" if not side.known and side.name.isalpha() and side.name.islower() else side.name


def _terms(said: Iterable[Said], whom: Side, world: World) -> Iterator[Term]:
    """Yield the terms told, a body's organ that was asked as its forum; the body asked is no forum of its own."""
    given = tuple(said)
    organs = _organs(world).get(whom.id, {})
    roles = [(one.id, role) for one in given for role in recipients(one)] if organs else ()
    asked = [(told_by, name) for told_by, role in roles if (name := organs.get(role.entity or ""))]
    told = [Term(kind="forum", text=name, statement=told_by) for told_by, name in asked]
    named = {term.text.lower() for term in told} | {whom.name.lower()}
    yield from dict.fromkeys(told)
    for term in terms(given):
        if term.kind != "forum" or not any(_one_name(term.text, name) for name in named - {whom.id}):
            yield term


@lru_cache(1 << 4)
def _organs(world: World) -> Mapping[str, Mapping[str, str]]:
    """Return the names of the organs of each body, by their ids."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in world.entities():
        if entity.kind == "organ" and entity.parent:
            found[entity.parent][entity.id] = entity.name
    return found


def _one_name(text: str, name: str) -> bool:
    """Tell whether two names may be of one body: one within the other, or the same but for initials ("U.N.")."""
    plain = text.lower()
    last = re.sub(r"\A(?:the )?(?:\w\.)+ ", "", plain)
    return plain in name or name in plain or (last != plain and name.endswith(last))


def _due(said: Iterable[Said], first: date) -> date | None:
    """Return the soonest day by which what is asked is to be."""
    found = []
    for one in said:
        days = one.statement.days
        if days is None or days.latest is None or days.latest <= first:
            continue
        if days.latest > one.day or one.statement.modality is not Modality.ASSERTED:
            found.append(days.latest)
    return min(found, default=None)


def _plural(side: Side) -> bool:
    """Tell whether one who is not known by name is several: "coup leaders", "Rights lawyers"."""
    last = side.name.rpartition(" ")[2]
    common = last.islower() or last.lower() in _SEVERAL
    return not side.known and common and last.endswith("s")
