"""Whom "we" and "I" mean: the speaker of the quotation, or the body whose press release it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from panj.english.parsed import Parsed
from panj.records import Document, Mention, Span
from panj.understand.attribution import Attributed, Said, around, laid_out
from panj.understand.mentions.drafts import type_of
from panj.understand.trees.lookup import Lookup
from panj.world import Entity, World

ONE = frozenset({"i", "me", "my", "mine", "myself"})
MANY = frozenset({"we", "us", "our", "ours", "ourselves"})
COALITION = frozenset({"Coalition", "Alliance"})
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY"})


def voices(document: Document, world: World) -> frozenset[str]:
    """Return the names, in lower case, of a document's own publisher and of the state whose body it is."""
    names = {document.outlet} if document.outlet else set()
    publisher = _publisher(document, world)
    if publisher is not None:
        state = _state(world, publisher.id)
        names |= {publisher.name} | ({state.name} if state else set())
    return frozenset(name.lower().removeprefix("the ") for name in names)


def with_speakers(
    document: Document,
    parsed: Parsed,
    mentions: Sequence[Mention],
    attributions: Sequence[Attributed],
    world: World,
) -> tuple[Mention, ...]:
    """Return the mentions with those of the first person among them: an official's "we" is the state."""
    crowd = Crowd(world, _publisher(document, world), _bodies(mentions), _allies(mentions))
    added = tuple(_first_persons(parsed, laid_out(attributions), crowd))
    return tuple(sorted((*mentions, *added), key=lambda m: (m.span.start, -m.span.end)))


class Crowd(NamedTuple):
    """For whom "we" can stand: the publisher, and the bodies that people speak for."""

    world: World
    publisher: Entity | None
    bodies: Mapping[str, Mention]
    allies: Mention | None  # the coalition that the text calls by that name alone ("the Coalition")


def _allies(mentions: Sequence[Mention]) -> Mention | None:
    called = [m for m in mentions if m.name in COALITION and m.type == "organization"]
    return called[0] if len(called) > 1 else None


def _bodies(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Return the body that each person's title names ("NATO Secretary-General Jens Stoltenberg")."""
    lookup = Lookup(mentions)
    found: dict[str, Mention] = {}
    for person in mentions:
        if person.type == "person" and person.entity and person.role:
            inside = lookup.inside(person.span.start, person.span.end)
            body = next((m for m in inside if m.type in {"organization", "group"} and person.span.holds(m.span)), None)
            if body is not None:
                found.setdefault(person.entity, body)
    return found


def _first_persons(parsed: Parsed, said: Said, crowd: Crowd) -> Iterator[Mention]:
    for sentence in parsed.sentences:
        if sentence.lexicon.isdisjoint(ONE | MANY):
            continue
        for token, word in zip(sentence.tokens, sentence.words, strict=True):
            if token.upos != "PRON" or word not in ONE | MANY or token.text == "US":
                continue
            span = Span(token.start, token.end)
            inside = [a for a in around(said, span) if a.link.manner != "paraphrase"]
            if inside:
                found = _spoken(span, token.text, inside[-1], crowd, many=word in MANY)
            else:
                found = _published(span, token.text, crowd) if word in MANY else None
            if found is not None:
                yield found


def _spoken(span: Span, text: str, said: Attributed, crowd: Crowd, *, many: bool) -> Mention | None:
    source = said.link.source
    if source.name is None or source.span is None:
        return None
    body = crowd.bodies.get(source.entity or "") if many else None
    if body is not None:
        return replace(body, span=span, text=text, confidence=0.6, rule="speaker", role=None, number=None)
    state = _state_for_whom(said, crowd) if many else None
    if state is not None and crowd.publisher is not None and _state(crowd.world, crowd.publisher.id) == state:
        allied = _allied(span, text, crowd)
        if allied is not None:
            return allied
    if state is not None:
        return _as(span, text, state, crowd.world, 0.6)
    return Mention(
        span=span,
        text=text,
        entity=source.entity,
        name=source.name,
        type=source.type or "other",
        code=source.code,
        confidence=0.7,
        rule="speaker",
    )


def _state_for_whom(said: Attributed, crowd: Crowd) -> Entity | None:
    """Return the state for which a speaker says "we": an official's, or that whose own release quotes him."""
    source, publisher = said.link.source, crowd.publisher
    sectors = (source.code or "").partition("/")[2].split("+")
    state = None if OFFICIAL.isdisjoint(sectors) else _state(crowd.world, said.country or source.entity)
    if state is not None or said.country is not None or not (source.entity or "~").startswith("~"):
        return state
    own = _state(crowd.world, publisher.id) if publisher is not None and source.type == "person" else None
    return own if own is not None and publisher is not None and own.id != publisher.id else None


def _state(world: World, entity_id: str | None) -> Entity | None:
    entity = world.find_entity(entity_id) if entity_id else None
    return world.find_entity(entity.country) if entity and entity.country else None


def _publisher(document: Document, world: World) -> Entity | None:
    """Return the body that published the document, if it is no news outlet."""
    if not document.outlet:
        return None
    named = (*world.named(document.outlet, document.published), *_body_of(document.outlet, world))
    entities = [entity for entity in map(world.find_entity, named) if entity is not None]
    return next((entity for entity in entities if entity.kind != "outlet"), None)


def _body_of(name: str, world: World) -> Iterator[str]:
    """Yield the body of a state that a name spells out ("UK Government", "Chadian Ministry of Defence")."""
    words = name.split()
    for k in range(1, len(words)):
        role = world.role(" ".join(words[k:]))
        if role is not None and role.body:
            yield from (f"{state}/{role.body}" for state in world.named(" ".join(words[:k])))


def _published(span: Span, text: str, crowd: Crowd) -> Mention | None:
    if crowd.publisher is None:
        return None
    return _allied(span, text, crowd) or _as(
        span, text, _state(crowd.world, crowd.publisher.id) or crowd.publisher, crowd.world, 0.6
    )


def _allied(span: Span, text: str, crowd: Crowd) -> Mention | None:
    """Return "we" as the coalition for which an armed force that belongs to it speaks, None for any other release."""
    if crowd.allies is None or crowd.publisher is None or crowd.publisher.kind != "military":
        return None
    return replace(crowd.allies, span=span, text=text, confidence=0.6, rule="speaker", number=None)


def _as(span: Span, text: str, entity: Entity, world: World, confidence: float) -> Mention:
    return Mention(
        span=span,
        text=text,
        entity=entity.id,
        name=entity.name,
        type=type_of(entity),
        country=entity.country,
        code=world.code(entity.id),
        confidence=confidence,
        rule="speaker",
    )
