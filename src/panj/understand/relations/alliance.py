"""Who stands by whom: "its ally", "Iran-backed Houthis", "militants linked to al-Qaeda", "a close ally of Russia"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import acts, words
from panj.records import Mention, Span
from panj.understand.relations import grammar
from panj.understand.relations.scene import End, Found, Scene, made, read_at
from panj.understand.trees import phrases

PARTIES = frozenset({"state", "organization", "group"})
ACTORS = PARTIES | {"person"}
BACKING = frozenset({"back", "ally", "align", "affiliate", "link", "support", "sponsor"})
TRADING = frozenset({"trading", "trade", "business", "commercial", "economic", "sexual", "training"})  # partners
HELPING = frozenset({"back", "support", "sponsor"})


@read_at(words("relation_words", "word", "ally"))
def find_ally(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Russia's allyship with Tajikistan", "its ally Hezbollah", "Belarus, a close ally of Russia"."""
    sentence = scene.sentence
    possessors = [t for t in sentence.children(token.i, "nmod:poss") if t.i < token.i]
    owners = [m for t in (*possessors, *grammar.owners(scene, token)) if (m := grammar.actor(scene, t.i, PARTIES))]
    trading = any(t.lemma.lower() in TRADING for t in sentence.children(token.i, "amod", "compound"))
    if not owners or trading or phrases.negated(sentence, token.i):
        return
    owner, holder = owners[0], _plain(owners[0])
    adjective = next((m for m in owners[1:] if m.rule == "world:adjective" and m.entity != owner.entity), None)
    if possessors and adjective is not None and adjective.span.start > owner.span.start:
        yield made(scene, "allied_with", holder, _allies(scene, token, adjective), 0.7)
        return
    with_whom = [c for c in sentence.children(token.i, "nmod") if phrases.case(sentence, c.i) == "with"]
    for child in with_whom:
        yield made(scene, "allied_with", holder, scene.end(child.i), 0.85)
    if not with_whom:
        yield from _named_allies(scene, token, owner)


def _named_allies(scene: Scene, token: Token, owner: Mention) -> Iterator[Found]:
    """Yield whose ally somebody is by the words beside "ally", else by whom "its ally" is taken for."""
    holder = _plain(owner)
    named = [m for t in grammar.described(scene, token) if (m := grammar.actor(scene, t.i, ACTORS)) is not None]
    for ally in named:
        if ally.entity != owner.entity:
            first, second = sorted((holder, _plain(ally)), key=lambda end: end.span.start)
            yield made(scene, "allied_with", first, second, 0.8)
    meant = None if named else scene.mention(token.i)
    possessed = any(t.deprel == "nmod:poss" for t in scene.sentence.children(token.i))
    if possessed and meant is not None and meant.name and meant.entity != owner.entity:
        yield made(scene, "allied_with", holder, _plain(meant), 0.7)


def _allies(scene: Scene, token: Token, adjective: Mention) -> End:
    """Return the country that "our Turkish allies" means; "our Iraqi partners" need not be Iraq."""
    if scene.lemma(token.i) != "partner":
        return _plain(adjective)
    return End(f"{adjective.text} {token.text}", Span(adjective.span.start, token.end))


def _plain(mention: Mention) -> End:
    return End(str(mention.name), mention.span, mention.entity)


@read_at(BACKING)
def find_backed(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Turkey, which backs Baku", "militants linked to al-Qaeda", "Iran-backed Houthis"."""
    if phrases.negated(scene.sentence, token.i) or (
        scene.lemma(token.i) not in HELPING and token.xpos in {"VBZ", "VBP"}
    ):
        return  # "the road that links Karabakh with Armenia"
    one, other = _backer(scene, token), _client(scene, token)
    if one is None or other is None or one.i == other.i or scene.lemma(one.i) in acts.words_of("weapon"):
        return  # "a force backed by drones"
    ends = [_plain(m) for t in (one, other) if (m := grammar.actor(scene, t.i, ACTORS)) is not None]
    if len(ends) == 2:
        first, second = ends if scene.lemma(token.i) in HELPING else reversed(ends)
        yield made(scene, "allied_with", first, second, 0.75)


def _backer(scene: Scene, token: Token) -> Token | None:
    """Return who backs: the subject, the by-phrase, or the name before the hyphen."""
    sentence = scene.sentence
    if token.i > 1 and sentence.tokens[token.i - 1].text in grammar.MARKS and token.xpos in {"VBN", "VBD", "JJ"}:
        return sentence.tokens[token.i - 2]
    if token.relation in {"amod", "acl", "advcl"} or phrases.passive(sentence, token.i):
        by = [c for c in sentence.children(token.i, "obl") if phrases.case(sentence, c.i) in _links(scene, token)]
        if by or scene.lemma(token.i) not in HELPING or not grammar.is_present(scene, token):
            return next(iter(by), None)
    if scene.lemma(token.i) in HELPING and grammar.is_present(scene, token) and token.deprel == "acl:relcl":
        return grammar.relative_subject(scene, token)
    return None


def _links(scene: Scene, token: Token) -> frozenset[str]:
    return frozenset({"by"}) if scene.lemma(token.i) in HELPING else frozenset({"to", "with"})


def _client(scene: Scene, token: Token) -> Token | None:
    """Return who is backed or linked: the noun that a participle stands by, the passive's subject, the object."""
    sentence = scene.sentence
    if token.deprel in {"amod", "acl"} and token.head >= 0:
        return sentence.tokens[token.head]
    if phrases.passive(sentence, token.i):
        return grammar.relative_subject(scene, token)
    return next(iter(sentence.children(token.i, "obj")), None)
