"""Whose turn it is: transcripts, interviews by questions and answers, a name and a colon before what it says."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reporting, words
from panj.records import Span
from panj.understand.attribution.reports import Report, can_speak
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Stretches, paragraphs, sentence_number

LABEL = re.compile(
    r"^(?P<who>[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,5})(?: ?\([^()\n]{1,40}\))?(?P<colon>:)[ \t]{1,3}(?=\S)",
    re.MULTILINE,
)
BOILERPLATE = re.compile(
    r"(?i)can be found|for (?:more|further) information|notes? to editors|^contact|^read more|^ends$"
)
ASKING = words("reporting_words", "word", "asking")
ANSWERING = words("reporting_words", "word", "answering")
SPEAKING = frozenset({"person", "organization"})
LONGEST = 16  # words of a name before a colon, with what is said of it
MOST = 30  # sentences of a paragraph behind it


class Turn(NamedTuple):
    """The name at the head of a turn, the colon behind it, and where the words begin."""

    who: Span
    colon: Span
    start: int


def in_turns(parsed: Parsed) -> Iterator[Report]:
    """Yield the paragraphs of each turn: "MR. KIRBY: We have seen the reports.", up to the next turn."""
    turns = _turns(parsed)
    if not turns:
        return
    asked = _asked(parsed, turns) if any(_called(parsed, t) in ANSWERING for t in turns) else None
    bounds = paragraphs(parsed)
    ends = [*(turn.who.start for turn in turns[1:]), len(parsed.text)]
    for turn, end in zip(turns, ends, strict=True):
        who = (asked or turn.who) if _called(parsed, turn) in ANSWERING else turn.who
        names = set(who.of(parsed.text).split())
        for n, span in enumerate(_told(parsed, turn.start, end, bounds)):
            if n and (_is_told_of(parsed, span, names) or BOILERPLATE.search(span.of(parsed.text))):
                break
            yield _report(parsed, turn, who, span, goes_on=bool(n))


def _report(parsed: Parsed, turn: Turn, who: Span, content: Span, *, goes_on: bool) -> Report:
    number = sentence_number(parsed, who.start)
    inside = parsed.sentences[number].over(who.start, who.end)
    return Report(
        content=content,
        cue=None if goes_on else turn.colon,
        source=who,
        speaker=inside[-1].start if inside else None,
        sentence=number,
        score=0.9,
        rule="turn",
    )


def _turns(parsed: Parsed) -> list[Turn]:
    """Return the heads of turns: names in capitals, "Q" and "A", or names one of which comes again; two at least."""
    found = [
        Turn(Span(*head.span("who")), Span(*head.span("colon")), head.end())
        for head in (LABEL.finditer(parsed.text) if parsed.sentences else ())
    ]
    if len(found) < 2:
        return []
    speakers = _speakers(parsed)
    formal = [t for t in found if _called(parsed, t) in ASKING | ANSWERING or _in_capitals(t.who.of(parsed.text))]
    named = [turn for turn in found if not speakers.isdisjoint(turn.who.of(parsed.text).split())]
    often = Counter(turn.who.of(parsed.text) for turn in named)
    again = len(formal) > 1 or any(times > 1 for times in often.values())
    turns = sorted({*formal, *(named if again else ())})
    return turns if len(turns) > 1 else []


def _in_capitals(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _called(parsed: Parsed, turn: Turn) -> str:
    return turn.who.of(parsed.text).lower()


def _speakers(parsed: Parsed) -> set[str]:
    """Return the words of the names of persons and bodies, in which no place or thing has a part ("Photo:")."""
    heads = ((s, t) for s in parsed.sentences for t in s.tokens if t.type in SPEAKING and t.upos == "PROPN")
    return {part.text for sentence, head in heads for part in (head, *sentence.children(head.i, "flat"))}


def _told(parsed: Parsed, start: int, end: int, bounds: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield what stands in each paragraph from `start` up to `end`."""
    first = bisect_right(bounds, start, key=itemgetter(1))
    last = bisect_left(bounds, end, key=itemgetter(0))
    for i in range(first, last):
        begins, ends = max(bounds[i][0], start), min(bounds[i][1], end)
        while ends > begins and parsed.text[ends - 1].isspace():
            ends -= 1
        if ends > begins:
            yield Span(begins, ends)


