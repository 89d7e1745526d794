"""Which places a statement claims for whom, by their names: by taking, holding or handing over."""

import re
from collections.abc import Sequence

import msgspec

from panj.records import Event, Modality, Place, Relation
from panj.situation.case import Report
from panj.situation.ground.passing import passing
from panj.situation.ground.spots import part_before
from panj.situation.ground.taking import (
    all_taken,
    counts_land,
    driven_from,
    handed_over,
    is_somebody,
    name_of,
    taken,
)
from panj.situation.listed import list_of
from panj.situation.said import Said

CLAIMING = frozenset({"TAKE", "CONCEDE", "ASSAULT", "COERCE", "controls"})
OWNED = frozenset({"base", "site", "hall"})  # what is somebody's by right, not land that somebody holds
BOTH = frozenset({"sides", "both sides", "parties"})
_RIVALS = re.compile(r"\b(?:both|each) (?:claim|say|said|maintain|insist)")
UNTOLD = "it is not said who"
_PART_OF = re.compile(
    r"\b(?:areas?|parts?|regions?|territor(?:y|ies)|towns?|cit(?:y|ies)|ports?|zones?|swathes?|pockets?|north|south|east|west)"
    r" (?:of|in) (?:the )?(?:\w+ern )?\Z"
)


class Claim(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """That a holder has a place, by one statement."""

    said: Said
    holder: str
    name: str
    place: str

    @property
    def known(self) -> bool:
        """Tell whether the tables know the holder, who may only be called names ("the aggressors")."""
        sides = (*self.said.actors, *self.said.recipients)
        return any([side.known for side in sides if side.id == self.holder])

    @property
    def label(self) -> str:
        """The place as the report writes it: "Palmyra", not "Tadmur"."""
        event = self.said.statement.event
        named = (*((event.place,) if event and event.place else ()), *self.said.places)
        written = next((p.text for p in named if p.name == self.place), self.place)
        whole = written.islower() or self.place.startswith(f"{written} ")  # "airport at Kavumu", "Camp near Kidal"
        return self.place if whole else written


def claims_of(said: Said) -> list[Claim]:
    """Return the claims of a statement that names what is held, unless it tells that this is no more."""
    found = _claims(said) if said.statement.modality is Modality.ASSERTED else []
    return [] if found and passing(said) else found


def _claims(said: Said) -> list[Claim]:
    event, relation = said.statement.event, said.statement.relation
    if relation and relation.relation == "controls":
        return _by_holding(said, relation)
    return _BY_CODE[event.code](said, event) if event and event.code in _BY_CODE else []


def _by_holding(said: Said, relation: Relation) -> list[Claim]:
    """Return that places are somebody's: "Homs and Hama are under the control of the army"."""
    place = next((p for p in said.places if p.span.overlaps(relation.object_span)), None)
    if (place and (place.feature in OWNED or _some_of(said, place))) or counts_land(said):
        return []
    name = (part_before(said, place) or name_of(said, place)) if place else _named(said, relation)
    who = said.holder.id if said.holder else relation.subject
    others = list_of(said, place) if place and place.span.start >= relation.object_span.start else []
    return [Claim(said, who, relation.subject, held) for held in (name, *(p.called for p in others))] if name else []


def _by_taking(said: Said, event: Event) -> list[Claim]:
    several = len(said.actors) > 1 and _RIVALS.search(said.words)  # "the army and the rebels both claim to hold it"
    by = [(side.id, side.name) for side in said.actors[: None if several else 1]] or [(UNTOLD, UNTOLD)]
    if by[0][1].lower() in BOTH:
        return []
    return [Claim(said, *who, place) for place in all_taken(said, event) for who in by]


def _by_handing_over(said: Said, event: Event) -> list[Claim]:
    place = taken(said, event) if handed_over(said, event) else None
    return [Claim(said, side.id, side.name, place) for side in said.recipients[:1]] if place else []


def _by_driving_out(said: Said, event: Event) -> list[Claim]:
    place = driven_from(said, event) if said.actors else None
    return [Claim(said, side.id, side.name, place) for side in said.actors[:1]] if place else []


_BY_CODE = {"TAKE": _by_taking, "CONCEDE": _by_handing_over, "ASSAULT": _by_driving_out, "COERCE": _by_driving_out}


def _some_of(said: Said, place: Place) -> bool:
    """Tell whether only a part of a country is held: "a Houthi-controlled area of Yemen"."""
    return place.wide and bool(_PART_OF.search(said.before(place.span.start)))


def _named(said: Said, relation: Relation) -> str | None:
    """Return what is held by its own name, though the words do not use it as a place's: "Soledar remains under"."""
    called = said.between(relation.object_span.start, relation.object_span.end)
    return called if called == relation.object and called.istitle() else None


def people(report: Report) -> Sequence[tuple[str, str]]:
    """Return the names in a report, each with it, that words beside one of its statements make somebody's."""
    claiming = [said for said in report.about(CLAIMING) if said.places]
    return [(report.document, p.text.lower()) for said in claiming for p in said.places if is_somebody(said, p)]
