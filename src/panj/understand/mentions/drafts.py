"""A mention in the making: words of one sentence and what is known so far of whom they name."""

from functools import cache

import msgspec

from panj.english.parsed import Sentence
from panj.lexicon import rows
from panj.records import EntityType, Mention, Span
from panj.world import Entity

TYPE_OF_SHAPE: dict[str, EntityType] = {
    "state": "state",
    "person": "person",
    "office": "office",
    "body": "organization",
    "border": "place",
    "organisation": "organization",
}
TYPE_OF_NAME: dict[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "place"}


class Draft(msgspec.Struct, kw_only=True):
    """Positions `first` to `last` (included) of a sentence; `head` carries the grammar.

    `form` is how it names: name, adjective, person, role, noun (an anaphor), pronoun.
    """

    sentence: int
    first: int
    last: int
    head: int
    form: str
    entity: str | None = None
    name: str | None = None
    type: EntityType = "other"
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    kinds: frozenset[str] = frozenset()
    plural: bool = False
    number: int | None = None
    confidence: float = 1.0
    rule: str = ""
    parts: tuple["Draft", ...] = ()  # those whom "they" means together

    def span(self, sentence: Sentence) -> Span:
        """Return the characters of the words."""
        return Span(sentence.tokens[self.first].start, sentence.tokens[self.last].end)

    def covers(self, i: int) -> bool:
        """Tell whether position `i` is among the words."""
        return self.first <= i <= self.last


def type_of(entity: Entity) -> EntityType:
    """Return what kind of actor an entity of the world is."""
    if entity.kind == "outlet":
        return "outlet"
    if entity.kind == "armed-group":
        return "group"
    return TYPE_OF_SHAPE.get(entity.shape, "other")


@cache
def actor_nouns() -> dict[str, tuple[EntityType, frozenset[str]]]:
    """Return what each noun for an actor denotes, and which kinds of entity it may refer back to."""
    known = set(EntityType.__args__)  # type: ignore[attr-defined]
    table = rows("actor_nouns")
    if wrong := {row["type"] for row in table} - known:
        raise ValueError(f"actor_nouns.csv: no such type {wrong}")
    return {row["noun"]: (row["type"], frozenset(row["kinds"].split())) for row in table}  # type: ignore[misc]


def mention(draft: Draft, sentence: Sentence, text: str, code: str | None) -> Mention:
    """Return the finished record."""
    span = draft.span(sentence)
    return Mention(
        span=span,
        text=text[span.start : span.end],
        entity=draft.entity,
        name=draft.name,
        type=draft.type,
        role=draft.role,
        country=draft.country,
        code=code,
        number=draft.number,
        confidence=draft.confidence,
        rule=draft.rule,
    )
