"""Bodies of states where the state's name and the body's stand apart, or inside a longer phrase.

"U.S. and Afghan forces" are two armies; "the American military withdrawal" is the American military's.
"""

from collections.abc import Iterator, Sequence

from panj.english.parsed import Sentence
from panj.understand.mentions.drafts import Draft, type_of
from panj.world import World
from panj.world.rows import RoleRow

# Bodies that are one thing each; "officials" or "experts" before another noun are no body of their own.
INSTITUTIONS = frozenset({"armed-forces", "courts", "government", "intelligence-community", "parliament", "police"})
JOINING = frozenset({",", "and", "or", "&"})
LONGEST = 2
SURE = 0.7


def inner_bodies(number: int, sentence: Sentence, found: Sequence[Draft], world: World) -> list[Draft]:
    """Return drafts for bodies of states inside the phrase of another noun ("a U.S. intelligence community report")."""
    return list(_inner(number, sentence, found, world))


def share_bodies(sentence: Sentence, found: Sequence[Draft], world: World) -> None:
    """Give each adjective of a list the body that the list is of ("Russian and Belarusian troops"), in place."""
    for role in found:
        if role.form == "role" and role.plural and (row := _role_ending_at(sentence, role.head, world)):
            for adjective in _listed(sentence, role, found):
                _take_body(adjective, row, world)


def _inner(number: int, sentence: Sentence, found: Sequence[Draft], world: World) -> Iterator[Draft]:
    for adjective in found:
        if adjective.form != "adjective" or adjective.type != "state":
            continue
        for length in range(LONGEST, 0, -1):
            words = sentence.tokens[adjective.last + 1 : adjective.last + 1 + length]
            row = world.role(" ".join(token.text.lower() for token in words)) if len(words) == length else None
            if row is None or row.body not in INSTITUTIONS:
                continue
            body = world.find_entity(f"{adjective.entity}/{row.body}")
            if body and words[-1].head > words[-1].i and not _is_taken(words[-1].i, found):
                yield Draft(
                    sentence=number, first=adjective.first, last=words[-1].i, head=words[-1].i, form="name",
                    entity=body.id, name=body.name, type=type_of(body), country=adjective.country, sector=row.sector,
                    confidence=SURE, rule="body",
                )  # fmt: skip
            break


def _is_taken(i: int, found: Sequence[Draft]) -> bool:
    return any(draft.head == i or (draft.form != "role" and draft.covers(i)) for draft in found)


def _role_ending_at(sentence: Sentence, i: int, world: World) -> RoleRow | None:
    row = world.role(sentence.tokens[i].text)
    return row if row is not None and row.body else None


def _listed(sentence: Sentence, role: Draft, found: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the adjectives of states that are joined to a role by "and" or a comma, its owner's own excepted."""
    adjectives = [d for d in found if d.form == "adjective" and d.type == "state" and d.country != role.country]
    reached = role.first
    for draft in sorted(adjectives, key=lambda d: -d.first):
        following = sentence.tokens[draft.last + 1] if draft.last + 1 < len(sentence.tokens) else None
        if following is None or following.text not in JOINING:
            continue
        after = draft.last + 2
        while after < reached and sentence.tokens[after].text.lower() in JOINING | {"other"}:
            after += 1
        if role.first <= draft.first < role.head or after >= reached > draft.last:
            reached = draft.first
            yield draft


def _take_body(adjective: Draft, row: RoleRow, world: World) -> None:
    body = world.find_entity(f"{adjective.country}/{row.body}")
    if body is not None:
        adjective.entity, adjective.name, adjective.type = body.id, body.name, type_of(body)
        adjective.sector, adjective.kinds = row.sector, frozenset({body.kind})
        adjective.form, adjective.rule = "name", "shared body"
