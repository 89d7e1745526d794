"""Facts that a noun phrase carries: "the base in Tajikistan", "its ally", "the Permanent Council of the CSTO"."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.records import Mention, Span
from panj.understand import phrases
from panj.understand.scene import End, Found, Scene, made

MILITARY = "MIL"


def find_located(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the university in Vladivostok", "its base in Tajikistan", "Aceh, Indonesia"."""
    named = token.upos == "PROPN" and not scene.is_place(token.i)
    facility = scene.lemma(token.i) in words("relation_words", "word", "facility")
    mention = scene.mention(token.i)
    named = named and mention is not None and mention.type in {"organization", "outlet"}
    for child in scene.sentence.children(token.i, "nmod", "appos"):
        if not scene.is_place(child.i) or child.i < token.i:
            continue
        comma = child.deprel in {"appos", "nmod:unmarked"} and scene.is_place(token.i) and token.upos == "PROPN"
        comma = comma and _only_comma(scene, token, child)
        inside = phrases.case(scene.sentence, child.i) in {"in", "at", "near"} and (named or facility)
        if comma or inside:
            yield made(scene, "located_in", scene.end(token.i), scene.end(child.i), 0.75)


def _only_comma(scene: Scene, token: Token, place: Token) -> bool:
    """Tell whether a comma alone parts two places; a day or a bracket makes a dateline ("BAKU, Oct 5 (Wire)")."""
    between = scene.sentence.tokens[token.i + 1 : place.i]
    return all(t.text == "," or t.upos in {"PROPN", "ADJ"} for t in between) and not any(t.text == "(" for t in between)


