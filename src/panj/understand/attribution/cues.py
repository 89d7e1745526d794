"""Reported speech as the trees show it: a reporting word, who uses it, and the clause or noun that is reported."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting
from panj.lexicon.reporting import Cue
from panj.understand.attribution import according, judged, other_cues
from panj.understand.attribution.contents import BELIEVED_TO, contents
from panj.understand.attribution.listed import listed
from panj.understand.attribution.pieces import meanwhile, quoted_as_saying
from panj.understand.attribution.reports import (
    NOT_SPEAKERS,
    SHORTEST,
    Report,
    cited,
    clause_of,
    content_span,
    cue_span,
    heard,
    just_said,
    nobody,
    reporter,
    runs,
    source_span,
    speaker_of,
)
from panj.understand.trees import denial, phrases
from panj.understand.trees.verbs import phrasal


def find_cues(sentences: tuple[Sentence, ...]) -> tuple[Report, ...]:
    """Find what the trees alone show, in the order of the text."""
    return tuple(report for number, sentence in enumerate(sentences) for report in _of_sentence(number, sentence))


def _of_sentence(number: int, sentence: Sentence) -> Iterator[Report]:
    yield from _in_sentence(number, sentence)
    if ":" in sentence.lexicon and sentence.root.upos == "VERB":
        yield from listed(number, sentence, sentence.root)


def _in_sentence(number: int, sentence: Sentence) -> Iterator[Report]:
    verbs, hearsay, claiming = reporting.verbs(), reporting.hearsay(), reporting.claiming()
    sourced = not sentence.lexicon.isdisjoint(reporting.openings())
    for token, word, lemma in zip(sentence.tokens, sentence.words, sentence.lemmas, strict=True):
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
        yield from according.beside(number, sentence, token, sourced=sourced)


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
    stretches = [_around(sentence, verb)] if as_told else contents(sentence, verb, cue, who, passive=passive)
    named = who is not None and _named(sentence, verb, cue)
    # "is reported to remain", while who "was told to leave" has to
    rumoured = who is None and passive and cue.kind in BELIEVED_TO and "whom" not in cue.frames
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
            kind="believe" if (cue.kind == "deny" and named) or rumoured else kind_of(sentence, cue, stretch),
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
    told = list(contents(sentence, head, cue, who, passive=phrases.passive(sentence, head.i))) if cue else []
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
    held_back = denial.withheld(sentence, verb)
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


def _named(sentence: Sentence, verb: Token, cue: Cue) -> bool:
    """Tell whether a verb says what it holds its object to be ("dismissed the vote as rigged")."""
    return "as" in cue.frames and judged.called(sentence, verb) is not None


def kind_of(sentence: Sentence, cue: Cue, stretch: tuple[int, ...]) -> str:
    """Return what the speaker does with this content: asking for a deed and asking a question part here."""
    opening = next((sentence.tokens[i] for i in stretch if sentence.tokens[i].upos != "PUNCT"), None)
    before = sentence.words[stretch[0] - 1] if stretch and stretch[0] else ""
    if cue.kind == "ask" and opening is not None:
        return "ask" if opening.text.lower() in reporting.questions() or before == "about" else "demand"
    if cue.kind in {"say", "warn"} and opening is not None and opening.text.lower() == "to":
        return "demand"
    if (
        cue.frames & {"obj", "as"} == {"as"} and before not in cue.frames
    ):  # "rates the Rohingya among ...", "called it a crime": a judgement
        return "believe"
    return "say" if cue.kind == "cite" else cue.kind
