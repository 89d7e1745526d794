"""Reported speech as the trees show it: a reporting word, who uses it, and the clause or noun that is reported."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting
from panj.lexicon.reporting import Cue
from panj.understand.attribution import judged, other_cues
from panj.understand.attribution.pieces import meanwhile, pieces_of, quoted_as_saying, subject_alone
from panj.understand.attribution.reports import (
    NOT_SPEAKERS,
    SHORTEST,
    WITHHOLDING,
    Report,
    can_speak,
    cited,
    clause_before,
    clause_of,
    content_span,
    cue_span,
    enacts,
    given_to,
    heard,
    just_said,
    less_to,
    nobody,
    reporter,
    runs,
    source_span,
    speaker_of,
    wants_of_others,
    with_limit,
)
from panj.understand.trees import phrases
from panj.understand.trees.subjectless import IDLE
from panj.understand.trees.verbs import phrasal

RELATIVES = frozenset({"which", "that", "whom"})
BELIEVED_TO = frozenset({"believe", "say"})  # "are believed to have", "was reported to be"
TEMPORAL = frozenset({"after", "before", "until", "once", "since"})
NAMING = frozenset({"name", "identify", "quote", "cite"})  # "asked not to be named" says nothing of the matter
CLAUSES = {False: ("ccomp",), True: ("ccomp", "csubj")}  # "it is believed that": the clause may pass for a subject


def find_cues(sentences: tuple[Sentence, ...]) -> tuple[Report, ...]:
    """Find what the trees alone show, in the order of the text."""
    return tuple(report for number, sentence in enumerate(sentences) for report in _in_sentence(number, sentence))


def _in_sentence(number: int, sentence: Sentence) -> Iterator[Report]:
    verbs, hearsay, claiming = reporting.verbs(), reporting.hearsay(), reporting.claiming()
    sourced = not sentence.lexicon.isdisjoint(reporting.openings())
    for token, word, lemma in zip(sentence.tokens, sentence.words, sentence.lemmas, strict=True):
        if word == "according":
            yield from other_cues.of_according(number, sentence, token)
        claimed = None
        if token.upos == "VERB" and lemma in claiming:
            claimed = (
                other_cues.of_responsibility(number, sentence, token)
                or other_cues.of_chance(number, sentence, token)
                or other_cues.of_figure(number, sentence, token)
            )
        if lemma == "make":
            yield from other_cues.of_making_clear(number, sentence, token)
        if claimed is not None:
            yield claimed
        elif word in reporting.adjectives() and (token.upos == "ADJ" or sentence.children(token.i, "aux:pass")):
            yield from other_cues.of_adjective(number, sentence, token)
        elif token.upos in {"VERB", "AUX"} and (cue := verbs.get(phrasal(sentence, token)) or verbs.get(lemma)):
            yield from _of_verb(number, sentence, token, cue)
        elif token.upos == "NOUN" and lemma in reporting.nouns():
            yield from other_cues.of_noun(number, sentence, token)
            yield from other_cues.of_rumour(number, sentence, token)
            yield from other_cues.of_calls(number, sentence, token)
        elif token.upos == "ADV" and lemma in hearsay:
            yield from other_cues.of_hearsay(number, sentence, token)
        if sourced and token.upos in phrases.NOMINAL and phrases.case(sentence, token.i) in reporting.sources():
            yield from other_cues.of_preposition(number, sentence, token)


# -- verbs -------------------------------------------------------------------------------------------------------


def _of_verb(number: int, sentence: Sentence, verb: Token, cue: Cue) -> Iterator[Report]:
    if _is_quoted(sentence, verb):
        return
    as_told = _as_told(sentence, verb)
    passive = phrases.passive(sentence, verb.i) or _participle(sentence, verb)
    who = phrases.agent(sentence, verb.i) or as_told if passive else speaker_of(sentence, verb)
    if not _may_speak(sentence, verb, who, passive=passive) or _withheld(sentence, verb, cue):
        return
    if cue.kind == "cite" and (retold := _retold(number, sentence, verb, who, passive=passive)) is not None:
        yield from retold
        return
    stretches = [_around(sentence, verb)] if as_told else _contents(sentence, verb, cue, who, passive=passive)
    named = who is not None and _named(sentence, verb, cue)
    least = 1 if named or cue.kind in {"accuse", "deny", "warn"} else SHORTEST
    for stretch in stretches:
        content = content_span(sentence, stretch, least)
        if content is None or (who is not None and who.i in stretch) or meanwhile(sentence, verb, stretch):
            continue
        yield Report(
            content=content,
            cue=cue_span(sentence, verb),
            source=source_span(sentence, who) if who else None,
            speaker=who.start if who else None,
            heard=tuple(token.start for token in heard(sentence, verb, cue, passive=passive)),
            kind="believe" if cue.kind == "deny" and named else kind_of(sentence, cue, stretch),
            sentence=number,
            rule="judged" if named else "hearsay" if who is None and cue.kind in BELIEVED_TO else "verb",
        )


def _is_quoted(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb is the second word of one report: "saying" of "was quoted as saying"."""
    above = reporting.verbs().get(sentence.lemmas[verb.head]) if verb.relation == "advcl" else None
    return above is not None and above.kind == "cite" and _as_saying(sentence, sentence.tokens[verb.head]) == verb


