"""The append-only store of what was read and judged."""

from panj.ledger.evidence import Evidence, evidence
from panj.ledger.opening import open_ledger
from panj.ledger.queries import ANY, EVERYTHING, Filter, Keys, Neighbours, Scope, Standing, Version
from panj.ledger.store import Ledger

__all__ = [
    "ANY",
    "EVERYTHING",
    "Evidence",
    "Filter",
    "Keys",
    "Ledger",
    "Neighbours",
    "Scope",
    "Standing",
    "Version",
    "evidence",
    "open_ledger",
]
