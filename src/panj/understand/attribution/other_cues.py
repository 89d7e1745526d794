"""Reported speech by other words than verbs: "the claim that", "reportedly", "according to"."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting, words
from panj.records import Span
from panj.understand.attribution.reports import (
    NOT_SPEAKERS,
    Report,
    can_speak,
    content_span,
    nobody,
    source_span,
    speaker_of,
)
from panj.understand.trees import phrases
from panj.understand.trees.predicates import ANSWERING
from panj.understand.trees.verbs import phrasal

# "left amid accusations that": those are of others
BESIDE = frozenset(
    {"amid", "amidst", "after", "following", "despite", "before", "over", "because of", "due to", "since", "by"}
)
CLEAR = frozenset({"clear", "explicit", "plain", "known"})  # what one makes it that so
VAGUE = words("role_words", "word", "vague")
HARMED = words("tolls", "word", "killed") | words("tolls", "word", "wounded")
ENDING = frozenset({".", ",", ";", ":", "and", "while", "but", "whereas", "for", "by", "in", ")"})
AMOUNT = 5  # words from "at" to its number: "at somewhat more than 40"


def of_noun(number: int, sentence: Sentence, noun: Token) -> Iterator[Report]:
    """Find "the claim that ...", "a pledge to leave": the source is whose claim it is."""
    for clause in (*sentence.children(noun.i, "acl", "ccomp"), *_going_round(sentence, noun)):
        marks = _marks(sentence, clause)
        ahead = "to" in marks and reporting.nouns()[noun.lemma.lower()] == "promise" and _owner(sentence, noun)
        if clause.deprel == "acl:relcl" or not (ahead or "that" in marks):
            continue
        content = content_span(sentence, sentence.subtree(clause.i))
        who = _owner(sentence, noun)
        if content is not None and (who is None or who.text.lower() not in NOT_SPEAKERS):
            yield Report(
                content=content,
                cue=Span(noun.start, noun.end),
                source=source_span(sentence, who) if who else None,
                speaker=who.start if who else None,
                kind=reporting.nouns()[noun.lemma.lower()],
                sentence=number,
                score=0.8 if who else 0.5,
                rule="noun",
            )


def _going_round(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Return what "rumours spread that", "reports have emerged that" tell, which the tree hangs on the verb."""
    verb = sentence.tokens[noun.head] if noun.relation == "nsubj" and noun.head >= 0 else None
    if verb is None or verb.upos != "VERB" or verb.i < noun.i or verb.lemma.lower() in reporting.verbs():
        return ()
    if sentence.children(verb.i, "obj", "xcomp"):
        return ()  # "the report makes clear that"
    return sentence.children(verb.i, "ccomp", "advcl")


def of_adjective(number: int, sentence: Sentence, adjective: Token) -> Iterator[Report]:
    """Find "is adamant that ...", "are worried that ...": what somebody, not "it", holds to be so."""
    who = phrases.subject(sentence, adjective.i)
    if who is None or who.text.lower() in {"it", *NOT_SPEAKERS} or not can_speak(who) or nobody(sentence, who):
        return
    for clause in () if phrases.negated(sentence, adjective.i) else sentence.children(adjective.i, "ccomp", "advcl"):
        content = content_span(sentence, sentence.subtree(clause.i))
        bare = clause.relation == "ccomp" and not _marks(sentence, clause) and sentence.children(clause.i, "nsubj")
        told = "that" in _marks(sentence, clause) or bool(bare)
        if content is not None and told and who.i < adjective.i < clause.i:
            yield Report(
                content=content,
                cue=Span(adjective.start, adjective.end),
                source=source_span(sentence, who),
                speaker=who.start,
                kind=reporting.adjectives()[adjective.text.lower()],
                sentence=number,
                score=0.9,
                rule="verb",
            )


