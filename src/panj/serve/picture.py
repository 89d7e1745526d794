"""The picture of a day out of a ledger: its case, its findings, what changed, and what is not known."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from panj import pipeline
from panj.errors import LedgerError
from panj.ledger import Hearing, Ledger, Scope
from panj.ledger.evidence import Heard
from panj.ledger.listing import reports
from panj.records import Document, Finding, Reading, Span, Statement
from panj.situation import Case, Changed, Gatherer, Said, assess, changes, look
from panj.situation.case import Report
from panj.situation.kept import Kept, packed
from panj.world import World, load_world

SINCE_DAYS = 3
_RANKS = {"contested": 0, "stale": 2, "lapsed": 2, "term lapsed": 2, "too few reports": 2}


@dataclass(frozen=True)
class Picture:
    """All that a brief, a board or a page shows of one day.

    Only after `whole` do the documents have their texts, and are there readings.
    """

    case: Case
    findings: tuple[Finding, ...]
    before: Case = field(repr=False)
    since: date
    documents: dict[str, Document]
    unread: tuple[tuple[str, Span], ...]
    world: World = field(repr=False)
    readings: dict[str, Reading] = field(default_factory=dict, repr=False)

    @cached_property
    def changed(self) -> tuple[Changed, ...]:
        """What is not as it was on the day since which changes are told; worked out when it is first asked for."""
        with collector_resting():
            return changes(assess(self.before, self.world), self.findings)

    @cached_property
    def said(self) -> dict[str, Said]:
        """Evidence by statement id."""
        reports = self.case.reports
        ids = chain.from_iterable([r.ids for r in reports])
        return dict(zip(ids, chain.from_iterable([r.said for r in reports]), strict=True))

    @cached_property
    def _topics(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.topic, []).append(finding)
        return found

    def of(self, *topics: str) -> list[Finding]:
        """Return the lines of some topics, in their order; the contested first, the stale and the scant last."""
        found = self._topics.get(topics[0], ()) if len(topics) == 1 else (f for f in self.findings if f.topic in topics)
        return sorted(found, key=lambda f: _RANKS.get(f.status, 1))

    def evidence(self, finding: Finding) -> tuple[list[Said], list[Said]]:
        """Return the statements that a line rests on, and those against it."""
        return [self.said[i] for i in finding.statements], [self.said[i] for i in finding.against]

    def open_questions(self) -> list[Statement]:
        """Return what somebody asked, and what somebody denied: nobody should read either as a fact."""
        return [said.statement for report in self.case.reports for said in report.open]

    def lately(self) -> Iterator[Said]:
        """Yield the statements of reports after the day since which changes are told."""
        return chain.from_iterable(r.said for r in self.case.reports if r.day > self.since)


class Pictures:
    """Draws pictures of a ledger one after another; what they have in common is read and looked at once.

    Each is the same as `picture` draws from nothing. Not safe to use from several threads at once.
    """

    def __init__(self, ledger: Ledger, world: World | None = None) -> None:
        self._ledger, self._world = ledger, world or load_world()
        self._rules = pipeline.answering_rules() if self._world is load_world() else ""
        self._hearing, self._gatherer = Hearing(ledger, self._rules), Gatherer(self._world, self._answer)
        self._kept, self._new = Kept(self._world), dict[int, bytes]()

    def of(self, as_of: date, *, known_at: int | None = None, since: date | None = None) -> Picture:
        """Return the picture of a day from what had been published by then and read by `known_at`."""
        pipeline.bring_up_to_date(self._ledger, self._world)
        with collector_resting():
            drawn = self._draw(as_of, known_at, since or as_of - timedelta(SINCE_DAYS))
        self._keep()
        return drawn

    def _draw(self, as_of: date, known_at: int | None, start: date) -> Picture:
        heard, links = self._hearing.evidence(as_of, known_at=known_at, meet=self._gatherer.met)
        now, then = self._gatherer.cases(heard, links, days=(as_of, start))
        return Picture(
            case=now,
            findings=assess(now, self._world),
            before=then,
            since=start,
            documents={h.document.id: h.document for h in heard},
            unread=tuple((h.document.id, span) for h in heard for span in h.reading.unread),
            world=self._world,
        )

    def _answer(self, heard: Heard, report: Report, itself: bool) -> None:
        """Take what was kept of a report, or ask it as soon as it has been read."""
        kept = heard.answers if itself else None
        if kept and self._kept.take(kept, report):
            return
        if self._rules and itself and heard.whole:
            self._new[heard.number] = packed(report, self._world)
        elif heard.document.published:
            look(report, self._world)

    def _keep(self) -> None:
        """Keep what was asked; where somebody else is writing, or nobody may, the next picture asks again."""
        if self._new:
            with suppress(LedgerError):
                self._ledger.keep_answers(self._rules, self._new)
            self._new.clear()


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the collector of cycles from looking through what is new: there are none, and it takes long.

    What was made meanwhile is put with what is old, which the collector looks through seldom.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def picture(
    ledger: Ledger, *, as_of: date, known_at: int | None = None, since: date | None = None, world: World | None = None
) -> Picture:
    """Return the picture of one day, from nothing."""
    return Pictures(ledger, world).of(as_of, known_at=known_at, since=since)


def whole(ledger: Ledger, shown: Picture, *, known_at: int | None = None) -> Picture:
    """Return a picture whose documents have their texts, with the readings of them."""
    scope = Scope(as_of=shown.case.as_of, known_at=known_at)
    held = list(reports(ledger, shown.documents, scope))
    return replace(shown, documents={d.id: d for d, _ in held}, readings={d.id: r for d, r in held})
