"""Where a tree hangs a clause as grammar does not allow, it is hung anew: once, for all who look at trees."""

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import acts, reality, words
from panj.understand.trees import finite, phrases, tellers
from panj.understand.trees.tellers import ACTING, Hung, hung, tells

ASKED_BY = words("role_words", "word", "asked-by")
WANTING = words("role_words", "word", "wanting")
CHARGED = frozenset({"of", "for", "from"})
GERUNDIAL = frozenset({"advcl", "acl", "nmod", "obl"})
AMID = frozenset({"in", "during", "amid", "amidst"})
# what happened to the second half of those whom something befell, and its verb
HURT = {"wounded": "wound", "injured": "injure", "hurt": "hurt", "displaced": "displace", "detained": "detain"}
WITHIN = 8  # words from "12 of whom" to what befell these
OF_WHOM = frozenset({"whom", "which"})
_PLURAL = frozenset({"NNS", "NNPS"})


def rehung(parsed: Parsed) -> Parsed:
    """Return a parse with the same words, in whose trees what is asked or told hangs where it belongs."""
    sentences = tuple([_mended(sentence) for sentence in parsed.sentences])
    same = all(new is old for new, old in zip(sentences, parsed.sentences, strict=True))
    return parsed if same else msgspec.structs.replace(parsed, sentences=sentences)


def asked_by(sentence: Sentence, verb: Token) -> Token | None:
    """Return whom a verb asks behind a preposition: "called on both sides", "appealed to Paris"."""
    behind = sentence.children(verb.i, "obl")
    return next((t for t in behind if f"{verb.lemma.lower()} {phrases.case(sentence, t.i)}" in ASKED_BY), None)


def asked_to(sentence: Sentence, day: Token) -> Token | None:
    """Return the verb that asks somebody to what a day is of: "invited both to talks on Sunday"."""
    to = sentence.tokens[day.head] if day.relation == "nmod" else None
    verb = sentence.tokens[to.head] if to is not None and to.relation == "obl" else None
    called = verb is not None and to is not None and phrases.case(sentence, to.i) == "to" and asks(verb)
    return verb if called and to is not None and to.lemma.lower() in acts.nouns() else None


def asks(verb: Token) -> bool:
    """Tell whether a verb asks somebody for something."""
    return verb.lemma.lower() in _asking()


@cache
def _asking() -> frozenset[str]:
    """Return the verbs that ask somebody for something."""
    known = acts.verbs().items()
    return frozenset(lemma for lemma, readings in known if any(reading.code == "REQUEST" for reading in readings))


@cache
def _bidding() -> frozenset[str]:
    return _asking() | WANTING


def _mended(sentence: Sentence) -> Sentence:
    sentence = _with(sentence, {t.i: t for t in _named(sentence)})
    renamed = (*_found(sentence), *_fought(sentence), *_claimed(sentence), *finite.mended(sentence))
    renamed = (*renamed, *_befell_others(sentence), *tellers.inverted(sentence))
    sentence = _with(sentence, {t.i: t for t in renamed})
    told = (*_asked(sentence), *tellers.told(sentence), *_telling(sentence), *tellers.teller(sentence))
    told = (*told, *_provided(sentence), *_on_condition(sentence))
    told = (*told, *_for_whom(sentence), *_charged(sentence), *_listed(sentence), *_some_of_whom(sentence))
    found = (*told, *_fought_with(sentence), *_from_then(sentence), *_asked_to(sentence), *_of_another(sentence))
    return _with(sentence, {i: hung(sentence.tokens[i], head, relation) for i, head, relation in found})


def _with(sentence: Sentence, changed: Mapping[int, Token]) -> Sentence:
    if not changed:
        return sentence
    return msgspec.structs.replace(sentence, tokens=tuple([changed.get(t.i, t) for t in sentence.tokens]))


def _asked(sentence: Sentence) -> Iterator[Hung]:
    """Yield the infinitive right behind who is asked for it: what he is asked, no aim of who asks nor his own trait."""
    for verb in sentence.tokens if not sentence.lexicon.isdisjoint(_bidding()) else ():
        if verb.upos != "VERB" or verb.lemma.lower() not in _bidding():
            continue
        objects = (t for t in sentence.children(verb.i, "obj") if _can_act(t))
        whom = asked_by(sentence, verb) or next(objects, None)
        if whom is not None:
            asked = (whom, *sentence.children(whom.i, "conj"))  # "called on the bloc and on Ghana to pay for it"
            clauses = (*sentence.children(verb.i, "advcl"), *(t for a in asked for t in sentence.children(a.i, "acl")))
            yield from ((clause.i, verb.i, "xcomp") for clause in clauses if _opens(sentence, clause.i, "to") > whom.i)
        yield from _asked_for(sentence, verb)


