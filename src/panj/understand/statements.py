"""Statements: each event, relation and claim in the mouth of whoever says it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

import msgspec

from panj.english.parsed import Parsed, Sentence, Token, head_of
from panj.lexicon import reporting
from panj.records import (
    Attribution,
    Document,
    Event,
    Interval,
    Modality,
    Relation,
    Span,
    Statement,
    fingerprint,
)
from panj.understand.attribution import Attributed, around, chain_of, laid_out
from panj.understand.clauses import asides, clause_span, known_thing, second_clause, told_in
from panj.understand.confidence import calibrated
from panj.understand.events.context import Found
from panj.understand.events.settings import Setting
from panj.understand.modality import modality_of
from panj.understand.modality.climb import Judged, marks, was
from panj.understand.modality.objects import takes_for_there
from panj.understand.modality.prospects import Prospect, says_chance
from panj.understand.modality.said import WARNING, by_report, is_told
from panj.understand.modality.weighed import of_figure, put
from panj.understand.relations.standing import standing_states
from panj.understand.times.tense import starts_ahead, tense_at
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Stretches, sentence_number

# What a speaker does with a content decides how surely it is put, unless the clause itself says otherwise.
MODALITY = {
    "forecast": Modality.FORECAST,
    "warn": Modality.FORECAST,
    "demand": Modality.DEMANDED,
    "ask": Modality.ASKED,
    "promise": Modality.PLANNED,
    "hope": Modality.HYPOTHETICAL,
    "doubt": Modality.POSSIBLE,
}

# What the speaker's act may make of a clause: one asserted; "asked if" also makes a condition a question.
OPEN = {False: {Modality.ASSERTED}, True: {Modality.ASSERTED, Modality.CONDITIONAL}}

# What a content's main verb makes of it: "would grow", "will have to be kept".
AHEAD = frozenset({Modality.FORECAST, Modality.PLANNED, Modality.DEMANDED})


class Placed(msgspec.Struct, frozen=True):
    """An event where it was found, and how its own sentence puts it."""

    found: Found
    judged: Judged


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement is about; `about` tells it from others of the same words, `kind` how sure it may be."""

    about: str
    kind: Literal["event", "relation", "claim", "figure"]
    event: Event | None = None
    when: Interval | None = None
    relation: Relation | None = None
    quantities: tuple[Span, ...] = ()


def state_all(
    document: Document,
    parsed: Parsed,
    attributions: Sequence[Attributed],
    events: Sequence[Placed | Prospect],
    relations: Sequence[tuple[Relation, Span, float]],
    setting: Setting,
) -> tuple[Statement, ...]:
    """Return the statements of a document in the order of the text; `setting` has its times and its figures."""
    author = Author(document, parsed, attributions)
    amounts = Stretches((quantity.span for quantity in setting.quantities), lambda span: span)
    found = [author.of_event(x) if isinstance(x, Placed) else author.of_prospect(x, amounts) for x in events]
    found += [author.of_relation(*relation, amounts) for relation in relations]
    found += author.of_claims(found, amounts)
    found += author.of_figures(found, setting)
    found += author.of_states(found, setting)
    distinct = {statement.id: statement for statement in found}
    return tuple(sorted(distinct.values(), key=lambda s: (s.span.start, s.span.end, s.id)))


