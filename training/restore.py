"""A checkpoint from the shipped files, to train on from them: `python -m training.restore --shipped DIR --out FILE`.

What int8 rounded away stays away; the penalties that decoding folded into the chains stay in them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.corpus import Tags
from training.network import Panj, Sizes
from training.shipped import save

Array = NDArray[Any]
CLOSED = -8.0  # instead of what decoding forbids outright: a score that a gradient can still move
EMBEDDINGS = ("encoder.words", "encoder.places", "encoder.shapes")


class Graph:
    """The constants of a graph and the nodes that make and use values."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        graph = onnx.load(str(path)).graph
        self.constants = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
        self.made_by = {name: node for node in graph.node for name in node.output}
        self.used_by = {name: node for node in graph.node for name in node.input}

    def number(self, name: str) -> Array:
        """A constant as it was before it was quantised, row by column of the graph."""
        if name in self.constants:
            return np.asarray(self.constants[name])
        scale, zero = self.constants[f"{name}_scale"], self.constants[f"{name}_zero_point"]
        whole = self.constants[f"{name}_quantized"].astype(np.float32)
        return np.asarray((whole - zero.astype(np.float32)) * scale)

    def matrix(self, bias: str) -> Array:
        """The matrix of the product that this bias is added to."""
        if (node := self.used_by[bias]).op_type == "MatMulIntegerToFloat":
            return self.number(str(node.input[1]).removesuffix("_quantized"))
        value = next(name for name in node.input if name != bias)
        while (node := self.made_by[value]).op_type not in ("MatMul", "MatMulInteger"):
            value = next(name for name in node.input if name in self.made_by)
        return self.number(node.input[1].removesuffix("_quantized"))

    def mix(self, layers: int) -> Array:
        """Logarithms of the weights of the layers, whose softmax they are."""
        norms = [self.used_by[f"model.encoder.layers.{layer}.after_words.bias"].output[0] for layer in range(layers)]
        scaled = [node for node in self.made_by.values() if node.op_type == "Mul" and node.input[1] in norms]
        weights = {node.input[1]: self.constants[node.input[0]] for node in scaled if node.input[0] in self.constants}
        return np.log(np.array([weights[norm] for norm in norms], dtype=np.float32))


def chains(table: dict[str, Any]) -> dict[str, Array]:
    """Move and start scores of the four chains of tags."""
    found = {
        f"{ours}_{kind}": np.array(rows, dtype=np.float32)
        for ours, kind, rows in (
            ("name", "moves", table["decode"]["names"]["moves"]),
            ("name", "starts", table["decode"]["names"]["starts"]),
            ("say", "moves", [table["decode"][role]["moves"] for role in table["says"]]),
            ("say", "starts", [table["decode"][role]["starts"] for role in table["says"]]),
        )
    }
    return {name: np.maximum(scores, CLOSED) for name, scores in found.items()}


def weights(model: Panj, graph: Graph, table: dict[str, Any]) -> dict[str, Tensor]:
    """Every weight of the network, by its name; heads that the graph lacks are left as they begin."""
    found = chains(table) | {"encoder.mix": graph.mix(len(model.encoder.layers))}
    for name in model.state_dict():
        owner, _, kind = name.rpartition(".")
        if name in found or (f"model.{owner}.bias" not in graph.used_by and owner not in EMBEDDINGS):
            continue
        if kind == "bias" or f"model.{name}" in graph.constants or owner in EMBEDDINGS:
            found[name] = graph.number(f"model.{name}")
        else:
            found[name] = graph.matrix(f"model.{owner}.bias").T
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in found.items()}


def restored(folder: Path) -> tuple[Panj, Tags]:
    """The network that was shipped, and its tags."""
    table = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    tags = Tags(table["upos"], table["xpos"], table["labels"])
    counts = (len(table[name]) for name in ("upos", "xpos", "names", "types", "labels", "roots"))
    model = Panj(Sizes(*counts))
    model.load_state_dict(model.state_dict() | weights(model, Graph(folder / "panj.onnx"), table))
    return model.eval(), tags


def run() -> None:
    """Read the shipped files and write a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shipped", type=Path, required=True, help="folder with panj.onnx and model.json")
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    options = parser.parse_args()
    save(options.out, *restored(options.shipped))


if __name__ == "__main__":
    run()
