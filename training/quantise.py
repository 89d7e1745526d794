"""The graph with int8 embeddings and encoder, its activations scaled once and for all.

Scales that are taken anew in each call make what is read of a text depend on the texts beside it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encode import Batch

FUSED = "com.microsoft"  # the domain of ONNX Runtime's own operators


def quantised(source: Path, target: Path, samples: Iterable[Batch]) -> None:
    """Write the graph quantised; the heads, after the last norm, keep their float matrices.

    The range of an activation is the middle one of those that the samples need: a rare larger value is cut off, which
    costs less than coarser steps for all.
    """
    nodes = onnx.load(str(source)).graph.node
    last = max(at for at, node in enumerate(nodes) if node.op_type == "LayerNormalization")
    kept = [node.name for node in nodes[last:] if node.op_type == "MatMul"]
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        loose = Path(folder) / "loose.onnx"
        quantize_dynamic(
            str(source), str(loose), op_types_to_quantize=["MatMul", "Gather"], per_channel=True,
            weight_type=QuantType.QInt8, nodes_to_exclude=kept, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        model = onnx.load(str(loose))
        ranges = _ranges(model, Path(folder) / "watched.onnx", samples)
    _fix(model.graph, ranges)
    _fuse(model.graph)
    model.opset_import.append(helper.make_opsetid(FUSED, 1))
    onnx.save(model, str(target))


def _ranges(model: onnx.ModelProto, path: Path, samples: Iterable[Batch]) -> dict[str, tuple[float, float]]:
    """The range of each quantised activation, by the name of its int8 values."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    nodes = [node for node in watched.graph.node if node.op_type == "DynamicQuantizeLinear"]
    for node in nodes:
        watched.graph.output.append(helper.make_tensor_value_info(node.output[1], onnx.TensorProto.FLOAT, None))
        watched.graph.output.append(helper.make_tensor_value_info(node.output[2], onnx.TensorProto.UINT8, None))
    onnx.save(watched, str(path))
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    wanted = [name for node in nodes for name in node.output[1:]]
    seen = []
    for sample in samples:
        out = np.array(session.run(wanted, {name: value.numpy() for name, value in sample.items()}), dtype=np.float64)
        scales, zeros = out[::2], out[1::2]
        seen.append([-zeros * scales, (255 - zeros) * scales])
    low, high = np.median(np.array(seen), axis=0)
    return {
        node.output[0]: pair for node, pair in zip(nodes, zip(low.tolist(), high.tolist(), strict=True), strict=True)
    }


def _fix(graph: onnx.GraphProto, ranges: dict[str, tuple[float, float]]) -> None:
    """Give each activation the one scale and zero that its range needs."""
    for at, node in enumerate(graph.node):
        if node.op_type != "DynamicQuantizeLinear":
            continue
        low, high = ranges[node.output[0]]
        scale = np.float32((high - low) / 255)
        values, scale_name, zero_name = node.output
        graph.initializer.append(numpy_helper.from_array(np.array(scale), scale_name))
        graph.initializer.append(numpy_helper.from_array(np.array(np.uint8(round(-low / scale))), zero_name))
        fixed = helper.make_node("QuantizeLinear", [node.input[0], scale_name, zero_name], [values], name=node.name)
        graph.node[at].CopyFrom(fixed)


@dataclass(frozen=True, slots=True)
class _Product:
    """An integer product with the nodes that make floats of it and add the bias."""

    product: onnx.NodeProto
    cast: onnx.NodeProto
    scaled: onnx.NodeProto
    scales: onnx.NodeProto
    added: onnx.NodeProto

    def fused(self) -> onnx.NodeProto:
        """One operator for all five."""
        values, weights, zero, weights_zero = self.product.input
        weights_scale = weights.removesuffix("_quantized") + "_scale"
        (scale,) = (name for name in self.scales.input if name != weights_scale)
        (bias,) = (name for name in self.added.input if name != self.scaled.output[0])
        inputs = [values, weights, scale, weights_scale, zero, weights_zero, bias]
        return helper.make_node(
            "MatMulIntegerToFloat", inputs, list(self.added.output), name=self.product.name, domain=FUSED
        )


def _fuse(graph: onnx.GraphProto) -> None:
    """Put one operator in the place of each integer product and what follows it.

    ONNX Runtime fuses these by itself only where the scales are taken anew in each call.
    """
    made = {name: node for node in graph.node for name in node.output}
    used = {name: node for node in graph.node for name in node.input}
    for product in [node for node in graph.node if node.op_type == "MatMulInteger"]:
        cast = used[product.output[0]]
        scaled = used[cast.output[0]]
        (scales,) = (made[name] for name in scaled.input if name != cast.output[0])
        whole = _Product(product, cast, scaled, scales, used[scaled.output[0]])
        graph.node.insert(list(graph.node).index(whole.added), whole.fused())
        for node in (whole.product, whole.cast, whole.scaled, whole.scales, whole.added):
            graph.node.remove(node)
