"""What a noun for an act is lent by the words above it: who asks, joins, suffers or carries out what it names."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reporting, words
from panj.understand.trees import phrases
from panj.understand.trees.predicates import ANSWERING, is_request, of_verb, owners, prepositional, surface_subjects
from panj.understand.trees.rehung import asks
from panj.understand.trees.tellers import ACTING
from panj.understand.trees.verbs import phrasal

HAPPENING = frozenset({"take", "happen", "occur", "erupt", "begin", "start", "continue", "break", "resume", "ensue"})
AROUND = frozenset({"in", "at", "during", "after", "before", "amid"})  # when or in the course of which it is done
BOUND = frozenset({"under", "for", "to"})  # "freed them under a deal with X", "is ready for, is open to talks with X"
MEANS = frozenset({"through", "by means of", "via"})  # "supports them through airstrikes": its own
GOING = words("role_words", "word", "going")
CREDITING = words("role_words", "word", "crediting")
ASKED, RESPONDING, HEEDING = (words("role_words", "word", kind) for kind in ("asked", "responding", "heeding"))
NEEDING = words("role_words", "word", "needing")
MEASURES = words("role_words", "word", "measure")
EFFORTS = frozenset({"effort"})  # no role nor part: whether somebody had one in an attack is mostly in doubt
ON_BEHALF = frozenset({"support", "aid", "defence", "defense", "retaliation", "protest"})


def lent(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield what a noun is lent by the word that it hangs on, by place: its verb's subject and phrases, most of all."""
    yield from _answered(sentence, token)
    yield from _of_request(sentence, token)
    yield from _of_verb_above(sentence, token)
    yield from _credited(sentence, token)
    yield from (("beneficiary", j) for j in _in_need(sentence, token))


def on_behalf(sentence: Sentence, i: int) -> bool:
    """Tell whether a noun says on whose behalf something is done: "in support of"."""
    return sentence.tokens[i].lemma.lower() in ON_BEHALF and i > 0 and sentence.tokens[i - 1].text.lower() == "in"


def _answered(sentence: Sentence, request: Token) -> Iterator[tuple[str, int]]:
    """Yield whom a request went to: whoever answers it or complies with it."""
    answer = sentence.tokens[request.head]
    word = answer.lemma.lower()
    if word in ANSWERING and request.relation in {"obj", "nsubj"} and is_request(request):
        yield from (("to", j) for slot, j in of_verb(sentence, answer.i) if slot == "subj" and j != request.i)
    if word == "comply" and request.relation == "obl" and is_request(request):
        yield from (("to", j) for j in surface_subjects(sentence, answer.i))


def _of_verb_above(sentence: Sentence, token: Token) -> Iterator[tuple[str, int]]:
    """Yield what a verb lends its noun, a light one most: its subject and its prepositional phrases."""
    if on_behalf(sentence, token.i):
        above = next((t for t in sentence.above(token.i) if t.upos == "VERB"), None)
        yield from (("subj", j) for j in (surface_subjects(sentence, above.i) if above else ()))
    token = measured(sentence, token)
    verb = sentence.tokens[token.head]
    if token.relation == "nmod" and verb.lemma.lower() in EFFORTS and phrases.case(sentence, token.i) == "in":
        yield from (("subj", j) for j in owners(sentence, verb.i, below=token.i))
    if token.head < 0 or verb.upos not in {"VERB", "AUX", "ADJ"}:
        return
    kind = light_kind(sentence, token)
    if token.relation == "obl":
        yield from _as_oblique(sentence, token, verb)
    if kind:
        yield "light", verb.i
        yield from _by_light_verb(sentence, token, verb, kind)
    elif token.relation == "obj":
        yield from _right_behind(sentence, token, verb)
    elif token.relation == "nsubj":
        yield from _as_subject(sentence, verb)


