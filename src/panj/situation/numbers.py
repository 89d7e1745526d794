"""Figures side by side: forces where they stand, people displaced, people killed and wounded.

Each line gives the best (the latest), the lowest and the highest that anybody says, in UCDP's idiom. Nothing is
averaged. What cannot be true together with the best stands against it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from panj.records import Event, Finding, Interval, Term
from panj.situation.case import Case, Report
from panj.situation.counts.again import NEAR, THEM, known_again, of_the_same, of_them, recovered, taken_up, telling
from panj.situation.counts.crowds import compatible, crowds
from panj.situation.counts.figures import Figure, added, figures
from panj.situation.counts.hosts import counted_in
from panj.situation.counts.labels import label
from panj.situation.counts.needs import in_need
from panj.situation.counts.occasions import occasions
from panj.situation.counts.parts import is_bare_part, is_named_part, part_of_whole
from panj.situation.counts.rates import rate
from panj.situation.counts.rejoined import put_otherwise, such_before
from panj.situation.counts.retold import in_headline, replaced
from panj.situation.counts.singles import singles
from panj.situation.counts.strengths import THINGS
from panj.situation.counts.successors import Count, counts_in, in_words, is_toll, replaced_by, takes_up
from panj.situation.counts.tolls import HARMS
from panj.situation.counts.volleys import downed
from panj.situation.counts.whither import gone_to
from panj.situation.disputes import disputes, within
from panj.situation.finding import finding_id, ids, independent, place_of
from panj.situation.help.terms import STOPPED
from panj.situation.hints import SETTLING
from panj.situation.said import Said
from panj.world import World

TOPICS = {
    "force": "forces",
    "displaced": "displacement",
    "killed": "casualties",
    "wounded": "casualties",
    "missing": "casualties",
    "casualties": "casualties",
    "died": "casualties",
    "mishap": "casualties",
    "lost": "casualties",
    "held": "captives",
    "freed": "captives",
    "hungry": "need",
    "needy": "need",
    **dict.fromkeys(("hosted", "sheltered", "returned", "remaining"), "displacement"),
    "launched": "strikes",
    "intercepted": "strikes",
}
_PUT_AT = ("the dead at ", "the toll at ", "the death toll at ", "the number at ")
_SENDING = re.compile(r"\b(?:is|are) (?:\w+ly )?(?:send|deploy|mov|dispatch)ing\Z")
_AND_SO = re.compile(r",? and ")  # "seven on Monday and three in Kigali"
MOST_COUNTS = 200  # of the reports before, among which a toll finds the one that it replaces
FLOWS = (
    "displacement",
    "casualties",
    "captives",
    "need",
    "strikes",
)  # counted by event; forces are a stock, counted by owner and country


def look(report: Report, world: World) -> None:
    """Ask a report for its figures, and for what in it disputes what."""
    report.once(within)
    report.once(_counted, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return the lines of forces, displacement, casualties, captives and people in need."""
    events, disputed = case.events, disputes(case)
    groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure, topic, about, where in case.running(_told_of, world):
        groups[(topic, figure.kind, events[about] if topic in FLOWS else about, where)].append(figure)
    lines = [_on(case, key, found, disputed, world) for key, found in _by_days(_merged(groups)).items()]
    return tuple(sorted(lines, key=lambda f: (f.topic, f.label, f.id)))


class _Told(NamedTuple):
    """A figure with its topic, the statement of its event or whose it is, and what sets it apart or where it is."""

    figure: Figure
    topic: str
    about: str
    where: str


def _told_of(reports: Iterable[Report], world: World) -> Iterator[Sequence[_Told]]:
    """Yield for each report its figures, some of which are known only by the figures before them."""
    known: dict[float | None, Figure] = {}
    counts: list[Count] = []  # of those harmed, by the reports so far
    for report in reports:
        found = _told_in(report, known, counts, world)
        figured = [t.figure for t in found]
        told = [t for t in found if not replaced(t.figure, figured)]
        if harmed := list(counts_in(report, told)):
            counts = [*counts[-MOST_COUNTS:], *harmed]
        yield told


