"""Quotations and their speakers: whole quotations for tree fragments, speakers for quotations the trees leave alone."""

from collections.abc import Iterator, Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.attribution.quotations import Quotation, find_quotations
from panj.understand.attribution.reports import NOT_SPEAKERS, Report, can_speak, cue_span, source_span, speaker_of
from panj.understand.attribution.turns import (
    BOILERPLATE,
    colon_behind_name,
    headed,
    in_turns,
    named_at_colon,
    named_before,
)
from panj.understand.trees.lookup import Stretches, paragraphs, sentence_number

FARTHEST = 120  # characters between two quotations of one speaker, the second without a cue
ENDS = frozenset(".!?,…")
SENTENCE_LIKE = 4  # words; fewer between marks are a name or a word held at a distance
MOST_SENTENCES = 60  # of a statement that follows a colon without quotation marks


def with_quotations(parsed: Parsed, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports with their quotations made whole, and reports for quotations that no cue had claimed."""
    quotations = find_quotations(parsed.text, paragraphs(parsed))
    marked = Stretches(quotations, lambda quotation: quotation.outer)
    found = [_whole(report, marked.over(report.content.start, report.content.end)) for report in reports]
    claimed = Stretches(found, lambda report: report.content)
    spoken: list[Report] = []
    before: Quotation | None = None
    for quotation in quotations:
        inside = _outside_of(quotation, claimed.over(quotation.span.start, quotation.span.end))
        said = _long(parsed, quotation)
        if not said or _claimed(quotation, inside):
            spoken = inside or spoken
            before = quotation if said or inside else before  # 'said John "J.D." Dorrian' parts nothing
            continue
        near = (
            _behind_name(parsed, quotation)
            or _near_cue(parsed, quotation)
            or _told_before(parsed, quotation, before, found)
        )
        added = [near] if near is not None else list(_carried_on(parsed, quotation, before, spoken))
        found.extend(added)
        spoken, before = added or spoken, quotation
    under = list(_after_colon(parsed, found))
    found = [report for report in found if not any(_leads_to(report, other) for other in under)]
    found.extend(under)
    found.extend(in_turns(parsed))
    found.extend(headed(parsed, found))
    return tuple(sorted(found, key=lambda report: (report.content.start, report.content.end)))


def with_the_rest(parsed: Parsed, reports: Sequence[Report]) -> list[Report]:
    """Return the reports, those that the model alone found grown over the sentences behind in the same quotation."""
    if not any(report.rule == "model" for report in reports):
        return list(reports)
    opened = {quotation.span.start: quotation for quotation in find_quotations(parsed.text, paragraphs(parsed))}
    return [_to_its_end(report, opened.get(report.content.start), reports) for report in reports]


def _to_its_end(report: Report, quotation: Quotation | None, reports: Sequence[Report]) -> Report:
    if quotation is None or report.rule != "model" or report.content.end >= quotation.span.end:
        return report
    rest = Span(report.content.end, quotation.span.end)
    others = (span for other in reports for span in (other.content, other.cue) if span is not None)
    taken = any(span.overlaps(rest) for span in others) or (report.cue and quotation.outer.holds(report.cue))
    return report if taken else msgspec.structs.replace(report, content=quotation.span)


def _outside_of(quotation: Quotation, reports: Sequence[Report]) -> list[Report]:
    """Return the reports less those that are told within the quotation: "Every side says it protects us," he said."""
    return [report for report in reports if report.cue is None or not quotation.span.holds(report.cue)]


def _long(parsed: Parsed, quotation: Quotation) -> bool:
    """Tell whether words between marks are a saying: some words, or a sentence however short ("Hallelujah")."""
    words = quotation.span.of(parsed.text)
    return len(words.split()) >= SENTENCE_LIKE or (words[-1] in ENDS and _opens_sentence(parsed, quotation))


def _opens_sentence(parsed: Parsed, quotation: Quotation) -> bool:
    sentence = parsed.sentences[sentence_number(parsed, quotation.span.start)]
    return sentence.start >= quotation.outer.start - 1


def _claimed(quotation: Quotation, reports: Sequence[Report]) -> bool:
    return any(_shared(quotation.span, report.content) * 2 > _length(quotation.span) for report in reports)


def _whole(report: Report, quotations: Sequence[Quotation]) -> Report:
    """Return the report with its content grown to the quotation that it is most of or opens."""
    for quotation in quotations:
        shared = _shared(quotation.outer, report.content)
        if not shared or (report.content.holds(quotation.span) and shared * 10 < _length(report.content) * 9):
            continue
        if report.content.start < quotation.outer.start and _breaks_off(report, quotation):
            return msgspec.structs.replace(report, content=Span(report.content.start, quotation.span.end))
        cue_inside = report.cue is not None and quotation.span.holds(report.cue)
        if not cue_inside and shared * 10 >= _length(report.content) * 9:
            return msgspec.structs.replace(report, content=quotation.span, rule="quoted")
    return report


def _breaks_off(report: Report, quotation: Quotation) -> bool:
    """Tell whether a content ends with a sentence within a quotation that goes on: 'faces "a threat. And it ..."'."""
    ends_inside = quotation.span.start < report.content.end < quotation.span.end - len(".”")
    return ends_inside and not (report.cue is not None and quotation.outer.holds(report.cue))


def _behind_name(parsed: Parsed, quotation: Quotation) -> Report | None:
    """Find who is named before a colon that a quotation stands behind: 'Governor Lin: "Two people were killed."'."""
    number = sentence_number(parsed, quotation.outer.start)
    for n in (number, number - 1):
        sentence = parsed.sentences[max(0, n)]
        colon = colon_behind_name(sentence)
        if colon is not None and 0 <= quotation.outer.start - colon.end <= len(": "):
            who = named_before(sentence, colon)
            speaks = who is not None and can_speak(who)
            return named_at_colon(max(0, n), sentence, colon, who, quotation.span) if who and speaks else None
    return None


def _near_cue(parsed: Parsed, quotation: Quotation) -> Report | None:
    """Find the cue that stands beside a quotation: in its first or last sentence, or before a colon above it."""
    best: tuple[int, int, Sentence, Token] | None = None
    verbs = reporting.verbs()
    number = max(0, sentence_number(parsed, quotation.outer.start) - 1)
    while number < len(parsed.sentences) and parsed.sentences[number].start < quotation.outer.end:
        sentence = parsed.sentences[number]
        colon = parsed.text[sentence.end - 1] in ":," and 0 <= quotation.outer.start - sentence.end <= 4
        touches = sentence.start < quotation.outer.end and quotation.outer.start < sentence.end
        for token in sentence.tokens if touches or colon else ():
            if quotation.outer.start <= token.start < quotation.outer.end or token.upos != "VERB":
                continue
            cue = verbs.get(token.lemma.lower())
            if cue is None or "clause" not in cue.frames:
                continue
            gap = max(quotation.outer.start - token.end, token.start - quotation.outer.end)
            if best is None or gap < best[0]:
                best = gap, number, sentence, token
        number += 1
    if best is None:
        return None
    _, number, sentence, verb = best
    return _from_verb(quotation, number, sentence, verb)


def _from_verb(quotation: Quotation, number: int, sentence: Sentence, verb: Token) -> Report | None:
    who = speaker_of(sentence, verb)
    if who is None or who.text.lower() in NOT_SPEAKERS or quotation.outer.start <= who.start < quotation.outer.end:
        return None
    return Report(
        content=quotation.span,
        cue=cue_span(sentence, verb),
        source=source_span(sentence, who),
        speaker=who.start,
        heard=tuple(token.start for token in sentence.children(verb.i, "obj", "iobj") if token.i > verb.i),
        sentence=number,
        score=0.9,
        rule="quotation",
    )


def _told_before(
    parsed: Parsed, quotation: Quotation, before: Quotation | None, reports: Sequence[Report]
) -> Report | None:
    """Find who says a quotation without a cue from the sentence before it: who says something there, or is its subject.

    A quotation in that sentence is carried on instead.
    """
    number = sentence_number(parsed, quotation.span.start)
    if number == 0 or not _opens_sentence(parsed, quotation) or quotation.span.of(parsed.text)[-1] not in ENDS:
        return None
    last = parsed.sentences[number - 1]
    if parsed.sentences[number].paragraph - last.paragraph > 1 or (before and before.outer.end > last.start):
        return None
    verb = next((token for token in last.tokens if token.head < 0), None)
    if verb is None:
        return None
    told = [r for r in reports if r.sentence == number - 1 and r.cue and r.cue.start == verb.start]
    said = min((r for r in told if r.speaker is not None and r.source), key=lambda r: r.content.start, default=None)
    if said is not None:
        return msgspec.structs.replace(
            said, content=quotation.span, cue=None, kind="say", sentence=number, score=0.7, rule="carried"
        )
    who = speaker_of(last, verb) if verb.upos == "VERB" else None
    if who is None or not (who.type == "person" or who.text.lower() in {"he", "she"}):
        return None
    return Report(
        content=quotation.span,
        cue=None,
        source=source_span(last, who),
        speaker=who.start,
        sentence=number,
        score=0.6,
        rule="carried",
    )


def _carried_on(
    parsed: Parsed, quotation: Quotation, before: Quotation | None, spoken: Sequence[Report]
) -> Iterator[Report]:
    """Yield a report by the speaker of the quotation before, if only a paragraph break or a short cue parts them."""
    if before is None:
        return
    between = quotation.outer.start - before.outer.end
    sentences = [sentence_number(parsed, offset) for offset in (before.span.end - 1, quotation.span.start)]
    beside = sentences[1] - sentences[0] == 1 and _opens_sentence(parsed, quotation)
    said = [report for report in spoken if _shared(report.content, before.span) * 2 > _length(before.span)]
    if not said or not (before.runs_on or between <= FARTHEST or beside):
        return
    last = max(said, key=lambda report: report.content.end)
    number = sentence_number(parsed, quotation.span.start)
    yield msgspec.structs.replace(
        last, content=quotation.span, cue=None, kind="say", sentence=number, score=0.8 * last.score, rule="carried"
    )


def _after_colon(parsed: Parsed, reports: Sequence[Report]) -> Iterator[Report]:
    """Yield what stands under "X said:" without quotation marks: the paragraphs to the end of the text."""
    for number, sentence in enumerate(parsed.sentences[:-1]):
        if parsed.text[sentence.end - 1] != ":" or parsed.text[sentence.end : sentence.end + 1] != "\n":
            continue
        verb = next((t for t in reversed(sentence.tokens) if t.upos == "VERB"), None)
        nearby = parsed.sentences[number + 1 : number + 1 + MOST_SENTENCES]
        follows = [s for s in nearby if not BOILERPLATE.search(parsed.text[s.start : s.end])]
        spoken = verb is not None and verb.lemma.lower() in reporting.verbs()
        if verb is None or not spoken or not follows or parsed.text[follows[0].start] in "\"“'‘":
            continue
        content = Span(follows[0].start, follows[-1].end)
        quotation = Quotation(content, content)
        cues = (r.cue for r in reports if r.cue and not _before(r, r.cue))
        if not any(sentence.start <= cue.start < sentence.end for cue in cues):
            report = _from_verb(quotation, number, sentence, verb)
            if report is not None:
                yield msgspec.structs.replace(report, rule="colon", score=0.8)
                return


def _leads_to(report: Report, under: Report) -> bool:
    """Tell whether the words before a cue are no saying of it: what is said stands under the colon behind the cue."""
    return report.cue is not None and report.cue == under.cue and _before(report, report.cue)


def _before(report: Report, cue: Span) -> bool:
    """Tell whether what is taken for said is a title before "X said:" ("Minister for Y, X said:")."""
    return 0 <= cue.start - report.content.end <= FARTHEST and report.rule not in ("quotation", "quoted", "carried")


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _length(span: Span) -> int:
    return span.end - span.start
