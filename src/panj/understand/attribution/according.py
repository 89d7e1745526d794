"""Whose words a clause is by a phrase beside it: "according to X", "per X", "by X's account", "as X put it"."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.attribution.reports import (
    SAYING,
    SHORTEST,
    Report,
    can_speak,
    clause_of,
    content_span,
    cue_span,
    runs,
    source_span,
)
from panj.understand.trees import phrases

COUNTING = frozenset({"count", "put", "record", "list", "tally"})
OWN = frozenset({"our", "my"})
BESIDE = frozenset({"in", "by", "on", "to"})  # before somebody's account, view, count
WITHIN = 2  # characters after its sentence begins within which "according to" opens it


def beside(number: int, sentence: Sentence, token: Token, *, sourced: bool) -> Iterator[Report]:
    """Find at a word the phrase that gives the clause beside it to somebody; prepositions if there are (`sourced`)."""
    lemma = sentence.lemmas[token.i]
    if sourced and sentence.words[token.i] == "according":
        yield from _of_according(number, sentence, token)
    elif lemma == "put":
        yield from _of_putting(number, sentence, token)
    elif lemma in reporting.accounts():
        yield from _of_account(number, sentence, token)
    elif sourced and token.upos in phrases.NOMINAL and phrases.case(sentence, token.i) in reporting.sources():
        yield from _of_preposition(number, sentence, token)


def _of_preposition(number: int, sentence: Sentence, who: Token) -> Iterator[Report]:
    """Find "according to X", "by X's account": the clause that the phrase hangs on, if it names somebody else."""
    if who.head < 0 or any(t.text.lower() in OWN for t in sentence.children(who.i, "nmod:poss")):
        return
    if phrases.case(sentence, who.i) == "per" and not _is_teller(sentence, who):
        return
    cases = [token for token in sentence.children(who.i, "case") if token.i < who.i]
    words = [case.i for case in cases] + [part.i for case in cases for part in sentence.children(case.i, "fixed")]
    content = _around(sentence, who)
    if content is not None and words:
        yield _report(number, sentence, words, who, content)


def _of_account(number: int, sentence: Sentence, noun: Token) -> Iterator[Report]:
    """Find "by the ministry's count", "in the view of the army": whose account it is has said the clause around."""
    if noun.lemma.lower() not in reporting.accounts() or phrases.case(sentence, noun.i) not in BESIDE:
        return
    of = (t for t in sentence.children(noun.i, "nmod") if phrases.case(sentence, t.i) == "of")
    who = next((t for t in (*sentence.children(noun.i, "nmod:poss"), *of) if can_speak(t)), None)
    first = sentence.subtree(noun.i)[0]
    apart = first <= 1 or sentence.tokens[first - 1].text == ","
    if who is None or who.text.lower() in OWN or noun.head < 0 or not apart or noun.deprel == "obl:agent":
        return
    content = _around(sentence, noun)
    if content is not None:
        cases = [token.i for token in sentence.children(noun.i, "case")]
        yield _report(number, sentence, [noun.i] if who.i < noun.i else [*cases, noun.i], who, content)


def _of_putting(number: int, sentence: Sentence, verb: Token) -> Iterator[Report]:
    """Find "as X put it": what the clause that it hangs on says is said in X's words."""
    marks = {t.text.lower() for t in sentence.children(verb.i, "mark", "advmod")}
    it = [t for t in sentence.children(verb.i, "obj") if t.text.lower() in {"it", "things"}]
    who = phrases.subject(sentence, verb.i) if it and "as" in marks and verb.relation == "advcl" else None
    content = _around(sentence, verb) if who is not None and can_speak(who) else None
    if who is not None and content is not None:
        yield _report(number, sentence, [verb.i, it[0].i], who, content)


def _report(number: int, sentence: Sentence, cue: Sequence[int], who: Token, content: Span) -> Report:
    return Report(
        content=content,
        cue=phrases.span_of(sentence, list(cue)),
        source=_named(sentence, who),
        speaker=who.start,
        sentence=number,
        rule="preposition",
    )


def _named(sentence: Sentence, who: Token) -> Span:
    """Return the words for a speaker, an owner's without the "'s"."""
    mark = frozenset({"case"}) if who.deprel == "nmod:poss" else frozenset()
    return (
        phrases.span_of(sentence, phrases.phrase(sentence, who.i, without=mark)) if mark else source_span(sentence, who)
    )


def _is_teller(sentence: Sentence, who: Token) -> bool:
    """Tell whether "per" stands before somebody and no measure ("per the ministry", not "per 10,000 people")."""
    if sentence.children(who.i, "nummod"):
        return False
    definite = any(t.text.lower() == "the" for t in sentence.children(who.i, "det"))
    return can_speak(who) and (definite or who.upos == "PROPN" or who.xpos == "NNS")


