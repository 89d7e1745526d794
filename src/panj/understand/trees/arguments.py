"""The arguments of a verb or a noun by their deep place: subj, obj, iobj, and one slot for each preposition.

A passive's subject stands under obj and its by-phrase under subj; subjects are shared over coordination, passed down to
infinitives and participles, and relative pronouns are replaced by what they stand for.
"""

from collections.abc import Iterator, Mapping

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reporting, words
from panj.understand.trees import phrases
from panj.understand.trees.denial import nobody
from panj.understand.trees.predicates import (
    ANSWERING,
    is_relative,
    is_request,
    of_verb,
    prepositional,
    surface_subjects,
)
from panj.understand.trees.rehung import ACTING, asks
from panj.understand.trees.verbs import phrasal

Slots = Mapping[str, tuple[int, ...]]
DENYING = frozenset({"deny", "reject", "disclaim", "refute", "dispute"})
HAPPENING = frozenset({"take", "happen", "occur", "erupt", "begin", "start", "continue", "break", "resume", "ensue"})
AROUND = frozenset({"in", "at", "during", "after", "before", "amid"})  # when or in the course of which it is done
MEANS = frozenset({"through", "by means of", "via"})  # "supports them through airstrikes": its own
BEFALLING = words("role_words", "word", "befalling")  # nouns whose possessor, if a person, suffers it
GOING = words("role_words", "word", "going")
CREDITING = words("role_words", "word", "crediting")
ASKED, RESPONDING, HEEDING = (words("role_words", "word", kind) for kind in ("asked", "responding", "heeding"))
NEEDING = words("role_words", "word", "needing")
MEASURES = words("role_words", "word", "measure")
ON_BEHALF = frozenset({"support", "aid", "defence", "defense", "retaliation", "protest"})


def arguments(sentence: Sentence, i: int) -> dict[str, tuple[int, ...]]:
    """Return the positions that fill each slot of token `i`, coordinated fillers apart, in order of the text."""
    token = sentence.tokens[i]
    found: dict[str, list[int]] = {}
    pairs = _of_noun(sentence, i) if token.upos in {"NOUN", "PROPN"} else of_verb(sentence, i)
    for slot, j in pairs:
        for filler in _all_of(sentence, _meant(sentence, j)):
            if filler != i and filler not in found.setdefault(slot, []):
                found[slot].append(filler)
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
        elif child.relation in {"nmod", "obl"} and phrases.case(sentence, child.i) == "of" and _on_behalf(sentence, i):
            yield "for", child.i
        elif child.relation in {"nmod", "obl"}:
            yield from prepositional(sentence, child, passive=True)
            yield from _agent_below(sentence, child)
            yield from _beside(sentence, child)
        elif child.relation in {"amod", "compound", "nummod"} or child.deprel in {"nmod:desc", "nmod:unmarked"}:
            yield "mod", child.i
        elif child.relation == "acl" and child.xpos == "VBN":
            yield from _of_participle(sentence, child)
        elif child.deprel == "acl:relcl":
            yield from _of_relative(sentence, child)
        if child.deprel == "acl:relcl":
            yield from _claimed(sentence, child)
            yield from _told_of(sentence, i, child)
    yield from _of_surroundings(sentence, sentence.tokens[i])


def _on_behalf(sentence: Sentence, i: int) -> bool:
    """Tell whether a noun says on whose behalf something is done: "in support of"."""
    return sentence.tokens[i].lemma.lower() in ON_BEHALF and i > 0 and sentence.tokens[i - 1].text.lower() == "in"


def _suffers(sentence: Sentence, i: int, owner: Token) -> bool:
    """Tell whether a possessor is who it is done to ("the pastor's arrest", not "Turkey's arrest of the pastor")."""
    of = any(phrases.case(sentence, t.i) == "of" for t in sentence.children(i, "nmod"))
    return sentence.tokens[i].lemma.lower() in BEFALLING and owner.type == "person" and not of


