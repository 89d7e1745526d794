"""How far what is asked for has come by one statement: acknowledged, pledged, allocated, delivered, refused."""

import re

from panj.records import Event, Modality
from panj.situation.disputes import disputing
from panj.situation.help.terms import ALLOTTED, STOPPED, allocates
from panj.situation.hints import APPEALS
from panj.situation.said import Said, any_of

STAGES = ("asked", "acknowledged", "pledged", "allocated", "delivered", "refused")
GIVES = frozenset({"AID", "COOPERATE", "MOBILIZE", "SUPPORT"})
_HEARING = frozenset({"SUPPORT", "CONSULT", "AGREE"})
_DEMANDED, _PLANNED, _CONDITIONAL = Modality.DEMANDED, Modality.PLANNED, Modality.CONDITIONAL
_PLEDGES = re.compile(r"(?:pledg|promis|vow|offer|commit)\w*", re.IGNORECASE)
_PROMISING = re.compile(
    r"\b(?:announc|pledg|promis|offer)\w*(?: [\w$€£.,-]+){0,6} ?\Z"
)  # "announced $85 million in aid"
_AVOWS = re.compile(r"\b(?:steadfast|resolute|firm|unwavering|united) in (?:\w+ ){0,2}\Z")  # "steadfast in support of"
_UNDER_WAY = re.compile(r"\b(?:is|are|was|were) (?:\w+ly )?\w+ing(?: [\w,-]+){0,6}\Z")  # "is sending 700 more troops"
_IN_ALL = re.compile(r"\b(?:bring|tak|rais|mak|push)ing\b(?: [\w.-]+){0,4} total\b")  # "bringing total aid to $9m"
# what a text of law has somebody do: "The Taiwan Relations Act commits Washington to provide arms"
_BOUND_TO = re.compile(
    r"\b(?:Act|[Ll]aw|[Tt]reaty|[Pp]act|[Cc]harter|[Aa]greement|[Aa]ccord|[Aa]rticle \w+)\b[^,;.]{0,40}?"
    r"\b(?:commit|oblig|requir|bind)\w*[^,;.]{0,60} to (?:\w+ ){0,3}\Z"
)
_ASKING = re.compile(r"\b(?:ask|request|invit|call(?:s|ed)? (?:for|on))\w*", re.IGNORECASE)
_DENIES = re.compile(r"den(?:y|ies|ied|ying)", re.IGNORECASE)


def stage_of(said: Said) -> str | None:
    """Return what a statement is if it is an answer to a request; None if it can be none."""
    event, modality = said.statement.event, said.statement.modality
    if event is None:
        return None
    code, gives = event.code, event.code in GIVES
    if code == "REJECT":
        return "refused" if not said.statement.denied and _refuses(said, event) else None
    if gives and said.statement.denied:
        return None if modality is _DEMANDED else "refused"  # "has not asked NATO for help" refuses none
    if code == "AID" and no_gift(said):
        return None
    if code == "AID" and said.statement.happened:
        return _given(said, event)
    if gives and modality is _PLANNED:
        return "allocated" if allocates(said) or _under_way(said, event) else "pledged"
    if code in _HEARING and said.statement.happened:
        return "acknowledged"
    return "acknowledged" if gives and modality is _CONDITIONAL and not _if_asked(said) else None


def _if_asked(said: Said) -> bool:
    """Tell whether help hangs on a request still to come, so that it answers none: "if Mogadishu asked for them"."""
    on = said.statement.condition
    return on is not None and bool(_ASKING.search(said.between(on.start, on.end)))


def _refuses(said: Said, event: Event) -> bool:
    """Tell whether a rejection is of something asked: who denies an accusation refuses nothing."""
    denies = _DENIES.match(said.between(event.trigger.start, event.trigger.end))
    after = said.behind(event.trigger.end)
    asked = any_of(APPEALS, after)
    return asked or not (denies or disputing(said.statement.quote))


def _given(said: Said, event: Event) -> str:
    """Return how far help is that is told as a fact: promised, on its way, or there."""
    start, at = said.statement.span.start, event.trigger
    if _AVOWS.search(said.between(start, at.start)):
        return "acknowledged"
    if _PLEDGES.match(said.between(at.start, at.end)) or _PROMISING.search(said.between(start, at.start)):
        return "pledged"
    if ALLOTTED.search(said.between(start, at.end)):
        return "allocated"
    return "allocated" if _under_way(said, event) else "delivered"


def denies(said: Said) -> bool:
    """Tell whether a rejection is only of what is said: who denies a charge turns nobody down."""
    event = said.statement.event
    rejects = event is not None and event.code == "REJECT"
    return rejects and event is not None and bool(_DENIES.match(said.between(event.trigger.start, event.trigger.end)))


def no_gift(said: Said) -> bool:
    """Tell whether help is named as what ends, as a sum of what was told ("bringing the total"), or as a law has it."""
    event = said.statement.event
    if event is None or event.code != "AID":
        return False
    start, at = said.statement.span.start, event.trigger
    if _BOUND_TO.search(said.between(start, at.start)):
        return True
    return bool(STOPPED.search(said.between(start, at.start)) or _IN_ALL.search(said.between(start, at.end)))


def _under_way(said: Said, event: Event) -> bool:
    return bool(_UNDER_WAY.search(said.before(event.trigger.end)))