def _around(sentence: Sentence, who: Token) -> Span | None:
    """Return what the clause that a phrase hangs on says without it, and without what another says in it."""
    clause = clause_of(sentence, who.head)
    apart = {*sentence.subtree(who.i), *_told_by_others(sentence, clause, who)}
    around = [i for i in sentence.subtree(clause) if i not in apart]
    stretches = list(runs(around))
    aside = any(t.i < who.i < clause for t in sentence.children(clause, "nsubj"))  # "Israel, according to X, bombed it"
    inserted = _inserted(sentence, who)
    kept = (
        inserted
        or next((run for run in stretches if aside and clause in run), ())
        or max(stretches, key=len, default=())
    )
    return content_span(sentence, kept, least=1 if aside or inserted else SHORTEST) if kept else None


def _inserted(sentence: Sentence, who: Token) -> tuple[int, ...]:
    """Return the words between commas that alone are his: "the units, 2,500 strong according to X, crossed"."""
    below = sentence.subtree(who.i)
    start, after = below[0], below[-1] + 1
    comma = next((t.i for t in reversed(sentence.tokens[:start]) if t.text == ","), -1)
    between = sentence.tokens[comma + 1 : start]
    closed = after < len(sentence.tokens) and "," in (sentence.tokens[after].text, sentence.tokens[after - 1].text)
    about = any(t.i < comma and t.head > after for t in sentence.tokens[:comma] if t.relation == "nsubj")
    verbless = not any(t.xpos in phrases.FINITE or t.upos == "AUX" for t in between)
    return tuple(t.i for t in between) if closed and about and verbless else ()


def _told_by_others(sentence: Sentence, clause: int, who: Token) -> Iterator[int]:
    """Yield the words of "and B counts 11" behind "According to A, there are 9": what another says himself."""
    for verb in sentence.children(clause, "conj"):
        own = sentence.children(verb.i, "nsubj")
        tells = verb.lemma.lower() in reporting.verbs() or verb.lemma.lower() in COUNTING
        if own and verb.i > who.i and tells and can_speak(own[0]) and own[0].upos != "PRON":
            yield from sentence.subtree(verb.i)


def _of_according(number: int, sentence: Sentence, word: Token) -> Iterator[Report]:
    """Find "according to X" by its place alone, where the tree hangs the preposition on another noun than X."""
    first = word.i + 2
    if first >= len(sentence.tokens) or sentence.tokens[word.i + 1].text.lower() != "to":
        return
    heads = [t for t in sentence.tokens[first : first + 12] if t.upos in phrases.NOMINAL]
    heads = [t for t in heads if phrases.chunk(sentence, t.i)[0] == first]
    if not heads or any(phrases.case(sentence, t.i) in reporting.sources() for t in heads):
        return
    who = max(heads, key=lambda t: phrases.chunk(sentence, t.i)[1])
    named = phrases.phrase(sentence, who.i, without=phrases.LOOSE - {"appos"})
    after = tuple(range(named[-1] + 1, len(sentence.tokens)))
    content = content_span(sentence, after if word.i <= 1 else tuple(range(word.i)))
    if content is not None:
        yield Report(
            content=content,
            cue=phrases.span_of(sentence, [word.i, word.i + 1]),
            source=phrases.span_of(sentence, named),
            speaker=who.start,
            sentence=number,
            score=0.9,
            rule="preposition",
        )


def retold(parsed: Parsed, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports, who passes on at the end of a sentence what another has told wrapped around that other."""
    found = list(reports)
    for report in reports:
        sentence = parsed.sentences[report.sentence]
        cue = report.cue
        if report.rule != "preposition" or cue is None or cue.start - sentence.start > WITHIN:
            continue
        told = _told_at_end(sentence)
        if told is None or report.source is None or told.start < report.source.end:
            continue
        found = [
            *(r for r in found if r is not report and r.cue != cue_span(sentence, told)),
            *_nested(sentence, report, told),
        ]
    return tuple(sorted(found, key=lambda r: (r.content.start, -r.content.end)))


def _told_at_end(sentence: Sentence) -> Token | None:
    """Return the verb of a saying that stands with its subject behind all that is said ("..., the UN said")."""
    verb = sentence.root
    cue = reporting.verbs().get(verb.lemma.lower())
    who = phrases.subject(sentence, verb.i)
    if cue is None or cue.kind not in SAYING or who is None or not can_speak(who):
        return None
    first = sentence.subtree(who.i)[0]
    apart = first > 0 and sentence.tokens[first - 1].text == ","
    ends = all(t.i < first for t in sentence.children(verb.i, "ccomp", "parataxis"))
    return verb if apart and ends and who.i < verb.i and verb.upos == "VERB" else None


def _nested(sentence: Sentence, report: Report, verb: Token) -> tuple[Report, ...]:
    who = phrases.subject(sentence, verb.i)
    if who is None or report.cue is None or report.source is None:
        return (report,)
    end = sentence.tokens[sentence.subtree(who.i)[0] - 2].end
    start = next((t.start for t in sentence.tokens if t.start >= report.source.end and t.upos != "PUNCT"), end)
    if start >= end:
        return (report,)
    outer = Report(
        content=Span(report.cue.start, end),
        cue=cue_span(sentence, verb),
        source=source_span(sentence, who),
        speaker=who.start,
        sentence=report.sentence,
        score=0.9,
        rule="verb",
    )
    return outer, replace(report, content=Span(start, end))
