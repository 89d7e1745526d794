"""What somebody promises, sets aside, gives or declines to give, in words of which no act was understood."""

import re
from functools import cache
from typing import NamedTuple

from panj.lexicon import acts, words
from panj.lexicon.counted import head_noun, is_currency, kind_of, singular
from panj.records import Event, Quantity
from panj.situation.counts.contexts import clause_of, unsure
from panj.situation.counts.owners import nationality, subject
from panj.situation.counts.strengths import VAGUELY
from panj.situation.said import Said
from panj.world import World
from panj.world.sides import Side, side

_GIVING = (
    r"\b(?:(?P<pledged>(?:pledged|promised|offered|agreed|undertook|undertaken|vowed|committed)"
    r"(?: (?:in|on|last|this) [\w ]{2,15}?)?"
    r" to (?:give|send|provide|supply|deliver|contribute|deploy|donate|dispatch|lend)"
    r"|pledged|promised|offered|committed|announced)|(?P<allocated>allocated|earmarked|set aside)"
    r"|delivered|donated|handed over|gave|given|transferred|shipped|extended|granted|lent|awarded"
    r"|(?:supplied|provided)(?: (?:[\w-]+ ){1,4}with)?) "
)
_SO_MUCH = (  # "a vessel and two planes", "satellite images worth $500,000"
    r"(?:to (?:the )?[A-Z][\w-]* )?"
    r"(?:[\w-]+ (?:[\w-]+ ){0,3}worth |an? (?:[a-z]+ ){0,2}line of "
    r"|an? (?:(?:amount|sum|total) of|(?:[a-z-]+ ){1,3}and) )?"
)
_GIVES, _GIVES_FIRST = re.compile(_GIVING + _SO_MUCH + VAGUELY), re.compile(_GIVING + r"(?=\W{0,3}\d)")
# "Ghana pledged $3 million, Togo $2 million and the Gambia $1 million", "Ghana sent $3 million and Togo gave tents"
_NAME = r"(?:the )?(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})"
_GAPPED = re.compile(rf"(?:,|;| and)(?: and)? {_NAME} \Z")
_AFTER_AMOUNT = re.compile(r"(?<!\d)\d[^,;:]{0,80}?(?:(?:, and|,|;| and|, while|, but) (?=(?:the )?[A-Z])|: )")
_GUESTS = frozenset({"people", "displaced", "casualty"})  # who is handed over or moved is no help


# what is promised without a number: "a battalion", "its last helicopters", "a second one"
_UNCOUNTED = re.compile(
    r"(?:an?|another|its|more|several) ((?:[\w-]+ ){0,3}?[a-z]+)(?=\W*\Z|,| (?:to|for|from|in|at) )"
)
_ONE_MORE = re.compile(r"(?:another|(?:a|the) (?:second|third|further|similar|last)) (?:one|ones)\b")
_TO_SEND = re.compile(
    r" to (?:also )?(?:(?:send|deploy|dispatch|lend) (?P<what>[^;:.]{3,90}?) to (?!the border\b|fight\b)"
    r"|(?:take in|receive|accept|host|shelter|resettle) (?P<guests>[^;:.]{3,90}))"
)
_A_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ns|is|ese|ars|ds)\Z")  # "Afghans", "Iraqis"
_DECLINES = re.compile(r"(?:(?:declin|refus)\w*|rul(?:ed|es|ing) out)\Z")
_TAKES_PART = re.compile(  # "declined to join the mission", "ruled out taking part in an intervention"
    r" (?:to )?(?:also )?(?:join(?:ing)?|(?:tak(?:e|ing) part|participat(?:e|ing)) in|contribut(?:e|ing) to)"
    r" (?:the|an?|any|such an?) (?:[\w-]+ ){0,3}?"
    r"(?:mission|force|operation|intervention|coalition|deployment|patrol)s?\b"
)
_WHAT = r"(?P<what>(?:[^,;:.]|(?<=\d),(?=\d))+)"
_TO_GIVE = re.compile(rf" (?:to (?:also )?(?P<verb>[a-z]+)|(?P<giving>[a-z]+ing)) {_WHAT}")
_TURNED_DOWN = re.compile(
    r"(?:turned down|rejected|refused|rebuffed)(?: (?:an?|the|its|[\w-]+['’]s))?(?: (?:request|appeal)s?)?\Z"
)
_REQUESTED = re.compile(rf"(?: (?:an?|the) (?:request|appeal)s?)?(?: by [^,;.]{{2,40}}?)? for {_WHAT}")
_PROMISED = re.compile(r"(?:agree|undert|vow|commit|offer|promis|pledg)\w*\Z", re.IGNORECASE)
_TO_SOMEBODY = re.compile(
    r" to (?:the )?[A-Z]|\b(?:home|back)\b"
)  # told by an act of its own, or no help: "soldiers home"
_TO_GIVE_THEN = re.compile(
    r"(?:\A(?: (?:in|on|last|this) [\w ]{2,15}?)?| and) to (?:also )?(?P<verb>[a-z]+) "
    r"(?P<what>(?:(?! and to )[^,;:.]|(?<=\d),(?=\d))+)"
)
_VAGUE = frozenset({"support", "help", "relief", "training", "protection", "asylum"})  # they may be of any kind
_GESTURES = words("terms", "word", "gesture")
_BODIES = frozenset({"ministry", "department", "government", "presidency", "cabinet", "army", "parliament"})
FIRST_WORDS = 6  # in which what is given is told


class Given(NamedTuple):
    """So much of something that somebody promised or gave."""

    by: str
    stage: str


