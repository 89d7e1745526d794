"""Where and when an act takes place, and how many are counted in it: by the tree first, by nearness next."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import TypeVar

import msgspec

from panj.english.parsed import Sentence, Token, head_of
from panj.lexicon import words
from panj.records import Interval, Place, Quantity, Role, Span
from panj.understand.events import bygone
from panj.understand.events.sayings import of_saying
from panj.understand.events.whereabouts import VERBAL, depth, elsewhere_than, goes_with, place_of
from panj.understand.modality.granted import governed, limit
from panj.understand.modality.objects import takes_for_there
from panj.understand.modality.prospects import names_a_thing
from panj.understand.trees import phrases, rehung

Item = TypeVar("Item")
TERMS = words("terms", "word", "term")
SIMULTANEOUS = words("terms", "word", "simultaneous")
PUTTING_OFF = frozenset({"postpone", "delay", "defer", "put"})  # what is put off until a day is of that day
FARTHEST = 5
DONE = frozenset({"VBD", "VBN", "VBZ", "VBP"})
THING_COST = 3  # steps; a time may stand five above an act


class Setting:
    """The times, figures and places of a document, found again by where they stand."""

    def __init__(
        self,
        times: Sequence[Interval],
        quantities: Sequence[Quantity],
        places: Sequence[Place],
        reported: date | None = None,
    ) -> None:
        self._reported = reported
        self._times = sorted((t for t in times if t.span is not None), key=lambda t: t.span or Span(0, 1))
        self._time_starts = [t.span.start for t in self._times if t.span is not None]
        self.quantities = sorted(quantities, key=lambda q: q.span)
        self._quantity_starts = [q.span.start for q in self.quantities]
        self._places = sorted(places, key=lambda p: p.span)
        self._place_starts = [p.span.start for p in self._places]

    def of(
        self, sentence: Sentence, i: int, roles: Sequence[Role], code: str
    ) -> tuple[Place | None, Interval | None, tuple[Span, ...]]:
        """Return the place, the time and the figures of the act said by token `i`."""
        clause = _clause(sentence, i)
        place, when = self._place(sentence, i, clause, code), self._time(sentence, i, clause)
        first = phrases.gapped(sentence, i)
        if first is not None:  # "30 were killed and 90 others wounded in Kabul on Friday"
            place = place or self._place(sentence, first, first, code)
            when = when or self._time(sentence, first, first)
        if when is None:  # "hit a bus on Tuesday, killing six and wounding 31"
            when = next((day for act in goes_with(sentence, i) if (day := self._time(sentence, act, act))), None)
        return place, when, self._figures(sentence, i, roles)

    def when(self, sentence: Sentence, i: int) -> Interval | None:
        """Return the days of the clause in which token `i` stands, if it tells any up to the report's."""
        clause = _clause(sentence, i)
        acts = (clause, *goes_with(sentence, clause))
        found = next((when for act in acts if (when := self._time(sentence, act, act))), None)
        over = found and found.latest and (self._reported is None or found.latest <= self._reported)
        return found if over else None

    def of_subject(self, sentence: Sentence, i: int) -> Place | None:
        """Return the first place that the subject of token `i` names ("the city of Mosul in Iraq was taken")."""
        subject = phrases.subject(sentence, i)
        if subject is None:
            return None
        inside = phrases.phrase(sentence, subject.i, without=phrases.LOOSE)
        starts = {sentence.tokens[j].start for j in inside}
        return next((p for p in self._places if p.span.start in starts), None)

    def of_object(self, sentence: Sentence, i: int) -> Place | None:
        """Return the place that is the object of token `i` itself: "In Kordofan, the force took Bara"."""
        starts = {t.start for t in sentence.children(i, "obj")}
        near = self._between(self._places, self._place_starts, sentence)
        heads = ((p, head_of(sentence.over(p.span.start, p.span.end))) for p in near)
        return next((p for p, head in heads if head is not None and head.start in starts), None)

    def _place(self, sentence: Sentence, i: int, clause: int, code: str) -> Place | None:
        return place_of(sentence, i, clause, code, self._between(self._places, self._place_starts, sentence))

    def _time(self, sentence: Sentence, i: int, clause: int) -> Interval | None:
        if not self._between(self._times, self._time_starts, sentence):
            return None
        best: tuple[tuple[int, int], Interval, Token] | None = None
        over = _past(sentence, sentence.tokens[i])
        for time, token in self._told(sentence, i):
            if over and self._reported and time.earliest and time.earliest > self._reported:
                continue  # the day of what lies ahead: "were held planning to strike on Friday"
            inside = _steps(sentence, time, token.i, i, clause)
            rank = (inside, abs(token.i - i)) if inside is not None and inside <= FARTHEST else None
            if rank is not None and (best is None or rank < best[0]):
                best = rank, time, token
        clock = best is not None and over and best[1].after is not None and best[1].latest is None
        if best and not clock:
            return self._lasting(sentence, best[2], best[1])
        told = None if elsewhere_than(sentence, i, clause) else self._day_told_of(sentence, clause)
        found = told or self._counted_back(sentence, i) or self._bygone(sentence, i)
        return found or (best[1] if best else None)

    def _bygone(self, sentence: Sentence, i: int) -> Interval | None:
        """Return the day that what has none has from what a sentence tells of, or from bygone times that it tells."""
        near = self._between(self._times, self._time_starts, sentence)
        told = [
            (time, token)
            for time in near
            if _dated(time) and time.span and (token := head_of(sentence.over(time.span.start, time.span.end)))
        ]
        if not told:
            return None
        return bygone.of_what_it_tells_of(sentence, i, told) or bygone.of_its_time(sentence, i, told, self._reported)

    def _day_told_of(self, sentence: Sentence, clause: int) -> Interval | None:
        """Return the day that a clause tells of: "on 24 January, when rebels seized the town"."""
        when = next((t for t in sentence.children(clause, "advmod", "mark") if t.text.lower() == "when"), None)
        if when is None or when.i < 2:
            return None
        last = sentence.tokens[when.i - 1 - (sentence.tokens[when.i - 1].text == ",")]
        near = self._between(self._times, self._time_starts, sentence)
        return next((t for t in near if t.span and t.span.end == last.end and _dated(t)), None)

    def _counted_back(self, sentence: Sentence, i: int) -> Interval | None:
        """Return when an act was from whose day another's is counted: "on Friday, six days after a raid"."""
        act = sentence.tokens[i]
        for time in self._between(self._times, self._time_starts, sentence):
            start, days = time.after, time.delay_days
            if start is None or days is None or not start.start <= act.start < start.end:
                continue
            outer = _outside(sentence, i, start)
            if outer is None or not _starts_clock(sentence, i, start):
                return None
            then = self._time(sentence, outer.i, _clause(sentence, outer.i))
            return bygone.days_before(time, *self._days(sentence, then, outer), days)
        return None

    def _days(self, sentence: Sentence, time: Interval | None, act: Token) -> tuple[date | None, date | None]:
        """Return the days of an act: those said, else for what is told of as done that of the report."""
        ahead = time is not None and time.latest and self._reported and time.latest > self._reported
        if time is not None and time.after is None and not ahead:
            return time.earliest, time.latest
        return (self._reported, self._reported) if _done(sentence, act) else (None, None)

    def _told(self, sentence: Sentence, i: int) -> Iterator[tuple[Interval, Token]]:
        """Yield the times of a sentence that may be the act's, a limit as the days that it gives."""
        near = self._between(self._times, self._time_starts, sentence)
        for time in near:
            token = head_of(sentence.over(time.span.start, time.span.end)) if time.span else None
            if token is None or (token.head != i and names_a_thing(sentence, token)) or of_saying(sentence, token, i):
                continue
            to = governed(sentence, time)
            if to is None and (_dated(time) or time.after):
                yield time, token
                continue
            given = limit(sentence, token, time, self._reported, near)
            if given is not None and (to is None or to.i == i):
                yield given, token if to is None else to

    def _lasting(self, sentence: Sentence, token: Token, time: Interval) -> Interval:
        """Return the time of what goes on "since" a day: to that of the report; "until" one still ahead: from it."""
        if self._reported is None or not time.earliest or time.after or not time.latest:
            return time
        below = tuple(takewhile(lambda t: t.upos not in VERBAL, (token, *sentence.above(token.i))))
        marks = {phrases.case(sentence, t.i) for t in below}
        if "since" in marks and time.earliest <= self._reported:
            return msgspec.structs.replace(time, latest=self._reported)
        put_off = any(t.lemma.lower() in PUTTING_OFF for t in (token, *sentence.above(token.i)))
        if marks & {"until", "till"} and time.latest > self._reported and not put_off:
            return msgspec.structs.replace(time, earliest=self._reported)
        return time

    def _figures(self, sentence: Sentence, i: int, roles: Sequence[Role]) -> tuple[Span, ...]:
        near = self._between(self.quantities, self._quantity_starts, sentence)
        below = set(_argument_tokens(sentence, i)) if near else set()
        found = []
        for quantity in near:
            token = head_of(sentence.over(quantity.span.start, quantity.span.end))
            inside = token is not None and token.i in below
            if inside or any(role.span.overlaps(quantity.span) for role in roles):
                found.append(quantity.span)
        return tuple(found)

    @staticmethod
    def _between(items: Sequence[Item], starts: Sequence[int], sentence: Sentence) -> Sequence[Item]:
        return items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _outside(sentence: Sentence, i: int, start: Span) -> Token | None:
    """Return the nearest verb above token `i` that tells something, outside of what starts a clock."""
    above = (t for t in sentence.above(i) if not start.start <= t.start < start.end)
    verbs = [t for t in above if t.upos in VERBAL]
    return next((t for t in verbs if t.xpos != "VBG"), verbs[0] if verbs else None)


