"""What an act takes: the place itself, a part of it, a road, what a list names, whence somebody is driven."""

import re

from panj.lexicon import acts, words
from panj.lexicon.counted import head_noun, singular
from panj.records import Event, Place, Quantity
from panj.situation.counts.strengths import THINGS
from panj.situation.ground.spots import part_of, spot, stands_in, under
from panj.situation.ground.ways import BESIDE, way
from panj.situation.listed import list_of
from panj.situation.said import Said

_WITHIN = frozenset(
    ["in", "of", "near", "around", "outside", "along", "across", "from", "inside", "within", "above", "over", "below"]
)
_CONTROL_OF = re.compile(r"\A(?:(?:(?:its|their|his|full|total|firm) ){0,2}(?:control|hold|grip) )?(?:of |over |on )?")
_NAMED_BEHIND = re.compile(r" of (?:the )?(?P<name>[A-Z][\w'’-]{1,25}(?: [A-Z][\w'’-]{1,25}){0,2})")
_AWAY = re.compile(r"[\s)]*(?:away|from|off|outside|inside|behind|beyond|deep|(?:north|south|east|west)\w*)\b")
_FELL = frozenset({"fell", "fallen", "falls", "changed"})  # "changed hands"
# "three capitals, including Kunduz", "control six: Falam, Matupi and Mindat"
_INCLUDING = re.compile(r"(?:,?\s{1,3}including|(?<=\w)\s?[:–—]) ((?:(?:,|and| |the)*[A-Z][\w'-]*)+)")
_ASTRAY = frozenset({"to", "toward", "towards", "from", "by", "for", "with", "against", "than"})
_NAMED_BY = frozenset({"of"}) | {
    f"{kind}{s}" for kind in words("terms", "word", "ground") for s in ("", "s")
}  # "the post of Ai Khanum"
NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*"
# the town by its name, not with its region: "liberated the settlement of Robotyne in the Zaporizhzhia region"
_IN_REGION = re.compile(
    rf"\s?(?:control (?:of|over) )?(?:the )?(?:[a-z-]{{1,30}} ){{0,2}}?(?:{'|'.join(sorted(_NAMED_BY - {'of'}))})"
    rf" of ({NAME})(?= (?:in|near|outside|on)\b|,)"
)
# the same where its region stands before: "In Masisi territory, the militia retook the village of Kasopo from"
_AT_HEAD = re.compile(
    r"(?:\A|[,;]|\b(?:and|but|while)) ?(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]n|[Aa]cross|[Ii]nside) (?:the )?\Z"
)
_KIND_OF_NAME = re.compile(_IN_REGION.pattern.rpartition("(?=")[0] + r"(?= (?![A-Z])|[,.;]|\Z)")
# who is captured, by what is said of him: "captured Omar al-Masri, the paymaster of the cell"
_SOMEBODY = re.compile(
    r", (?:an?|the|its|his|their) (?:(?!of\b|in\b|who)[\w-]+ ){0,3}?"
    r"(?P<who>\w+(?:er|or|ist|ian|ant|(?<!m)ent|man|ee)|\w*(?:nurse|chief|wife|monk|priest))s?"
    r"(?=,| (?:of|in|who|whom|with|for)\b|[.;]|\Z)"
)
_ITS_ACTS = re.compile(r" (?:\w+ly )?\w+ed (?!by\b|in\b)")  # "the occupation raided", who acts is called that
_TO_OTHERS = re.compile(r"[^,;]{0,60}?\b(?:to|over to|back to)\b")
_DRIVING = frozenset({"driv", "drov", "push", "forc", "expe", "disl", "oust"})
_OUT_OF = re.compile(
    r"(?: [\w'’.-]+){0,6}? (?:out of|from)(?: the)?(?:(?: [\w-]+)? (?:town|city|village|port|district) of)? "
)
_HANDING = ("hand", "ced", "surrender", "relinquish", "return", "yield", "transfer", "gave", "give")
MAPPED = frozenset({"city", "capital"})  # of which a part may be named that the map has not
TOWNS = frozenset({"town", "city", "village", "capital"})
_LAND = (acts.words_of("territory") | words("figures", "noun", "territory") | words("places", "word", "tract")) - THINGS
TRACTS = _LAND - TOWNS  # "Masisi territory" is no town
_ARTICLES = frozenset({"the", "a", "an"})


