"""The verb of a clause that is taken for a participle or a noun, and nouns that are taken for each other's like."""

from collections.abc import Iterator

import msgspec

from panj.english.lemmas import lemma, past_only
from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, words
from panj.understand.trees import phrases
from panj.understand.trees.tellers import hung, tells

GIVING = words("role_words", "word", "two-objects")


def mended(sentence: Sentence) -> Iterator[Token]:
    """Yield the tokens of a sentence that were taken for others, as what they are and where they hang."""
    for ways in (bare, overlooked, of_a_name, past, active, perfect, second, counted, compounded, of_what_is_said):
        yield from ways(sentence)


def bare(sentence: Sentence) -> Iterator[Token]:
    """Yield the verb of a that-clause without one, and what hangs on it: "insisted that both sides hold talks"."""
    for noun in sentence.tokens if "that" in sentence.lexicon else ():
        if noun.relation != "ccomp" or noun.upos != "NOUN" or sentence.children(noun.i, "cop", "aux", "case", "det"):
            continue
        subjects, that = sentence.children(noun.i, "nsubj"), sentence.children(noun.i, "mark")
        if len(subjects) != 1 or not that or that[0].text.lower() != "that":
            continue
        verb = sentence.tokens[sentence.subtree(subjects[0].i)[-1] + 1]
        plain = sentence.words[verb.i] in acts.verbs() or sentence.words[verb.i] in acts.light()
        if verb.head != noun.i or verb.relation not in {"amod", "compound"} or not plain:
            continue
        bare = {"lemma": sentence.words[verb.i], "upos": "VERB", "xpos": "VB", "type": ""}
        yield msgspec.structs.replace(verb, **bare, head=noun.head, deprel="ccomp")
        yield hung(noun, verb.i, "obj")
        yield from (hung(t, verb.i, t.deprel) for t in (*subjects, that[0]))


def past(sentence: Sentence) -> Iterator[Token]:
    """Yield the past tense beside a passive: no passive has an object: "said it was closed and accused Chad of it"."""
    for verb in sentence.tokens:
        if verb.relation != "conj" or verb.xpos != "VBN" or not tells(sentence, verb):
            continue
        whom = sentence.children(verb.i, "obj") and not sentence.children(verb.i, "aux")
        if whom and sentence.children(verb.head, "aux:pass"):
            yield msgspec.structs.replace(verb, xpos="VBD")


def active(sentence: Sentence) -> Iterator[Token]:
    """Yield who acts and his act, taken for a passive: "forces crossed into Chad", "said that units of it took Bor"."""
    for verb in sentence.tokens[1:]:
        if verb.xpos != "VBN" or not (_goes_into(sentence, verb) or _has_object(sentence, verb)):
            continue
        whole = _whole(sentence, verb.head) if verb.deprel == "acl" else None
        if whole is not None and _lacks_verb(sentence, whole):
            yield msgspec.structs.replace(verb, xpos="VBD", head=whole.head, deprel=whole.deprel)
            yield hung(whole, verb.i, "nsubj")
            below = (t for t in sentence.children(whole.i) if t.i > verb.i or t.relation == "mark")
            yield from (hung(t, verb.i, t.deprel) for t in below)
        elif goers := [*sentence.children(verb.i, "nsubj:pass"), *_unmarked(sentence, verb)]:
            yield msgspec.structs.replace(verb, xpos="VBD")
            yield from (hung(goer, verb.i, "nsubj") for goer in goers)