class Author:
    """Writes the statements of one document."""

    def __init__(self, document: Document, parsed: Parsed, attributions: Sequence[Attributed]) -> None:
        self._document, self._parsed, self._attributions = document, parsed, attributions
        self._said = laid_out(attributions)
        cued = [attributed for attributed in attributions if attributed.link.cue is not None]
        self._cued = Stretches(cued, lambda attributed: attributed.link.cue or attributed.content)

    def of_event(self, placed: Placed) -> Statement:
        """Return the statement that an event came about, or is planned, asked for, denied."""
        event, sentence = placed.found.event, self._parsed.sentences[placed.found.sentence]
        inside = self._inside(event.trigger, cue=event.trigger)
        judged = _combined(placed, inside[-1], sentence) if inside else placed.judged
        judged = put(sentence, placed.found.token, self._as_claimed(placed, sentence, judged))
        judged = self._not_yet(placed, judged, sentence)
        span = inside[-1].content if inside else clause_span(sentence, placed.found.token)
        if inside:
            event = _without_teller(event, inside[-1], sentence, placed.found.token)
        return self._write(
            span, inside, placed.found.confidence, judged, Matter(about=event.id, kind="event", event=event)
        )

    def _not_yet(self, placed: Placed, judged: Judged, sentence: Sentence) -> Judged:
        """Return how an act is put whose own day is told as one to come: "decreed a curfew as of Monday" has none."""
        when, day = placed.found.event.when, self._document.published
        if judged.modality is not Modality.ASSERTED or when is None or when.earliest is None or day is None:
            return judged
        named = head_of(sentence.over(when.span.start, when.span.end)) if when.span and when.earliest > day else None
        if named is None or takes_for_there(sentence, placed.found.token):
            return judged  # "decided to lift the sanctions from Friday": which are in force
        if not (starts_ahead(sentence, named) or _is_to_come(placed, sentence, named)):
            return judged
        return Judged(Modality.PLANNED, judged.denied, judged.condition)

    def _as_claimed(self, placed: Placed, sentence: Sentence, judged: Judged) -> Judged:
        """Return how a claim's maker puts an act that another denies above it: "Juba rejected Bor's claim that ..."."""
        trigger, i = placed.found.event.trigger, placed.found.token
        disputed = any(a.answers and _under(sentence, i, a.link.cue) for a in around(self._said, trigger))
        if not disputed:
            return judged
        return Judged(judged.modality, phrases.negated(sentence, i), judged.condition)

    def of_relation(self, relation: Relation, span: Span, confidence: float, amounts: Stretches[Span]) -> Statement:
        """Return the statement that a relation holds, with the figures that count one of its ends."""
        inside = self._inside(span, last=True)
        about = fingerprint(relation.relation, relation.subject, relation.object, relation.subject_span.start)
        said = inside[-1].content if inside else span
        ends = (span,) if relation.relation == "controls" else (relation.subject_span, relation.object_span)
        counted = tuple(dict.fromkeys(amount for end in ends for amount in amounts.over(end.start, end.end)))
        matter = Matter(about=about, kind="relation", relation=relation, quantities=counted)
        return self._write(said, inside, confidence, Judged(), matter)

    def of_prospect(self, prospect: Prospect, amounts: Stretches[Span]) -> Statement:
        """Return the statement that something is to come, in words that name no act, with the figures in them."""
        sentence = self._parsed.sentences[prospect.sentence]
        token = sentence.tokens[prospect.token]
        inside = self._inside(Span(token.start, token.end))
        span = inside[-1].content if inside else told_in(sentence, prospect.told)
        span = second_clause(sentence, prospect.told, span)
        counted = tuple(amount for amount in amounts.over(span.start, span.end) if span.holds(amount))
        matter = Matter(about=f"ahead {token.start}", kind="claim", when=prospect.when, quantities=counted)
        return self._write(span, inside, 0.8, prospect.judged, matter)

    def of_claims(self, found: Iterable[Statement], amounts: Stretches[Span]) -> Iterator[Statement]:
        """Yield a statement for each attribution that no event or relation has carried."""
        carried: dict[tuple[Span, Attribution], list[Statement]] = {}
        for statement in found:
            carried.setdefault((statement.span, statement.chain[-1]), []).append(statement)
        for attributed in self._attributions:
            judged = self._put(attributed)
            by = carried.get((attributed.content, attributed.link), [])
            ahead = judged.modality is Modality.FORECAST and not any(s.modality is Modality.FORECAST for s in by)
            if (by and not ahead) or self._passed_on(attributed):
                continue
            inside = (
                *(() if attributed.answers else self._inside(attributed.content, cue=attributed.link.cue)),
                *self._passers(attributed),
                attributed,
            )
            near = amounts.over(attributed.content.start, attributed.content.end)
            spans = tuple(span for span in near if attributed.content.holds(span))
            matter = Matter(about="claim", kind="claim", quantities=spans)
            yield self._write(attributed.content, _once(inside), 0.9, judged, matter)

    def _put(self, attributed: Attributed) -> Judged:
        """Return how a content is put: by what the speaker does, else by its own main verb ("would grow")."""
        judged = Judged(MODALITY.get(attributed.kind, Modality.ASSERTED), attributed.kind == "deny")
        if judged.modality not in (Modality.ASSERTED, Modality.FORECAST) or judged.denied:
            return judged
        sentence = self._parsed.sentences[sentence_number(self._parsed, attributed.content.start)]
        nouns = (t for t in _words_of(sentence, attributed.link.cue) if t.upos == "NOUN")
        if (reported := next(filter(None, (by_report(sentence, noun) for noun in nouns)), None)) is not None:
            return reported
        main = _main_of(sentence, attributed.content)
        if main is None:
            return judged
        clause = sentence.tokens[main].upos in {"VERB", "AUX"} or sentence.children(main, "cop")
        own = modality_of(sentence, main) if clause else judged
        if judged.modality is not Modality.FORECAST:
            return own if own.modality in AHEAD and not was(sentence, main) else judged
        if "to" in marks(sentence, main) and _warns(sentence, attributed.link.cue):
            return Judged(Modality.DEMANDED)  # "warned them not to send ships", not "expects them to send ships"
        return own if own.condition or is_told(sentence, main) else judged  # "warned that the army was losing ground"

    def _inside(self, span: Span, cue: Span | None = None, *, last: bool = False) -> tuple[Attributed, ...]:
        """Return who says it, outermost first, with those who pass on the innermost saying.

        With `last`, the last word tells whether it stands in an aside: a fact is said by its verb, not by its names.
        """
        inside = tuple([a for a in around(self._said, span, cue) if not a.answers])
        point = Span(span.end - 1, span.end) if last else span
        while inside and not _covers_all(inside[-1]) and self._aside(point, inside[-1].content):
            inside = inside[:-1]
        return _once((*inside[:-1], *self._passers(inside[-1]), inside[-1])) if inside else ()

    def _aside(self, span: Span, content: Span) -> bool:
        """Tell whether words stand in an aside that the reporter adds to what he retells (", where 6,000 serve,").

        A relative clause set off by a comma or a dash is asserted by whoever writes it (Potts 2005, on supplements).
        """
        sentence = self._parsed.sentences[sentence_number(self._parsed, span.start)]
        first = next((t.i for t in sentence.tokens if t.end > span.start), None)
        return first is not None and any(
            content.holds(aside) and aside.holds(span) and aside != content for aside in asides(sentence, first)
        )

    def _passers(self, inner: Attributed) -> tuple[Attributed, ...]:
        """Return those whose content holds a saying's cue but not what is said ("which, AFP says, X rejects")."""
        if inner.link.cue is None:
            return ()
        holding = around(self._said, inner.link.cue, cue=inner.link.cue)
        return tuple(a for a in holding if a is not inner and not a.content.overlaps(inner.content))

    def _passed_on(self, outer: Attributed) -> bool:
        """Tell whether a content is nothing but another's saying ("According to ABC News, Basya believes ...")."""
        inside = [a for a in self._cued.over(outer.content.start, outer.content.end) if a is not outer and a.link.cue]
        inside = [a for a in inside if a.link.cue is not None and outer.content.holds(a.link.cue)]
        return any(
            not outer.content.overlaps(a.content)
            or (
                a.link.cue is not None and (a.link.cue.start, a.content.end) == (outer.content.start, outer.content.end)
            )
            or (outer.content.holds(a.content) and _size(a.content) * 5 >= _size(outer.content) * 3)
            for a in inside
        )

    def of_figures(self, found: Iterable[Statement], setting: Setting) -> Iterator[Statement]:
        """Yield a statement for each figure that is in no other statement, or that a retelling takes for granted."""
        told = {span for statement in found for span in statement.quantities}
        for quantity in setting.quantities:
            sentence = self._parsed.sentences[sentence_number(self._parsed, quantity.span.start)]
            inside = self._inside(quantity.span)
            known = known_thing(sentence, quantity) if inside and inside[-1].link.manner != "quote" else None
            if quantity.span in told and not known:
                continue
            inside = inside[:-1] if known else inside
            span = known or (inside[-1].content if inside else Span(sentence.start, sentence.end))
            when = setting.when(sentence, sentence.over(quantity.span.start, quantity.span.end)[0].i)
            matter = Matter(about=str(quantity.span.start), kind="figure", when=when, quantities=(quantity.span,))
            yield self._write(span, inside, 0.7, of_figure(sentence, quantity.span), matter)

    def of_states(self, found: Sequence[Statement], setting: Setting) -> Iterator[Statement]:
        """Yield a statement for how something stands in a sentence that nothing else tells: "the port was reopened"."""
        for span in unread(self._parsed, [s for s in found if s.relation is None]):
            sentence = self._parsed.sentences[sentence_number(self._parsed, span.start)]
            for token, state in standing_states(sentence):
                inside = self._inside(Span(token.start, token.end))
                told = inside[-1].content if inside else clause_span(sentence, state)
                matter = Matter(about=f"state {token.start}", kind="claim", when=setting.when(sentence, state))
                yield self._write(told, inside, 0.8, modality_of(sentence, state), matter)

    def _write(
        self,
        span: Span,
        inside: Sequence[Attributed],
        confidence: float,
        judged: Judged,
        matter: Matter,
    ) -> Statement:
        chain = chain_of(self._document, inside)
        names = [link.source.name for link in chain]
        for attributed in inside:
            confidence *= attributed.score
        return Statement(
            id=fingerprint(self._document.id, span.start, span.end, *names, matter.about),
            document=self._document.id,
            span=span,
            quote=self._document.quote(span),
            chain=chain,
            modality=judged.modality,
            denied=judged.denied,
            condition=judged.condition,
            event=matter.event,
            relation=matter.relation,
            when=matter.when,
            quantities=matter.event.quantities if matter.event else matter.quantities,
            confidence=round(calibrated(matter.kind, confidence), 3),
        )


