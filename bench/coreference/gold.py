"""Documents of a treebank with coreference: their text, their words, and what each phrase of theirs is about."""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from bench.english.treebank import shares
from panj.english.conllu import Block, blocks

SYNTAX = Path(__file__).resolve().parents[3] / "shared" / "data" / "syntax"
_MARK = re.compile(r"\([^()]*\)?|[^()]+\)")  # "(12-person-new-..." opens, "12)" closes, "(12-person-...)" does both
_PRONOUNS = frozenset({"PRP", "PRP$"})


@dataclass(frozen=True)
class Word:
    """A word: its characters in the text of the document, and its head as a position in the document, -1 for a root."""

    start: int
    end: int
    form: str
    xpos: str
    head: int


@dataclass(frozen=True)
class Phrase:
    """Words `first` to `last` about one thing; those of one `chain` are about the same, `head` carries the grammar."""

    chain: str
    kind: str
    first: int
    last: int
    head: int
    pronoun: bool


@dataclass
class Gold:
    """A document; positions are those of its words."""

    name: str
    genre: str = ""
    written: date | None = None
    text: str = ""
    words: list[Word] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)

    @cached_property
    def headed(self) -> dict[int, list[Phrase]]:
        """Return the phrases by their head."""
        found: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.head, []).append(phrase)
        return found

    @cached_property
    def starts(self) -> dict[int, int]:
        """Return the position of the word that begins at a character."""
        return {word.start: i for i, word in enumerate(self.words)}

    def at(self, start: int, end: int) -> Phrase | None:
        """Return the phrase that these characters name: of those with one head the one of most nearly these words.

        A title and a name, "the group" and "the rebel group of the north" have one head; a list has that of its first.
        """
        inside = [i for i, word in enumerate(self.words) if start < word.end and word.start < end]
        head = next((i for i in inside if self.words[i].head not in inside), None)
        found = self.headed.get(head, []) if head is not None else []
        return max(found, key=lambda p: (_overlap(p, inside), -p.first), default=None)


def _overlap(phrase: Phrase, inside: list[int]) -> float:
    shared = sum(phrase.first <= i <= phrase.last for i in inside)
    return shared / (phrase.last - phrase.first + 1 + len(inside) - shared)


def documents(name: str) -> Iterator[Gold]:
    """Yield the documents of a treebank ("gum-dev"), none if it is not here."""
    path = SYNTAX / f"{name}.conllu.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from gathered(blocks(lines, name))


def gathered(sentences: Iterable[Block]) -> Iterator[Gold]:
    """Yield documents from their sentences: a space between two, an empty line between paragraphs."""
    gold = Gold("")
    opened: list[tuple[str, str, int]] = []
    for block in sentences:
        said = dict(c.removeprefix("# ").partition(" = ")[::2] for c in block.comments)
        if "newdoc id" in said:
            if gold.words:
                yield gold
            day = said.get("meta::dateCreated", "")
            gold, opened = Gold(said["newdoc id"], said.get("meta::genre", "")), []
            gold.written = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
        gap = ("\n\n" if "# newpar" in block.comments else " ") if gold.text else ""
        gold.text += gap + said["text"]
        opened = _read(block, len(gold.text) - len(said["text"]), gold, opened)
    if gold.words:
        yield gold


def _read(block: Block, start: int, gold: Gold, opened: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Add the words and phrases of a sentence whose text begins at `start`; return the phrases that are still open."""
    before = len(gold.words)
    for row, (first, end) in zip(block.words, _placed(block, gold.text, start), strict=True):
        head = before + int(row[6]) - 1 if row[6] != "0" else -1
        gold.words.append(Word(first, end, row[1], row[4], head))
    opened = list(opened)
    for i, row in enumerate(block.words, before):
        mark = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for piece in _MARK.findall(mark):
            if piece.startswith("("):
                chain, kind = piece[1:].rstrip(")").split("-")[:2]
                opened.append((chain, kind, i))
            if piece.endswith(")"):
                chain = opened[-1][0] if piece.startswith("(") else piece[:-1]
                at = max(k for k, one in enumerate(opened) if one[0] == chain)
                _, kind, first = opened.pop(at)
                gold.phrases.append(_phrase(gold, chain, kind, first, i))
    return opened


def _phrase(gold: Gold, chain: str, kind: str, first: int, last: int) -> Phrase:
    head = next(i for i in range(first, last + 1) if not first <= gold.words[i].head <= last)
    return Phrase(chain, kind, first, last, head, first == last and gold.words[first].xpos in _PRONOUNS)


def _placed(block: Block, text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the characters of each word; nothing but white space may lie between two."""
    left: list[str] = []
    for row in block.rows:
        first, _, end = row[0].partition("-")
        if (not end and left) or "." in first:
            left = left if "." in first else left[1:]
            continue  # a word within a joined one; an empty node
        start = text.index(row[1], at)
        if text[at:start].strip():
            raise ValueError(f"{row[1]!r} is not where it should be in {text[at : at + 40]!r}")
        at = start + len(row[1])
        if end:
            left = [word[1] for word in block.words[int(first) - 1 : int(end)]]
            yield from shares(start, row[1], left)
        else:
            yield start, at
