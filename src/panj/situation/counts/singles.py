"""Single people whom no number counts: by "a Swiss pilot was kidnapped" one captive is held."""

from collections.abc import Sequence
from functools import cache

from panj.lexicon import rows
from panj.lexicon.counted import head_noun
from panj.records import Quantity, Role
from panj.situation.case import Report
from panj.situation.counts.befell import befell_by
from panj.situation.counts.figures import Figure
from panj.situation.counts.strengths import THINGS
from panj.situation.counts.whereabouts import where_told
from panj.situation.said import Said

_SEIZED = frozenset({"ASSAULT", "COERCE", "CONCEDE"})
_ONE = frozenset({"a", "an"})


def singles(report: Report) -> Sequence[Figure]:
    """Return those who are taken or set free one by one, where the words of the act count nobody."""
    acts = [said for said in report.about(_SEIZED) if not said.figures and said.statement.happened]
    return [figure for said in acts if (figure := _single(said))]


def _single(said: Said) -> Figure | None:
    event = said.statement.event
    person = next((r for r in event.roles if r.role == "recipient" and _is_person(r)), None) if event else None
    kind = befell_by(said) if person else None
    if person is None or kind not in ("held", "freed"):
        return None
    who = person.text.partition(" ")[2]
    quantity = Quantity(span=person.span, text=person.text, low=1.0, high=1.0, of=who)
    return Figure(said=said, quantity=quantity, noun=head_noun(who), kind=kind, where=where_told(said))


def _is_person(role: Role) -> bool:
    """Tell whether words name one person by what he is ("a Swiss pilot"), not a crowd or a thing ("a patrol")."""
    first, _, rest = role.text.partition(" ")
    noun = head_noun(rest)
    return first.lower() in _ONE and role.code is not None and "/" in role.code and noun not in _crowds() | THINGS


@cache
def _crowds() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("actor_nouns") if row["type"] != "person")
