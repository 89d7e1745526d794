"""Every kind of value that one room hands to another.

A record is frozen and refuses unknown fields. Offsets count Unicode code points of `Document.text`, half-open.
Days are calendar days; instants carry a timezone. Ids are hashes of content and place in the text.
"""

from panj.records.document import Document, Part, PartKind, Provenance
from panj.records.finding import Finding, Term
from panj.records.link import Judgement, Link
from panj.records.named import EntityType, Interval, Mention, Place, Precision, Quantity, Timex
from panj.records.record import STRETCH_BITS, Record, Span, fingerprint, stretch
from panj.records.statement import (
    Attribution,
    Event,
    Manner,
    Modality,
    Reading,
    Relation,
    RelationKind,
    Role,
    Source,
    Statement,
    Told,
)

__all__ = [
    "STRETCH_BITS",
    "Attribution",
    "Document",
    "EntityType",
    "Event",
    "Finding",
    "Interval",
    "Judgement",
    "Link",
    "Manner",
    "Mention",
    "Modality",
    "Part",
    "PartKind",
    "Place",
    "Precision",
    "Provenance",
    "Quantity",
    "Reading",
    "Record",
    "Relation",
    "RelationKind",
    "Role",
    "Source",
    "Span",
    "Statement",
    "Term",
    "Timex",
    "Told",
    "fingerprint",
    "stretch",
]
