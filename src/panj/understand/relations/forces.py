"""Whose forces stand where: "6,000 Russian troops in Tajikistan", "France keeps troops in Mali"."""

from collections.abc import Iterator
from typing import get_args

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.lexicon.counted import kind_of
from panj.records import EntityType, Mention, Modality, Span
from panj.understand.modality import modality_of
from panj.understand.relations import grammar
from panj.understand.relations.scene import SPOT, End, Found, Scene, made, read_at
from panj.understand.trees import phrases

MILITARY = "MIL"
INSIDE = frozenset({"in", "at", "inside", "across"})
OWNERS = frozenset({"state", "organization", "group"})
NO_PERSON = frozenset(get_args(EntityType)) - {"person"}


def is_military(mention: Mention) -> bool:
    """Tell whether an actor's code is of armed forces; one person is no force."""
    return mention.type != "person" and MILITARY in str(mention.code).partition("/")[2].split("+")


@read_at(frozenset({"presence"}), named=NO_PERSON, over=frozenset({"nmod"}))
def find_standing(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "6,000 Russian troops in Tajikistan", "the troops are in Tajikistan"."""
    whose = next((t for t in grammar.before(scene, token)), None) if scene.lemma(token.i) == "presence" else token
    if whose is None or not _is_force(scene, whose) or _wanted(scene, token):
        return
    inside = (c for c in scene.sentence.children(token.i, "nmod") if _is_in(scene, c))
    where = next(inside, None)
    if where is not None:
        yield made(scene, "deployed_in", _force(scene, whose), scene.spot(where.i), 0.7)


def _wanted(scene: Scene, force: Token) -> bool:
    """Tell whether forces are only wanted somewhere ("a plan for 3,000 troops in Niger"), or would be put there."""
    sentence = scene.sentence
    if force.head < 0 or force.relation not in {"obj", "obl", "nmod"}:
        return False
    above, put = sentence.tokens[force.head], words("relation_words", "word", "puts")
    wanted = above.lemma.lower() in words("relation_words", "word", "wants")
    if force.relation != "obj":
        return wanted and phrases.case(sentence, force.i) == "for"
    return wanted or (above.lemma.lower() in put and modality_of(sentence, above.i).modality is not Modality.ASSERTED)


def _force(scene: Scene, token: Token) -> End:
    """Return a force in the text's own words, less its determiner and number ("U.S. military")."""
    mention, end = scene.mention(token.i), scene.end(token.i)
    if mention is None or mention.rule not in {"role", "body", "shared body"}:
        return end
    inside = [t for t in scene.sentence.tokens if mention.span.start <= t.start < mention.span.end]
    own = next((t for t in inside if t.upos in {"ADJ", "PROPN", "NOUN"}), None)
    if own is None:
        return end
    return End(scene.text[own.start : mention.span.end], mention.span, mention.entity)


@read_at(named=frozenset({"place", "state", SPOT}), over=frozenset({"cop"}))
def find_is_there(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "some 5,000 French troops are in Mali"."""
    sentence = scene.sentence
    be = [t for t in sentence.children(token.i, "cop") if t.xpos in {"VBP", "VBZ"}]
    if not be or not scene.is_place(token.i) or not _is_in(scene, token) or phrases.negated(sentence, token.i):
        return
    who = grammar.relative_subject(scene, token)
    if who is not None and _is_force(scene, who) and not grammar.unreal(sentence, token):
        yield made(scene, "deployed_in", scene.end(who.i), scene.spot(token.i), 0.8)


def _is_force(scene: Scene, token: Token) -> bool:
    mention = scene.mention(token.i)
    base = scene.lemma(token.i) in words("relation_words", "word", "base")
    return mention is not None and is_military(mention) and not base and token.upos in {"NOUN", "PROPN", "ADJ"}


def _is_in(scene: Scene, token: Token) -> bool:
    return phrases.case(scene.sentence, token.i) in INSIDE and scene.is_place(token.i)


@read_at(words("relation_words", "word", "stays") | words("relation_words", "word", "deploys"))
def find_deployed(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "where about 6,000 Russian troops are deployed", "600 troops remaining in the country"."""
    lemma, sentence = scene.lemma(token.i), scene.sentence
    stays = lemma in words("relation_words", "word", "stays")
    if not stays and not (lemma in words("relation_words", "word", "deploys") and _is_state(sentence, token)):
        return
    who = phrases.subject(sentence, token.i)
    if who is None and token.relation == "acl" and token.head >= 0:
        who = sentence.tokens[token.head]
    if who is None or not _is_force(scene, who):
        return
    where = next((c for c in sentence.children(token.i, "obl") if scene.is_place(c.i)), None)
    if where is None and token.deprel == "acl:relcl" and token.head >= 0:
        adverbs = sentence.words_below(token.i, "advmod")
        where = sentence.tokens[token.head] if "where" in adverbs else None
        where = _place_of(scene, where) if where is not None else None
    if where is not None:
        relation, span, sure = made(scene, "deployed_in", scene.end(who.i), scene.end(where.i), 0.8)
        yield relation, Span(span.start, max(span.end, token.end)), sure


def _is_state(sentence: Sentence, token: Token) -> bool:
    """Tell whether a deployment stands, and is not under way or planned ("are deployed", "stationed in")."""
    auxiliaries = {t.lemma.lower() for t in sentence.children(token.i, "aux", "aux:pass")}
    return token.xpos in {"VBN", "VBD"} and not auxiliaries - {"be"}


def _place_of(scene: Scene, noun: Token) -> Token | None:
    """Return the place that a noun is or stands in ("its base in Tajikistan, where ...")."""
    if scene.is_place(noun.i) and noun.upos == "PROPN":
        return noun
    inside = [c for c in scene.sentence.children(noun.i, "nmod") if c.i > noun.i and scene.is_place(c.i)]
    after = [t for t in scene.sentence.tokens[noun.i + 1 : noun.i + 4] if scene.is_place(t.i) and t.upos == "PROPN"]
    return next(iter(inside + after), None)


@read_at(words("relation_words", "word", "keeps") | words("relation_words", "word", "deploys"))
def find_kept(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Russia keeps 6,000 troops in Tajikistan", "has deployed forces in Libya": forces that one has somewhere."""
    lemma, sentence = scene.lemma(token.i), scene.sentence
    told = token.xpos == "VBD" and token.deprel == "ccomp"  # "said that Russia had 4,000 soldiers in Abkhazia"
    keeps = lemma in words("relation_words", "word", "keeps") and (grammar.is_present(scene, token) or told)
    perfect = sentence.words_below(token.i, "aux") & {"has", "have"}
    if not keeps and not (lemma in words("relation_words", "word", "deploys") and perfect):
        return
    subject = grammar.relative_subject(scene, token)
    owner = grammar.actor(scene, subject.i, OWNERS) if subject is not None else None
    if owner is None or phrases.negated(sentence, token.i):
        return
    for force in sentence.children(token.i, "obj"):
        noun = scene.lemma(force.i)
        if noun not in words("relation_words", "word", "force") and kind_of(noun) != "force":
            continue
        below = (*sentence.children(token.i, "obl"), *sentence.children(force.i, "nmod"))
        where = next((c for c in below if _is_in(scene, c)), None)
        if where is not None:
            adjective = scene.world.adjective(owner.country) if owner.country else None
            forces = scene.world.find_entity(f"{owner.country}/armed-forces") if owner.type == "state" else None
            entity = forces.id if forces else owner.entity
            own = End(f"{adjective or owner.name} {force.text}", scene.end(force.i).span, entity)
            relation, span, sure = made(scene, "deployed_in", own, scene.end(where.i), 0.8)
            start = owner.span.start if sentence.start <= owner.span.start < span.start else span.start
            yield relation, Span(start, span.end), sure