def _asked_for(sentence: Sentence, verb: Token) -> Iterator[Hung]:
    """Yield whom "for" opens the clause of that he is to do something: "called for both sides to leave"."""
    for whom in sentence.children(verb.i, "obl"):
        for clause in sentence.children(whom.i, "acl") if _can_act(whom) else ():
            if phrases.case(sentence, whom.i) == "for" and _opens(sentence, clause.i, "to") > whom.i:
                yield from ((clause.i, verb.i, "xcomp"), (whom.i, clause.i, "nsubj"))


def _for_whom(sentence: Sentence) -> Iterator[Hung]:
    """Yield who is to do what a clause says that "for" opens before him: "called for both to leave"."""
    for opening in sentence.tokens if "for" in sentence.lexicon else ():
        if opening.relation != "mark" or opening.text.lower() != "for":
            continue
        clause = sentence.tokens[opening.head]
        to = next((t.i for t in sentence.children(clause.i, "mark") if t.text.lower() == "to"), -1)
        between = sentence.tokens[opening.i + 1 : max(to, 0)]
        if clause.xpos != "VB" or sentence.children(clause.i, "nsubj"):
            continue
        whom = next((t for t in between if not opening.i < t.head < to and t.upos in phrases.NOMINAL), None)
        above = {t.i for t in sentence.above(clause.i)}
        if whom is None or whom.relation == "nmod" or (whom.i in above and (whom.i != clause.head or whom.head < 0)):
            continue  # what stands above the clause would hang on itself
        if whom.i == clause.head:
            yield clause.i, whom.head, "acl" if sentence.tokens[whom.head].upos == "NOUN" else "advcl"
        yield whom.i, clause.i, "nsubj"


def _charged(sentence: Sentence) -> Iterator[Hung]:
    """Yield who is charged with what "of" or "for" opens behind him: "accused it of having armed them"."""
    for opening in sentence.tokens if not sentence.lexicon.isdisjoint(CHARGED) else ():
        clause = (
            sentence.tokens[opening.head] if opening.relation == "mark" and opening.text.lower() in CHARGED else None
        )
        if clause is None or clause.relation not in {"ccomp", "advcl"} or sentence.tokens[clause.head].upos != "VERB":
            continue
        helpers = sentence.children(clause.i, "aux")
        if not (clause.xpos == "VBG" or (helpers and helpers[0].xpos == "VBG")):
            continue
        ahead = [t for t in sentence.children(clause.i, "nsubj", "obj", "iobj") if clause.head < t.i < opening.i]
        yield from ((t.i, clause.head, "obj") for t in ahead[:1])
        if helpers and clause.relation == "ccomp":
            yield clause.i, clause.head, "advcl"


def _listed(sentence: Sentence) -> Iterator[Hung]:
    """Yield the second of three subjects that is taken for where the first one lies: "France, Germany and Britain"."""
    for name in sentence.tokens[2:]:
        if name.deprel != "nmod:unmarked" or name.upos != "PROPN" or name.head != name.i - 2:
            continue
        first = sentence.tokens[name.head]
        further = any(t.i == name.i + 2 for t in sentence.children(first.i, "conj"))
        if first.relation == "nsubj" and sentence.words[name.i + 1] == "and" and further:
            yield name.i, first.i, "conj"


def _can_act(thing: Token) -> bool:
    return thing.type in ACTING or thing.lemma.lower() in acts.any_of("people", "force", "government")


def _opens(sentence: Sentence, clause: int, word: str) -> int:
    """Return where a word opens a clause, -1 if it does not."""
    opening = sentence.tokens[sentence.subtree(clause)[0]]
    return opening.i if opening.text.lower() == word and opening.relation == "mark" else -1


