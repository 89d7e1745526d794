"""The words by which states and territories are called."""

from functools import cache

from panj.world.rows import StateRow
from panj.world.tables import SHIPPED, read_folder


@cache
def words_of_lands() -> frozenset[str]:
    """Return the words of the names and adjectives of states and territories."""
    states = (line.row for line in read_folder(SHIPPED)["states"])
    called = (f"{row.name} {row.adjective}" for row in states if isinstance(row, StateRow))
    return frozenset(word for names in called for word in names.split())
