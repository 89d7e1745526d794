"""Ground that a report has named before and takes up: "retook the town", "had recaptured it", "left the town"."""

import re
from collections.abc import Sequence

from panj.lexicon import words
from panj.records import Event, Modality, Place
from panj.situation.case import Report
from panj.situation.ground.claims import CLAIMING, Claim, claims_of
from panj.situation.ground.leaving import GOES, LEAVING, left_by
from panj.situation.ground.passing import passing
from panj.situation.ground.spots import only_locates
from panj.situation.ground.taking import NAME, TOWNS, TRACTS, handed_over, of_doer
from panj.situation.said import Said

# "residents in Er Rahad", but "the General Staff in Kyiv" speaks of another town
_OF_A_NAME = re.compile(
    r"\b(?:of|(?:residents?|villagers?|inhabitants|people|mayor|elders?|witness(?:es)?|doctors?|chief)"
    rf" (?:in|from|at|near)) ({NAME})\Z"
)
_PART_OF_THAT = re.compile(rf"\b(?:{'|'.join(sorted(words('terms', 'word', 'part')))})s? of \Z")
# ground by a common noun: "seized the town", "the center of the village"; the text has named it before
_BY_NOUN = re.compile(
    r"\s*(?P<part>(?:(?:the|every|most|all|half)\b )?(?:[\w-]+ ){0,3}?(?:of|in|to) )?the (?:[\w-]+ ){0,2}?"
    r"(?P<kind>town|city|village|capital|district|province|valley|island|shoal|reef|port|peninsula|crossing|post)\b"
    r"(?! (?:of|called|named) [A-Z]| (?:cent(?:re|er)|hall|council|limits|walls?|gates?|market|prison|jail)\b)"
    # "the town of Sake" is another, if not on the map; "the town centre" is not the town
)
# ground that a pronoun takes up: "claimed to have recaptured it", "then handed it over to the rebels"
_IT = re.compile(r"\s*(?:back |over )?it\b(?! (?:was|is|has|had|would))")
_OF_PASSIVE = re.compile(
    r"\bthe [a-z]+ (?:(?:has|have|had|was|were|is|are)(?: since| now| again| then)?(?: been)?)\s*\Z"
)
_CONTROL_OF = re.compile(r"\A(?:(?:the|full) )?(?:(?:control )?(?:of|over) )?\Z|\A(?:full )?control (?:of|over) ")
_UNLIKELY = re.compile(r"\b(?:unlikely|will|would|may|might|could|can)\b")
RETREATS = frozenset({"RETREAT"})
REACH = 600  # characters back to the name of what "the town" takes up
_EACH = ("every ", "each ")


def taken_up(report: Report) -> list[Claim]:
    """Return the claims of a report for ground that it has named before."""
    named = {said.id for said, _ in report.each(claims_of, codes=CLAIMING)}
    others = [one for one in report.about(CLAIMING) if one.id not in named]
    asserted = [one for one in others if one.statement.modality is Modality.ASSERTED]
    return [claim for said in asserted if (claim := _claim(said, report)) and not passing(said)]


def left_behind(report: Report) -> list[Claim]:
    """Return who left ground that a report has named before: "its forces had withdrawn from the town"."""
    named = {said.id for said, _ in report.each(left_by, codes=LEAVING)}
    gone = (one for one in report.about(RETREATS) if one.id not in named and one.statement.happened and one.actors)
    return [claim for said in gone if (claim := _left(said, report)) and not passing(said)]


def _left(said: Said, report: Report) -> Claim | None:
    event = said.statement.event
    goes = GOES.match(said.behind(event.trigger.start)) if event else None
    if event is None or goes is None:
        return None
    start = event.trigger.start + goes.end()
    noun = _BY_NOUN.match(said.behind(start))
    name = _by_noun(noun["kind"], noun["part"] or "", said, start, report) if noun else None
    return Claim(said, said.actors[0].id, said.actors[0].name, name) if name else None


def _claim(said: Said, report: Report) -> Claim | None:
    event = said.statement.event
    who = None if event and not _takes(said, event) else _holder(said)
    name = _ground(said, report) if who else None
    return Claim(said, *who, name) if who and name else None


def _takes(said: Said, event: Event) -> bool:
    return event.code == "TAKE" or (event.code == "CONCEDE" and handed_over(said, event))


def _holder(said: Said) -> tuple[str, str] | None:
    """Return the id and name of who has ground: to whom it went, who took it, who is said to hold it."""
    event, relation = said.statement.event, said.statement.relation
    gets = said.recipients if event and event.code == "CONCEDE" else said.actors
    holder = gets[0] if gets else said.holder
    if holder:
        return holder.id, holder.name
    return (relation.subject, relation.subject) if relation else None


