"""Of what kind a figure is (forces, people killed, held, displaced): by an act, by flight or by words beside it."""

import re
from datetime import date

from panj.lexicon import rows, words
from panj.lexicon.counted import head_noun, kind_of, small_numbers
from panj.records import Event, Quantity
from panj.situation.counts.befell import BODIES, became, befallen, befallen_behind, done_to
from panj.situation.counts.contexts import ESCAPED, clause, clause_of, own_clause, told, unsure
from panj.situation.counts.fates import HUNGRY
from panj.situation.counts.owners import nationality
from panj.situation.counts.parts import opens_part
from panj.situation.counts.remains import of_the_dead
from panj.situation.counts.strengths import THINGS, VAGUELY, is_strength, sized
from panj.situation.counts.tolls import harm, toll
from panj.situation.said import Said
from panj.world import World

_CAUSED = re.compile(r"\b(?:caus|forc|trigger|prompt|spark)(?:e|es|ed|ing|s)?\b|\bled to\b")  # what flight is due to
FEW = 20  # people who left a town or came to one are visitors
_INHABITED = re.compile(r"\b(?:city|town|village|province|district|country|region|population) of\s*\Z")
# who is counted has left or reached somewhere: "80,000 people have left Lashio", "6,500 reached the regional capital"
_MOVED = re.compile(
    r"\W{0,3}(?:(?:who|that) )?(?:(?:have|has|had) )?(?:(?:already|also|since|now) )?"
    r"(?:left|reached|entered|arrived (?:in|at)|found (?:refuge|shelter) in|(?:are|were) sheltering (?:in|at)) "
    r"(?:(?:the|their) (?:\w+ ){0,2}?"
    r"(?:homes?|villages|city|town|village|area|district|province|region|country|capital|island|camps?)\b|[A-Z])"
)
# what another clause than that of flight counts: "displaced since the killing of 23 men", "fled and left 27 bodies"
_OF_ANOTHER = re.compile(r"\b(?:and|but|since|after|when|where|while)\b(?! (?:some|about|another|at least|\d)\b)")
_MEANT_FOR = re.compile(
    rf"\b(?:food|aid|shelter|supplies|water|rations|items|enough|tents|medicines?"
    rf"|built|designed|meant|intended|planned|prepared|room|space|capacity) for {VAGUELY}"
)
# "Russia holds 6,000 Ukrainian soldiers and at least 16,000 civilians"
_KEEPS = re.compile(
    rf"\b(to )?hold(?:s|ing)? (?:(?:more than |at least |over )?\d[\d,]{{0,9}} (?:[\w-]{{1,20}} ){{1,4}}and )?"
    rf"(?:(?:more than|at least|over) )?{VAGUELY}"
)
# how many of those counted are meant is told before: "nearly half of Sudan's 50 million people", "two of the five men"
_ONLY_PART = re.compile(
    rf"\b(?i:{'|'.join(sorted(words('terms', 'word', 'fraction')))}|per cent"
    rf"|\d[\d,]{{0,9}}|{'|'.join(small_numbers())})"
    r" of (?:(?:the|its|their|his|her|those|these|about|some|nearly|roughly) ){0,3}"
    r"(?:(?:[A-Z][\w.-]{0,20} ){0,2}[A-Z][\w.-]{0,20}['\u2019]s? )?\Z"
)
_DROWNED = re.compile(r"(?: (?:have|had|has|were|also))? (?:drowned|perished)\b")  # "900 drowned crossing to Italy"
_TAKES_PART = re.compile(r" ?(?:\w+ ){0,2}(?:took|taking|take|takes) part\b")  # "5,682 men took part": nobody was taken
_CAPTIVE = words("role_words", "word", "captive")
_OF_THINGS = re.compile(
    rf"\b[Oo]f (?:the |some |about ){{0,2}}\d[\d,]{{0,9}} (?:[\w-]{{1,20}} ){{0,2}}?(?:{'|'.join(sorted(THINGS))})s?\b"
)
_PEOPLE = ("force", "people", "displaced")
_MEASURES = frozenset(row["word"] for row in rows("units"))


def kind_in(said: Said, quantity: Quantity, noun: str, world: World) -> str | None:
    """Return of what kind a figure of a statement is, which counts what this noun names."""
    if _ONLY_PART.search(said.before(quantity.span.start)):
        return None
    drowned = "killed" if _DROWNED.match(said.behind(quantity.span.end)) else None
    dead = "killed" if of_the_dead(said, quantity) else None
    plain = (
        drowned
        or dead
        or harm(quantity)
        or toll(said, quantity)
        or done_to(said, quantity)
        or _comes_to(said, quantity)
    )
    if plain is not None:
        return None if unsure(clause_of(said, quantity)) else plain
    event, relation = said.statement.event, said.statement.relation
    if quantity.unit == "%":
        return "share" if event and event.code == "TAKE" else None
    counted = kind_of(noun)
    if counted is None and _peoples(quantity, said.day, world):
        counted = "people"
    if event is None and relation is None:
        return _beside(said, quantity, counted)
    if event and event.code == "FLEE":
        return _of_flight(said, event, quantity, counted)
    return _of_act(said, quantity, noun, counted)


