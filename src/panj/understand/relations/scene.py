"""A sentence with the actors and places in it, the ends of a relation found there, and what a pattern is read at."""

from collections.abc import Callable, Iterator

import msgspec

from panj.english.parsed import Sentence, Token
from panj.records import Mention, Place, Relation, RelationKind, Span
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup
from panj.world import World

CAPITALS = frozenset({"world:metonym", "world:shared-capital"})  # rules by which a city stands for a government
SPOT = "spot"  # a place on the map, beside the types of mentions
# A relation, the words that say it, and how sure the pattern is.
Found = tuple[Relation, Span, float]


class End(msgspec.Struct, frozen=True):
    """One end of a relation: its name, its words, its entity."""

    name: str
    span: Span
    entity: str | None = None


class Scene(msgspec.Struct, frozen=True):
    """A sentence, and what is known of the actors and places in it."""

    text: str
    sentence: Sentence
    lookup: Lookup
    places: dict[int, Place]
    world: World

    def mention(self, i: int) -> Mention | None:
        """Return the mention that token `i` belongs to."""
        return self.lookup.held.get(self.sentence.tokens[i].start)

    def place(self, i: int) -> Place | None:
        """Return the place that token `i` is part of."""
        return self.places.get(self.sentence.tokens[i].start)

    def top(self, i: int) -> Token:
        """Return the token that carries the grammar of the name that token `i` is part of."""
        mention, place = self.mention(i), self.place(i)
        span = place.span if place is not None else mention.span if mention is not None else None
        token = self.sentence.tokens[i]
        while span is not None and token.head >= 0:
            head = self.sentence.tokens[token.head]
            if not span.start <= head.start < span.end:
                break
            token = head
        return token

    def end(self, i: int) -> End:
        """Return the end that the phrase of token `i` makes, by the best name known."""
        token = self.sentence.tokens[i]
        mention, place = self.mention(i), self.places.get(token.start)
        capital = place is not None and mention is not None and mention.rule in CAPITALS
        if mention is not None and mention.name and not capital:
            return End(mention.name, mention.span, mention.entity)
        if place is not None:
            return _on_map(place)
        first, last = phrases.chunk(self.sentence, i)
        while first < last and self.sentence.tokens[first].upos in {"DET", "NUM", "PRON"}:
            first += 1
        span = Span(self.sentence.tokens[first].start, self.sentence.tokens[last].end)
        return End(span.of(self.text), span)

    def spot(self, i: int) -> End:
        """Return the end that a place makes, by its own name even where a capital may stand for its state."""
        place = self.places.get(self.sentence.tokens[i].start)
        return _on_map(place) if place is not None else self.end(i)

    def is_place(self, i: int) -> bool:
        """Tell whether token `i` names a place or a state."""
        if self.sentence.tokens[i].start in self.places:
            return True
        mention = self.mention(i)
        return mention is not None and mention.type in {"place", "state"}

    def country(self, i: int) -> str | None:
        """Return the country of the place or state at token `i`, in lower case, if it is known."""
        place, mention = self.place(i), self.mention(i)
        if mention is not None and mention.type == "state" and mention.country:
            return mention.country.lower()
        return place.country.lower() if place is not None and place.country else None

    def lemma(self, i: int) -> str:
        """Return the lemma of token `i` in lower case."""
        return self.sentence.lemmas[i]


Finder = Callable[[Scene, Token], Iterator[Found]]


class Pattern(msgspec.Struct, frozen=True):
    """A way to say a relation, and where it is read; most words of a text open none.

    It is read at words with these lemmas or forms, in lower case, and at those of mentions of the types `named`, among
    which `SPOT` stands for a place; where `over` names relations, only if a dependent by one of them hangs there.
    """

    find: Finder
    lemmas: frozenset[str]
    forms: frozenset[str]
    named: frozenset[str]
    over: frozenset[str]


def read_at(
    lemmas: frozenset[str] = frozenset(),
    *,
    forms: frozenset[str] = frozenset(),
    named: frozenset[str] = frozenset(),
    over: frozenset[str] = frozenset(),
) -> Callable[[Finder], Pattern]:
    """Make a pattern of a function: it is asked of such words only."""
    return lambda find: Pattern(find, lemmas, forms, named, over)


def _on_map(place: Place) -> End:
    """Return the end that a place makes: a country by its name, others in the text's words, not "Ar Ruţbah"."""
    name = place.name if place.name and place.feature == "country" else place.text.removeprefix("the ")
    return End(name or place.text, place.span, place.entity)


def relate(relation: RelationKind, subject: End, object_: End) -> Relation:
    """Return the relation between two ends."""
    return Relation(
        relation=relation,
        subject=subject.name,
        object=object_.name,
        subject_span=subject.span,
        object_span=object_.span,
        subject_entity=subject.entity,
        object_entity=object_.entity,
    )


def made(scene: Scene, relation: RelationKind, subject: End, object_: End, sure: float) -> Found:
    """Return a relation with the words from one end to the other, within its sentence."""
    start, end = min(subject.span.start, object_.span.start), max(subject.span.end, object_.span.end)
    span = Span(max(start, scene.sentence.start), min(end, scene.sentence.end))
    return relate(relation, subject, object_), span, sure
