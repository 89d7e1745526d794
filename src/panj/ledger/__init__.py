"""The append-only store of what was read and judged."""

from panj.ledger.opening import open_ledger
from panj.ledger.queries import ANY, EVERYTHING, Filter, Keys, Neighbours, Scope, Version
from panj.ledger.store import Ledger

__all__ = ["ANY", "EVERYTHING", "Filter", "Keys", "Ledger", "Neighbours", "Scope", "Version", "open_ledger"]
