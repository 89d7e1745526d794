"""The characters of a clause: its own words, its asides, and what it tells of."""

from collections.abc import Iterator

from panj.english.parsed import Sentence
from panj.lexicon import words
from panj.records import Quantity, Span
from panj.understand.modality.climb import opener
from panj.understand.trees import phrases

SET_OFF = frozenset({",", "—", "–", "-", "--"})
RELATIVIZERS = frozenset({"which", "where", "who", "whose", "whom"})
SIZES = words("units", "unit", "length") | words("units", "unit", "area")
CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj"})


def asides(sentence: Sentence, i: int) -> Iterator[Span]:
    """Yield the relative clauses, set off by a comma or a dash, that hold token `i`."""
    for token in (sentence.tokens[i], *sentence.above(i)):
        if not token.deprel.endswith(":relcl"):
            continue
        inside = [j for j in sentence.subtree(token.i)]
        while inside and sentence.tokens[inside[0]].upos == "PUNCT":
            inside.pop(0)
        opening = {sentence.tokens[j].text.lower() for j in inside[:2]}
        if inside and inside[0] > 0 and sentence.tokens[inside[0] - 1].text in SET_OFF and opening & RELATIVIZERS:
            yield Span(sentence.tokens[inside[0]].start, sentence.tokens[inside[-1]].end)


def known_thing(sentence: Sentence, quantity: Quantity) -> Span | None:
    """Return the phrase of the known thing whose size stands before its noun: "the 1,400-kilometer border".

    What a definite phrase takes for granted is its writer's, also where he retells another (Heim 1992, on presupposed
    content under verbs of saying).
    """
    if quantity.unit not in SIZES:
        return None
    last = sentence.over(quantity.span.start, quantity.span.end)[-1]
    noun = next((t for t in (last, *sentence.above(last.i)) if t.upos in {"NOUN", "PROPN"} and t.i > last.i), None)
    first, end = phrases.chunk(sentence, noun.i) if noun else (last.i, last.i)
    if not (noun and first < last.i and sentence.tokens[first].text.lower() == "the"):
        return None
    return phrases.span_of(sentence, (first, end))


def told_in(sentence: Sentence, i: int) -> Span:
    """Return the clause of what is to come: of an infinitive the one that asks for it, a relative one with its noun."""
    token = sentence.tokens[i]
    while token.head >= 0 and token.relation in {"acl", "advcl", "xcomp"}:
        if "to" not in sentence.words_below(token.i, "mark") and token.relation != "xcomp":
            break
        token = sentence.tokens[token.head]
    span = clause_span(sentence, token.i)
    if token.relation != "acl":
        return span
    noun = sentence.tokens[phrases.chunk(sentence, token.head)[0]]
    return Span(min(noun.start, span.start), span.end)


def second_clause(sentence: Sentence, i: int, span: Span) -> Span:
    """Return the words of a second clause with a subject of its own: "400 have come, and 600 more are to follow"."""
    token = sentence.tokens[i]
    if (
        token.relation != "conj"
        or phrases.subject(sentence, i) is None
        or not sentence.children(i, "nsubj", "nsubj:pass")
    ):
        return span
    own = [j for j in sentence.subtree(i) if sentence.tokens[j].upos not in {"PUNCT", "CCONJ"}]
    inner = Span(sentence.tokens[own[0]].start, sentence.tokens[own[-1]].end)
    return inner if span.holds(inner) else span


def clause_span(sentence: Sentence, i: int) -> Span:
    """Return the characters of the clause that holds token `i`."""
    while sentence.tokens[i].relation not in CLAUSAL and sentence.tokens[i].head >= 0:
        teller = phrases.goes_on_telling(sentence, i) if sentence.tokens[i].relation == "conj" else None
        i = teller.i if teller else sentence.tokens[i].head
    kept = [j for j in sentence.subtree(i)]
    if sentence.tokens[i].deprel == "acl" and sentence.tokens[i].xpos in {"VBG", "VBN"}:  # "soldiers fleeing north"
        kept = [*range(phrases.chunk(sentence, sentence.tokens[i].head)[0], kept[0]), *kept]
    while len(kept) > 1 and sentence.tokens[kept[-1]].upos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and sentence.tokens[kept[0]].upos in {"PUNCT", "SCONJ", "CCONJ"}:
        opens = sentence.tokens[kept[0]]
        if opens.upos == "SCONJ" and (opens.head != i or opener(sentence, i) == "condition"):
            break  # "If it falls, they leave": the word opens a clause within, or makes this one a mere condition
        kept.pop(0)
    return Span(sentence.tokens[kept[0]].start, sentence.tokens[kept[-1]].end)
