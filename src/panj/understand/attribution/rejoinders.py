"""Who disputes in one sentence what another says in it: "a claim the army rejected", "rejected Ankara's claim that".

The claim stays its maker's. Whoever disputes it is given the same words, denied: neither is the other's relay.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.attribution.judged import called
from panj.understand.attribution.reports import (
    DISPUTED,
    REJOINDER,
    Report,
    can_speak,
    content_span,
    cue_span,
    nobody,
    source_span,
    speaker_of,
)
from panj.understand.trees import phrases

POINTING = frozenset({"it", "this", "that", "which"})
CALLING = frozenset({"judged", "quoted", "quotation"})
PARTING = frozenset({",", ";", "-", "–", "—"})


def with_rejoinders(parsed: Parsed, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports with those who dispute what others say in the same sentence."""
    found = list(reports)
    for number, sentence in enumerate(parsed.sentences):
        if sentence.lexicon.isdisjoint(_opening()):
            continue
        for verb in sentence.tokens:
            if verb.upos == "VERB" and _disputes(sentence, verb):
                found = _with_rejoinder(number, sentence, verb, found)
    return tuple(sorted(found, key=lambda r: (r.content.start, -r.content.end)))


def _with_rejoinder(number: int, sentence: Sentence, verb: Token, reports: list[Report]) -> list[Report]:
    """Return the reports with whoever disputes by this verb; one who "did not deny" it has disputed nothing."""
    within, refused = _claim_in(sentence, verb), phrases.negated(sentence, verb.i)
    if within is not None:
        rejoinder = None if refused else _of_claim(number, sentence, verb, within, reports)
    elif (noun := _taken_up(sentence, verb)) is not None:
        taken = (Span(noun.start, noun.end), cue_span(sentence, verb) if refused else None)
        reports = [r for r in reports if r.cue is None or r.cue not in taken]
        rejoinder = None if refused else _of_words(number, sentence, verb, noun, reports)
    else:
        return reports
    if rejoinder is None:
        return reports
    return [*(_apart(r, rejoinder) for r in reports if not _replaced(r, rejoinder)), rejoinder]


def _apart(report: Report, rejoinder: Report) -> Report:
    """Return a report without the rejoinder behind what it disputes: "they had fled, but the army denied it"."""
    told, cue = report.content, rejoinder.cue
    same = told.start == rejoinder.content.start and told.holds(rejoinder.content)
    return replace(report, content=rejoinder.content) if same and cue is not None and report.kind != "deny" else report


@cache
def _opening() -> frozenset[str]:
    return frozenset(lemma for lemma, cue in reporting.verbs().items() if cue.kind == "deny") | reporting.refuting()


def _replaced(report: Report, rejoinder: Report) -> bool:
    """Tell whether a rejoinder says better what a report does: of the same cue, or a claim of nobody's in it."""
    if report.cue is not None and report.cue == rejoinder.cue:
        called_so = report.rule in CALLING and report.content.start > report.cue.end
        return not called_so  # "dismissed as gossip": also what he calls it
    unowned = rejoinder.rule == DISPUTED and report.rule == "noun"
    return unowned and report.content.overlaps(rejoinder.content)


def _of_words(number: int, sentence: Sentence, verb: Token, noun: Token, reports: Sequence[Report]) -> Report | None:
    """Return who disputes what stands before in the sentence, which the noun or pronoun takes up."""
    who = _speaker(sentence, verb)
    if who == noun or (who is not None and who.text.lower() in POINTING):
        who = phrases.subject(sentence, verb.i)
    own = [report for report in reports if report.sentence == number]
    claim = _said_before(sentence, noun, verb, who, own)
    return _rejoinder(number, sentence, verb, who, claim, REJOINDER) if claim else None


def _speaker(sentence: Sentence, verb: Token) -> Token | None:
    return phrases.agent(sentence, verb.i) if _is_done(sentence, verb) else speaker_of(sentence, verb)


def _rejoinder(
    number: int, sentence: Sentence, verb: Token, who: Token | None, content: Span, rule: str
) -> Report | None:
    if who is None or not can_speak(who) or nobody(sentence, who):
        return None
    return Report(
        content=content,
        cue=cue_span(sentence, verb),
        source=source_span(sentence, who),
        speaker=who.start,
        kind="deny",
        sentence=number,
        score=0.9,
        rule=rule,
    )


