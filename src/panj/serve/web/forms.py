"""What people type into the pages, turned into values or refused."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

import msgspec

from panj.errors import UsageError
from panj.serve.days import day_of
from panj.serve.web.outlines import Box

LEAST_VIEW = 0.05  # degrees


def day_asked(text: str | None) -> date | None:
    """Return the day that an address or a form gives, None if it gives none; UsageError if it is no day."""
    return day_of(text) if text else None


def number_of(text: str | None) -> int | None:
    """Return the number that an address gives; UsageError if it is none."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise UsageError(f"{text[:20]!r} is no number of a transaction; `panj list` and the history have them")
    return int(text)


def box_of(text: str | None) -> Box | None:
    """Return the stretch of the earth that an address gives as west,south,east,north; UsageError if it is none."""
    if not text:
        return None
    try:
        west, south, east, north = (float(x) for x in text.split(","))
    except ValueError:
        raise UsageError(f"{text[:40]!r} is no view; write it as 66,35,73,41: west, south, east, north") from None
    sound = -360 <= west < east <= 360 and -90 <= south < north <= 90 and east - west <= 360
    if not sound or east - west < LEAST_VIEW or north - south < LEAST_VIEW:
        raise UsageError(f"{text[:40]!r} is no view of the earth; write it as 66,35,73,41: west, south, east, north")
    return Box(west=west, south=south, east=east, north=north)


def cursor_of(text: str | None) -> tuple[date, str] | None:
    """Return the place in a list of reports that an address gives; UsageError if it is none."""
    if not text:
        return None
    try:
        return msgspec.json.decode(urlsafe_b64decode(text.encode() + b"=="), type=tuple[date, str])
    except (ValueError, msgspec.DecodeError):
        raise UsageError(f"{text[:40]!r} is no place in a list; take the one that the page before gave") from None


def cursor_text(place: tuple[date, str] | None) -> str | None:
    """Return a place in a list of reports as an address gives it."""
    return urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=") if place else None