def _told_in(report: Report, known: dict[float | None, Figure], counts: list[Count], world: World) -> list[_Told]:
    """Return the figures of a report; to those `known` by their numbers its own are added, for any that come later."""
    told: list[_Told] = []
    last: Figure | None = None
    for one in report.once(_counted, world):
        said, given = (
            one.said,
            _given(one, last, such_before([t.figure for t in told], one.figures, last), known, world),
        )
        told += [_Told(part, "displacement", said.id, f"{part.where}") for part in given.parts]
        same = next((t for t in reversed(told) if t.figure is given.same), None) if given.same else None
        for counted in given.figures:
            figure = recovered(counted, [t.figure for t in told])
            last = last if last and is_named_part(said, figure.quantity) else figure
            topic = TOPICS.get(figure.kind, "")
            if topic in FLOWS:
                if telling(figure.quantity):
                    known[figure.quantity.low] = figure
                told = [t for t in told if not in_headline(t.figure, figure)]
                event = (same.about, same.where) if same else _toll_of(said, figure, report, told, counts, world)
                told.append(_Told(figure, topic, *(event or _event_of(said, figure, given.figures, told))))
            elif topic and standing(figure):
                told.append(_Told(figure, topic, _whose(figure), figure.where or "?"))
    return told


class _Given(NamedTuple):
    """The figures of a statement: how many of those just counted went where, the rest, and which these tell again."""

    parts: Sequence[Figure]
    figures: Sequence[Figure]
    same: Figure | None = None


def _given(
    one: "_Counted", last: Figure | None, such: Figure | None, known: Mapping[float | None, Figure], world: World
) -> _Given:
    """Return a statement's figures, by its own words or by what they take up of the last, of such, or any known."""
    said = one.said
    given = one.figures or known_again(said, known) or of_the_same(said, last, world) or of_them(said, last, world)
    if parts := gone_to(said, given, last):
        gone = {part.quantity.span for part in parts}
        return _Given(parts, [figure for figure in given if figure.quantity.span not in gone])
    if otherwise := put_otherwise(said, such, given):
        return _Given((), [otherwise], _if_alike(otherwise, such))  # "the army put the number at 400"
    if given:
        return _Given((), given)
    again = taken_up(said, one.before, last)
    return _Given((), again, _if_alike(again[0], last) if again and not said.figures[0].of else None)


def _if_alike(figure: Figure, last: Figure | None) -> Figure | None:
    return last if last and figure.noun == last.noun else None


def _toll_of(
    said: Said, figure: Figure, report: Report, told: Sequence[_Told], counts: Sequence[Count], world: World
) -> tuple[str, str] | None:
    """Return the event of the count that a toll takes up, and what sets it apart: of another report, or of this one."""
    if figure.kind not in HARMS or not is_toll(said):
        return None
    put = said.statement.quote.startswith(_PUT_AT)  # another counts the same
    was = takes_up(said, figure, report, [*counts, *counts_in(report, told)] if put else counts, world)
    return (was.about, was.where) if was else None


def _event_of(said: Said, figure: Figure, given: Sequence[Figure], told: Sequence[_Told]) -> tuple[str, str]:
    """Return the statement of a figure's event, and what sets it apart: the wounded beside the killed are of theirs."""
    beside = told[-1] if told and figure.kind == "wounded" and said.statement.event is None else None
    if beside and beside.figure.kind == "killed" and beside.figure.said.statement.event:
        alone = sum(f.kind == "wounded" for f in given) == 1
        if alone and beside.figure.said.statement.span.overlaps(said.statement.span):
            return beside.about, beside.where
    return said.id, _apart(said, figure, given)


def _apart(said: Said, figure: Figure, given: Sequence[Figure]) -> str:
    """Return what sets a figure apart from others of one event: what it counts, or that these are more."""
    bare = said.statement.event is None  # figures beside each other are statements of the same words
    place = figure.where if bare and figure.where and figure.kind in HARMS else ""
    apart = f"{figure.noun}{place}" if bare or sum(f.kind == figure.kind for f in given) > 1 else ""
    each = rate(said, figure.quantity)
    apart = f"{apart} a {each}" if each else apart
    return f"{apart} more {figure.quantity.low}" if added(said, figure.quantity) else apart


def _on(
    case: Case, key: tuple[str, ...], found: list[Figure], disputed: Mapping[str, tuple[Said, ...]], world: World
) -> Finding:
    """Return a line as it stands on a day; what disputes a figure is in its own report, so the figures tell all."""
    line = case.same((key, world), found, lambda: _line(key, found, disputed, world, case))
    return line if line.as_of == case.as_of else msgspec.structs.replace(line, as_of=case.as_of)


