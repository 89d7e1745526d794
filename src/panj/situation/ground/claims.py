"""Which places a statement claims for whom: by name, by "the town" or "it", and by handing it over."""

import re
from collections.abc import Sequence

import msgspec

from panj.lexicon import acts, words
from panj.lexicon.counted import head_noun, singular
from panj.records import Event, Modality, Place, Quantity, Relation, Span
from panj.situation.case import Report
from panj.situation.counts.strengths import THINGS
from panj.situation.ground.listed import list_of
from panj.situation.ground.passing import passing
from panj.situation.ground.spots import only_locates, part_before, part_of, spot, stands_in, under
from panj.situation.ground.ways import BESIDE, way
from panj.situation.said import Said

CLAIMING = frozenset({"TAKE", "CONCEDE", "ASSAULT", "COERCE", "controls"})
_ASSERTED = Modality.ASSERTED
OWNED = frozenset({"base", "site", "hall"})  # what is somebody's by right, not land that somebody holds
_WITHIN = frozenset(
    ["in", "of", "near", "around", "outside", "along", "across", "from", "inside", "within", "above", "over", "below"]
)
UNTOLD = "it is not said who"
_AWAY = re.compile(r"[\s)]*(?:away|from|off|outside|inside|behind|beyond|deep|(?:north|south|east|west)\w*)\b")
_FELL = frozenset({"fell", "fallen", "falls", "changed"})  # "changed hands"
_INCLUDING = re.compile(r",?\s{1,3}including ((?:(?:,|and| |the)*[A-Z][\w'-]*)+)")
_ASTRAY = frozenset({"to", "toward", "towards", "from", "by", "for", "with", "against", "than"})
_NAMED_BY = frozenset({"of"}) | {
    f"{kind}{s}" for kind in words("terms", "word", "ground") for s in ("", "s")
}  # "the post of Ai Khanum"
_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*"
# the town by its name, not with its region: "liberated the settlement of Robotyne in the Zaporizhzhia region"
_IN_REGION = re.compile(
    rf"\s?(?:control (?:of|over) )?(?:the )?(?:[a-z-]{{1,30}} ){{0,2}}?(?:{'|'.join(sorted(_NAMED_BY - {'of'}))})"
    rf" of ({_NAME})(?= (?:in|near|outside|on)\b|,)"
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
# "residents in Er Rahad", but "the General Staff in Kyiv" speaks of another town
_OF_A_NAME = re.compile(
    r"\b(?:of|(?:residents?|villagers?|inhabitants|people|mayor|elders?|witness(?:es)?|doctors?|chief)"
    rf" (?:in|from|at|near)) ({_NAME})\Z"
)
_PART_OF_THAT = re.compile(rf"\b(?:{'|'.join(sorted(words('terms', 'word', 'part')))})s? of \Z")
# ground by a common noun: "seized the town", "the center of the village"; the text has named it before
_BY_NOUN = re.compile(
    r"\s*(?P<part>(?:(?:the|every|most|all|half)\b )?(?:[\w-]+ ){0,3}?(?:of|in|to) )?the (?:[\w-]+ ){0,2}?"
    r"(?P<kind>town|city|village|capital|district|province|valley|island|shoal|reef|port|peninsula|crossing|post)\b"
    r"(?! (?:of|called|named) [A-Z]| (?:cent(?:re|er)|hall|council|limits|walls?|gates?|market|prison|jail)\b)"
    # "the town of Sake" is another, if not on the map; "the town centre" is not the town
)
# ground that a pronoun takes up: "claimed to have recaptured it", "then handed it over to the rebels"
_IT = re.compile(r"\s*(?:back |over )?it\b(?! (?:was|is|has|had|would))")
_OF_PASSIVE = re.compile(
    r"\bthe [a-z]+ (?:(?:has|have|had|was|were|is|are)(?: since| now| again| then)?(?: been)?)\s*\Z"
)
_CONTROL_OF = re.compile(r"\A(?:(?:the|full) )?(?:(?:control )?(?:of|over) )?\Z|\A(?:full )?control (?:of|over) ")
_TO_OTHERS = re.compile(r"[^,;]{0,60}?\b(?:to|over to|back to)\b")
_DRIVING = frozenset({"driv", "drov", "push", "forc", "expe", "disl", "oust"})
_OUT_OF = re.compile(
    r"(?: [\w'’.-]+){1,6}? (?:out of|from)(?: the)?(?:(?: [\w-]+)? (?:town|city|village|port|district) of)? "
)
_UNLIKELY = re.compile(r"\b(?:unlikely|will|would|may|might|could|can)\b")
_HANDING = ("hand", "ced", "surrender", "relinquish", "return", "yield", "transfer", "gave", "give")
_PART_OF = re.compile(
    r"\b(?:areas?|parts?|regions?|territor(?:y|ies)|towns?|cit(?:y|ies)|ports?|zones?|swathes?|pockets?|north|south|east|west)"
    r" (?:of|in) (?:the )?(?:\w+ern )?\Z"
)
_TOWNS = frozenset({"town", "city", "village", "capital"})
REACH = 600  # characters back to the name of what "the town" takes up
_LAND = (acts.words_of("territory") | words("figures", "noun", "territory") | words("places", "word", "tract")) - THINGS
_TRACTS = _LAND - _TOWNS  # "Masisi territory" is no town
_ARTICLES, _EACH = frozenset({"the", "a", "an"}), ("every ", "each ")


class Claim(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """That a holder has a place, by one statement."""

    said: Said
    holder: str
    name: str
    place: str

    @property
    def known(self) -> bool:
        """Tell whether the tables know the holder, who may only be called names ("the aggressors")."""
        sides = (*self.said.actors, *self.said.recipients)
        return any([side.known for side in sides if side.id == self.holder])

    @property
    def label(self) -> str:
        """The place as the report writes it: "Palmyra", not "Tadmur"."""
        event = self.said.statement.event
        named = (*((event.place,) if event and event.place else ()), *self.said.places)
        written = next((p.text for p in named if p.name == self.place), self.place)
        whole = written.islower() or self.place.startswith(f"{written} ")  # "airport at Kavumu", "Camp near Kidal"
        return self.place if whole else written


def claims_of(said: Said) -> list[Claim]:
    """Return the claims of a statement that names what is held, unless it tells that this is no more."""
    found = _claims(said) if said.statement.modality is _ASSERTED else []
    return [] if found and passing(said) else found


def _claims(said: Said) -> list[Claim]:
    statement = said.statement
    if statement.relation and statement.relation.relation == "controls":
        relation = statement.relation
        place = next((p for p in said.places if p.span.overlaps(relation.object_span)), None)
        if (place and (place.feature in OWNED or _some_of(said, place))) or any(is_land(said, q) for q in said.figures):
            return []
        name = (part_before(said, place) or _name_of(said, place)) if place else _named(said, relation)
        who = said.holder.id if said.holder else relation.subject
        others = list_of(said, place) if place and place.span.start >= relation.object_span.start else []
        names = [name, *(other.called for other in others)] if name else []
        return [Claim(said, who, relation.subject, name) for name in names]
    event = statement.event
    if event is not None and event.code == "CONCEDE":
        target = _target(said, event) if _to_others(said, event) else None
        return [Claim(said, side.id, side.name, target) for side in said.recipients[:1] if target]
    if event is not None and event.code in ("ASSAULT", "COERCE"):
        driven = _left_by(said, event) if said.actors else None
        return [Claim(said, said.actors[0].id, said.actors[0].name, driven)] if driven else []
    if event is None or event.code != "TAKE":
        return []
    holder = said.actors[0] if said.actors else None
    who, name = (holder.id, holder.name) if holder else (UNTOLD, UNTOLD)
    if any(is_land(said, q) for q in said.figures):
        named = _including(said) if holder else []
        return [Claim(said, who, name, place.called) for place in named]
    target = _target(said, event) if holder or _fallen(said, event) or _not_lost(said, event) else None
    target = target or (under(said, event) if holder else None)
    if not target:
        return []
    part = target[: -len(event.place.text)] if event.place and target.endswith(f" in {event.place.text}") else ""
    listed = (f"{part}{place}" for place in _listed(said, event))
    return [Claim(said, who, name, place) for place in (target, *listed)]


def _some_of(said: Said, place: Place) -> bool:
    """Tell whether only a part of a country is held: "a Houthi-controlled area of Yemen"."""
    whole = place.wide
    return whole and bool(_PART_OF.search(said.before(place.span.start)))


def _name_of(said: Said, place: Place) -> str | None:
    """Return what a place is called; None for a name on no map that what follows it makes somebody's."""
    return None if _is_somebody(said, place) else part_of(said, place) or place.called


def _is_somebody(said: Said, place: Place) -> bool:
    told = _SOMEBODY.match(said.behind(place.span.end)) if place.lat is None else None
    return told is not None and singular(told["who"].lower()) not in _LAND


def people(report: Report) -> Sequence[tuple[str, str]]:
    """Return the names in a report, each with it, that words beside one of its statements make somebody's."""
    claiming = [said for said in report.about(CLAIMING) if said.places]
    return [(report.document, p.text.lower()) for said in claiming for p in said.places if _is_somebody(said, p)]


def _left_by(said: Said, event: Event) -> str | None:
    """Return the place that others were driven out of: "pushed Russian forces out of Andriivka"."""
    trigger = event.trigger
    ours = any(role.role == "actor" and role.text.lower() == "we" for role in event.roles)
    if ours or said.between(trigger.start, trigger.start + 4).lower() not in _DRIVING:
        return None  # "we have pushed them out", says who helped
    behind = sorted((p for p in said.places if p.span.start >= trigger.end), key=lambda p: p.span)[:1]
    left = (p for p in behind if not p.wide)
    place = next((p for p in left if _OUT_OF.fullmatch(said.between(trigger.end, p.span.start))), None)
    return place.called if place else None


def _named(said: Said, relation: Relation) -> str | None:
    """Return what is held by its own name, though the words do not use it as a place's: "Soledar remains under"."""
    called = said.between(relation.object_span.start, relation.object_span.end)
    return called if called == relation.object and called.istitle() else None


def taken_up(report: Report) -> list[Claim]:
    """Return the claims of a report for ground that it has named before: "retook the town", "had recaptured it"."""
    found = []
    named = {said.id for said, _ in report.each(claims_of, codes=CLAIMING)}
    for said in report.about(CLAIMING):
        event = said.statement.event
        if said.statement.modality is not _ASSERTED or said.id in named or (event and not _takes(said, event)):
            continue
        gets = said.recipients if event and event.code == "CONCEDE" else said.actors
        holder = gets[0] if gets else said.holder
        who = (holder.id, holder.name) if holder else _ruling(said)
        name = _ground(said, report) if who else None
        if who and name and not passing(said):
            found.append(Claim(said, *who, name))
    return found


def _takes(said: Said, event: Event) -> bool:
    return event.code == "TAKE" or (event.code == "CONCEDE" and _to_others(said, event))


def _to_others(said: Said, event: Event) -> bool:
    """Tell whether ground is handed over: "ceded control of Manbij to the government"."""
    trigger = said.trigger
    handed = trigger.split(" ")[0].startswith(_HANDING)
    return handed and bool(_TO_OTHERS.match(said.behind(event.trigger.end)))


def _ruling(said: Said) -> tuple[str, str] | None:
    relation = said.statement.relation
    return (relation.subject, relation.subject) if relation else None


def _ground(said: Said, report: Report) -> str | None:
    """Return the name of what "the town" or "it" takes up in words about taking or holding."""
    start, end = _words_for_ground(said)
    words = said.between(start, end)
    if said.statement.denied and _UNLIKELY.search(said.words):
        return None  # who may not take it has not lost it either
    if _IT.match(words):
        own = [p for p in said.places if p.span.end <= start]  # "may isolate Huliaipole, but not take it"
        before = [c for c in report.once(_claimed) if 0 < start - _place_in(c.said) <= REACH]
        if own and not (before and before[-1].said.statement.span.overlaps(said.statement.span)):
            return own[-1].name or own[-1].text
        return before[-1].place if before else None
    noun = _BY_NOUN.match(words)
    if said.statement.relation and _PART_OF_THAT.search(said.between(start - len("northern approaches of "), start)):
        return None  # "the northern part of the village"
    part = noun and noun["part"]
    if noun and not part and noun["kind"] in _TOWNS and (told := _OF_A_NAME.search(_teller(said))):
        return next((p.called for p in report.once(_named_in) if p.text == told[1]), None)
    ground = _last_such(noun["kind"], start, _spoken_of(said, report)) if noun else None
    if noun and noun["kind"] in _TOWNS and not noun["part"]:
        since = ground.span.end if ground else start - REACH
        if later := [c for c in report.once(_claimed) if since < _place_in(c.said) < start]:
            return later[-1].place  # claimed since that was named: "said Robotyne was under its control"
    if noun is None or ground is None:
        return None
    part = _CONTROL_OF.sub("", (noun["part"] or "").lstrip())
    return f"{part}{ground.called}"


def _spoken_of(said: Said, report: Report) -> Sequence[Place]:
    """Return the places named in a report but where the speaker of a statement stands: "a spokesman in Goma said"."""
    named, teller = report.once(_named_in), said.statement.chain[-1].source
    span, words = teller.span, teller.text or ""
    if span is None:
        return named
    return [p for p in named if not (span.holds(p.span) and words[: p.span.start - span.start].endswith(" in "))]


def _teller(said: Said) -> str:
    """Return the words for who says it, other than the outlet."""
    return (said.statement.chain[-1].source.text or "") if len(said.statement.chain) > 1 else ""


def _words_for_ground(said: Said) -> tuple[int, int]:
    """Return where the words for what is taken or held begin, and where the statement ends."""
    event, relation, span = said.statement.event, said.statement.relation, said.statement.span
    if relation:
        start = relation.object_span.start
        return start - len(next((w for w in _EACH if said.between(start - len(w), start) == w), "the ")), span.end
    if event is None:
        return span.end, span.end
    passive = _OF_PASSIVE.search(said.between(span.start, event.trigger.start))
    return (span.start + passive.start(), span.end) if passive else (event.trigger.end, span.end)


def _claimed(report: Report) -> Sequence[Claim]:
    """Return the claims that name their place, in the order of their words."""
    claims = (claim for _, found in report.each(claims_of, codes=CLAIMING) for claim in found)
    return sorted(claims, key=lambda c: _place_in(c.said))


def _place_in(said: Said) -> int:
    """Return where a statement about taking or holding says that word."""
    event, relation = said.statement.event, said.statement.relation
    return event.trigger.end if event else relation.object_span.start if relation else said.statement.span.end


def _named_in(report: Report) -> Sequence[Place]:
    """Return the places that the words of a report's statements name, in their order; "the Haggana" is no town."""
    named = [(said, p) for said in report.said for p in said.places]
    others = {p for said, p in named if _no_town(said, p) or only_locates(said, p)}
    return sorted({p for _, p in named} - others, key=lambda p: p.span)


def _no_town(said: Said, place: Place) -> bool:
    event = said.statement.event
    article = place.lat is None and said.between(place.span.start - 4, place.span.start) == "the "
    return article or (event is not None and _of_doer(said, event, place))


def _last_such(kind: str, before: int, named: Sequence[Place]) -> Place | None:
    """Return the last place of a kind that is named before, by what it is or is called."""
    for place in reversed(named):
        if not 0 <= before - place.span.end <= REACH:
            continue
        called = place.text.rpartition(" ")[2].lower()
        town = kind in _TOWNS and called not in _TRACTS and (place.precision == "city" or place.feature is None)
        if town or kind == place.feature or kind in place.called.lower().split():
            return place
    return None


def _including(said: Said) -> list[Place]:
    """Return the places that are named among those counted ("three provincial capitals, including Kunduz")."""
    found = _INCLUDING.search(said.statement.quote)
    if found is None:
        return []
    first, end = said.statement.span.start + found.end(), said.statement.span.start + found.end(1)
    return [p for p in said.places if first - len(found[1]) <= p.span.start < end]


def _fallen(said: Said, event: Event) -> bool:
    """Tell whether a place is said to have fallen, though not to whom."""
    return event.place is not None and said.trigger in _FELL


def _not_lost(said: Said, event: Event) -> bool:
    """Tell whether a place is said not to be lost, which answers whoever says that he took it."""
    return said.statement.denied and said.trigger == "lost"


def _target(said: Said, event: Event) -> str | None:
    """Return what was taken: the place itself, or the words for a part of it ("posts in Khatlon")."""
    place, trigger = event.place, event.trigger
    outside = place is None or not said.statement.span.holds(place.span)
    by_kind = spot(said, event) if place is None or outside or place.wide else None
    if by_kind or place is None or outside:
        return by_kind
    if inner := _IN_REGION.match(said.between(trigger.end, place.span.end)):
        return inner[1]
    if place.wide or _somebody_acts(said, trigger):
        return None
    if place.span < trigger:
        if _AT_HEAD.search(said.before(place.span.start)):
            inner = _KIND_OF_NAME.match(said.behind(trigger.end))
            return inner[1] if inner else spot(said, event)
        return None if _of_doer(said, event, place) or stands_in(said, place) else _name_of(said, place)
    if taken := way(said, event, place):
        return taken
    if place.text.islower() and BESIDE.search(said.between(trigger.end, place.span.start)):
        before = [p for p in said.places if trigger.end <= p.span.start < place.span.start and not p.text.islower()]
        place = min(before, key=lambda p: p.span, default=place)
    between = said.between(event.trigger.end, place.span.start).split()
    while between and between[-1].lower() in _ARTICLES:
        between.pop()
    if {w.lower() for w in between} & _ASTRAY:
        return None  # "liberate territory on the way to Raqqah"
    named = between[-1:] == ["of"] and between[-2:][0].lower() in _NAMED_BY  # "the post of Ai Khanum"
    flag = "flag" in said.between(event.trigger.start, event.trigger.end)
    if not between or between[-1].lower() not in _WITHIN or named or (flag and between == ["over"]):
        return _name_of(said, place)
    phrase = said.between(event.trigger.end, place.span.end).strip()
    return phrase.removeprefix("control ").removeprefix("of ") if len(between) > 1 else None


def _somebody_acts(said: Said, trigger: Span) -> bool:
    """Tell whether a word for an occupation stands for those who occupy: "the occupation raided houses"."""
    word = said.trigger
    return word == "occupation" and bool(_ITS_ACTS.match(said.behind(trigger.end)))


def _of_doer(said: Said, event: Event, place: Place) -> bool:
    """Tell whether a name before the act is part of its doer's: "units of the Haggana cleansed the city"."""
    ends = (role.span.end for role in event.roles if role.role == "actor" and role.span.end <= place.span.start)
    return any(said.between(end, place.span.start).strip() in ("of", "of the") for end in ends)


def _listed(said: Said, event: Event) -> list[str]:
    """Return the places named in one list after the first: "Rutshuru, Kiwanja and Bunagana", not "Homs, Syria"."""
    first = event.place
    if first is None or not said.places or (first.span.start > event.trigger.end and way(said, event, first)):
        return []
    return [place.called for place in list_of(said, first)]


def is_land(said: Said, quantity: Quantity) -> bool:
    """Tell whether something counted is land; a length may be no more than how far away a place is."""
    end = quantity.span.end
    if quantity.unit == "km" and _AWAY.match(said.between(end, end + 20)):
        return False
    land = bool(quantity.of) and head_noun(quantity.of or "") in _LAND  # not "seven rifles", "two ISIL-held buildings"
    return quantity.unit in ("%", "km", "km2") or quantity.share_of is not None or land
