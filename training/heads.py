"""Fit the two PLOVER heads anew on the finished encoder, which stays as it is: `python -m training.heads --help`.

The joint training sees each of the thousand examples only a few times; on remembered vectors a pass costs seconds.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from panj.english.sentences import sentences
from training import relations
from training.encode import Encoded, Pieces, batches, encode, gold, inputs
from training.finetune import root_heads
from training.losses import any_of
from training.network import Panj
from training.shipped import load, save
from training.windows import ROOTS, Window

SIZE = 64
RATE = 1e-3
SYNTHETIC = 800
OTHER_ACTORS = 0.5  # copies of the marked examples with the actors of others


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    parser.add_argument("--epochs", type=int, default=12)
    return parser.parse_args()


def examples(data: Path, chance: random.Random) -> list[Window]:
    """Every text with a root: PLV without and with its actors, some with other actors, classes, generated stories."""
    events = data / "events"
    pairs = list(relations.plv(events / "plv-train.jsonl", sentences))
    marked = [pair[1] for pair in pairs if pair[1].marks]
    found = [window for pair in pairs for window in pair]
    swapped = chance.sample(marked, int(OTHER_ACTORS * len(marked)))
    found += [relations.with_other_actors(window, chance.choice(marked)) for window in swapped]
    found += [window for window in relations.cameo(events, sentences) if window.roots]
    return found + relations.synthetic(events / "ngec-synthetic.jsonl.gz", sentences, SYNTHETIC, chance)


def remembered(model: Panj, items: Sequence[Encoded]) -> dict[int, Tensor]:
    """The encoder's vectors of each window, by the window's id."""
    found: dict[int, Tensor] = {}
    with torch.inference_mode():
        for batch in batches(list(items), 4096):
            tensors = inputs(batch)
            vectors = model.encoder(tensors["ids"], tensors["mask"], tensors["shapes"])
            for row, item in enumerate(batch):
                found[id(item)] = vectors[row, : len(item.ids)].to(torch.bfloat16).clone()
    return found


def fit(model: Panj, items: list[Encoded], epochs: int, seed: int = 1) -> None:
    """Train the heads on remembered vectors."""
    vectors = remembered(model, items)
    optimizer = torch.optim.AdamW(root_heads(model), lr=RATE, weight_decay=0.05)
    chance = random.Random(seed)
    torch.manual_seed(seed)
    model.train()
    steps = epochs * -(-len(items) // SIZE)
    number = 0
    for _ in range(epochs):
        chance.shuffle(items)
        for start in range(0, len(items), SIZE):
            number += 1
            factor = min(1.0, number / 50) * (1 - number / (steps + 1))
            for group in optimizer.param_groups:
                group["lr"] = RATE * factor
            _step(model, items[start : start + SIZE], vectors, optimizer)
    model.eval()


def _step(model: Panj, batch: list[Encoded], vectors: dict[int, Tensor], optimizer: torch.optim.AdamW) -> None:
    """One step on the remembered vectors of a batch."""
    answer, tensors = gold(batch, len(ROOTS)), inputs(batch)
    table = torch.zeros(len(batch), tensors["ids"].shape[1], next(iter(vectors.values())).shape[1])
    for row, item in enumerate(batch):
        table[row, : len(item.ids)] = vectors[id(item)].float()
    out = model.roots(table, tensors["mask"], tensors["markers"])
    marked, weights = answer["marked"], answer["weights"]
    loss = any_of(out["root"], answer["roots"], marked, weights)
    loss = (loss + any_of(out["root_alone"], answer["roots"], ~marked, weights)) / len(batch)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()


def run(options: argparse.Namespace) -> None:
    """Fit the heads of a checkpoint and write it anew."""
    torch.set_num_threads(2)
    model, tags = load(options.checkpoint)
    pieces = Pieces(options.start / "tokenizer.json")
    windows = examples(options.data, random.Random(1))
    fit(model, [encode(window, pieces) for window in windows], options.epochs)
    save(options.out, model, tags)


if __name__ == "__main__":
    run(arguments())
