"""People who are said to need help: nobody in particular asks for it, but how many they are is told."""

import re
from collections.abc import Sequence

from panj.lexicon.counted import head_noun, kind_of
from panj.records import Modality, Quantity
from panj.situation.case import Report
from panj.situation.counts.contexts import unsure
from panj.situation.counts.figures import Figure
from panj.situation.counts.kinds import FEW
from panj.situation.said import Said

_HELP = r"(?:\w+,? ){0,4}?(?:aid|assistance|help|food|shelter|protection|relief|support|care|rations|water)\b"
_NEEDS = re.compile(
    r"(?:, [^.;,]{1,60},)?(?: (?:in|of|across) (?:the )?[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,2})?"
    r" (?:(?:now|still|already|urgently|currently|also) )?"
    rf"(?:(?:need|require) {_HELP}|(?:are )?in (?:\w+ )?need of {_HELP})"
)
_AID = frozenset({"AID"})


def in_need(report: Report) -> Sequence[Figure]:
    """Return how many are said to need help, where the words for it were taken for a wish that it be given."""
    asked = [s for s in report.about(_AID) if s.statement.modality is Modality.DEMANDED and not s.statement.denied]
    return [figure for said in asked for q in said.figures if (figure := _needing(said, q))]


def _needing(said: Said, quantity: Quantity) -> Figure | None:
    noun = head_noun(quantity.of or "")
    people = kind_of(noun) in ("people", "displaced") or (quantity.of or "")[:1].isupper()
    if not people or quantity.unit or (quantity.low or quantity.high or 0) < FEW:
        return None
    needs = _NEEDS.match(said.behind(quantity.span.end))
    if needs is None or unsure(f"{said.before(quantity.span.end)}{needs[0]}"):
        return None
    return Figure(said=said, quantity=quantity, noun=noun, kind="needy", where=_land(said))


def _land(said: Said) -> str | None:
    """Return the country that is named, if it is the only place."""
    return said.places[0].country.lower() if len(said.places) == 1 and said.places[0].country else None
