"""Which statements are of one event as of each day, as far as links between them were seen.

A forest in which an edge bears the day from which a picture has both its ends, and of two ways between two statements
the one that is there earlier is kept (a minimum spanning forest, grown edge by edge in any order). So what a link would
add is known before two statements are compared. As of no day, paths are cut short as they are gone (Tarjan 1975).
"""

from collections.abc import Iterable
from datetime import date

_SPREAD = 0x9E3779B97F4A7C15  # Knuth's multiplicative hash: an order in which no tree grows deep
_BITS = (1 << 64) - 1


class Groups:
    """Groups of statements, by their rows in one ledger; beyond `most` links all is forgotten, which costs time."""

    def __init__(self, most: int = 1_000_000) -> None:
        self._most = most
        self._up: dict[int, tuple[int, date]] = {}
        self._short: dict[int, int] = {}

    def of(self, row: int, day: date) -> int:
        """Return one row that stands for all that are of one event with this as of a day."""
        up = self._up
        while (edge := up.get(row)) is not None and edge[1] <= day:
            row = edge[0]
        return row

    def of_all(self, rows: Iterable[int]) -> dict[int, int]:
        """Return for each of some rows one that stands for all that are of one event with it, as of any day."""
        short = self._short
        found = {row: short.get(row, row) for row in rows}
        tops = {top: self._top(top) for top in {*found.values()}}
        if any(top != above for top, above in tops.items()):
            short |= {row: tops[top] for row, top in found.items() if top != tops[top]}
            found = {row: tops[top] for row, top in found.items()}
        return found

    def _top(self, row: int) -> int:
        while (above := self._short.get(row)) is not None:
            row = above
        return row

    def joined(self, row: int, other: int, day: date) -> bool:
        """Tell whether links known as of a day lead from one to the other."""
        return self.of(row, day) == self.of(other, day)

    def join(self, row: int, other: int, day: date) -> None:
        """Take in that two are of one event, both ends of which are there from a day on."""
        if len(self._up) >= self._most:
            self.forget()
        low, high = row, other
        while True:
            low, high = self.of(low, day), self.of(high, day)
            if low == high:
                return
            if _height(low) > _height(high):
                low, high = high, low
            before = self._up.get(low)
            self._up[low] = high, day
            if before is None:
                self._short[low] = high
                return
            low, (high, day) = high, before  # what the new edge displaced joins the same two from its own day on

    def forget(self) -> None:
        """Know of no link: as at first."""
        self._up.clear()
        self._short.clear()


def _height(row: int) -> int:
    return row * _SPREAD & _BITS
