"""Who is banned or listed by whom: "banned in Russia", "which Germany lists as a terrorist group"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import words
from panj.understand.relations import grammar
from panj.understand.relations.scene import Found, Scene, made, read_at
from panj.understand.trees import phrases

TARGETS = frozenset({"group", "organization", "person", "outlet"})
JUDGES = frozenset({"state", "organization"})
JUDGING = frozenset(
    {"consider", "regard", "deem", "classify", "brand", "label", "list", "designate", "view", "recognize"}
)
# Verbs of a judgement that need not be a listing in law.
OPINIONS = words("role_words", "word", "opinion")
CRIMES = frozenset({"terrorist", "terror", "extremist", "undesirable", "criminal"})


@read_at(words("relation_words", "word", "bans") | JUDGING)
def find_designated(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "a terrorist organization banned in Russia", "listed as a terror group by Turkey and the EU"."""
    if not _designates(scene, token) or phrases.negated(scene.sentence, token.i):
        return
    sentence = scene.sentence
    if phrases.passive(sentence, token.i) or (token.xpos in {"VBN", "VBD"} and token.relation in {"acl", "advcl"}):
        below = (c for t in sentence.children(token.i, "xcomp", "obj") for c in sentence.children(t.i, "nmod"))
        judges = [c for c in sentence.children(token.i, "obl") if phrases.case(sentence, c.i) in {"in", "by"}]
        judges += [c for c in below if phrases.case(sentence, c.i) == "by"]
        who = _banned(scene, token)
    else:
        judges, who = _judging(scene, token)
    target = grammar.actor(scene, who.i, TARGETS) if who is not None else None
    for judge in (j for first in judges for j in phrases.conjuncts(sentence, first.i)):
        if who is not None and target is not None and grammar.actor(scene, judge.i, JUDGES) is not None:
            sure = 0.7 if scene.lemma(token.i) in OPINIONS else 0.85
            yield made(scene, "designated_by", scene.end(who.i), scene.end(judge.i), sure)


def _designates(scene: Scene, token: Token) -> bool:
    """Tell whether a verb bans, or judges somebody to be a terrorist."""
    lemma = scene.lemma(token.i)
    if lemma in words("relation_words", "word", "bans") and token.xpos == "VBN" and lemma != "list":
        return True
    below = {t.text.lower() for t in scene.sentence.tokens[token.i + 1 : token.i + 12]}
    return lemma in JUDGING and bool(below & CRIMES) and not grammar.unreal(scene.sentence, token)


def _banned(scene: Scene, token: Token) -> Token | None:
    """Return who is banned: the subject, or the noun that the participle is on and what that noun describes."""
    sentence = scene.sentence
    who = phrases.subject(sentence, token.i)
    if who is not None and who.text.lower() not in grammar.RELATIVES:
        return who
    noun = sentence.tokens[token.head] if token.relation in {"acl", "advcl"} and token.head >= 0 else None
    if noun is None:
        return who
    if noun.upos == "VERB":
        return phrases.subject(sentence, noun.i)
    return next(iter(grammar.described(scene, noun)), noun)


def _judging(scene: Scene, token: Token) -> tuple[list[Token], Token | None]:
    """Return who judges whom in the active: "Germany lists it as", "it, which Germany lists as"."""
    sentence = scene.sentence
    subject = phrases.subject(sentence, token.i)
    judged_by_noun = subject is not None and subject.text.lower() in grammar.RELATIVES
    subject = grammar.relative_subject(scene, token) if judged_by_noun else subject
    objects = (t for t in sentence.children(token.i, "obj") if t.text.lower() not in grammar.RELATIVES)
    whom = next((t for t in objects if not sentence.words_below(t.i) & CRIMES), None)
    if whom is None:  # "Turkey considers [the YPG a terrorist group]"
        whom = next((phrases.subject(sentence, t.i) for t in sentence.children(token.i, "xcomp", "ccomp")), None)
    if whom is None and token.deprel == "acl:relcl" and token.head >= 0 and not judged_by_noun:
        whom = sentence.tokens[token.head]
    return ([subject] if subject is not None else []), whom
