"""Reports that copy each other are one witness: containment over sampled shingles of words.

Broder (1997) samples shingles by their hash; containment suits wire copy that was cut short better than resemblance.
"""

import re
import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from panj.records import Document, Judgement, Link

SHINGLE = 5  # words
SAMPLE = 8  # one shingle in eight is kept of a long text
LONG = 250  # words; of a shorter text every shingle is kept
LEAST = 3  # shingles in common; fewer are a shared quotation
COPY = 0.5  # share of the shorter text's shingles; swept .3-.8 in bench/reconcile
CHARACTERS = 6  # of a word, with the space after it
MANY = 20  # copies of one text to each of which a new one is linked
_NUMBER = re.compile(r"\d+")

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 12)  # those of a day are compared with each that comes
def _sample(text: str) -> tuple[frozenset[int], bool]:
    """Return the hashes by which a text is compared with a long one, and whether it is long itself."""
    return sampled(shingles(text)), len(_words(text)) > LONG


@lru_cache(maxsize=4)  # one report is compared with many
def shingles(text: str) -> frozenset[int]:
    """Return the hashes of a text's shingles, sampled if it is long."""
    words = _words(text)
    hashes = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(0, len(words) - SHINGLE + 1))}
    return frozenset(hashes if len(words) <= LONG else sampled(hashes))


@lru_cache(maxsize=4)
def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def sampled(hashes: frozenset[int] | set[int]) -> frozenset[int]:
    """Return those hashes that are in everybody's sample: the keys by which candidates are found."""
    return frozenset(h for h in hashes if h % SAMPLE == 0)


def containment(left: str, right: str) -> float:
    """Return which share of the shorter text's shingles the other holds; 0 below `LEAST` in common."""
    (first, a_long), (second, another) = _sample(left), _sample(right)
    if not (a_long or another):
        first, second = shingles(left), shingles(right)
    shared = len(first & second)
    return shared / min(len(first), len(second)) if shared >= LEAST else 0.0


def serial(left: Document, right: Document) -> bool:
    """Tell whether both are numbers of one series, whose text recurs but whose news does not.

    A daily release of air strikes repeats two thirds of its words; its titles differ in their numbers only.
    """
    if not left.title or not right.title or left.title == right.title:
        return False
    return _numberless(left.title) == _numberless(right.title)


@lru_cache(maxsize=1 << 12)
def _numberless(title: str) -> str:
    return _NUMBER.sub("#", title)


def may_be_copy(ours: int, shared: int, characters: int) -> bool:
    """Tell whether a text of so many characters may be a copy of one, by how many of its sampled shingles it shares.

    A shingle begins with every word, so that a text of unusual words has fewer of them: half as many are allowed for.
    """
    shorter = min(ours, characters / CHARACTERS / SAMPLE)
    return shared >= COPY / 2 * shorter


def copies(document: Document, others: Sequence[Document]) -> tuple[Link, ...]:
    """Return a link for each other document that is the same witness; of very many, for one of each that are one.

    Fewer links then join the same documents: a text that a thousand carry has thousands of them, not half a million.
    """
    found = [other for other in others if _copied(document, other)]
    kept = found if len(found) <= MANY else _one_of_each(found)
    return tuple(_same(document, other) for other in kept)


def _copied(document: Document, other: Document) -> bool:
    different = other.id != document.id and not serial(document, other)
    return different and containment(document.text, other.text) >= COPY


def _one_of_each(documents: Sequence[Document]) -> list[Document]:
    """Return the earliest of those that are one: as of any day that has one of them, it is there."""
    kept: list[Document] = []
    for document in sorted(documents, key=lambda d: (d.published or date.max, d.id)):
        if not any(_copied(one, document) for one in kept):
            kept.append(document)
    return kept


def _same(document: Document, other: Document) -> Link:
    left, right = sorted((document.id, other.id))
    share = containment(document.text, other.text)
    return Link(
        kind="document",
        left=left,
        right=right,
        judgement=Judgement.SAME,
        score=round(share, 4),
        reason=f"{share:.0%} of the shorter text stands in the other",
        decided_by="rule:witness",
    )
