"""What lies where in a text: items by the characters that they cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, groupby
from typing import Generic, TypeVar

from panj.english.parsed import Parsed
from panj.records import Mention, Span

Item = TypeVar("Item")


class Stretches(Generic[Item]):
    """Items that lie over a text, found by the characters that they cover; cost grows with what lies nearby only."""

    def __init__(self, items: Iterable[Item], span: Callable[[Item], Span]) -> None:
        kept = sorted(((span(item), i, item) for i, item in enumerate(items)), key=lambda entry: entry[:2])
        self._items = [item for _, _, item in kept]
        self._starts = [span.start for span, _, _ in kept]
        self._ends = [span.end for span, _, _ in kept]
        self._reach = list(accumulate(self._ends, max))

    def over(self, start: int, end: int) -> list[Item]:
        """Return the items that share a character with `start` up to, not including, `end`, in order."""
        found = []
        for i in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[i] <= start:
                break
            if self._ends[i] > start:
                found.append(self._items[i])
        return found[::-1]


class Lookup:
    """Finds the smallest mention that holds a character; mentions may nest ("Tajikistan's representative ...")."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
        self._starts = [mention.span.start for mention in self._mentions]
        self._reach = list(accumulate((mention.span.end for mention in self._mentions), max))
        self._known: dict[int, Mention | None] = {}

    def at(self, offset: int) -> Mention | None:
        """Return the smallest mention around this character, the later of two alike."""
        try:
            return self._known[offset]
        except KeyError:
            found = self._known[offset] = self._smallest(offset)
            return found

    def _smallest(self, offset: int) -> Mention | None:
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


def sentence_number(parsed: Parsed, offset: int) -> int:
    """Return the number of the sentence that holds a character, or of the last that begins before it."""
    return max(0, bisect_right(parsed.sentences, offset, key=lambda sentence: sentence.start) - 1)


def paragraphs(parsed: Parsed) -> tuple[tuple[int, int], ...]:
    """Return where the paragraphs of a text begin and end."""
    groups = [list(group) for _, group in groupby(parsed.sentences, lambda sentence: sentence.paragraph)]
    return tuple((group[0].start, group[-1].end) for group in groups)
