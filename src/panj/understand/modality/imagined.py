"""Scenarios: what a text tells in the present of one that it imagines happens in it only.

A sentence opens one ("In the worst scenario, they attack", "In the third, they win", "A second possibility is a
blockade"); it lasts to the end of the paragraph.
"""

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reality, words
from panj.records import Modality
from panj.understand.modality.climb import Judged, definite
from panj.understand.trees import phrases

SCENARIOS = words("role_words", "word", "scenario")
NAMED_AFTER = words("role_words", "word", "ranked")
STAGING = words("role_words", "word", "staging")
HEADED = frozenset({"NUM", "PUNCT", "SYM"})
INTO = frozenset({"in", "under"})
PRESENT = frozenset({"VBZ", "VBP"})
FINITE = PRESENT | {"VBD", "MD"}


def with_scenarios(parsed: Parsed) -> Parsed:
    """Return the parse with the sentences marked that tell of a scenario."""
    told, within, found = False, range(0), []
    for number, sentence in enumerate(parsed.sentences):
        told = told or not sentence.lexicon.isdisjoint(SCENARIOS)
        if told and (_heads(sentence) or _opens(sentence)):
            heading = sentence.tokens[-1].upos != "PUNCT"
            within = range(sentence.paragraph, sentence.paragraph + 1 + heading)
        if sentence.paragraph in within:
            found.append(number)
    if not found:
        return parsed
    sentences = list(parsed.sentences)
    for number in found:
        sentences[number] = msgspec.structs.replace(sentences[number], imagined=True)
    return msgspec.structs.replace(parsed, sentences=tuple(sentences))


def as_imagined(sentence: Sentence, i: int, judged: Judged) -> Judged:
    """Return how an act is put, what only a scenario has taken out of the facts."""
    if not sentence.imagined or judged.modality is not Modality.ASSERTED:
        return judged
    token = sentence.tokens[i]
    known = token.upos == "NOUN" and token.relation in {"obl", "nmod"} and definite(sentence, i)
    now = not known and (
        not sentence.predicates or _in_present(sentence, token)
    )  # "in the second, it lasts longer than the war of 2006"
    return Judged(Modality.HYPOTHETICAL, judged.denied, judged.condition) if now else judged


def _heads(sentence: Sentence) -> bool:
    """Tell whether a sentence is headed as a scenario ("Scenario 2: a partial blockade")."""
    return sentence.lemmas[0] in SCENARIOS and sentence.tokens[1:2] != () and sentence.tokens[1].upos in HEADED


def _opens(sentence: Sentence) -> bool:
    """Tell whether a sentence leads into a scenario by its first phrase or its subject."""
    for token in sentence.tokens:
        if token.relation == "obl" and token.i < token.head and phrases.case(sentence, token.i) in INTO:
            if _is_one(sentence, token) and _in_present(sentence, sentence.tokens[token.head]):
                return True
        elif token.relation == "nsubj" and token.lemma.lower() in SCENARIOS and token.xpos == "NN":
            verb = sentence.tokens[token.head]
            staged = verb.lemma.lower() in STAGING or ("drafted", verb.lemma.lower()) in reality.selectors()
            if (staged or (verb.upos == "NOUN" and "cop" in sentence.below[verb.i])) and _in_present(sentence, verb):
                return True
    return False


def _is_one(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun is a scenario, or a number at the head of a sentence one of several ("In the third,")."""
    after = sentence.words[token.i + 1 : token.i + 2]
    ranked = token.lemma.lower() in NAMED_AFTER and token.i <= 2 and after == (",",)
    return ranked or token.lemma.lower() in SCENARIOS


def _in_present(sentence: Sentence, token: Token) -> bool:
    """Tell whether the nearest finite verb at or above a token stands in the present, and in no perfect."""
    for above in (token, *sentence.above(token.i)):
        if above.i not in sentence.predicates:
            continue
        first = next((t for t in sentence.children(above.i, "aux", "cop") if t.xpos in FINITE), above)
        bare = above.xpos == "VB" and not sentence.children(above.i, "aux", "mark")  # a slip of the tags
        if first.xpos in FINITE or bare:
            return (first.xpos in PRESENT or bare) and not (first is not above and first.lemma == "have")
    return False
