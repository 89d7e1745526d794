"""Where a speaker's own next act ends what he said: "said traffic would resume and denied that any were hurt"."""

from collections.abc import Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.attribution.reports import Report
from panj.understand.trees import phrases

OPENING_MARKS = frozenset("\"“„«‘'`")


def before_next_act(parsed: Parsed, report: Report) -> Report:
    """Return a report without what its speaker does next, hung by the tree on the saying or on what is said."""
    cue, content = report.cue, report.content
    if cue is None or cue.end > content.start or parsed.text[content.start - 1] in OPENING_MARKS:
        return report
    sentence = parsed.sentences[report.sentence]
    saying = next((t for t in sentence.tokens if t.start == cue.start), None)
    if saying is None:
        return report
    inside = [t for t in sentence.tokens if content.start <= t.start < content.end]
    for n, token in enumerate(inside):
        if _is_added(inside, n):
            return msgspec.structs.replace(report, content=Span(content.start, inside[n - 2].end))
        if n and token.relation == "conj" and _is_next(sentence, token, saying):
            kept = [t for t in inside[:n] if t.head != token.i and t.upos != "PUNCT"]
            return msgspec.structs.replace(report, content=Span(content.start, kept[-1].end)) if kept else report
    return report


def _is_added(inside: Sequence[Token], n: int) -> bool:
    """Tell whether a participle behind a comma is what one says besides: "rejected it, saying it was forged"."""
    token = inside[n]
    if n < 2 or token.xpos != "VBG" or inside[n - 1].text != "," or token.lemma.lower() not in reporting.verbs():
        return False
    return not any(t.xpos in phrases.FINITE or t.upos == "AUX" or t.text.lower() == "to" for t in inside[:n])


def _is_next(sentence: Sentence, verb: Token, saying: Token) -> bool:
    """Tell whether whoever does `saying` also does `verb`, which is done by speaking."""
    if verb.head != saying.i:
        return phrases.goes_on_telling(sentence, verb.i) == saying
    own = sentence.children(verb.i, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop")
    return verb.xpos in phrases.FINITE and not own and verb.lemma.lower() in reporting.verbs()
