"""Whose an act of force is said to be by himself: who claims it, who denies it, and what nobody has claimed.

Only avowals count: who is named by others for an attack is its doer in their account, not its claimant.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from panj.records import Finding, Statement
from panj.situation.case import Case, Report
from panj.situation.finding import finding_id, ids, place_of
from panj.situation.hints import AVOWING
from panj.situation.said import Said, any_of
from panj.world import World

_FORCE, _DENYING = frozenset({"ASSAULT"}), frozenset({"REJECT"})
# "no group has claimed", "nobody has yet claimed responsibility for", "there was no claim of responsibility for"
_NOBODY = re.compile(
    r"\b(?:no[ -]?(?:one|body)|none"
    r"|no (?:\w{1,20} ){0,3}?(?:groups?|organi[sz]ations?|party|side|faction|movement|militants?))"
    r" (?:has |have |had |immediately |yet |so far |publicly ){0,4}(?:claimed|taken|took|admitted)\b"
    r"|\bno (?:\w{1,20} ){0,2}?claims? (?:of responsibility )?(?:for|by)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r" (?:any |all )?(?:responsibility|involvement|(?:a |having a )?(?:role|part|hand))\b")
# what is claimed is named and not told: "the attack", "two raids on the port"; or "it was behind the attack"
_NAMED = re.compile(
    r"(?:(?:it|they|he|she) (?:(?:was|were|is|are|had been) behind|(?:had |has )?carried out) )?"
    r"(?:the|an?|this|that|these|both|two|three|\d{1,4})? ?(?:(?!ha[vsd])[\w'’-]{1,20} ){0,3}\Z",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:we|i|you|to|(?:are|am|is|was|were) at)\b", re.IGNORECASE)  # "we are at war" claims nothing
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DEED = re.compile(rf"[^,;:.()\n]{{1,90}}?(?=[,;:.()\n]|\Z| (?:that|which|who|was|were|has|have|had|on {_DAY})\b)")
_BEFORE = re.compile(r"(?:\b(?i:the|an?|this|that|these|those|both|two|three|\d{1,4}) )?(?:[a-z'’-]{1,20} )?\Z")
_PARTING = frozenset({"for", "of", "in", "claimed", "denied", "behind", "with", "was", "its", "their", "by", "to"})


class _Avowal(NamedTuple):
    """What is claimed or denied, by whom, and in which statements."""

    deed: Said
    word: str
    who: str
    told: tuple[Said, ...]


def look(report: Report, world: World) -> None:
    """Ask a report what is claimed, denied and left unclaimed in it."""
    report.once(_avowals)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each act of force that somebody claims, denies, or that nobody is said to have claimed."""
    of_deed: dict[str, list[_Avowal]] = defaultdict(list)
    for avowal in case.all(_avowals):
        of_deed[case.events.get(avowal.deed.id, avowal.deed.id)].append(avowal)
    return tuple(_line(deed, found, case) for deed, found in sorted(of_deed.items()))


def _line(deed: str, found: list[_Avowal], case: Case) -> Finding:
    found.sort(key=lambda a: (a.deed.day, a.deed.id))
    avowed = [a for a in found if a.who] or found  # what nobody had claimed at first somebody claims now
    words = dict.fromkeys(f"{a.word} by {a.who or 'nobody'}" for a in avowed)
    return Finding(
        id=finding_id("responsibility", deed),
        topic="responsibility",
        subject=deed,
        label=_named(found[0].deed),
        as_of=case.as_of,
        rule="responsibility/avowed",
        status=_status(avowed),
        value="; ".join(words),
        place=place_of([a.deed for a in found]),
        when=found[0].deed.statement.days,
        statements=ids(s for a in avowed for s in a.told),
    )


def _status(avowed: Sequence[_Avowal]) -> str:
    claimants = {a.who for a in avowed if a.word == "claimed" and a.who}
    if claimants:
        return "claimed by several" if len(claimants) > 1 else "claimed"
    return "denied" if any(a.word == "denied" for a in avowed) else "unclaimed"


def _avowals(report: Report) -> Sequence[_Avowal]:
    acts = report.about(_FORCE)
    return [*_claimed(acts), *_own(acts), *_without(report, acts)] if acts else ()


def _claimed(acts: Sequence[Said]) -> Iterator[_Avowal]:
    """Yield what is claimed in so many words: "claimed responsibility for the attack"."""
    for said in acts:
        statement = said.statement
        if not said.actors or not statement.happened or not said.trigger.startswith("claim"):
            continue
        deed = next((other for other in acts if _claimed_by(other.statement, statement)), said)
        told = (deed,) if deed is said else (said, deed)
        yield from (_Avowal(deed, "claimed", actor.name, told) for actor in said.actors)


def _claimed_by(deed: Statement, claim: Statement) -> bool:
    event, at = deed.event, claim.event.trigger if claim.event else None
    return (
        event is not None
        and at is not None
        and event.trigger != at
        and any(link.cue is not None and link.cue.overlaps(at) for link in deed.chain)
    )


def _own(acts: Sequence[Said]) -> Iterator[_Avowal]:
    """Yield what is named as theirs by those who did it: "the attack was claimed by X", "said it was behind it"."""
    for said in acts:
        event = said.statement.event
        if said.by is None or event is None or not said.statement.happened or said.trigger.startswith("claim"):
            continue
        mine = said.by.id in {actor.id for actor in said.actors}
        before = said.before(event.trigger.start)
        if mine and _NAMED.match(before) and not _TOLD.search(before):
            yield _Avowal(said, "claimed", said.by.name, (said,))


def _without(report: Report, acts: Sequence[Said]) -> Iterator[_Avowal]:
    """Yield what somebody denies to have had a part in, and what nobody has claimed."""
    if not report.has(AVOWING):
        return
    for said in acts:
        if any_of(AVOWING, said.words) and _NOBODY.search(said.words) and not said.trigger.startswith("claim"):
            yield _Avowal(said, "claimed", "", (said,))
    for said in report.about(_DENYING):
        event = said.statement.event
        if event is None or not _ITS_OWN.match(said.behind(event.trigger.end)):
            continue
        deed = next(
            (other for other in acts if 0 < other.at - event.trigger.end < said.statement.span.end - said.at), None
        )
        if deed is not None:
            yield from (_Avowal(deed, "denied", actor.name, (said, deed)) for actor in said.actors)


def _named(said: Said) -> str:
    """Return an act as its words name it: "the attack on a base in Diffa"."""
    event = said.statement.event
    if event is None:
        return said.words
    before = _BEFORE.search(said.before(event.trigger.start))
    first = " ".join(w for w in (before.group() if before else "").split() if w.lower() not in _PARTING)
    if (whole := _DEED.match(said.behind(event.trigger.start))) is None:
        return said.words
    return f"{first} {whole.group()}".strip()