def given(said: Said, quantity: Quantity, world: World) -> Given | None:
    """Return by whom a figure is given, where no act was understood: "Uganda has pledged 1,000 soldiers"."""
    before = said.before(quantity.span.start)
    if other := beside(said, quantity, world):
        return other
    before = before[max((m.end() for m in _AFTER_AMOUNT.finditer(before)), default=0) :]
    verb = _GIVES.search(before)
    noun = head_noun(quantity.of or "")
    guests = kind_of(noun) in _GUESTS and not (verb and verb["pledged"] and noun in ("man", "woman"))  # "150 men"
    if verb is None or unsure(clause_of(said, quantity)) or guests:
        return None
    if verb["pledged"] == "announced" and not is_currency(quantity.unit):
        return None  # so much money that is announced is promised
    by = subject(before, verb.start(), said.day, world)
    return Given(by, _stage(verb)) if by else None


def beside(said: Said, quantity: Quantity, world: World) -> Given | None:
    """Return who gives a figure without a verb of his own: as far as the first of the row does."""
    before = said.before(quantity.span.start)
    gapped = _GAPPED.search(before)
    if gapped is None:
        return None
    verbs = [m for m in _GIVES_FIRST.finditer(before, 0, gapped.start())]
    by = nationality(gapped["name"], said.day, world) if len(verbs) == 1 else None
    return Given(by, _stage(verbs[0])) if by and not unsure(before) else None


def _stage(verb: re.Match[str]) -> str:
    return "pledged" if verb["pledged"] else "allocated" if verb["allocated"] else "delivered"


def speakers(said: Said, world: World) -> tuple[Side, ...]:
    """Return those known who say something, each of several: "Guinea and Djibouti each pledged a battalion"."""
    if said.by is None or said.by.known:
        return (said.by,) if said.by else ()
    named = (nationality(name, said.day, world) for name in re.split(r", and |, | and ", said.by.name))
    return tuple(side(name, "", said.day, world) for name in named if name)


def is_body(by: Side) -> bool:
    """Tell whether a speaker is a state's body, the words not telling which state's: "the department said"."""
    return not by.known and not _BODIES.isdisjoint(by.name.lower().split())


def uncounted(quote: str) -> bool:
    """Tell whether words are no more than goods or forces without a number: "a battalion", "a second one"."""
    told = _UNCOUNTED.match(quote)
    return bool(_ONE_MORE.match(quote)) or (told is not None and _goods(told[1].rpartition(" ")[2]))


def offered(behind: str) -> bool:
    """Tell whether words behind an offer or a promise say what help it is: "to send 900 police", "to take in 40 boys".

    Goods that are to be given are told by their own act; soldiers sent home help nobody.
    """
    told = _TO_SEND.match(behind)
    return told is not None and (_guests(told["guests"]) if told["guests"] else _forces(told["what"]))


def _forces(what: str) -> bool:
    """Tell whether soldiers or police are told, and no arms: who sends these has an act of giving of its own."""
    told = {singular(word.lower()) for word in what.split()[:FIRST_WORDS]}
    return told.isdisjoint(acts.any_of("weapon")) and not told.isdisjoint(acts.any_of("troops", "force") | {"police"})


def _guests(people: str) -> bool:
    """Tell whether people are told: "2,000 Afghans", "wounded children"."""
    told = people.split()[:FIRST_WORDS]
    return any(kind_of(singular(word.lower())) in _GUESTS or _A_PEOPLE.match(word) for word in told)


def no_help(behind: str) -> bool:
    """Tell whether what somebody offers is talk or a gesture: "offered the rebels talks", "offered condolences"."""
    told = {singular(word.strip(".,;").lower()) for word in behind.split()[:FIRST_WORDS]}
    return not told.isdisjoint(_GESTURES)


def declined(said: Said, event: Event) -> bool:
    """Tell whether somebody will not give what might be given: "Botswana declined to contribute troops"."""
    if not said.statement.happened:
        return False
    asked = _REQUESTED.match(said.behind(event.trigger.end)) if _TURNED_DOWN.match(said.trigger) else None
    if asked is not None:
        return _goods(asked["what"])
    told = _TO_GIVE.match(said.behind(event.trigger.end)) if _DECLINES.match(said.trigger) else None
    if told is None:
        return False
    gives = (told["verb"] or told["giving"]) in _giving_verbs() and _goods(told["what"])
    return gives or bool(_TAKES_PART.match(said.behind(event.trigger.end)))


def promised_to(said: Said, event: Event) -> bool:
    """Tell whether somebody agreed to give: "had agreed in April to send 1,000 soldiers", "undertook to contribute"."""
    if not _PROMISED.match(said.trigger):
        return False
    behind = _TO_GIVE_THEN.finditer(said.behind(event.trigger.end))
    told = [m["what"] for m in behind if m["verb"] in _giving_verbs() and not _TO_SOMEBODY.search(m["what"])]
    return any(_goods(what) or what[:1].isdigit() for what in told)


def _goods(what: str) -> bool:
    told = {singular(word.lower()) for word in what.split()[:FIRST_WORDS]}
    return not told.isdisjoint(acts.any_of("aid", "weapon", "troops", "force") - _VAGUE)


@cache
def _giving_verbs() -> frozenset[str]:
    found = {verb for verb, readings in acts.verbs().items() if any(pattern.code == "AID" for pattern in readings)}
    found -= {"release", "free", "sell", "export"}
    return frozenset({form for verb in found for form in (verb, f"{verb}ing", f"{verb.removesuffix('e')}ing")})