def _done(sentence: Sentence, act: Token) -> bool:
    """Tell whether a verb is news of its report's day: "has attacked", not "will be held" or "had left"."""
    before = sentence.children(act.i, "aux")
    return act.xpos in DONE and not any(t.xpos == "MD" or t.text.lower() == "had" for t in before)


def _past(sentence: Sentence, act: Token) -> bool:
    """Tell whether a verb is in the past: "attacked", "was seized", "has fallen", not "was to be held"."""
    helpers = sentence.children(act.i, "aux")
    finite = helpers[0] if helpers else act
    had = finite.lemma.lower() == "have" and act.xpos == "VBN"
    return (finite.xpos == "VBD" or had) and "to" not in sentence.words_below(act.i, "mark")


def _starts_clock(sentence: Sentence, i: int, start: Span) -> bool:
    """Tell whether an act starts a clock, or tells of what does: "after a raid that killed 40"."""
    path = (sentence.tokens[i], *sentence.above(i))
    inside = list(takewhile(lambda t: start.start <= t.start < start.end, path))
    return all(t.deprel == "acl:relcl" for t in inside[:-1])


def _steps(sentence: Sentence, time: Interval, token: int, i: int, clause: int) -> int | None:
    """Return how far the time at `token` stands from the act at `i`; None if it is not the act's."""
    if time.after is not None and time.after.start <= sentence.tokens[i].start < time.after.end:
        return None  # what starts the clock is not itself to come that much later
    owner = bygone.clause_before(sentence, token)
    if owner is not None:
        return 1 if owner == i else None
    inside = depth(sentence, token, i)
    if inside is not None:
        if _of_aside(sentence, token, i) or rehung.asked_to(sentence, sentence.tokens[token]) is sentence.tokens[i]:
            return None
        return inside + THING_COST * _things_between(sentence, token, i)
    if clause != i and _bears_time(sentence, i, clause):
        outer = depth(sentence, token, clause)
        if outer is not None and outer <= (2 if time.after else 1):
            return outer + 3
        if time.after is not None and i < token and clause in {t.i for t in sentence.above(token)}:
            return FARTHEST
    shared = _shared_time(sentence, token, clause)
    return _deadline(sentence, token, i) if shared is None else shared


