"""What the model of English says of reported speech, joined with what the trees say."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from panj.english.parsed import Parsed, Segment, Sentence, Token
from panj.lexicon import reporting
from panj.records import Span
from panj.understand.attribution.judged import POINTING
from panj.understand.attribution.reports import (
    OPENERS,
    Report,
    answering,
    can_speak,
    enacts,
    given_to,
    nobody,
    wants_of_others,
)
from panj.understand.mentions.names import head_of
from panj.understand.trees.lookup import Stretches, sentence_number

QUOTES = "\"“”„«»'‘’` -–—"
# Swept on PolNeAR dev and the articles; rerun bench/articles after each training of the model.
MODEL_ALONE = 0.5  # least score of a segment that no tree confirms
UNLISTED = 0.8  # the same for a cue with no word of the lexicon in it
# How often a report that only the trees see is one, by kind, on PolNeAR dev.
FEWEST = 3  # words of a content that only the model sees ("declined to comment" says nothing)
RELATIVES = frozenset({"who", "whom", "which", "that"})
PLACED = frozenset(
    {"cited", "judged", "preposition", "claimed", "rumour", "turn", "headed", "chance"}
)  # found by a word that says nothing else
QUOTING = frozenset({"quoted", "quotation", "carried", "colon", "turn", "headed"})
OF_ONE_SENTENCE = frozenset({"verb", "judged", "noun", "preposition", "hearsay", "cited"})
PLAIN = frozenset({"say", "deny", "accuse", "warn", "ask", "demand", "hear"})
CONDITIONS = frozenset({"if", "unless", "were", "should", "had"})
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


class Content(msgspec.Struct, frozen=True):
    """One content of a group, numbered in the order of the text."""

    number: int
    group: Group
    span: Span


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
    contents = [Content(i, group, span) for i, (group, span) in enumerate(_contents(parsed))]
    near = Stretches(contents, lambda content: content.span)
    cued = Stretches(contents, lambda content: Span(content.group.cue.start, content.group.cue.end))
    chosen = _matched(reports, near, cued)
    found: list[Report] = []
    for k, report in enumerate(reports):
        over = near.over(report.content.start, report.content.end)
        same = [c for c in over if _mostly(report.content, c.span) and not _swallows(c, report)]
        if k in chosen:
            score = max(report.score, 0.95 if chosen[k] in same else 0.7)
            words = report.content if _knows_better(parsed, chosen[k].span, report) else chosen[k].span
            found.append(msgspec.structs.replace(report, content=words, score=score))
        elif (
            _is_kept(report, near)
            or _goes_on(parsed, reports, k, chosen)
            or _stands_alone(report, same, cued, {c.number for n, c in chosen.items() if reports[n].cue != report.cue})
        ):
            found.append(_unconfirmed(report))
    used = {content.number for content in chosen.values()}
    cues = Stretches((report.cue for report in found if report.cue is not None), lambda cue: cue)
    cited = {report.source for report in found if report.rule == "cited"}
    for content in contents:
        cue = content.group.cue
        if content.span in cited:
            continue  # "Interfax, citing an official, reported that": whom it cites
        if content.number not in used and content.group.score >= MODEL_ALONE and not cues.over(cue.start, cue.end):
            found.extend(_alone(parsed, content.group, content.span))
    return tuple(found)


def _is_kept(report: Report, near: Stretches[Content]) -> bool:
    """Tell whether a report needs no word of the model: its place tells it, or it stands in another."""
    return report.rule in PLACED or report.rule == "colon" or answering(report) or _nested(report, near)


def _goes_on(parsed: Parsed, reports: Sequence[Report], k: int, chosen: Mapping[int, Content]) -> bool:
    """Tell whether a report goes on with the one before, which the model sees."""
    return k - 1 in chosen and _follows(parsed.text, reports[k], reports[k - 1], chosen[k - 1].span)


def _knows_better(parsed: Parsed, wide: Span, report: Report) -> bool:
    """Tell whether the trees know better: by quotation marks, by who is spoken to, by where their sentence ends."""
    if report.rule in QUOTING or report.rule == "figure" or _is_whole(report, wide):
        return True
    if report.rule == "cited" and report.source is not None and wide.holds(report.source):
        return True  # "quoted an officer as saying": what he said
    if report.source is not None and wide.overlaps(report.source) and not report.content.overlaps(report.source):
        return True  # "accused by rights groups of killing": whose words they are is none of them
    if wide.holds(report.content) and _adds_setting(parsed.text, wide, report.content):
        return True
    if any(wide.start <= offset < wide.end for offset in report.heard):
        return True
    first, last = sentence_number(parsed, report.content.start), sentence_number(parsed, report.content.end - 1)
    outside = wide.start < parsed.sentences[first].start or wide.end > parsed.sentences[last].end
    return outside and report.rule in OF_ONE_SENTENCE


def _is_whole(report: Report, wide: Span) -> bool:
    """Tell whether the tree has the whole claim: "The test, the ministry said, was its biggest"."""
    if report.rule == "preposition" and report.content.holds(wide):
        return True
    around = report.cue is not None and report.content.holds(report.cue) and not wide.holds(report.cue)
    return around and report.content.overlaps(wide)


def _adds_setting(text: str, wide: Span, content: Span) -> bool:
    """Tell whether the model's words add only what points to a thing ("called it a crime"), or where it was said.

    Or whom one cites: "reported, citing villagers, that".
    """
    before, beyond = text[wide.start : content.start].lower().split(), text[content.end : wide.end].lower().split()
    points = bool(before) and (before[0] in POINTING or before == ["of"])
    cites = before[-1:] == ["that"] and "".join(before[-2:-1]).endswith(",")
    return points or cites or (beyond[:1] == ["in"] and beyond[-1] in reporting.documents())  # "in a joint statement"


def _matched(reports: Sequence[Report], near: Stretches[Content], cued: Stretches[Content]) -> dict[int, Content]:
    """Return which of the model's contents belongs to which report: most alike first, then by cue alone."""
    pairs: list[tuple[float, int, int, Content]] = []
    for k, report in enumerate(reports):
        alike = [(c, _likeness(report.content, c.span)) for c in near.over(report.content.start, report.content.end)]
        alike = [(content, share) for content, share in alike if share > 0.5 and not _anothers(content, report)]
        alike = [] if answering(report) else alike  # what it denies is another's content
        own = cued.over(report.cue.start, report.cue.end) if report.rule == "verb" and report.cue and not alike else []
        pairs.extend((-share, k, content.number, content) for content, share in alike)
        pairs.extend((0.0, k, content.number, content) for content in own if not _swallows(content, report))
    chosen: dict[int, Content] = {}
    taken: set[int] = set()
    for _, k, number, content in sorted(pairs, key=lambda pair: pair[:3]):
        if k not in chosen and number not in taken:
            chosen[k] = content
            taken.add(number)
    return chosen