def _warns(sentence: Sentence, cue: Span | None) -> bool:
    return any(t.lemma.lower() in WARNING for t in _words_of(sentence, cue))


def _words_of(sentence: Sentence, cue: Span | None) -> tuple[Token, ...]:
    return sentence.over(cue.start, cue.end) if cue is not None else ()


def _covers_all(attributed: Attributed) -> bool:
    """Tell whether even the asides of a content are its speaker's: quoted, or told before who says so at the end."""
    cue = attributed.link.cue
    return attributed.link.manner == "quote" or (cue is not None and cue.start >= attributed.content.end)


def _size(span: Span) -> int:
    return span.end - span.start


def _once(inside: Sequence[Attributed]) -> tuple[Attributed, ...]:
    return tuple(dict.fromkeys(inside))


def _is_to_come(placed: Placed, sentence: Sentence, named: Token) -> bool:
    """Tell whether a day hangs on the act itself and is told as to come ("expected at the session in September")."""
    near = islice(sentence.above(named.i), 2)
    return placed.found.token in [t.i for t in near] and tense_at(sentence, named.i) == "future"


def _without_teller(event: Event, told: Attributed, sentence: Sentence, i: int) -> Event:
    """Return an act without who tells it: named after it ("they retook it, the army said") or as counting its dead.

    Of "the attacks, which Hamas claimed", it is the doer.
    """
    teller, cue = told.link.source.span, told.link.cue
    if teller is None or cue is None:
        return event
    if sentence.tokens[i].upos == "VERB":
        after = teller.start >= told.content.end
    else:
        tallied = any(t.lemma.lower() in reporting.tallying() for t in sentence.over(cue.start, cue.end))
        after = tallied and sentence.over(told.content.start, told.content.end)[0].xpos == "CD"
    kept = tuple(r for r in event.roles if not r.span.overlaps(teller)) if after else event.roles
    return msgspec.structs.replace(event, roles=kept)


