"""The picture of a day out of a ledger: its case, its findings, what changed, and what is not known."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from panj import pipeline
from panj.ledger import Ledger, Scope, evidence
from panj.records import Document, Finding, Reading, Span, Statement
from panj.situation import Case, Changed, Said, assess, changes, gather_days
from panj.world import World, load_world

SINCE_DAYS = 3


@dataclass(frozen=True)
class Picture:
    """All that a brief, a board or a page shows of one day.

    Only after `whole` do the documents have their texts, and are there readings.
    """

    case: Case
    findings: tuple[Finding, ...]
    changed: tuple[Changed, ...]
    since: date
    documents: dict[str, Document]
    unread: tuple[tuple[str, Span], ...]
    world: World = field(repr=False)
    readings: dict[str, Reading] = field(default_factory=dict, repr=False)

    @cached_property
    def said(self) -> dict[str, Said]:
        """Evidence by statement id."""
        return {s.id: s for s in self.case.said}

    def of(self, *topics: str) -> list[Finding]:
        """Return the lines of some topics, in their order."""
        return [f for f in self.findings if f.topic in topics]

    def evidence(self, finding: Finding) -> tuple[list[Said], list[Said]]:
        """Return the statements that a line rests on, and those against it."""
        return [self.said[i] for i in finding.statements], [self.said[i] for i in finding.against]

    def open_questions(self) -> list[Statement]:
        """Return what somebody asked, and what somebody denied: nobody should read either as a fact."""
        return [s.statement for s in self.case.said if s.statement.denied or s.statement.modality == "asked"]


def picture(
    ledger: Ledger, *, as_of: date, known_at: int | None = None, since: date | None = None, world: World | None = None
) -> Picture:
    """Return the picture of a day from what had been published by then and read by `known_at`."""
    known = world or load_world()
    start = since or as_of - timedelta(SINCE_DAYS)
    pipeline.bring_up_to_date(ledger, known)
    found = evidence(ledger, as_of, known_at=known_at)
    now, then = gather_days(*found, days=(as_of, start), world=known)
    findings = assess(now, known)
    changed = changes(assess(then, known), findings)
    return Picture(
        case=now,
        findings=findings,
        changed=changed,
        since=start,
        documents={d.id: d for d in found.documents},
        unread=tuple((r.document, span) for r in found.readings for span in r.unread),
        world=known,
    )


def whole(ledger: Ledger, shown: Picture, *, known_at: int | None = None) -> Picture:
    """Return a picture whose documents have their texts, with the readings of them."""
    scope = Scope(as_of=shown.case.as_of, known_at=known_at)
    documents = {d.id: d for d in ledger.documents(scope) if d.id in shown.documents}
    readings = {r.document: r for r in ledger.readings(scope) if r.document in shown.documents}
    return replace(shown, documents=documents, readings=readings)


def last_day(ledger: Ledger, known_at: int | None = None) -> date | None:
    """Return the day of the newest report known by then; None for an empty ledger."""
    return ledger.last_published(Scope(known_at=known_at))
