"""Every kind of value that one room hands to another.

A record is frozen and refuses unknown fields. Offsets count Unicode code points of `Document.text`, half-open.
Days are calendar days; instants carry a timezone. Ids are hashes of content and place in the text.
"""

import hashlib
import math
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A value that never changes, made of values that were there before it: no cycle for the collector to look for."""


def fingerprint(*parts: object) -> str:
    """Sixteen hex digits that stand for these parts, the same on every machine."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


STRETCH_BITS = 8  # bits that tell how many keys a stretch has after its first


def stretch(first: int, last: int) -> int:
    """Return keys that lie side by side, at most 256, as one number."""
    return first << STRETCH_BITS | last - first


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Characters `start` up to, not including, `end` of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end} is empty or turned round")

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end


PartKind = Literal[
    "title", "heading", "paragraph", "caption", "credit", "link", "related", "notice", "origin", "byline", "quote"
]


class Part(Record, frozen=True, kw_only=True):
    """A stretch of a document and what it is on the page.

    `span` is None for what is not in the body text (a related headline, a caption taken out): then `text` has it.
    `duplicate_of` is the body stretch that a caption repeats.
    """

    kind: PartKind
    span: Span | None = None
    text: str | None = None
    href: str | None = None
    duplicate_of: Span | None = None


class Provenance(Record, frozen=True, kw_only=True):
    """Where a field of a document was found, and its raw form.

    `source` is json-ld, opengraph, meta, page, text or given.
    """

    field: str
    source: str
    raw: str


class Document(Record, frozen=True, kw_only=True):
    """One report as it was read. `text` is clean and is never changed again.

    Paragraphs, quotations, headings and notices are stretches of it. Title, captions, credits, headlines of other
    articles and the origin stand beside it, as parts without a span. Statements are read only from `paragraph` and
    `quote` parts: a headline or a caption restates the body, often in another's words, and is no second witness.
    `sha256` is of the bytes that it came from. `published` is the outlet's own day.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    parts: tuple[Part, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    sha256: str = ""

    def quote(self, span: Span) -> str:
        """Return the document's words under `span`."""
        return self.text[span.start : span.end]


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
            raise _no_share(self.confidence, "confidence")


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
            raise _no_share(self.confidence, "confidence")


class Role(Record, frozen=True, kw_only=True):
    """Who or what takes part in an event, and as what: actor, recipient, instrument, forum, topic."""

    role: Literal["actor", "recipient", "instrument", "forum", "topic"]
    span: Span
    text: str
    name: str | None = None
    entity: str | None = None
    code: str | None = None


class Told(Record, frozen=True, kw_only=True):
    """Who, where and when an act was, by other words of its report that "the attack" takes up: a judgement, by rule."""

    roles: tuple[Role, ...] = ()
    place: Place | None = None
    when: Interval | None = None


class Event(Record, frozen=True, kw_only=True):
    """What somebody does to somebody, described and not claimed.

    `code` is a PLOVER root or TAKE, FLEE, FALL; `cameo` a CAMEO code where one fits. `told` is what its own words do
    not say and others of the report do.
    """

    id: str
    code: str
    trigger: Span
    mode: str | None = None
    cameo: str | None = None
    roles: tuple[Role, ...] = ()
    place: Place | None = None
    when: Interval | None = None
    told: Told | None = None
    quantities: tuple[Span, ...] = ()


class Source(Record, frozen=True, kw_only=True):
    """Who speaks: the words for it, and whom they are taken for. The outlet itself has no span."""

    name: str | None = None
    text: str | None = None
    span: Span | None = None
    entity: str | None = None
    type: EntityType | None = None
    code: str | None = None


Manner = Literal["narrated", "paraphrase", "quote", "mixed"]


class Attribution(Record, frozen=True, kw_only=True):
    """One link of a chain: who says it, by which words, how, and when."""

    source: Source
    cue: Span | None = None
    manner: Manner = "narrated"
    said: Interval | None = None


class Modality(StrEnum):
    """How surely the innermost speaker puts it."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    FORECAST = "forecast"
    DEMANDED = "demanded"
    ASKED = "asked"


_ASSERTED = Modality.ASSERTED  # to look a member up takes five times as long

RelationKind = Literal[
    "member_of",
    "holds_office",
    "controls",
    "deployed_in",
    "designated_by",
    "part_of",
    "allied_with",
    "state_run",
    "located_in",
]


class Relation(Record, frozen=True, kw_only=True):
    """A standing fact between two, as a text presupposes or states it."""

    relation: RelationKind
    subject: str
    object: str
    subject_span: Span
    object_span: Span
    subject_entity: str | None = None
    object_entity: str | None = None
    when: Interval | None = None


class Statement(Record, frozen=True, kw_only=True):
    """The only record that claims anything: `chain` says so, outlet first, innermost speaker last.

    About one event, or one relation, or some quantities, or none of these (a claim understood only as words). `when` is
    the time of what is to come in words that name no act; an event has its own.
    """

    id: str
    document: str
    span: Span
    quote: str
    chain: tuple[Attribution, ...]
    modality: Modality = Modality.ASSERTED
    denied: bool = False
    condition: Span | None = None
    event: Event | None = None
    relation: Relation | None = None
    when: Interval | None = None
    quantities: tuple[Span, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.chain:
            raise ValueError("a statement has at least its outlet to say it")
        if not 0.0 <= self.confidence <= 1.0:  # which is so of what is no number
            raise _no_share(self.confidence, "confidence")

    @property
    def days(self) -> Interval | None:
        """The time of the event, or of what is to come in words."""
        return self.event.when if self.event else self.when

    @property
    def happened(self) -> bool:
        """Tell whether the speaker puts it as a fact that came about."""
        return self.modality is _ASSERTED and not self.denied


class Reading(Record, frozen=True, kw_only=True):
    """All that one document yields; `unread` are the sentences that yielded nothing."""

    document: str
    mentions: tuple[Mention, ...] = ()
    times: tuple[Interval, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Span, ...] = ()


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
            raise _no_share(self.score, "score")


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


def _no_share(value: float, field: str) -> ValueError:
    return ValueError(f"{field} {value} is not between 0 and 1")
