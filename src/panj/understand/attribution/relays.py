"""Through whom a saying reaches the report, and the day on which it was said."""

from collections.abc import Collection, Iterator
from itertools import takewhile

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting, words
from panj.records import Attribution, Interval, Mention, Source, Span
from panj.understand.attribution.reports import Report, cue_span
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup, Stretches

MEDIA = words("role_words", "word", "medium")
STATIONS = MEDIA | {"agency", "channel", "station", "site"}


def relays_of(report: Report, sentence: Sentence, lookup: Lookup, dated: Stretches[Interval]) -> Iterator[Attribution]:
    """Yield outlets that were told ("told Politico") or that published what the source says."""
    relay = (*report.relay, *_quoted_by(report, sentence))
    teller = lookup.at(report.speaker) if report.speaker is not None else None
    for offset in (*report.heard, *relay):
        source = _relayed_by(offset, sentence, lookup, teller, quotes=offset in relay)
        if source is not None:
            yield Attribution(source=source, cue=report.cue, manner="paraphrase")
    speaker = next((t for t in sentence.tokens if t.start == report.speaker), None)
    above = sentence.above(speaker.i) if speaker is not None else ()
    verb = next((t for t in above if t.upos == "VERB" and t.lemma.lower() in reporting.relaying()), None)
    if speaker is None or verb is None:
        return
    by = phrases.agent(sentence, verb.i) or phrases.subject(sentence, verb.i)
    mention = lookup.at(by.start) if by is not None and by.i != speaker.i else None
    if mention is not None and mention.type == "outlet":
        cue = cue_span(sentence, verb)
        said = said_on(cue, report.content, sentence, dated)
        yield Attribution(source=_as_source(mention), cue=cue, manner="paraphrase", said=said)


def _relayed_by(
    offset: int, sentence: Sentence, lookup: Lookup, teller: Mention | None, *, quotes: bool
) -> Source | None:
    """Return who passes on what was said to him: a medium, an outlet, who `quotes`, or whom people testified to."""
    mention = lookup.at(offset)
    named = mention is not None and not _is_local(mention) and mention.text[:1].isupper()
    medium = None if named else _medium(offset, sentence, lookup)
    if medium is not None or mention is None:
        return medium
    testified = (mention.code or "").endswith("/NGO") and _is_of_people(teller)
    return _as_source(mention) if mention.type == "outlet" or quotes or testified else None


def _quoted_by(report: Report, sentence: Sentence) -> Iterator[int]:
    """Yield who quotes the speaker beside his name: "residents quoted by local media said", "Lin, cited by TASS,"."""
    speaker = next((t for t in sentence.tokens if t.start == report.speaker), None)
    if speaker is None:
        return
    saying = sentence.children(speaker.head, "advcl") if speaker.head >= 0 else ()
    for verb in (*sentence.children(speaker.i, "acl"), *saying):
        by = phrases.agent(sentence, verb.i)
        if by is not None and verb.xpos in {"VBN", "VBD"} and verb.lemma.lower() in reporting.relaying():
            yield by.start


def _is_local(mention: Mention) -> bool:
    """Tell whether the world's tables do not know whom a mention means."""
    return (mention.entity or "~").startswith("~")


def _is_of_people(teller: Mention | None) -> bool:
    """Tell whether those who say something are people, who bear witness ("residents told Human Rights Watch that")."""
    return teller is not None and teller.type in {"person", "group"}


def _medium(offset: int, sentence: Sentence, lookup: Lookup) -> Source | None:
    """Return the outlet that was told: "RFE/RL's Armenian Service", "the Russian news site Meduza", "Radio Okapi"."""
    heard = next((t for t in sentence.tokens if t.start == offset), None)
    if heard is None:
        return None
    named = phrases.span_of(sentence, phrases.phrase(sentence, heard.i))
    known = [m for m in lookup.inside(named.start, named.end) if m.type == "outlet" and not _is_local(m)]
    if known:
        return _as_source(known[0])
    first, last = phrases.chunk(sentence, heard.i)
    called = [t for t in sentence.tokens[first : last + 1] if t.upos != "DET"]
    if not called or MEDIA.isdisjoint(token.lemma.lower() for token in called):
        return None
    kind = max((t.i for t in called if t.upos == "NOUN" and t.lemma.lower() in STATIONS), default=None)
    behind = sentence.tokens[kind + 1 :] if kind is not None else ()  # "the news agency Lusa"
    called = [*takewhile(lambda t: not t.text[:1].islower() and t.upos != "PUNCT", behind)] or called
    span = phrases.span_of(sentence, [token.i for token in called])
    name = " ".join(token.text for token in called).replace(" 's", "'s")
    return Source(name=name, text=name, span=span, type="outlet")


def _as_source(mention: Mention) -> Source:
    return Source(
        name=mention.name,
        text=mention.text,
        span=mention.span,
        entity=mention.entity,
        type=mention.type,
        code=mention.code,
    )


def said_on(cue: Span | None, content: Span, sentence: Sentence, times: Stretches[Interval]) -> Interval | None:
    """Return the day of the saying: the time that hangs on the cue, or on the clause that the cue belongs to."""
    if cue is None or not sentence.start <= cue.start < sentence.end:
        return None
    verb = next((t for t in sentence.tokens if t.end == cue.end), None)
    sayings = set(_sayings(sentence, verb)) if verb is not None else set()
    for time in times.over(sentence.start, sentence.end):
        if time.span is None or content.overlaps(time.span):
            continue
        inside = [t for t in sentence.tokens if time.span.start <= t.start < time.span.end]
        if inside and not _lasts(sentence, inside[0]) and _dates(sentence, inside[-1], sayings):
            return time
    return None


def _lasts(sentence: Sentence, time: Token) -> bool:
    """Tell whether a time only tells since when something is so: "acknowledged 16 wounded since Jan. 26"."""
    return time.i > 0 and sentence.tokens[time.i - 1].text.lower() == "since"


def _sayings(sentence: Sentence, verb: Token) -> Iterator[int]:
    """Yield the cue and the clauses with the same subject around it ("... reiterated X, adding that ...")."""
    yield verb.i
    while verb.relation in {"advcl", "conj", "parataxis", "xcomp"} and verb.head >= 0:
        verb = sentence.tokens[verb.head]
        yield verb.i


def _dates(sentence: Sentence, time: Token, sayings: Collection[int]) -> bool:
    """Tell whether a time hangs on one of these verbs, straight or through a clause without its own subject.

    One between the verb and its "that" is the verb's wherever the tree hangs it.
    """
    for saying in sayings:
        clauses = sentence.children(saying, "ccomp")
        if any(
            saying < time.i < t.i and t.text.lower() == "that" for c in clauses for t in sentence.children(c.i, "mark")
        ):
            return True
    for above in sentence.above(time.i):
        if above.i in sayings:
            return True
        if above.upos == "VERB" and (above.relation != "advcl" or sentence.children(above.i, "nsubj")):
            return False
    return False