def _combined(placed: Placed, attributed: Attributed, sentence: Sentence) -> Judged:
    """Return how an event's own sentence puts it, and what the speaker does with it where the cue stands elsewhere."""
    judged, i = placed.judged, placed.found.token
    if (
        attributed.kind == "forecast"
        and judged.modality is Modality.ASSERTED
        and says_chance(sentence, attributed.link.cue)
    ):
        return Judged(Modality.POSSIBLE, judged.denied)  # "put the odds of a new war at one in three"
    if _under(sentence, i, attributed.link.cue) or not _main(sentence, i, attributed.content):
        return judged
    if attributed.kind == "deny":
        return Judged(judged.modality, not judged.denied, judged.condition)
    if judged.modality in OPEN[attributed.kind == "ask"] and attributed.kind in MODALITY:
        return Judged(MODALITY[attributed.kind], judged.denied, judged.condition)
    return judged


def _under(sentence: Sentence, i: int, cue: Span | None) -> bool:
    """Tell whether the cue governs token `i` in its tree, so that the sentence has told already what it does."""
    return cue is not None and any(cue.start <= above.start < cue.end for above in sentence.above(i))


def _main_of(sentence: Sentence, content: Span) -> int | None:
    """Return the first token that lies in a content and whose head does not."""
    inside = [token for token in sentence.tokens if content.start <= token.start < content.end]
    within = {token.i for token in inside}
    for token in inside:
        if token.head not in within:
            return token.i
    return None


def _main(sentence: Sentence, i: int, content: Span) -> bool:
    """Tell whether an event is what the content is about, not the background of it."""
    while content.start <= sentence.tokens[i].start < content.end:
        head = sentence.tokens[i].head
        if head < 0 or not content.start <= sentence.tokens[head].start < content.end:
            return True
        if sentence.tokens[i].relation not in {"nsubj", "obj", "conj", "xcomp", "ccomp", "parataxis"}:
            return False
        i = head
    return False


def unread(parsed: Parsed, statements: Sequence[Statement]) -> tuple[Span, ...]:
    """Return the sentences that no statement touches."""
    spans = sorted([(s.span.start, s.span.end) for s in statements])
    out: list[Span] = []
    reach, k = -1, 0
    for sentence in parsed.sentences:
        while k < len(spans) and spans[k][0] < sentence.end:
            reach = max(reach, spans[k][1])
            k += 1
        if reach <= sentence.start:
            out.append(Span(sentence.start, sentence.end))
    return tuple(out)
