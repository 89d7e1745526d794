"""Learn where sentences end without a stop: `python -m training.boundaries --data ../shared/data/syntax`.

Logistic regression by AdaGrad over the gaps that the rules of `panj.english.sentences` leave open, EWT and GUM train
without the sets named by `--without`; writes src/panj/english/boundaries.tsv.
"""

import argparse
import gzip
import math
import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from panj.english import boundaries
from panj.english.conllu import blocks, given, groups
from panj.english.sentences import rule_ends

TABLE = Path(boundaries.__file__).with_name("boundaries.tsv")
EPOCHS, RATE, DECAY = 6, 0.15, 1e-4
COMMON_WORDS, FEWEST, SMALLEST = 400, 5, 0.25
POSITIVES = 3
"""How often a sentence's end is seen for each time that another gap is: ends are one in seventy."""

Example = tuple[list[str], bool]


def paragraphs(data: Path, names: list[str]) -> Iterator[tuple[list[str], list[bool], set[int]]]:
    """Yield each paragraph's words, whether space is before them, and where its sentences begin."""
    for name in names:
        with gzip.open(data / f"{name}-train.conllu.gz", "rt", encoding="utf-8") as lines:
            for group in groups(blocks(lines, name)):
                text, [sentences] = given(group)
                words = [span for sentence in sentences for span in sentence]
                starts = {sentence[0][0] for sentence in sentences}
                spaced = [True, *(a[1] < b[0] for a, b in pairwise(words))]
                yield [text[a:b] for a, b in words], spaced, {i for i, span in enumerate(words) if span[0] in starts}


def examples(data: Path, names: list[str]) -> Iterator[Example]:
    """Yield the features of each open gap and whether a sentence ends there."""
    for forms, spaced, starts in paragraphs(data, names):
        known = set(rule_ends(forms, spaced))
        begin = 0
        for i in range(len(forms) - 1):
            begin = i if i in starts else begin
            if i + 1 not in known and spaced[i + 1] and boundaries.open_gap(forms[i], forms[i + 1]):
                yield list(boundaries.features(forms, begin, i)), i + 1 in starts


def chosen(found: list[Example]) -> set[str]:
    """Return the features worth a weight: frequent ones, and of words only the commonest."""
    counts = Counter(feature for features, _ in found for feature in features)
    words = Counter({f: n for f, n in counts.items() if f.startswith(("word ", "next "))})
    common = {feature for feature, _ in words.most_common(2 * COMMON_WORDS)}
    return {f for f, n in counts.items() if n >= FEWEST and (f in common or f not in words)}


def learn(found: list[Example], seed: int = 1) -> dict[str, float]:
    """Return the weights of the features."""
    known = chosen(found)
    data = [([f for f in features if f in known], end) for features, end in found]
    data = [example for example in data for _ in range(POSITIVES if example[1] else 1)]
    weights, squares = dict.fromkeys(known, 0.0), dict.fromkeys(known, 1e-2)
    chance = random.Random(seed)
    for _ in range(EPOCHS):
        chance.shuffle(data)
        for features, end in data:
            total = sum(weights[f] for f in features)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - end
            for f in features:
                slope = error + DECAY * weights[f]
                squares[f] += slope * slope
                weights[f] -= RATE * slope / math.sqrt(squares[f])
    return weights


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the treebanks")
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    weights = learn(list(examples(options.data, [n for n in ("ewt", "gum") if n not in options.without])))
    kept = sorted((f, round(w, 1)) for f, w in weights.items() if abs(w) >= SMALLEST)
    lines = ["feature\tweight", *(f"{feature}\t{weight}" for feature, weight in kept)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} weights in {TABLE.name}")


if __name__ == "__main__":
    main()
