"""The arguments of a verb or a noun by their deep place: subj, obj, iobj, and one slot for each preposition.

A passive's subject stands under obj and its by-phrase under subj; subjects are shared over coordination, passed down to
infinitives and participles, and relative pronouns are replaced by what they stand for.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.understand.trees import phrases
from panj.understand.trees.denial import nobody
from panj.understand.trees.lent import lent, on_behalf
from panj.understand.trees.predicates import RELATIVE, is_relative, of_verb, prepositional, surface_subjects
from panj.understand.trees.verbs import phrasal

Slots = Mapping[str, tuple[int, ...]]
BEHIND = frozenset({"to", "for", "on", "against", "with", "from"})
DENYING = frozenset({"deny", "reject", "disclaim", "refute", "dispute"})
TELLING = frozenset({"report", "document", "describe", "witness", "record", "confirm"})
MEDIATING = words("role_words", "word", "mediating")
VENTURED = frozenset({"AGREE", "THREATEN"})  # "aid promised by Germany", "strikes threatened by Iran" are their doing
TRUCES = words("role_words", "word", "truce")
INSTEAD = frozenset({"not", "rather", "instead"})
BEFALLING = words("role_words", "word", "befalling")  # nouns whose possessor, if a person, suffers it


def arguments(sentence: Sentence, i: int) -> dict[str, tuple[int, ...]]:
    """Return the positions that fill each slot of token `i`, coordinated fillers apart, in order of the text."""
    token = sentence.tokens[i]
    found: dict[str, list[int]] = {}
    pairs = _of_noun(sentence, i) if token.upos in {"NOUN", "PROPN"} else of_verb(sentence, i)
    for slot, j in pairs:
        fillers = found.setdefault(slot, [])
        for filler in _all_of(sentence, _meant(sentence, j)):
            if filler != i and filler not in fillers:
                fillers.append(filler)
    return {slot: tuple(fillers) for slot, fillers in found.items() if fillers}


# -- nouns -------------------------------------------------------------------------------------------------------


def _of_noun(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    predicate = bool(sentence.children(i, "cop")) and bool(sentence.children(i, "case"))
    for child in sentence.children(i):
        if child.relation == "nsubj" and sentence.tokens[i].xpos == "VBG":
            yield "subj", child.i  # "Syrian government shelling killed"
        if predicate and child.relation == "nsubj":
            yield ("on" if phrases.case(sentence, i) == "under" else "subj"), child.i
        if child.deprel == "nmod:poss":
            yield "of" if _suffers(sentence, i, child) else "poss", child.i
        elif child.relation in {"nmod", "obl"} and phrases.case(sentence, child.i) == "of" and on_behalf(sentence, i):
            yield "for", child.i
        elif child.relation in {"nmod", "obl"}:
            yield from prepositional(sentence, child, passive=True)
            yield from _agent_below(sentence, child)
            yield from _beside(sentence, child)
        elif child.relation in {"amod", "compound", "nummod"} or child.deprel in {"nmod:desc", "nmod:unmarked"}:
            yield "mod", child.i
        else:
            yield from _behind(sentence, i, child)
    yield from _of_surroundings(sentence, sentence.tokens[i])


def _behind(sentence: Sentence, i: int, child: Token) -> Iterator[tuple[str, int]]:
    """Yield whom the clause or the second name behind a noun tells of ("the attack, the second on the town")."""
    if child.relation == "acl" and child.xpos == "VBN" and child.deprel != "acl:relcl":
        yield from _of_participle(sentence, child)
    elif child.relation == "appos" and child.upos == "ADJ":
        for below in sentence.children(child.i, "nmod"):
            yield from prepositional(sentence, below, passive=True)
    elif child.deprel == "acl:relcl":
        if child.xpos == "VBN":
            yield from _of_participle(sentence, child)
        else:
            yield from _of_relative(sentence, child)
        yield from _claimed(sentence, child)
        yield from _told_of(sentence, i, child)


def _suffers(sentence: Sentence, i: int, owner: Token) -> bool:
    """Tell whether a possessor is who it is done to ("the pastor's arrest", not "Turkey's arrest of the pastor")."""
    of = any(phrases.case(sentence, t.i) == "of" for t in sentence.children(i, "nmod"))
    return sentence.tokens[i].lemma.lower() in BEFALLING and owner.type == "person" and not of


def _of_surroundings(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield what a noun takes from what it is coordinated with, hangs on, or is lent by its verb."""
    if token.head < 0:
        return
    head, case = sentence.tokens[token.head], phrases.case(sentence, token.i)
    if token.relation == "conj" or (token.relation == "nmod" and case in {"including", "such as"}):
        shared = _of_noun(sentence, head.i)  # "sympathy and condolences to the families": also what stands behind both
        yield from ((slot, j) for slot, j in shared if slot in {"poss", "subj"} or (slot in BEHIND and j > token.i))
    if case == "for" and head.lemma == "responsibility":
        yield from (("subj", j) for j in _claimants(sentence, head.head))
    if token.relation == "nmod" and case == "of":
        yield from _of_head(sentence, head)
    yield from lent(sentence, token)