def _telling(sentence: Sentence) -> Iterator[Hung]:
    """Yield "warning that ..." behind a comma, hung on what is said: its teller's next words, not who is told of."""
    for verb in sentence.tokens:
        if verb.deprel != "advcl" or verb.xpos != "VBG" or sentence.tokens[verb.i - 1].text != ",":
            continue
        first = sentence.tokens[verb.head]
        saying = sentence.tokens[first.head] if first.relation == "ccomp" and first.head >= 0 else None
        if saying is None or not saying.i < first.i < verb.i or not sentence.children(verb.i, "ccomp"):
            continue
        next_said = tells(sentence, saying) and tells(sentence, verb) and not tells(sentence, first)
        if next_said and phrases.subject(sentence, saying.i) is not None:
            yield verb.i, saying.i, "advcl"


def _fought_with(sentence: Sentence) -> Iterator[Hung]:
    """Yield whom one fights or meets right behind the noun for it: "were killed in a firefight with rebels"."""
    for whom in sentence.tokens if "with" in sentence.lexicon else ():
        first = sentence.children(whom.i, "case")[:1] if whom.relation == "obl" else ()
        if not first or first[0].text.lower() != "with" or not first[0].i < whom.i:
            continue
        noun = sentence.tokens[first[0].i - 1]
        if noun.head == whom.head and noun.relation == "obl" and noun.lemma.lower() in acts.nouns():
            yield whom.i, noun.i, "nmod"


def _from_then(sentence: Sentence) -> Iterator[Hung]:
    """Yield the day right behind what starts on it: "agreed on a truce from Friday"."""
    for day in sentence.tokens if "from" in sentence.lexicon else ():
        first = sentence.children(day.i, "case")[:1] if day.type == "time" and day.relation == "obl" else ()
        if not first or first[0].text.lower() != "from" or first[0].i > day.i:
            continue
        noun = sentence.tokens[first[0].i - 1]
        known = "the" in sentence.words_below(noun.i, "det")  # "decided to lift the sanctions from Friday"
        if noun.upos == "NOUN" and noun.lemma.lower() in acts.nouns() and day.head < noun.i and not known:
            yield day.i, noun.i, "nmod"


def _asked_to(sentence: Sentence) -> Iterator[Hung]:
    """Yield the day behind what somebody is asked to: "invited them to talks in Pretoria on Sunday"."""
    for noun in sentence.tokens if not sentence.lexicon.isdisjoint(_asking()) else ():
        verb = sentence.tokens[noun.head] if noun.relation == "obl" else None
        if verb is None or not asks(verb) or noun.lemma.lower() not in acts.nouns():
            continue
        if phrases.case(sentence, noun.i) == "to" and verb.i < noun.i:
            days = (t for t in sentence.children(verb.i, "obl") if t.type == "time" and t.i > noun.i)
            yield from ((day.i, noun.i, "nmod:unmarked" if day.deprel == "obl:unmarked" else "nmod") for day in days)


def _of_another(sentence: Sentence) -> Iterator[Hung]:
    """Yield a clause that says in its midst whose it is, of its own: "X said it would, and Y, according to Z, did"."""
    for who in sentence.tokens if "according" in sentence.lexicon else ():
        if who.relation != "obl" or phrases.case(sentence, who.i) != "according to":
            continue
        opened = next(i for i in sentence.subtree(who.i) if sentence.tokens[i].text.lower() == "according")
        before = opened > 1 and sentence.tokens[opened - 1].text == ","
        subjects = (t for t in sentence.tokens[:opened] if t.relation == "nsubj" and t.head > who.i)
        subject = next((t for t in subjects if sentence.subtree(t.i)[-1] in {opened - 1, opened - 2}), None)
        if subject is None or not before:
            continue
        clause = sentence.tokens[subject.head]
        yield who.i, clause.i, "obl"
        said = sentence.tokens[clause.head] if clause.relation == "ccomp" else None
        first = sentence.tokens[sentence.subtree(subject.i)[0] - 1]
        if said is not None and said.i < subject.i and first.relation in {"cc", "mark"} and first.text != "that":
            yield clause.i, said.i, "conj"
            yield first.i, clause.i, "cc"


def _some_of_whom(sentence: Sentence) -> Iterator[Hung]:
    """Yield so many of those told of, taken for another word for these: "freed 40 people, 12 of whom were wounded"."""
    for whom in sentence.tokens if not sentence.lexicon.isdisjoint(OF_WHOM) else ():
        some = sentence.tokens[whom.head] if whom.text.lower() in OF_WHOM and whom.relation == "nmod" else None
        if some is None or some.upos != "NUM" or some.relation == "nsubj" or phrases.case(sentence, whom.i) != "of":
            continue
        clauses = (t for t in sentence.tokens[whom.i : whom.i + WITHIN] if t.deprel == "acl:relcl" and t.head < some.i)
        clause = next(clauses, None)
        if clause is not None and not sentence.children(clause.i, "nsubj"):
            passive = bool(sentence.children(clause.i, "aux:pass"))
            yield some.i, clause.i, "nsubj:pass" if passive else "nsubj"