def _is_told_of(parsed: Parsed, span: Span, names: set[str]) -> bool:
    """Tell whether a paragraph tells of the speaker by his name, so that it is the report's own."""
    return not names.isdisjoint(span.of(parsed.text).replace("’", "'").replace("'s", "").split())


def _asked(parsed: Parsed, turns: Sequence[Turn]) -> Span | None:
    """Return who answers under "A:": the person told of most often before the first question."""
    lead = [s for s in parsed.sentences if s.end <= turns[0].who.start]
    people = [span for sentence in lead for span in _persons(sentence)]
    often = Counter(span.of(parsed.text).split()[-1] for span in people)
    return max(people, key=lambda span: often[span.of(parsed.text).split()[-1]], default=None)


def _persons(sentence: Sentence) -> Iterator[Span]:
    """Yield the names of persons: their heads with the words that are flat on them."""
    for token in sentence.tokens:
        if token.type == "person" and token.upos == "PROPN":
            last = max((t for t in sentence.children(token.i, "flat")), key=lambda t: t.i, default=token)
            yield Span(token.start, last.end)


def headed(parsed: Parsed, reports: Sequence[Report]) -> Iterator[Report]:
    """Yield the sentence behind a name and a colon at the head of a paragraph: "Netanyahu: Israel will not leave".

    Of a report or statement it is the paragraph: "The General Staff, in its morning report: 134 clashes. ...".
    """
    last = -1
    told, speakers = Stretches(reports, lambda report: report.content), _speakers(parsed)
    for number, sentence in enumerate(parsed.sentences):
        opens, last = sentence.paragraph != last, sentence.paragraph
        colon = colon_behind_name(sentence) if opens else None
        if colon is None:
            continue
        who = named_before(sentence, colon)
        if who is None:
            continue
        issued = can_speak(who) and any(
            t.lemma.lower() in reporting.documents() for t in sentence.tokens[who.i + 1 : colon.i]
        )
        content = _behind(parsed, number, colon, whole=issued)
        if content is None or not (issued or who.type in SPEAKING or who.text in speakers):
            continue
        if not told.over(content.start, content.end):
            yield named_at_colon(number, sentence, colon, who, content)


def named_at_colon(number: int, sentence: Sentence, colon: Token, who: Token, content: Span) -> Report:
    """Return what stands behind a name and a colon as a report."""
    first, last = phrases.chunk(sentence, who.i)
    return Report(
        content=content,
        cue=Span(colon.start, colon.end),
        source=Span(sentence.tokens[first].start, sentence.tokens[last].end),
        speaker=who.start,
        sentence=number,
        score=0.8,
        rule="headed",
    )


def named_before(sentence: Sentence, colon: Token) -> Token | None:
    """Return the head of the name that opens a sentence, up to its first comma or preposition."""
    name = takewhile(lambda t: t.upos not in {"PUNCT", "ADP", "SCONJ"}, sentence.tokens[: colon.i])
    return max((t for t in name if t.upos in phrases.NOMINAL), key=lambda t: t.i, default=None)


def colon_behind_name(sentence: Sentence) -> Token | None:
    """Return the colon behind a name at the head of a sentence; none if a verb stands before it ("He added:")."""
    colon = next((t for t in sentence.tokens[1:LONGEST] if t.text == ":"), None)
    before = sentence.tokens[: colon.i] if colon is not None else ()
    told = any(t.text == "(" or (t.upos in {"AUX", "VERB"} and t.xpos in phrases.FINITE) for t in before)
    return None if told else colon


def _behind(parsed: Parsed, number: int, colon: Token, *, whole: bool) -> Span | None:
    """Return what stands behind a colon: the rest of its sentence, the next one if it ends there, or the paragraph."""
    sentence = parsed.sentences[number]
    after = [s for s in parsed.sentences[number + 1 : number + MOST] if s.paragraph == sentence.paragraph]
    ends = colon.i + 1 == len(sentence.tokens)
    if ends and not after:
        return None
    start = after[0].start if ends else sentence.tokens[colon.i + 1].start
    end = after[-1].end if whole and after else after[0].end if ends else sentence.end
    return Span(start, end)
