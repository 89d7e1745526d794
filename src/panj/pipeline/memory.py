"""What is remembered of a ledger from one report to the next, so that many are added quickly."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date

from panj.reconcile import Groups, Traits
from panj.records import Document
from panj.world import World, load_world


class Memory:
    """The world, and of one ledger the statements that were lately compared, by their rows, and what links joined.

    `most` are kept, some two kilobytes each. What is joined is forgotten where a report is read again or another writer
    has added one.
    """

    def __init__(self, world: World | None = None, most: int = 100_000) -> None:
        self.world = world or load_world()
        self._most = most
        self._held: OrderedDict[int, Traits] = OrderedDict()
        self._last = 0
        self.groups = Groups()
        self.lean: dict[int, tuple[Document, int]] = {}
        self.days: dict[int, date] = {}
        self.kept = False  # whether the ledger is known to keep statements by today's keys

    def follow(self, reading: int, again: bool) -> None:
        """Note that a reading of this number is added now, and whether its report was there in another."""
        if again or reading != self._last + 1:
            self.groups.forget()
            self.days.clear()
        self._last = reading
        if len(self.lean) > self._most:
            self.lean.clear()
        if len(self.days) > 3 * self._most:
            self.days.clear()

    def forget(self) -> None:
        """Forget what was added: it did not come to stay."""
        self._held.clear()
        self.lean.clear()
        self.days.clear()
        self.groups.forget()

    def of(self, rows: Iterable[int]) -> dict[int, Traits]:
        """Return those of some rows that are remembered."""
        found = {row: self._held[row] for row in self._held.keys() & rows}
        for row in found:
            self._held.move_to_end(row)
        return found

    def keep(self, found: Mapping[int, Traits]) -> None:
        """Remember rows; those that nobody asked for longest are forgotten."""
        self._held.update(found)
        while len(self._held) > self._most:
            self._held.popitem(last=False)
