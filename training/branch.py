"""The layer that reads acts, beside the last one of the network, and how they are grafted onto its file.

The encoder that reads English is left as it is: up to layer `FROM` both go one way, then acts have one of their own.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import compose, helper, numpy_helper
from torch import Tensor, nn

from training.encode import Batch
from training.export import written
from training.network import OUTSIDE_SENTENCE, Drop, Encoder
from training.quantise import quantised
from training.shipped import OUTPUTS

FROM = 5
CODES = 20  # the codes of acts, and none of them
MOODS = 8  # six ways beside asserted in which an act may be put, asserted first; and denied
SCALE = 4.0  # what the network's own vectors are divided by beside those of the branch
NAMES = {"x": f"/model/encoder/layers.{FROM - 1}/after_words/LayerNormalization_output_0", "vectors": "vectors"}


class Branch(nn.Module):  # type: ignore[misc]
    """A layer and what it says of each word: which act it names, and how it is put."""

    def __init__(self, encoder: Encoder, dropout: float = 0.2) -> None:
        """Begin with the encoder's own last layer."""
        super().__init__()
        wide = 2 * 384
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.layers[FROM:])
        self.codes = _head(wide, 192, CODES, dropout)
        self.moods = _head(wide, 128, MOODS, dropout)

    def words(self, x: Tensor, mask: Tensor, first: Tensor, vectors: Tensor) -> Tensor:
        """Vectors [B, W, 768] of words from those of pieces after layer `FROM` and the network's own of words."""
        bias = (1.0 - mask[:, None, None, :].float()) * OUTSIDE_SENTENCE
        for layer in self.layers:
            x = layer(x, bias)
        own = torch.gather(x, 1, first[:, 1:, None].expand(-1, -1, x.shape[2]))
        return torch.cat([own.float(), vectors / SCALE], 2)

    def forward(self, x: Tensor, mask: Tensor, first: Tensor, vectors: Tensor) -> Tensor:
        """What each word is as an act [B, W, 28]: codes, moods."""
        words = self.words(x, mask, first, vectors)
        return torch.cat([self.codes(words), self.moods(words)], 2)


def _head(wide: int, inner: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(Drop(dropout), nn.Linear(wide, inner), nn.GELU(), Drop(dropout), nn.Linear(inner, out))


def graft(branch: Branch, trunk: Path, target: Path, samples: Iterable[Batch]) -> None:
    """Write the network's file with the branch, quantised as the rest, as one more output: `acts`."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        bare, whole, small = (Path(folder) / name for name in ("bare.onnx", "whole.onnx", "small.onnx"))
        opened = _opened(_bare(onnx.load(str(trunk))))
        onnx.save(opened, str(bare))
        inputs = list(_inputs(bare, samples))
        words = {1: "words"}
        axes = {"x": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}, "first": {0: "batch", 1: "slots"}}
        axes |= {name: {0: "batch", **words} for name in ("vectors", "acts")}
        written(branch, inputs[0], whole, ("acts",), axes)
        quantised(whole, small, inputs)
        onnx.save(_packed(onnx.load(str(small))), str(small))
        onnx.save(_joined(_bare(onnx.load(str(trunk))), onnx.load(str(small))), str(target))


def _packed(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph with the matrices of its heads as int8, a scale a column, which the runtime unpacks when it loads."""
    graph = model.graph
    floats = {value.name: value for value in graph.initializer if value.data_type == onnx.TensorProto.FLOAT}
    for node in [node for node in graph.node if node.op_type == "MatMul" and node.input[1] in floats]:
        name = node.input[1]
        matrix = numpy_helper.to_array(floats[name])
        scale = np.abs(matrix).max(0) / 127
        graph.initializer.remove(floats[name])
        graph.initializer.append(numpy_helper.from_array(np.round(matrix / scale).astype(np.int8), f"{name}_int8"))
        graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale"))
        graph.node.insert(0, helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [name]))
        whole = helper.make_node("Cast", [f"{name}_int8"], [f"{name}_float"], to=onnx.TensorProto.FLOAT)
        graph.node.insert(0, whole)
    return model


def _bare(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph without a branch that it has."""
    kept = [value for value in model.graph.output if value.name != "acts"]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    return _pruned(model)


def _opened(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph with the vectors after layer `FROM` among its outputs."""
    if not any(value.name == NAMES["x"] for value in model.graph.output):
        model.graph.output.append(helper.make_tensor_value_info(NAMES["x"], onnx.TensorProto.FLOAT, None))
    return model


def _inputs(path: Path, samples: Iterable[Batch]) -> Iterable[Batch]:
    """What the branch reads of each sample."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    read = [entry.name for entry in session.get_inputs()]
    for sample in samples:
        known = {name: np.asarray(value) for name, value in sample.items()}
        known.setdefault("markers", np.zeros((len(known["ids"]), 2), np.int64))
        x, vectors = session.run([NAMES["x"], "vectors"], {name: known[name] for name in read})
        yield {
            "x": torch.from_numpy(x), "mask": sample["mask"], "first": sample["first"],
            "vectors": torch.from_numpy(vectors),
        }  # fmt: skip


def _joined(trunk: onnx.ModelProto, branch: onnx.ModelProto) -> onnx.ModelProto:
    """Both graphs as one: the branch reads the trunk's inputs and values."""
    prefixed = compose.add_prefix(branch, "acts/")
    names = {"acts/x": NAMES["x"], "acts/vectors": "vectors", "acts/mask": "mask", "acts/first": "first"}
    for node in prefixed.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = ["acts" if name == "acts/acts" else name for name in node.output]
    trunk.graph.node.extend(prefixed.graph.node)
    trunk.graph.initializer.extend(prefixed.graph.initializer)
    kept = [value for value in trunk.graph.output if value.name in OUTPUTS]
    del trunk.graph.output[:]
    acts = helper.make_tensor_value_info("acts", onnx.TensorProto.FLOAT, ["batch", "words", CODES + MOODS])
    trunk.graph.output.extend([*kept, acts])
    return _pruned(trunk)


def _pruned(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph without what no output needs: a branch that it had before, heads that nothing asks any more."""
    graph = model.graph
    made = {name: node for node in graph.node for name in node.output}
    needed, waiting = set(), [value.name for value in graph.output]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(made[name].input if name in made else ())
    for values in (graph.initializer, graph.input):
        kept = [value for value in values if value.name in needed]
        del values[:]
        values.extend(kept)
    nodes = [node for node in graph.node if needed & set(node.output)]
    del graph.node[:]
    graph.node.extend(nodes)
    return model
