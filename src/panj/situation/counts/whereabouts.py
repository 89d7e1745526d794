"""Where those who are counted are, or went."""

import re

from panj.records import Event, Place, Relation
from panj.situation.said import Said

_TOWARDS = re.compile(
    r"\b(?:to|into|towards?|(?:arriv|shelter|refuge|land)\w* (?:in|at|on)|(?:reach|enter)\w*)"
    r"(?: the)?(?: [\w-]+ of)?\s*\Z",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(r"\d|\b(?:half|most|many|some|all|third|quarter) of (?:them|these|those|whom)\b")
_BESIDE = re.compile(r",? (?:and )?(?:in |at |near )?(?:the )?")
_LAST_OF = re.compile(r"\band\b")
_FROM = re.compile(r"\bfrom (?:the )?\Z")


def where_told(said: Said) -> str | None:
    """Return the country or place where it was, or where those who fled went."""
    statement = said.statement
    if relation := statement.relation:
        if (entity := relation.object_entity) and not entity.startswith("~"):
            return entity
        by_kind = relation.object.rpartition(" ")[2].islower()  # "a base", "Russian base"
        return _country_of(said, relation) if by_kind else relation.object.lower()
    event = statement.event
    if event and event.code == "FLEE":
        return _reached(said, event)
    if event is None or event.place is None or not statement.span.holds(event.place.span):
        return None
    if _FROM.search(said.between(statement.span.start, event.place.span.start)):
        return None  # "evacuated from Syria"
    if _among_others(said, event.place) or _of_the_counted(said, event.place):
        return None
    return (event.place.country or event.place.name or event.place.text).lower()


def _country_of(said: Said, relation: Relation) -> str | None:
    """Return the country of a place that is only called by its kind: "has 300 soldiers at a base in Gao"."""
    end = relation.object_span
    return next((p.country.lower() for p in said.places if p.span.overlaps(end) and p.country), None)


def _among_others(said: Said, place: Place) -> bool:
    """Tell whether a place stands beside one of another country: "embassies in Lomé, Togo, and Cotonou, Benin"."""
    behind = [p for p in said.places if p.span.start > place.span.end]
    country, end = place.country, place.span.end
    for other in behind:
        between = said.between(end, other.span.start)
        if not _BESIDE.fullmatch(between):
            return False
        if country and other.country and other.country != country:
            return _LAST_OF.search(between) is not None
        end = other.span.end
    return False


def _of_the_counted(said: Said, place: Place) -> bool:
    """Tell whether a place is only whose people are counted: "left three Americans dead"."""
    return place.text != place.name and any(quantity.span.holds(place.span) for quantity in said.figures)


def _reached(said: Said, event: Event) -> str | None:
    """Return where those who fled went, not what they fled."""
    place = event.place
    if place is None:
        known = [side.id for side in said.recipients if side.known]
        return known[0] if len(known) == 1 else None
    before = said.before(place.span.start)
    if not said.statement.span.holds(place.span) or not _TOWARDS.search(before):
        return None
    if _SOME_OF_THEM.search(said.between(event.trigger.end, place.span.start)):
        return None  # "1.5 million have fled, half of them to Uganda"
    country = place.country if place.precision == "country" else None
    return country.lower() if country else place.called
