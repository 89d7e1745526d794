"""Who asks whom by a statement: no order to one's own, no poll, no plea of years ago, nobody who is only spoken of."""

import re
from collections.abc import Sequence
from itertools import product

from panj.lexicon import words
from panj.lexicon.counted import singular
from panj.records import Role
from panj.situation.case import Said, any_of
from panj.situation.finding import is_bygone
from panj.world.sides import Side

_OWN_FORCES = re.compile(
    r"(?:his|her|its|their|our|the)(?: [\w-]+)? (?:army|armies|military|troops|soldiers|forces|police|navy|air force"
    r"|commanders|generals|government|ministers?|cabinet|officials)\Z"
)
_BEFALLS = words("terms", "word", "befalls")
_DONE_TO = re.compile(rf"\b(?:{'|'.join(sorted(_BEFALLS))})s? of(?: [\w-]+){{0,2}} ?\Z")
_SHARES = ("percent", "per cent", "%")


def asking(said: Said) -> Sequence[tuple[Side, Side]]:
    """Return who asks whom by a statement about a request."""
    if not said.statement.happened or _of_a_thing(said) or is_bygone(said) or _polled(said):
        return ()
    pairs = product([_speaking(side, said) for side in said.actors], said.recipients)
    return [
        (who, whom) for who, whom in pairs if who.id != whom.id and not _written(who) and not _under_orders(said, whom)
    ]


def _under_orders(said: Said, whom: Side) -> bool:
    """Tell whether somebody is only ordered to do it by whose he is: "instructed his army to be ready"."""
    event = said.statement.event
    if whom.known or event is None:
        return False
    asked = (role.text for role in event.roles if role.role == "recipient" and (role.name or role.text) == whom.name)
    return any(_OWN_FORCES.match(text) for text in asked)


def _polled(said: Said) -> bool:
    """Tell whether it is only what so many of a people want: "56 percent of Armenians wanted closer ties"."""
    return any_of(_SHARES, said.words) and any(quantity.unit == "%" for quantity in said.figures)


def _speaking(side: Side, said: Said) -> Side:
    """Return for whom "we" stands: who speaks, or the outlet itself."""
    if side.known or side.name.lower() not in ("we", "i"):
        return side
    return said.by or Side(id=said.outlet.lower(), name=said.outlet, known=False)


def _of_a_thing(said: Said) -> bool:
    """Tell whether who would be asked is whom what is asked for befalls: "demanded the release of all prisoners"."""
    event = said.statement.event
    if event is None:
        return False
    asked = sorted(recipients(said), key=lambda role: role.span.start)
    if asked and _DONE_TO.search(said.between(event.trigger.end, asked[0].span.start)):
        return True  # "demanded the release of the president and his minister"
    return bool(asked) and all(singular(role.text.rpartition(" ")[2].lower()) in _BEFALLS for role in asked)


def recipients(said: Said) -> Sequence[Role]:
    """Return the parties to whom the act of a statement is done."""
    event = said.statement.event
    return [role for role in event.roles if role.role == "recipient"] if event else ()


def _written(side: Side) -> bool:
    """Tell whether what asks is only a letter or a statement, whose writer the words do not tell."""
    return not side.known and side.name.lower().rpartition(" ")[2] in words("reporting_words", "word", "document")
