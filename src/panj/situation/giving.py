"""So much that somebody promises, sets aside or gives, in words of which no act was understood."""

import re
from typing import NamedTuple

from panj.lexicon.counted import head_noun, kind_of
from panj.records import Quantity
from panj.situation.case import Said
from panj.situation.figures import VAGUELY, clause_of, subject, unsure
from panj.world import World

_GIVES = re.compile(
    r"\b(?:(?P<pledged>pledged|promised|offered|committed|announced)|(?P<allocated>allocated|earmarked|set aside)"
    r"|delivered|donated|handed over|gave|given|transferred|shipped|(?:supplied|provided)(?: (?:[\w-]+ ){1,4}with)?) "
    + VAGUELY
)
_GUESTS = frozenset({"people", "displaced", "casualty"})  # who is handed over or moved is no help


class Given(NamedTuple):
    """So much of something that somebody promised or gave."""

    by: str
    stage: str


def given(said: Said, quantity: Quantity, world: World) -> Given | None:
    """Return by whom a figure is given, where no act was understood: "Uganda has pledged 1,000 soldiers"."""
    before = said.between(said.statement.span.start, quantity.span.start)
    verb = _GIVES.search(before)
    if verb is None or unsure(clause_of(said, quantity)) or kind_of(head_noun(quantity.of or "")) in _GUESTS:
        return None
    if verb["pledged"] == "announced" and len(quantity.unit or "") != len("EUR"):
        return None  # so much money that is announced is promised
    by = subject(before, verb.start(), said.day, world)
    stage = "pledged" if verb["pledged"] else "allocated" if verb["allocated"] else "delivered"
    return Given(by, stage) if by else None
