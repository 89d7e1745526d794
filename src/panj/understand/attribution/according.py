"""Who says at the end what is so "according to" another at the head: "According to the crew, it sank, the UN said"."""

from collections.abc import Sequence

from msgspec.structs import replace

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.attribution.reports import SAYING, Report, can_speak, cue_span, source_span
from panj.understand.trees import phrases

WITHIN = 2  # characters after its sentence begins within which "according to" opens it


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