def all_taken(said: Said, event: Event) -> list[str]:
    """Return what was taken, and what a list names behind it; if nobody says by whom, what fell or is not lost."""
    told = bool(said.actors)
    if counts_land(said) or _counts_named(said, event):
        return _including(said) if told else []
    if not told and not _fallen(said, event) and not _not_lost(said):
        return []
    first = taken(said, event) or (under(said, event) if told else None)
    if not first:
        return []
    place = event.place
    part = first.removesuffix(place.text) if place and first.endswith(f" in {place.text}") else ""
    return [first, *(f"{part}{name}" for name in _listed(said, event))]


def _counts_named(said: Said, event: Event) -> bool:
    """Tell whether what is taken or held is a number that a list follows: "control six: Falam, Matupi and Mindat"."""
    return any(
        quantity.span.start >= event.trigger.end and said.between(quantity.span.end, quantity.span.end + 1) == ":"
        for quantity in said.figures
    )


def taken(said: Said, event: Event) -> str | None:
    """Return what was taken: the place itself, or the words for a part of it ("posts in Khatlon")."""
    place = event.place
    if place is None or not said.statement.span.holds(place.span):
        return spot(said, event)
    if place.wide and (named := spot(said, event)):
        return named
    if inner := _IN_REGION.match(said.between(event.trigger.end, place.span.end)):
        return inner[1]
    if place.wide or _somebody_acts(said, event):
        return None
    if place.span < event.trigger:
        return _told_before(said, event, place)
    return way(said, event, place) or _told_behind(said, event, _beside(said, event, place))


def _told_before(said: Said, event: Event, place: Place) -> str | None:
    """Return what was taken where a place stands before the act: "Agadez fell", "In Masisi, they took Kasopo"."""
    if _AT_HEAD.search(said.before(place.span.start)):
        inner = _KIND_OF_NAME.match(said.behind(event.trigger.end))
        return inner[1] if inner else spot(said, event)
    return None if of_doer(said, event, place) or stands_in(said, place) else name_of(said, place)


def _beside(said: Said, event: Event, place: Place) -> Place:
    """Return the place taken, not the one without a name that it lies at: "took Sake, on the road"."""
    at = event.trigger.end
    if not place.text.islower() or not BESIDE.search(said.between(at, place.span.start)):
        return place
    named = [p for p in said.places if at <= p.span.start < place.span.start and not p.text.islower()]
    return min(named, key=lambda p: p.span, default=place)


def _told_behind(said: Said, event: Event, place: Place) -> str | None:
    """Return what was taken where a place stands behind the act: it, or what lies in it ("posts in Khatlon")."""
    between = said.between(event.trigger.end, place.span.start).split()
    while between and between[-1].lower() in _ARTICLES:
        between.pop()
    if not _ASTRAY.isdisjoint([w.lower() for w in between]):
        return None  # "liberate territory on the way to Raqqah"
    if _is_itself(said, between):
        return name_of(said, place)
    phrase = said.between(event.trigger.end, place.span.end).strip()
    return _CONTROL_OF.sub("", phrase) if len(between) > 1 else None


def _is_itself(said: Said, between: list[str]) -> bool:
    """Tell whether it is the place that is taken, by the words before it: "the post of Ai Khanum"."""
    if not between or between[-1].lower() not in _WITHIN:
        return True
    flag = between == ["over"] and "flag" in said.trigger
    return flag or (between[-1] == "of" and between[-2:][0].lower() in _NAMED_BY)


