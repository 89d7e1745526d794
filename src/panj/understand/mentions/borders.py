"""Borders by the states that share them: "the Afghan-Tajik border", "Tajikistan's border with Afghanistan"."""

from collections.abc import Iterator, Sequence

from panj.english.parsed import Sentence, Token
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.understand.trees import phrases
from panj.world import World, border_id

BORDERS = frozenset({"border", "frontier", "boundary"})
BESIDE = frozenset({"with", "between", "of"})
SURE, GUESSED = 0.9, 0.6


def find_borders(number: int, sentence: Sentence, names: Sequence[Draft], world: World) -> list[Draft]:
    """Return a draft for each border: named by two states that share one, or to be taken up from the text so far."""
    if sentence.lexicon.isdisjoint(BORDERS):
        return []
    return [
        _draft(number, sentence, token, tuple(_owners(sentence, token, names)), world)
        for token in sentence.tokens
        if token.lemma.lower() in BORDERS and token.upos in {"NOUN", "PROPN"} and not _inside_compound(token)
    ]


def resolve_border(draft: Draft, known: Referents, world: World) -> tuple[Referent, float] | None:
    """Return the border that one state's ("the Afghan border") or nobody's ("the border") means.

    The latest that was named and that the state shares; else the one with the neighbour named last in the sentence, or
    spoken of most.
    """
    before = sorted(known.bodies["border"].values(), key=lambda r: (r.sentence, r.position))
    shared = [r for r in before if draft.country is None or draft.country in _sides(r.entity)]
    if shared:
        return shared[-1], SURE
    if draft.country is None:
        return None
    neighbours = set(world.neighbours(draft.country))
    near = [r for r in known.by_id.values() if r.entity in neighbours]
    if not near:
        return None
    here = [r for r in near if r.sentence == draft.sentence]
    other = max(here or near, key=lambda r: (0 if here else r.count, r.sentence, r.position)).entity
    entity = world.entity(border_id(draft.country, other))
    kinds = frozenset({entity.kind})
    return Referent(entity=entity.id, name=entity.name, type="place", kinds=kinds), GUESSED


def _draft(number: int, sentence: Sentence, token: Token, owners: Sequence[Draft], world: World) -> Draft:
    states = tuple(dict.fromkeys(str(draft.entity) for draft in owners))
    first = min([token.i, *(draft.first for draft in owners)])
    draft = Draft(
        sentence=number,
        first=max(first, phrases.chunk(sentence, token.i)[0]) if not owners else first,
        last=max([token.i, *(draft.last for draft in owners)]),
        head=token.i,
        form="border",
        type="place",
        country=states[0] if len(states) == 1 else None,
        confidence=SURE,
        rule="border",
    )
    if len(states) == 2 and world.borders(*states):
        entity = world.entity(border_id(*states))
        draft.form, draft.entity, draft.name, draft.kinds = "name", entity.id, entity.name, frozenset({entity.kind})
    return draft


def _owners(sentence: Sentence, token: Token, names: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the states named before the noun, and after it with "with" or "between"."""
    first = phrases.chunk(sentence, token.i)[0]
    first = next((d.first for d in names if d.last == first - 1 and d.type == "state"), first)  # whatever the tree says
    while first > 1 and sentence.tokens[first - 1].text in "-–" and any(d.covers(first - 2) for d in names):
        first -= 2
    after = {
        i
        for child in sentence.children(token.i, "nmod")
        if phrases.case(sentence, child.i) in BESIDE
        for i in sentence.subtree(child.i)
    }
    words = [following.text.lower() for following in sentence.tokens[token.i + 1 : token.i + 3]]
    close = token.i + 1 + words.count("the") if words and words[0] in BESIDE else None  # whatever the tree says
    for draft in names:
        beside = draft.head in after or (close is not None and draft.first == close + 1)
        if draft.type == "state" and draft.entity and (first <= draft.first < token.i or beside):
            yield draft


def _inside_compound(token: Token) -> bool:
    return token.deprel == "compound" and token.head > token.i  # "border guards" are people


def _sides(border: str) -> tuple[str, ...]:
    return tuple(border.removeprefix("border:").split("-"))
