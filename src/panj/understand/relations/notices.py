"""Legal notices at the end of a report: "The Taliban is a terrorist organization banned in Russia."

A notice is kept as a fact and is never read for events, so it has no parse: names and one word of designation decide.
"""

import re
from collections.abc import Iterator

from panj.lexicon import words
from panj.records import Document, Span
from panj.understand.relations.scene import End, Found, relate
from panj.world import Entity, World

WORD = re.compile(r"[^\s,;:()\"“”.]+(?:\.[^\s,;:()\"“”.]+)*\.?")
LONGEST = 2_000  # characters; what is longer is no notice
ENDINGS = ("ned", "ed", "ted")
TARGETS = frozenset({"organisation", "person"})


def find_notices(document: Document, world: World) -> Iterator[Found]:
    """Yield who is designated by which state in the notices of a document."""
    for part in document.parts:
        if part.kind == "notice" and part.span is not None and part.span.end - part.span.start <= LONGEST:
            yield from _in_notice(document, part.span, world)


def _in_notice(document: Document, span: Span, world: World) -> Iterator[Found]:
    tokens = [Span(span.start + m.start(), span.start + m.end()) for m in WORD.finditer(span.of(document.text))]
    written = [token.of(document.text).rstrip(".") for token in tokens]
    banned = next((i for i, word in enumerate(written) if _bans(word.lower())), None)
    if banned is None:
        return
    targets: list[End] = []
    for hit in world.match(written, document.published):
        entity = world.find_entity(hit.candidates[0].entity)
        if entity is None:
            continue
        end = End(entity.name, Span(tokens[hit.first].start, tokens[hit.last - 1].end), entity.id)
        if hit.last <= banned and _target(entity):
            targets.append(end)
        elif hit.first > banned and entity.shape == "state":
            for target in targets:
                yield relate("designated_by", target, end), span, 0.9


def _bans(word: str) -> bool:
    """Tell whether a word is the participle of a verb of designation."""
    verbs = words("relation_words", "word", "bans")
    return any(word.endswith(ending) and word.removesuffix(ending) in verbs for ending in ENDINGS) or (
        word.endswith("d") and word[:-1] in verbs
    )


def _target(entity: Entity) -> bool:
    return entity.shape in TARGETS
