"""Where an extracted block stands on its page, so that it gets the page's links at the right characters."""

from bisect import bisect_right
from collections.abc import Sequence

from panj.read.clean import Anchor, Block
from panj.read.page import Piece

_BUDGET = 20_000_000  # characters looked through for blocks that are no whole piece of the page


class Page:
    """The text of a page without white space, and where each of its pieces begins in it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        squashed = ["".join(piece.block.text.split()) for piece in pieces]
        self._text = "".join(squashed)
        self._whole: dict[str, int] = {}
        self._starts: list[int] = []
        at = 0
        for i, text in enumerate(squashed):
            self._whole.setdefault(text, i)
            self._starts.append(at)
            at += len(text)
        self._budget = _BUDGET
        self._cursor = 0

    def find(self, text: str) -> tuple[Block, int | None]:
        """Return the block with its links, and the position of its first piece on the page, None if it is not there."""
        words = "".join(text.split())
        i = self._whole.get(words)
        if i is not None:
            self._cursor = self._starts[i] + len(words)
            return self._pieces[i].block, i
        at = self._search(words)
        if at < 0:
            return Block("paragraph", text), None
        self._cursor = at + len(words)
        first = bisect_right(self._starts, at) - 1
        return Block("paragraph", text, self._anchors(text, at, len(words), first)), first

    def _search(self, words: str) -> int:
        if self._budget <= 0 or not words:
            return -1
        at = self._text.find(words, self._cursor)
        self._budget -= (at if at >= 0 else len(self._text)) - self._cursor
        if at < 0:
            at = self._text.find(words, 0, self._cursor)
            self._budget -= self._cursor
        return at

    def _anchors(self, text: str, at: int, length: int, first: int) -> tuple[Anchor, ...]:
        places = [i for i, c in enumerate(text) if not c.isspace()]
        found = []
        for i in range(first, bisect_right(self._starts, at + length - 1)):
            block = self._pieces[i].block
            for start, end, href in block.anchors:
                left = self._starts[i] + len("".join(block.text[:start].split())) - at
                right = left + len("".join(block.text[start:end].split()))
                if 0 <= left < right <= length:
                    found.append(Anchor(places[left], places[right - 1] + 1, href))
        return tuple(found)