def of_making_clear(number: int, sentence: Sentence, verb: Token) -> Iterator[Report]:
    """Find "made it clear that ...", "made plain that ..."."""
    shown = [t for t in sentence.children(verb.i, "xcomp", "obj") if t.lemma.lower() in CLEAR]
    who = speaker_of(sentence, verb) if shown and not phrases.negated(sentence, verb.i) else None
    if who is None or not can_speak(who) or nobody(sentence, who):
        return
    for clause in sentence.children(verb.i, "ccomp") or sentence.children(shown[0].i, "ccomp"):
        content = content_span(sentence, sentence.subtree(clause.i))
        if content is not None and clause.i > shown[0].i:
            yield Report(
                content=content,
                cue=phrases.span_of(sentence, [verb.i, shown[0].i]),
                source=source_span(sentence, who),
                speaker=who.start,
                sentence=number,
                rule="verb",
            )


CHANCES = words("terms", "word", "chance")
RAISING = words("role_words", "word", "raising")


def of_calls(number: int, sentence: Sentence, noun: Token) -> Iterator[Report]:
    """Find "renewed calls for a ceasefire", "in his calls for talks": whoever calls demands what is called for."""
    if reporting.nouns().get(noun.lemma.lower()) != "demand":
        return
    raised = noun.relation == "obj" and sentence.tokens[noun.head].lemma.lower() in RAISING
    owned = sentence.children(noun.i, "nmod:poss")
    who = owned[0] if owned else speaker_of(sentence, sentence.tokens[noun.head]) if raised else None
    for what in sentence.children(noun.i, "nmod", "acl"):
        if who is None or ("for" not in _marks(sentence, what) and phrases.case(sentence, what.i) != "for"):
            continue
        content = content_span(sentence, phrases.phrase(sentence, what.i, without=frozenset({"conj", "cc"})), 1)
        if content is not None and who.text.lower() not in NOT_SPEAKERS:
            yield Report(
                content=content,
                cue=Span(noun.start, noun.end),
                source=source_span(sentence, who),
                speaker=who.start,
                kind="demand",
                sentence=number,
                score=0.8,
                rule="noun",
            )


def of_responsibility(number: int, sentence: Sentence, verb: Token) -> Report | None:
    """Find "claimed responsibility for the attack": what is claimed is the deed."""
    if verb.lemma.lower() not in {"claim", "admit"}:
        return None
    who = speaker_of(sentence, verb)
    if who is not None and nobody(sentence, who):
        return None
    for noun in sentence.children(verb.i, "obj"):
        if noun.lemma.lower() not in {"responsibility", "credit"} or who is None or phrases.negated(sentence, verb.i):
            continue
        below = (*sentence.children(noun.i, "nmod", "acl"), *sentence.children(verb.i, "obl"))
        for deed in below:
            if phrases.case(sentence, deed.i) != "for" and "for" not in _marks(sentence, deed):
                continue
            loose = frozenset({"conj", "cc"})
            if deed.text.lower() == "which" and verb.deprel == "acl:relcl":
                deed, loose = sentence.tokens[verb.head], frozenset({"acl:relcl", "punct"})
            content = content_span(sentence, phrases.phrase(sentence, deed.i, without=loose), 1)
            if content is not None:
                return Report(
                    content=content,
                    cue=phrases.span_of(sentence, [verb.i, noun.i]),
                    source=source_span(sentence, who),
                    speaker=who.start,
                    sentence=number,
                    rule="claimed",
                )
    return None


def of_figure(number: int, sentence: Sentence, verb: Token) -> Report | None:
    """Find "put the death toll at 40", "counts seven": a figure is what somebody says it is."""
    return _put_at(number, sentence, verb) or _tally(number, sentence, verb)


def _put_at(number: int, sentence: Sentence, verb: Token) -> Report | None:
    lemma = verb.lemma.lower()
    who = speaker_of(sentence, verb) if lemma in reporting.figures() else None
    if who is None or phrases.negated(sentence, verb.i) or _on_condition(sentence, verb):
        return None
    for noun in sentence.children(verb.i, "obj"):
        last = _number_at(sentence, noun.i)
        first = min(phrases.phrase(sentence, noun.i))
        content = content_span(sentence, tuple(range(first, last + 1)), 1) if last else None
        if content is not None:
            return _figure(number, sentence, verb, who, content)
    return None


