"""Train the model of English: `python -m training.train --data DIR --start DIR --out DIR --minutes 75`."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, multiprocessing, nn
from torch import distributed as dist
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.corpus import SETS, Corpus, development
from training.encode import Batch, Pieces, batches, gold, inputs, on
from training.evaluate import chains_of, line, report, torch_answers
from training.losses import losses
from training.network import Panj, Sizes
from training.shipped import load, save
from training.windows import NAMES, ROOTS, TYPES

WARM_UP = 0.05
ENCODER_RATE = 2e-4
HEAD_RATE = 1e-3
MEETING = 20  # steps between two means of the workers' weights
SHOWN = 100


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


@dataclass(slots=True)
class Tail:
    """The mean of the weights at the meetings of the last part of a run: it errs less than the last weights alone."""

    count: int = 0
    mean: dict[str, Tensor] = field(default_factory=dict)

    def add(self, model: Panj) -> None:
        """Take the weights of now into the mean."""
        self.count += 1
        for name, value in model.state_dict().items():
            kept = self.mean.setdefault(name, torch.zeros_like(value))
            kept += (value - kept) / self.count


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--resume", type=Path, help="checkpoint whose weights to go on from")
    parser.add_argument("--without", default="", help=f"sets to leave out, of {', '.join(SETS)}")
    parser.add_argument("--pieces", type=int, default=1280, help="padded pieces in a batch")
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="bf16")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--said", type=float, default=0.65, help="share of PolNeAR's windows in an epoch")
    parser.add_argument("--tail", type=float, default=0.25, help="last share of the run whose mean weights are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2, help="processes that share the threads; they average weights")
    parser.add_argument("--device", default="cpu", help="cpu, or cuda with --workers 1")
    parser.add_argument("--readers", type=int, default=0, help="processes that make a worker's batches ahead of it")
    parser.add_argument("--freeze-words", action="store_true", help="leave the word embeddings as they are")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps: for timing")
    return parser.parse_args()


def optimiser(model: Panj) -> torch.optim.AdamW:
    """AdamW with a small rate for the encoder and a larger one for the heads, for what is not frozen."""
    fresh = ("encoder.shapes", "encoder.mix")
    moving = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    slow = [p for name, p in moving if name.startswith("encoder.") and not name.startswith(fresh)]
    fast = [p for name, p in moving if not name.startswith("encoder.") or name.startswith(fresh)]
    groups = [{"params": slow, "base": ENCODER_RATE}, {"params": fast, "base": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def step(
    model: Panj, tensors: Batch, answers: Batch, optimizer: torch.optim.AdamW, factor: float, half: bool
) -> dict[str, Tensor]:
    """One step; returns the losses."""
    with torch.autocast(tensors["ids"].device.type, torch.bfloat16, enabled=half):
        out = model(**tensors)
        parts = losses(model, tensors, answers, out)
    loss = torch.stack(list(parts.values())).sum()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * factor
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {name: value.detach() for name, value in parts.items()}


class Stream(IterableDataset):  # type: ignore[misc]
    """Batches of inputs and answers without end."""

    def __init__(self, corpus: Corpus, pieces: int, seed: int, rank: int, workers: int) -> None:
        """Batches of so many pieces for one of the workers."""
        self.corpus, self.pieces, self.seed, self.rank, self.workers = corpus, pieces, seed, rank, workers

    def __iter__(self) -> Iterator[tuple[Batch, Batch]]:
        """Epoch after epoch: the workers share each; a process that reads ahead draws epochs of its own."""
        if reader := get_worker_info():
            self.corpus.chance = random.Random(f"{self.seed} {reader.id}")
        chance = random.Random(self.seed)
        while True:
            for batch in batches(self.corpus.epoch(), self.pieces, chance)[self.rank :: self.workers]:
                yield inputs(batch), gold(batch, len(ROOTS))


def prepare(options: argparse.Namespace) -> tuple[Corpus, Panj, Pieces]:
    """Data and a network that starts from MiniLM."""
    pieces = Pieces(options.start / "tokenizer.json")
    without = frozenset(name for name in options.without.split(",") if name)
    if unknown := without - set(SETS):
        raise SystemExit(f"no such set: {', '.join(sorted(unknown))}")
    corpus = Corpus(options.data, pieces, without, options.seed, options.said)
    tags = corpus.tags
    model = Panj(Sizes(len(tags.upos), len(tags.xpos), len(NAMES), len(TYPES), len(tags.labels), len(ROOTS)))
    if options.resume:
        model.load_state_dict(load(options.resume)[0].state_dict())
    else:
        model.encoder.load(options.start / "model.safetensors")
    model.encoder.words.requires_grad_(not options.freeze_words)
    return corpus, model, pieces


def meet(model: Panj, progress: float, workers: int) -> float:
    """Set the weights of all workers to their mean; the mean progress, which is the same for all."""
    if workers == 1:
        return progress
    moving = [p for p in model.parameters() if p.requires_grad]
    flat = torch.cat([torch.tensor([progress]), *(p.detach().reshape(-1) for p in moving)])
    dist.all_reduce(flat)
    flat /= workers
    start = 1
    for p in moving:
        p.data.copy_(flat[start : start + p.numel()].view_as(p))
        start += p.numel()
    return float(flat[0])


def _finish(options: argparse.Namespace, corpus: Corpus, model: Panj, tail: Tail, pieces: Pieces) -> None:
    """Say what the last weights reach; keep the mean of the tail, and say what that reaches."""
    watched = development(options.data, corpus.tags, pieces)
    model.cpu().eval()
    print("last:", line(report(watched, torch_answers(model), corpus.tags, chains_of(model))), flush=True)
    model.load_state_dict(tail.mean)
    save(options.out / "mean.pt", model, corpus.tags)
    print("mean:", line(report(watched, torch_answers(model), corpus.tags, chains_of(model))), flush=True)


def work(rank: int, options: argparse.Namespace) -> None:
    """One worker: steps on its share of the data, and every so often the mean of all workers' weights."""
    torch.manual_seed(options.seed + rank)
    torch.set_num_threads(max(1, options.threads // options.workers))
    if options.workers > 1:
        meeting = f"file://{options.out.resolve()}/meeting"
        dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=options.workers)
    corpus, model, pieces = prepare(options)
    model.to(options.device)
    optimizer = optimiser(model)
    half = options.precision == "bf16"
    stream = Stream(corpus, options.pieces, options.seed, rank, options.workers)
    groups = DataLoader(stream, batch_size=None, num_workers=options.readers)
    meet(model, 0.0, options.workers)
    clock = Clock(time.monotonic(), options.minutes * 60)
    sums: dict[str, Tensor] = {}
    tail = Tail()
    model.train()
    for number, batch in enumerate(groups, 1):
        tensors, answers = (on(part, options.device) for part in batch)
        for name, value in step(model, tensors, answers, optimizer, options.rate * clock.factor(), half).items():
            sums[name] = 0.98 * sums.get(name, value) + 0.02 * value
        if number % MEETING:
            continue
        done = meet(model, clock.progress(), options.workers)
        over = done >= 1 or number == options.steps
        if rank == 0 and (over or done >= 1 - options.tail):
            tail.add(model)
        if rank == 0 and (over or number % SHOWN == 0):
            shown = " ".join(f"{name} {float(value):.3f}" for name, value in sums.items())
            print(
                f"{clock.progress():.3f} {(time.monotonic() - clock.start) / number:.2f} s/step {number} {shown}",
                flush=True,
            )
            save(options.out / "last.tmp", model, corpus.tags)
            (options.out / "last.tmp").replace(options.out / "last.pt")
        if over:
            break
    if rank == 0:
        _finish(options, corpus, model, tail, pieces)


def run(options: argparse.Namespace) -> None:
    """Train with as many workers as asked until the time is up."""
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "options.json").write_text(json.dumps(vars(options), default=str) + "\n", encoding="utf-8")
    (options.out / "meeting").unlink(missing_ok=True)
    if options.workers > 1:
        multiprocessing.spawn(work, args=(options,), nprocs=options.workers)
    else:
        work(0, options)


if __name__ == "__main__":
    run(arguments())
