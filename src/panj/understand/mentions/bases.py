"""Bases by owner and host: "its military base in Tajikistan" is its owner's, "the Tajik base" may be a guest's."""

from collections.abc import Sequence
from datetime import date

from panj.english.parsed import Sentence
from panj.understand.mentions.drafts import Draft, type_of
from panj.understand.mentions.referents import Referents
from panj.world import World

BASES = frozenset({"base", "airbase"})
SURE, GUESSED = 0.8, 0.6


def name_bases(sentence: Sentence, found: Sequence[Draft], known: Referents, world: World, day: date | None) -> None:
    """Give each base the entity that its owner and the state that it is in leave no choice about, in place."""
    for draft in found:
        if draft.form not in {"role", "noun"} or sentence.tokens[draft.head].lemma.lower() not in BASES:
            continue
        base, confidence = _base(draft, sentence, found, world, day)
        if base is None:
            continue
        entity, before = world.entity(base), draft.entity
        draft.entity, draft.name, draft.type = entity.id, entity.name, type_of(entity)
        draft.country, draft.sector, draft.kinds = entity.country, None, frozenset({entity.kind})
        draft.confidence, draft.rule = confidence, "base"
        known.add(draft, subject=sentence.tokens[draft.head].relation == "nsubj", noun="base")
        known.merge(before, entity.id)


def _base(
    draft: Draft, sentence: Sentence, found: Sequence[Draft], world: World, day: date | None
) -> tuple[str | None, float]:
    """Return the owner's base in the state after "in"; without that, a guest's in a state that keeps none abroad."""
    owner = next((d.country for d in found if draft.first <= d.first and d.last < draft.head and d.country), None)
    host = _host(draft, sentence, found)
    if host is not None:
        return world.base_in(host, owner, day), SURE
    if owner is None or any(world.entity(row.org).country == owner for row in world.bases(owner, day)):
        return None, 0.0
    return world.base_in(owner, None, day), GUESSED


def _host(draft: Draft, sentence: Sentence, found: Sequence[Draft]) -> str | None:
    """Return the state named right after the base with "in"."""
    after = sentence.tokens[draft.head + 1 : draft.head + 2]
    if not after or after[0].text.lower() != "in":
        return None
    return next((d.entity for d in found if d.type == "state" and d.first == draft.head + 2), None)
