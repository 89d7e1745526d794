"""A statement about an event as it is compared: when it can have been, who, where, and which words tell it."""

import re
from datetime import date
from functools import cache, lru_cache

import msgspec

from panj.reconcile.acts import any_harm, apart, beginnings, kinds, lemmas, named, refers, titles, told
from panj.records import Event, Interval, Modality, Place, Precision, Quantity, Record, Span, Statement
from panj.world.lands import words_of_lands
from panj.world.sides import Side

REACH = 60  # days over which "the withdrawal", or what is still to come, is spoken of
FAR = 380  # days over which "the attack" is spoken of
WEEK = 7  # days; what is said to be of a longer time is of no day
_BEFORE = 60  # characters before a trigger in which its article stands

_NONE = frozenset[float]()  # one for all that count nothing
_FAMILIES = (("MOBILIZE", "THREATEN"), ("AID", "SUPPORT"), ("RETREAT", "FLEE"), ("CONSULT", "COOPERATE"))
_FAMILY = {code: family[0] for family in _FAMILIES for code in family}
# a full stop after "Gen" or "U.S", or before "11" and "forces", ends no sentence
_SENTENCE = re.compile(r"[.!?](?<!\b[A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z]{2}.)[\"'”’)]*\s+(?=[A-Z\"'“‘(])|;\s|\n")


_PAST_BEFORE = re.compile(r"\b(?:earlier|previous|had(?: not|n['’]t)?(?: been)?(?: (?!to\b)\w+){0,2}|those) $")


class Occurrence(Record, frozen=True, kw_only=True):
    """A statement about an event, with the day that its report is of, and the amounts that it gives.

    `actors` and `recipients` are those for whom the parties act.
    """

    statement: Statement
    day: date
    figures: tuple[Quantity, ...] = ()
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()

    @property
    def event(self) -> Event:
        """The event that the statement is about."""
        assert self.statement.event is not None
        return self.statement.event

    @property
    def at(self) -> tuple[int, int]:
        """Where the trigger stands in the quoted words."""
        start, trigger = self.statement.span.start, self.event.trigger
        return (max(0, trigger.start - start), max(0, trigger.end - start))

    @property
    def trigger(self) -> str:
        """The words that say the act, in lower case."""
        first, last = self.at
        return self.statement.quote[first:last].lower()

    @property
    def said(self) -> Interval | None:
        """When it was by its own words, or nearer by others of its report."""
        told = self.event.told
        return (told and told.when) or self.event.when

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day on which it can have been: as said, else the day of the report."""
        when = self.said
        first = (when.earliest or when.latest) if when else None
        last = (when.latest or when.earliest) if when else None
        return (first or self.day, last or self.day)


class When(Record, frozen=True, kw_only=True):
    """The days on which an event can have been, as `date.toordinal`, and those `said`, if a report says them to a week.

    `open` where neither the words nor the report's day tell it to a week; `floats` if the words tell nothing.
    """

    first: int
    last: int
    said: tuple[int, int] | None = None
    open: bool = False
    floats: bool = False


class Party(Record, frozen=True, kw_only=True):
    """Those who have a role, by id; whether the world knows any of them; the beginnings of their names.

    `strange` are those that the world does not know, `called` the words that name them here.
    """

    ids: frozenset[str]
    known: bool
    begins: frozenset[str]
    strange: frozenset[str]
    called: str


class Traits(msgspec.Struct, kw_only=True, gc=False, eq=False):
    """What is compared of an occurrence, and no more: tens of thousands are remembered, so what many have is one value.

    Its sentence is taken apart when that is asked for. `day` is its report's, `days` those that its words say.
    """

    id: str
    document: str
    quote: str
    at: tuple[int, int]
    code: str
    family: str
    trigger: str
    lemmas: frozenset[str]
    kinds: frozenset[str]
    day: int
    days: tuple[int, int]
    when: When
    place: Place | None
    actors: Party
    recipients: Party
    figures: tuple[Quantity, ...]
    counts: frozenset[float]
    asserted: bool
    denied: bool
    known: bool
    any_harm: bool
    outlet: str | None
    _sentence: str | None = None
    _words: tuple[str, ...] | None = None
    _named: tuple[str, ...] | None = None

    @property
    def sentence(self) -> str:
        """The sentence that tells of it."""
        if self._sentence is None:
            self._sentence = self.quote[slice(*sentence(self.quote, *self.at))]
        return self._sentence

    @property
    def words(self) -> tuple[str, ...]:
        """The words that tell of it, each once, without what names the act."""
        if self._words is None:
            self._words = tuple(told(self.sentence) - self.lemmas)
        return self._words

    @property
    def named(self) -> tuple[str, ...]:
        """The beginnings of the names that tell of it: "Armen" of Armenia and of Armenians."""
        if self._named is None:
            place = f"{self.place.text} {self.place.name or ''}" if self.place else ""
            said = beginnings(f"{self.sentence} {place}")
            self._named = tuple(said | self.actors.begins | self.recipients.begins)
        return self._named

    def names(self, begins: frozenset[str]) -> bool:
        """Tell whether a name that tells of it begins so; the names are looked for where such letters stand at all."""
        if self._named is None and not any(x in text for text in self._texts() for x in begins):
            return not (begins.isdisjoint(self.actors.begins) and begins.isdisjoint(self.recipients.begins))
        return not begins.isdisjoint(self.named)

    def _texts(self) -> tuple[str, ...]:
        place = self.place
        return (self.quote.lower(), f"{place.text} {place.name or ''}".lower()) if place else (self.quote.lower(),)

    @property
    def rare(self) -> frozenset[str]:
        """Those that are not of a land or a title."""
        return frozenset(self.named) - _common()


def traits(occurrence: Occurrence) -> Traits:
    """Return what is compared of an occurrence."""
    trigger, event, at, said = occurrence.trigger, occurrence.event, occurrence.at, occurrence.statement
    refers = known(event, said.quote, at)
    first, last = occurrence.days
    place = (event.told and event.told.place) or event.place
    return Traits(
        id=said.id,
        document=said.document,
        quote=said.quote,
        at=at,
        code=event.code,
        family=family(event.code),
        trigger=trigger,
        lemmas=lemmas(trigger),
        kinds=kinds(trigger),
        day=occurrence.day.toordinal(),
        days=(first.toordinal(), last.toordinal()),
        when=_when(occurrence, refers=refers),
        place=place and _spot(place.text, place.name, place.lat, place.lon, place.country, place.precision),
        actors=_party(occurrence.actors, _called(event, "actor")),
        recipients=_party(occurrence.recipients, _called(event, "recipient")),
        figures=occurrence.figures,
        counts=_counts(occurrence),
        asserted=said.modality is Modality.ASSERTED,
        denied=said.denied,
        known=refers,
        any_harm=any_harm(trigger),
        outlet=said.chain[0].source.name,
    )


def family(code: str) -> str:
    """Return the code that stands for all acts akin: reports call one act by either name."""
    return _FAMILY.get(code, code)


def alludes(event: Event, quote: str, at: tuple[int, int]) -> bool:
    """Tell whether the words at a place of a quotation can take up an act told of before them."""
    return known(event, quote, at) and not apart(quote[slice(*at)], quote[max(0, at[0] - _BEFORE) : at[0]])


def known(event: Event, quote: str, at: tuple[int, int]) -> bool:
    """Tell whether the words at a place of a quotation take an act as known."""
    first, last = at
    trigger, before = quote[first:last].lower(), quote[max(0, first - _BEFORE) : first]
    if refers(trigger, before, quote[last : last + 4]):
        return True
    gap = event.trigger.start - event.place.span.end if event.place else 0
    return 0 < gap <= len(before) and named(trigger, before[-gap:])


def _when(occurrence: Occurrence, *, refers: bool) -> When:
    """Return when an event can have been.

    What is planned or asked for is due by the day that is said, within a longer time, or at no known time; a noun that
    refers to a known act is of some day before its report; everything else is of the day that is said, else of its
    report's.
    """
    day, when = occurrence.day.toordinal(), occurrence.said
    asserted = occurrence.statement.modality is Modality.ASSERTED
    if when and (when.earliest or when.latest):
        first, last = (x.toordinal() for x in occurrence.days)
        short = last - first <= WEEK
        if not asserted and last > day:
            return When(
                first=min(first, day) if short else first,
                last=last,
                said=(first, last) if short else None,
                open=not short,
            )
        own = occurrence.event.told is None or occurrence.event.told.when is None
        if own and first == last == day and refers:  # it may be that of the verb above: "condemned on Tuesday"
            return When(first=day - 2 * WEEK, last=day, open=True, floats=True)
        return When(first=first, last=last, said=(first, last) if short else None, open=not short)
    if not asserted:
        return When(first=day - REACH // 2, last=day + REACH, open=True, floats=True)
    if refers:
        return When(first=day - FAR, last=day, open=True, floats=True)
    if _had_been(occurrence):
        return When(first=day - REACH, last=day, open=True, floats=True)
    return When(first=day, last=day)


def _had_been(occurrence: Occurrence) -> bool:
    """Tell whether an act is told of as past before its report's day: "had appealed", "those killed"."""
    return bool(_PAST_BEFORE.search(occurrence.statement.quote[: occurrence.at[0]][-_BEFORE:]))


