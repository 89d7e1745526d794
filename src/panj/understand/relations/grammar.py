"""How a description and what it is of stand to each other: beside a name, said of it, before it, in a clause on it."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.records import Mention
from panj.understand.relations.scene import Scene
from panj.understand.trees import phrases

RELATIVES = frozenset({"which", "that", "who"})
PAST = frozenset(
    {"former", "previous", "onetime", "ex", "ex-", "late", "ousted", "deposed", "designate", "then", "incoming"}
)
MARKS = frozenset({"-", "‑", "–", "'s", "’s", "'", "’"})
OWNED_BY = frozenset({"of", "in", "for", "within"})
MADE = frozenset({"elect", "appoint", "name", "nominate", "reelect", "re-elect", "confirm", "choose"})
BEING = frozenset({"remain", "become", "serve", "stay", "act"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def described(scene: Scene, noun: Token) -> tuple[Token, ...]:
    """Return the names that a description is of, the coordinated ones with the first.

    "Doha, capital of Qatar", "Doha is the capital", "Qatar's capital, Doha", "the capital Doha".
    """
    sentence = scene.sentence
    first = _by_tree(scene, noun) or _after(scene, noun)
    if first is None or first.i == noun.i:
        return ()
    many = noun.xpos in PLURAL_TAGS or (first.i < noun.i and noun.relation != "appos")
    return tuple(t for t in phrases.conjuncts(sentence, first.i) if t.i != noun.i) if many else (first,)


def _by_tree(scene: Scene, noun: Token) -> Token | None:
    sentence = scene.sentence
    if sentence.children(noun.i, "cop"):
        return None if phrases.negated(sentence, noun.i) or unreal(sentence, noun) else relative_subject(scene, noun)
    if noun.head < 0:
        return None
    head = sentence.tokens[noun.head]
    if noun.relation == "appos":
        return _just_before(scene, noun) or head
    verbal = head.upos == "VERB" and noun.relation in {"xcomp", "obl", "obj", "advcl"}
    if verbal and not phrases.negated(sentence, head.i) and not unreal(sentence, head):
        return _made(scene, noun, head)
    return None


def _just_before(scene: Scene, noun: Token) -> Token | None:
    """Return the name that ends at the comma before a description: of a list the last one is described."""
    first, _ = phrases.chunk(scene.sentence, noun.i)
    named = scene.sentence.tokens[first - 2] if first > 1 and scene.sentence.tokens[first - 1].text == "," else None
    if named is None or named.upos != "PROPN" or (scene.mention(named.i) is None and scene.place(named.i) is None):
        return None
    return scene.top(named.i)


def _made(scene: Scene, noun: Token, verb: Token) -> Token | None:
    """Return who is "elected mayor", "serves as mayor", whom "they named as mayor"."""
    lemma, sentence = verb.lemma.lower(), scene.sentence
    as_such = phrases.case(sentence, noun.i) in {"", "as"}
    if lemma in BEING and as_such:
        return relative_subject(scene, verb)
    if lemma not in MADE or not as_such:
        return None
    if phrases.passive(sentence, verb.i) or verb.deprel in {"acl", "advcl"}:
        return relative_subject(scene, verb)
    return next((t for t in sentence.children(verb.i, "obj") if t.i != noun.i), None)


def unreal(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a modal, a condition or a wish takes a clause out of the facts."""
    auxiliaries = sentence.words_below(verb.i, "aux")
    opened = sentence.words_below(verb.i, "mark")
    return bool(auxiliaries & {"will", "would", "may", "might", "could", "can", "should", "must"}) or bool(
        opened & {"if", "whether", "unless", "to"}
    )


def _after(scene: Scene, noun: Token) -> Token | None:
    """Return the name that follows a description at once, or after a comma if a determiner or owner opens it."""
    tokens = scene.sentence.tokens
    following = next(iter(scene.sentence.children(noun.i, "appos", "flat", "nmod:desc")), None)
    i = noun.i + 1
    comma = i < len(tokens) and tokens[i].text == ","
    if comma and not any(True for _ in before(scene, noun)) and not scene.sentence.children(noun.i, "det"):
        return None
    i += comma
    i += comma and i < len(tokens) and tokens[i].upos == "DET"
    if i < len(tokens) and tokens[i].upos in {"PROPN", "ADJ"} and _begins_name(scene, tokens[i], noun):
        top = scene.top(i)
        return top if top.upos == "PROPN" else None
    if following is not None and following.i > noun.i and following.upos == "PROPN":
        return following
    return None


