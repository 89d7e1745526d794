"""Five folds over plv-train: PLOVER root of a text, between given actors and from the text alone.

python -m bench.plover.run --data DIR --start DIR [--epochs 5] [--seeds 2] [--words-only]
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import torch
from torch import Tensor
from training import relations
from training.coder import Pair, fresh, tuned
from training.encode import Pieces
from training.finetune import probabilities
from training.network import Panj
from training.shipped import load

from bench.plover.folds import both, folds
from bench.plover.words import probabilities as word_probabilities
from panj.english.sentences import sentences

WORDS_SHARE = 0.3
Figures = dict[str, dict[str, float]]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=2, help="networks whose probabilities are averaged")
    parser.add_argument("--base", type=Path, help="checkpoint of training.train --without plv to start from")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--jobs", type=int, default=2, help="folds side by side")
    parser.add_argument("--folds", type=int, default=5, help="how many of the five folds to run")
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--out", type=Path, help="where to write the figures")
    return parser.parse_args()


def beginning(options: argparse.Namespace) -> Panj:
    """A network that starts from MiniLM, or from what was trained without these examples."""
    return load(options.base)[0].to(options.device) if options.base else fresh(options.start, options.device)


def pairs_of(options: argparse.Namespace) -> tuple[list[Pair], list[list[int]]]:
    """The examples, and the rows of each fold."""
    pairs = list(relations.plv(options.data / "events" / "plv-train.jsonl", sentences))
    parts = folds([min(pair[0].roots) for pair in pairs], [" ".join(pair[0].words) for pair in pairs])
    return pairs, parts[: options.folds]


def votes(options: argparse.Namespace, number: int) -> tuple[Tensor, Tensor]:
    """Probabilities [alone, given] of a fold's rows: from words, and from networks."""
    torch.set_num_threads(1)
    pieces = Pieces(options.start / "tokenizer.json")
    pairs, parts = pairs_of(options)
    left = set(parts[number])
    train = [pair for at, pair in enumerate(pairs) if at not in left]
    tests = [[pairs[row][kind] for row in parts[number]] for kind in (0, 1)]
    words = torch.stack([word_probabilities([pair[kind] for pair in train], tests[kind]) for kind in (0, 1)])
    network = torch.zeros_like(words)
    for seed in range(0 if options.words_only else options.seeds):
        model = tuned(beginning(options), pieces, train, options.epochs, seed)
        network += torch.stack([probabilities(model, pieces, test) for test in tests]) / options.seeds
    return words, network


def scored(pairs: list[Pair], rows: list[int], words: Tensor, network: Tensor) -> Figures:
    """Macro-F1 of every voice, alone and given."""
    joined = network.clamp(min=1e-6).log() + WORDS_SHARE * words.clamp(min=1e-6).log()
    found: Figures = {}
    for name, guesses in (("words", words), ("network", network), ("both", joined)):
        for kind, task in enumerate(("alone", "given")):
            answers = [min(pairs[row][kind].roots) for row in rows]
            roots, classes = both(answers, guesses[kind].argmax(1).tolist())
            found[f"{task}, {name}"] = {"roots": round(roots, 1), "classes": round(classes, 1)}
    return found


def run(options: argparse.Namespace) -> Figures:
    """Guess every fold from the others, some folds side by side, and say what that reaches."""
    torch.set_num_threads(2)
    pairs, parts = pairs_of(options)
    scores: Figures = {}
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        jobs = [pool.submit(votes, options, number) for number in range(len(parts))]
        words: list[Tensor] = []
        network: list[Tensor] = []
        for number, job in enumerate(jobs):
            for stack, votes_of in zip((words, network), job.result(), strict=True):
                stack.append(votes_of)
            seen = [row for part in parts[: number + 1] for row in part]
            scores = scored(pairs, seen, torch.cat(words, 1), torch.cat(network, 1))
            print(f"folds so far: {number + 1} {json.dumps(scores)}", flush=True)
    return scores


if __name__ == "__main__":
    settings = arguments()
    figures = run(settings)
    for name, figure in figures.items():
        print(f"{name:<18} roots {figure['roots']:5.1f}   classes {figure['classes']:5.1f}")
    if settings.out:
        settings.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
