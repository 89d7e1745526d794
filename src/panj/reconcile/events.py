"""Do two statements speak of one event? Points for what they have in common or apart, each with its reason in words.

The points were found on the examples and on the tuned half of `bench/reconcile/pairs.csv`, in steps of .05, and are to
be found again there; `python -m bench.reconcile.run` shows both halves.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from panj.reconcile.acts import beginnings, told
from panj.reconcile.figures import agree, comparable, counted, kind, near, telling
from panj.reconcile.occurrences import FAR, REACH, Occurrence, Party, Traits, When, traits
from panj.records import Place, Quantity

SAME_EVENT = 0.5
NEAR_KM = 60.0  # a town and its outskirts; a day's reports name either
KM_A_DEGREE = 111.0
NEARBY = NEAR_KM / KM_A_DEGREE  # degrees of latitude
NEAR_DAYS = 3
MONTH = 31  # days
_ROUNDED = 0.0001  # a score has four digits
MOST_WORDS = 5  # telling words in common beyond which more tell nothing new
WIDE = frozenset({"country", "region", "province", "area", "line"})  # too wide for a distance to mean anything

SELDOM = frozenset({"RETREAT", "TAKE", "AGREE", "REJECT", "COERCE", "PROTEST", "SANCTION", "CONCEDE", "FALL"})
_STANDING = frozenset({"THREATEN", "SUPPORT"})  # a threat or support goes on, and is told of again without being new
_UNIQUE = frozenset({"place", "actor", "recipient"})  # what an act taken as known is known by
_ALIKE = frozenset({"kind", "any harm"})
HARM = frozenset({"bombing", "striking", "killing", "attacking"})
KILLING = "killing"  # who was killed was killed by the blast, the strike or the clash

# sign -> points, words; `{n}` is how often
_POINTS = MappingProxyType(
    {
        "words": (0.5, "the same words"),
        "kind": (0.2, "the same act"),
        "verb": (0.15, ""),
        "another kind": (-0.1, "acts akin"),
        "deed and dead": (0.1, "a deed and whom it killed"),
        "seldom": (0.1, ""),
        "standing": (-0.15, "which goes on"),
        "any harm": (0.2, "the same act"),
        "known": (0.2, "both taken as known"),
        "other counts": (-0.5, "but not as many"),
        "said day": (0.3, "on the same day"),
        "said days": (0.25, "at about the same time"),
        "old day": (0.1, ""),
        "report's day": (0.05, "on the same day"),
        "some day": (-0.05, "at a time left open"),
        "both some day": (-0.15, "at a time left open"),
        "other day": (-0.1, ""),
        "names": (0.2, "beside the same names"),
        "month": (0.15, "in the same month"),
        "days apart": (-0.03, "{n} days apart"),
        "a day late": (0.2, "told a day later"),
        "to come": (-0.1, "one of them not as a fact"),
        "outlet": (-0.15, ""),
        "actor": (0.15, "the same actor"),
        "other actor": (-0.55, "other actors"),
        "recipient": (0.25, "the same recipient"),
        "other recipient": (-0.2, "other recipients"),
        "party": (-0.05, "a party in common"),
        "place": (0.35, "in the same place"),
        "land": (0.2, "in the same part of the world"),
        "elsewhere": (-0.5, "elsewhere"),
        "same": (0.45, "the same odd figure"),
        "near": (0.35, "figures near each other"),
        "agree": (0.15, "figures that agree"),
        "disagree": (-0.15, "figures that disagree"),
        "others taken": (-0.2, ""),
        "long after": (-0.01, ""),
        "named place": (0.3, "where the other says"),
        "named land": (0.1, "in the land that the other names"),
        "telling": (0.07, "{n} telling words in common"),
    }
)


_WORTH = {sign: points for sign, (points, _) in _POINTS.items()}
_ALL_WORDS = MOST_WORDS * _WORTH["telling"]


def same_event(left: Occurrence, right: Occurrence) -> tuple[float, str]:
    """Return how surely both are one event, between 0 and 1, and why."""
    return alike(traits(left), traits(right))


def alike(left: Traits, right: Traits) -> tuple[float, str]:
    """Return how surely both are one event, between 0 and 1, and why."""
    if not akin(left, right):
        return 0.0, "different acts"
    gap = days_apart(left, right)
    if gap > NEAR_DAYS:
        return 0.0, f"{gap} days apart"
    if left.family == "TAKE" and _where(left.place, right.place) == "elsewhere":
        return 0.0, "taken elsewhere"  # what was taken is known by its place alone
    score, reasons = 0.0, []
    for sign, n in _signs(left, right, gap):
        points, words = _POINTS[sign]
        score += points * n
        if words:
            reasons.append(words.format(n=n))
    return round(min(1.0, max(0.0, score)), 4), ", ".join(reasons)


def hopeless(left: Traits, right: Traits) -> bool:
    """Tell quickly whether two cannot be one event: nearly all that keys find are such.

    What would have to be looked for in their sentences is taken to tell for them, until little is left to be decided.
    """
    if not akin(left, right):
        return True
    gap = days_apart(left, right)
    if gap > NEAR_DAYS:
        return True
    missing = SAME_EVENT - _ROUNDED - _most_without_words(left, right, gap)
    if missing > _ALL_WORDS:
        return True
    if (
        _of_one_day(left.when, right.when)
        and missing + _WORTH["names"] > _ALL_WORDS
        and left.rare.isdisjoint(right.rare)
    ):
        return True
    for role in _apart(left, right):
        missing -= _WORTH[f"other {role}"]
    if missing > _ALL_WORDS:
        return True
    return missing > min(MOST_WORDS, len(_common_words(left, right))) * _WORTH["telling"]


def _common_words(left: Traits, right: Traits) -> set[str]:
    return set(left.words).intersection(right.words)


def _most_without_words(left: Traits, right: Traits, gap: int) -> float:
    """Return how many points two have at most before their words are counted, and who is apart in them."""
    most, unique = 0.0, False
    for role, ours, theirs in _roles(left, right):
        if not ours.ids.isdisjoint(theirs.ids):
            most, unique = most + _WORTH[role], True
    if where := _where(left.place, right.place):
        most, unique = most + _WORTH[where], unique or where in _UNIQUE
    elif left.place or right.place:
        spot = any(x.place and not wide(x.place) for x in (left, right))
        most += _WORTH["named place" if spot else "named land"]
    if unique and left.known and right.known:
        most += _WORTH["known"]
    acts = frozenset(_act(left, right, MOST_WORDS))
    if unique and _told_late(left.when, right.when, gap, acts):
        most += _WORTH["a day late"]
    if _of_one_day(left.when, right.when):
        most += _WORTH["names"]
    counts = _count_signs(left, right) if left.figures and right.figures else ()
    most += sum(_WORTH[sign] for sign in (*acts, *counts))
    return most + sum(_WORTH[sign] * n for sign, n in _time(left, right, gap))


def akin(left: Traits, right: Traits) -> bool:
    """Tell whether two acts can be one: reports call one by verbs of different codes."""
    return left.family == right.family or not left.kinds.isdisjoint(right.kinds)


def days_apart(left: Traits, right: Traits) -> int:
    """Return how many days lie between the times at which both can have been."""
    a, b = left.when, right.when
    if a.floats and b.floats:
        reach = FAR if left.known and right.known else 2 * REACH
        return max(0, abs(left.day - right.day) - reach)
    return max(0, b.first - a.last, a.first - b.last)


def _signs(left: Traits, right: Traits, gap: int) -> Iterator[tuple[str, int]]:
    """Yield what tells for or against, and how often."""
    telling_words = _common_words(left, right) - left.lemmas - right.lemmas
    shared_by = set()
    for sign, by_name in (*_parties(left, right), *_places(left, right)):
        telling_words -= by_name
        shared_by.add(sign)
        yield sign, 1
    if left.known and right.known and shared_by & _UNIQUE:
        yield "known", 1
    common = min(MOST_WORDS, len(telling_words))
    acts = tuple(_act(left, right, common))
    yield from ((sign, 1) for sign in acts)
    if shared_by & _UNIQUE and _told_late(left.when, right.when, gap, frozenset(acts)):
        yield "a day late", 1
    if _of_one_day(left.when, right.when) and not left.rare.isdisjoint(right.rare):
        yield "names", 1
    yield from ((sign, n) for sign, n in _time(left, right, gap))
    yield from ((sign, 1) for sign in _count_signs(left, right))
    if common:
        yield "telling", common
    if not {"place", "land", "elsewhere"} & shared_by:
        named = {*_names_place(left, right), *_names_place(right, left)}
        yield from ((sign, 1) for sign in sorted(named)[-1:])


def _names_place(one: Traits, other: Traits) -> Iterator[str]:
    """Yield whether another's words name the place or land of one."""
    place = one.place
    if place and not beginnings(f"{place.text} {place.name or ''}").isdisjoint(other.named):
        yield "named land" if wide(place) else "named place"


