"""The arguments of a verb or a noun by their deep place: subj, obj, iobj, and one slot for each preposition.

A passive's subject stands under obj and its by-phrase under subj; subjects are shared over coordination, passed down to
infinitives and participles, and relative pronouns are replaced by what they stand for.
"""

from collections.abc import Iterator, Mapping

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts
from panj.understand import phrases

Slots = Mapping[str, tuple[int, ...]]
DEEPEST = 12  # clauses that a subject is looked for through; deeper ones do not occur in edited prose
RELATIVE = frozenset({"who", "whom", "which", "that"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
# Verbs whose object is not the subject of the infinitive after it ("promised them to leave"); Sag & Pollard (1991).
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "use"})
HAPPENING = frozenset({"take", "happen", "occur", "erupt", "begin", "start", "continue", "break", "resume", "ensue"})
WITH_OBJECT = frozenset(
    {"with", "on", "against", "for", "to", "over", "about", "from", "at", "toward", "towards", "of"}
)
ON_BEHALF = frozenset({"support", "aid", "defence", "defense", "retaliation", "protest"})
NOT_SLOTS = frozenset({"because of", "due to", "according to", "instead of", "as well as", "ahead of", "as of"})


def arguments(sentence: Sentence, i: int) -> dict[str, tuple[int, ...]]:
    """Return the positions that fill each slot of token `i`, coordinated fillers apart, in order of the text."""
    token = sentence.tokens[i]
    found: dict[str, list[int]] = {}
    pairs = _of_noun(sentence, i) if token.upos in {"NOUN", "PROPN"} else _of_verb(sentence, i)
    for slot, j in pairs:
        for filler in _all_of(sentence, _meant(sentence, j)):
            if filler != i and filler not in found.setdefault(slot, []):
                found[slot].append(filler)
    return {slot: tuple(fillers) for slot, fillers in found.items() if fillers}


def particle(sentence: Sentence, i: int) -> str:
    """Return the particle of a phrasal verb in lower case, "" for none ("out" in "pulled out of Syria")."""
    for token in sentence.children(i, "compound:prt"):
        return token.text.lower()
    for token in sentence.children(i, "advmod"):
        if token.i == i + 1 and token.xpos in {"RP", "IN", "RB"}:
            return token.text.lower()
    return ""


def phrasal(sentence: Sentence, verb: Token) -> str:
    """Return a verb's lemma with its particle after _, as the tables write it."""
    moved = particle(sentence, verb.i) if verb.upos in {"VERB", "AUX"} else ""
    return f"{verb.lemma.lower()}_{moved}" if moved else verb.lemma.lower()


def is_passive(sentence: Sentence, i: int) -> bool:
    """Tell whether predicate `i` is passive, a bare participle after its noun or before it included."""
    token = sentence.tokens[i]
    if phrases.passive(sentence, i):
        return True
    if token.xpos != "VBN" or any(t.lemma.lower() == "have" for t in sentence.children(i, "aux")):
        return False
    if token.relation == "conj":
        return not sentence.children(i, "nsubj", "aux") and is_passive(sentence, token.head)
    return token.deprel in {"acl", "amod"} or (token.relation == "advcl" and not sentence.children(i, "nsubj", "aux"))


def voice(sentence: Sentence, i: int) -> frozenset[str]:
    """Return active, passive, or passive and stative ("troops are deployed there": a state, no act)."""
    if not is_passive(sentence, i):
        return frozenset({"active"})
    auxiliaries = [token.text.lower() for token in sentence.children(i, "aux")]
    stative = auxiliaries in (["is"], ["are"], ["'s"], ["'re"]) or sentence.tokens[i].deprel == "acl"
    return frozenset({"passive", "stative"} if stative and not phrases.agent(sentence, i) else {"passive"})


def clause_kinds(sentence: Sentence, i: int) -> frozenset[str]:
    """Return which clauses complement predicate `i`: to, that, if, ing."""
    kinds = set()
    for child in sentence.children(i, "xcomp", "ccomp", "advcl"):
        marks = {token.text.lower() for token in sentence.children(child.i, "mark")}
        if marks & {"if", "whether"} and child.relation == "ccomp":
            kinds.add("if")
        elif "to" in marks and (child.relation != "advcl" or sentence.children(i, "obj", "nsubj:pass", "obl")):
            kinds.add("to")
        elif child.relation == "ccomp":
            kinds.add("that")
        elif child.xpos == "VBG":
            kinds.add("ing")
    return frozenset(kinds)


def surface_subjects(sentence: Sentence, i: int, depth: int = 0) -> tuple[int, ...]:
    """Return the heads of the grammatical subject of predicate `i`, its own, shared or understood."""
    own = tuple(t.i for t in sentence.children(i, "nsubj") if t.deprel != "nsubj:outer")
    if own or depth > DEEPEST:
        return own
    token = sentence.tokens[i]
    if token.head < 0:
        return ()
    if token.deprel == "acl:relcl" or (
        token.relation == "acl" and token.xpos in {"VBN", "VBG"} and not _marked(sentence, i)
    ):
        return (token.head,)
    if token.deprel == "amod":
        return (token.head,)
    if token.relation == "conj":
        return surface_subjects(sentence, token.head, depth + 1)
    if token.relation in {"xcomp", "advcl"} or (token.relation == "ccomp" and _is_gerund(sentence, token)):
        return _controllers(sentence, token.head, i, depth)
    if token.relation == "acl":
        return _owners(sentence, token.head, depth)
    return ()