def _unmarked(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Yield a name before a participle with an object, taken for a measure of it: "M23 seized Sake"."""
    none = not sentence.children(verb.i, "nsubj", "nsubj:pass", "aux") and bool(sentence.children(verb.i, "obj"))
    near = (t for t in sentence.children(verb.i, "obl") if t.i == verb.i - 1 and not sentence.children(t.i, "case"))
    yield from (t for t in near if none and t.type != "time")


def _goes_into(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb tells of going into something, which nobody does to somebody else."""
    readings = [{t.slot for t in reading.tests if t.wanted} for reading in acts.verbs().get(verb.lemma.lower(), ())]
    goes = any("into" in slots for slots in readings) and not any({"into", "obj"} <= slots for slots in readings)
    into = goes and any(phrases.case(sentence, t.i) == "into" for t in sentence.children(verb.i, "obl"))
    return into and not sentence.children(verb.i, "aux", "obj")


def _whole(sentence: Sentence, noun: int) -> Token:
    """Return the noun that a noun is part of: the elements, of "elements of the 90th Division"."""
    found = sentence.tokens[noun]
    while found.relation == "nmod" and found.head < found.i:
        found = sentence.tokens[found.head]
    return found


def _lacks_verb(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun stands for a whole sentence, or for what is said in it."""
    whole = noun.head < 0 or (noun.relation == "ccomp" and noun.head < noun.i)
    return whole and noun.upos in {"NOUN", "PROPN"} and not sentence.children(noun.i, "cop", "aux", "nsubj", "case")


def _has_object(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a participle has an object, as no passive has but of giving: "troops given medals"."""
    return bool(verb.lemma.lower() not in GIVING and sentence.children(verb.i, "obj")) and not sentence.children(
        verb.i, "aux", "nsubj:pass"
    )


def perfect(sentence: Sentence) -> Iterator[Token]:
    """Yield what somebody has done, taken for what he owns: "Ethiopia has blockaded Tigray"."""
    for verb in sentence.tokens[1:] if "have" in sentence.lexicon else ():
        helper = sentence.tokens[verb.i - 1]
        if verb.xpos != "VBN" or helper.lemma != "have" or helper.relation == "aux":
            continue
        whole = next((t for t in sentence.children(helper.i, "obj") if t.i > verb.i), None)
        named = whole is not None and verb.head == whole.i and whole.upos == "PROPN"
        if whole is None or not (named or (verb.head == helper.i and verb.relation == "xcomp")):
            continue
        yield msgspec.structs.replace(verb, upos="VERB", head=helper.head, deprel=helper.deprel)
        yield msgspec.structs.replace(helper, upos="AUX", head=verb.i, deprel="aux")
        yield from (hung(t, verb.i, t.deprel) for t in sentence.children(helper.i) if t.i != verb.i)


def overlooked(sentence: Sentence) -> Iterator[Token]:
    """Yield a past tense taken for a noun, who does it and to what: "The army retook Bara"."""
    for verb in sentence.tokens[1:]:
        doer = sentence.tokens[verb.i - 1]
        if not past_only(verb.text) or not _before(doer, verb.i):
            continue
        yield _told(verb, verb)
        yield hung(doer, verb.i, "nsubj")
        before = (t for t in sentence.children(verb.i) if t.i < doer.i and t.relation in {"det", "amod", "compound"})
        yield from (hung(t, doer.i, t.deprel) for t in before)
        taken = (t for t in sentence.children(verb.i, "flat", "vocative", "appos") if t.i > verb.i)
        yield from (hung(t, verb.i, "obj") for t in taken)


def of_a_name(sentence: Sentence) -> Iterator[Token]:
    """Yield a past tense taken for a trait of the name that then is all of a sentence: "M23 seized Sake"."""
    for verb in sentence.tokens[1:]:
        name = sentence.tokens[verb.head] if verb.xpos == "VBN" and verb.relation == "amod" else None
        doer = sentence.tokens[verb.i - 1]
        if name is None or name.head >= 0 or name.i != verb.i + 1 or name.upos != "PROPN":
            continue
        if _before(doer, verb.i) or _before(doer, name.i):
            yield _told(verb, name)
            yield hung(name, verb.i, "obj")
            yield hung(doer, verb.i, "nsubj")
            behind = (t for t in sentence.children(name.i) if t.relation in {"obl", "advmod", "advcl", "punct"})
            yield from (hung(t, verb.i, t.deprel) for t in behind)


def _before(noun: Token, head: int) -> bool:
    return noun.head == head and noun.relation in {"compound", "nmod", "nsubj"} and noun.upos in {"NOUN", "PROPN"}


def _told(verb: Token, place: Token) -> Token:
    """Return a verb as a past tense, in the place of another token in the tree."""
    was = {"lemma": lemma(verb.text, "VERB", "VBD"), "upos": "VERB", "xpos": "VBD", "type": ""}
    return msgspec.structs.replace(verb, **was, head=place.head, deprel=place.deprel)


def second(sentence: Sentence) -> Iterator[Token]:
    """Yield a second finite verb, hung on the first finite one, or on what is said: "asked it to come and will pay"."""
    for verb in sentence.tokens:
        if verb.relation != "conj" or not _is_finite(sentence, verb) or sentence.children(verb.i, "nsubj", "expl"):
            continue
        first = sentence.tokens[verb.head]
        if _to_do(sentence, first):
            upper = next((t for t in sentence.above(first.i) if t.upos == "VERB" and not _to_do(sentence, t)), None)
            if upper is not None and upper.i < first.i:
                yield hung(verb, upper.i, "conj")
        elif said := _said_before(sentence, first, verb):
            yield hung(verb, said.i, "conj")


def compounded(sentence: Sentence) -> Iterator[Token]:
    """Yield two nouns of one title, taken for two that stand side by side: "the CSTO's secretary general"."""
    for noun in sentence.tokens[1:]:
        first = sentence.tokens[noun.i - 1]
        if noun.xpos != "NN" or first.xpos != "NN":
            continue
        beside = noun.relation == first.relation == "nsubj" and noun.head == first.head
        if beside or (noun.relation == "appos" and noun.head == first.i):
            yield hung(noun, first.head, first.deprel)
            yield hung(first, noun.i, "compound")
            yield from (hung(t, noun.i, t.deprel) for t in sentence.children(first.i) if t.i != noun.i)


def of_what_is_said(sentence: Sentence) -> Iterator[Token]:
    """Yield who does what is said before its teller, taken for a second teller: "Sudan asked for help, X told Y"."""
    for said in sentence.tokens:
        if said.relation != "ccomp" or said.head < said.i or sentence.children(said.i, "nsubj", "csubj"):
            continue
        tellers = sentence.children(said.head, "nsubj")
        if len(tellers) == 2 and tellers[0].i < said.i < tellers[1].i:
            yield hung(tellers[0], said.i, "nsubj")


def counted(sentence: Sentence) -> Iterator[Token]:
    """Yield those of whom only the participle is named, taken for a verb: "the number of displaced"."""
    for verb in sentence.tokens:
        of = verb.xpos == "VBN" and verb.relation == "acl" and "of" in sentence.words_below(verb.i, "case")
        if of and not sentence.children(verb.i, "obj", "aux", "nsubj", "mark"):
            yield msgspec.structs.replace(verb, upos="NOUN", xpos="NNS", deprel="nmod")


def _is_finite(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb is finite for certain: not "enhance", which is often taken for a present tense."""
    helpers = sentence.children(verb.i, "aux", "cop")
    return helpers[0].xpos in {"MD", "VBD", "VBZ", "VBP"} if helpers else verb.xpos in {"VBD", "VBZ"}


def _to_do(sentence: Sentence, verb: Token) -> bool:
    return verb.xpos == "VB" and "to" in sentence.words_below(verb.i, "mark")


def _said_before(sentence: Sentence, saying: Token, verb: Token) -> Token | None:
    """Return what is said before its teller and goes on behind him: "could take a year, the firm said, and will"."""
    said = next((t for t in sentence.children(saying.i, "ccomp") if t.i < saying.i), None)
    behind = [t.text for t in sentence.tokens[saying.i + 1 : saying.i + 3]]
    helpers = sentence.children(verb.i, "aux")
    at_once = behind == [",", "and"] and bool(helpers) and helpers[0].i == saying.i + 3
    return said if at_once and tells(sentence, saying) and sentence.tokens[saying.i - 1].relation != "mark" else None
