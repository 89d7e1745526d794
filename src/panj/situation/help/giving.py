"""So much that somebody promises, sets aside or gives, in words of which no act was understood."""

import re
from typing import NamedTuple

from panj.lexicon.counted import head_noun, is_currency, kind_of
from panj.records import Quantity
from panj.situation.case import Said
from panj.situation.counts.figures import clause_of, nationality, subject, unsure
from panj.situation.counts.strengths import VAGUELY
from panj.world import World

_GIVING = (
    r"\b(?:(?P<pledged>pledged|promised|offered|committed|announced)|(?P<allocated>allocated|earmarked|set aside)"
    r"|delivered|donated|handed over|gave|given|transferred|shipped|(?:supplied|provided)(?: (?:[\w-]+ ){1,4}with)?) "
)
_GIVES, _GIVES_FIRST = re.compile(_GIVING + VAGUELY), re.compile(_GIVING + r"(?=\W{0,3}\d)")
# "Ghana pledged $3 million, Togo $2 million and the Gambia $1 million", "Ghana sent $3 million and Togo gave tents"
_NAME = r"(?:the )?(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})"
_GAPPED = re.compile(rf"(?:,|;| and)(?: and)? {_NAME} \Z")
_AFTER_AMOUNT = re.compile(r"(?<!\d)\d[^,;:]{0,80}?(?:(?:, and|,|;| and|, while|, but) (?=(?:the )?[A-Z])|: )")
_GUESTS = frozenset({"people", "displaced", "casualty"})  # who is handed over or moved is no help


class Given(NamedTuple):
    """So much of something that somebody promised or gave."""

    by: str
    stage: str


def given(said: Said, quantity: Quantity, world: World) -> Given | None:
    """Return by whom a figure is given, where no act was understood: "Uganda has pledged 1,000 soldiers"."""
    before = said.between(said.statement.span.start, quantity.span.start)
    if other := beside(said, quantity, world):
        return other
    before = before[max((m.end() for m in _AFTER_AMOUNT.finditer(before)), default=0) :]
    verb = _GIVES.search(before)
    if verb is None or unsure(clause_of(said, quantity)) or kind_of(head_noun(quantity.of or "")) in _GUESTS:
        return None
    if verb["pledged"] == "announced" and not is_currency(quantity.unit):
        return None  # so much money that is announced is promised
    by = subject(before, verb.start(), said.day, world)
    return Given(by, _stage(verb)) if by else None


def beside(said: Said, quantity: Quantity, world: World) -> Given | None:
    """Return who gives a figure without a verb of his own: as far as the first of the row does."""
    before = said.between(said.statement.span.start, quantity.span.start)
    gapped = _GAPPED.search(before)
    if gapped is None:
        return None
    verbs = [m for m in _GIVES_FIRST.finditer(before, 0, gapped.start())]
    by = nationality(gapped["name"], said.day, world) if len(verbs) == 1 else None
    return Given(by, _stage(verbs[0])) if by and not unsure(before) else None


def _stage(verb: re.Match[str]) -> str:
    return "pledged" if verb["pledged"] else "allocated" if verb["allocated"] else "delivered"
