"""Lines of the picture of a day."""

from datetime import date
from typing import Literal

from panj.records.named import Interval, Place
from panj.records.record import Record


class Term(Record, frozen=True, kw_only=True):
    """What a request or a duty is bound to, in the words of a statement: the forum, the legal basis, a condition.

    Of a figure: a part of those it counts.
    """

    kind: Literal["forum", "basis", "condition", "part"]
    text: str
    statement: str


class Finding(Record, frozen=True, kw_only=True):
    """One line of the picture of a day: what is so, by which rule, on which statements and against which.

    `value` is in words where there is no number; `low` and `high` bound a figure in `unit`.
    `status` is the topic's own word (held, contested, asked, pledged, lapsed, due, stale ...).
    """

    id: str
    topic: str
    subject: str
    label: str
    as_of: date
    rule: str
    status: str = ""
    value: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    place: Place | None = None
    when: Interval | None = None
    due: date | None = None
    statements: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
