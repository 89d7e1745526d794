"""Gold sentences of a treebank, with the raw text that they stand in."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from panj.english.conllu import Block, blocks, groups

SHARED = Path(__file__).resolve().parents[3] / "shared"
SYNTAX = SHARED / "data" / "syntax"

Word = tuple[int, int]


@dataclass
class Gold:
    """A paragraph's raw text and its sentences: the words' offsets and the rows of their annotation."""

    text: str
    sentences: list[list[Word]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def treebank(name: str) -> list[Gold]:
    """Return the paragraphs of `ewt-dev`, `gum-dev` and the like."""
    with gzip.open(SYNTAX / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
        return [_paragraph(group) for group in groups(blocks(lines, name))]


def _paragraph(group: list[Block]) -> Gold:
    """Return the text of some sentences, their multiword tokens as they are written."""
    gold = Gold("")
    for block in group:
        gold.sentences.append([])
        gold.blocks.append(block)
        last = 0
        for row in block.rows:
            space = "" if "SpaceAfter=No" in row[9].split("|") else " "
            first, _, end = row[0].partition("-")
            if end:
                last = int(end)
                forms = [word[1] for word in block.words[int(first) - 1 : last]]
                gold.sentences[-1] += shares(len(gold.text), row[1], forms)
                gold.text += row[1] + space
            elif row[0].isdigit() and int(first) > last:
                gold.sentences[-1].append((len(gold.text), len(gold.text) + len(row[1])))
                gold.text += row[1] + space
    return gold


def shares(start: int, surface: str, forms: list[str]) -> Iterator[Word]:
    """Yield where each of the words in a multiword token lies; the last has what the others leave."""
    end = start + len(surface)
    for i, form in enumerate(forms):
        left = len(forms) - 1 - i
        stop = min(start + len(form), end - left) if left else end
        yield start, stop
        start = stop


def names(name: str) -> dict[str, list[str]]:
    """Return the gold BIO tags of names by sentence id."""
    found: dict[str, list[str]] = {}
    key = ""
    with gzip.open(SYNTAX / f"uner-{name}.iob2.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                key = line.partition("= ")[2].strip()
            elif line.strip() and not line.startswith("#"):
                found.setdefault(key, []).append(line.split("\t")[2])
    return found
