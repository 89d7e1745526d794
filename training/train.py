"""Train the model of English: `python -m training.train --data DIR --start DIR --out DIR --minutes 75`."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from training.corpus import SETS, Corpus, development
from training.encode import Encoded, Pieces, batches, gold, inputs
from training.evaluate import chains_of, line, report, torch_answers
from training.losses import losses
from training.network import Panj, Sizes
from training.shipped import save
from training.windows import NAMES, ROOTS, TYPES

WARM_UP = 0.05
ENCODER_RATE = 2e-4
HEAD_RATE = 1e-3


@dataclass(slots=True)
class Clock:
    """The time that training may take; the learning rate follows it, not the steps."""

    start: float
    seconds: float

    def progress(self) -> float:
        """From 0 to 1."""
        return min(1.0, (time.monotonic() - self.start) / self.seconds)

    def factor(self) -> float:
        """Warm-up, then a straight line to nothing."""
        done = self.progress()
        return done / WARM_UP if done < WARM_UP else max(0.01, (1 - done) / (1 - WARM_UP))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--without", default="", help=f"sets to leave out, of {', '.join(SETS)}")
    parser.add_argument("--pieces", type=int, default=1280, help="padded pieces in a batch")
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="bf16")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps: for timing")
    return parser.parse_args()


def optimiser(model: Panj) -> torch.optim.AdamW:
    """AdamW with a small rate for the encoder and a larger one for the heads."""
    fresh = ("encoder.shapes", "encoder.mix")
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder.") and not n.startswith(fresh)]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or n.startswith(fresh)]
    groups = [{"params": slow, "base": ENCODER_RATE}, {"params": fast, "base": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def step(
    model: Panj, batch: list[Encoded], optimizer: torch.optim.AdamW, factor: float, half: bool
) -> dict[str, float]:
    """One step; returns the losses."""
    tensors, answers = inputs(batch), gold(batch, len(ROOTS))
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        out = model(**tensors)
        parts = losses(model, tensors, answers, out)
    loss = torch.stack(list(parts.values())).sum()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * factor
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {name: float(value.detach()) for name, value in parts.items()}


def stream(corpus: Corpus, pieces: int, chance: random.Random) -> Iterator[tuple[int, int, list[Encoded]]]:
    """Batches without end: epoch, how many are left in it, batch."""
    epoch = 0
    while True:
        groups = batches(corpus.epoch(), pieces, chance)
        for left in range(len(groups) - 1, -1, -1):
            yield epoch, left, groups[left]
        epoch += 1


def prepare(options: argparse.Namespace) -> tuple[Corpus, Panj, Pieces]:
    """Data and a network that starts from MiniLM."""
    pieces = Pieces(options.start / "tokenizer.json")
    without = frozenset(name for name in options.without.split(",") if name)
    if unknown := without - set(SETS):
        raise SystemExit(f"no such set: {', '.join(sorted(unknown))}")
    corpus = Corpus(options.data, pieces, without, options.seed)
    tags = corpus.tags
    model = Panj(Sizes(len(tags.upos), len(tags.xpos), len(NAMES), len(TYPES), len(tags.labels), len(ROOTS)))
    model.encoder.load(options.start / "model.safetensors")
    return corpus, model, pieces


def run(options: argparse.Namespace) -> None:
    """Train until the time is up; a checkpoint and development figures after each epoch."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    corpus, model, pieces = prepare(options)
    options.out.mkdir(parents=True, exist_ok=True)
    watched = development(options.data, corpus.tags, pieces)
    optimizer = optimiser(model)
    clock = Clock(time.monotonic(), options.minutes * 60)
    sums: dict[str, float] = {}
    model.train()
    for number, (epoch, left, batch) in enumerate(stream(corpus, options.pieces, random.Random(options.seed)), 1):
        for name, value in step(model, batch, optimizer, clock.factor(), options.precision == "bf16").items():
            sums[name] = 0.98 * sums.get(name, value) + 0.02 * value
        over = clock.progress() >= 1 or number == options.steps
        if number % 50 == 0 or over:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
            spent = time.monotonic() - clock.start
            print(
                f"{spent:6.0f}s step {number} epoch {epoch} left {left} {spent / number:.2f} s/step | {shown}",
                flush=True,
            )
        if left == 0 or over:
            keep(options.out, model, corpus, watched, json.dumps(vars(options), default=str))
        if over:
            return


def keep(out: Path, model: Panj, corpus: Corpus, watched: dict[str, list[Encoded]], options: str) -> None:
    """Save a checkpoint and print what it reaches on the development sets."""
    model.eval()
    save(out / "last.tmp", model, corpus.tags)
    (out / "last.tmp").replace(out / "last.pt")
    (out / "options.json").write_text(options + "\n", encoding="utf-8")
    print("dev:", line(report(watched, torch_answers(model), corpus.tags, chains_of(model))), flush=True)
    model.train()


if __name__ == "__main__":
    run(arguments())