def _of_aside(sentence: Sentence, j: int, i: int) -> bool:
    """Tell whether token `j` is of a participle that is set off below `i`: "retook the dam, lost in August"."""
    below = takewhile(lambda t: t.i != i, (sentence.tokens[j], *sentence.above(j)))
    return any(
        (t.xpos == "VBN" or (t.xpos == "VBD" and t.relation != "conj"))
        and t.relation in {"acl", "parataxis", "advcl", "conj"}
        and t.i > 0
        and sentence.tokens[t.i - 1].text in {",", "-", "–", "—"}
        and not sentence.children(t.i, "nsubj", "aux", "mark", "cc")
        for t in below
    )


def _things_between(sentence: Sentence, j: int, i: int) -> int:
    """Return how many nouns stand between: the day of a thing ("a decision of 2013") is not the act's own."""
    return sum(t.upos in {"NOUN", "PROPN"} for t in takewhile(lambda t: t.i != i, sentence.above(j)))


def _clause(sentence: Sentence, i: int) -> int:
    """Return the verb of the clause in which token `i` stands."""
    if sentence.tokens[i].upos in VERBAL:
        return i
    for above in sentence.above(i):
        if above.upos in VERBAL or above.head < 0:
            return above.i
    return i


def _bears_time(sentence: Sentence, i: int, clause: int) -> bool:
    """Tell whether a noun shares the time of its verb: it is what the verb is about, not a thing referred to."""
    token = sentence.tokens[i]  # "decided to lift the sanctions on Friday": the lifting is then
    there = takes_for_there(sentence, i) and "to" in sentence.words_below(clause, "mark")
    return not there and token.head == clause and token.relation in {"obj", "nsubj"}