def handed_over(said: Said, event: Event) -> bool:
    """Tell whether ground goes to others: "ceded control of Manbij to the government"."""
    handed = said.trigger.split(" ")[0].startswith(_HANDING)
    return handed and bool(_TO_OTHERS.match(said.behind(event.trigger.end)))


def driven_from(said: Said, event: Event) -> str | None:
    """Return the place that others were driven out of: "pushed Russian forces out of Andriivka"."""
    trigger = event.trigger
    ours = any(role.role == "actor" and role.text.lower() == "we" for role in event.roles)
    if ours or said.between(trigger.start, trigger.start + 4).lower() not in _DRIVING:
        return None  # "we have pushed them out", says who helped
    place = min((p for p in said.places if p.span.start >= trigger.end), key=lambda p: p.span, default=None)
    if place is None or place.wide or not _OUT_OF.fullmatch(said.between(trigger.end, place.span.start)):
        return None
    return place.called


def name_of(said: Said, place: Place) -> str | None:
    """Return what a place is called; None for a name on no map that what follows it makes somebody's."""
    own = place.text if place.wide and place.feature in MAPPED else place.called  # "northern Bara", not Bara
    whole = _NAMED_BEHIND.match(said.behind(place.span.end)) if own.islower() else None
    own = f"{own} of {whole['name']}" if whole else own  # "northern districts of Bara"
    return None if is_somebody(said, place) else part_of(said, place) or own


def is_somebody(said: Said, place: Place) -> bool:
    """Tell whether a name on no map is somebody's by what is said of it: "captured Omar al-Masri, the paymaster of"."""
    told = _SOMEBODY.match(said.behind(place.span.end)) if place.lat is None else None
    return told is not None and singular(told["who"].lower()) not in _LAND


def _including(said: Said) -> list[str]:
    """Return the places that are named among those counted ("three provincial capitals, including Kunduz")."""
    found = _INCLUDING.search(said.statement.quote)
    if found is None:
        return []
    first, end = said.statement.span.start + found.end(), said.statement.span.start + found.end(1)
    return [p.called for p in said.places if first - len(found[1]) <= p.span.start < end]


def _fallen(said: Said, event: Event) -> bool:
    """Tell whether a place is said to have fallen, though not to whom."""
    return event.place is not None and said.trigger in _FELL


def _not_lost(said: Said) -> bool:
    """Tell whether a place is said not to be lost, which answers whoever says that he took it."""
    return said.statement.denied and said.trigger == "lost"


def _somebody_acts(said: Said, event: Event) -> bool:
    """Tell whether a word for an occupation stands for those who occupy: "the occupation raided houses"."""
    return said.trigger == "occupation" and bool(_ITS_ACTS.match(said.behind(event.trigger.end)))


def of_doer(said: Said, event: Event, place: Place) -> bool:
    """Tell whether a name before the act is part of its doer's: "units of the Haggana cleansed the city"."""
    ends = (role.span.end for role in event.roles if role.role == "actor" and role.span.end <= place.span.start)
    return any(said.between(end, place.span.start).strip() in ("of", "of the") for end in ends)


def _listed(said: Said, event: Event) -> list[str]:
    """Return the places named in one list after the first: "Rutshuru, Kiwanja and Bunagana", not "Homs, Syria"."""
    first = event.place
    if first is None or not said.places or (first.span.start > event.trigger.end and way(said, event, first)):
        return []
    return [place.called for place in list_of(said, first)]


def counts_land(said: Said) -> bool:
    """Tell whether a statement counts land."""
    return any([is_land(said, quantity) for quantity in said.figures])


def is_land(said: Said, quantity: Quantity) -> bool:
    """Tell whether something counted is land; a length may be no more than how far away a place is."""
    end = quantity.span.end
    if quantity.unit == "km" and _AWAY.match(said.between(end, end + 20)):
        return False
    land = bool(quantity.of) and head_noun(quantity.of or "") in _LAND  # not "seven rifles", "two ISIL-held buildings"
    return quantity.unit in ("%", "km", "km2") or quantity.share_of is not None or land
