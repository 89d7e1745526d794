"""Which places a statement says that somebody has left: who held one before does not hold it now."""

import re

from panj.situation.case import Said
from panj.situation.claims import Claim

LEAVING = frozenset({"RETREAT"})
_FROM = re.compile(
    r"(?: (?!to\b|into\b|towards?\b)[\w'’-]+){0,5}? (?:from|out of)(?: the)?(?: [\w-]+ of)? ?"
    r"|(?: the)?(?: (?:town|city|village|port|district|post)(?: of)?)? ?"
)
_TRIGGERS = ("left", "leav", "aband", "quit", "evacu", "vacat", "pull", "with", "depart", "retreat")


def left_by(said: Said) -> list[Claim]:
    """Return the place that the actor of a statement has gone away from: "pulled out of Masisi", "left Masisi"."""
    statement, event = said.statement, said.statement.event
    if event is None or event.code not in LEAVING or statement.denied or statement.modality != "asserted":
        return []
    word = said.between(event.trigger.start, event.trigger.end).lower()
    place = next((p for p in sorted(said.places, key=lambda p: p.span) if p.span.start >= event.trigger.end), None)
    if place is None or not said.actors or place.precision in ("country", "region") or not word.startswith(_TRIGGERS):
        return []
    if not _FROM.fullmatch(said.between(event.trigger.end, place.span.start)):
        return []
    return [Claim(said, side.id, side.name, place.name or place.text) for side in said.actors[:1]]
