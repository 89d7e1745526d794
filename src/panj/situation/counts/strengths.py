"""Words that tell how strong forces are where no act was understood: who has so many somewhere, what they number."""

import re

from panj.lexicon import rows, words
from panj.lexicon.counted import kind_of
from panj.situation.said import Said

THINGS = words("role_words", "word", "thing")
VAGUELY = (
    r"(?:(?:already|also|still|now|only|just|another|an?|the|its|some|about|additional|estimated|further|first|more) )"
    r"{0,3}\Z"
)
_CORPS = rf"\b(?:{'|'.join(sorted(words('role_words', 'word', 'corps')))})s?\b"
_FIGHTERS = "|".join(
    re.sub(r"man\Z", "m[ae]n", row["noun"])
    for row in rows("figures")
    if row["kind"] == "force" and row["noun"] not in THINGS
)
_MEN = rf"(?:{_CORPS}|\b(?:men|personnel|{_FIGHTERS})s?\b)"
_IN = r"(?: (?:in|on|of|inside|near|along|around) (?:the )?(?:[A-Z][\w'’-]{1,20} ?){1,4})?"
_AT = rf" ?\bat (?:between |over |under |least )?{VAGUELY}"
# who has so many soldiers somewhere: "Wagner has about 1,000 men in the country", "the army had 4,500 troops there"
_HAS = re.compile(
    r"\b(?:has|have|had|having|keeps?|fields?|fielded|concentrated|amassed|massed|stationed|deployed|counted|spotted|detected)"
    rf" {VAGUELY}"
)
# what a body of forces numbers: "the army's forces in the province number 48,000 men"
_NUMBERS = re.compile(
    rf"{_MEN}[^,;.]{{0,60}}? (?P<verb>numbers?|numbered|total(?:s|led|ed)?|compris(?:es?|ed)|consist(?:s|ed)? of"
    rf"|(?:stands?|stood) at|(?:is|was|are|were) (?:put|given|estimated|placed) (?:at|as)) {VAGUELY}"
)
# at what somebody puts it: "put the force at 7,000", "the number of Wagner soldiers in Mali at 1,000"; "the number of
# soldiers at 100" is of those told of before
_PUT = re.compile(
    r"(?:\A|\b(?:put|puts|estimated?|estimates|placed?) )(?:the|its|their|[\w-]+['’]s?) "
    rf"(?!number\b|total\b)(?:[\w-]+ ){{0,2}}?{_MEN}{_IN}{_AT}"
    rf"|\b(?:number|strength|size) of [^,;.]{{2,60}} (?:in|on|inside|near|along) [^,;.]{{2,60}}{_AT}"
)
# how many a body of them is put at in an aside ("troops, whose number is put at 20,000"), or comes to ("bringing the
# force there to 7,000")
_SIZED = re.compile(
    rf"{_MEN}[^,;.]{{0,40}}?,? (?:whose (?:number|strength|size)|whom [\w ]{{2,30}}|who|which)? ?"
    rf"(?:(?:is|are|was|were) )?(?:put|estimated|placed|given|estimates?|puts?)(?: by [\w.'’ -]{{2,40}})? (?:at|to be) "
    rf"(?:between )?{VAGUELY}"
    rf"|\b(?:bringing|taking|raising|increasing|reducing|cutting) (?:the|its|their)(?: \w+)? {_MEN}{_IN}"
    rf"(?: there| here| deployed)? to {VAGUELY}"
)
# what a force has by its name or noun, wherever: "KFOR has 3,760 soldiers from 27 countries"
_FORCE_HAS = re.compile(rf"(?:{_CORPS}|\b[A-Z]{{3,8}}),? (?:now |still )?(?:has|had|have) {VAGUELY}")
# "the number of special forces had been increased from 1,500 to 5,000"
_GROWN = re.compile(
    rf"\b(?:number|strength) of [^,;.]{{0,30}}?{_MEN} (?:has |had |have |been |was |were ){{0,2}}"
    rf"(?:increased|raised|cut|reduced|risen|rose|grown|grew)(?: from [\d,]{{1,9}})? to {VAGUELY}"
)
# so many and where, and nothing else: "4,200 soldiers on the island", "have been in the kingdom since 2013"
_STANDING = re.compile(
    r"(?: (?:have been|has been|are|were|remain|remained)(?= (?:in|on|inside|near|along|there|here)\b))?"
    r"(?: (?:there|here|(?:in|inside|near|on|along) (?:the )?(?:[A-Z][\w'’-]{1,20} ?){0,3}\w{0,20}))?"
    r"(?: since [\w ]{1,20})?"
)
_NAMED = 40  # characters before the noun of a body of forces that tell whose it is
_STANDS = re.compile(r"\b(?:in|at|near|around|inside|along|on|outside)(?: the)?(?: [\w-]+ of| \w+ern)?\s*\Z")
_SOMEWHERE = re.compile(r"[^,;]{0,60}?\b(?:there|here|in|inside|near|at|along|on|off|around|across)\b")


def is_strength(before: str, after: str, noun: str) -> bool:
    """Tell whether the words around a figure of soldiers, or of men and women, tell how many there are."""
    if before.endswith(" from ") and after.startswith(" to "):
        return False  # what it was
    if not noun:
        return any(form.search(before) for form in (_NUMBERS, _PUT, _SIZED, _GROWN))
    force = kind_of(noun) == "force"
    if not force and noun not in ("man", "woman"):
        return False
    if _HAS.search(before) and _SOMEWHERE.match(after):
        return True
    if noun in THINGS:
        return False
    if force and _FORCE_HAS.search(before):
        return True
    alone = force and not before and _STANDING.fullmatch(after.rstrip("."))
    return bool(alone or _NUMBERS.search(before) or _PUT.search(before) or _SIZED.search(before))


def sized(before: str) -> bool:
    """Tell whether a number by itself is what a body of forces comes to, whatever the act."""
    return bool(_SIZED.search(before))


def stationed(said: Said, at: int) -> str | None:
    """Return the country, or else the place, that words beside a bare strength say that they stand in."""
    start = said.statement.span.start
    places = [p for p in said.places if _STANDS.search(said.between(start, p.span.start))]
    behind = next((p for p in places if p.span.start > at), None)
    place = behind or (places[-1] if places else None)
    return (place.country or place.called).lower() if place else None


def having(before: str) -> int | None:
    """Return where in the words before a figure the verb is whose subject has so many."""
    if has := _HAS.search(before):
        return has.start()
    numbers = _NUMBERS.search(before)
    return numbers.start("verb") if numbers else None


def named_body(before: str) -> str | None:
    """Return the words for a body of forces that is put at a number: "Eritrean troops, whose number is put at"."""
    put = _SIZED.search(before) or _PUT.search(before)
    men = re.compile(_MEN).search(before, put.start()) if put else None
    return before[max(0, (put.start() if put else 0) - _NAMED) : men.end()].rpartition(", ")[2] if men else None


def body(before: str) -> str:
    """Return what a body of forces is called whose number is told behind it: "his men numbered 3,000"."""
    found = re.findall(_MEN, before)
    return str(found[0]).lower() if found else "troops"
