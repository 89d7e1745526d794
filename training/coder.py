"""The network that codes what one given actor does to another: `python -m training.coder --help`.

It starts from MiniLM and reads nothing but examples with a root: on an encoder that learns trees and attributions too,
the same examples teach seven points less of macro-F1 (`bench/plover`).
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from panj.english.sentences import sentences
from training import relations
from training.encode import Batch, Pieces, batches, encode, inputs
from training.export import written
from training.finetune import tune
from training.network import Panj, Sizes
from training.quantise import quantised
from training.windows import NAMES, ROOTS, TYPES, Window

OTHER_ACTORS = 0.3
BESIDE = 0.5
INPUTS = ("ids", "mask", "shapes", "markers")
OUTPUTS = ("root", "root_alone")
AXES = {"ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}, "shapes": {0: "batch", 1: "pieces"},
        "markers": {0: "batch"}, "root": {0: "batch"}, "root_alone": {0: "batch"}}  # fmt: skip
Pair = tuple[Window, Window]
"""A text without and with its actors marked."""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for coder.onnx")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    return parser.parse_args()


def fresh(start: Path, device: str = "cpu") -> Panj:
    """A network that starts from MiniLM."""
    model = Panj(Sizes(17, 49, len(NAMES), len(TYPES), 54, len(ROOTS)))
    model.encoder.load(start / "model.safetensors")
    model.to(device)
    return model


def tuned(model: Panj, pieces: Pieces, train: Sequence[Pair], epochs: int, seed: int) -> Panj:
    """The network tuned on examples with and without their actors.

    Those with actors now and then get the actors of another, or stand beside another relation: else the text alone
    would tell the answer, and who is asked about would not be learnt.
    """
    chance = random.Random(seed)
    marked = [pair[1] for pair in train]

    def varied(window: Window) -> Window:
        if chance.random() < OTHER_ACTORS:
            window = relations.with_other_actors(window, chance.choice(marked))
        if window.marks and chance.random() < BESIDE:
            window = relations.beside(window, chance.choice(train)[0], chance)
        return window

    def epoch() -> list[Window]:
        return [pair[0] for pair in train] + [varied(window) for window in marked]

    tune(model, pieces, epoch, epochs, seed)
    return model


class Coder(nn.Module):  # type: ignore[misc]
    """The encoder and its two heads, which find the marker pieces by themselves."""

    def __init__(self, model: Panj, markers: tuple[int, int]) -> None:
        """Wrap a tuned network; `markers` are the pieces that stand before source and target."""
        super().__init__()
        self.model, self.before = model, markers

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, markers: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of OUTPUTS."""
        found = [(ids == marker).long().argmax(1) for marker in self.before]
        markers = torch.maximum(markers, torch.stack(found, 1))
        out = self.model.roots(self.model.encoder(ids, mask, shapes), mask, markers)
        return tuple(out[name] for name in OUTPUTS)


def _inputs(batch: Batch) -> Batch:
    """What the coder reads of a batch."""
    return {name: batch[name] for name in INPUTS}


def export(model: Panj, pieces: Pieces, pairs: Sequence[Pair], path: Path) -> None:
    """Write the graph, quantised by the range that the examples need."""
    coder = Coder(model.cpu().eval(), (pieces.markers[0], pieces.markers[2]))
    encoded = [encode(window, pieces) for pair in pairs for window in pair]
    samples = [_inputs(inputs(batch)) for batch in batches(encoded, 448)]
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        written(coder, samples[len(samples) // 2], whole, OUTPUTS, AXES)
        quantised(whole, small, samples[:: max(1, len(samples) // 120)])
        small.replace(path)


def run(options: argparse.Namespace) -> None:
    """Tune on every example and write the file."""
    torch.set_num_threads(2)
    pieces = Pieces(options.start / "tokenizer.json")
    pairs = list(relations.plv(options.data / "events" / "plv-train.jsonl", sentences))
    model = tuned(fresh(options.start, options.device), pieces, pairs, options.epochs, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "coder.pt")
    export(model, pieces, pairs, options.out / "coder.onnx")
    print(f"coder.onnx {(options.out / 'coder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    run(arguments())