def _on_condition(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a figure is one that only would be: "put the force at 7,000 if Uganda joined"."""
    return any({"if", "unless"} & _marks(sentence, clause) for clause in sentence.children(verb.i, "advcl"))


def _tally(number: int, sentence: Sentence, verb: Token) -> Report | None:
    """Find "the mayor counts seven", "radio claimed 2,000 dead": by place, for trees hang such numbers anywhere."""
    who = speaker_of(sentence, verb) if verb.lemma.lower() in reporting.tallying() else None
    if who is None or not _may_count(sentence, who) or who.i > verb.i or phrases.negated(sentence, verb.i):
        return None
    ahead = sentence.tokens[verb.i + 1 : verb.i + 1 + AMOUNT]
    count = next((t for t in ahead if t.xpos == "CD"), None)
    vague = all(t.text.lower() in VAGUE for t in ahead[: count.i - verb.i - 1]) if count else False
    last = _end_of_tally(sentence, count) if count and vague else None
    content = content_span(sentence, tuple(range(verb.i + 1, last + 1)), 1) if last else None
    return _figure(number, sentence, verb, who, content) if content else None


def _may_count(sentence: Sentence, who: Token) -> bool:
    """Tell whether somebody can give a count: whoever speaks, and what is somebody's ("Tigray's television")."""
    return can_speak(who) or any(t.upos == "PROPN" for t in sentence.children(who.i, "nmod:poss", "compound"))


def _end_of_tally(sentence: Sentence, count: Token) -> int | None:
    """Return where a number by itself ends, or with the dead or wounded whom it counts; None if it counts else."""
    words = sentence.words
    year = len(count.text) == len("2021") and count.text.startswith(("19", "20"))
    end, dead = count.i, False
    while end + 1 < len(words) and (words[end + 1] in HARMED or sentence.tokens[end + 1].xpos in {"JJ", "NNS"}):
        end += 1
        dead = dead or words[end] in HARMED
    after = words[end + 1] if end + 1 < len(words) else "."
    if dead and after == "and" and sentence.tokens[min(end + 2, len(words) - 1)].xpos == "CD":
        return _end_of_tally(sentence, sentence.tokens[end + 2]) or end
    alone = end == count.i and not year and words[end] != "one" and after in ENDING
    return end if dead or alone else None


def _figure(number: int, sentence: Sentence, verb: Token, who: Token, content: Span) -> Report:
    return Report(
        content=content,
        cue=phrases.span_of(sentence, [verb.i]),
        source=source_span(sentence, who),
        speaker=who.start,
        sentence=number,
        rule="figure",
    )


def of_chance(number: int, sentence: Sentence, verb: Token) -> Report | None:
    """Find "put the odds of a coup at one in five", "sees a high risk of war": how likely something is, is foretold."""
    who = speaker_of(sentence, verb) if verb.lemma.lower() in reporting.weighing() else None
    if who is None or phrases.negated(sentence, verb.i):
        return None
    near = (*sentence.children(verb.i, "obj"), *sentence.children(verb.i, "obl"))
    chances = [t for t in near if t.lemma.lower() in CHANCES]
    below = [i for t in (*chances, *near) if chances for i in sentence.subtree(t.i) if i > verb.i]
    content = content_span(sentence, tuple(range(min(below), max(below) + 1))) if below else None
    if content is None:
        return None
    return Report(
        content=content,
        cue=phrases.span_of(sentence, [verb.i]),
        source=source_span(sentence, who),
        speaker=who.start,
        kind="forecast",
        sentence=number,
        rule="chance",
    )


def _number_at(sentence: Sentence, start: int) -> int | None:
    """Return where the first amount behind "at" ends; by place, for trees hang it on any verb before ("who fled")."""
    for i in range(start + 1, len(sentence.tokens) - 1):
        if sentence.tokens[i].text.lower() == "at":
            number = next((t for t in sentence.tokens[i + 1 : i + 1 + AMOUNT] if t.xpos == "CD"), None)
            return _explained(sentence, _whole_amount(sentence, number)) if number else None
    return None


def _whole_amount(sentence: Sentence, number: Token) -> int:
    """Return where an amount ends that begins with a number: "2.1 million people"."""
    last = number
    while last.relation in {"nummod", "compound"} and last.head > last.i:
        last = sentence.tokens[last.head]
    return last.i


def _explained(sentence: Sentence, end: int) -> int:
    """Return where what explains an amount ends: "at 910 kilometres, about 70% of the total", no clause behind it."""
    rest = sentence.tokens[end + 1 : -1]
    clause = any(t.xpos in phrases.FINITE or t.upos == "AUX" or t.relation == "nsubj" for t in rest)
    return rest[-1].i if rest and rest[0].text == "," and not clause else end


def _marks(sentence: Sentence, token: Token) -> set[str]:
    return {mark.text.lower() for mark in sentence.children(token.i, "mark")}


def of_rumour(number: int, sentence: Sentence, noun: Token) -> Iterator[Report]:
    """Find "reports of the murder of hundreds": in nobody's mouth, unless somebody says or denies it there."""
    if noun.lemma.lower() not in {"report", "allegation", "rumor", "rumour", "accusation"} or noun.xpos != "NNS":
        return
    verb = sentence.tokens[noun.head] if noun.relation == "obj" and noun.head >= 0 else None
    told = verb is not None and verb.lemma.lower() in reporting.verbs()
    if told or _owner(sentence, noun) is not None or sentence.children(noun.i, "compound"):
        return
    for what in _reported(sentence, noun):
        content = content_span(sentence, what)
        if content is not None:
            cue = Span(noun.start, noun.end)
            yield Report(content=content, cue=cue, source=None, sentence=number, score=0.6, rule="rumour")
            return


def _reported(sentence: Sentence, noun: Token) -> Iterator[tuple[int, ...]]:
    """Yield what "reports of" are of: the phrase right behind "of", wherever the tree hangs it."""
    of = next((t for t in sentence.tokens[noun.i + 1 : noun.i + 2] if t.text.lower() == "of"), None)
    what = sentence.tokens[of.head] if of is not None and of.relation == "case" else None
    if of is None or what is None:
        return
    last = max(sentence.subtree(what.i))
    yield phrases.phrase(sentence, what.i) if what.head == noun.i else tuple(range(of.i + 1, last + 1))


def _owner(sentence: Sentence, noun: Token) -> Token | None:
    for token in sentence.children(noun.i, "nmod:poss", "nmod"):
        if token.type != "time" and (
            token.deprel == "nmod:poss" or phrases.case(sentence, token.i) in {"by", "from", "among"}
        ):
            return token  # but "today's news"
    for token in sentence.children(noun.i, "compound", "amod"):
        named = token.type in {"place", "organization"} or (token.xpos == "JJ" and token.i > 0)
        if named and token.text[:1].isupper() and token.i < noun.i:
            return token  # "U.S. accusations", "an Indian claim"
    done = noun.relation == "obj" or (  # "was appalled by reports" has none
        noun.relation == "obl" and noun.deprel != "obl:agent" and phrases.case(sentence, noun.i) not in BESIDE
    )
    if done and noun.head >= 0 and sentence.tokens[noun.head].upos == "VERB":
        verb = reporting.verbs().get(sentence.lemmas[noun.head])
        # who "rejected the claim" or "refused a demand" does not make it
        denied = (verb is not None and verb.kind == "deny") or phrasal(
            sentence, sentence.tokens[noun.head]
        ) in ANSWERING
        return None if denied else speaker_of(sentence, sentence.tokens[noun.head])
    return None


def of_hearsay(number: int, sentence: Sentence, adverb: Token) -> Iterator[Report]:
    """Find "reportedly": what follows it in its clause, or the whole clause, in nobody's mouth."""
    if adverb.head < 0:
        return
    clause = set(sentence.subtree(adverb.head)) - {adverb.i}
    after = tuple(i for i in sorted(clause) if i > adverb.i)
    stretch = after if adverb.head > adverb.i else tuple(sorted(clause))
    content = content_span(sentence, stretch)
    if content is not None:
        cue = Span(adverb.start, adverb.end)
        yield Report(content=content, cue=cue, source=None, sentence=number, rule="hearsay")