def _told_late(a: When, b: When, gap: int, acts: frozenset[str]) -> bool:
    """Tell whether one of two acts alike is a day from the other only if it was on its report's own day."""
    assumed = not (a.said and b.said) and not (a.open or b.open)
    return gap == 1 and assumed and not acts.isdisjoint(_ALIKE)


def _of_one_day(a: When, b: When) -> bool:
    """Tell whether both are said to be of days that meet."""
    return bool(a.said and b.said and a.said[0] <= b.said[1] and b.said[0] <= a.said[1])


def _act(left: Traits, right: Traits, common: int) -> Iterator[str]:
    if left.trigger == right.trigger and left.quote == right.quote:
        yield "words"
    if not left.kinds.isdisjoint(right.kinds):
        yield "kind"
    elif _one_harm(left, right) or _one_harm(right, left):
        yield "any harm"
    elif not (KILLING in left.kinds or KILLING in right.kinds):
        yield "another kind"
    if left.kinds.isdisjoint(right.kinds) and _killed(left, right):
        yield "deed and dead"
    if not left.lemmas.isdisjoint(right.lemmas):
        yield "verb"
    if left.family in SELDOM and (left.family != "TAKE" or common > 1 or _where(left.place, right.place) == "place"):
        yield "seldom"
    if left.code in _STANDING:
        yield "standing"
    if left.counts and right.counts and not left.counts & right.counts:
        yield "other counts"
    if not (left.asserted and right.asserted):
        yield "to come"


