"""Windows of consecutive sentences as the model reads them: word pieces, shapes, first pieces."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from panj.english.tokens import Offsets

WINDOW = 90
"""Word pieces of a window of several sentences; it was trained on up to 126.

Swept on EWT dev raw text and PolNeAR dev: 126 costs 0.2 LAS against 90 and brings no better segments, 60 costs 3 F of
content and brings no better trees.
"""
LONGEST = 254
"""Word pieces of a sentence that stands alone; a longer one is cut."""
MAX_PIECES_PER_WORD = 16
DASHES = frozenset(("-", "–", "—", "--"))

Pieces = Callable[[str], tuple[list[int], int]]
"""The word pieces of a word, at least one, and its shape."""


class Window(msgspec.Struct, gc=False):
    """Sentences of one paragraph of one document, in which it has this number.

    `cuts` tells of each sentence whether it goes on where the one before it was cut for its length.
    """

    document: int
    number: int
    paragraph: int
    sentences: list[list[Offsets]]
    words: list[str]
    pieces: list[list[int]]
    shapes: list[int]
    cuts: list[bool]

    @property
    def length(self) -> int:
        """Return how many positions it takes, [CLS] and [SEP] included."""
        return sum(map(len, self.pieces)) + 2


def shape(word: str) -> int:
    """Return 1 lower, 2 Capitalised, 3 ALLCAPS, 4 Mixed, 5 digits, 6 digits with letters, 7 anything else."""
    letters = [character for character in word if character.isalpha()]
    if any(character.isdigit() for character in word):
        return 6 if letters else 5
    if not letters:
        return 7
    capitals = [character.isupper() for character in letters]
    if not any(capitals):
        return 1
    if len(letters) > 1 and all(capitals):
        return 3
    return 2 if capitals[0] and not any(capitals[1:]) else 4


class _Part(msgspec.Struct, gc=False):
    """A sentence, or a part of one too long, with its pieces."""

    spans: list[Offsets]
    words: list[str]
    pieces: list[list[int]]
    shapes: list[int]
    length: int
    cut: bool


def pack(
    text: str, document: int, paragraphs: Iterable[Sequence[Sequence[Offsets]]], pieces: Pieces, room: int = WINDOW
) -> Iterator[Window]:
    """Yield the windows of a document, in order; none spans two paragraphs.

    As many sentences share a window as have `room` pieces together; with 0 each stands alone. So does a dateline, which
    has no tree and spoils that of what follows.
    """
    for number, (paragraph, group) in enumerate(_groups(text, paragraphs, pieces, room)):
        yield Window(
            document,
            number,
            paragraph,
            [part.spans for part in group],
            [word for part in group for word in part.words],
            [ids for part in group for ids in part.pieces],
            [shape for part in group for shape in part.shapes],
            [part.cut for part in group],
        )


def _groups(
    text: str, paragraphs: Iterable[Sequence[Sequence[Offsets]]], pieces: Pieces, room: int
) -> Iterator[tuple[int, list[_Part]]]:
    """Yield the number of a paragraph and as many of its next sentences as fit a window."""
    for number, sentences in enumerate(paragraphs):
        group: list[_Part] = []
        total = 0
        for part in (part for sentence in sentences for part in _parts(text, sentence, pieces)):
            if group and (total + part.length > room or group[-1].words[-1] in DASHES):
                yield number, group
                group, total = [], 0
            group.append(part)
            total += part.length
        if group:
            yield number, group


def _parts(text: str, sentence: Sequence[Offsets], pieces: Pieces) -> Iterator[_Part]:
    """Yield a sentence whole, or cut where it is too long."""
    words = [text[start:end] for start, end in sentence]
    known = [pieces(word) for word in words]
    lengths = [len(ids) for ids, _ in known]
    first = 0
    for last in _cuts(words, lengths):
        yield _Part(
            list(sentence[first:last]),
            words[first:last],
            [ids for ids, _ in known[first:last]],
            [shape for _, shape in known[first:last]],
            sum(lengths[first:last]),
            first > 0,
        )
        first = last


def _cuts(words: Sequence[str], lengths: Sequence[int]) -> Iterator[int]:
    """Yield where the parts of a sentence end: after a mark in the second half of what fits, or where it is full."""
    total, first, mark = 0, 0, 0
    for i, length in enumerate(lengths):
        if total + length > LONGEST:
            end = mark if mark > first else i
            yield end
            first, total = end, sum(lengths[end:i])
        total += length
        if words[i] in {",", ";", ":", "—", "–", ".", "|"} and total > LONGEST // 2:
            mark = i + 1
    if first < len(lengths):
        yield len(lengths)
