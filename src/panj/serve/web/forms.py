"""What people type into the pages, turned into values or refused."""

from datetime import date

from panj.errors import UsageError


def day_of(text: str | None) -> date | None:
    """Return the day that an address or a form gives; UsageError if it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:20]!r} is no day; write it as 2021-07-08") from None
