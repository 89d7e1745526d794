"""What lies where in a text: items by the characters that they cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from typing import Generic, TypeVar

from panj.english.parsed import Parsed
from panj.records import Mention, Span

Item = TypeVar("Item")


class Stretches(Generic[Item]):
    """Items that lie over a text, found by the characters that they cover; cost grows with what lies nearby only."""

    def __init__(self, items: Iterable[Item], span: Callable[[Item], Span]) -> None:
        found = list(items)
        spans = list(map(span, found))
        order = sorted(range(len(found)), key=spans.__getitem__)
        self._items = [found[i] for i in order]
        self._starts = [spans[i].start for i in order]
        self._ends = [spans[i].end for i in order]
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
        wide_first = sorted([(mention.span.start, -mention.span.end, i) for i, mention in enumerate(mentions)])
        self._mentions = [mentions[i] for _, _, i in wide_first]
        self._starts = [start for start, _, _ in wide_first]

    @cached_property
    def held(self) -> dict[int, Mention]:
        """Return the smallest mention around each character that is in one, the later of two alike."""
        spans = [mention.span for mention in self._mentions]
        found: dict[int, Mention] = {}
        for _, i in sorted([(span.start - span.end, i) for i, span in enumerate(spans)]):
            found.update(dict.fromkeys(range(spans[i].start, spans[i].end), self._mentions[i]))
        return found

    def at(self, offset: int) -> Mention | None:
        """Return the smallest mention around this character."""
        return self.held.get(offset)

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in `start` up to, not including, `end`, in order."""
        first = bisect_right(self._starts, start - 1)
        return tuple(self._mentions[first : bisect_right(self._starts, end - 1)])


def sentence_number(parsed: Parsed, offset: int) -> int:
    """Return the number of the sentence that holds a character, or of the last that begins before it."""
    return max(0, bisect_right(parsed.starts, offset) - 1)


def paragraphs(parsed: Parsed) -> tuple[tuple[int, int], ...]:
    """Return where the paragraphs of a text begin and end."""
    groups = [list(group) for _, group in groupby(parsed.sentences, lambda sentence: sentence.paragraph)]
    return tuple((group[0].start, group[-1].end) for group in groups)
