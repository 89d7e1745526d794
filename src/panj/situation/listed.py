"""The places of one list: "Rutshuru, Kiwanja and Bunagana", not "Homs, Syria"."""

import re

from panj.records import Place
from panj.situation.said import Said

# between two places of a list: "Kiwanja and Bunagana"
_NEXT = re.compile(r"(?:,|,? ?(?P<last>and|as well as)(?: (?:then|later|finally))?)(?: (?:the )?\w{1,20} of| the)?\Z")


def list_of(said: Said, first: Place) -> list[Place]:
    """Return the places named in one list after a first one."""
    found: list[Place] = []
    ended, before = 0, first
    for place in sorted(said.places, key=lambda p: p.span):
        if place.span.start < before.span.end:
            continue
        joined = _NEXT.match(" ".join(said.between(before.span.end, place.span.start).split()))
        if joined is None:
            break
        if place.precision != "country":
            found.append(place)
        ended = len(found) if joined["last"] else ended
        before = place
    return found[:ended]