def _dated(time: Interval) -> bool:
    lasting = time.timex is not None and time.timex.type == "DURATION"
    return not lasting and bool(time.earliest or time.latest)


def _shared_time(sentence: Sentence, time: int, clause: int) -> int | None:
    """Return the steps to the time of the verb that a clause with "as" or "while" is simultaneous with."""
    verb = sentence.tokens[clause]
    marks = sentence.words_below(clause, "mark")
    if verb.relation != "advcl" or verb.head < 0 or not marks & SIMULTANEOUS:
        return None
    outer = depth(sentence, time, verb.head)
    return outer + 3 if outer == 1 else None


def _deadline(sentence: Sentence, time: int, i: int) -> int | None:
    """Return the steps to the day of the deadline that is set for the act ("a Sept. 11 deadline for a withdrawal")."""
    if sentence.lexicon.isdisjoint(TERMS):
        return None
    act, above = sentence.tokens[i], {t.i for t in sentence.above(i)}
    for noun in sentence.tokens[: i + 1]:
        if sentence.lemmas[noun.i] not in TERMS:
            continue
        beside = noun.head == act.head and phrases.case(sentence, i) == "for"
        if (noun.i in above or beside) and (time + 1 == noun.i or depth(sentence, time, noun.i) is not None):
            return 3
    return None


def _argument_tokens(sentence: Sentence, i: int) -> Iterator[int]:
    """Yield token `i` and what is below it, other clauses left out."""
    todo = [i]
    while todo:
        j = todo.pop()
        yield j
        for child in sentence.children(j):
            if child.relation == "nsubj" and child.i > j and any(t.i < j for t in sentence.children(j, "nsubj")):
                continue  # a second subject, behind the verb, is none
            if (
                child.relation not in {"advcl", "ccomp", "acl", "parataxis", "conj", "xcomp"}
                or child.upos not in VERBAL
            ):
                todo.append(child.i)
