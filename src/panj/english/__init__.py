"""The model of English: sentences, tokens, parts of speech, dependencies, spans."""

import os
from collections.abc import Iterable, Iterator, Sequence

from panj.english.parsed import Parsed, Segment, Sentence, Token
from panj.english.prose import blanked, parted
from panj.english.sentences import paragraphs as find_paragraphs
from panj.english.sentences import sentences
from panj.english.tokens import Offsets
from panj.records import Span

__all__ = [
    "Parsed",
    "Segment",
    "Sentence",
    "Token",
    "blanked",
    "parse",
    "parse_all",
    "parse_words",
    "parted",
    "prepare",
    "split",
]


def prepare(threads: int | None = None) -> None:
    """Begin to load the model beside what the caller does next, if there may be more than one thread."""
    if (threads or _threads()) > 1:
        from panj.english.model import begin_loading

        begin_loading()


def parse(text: str, paragraphs: Sequence[Span] | None = None) -> Parsed:
    """Return what the model says of a text, of its `paragraphs` only if they are given."""
    return next(parse_all([(text, paragraphs)]))


def parse_all(texts: Iterable[tuple[str, Sequence[Span] | None]], *, threads: int | None = None) -> Iterator[Parsed]:
    """Yield what the model says of each text, in order, reading windows of many texts side by side.

    `threads` is by default `PANJ_THREADS`, else as many as there are cores, four at most.
    """
    return parse_words(((text, split(text, paragraphs)) for text, paragraphs in texts), threads=threads)


def parse_words(
    texts: Iterable[tuple[str, Iterable[Sequence[Sequence[Offsets]]]]],
    *,
    threads: int | None = None,
    together: bool = True,
) -> Iterator[Parsed]:
    """Yield what the model says of texts whose words are known, sentence by sentence, paragraph by paragraph.

    Sentences of a paragraph are read together, which reported speech needs; alone, trees are a little better.
    """
    # numpy and onnxruntime take a third of a second to import, which no other command should wait for.
    from panj.english.model import load_model
    from panj.english.reader import read
    from panj.english.windows import WINDOW

    return read(load_model(), texts, threads or _threads(), WINDOW if together else 0)


def split(text: str, paragraphs: Sequence[Span] | None) -> Iterator[list[list[Offsets]]]:
    """Yield the words of each paragraph's sentences."""
    found = find_paragraphs(text) if paragraphs is None else [(span.start, span.end) for span in paragraphs]
    return (sentences(text, start, end) for start, end in found)


def _threads() -> int:
    """Return how many threads to read with."""
    known = os.environ.get("PANJ_THREADS", "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, int(known)) if known.isdigit() else min(4, cores)