def _claimants(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """Return who "claimed responsibility for the bombing", nobody where it was denied: it was another's."""
    if sentence.lemmas[verb] in DENYING or phrases.negated(sentence, verb):
        return ()
    claimants = tuple(surface_subjects(sentence, verb))
    denied = any(phrases.negated(sentence, j) or nobody(sentence, sentence.tokens[j]) for j in claimants)
    return () if denied else claimants


def _beside(sentence: Sentence, child: Token) -> Iterator[tuple[str, int]]:
    """Yield a noun that shares the preposition of the next one ("the exit of U.S. and other NATO forces")."""
    for other in sentence.children(child.i, "case"):
        for between in sentence.children(child.head, "nmod"):
            if other.i < between.i < child.i and not sentence.children(between.i, "case"):
                yield other.text.lower(), between.i


def _agent_below(sentence: Sentence, child: Token) -> Iterator[tuple[str, int]]:
    """Yield a phrase that the parse hangs on another ("destruction of heritage by them", "an attack by them on it")."""
    if phrases.case(sentence, child.i) == "by":
        aimed = ((phrases.case(sentence, t.i), t.i) for t in sentence.children(child.i, "nmod"))
        yield from ((case, j) for case, j in aimed if case in {"on", "against"})
    if phrases.case(sentence, child.i) == "of":
        for below in sentence.children(child.i, "nmod"):
            case = phrases.case(sentence, below.i)
            if case == "by":
                yield "subj", below.i
            elif case in {"from", "to", "into", "against"}:
                yield case, below.i


def _of_head(sentence: Sentence, head: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it or suffered it from the noun above ("perpetrators of", "victims of", "scale of X done by")."""
    slot = {
        "perpetrator": "subj",
        "author": "subj",
        "mastermind": "subj",
        "organiser": "subj",
        "organizer": "subj",
    }.get(head.lemma.lower(), "on" if head.lemma.lower() in {"victim", "survivor", "target"} else "")
    if slot and sentence.children(head.i, "cop"):
        yield from ((slot, j) for j in surface_subjects(sentence, head.i))
        return
    if slot:
        yield slot, head.i
        if head.relation == "conj":
            yield slot, head.head
        return
    for child in sentence.children(head.i, "acl"):
        if child.xpos == "VBN" and phrasal(sentence, child) in acts.light():
            yield from _of_participle(sentence, child)


def _of_participle(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it and to whom from a participle after its noun ("an attack carried out by X on Y").

    Who only tells of it did not do it ("an attack rumoured by residents", "reported by the police"), nor did who does
    something else about it ("an attack condemned by France", "a truce brokered by Qatar").
    """
    supposed = reality.selectors().get(("after", verb.text.lower()))
    if verb.lemma.lower() in TELLING or (supposed is not None and supposed.becomes == "possible"):
        return
    another = _another_act(sentence, verb)
    for child in sentence.children(verb.i, "obl"):
        case = phrases.case(sentence, child.i)
        if case != "of" and not (another and case == "by"):
            yield from prepositional(sentence, child, passive=True)


def _another_act(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a participle is an act of its own about what the noun before it tells."""
    lemma = verb.lemma.lower()
    if lemma in MEDIATING and sentence.lemmas[verb.head] in TRUCES:
        return all(phrases.case(sentence, t.i) != "with" for t in sentence.children(verb.i, "obl"))
    if lemma not in acts.verbs() or phrasal(sentence, verb) in acts.light():
        return False
    return VENTURED.isdisjoint(reading.code for reading in acts.verbs()[lemma])


def _of_relative(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it and to whom from a relative clause ("the threat they pose")."""
    subjects = sentence.children(verb.i, "nsubj")
    if phrasal(sentence, verb) in acts.light() and subjects and not is_relative(subjects[0]):
        for slot, j in of_verb(sentence, verb.i):
            if slot not in {"obj", "adv", "xcomp"}:
                yield slot, j


def _told_of(sentence: Sentence, i: int, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it from a clause that tells it ("the raid, in which gunmen ambushed a patrol")."""
    when = [t for t in sentence.children(verb.i, "obl", "advmod") if t.text.lower() in {"which", "when", "where"}]
    codes = {r.code for r in acts.nouns().get(sentence.tokens[i].lemma.lower(), ())}
    alike = codes & {r.code for r in acts.verbs().get(phrasal(sentence, verb), ())}
    if alike and any(phrases.case(sentence, t.i) in {"in", "during", "at", ""} for t in when):
        yield from (("subj", j) for slot, j in of_verb(sentence, verb.i) if slot == "subj")


def _claimed(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who says that it was theirs ("attacks, for which X has claimed responsibility")."""
    claimed = {t.lemma.lower() for t in sentence.children(verb.i, "obj")}
    if verb.lemma.lower() == "claim" and "responsibility" in claimed and not phrases.negated(sentence, verb.i):
        yield from (("subj", t.i) for t in sentence.children(verb.i, "nsubj") if not nobody(sentence, t))


# -- fillers -----------------------------------------------------------------------------------------------------


def _meant(sentence: Sentence, j: int) -> int:
    """Return what a relative pronoun stands for, anything else as it is."""
    if sentence.lexicon.isdisjoint(RELATIVE):
        return j
    whole = sentence.tokens[j].upos != "NUM"  # "all of whom", not "twelve of whom"
    if is_relative(sentence.tokens[j]) or (whole and any(is_relative(t) for t in sentence.children(j, "nmod"))):
        for above in sentence.above(j):
            if above.deprel == "acl:relcl" and above.head >= 0:
                return above.head
    return j


def _all_of(sentence: Sentence, j: int) -> Sequence[int]:
    """Return those that a filler stands for: itself with what is joined to it, or whom a list behind it names."""
    token = sentence.tokens[j]
    listing = token.relation == "nsubj" and sentence.lemmas[token.head] == "include"
    if listing and (members := sentence.children(token.head, "obj")):
        # "nations which have struck include A, B and C": these are the ones
        return [i for member in members for i in _all_of(sentence, member.i)]
    if token.xpos == "NNS":
        for named in sentence.children(j, "appos"):
            if named.upos == "PROPN" and not _left_out(sentence, named.i):
                return _all_of(sentence, named.i)  # "two countries, Armenia and Georgia"
    if "conj" not in sentence.below[j]:
        return (j,)
    joined = [t for t in sentence.children(j, "conj") if t.upos in phrases.NOMINAL]
    further = [(t.i, *[c.i for c in sentence.children(t.i, "conj") if c.upos in phrases.NOMINAL]) for t in joined]
    return [i for i in (j, *chain.from_iterable(further)) if not _left_out(sentence, i)]


def _left_out(sentence: Sentence, i: int) -> bool:
    """Tell whether one of several is named as who it was not: "Turkey, not Greece", "Turkey rather than Greece"."""
    if sentence.lexicon.isdisjoint(INSTEAD):
        return False
    beside = sentence.children(i, "advmod", "cc")
    return any(t.text.lower() in INSTEAD and t.i < i and not phrases.merely(sentence, t) for t in beside)