def _ground(said: Said, report: Report) -> str | None:
    """Return the name of what "the town" or "it" takes up in words about taking or holding."""
    start, end = _words_for_ground(said)
    told = said.between(start, end)
    if said.statement.denied and _UNLIKELY.search(said.words):
        return None  # who may not take it has not lost it either
    if _IT.match(told):
        return _by_it(said, start, report)
    if said.statement.relation and _PART_OF_THAT.search(said.between(start - len("northern approaches of "), start)):
        return None  # "the northern part of the village"
    noun = _BY_NOUN.match(told)
    return _by_noun(noun["kind"], noun["part"] or "", said, start, report) if noun else None


def _by_it(said: Said, start: int, report: Report) -> str | None:
    """Return what "it" takes up: what the sentence names ("may isolate Huliaipole, but not take it") or was claimed."""
    last = _last_claim(report, start - REACH, start)
    if last and last.said.statement.span.overlaps(said.statement.span):
        return last.place
    own = [place for place in said.places if place.span.end <= start]
    if own:
        return own[-1].called
    return last.place if last else None


def _by_noun(kind: str, part: str, said: Said, start: int, report: Report) -> str | None:
    """Return what "the town" or "the center of the village" takes up."""
    town = kind in TOWNS and not part
    if town and (told := _OF_A_NAME.search(_teller(said))):
        return next((p.called for p in report.once(_named_in) if p.text == told[1]), None)
    ground = _last_such(kind, start, _spoken_of(said, report))
    if town and (later := _last_claim(report, ground.span.end if ground else start - REACH, start)):
        return later.place  # claimed since that was named: "said Robotyne was under its control"
    return _CONTROL_OF.sub("", part.lstrip()) + ground.called if ground else None


def _last_claim(report: Report, since: int, before: int) -> Claim | None:
    """Return the last claim in a stretch of a report that names its place."""
    return next((c for c in reversed(report.once(_claimed)) if since <= _place_in(c.said) < before), None)


def _spoken_of(said: Said, report: Report) -> Sequence[Place]:
    """Return the places named in a report but where the speaker of a statement stands: "a spokesman in Goma said"."""
    named, teller = report.once(_named_in), said.statement.chain[-1].source
    span, words = teller.span, teller.text or ""
    if span is None:
        return named
    return [p for p in named if not (span.holds(p.span) and words[: p.span.start - span.start].endswith(" in "))]


def _teller(said: Said) -> str:
    """Return the words for who says it, other than the outlet."""
    return (said.statement.chain[-1].source.text or "") if len(said.statement.chain) > 1 else ""


def _words_for_ground(said: Said) -> tuple[int, int]:
    """Return where the words for what is taken or held begin, and where the statement ends."""
    event, relation, span = said.statement.event, said.statement.relation, said.statement.span
    if relation:
        start = relation.object_span.start
        return start - len(next((w for w in _EACH if said.between(start - len(w), start) == w), "the ")), span.end
    if event is None:
        return span.end, span.end
    passive = _OF_PASSIVE.search(said.between(span.start, event.trigger.start))
    return (span.start + passive.start(), span.end) if passive else (event.trigger.end, span.end)


def _claimed(report: Report) -> Sequence[Claim]:
    """Return the claims that name their place, in the order of their words."""
    claims = (claim for _, found in report.each(claims_of, codes=CLAIMING) for claim in found)
    return sorted(claims, key=lambda c: _place_in(c.said))


def _place_in(said: Said) -> int:
    """Return where a statement about taking or holding says that word."""
    event, relation = said.statement.event, said.statement.relation
    return event.trigger.end if event else relation.object_span.start if relation else said.statement.span.end


def _named_in(report: Report) -> Sequence[Place]:
    """Return the places that the words of a report's statements name, in their order; "the Haggana" is no town."""
    named = [(said, p) for said in report.said for p in said.places]
    others = {p for said, p in named if _no_town(said, p) or only_locates(said, p)}
    return sorted({p for _, p in named} - others, key=lambda p: p.span)


def _no_town(said: Said, place: Place) -> bool:
    event = said.statement.event
    article = place.lat is None and said.between(place.span.start - 4, place.span.start) == "the "
    return article or (event is not None and of_doer(said, event, place))


def _last_such(kind: str, before: int, named: Sequence[Place]) -> Place | None:
    """Return the last place of a kind that is named before, by what it is or is called."""
    for place in reversed(named):
        if not 0 <= before - place.span.end <= REACH:
            continue
        called = place.text.rpartition(" ")[2].lower()
        town = kind in TOWNS and called not in TRACTS and (place.precision == "city" or place.feature is None)
        if town or kind == place.feature or kind in place.called.lower().split():
            return place
    return None
