"""What is kept ready for a state of the ledger, the longest unused let go first."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any


class Kept:
    """At most so many things, or things of so many bytes in all; safe to use from several threads.

    One thing is made at a time, since two at once would each take as long as both in turn; those who wait for the same
    thing get it when it is there.
    """

    def __init__(self, most: int, size: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._size = most, size
        self._held: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._sum = 0
        self._lock, self._making = threading.Lock(), threading.RLock()

    def get(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is made
        """Return what is kept under a key, or make and keep it."""
        found = self._look(key)
        if found is not None:
            return found
        with self._making:
            found = self._look(key)
            if found is not None:
                return found
            made = make()
            self._keep(key, made)
        return made

    def _look(self, key: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever was made
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _keep(self, key: tuple[Any, ...], made: Any) -> None:  # noqa: ANN401 - whatever was made
        with self._lock:
            self._held[key] = made
            self._sum += self._size(made)
            while self._sum > self._most and len(self._held) > 1:
                _, gone = self._held.popitem(last=False)
                self._sum -= self._size(gone)
