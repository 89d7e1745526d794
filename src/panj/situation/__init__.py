"""Statements, links, the world and a day to findings."""

from itertools import chain

from panj.records import Finding
from panj.situation import control, measures, numbers, obligations, outlook, requests, responsibility, tension
from panj.situation.case import Case, Report
from panj.situation.changes import Changed, changes
from panj.situation.finding import is_bygone
from panj.situation.gather import Gatherer, gather
from panj.situation.said import Said
from panj.situation.standing import standing
from panj.world import World

__all__ = [
    "TOPICS",
    "Case",
    "Changed",
    "Gatherer",
    "Said",
    "assess",
    "changes",
    "gather",
    "is_bygone",
    "look",
    "standing",
]

TOPICS = (control, measures, numbers, requests, obligations, outlook, responsibility, tension)


def look(report: Report, world: World) -> None:
    """Ask a report all that the topics ask of each alone: half as dear while it is still in the processor's cache."""
    report.repeated()
    _ = report.open
    for topic in TOPICS:
        topic.look(report, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return every line of the picture of a day, topic by topic."""
    return tuple(chain.from_iterable([topic.assess(case, world) for topic in TOPICS]))