def _merged(groups: Mapping[tuple[str, ...], list[Figure]]) -> Mapping[tuple[str, ...], list[Figure]]:
    """Return the groups, forces of which no place is told with those of the same owner if these stand in one place."""
    merged = dict(groups)
    for key in groups:
        if key[0] != "forces" or key[-1] != "?":
            continue
        same = [other for other in groups if other[:3] == key[:3] and other != key]
        if len(same) == 1:
            merged[same[0]] = sorted([*merged[same[0]], *merged.pop(key)], key=lambda f: (f.said.day, f.said.id))
    return merged


def _by_days(groups: Mapping[tuple[str, ...], list[Figure]]) -> Mapping[tuple[str, ...], list[Figure]]:
    """Return the groups, what is counted of one event apart where it is of days far apart, or of other people."""
    found: dict[tuple[str, ...], list[Figure]] = {}
    for key, group in groups.items():
        if key[0] not in FLOWS or len(group) < 2:
            found[key] = group
            continue
        for n, (day, part) in enumerate(occasions(group)):
            about = (*key[:2], f"{key[2]} {day}", *key[3:]) if n else key
            for m, crowd in enumerate(crowds(part)):
                found[(*about[:3], f"{about[3]} {crowd[0].said.id} {crowd[0].quantity.span.start}") if m else about] = (
                    crowd
                )
    return found


class _Counted(NamedTuple):
    """A statement that puts something as a fact, its figures, and the statement before it that does."""

    said: Said
    figures: Sequence[Figure]
    before: Said | None


def _counted(report: Report, world: World) -> Sequence[_Counted]:
    """Return the statements with figures, or with amounts that may put a figure otherwise or tell it again."""
    found, read = [], counted_in if report.has(SETTLING) else figures
    for said, before in report.counting:
        event, relation = said.statement.event, said.statement.relation
        bare = relation is None and (event is None or event.code in ("RETREAT", "FLEE") or _moves_some(said, event))
        given = tuple(f for f in read(said, world) if not is_bare_part(said, f.quantity))
        if given or bare:
            found.append(_Counted(said, given, before))
    alone = [_Counted(figure.said, (figure,), None) for figure in (*singles(report), *in_need(report))]
    return _once(sorted([*found, *alone], key=lambda one: one.said.statement.span) if alone else found)


def _moves_some(said: Said, event: Event) -> bool:
    """Tell whether some of those just counted are sent, arrive ("a further 8,500 arrived in") or are shot down."""
    if event.code == "CONSULT":
        return said.trigger.startswith("arriv")
    bare = [q for q in said.figures if q.of is None and q.unit is None]
    if event.code == "ASSAULT":
        return any(downed(said, q) for q in bare)
    ends = (q.span.end for q in bare)
    return event.code == "MOBILIZE" and any(THEM.match(said.between(end, end + NEAR)) for end in ends)


def _once(found: Sequence[_Counted]) -> Sequence[_Counted]:
    """Return the statements without figures that a later one gives by the same words: "a war that killed 50,000".

    Who is killed or wounded by one statement is no force by another ("killed 20 soldiers in Laro"), and who is set
    free by one is not held by another ("freed 12 detained doctors").
    """
    last = {(f.quantity.span, f.kind): n for n, one in enumerate(found) for f in one.figures}
    harmed = {("force", span) for span, kind in last if kind == "displaced" or TOPICS.get(kind) == "casualties"}
    over = harmed | {("held", span) for span, kind in last if kind == "freed"}
    if len(last) == sum([len(one.figures) for one in found]) == len({span for span, _ in last}):
        return found
    kept = [
        one._replace(
            figures=[
                f for f in one.figures if last[f.quantity.span, f.kind] == n and (f.kind, f.quantity.span) not in over
            ]
        )
        for n, one in enumerate(found)
    ]
    return [one for one, was in zip(kept, found, strict=True) if one.figures or not was.figures]


def _whose(figure: Figure) -> str:
    """Return what tells one owner's forces from another's: soldiers and tanks are counted apart."""
    owner = figure.owner or f"?{figure.noun}"
    return f"{owner} {figure.noun}" if figure.owner and figure.noun in THINGS else owner


