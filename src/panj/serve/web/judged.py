"""What people said of statements, as a page shows it."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from panj.ledger import Ledger, Scope
from panj.records import Judgement, Link, Record, Statement
from panj.situation.judged import corrected, last_acts

SAID = {
    Judgement.SAME: "confirmed",
    Judgement.DIFFERENT: "rejected",
    Judgement.SUPERSEDES: "changed",
    Judgement.UNDONE: "undone",
    Judgement.NOTED: "noted",
}
PAIRED = {Judgement.SAME: "merged", Judgement.DIFFERENT: "split", Judgement.UNDONE: "unmerged"}


class Judged(Record, frozen=True, kw_only=True):
    """A statement as people left it (rejected: as the machine read it); `state` is "" if unjudged."""

    now: Statement
    state: str
    by: str
    acts: tuple[Link, ...]


def judged(ledger: Ledger, statements: Sequence[Statement], scope: Scope) -> list[Judged]:
    """Return statements with what people said of each."""
    acts: dict[str, list[Link]] = {}
    for link in by_people(ledger.links_about(*(s.id for s in statements), scope=scope)):
        for end in {link.left, link.right}:
            acts.setdefault(end, []).append(link)
    return [_judged(s, acts.get(s.id, [])) for s in statements]


def by_people(links: Iterable[Link]) -> list[Link]:
    """Return the judgements that people made."""
    return [x for x in links if x.decided_by.startswith("person:")]


def _judged(statement: Statement, acts: list[Link]) -> Judged:
    last = last_acts(acts).get(statement.id)
    holds = last is not None and last.judgement is not Judgement.UNDONE
    return Judged(
        now=corrected(statement, last) or statement,
        state=SAID[last.judgement] if last and holds else "",
        by=last.decided_by.removeprefix("person:") if last and holds else "",
        acts=tuple(acts),
    )


def said(link: Link) -> str:
    """Return a judgement in one word."""
    if link.left != link.right and link.kind == "event":
        return PAIRED.get(link.judgement, link.judgement.value)
    return SAID.get(link.judgement, link.judgement.value) if link.kind == "statement" else link.judgement.value


def difference(link: Link) -> list[tuple[str, str, str]]:
    """Return what a correction changed: field, before, after."""
    if not (link.before and link.after):
        return []
    before, after = (_flat(msgspec.json.decode(x, type=Statement)) for x in (link.before, link.after))
    return [(field, before[field], after[field]) for field in before if before[field] != after[field]]


def _flat(statement: Statement) -> dict[str, Any]:
    return {
        "modality": statement.modality.value,
        "denied": "denied" if statement.denied else "not denied",
        "code": statement.event.code if statement.event else "none",
    }