def _provided(sentence: Sentence) -> Iterator[Hung]:
    """Yield a condition that "provided" opens, taken for what somebody provides: "will come, provided it is paid"."""
    for word in sentence.tokens if "provided" in sentence.lexicon else ():
        bare = word.text.lower() == "provided" and word.relation == "advcl" and word.head < word.i
        if not bare or sentence.children(word.i, "obj", "aux"):
            continue
        beside = [t for t in sentence.children(word.head, "parataxis") if t.i > word.i]
        clause = next((t for t in (*sentence.children(word.i, "ccomp", "advcl"), *beside) if t.i > word.i), None)
        if clause is not None:
            yield clause.i, word.head, "advcl"
            yield word.i, clause.i, "mark"
            yield from ((t.i, clause.i, "nsubj") for t in sentence.children(word.i, "nsubj") if t.i > word.i)


def _on_condition(sentence: Sentence) -> Iterator[Hung]:
    """Yield the clause of a condition on what hangs on it: "will send troops on the condition that it is paid"."""
    for noun in sentence.tokens if "condition" in sentence.lexicon else ():
        clauses = (t for t in sentence.children(noun.i, "acl") if "that" in sentence.words_below(t.i, "mark"))
        clause = next(clauses, None)
        on = sentence.children(noun.i, "case")
        if noun.relation == "obl" and noun.lemma.lower() == "condition" and clause is not None and on:
            yield from ((clause.i, noun.head, "advcl"), (on[0].i, clause.i, "mark"), (noun.i, on[0].i, "fixed"))


# -- what is taken for another part of speech --------------------------------------------------------------------


def _fought(sentence: Sentence) -> Iterator[Token]:
    """Yield a gerund for a noun behind "in", with what hangs on it: "were killed in fighting with rebels"."""
    for token in sentence.tokens if not sentence.lexicon.isdisjoint(AMID) else ():
        if token.xpos != "VBG" or token.upos != "VERB" or sentence.words[token.i] not in acts.nouns():
            continue
        marks = sentence.children(token.i, "mark", "case")
        if len(marks) != 1 or marks[0].text.lower() not in AMID or token.relation not in GERUNDIAL:
            continue
        if sentence.children(token.i, "nsubj", "obj", "iobj", "ccomp", "xcomp", "aux"):
            continue
        relation = "obl" if token.relation in {"advcl", "obl"} else "nmod"
        noun = {"lemma": sentence.words[token.i], "upos": "NOUN", "xpos": "NN", "type": "event", "deprel": relation}
        yield msgspec.structs.replace(token, **noun)
        yield msgspec.structs.replace(marks[0], deprel="case")
        yield from (msgspec.structs.replace(t, deprel="nmod") for t in sentence.children(token.i, "obl"))


def _found(sentence: Sentence) -> Iterator[Token]:
    """Yield the tree of "Reports that they had fled were false" where the report is taken for the whole sentence."""
    heads = (
        t
        for t in sentence.tokens[:4]
        if (t.head < 0 or t.head > t.i) and ("n-that", t.lemma.lower()) in reality.selectors()
    )
    noun = next(heads, None)
    if noun is None or sentence.words[noun.i + 1 : noun.i + 2] != ("that",):
        return
    for found in reversed(sentence.children(noun.i)):
        helpers = sentence.children(found.i, "aux", "cop")
        before = sentence.tokens[noun.i + 2 : helpers[0].i if helpers else noun.i]
        verb = next((t for t in before if t.upos == "VERB"), None)
        if verb is None:
            continue
        passive = bool(sentence.children(found.i, "aux:pass"))
        yield hung(found, noun.head, "root" if noun.head < 0 else "ccomp")
        yield hung(noun, found.i, "nsubj:pass" if passive else "nsubj")
        yield hung(sentence.tokens[noun.i + 1], verb.i, "mark")
        yield hung(verb, noun.i, "acl")
        whose = next((t for t in before if t.relation == "nsubj" and t.i < verb.i), None)
        if whose is not None:
            yield hung(whose, verb.i, "nsubj:pass" if sentence.children(verb.i, "aux:pass") else "nsubj")
        return


