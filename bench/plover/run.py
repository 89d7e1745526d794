"""Five folds over plv-train: PLOVER root of a text, between given actors and from the text alone.

python -m bench.plover.run --data DIR --start DIR [--epochs 8] [--seeds 1] [--words-only]
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from training import relations
from training.encode import Pieces
from training.finetune import probabilities, tune, with_other_actors
from training.network import Panj, Sizes
from training.windows import NAMES, ROOTS, TYPES, Window

from bench.plover.folds import both, folds
from bench.plover.words import probabilities as word_probabilities
from panj.english.sentences import sentences

WORDS_SHARE = 0.3
OTHER_ACTORS = 0.3
SYNTHETIC = 2000
Pair = tuple[Window, Window]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--before", type=int, default=2, help="epochs on the other sets before each fold")
    parser.add_argument("--seeds", type=int, default=1, help="networks whose probabilities are averaged")
    parser.add_argument("--folds", type=int, default=5, help="how many of the five folds to run")
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--out", type=Path, help="where to write the figures")
    return parser.parse_args()


def fresh(options: argparse.Namespace) -> Panj:
    """A network that starts from MiniLM."""
    model = Panj(Sizes(17, 49, len(NAMES), len(TYPES), 54, len(ROOTS)))
    model.encoder.load(options.start / "model.safetensors")
    return model


def grounded(options: argparse.Namespace, pieces: Pieces) -> Panj:
    """A network that has read the sets that are not PLV: sentences of four classes and generated stories."""
    torch.manual_seed(1)
    model, chance = fresh(options), random.Random(1)
    events = options.data / "events"
    classed = [window for window in relations.cameo(events, sentences) if window.roots]

    def epoch() -> list[Window]:
        return classed + relations.synthetic(events / "ngec-synthetic.jsonl.gz", sentences, SYNTHETIC, chance)

    tune(model, pieces, epoch, options.before, 1)
    return model


def tuned(start: Panj, pieces: Pieces, train: Sequence[Pair], epochs: int, seed: int) -> Panj:
    """A network tuned on the training part of a fold, with and without actors."""
    model, chance = copy.deepcopy(start), random.Random(seed)
    marked = [pair[1] for pair in train]

    def epoch() -> list[Window]:
        given = [
            with_other_actors(window, chance.choice(marked)) if chance.random() < OTHER_ACTORS else window
            for window in marked
        ]
        return [pair[0] for pair in train] + given

    tune(model, pieces, epoch, epochs, seed)
    return model


def judged(kind: int, pairs: Sequence[Pair], rows: Sequence[int], guesses: Tensor) -> tuple[float, float]:
    """Macro-F1 of roots and classes over the rows that have a guess."""
    return both([min(pairs[row][kind].roots) for row in rows], guesses[rows].argmax(1).tolist())


def run(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Guess every fold from the others, and say what that reaches."""
    torch.set_num_threads(2)
    pieces = Pieces(options.start / "tokenizer.json")
    pairs = list(relations.plv(options.data / "events" / "plv-train.jsonl", sentences))
    parts = folds([min(pair[0].roots) for pair in pairs], [" ".join(pair[0].words) for pair in pairs])
    parts = parts[: options.folds]
    start = None if options.words_only else grounded(options, pieces)
    shape = (2, len(pairs), len(ROOTS))
    votes = {"words": torch.zeros(shape), "network": torch.zeros(shape), "both": torch.zeros(shape)}
    scores: dict[str, dict[str, float]] = {}
    for number, rows in enumerate(parts):
        began, left = time.monotonic(), set(rows)
        train = [pair for at, pair in enumerate(pairs) if at not in left]
        models = [tuned(start, pieces, train, options.epochs, seed) for seed in range(options.seeds) if start]
        for kind in (0, 1):
            test = [pairs[row][kind] for row in rows]
            votes["words"][kind, rows] = word_probabilities([pair[kind] for pair in train], test)
            for model in models:
                votes["network"][kind, rows] += probabilities(model, pieces, test) / len(models)
        votes["both"] = votes["network"].clamp(min=1e-6).log() + WORDS_SHARE * votes["words"].clamp(min=1e-6).log()
        seen = [row for part in parts[: number + 1] for row in part]
        for name, guesses in votes.items():
            for kind, task in enumerate(("alone", "given")):
                roots, classes = judged(kind, pairs, seen, guesses[kind])
                scores[f"{task}, {name}"] = {"roots": round(roots, 1), "classes": round(classes, 1)}
        print(f"fold {number + 1}: {time.monotonic() - began:.0f} s {json.dumps(scores)}", flush=True)
    return scores


if __name__ == "__main__":
    settings = arguments()
    figures = run(settings)
    for name, figure in figures.items():
        print(f"{name:<18} roots {figure['roots']:5.1f}   classes {figure['classes']:5.1f}")
    if settings.out:
        settings.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