def _of_surroundings(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield what a noun takes from what it is coordinated with, hangs on, or is lent by its verb."""
    if token.relation == "conj":
        yield from ((slot, j) for slot, j in _of_noun(sentence, token.head) if slot in {"poss", "subj"})
    if token.relation == "nmod" and phrases.case(sentence, token.i) in {"including", "such as"}:
        yield from ((slot, j) for slot, j in _of_noun(sentence, token.head) if slot in {"poss", "subj"})
    if phrases.case(sentence, token.i) == "for" and sentence.tokens[token.head].lemma == "responsibility":
        # "claimed responsibility for the bombing"
        verb = sentence.tokens[token.head].head
        claimants = surface_subjects(sentence, verb)
        denied = sentence.lemmas[verb] in DENYING  # "denied responsibility for the bombing": it was another's
        if (
            not denied
            and not phrases.negated(sentence, verb)
            and not any(phrases.negated(sentence, j) or nobody(sentence, sentence.tokens[j]) for j in claimants)
        ):
            yield from (("subj", j) for j in claimants)
    if token.relation == "nmod" and phrases.case(sentence, token.i) == "of":
        yield from _of_head(sentence, sentence.tokens[token.head])
    if token.head >= 0 and token.relation in {"obj", "nsubj"} and is_request(token):
        answering = sentence.tokens[token.head]
        if answering.lemma.lower() in ANSWERING:
            yield from (("to", j) for slot, j in of_verb(sentence, answering.i) if slot == "subj" and j != token.i)
    if token.relation == "obl" and is_request(token) and sentence.tokens[token.head].lemma.lower() == "comply":
        yield from (("to", j) for j in surface_subjects(sentence, token.head))
    if token.head >= 0:
        yield from _of_request(sentence, token)
        yield from _lent(sentence, token)
        yield from _credited(sentence, token)
        yield from (("beneficiary", j) for j in _in_need(sentence, token))


def _beside(sentence: Sentence, child: Token) -> Iterator[tuple[str, int]]:
    """Yield a noun that shares the preposition of the next one ("the exit of U.S. and other NATO forces")."""
    for other in sentence.children(child.i, "case"):
        for between in sentence.children(child.head, "nmod"):
            if other.i < between.i < child.i and not sentence.children(between.i, "case"):
                yield other.text.lower(), between.i


def _agent_below(sentence: Sentence, child: Token) -> Iterator[tuple[str, int]]:
    """Yield a phrase that the parse hangs on what the act is done to ("destruction of heritage by them")."""
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
    if slot:
        yield slot, head.i
        if head.relation == "conj":
            yield slot, head.head
        return
    for child in sentence.children(head.i, "acl"):
        if child.xpos == "VBN" and phrasal(sentence, child) in acts.light():
            yield from _of_participle(sentence, child)


def _of_participle(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it and to whom from a participle after its noun ("an attack carried out by X on Y")."""
    for child in sentence.children(verb.i, "obl"):
        if phrases.case(sentence, child.i) != "of":
            yield from prepositional(sentence, child, passive=True)


def _of_relative(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it and to whom from a relative clause ("the threat they pose")."""
    subjects = sentence.children(verb.i, "nsubj")
    if verb.lemma.lower() in acts.light() and subjects and not is_relative(subjects[0]):
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


def _lent(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield what a light verb lends its noun: its subject and its prepositional phrases."""
    if _on_behalf(sentence, token.i):
        above = next((t for t in sentence.above(token.i) if t.upos == "VERB"), None)
        yield from (("subj", j) for j in (surface_subjects(sentence, above.i) if above else ()))
    token = measured(sentence, token)
    verb = sentence.tokens[token.head]
    if token.head < 0 or verb.upos not in {"VERB", "AUX"}:
        return
    kind = light_kind(sentence, token)
    if token.relation == "obl" and phrases.case(sentence, token.i) == "by" and _names(token, "ASSAULT", "SANCTION"):
        # "the town was torn apart by clashes"
        struck = of_verb(sentence, verb.i) if phrases.passive(sentence, verb.i) else ()
        yield from (("on", j) for slot, j in struck if slot == "obj")
    if token.relation == "obl" and (part := _beside_verb(sentence, token, verb)):
        sharing = {"subj", "obj"} if verb.lemma.lower() == "join" else {"subj"}  # "X joined Y for talks"
        if phrases.passive(sentence, verb.i) and _attended(sentence, token, verb):
            sharing = {"obj"}  # "two soldiers were killed in clashes with Y"
        yield from ((part, j) for slot, j in of_verb(sentence, verb.i) if slot in sharing)
    if kind:
        yield "light", verb.i
        yield from _by_light_verb(sentence, token, verb, kind)
    elif token.relation == "obj":
        yield from _right_behind(sentence, token, verb)
    elif token.relation == "nsubj" and verb.lemma.lower() == "go":
        yield from (("to", t.i) for t in sentence.children(verb.i, "obl") if phrases.case(sentence, t.i) == "to")
    elif token.relation == "nsubj" and (verb.lemma.lower() in HAPPENING or phrases.passive(sentence, verb.i)):
        for child in sentence.children(verb.i, "obl"):
            if phrases.case(sentence, child.i) in {"between", "among", "against", "on", "with"}:
                yield from prepositional(sentence, child, passive=False)


def _of_request(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield the parts of what is asked for ("asked its ally for help"), hung on either word."""
    head, case = sentence.tokens[token.head], phrases.case(sentence, token.i)
    if head.upos == "VERB" and asks(head) and (token.relation == "obj" or case == "for"):
        yield from _asked_for(sentence, token, head)
    elif head.relation in {"obj", "iobj"} and token.relation == "nmod" and case == "for":
        verb = sentence.tokens[head.head]
        if asks(verb):
            yield from _asked_for(sentence, token, verb)


def _credited(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield whose act it is that somebody is thanked or blamed for ("thanked Turkey for its long support")."""
    top = token
    while top.head >= 0 and top.relation == "nmod" and phrases.case(sentence, top.i) == "of":
        top = sentence.tokens[top.head]  # "for two years of support"
    verb = sentence.tokens[top.head]
    if verb.upos == "VERB" and verb.lemma.lower() in CREDITING and phrases.case(sentence, top.i) == "for":
        for slot, j in of_verb(sentence, verb.i):
            shared = slot == "subj" and _names(token, "COOPERATE")
            if shared or (slot == "obj" and sentence.tokens[j].type in ACTING):
                yield "subj", j


def _in_need(sentence: Sentence, token: Token) -> Iterator[int]:
    """Yield who needs, awaits or gets what a noun names ("people who need food aid", "in need of rescue")."""
    head = sentence.tokens[token.head]
    if token.relation == "obj" and head.upos == "VERB" and head.lemma.lower() in NEEDING:
        yield from (j for slot, j in of_verb(sentence, head.i) if slot == "subj")
    elif token.relation == "nmod" and head.lemma.lower() == "need" and phrases.case(sentence, token.i) in {"of", "for"}:
        yield from surface_subjects(sentence, head.i)


def _asked_for(sentence: Sentence, token: Token, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who is asked to do it and who asks ("Tajikistan asked its ally for help")."""
    for slot, j in of_verb(sentence, verb.i):
        if slot == "subj":
            yield "beneficiary", j
        elif slot in {"obj", "iobj", "from", "on", "upon", "to"} and j != token.i:
            yield "subj", j


def _attended(sentence: Sentence, token: Token, verb: Token) -> bool:
    """Tell whether a subject takes part in what stands beside its verb: "in a meeting with Y, X asked"."""
    case = phrases.case(sentence, token.i)
    if case not in AROUND or sentence.children(token.i, "nmod:poss"):
        return False
    if case == "at" and token.lemma.lower() == "summit":
        return True  # "NATO decided at its summit to grow"
    if any(phrases.case(sentence, t.i) == "with" for t in sentence.children(token.i, "nmod")):
        mutual = any(r.frame.recipient[:1] == ("with",) for r in acts.nouns().get(token.lemma.lower(), ()))
        return mutual and not (_names(token, "ASSAULT") and verb.lemma.lower() in reporting.verbs())
    return case == "in" and _names(token, "PROTEST")


def _beside_verb(sentence: Sentence, token: Token, verb: Token) -> str:
    """Return what a verb's subject is in an act named beside it by a preposition, "" for nothing."""
    case, word = phrases.case(sentence, token.i), verb.lemma.lower()
    if case == "with" and _names(token, "AID", "SUPPORT"):
        return "beneficiary"  # "with the help of X, Y took the town"
    if token.lemma.lower() in ASKED and (case == "at" or (case == "to" and word in HEEDING)):  # "at Warsaw's request"
        return "" if phrases.passive(sentence, verb.i) else "asked"
    going, answering = case == "for" and word in GOING | {"join"}, case == "with" and word in RESPONDING
    return "subj" if going or answering or case in MEANS or _attended(sentence, token, verb) else ""


def _names(noun: Token, *codes: str) -> bool:
    """Tell whether a noun names an act of one of these codes."""
    return any(r.code in codes for r in acts.nouns().get(noun.lemma.lower(), ()))


def _by_light_verb(sentence: Sentence, token: Token, verb: Token, kind: str) -> Iterator[tuple[str, int]]:
    for slot, j in of_verb(sentence, verb.i):
        if kind == "end" and slot == "subj" and _of_others(sentence, token):
            continue  # "to end this violence"
        if kind == "undergo":
            yield {"subj": "on", "from": "by"}.get(slot, slot), j
        elif slot == "subj" and _named_owner(sentence, token):
            continue  # "join the SDF's fight"
        elif slot not in {"obj", "adv", "xcomp"} and j != token.i:
            yield slot, j
    yield from _aimed(sentence, verb.i)


def _right_behind(sentence: Sentence, noun: Token, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield the phrase right behind an object that the parse hangs on its verb ("conveyed condolences to them")."""
    for child in sentence.children(verb.i, "obl"):
        opening = sentence.children(child.i, "case")
        if (
            opening
            and opening[0].i == noun.i + 1
            and phrases.case(sentence, child.i) in {"to", "on", "against", "with", "by"}
        ):
            yield from prepositional(sentence, child, passive=True)


def _named_owner(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is said to be another's by name, whoever its verb's subject is."""
    return any(t.upos == "PROPN" for t in sentence.children(noun.i, "nmod:poss"))


def _of_others(sentence: Sentence, noun: Token) -> bool:
    """Tell whether an act that is brought to an end is put as one that goes on anyway ("the war", "this violence")."""
    return bool(sentence.children(noun.i, "det")) and not sentence.children(noun.i, "nmod:poss")


def _aimed(sentence: Sentence, verb: int) -> Iterator[tuple[str, int]]:
    """Yield whom an act is aimed at where the parse hangs that lower ("conducted strikes using jets against X")."""
    for j in sentence.subtree(verb):
        if phrases.case(sentence, j) == "against" and not _own_clause(sentence, j, verb):
            yield "against", j


def _own_clause(sentence: Sentence, j: int, verb: int) -> bool:
    """Tell whether a clause with a subject of its own stands between token `j` and the verb above it."""
    for above in sentence.above(j):
        if above.i == verb:
            return False
        if sentence.children(above.i, "nsubj"):
            return True
    return False


def measured(sentence: Sentence, token: Token) -> Token:
    """Return the noun that measures an act ("a series of strikes", "two days of drills"), else the act's own."""
    head = sentence.tokens[token.head] if token.head >= 0 else token
    counts = token.relation == "nmod" and phrases.case(sentence, token.i) == "of" and head.lemma.lower() in MEASURES
    return measured(sentence, head) if counts else token


def light_kind(sentence: Sentence, token: Token) -> str:
    """Return what the verb above a noun does for it (do, begin, end, undergo), "" if it has a meaning of its own."""
    token = measured(sentence, token)
    if token.head < 0:
        return ""
    verb = sentence.tokens[token.head]
    passive_subject = token.deprel == "nsubj:pass"
    if token.relation == "obj" or passive_subject:
        return acts.light().get(phrasal(sentence, verb), "")
    if token.relation == "obl":
        return acts.light().get(f"{verb.lemma.lower()}_{phrases.case(sentence, token.i)}", "")
    return ""


# -- fillers -----------------------------------------------------------------------------------------------------


def _meant(sentence: Sentence, j: int) -> int:
    """Return what a relative pronoun stands for, anything else as it is."""
    token = sentence.tokens[j]
    if is_relative(token) or any(is_relative(t) for t in sentence.children(j, "nmod")):  # "all of whom"
        for above in sentence.above(j):
            if above.deprel == "acl:relcl" and above.head >= 0:
                return above.head
    return j


def _all_of(sentence: Sentence, j: int) -> Iterator[int]:
    token = sentence.tokens[j]
    verb = sentence.tokens[token.head]
    if token.relation == "nsubj" and verb.lemma.lower() == "include" and sentence.children(verb.i, "obj"):
        # "nations which have struck include A, B and C": these are the ones
        for member in sentence.children(verb.i, "obj"):
            yield from _all_of(sentence, member.i)
        return
    named = [t for t in sentence.children(j, "appos") if t.upos == "PROPN"]
    if named and token.xpos == "NNS":
        # "two countries, Armenia and Georgia"
        yield from _all_of(sentence, named[0].i)
        return
    yield j
    for child in sentence.children(j, "conj"):
        if child.upos in phrases.NOMINAL:
            yield child.i
            yield from (t.i for t in sentence.children(child.i, "conj") if t.upos in phrases.NOMINAL)