def find_standing(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "6,000 Russian troops in Tajikistan"."""
    mention = scene.mention(token.i)
    if mention is None or not is_military(mention):
        return
    for child in scene.sentence.children(token.i, "nmod"):
        if phrases.case(scene.sentence, child.i) in {"in", "at"} and scene.is_place(child.i):
            yield made(scene, "deployed_in", scene.end(token.i), scene.end(child.i), 0.7)


def is_military(mention: Mention) -> bool:
    """Tell whether an actor's code is of armed forces."""
    return bool(mention.code) and MILITARY in str(mention.code).partition("/")[2].split("+")


def find_belonging(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "its military base", "its ally", "the Permanent Council of the CSTO", "team member Rodaba Noori"."""
    lemma = scene.lemma(token.i)
    owners = scene.sentence.children(token.i, "nmod:poss")
    for owner in owners:
        holder = scene.mention(owner.i)
        if holder is None or not holder.name:
            continue
        if lemma in words("relation_words", "word", "ally") and holder.type in {"state", "organization", "group"}:
            yield from _allied(scene, token, End(holder.name, holder.span, holder.entity))
        elif lemma in words("relation_words", "word", "base") and holder.type in {"state", "group"}:
            site = _site(scene, token, holder)
            yield made(scene, "controls", End(holder.name, holder.span, holder.entity), site, 0.7)


def _site(scene: Scene, token: Token, holder: Mention) -> End:
    plain = End(scene.end(token.i).name, Span(token.start, token.end))
    adjective = scene.world.adjective(holder.entity) if holder.entity else None
    first, _ = phrases.chunk(scene.sentence, token.i)
    kept = [t for t in scene.sentence.tokens[first : token.i + 1] if t.upos in {"ADJ", "NOUN"}]
    name = " ".join(t.text for t in kept)
    place = next((c for c in scene.sentence.children(token.i, "nmod") if c.i > token.i and scene.is_place(c.i)), None)
    where = f" in {scene.end(place.i).name}" if place is not None else ""
    return End(f"{adjective or holder.name} {name}{where}", plain.span)


def _allied(scene: Scene, token: Token, holder: End) -> Iterator[Found]:
    with_whom = [c for c in scene.sentence.children(token.i, "nmod") if phrases.case(scene.sentence, c.i) == "with"]
    for child in with_whom:
        yield made(scene, "allied_with", holder, scene.end(child.i), 0.85)
    meant = scene.mention(token.i)
    if not with_whom and meant is not None and meant.name and meant.entity != holder.entity:
        yield made(scene, "allied_with", holder, End(meant.name, meant.span, meant.entity), 0.7)


def find_part(scene: Scene, token: Token) -> Iterator[Found]:
    """Find a body named with the body that it belongs to ("the Permanent Council of the CSTO", "the UN commission")."""
    mention = scene.mention(token.i)
    if mention is None or mention.type != "organization" or not mention.name:
        return
    whole = _parent(scene, mention) if mention.entity else None
    inside = [m for m in scene.lookup.inside(mention.span.start, mention.span.end) if m.span != mention.span]
    bodies = [m for m in inside if m.type == "organization" and m.name and m.entity != mention.entity]
    if whole is not None:
        yield made(scene, "part_of", End(mention.name, mention.span, mention.entity), whole, 0.85)
    elif bodies and scene.lemma(token.i) in words("relation_words", "word", "organ"):
        body = End(str(bodies[0].name), bodies[0].span, bodies[0].entity)
        yield made(scene, "part_of", End(mention.name, mention.span, mention.entity), body, 0.7)


def _parent(scene: Scene, mention: Mention) -> End | None:
    """Return the body that the tables put above this one, if the words themselves name it."""
    entity = scene.world.find_entity(mention.entity or "")
    parent = scene.world.find_entity(entity.parent) if entity and entity.parent else None
    if entity is None or parent is None or parent.shape != "organisation":
        return None
    names = [parent.name, *(row.name for row in scene.world.names_of(parent.id))]
    if not any(_apart(name, mention.text) for name in names):
        return None
    return End(parent.name, mention.span, parent.id)


def _apart(name: str, words: str) -> bool:
    """Tell whether a name stands apart in a phrase ("the Council of the CSTO"), not as the first word of a name."""
    before, found, after = words.partition(name)
    return bool(found) and (after.startswith(("'s", "’s")) or before.lower().rstrip().endswith((" of", " of the")))


def find_member(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "team member Rodaba Noori", "NATO member Turkey", "other NATO forces" beside the U.S.'s."""
    if scene.lemma(token.i) not in words("relation_words", "word", "member"):
        return
    before = [c for c in scene.sentence.children(token.i, "compound", "nmod:poss", "nmod") if c.i < token.i]
    body = next((c for c in before if not _parted(scene.sentence, c.i, token.i)), None)
    name = next((c for c in scene.sentence.children(token.i, "appos", "flat", "nmod:desc")), None)
    if name is None and token.deprel in {"compound", "nmod:desc", "appos", "flat"} and token.head >= 0:
        name = scene.sentence.tokens[token.head]
    if body is not None and name is not None and name.upos == "PROPN":
        yield made(scene, "member_of", scene.end(name.i), scene.end(body.i), 0.8)


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a comma or dash parts two words ("the minister of France, a permanent member of the Council")."""
    return any(t.upos == "PUNCT" and t.text != "-" for t in sentence.tokens[first + 1 : last])


def find_others(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "U.S. and other NATO forces": who stands before "and other" is one of them."""
    if token.text.lower() != "other" or token.i < 2 or scene.sentence.tokens[token.i - 1].text.lower() != "and":
        return
    before = scene.mention(token.i - 2)
    after = next((scene.mention(j) for j in range(token.i + 1, min(token.i + 3, len(scene.sentence.tokens)))), None)
    body = scene.world.find_entity(after.entity) if after and after.entity else None
    state = scene.world.find_entity(before.country) if before and before.country else None
    if before and state and after and after.name and body and body.kind in _BODIES:
        one = End(state.name, before.span, state.id)
        yield made(scene, "member_of", one, End(after.name, after.span, after.entity), 0.8)


_BODIES = frozenset({"alliance", "bloc", "coalition", "igo"})


def find_state_run(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the state-run RIA Novosti news agency", "Russian state media TASS"."""
    if token.text.lower() != "state" or token.i + 2 >= len(scene.sentence.tokens):
        return
    following = [t.text.lower() for t in scene.sentence.tokens[token.i + 1 : token.i + 3]]
    if following[0] not in {"-", "‑"} or following[1] not in words("relation_words", "word", "state"):
        return
    for t in scene.sentence.tokens[token.i + 3 : token.i + 8]:
        mention = scene.mention(t.i)
        if mention is not None and mention.type == "outlet" and mention.name:
            country = scene.world.find_entity(mention.country or "")
            if country is not None:
                owner = End(country.name, Span(token.start, token.end), country.id)
                yield made(scene, "state_run", End(mention.name, mention.span, mention.entity), owner, 0.85)
            return
