"""`panj parse`: a text or CoNLL-U in, CoNLL-U out."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, tee
from pathlib import Path
from typing import TextIO

from panj.english import conllu, parse, parse_words
from panj.errors import ReadError


def parse_command(source: str = "-", out: TextIO | None = None) -> None:
    """Write the parse of the file `source` (`-` for standard input) to `out`, standard output by default."""
    target = out or sys.stdout
    with _opened(source) as stream:
        for line in _parsed(stream, source):
            target.write(line + "\n")


@contextmanager
def _opened(source: str) -> Iterator[TextIO]:
    """Open a file or standard input as UTF-8; what is none is replaced."""
    if source == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with Path(source).open(encoding="utf-8", errors="replace") as stream:
            yield stream
    except OSError as error:
        raise ReadError(source, error.strerror or "cannot be opened", advice="check the name") from error


def _parsed(stream: Iterable[str], source: str) -> Iterator[str]:
    """Yield the lines of the answer to a text or to CoNLL-U, whichever it is."""
    lines = iter(stream)
    ahead = []
    for line in lines:
        ahead.append(line)
        if line.strip() and not line.startswith("#"):
            break
    whole = chain(ahead, lines)
    if ahead and ahead[-1].count("\t") == conllu.COLUMNS - 1:
        yield from _words_kept(whole, source)
    else:
        yield from conllu.lines(parse("".join(whole)), "" if source == "-" else Path(source).stem)


def _words_kept(lines: Iterable[str], source: str) -> Iterator[str]:
    """Yield CoNLL-U whose words and sentences stay as they are, with what the model says of them."""
    groups, again = tee(conllu.groups(conllu.blocks(lines, source)))
    for group, parsed in zip(again, parse_words(map(conllu.given, groups), together=False), strict=True):
        sentences = iter(parsed.sentences)
        for block in group:
            yield from conllu.filled(block, next(sentences) if block.words else None)
