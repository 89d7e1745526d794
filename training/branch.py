"""The layer that reads acts, beside the last one of the network, and how they are grafted onto its file.

The encoder that reads English is left as it is: up to layer `FROM` both go one way, then acts have one of their own.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import compose, helper, numpy_helper
from torch import Tensor, nn

from training.encode import Batch
from training.export import written
from training.network import OUTSIDE_SENTENCE, Drop, Encoder, Layer
from training.quantise import quantised
from training.shipped import OUTPUTS

FROM = 5
CODES = 20  # the codes of acts, and none of them
MOODS = 8  # six ways beside asserted in which an act may be put, asserted first; and denied
SURELY = 20.0  # score of none for a word that is not asked about
SCALE = 4.0  # what the network's own vectors are divided by beside those of the branch
X = f"/model/encoder/layers.{FROM - 1}/after_words/LayerNormalization_output_0"
READ = {"x": X, "mask": "mask", "first": "first", "vectors": "vectors", "upos": "upos"}  # by the branch, of the network


class Asked(nn.Module):  # type: ignore[misc]
    """A layer that is asked about some pieces only: they look at all, and the rest of it is worked out for them."""

    def __init__(self, layer: Layer) -> None:
        """Take over the weights, the queries apart from keys and values."""
        super().__init__()
        hidden = layer.merge.in_features
        self.asking, self.known = _rows(layer.attend, 0, hidden), _rows(layer.attend, hidden, 3 * hidden)
        self.rest = copy.deepcopy(layer)
        del self.rest.attend

    def forward(self, own: Tensor, x: Tensor, bias: Tensor) -> Tensor:
        """New vectors [B, K, 384] of those that are `own` among all, `x`."""
        size, length, hidden = x.shape
        heads = self.rest.heads
        asking = self.asking(own).view(size, -1, heads, hidden // heads).transpose(1, 2)
        known = self.known(x).view(size, length, 2, heads, hidden // heads).permute(2, 0, 3, 1, 4)
        return self.rest.after(own, asking, known[0], known[1], bias)


def _rows(whole: nn.Linear, start: int, end: int) -> nn.Linear:
    part = nn.Linear(whole.in_features, end - start)
    part.load_state_dict({name: value[start:end] for name, value in whole.state_dict().items()})
    return part


class Branch(nn.Module):  # type: ignore[misc]
    """A layer and what it says of each word that may be an act: which one it names, and how it is put.

    Only words of the parts of speech that name acts are asked about: a third of all.
    """

    none: Tensor

    def __init__(self, encoder: Encoder, acting: Sequence[int] = (), dropout: float = 0.2) -> None:
        """Begin with the encoder's own last layer; `acting` are the numbers of the parts of speech that name acts."""
        super().__init__()
        wide = 2 * 384
        self.layer = Asked(encoder.layers[FROM])
        self.codes = _head(wide, 192, CODES, dropout)
        self.moods = _head(wide, 128, MOODS, dropout)
        self.acting = acting
        none = torch.zeros(CODES + MOODS)
        none[CODES - 1] = SURELY
        self.register_buffer("none", none, persistent=False)

    def words(self, x: Tensor, mask: Tensor, first: Tensor, vectors: Tensor) -> Tensor:
        """Vectors [B, K, 768] of words from all pieces after layer `FROM`, the words' first and their own vectors."""
        bias = (1.0 - mask[:, None, None, :].float()) * OUTSIDE_SENTENCE
        return torch.cat([self.layer(_picked(x, first), x, bias).float(), vectors / SCALE], 2)

    def forward(self, x: Tensor, mask: Tensor, first: Tensor, vectors: Tensor, upos: Tensor) -> Tensor:
        """What each word is as an act [B, W, 28]: codes, moods; none at all where it is of no acting part of speech."""
        first = first[:, 1:]
        may = torch.stack([upos == kind for kind in self.acting]).any(0) & (first > 0)
        order = may.float().topk(upos.shape[1], 1).indices
        asked = order[:, : may.sum(1).max()]  # of each row all that may, and others up to the most of a row
        words = self.words(x, mask, torch.gather(first, 1, asked), _picked(vectors, asked))
        scores = torch.cat([self.codes(words), self.moods(words)], 2)
        places = asked[..., None].expand(-1, -1, CODES + MOODS)
        every = torch.scatter(self.none.expand(*upos.shape, -1), 1, places, scores)
        return torch.where(may[..., None], every, self.none)


def _picked(x: Tensor, at: Tensor) -> Tensor:
    """The vectors [B, K, H] that stand at [B, K] among [B, T, H]."""
    return torch.gather(x, 1, at[..., None].expand(-1, -1, x.shape[2]))


def _head(wide: int, inner: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(Drop(dropout), nn.Linear(wide, inner), nn.GELU(), Drop(dropout), nn.Linear(inner, out))


def graft(branch: Branch, trunk: Path, target: Path, samples: Iterable[Batch]) -> None:
    """Write the network's file with the branch, quantised as the rest, as one more output: `acts`."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        bare, whole, small = (Path(folder) / name for name in ("bare.onnx", "whole.onnx", "small.onnx"))
        opened = _opened(_bare(onnx.load(str(trunk))))
        onnx.save(opened, str(bare))
        inputs = list(_inputs(bare, samples))
        lengths = {"x": "pieces", "mask": "pieces", "first": "slots", "vectors": "words", "upos": "words"}
        axes = {name: {0: "batch", 1: length} for name, length in {**lengths, "acts": "words"}.items()}
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
    if not any(value.name == X for value in model.graph.output):
        model.graph.output.append(helper.make_tensor_value_info(X, onnx.TensorProto.FLOAT, None))
    return model


def _inputs(path: Path, samples: Iterable[Batch]) -> Iterable[Batch]:
    """What the branch reads of each sample."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    read = [entry.name for entry in session.get_inputs()]
    for sample in samples:
        known = {name: np.asarray(value) for name, value in sample.items()}
        known.setdefault("markers", np.zeros((len(known["ids"]), 2), np.int64))
        made = [name for name in READ.values() if name not in sample]
        known |= dict(zip(made, session.run(made, {name: known[name] for name in read}), strict=True))
        yield {name: torch.from_numpy(known[value]) for name, value in READ.items()}


def _joined(trunk: onnx.ModelProto, branch: onnx.ModelProto) -> onnx.ModelProto:
    """Both graphs as one: the branch reads the trunk's inputs and values."""
    prefixed = compose.add_prefix(branch, "acts/")
    names = {f"acts/{name}": value for name, value in READ.items()}
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
