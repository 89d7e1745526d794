"""Which figures a statement gives, of what kind, of whom and where."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from panj.lexicon import rows, words
from panj.lexicon.counted import head_noun, kind_of, singular
from panj.records import Event, Quantity, Record
from panj.situation.case import Said
from panj.world import World
from panj.world.sides import side


class Figure(Record, frozen=True, kw_only=True):
    """An amount in a statement: what it counts, whose they are, and in which country or, who fled, where to."""

    said: Said
    quantity: Quantity
    noun: str
    kind: str
    owner: str | None = None
    where: str | None = None

    @property
    def best(self) -> float | None:
        """The one number that the words come nearest to."""
        low, high = self.quantity.low, self.quantity.high
        if low is None or high is None:
            return low if high is None else high
        return (low + high) / 2


_WORD = re.compile(r"[a-z]+")
_INHABITED = re.compile(r"\b(?:city|town|village|province|district|country|region|population) of\s*\Z")
THINGS = words("role_words", "word", "thing")
_TOWARDS = re.compile(
    r"\b(?:to|into|towards?|(?:arriv|shelter|refuge|land)\w* (?:in|at|on)|(?:reach|enter)\w*)"
    r"(?: the)?(?: [\w-]+ of)?\s*\Z",
    re.IGNORECASE,
)
# who waits where one crosses over is on the way: "more than 1,000 people were waiting on the island"
_STOPPED = re.compile(
    r"\b(?:waiting|stranded|stuck|camped|massed) (?:at|on|near|along|by) (?:the |an? )?(?:\w+[ -]){0,3}?"
    r"(?:border|frontier|crossing|river|bank|island|bridge|checkpoint|shore|harbou?r|port)s?\b"
)
_TO_BE = re.compile(r"\b(?:is|are|was|were|be) to\b")  # "4,000 soldiers are to take part"


@cache
def _contexts() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {row["word"]: (row["kind"], tuple(row["counted"].split())) for row in rows("contexts")}


@cache
def _befell() -> dict[tuple[str, str], str]:
    return {(row["code"], row["word"]): row["kind"] for row in rows("befell")}


def figures(said: Said, world: World) -> Iterator[Figure]:
    """Yield the figures of a statement whose kind is known."""
    for quantity in said.figures:
        if quantity.unit and quantity.unit != "%":
            continue
        noun = head_noun(quantity.of or "")
        kind = _kind(said, quantity, noun, world)
        if noun in THINGS and kind != "force":
            continue  # vehicles are destroyed, not killed, and flee nowhere
        if kind:
            yield Figure(
                said=said,
                quantity=quantity,
                noun=noun,
                kind=kind,
                owner=_owner(said, quantity, world),
                where=_where(said, world),
            )


def _kind(said: Said, quantity: Quantity, noun: str, world: World) -> str | None:
    event, relation = said.statement.event, said.statement.relation
    counted = kind_of(noun)
    if quantity.unit == "%":
        return "share" if event and event.code == "TAKE" else None
    if counted is None and _peoples(quantity, said.day, world):
        counted = "people"
    if event is None and relation is None:
        before = said.between(said.statement.span.start, quantity.span.start)
        return None if _INHABITED.search(before) else told(said.statement.quote, counted)
    if event and event.code == "FLEE":
        return "displaced" if counted in ("force", "displaced", "people") else None
    befell = _after(said, quantity) or _befell_by(said)
    if befell == "displaced" and counted == "force":
        return counted
    if counted == "casualty" or (befell and counted in ("force", "people", "displaced")):
        return befell or "casualties"
    return None if counted == "people" else counted


def _peoples(quantity: Quantity, day: date, world: World) -> bool:
    """Tell whether what is counted is a people's name ("345 ethnic Kyrgyz", "300 Afghans")."""
    words = (quantity.of or "").split()
    return bool(words) and words[-1][:1].isupper() and nationality(words[-1], day, world) is not None


def told(quote: str, counted: str | None) -> str | None:
    """Return what a figure is of by the words beside it, where no act was understood; None unless they are plain."""
    words = quote.lower()
    if counted == "people" and _STOPPED.search(words):
        counted = "displaced"
    found = [_contexts()[w] for w in _WORD.findall(words) if w in _contexts()]
    beside = [kind for kind, of in found if not of or counted in of]
    if counted not in ("force", "displaced", "people", "casualty") or "unsure" in beside or _TO_BE.search(words):
        return None
    return next(iter(beside), None) or ("displaced" if counted == "displaced" else None)


def _after(said: Said, quantity: Quantity) -> str | None:
    """Return what became of those counted by the word behind the figure ("and more than 30 wounded")."""
    following = _WORD.match(said.between(quantity.span.end, quantity.span.end + 20).lower().lstrip())
    return _befell().get(("ASSAULT", singular(following.group().removesuffix("ed")))) if following else None


def _befell_by(said: Said) -> str | None:
    """Return what the words of an act say became of those whom it befell: killed, wounded, displaced."""
    event = said.statement.event
    if event is None:
        return None
    words = said.between(event.trigger.start, event.trigger.end).lower().split()
    stems = [w for word in words for w in (word, word.removesuffix("ed"), word.removesuffix("d"), singular(word))]
    return next((_befell()[event.code, w] for w in stems if (event.code, w) in _befell()), None)


def _owner(said: Said, quantity: Quantity, world: World) -> str | None:
    named = nationality(quantity.of or "", said.day, world)
    if named:
        return named
    statement = said.statement
    if statement.relation and statement.relation.subject_entity:
        return side(statement.relation.subject_entity, statement.relation.subject, said.day, world).id
    return said.actors[0].id if len(said.actors) == 1 and said.actors[0].known else None


@lru_cache(1 << 14)
def nationality(words: str, day: date, world: World) -> str | None:
    """Return the entity that a counted noun phrase names: `af` for "Afghan soldiers"."""
    for hit in world.match(words.split(), day):
        return hit.candidates[0][0]
    return None


def _where(said: Said, world: World) -> str | None:
    statement = said.statement
    if statement.relation:
        entity = statement.relation.object_entity
        return entity if entity and not entity.startswith("~") else statement.relation.object.lower()
    event = statement.event
    if event and event.code == "FLEE":
        return _reached(said, event)
    return (event.place.country or event.place.name or event.place.text).lower() if event and event.place else None


def _reached(said: Said, event: Event) -> str | None:
    """Return where those who fled went, not what they fled."""
    place = event.place
    if place is None:
        known = [side.id for side in said.recipients if side.known]
        return known[0] if len(known) == 1 else None
    before = said.between(said.statement.span.start, place.span.start)
    if not said.statement.span.holds(place.span) or not _TOWARDS.search(before):
        return None
    country = place.country if place.precision == "country" else None
    return country.lower() if country else place.name or place.text