def _swallows(content: Content, report: Report) -> bool:
    """Tell whether a content of the model's has a report's own cue in it, which then is another's saying."""
    return report.cue is not None and content.span.holds(report.cue) and not report.content.holds(report.cue)


def _anothers(content: Content, report: Report) -> bool:
    """Tell whether a content is another's saying: a report's own cue is in it, or what is said holds its cue."""
    cue = Span(content.group.cue.start, content.group.cue.end)
    within = report.cue is not None and report.content.holds(cue) and not cue.overlaps(report.cue)
    return _swallows(content, report) or (within and not content.span.holds(cue) and report.content != content.span)


def _nested(report: Report, near: Stretches[Content]) -> bool:
    """Tell whether a saying stands with its cue inside another one, where the model was never taught to look."""
    if report.cue is None or report.source is None or report.kind == "find":
        return False
    around = near.over(report.cue.start, report.cue.end)
    return any(c.span.holds(report.cue) and c.span.holds(report.content) for c in around)


def _follows(text: str, report: Report, before: Report, chosen: Span) -> bool:
    """Tell whether a piece goes on with what stands before its cue: "If A, he said, B", "A, he said, and B"."""
    alike = report.rule == before.rule == "verb" and (report.cue, report.source) == (before.cue, before.source)
    opening = before.content.of(text).split(None, 1)[0].lower()
    goes_on = opening in CONDITIONS or report.content.of(text).startswith("and ")
    return alike and goes_on and not report.content.overlaps(chosen)


