"""The strip of days above a page: how many reports each day has, which day is shown, and the days beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

from panj.ledger.listing import Day
from panj.records import Record

MOST_DAYS = 120
PAST = 90  # days kept in view before the one shown, in a ledger of more
LEAST_DAYS = 14
STEP, HEIGHT = 8, 28  # units of the drawing


class Bar(Record, frozen=True, kw_only=True):
    """A day with reports, drawn."""

    day: date
    reports: int
    x: int
    height: float


class Strip(Record, frozen=True, kw_only=True):
    """The days in view from `first` to `last`; `before` and `after` are the nearest days with reports."""

    first: date
    last: date
    shown: date
    bars: tuple[Bar, ...]
    before: date | None
    after: date | None

    @property
    def length(self) -> int:
        """How many days are in view."""
        return (self.last - self.first).days + 1

    @property
    def at(self) -> int:
        """Which of them is shown, counted from 0."""
        return min(max((self.shown - self.first).days, 0), self.length - 1)


def strip(days: Sequence[Day], shown: date) -> Strip | None:
    """Return the strip for a day; None for a ledger without reports."""
    if not days:
        return None
    first, last = min(days[0].day, shown), max(days[-1].day, shown)
    if (last - first).days >= MOST_DAYS:
        first = max(first, shown - timedelta(PAST))
        last = min(last, first + timedelta(MOST_DAYS - 1))
        first = max(min(first, last - timedelta(MOST_DAYS - 1)), min(days[0].day, shown))
    last = max(last, first + timedelta(LEAST_DAYS - 1))
    seen = [d for d in days if first <= d.day <= last]
    most = max((d.reports for d in seen), default=1)
    return Strip(
        first=first,
        last=last,
        shown=shown,
        bars=tuple(
            Bar(
                day=d.day,
                reports=d.reports,
                x=(d.day - first).days * STEP,
                height=round(5 + (HEIGHT - 5) * d.reports / most, 1),
            )
            for d in seen
        ),
        before=max((d.day for d in days if d.day < shown), default=None),
        after=min((d.day for d in days if d.day > shown), default=None),
    )
