"""The append-only store of what was read and judged."""