def _stands_alone(report: Report, same: Sequence[Content], cued: Stretches[Content], others: Collection[int]) -> bool:
    """Tell whether to believe the trees where the model does not: not against it, and only of plain saying.

    `others` are contents that stand under another cue, whichever the model gives them.
    """
    if any(report.content.start <= c.group.cue.start and c.group.cue.end <= report.content.end for c in same):
        return True  # "According to ABC News, Basya believes ...": one content within the other
    against = bool(same) or (
        report.cue is not None and any(c.number not in others for c in cued.over(report.cue.start, report.cue.end))
    )
    return (report.kind in PLAIN or report.rule == "hearsay") and not against


def _contents(parsed: Parsed) -> Iterator[tuple[Group, Span]]:
    for group in groups(parsed):
        for segment in group.contents:
            span = tidy(parsed.text, segment.start, segment.end)
            if span is not None and span.of(parsed.text).lower() not in RELATIVES:
                yield group, span


def _mostly(a: Span, b: Span) -> bool:
    return _likeness(a, b) > 0.5


def _likeness(a: Span, b: Span) -> float:
    """Return what share of all that two spans cover they share."""
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _unconfirmed(report: Report) -> Report:
    doubt = 1.0 if report.rule == "colon" else TREES_ALONE.get(report.kind, 0.7)
    return msgspec.structs.replace(report, score=report.score * doubt)


def _alone(parsed: Parsed, group: Group, content: Span) -> Iterator[Report]:
    source = group.sources[0] if group.sources else None
    number = sentence_number(parsed, group.cue.start)
    sentence = parsed.sentences[number]
    words = [token for token in sentence.tokens if group.cue.start <= token.start < group.cue.end]
    kind = next(filter(None, (_kind(sentence, word) for word in words)), None)
    if kind == "ask" and not _question(content.of(parsed.text)):
        kind = "demand"  # "has asked for $40 million for its work"
    near = source is not None and sentence.start <= source.start < sentence.end
    who = _head(parsed, source) if source is not None and near else None
    short = len(content.of(parsed.text).split()) < FEWEST
    if short or (kind is None and group.score < UNLISTED) or _bare_object(sentence, words, content):
        return
    negated = any(token.lemma.lower() in {"not", "n't", "never"} for token in words)
    if who is None or negated or not can_speak(who) or nobody(sentence, who):
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


def _question(content: str) -> bool:
    opening = content.split(None, 1)[0].lower()
    return opening in reporting.questions() or content.rstrip("\"”’' ").endswith("?")


def _bare_object(sentence: Sentence, words: Sequence[Token], content: Span) -> bool:
    """Tell whether a content is what a verb is done to, which that verb does not report ("asked the bloc for aid")."""
    verbs = {t.i: cue for t in words if t.upos == "VERB" and (cue := reporting.verbs().get(t.lemma.lower()))}
    inside = [t for t in sentence.tokens if content.start <= t.start < content.end]
    tops = [t for t in inside if t.head in verbs and t.relation in {"obj", "iobj"}]
    given = any(cue.kind == "deny" and given_to(sentence, sentence.tokens[i]) for i, cue in verbs.items())
    made = any(enacts(sentence, sentence.tokens[t.head], t) for t in tops)
    pointing = any(t.upos == "PRON" and t.start == content.start for t in tops)  # "considered it successful"
    own = any("others" in cue.frames and not wants_of_others(sentence, sentence.tokens[i]) for i, cue in verbs.items())
    return given or made or pointing or own or any(not verbs[t.head].frames & {"obj", "as"} for t in tops)


def _kind(sentence: Sentence, token: Token) -> str | None:
    cue = reporting.verbs().get(token.lemma.lower()) if token.upos == "VERB" else None
    if cue is not None:
        follows = sentence.tokens[token.i + 1 : token.i + 2]
        judges = "as" in cue.frames and not any(t.text.lower() in cue.frames - {"as"} for t in follows)
        return "believe" if judges else cue.kind  # "called it a crime", not "called for talks"
    if token.text.lower() == "according":
        return "say"
    return reporting.nouns().get(token.lemma.lower()) if token.upos == "NOUN" else None


def _head(parsed: Parsed, source: Segment) -> Token | None:
    sentence = parsed.sentences[sentence_number(parsed, source.start)]
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
