"""Whose government or army it is where a text does not say: the state's that the text is about."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import attrgetter

from panj.english.parsed import Sentence
from panj.lexicon import words
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.world import World

AHEAD = 2  # times as often as any other state must the one be named whose government needs no name


def name_governments(done: Sequence[tuple[Sentence, list[Draft]]], known: Referents, world: World) -> None:
    """Give "the government" and "the army" of a text to its one foremost state, if that was the last named before.

    Of 25 parties so named whose state the readers of annotated articles give, 23 are that state's.
    """
    whose = {id(draft): _state(draft, world) for _, found in done for draft in found}
    foremost = _foremost([state for state in whose.values() if state])
    latest: str | None = None
    bare: dict[str, list[tuple[Draft, str, bool]]] = defaultdict(list)
    for sentence, found in done:
        for draft in sorted(found, key=attrgetter("first")):
            latest = whose[id(draft)] or latest
            if draft.form in {"role", "noun"} and (word := _bare(draft, sentence)):
                bare[known.final(draft.entity or "")].append((draft, word, latest == foremost))
    for local, drafts in bare.items():
        referent = known.by_id.get(local)
        plain = referent is None or referent.name in {word for _, word, _ in drafts}  # no "Republican government"
        if foremost is not None and plain and all(theirs for *_, theirs in drafts):
            for draft, word, _ in drafts:
                _give(draft, word, foremost, referent, world)


def _state(draft: Draft, world: World) -> str | None:
    """Return the state that a mention names or whose body it is, if the tables have it."""
    entity = draft.entity or ""
    owner = entity.partition("/")[0] if "/" in entity else entity if draft.type == "state" else ""
    return owner if owner and world.find_entity(owner) is not None else None


def _foremost(named: Sequence[str]) -> str | None:
    ranked = Counter(named).most_common(2)
    clear = bool(ranked) and (len(ranked) == 1 or ranked[0][1] >= AHEAD * ranked[1][1])
    return ranked[0][0] if clear else None


def _bare(draft: Draft, sentence: Sentence) -> str:
    """Return the noun of "the government" alone, known by no more: of no coalition, no province."""
    said = sentence.words[draft.first : draft.last + 1]
    said = ("the", "military") if tuple(said) == ("the", "armed", "forces") else said
    local = draft.country is None and (draft.entity or "").startswith("~")
    plain = local and len(said) == len(("the", "army")) and said[0] == "the"
    if not plain or sentence.children(draft.head, "nmod", "acl", "appos"):
        return ""
    return said[1] if said[1] in words("role_words", "word", "ruling") else ""


def _give(draft: Draft, word: str, state: str, referent: Referent | None, world: World) -> None:
    row = world.role(word)
    body = world.find_entity(f"{state}/{row.body}") if row is not None else None
    if row is None or body is None:
        return
    owner = world.entity(state).name
    ending = "'" if owner.endswith("s") else "'s"
    named = f"{owner}{ending} {word}"
    if referent is not None:
        referent.entity, referent.name, referent.country, referent.sector = body.id, named, state, row.sector
    draft.entity, draft.name, draft.country, draft.sector, draft.rule = body.id, named, state, row.sector, "foremost"