def _named(sentence: Sentence) -> Iterator[Token]:
    """Yield a name that bids somebody do something, taken for a clause: "Save the Children said"."""
    for people in sentence.tokens[2:] if "the" in sentence.lexicon else ():
        if people.xpos not in _PLURAL or not people.text.istitle():
            continue
        bid, the = sentence.tokens[people.i - 2 : people.i]
        bids = bid.text.istitle() and bid.text.lower() in acts.verbs() and the.text == "the"
        if not bids:
            continue
        yield msgspec.structs.replace(bid, upos="PROPN", xpos="NNP", head=people.i, deprel="compound")
        if people.head != bid.i:
            continue
        behind = sentence.tokens[people.i + 1 : people.i + 5]
        verb = next((t for t in behind if t.upos == "VERB" and tells(sentence, t)), None)
        if verb is None:
            yield hung(people, bid.head, bid.deprel)
            yield from (hung(t, people.i, t.deprel) for t in sentence.children(bid.i) if t.i != people.i)
            continue
        yield hung(people, verb.i, "nsubj")
        if verb.head in {people.i, bid.i}:
            yield msgspec.structs.replace(verb, xpos="VBD", head=bid.head, deprel=bid.deprel)
            below = (*sentence.children(bid.i), *sentence.children(verb.i))
            yield from (hung(t, verb.i, t.deprel) for t in below if t.i not in {people.i, verb.i})


def _befell_others(sentence: Sentence) -> Iterator[Token]:
    """Yield a second clause without its auxiliary: "40 were killed and 90 others wounded", "dozens more injured"."""
    for hurt in sentence.tokens[2:]:
        if hurt.text.lower() not in HURT or hurt.xpos not in {"JJ", "VBN"}:
            continue
        whom = _counted_more(sentence, hurt)
        if whom is None:
            continue
        verb = next((t for t in sentence.above(whom.i) if t.xpos == "VBN" and t.i < whom.i), None)
        if verb is None or not phrases.passive(sentence, verb.i):
            continue
        lemma = HURT[hurt.text.lower()]
        yield msgspec.structs.replace(hurt, upos="VERB", xpos="VBN", lemma=lemma, head=verb.i, deprel="conj")
        yield msgspec.structs.replace(whom, head=hurt.i, deprel="nsubj:pass")
        yield from (hung(t, hurt.i, "cc") for t in sentence.children(whom.i, "cc"))
        yield from (hung(t, verb.i, t.deprel) for t in sentence.children(hurt.i, "obl") if t.i > hurt.i)  # of both


def _counted_more(sentence: Sentence, hurt: Token) -> Token | None:
    """Return those counted right before a participle: "90 others wounded", "58 injured", "dozens more injured"."""
    before = sentence.tokens[hurt.i - 1]
    if before.text.lower() == "more":
        before = sentence.tokens[hurt.i - 2]
    counted = before.upos == "NUM" or sentence.children(before.i, "nummod") or before.xpos == "NNS"
    linked = any(t.relation == "cc" for t in (*sentence.children(before.i), *sentence.children(hurt.i)))
    return before if counted and linked else None


def _claimed(sentence: Sentence) -> Iterator[Token]:
    """Yield what a demand or a claim is, taken for a clause about it: "a demand that it leave"."""
    for clause in sentence.tokens if "that" in sentence.lexicon else ():
        if clause.deprel != "acl:relcl" or ("n-that", sentence.lemmas[clause.head]) not in reality.selectors():
            continue
        that = sentence.tokens[sentence.subtree(clause.i)[0]]
        if that.text.lower() != "that" or that.head != clause.i or not sentence.children(clause.i, "nsubj"):
            continue
        whole = len(sentence.children(clause.i, "obj")) > 1 or _disagrees(sentence, clause)
        if that.relation == "mark" or (that.relation == "obj" and whole):
            yield hung(clause, clause.head, "acl")
            yield msgspec.structs.replace(that, upos="SCONJ", xpos="IN", deprel="mark")


def _disagrees(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a bare verb stands with one who does it, as in the subjunctive: "that it leave"."""
    one = any(
        t.text.lower() in {"it", "he", "she"} or t.xpos in {"NN", "NNP"} for t in sentence.children(verb.i, "nsubj")
    )
    return one and verb.xpos in {"VB", "VBP"} and not sentence.children(verb.i, "aux", "cop")
