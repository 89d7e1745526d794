"""What a report claims: who says it, how surely, about which event or standing fact."""

from enum import StrEnum
from typing import Literal

from panj.records.named import EntityType, Interval, Mention, Place, Quantity
from panj.records.record import Record, Span, no_share


class Role(Record, frozen=True, kw_only=True):
    """Who or what takes part in an event, and as what: actor, recipient, instrument, forum, topic."""

    role: Literal["actor", "recipient", "instrument", "forum", "topic"]
    span: Span
    text: str
    name: str | None = None
    entity: str | None = None
    code: str | None = None

    @property
    def called(self) -> str:
        """Who it is: by its name, else by the words."""
        return self.name or self.text


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
            raise no_share(self.confidence, "confidence")

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
