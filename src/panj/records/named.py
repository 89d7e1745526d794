"""What words of a report name: actors, times, amounts, places."""

import math
from datetime import date
from typing import Literal

from panj.records.record import Record, Span, no_share

EntityType = Literal["person", "organization", "place", "state", "group", "outlet", "office", "other"]


class Mention(Record, frozen=True, kw_only=True):
    """Words that name an actor, and the entity that they are taken for.

    `entity` is an id of the world's tables (`tj`, `csto`, `ru/foreign-minister`), `~n` for one known only in this
    document, None if nothing is known. `name` is its canonical name. `number` is how many are meant ("two officials").
    """

    span: Span
    text: str
    entity: str | None = None
    name: str | None = None
    type: EntityType = "other"
    role: str | None = None
    country: str | None = None
    code: str | None = None
    number: int | None = None
    confidence: float = 1.0
    rule: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:  # which is so of what is no number
            raise no_share(self.confidence, "confidence")


class Timex(Record, frozen=True, kw_only=True):
    """A time as TIMEX3 writes it: type, value, and mod (APPROX, START, MORE_THAN ...)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None


class Interval(Record, frozen=True, kw_only=True):
    """Days `earliest` to `latest`, both included; None where open.

    Anchored to an event: `after` is the span of the words that start the clock, `delay_days` the least and most days.
    """

    earliest: date | None = None
    latest: date | None = None
    span: Span | None = None
    text: str | None = None
    timex: Timex | None = None
    after: Span | None = None
    delay_days: tuple[int | None, int | None] | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends {self.latest} before it begins {self.earliest}")


class Quantity(Record, frozen=True, kw_only=True):
    """An amount with its bounds: "over 1,000" has no high, "up to 70%" no low, "about 6,000" both and approximate.

    `unit` is `%`, a measure (km, day, USD) or None for a count; `of` is what is counted ("Afghan soldiers"),
    `share_of` the span of the whole that a share is of, `noun` the span of the counted words.
    """

    span: Span
    text: str
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None
    of: str | None = None
    noun: Span | None = None
    share_of: Span | None = None

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None and not math.isfinite(bound):
                raise ValueError(f"bound {bound} is not a number")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")


Precision = Literal["point", "site", "city", "district", "province", "region", "country", "line", "area"]
_WIDE = frozenset({"country", "region"})


class Place(Record, frozen=True, kw_only=True):
    """Words that name a place, and the point that they are taken for (WGS 84 degrees), with its precision.

    Without a resolution `lat` and `lon` are None and `name` is the words: such a place is listed and never drawn.
    """

    span: Span
    text: str
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    entity: str | None = None
    geonameid: int | None = None
    country: str | None = None
    feature: str | None = None
    precision: Precision | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("a point needs both lat and lon")
        if self.lat is not None and self.precision is None:
            raise ValueError("a point needs a precision")
        if not 0.0 <= self.confidence <= 1.0:  # which is so of what is no number
            raise no_share(self.confidence, "confidence")

    @property
    def called(self) -> str:
        """What it is called: by its name, else by the words."""
        return self.name or self.text

    @property
    def wide(self) -> bool:
        """Whether it is a country or one of its regions, and no spot of which somebody can have all."""
        return self.precision in _WIDE
