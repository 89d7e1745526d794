"""What the model of English says of reported speech, joined with what the trees say."""

from collections.abc import Iterator, Sequence

import msgspec

from panj.english.parsed import Parsed, Segment, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.cues import NOT_SPEAKERS, OPENERS, Report
from panj.understand.names import head_of

QUOTES = "\"“”„«»'‘’` "
# Swept on PolNeAR dev and the articles; rerun bench/articles after each training of the model.
MODEL_ALONE = 0.5  # least score of a segment that no tree confirms
UNLISTED = 0.8  # the same for a cue with no word of the lexicon in it
# How often a report that only the trees see is one, by kind, on PolNeAR dev.
PLAIN = frozenset({"say", "deny", "accuse", "warn", "ask", "demand", "hear"})
TREES_ALONE = {"say": 0.7, "believe": 0.5, "find": 0.4, "demand": 0.5, "forecast": 0.6, "hope": 0.5}


class Group(msgspec.Struct, frozen=True):
    """One cue that the model sees, with its sources and contents."""

    cue: Segment
    sources: tuple[Segment, ...]
    contents: tuple[Segment, ...]

    @property
    def score(self) -> float:
        """Return how sure the model is of its least sure part."""
        return min(segment.score for segment in (self.cue, *self.contents))


def groups(parsed: Parsed) -> tuple[Group, ...]:
    """Return the model's segments by cue, those without content left out."""
    kinds: dict[str, dict[int, list[Segment]]] = {"source": {}, "content": {}}
    for segment in parsed.segments:
        if segment.cue is not None and segment.kind in kinds:
            kinds[segment.kind].setdefault(segment.cue, []).append(segment)
    return tuple(
        Group(segment, tuple(kinds["source"].get(i, ())), tuple(kinds["content"][i]))
        for i, segment in enumerate(parsed.segments)
        if segment.kind == "cue" and i in kinds["content"]
    )


def with_segments(parsed: Parsed, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports of the trees with the model's bounds where it sees them too, and those that only it sees."""
    contents = [(group, span) for group in groups(parsed) for span in _contents(parsed, group)]
    chosen = _matched(reports, contents)
    used = set(chosen.values())
    found: list[Report] = []
    for k, report in enumerate(reports):
        same = [i for i, (_, span) in enumerate(contents) if _mostly(report.content, span)]
        if k in chosen:
            score = max(report.score, 0.95 if chosen[k] in same else 0.7)
            found.append(msgspec.structs.replace(report, content=contents[chosen[k]][1], score=score))
        elif _stands_alone(report, [contents[i] for i in same] or contents):
            found.append(_unconfirmed(report))
    cues = {report.cue for report in found if report.cue is not None}
    for i, (group, span) in enumerate(contents):
        if i not in used and group.score >= MODEL_ALONE and not any(_meets(cue, group.cue) for cue in cues):
            found.extend(_alone(parsed, group, span))
    return tuple(found)


def _matched(reports: Sequence[Report], contents: Sequence[tuple[Group, Span]]) -> dict[int, int]:
    """Return which of the model's contents belongs to which report: most alike first, then by cue alone."""
    pairs = []
    for k, report in enumerate(reports):
        for i, (group, span) in enumerate(contents):
            alike = _likeness(report.content, span)
            if alike > 0.5 or _same_cue(report, group):
                pairs.append((alike if alike > 0.5 else 0.0, _same_cue(report, group), -k, -i))
    chosen: dict[int, int] = {}
    for alike, _, k, i in sorted(pairs, reverse=True):
        meets = any(_mostly(reports[-k].content, span) for _, span in contents)
        if -k not in chosen and -i not in chosen.values() and (alike or not meets):
            chosen[-k] = -i
    return chosen


def _same_cue(report: Report, group: Group) -> bool:
    return report.cue is not None and _meets(report.cue, group.cue)


def _stands_alone(report: Report, contents: Sequence[tuple[Group, Span]]) -> bool:
    """Tell whether to believe the trees where the model does not: not against it, and only of plain saying."""
    holds_cue = any(_mostly(report.content, span) and _meets(report.content, group.cue) for group, span in contents)
    if holds_cue:  # "According to ABC News, Basya believes ...": one content within the other
        return True
    against = any(_same_cue(report, group) or _mostly(report.content, span) for group, span in contents)
    return report.kind in PLAIN and not against


def _contents(parsed: Parsed, group: Group) -> Iterator[Span]:
    for segment in group.contents:
        span = tidy(parsed.text, segment.start, segment.end)
        if span is not None:
            yield span


def _mostly(a: Span, b: Span) -> bool:
    return _likeness(a, b) > 0.5


def _likeness(a: Span, b: Span) -> float:
    """Return what share of all that two spans cover they share."""
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _meets(span: Span, segment: Segment) -> bool:
    return span.start < segment.end and segment.start < span.end


def _unconfirmed(report: Report) -> Report:
    return msgspec.structs.replace(report, score=report.score * TREES_ALONE.get(report.kind, 0.7))


def _alone(parsed: Parsed, group: Group, content: Span) -> Iterator[Report]:
    source = group.sources[0] if group.sources else None
    number, sentence = _sentence_at(parsed, group.cue.start)
    words = [token for token in sentence.tokens if group.cue.start <= token.start < group.cue.end]
    kind = next(filter(None, map(_kind, words)), None)
    who = _head(parsed, source) if source else None
    if kind is None and group.score < UNLISTED:
        return
    negated = any(token.lemma.lower() in {"not", "n't", "never"} for token in words)
    if who is None or negated or who.text.lower() in NOT_SPEAKERS:
        return
    yield Report(
        content=content,
        cue=Span(group.cue.start, group.cue.end),
        source=Span(source.start, source.end) if source else None,
        speaker=who.start,
        kind=kind or "say",
        sentence=number,
        score=round(group.score, 3),
        rule="model",
    )


def _kind(token: Token) -> str | None:
    cue = reporting.verbs().get(token.lemma.lower()) if token.upos == "VERB" else None
    if cue is not None:
        return cue.kind
    if token.text.lower() == "according":
        return "say"
    return reporting.nouns().get(token.lemma.lower()) if token.upos == "NOUN" else None


def _sentence_at(parsed: Parsed, offset: int) -> tuple[int, Sentence]:
    found = [(n, s) for n, s in enumerate(parsed.sentences) if s.start <= offset < s.end]
    return found[0] if found else (len(parsed.sentences) - 1, parsed.sentences[-1])


def _head(parsed: Parsed, source: Segment) -> Token | None:
    _, sentence = _sentence_at(parsed, source.start)
    inside = [t.i for t in sentence.tokens if source.start <= t.start < source.end]
    return sentence.tokens[head_of(sentence, inside[0], inside[-1])] if inside else None


def tidy(text: str, start: int, end: int) -> Span | None:
    """Return the span of a content without an opening "that" and without quotation marks at its ends."""
    while True:
        before = start, end
        while start < end and (text[start].isspace() or text[start] in QUOTES):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in QUOTES):
            end -= 1
        word = text[start:end].split(maxsplit=1)
        if len(word) == 2 and word[0].lower() in OPENERS:
            start += len(word[0])
        if before == (start, end):
            return Span(start, end) if start < end else None
