"""Within one report: "the attack" takes up an act told of elsewhere in it, and has its parties, place and day."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from panj.reconcile.acts import any_harm, described, kinds, tells
from panj.reconcile.events import HARM, wide
from panj.reconcile.going_on import ROLES, going_on, place_of_sentence
from panj.reconcile.occurrences import family
from panj.reconcile.report_acts import Act, acts_of, near, of_one_sentence, overlap
from panj.records import Interval, Place, Reading, Role, Span, Told

_BACK = 1200  # characters; what was told of longer ago is not taken up by its noun alone
_AHEAD = 400
_MOST = 100  # acts looked at to either side
_BEHIND = 90  # characters behind a noun for an act in which stands which it was
_BESIDE, _BEFORE = 120, 3  # between an act and the year named after it, or before it: "the Sept. 11, 2012, attacks"
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def take_up(reading: Reading, text: str, day: date) -> Reading:
    """Return a report's reading; acts that go on with others or take them up know what is told of those."""
    acts = acts_of(reading.statements, day)
    acts = _in_their_years(acts, [t for t in reading.times if t.text and _YEAR.search(t.text)])
    spots = sorted((p for p in reading.places if not wide(p)), key=lambda p: p.span)
    for n, act in enumerate(acts):
        before, after = acts[max(0, n - _MOST) : n], acts[n + 1 : n + 1 + _MOST]
        if (act.alludes or act.harms) and family(act.event.code) != "TAKE":  # what was taken, its own words must say
            acts[n] = _completed(act, _likeliest(act, (*reversed(before), *after), text))
    for n, act in enumerate(acts):
        before, after = acts[max(0, n - _MOST) : n], acts[n + 1 : n + 1 + _MOST]
        acts[n] = going_on(_placed(act, spots, (*before, *after), text), before, text)
    events = {act.event.id: act.event for act in acts}
    known = (replace(x, event=events[x.event.id]) if x.event else x for x in reading.statements)
    return replace(reading, statements=tuple(known))


def _placed(act: Act, spots: Sequence[Place], others: Sequence[Act], text: str) -> Act:
    """Return an act for which no words give a place with the one that its sentence names."""
    told = act.event.told or Told()
    if act.event.place or told.place:
        return act
    return act.with_told(replace(told, place=place_of_sentence(act, spots, others, text)))


def _completed(act: Act, alike: Sequence[Act]) -> Act:
    """Return an act with what those tell that it can be, the nearest before it first."""
    told = act.event.told or Told()
    if not (act.event.place or told.place):
        told = replace(told, place=next((x.place for x in alike if x.place and _lately(act, x)), None))
    act = act.with_told(told)
    alike = [x for x in alike if act.place and x.place and near(act.place, x.place)] if act.place else alike
    if act.place and not act.when:
        when = next((x.when for x in alike if x.when), told.when) or next((x.said for x in alike if x.long_past), None)
        act = act.with_told(replace(told, when=when))
    lately = [x for x in alike if _lately(act, x)]
    roles = tuple(r for role in ROLES if not act.parties(role) for r in _first(lately, role))
    return act.with_told(replace(act.event.told or Told(), roles=(*told.roles, *roles)))


def _lately(act: Act, other: Act) -> bool:
    """Tell whether a reader has another act still in mind, or comes to it at once."""
    return -_BACK <= other.event.trigger.start - act.event.trigger.start <= _AHEAD


def _first(acts: Iterable[Act], role: str) -> tuple[Role, ...]:
    return next((x.parties(role) for x in acts if x.parties(role)), ())


def _in_their_years(acts: Sequence[Act], years: Iterable[Interval]) -> list[Act]:
    """Return the acts; one referred to has the day of a year long past that its sentence names beside it.

    "The attack on a post in Benghazi, Libya, on Sept. 11, 2012": no other act stands between.
    """
    found = list(acts)
    starts = [act.event.trigger.start for act in acts]
    for time in years:
        if time.span and time.latest:
            n = bisect_left(starts, time.span.start)
            for at, most in ((n - 1, _BESIDE), (n, _BEFORE)):
                if 0 <= at < len(found) and _of_year(found[at], time.span, most) and found[at].long_ago(time.latest):
                    found[at] = found[at].with_told(Told(when=time))
    return found


def _of_year(act: Act, time: Span, most: int) -> bool:
    trigger = act.event.trigger
    gap = max(trigger.start, time.start) - min(trigger.end, time.end)
    return act.alludes and not act.event.when and time in act and 0 < gap <= most


def _may_be(act: Act, other: Act) -> bool:
    """Tell whether an act that is referred to can be another of its report."""
    if not other.told or family(act.event.code) != family(other.event.code):
        return False
    akin = kinds(act.trigger) & kinds(other.trigger) or (act.harms and kinds(other.trigger) & HARM)
    if not (akin or any_harm(act.trigger)):
        return False
    if act.long_past and not other.when:
        return False
    ours, theirs = act.said, other.when or other.of_months
    return (ours is None or theirs is None or overlap(ours, theirs)) and not any(_at_odds(act, other))


def _likeliest(act: Act, others: Iterable[Act], text: str) -> list[Act]:
    """Return those that an act can be, first those whose sentence has a word of what stands behind it.

    Of its own sentence is no other: "after the carnage in the market and the deaths of five millers" tells of two.
    """
    found = [x for x in others if (act.alludes or of_one_sentence(act, x)) and _may_be(act, x)]
    end = act.event.trigger.end
    behind = described(text[end : end + _BEHIND]) if act.alludes else ""
    if not tells(behind):
        return found
    beside = {x.event.id for x in found if of_one_sentence(act, x)}
    alike = {x.event.id for x in found if _tells_of(x, behind, text, beside=x.event.id in beside)}
    found = [x for x in found if x.event.id in alike or x.event.id not in beside]
    return sorted(found, key=lambda x: x.event.id not in alike)


def _tells_of(act: Act, words: str, text: str, *, beside: bool) -> bool:
    """Tell whether the sentence of an act has one of these words, besides where they stand `beside` it themselves."""
    place = f" {act.place.text} {act.place.name or ''}" if act.place else ""
    sentence = text[act.sentence.start : act.sentence.end]
    sentence = sentence.replace(words, " ") if beside else sentence
    return not tells(words).isdisjoint(tells(sentence + place))


def _at_odds(act: Act, other: Act) -> Iterator[bool]:
    """Yield whether others are named, "fighters" being nobody's name, or another place."""
    for role in ROLES:
        ours, theirs = ({r.entity for r in x.parties(role) if r.entity} for x in (act, other))
        if role == "actor":
            ours, theirs = ({x for x in ids if not x.startswith("~")} for ids in (ours, theirs))
        asked = role == "recipient" and not act.harms  # whom a blast killed is not whom it was meant for
        yield bool(ours) and bool(theirs or asked) and not ours & theirs
    yield bool(act.place and other.place and not near(act.place, other.place))
