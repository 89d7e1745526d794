"""Scores as in the CoNLL 2018 shared task: F1 over words aligned by their characters, universal relations."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bench.english.treebank import Gold
from panj.english.parsed import Parsed, Sentence

Counts = Counter[str]


def compare(gold: Gold, parsed: Parsed) -> Counts:
    """Count the words and sentences of both sides and what agrees; their texts are the same."""
    counts: Counts = Counter()
    theirs = {(sentence.start, sentence.end) for sentence in parsed.sentences}
    counts["sentences found"] = len(theirs)
    found = {(t.start, t.end): (s, t.i) for s in parsed.sentences for t in s.tokens}
    counts["words found"] = len(found)
    for words, block in zip(gold.sentences, gold.blocks, strict=True):
        counts["sentences"] += 1
        counts["words"] += len(words)
        counts["sentences right"] += (words[0][0], words[-1][1]) in theirs
        for word, row in zip(words, block.words, strict=True):
            if word in found:
                counts["words right"] += 1
                head = words[int(row[6]) - 1] if row[6] != "0" else None
                counts.update(_agreements(found[word], row, head))
    return counts


def _agreements(found: tuple[Sentence, int], row: Sequence[str], head: tuple[int, int] | None) -> Iterable[str]:
    """Yield what is right of an aligned word."""
    sentence, i = found
    token = sentence.tokens[i]
    above = None if token.head < 0 else (sentence.tokens[token.head].start, sentence.tokens[token.head].end)
    if token.upos == row[3]:
        yield "upos"
    if token.xpos == row[4]:
        yield "xpos"
    if token.lemma == row[2]:
        yield "lemma"
    if above == head:
        yield "uas"
        if token.relation == row[7].partition(":")[0]:
            yield "las"


def f1(counts: Counts, right: str, unit: str = "words") -> float:
    """Return F1 in percent."""
    return 200 * counts[right] / (counts[unit] + counts[f"{unit} found"])


def compare_names(gold: Gold, parsed: Parsed, known: dict[str, list[str]]) -> Counts:
    """Count names of people, organisations and places, given gold words."""
    counts: Counts = Counter()
    for block, sentence in zip(gold.blocks, parsed.sentences, strict=True):
        key = next(line.partition("= ")[2] for line in block.comments if line.startswith("# sent_id"))
        tags = known.get(key, [])
        if len(tags) != len(sentence.tokens):
            continue
        theirs, ours = names_in(tags), names_in([token.name for token in sentence.tokens])
        counts["names"] += len(theirs)
        counts["names found"] += len(ours)
        counts["names right"] += len(theirs & ours)
    return counts


def names_in(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return the names (first, end, kind) of BIO tags, PER, ORG and LOC only."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if tag == f"I-{kind}":
            continue
        if kind:
            found.add((start, i, kind))
        start, kind = (i, tag[2:]) if tag[2:] in {"PER", "ORG", "LOC"} else (0, "")
    return found