def _as_oblique(sentence: Sentence, token: Token, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield who has a part in an act that stands beside its verb by a preposition."""
    passive = phrases.passive(sentence, verb.i)
    if passive and phrases.case(sentence, token.i) == "by" and _names(token, "ASSAULT", "SANCTION"):
        # "the town was torn apart by clashes"
        yield from (("on", j) for slot, j in of_verb(sentence, verb.i) if slot == "obj")
    if (
        not passive
        and phrases.case(sentence, token.i) in {"in", "during"}
        and _names(token, "ASSAULT")
        and _strikes(verb)
    ):
        yield from (("subj", j) for slot, j in of_verb(sentence, verb.i) if slot == "subj")  # "killed six in a raid"
    if part := _beside_verb(sentence, token, verb):
        sharing = {"subj", "obj"} if verb.lemma.lower() == "join" else {"subj"}  # "X joined Y for talks"
        if passive and _attended(sentence, token, verb):
            sharing = {"obj"}  # "two soldiers were killed in clashes with Y"
        yield from ((part, j) for slot, j in of_verb(sentence, verb.i) if slot in sharing)


def _as_subject(sentence: Sentence, verb: Token) -> Iterator[tuple[str, int]]:
    """Yield the parties of an act that goes to them, happens or is done ("talks took place between X and Y")."""
    beside = [(child, phrases.case(sentence, child.i)) for child in sentence.children(verb.i, "obl")]
    if verb.lemma.lower() == "go":
        yield from (("to", child.i) for child, case in beside if case == "to")
    elif verb.lemma.lower() == "come":
        yield from (("from", child.i) for child, case in beside if case == "from")
    elif verb.lemma.lower() in HAPPENING or phrases.passive(sentence, verb.i):
        for child, case in beside:
            if case in {"between", "among", "against", "on", "with"}:
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
    passive = phrases.passive(sentence, verb.i)
    willing = case in BOUND and (verb.upos == "ADJ" if case != "under" else verb.upos == "VERB" and not passive)
    if not (case in AROUND or willing) or sentence.children(token.i, "nmod:poss"):
        return False
    if case == "at" and token.lemma.lower() == "summit":
        return True  # "NATO decided at its summit to grow"
    if case == "during" and _names(token, "CONSULT") and verb.lemma.lower() in reporting.verbs():
        return True  # "told reporters during a visit to Mali"
    if any(phrases.case(sentence, t.i) == "with" for t in sentence.children(token.i, "nmod")):
        mutual = any(r.frame.recipient[:1] == ("with",) for r in acts.nouns().get(token.lemma.lower(), ()))
        return mutual and not (_names(token, "ASSAULT") and verb.lemma.lower() in reporting.verbs())
    if _names(token, "ASSAULT") and passive:
        return False  # "was killed in a strike": it hit him
    return case == "in" and _names(token, "PROTEST") and verb.upos != "ADJ"


def _beside_verb(sentence: Sentence, token: Token, verb: Token) -> str:
    """Return what a verb's subject is in an act named beside it by a preposition, "" for nothing."""
    case, word = phrases.case(sentence, token.i), verb.lemma.lower()
    if case == "with" and _names(token, "AID", "SUPPORT"):
        return "beneficiary"  # "with the help of X, Y took the town"
    if token.lemma.lower() in ASKED and (case == "at" or (case == "to" and word in HEEDING)):  # "at Warsaw's request"
        told = phrases.passive(sentence, verb.i) or sentence.children(verb.i, "ccomp")  # who says so is not asked
        return "" if told else "asked"
    going, answering = case == "for" and word in GOING | {"join"}, case == "with" and word in RESPONDING
    if going or answering or case in MEANS or _has_part(sentence, token, verb) or _attended(sentence, token, verb):
        return "subj"
    return ""


def _strikes(verb: Token) -> bool:
    return any(r.code == "ASSAULT" and r.frame.actor[:1] == ("subj",) for r in acts.verbs().get(verb.lemma.lower(), ()))


def _has_part(sentence: Sentence, token: Token, verb: Token) -> bool:
    """Tell whether a verb gives its subject a part in an act: "step up efforts in the fight"."""
    objects = (t.lemma.lower() for t in sentence.children(verb.i, "obj"))
    return phrases.case(sentence, token.i) == "in" and not EFFORTS.isdisjoint(objects)


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