def _begins_name(scene: Scene, token: Token, noun: Token) -> bool:
    """Tell whether a name begins at a token, or the name of whom a title in one mention with it is before."""
    mention, place = scene.mention(token.i), scene.place(token.i)
    if mention is not None and mention.type == "person" and mention.span.start <= noun.start:
        return token.i == noun.i + 1
    starts = {item.span.start for item in (mention, place) if item is not None}
    return token.start in starts


def before(scene: Scene, noun: Token) -> Iterator[Token]:
    """Yield what stands before a noun and names an owner, nearest first: "the Somali capital", "Qatar's capital"."""
    tokens, own = scene.sentence.tokens, scene.mention(noun.i)
    for i in range(noun.i - 1, max(-1, noun.i - 9), -1):
        token = tokens[i]
        if token.upos not in {"ADJ", "PROPN", "NOUN", "NUM", "ADV"} and token.text not in MARKS:
            if token.deprel == "nmod:poss":
                yield token
            return
        described = own is not None and own.rule == "apposition" and scene.mention(i) == own  # "a treaty ally"
        if not described and (scene.mention(i) is not None or scene.is_place(i)):
            yield token


def owners(scene: Scene, noun: Token) -> Iterator[Token]:
    """Yield whose a noun is: "its", "Qatar's", "Somali", "of Qatar", "in the west of Ukraine" (the nearest first)."""
    yield from before(scene, noun)
    yield from (t for t in scene.sentence.children(noun.i, "nmod:poss") if t.i < noun.i)
    for child in scene.sentence.children(noun.i, "nmod"):
        if child.i > noun.i and phrases.case(scene.sentence, child.i) in OWNED_BY:
            yield child
            yield from (c for c in scene.sentence.children(child.i, "nmod") if c.i > child.i)


def relative_subject(scene: Scene, token: Token) -> Token | None:
    """Return the subject of a predicate; of "which" and "who", and of a participle, the noun that the clause is on."""
    subject = phrases.subject(scene.sentence, token.i)
    hanging = token.relation == "acl" and token.head >= 0
    if not hanging or (subject is not None and subject.text.lower() not in RELATIVES):
        return subject
    noun = scene.sentence.tokens[token.head]
    return _nearest(scene, noun, subject) if subject is not None else noun


def _nearest(scene: Scene, noun: Token, relative: Token) -> Token:
    """Return the name just before ", which", where the tree hangs the clause on a common noun further up."""
    i = relative.i
    near = scene.sentence.tokens[i - 2] if i > 1 and scene.sentence.tokens[i - 1].text == "," else None
    if near is None or near.upos != "PROPN" or noun.upos == "PROPN" or noun.i >= near.i:
        return noun
    below = any(above.i == noun.i for above in scene.sentence.above(near.i))
    return scene.top(near.i) if below and relative.text.lower() == "which" else noun


def is_present(scene: Scene, token: Token) -> bool:
    """Tell whether a verb says what is so now: present, or present perfect ("has controlled it since May")."""
    sentence = scene.sentence
    auxiliaries = sentence.words_below(token.i, "aux", "aux:pass")
    if token.xpos == "VBN" and auxiliaries and auxiliaries <= {"has", "have"}:
        return True
    plain = token.xpos == "VBD" and token.text.lower() == token.lemma.lower()  # a rare verb tagged as past: "co-chair"
    return (plain or token.xpos in {"VBZ", "VBP"}) and not auxiliaries


def is_passive_now(scene: Scene, token: Token) -> bool:
    """Tell whether a participle says what is so: hanging on a noun, or with "is", "has been"."""
    if token.xpos not in {"VBN", "VBD"}:
        return False
    auxiliaries = scene.sentence.words_below(token.i, "aux", "aux:pass")
    hanging = token.relation in {"acl", "amod", "advcl"} and not auxiliaries
    return hanging or (bool(auxiliaries) and auxiliaries <= {"is", "are", "has", "have", "been"})


def named_of(scene: Scene, noun: Token) -> Token | None:
    """Return the place in "the town of Qusayr"."""
    of = (c for c in scene.sentence.children(noun.i, "nmod") if phrases.case(scene.sentence, c.i) == "of")
    return next((c for c in of if c.upos == "PROPN" and scene.is_place(c.i)), None)


def actor(scene: Scene, i: int, kinds: frozenset[str]) -> Mention | None:
    """Return the named actor at token `i` if it is of these kinds."""
    mention = scene.mention(i)
    return mention if mention is not None and mention.name and mention.type in kinds else None


def is_ground(scene: Scene, token: Token) -> bool:
    """Tell whether a token names a place, or is a noun for ground that is held or lost."""
    return scene.is_place(token.i) or scene.lemma(token.i) in words("relation_words", "word", "ground")