# -- verbs -------------------------------------------------------------------------------------------------------


def _of_verb(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    passive = is_passive(sentence, i)
    objects = sentence.children(i, "obj")
    place = ("iobj" if objects else "obj") if passive else "subj"
    for j in surface_subjects(sentence, i):
        yield place, j
    yield from (("obj", token.i) for token in objects)
    for token in (*objects, *(sentence.tokens[j] for j in surface_subjects(sentence, i) if passive)):
        yield from _shared_with_object(sentence, token)
    yield from _gap(sentence, i, passive=passive)
    for child in sentence.children(i, "iobj", "obl", "advmod", "xcomp", "nmod"):
        if child.relation == "iobj":
            yield "iobj", child.i
        elif child.relation == "advmod":
            yield "adv", child.i
        elif child.relation == "xcomp":
            yield "xcomp", child.i
            yield from (("beneath", t.i) for t in sentence.children(child.i, "obj"))
        else:
            yield from _prepositional(sentence, child, passive=passive)


def _shared_with_object(sentence: Sentence, noun: Token) -> Iterator[tuple[str, int]]:
    """Yield the phrases that the parse hangs on a verb's object ("expressed support for X", "cut ties with X")."""
    if noun.upos != "NOUN":
        return
    for child in sentence.children(noun.i, "nmod"):
        if phrases.case(sentence, child.i) in WITH_OBJECT:
            yield from _prepositional(sentence, child, passive=False)


def _prepositional(sentence: Sentence, child: Token, *, passive: bool) -> Iterator[tuple[str, int]]:
    case = phrases.case(sentence, child.i)
    if not case or case in NOT_SLOTS:
        return
    if case == "by" and (passive or child.deprel.endswith(":agent")):
        if child.type != "time":
            yield "subj", child.i
        return
    for word in case.split():
        yield word, child.i


def _gap(sentence: Sentence, i: int, *, passive: bool) -> Iterator[tuple[str, int]]:
    """Yield the antecedent as object where a relative clause lacks one ("the town they shelled")."""
    token = sentence.tokens[i]
    if token.deprel != "acl:relcl" or passive or sentence.children(i, "obj", "ccomp", "xcomp"):
        return
    subjects = sentence.children(i, "nsubj")
    adverbs = {t.text.lower() for t in sentence.children(i, "advmod", "obl")}
    if subjects and not _is_relative(subjects[0]) and not adverbs & {"where", "when", "why", "which"}:
        yield "obj", token.head


def _controllers(sentence: Sentence, head: int, i: int, depth: int) -> tuple[int, ...]:
    governor = sentence.tokens[head]
    if _by_means(sentence, head, i):
        return tuple(t.i for t in sentence.children(head, "obj")[:1])
    if governor.upos in {"NOUN", "PROPN"} and not sentence.children(head, "cop"):
        return _owners(sentence, head, depth + 1)
    if governor.lemma.lower() not in SUBJECT_CONTROL and not is_passive(sentence, head):
        objects = sentence.children(head, "obj", "iobj")
        opened = {t.text.lower() for t in sentence.children(i, "mark", "case")}
        if objects and (sentence.tokens[i].relation != "advcl" or opened & {"from", "of", "with", "into"}):
            return (objects[0].i,)
        if objects and _asks(governor):
            return (objects[0].i,)
        asked = [t for t in sentence.children(head, "obl") if phrases.case(sentence, t.i) in {"on", "upon"}]
        if asked and governor.lemma.lower() == "call":
            return (asked[0].i,)
    return surface_subjects(sentence, head, depth + 1)


def _by_means(sentence: Sentence, head: int, i: int) -> bool:
    """Tell whether "in doing" says what somebody is helped with ("support the government in defeating it")."""
    marks = {t.text.lower() for t in sentence.children(i, "mark")}
    helped = any(r.code in {"AID", "SUPPORT"} for r in acts.verbs().get(sentence.tokens[head].lemma.lower(), ()))
    return "in" in marks and helped and bool(sentence.children(head, "obj"))


def _asks(verb: Token) -> bool:
    return any(reading.code == "REQUEST" for reading in acts.verbs().get(verb.lemma.lower(), ()))


def _owners(sentence: Sentence, noun: int, depth: int) -> tuple[int, ...]:
    """Return whose a plan, right or decision is: a possessor, or the subject of what governs the noun."""
    for child in sentence.children(noun, "nmod:poss"):
        return (child.i,)
    for child in sentence.children(noun, "nmod"):
        if phrases.case(sentence, child.i) in {"by", "of", "from"}:
            return (child.i,)
    governor = sentence.tokens[noun].head
    if governor >= 0 and sentence.tokens[noun].relation in {"obj", "obl"}:
        return surface_subjects(sentence, governor, depth + 1)
    return ()


def _marked(sentence: Sentence, i: int) -> bool:
    """Tell whether a preposition opens the clause ("the policy of turning boats away")."""
    return bool(sentence.children(i, "mark", "case"))


def _is_gerund(sentence: Sentence, token: Token) -> bool:
    return token.xpos == "VBG" and not sentence.children(token.i, "aux")


# -- nouns -------------------------------------------------------------------------------------------------------


def _of_noun(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    predicate = bool(sentence.children(i, "cop"))
    for child in sentence.children(i):
        if predicate and child.relation == "nsubj":
            yield "subj", child.i
        if child.deprel == "nmod:poss":
            yield "poss", child.i
        elif child.relation in {"nmod", "obl"}:
            yield from _prepositional(sentence, child, passive=True)
            yield from _agent_below(sentence, child)
        elif child.relation in {"amod", "compound", "nummod"} or child.deprel in {"nmod:desc", "nmod:unmarked"}:
            yield "mod", child.i
        elif child.relation == "acl" and child.xpos == "VBN":
            yield from _of_participle(sentence, child)
        elif child.deprel == "acl:relcl":
            yield from _of_relative(sentence, child)
    token = sentence.tokens[i]
    if token.relation == "conj":
        yield from ((slot, j) for slot, j in _of_noun(sentence, token.head) if slot in {"poss", "subj"})
    if phrases.case(sentence, i) == "for" and sentence.tokens[token.head].lemma == "responsibility":
        # "claimed responsibility for the bombing"
        yield from (("subj", j) for j in surface_subjects(sentence, sentence.tokens[token.head].head))
    if token.relation == "nmod" and phrases.case(sentence, i) == "of":
        yield from _of_head(sentence, sentence.tokens[token.head])
    if token.head >= 0:
        yield from _lent(sentence, token)


def _agent_below(sentence: Sentence, child: Token) -> Iterator[tuple[str, int]]:
    """Yield a by-phrase that the parse hangs on what the act is done to ("the destruction of heritage by them")."""
    if phrases.case(sentence, child.i) == "of":
        for below in sentence.children(child.i, "nmod"):
            if phrases.case(sentence, below.i) == "by":
                yield "subj", below.i


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
            yield from _prepositional(sentence, child, passive=True)


def _of_relative(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who did it and to whom from a relative clause ("the threat they pose")."""
    subjects = sentence.children(verb.i, "nsubj")
    if verb.lemma.lower() in acts.light() and subjects and not _is_relative(subjects[0]):
        for slot, j in _of_verb(sentence, verb.i):
            if slot not in {"obj", "adv", "xcomp"}:
                yield slot, j


def _lent(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield what a light verb lends its noun: its subject and its prepositional phrases."""
    verb = sentence.tokens[token.head]
    if verb.upos not in {"VERB", "AUX"}:
        return
    kind = light_kind(sentence, token)
    if token.relation == "obl" and phrases.case(sentence, token.i) == "in" and token.lemma.lower() in ON_BEHALF:
        yield from (("subj", j) for slot, j in _of_verb(sentence, verb.i) if slot == "subj")
    if _asks(verb) and (token.relation == "obj" or phrases.case(sentence, token.i) == "for"):
        yield from _asked_for(sentence, token, verb)
    if kind:
        yield "light", verb.i
        for slot, j in _of_verb(sentence, verb.i):
            if kind == "undergo":
                yield {"subj": "on", "from": "by"}.get(slot, slot), j
            elif slot not in {"obj", "adv", "xcomp"} and j != token.i:
                yield slot, j
        yield from _aimed(sentence, verb.i)
    elif token.relation == "nsubj" and (verb.lemma.lower() in HAPPENING or phrases.passive(sentence, verb.i)):
        for child in sentence.children(verb.i, "obl"):
            if phrases.case(sentence, child.i) in {"between", "among", "against", "on", "with"}:
                yield from _prepositional(sentence, child, passive=False)


def _asked_for(sentence: Sentence, token: Token, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who is asked to do it and who asks ("Tajikistan asked its ally for help")."""
    for slot, j in _of_verb(sentence, verb.i):
        if slot == "subj":
            yield "beneficiary", j
        elif slot in {"obj", "from", "on", "upon", "to"} and j != token.i:
            yield "subj", j


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


def light_kind(sentence: Sentence, token: Token) -> str:
    """Return what the verb above a noun does for it (do, begin, end, undergo), "" if it has a meaning of its own."""
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
    if _is_relative(token):
        for above in sentence.above(j):
            if above.deprel == "acl:relcl" and above.head >= 0:
                return above.head
    return j


def _is_relative(token: Token) -> bool:
    return token.xpos in RELATIVE_TAGS and token.text.lower() in RELATIVE


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
    yield from (token.i for token in sentence.children(j, "conj") if token.upos in phrases.NOMINAL)