def _killed(left: Traits, right: Traits) -> bool:
    """Tell whether one is a deed of violence, and the other tells whom such a deed killed."""
    return KILLING in left.kinds | right.kinds and bool(left.kinds & HARM and right.kinds & HARM)


def _one_harm(left: Traits, right: Traits) -> bool:
    """Tell whether one is a deed of violence and the other takes it as known by a word for any."""
    return left.any_harm and left.known and (right.any_harm or bool(right.kinds & HARM))


def _time(left: Traits, right: Traits, gap: int) -> Iterator[tuple[str, int]]:
    a, b = left.when, right.when
    if gap:
        yield "days apart", gap
    if a.floats or b.floats:
        yield "long after", max(0, abs(_spoken_of(left) - _spoken_of(right)) - REACH) // 30
    if a.said and b.said:
        if _of_one_day(a, b):
            yield ("said day" if a.said == b.said and a.said[0] == a.said[1] else "said days"), 1
            if a.said[0] != left.day and b.said[0] != right.day:
                yield "old day", 1
        else:
            yield "other day", gap
    elif _of_a_month(a, b) or _of_a_month(b, a):
        yield "month", 1
    elif a.open or b.open:
        yield ("both some day" if a.open and b.open else "some day"), 1
    else:
        if gap == 0:
            yield "report's day", 1
        if left.outlet and left.outlet == right.outlet and left.day != right.day:
            yield "outlet", 1  # an outlet's report of another day tells other news


def _of_a_month(one: When, other: When) -> bool:
    """Tell whether one is said to be of a month or so, and the other of days in it."""
    if one.floats or other.floats or not one.open or one.last - one.first > MONTH:
        return False
    return one.first <= other.first and other.last <= one.last


def _spoken_of(seen: Traits) -> int:
    """Return when an act was, or where no words tell it, when it was spoken of."""
    return seen.day if seen.when.floats else seen.when.last


