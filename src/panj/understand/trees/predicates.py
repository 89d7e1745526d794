"""What verbs govern: subjects own and understood, objects, prepositional phrases."""

from collections.abc import Iterable, Iterator, Sequence

from panj.english.parsed import Sentence, Token, once
from panj.lexicon import acts, words
from panj.understand.trees import phrases
from panj.understand.trees.joint import partners
from panj.understand.trees.rehung import asks
from panj.understand.trees.subjectless import (
    aim_of,
    clause_at_comma,
    given_means,
    helped_by_it,
    is_absolute,
    is_of_others,
    is_subjectless,
    loose_on,
    marked,
    meant_object,
    says_charge,
)
from panj.understand.trees.tellers import ACTING
from panj.understand.trees.verbs import is_passive

DEEPEST = 12  # clauses that a subject is looked for through; deeper ones do not occur in edited prose
RELATIVE = frozenset({"who", "whom", "which", "that"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
# Verbs whose object is not the subject of the infinitive after it ("promised them to leave"); Sag & Pollard (1991).
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "use"})
CLAUSES = frozenset({"xcomp", "advcl", "acl"})
BARE = frozenset({"obl", "obl:unmarked"})
WITH_OBJECT = frozenset(
    {"with", "on", "against", "for", "to", "over", "about", "from", "at", "toward", "towards", "of", "into", "between"}
)
COMPANY: frozenset[str] = frozenset({"with"})  # "discussed Libya with them"
TALKS = frozenset({"telephone", "phone", "call", "visit"})
ALONGSIDE = frozenset({"along with", "together with", "as well as"})
JOINING = frozenset({"along", "together", "well"})  # words of which `ALONGSIDE` needs one
ANSWERING = words("role_words", "word", "answering")
OF_OTHERS = words("role_words", "word", "of-others")
NOT_SLOTS = frozenset({"because of", "due to", "according to", "instead of", "as well as", "ahead of", "as of"})


def surface_subjects(sentence: Sentence, i: int, depth: int = 0) -> tuple[int, ...]:
    """Return the heads of the grammatical subject of predicate `i`, its own, shared or understood."""
    own = tuple([t.i for t in sentence.children(i, "nsubj", "dislocated") if t.deprel != "nsubj:outer"])
    if len(own) > 1:
        own = (
            _before_aside(sentence, own, i) or _nearest(tuple([j for j in own if j < i])) or own
        )  # a second subject, behind the verb, is none
    if own or depth > DEEPEST:
        return own
    token = sentence.tokens[i]
    if token.head < 0:
        return ()
    if (clause := loose_on(sentence, token) or clause_at_comma(sentence, token)) is not None:
        return surface_subjects(sentence, clause, depth + 1)
    if token.deprel == "acl:relcl" or (
        token.relation == "acl"
        and token.xpos in {"VBN", "VBG"}
        and (not marked(sentence, i) or is_absolute(sentence, i) or says_charge(sentence, token))
    ):
        return (token.head,)
    if token.deprel == "amod":
        return (token.head,)
    if token.relation == "conj":
        teller = phrases.goes_on_telling(sentence, i)
        return surface_subjects(sentence, token.head if teller is None else teller.i, depth + 1)
    if (aim := aim_of(sentence, i)) is not None and (whose := owners(sentence, aim, depth)):
        return whose
    if token.relation in CLAUSES and (given := given_means(sentence, sentence.tokens[token.head])) is not None:
        return (given.i,)
    if token.relation in {"xcomp", "advcl"} or is_subjectless(sentence, token):
        return _controllers(sentence, token.head, i, depth)
    return _of_clause_below(sentence, token, depth) if token.relation == "acl" else ()


def _before_aside(sentence: Sentence, subjects: tuple[int, ...], i: int) -> tuple[int, ...]:
    """Return the subject behind which another stands between commas: "Turkey, long the strongest power, attacked"."""
    first, second = subjects[:2]
    aside = sentence.words[first + 1] == "," and sentence.tokens[second].upos == "NOUN"
    return subjects[:1] if aside and second < i and "," in sentence.words[second + 1 : i] else ()


