"""Where a tree hangs a clause as grammar does not allow, it is hung anew: once, for all who look at trees."""

from collections.abc import Iterator

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import acts, reporting, words
from panj.understand.trees import phrases

ASKED_BY = words("role_words", "word", "asked-by")
ACTING = frozenset({"person", "organization", "place"})  # what the model calls those who can act
WANTING = words("role_words", "word", "wanting")
Hung = tuple[int, int, str]  # a token, its new head and its relation to it


def rehung(parsed: Parsed) -> Parsed:
    """Return a parse with the same words, in whose trees what is asked or told hangs where it belongs."""
    sentences = tuple([_mended(sentence) for sentence in parsed.sentences])
    same = all(new is old for new, old in zip(sentences, parsed.sentences, strict=True))
    return parsed if same else msgspec.structs.replace(parsed, sentences=sentences)


def asked_by(sentence: Sentence, verb: Token) -> Token | None:
    """Return whom a verb asks behind a preposition: "called on both sides", "appealed to Paris"."""
    behind = sentence.children(verb.i, "obl")
    return next((t for t in behind if f"{verb.lemma.lower()} {phrases.case(sentence, t.i)}" in ASKED_BY), None)


def asks(verb: Token) -> bool:
    """Tell whether a verb asks somebody for something."""
    return any(reading.code == "REQUEST" for reading in acts.verbs().get(verb.lemma.lower(), ()))


def _mended(sentence: Sentence) -> Sentence:
    found = [*_asked(sentence), *_told(sentence)]
    if not found:
        return sentence
    tokens = list(sentence.tokens)
    for i, head, relation in found:
        tokens[i] = msgspec.structs.replace(tokens[i], head=head, deprel=relation)
    return msgspec.structs.replace(sentence, tokens=tuple(tokens))


def _asked(sentence: Sentence) -> Iterator[Hung]:
    """Yield the infinitive right behind who is asked for it: what he is asked, no aim of who asks nor his own trait."""
    for verb in sentence.tokens:
        if verb.upos != "VERB" or not (asks(verb) or verb.lemma.lower() in WANTING):
            continue
        objects = (t for t in sentence.children(verb.i, "obj") if _can_act(t))
        whom = asked_by(sentence, verb) or next(objects, None)
        if whom is not None:
            clauses = (*sentence.children(verb.i, "advcl"), *sentence.children(whom.i, "acl"))
            yield from ((clause.i, verb.i, "xcomp") for clause in clauses if _opens(sentence, clause.i, "to") > whom.i)
        yield from _asked_for(sentence, verb)


def _asked_for(sentence: Sentence, verb: Token) -> Iterator[Hung]:
    """Yield whom "for" opens the clause of that he is to do something: "called for both sides to leave"."""
    for whom in sentence.children(verb.i, "obl"):
        for clause in sentence.children(whom.i, "acl") if _can_act(whom) else ():
            if phrases.case(sentence, whom.i) == "for" and _opens(sentence, clause.i, "to") > whom.i:
                yield from ((clause.i, verb.i, "xcomp"), (whom.i, clause.i, "nsubj"))
    for clause in sentence.children(verb.i, "advcl", "xcomp"):
        opened = _opens(sentence, clause.i, "for")
        if opened >= 0 and not sentence.children(clause.i, "nsubj"):
            ahead = (*sentence.children(verb.i, "obl"), *sentence.children(clause.i, "obj"))
            yield from ((t.i, clause.i, "nsubj") for t in ahead if opened < t.i < clause.i)


def _can_act(thing: Token) -> bool:
    return thing.type in ACTING or thing.lemma.lower() in acts.any_of("people", "force", "government")


def _opens(sentence: Sentence, clause: int, word: str) -> int:
    """Return where a word opens a clause, -1 if it does not."""
    opening = sentence.tokens[sentence.subtree(clause)[0]]
    return opening.i if opening.text.lower() == word and opening.relation == "mark" else -1


def _told(sentence: Sentence) -> Iterator[Hung]:
    """Yield the verb of saying of a clause of its own behind a comma: "..., two nurses told the paper"."""
    for verb in sentence.tokens:
        if verb.deprel != "advcl" or verb.xpos not in phrases.FINITE or verb.head > verb.i:
            continue
        if sentence.lemmas[verb.i] not in reporting.verbs() or sentence.children(verb.i, "mark"):
            continue
        first = sentence.tokens[next(i for i in sentence.subtree(verb.i) if sentence.tokens[i].upos != "PUNCT")]
        behind = verb.head < first.i and sentence.tokens[first.i - 1].text == ","
        if behind and not first.xpos.startswith("W") and phrases.subject(sentence, verb.i) is not None:
            yield verb.i, verb.head, "parataxis"
