"""What became of people who are counted, beyond being killed: dead of illness, dead or missing, hungry."""

import re

from panj.lexicon import words
from panj.records import Quantity
from panj.situation.said import Said

# "9 million people, or half of the population, are facing acute hunger"
HUNGRY = re.compile(
    r"(?:, [^.;]{1,60},| [-–—] ?[^.;–—]{1,60}? ?[-–—]| \([^.;)]{1,60}\))?"
    r"(?: (?:in|of) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,4})? (?:(?:are|is|were) )?(?:already |now |still |also )?"
    r"(?:(?:fac(?:e|ed|ing)|suffer(?:ing)?(?: from)?|experienc(?:e|ing)|in|liv(?:e|ing) in|go(?:ing)?|classified in)"
    r"(?: [\w-]+){0,4}? (?:hunger|hungry|food insecurity|famine|starvation|famine-like conditions|malnutrition"
    r"|\(?(?:IPC )?Phases? [345])\b"
    r"|(?:\w+ly )?(?:hungry|food[- ]insecure|starving|malnourished)\b)"
)

_OR_ELSE = re.compile(
    r"[^,;.]{0,40}?\b(?:died|dead|killed) (?:or|and) (?:(?:have|had|are|were|been|gone|went) ){0,2}"
    r"(missing|wounded|injured)\b"
)
# what tells nobody how many died: "806 people were killed, injured or kidnapped"
_OF_ALL_KINDS = re.compile(
    r"\b(?:killed|dead)(?:, \w+)*,? or (?:kidnapped|abducted|detained|arrested|displaced|captured|missing and)\b"
)


def _cause(kind: str) -> str:
    return f"(?:{'|'.join(sorted(words('terms', 'word', kind)))})(?:es|s)?\\b(?!-)"


_BEHIND = r"(?:[\w-]+ ){0,3}?"
_OF = r"\b(?:of|from|by|to|contracted|contracting|caught|catching) "
_HARMS = r"[^.;,\d]{0,60}?,? (?:kill(?:ed|ing|s)|injur(?:ed|ing|es)|claim(?:ed|ing)|left)\b"
_ILL = re.compile(
    rf"{_OF}{_BEHIND}{_cause('illness')}|\b(?:starved|died of it)\b"
    r"|\bcases,? (?:and|with|including) (?:[\w,-]+ ){1,3}deaths\b",
    re.IGNORECASE,
)
_ILLNESS_KILLS = re.compile(
    rf"\b{_cause('illness')}{_HARMS}|\bin (?:[\w-]+ ){{0,3}}?{_cause('illness')}", re.IGNORECASE
)
_BY_MISHAP = re.compile(
    rf"\b{_cause('mishap')}{_HARMS}|(?:{_OF}|\bin ){_BEHIND}{_cause('mishap')}|\bdrowned\b"
    r"|\b(?:boat|ferry|ship|vessel|dinghy|bus) (?:had )?(?:sank|sunk|capsized|overturned)\b",
    re.IGNORECASE,
)
_BY_FORCE = re.compile(
    r"\b(?:air)?(?:attack|shell|str[iu]ck|strike|bomb|missile|rocket|gun|shot|clash|fight|ambush|drone|raid|militant"
    r"|rebel|torpedo)",
    re.IGNORECASE,
)


def by_mishap(said: Said) -> bool:
    """Tell whether people came to harm by what nobody did to them: an accident, a flood, an overdose."""
    return bool(_BY_MISHAP.search(said.words)) and not _BY_FORCE.search(said.words)


def how_died(said: Said, quantity: Quantity) -> str:
    """Return as what those are counted who died: killed, dead of illness or by mishap, or some of them missing.

    "" if nobody can tell how many of them died.
    """
    if _OF_ALL_KINDS.search(said.words):
        return ""
    if also := _OR_ELSE.match(said.behind(quantity.span.end)):
        return "lost" if also[1] == "missing" else "casualties"
    if _ILL.search(said.words) or (_ILLNESS_KILLS.search(said.words) and not _BY_FORCE.search(said.words)):
        return "died"
    return "mishap" if by_mishap(said) else "killed"