def _nearest(subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return the subject next to its verb, of the two halves of a name the first: "Burkina Faso"."""
    first = len(subjects) - 1
    while first > 0 and subjects[first - 1] == subjects[first] - 1:
        first -= 1
    return subjects[first : first + 1]


@once
def of_verb(sentence: Sentence, i: int) -> tuple[tuple[str, int], ...]:
    """Return the slots of a verb and who or what fills them, pronouns and coordination as they stand."""
    return tuple(_filled(sentence, i))


def _filled(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    passive = is_passive(sentence, i)
    objects = sentence.children(i, "obj") or (() if passive else sentence.children(i, "iobj"))
    place = ("iobj" if objects else "obj") if passive else "subj"
    subjects = surface_subjects(sentence, i)
    for j in (*subjects, *partners(sentence, i)):
        yield place, j
    if not sentence.lexicon.isdisjoint(JOINING):
        for j in _companions(sentence, i, subjects, objects):
            yield place, j
    for token in objects or _bare(sentence, i, passive=passive):
        if is_relative(token) and (stranded := phrases.stranded(sentence, token.i)):
            yield stranded, token.i  # "whom they held talks with"
        else:
            yield "obj", token.i
    for token in (
        *objects,
        *sentence.children(i, "iobj"),
        *([sentence.tokens[j] for j in subjects] if passive else ()),
    ):
        yield from _shared_with_object(sentence, token)
    if asks(sentence.tokens[i]):
        yield from _asked_of(sentence, objects)
    yield from _gap(sentence, i, passive=passive)
    if not objects:
        # "wants Putin to attack": whoever is wanted to
        for clause in sentence.children(i, "xcomp", "ccomp"):
            if any(t.text.lower() == "to" for t in sentence.children(clause.i, "mark")):
                yield from (("obj", t.i) for t in sentence.children(clause.i, "nsubj"))
    yield from (("xcomp", t.i) for t in sentence.children(i, "ccomp") if t.upos == "ADJ")
    yield from _beside(sentence, i, passive=passive)


def _companions(sentence: Sentence, i: int, subjects: Iterable[int], objects: Sequence[Token]) -> Iterator[int]:
    """Yield who shares the subject's part ("ten Britons were killed, along with five Kenyans")."""
    beside = (t for t in sentence.children(i, "obl") if not objects or t.i < i)
    below = (t for j in subjects for t in sentence.children(j, "nmod"))
    yield from (t.i for t in (*beside, *below) if phrases.case(sentence, t.i) in ALONGSIDE and t.type in ACTING)


def _beside(sentence: Sentence, i: int, *, passive: bool) -> Iterator[tuple[str, int]]:
    """Yield what stands beside a verb other than its subject and object, under its preposition."""
    for child in sentence.children(i, "iobj", "obl", "advmod", "xcomp", "nmod"):
        if child.relation == "iobj":
            yield "iobj", child.i
        elif child.relation == "advmod":
            yield "adv", child.i
        elif child.relation == "xcomp":
            yield "xcomp", child.i
            if child.upos == "NOUN":
                yield from ((t.text.lower(), child.i) for t in sentence.children(child.i, "mark", "case"))
            yield from (("beneath", t.i) for t in sentence.children(child.i, "obj"))
        else:
            yield from _company(sentence, child)
            if not _of_object(sentence, i, child, passive=passive):
                yield from prepositional(sentence, child, passive=passive)


def _of_object(sentence: Sentence, i: int, child: Token, *, passive: bool) -> bool:
    """Tell whether a by-phrase tells whose the object of an active verb is ("ignored calls by the bloc")."""
    whole = bool(sentence.children(i, "obj")) and bool(sentence.children(i, "nsubj"))
    return whole and not passive and phrases.case(sentence, child.i) == "by"


def _asked_of(sentence: Sentence, objects: Iterable[Token]) -> Iterator[tuple[str, int]]:
    """Yield whom one asks, where the tree hangs them on what is asked for ("requested talks with the bloc")."""
    for below in (child for thing in objects for child in sentence.children(thing.i, "nmod")):
        if phrases.case(sentence, below.i) in {"from", "with"}:
            yield phrases.case(sentence, below.i), below.i


def _company(sentence: Sentence, child: Token) -> Iterator[tuple[str, int]]:
    """Yield who shares a talk beside the verb ("discussed it by telephone with X", "agreed at a meeting with X")."""
    if child.lemma.lower() in TALKS or child.lemma.lower() in acts.words_of("talk"):
        for below in sentence.children(child.i, "nmod"):
            if phrases.case(sentence, below.i) in {"with", "between"}:
                yield "with", below.i


def _bare(sentence: Sentence, i: int, *, passive: bool) -> tuple[Token, ...]:
    """Return what stands where an object should, without preposition, if the parse calls it none."""
    if passive:
        return ()
    found = [t for t in sentence.children(i, "obl") if t.deprel in BARE and t.i > i and t.type != "time"]
    return tuple([t for t in found if not sentence.children(t.i, "case")])


def _shared_with_object(sentence: Sentence, noun: Token) -> Iterator[tuple[str, int]]:
    """Yield the phrases that the parse hangs on a verb's object ("expressed support for X", "cut ties with X")."""
    kept = WITH_OBJECT if noun.upos == "NOUN" else COMPANY
    for child in sentence.children(noun.i, "nmod"):
        if phrases.case(sentence, child.i) in kept:
            yield from prepositional(sentence, child, passive=False)


def prepositional(sentence: Sentence, child: Token, *, passive: bool) -> Iterator[tuple[str, int]]:
    """Yield a phrase under its prepositions; a passive's by-phrase is its subject."""
    case = phrases.case(sentence, child.i) or _before(sentence, child)
    if not case or case in NOT_SLOTS:
        return
    if case == "by" and (passive or child.deprel.endswith(":agent")):
        if child.type != "time":
            yield "subj", child.i
        return
    for word in case.split():
        yield word, child.i
    above = sentence.tokens[child.head]
    follows = above.i < child.i and sentence.tokens[above.i + 1].head == child.i
    if follows and f"{above.lemma.lower()}_{case}" in acts.verbs():
        yield "obj", child.i  # "hand over weapons", the particle taken for a preposition


def _before(sentence: Sentence, child: Token) -> str:
    """Return the preposition that stands right before a noun, whatever the parse hangs it on, "" for none."""
    previous = sentence.tokens[child.i - 1]
    return previous.text.lower() if child.head < previous.i < child.i and previous.upos == "ADP" else ""


def _gap(sentence: Sentence, i: int, *, passive: bool) -> Iterator[tuple[str, int]]:
    """Yield the antecedent as object where a relative clause lacks one ("the town they shelled")."""
    token = sentence.tokens[i]
    if token.deprel != "acl:relcl" or passive or sentence.children(i, "obj", "ccomp", "xcomp"):
        return
    subjects = sentence.children(i, "nsubj")
    adverbs = {t.text.lower() for t in sentence.children(i, "advmod", "obl")}
    if subjects and not is_relative(subjects[0]) and not adverbs & {"where", "when", "why", "which"}:
        yield "obj", token.head


def _controllers(sentence: Sentence, head: int, i: int, depth: int) -> tuple[int, ...]:
    """Return who does what a clause without a subject tells, by the word that it hangs on."""
    governor, token = sentence.tokens[head], sentence.tokens[i]
    if token.xpos == "VBG" and is_of_others(sentence, governor, i):
        return ()
    if token.xpos == "VBG" and token.relation == "advcl" and is_passive(sentence, head):
        return _beside_passive(sentence, head, i, depth)
    if (helped := helped_by_it(sentence, head, i)) is not None:
        return (helped,)
    if governor.upos in {"NOUN", "PROPN"} and not sentence.children(head, "cop"):
        return owners(sentence, head, depth + 1)
    if governor.relation == "advmod" and governor.head < governor.i:
        return surface_subjects(sentence, governor.head, depth + 1)  # "stopped short of attacking it"
    by_subject = governor.lemma.lower() in SUBJECT_CONTROL or is_passive(sentence, head)
    if not by_subject and (asked := meant_object(sentence, governor, token)) is not None:
        return (asked,)
    return surface_subjects(sentence, head, depth + 1)


def _beside_passive(sentence: Sentence, head: int, i: int, depth: int) -> tuple[int, ...]:
    """Return who does what a participle tells beside a passive: who does that, or whom it befalls."""
    if any(t.text.lower() in {"of", "for", "from", "against"} for t in sentence.children(i, "mark", "case")):
        return surface_subjects(sentence, head, depth + 1)  # "accused by France of arming them"
    doer = phrases.agent(sentence, head)
    return (doer.i,) if doer is not None and not marked(sentence, i) else ()


def owners(sentence: Sentence, noun: int, depth: int = 0, below: int = -1) -> tuple[int, ...]:
    """Return whose a plan, right or operation is: a possessor, a name, or the subject of what governs the noun.

    `below` is the phrase that the search has come up from ("begun the third phase of the effort to").
    """
    if depth > DEEPEST:
        return ()
    for child in sentence.children(noun, "nmod:poss"):
        return (child.i,)
    for child in sentence.children(noun, "nmod"):
        if child.i != below and phrases.case(sentence, child.i) in {"by", "of", "from"}:
            if child.upos != "NOUN" or child.type in ACTING:
                return (child.i,)
            if further := owners(sentence, child.i, depth + 1, noun):
                return further
    for child in sentence.children(noun, "compound", "amod"):
        if child.type in ACTING or (child.upos == "ADJ" and child.text[:1].isupper()):
            return (child.i,)
    return _owners_above(sentence, noun, depth, below)


def _owners_above(sentence: Sentence, noun: int, depth: int, below: int) -> tuple[int, ...]:
    """Return whose a thing is by the word that it hangs on, or by the subject of which it is said."""
    if below >= 0 and sentence.children(noun, "cop"):
        return surface_subjects(sentence, noun, depth + 1)  # "is at the forefront of efforts to"
    governor, relation = sentence.tokens[noun].head, sentence.tokens[noun].relation
    if governor < 0 or governor == below:
        return ()
    if relation in {"obj", "obl"}:
        if sentence.tokens[governor].lemma.lower() in OF_OTHERS:
            return ()  # "discussed the campaign to liberate it"
        return surface_subjects(sentence, governor, depth + 1)
    if relation == "nmod" and phrases.case(sentence, noun) in {"of", "in"}:
        return owners(sentence, governor, depth + 1, noun)
    return ()


def is_request(noun: Token) -> bool:
    """Tell whether a noun is a demand put to somebody."""
    return noun.lemma.lower() in {"demand", "call", "request", "appeal", "order", "ultimatum", "plea"}


def _of_clause_below(sentence: Sentence, clause: Token, depth: int) -> tuple[int, ...]:
    """Return who does what a clause below a noun says: for whom, of whom or by whose right it is."""
    if (meant := _meant_to(sentence, clause)) is not None:
        return (meant,)
    noun = sentence.tokens[clause.head]
    return _asked(sentence, clause.i) if is_request(noun) else owners(sentence, noun.i, depth)


def _meant_to(sentence: Sentence, clause: Token) -> int | None:
    """Return for whom it is to do what an infinitive behind says ("more leeway for advisers to train them")."""
    opened = [t.i for t in sentence.children(clause.i, "mark") if t.text.lower() == "for"]
    whom = (t for t in sentence.children(clause.head, "nmod") if phrases.case(sentence, t.i) in {"for", ""})
    beside = (t for t in whom if phrases.case(sentence, t.i) or any(i < t.i for i in opened))
    return next((t.i for t in beside if t.i < clause.i and t.type in ACTING and clause.xpos == "VB"), None)


def _asked(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Return who is to do what a demand says: whom it is put to, or who answers it ("declined a demand to leave")."""
    noun = sentence.tokens[sentence.tokens[i].head]
    for child in sentence.children(noun.i, "nmod"):
        if phrases.case(sentence, child.i) in {"on", "to", "upon", "for"}:
            return (child.i,)
    verb = sentence.tokens[noun.head]
    if noun.relation == "obj" and verb.lemma.lower() in ANSWERING:
        return surface_subjects(sentence, verb.i)
    return ()


def is_relative(token: Token) -> bool:
    """Tell whether a token is a relative pronoun."""
    return token.xpos in RELATIVE_TAGS and token.text.lower() in RELATIVE