def standing(figure: Figure) -> bool:
    """Tell whether a figure is of forces where they stand or are sent, not of those who left or fought, or of gifts."""
    said = figure.said
    relation, event = said.statement.relation, said.statement.event
    if event and STOPPED.search(said.before(event.trigger.start)):
        return False  # "suspended the deployment of 900 troops"
    if event and _SENDING.search(said.before(event.trigger.end)):
        return False  # they are on their way
    if event and event.code == "AID":
        helped = any(role.role == "recipient" and role.span.overlaps(figure.quantity.span) for role in event.roles)
        return figure.noun not in THINGS and not helped
    return event.code == "MOBILIZE" if event else relation is None or relation.relation == "deployed_in"


def _line(
    key: Sequence[str], found: list[Figure], disputed: Mapping[str, tuple[Said, ...]], world: World, case: Case
) -> Finding:
    """Return a line by its latest figure: what that replaces is told, what cannot be true beside it is against it."""
    topic, kind = key[:2]
    latest = found[0] if len(found) == 1 else max(found, key=_lateness)
    where = next((f.where for f in reversed(found) if f.where), "?")
    gone = replaced_by(latest, found, world) if len(found) > 1 and topic in FLOWS else []
    kept = [f for f in found if f not in gone] if gone else found
    agreeing, against = _parted(kept, latest)
    evidence = [f.said for f in agreeing]
    contrary = [f.said for f in against]
    contrary += [s for f in agreeing for s in disputed.get(f.said.id, ())] if disputed else []
    return Finding(
        id=finding_id(topic, *key),
        topic=topic,
        subject="|".join(key[1:]),
        label=label(kind, where, latest, world),
        as_of=case.as_of,
        rule=f"numbers/{kind}",
        status="disputed" if contrary else "corroborated" if independent(evidence) > 1 else "single source",
        value=latest.quantity.text,
        low=least(kept),
        best=latest.best,
        high=most(kept),
        unit=latest.noun,
        place=place_of(evidence),
        when=_on_or_before(latest),
        statements=ids([*evidence, *(f.said for f in gone)]),
        against=ids(contrary),
        facts=(*dict.fromkeys([f.quantity.text for f in (*agreeing, *against)]), *([in_words(gone)] if gone else ())),
        terms=tuple(dict.fromkeys(part for f in agreeing if f.best == latest.best and (part := _part(f)))),
    )


def _parted(found: Sequence[Figure], latest: Figure) -> tuple[Sequence[Figure], Sequence[Figure]]:
    """Return the figures that can be true together with the latest, and those that cannot."""
    if len(found) == 1:
        return found, ()
    against = [f for f in found if f is not latest and not compatible(f, latest)]
    apart = set(map(id, against))
    return ([f for f in found if id(f) not in apart] if against else found), against


def _part(figure: Figure) -> Term | None:
    text = part_of_whole(figure.said, figure.quantity)
    return Term(kind="part", text=text, statement=figure.said.id) if text else None


def _lateness(figure: Figure) -> tuple[date, date, int, str]:
    return figure.said.day, figure.said.happened_on, exact(figure), figure.said.id


def _on_or_before(figure: Figure) -> Interval | None:
    """Return the days of what came about; a day after the report, or behind another such count, is another's."""
    said, counted = figure.said, figure.quantity
    when = (said.statement.event or said.statement).when
    if when is None or (when.latest and when.latest > said.day):
        return None
    shared = counted.of is not None and counted.of not in counted.text  # "12 prisoners and Ukraine nine on Monday"
    if len(said.figures) < 2 or shared:
        return when
    if when.span and counted.of is None and _AND_SO.fullmatch(said.between(when.span.end, counted.span.start)):
        return None
    alike = sorted(q.span for q in said.figures if q.of == counted.of and (q.of is None or q.of in q.text))
    if when.span is None or len(alike) < 2:
        return when
    before = [span for span in alike if span < when.span]
    return when if counted.span == (before[-1] if before else alike[0]) else None


def exact(figure: Figure) -> int:
    """Return how narrow words are: of one day's figures "1,037" is shown before "some 1,000", "over 1,000" last."""
    q = figure.quantity
    bounded = q.low is not None and q.high is not None
    return bounded + (bounded and q.low == q.high and not q.approximate)


def least(found: Iterable[Figure]) -> float | None:
    """Return the lowest bound that is said, None if some words leave it open."""
    return min([f.quantity.low for f in found if f.quantity.low is not None], default=None)


def most(found: Iterable[Figure]) -> float | None:
    """Return the highest bound that is said, or the highest figure where the words leave it open."""
    stated = [b for f in found for b in (f.quantity.high, f.quantity.low) if b is not None]
    return max(stated, default=None)
