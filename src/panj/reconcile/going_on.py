"""Within one report: a deed goes on with the one told of right before it, and is where its sentence says."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from panj.reconcile.acts import beginnings, company, kinds
from panj.reconcile.events import HARM, KILLING
from panj.reconcile.occurrences import family, sentence
from panj.reconcile.report_acts import Act, near, overlap
from panj.records import Place, Span, Told

ROLES = ("actor", "recipient")
_LONG = 600  # characters to either side of an act in which its sentence lies, and the one before
_DEED = "ASSAULT"
_SOMEWHERE = frozenset({_DEED, "CONSULT", "COERCE", "RETREAT", "PROTEST"})  # families of what is done at one spot
_COUNTED_FROM = re.compile(r"\b(?:days?|weeks?|months?|years?|hours) (?:after|since|before)\b")
_CAPITAL = "PPLC"  # names a government as often


def place_of_sentence(act: Act, spots: Sequence[Place], others: Sequence[Act], text: str) -> Place | None:
    """Return the only spot that an act's sentence names, unless another act stands between.

    "In Kharkiv rescuers left a street that was bombed on Sunday."
    """
    if not act.when or not act.told or act.alludes or family(act.event.code) not in _SOMEWHERE:
        return None
    trigger = act.event.trigger
    ours, _ = _sentences(text, trigger)
    named = [spot for spot in spots if ours.start <= spot.span.start < ours.end]
    if len({spot.name or spot.text for spot in named}) != 1 or any(_names_another(spot, text) for spot in named):
        return None
    first, last = sorted((trigger.start, named[0 if named[0].span.start > trigger.start else -1].span.start))
    between = any(first < x.event.trigger.start < last for x in others)
    return None if between or _COUNTED_FROM.search(text[first:last]) else named[0]


def _names_another(spot: Place, text: str) -> bool:
    """Tell whether the words for a spot may be another's name: "Kabul refused", "the Orlando Police"."""
    return spot.feature == _CAPITAL or text[spot.span.end : spot.span.end + 2].strip()[:1].isupper()


def going_on(act: Act, before: Sequence[Act], text: str) -> Act:
    """Return a deed with the place and the day of the one before it that it goes on with."""
    if not _is_deed(act) or (act.place and act.when):
        return act
    source = _gone_on_with(act, [x for x in before if _is_deed(x)], text)
    if source is None:
        return act
    told = act.event.told or Told()
    place = told.place if act.event.place else told.place or source.place
    when = told.when if act.said else source.when
    return act.with_told(replace(told, place=place, when=when))


def _is_deed(act: Act) -> bool:
    return act.new and family(act.event.code) == _DEED


def _gone_on_with(act: Act, deeds: Sequence[Act], text: str) -> Act | None:
    """Return the last deed of an act's sentence that is akin to it, or the first one of the sentence before.

    "Shells hit the port, killing 14. Three boats were burned."
    """
    ours, theirs = _sentences(text, act.event.trigger)
    starts = [deed.event.trigger.start for deed in deeds]
    for deed, start in zip(reversed(deeds), reversed(starts), strict=True):
        if start >= ours.start and _akin(act, deed) and not _apart(act, deed):
            return None if _of_another_time(text[deed.event.trigger.end : act.event.trigger.start]) else deed
    first = next((deed for deed, start in zip(deeds, starts, strict=True) if theirs.start <= start < theirs.end), None)
    if first is None or act.said or _apart(act, first) or _by_others(act, first):
        return None
    return None if _anew(text[ours.start : ours.end], text[: ours.start]) else first


def _sentences(text: str, words: Span) -> tuple[Span, Span]:
    """Return the sentence that some words are of, and the one before it in the same paragraph, if any."""
    start = max(0, words.start - _LONG)
    around = text[start : words.end + _LONG]
    begin, end = sentence(around, words.start - start, words.end - start)
    ours, head = Span(start + begin, start + max(end, begin + 1)), around[:begin].rstrip()
    if not head or "\n" in around[len(head) : begin]:
        return ours, Span(ours.start, ours.start + 1)
    first, _ = sentence(head, len(head) - 1, len(head) - 1)
    return ours, Span(start + first, ours.start)


def _akin(act: Act, deed: Act) -> bool:
    ours, theirs = kinds(act.trigger), kinds(deed.trigger)
    if ours & theirs or (KILLING in ours and theirs & HARM) or (KILLING in theirs and ours & HARM):
        return True
    return any(act.called(role) & deed.called(role) for role in ROLES)


def _apart(act: Act, deed: Act) -> bool:
    """Tell whether two deeds are said to be of other places or days."""
    if act.place and deed.place and not near(act.place, deed.place):
        return True
    return bool(act.when and deed.when and not overlap(act.when, deed.when))


def _by_others(act: Act, deed: Act) -> bool:
    ours, theirs = act.called("actor"), deed.called("actor")
    return bool(ours and theirs and not ours & theirs)


def _anew(words: str, before: str) -> bool:
    """Tell whether a sentence is of another time, or names somebody or some place that none before it names."""
    return _of_another_time(words) or not beginnings(words[1:]) <= beginnings(before)


def _of_another_time(words: str) -> bool:
    return bool(_another_time().search(words))


@cache
def _another_time() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(company('apart') | company('anew')))})\b", re.IGNORECASE)
