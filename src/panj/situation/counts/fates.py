"""What became of people who are counted, beyond being killed: dead of illness, dead or missing, hungry."""

import re

from panj.lexicon import words
from panj.records import Quantity
from panj.situation.said import Said

# "9 million people, or half of the population, are facing acute hunger"
HUNGRY = re.compile(
    r"(?:, [^.;]{1,60},)?(?: (?:in|of) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,4})? (?:(?:are|is) )?"
    r"(?:already |now |still |also )?"
    r"(?:fac(?:e|ing)|suffer(?:ing)?(?: from)?|experienc(?:e|ing)|in|liv(?:e|ing) in|go(?:ing)?)"
    r"(?: [\w-]+){0,4}? (?:hunger|hungry|food insecurity|famine|starvation|famine-like conditions)\b"
)
_OR_ELSE = re.compile(
    r"[^,;.]{0,40}?\b(?:died|dead|killed) (?:or|and) (?:(?:have|had|are|were|been|gone|went) ){0,2}"
    r"(missing|wounded|injured)\b"
)
# what tells nobody how many died: "806 people were killed, injured or kidnapped"
_OF_ALL_KINDS = re.compile(
    r"\b(?:killed|dead)(?:, \w+)*,? or (?:kidnapped|abducted|detained|arrested|displaced|captured|missing and)\b"
)
_ILLNESS = f"(?:{'|'.join(sorted(words('terms', 'word', 'illness')))})"
_ILL = re.compile(
    rf"\b(?:of|from|by|to|contracted|contracting|caught|catching) (?:[\w-]+ ){{0,2}}?{_ILLNESS}\b"
    r"|\b(?:starved|died of it)\b|\bcases,? (?:and|with|including) (?:[\w,-]+ ){1,3}deaths\b"
)


def how_died(said: Said, quantity: Quantity) -> str:
    """Return as what those are counted who died: killed, dead of illness, or some of them missing or wounded.

    "" if nobody can tell how many of them died.
    """
    if _OF_ALL_KINDS.search(said.words):
        return ""
    if also := _OR_ELSE.match(said.behind(quantity.span.end)):
        return "lost" if also[1] == "missing" else "casualties"
    return "died" if _ILL.search(said.words) else "killed"
