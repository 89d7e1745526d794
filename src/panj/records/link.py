"""Judgements about two records, by a rule or a person."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from panj.records.record import Record, no_share


class Judgement(StrEnum):
    """What a link says of its two ends."""

    SAME = "same"
    DIFFERENT = "different"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    UNDONE = "undone"
    NOTED = "noted"


class Link(Record, frozen=True, kw_only=True):
    """A judgement about two records, added and never edited; the last one about a pair holds, UNDONE takes it back.

    About one statement (`left` and `right` the same): SAME confirms it, DIFFERENT rejects it, SUPERSEDES edits it,
    NOTED adds a remark and leaves it as it is.

    `kind` is what the ends are; `decided_by` is `rule:<name>` or `person:<name>`; `at` is set for persons only, and
    `before` and `after` hold what a person's correction replaced and put in its place (JSON of the fields).
    """

    kind: Literal["actor", "event", "document", "figure", "statement", "forecast"]
    left: str
    right: str
    judgement: Judgement
    score: float = 1.0
    reason: str = ""
    decided_by: str = "rule"
    at: datetime | None = None
    before: str | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise no_share(self.score, "score")
