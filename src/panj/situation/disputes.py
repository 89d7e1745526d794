"""Words that dispute what stands before them in the same report: "The Taliban rejected the claim".

Who takes up "the figure" or "the claim" means the last one before: it is set against that and not against others.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from panj.records import Span
from panj.situation.case import Case, Report
from panj.situation.hints import DENIES, TAKEN_UP
from panj.situation.said import Said, any_of

REACH = 400  # characters back to what is taken up
_POINTS = ("th", " it")  # one is in every word that may stand before such a noun, or for it
_NOUN = rf"(?:the|this|that|these|those|both) (?:{'|'.join(TAKEN_UP)})s?"
_AGAINST = re.compile(
    rf"\b(?:reject|den(?:y|ie)|disput|dismiss|question|contest|refut)\w* {_NOUN}\b"
    rf"|(?:\b(?:call|brand|label)\w* |^){_NOUN} \W?(?:an? )?(?:\w+ )?(?:fabrication|lie|false|untrue|baseless|hoax)\b"
    rf"|\b{_NOUN} (?:is |was |were |are |to be )?(?:exaggerated|false|untrue|wrong|inflated|baseless)\b",
    re.IGNORECASE,
)
_DENIED_IT = re.compile(r"\b(?:den(?:y|ie)|disput|refut)\w* (?:it|this|that|them)\b(?=\W*$|[.,;]| and | as )")
_LOST = re.compile(
    r"\b(?:[Tt]he|[Aa]ny|[Nn]o) (?:post|town|city|village|district|crossing|base|province|capital|airport|bridge"
    r"|settlement|position|outpost|ground|territory|camp|hill|township)s?\b"
)
_COUNTED = re.compile(r"\b(?:figure|number|estimate)s?\b", re.IGNORECASE)


def disputes(case: Case) -> Mapping[str, tuple[Said, ...]]:
    """Return for each statement those of the same report that dispute it by taking it up."""
    return dict(case.all(within))


def within(report: Report) -> Sequence[tuple[str, tuple[Said, ...]]]:
    """Return for each statement of a report those that dispute it."""
    found: dict[str, list[Said]] = {}
    disputed = report.has(TAKEN_UP) or report.has(DENIES)
    some = report.said if disputed else [said for said in report.said if said.statement.denied]
    for said in some:
        if _denies_loss(said):
            for other in _lost(said, report.said):
                found.setdefault(other.id, []).append(said)
        elif rejoins(said):
            for other in _of_same_words(said, report.said):
                found.setdefault(other.id, []).append(said)
        elif words := disputing(said.statement.quote):
            for other in _taken_up(said, words, report.said):
                found.setdefault(other.id, []).append(said)
    return [(identity, tuple(group)) for identity, group in found.items()]


@lru_cache(1 << 8)  # of one sentence there are several statements
def disputing(words: str) -> str:
    """Return the words that dispute something; looked for only where a noun is that they need, for that is quick."""
    small = words.lower()
    if not any_of(_POINTS, small):
        return ""
    if any_of(DENIES, small) and (bare := _DENIED_IT.search(small)):
        return bare.group()
    match = _AGAINST.search(words) if any_of(TAKEN_UP, small) else None
    return match.group() if match else ""


def rejoins(said: Said) -> bool:
    """Tell whether a statement denies words that another says, and no act of its own: "..., which Manila denies"."""
    about = said.statement
    return about.denied and about.event is None and about.relation is None and said.by is not None


def _of_same_words(said: Said, report: Sequence[Said]) -> list[Said]:
    """Return what others say in the very words that one denies; an act in other words of theirs is not denied."""
    span, by = said.statement.span, said.by
    return [
        other
        for other in report
        if not other.statement.denied
        and (span.holds(_about(other)) if other.statement.span.holds(span) else span.holds(other.statement.span))
        and other.by is not None
        and other.by != by
    ]


def _about(said: Said) -> Span:
    """Return the words of the act that a statement is about, all its words if it is about none."""
    event = said.statement.event
    return event.trigger if event else said.statement.span


def _denies_loss(said: Said) -> bool:
    """Tell whether a statement denies that a place changed hands, and names it by "the post", "the town" only."""
    event = said.statement.event
    taken = event is not None and event.code == "TAKE" and said.statement.denied
    return taken and event is not None and event.place is None and bool(_LOST.search(said.statement.quote))


def _lost(said: Said, report: Sequence[Said]) -> list[Said]:
    """Return the last statement before that tells who took a place, or which one fell; of one sentence the first."""
    before = [
        other
        for other in report
        if other.statement.span.end <= said.statement.span.start
        and other.statement.happened
        and (event := other.statement.event) is not None
        and event.code == "TAKE"
        and (event.place is not None or other.actors)
    ]
    last = [other for other in before if other.statement.span.overlaps(before[-1].statement.span)]
    return sorted(last, key=lambda other: (other.statement.span.start, -other.statement.span.end))[:1]


def _taken_up(said: Said, words: str, report: Sequence[Said]) -> list[Said]:
    """Return the statements of the last words before that give a figure, or say an act, as the noun has it."""
    counted = bool(_COUNTED.search(words))
    before = [
        other
        for other in report
        if _before(other, said)
        and (bool(other.figures) if counted else other.statement.event is not None)
        and (other.speaker != said.speaker or _accuses(other) or _taken_by_another(other, said))
    ]
    if not before:
        return []
    return _last_counted(before, both="both" in words.lower()) if counted else _last_claimed(before, words)


def _last_counted(before: Sequence[Said], *, both: bool) -> list[Said]:
    spans = sorted({other.statement.span for other in before}, key=lambda span: (span.end, span.start))
    taken = spans[-2:] if both else spans[-1:]
    return [other for other in before if other.statement.span in taken]


def _last_claimed(before: Sequence[Said], words: str) -> list[Said]:
    """Return what the last speaker claimed: a claim is all that its maker said, "that" what he said in one breath."""
    last = max(before, key=lambda other: (other.statement.span.end, other.statement.span.start))
    answered = [other for other in before if other.speaker == last.speaker and other.by is not None]
    if _DENIED_IT.fullmatch(words.lower()):
        cue = last.statement.chain[-1].cue
        answered = [other for other in answered if other.statement.chain[-1].cue == cue]
    told = [o for o in before if o.statement.span.end == last.statement.span.end]
    return answered or [o for o in told if _accuses(o) or _takes(o) or o.by is not None]


def _before(other: Said, said: Said) -> bool:
    """Tell whether words stand before those that dispute something, be it in what one speaker is taken to say."""
    apart = said.at - other.statement.span.end
    one = other.statement.span == said.statement.span and other.at < said.at and _takes(other)
    return one or 0 <= apart <= REACH


def _taken_by_another(other: Said, said: Said) -> bool:
    """Tell whether the report tells of a place taken by others than who rejects "the claim"."""
    doers = {side.id for side in said.actors}
    return _takes(other) and bool(doers) and doers.isdisjoint(side.id for side in other.actors)


def _takes(said: Said) -> bool:
    return said.statement.event is not None and said.statement.event.code == "TAKE"


def _accuses(said: Said) -> bool:
    """Tell whether a statement tells of an accusation or a claim, which whoever answers "it" answers."""
    return said.statement.event is not None and said.statement.event.code == "ACCUSE"
