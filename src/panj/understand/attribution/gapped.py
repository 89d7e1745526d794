"""A second speaker whose verb is left out: "Kyiv said missiles had hit it, Moscow that drones had", "; Moscow, 30"."""

import re

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.records import Span
from panj.understand.attribution.reports import Report, can_speak

# "..., Moscow that", "... while the army in Goma that": at most five words of a name behind a comma
SECOND = re.compile(
    r"[,;] (?:and |but |while )?((?:[Tt]he )?[A-Z][\w.'’-]{0,25}(?: (?:in|of|the|[A-Z][\w.'’-]{0,25})){0,4}),? that "
)
# "...; the militia, that it had left"
SECOND_BODY = re.compile(r"; (?:and |but |while )?(the [\w.'’-]{1,25}(?: [\w.'’-]{1,25}){0,3}), that ")
# "...; Moscow, 30", "...; the rebels, only five"
COUNTING = re.compile(r"; (?:and |but |while )?((?:the )?[\w.'’-]{1,25}(?: [\w.'’-]{1,25}){0,4}), ")
AMOUNT = 4  # words at most of an amount that ends the sentence: "more than 1,200"
SAYING = frozenset({"say", "warn", "deny", "believe", "accuse"})


def parted_by_gap(parsed: Parsed, report: Report) -> tuple[Report, ...]:
    """Return a report as it is, or as two where another speaker stands in it with a "that" and no verb."""
    content, text = report.content, parsed.text
    if (
        report.cue is None
        or report.kind not in SAYING
        or report.cue.start > content.start
        or " that " not in content.of(text)
    ):
        return (report,)
    gap = next(filter(None, (p.search(text, content.start, content.end) for p in (SECOND, SECOND_BODY))), None)
    if gap is None:
        return (report,)
    sentence = parsed.sentences[report.sentence]
    words = sentence.over(gap.start(1), gap.end(1))
    names = [t for t in words if t.upos in {"PROPN", "NOUN"} and can_speak(t)]
    that = next((t for t in sentence.over(gap.start(), content.end) if t.end == gap.end() - 1), None)
    if that is None or not names or not _leads_in(sentence, that) or _governs(sentence, names[-1]):
        return (report,)
    first = msgspec.structs.replace(report, content=Span(content.start, gap.start()))
    second = msgspec.structs.replace(
        report,
        content=Span(gap.end(), content.end),
        source=Span(gap.start(1), gap.end(1)),
        speaker=names[0].start,
        heard=(),
        relay=(),
        score=min(report.score, 0.8),
    )
    return first, second


def counted_by_gap(parsed: Parsed, report: Report) -> tuple[Report, ...]:
    """Return a report as it is, or as two where behind a semicolon another counts otherwise: "12 dead; Moscow, 30"."""
    content, text = report.content, parsed.text
    sentence = parsed.sentences[report.sentence]
    gap = COUNTING.search(text, content.start, max(content.end, sentence.end)) if report.kind in SAYING else None
    if gap is None or report.cue is None or report.cue.start > content.start or gap.start() > content.end:
        return (report,)
    names = [t for t in sentence.over(gap.start(1), gap.end(1)) if t.upos in {"PROPN", "NOUN"} and can_speak(t)]
    amount = [t for t in sentence.over(gap.end(), sentence.end) if t.upos != "PUNCT"]
    if not names or not 0 < len(amount) <= AMOUNT or amount[-1].xpos != "CD":
        return (report,)
    second = msgspec.structs.replace(
        report,
        content=Span(amount[0].start, amount[-1].end),
        source=Span(gap.start(1), gap.end(1)),
        speaker=names[-1].start,
        heard=(),
        relay=(),
        score=min(report.score, 0.8),
        rule="figure",
    )
    return msgspec.structs.replace(report, content=Span(content.start, gap.start())), second


def _leads_in(sentence: Sentence, that: Token) -> bool:
    """Tell whether "that" leads in a clause with its own subject, and no relative one ("Juba, Sudan that led to")."""
    verb = sentence.tokens[that.head] if that.head >= 0 else None
    return (
        that.relation == "mark" and verb is not None and any(t.i > that.i for t in sentence.children(verb.i, "nsubj"))
    )


def _governs(sentence: Sentence, name: Token) -> bool:
    """Tell whether a name is what a verb right before it is done to ("told him, Ankara that")."""
    head = sentence.tokens[name.head] if name.head >= 0 else None
    return head is not None and head.upos == "VERB" and name.relation in {"obj", "iobj"} and head.i < name.i
