"""Appeals: who asks for so much money or help without saying of whom, and how much of it has come in.

What is asked for is no help: a share that "has been funded" is told beside it, in the words of the report.
"""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from panj.lexicon.counted import is_currency
from panj.records import Finding, Quantity
from panj.situation.case import Case, Report
from panj.situation.finding import finding_id, ids
from panj.situation.hints import PLANS
from panj.situation.said import Said

_REQUEST = frozenset({"REQUEST"})
NEAR = 25  # characters between the word of asking and the amount ("appealed to donors for $90 million")
SOON = 350  # characters from an appeal to the words that tell what of it has come in
_CAME_IN = re.compile(
    r"\b(?:funded|received|raised|covered|met|secured|mobili[sz]ed|paid|contributed|come in|disbursed)\b", re.IGNORECASE
)
_ASKS = re.compile(r"(?:ask|appeal|call|seek|sought|request|plea|launch)", re.IGNORECASE)
_APPEAL = re.compile(r"\b(?i:appeal|plan)\b")
# "the 2024 response plan for Mali requires $9 million", "the flash appeal of $4 million"
_APPEAL_OF = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?) (?P<name>(?:[\w-]{1,20} ){0,6}?(?i:appeal|plan)"
    r"(?: for (?:the )?[A-Z][\w-]{0,20}(?: [A-Z][\w-]{0,20}){0,3})?)"
    r",? ?(?:(?:of|for|worth|requires|needs|seeks|totalling)|which (?:requires|needs|seeks|asks for)) \Z"
)
# "the $2.5 billion response plan for Chad"
_SO_MUCH_FOR = re.compile(
    r" (?P<name>(?:[\w-]{1,20} ){0,4}?(?i:appeal|(?:response|humanitarian|relief|funding|resilience) plan)"
    r"(?: for (?:the )?[A-Z][\w-]{0,20}(?: [A-Z][\w-]{0,20}){0,3})?)\b"
)
_FROM = re.compile(r"\bfrom \Z")
_SHARE = re.compile(r"\b(?:funded|covered)\b")
_NOT_IN = re.compile(r"\b(?:not|never|no|unless|if|until|would|will|could|should|must|more|hopes?|needs?)\b|n['’]t\b")
_OF_IT = re.compile(
    r"\b(?:of (?:which|that|it|this|the (?:appeal|amount|sum|total|plan|money|funds?|funding|target))"
    r"|(?:the|its|this|that) (?:[\w.$-]+ ){0,3}?(?:appeal|plan|response|request|operation)"
    r"|appeals?|it is|so far|as of)\b",
    re.IGNORECASE,
)


class _Asked(NamedTuple):
    """So much that somebody asks for, and by what statements so much of it has come in."""

    who: str
    name: str
    said: Said
    amount: Quantity
    come: tuple[tuple[Said, Quantity], ...]


def look(report: Report) -> Sequence[_Asked]:
    """Return the appeals of a report."""
    asking = [(said, amount) for said in report.about(_REQUEST) if (amount := _amount(said))]
    found = [(said, _revised(said, amount, report.said), _who(said)) for said, amount in asking]
    known = {amount.span for _, amount, who in found if who}
    sums = [(said, q) for said, _ in report.counting for q in said.figures if is_currency(q.unit)]
    for said, amount in sums if sums and report.has(PLANS) else ():
        if amount.span not in known and (planned := _planned(said, amount)):
            found.append((said, amount, planned))
            known.add(amount.span)
    if not found:
        return ()
    found.sort(key=lambda one: one[1].span)
    ends = [*(amount.span.start for _, amount, _ in found[1:]), None]
    asked = []
    for (said, amount, who), end in zip(found, ends, strict=True):
        if who:
            asked.append(_Asked(*who, said, amount, tuple(_come_in(amount, end, report.said))))
    return asked


