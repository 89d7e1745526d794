"""What a verb of saying says: a clause, the clause that it stands aside in, an infinitive, a thing."""

from collections.abc import Iterator, Sequence

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting
from panj.lexicon.reporting import Cue
from panj.understand.attribution import judged
from panj.understand.attribution.pieces import pieces_of, subject_alone
from panj.understand.attribution.reports import (
    SHORTEST,
    can_speak,
    clause_before,
    enacts,
    given_to,
    less_to,
    runs,
    wants_of_others,
    with_limit,
)
from panj.understand.trees import phrases
from panj.understand.trees.subjectless import IDLE

RELATIVES = frozenset({"which", "that", "whom"})
BELIEVED_TO = frozenset({"believe", "say"})  # "are believed to have", "was reported to be"
TEMPORAL = frozenset({"after", "before", "until", "once", "since"})
NAMING = frozenset({"name", "identify", "quote", "cite"})  # "asked not to be named" says nothing of the matter
CLAUSES = {False: ("ccomp",), True: ("ccomp", "csubj")}  # "it is believed that": the clause may pass for a subject


def contents(
    sentence: Sentence, verb: Token, cue: Cue, who: Token | None, *, passive: bool
) -> Iterator[tuple[int, ...]]:
    """Yield what a verb says: its clauses, else the clause that it stands aside in, or what stands aside, or less."""
    clausal = "clause" in cue.frames and (passive or who is None or cue.kind != "find" or can_speak(who))
    clauses = sentence.children(verb.i, *CLAUSES[passive or who is None]) if clausal else ()
    clauses = tuple(clause for clause in clauses if not _when(sentence, verb, clause))
    if cue.kind == "ask" and not clauses and (asked := _asked(sentence, verb)) is not None:
        clauses = (asked,)
    for clause in clauses:
        yield from pieces_of(sentence, verb, clause.i, who)
    if clauses:
        return
    # "asked them to leave, a request they refused", "they doubt it: they expect Serbia to offer it"
    opened = clausal and "to" in cue.frames and any(_open(sentence, t, cue) for t in sentence.children(verb.i, "xcomp"))
    if clausal and not opened and who is not None and _stands_aside(sentence, verb, cue):
        yield from _told_around(sentence, verb)
        return
    beside = sentence.children(verb.i, "parataxis") if clausal and not opened else ()
    aside = [t for t in beside if not judged.tells_it(sentence, t) and not _own_sentence(sentence, verb, t)]
    for clause in aside:
        yield sentence.subtree(clause.i)
    if not aside:
        yield from _smaller(sentence, verb, cue, who, passive=passive)


