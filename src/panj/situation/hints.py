"""Words without one of which a topic need not look at a report more closely: all are looked for at once.

They are found where a word begins with them, in lower case. Sixty asked one by one cost five times as much. Only spaces
part the letters that are searched, so that a word's beginning is a character that memory is searched for.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from panj.lexicon import rows, words

Words = tuple[str, ...]
TAKEN_UP: Words = ("claim", "report", "account", "allegation", "accusation", "charge", "figure", "number", "estimate")
DENIES: Words = ("deny", "denie", "disput", "refut")
APPEALS: Words = tuple(sorted(words("terms", "word", "appeal")))
PLANS: Words = ("appeal", "plan")
AVOWING: Words = ("claim", "responsib", "involvement")
FORCES: Words = (
    *("troops", "soldiers", "force", "paratroopers", "commandos", "marines", "peacekeepers", "police", "officers"),
    *("arm", "milit", "interven", "reinforcements", "airmen", "contingent", "battalion", "security"),
    *("assist", "support", "help", "protection"),
)
HOSTILE: Words = ("invasion", "invad", "aggress", "occup", "annex", "uninvited", "without", "violat")
GATES: Words = ("crossing", "border", "checkpoint", "frontier")
SHIPS: Words = ("tanker", "ship", "vessel", "crew")
BESIEGING: Words = ("besieg", "encircl", "blockad", "surround")
THINGS: Words = tuple(
    word for row in rows("measures") if row["role"] == "thing" for word in row["words"].split("|")
)  # what lasts until somebody changes it
SETTLING: Words = (  # people who are received, in shelters, back home, or left where they are
    *sorted(words("role_words", "word", "hosting")),
    *sorted(words("role_words", "word", "sheltered")),
    *("return", "gone back", "came back", "come back", "went back", "remain", "trapped", "left", "stuck", "besieged"),
    "strand",
)
_SPACED = bytes(b if chr(b).isalnum() and b < 128 else ord(" ") for b in range(256)).lower()
_ALL = frozenset(
    {*SETTLING, *TAKEN_UP, *DENIES, *APPEALS, *PLANS, *AVOWING, *FORCES, *HOSTILE, *GATES, *SHIPS, *BESIEGING, *THINGS}
)


def hints(text: str) -> frozenset[bytes]:
    """Return with which hints words of a text begin, of hints that begin alike the shortest."""
    return frozenset(_pattern().findall(_letters(f" {text}")))


def _letters(text: str) -> bytes:
    """Return a text in lower case, with a space for all that is no letter or figure."""
    return text.encode().translate(_SPACED)


def told(found: frozenset[bytes], any_of: Words) -> bool:
    """Tell whether any of these words may stand in a text of which these hints were found."""
    return not beginnings(any_of).isdisjoint(found)


@lru_cache(1 << 6)
def beginnings(any_of: Words) -> frozenset[bytes]:
    """Return the hints by which words are found, of those that begin alike the shortest; ValueError if one is none."""
    if unknown := set(any_of) - _ALL:
        raise ValueError(f"nobody looks for {sorted(unknown)}")
    alone = {hint for hint in _ALL if not any(hint != other and hint.startswith(other) for other in _ALL)}
    return frozenset(_letters(hint) for word in any_of for hint in alone if word.startswith(hint))


@lru_cache(1)
def _pattern() -> re.Pattern[bytes]:
    return re.compile(b" (?=(%b))" % _branches(sorted(_letters(hint).decode() for hint in _ALL)).encode())


def _branches(found: Iterable[str]) -> str:
    """Return a pattern for words of which each beginning that several share is told once."""
    rest: dict[str, list[str]] = {}
    for word in found:
        if not word:
            return ""
        rest.setdefault(word[0], []).append(word[1:])
    return f"(?:{'|'.join(re.escape(first) + _branches(others) for first, others in rest.items())})"
