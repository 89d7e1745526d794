"""Whose prisoner somebody is, where nobody is said to hold them: the state's where it is, or theirs who do the rest."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from panj.lexicon import words
from panj.records import Event, Mention, Role
from panj.understand.events.context import Found

MODES = frozenset({"arrest", "convict", "release"})
LESS_SURE = 0.8  # a party that the act's own clause does not name
LEGAL = words("role_words", "word", "legal")  # what only who governs a place does there


def with_holders(found: Sequence[Found], lemmas: Sequence[str], mentions: Sequence[Mention]) -> list[Found]:
    """Return the acts, those who arrest, charge, sentence or free somebody named where the text lets one tell.

    `lemmas` are those of the acts' words. Found in the place that the act is said to be at, or in another such act on
    the same person.
    """
    states = {m.entity: m for m in mentions if m.type == "state" and m.entity}
    done = [_by_place(item, lemma, states) for item, lemma in zip(found, lemmas, strict=True)]
    known = dict(_holders(done, lemmas))
    return [_by_rest(item, lemma, known) for item, lemma in zip(done, lemmas, strict=True)]


def _by_place(item: Found, lemma: str, states: dict[str, Mention]) -> Found:
    place = item.event.place
    if not _custody(item.event, lemma) or lemma not in LEGAL or place is None or not place.country:
        return item
    state = states.get(place.country.lower())
    if state is None or part(item.event, "actor") or not part(item.event, "recipient"):
        return item
    held = {role.entity or role.name for role in part(item.event, "recipient")}
    if state.entity in held:
        return item
    holder = Role(role="actor", span=place.span, text=place.text, name=state.name, entity=state.entity, code=state.code)
    return _with(item, (holder,))


def _holders(found: Sequence[Found], lemmas: Sequence[str]) -> Iterator[tuple[str, tuple[Role, ...]]]:
    """Yield who holds, tries or frees whom, by the name of whoever it is done to."""
    for item, lemma in reversed(list(zip(found, lemmas, strict=True))):
        holders = part(item.event, "actor")
        if holders and _custody(item.event, lemma):
            yield from ((role.name, holders) for role in part(item.event, "recipient") if role.name)


def _by_rest(item: Found, lemma: str, known: dict[str, tuple[Role, ...]]) -> Found:
    if not _custody(item.event, lemma) or part(item.event, "actor"):
        return item
    held = [role.name for role in part(item.event, "recipient") if role.name]
    holders = next((known[name] for name in held if name in known), ())
    return _with(item, tuple(role for role in holders if role.name not in held))


def _custody(event: Event, lemma: str) -> bool:
    return event.mode in MODES or (event.code == "ACCUSE" and lemma in LEGAL)


def part(event: Event, name: str) -> tuple[Role, ...]:
    """Return who plays a part in an act."""
    return tuple(role for role in event.roles if role.role == name)


def _with(item: Found, holders: tuple[Role, ...]) -> Found:
    if not holders:
        return item
    event = replace(item.event, roles=(*holders, *item.event.roles))
    return replace(item, event=event, confidence=round(item.confidence * LESS_SURE, 2))
