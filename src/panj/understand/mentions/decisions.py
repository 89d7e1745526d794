"""Decisions by year and body: "a 2013 resolution by the alliance" is the one that the tables have of that year."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from panj.english.parsed import Sentence, Token
from panj.understand.mentions.drafts import Draft
from panj.understand.trees import phrases
from panj.world import World

DECISIONS = frozenset({"decision", "programme", "program", "resolution"})
YEAR = re.compile(r"(?:19|20)\d\d")
SURE = 0.7


def find_decisions(
    number: int, sentence: Sentence, found: Sequence[Draft], world: World, day: date | None
) -> Iterator[Draft]:
    """Yield a draft for each decision whose body, known by now, took only one in the year that is said."""
    for token in () if sentence.lexicon.isdisjoint(DECISIONS) else sentence.tokens:
        if token.lemma.lower() not in DECISIONS or token.upos not in {"NOUN", "PROPN"}:
            continue
        first, last = phrases.chunk(sentence, token.i)
        years = [t.text for t in sentence.tokens[first : token.i] if YEAR.fullmatch(t.text)]
        listed = {
            decision.id: decision.name
            for body in _bodies(sentence, token, found)
            for decision in world.decisions(body, day)
            if decision.adopted[:4] in years
        }
        if len(listed) == 1:
            ((entity, name),) = listed.items()
            yield Draft(
                sentence=number, first=first, last=last, head=token.i, form="name", entity=entity, name=name,
                confidence=SURE, rule="decision",
            )  # fmt: skip


def _bodies(sentence: Sentence, token: Token, found: Sequence[Draft]) -> set[str]:
    below = set(sentence.subtree(token.i))
    return {draft.entity for draft in found if draft.entity and draft.head in below}
