"""Days as people write them, in an option or in an address."""

from datetime import date

from panj.errors import UsageError

FIRST = date(1000, 1, 1)  # what a day needs looks back from it, and there are no days before the year 1


def day_of(text: str) -> date:
    """Return the day that somebody writes; UsageError if it is none, or before the year 1000."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:20]!r} is no day; write it as 2021-07-08") from None
    if day < FIRST:
        raise UsageError(f"{text[:20]!r} is before the year {FIRST.year}; write a later day, as 2021-07-08")
    return day