def _parties(left: Traits, right: Traits) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what is to be said of those who take part, with the words that name them where they are the same."""
    found = False
    for role, ours, theirs in _roles(left, right):
        if not ours.ids.isdisjoint(theirs.ids):
            found = True
            yield role, told(ours.called) | told(theirs.called)
    yield from ((f"other {role}", frozenset()) for role in _apart(left, right))
    if not found and not (left.actors.ids | left.recipients.ids).isdisjoint(right.actors.ids | right.recipients.ids):
        yield "party", frozenset()


def _apart(left: Traits, right: Traits) -> Iterator[str]:
    """Yield the roles in which the world knows both to be others, and neither report names those of the other."""
    for role, ours, theirs in _roles(left, right):
        if not (ours.known and theirs.known and ours.ids.isdisjoint(theirs.ids)):
            continue
        if not (right.names(ours.begins) or left.names(theirs.begins)):
            yield role


def _roles(left: Traits, right: Traits) -> tuple[tuple[str, Party, Party], ...]:
    return ("actor", left.actors, right.actors), ("recipient", left.recipients, right.recipients)


def _places(left: Traits, right: Traits) -> Iterator[tuple[str, frozenset[str]]]:
    where = _where(left.place, right.place)
    if where == "elsewhere":
        yield where, frozenset()
    elif where:
        yield where, told(" ".join(f"{p.text} {p.name or ''}" for p in (left.place, right.place) if p))


def _count_signs(left: Traits, right: Traits) -> Iterator[str]:
    if count := _count(left.figures, right.figures):
        yield count
        if count == "disagree" and left.family == "TAKE":
            yield "others taken"


def _count(left: Sequence[Quantity], right: Sequence[Quantity]) -> str:
    """Return whether both give the `same` telling figure, figures `near` each other, or such as `agree` or do not."""
    if not (left and right):
        return ""
    pairs = [(a, b) for a in left for b in right if comparable(a, b)]
    if any(telling(a) and telling(b) and a.low == b.low for a, b in pairs):
        return "same"
    agreeing = [(a, b) for a, b in pairs if agree(a, b)]
    if any(near(a, b) for a, b in agreeing):
        return "near"
    return "agree" if agreeing else "disagree" if pairs else ""


def count_keys(figures: Iterable[Quantity]) -> frozenset[str]:
    """Return what a report counts: the kind of thing, and a telling figure by itself."""
    counts = {f"#{kind(q)}" for q in figures if counted(q)}
    return frozenset(counts | {f"={q.low:g}" for q in figures if telling(q)})


def cells(place: Place | None, reach: float = 0.0) -> frozenset[str]:
    """Return the cells of a grid of one degree that lie so many degrees of latitude around a spot; none for a land."""
    if place is None or place.lat is None or place.lon is None or place.precision in WIDE:
        return frozenset()
    across = reach / max(0.1, math.cos(math.radians(place.lat)))
    rows = range(math.floor(place.lat - reach), math.floor(place.lat + reach) + 1)
    columns = range(math.floor(place.lon - across), math.floor(place.lon + across) + 1)
    return frozenset(f"{row},{column}" for row in rows for column in columns)


def wide(place: Place) -> bool:
    """Tell whether a place is a land rather than a spot."""
    return place.precision in WIDE or place.lat is None


def _where(a: Place | None, b: Place | None) -> str:
    """Return whether both are in one `place`, one `land`, or `elsewhere`; nothing where one cannot tell."""
    if a is None or b is None:
        return ""
    if (a.name or a.text).lower() == (b.name or b.text).lower():
        return "land" if wide(a) else "place"
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return "" if a.lat or b.lat else "elsewhere"
    if {a.precision, b.precision} & WIDE:
        return "" if a.country == b.country or not (a.country and b.country) or _share_name(a, b) else "elsewhere"
    if abs(a.lat - b.lat) * KM_A_DEGREE > NEAR_KM:
        return "elsewhere"
    return "place" if kilometres(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM else "elsewhere"


def _share_name(a: Place, b: Place) -> bool:
    """Tell whether a spot is named after a land, whosever that is: "Crimea", "the Crimean Bridge"."""
    ours, theirs = (beginnings(f"{x.text} {x.name or ''}") for x in (a, b))
    return not ours.isdisjoint(theirs)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance."""
    p, q, r, s = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
