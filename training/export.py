"""Write the shipped files of a checkpoint, quantised: `python -m training.export --help`."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from training.corpus import Tags, development, typical
from training.decode import Floats
from training.encode import MAX_PIECES_PER_WORD, Batch, Pieces, encode, inputs
from training.evaluate import Answer, Answers, Chains, chains_of, line, report
from training.network import Panj
from training.quantise import quantised
from training.shipped import INPUTS, MEANINGS, OUTPUTS, Shipped, load
from training.tune import tuned
from training.windows import NAMES, ROOTS, SAYS, TYPES, Window

Axes = dict[str, dict[int, str]]
AXES: Axes = {
    "ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}, "shapes": {0: "batch", 1: "pieces"},
    "first": {0: "batch", 1: "slots"}, "sentence": {0: "batch", 1: "slots"},
    "arcs": {0: "batch", 1: "words", 2: "slots"}, "points": {0: "batch", 1: "words", 2: "words"},
    "label_head": {0: "batch", 1: "slots"}, "label_out": {},
}  # fmt: skip


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--compare", action="store_true", help="measure the float file too")
    return parser.parse_args()


def to_onnx(model: Panj, pieces: Pieces, path: Path) -> None:
    """Write the float graph."""
    words = ["The", "ministry", "said", "on", "Monday", "that", "talks", "would", "resume", "."]
    twice = [Window(words, [1] * len(words), "x"), Window(words[:4], [1, 1, 2, 2], "x", marks=((0, 0), (1, 1), (2, 2)))]
    batch = inputs([encode(window, pieces) for window in twice])
    example = {name: batch[name] for name in INPUTS}
    axes = {name: AXES.get(name, {0: "batch", 1: "words"}) for name in INPUTS + OUTPUTS}
    written(Shipped(model), example, path, OUTPUTS, axes)
    graph = onnx.load(str(path))
    _rename(graph, graph.graph.output[OUTPUTS.index("label_out")].name, "label_out")
    onnx.save(graph, str(path))


def written(module: nn.Module, example: Batch, path: Path, outputs: Sequence[str], axes: Axes) -> None:
    """Write a module as a graph whose inputs are those of the example."""
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), tuple(example.values()), str(path), input_names=list(example), output_names=list(outputs),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def _rename(model: onnx.ModelProto, old: str, new: str) -> None:
    """Give a value its name back: the exporter folds an output that no input changes and names it by number."""
    for value in (*model.graph.output, *model.graph.initializer):
        if value.name == old:
            value.name = new
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = [new if name == old else name for name in names]


def onnx_answers(path: Path, threads: int = 2) -> Answer:
    """Answers of a graph in a file."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    wanted = [output.name for output in session.get_outputs()]

    def answer(batch: Batch) -> Answers:
        out = session.run(wanted, {name: batch[name].numpy() for name in INPUTS})
        return {name: np.asarray(value) for name, value in zip(wanted, out, strict=True)}

    return answer


def description(tags: Tags, pieces: Pieces, chains: Chains, version: str) -> dict[str, Any]:
    """What the runtime must know of the graph beside it."""
    return {
        "format": 1,
        "version": version,
        "graph": MEANINGS,
        "window_pieces": 128,
        "sentence_pieces": 256,
        "pieces_per_word": MAX_PIECES_PER_WORD,
        "special": {"pad": 0, "cls": pieces.cls, "sep": pieces.sep, "unknown": pieces.unknown},
        "markers": dict(zip(("source", "source_end", "target", "target_end"), pieces.markers, strict=True)),
        "shapes": ["none", "lower", "capitalised", "capitals", "mixed", "digits", "digits_letters", "other"],
        "upos": tags.upos,
        "xpos": tags.xpos,
        "labels": tags.labels,
        "names": list(NAMES),
        "types": list(TYPES),
        "says": list(SAYS),
        "roots": list(ROOTS),
        "decode": {
            "names": _chain(chains.name_moves, chains.name_starts),
            **{role: _chain(chains.say_moves[at], chains.say_starts[at]) for at, role in enumerate(SAYS)},
        },
    }


def _chain(moves: Floats, starts: Floats) -> dict[str, Any]:
    """Move scores [from][to] and start scores, as plain numbers."""
    return {"moves": np.round(moves, 4).tolist(), "starts": np.round(starts, 4).tolist()}


def write(options: argparse.Namespace) -> None:
    """Export, quantise, tune, measure and put the files in place, the graph last."""
    torch.set_num_threads(2)
    model, tags = load(options.checkpoint)
    pieces = Pieces(options.start / "tokenizer.json")
    watched = development(options.data, tags, pieces)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.out) as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        to_onnx(model, pieces, whole)
        samples = (inputs(batch) for batch in typical(options.data, tags, pieces))
        quantised(whole, small, ({name: sample[name] for name in INPUTS} for sample in samples))
        chains = tuned(watched, onnx_answers(small), chains_of(model))
        scores = report(watched, onnx_answers(small), tags, chains)
        print("int8 :", line(scores))
        if options.compare:
            print("float:", line(report(watched, onnx_answers(whole), tags, chains)))
        version = hashlib.sha256(small.read_bytes()).hexdigest()[:16]
        table = description(tags, pieces, chains, version)
        table["development"] = {name: {k: round(v, 2) for k, v in part.items()} for name, part in scores.items()}
        texts = {"model.json": json.dumps(table, indent=1), "tokenizer.json": pieces.tokenizer.to_str()}
        for name, text in texts.items():
            (Path(folder) / name).write_text(text + "\n", encoding="utf-8")
            (Path(folder) / name).replace(options.out / name)
        small.replace(options.out / "panj.onnx")
        print(f"panj.onnx {(options.out / 'panj.onnx').stat().st_size / 1e6:.1f} MB, version {version}")


if __name__ == "__main__":
    write(arguments())
