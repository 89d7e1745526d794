"""Words that tell how strong forces are where no act was understood: who has so many somewhere, what they number."""

import re

from panj.lexicon import words
from panj.lexicon.counted import kind_of

THINGS = words("role_words", "word", "thing")
VAGUELY = (
    r"(?:(?:already|also|still|now|only|just|another|an?|the|its|some|about|additional|estimated|further|first|more) )"
    r"{0,3}\Z"
)
_CORPS = rf"\b(?:{'|'.join(sorted(words('role_words', 'word', 'corps')))})s?\b"
_IN = r"(?: (?:in|on|of|inside|near|along|around) (?:the )?(?:[A-Z][\w'’-]{1,20} ?){1,4})?"
_AT = rf" ?\bat (?:between |over |under |least )?{VAGUELY}"
# who has so many soldiers somewhere: "Wagner has about 1,000 men in the country", "the army had 4,500 troops there"
_HAS = re.compile(
    r"\b(?:has|have|had|keeps?|fields?|fielded|concentrated|amassed|massed|stationed|deployed|counted|spotted|detected)"
    rf" {VAGUELY}"
)
# what a body of forces numbers: "the army's forces in the province number 48,000 men"
_NUMBERS = re.compile(
    rf"{_CORPS}[^,;.]{{0,60}}? (?P<verb>numbers?|numbered|total(?:s|led|ed)?|compris(?:es?|ed)|consist(?:s|ed)? of"
    rf"|(?:stands?|stood) at|(?:is|was|are|were) (?:put|given|estimated|placed) (?:at|as)) {VAGUELY}"
)
# at what somebody puts it: "put the force at 7,000", "the number of Wagner soldiers in Mali at 1,000"; "the number of
# soldiers at 100" is of those told of before
_PUT = re.compile(
    r"(?:\A|\b(?:put|puts|estimated?|estimates|placed?) )(?:the|its|their|[\w-]+['’]s?) "
    rf"(?:[\w-]+ ){{0,2}}?{_CORPS}{_IN}{_AT}"
    rf"|\b(?:number|strength|size) of [^,;.]{{2,60}} (?:in|on|inside|near|along) [^,;.]{{2,60}}{_AT}"
)
# so many and where, and nothing else: "4,200 soldiers on the island"
_STANDING = re.compile(
    r"(?: (?:there|here|(?:in|inside|near|on|along) (?:the )?(?:[A-Z][\w'’-]{1,20} ?){0,3}\w{0,20}))?"
)
_SOMEWHERE = re.compile(r"[^,;]{0,60}?\b(?:there|here|in|inside|near|at|along|on|off|around|across)\b")


def is_strength(before: str, after: str, noun: str) -> bool:
    """Tell whether the words around a figure of soldiers, or of men and women, tell how many there are."""
    force = kind_of(noun) == "force"
    if not force and noun not in ("man", "woman"):
        return False
    if _HAS.search(before) and _SOMEWHERE.match(after):
        return True
    if noun in THINGS:
        return False
    alone = force and not before and _STANDING.fullmatch(after)
    return bool(alone or _NUMBERS.search(before) or _PUT.search(before))


def having(before: str) -> int | None:
    """Return where in the words before a figure the verb is whose subject has so many."""
    if has := _HAS.search(before):
        return has.start()
    numbers = _NUMBERS.search(before)
    return numbers.start("verb") if numbers else None