def _of_flight(said: Said, event: Event, quantity: Quantity, counted: str | None) -> str | None:
    """Return that those counted fled, unless another clause counts them or they broke out of a prison."""
    if ESCAPED.search(said.words) or _CAUSED.search(said.between(quantity.span.end, event.trigger.start)):
        return None
    if _OF_ANOTHER.search(said.between(event.trigger.end, quantity.span.start)):
        return None
    alone = quantity.of is None and quantity.unit is None and not _few(quantity) and _of_doer(event, quantity)
    return "displaced" if alone or counted in _PEOPLE else None


def _of_act(said: Said, quantity: Quantity, noun: str, counted: str | None) -> str | None:
    """Return what an act made of those counted, else what they are if they are more than people."""
    befell = befallen(said, quantity, counted)
    if befell == "displaced" and counted == "force":
        return counted
    if counted == "casualty" and befell in ("freed", "held"):
        return None  # "handed over 909 bodies"
    if counted == "casualty" or (befell and _may_be_people(counted, noun)):
        return befell or "casualties"
    event = said.statement.event
    detained = counted == "displaced" and event is not None and event.code != "AID"  # "250 refugees were detained"
    return None if detained or counted == "people" else counted


def _comes_to(said: Said, quantity: Quantity) -> str | None:
    """Return that forces are counted by what an act brings them to: "bringing the force there to 7,000"."""
    if said.statement.event is None or quantity.of or quantity.unit:
        return None
    return "force" if sized(said.before(quantity.span.start)) else None


def _of_doer(event: Event, quantity: Quantity) -> bool:
    """Tell whether a number by itself is whoever flees: "more than 48,500 had been uprooted"."""
    return any(role.span.overlaps(quantity.span) for role in event.roles)


def _may_be_people(counted: str | None, noun: str) -> bool:
    """Tell whether a noun is of people, or of no kind that is known ("aid workers") and so may be."""
    return counted in _PEOPLE or (counted is None and noun not in THINGS and noun not in _MEASURES)


def _beside(said: Said, quantity: Quantity, counted: str | None) -> str | None:
    """Return the kind of a figure of which no act was understood, by the words beside it."""
    before, after = said.before(quantity.span.start), said.behind(quantity.span.end)
    noun = head_noun(quantity.of or "")
    if not noun and _OF_THINGS.search(before):
        return None  # "of the 93 drones launched, 15 were lost to jamming"
    if _INHABITED.search(before) or _MEANT_FOR.search(before):
        return None
    if counted in ("force", "people") and BODIES.search(before):
        return "killed"
    if counted == "casualty" and (named := became("ASSAULT", noun)):
        return named  # "12 dead and 30 wounded"
    if _TAKES_PART.match(after):
        return None
    befell = befallen_behind(said, quantity)
    if befell == "missing" and noun and counted is None:
        return None  # "two pages were missing"
    return befell if befell and _may_be_people(counted, noun) else _by_clause(before, quantity, after, counted)


def _by_clause(before: str, quantity: Quantity, after: str, counted: str | None) -> str | None:
    """Return the kind of a figure by the words of its own clause, or else of all."""
    noun, words = head_noun(quantity.of or ""), clause(before, quantity.text, after)
    of_those = quantity.of is None and quantity.unit is None  # "of the 2.1 million people, 800,000 face hunger"
    if of_those and not _few(quantity) and HUNGRY.match(after) and not opens_part(before):
        return None if unsure(words) else "hungry"
    if counted in ("people", "displaced") and (fate := _fate(quantity, after)):
        return None if unsure(words) else fate
    captive = counted == "force" or noun in _CAPTIVE
    if captive and (kept := _KEEPS.search(before)):
        return None if kept[1] or unsure(words) else "held"
    if is_strength(before, after, noun) and told(own_clause(before, quantity.text, after)[0], "force") in (
        None,
        "force",
    ):
        return None if unsure(words, "force") else "force"
    kind = told(words, counted)
    met = kind == "force" and noun not in THINGS and _few(quantity)  # "a contact of two officers"
    fled = kind == "displaced" and _CAUSED.search(after)  # "left nine soldiers dead and caused the flight of 3,400"
    return None if met or fled else kind


def _fate(quantity: Quantity, after: str) -> str | None:
    """Return what the words behind people say of them: that they go hungry, or have left or reached somewhere."""
    if HUNGRY.match(after):
        return "hungry"
    return "displaced" if _MOVED.match(after) and not _few(quantity) else None


def _few(quantity: Quantity) -> bool:
    """Tell whether so few may have come or gone for other reasons than war."""
    return quantity.low is None or quantity.low < FEW


def _peoples(quantity: Quantity, day: date, world: World) -> bool:
    """Tell whether what is counted is a people's name, known or not ("345 ethnic Kyrgyz", "300 Burundians")."""
    words = (quantity.of or "").split()
    if not words or not words[-1][:1].isupper():
        return False
    return nationality(words[-1], day, world) is not None or (words[-1].istitle() and words[-1].isalpha())
