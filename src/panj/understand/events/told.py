"""Who takes part in an act that a noun names without saying it: those of most acts of its kind in the text.

"Under the treaty", where two agreements told before are of the same two; "the airstrikes went on", where three of four
attacks of the text hit one group. Which kinds, and how often at least, was read off 104 annotated articles: of
26 such parts 23 are filled rightly, 2 with another and 1 where the reader names nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from panj.english.parsed import Parsed
from panj.records import Role
from panj.understand.events.actors import Part
from panj.understand.events.context import Found

Parties = tuple[Role, ...]
Kind = tuple[str, Part]
NAMING = frozenset({"NOUN", "PROPN"})


class Rule(msgspec.Struct, frozen=True):
    """Which part of a kind of act is filled: `beside` tells whether its other part must be named or must not.

    `named`: only by those whom the tables know (not by "civilians", who are others each time).
    """

    code: str
    part: Part
    beside: bool
    least: int
    named: bool = False


RULES = (
    Rule("AGREE", "actor", False, 2),
    Rule("COOPERATE", "recipient", False, 2),
    Rule("REQUEST", "recipient", True, 2),
    Rule("ASSAULT", "recipient", True, 3, named=True),
)


def with_most_told(parsed: Parsed, found: Sequence[Found]) -> tuple[Found, ...]:
    """Give acts named by a noun the parties that most acts of their kind have in the text."""
    told = {rule: _most_told(found, rule) for rule in RULES}
    return tuple(_filled(parsed, item, told) for item in found)


def _most_told(found: Sequence[Found], rule: Rule) -> Parties:
    """Return who plays a part most often, nobody if it is too seldom or others do as often."""
    known: dict[frozenset[str | None], Parties] = {}
    times: Counter[frozenset[str | None]] = Counter()
    for item in found:
        if item.event.code != rule.code:
            continue
        parties = tuple(role for role in item.event.roles if role.role == rule.part)
        if parties:
            names = frozenset(role.name for role in parties)
            known.setdefault(names, parties)
            times[names] += 1
    ranked = times.most_common(2)
    clear = bool(ranked) and ranked[0][1] >= rule.least and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
    most = known[ranked[0][0]] if clear else ()
    return () if rule.named and not all(_is_known(role) for role in most) else most


def _is_known(role: Role) -> bool:
    """Tell whether the tables have somebody, and not only as a body of a state ("Guyanese soldiers")."""
    return role.entity is not None and not role.entity.startswith("~") and "/" not in role.entity


def _filled(parsed: Parsed, item: Found, told: dict[Rule, Parties]) -> Found:
    if parsed.sentences[item.sentence].tokens[item.token].upos not in NAMING:
        return item
    parts: defaultdict[str, set[str | None]] = defaultdict(set)
    for role in item.event.roles:
        parts[role.role].add(role.name)
    for rule, parties in told.items():
        others = parts["recipient" if rule.part == "actor" else "actor"]
        fits = item.event.code == rule.code and not parts[rule.part] and bool(others) is rule.beside
        if fits and parties and not others & {role.name for role in parties}:
            event = msgspec.structs.replace(item.event, roles=(*item.event.roles, *parties))
            return msgspec.structs.replace(item, event=event, confidence=round(item.confidence * 0.8, 2))
    return item
