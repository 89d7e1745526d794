"""The unit of training: a window of consecutive sentences with whatever gold its source gives."""

from __future__ import annotations

from dataclasses import dataclass, field

ROOTS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
CLASSES: dict[int, tuple[str, ...]] = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("AID", "COOPERATE", "YIELD"),
    3: ("ACCUSE", "REJECT", "REQUEST", "THREATEN"),
    4: ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"),
}
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NAT", "I-NAT")
TYPES = (
    "none", "person", "place", "organization", "object", "event", "time", "substance", "animal", "plant", "abstract",
)  # fmt: skip
SAYS = ("source", "cue", "content")
BIO = ("O", "B", "I")


@dataclass(slots=True)
class Window:
    """Words with their sentence numbers (from 1) and gold; an empty list or set means that head has no gold here."""

    words: list[str]
    sentence: list[int]
    kind: str
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    names: list[frozenset[int]] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    says: list[list[int]] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    roots: frozenset[int] = frozenset()
    marks: tuple[tuple[int, int], ...] = ()
    weight: float = 1.0


@dataclass(slots=True)
class Sentence:
    """One sentence of a treebank with the gold that its files give."""

    words: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    labels: list[str]
    names: list[frozenset[int]]
    types: list[int]
    starts_paragraph: bool


def class_roots(number: int) -> frozenset[int]:
    """The roots that belong to one of the four classes."""
    return frozenset(ROOTS.index(root) for root in CLASSES[number])
