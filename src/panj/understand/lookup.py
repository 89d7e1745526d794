"""Which mention do these words belong to?"""

from bisect import bisect_right
from collections.abc import Sequence

from panj.records import Mention


class Lookup:
    """Finds the smallest mention that holds a character; mentions may nest ("Tajikistan's representative ...")."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
        self._starts = [mention.span.start for mention in self._mentions]
        self._reach: list[int] = []
        reach = 0
        for mention in self._mentions:
            reach = max(reach, mention.span.end)
            self._reach.append(reach)

    def at(self, offset: int) -> Mention | None:
        """Return the smallest mention around this character, the later of two alike."""
        best: Mention | None = None
        for i in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._reach[i] <= offset:
                break
            mention = self._mentions[i]
            if offset < mention.span.end and (best is None or _length(mention) < _length(best)):
                best = mention
        return best

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in `start` up to, not including, `end`, in order."""
        first = bisect_right(self._starts, start - 1)
        return tuple(self._mentions[first : bisect_right(self._starts, end - 1)])


def _length(mention: Mention) -> int:
    return mention.span.end - mention.span.start