def sentence(quote: str, first: int, last: int) -> tuple[int, int]:
    """Return where the sentence of a quotation begins and ends in which some words stand."""
    start = max((m.end() for m in _SENTENCE.finditer(quote, 0, first)), default=0)
    end = _SENTENCE.search(quote, last)
    return start, end.start() if end else len(quote)


@cache
def _common() -> frozenset[str]:
    return beginnings(" ".join(words_of_lands())) | beginnings(" ".join(word.title() for word in titles()))


def _counts(occurrence: Occurrence) -> frozenset[float]:
    """Return how many of the act itself are told of: five of "five strikes"."""
    trigger = occurrence.event.trigger
    exact = (q for q in occurrence.figures if q.low is not None and q.low == q.high)
    return frozenset(q.low for q in exact if q.low is not None and q.noun and q.noun.overlaps(trigger)) or _NONE


def _called(event: Event, role: str) -> str:
    return " ".join(f"{r.text} {r.name or ''}" for r in event.roles if r.role == role)


@lru_cache(1 << 14)
def _party(sides: tuple[Side, ...], called: str) -> Party:
    return Party(
        ids=frozenset(s.id for s in sides),
        known=any(s.known for s in sides),
        begins=beginnings(" ".join(s.name for s in sides)),
        strange=frozenset(s.id for s in sides if not s.known),
        called=called,
    )


@lru_cache(1 << 14)
def _spot(
    text: str, name: str | None, lat: float | None, lon: float | None, country: str | None, precision: Precision | None
) -> Place:
    """Return a place without the words of a report at which it stands."""
    return Place(span=Span(0, 1), text=text, name=name, lat=lat, lon=lon, country=country, precision=precision)
