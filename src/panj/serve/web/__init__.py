"""The desk: pages and API over one ledger."""