def appeals(case: Case) -> Iterator[Finding]:
    """Yield a line for each amount that somebody known asks of nobody in particular."""
    by: dict[tuple[str, float | None], list[_Asked]] = {}
    for asked in case.all(look):
        by.setdefault((asked.who, asked.amount.low), []).append(asked)
    for (who, low), same in sorted(by.items(), key=lambda item: (item[0][0], item[0][1] or 0.0)):
        last = max(same, key=lambda a: (a.said.day, a.said.id))
        come = [pair for asked in same for pair in asked.come]
        first = min((a.said for a in same), key=attrgetter("happened_on")).shown_day
        told = dict.fromkeys(f"“{quantity.text}” of it come in" for _, quantity in come)
        yield Finding(
            id=finding_id("requests", "appeal", who, str(low)),
            topic="requests",
            subject=who,
            label=last.name if _APPEAL.search(last.name) else f"appeal of {last.name}",
            as_of=case.as_of,
            rule="requests/appeal",
            status="asked",
            value="; ".join(
                (
                    f"asked {first}",
                    f"“{last.amount.text}”",
                    *told,
                )
            ),
            low=low,
            high=last.amount.high,
            unit=last.amount.unit or "",
            statements=ids((*(a.said for a in same), *(said for said, _ in come))),
        )


def _who(said: Said) -> tuple[str, str] | None:
    """Return who asks, by entity or name: an agency of the United Nations asks for itself."""
    event = said.statement.event
    role = next((r for r in event.roles if r.role == "actor"), None) if event else None
    if role is None:
        return None
    name = role.called
    if name.lower() in ("i", "we"):
        return (said.by.id, said.by.name) if said.by else (said.outlet.lower(), said.outlet)
    if role.entity and not role.entity.startswith("~"):
        return role.entity, name
    return (name.lower(), name) if name[:1].isupper() else None


def _amount(said: Said) -> Quantity | None:
    """Return the money that words ask for, if they ask nobody by name."""
    event = said.statement.event
    if event is None or not said.statement.happened or any(side.known for side in said.recipients):
        return None
    if not _ASKS.match(said.between(event.trigger.start, event.trigger.end)):
        return None
    for quantity in said.figures:
        gap = max(quantity.span.start - event.trigger.end, event.trigger.start - quantity.span.end)
        if gap <= NEAR and is_currency(quantity.unit):
            return quantity
    return None


def _revised(said: Said, amount: Quantity, report: Sequence[Said]) -> Quantity:
    """Return the last amount of "revised its appeal from $6 million to $8 million"."""
    if not _FROM.search(said.before(amount.span.start)):
        return amount
    others = (q for other in report for q in other.figures if q.span.start > amount.span.end and is_currency(q.unit))
    return next((q for q in others if said.between(amount.span.end, q.span.start) == " to "), amount)


def _planned(said: Said, quantity: Quantity) -> tuple[str, str] | None:
    """Return the appeal itself where words tell its sum and not who asks: "the appeal for Mali of $9 million"."""
    told = _APPEAL_OF.search(said.before(quantity.span.start)) or _SO_MUCH_FOR.match(said.behind(quantity.span.end))
    if told and said.by and told["name"].lower() in PLANS:
        return said.by.id, said.by.name  # "UNHCR said that its plan for $9 million ..."
    return (told["name"].lower(), told["name"]) if told else None


def _come_in(amount: Quantity, end: int | None, report: Sequence[Said]) -> Iterator[tuple[Said, Quantity]]:
    """Yield the share or the sum of an appeal that words soon behind it, before the next appeal, say has come in."""
    last = min(amount.span.end + SOON, end or amount.span.end + SOON)
    for said in report:
        for quantity in said.figures:
            start = quantity.span.start
            if not amount.span.end <= start < last or not said.statement.happened:
                continue
            if (quantity.unit == "%" or is_currency(quantity.unit)) and _says_come_in(said, quantity):
                yield said, quantity
                return


def _says_come_in(said: Said, quantity: Quantity) -> bool:
    clause = said.once(_clauses)
    own = next((words for start, words in clause if start <= quantity.span.start < start + len(words)), "")
    share = quantity.unit == "%" and _SHARE.search(own)
    return bool(share or (_CAME_IN.search(own) and _OF_IT.search(own))) and not _NOT_IN.search(own)


def _clauses(said: Said) -> Sequence[tuple[int, str]]:
    """Return the clauses of a statement's words, each with where it starts in the document."""
    starts = [0, *(m.end() for m in re.finditer(r"[;,](?= )|(?<=[a-z0-9)]\.) ", said.statement.quote))]
    ends = [*starts[1:], len(said.statement.quote)]
    first = said.statement.span.start
    return [(first + start, said.statement.quote[start:end]) for start, end in zip(starts, ends, strict=True)]
