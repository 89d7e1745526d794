"""A time that somebody is given, and the clock that it starts: "seven days to leave", "within a month"."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.records import Interval, Span
from panj.understand.modality.climb import opener
from panj.understand.times.delays import days_of
from panj.understand.trees import phrases

GRANTS = words("terms", "word", "grant")
TERMS = words("terms", "word", "term")
INSIDE = frozenset({"within", "inside"})
COMING = frozenset({"next", "coming"})
SPANNING = frozenset({"over", "in", "during", "for", "throughout"})


def predicate(sentence: Sentence, token: Token) -> Token | None:
    """Return the nearest predicate at or above a token."""
    return next((t for t in (token, *sentence.above(token.i)) if t.i in sentence.predicates), None)


def limit(
    sentence: Sentence, token: Token, time: Interval, day: date | None, near: Iterable[Interval]
) -> Interval | None:
    """Return the days that a duration gives somebody ("within ten days", "seven days to leave"); None if it is none.

    They count from the day told beside who says so, else from the report; where the giving is told in the past, from
    the day told beside it ("saying on Sunday"), else from its words, of unknown day. `near` are the sentence's times.
    """
    days, to = days_of(time), governed(sentence, time)
    if days is None or day is None or (time.after is not None and to is None):
        return None
    granted = to is not None or _of_term(sentence, token)
    if not granted and _on_condition(sentence, token):
        return None  # "could be back within a week if they were needed": from then on
    verb = (granting(sentence, token) if granted else None) or predicate(sentence, token)
    if not granted and not _runs(sentence, token, verb):
        return None
    told = _telling(sentence, verb)
    if told is None or not is_past(sentence, told):
        since, told_by = _said_on(sentence, verb, near, day)
        return msgspec.structs.replace(time, earliest=since, latest=told_by + timedelta(days), after=None)
    if told is verb and not granted:
        return None  # "within two weeks they had taken the city"
    single = [t.latest for t in near if t.latest and t.latest == t.earliest and t.latest <= day]
    if single:
        return msgspec.structs.replace(time, earliest=single[-1], latest=single[-1] + timedelta(days), after=None)
    start = phrases.subject(sentence, told.i) or told
    first = phrases.chunk(sentence, start.i)[0] if start.i < told.i else told.i
    return msgspec.structs.replace(time, after=Span(sentence.tokens[first].start, told.end), delay_days=(None, days))


def _on_condition(sentence: Sentence, token: Token) -> bool:
    """Tell whether what a time is told of hangs on an "if" or "when" behind it."""
    verb = predicate(sentence, token)
    clauses = sentence.children(verb.i, "advcl") if verb is not None else ()
    return any(opener(sentence, c.i) == "condition" and c.i > token.i for c in clauses)


def _runs(sentence: Sentence, token: Token, verb: Token | None) -> bool:
    """Tell whether a duration runs from the report on: "within a month", "over the next year", "will end in a week"."""
    above = sentence.tokens[token.head] if token.head > token.i else token
    case = phrases.case(sentence, above.i if above.lemma.lower() == "time" else token.i)
    if case in INSIDE:
        return True
    coming = bool(sentence.words_below(token.i, "amod") & COMING)
    while verb is not None and verb.relation == "xcomp" and verb.head >= 0:
        verb = sentence.tokens[verb.head]
    helpers = sentence.children(verb.i, "aux") if verb is not None else ()
    return (coming and case in SPANNING) or (case == "in" and any(t.xpos == "MD" for t in helpers))


def _said_on(sentence: Sentence, verb: Token | None, near: Iterable[Interval], day: date) -> tuple[date, date]:
    """Return the days on which what a verb tells was said: "announced on March 11 that it would be ready"."""
    over = (verb, *sentence.above(verb.i)) if verb is not None else ()
    clause = next((t for t in over if t.relation == "ccomp"), None)
    if clause is None or clause.head < 0:
        return day, day
    own = [t.start for t in sentence.children(clause.head, "obl", "advmod", "nmod")]
    past = ((t.span, t.earliest, t.latest) for t in near if t.latest and t.latest <= day)
    told = ((first, last) for span, first, last in past if span and any(span.start <= i < span.end for i in own))
    return next(((first, last) for first, last in told if first and last), (day, day))


def _telling(sentence: Sentence, verb: Token | None) -> Token | None:
    """Return the verb by which an infinitive is asked or given ("asked them to leave"); a finite verb itself."""
    while verb is not None and verb.relation in {"xcomp", "advcl", "ccomp", "acl"} and verb.head >= 0:
        if "to" not in sentence.words_below(verb.i, "mark"):
            break
        verb = predicate(sentence, sentence.tokens[verb.head])
    return verb


def is_past(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb is told in the past or as done."""
    helpers = sentence.children(verb.i, "aux", "cop")
    return verb.xpos == "VBD" or any(t.lemma == "have" or t.xpos == "VBD" for t in helpers)


def governed(sentence: Sentence, time: Interval) -> Token | None:
    """Return the verb of what somebody is given a time for: "gave them seven days to hand back power"."""
    if time.span is None or days_of(time) is None:
        return None
    following = [t for t in sentence.tokens if t.start >= time.span.end][:2]
    if len(following) < 2 or following[0].text.lower() != "to" or following[1].upos != "VERB":
        return None
    return following[1] if granting(sentence, following[0]) else None


def is_until(sentence: Sentence, time: Token) -> bool:
    """Tell whether a day stands right before what is to be done by then: "until Friday to leave"."""
    last = sentence.subtree(time.i)[-1]
    behind = sentence.tokens[last + 1 : last + 3]
    to_do = len(behind) == 2 and behind[0].text.lower() == "to" and behind[1].upos == "VERB"
    return to_do and phrases.case(sentence, time.i) in {"until", "till", "by"}


def granting(sentence: Sentence, token: Token) -> Token | None:
    """Return the nearest verb of giving before a token."""
    before = reversed(sentence.tokens[: token.i])
    return next((t for t in before if t.upos == "VERB" and t.lemma.lower() in GRANTS), None)


def _of_term(sentence: Sentence, token: Token) -> bool:
    """Tell whether a duration is that of a deadline: "a 48-hour ultimatum", "an ultimatum of two days"."""
    return any(t.lemma.lower() in TERMS for t in (token, *sentence.above(token.i))[:3])
