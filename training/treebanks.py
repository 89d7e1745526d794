"""Sentences of EWT and GUM with tags, trees, names and entity types."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.windows import NAMES, TYPES, Sentence

NAME_OF_TYPE = {"person": "PER", "organization": "ORG", "place": "LOC"}
ANY_NAME = frozenset(range(len(NAMES)))
OUTSIDE = frozenset([0])
_OPENING = re.compile(r"\((\w+)-(\w+)|(\w+)\)|(\))")


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comments and rows of each block of a gzipped column file."""
    comments: list[str] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# "):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows


def _key(comments: list[str]) -> str:
    """The id of the sentence that these comments belong to."""
    return next(line.split("= ", 1)[1] for line in comments if line.startswith("# sent_id"))


def _mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Typed mentions (first, last, type) that open and close within the sentence, from GUM's Entity marks."""
    found: list[tuple[int, int, str]] = []
    open_marks: list[tuple[str, str, int]] = []
    for position, row in enumerate(rows):
        mark = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", mark):
            if piece.startswith("("):
                identity, kind = piece[1:].rstrip(")").split("-")[:2]
                if piece.endswith(")"):
                    found.append((position, position, kind))
                else:
                    open_marks.append((identity, kind, position))
            else:
                identity = piece[:-1]
                for index in range(len(open_marks) - 1, -1, -1):
                    if open_marks[index][0] == identity:
                        _, kind, first = open_marks.pop(index)
                        found.append((first, position, kind))
                        break
    return found


def _head_types(rows: list[list[str]], mentions: list[tuple[int, int, str]]) -> list[int]:
    """The entity type at the head word of each mention; the widest mention of a head wins."""
    types = [0] * len(rows)
    for first, last, kind in sorted(mentions, key=lambda mention: mention[1] - mention[0]):
        if kind in TYPES:
            types[_head_of(rows, first, last)] = TYPES.index(kind)
    return types


def _head_of(rows: list[list[str]], first: int, last: int) -> int:
    """The word of the span whose head lies outside it."""
    for position in range(first, last + 1):
        if not first <= int(rows[position][6]) - 1 <= last:
            return position
    return first


def _names_of_gum(rows: list[list[str]], mentions: list[tuple[int, int, str]]) -> list[frozenset[int]]:
    """Name tags allowed at each word: sure at the heads of named mentions, open where the two schemes may differ."""
    allowed = [ANY_NAME if row[3] == "PROPN" else OUTSIDE for row in rows]
    closed: set[int] = set()
    for first, last, kind in sorted(mentions, key=lambda mention: mention[0] - mention[1]):
        head = _head_of(rows, first, last)
        if rows[head][3] != "PROPN":
            continue
        nested = first in closed and last in closed
        for position in range(first, last + 1):
            name = NAME_OF_TYPE.get(kind) if _near_proper(rows, first, position, last) else None
            allowed[position] = _in_mention(name, _proper(rows[position]), nested)
        if kind not in NAME_OF_TYPE or nested:
            continue
        while kind == "person" and head < last and rows[head + 1][3] == "PROPN":
            head += 1
        allowed[head] = _in_mention(NAME_OF_TYPE[kind], True, False) - OUTSIDE
        if kind != "person":  # a name inside the name of a body or a place is no name of its own in the other scheme
            closed.update(range(first, last + 1))
    return allowed


def _near_proper(rows: list[list[str]], first: int, position: int, last: int) -> bool:
    """Whether the word is a proper noun or stands between proper nouns of the mention."""
    proper = [_proper(row) for row in rows[first : last + 1]]
    at = position - first
    return proper[at] or (any(proper[max(0, at - 2) : at]) and any(proper[at + 1 : at + 3]))


def _proper(row: list[str]) -> bool:
    """Whether a word may be part of a name: a proper noun, or a capitalised adjective or noun."""
    return row[3] == "PROPN" or (row[3] in {"ADJ", "NOUN"} and row[1][:1].isupper())


def _in_mention(name: str | None, proper: bool, nested: bool) -> frozenset[int]:
    """Name tags that a word may have inside a mention of this kind of name, or of none."""
    if name is None or nested:
        return ANY_NAME if proper or nested else OUTSIDE
    tags = frozenset([NAMES.index(f"I-{name}")])
    return tags | OUTSIDE | (frozenset([NAMES.index(f"B-{name}")]) if proper else frozenset())


def nationalities(directory: Path) -> frozenset[str]:
    """Words that the names of EWT mark OTH as single adjectives or plural proper nouns: Afghan, Russians."""
    tags = {_key(comments): rows for comments, rows in _blocks(directory / "uner-ewt-train.iob2.gz")}
    counts: Counter[str] = Counter()
    for comments, rows in _blocks(directory / "ewt-train.conllu.gz"):
        words = [row for row in rows if row[0].isdigit()]
        marks = tags.get(_key(comments), [])
        if len(marks) != len(words):
            continue
        for position, (row, mark) in enumerate(zip(words, marks, strict=True)):
            follows = position + 1 < len(marks) and marks[position + 1][2] == "I-OTH"
            if mark[2] == "B-OTH" and not follows and row[4] in {"JJ", "NNPS"} and row[1][0].isupper():
                counts[row[1]] += 1
    return frozenset(counts)


def _names_of_uner(marks: list[list[str]] | None, size: int) -> list[frozenset[int]]:
    """Exact name tags of a sentence of EWT; all open where the two files do not line up."""
    if marks is None or len(marks) != size:
        return [ANY_NAME] * size
    return [frozenset([NAMES.index(mark[2])]) if mark[2] in NAMES else OUTSIDE for mark in marks]


def _with_nationalities(words: list[str], names: list[frozenset[int]], nations: frozenset[str]) -> list[frozenset[int]]:
    """Mark known nationality words that stand outside a name."""
    nation = frozenset([NAMES.index("B-NAT")])
    return [
        nation if word in nations and (tags in (OUTSIDE, ANY_NAME)) else tags
        for word, tags in zip(words, names, strict=True)
    ]


def documents(directory: Path, name: str, nations: frozenset[str] = frozenset()) -> Iterator[list[Sentence]]:
    """The documents of one treebank file (`ewt-train`, `gum-dev`) as lists of sentences."""
    gum = name.startswith("gum")
    tags: dict[str, list[list[str]]] = {}
    if not gum:
        tags = {_key(comments): rows for comments, rows in _blocks(directory / f"uner-{name}.iob2.gz")}
    document: list[Sentence] = []
    for comments, block in _blocks(directory / f"{name}.conllu.gz"):
        rows = [row for row in block if row[0].isdigit()]
        if document and any(line.startswith("# newdoc") for line in comments):
            yield document
            document = []
        mentions = _mentions(rows) if gum else []
        words = [row[1] for row in rows]
        names = _names_of_gum(rows, mentions) if gum else _names_of_uner(tags.get(_key(comments)), len(rows))
        document.append(
            Sentence(
                words=words,
                upos=[row[3] for row in rows],
                xpos=[row[4] for row in rows],
                heads=[int(row[6]) for row in rows],
                labels=[row[7] for row in rows],
                names=_with_nationalities(words, names, nations),
                types=_head_types(rows, mentions) if gum else [],
                starts_paragraph=any(line.startswith("# newpar") and "block" not in line for line in comments),
            )
        )
    if document:
        yield document