def _disputes(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb says that something is not so: "denies", "called it a lie", "said was false"."""
    cue = reporting.verbs().get(verb.lemma.lower())
    if cue is None or cue.kind == "deny":
        return cue is not None
    below = ("ccomp", "xcomp", "obj", "obl", "advcl") if verb.relation in {"acl", "ccomp"} else ()
    what = (called(sentence, verb) if "as" in cue.frames else None, *sentence.children(verb.i, *below))
    return any(t is not None and not {t.lemma.lower(), t.text.lower()}.isdisjoint(reporting.refuting()) for t in what)


def _is_done(sentence: Sentence, verb: Token) -> bool:
    participle = verb.deprel == "acl" and verb.xpos in {"VBN", "VBD"} and not sentence.children(verb.i, "nsubj")
    return phrases.passive(sentence, verb.i) or participle  # "an accusation rejected by Kyiv"


# -- what is said before the verb and taken up by a noun or a pronoun --------------------------------------------


def _taken_up(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun or pronoun by which a verb takes up what was said before in its sentence."""
    if verb.relation in {"acl", "ccomp"} and verb.head >= 0 and _takes_up(sentence, sentence.tokens[verb.head]):
        return sentence.tokens[verb.head]
    subjects = sentence.children(verb.i, "nsubj")
    if len(subjects) > 1 and _takes_up(sentence, subjects[0]):
        return subjects[0]  # "an allegation Juba denied"
    named = (t for what in sentence.children(verb.i, "xcomp") for t in sentence.children(what.i, "nsubj"))
    objects = (t for t in (*sentence.children(verb.i, "obj"), *named) if t.i > verb.i)
    pointing = next((t for t in objects if t.text.lower() in POINTING), None)
    return pointing if pointing is not None and _opens_clause(sentence, verb) else None


def _takes_up(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun behind a comma stands for what was said: ", a claim", ", allegations"."""
    first = phrases.chunk(sentence, noun.i)[0]
    before = sentence.tokens[first - 1] if first else None
    named = noun.lemma.lower() in reporting.disputed()
    return named and before is not None and before.text in PARTING


def _opens_clause(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause stands behind a semicolon or a comma: "; the militants denied it"."""
    who = phrases.subject(sentence, verb.i)
    first = sentence.subtree(who.i)[0] if who is not None else 0
    before = [t for t in sentence.tokens[max(0, first - 2) : first] if t.upos != "CCONJ" and t.text.lower() != "while"]
    return bool(before) and before[-1].text in PARTING


def _said_before(
    sentence: Sentence, noun: Token, verb: Token, who: Token | None, reports: Sequence[Report]
) -> Span | None:
    """Return the last words before that another says in the sentence, up to where they are taken up."""
    opening = who if who is not None and noun.i > verb.i else noun
    end = sentence.tokens[
        sentence.subtree(opening.i)[0] if opening is who else phrases.chunk(sentence, noun.i)[0]
    ].start
    said = [
        r
        for r in reports
        if r.content.start < end and r.kind != "deny" and r.cue and r.cue.start < end and not _speaks(r, who)
    ]
    if not said:
        return None
    last = max(said, key=lambda r: (min(r.content.end, end), r.content.start))
    if last.content.end <= end:
        return last.content
    inside = [t for t in sentence.tokens if last.content.start <= t.start < end]
    while inside and (inside[-1].upos in {"PUNCT", "CCONJ"} or inside[-1].text.lower() == "while"):
        inside.pop()
    return Span(last.content.start, inside[-1].end) if inside else None


def _speaks(report: Report, who: Token | None) -> bool:
    return who is not None and report.source is not None and report.source.start <= who.start < report.source.end


# -- a claim that is the verb's own object or subject ------------------------------------------------------------


def _claim_in(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun with a "that" clause which a verb disputes: "rejected a claim by the army that it held Bor"."""
    relation = ("nsubj:pass",) if phrases.passive(sentence, verb.i) else ("obj", "obl")
    held = called(sentence, verb)  # "rejected as fabricated a report that ...", which the tree may hang on "fabricated"
    for noun in (*sentence.children(verb.i, *relation), *(sentence.children(held.i, "obj") if held else ())):
        if noun.relation == "obl" and sentence.children(noun.i, "case"):
            continue
        if noun.lemma.lower() in reporting.disputed() and _clause_of(sentence, noun) is not None:
            return noun
    return None


def _clause_of(sentence: Sentence, noun: Token) -> Token | None:
    clauses = (t for t in sentence.children(noun.i, "acl", "ccomp") if t.deprel != "acl:relcl")
    return next((t for t in clauses if "that" in _marks(sentence, t)), None)


def _of_claim(number: int, sentence: Sentence, verb: Token, noun: Token, reports: Sequence[Report]) -> Report | None:
    """Return who disputes a claim within the noun: besides its maker, or alone where the words name none."""
    clause = _clause_of(sentence, noun)
    content = content_span(sentence, sentence.subtree(clause.i)) if clause is not None else None
    own = Span(noun.start, noun.end)
    made = next((r for r in reports if r.cue == own and r.source is not None), None)
    who = _speaker(sentence, verb)
    if made is not None:
        return _rejoinder(number, sentence, verb, who, made.content, REJOINDER)
    return _rejoinder(number, sentence, verb, who, content, DISPUTED) if content is not None else None


def _marks(sentence: Sentence, token: Token) -> Iterator[str]:
    return (mark.text.lower() for mark in sentence.children(token.i, "mark"))
