"""Whom "the three countries" and "both leaders" take up: as many as were named side by side before."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence
from panj.lexicon.counted import small_numbers
from panj.records import Mention, Role
from panj.understand.events.actors import made
from panj.understand.mentions.jointly import TOGETHER, joined
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup, sentence_number

COUNTED = re.compile(
    r"(?:the|these|those|all|both)(?: (?:the|these|those))?(?: (?P<many>two|three|four|five|six|seven))?"
    r"(?: [\w-]+){0,5}? (?:(?P<state>countries|states|nations|governments|republics|(?P<pair>neighbou?rs|rivals|foes))|"
    r"(?P<person>leaders|presidents|ministers|men|women|politicians|officials|candidates|generals))",
    re.IGNORECASE,
)
FARTHEST = 10  # sentences back


def side_by_side(parsed: Parsed, lookup: Lookup, role: Role) -> tuple[Role, ...]:
    """Return the roles of those whom a counted plural takes up; the role itself if it is none or they are not found."""
    if (mention := lookup.at(role.span.start)) is not None and mention.rule == TOGETHER:
        return tuple(_named(role, one, parsed.text) for one in _parts(parsed, lookup, mention)) or (role,)
    match = COUNTED.fullmatch(role.text)
    if match is None or (role.entity is not None and not role.entity.startswith("~")):
        return (role,)
    if match["many"] is None and not role.text.lower().startswith("both") and match["pair"] is None:
        return (role,)
    many = small_numbers()[match["many"].lower()] if match["many"] else 2
    kind = "state" if match["state"] else "person"
    number = sentence_number(parsed, role.span.start)
    for k in range(number, max(-1, number - FARTHEST - 1), -1):
        for group in _groups(parsed.sentences[k], lookup, kind):
            if len(group) == many and group[-1].span.end <= role.span.start:
                return tuple(_named(role, mention, parsed.text) for mention in group)
    both = _foremost(lookup.inside(0, role.span.start)) if kind == "state" and many == 2 else ()
    return tuple(_named(role, mention, parsed.text) for mention in both) or (role,)


def _parts(parsed: Parsed, lookup: Lookup, together: Mention) -> tuple[Mention, ...]:
    """Return those whose names a "they" has together, as the text named them last before it."""
    name, number = together.name or "", sentence_number(parsed, together.span.start)
    before = lookup.inside(parsed.sentences[max(0, number - FARTHEST)].start, together.span.start)
    rest, parts = name, []
    for mention in sorted(
        {m.name: m for m in before if m.name and m.rule != TOGETHER}.values(), key=lambda m: -len(str(m.name))
    ):
        if str(mention.name) in rest:
            rest = rest.replace(str(mention.name), "")
            parts.append(mention)
    parts.sort(key=lambda m: name.find(str(m.name)))
    return tuple(parts) if parts and joined([str(m.name) for m in parts]) == name else ()


def _foremost(before: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the two states that a text has named most, nobody if a third is named nearly as often."""
    states = {m.name: m for m in before if m.type == "state" and m.name}
    ranked = Counter(m.name for m in before if m.type == "state" and m.name).most_common(3)
    clear = len(ranked) == 2 or (len(ranked) > 2 and ranked[1][1] >= 2 * ranked[2][1])
    return tuple(states[name] for name, _ in ranked[:2]) if clear else ()


def _groups(sentence: Sentence, lookup: Lookup, kind: str) -> Iterator[tuple[Mention, ...]]:
    """Yield the names of one kind that are coordinated, the last group first, each named once."""
    for token in reversed(sentence.tokens):
        if not sentence.children(token.i, "conj"):
            continue
        near = (lookup.at(t.start) for t in phrases.conjuncts(sentence, token.i))
        found = {m.name: m for m in near if m is not None and m.type == kind and m.name}
        if len(found) > 1:
            yield tuple(sorted(found.values(), key=lambda m: m.span.start))


def _named(role: Role, mention: Mention, text: str) -> Role:
    named = made(role.role, mention, text)
    return msgspec.structs.replace(named, span=role.span, text=role.text)


def all_taken_up(parsed: Parsed, lookup: Lookup, roles: Sequence[Role]) -> tuple[Role, ...]:
    """Return roles with each counted plural that takes up several names replaced by them."""
    return tuple(new for role in roles for new in side_by_side(parsed, lookup, role))
