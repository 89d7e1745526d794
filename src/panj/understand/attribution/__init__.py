"""Who says what: reported speech as links of a chain, outlet first, innermost speaker last."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting, words
from panj.records import Attribution, Document, Interval, Manner, Mention, Modality, Source, Span
from panj.understand.attribution.according import retold
from panj.understand.attribution.cues import find_cues
from panj.understand.attribution.gapped import counted_by_gap, parted_by_gap
from panj.understand.attribution.learned import with_segments
from panj.understand.attribution.next_act import OPENING_MARKS, before_next_act
from panj.understand.attribution.quotations import find_quotations
from panj.understand.attribution.quoted import with_quotations, with_the_rest
from panj.understand.attribution.rejoinders import with_rejoinders
from panj.understand.attribution.relays import MEDIA, STATIONS, relays_of, said_on
from panj.understand.attribution.reports import BEFELL, Report, answering, of_another, withholds
from panj.understand.modality import modality_of
from panj.understand.modality.climb import VERBAL
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup, Stretches, paragraphs

UNNAMED = "unnamed"
NOWHERE = Span(0, 1)
JOINING = re.compile(r"\s{0,3}(?:,|,?\s{0,3}(?:and|or|as well as)(?:\s{1,3}the)?)\s{1,3}")
NAMED = r"(?:the )?[A-Z][\w'’-]{0,30}(?: [A-Z][\w'’-]{0,30}){0,4}"
INCLUDING = re.compile(
    rf"{BEFELL}|(?: (?:on|in|since|late|early) [^,.;]{{1,30}})?,?\s{{1,3}}including "
    rf"{NAMED}(?:(?:, and|,| and) {NAMED}){{0,20}}(?=[,.])"
)
LOOSE_ENDS = 6  # characters of a source that its names may leave over: "both", "the"
# Words before a name that make it another's than the speaker's ("the office of Jane Doe").
PARTING = frozenset({"of", "by", "for", "from", "to", "with", "and", "or", "s", "in", "at", "on", "against", "under"})
COPIES = words("role_words", "word", "copy")
COORDINATING = frozenset({"and", "but", "or", "that"})
COUNTING = frozenset({"multiple", "several", "some", "many", "various", "numerous", "recent", "another", "one"})
ABOUT = frozenset({"in", "on", "about", "across", "over", "at"})  # what a report is of, or where, not whose it is
OMITTING = words("role_words", "word", "omitting")
PRESS = MEDIA | {"media", "medium", "press"}
ARTICLES = frozenset({"a", "an", "the", "this", "that", "its", "his", "her", "their"})


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that somebody other than the reporter says.

    `relays` are those who passed it on to the report, outermost first; `kind` is what the speaker does with it (say,
    deny, demand, ask, forecast ...); `answers` if he denies what another has said: "Lin said they were armed, which
    Manila denies"; `sentence` is where the cue stands.
    """

    content: Span
    link: Attribution
    relays: tuple[Attribution, ...] = ()
    kind: str = "say"
    answers: bool = False
    country: str | None = None
    sentence: int = 0
    score: float = 1.0


OPENING = re.compile(r";\s*(?:(?:and|but|while)\s+)?(?:according to\s+)?(?:the\s+)?", re.IGNORECASE)


def find_attributions(
    parsed: Parsed, mentions: Sequence[Mention], times: Sequence[Interval], voices: Collection[str] = ()
) -> tuple[Attributed, ...]:
    """Return every attribution, those that hold others first; `voices` are names whose saying is the outlet's own."""
    return join(parsed, find_reports(parsed), Lookup(mentions), times, voices)


def find_reports(parsed: Parsed) -> tuple[Report, ...]:
    """Return the reported speech of a text as spans of source, cue and content, each content once."""
    trees = with_quotations(parsed, find_cues(parsed.sentences))
    found = (
        before_next_act(parsed, _with_examples(parsed, _before_stop(parsed, r)))
        for r in with_segments(parsed, trees)
        if _issaid_on(parsed, r)
    )
    found = (report for report in found if not _behind_stop(parsed.text, report))
    reports = _unparted(parsed.text, _distinct(with_the_rest(parsed, list(found))))
    apart = (_without_others(parsed.text, r, reports) for r in reports if not of_another(parsed.text, r, reports))
    parted = [p for r in apart for part in parted_by_gap(parsed, r) for p in counted_by_gap(parsed, part)]
    return with_rejoinders(parsed, retold(parsed, parted))


def _without_others(text: str, report: Report, reports: Sequence[Report]) -> Report:
    """Return a report without what another says after a semicolon: "A said 13 were killed; B put its dead at 20"."""
    content = report.content
    if ";" not in content.of(text) or text[content.start - 1 : content.start] in OPENING_MARKS:
        return report
    others = sorted(x.source.start for x in reports if x.source and x.cue and content.holds(x.source))
    stops = (text.rfind(";", content.start, start) for start in others)
    stop = next(
        (n for n, start in zip(stops, others, strict=True) if n > 0 and OPENING.fullmatch(text, n, start)), None
    )
    return msgspec.structs.replace(report, content=Span(content.start, stop)) if stop else report


