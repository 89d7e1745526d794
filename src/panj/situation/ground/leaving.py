"""Which places a statement says that somebody has left: who held one before does not hold it now."""

import re

from panj.lexicon import words
from panj.records import Event, Place
from panj.situation.ground.claims import Claim
from panj.situation.ground.passing import passing
from panj.situation.ground.taking import MAPPED, driven_from, name_of
from panj.situation.listed import list_of
from panj.situation.said import Said

LEAVING = frozenset({"RETREAT", "TAKE", "ASSAULT", "COERCE"})
_LOSING = ("lost", "lose", "losing")
_FROM = re.compile(
    r"(?: (?!to\b|into\b|towards?\b)[\w'’-]+){0,5}? (?:from|out of)(?: the)?(?: [\w-]+ of)? ?"
    r"|(?: the)?(?: (?:towns?|city|cities|villages?|port|district|posts?)(?: of)?)? ?"
)
_GOING = ("left", "leav", "depart")
# a convoy that "left Gao on Monday for Kidal" gave up nothing
_ON_THE_WAY = re.compile(
    r"(?: on [A-Z]\w+)? (?:for|to|towards?|en route|bound)\b|(?:[^.;]{0,40}) (?:for|towards?) [A-Z]"
    rf"|[^,;]{{0,40}} to (?:{'|'.join(sorted(words('terms', 'word', 'errand')))})\b"
)
_STARTING = re.compile(r"\b(?:beg[aiu]n(?:ning)?|start(?:ed|ing|s)?|continu(?:ed|es|ing)) (?:to |its |their |the )?\Z")
_BEING = re.compile(r"\b(?:is|are|was|were)(?: \w+ly| now| still| already)? \Z")
_AT_HEAD = re.compile(r"(?:In|At) (?:the )?(?:town|city|village of )?")
_TO = re.compile(r" (?:from|to|into|towards?|out of|across)\b")
_OF_IT = re.compile(r" (?:all |full )?(?:control (?:of|over) )?(?:the )?(?:[\w-]+ of )?")
GOES = re.compile(  # "withdrawn from", "pulled all their troops out of", "left"
    r"(?:with(?:draw|drew)\w*|pull\w*|retreat\w*|evacuat\w*|depart\w*)(?: (?!to\b|into\b)[\w'’-]+){0,4}"
    r" (?:from|out of) "
    r"|(?:left|leav\w+|aband\w+|quit|evacuat\w*|vacat\w*) "
)
_TRIGGERS = (
    *("left", "leav", "aband", "quit", "evacu", "vacat", "pull", "with", "depart", "retreat"),
    *("gave up", "ced", "relinq"),
)


def left_by(said: Said) -> list[Claim]:
    """Return the place that the actor of a statement has gone away from: "pulled out of Masisi", "left Masisi"."""
    event = said.statement.event
    if event is None or event.code not in LEAVING or not said.statement.happened or _going_on(said, event):
        return []
    if event.code in ("ASSAULT", "COERCE"):
        driven = driven_from(said, event) if said.recipients else None
        return [Claim(said, side.id, side.name, driven) for side in said.recipients[:1]] if driven else []
    if event.code == "TAKE":
        return _lost_by(said, event) if said.trigger.startswith(_LOSING) and not passing(said) else []
    behind = (p for p in said.places if p.span.start >= event.trigger.end)
    place = min(behind, key=lambda p: p.span, default=None)
    if place is None:
        here = _gone_from(said, event)
        names = [here.called] if here else []
    else:
        names = _left(said, event, place)
    return [Claim(said, side.id, side.name, name) for side in said.actors[:1] for name in names]


def _going_on(said: Said, event: Event) -> bool:
    """Tell whether somebody is still going: "began to withdraw from Goma", "is pulling out of Goma"."""
    before = said.before(event.trigger.start)
    return bool(_STARTING.search(before) or (said.trigger.partition(" ")[0].endswith("ing") and _BEING.search(before)))


def _left(said: Said, event: Event, place: Place) -> list[str]:
    """Return what was left, and what a list names behind it; a convoy that sets out gives up nothing."""
    if (place.wide and place.feature not in MAPPED) or not said.trigger.startswith(_TRIGGERS):
        return []
    if not _FROM.fullmatch(said.between(event.trigger.end, place.span.start)):
        return []
    if said.trigger.startswith(_GOING) and _ON_THE_WAY.match(said.behind(place.span.end)):
        return []
    return [name_of(said, place) or place.called, *(p.called for p in list_of(said, place))]


def _gone_from(said: Said, event: Event) -> Place | None:
    """Return the place at the head that somebody went from: "In Bangassou, the rebels withdrew on Friday"."""
    place, start = event.place, said.statement.span.start
    town = place is not None and not place.wide and place.lat is not None
    if place is None or not town or _TO.match(said.behind(event.trigger.end)):
        return None
    return place if _AT_HEAD.fullmatch(said.between(start, place.span.start)) else None


def _lost_by(said: Said, event: Event) -> list[Claim]:
    """Return the place that somebody is said to have lost, though not to whom: "lost control of the town of Sake"."""
    place = event.place
    if place is None or said.actors or place.wide or place.span < event.trigger:
        return []
    if not _OF_IT.fullmatch(said.between(event.trigger.end, place.span.start)):
        return []
    return [Claim(said, side.id, side.name, place.called) for side in said.recipients[:1]]
