"""Who stands against whom in what a text has told: the two whom "both sides" means."""

from collections import Counter
from collections.abc import Sequence
from itertools import product

from panj.lexicon import words
from panj.records import Event, Role

OPPOSED = frozenset({"ASSAULT", "COERCE", "TAKE", "ACCUSE", "THREATEN", "REJECT", "SANCTION"})
FOUGHT = frozenset({"ASSAULT", "TAKE"})
FIGHTERS = frozenset({"MIL", "REB", "UAF", "COP", "SPY"})  # sectors of those who fight
BLOW = 2  # one blow, or two words against somebody, make two sides: "dismissed the UN report" makes none
BODIES = words("role_words", "word", "body")


def camps(told: Sequence[Event], third: set[str]) -> tuple[Role, ...]:
    """Return the two who stand against each other most often in what was told before, nobody if others do as often.

    A `third` who has to do with both is neither: an American official who urges "both sides", after America blamed one.
    Where some fight each other, who accuses others is no side unless his own fight: "Congo blames Rwanda for arms".
    """
    met: Counter[frozenset[str | None]] = Counter()
    known: dict[str | None, Role] = {}
    fighting = {_power(r) for event in told if event.code in FOUGHT and _fight(event) for r in event.roles}
    for event in told:
        if event.code not in OPPOSED or third & powers(event):
            continue
        if fighting and event.code not in FOUGHT and not fighting.issuperset(map(_power, event.roles)):
            continue
        acting, suffering = _sides(event)
        known.update((r.name, r) for r in event.roles)
        weight = BLOW if event.code in FOUGHT else 1
        for a, b in product(acting, suffering):
            if a.name != b.name and _known(a, b):
                met[frozenset((a.name, b.name))] += weight
    ranked = met.most_common(2)
    clear = ranked and ranked[0][1] >= BLOW and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return tuple(known[name] for name in sorted(ranked[0][0], key=str)) if clear else ()


def powers(event: Event) -> set[str]:
    """Return whose act it is, forces as their state: "American forces", "the United States"."""
    return {_power(r) for r in event.roles if r.role == "actor"} - {""}


def _power(role: Role) -> str:
    return (role.code or role.name or "").partition("/")[0]


def _sides(event: Event) -> tuple[list[Role], list[Role]]:
    return [r for r in event.roles if r.role == "actor"], [r for r in event.roles if r.role == "recipient"]


def _fight(event: Event) -> bool:
    """Tell whether forces are on both sides of a blow, and not civilians whom it hits."""
    return all(any((r.code or "").rpartition("/")[2] in FIGHTERS for r in side) for side in _sides(event))


def _known(*sides: Role) -> bool:
    """Tell whether both are known beyond their words, or one is and the other is an army or a government."""
    named = [side for side in sides if (side.name or "")[:1].isupper()]
    return len(named) == len(sides) or (bool(named) and any(side.name in BODIES for side in sides))
