"""The append-only store of what was read and judged."""

from panj.ledger.evidence import Evidence, Heard, Hearing
from panj.ledger.intake import Failure, add_shard, fail, failures, has_shard
from panj.ledger.near import How, Neighbours
from panj.ledger.opening import open_ledger
from panj.ledger.queries import ANY, EVERYTHING, Filter, Keys, Number, Scope, Standing, Version
from panj.ledger.rows import packed, unpacked
from panj.ledger.schema import place_of, row_of
from panj.ledger.store import Ledger

__all__ = [
    "ANY",
    "EVERYTHING",
    "Evidence",
    "Failure",
    "Filter",
    "Heard",
    "Hearing",
    "How",
    "Keys",
    "Ledger",
    "Neighbours",
    "Number",
    "Scope",
    "Standing",
    "Version",
    "add_shard",
    "fail",
    "failures",
    "has_shard",
    "open_ledger",
    "packed",
    "place_of",
    "row_of",
    "unpacked",
]
