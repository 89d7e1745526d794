"""How many of those who fled went where: "of whom 41,000 are in Dessie and 12,000 in Woldiya", "900 reached Tame"."""

import re
from collections.abc import Sequence

import msgspec

from panj.records import Place, Quantity
from panj.situation.counts.contexts import clause_of, unsure
from panj.situation.counts.figures import Figure
from panj.situation.counts.kinds import FEW
from panj.situation.said import Said

NEAR = 300  # characters from who fled to how many of them went where
_GOING = (
    r"(?:reached|entered|(?:went|gone|go|moved|crossed|fled|travelled|continued|returned|been taken|taken)(?: on)?"
    r" (?:to|into)|arrived (?:in|at)|(?:shelter(?:ing|ed)|staying|living|stayed|housed|camped|registered) (?:in|at)"
    r"|(?:taken|found|sought) (?:refuge|shelter) (?:in|at))"
)
_HAVE = r"(?: (?:have|had|has|are|were|is|was|being))?(?: (?:since|already|now|also|still))?"
_TO = re.compile(
    rf"(?P<them> of (?:them|these|those|whom))?{_HAVE}(?P<going> {_GOING})?(?P<at> (?:in|at|to|into|near))?"
    r"(?: the)?(?: (?:town|city|village|camps?|state|province|region)(?: of)?)? ?\Z"
)
_OF_WHOM = re.compile(r"\b(?:of|among) (?:them|whom|these|those),? (?:at least |about |some |more than |over )?\Z")
_AND = re.compile(r",? (?:and|while|,)(?: a further| another| about| some| nearly| over| more than| at least)? ?\Z")
_BEFORE = 80  # characters before the place of the part before, in which it is said that so many went there
_WENT = re.compile(rf"(?<![\d,.])\d[\d,.]{{0,14}}(?: of (?:them|whom))?{_HAVE} (?:{_GOING}|in|at|to|into)(?: the)? ?\Z")


def gone_to(said: Said, given: Sequence[Figure], last: Figure | None) -> list[Figure]:
    """Return how many of those who fled, by the figures given here or by the last before, went where."""
    placed = [(q, place) for q in sorted(said.figures, key=lambda q: q.span) if (place := _place_of(said, q))]
    parts = {q.span: (q, place) for q, place in placed if _is_part(said, q, place)}
    whole = next((f for f in given if f.kind == "displaced" and f.quantity.span not in parts), None)
    if whole is None and last is not None and last.kind == "displaced":
        whole = last if said.statement.span.start - last.said.statement.span.end <= NEAR else None
    return [_part(said, whole, *part) for part in parts.values()] if whole else []


def _part(said: Said, whole: Figure, quantity: Quantity, place: Place) -> Figure:
    text = said.between(quantity.span.start, place.span.start).strip() if quantity.span.holds(place.span) else ""
    some = msgspec.structs.replace(quantity, text=text or quantity.text, of=whole.quantity.of or whole.noun)
    return msgspec.structs.replace(whole, said=said, quantity=some, where=_called(place))


def _is_part(said: Said, quantity: Quantity, place: Place) -> bool:
    few = quantity.unit is not None or (quantity.low or 0) < FEW or unsure(clause_of(said, quantity))
    return not few and (_of_those(said, quantity, place) or _goes_on(said, quantity))


def _place_of(said: Said, quantity: Quantity) -> Place | None:
    """Return the place behind a number by itself, or by what looks like its noun ("and about 5,000 Chad")."""
    within = [p for p in said.places if quantity.span.holds(p.span)]
    if within or not said.places:
        return within[0] if within else None
    if quantity.of is not None and quantity.of not in ("people", "persons", "refugees"):
        return None
    behind = sorted((p for p in said.places if p.span.start >= quantity.span.end), key=lambda p: p.span)[:1]
    return next((p for p in behind if _TO.match(said.between(quantity.span.end, p.span.start))), None)


def _of_those(said: Said, quantity: Quantity, place: Place) -> bool:
    """Tell whether a number is of those counted before, or of people who are said to have gone somewhere."""
    way = _TO.match(said.between(quantity.span.end, place.span.start))
    some = _OF_WHOM.search(said.before(quantity.span.start))
    return way is not None and bool(way["going"] or ((way["them"] or some) and way["at"]))


def _goes_on(said: Said, quantity: Quantity) -> bool:
    """Tell whether a number and its place go on with a part before: "and 12,000 in Woldiya"."""
    start, at = said.statement.span.start, quantity.span.start
    before = next((p for p in said.places if p.span.end < at and _AND.fullmatch(said.between(p.span.end, at))), None)
    if before is None:
        return False
    return bool(_WENT.search(said.between(max(start, before.span.start - _BEFORE), before.span.start)))


def _called(place: Place) -> str:
    country = place.country if place.precision == "country" else None
    return country.lower() if country else place.called
