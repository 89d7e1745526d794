"""Days as people write them, in an option or in an address."""

from datetime import date

from panj.errors import UsageError

FIRST, LAST = date(1000, 1, 1), date(8999, 12, 31)  # what a day needs looks back and ahead, and years end at 1 and 9999


def day_of(text: str) -> date:
    """Return the day that somebody writes; UsageError if it is none, or so far away that nothing is left around it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:20]!r} is no day; write it as 2021-07-08") from None
    if not FIRST <= day <= LAST:
        raise UsageError(f"{text[:20]!r} is not within the years {FIRST.year} to {LAST.year}; write it as 2021-07-08")
    return day
