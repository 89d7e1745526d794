"""CoNLL-U: sentences whose words are given, and sentences as they were parsed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.english.tokens import Offsets
from panj.errors import ReadError

COLUMNS = 10
MOST_SENTENCES = 500
"""Sentences that are held together, so that a file without paragraphs does not stay in memory whole."""

Given = tuple[str, list[list[list[Offsets]]]]


class Block(msgspec.Struct):
    """A sentence as it stands in a file: its comments, and its rows of ten columns (multiword ranges and all)."""

    comments: list[str]
    rows: list[list[str]]

    @property
    def words(self) -> list[list[str]]:
        """Return the rows of its words, without ranges and empty nodes."""
        return [row for row in self.rows if row[0].isdigit()]

    @property
    def opens(self) -> bool:
        """Tell whether a paragraph or document begins here."""
        return any(c.startswith(("# newdoc", "# newpar")) and "_block" not in c for c in self.comments)


def blocks(lines: Iterable[str], name: str = "-") -> Iterator[Block]:
    """Yield the sentences of a CoNLL-U file; ReadError names the line that is none of its form."""
    block = Block([], [])
    for number, line in enumerate(chain(lines, ("",)), 1):
        line = line.rstrip("\r\n")
        if line.startswith("#") and not block.rows:
            block.comments.append(line)
        elif line:
            row = line.split("\t")
            if len(row) != COLUMNS or not row[0][:1].isdigit() or not row[1].strip():
                raise ReadError(name, f"line {number} is no row of ten columns of CoNLL-U")
            block.rows.append(row)
        elif block.rows:
            yield block
            block = Block([], [])


def groups(found: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the sentences paragraph by paragraph, never more than `MOST_SENTENCES` at once."""
    group: list[Block] = []
    for block in found:
        if group and (block.opens or len(group) >= MOST_SENTENCES):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def given(group: Sequence[Block]) -> Given:
    """Return a text that these sentences are words of, and the words' offsets: what `parse_words` reads."""
    parts: list[str] = []
    sentences: list[list[Offsets]] = []
    at = 0
    for block in group:
        glued = _glued(block)
        words = []
        for row, no_space in zip(block.words, glued, strict=True):
            words.append((at, at + len(row[1])))
            parts.append(row[1] if no_space else row[1] + " ")
            at += len(parts[-1])
        if words and glued[-1]:
            parts.append(" ")
            at += 1
        sentences.append(words)
    return "".join(parts), [[words for words in sentences if words]]


def _glued(block: Block) -> list[bool]:
    """Tell of each word whether the next follows without a space."""
    found: list[bool] = []
    last, ends_glued = 0, False
    for row in block.rows:
        no_space = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            last, ends_glued = int(row[0].partition("-")[2]), no_space
        elif row[0].isdigit():
            number = int(row[0])
            found.append(number < last or (ends_glued if number == last else no_space))
    return found


def filled(block: Block, sentence: Sentence | None) -> Iterator[str]:
    """Yield the lines of a given sentence with what the model says of its words; forms and ranges stay."""
    yield from block.comments
    tokens = iter(sentence.tokens if sentence else ())
    for row in block.rows:
        if row[0].isdigit():
            token = next(tokens)
            misc = [part for part in row[9].split("|") if part != "_" and not part.startswith(("Name=", "Type="))]
            yield _row(row[0], token, misc)
        elif "-" in row[0]:
            yield "\t".join(row)
    yield ""


def lines(parsed: Parsed, prefix: str = "") -> Iterator[str]:
    """Yield a parsed text as CoNLL-U, its offsets and names in the last column."""
    text, paragraph = parsed.text, -1
    for number, sentence in enumerate(parsed.sentences, 1):
        if number == 1:
            yield f"# newdoc{prefix and ' id = ' + prefix}"
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            yield "# newpar"
        yield f"# sent_id = {prefix and prefix + '-'}{number}"
        yield f"# text = {' '.join(text[sentence.start : sentence.end].split())}"
        for token in sentence.tokens:
            glued = token.end < len(text) and not text[token.end].isspace()
            misc = ["SpaceAfter=No"] if glued else []
            yield _row(str(token.i + 1), token, misc)
        yield ""


def _row(number: str, token: Token, misc: list[str]) -> str:
    """Return a word's line; its name's tag and the kind of thing join what the last column has."""
    own = [f"Name={token.name}"] if token.name != "O" else []
    kind = [f"Type={token.type}"] if token.type else []
    last = "|".join([*misc, *own, *kind]) or "_"
    columns = (
        token.text,
        token.lemma or "_",
        token.upos,
        token.xpos,
        "_",
        str(token.head + 1),
        token.deprel,
        "_",
        last,
    )
    return "\t".join((number, *columns))