def _retold(
    number: int, sentence: Sentence, verb: Token, who: Token | None, *, passive: bool
) -> Iterator[Report] | None:
    """Return what somebody quotes or cites another for; None if he does neither."""
    if (saying := _as_saying(sentence, verb)) is not None:
        return _from_quoted(number, sentence, verb, saying)
    by = None if passive else cited(sentence, verb)
    return _from_cited(number, sentence, verb, who, by) if by is not None else None


def _participle(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb is a passive participle that hangs on another clause ("Asked if ...", "said to be")."""
    hanging = verb.deprel in {"acl", "advcl"} and verb.xpos in {"VBN", "VBD"}
    return hanging and not sentence.children(verb.i, "nsubj", "aux")


def _as_saying(sentence: Sentence, verb: Token) -> Token | None:
    """Return "saying" of "quoted an officer as saying that ..."."""
    told = [t for t in sentence.children(verb.i, "advcl", "xcomp", "ccomp") if t.lemma.lower() in reporting.verbs()]
    return next((t for t in told if any(m.text.lower() == "as" for m in sentence.children(t.i, "mark", "case"))), None)


def _from_quoted(number: int, sentence: Sentence, verb: Token, saying: Token) -> Iterator[Report]:
    """Yield what somebody is quoted as saying, passed on by whoever quotes."""
    if phrases.passive(sentence, verb.i) or _participle(sentence, verb):
        who, by = speaker_of(sentence, verb), phrases.agent(sentence, verb.i)
    else:
        named = [t for t in sentence.children(verb.i, "obj") if t.i < saying.i]  # "quoted official Jo Smith as saying"
        who, by = named[-1] if named else None, speaker_of(sentence, verb)
    for stretch in quoted_as_saying(sentence, verb, saying, who):
        content = content_span(sentence, stretch)
        if who is None or content is None:
            continue
        yield Report(
            content=content,
            cue=cue_span(sentence, verb),
            source=source_span(sentence, who),
            speaker=who.start,
            relay=(by.start,) if by is not None else (),
            sentence=number,
            rule="cited",
        )


def _from_cited(number: int, sentence: Sentence, verb: Token, who: Token | None, by: Token) -> Iterator[Report]:
    """Yield what the one cited says: the content of the clause around, passed on by its subject."""
    head = reporter(sentence, verb) or just_said(sentence, verb) or sentence.tokens[verb.head]
    below = set(sentence.subtree(verb.i))
    cue = reporting.verbs().get(head.lemma.lower())
    told = list(_contents(sentence, head, cue, who, passive=phrases.passive(sentence, head.i))) if cue else []
    inside = [sentence.subtree(t.i) for t in sentence.children(verb.i, "ccomp")]  # "citing him, that it was"
    below -= {i for stretch in inside for i in stretch}
    told = inside or told
    around = [i for i in sentence.subtree(head.i) if i not in below]
    for stretch in told or [max(runs(around), key=len)]:
        content = content_span(sentence, tuple(i for i in stretch if i not in below))
        if content is not None:
            yield Report(
                content=content,
                cue=cue_span(sentence, verb),
                source=source_span(sentence, by),
                speaker=by.start,
                relay=(who.start,) if who is not None and told else (),
                sentence=number,
                score=1.0,
                rule="cited",
            )


def _may_speak(sentence: Sentence, verb: Token, who: Token | None, *, passive: bool) -> bool:
    if who is None:
        return passive or bool(sentence.children(verb.i, "expl"))
    if nobody(sentence, who):
        return False
    return who.text.lower() not in NOT_SPEAKERS and who.relation != "csubj"  # a clause says nothing


def _withheld(sentence: Sentence, verb: Token, cue: Cue) -> bool:
    """Tell whether the words deny the saying itself ("did not say why", "declined to say"): it has no content."""
    held_back = verb.relation == "xcomp" and sentence.lemmas[verb.head] in WITHHOLDING
    return cue.kind not in {"deny", "doubt"} and (held_back or phrases.negated(sentence, verb.i))


def _as_told(sentence: Sentence, verb: Token) -> Token | None:
    """Return the source of "as reported by Reuters", "as defined in the release", None for other forms."""
    opened = {token.text.lower() for token in sentence.children(verb.i, "mark", "case", "advmod")}
    if verb.xpos != "VBN" or "as" not in opened or verb.head < 0:
        return None
    return next((t for t in sentence.children(verb.i, "obl") if phrases.case(sentence, t.i) in {"by", "in"}), None)


def _around(sentence: Sentence, verb: Token) -> tuple[int, ...]:
    """Return the clause that "as reported by" hangs on, in its longest unbroken part."""
    clause = set(sentence.subtree(clause_of(sentence, verb.head))) - set(sentence.subtree(verb.i))
    return max(runs(sorted(clause)), key=len)


def _contents(
    sentence: Sentence, verb: Token, cue: Cue, who: Token | None, *, passive: bool
) -> Iterator[tuple[int, ...]]:
    clausal = "clause" in cue.frames and (passive or who is None or cue.kind != "find" or can_speak(who))
    clauses = sentence.children(verb.i, *CLAUSES[passive or who is None]) if clausal else ()
    clauses = tuple(clause for clause in clauses if not _when(sentence, verb, clause))
    asked = _asked(sentence, verb) if cue.kind == "ask" and not clauses else None
    clauses = (*clauses, asked) if asked is not None else clauses
    for clause in clauses:
        yield from pieces_of(sentence, verb, clause.i, who)
    if clauses or not clausal:
        if not clauses:
            yield from _smaller(sentence, verb, cue, who, passive=passive)
        return
    opened = "to" in cue.frames and any(_open(sentence, t, cue) for t in sentence.children(verb.i, "xcomp"))
    if opened:  # "asked them to leave, a request they refused", "they doubt it: they expect Serbia to offer it"
        yield from _smaller(sentence, verb, cue, who, passive=passive)
        return
    whole = "obj" in cue.frames and sentence.children(verb.i, "obj")  # "it details attacks", not "..., he said"
    if who is not None and verb.relation == "parataxis" and not whole and not sentence.children(verb.i, "parataxis"):
        around = set(sentence.subtree(verb.head)) - set(sentence.subtree(verb.i))
        pieces = tuple(runs(sorted(around)))
        if len(pieces) == 2 and subject_alone(sentence, pieces[0], verb.head):
            pieces = ((*pieces[0], *pieces[1]),)
        yield from (run for run in pieces if len(run) > SHORTEST)
        return
    aside = [t for t in sentence.children(verb.i, "parataxis") if not judged.tells_it(sentence, t)]
    for clause in aside:
        yield sentence.subtree(clause.i)
    if not aside:
        yield from _smaller(sentence, verb, cue, who, passive=passive)


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
    open_clauses = [token for token in sentence.children(verb.i, "xcomp", "advcl") if _open(sentence, token, cue)]
    if "to" in cue.frames and open_clauses and not (passive and who is None):
        if open_clauses[0].lemma.lower() in NAMING and phrases.passive(sentence, open_clauses[0].i):
            return
        yield sentence.subtree(open_clauses[0].i)
        return
    if "ing" in cue.frames and not passive:
        doing = (t for t in sentence.children(verb.i, "xcomp", "ccomp", "advcl") if _is_doing(sentence, t))
        for token in doing:
            yield less_to(sentence, with_limit(sentence, verb, sentence.subtree(token.i)))
    if passive and cue.kind in BELIEVED_TO:
        for token in sentence.children(verb.i, "xcomp"):
            yield sentence.subtree(token.i)
    if who is None and passive and cue.kind == "accuse" and "whom" in cue.frames:
        yield from _behind(sentence, verb, cue)  # "was accused of shelling it", by nobody named
    if who is None or not can_speak(who):
        return
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
            yield phrases.phrase(sentence, token.i)
    for token in sentence.children(verb.i, "advcl", "ccomp"):
        marks = [mark.i for mark in sentence.children(token.i, "mark", "case") if mark.text.lower() in opening]
        if marks:
            yield tuple(i for i in sentence.subtree(token.i) if i > marks[0])


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
            held = "as" in cue.frames and _is_judged(sentence, verb, token, cue)
            if held or "obj" in cue.frames:
                timed = any(_when(sentence, verb, t) for t in sentence.children(verb.i, "ccomp", "advcl"))
                whole = held or (timed and cue.kind == "forecast")
                plain = _without_setting(sentence, token)
                yield judged.judged(sentence, verb, token) if whole else with_limit(sentence, verb, plain)
    relative = any(token.text.lower() in RELATIVES for token in about) or not about
    pointing = verb.head >= 0 and _takes_up(sentence, sentence.tokens[verb.head])
    if verb.deprel == "acl:relcl" and relative and not (passive or pointing) and sentence.children(verb.i, "nsubj"):
        yield clause_before(sentence, verb) or phrases.phrase(
            sentence, verb.head, without=frozenset({"acl:relcl", "punct"})
        )


def _may_be_said(sentence: Sentence, cue: Cue, token: Token) -> bool:
    """Tell whether an object can be a content; what only points back can where it is denied ("rejected the claim")."""
    if cue.kind == "deny" and token.text.lower() in {"it", "this", "that"}:
        return True
    nominal = token.upos in {"NOUN", "PROPN"} and token.type != "time"
    return nominal and (cue.kind == "deny" or not _takes_up(sentence, token))


def _named(sentence: Sentence, verb: Token, cue: Cue) -> bool:
    """Tell whether a verb says what it holds its object to be ("dismissed the vote as rigged")."""
    return "as" in cue.frames and judged.called(sentence, verb) is not None


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


def kind_of(sentence: Sentence, cue: Cue, stretch: tuple[int, ...]) -> str:
    """Return what the speaker does with this content: asking for a deed and asking a question part here."""
    opening = next((sentence.tokens[i] for i in stretch if sentence.tokens[i].upos != "PUNCT"), None)
    if cue.kind == "ask" and opening is not None:
        return "ask" if opening.text.lower() in reporting.questions() else "demand"
    if cue.kind in {"say", "warn"} and opening is not None and opening.text.lower() == "to":
        return "demand"
    if cue.frames & {"obj", "as"} == {"as"}:  # "rates the Rohingya among ...", "called it a crime": a judgement
        return "believe"
    return "say" if cue.kind == "cite" else cue.kind
