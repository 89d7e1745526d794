"""The append-only store of what was read and judged."""

from panj.ledger.opening import open_ledger
from panj.ledger.store import ANY, EVERYTHING, Filter, Ledger, Scope, Version

__all__ = ["ANY", "EVERYTHING", "Filter", "Ledger", "Scope", "Version", "open_ledger"]