def _own_sentence(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Tell whether a clause stands alone behind a verb with an object: "claims the sea; a court found otherwise"."""
    first = sentence.subtree(clause.i)[0]
    apart = first > verb.i and ";" in {t.text for t in sentence.tokens[first - 1 : first + 1]}
    return apart and bool(sentence.children(verb.i, "obj"))


def _stands_aside(sentence: Sentence, verb: Token, cue: Cue) -> bool:
    """Tell whether a verb tells the clause that it is set beside: "..., he said", not "it details attacks"."""
    whole = "obj" in cue.frames and sentence.children(verb.i, "obj")
    return verb.relation == "parataxis" and not whole and not sentence.children(verb.i, "parataxis")


def _told_around(sentence: Sentence, verb: Token) -> Iterator[tuple[int, ...]]:
    """Yield the parts of a clause before and behind "he said"."""
    around = set(sentence.subtree(verb.head)) - set(sentence.subtree(verb.i))
    pieces = tuple(runs(sorted(around)))
    if len(pieces) == 2 and subject_alone(sentence, pieces[0], verb.head):
        pieces = ((*pieces[0], *pieces[1]),)
    yield from (run for run in pieces if len(run) > SHORTEST)


def _when(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Tell whether a clause beside an object only says when ("predicts a collapse six months after they leave")."""
    subject = phrases.subject(sentence, clause.i)
    opening = sentence.tokens[sentence.subtree(clause.i)[0] : subject.i if subject else clause.i]
    about = any(t.type != "time" for t in sentence.children(verb.i, "obj"))
    return about and any(t.text.lower() in TEMPORAL for t in opening)


def _asked(sentence: Sentence, verb: Token) -> Token | None:
    """Return the clause of "asked if ...", "asked by reporters whether ...", wherever the tree hangs it."""
    for token in sentence.tokens[verb.i + 1 : verb.i + 6]:
        if token.text.lower() in {"if", "whether"} and token.relation == "mark" and token.head > token.i:
            return sentence.tokens[token.head]
    return None


def _smaller(
    sentence: Sentence, verb: Token, cue: Cue, who: Token | None, *, passive: bool
) -> Iterator[tuple[int, ...]]:
    """Yield what a verb says in less than a finite clause: to do or doing something, a thing, what it is about."""
    open_clauses = [token for token in sentence.children(verb.i, "xcomp", "advcl") if _open(sentence, token, cue)]
    if "to" in cue.frames and open_clauses and not (passive and who is None):
        if not (open_clauses[0].lemma.lower() in NAMING and phrases.passive(sentence, open_clauses[0].i)):
            yield sentence.subtree(open_clauses[0].i)
        return
    if "ing" in cue.frames and not passive:
        doing = (t for t in sentence.children(verb.i, "xcomp", "ccomp", "advcl") if _is_doing(sentence, t))
        for token in doing:
            yield less_to(sentence, with_limit(sentence, verb, sentence.subtree(token.i)))
    if passive and cue.kind in BELIEVED_TO:
        told = (t for t in sentence.children(verb.i, "xcomp") if t.upos == "VERB" or sentence.children(t.i, "mark"))
        yield from (sentence.subtree(t.i) for t in told)  # but "is considered a threat" tells nothing
    if who is None and passive and cue.kind == "accuse" and "whom" in cue.frames:
        yield from _behind(sentence, verb, cue)  # "was accused of shelling it", by nobody named
    if who is not None and can_speak(who):
        yield from _spoken_of(sentence, verb, cue, who, passive=passive)


def _spoken_of(sentence: Sentence, verb: Token, cue: Cue, who: Token, *, passive: bool) -> Iterator[tuple[int, ...]]:
    """Yield the things that a speaker speaks of, by what the verb takes."""
    shown = cue.kind == "find" and who.lemma.lower() not in reporting.documents()  # "the attacks show their cruelty"
    called = tuple(judged.of_pronoun(sentence, verb, passive=passive)) if "as" in cue.frames else ()
    yield from called
    if cue.frames & {"obj", "as"} and not (shown or called):
        yield from _objects(sentence, verb, cue, passive=passive)
    yield from _behind(sentence, verb, cue)


def _behind(sentence: Sentence, verb: Token, cue: Cue) -> Iterator[tuple[int, ...]]:
    """Yield what stands behind a preposition that the verb takes ("warned of famine", "accused them of lying")."""
    opening = cue.frames - {"as"}
    obliques = sentence.children(verb.i, "obl")
    if "whom" in cue.frames:  # "accused the army and others of heavy shelling", "warned the army of new attacks"
        below = (t for o in sentence.children(verb.i, "obj", "iobj") for t in sentence.children(o.i, "nmod", "acl"))
        obliques += tuple(t for t in below if cue.kind == "accuse" or t.type in IDLE)
    for token in obliques:
        if phrases.case(sentence, token.i) in opening and token.type != "time":
            yield (*phrases.phrase(sentence, token.i), *_to_do(sentence, verb, token, cue))
    for token in sentence.children(verb.i, "advcl", "ccomp"):
        marks = [mark.i for mark in sentence.children(token.i, "mark", "case") if mark.text.lower() in opening]
        if marks:
            yield tuple(i for i in sentence.subtree(token.i) if i > marks[0])


def _to_do(sentence: Sentence, verb: Token, whom: Token, cue: Cue) -> tuple[int, ...]:
    """Return what somebody is called on to do, where it stands right behind him: "called on both sides to stop"."""
    if cue.kind != "demand":
        return ()
    end = sentence.subtree(whom.i)[-1] + 1
    doing = (sentence.subtree(t.i) for t in sentence.children(verb.i, "advcl", "xcomp") if t.xpos == "VB")
    return next((below for below in doing if below[0] == end and sentence.words[end] == "to"), ())


def _is_doing(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb is a bare participle close behind its cue ("denied targeting civilians")."""
    auxiliaries = sentence.children(token.i, "aux", "aux:pass", "cop")
    between = sentence.tokens[token.head + 1 : token.i]
    doing = token.xpos == "VBG" or any(t.xpos == "VBG" for t in auxiliaries)
    to = token.relation in {"xcomp", "advcl"}  # "admitted to having fired"
    opened = any(not to or t.text.lower() != "to" for t in sentence.children(token.i, "mark", "nsubj"))
    return doing and not opened and not any(t.upos == "PUNCT" for t in between)


def _objects(sentence: Sentence, verb: Token, cue: Cue, *, passive: bool) -> Iterator[tuple[int, ...]]:
    if (passive and cue.kind == "cite") or (cue.kind == "deny" and given_to(sentence, verb)):
        return  # "was quoted"; "denied them entry"
    about = sentence.children(verb.i, "nsubj:pass" if passive else "obj")
    if any(enacts(sentence, verb, token) for token in about):
        return
    for token in about:
        if _may_be_said(sentence, cue, token):
            yield from _object(sentence, verb, cue, token)
    if verb.deprel == "acl:relcl" and not passive and _tells_antecedent(sentence, verb, about):
        yield clause_before(sentence, verb) or phrases.phrase(
            sentence, verb.head, without=frozenset({"acl:relcl", "punct"})
        )


def _object(sentence: Sentence, verb: Token, cue: Cue, token: Token) -> Iterator[tuple[int, ...]]:
    """Yield what an object says, with what it is held to be or when it is foretold for."""
    held = "as" in cue.frames and _is_judged(sentence, verb, token, cue)
    if not held and "obj" not in cue.frames:
        return
    timed = any(_when(sentence, verb, t) for t in sentence.children(verb.i, "ccomp", "advcl"))
    if held or (timed and cue.kind == "forecast"):
        yield judged.judged(sentence, verb, token)
    else:
        yield with_limit(sentence, verb, _without_setting(sentence, token))


def _tells_antecedent(sentence: Sentence, verb: Token, about: Sequence[Token]) -> bool:
    """Tell whether a relative clause says what stands before it: "the attacks, which he condemned"."""
    if verb.head >= 0 and _takes_up(sentence, sentence.tokens[verb.head]):
        return False
    relative = any(token.text.lower() in RELATIVES for token in about) or not about
    return relative and bool(sentence.children(verb.i, "nsubj"))


def _may_be_said(sentence: Sentence, cue: Cue, token: Token) -> bool:
    """Tell whether an object can be a content; what only points back can where it is denied ("rejected the claim")."""
    if cue.kind == "deny" and token.text.lower() in {"it", "this", "that"}:
        return True
    nominal = token.upos in {"NOUN", "PROPN"} and token.type != "time"
    return nominal and (cue.kind == "deny" or not _takes_up(sentence, token))


def _is_judged(sentence: Sentence, verb: Token, token: Token, cue: Cue) -> bool:
    """Tell whether an object is said to be something ("dismissed the vote as rigged", not "dismissed the vote")."""
    what = judged.called(sentence, verb) if "obj" in cue.frames else None
    free = "obj" not in cue.frames and judged.has_judgement(sentence, verb)
    return free or what is not None or judged.ranked(sentence, token)


def _without_setting(sentence: Sentence, what: Token) -> tuple[int, ...]:
    """Return a noun's phrase less where it was said ("condemned the raid in a joint statement")."""
    for child in sentence.children(what.i, "nmod"):
        said_in = phrases.case(sentence, child.i) == "in" and child.lemma.lower() in reporting.documents()
        if said_in and sentence.subtree(child.i)[-1] == sentence.subtree(what.i)[-1]:
            return tuple(i for i in sentence.subtree(what.i) if i < sentence.subtree(child.i)[0])
    return sentence.subtree(what.i)


def _takes_up(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun only points back to what was said ("a claim the junta rejects")."""
    said = token.lemma.lower() in reporting.nouns()
    below = sentence.children(token.i, "nmod", "acl", "amod", "compound", "ccomp", "nummod")
    return said and all(child.deprel == "acl:relcl" for child in below)


def _open(sentence: Sentence, token: Token, cue: Cue) -> bool:
    if "others" in cue.frames:
        return token.relation == "xcomp" and wants_of_others(sentence, sentence.tokens[token.head])
    marked = any(mark.text.lower() == "to" for mark in sentence.children(token.i, "mark"))
    return marked and (token.relation == "xcomp" or "whom" in cue.frames)