def _behind_stop(text: str, report: Report) -> bool:
    """Tell whether what is taken for said stands behind the semicolon that ends a saying: "..., he said; she left"."""
    cue, source, start = report.cue, report.source, report.content.start
    if cue is not None and source is not None and report.content.end <= min(cue.start, source.start):
        before = text[report.content.end : min(cue.start, source.start)]
        return before.lstrip().startswith(";")  # "it is to decide; India asked it to refuse"
    if cue is None or source is None or not max(cue.end, source.end) <= start or text[start - 1] in OPENING_MARKS:
        return False
    between = text[max(cue.end, source.end) : start]
    return text[: min(cue.start, source.start)].rstrip().endswith(",") and between.lstrip().startswith(";")


def _before_stop(parsed: Parsed, report: Report) -> Report:
    """Return a report with what stands before its "according to X;", not what another says after the semicolon."""
    cue, source, text = report.cue, report.source, parsed.text
    if cue is None or source is None or not cue.start < source.start < source.end <= report.content.start:
        return report
    start = max(parsed.sentences[report.sentence].start, text.rfind(";", 0, cue.start) + 1)
    before = text[start : cue.start].rstrip(" ,")
    parted = ";" in text[source.end : report.content.start] and cue.of(text).lower().startswith("according")
    start += len(before) - len(before.lstrip())
    return (
        msgspec.structs.replace(report, content=Span(start, start + len(before.lstrip())))
        if parted and before.strip()
        else report
    )


def _with_examples(parsed: Parsed, report: Report) -> Report:
    """Return a report with the names after it that say which are meant: "took three capitals, including Kunduz"."""
    named = INCLUDING.match(parsed.text, report.content.end, parsed.sentences[report.sentence].end)
    whole = Span(report.content.start, named.end()) if named else report.content
    others = (span for span in (report.cue, report.source) if span is not None)
    return report if any(span.overlaps(whole) for span in others) else msgspec.structs.replace(report, content=whole)


def _issaid_on(parsed: Parsed, report: Report) -> bool:
    """Tell whether somebody has said it: not "if he said", "is expected to announce", "may claim"."""
    sentence, cue = parsed.sentences[report.sentence], report.cue
    words = sentence.over(cue.start, cue.end) if cue else ()
    verb = next((t for t in words if cue and cue.start <= t.start and t.upos in VERBAL), None)
    if verb is None or parsed.text[max(0, report.content.start - 1) : report.content.start] in OPENING_MARKS:
        return True
    if verb.relation == "xcomp" and sentence.lemmas[verb.head] in OMITTING:
        return False  # "failed to mention the attack" is the reporter's to tell
    return not withholds(sentence, verb, report.content) and modality_of(sentence, verb.i).modality is Modality.ASSERTED


def join(
    parsed: Parsed, reports: Sequence[Report], lookup: Lookup, times: Sequence[Interval], voices: Collection[str]
) -> tuple[Attributed, ...]:
    """Return the reports with their speakers known, their relays, and the day of the saying where the text tells."""
    quotations = Stretches(
        (quotation.span for quotation in find_quotations(parsed.text, paragraphs(parsed))), lambda span: span
    )
    dated = Stretches((time for time in times if time.span and time.earliest), lambda time: time.span or NOWHERE)
    found: list[Attributed] = []
    for report in reports:
        sentence = parsed.sentences[report.sentence]
        source = source_of(report, sentence, lookup, parsed.text)
        if source.name is not None and _bare(source.name).lower() in voices and not answering(report):
            continue
        said = said_on(report.cue, report.content, sentence, dated)
        link = Attribution(source=source, cue=report.cue, manner=_manner(report, quotations), said=said)
        found.append(
            Attributed(
                content=report.content,
                link=link,
                relays=tuple(relays_of(report, sentence, lookup, dated)),
                kind=report.kind,
                answers=answering(report),
                country=_country(report, lookup),
                sentence=report.sentence,
                score=report.score,
            )
        )
    return tuple(sorted(found, key=lambda a: (a.content.start, -a.content.end)))


def chain_of(document: Document, inside: Sequence[Attributed]) -> tuple[Attribution, ...]:
    """Return the chain through these attributions, outermost first, that begins with the outlet itself."""
    links = [Attribution(source=Source(name=document.outlet, type="outlet"))]
    for attributed in inside:
        for link in (*attributed.relays, attributed.link):
            outlets = {x.source.name for x in links if x.source.type == link.source.type == "outlet"}
            if link.source.name == links[-1].source.name and link.source.name is not None:
                links[-1] = link
            elif not outlets & {link.source.name, link.source.text}:
                links.append(link)
    return tuple(links)


