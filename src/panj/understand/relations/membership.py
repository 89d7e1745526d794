"""Who belongs to which body: "NATO member Turkey", "Finland joined NATO", "an alliance that includes Armenia"."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.records import Span
from panj.understand.relations import grammar
from panj.understand.relations.scene import End, Found, Scene, made, read_at
from panj.understand.trees import phrases

MEMBERS = frozenset({"state", "organization", "group", "person"})
BODIES = frozenset({"organization", "group"})
BLOCS = frozenset({"alliance", "bloc", "coalition", "igo"})
STATES = frozenset({"state", "country", "nation"})
MADE_OF = frozenset({"make", "compose", "comprise"})


@read_at(words("relation_words", "word", "includes"))
def find_includes(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "an alliance that also includes Russia and Armenia", "Coalition nations ... include Jordan"."""
    subject = phrases.subject(scene.sentence, token.i)
    objects = scene.sentence.children(token.i, "obj")
    if subject is None or not objects:
        return
    if token.deprel == "acl:relcl" and token.head >= 0 and subject.text.lower() in {"that", "which"}:
        subject = _agreeing(scene.sentence, token, scene.sentence.tokens[token.head])
    body = _body(scene, subject)
    if body is not None:
        yield from _members(scene, objects[0], body)


@read_at(MADE_OF)
def find_made_of(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the G5 Sahel, made up of Mali, Niger and Chad"."""
    if not grammar.is_passive_now(scene, token):
        return
    subject = grammar.relative_subject(scene, token)
    body = _body(scene, subject) if subject is not None else None
    for child in scene.sentence.children(token.i, "obl"):
        if body is not None and phrases.case(scene.sentence, child.i).split()[-1:] == ["of"]:
            yield from _members(scene, child, body)


def _members(scene: Scene, first: Token, body: End) -> Iterator[Found]:
    for member in phrases.conjuncts(scene.sentence, first.i):
        if grammar.actor(scene, member.i, MEMBERS) is not None:
            yield made(scene, "member_of", scene.end(member.i), body, 0.85)


def _agreeing(sentence: Sentence, verb: Token, noun: Token) -> Token:
    """Return what a relative clause is about: "an alliance of states that includes ..." is about the alliance."""
    if verb.xpos == "VBZ" and noun.xpos in {"NNS", "NNPS"} and noun.relation == "nmod" and noun.head >= 0:
        return sentence.tokens[noun.head]
    return noun


def _body(scene: Scene, subject: Token) -> End | None:
    """Return the body whose members a subject stands for: itself, or whose "nations" or "members" they are."""
    if scene.lemma(subject.i) in words("relation_words", "word", "kin"):
        for child in scene.sentence.children(subject.i, "compound", "nmod:poss", "nmod", "amod"):
            mention = scene.mention(child.i)
            if mention is not None and mention.type == "organization":
                return scene.end(child.i)
    mention = scene.mention(subject.i)
    one = mention is not None and mention.type in BODIES and subject.xpos != "NNS"
    return scene.end(subject.i) if one else None


@read_at(words("relation_words", "word", "member") | STATES)
def find_member(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "NATO member Turkey", "Hungary, an EU member state", "Kenya and other members of the bloc"."""
    member = scene.lemma(token.i) in words("relation_words", "word", "member")
    state = scene.lemma(token.i) in STATES and token.i > 0
    if not member and not (state and scene.lemma(token.i - 1) == "member"):
        return
    noun = token if member else scene.sentence.tokens[token.i - 1]
    if scene.sentence.words_below(noun.i, "amod", "compound") & grammar.PAST:
        return
    owners = [t for t in grammar.owners(scene, noun) if grammar.actor(scene, t.i, BODIES) is not None]
    owners += [t for t in grammar.owners(scene, token) if grammar.actor(scene, t.i, BODIES) is not None]
    body = owners[0] if owners else _plain_body(scene, token)
    who = grammar.described(scene, token) or _before_other(scene, token)
    for one in who:
        named = one.upos == "PROPN" or grammar.actor(scene, one.i, MEMBERS) is not None
        if body is not None and named and one.i != body.i and not _is_state(scene, body):
            plain = scene.mention(body.i) == scene.mention(one.i)  # "team member Rodaba Noori" is one mention
            whole = End(body.text, Span(body.start, body.end)) if plain else scene.end(body.i)
            yield made(scene, "member_of", scene.end(one.i), whole, 0.8)


def _is_state(scene: Scene, body: Token) -> bool:
    """Tell whether what somebody is a member of comes out as a state, of which nobody is one."""
    mention = scene.mention(body.i)
    return mention is not None and mention.type == "state"


def _plain_body(scene: Scene, token: Token) -> Token | None:
    """Return a body that is no actor of its own: "team member Rodaba Noori"."""
    below = scene.sentence.children(token.i, "compound", "nmod:poss")
    before = [c for c in below if c.i < token.i and c.upos != "PRON"]
    return next((c for c in before if not _parted(scene.sentence, c.i, token.i)), None)


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a comma or dash parts two words ("the minister of France, a permanent member of the Council")."""
    return any(t.upos == "PUNCT" and t.text != "-" for t in sentence.tokens[first + 1 : last])


def _before_other(scene: Scene, token: Token) -> tuple[Token, ...]:
    """Return who stands before "and other members"."""
    tokens = scene.sentence.tokens
    other = next((t.i for t in tokens[max(0, token.i - 3) : token.i] if t.text.lower() == "other"), None)
    if other is None or other < 2 or tokens[other - 1].text.lower() != "and":
        return ()
    return (scene.top(other - 2),)


@read_at(named=frozenset({"state"}), over=frozenset({"nmod"}))
def find_within(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Turkey within NATO": a state seen as one of a body."""
    if grammar.actor(scene, token.i, frozenset({"state"})) is None:
        return
    for child in scene.sentence.children(token.i, "nmod"):
        for body in (
            phrases.conjuncts(scene.sentence, child.i) if phrases.case(scene.sentence, child.i) == "within" else ()
        ):
            if grammar.actor(scene, body.i, frozenset({"organization"})) is not None:
                yield made(scene, "member_of", scene.end(token.i), scene.end(body.i), 0.75)


@read_at(forms=frozenset({"other"}))
def find_others(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "U.S. and other NATO forces": who stands before "and other" is one of them."""
    if token.i < 2 or scene.sentence.tokens[token.i - 1].text.lower() != "and":
        return
    before = scene.mention(token.i - 2)
    after = next((scene.mention(j) for j in range(token.i + 1, min(token.i + 3, len(scene.sentence.tokens)))), None)
    body = scene.world.find_entity(after.entity) if after and after.entity else None
    state = scene.world.find_entity(before.country) if before and before.country else None
    if before and state and after and after.name and body and body.kind in BLOCS:
        one = End(state.name, before.span, state.id)
        yield made(scene, "member_of", one, End(after.name, after.span, after.entity), 0.8)


@read_at(words("relation_words", "word", "sits") | {"join"})
def find_seated(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "France, which co-chairs the Minsk Group", "states that belong to NATO", "Finland joined NATO"."""
    sits = scene.lemma(token.i) in words("relation_words", "word", "sits") and grammar.is_present(scene, token)
    joined = (
        scene.lemma(token.i) == "join" and token.xpos in {"VBD", "VBN"} and not grammar.unreal(scene.sentence, token)
    )
    if not sits and not joined:
        return
    subject = grammar.relative_subject(scene, token)
    objects = scene.sentence.children(token.i, "obj")
    objects += tuple(
        c for c in scene.sentence.children(token.i, "obl") if sits and phrases.case(scene.sentence, c.i) in {"", "to"}
    )
    body = next((o for o in objects if _is_body(scene, o, bloc=joined)), None)
    if subject is None or body is None or phrases.negated(scene.sentence, token.i):
        return
    for member in phrases.conjuncts(scene.sentence, subject.i):
        if grammar.actor(scene, member.i, frozenset({"state", "organization"})) is not None:
            yield made(scene, "member_of", scene.end(member.i), scene.end(body.i), 0.8)


def _is_body(scene: Scene, token: Token, *, bloc: bool) -> bool:
    mention = grammar.actor(scene, token.i, frozenset({"organization"}))
    entity = scene.world.find_entity(mention.entity) if mention is not None and mention.entity else None
    unknown = entity is None and token.upos == "PROPN"
    return mention is not None and (not bloc or unknown or (entity is not None and entity.kind in BLOCS))