Said = Stretches[Attributed]


def laid_out(attributions: Sequence[Attributed]) -> Said:
    """Return the attributions by the characters of their contents."""
    return Stretches(attributions, lambda attributed: attributed.content)


def around(said: Said, span: Span, cue: Span | None = None) -> tuple[Attributed, ...]:
    """Return the attributions whose content holds `span`, the widest first; one whose cue is `cue` is left out."""
    near = said.over(span.start, span.end)
    if not near:
        return ()
    holding = [a for a in near if a.content.holds(span) and (cue is None or a.link.cue != cue)]
    return tuple(sorted(holding, key=lambda a: (a.content.start - a.content.end, a.content.start)))


# -- spans -------------------------------------------------------------------------------------------------------


def _distinct(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports less those that say again what a better one says: the same words, or the same cue on them."""
    kept: list[Report] = []
    contents: set[tuple[Span, bool]] = set()
    by_cue: dict[Span, list[Span]] = {}
    for report in sorted(reports, key=lambda r: (r.rule != "cited", -r.score, r.content.start - r.content.end)):
        same_cue = by_cue.setdefault(report.cue, []) if report.cue is not None else []
        told = report.content, answering(report)
        if told in contents or any(report.content.overlaps(other) for other in same_cue):
            continue
        kept.append(report)
        contents.add(told)
        same_cue.append(report.content)
    return tuple(sorted(kept, key=lambda r: (r.content.start, -r.content.end)))


def _unparted(text: str, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports, one of those that only a quotation mark or the cue parts: a collapse "as soon as May"."""
    kept: list[Report] = []
    for report in reports:
        last = kept[-1] if kept else None
        if last is not None and last.cue is not None and (last.cue, last.source) == (report.cue, report.source):
            between = text[last.content.end : report.content.start]
            joined = set(between.lower().replace(",", " ").split()) <= COORDINATING
            if between and (joined or not between.strip(' "“”') or between.strip(" ,") == _inserted(text, report)):
                kept[-1] = msgspec.structs.replace(last, content=Span(last.content.start, report.content.end))
                continue
        kept.append(report)
    return tuple(kept)


def _inserted(text: str, report: Report) -> str:
    """Return the words from source to cue, or from cue to source; "" if there is no source."""
    if report.cue is None or report.source is None:
        return ""
    return text[min(report.cue.start, report.source.start) : max(report.cue.end, report.source.end)]


# -- who ---------------------------------------------------------------------------------------------------------


def source_of(report: Report, sentence: Sentence, lookup: Lookup, text: str) -> Source:
    """Return the speaker of a report: the entity of the words that name it, the maker of a document that speaks."""
    if report.source is None or report.speaker is None:
        return Source(name=UNNAMED, type="other")
    words = report.source.of(text)
    joined = _joined(report.source, lookup, text)
    if joined is not None:
        return Source(name=joined, text=words, span=report.source, type="group")
    head = next((t for t in sentence.tokens if t.start == report.speaker), None)
    mention = _speaker(report.source, report.speaker, head, sentence, lookup, text)
    called = _called(sentence, head) if head is not None else None
    if called is not None and report.source.end <= called.end:  # "the monitoring group ACLED"
        mention = lookup.at(called.start)
        if mention is None or mention.name is None:
            return Source(name=called.text, text=words, span=report.source, type="other")
    if mention is None or mention.name is None:
        return Source(name=_bare(words), text=words, span=report.source, type="other")
    if head is not None and _is_press(head, mention):
        return Source(name=_bare(words), text=words, span=report.source, type="outlet")
    seat = _bare(mention.text) if _bare(mention.text).lower() in reporting.seats() else None
    return Source(
        name=seat or _as_other(words, mention) or _uncounted(mention),
        text=words,
        span=report.source,
        entity=mention.entity,
        type=mention.type,
        code=mention.code,
    )


def _speaker(
    source: Span, at: int, head: Token | None, sentence: Sentence, lookup: Lookup, text: str
) -> Mention | None:
    """Return who is named where a speaker's words have their head; of a document who made it, of a title its bearer."""
    mention = lookup.at(at)
    if mention is not None and not source.overlaps(mention.span):
        mention = None
    if head is not None and (mention is None or mention.entity is None or mention.entity.startswith("~")):
        mention = _maker(sentence, head, source, lookup) or mention
    if mention is None or mention.type != "person":
        mention = _titled(source, mention, lookup, text) or mention
    return mention


def _is_press(head: Token, mention: Mention) -> bool:
    """Tell whether a speaker is an outlet that no table lists: "the Turkish press", "the France 24 channel"."""
    word = head.lemma.lower()
    if mention.type == "state" and word in PRESS - MEDIA:
        return True
    return word in STATIONS and (mention.entity or "~").startswith("~")


def _called(sentence: Sentence, head: Token) -> Token | None:
    """Return the name right behind a common noun for who speaks."""
    named = next((t for t in sentence.children(head.i, "appos") if t.i == head.i + 1 and t.upos == "PROPN"), None)
    return named if head.upos == "NOUN" else None


def _titled(source: Span, head: Mention | None, lookup: Lookup, text: str) -> Mention | None:
    """Return the person whose full name ends a source of many words ("Special Representative for X Jane Doe")."""
    inside = lookup.inside(source.start, source.end)
    named = [m for m in inside if m.type == "person" and m.span.end == source.end and " " in m.text]
    person = max(named, key=lambda m: m.span.end - m.span.start, default=None)
    if person is None or person.span.start == source.start or (head is not None and head.span.overlaps(person.span)):
        return None
    before = text[source.start : person.span.start].split()
    return person if before and before[-1].lower().strip("’'") not in PARTING and before[-1][-1] != "," else None


def _joined(source: Span, lookup: Lookup, text: str) -> str | None:
    """Return the names of several who say something together ("Armenia and Azerbaijan"), None for one."""
    inside = [m for m in lookup.inside(source.start, source.end) if m.span.end <= source.end and m.name]
    apart: list[Mention] = []
    for mention in inside:
        if not apart or mention.span.start >= apart[-1].span.end:
            apart.append(mention)
    if len(apart) < 2 or len({m.entity or m.name for m in apart}) < 2:
        return None
    gaps = [text[a.span.end : b.span.start] for a, b in pairwise(apart)]
    ends = text[source.start : apart[0].span.start], text[apart[-1].span.end : source.end]
    if any(not JOINING.fullmatch(gap) for gap in gaps) or any(len(end.strip()) > LOOSE_ENDS for end in ends):
        return None
    names = [str(m.name) for m in apart]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _country(report: Report, lookup: Lookup) -> str | None:
    mention = lookup.at(report.speaker) if report.speaker is not None else None
    return mention.country if mention is not None else None


def _maker(sentence: Sentence, head: Token, source: Span, lookup: Lookup) -> Mention | None:
    """Return who made the document that speaks ("details of a U.S. intelligence community assessment")."""
    if head.lemma.lower() in COPIES or not PRESS.isdisjoint(t.lemma.lower() for t in sentence.children(head.i)):
        return None  # "Russian media reports" are not Russia's
    of = [t for t in sentence.children(head.i, "nmod") if phrases.case(sentence, t.i) == "of"]
    by = next((t for t in sentence.children(head.i, "nmod") if phrases.case(sentence, t.i) == "by"), None)
    if not any(t.lemma.lower() in reporting.documents() for t in (head, *of)):
        return None
    first = sentence.tokens[phrases.chunk(sentence, by.i)[0]].start if by is not None else source.start
    about = [t for t in sentence.children(head.i, "nmod") if phrases.case(sentence, t.i) in ABOUT]
    apart = [phrases.span_of(sentence, sentence.subtree(t.i)) for t in about]  # "reports in Kenya", "a paper on Iran"
    inside = [m for m in lookup.inside(first, source.end) if m.entity and m.type not in {"place", "other"}]
    inside = [m for m in inside if not any(span.holds(m.span) for span in apart)]
    return max(inside, key=lambda m: m.span.end - m.span.start, default=None)


def _as_other(words: str, mention: Mention) -> str | None:
    """Return "another official" of one whom the text only describes: he is not the official who spoke before."""
    first, _, rest = words.partition(" ")
    described = (mention.entity or "~").startswith("~") and (mention.name or "").islower()
    return f"another {_bare(rest)}" if first.lower() == "another" and described else None


def _uncounted(mention: Mention) -> str | None:
    """Return the name of a mention; of one that the text describes only, without how many they are."""
    rest = (mention.name or "").partition(" ")[2]
    described = (mention.entity or "~").startswith("~") and rest.islower()
    return _bare(mention.name) if mention.name and described else mention.name


def _bare(words: str) -> str:
    """Return a name without its article and without how many or how lately ("multiple sources", "recent reports")."""
    first, _, rest = words.partition(" ")
    plain = first.lower() in ARTICLES or (first.lower() in COUNTING and not rest.startswith("of "))
    return _bare(rest) if rest and plain else words


# -- how and when ------------------------------------------------------------------------------------------------


def _manner(report: Report, quotations: Stretches[Span]) -> Manner:
    content = report.content
    if report.rule in {"colon", "turn"}:
        return "quote"
    inside = quotations.over(content.start, content.end)
    if any(q.start <= content.start + 1 and content.end - 1 <= q.end for q in inside):
        return "quote"
    return "mixed" if inside else "paraphrase"
