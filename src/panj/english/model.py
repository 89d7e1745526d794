"""The network's file, its word pieces and its tags, loaded once."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from panj.english.windows import MAX_PIECES_PER_WORD, Window, shape
from panj.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Scores = dict[str, NDArray[Any]]

ANSWERS = (
    "upos",
    "xpos",
    "names",
    "types",
    "heads",
    "labels",
    "arcs",
    "label_dep",
    "label_head",
    "says",
    "points",
    "acts",
)
CODES = ("root", "root_alone")
FORMAT = 1
"""The form of model.json that this code reads."""
AT_ONCE = 448
"""Word pieces in one call: 256 to 512 are a fifth faster than 2,048, which do not fit a core's cache."""
_REMEMBERED_WORDS = 20_000


class Chain(msgspec.Struct, frozen=True):
    """Scores of going from one BIO tag to the next ([from][to]) and of beginning with one."""

    moves: list[list[float]]
    starts: list[float]


class Card(msgspec.Struct, frozen=True):
    """What model.json says of the graph beside it: the tags of each head in order, and the chains of its BIO tags."""

    format: int
    upos: list[str]
    xpos: list[str]
    labels: list[str]
    names: list[str]
    types: list[str]
    roots: list[str]
    decode: dict[str, Chain]
    special: dict[str, int]
    markers: dict[str, int] = {}
    version: str = ""


class Model:
    """The network with what is needed to ask it; safe to use from several threads at once."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._folder = folder
        try:
            self.card = msgspec.json.decode((folder / "model.json").read_bytes(), type=Card)
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._reading = _graph(folder / "panj.onnx")
            self._outputs = frozenset(entry.name for entry in self._reading.get_outputs())
        except Exception as error:  # each of the three libraries has its own
            raise ModelError(f"the model of English in {folder} cannot be loaded: {error}") from error
        if self.card.format != FORMAT:
            raise ModelError(f"the model of English in {folder} has format {self.card.format}, this is for {FORMAT}")
        self._known: dict[str, tuple[list[int], int]] = {}

    def pieces(self, word: str) -> tuple[list[int], int]:
        """Return the word pieces of a word, at least one, and its shape."""
        known = self._known.get(word)
        if known is None:
            whole = word.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text to it
            ids = self._tokenizer.encode(whole, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]
            known = (ids or [self.card.special["unknown"]], shape(word))
            if len(self._known) < _REMEMBERED_WORDS:
                self._known[word] = known
        return known

    def answer(self, windows: Sequence[Window], names: Sequence[str] = ANSWERS) -> Scores:
        """Return those of the outputs `names` that there are, for windows of like length, padded to the longest."""
        return self._asked(self._reading, windows, [name for name in names if name in self._outputs])

    def code(self, windows: Sequence[Window]) -> Scores:
        """Return the scores of the roots between marked actors and of the whole text, from a network of their own."""
        return self._asked(self._coder, windows, CODES)

    @cached_property
    def _coder(self) -> "InferenceSession":
        try:
            return _graph(self._folder / "coder.onnx")
        except Exception as error:
            raise ModelError(f"the network that codes pairs in {self._folder} cannot be loaded: {error}") from error

    def _asked(self, graph: "InferenceSession", windows: Sequence[Window], names: Sequence[str]) -> Scores:
        rows = max(1, AT_ONCE // max(window.length for window in windows))
        read = [entry.name for entry in graph.get_inputs()]
        answers = []
        for start in range(0, len(windows), rows):
            inputs = self.inputs(windows[start : start + rows])
            answers.append(graph.run(list(names), {name: inputs[name] for name in read}))
        return {name: _stacked([answer[i] for answer in answers]) for i, name in enumerate(names)}

    @cached_property
    def label_out(self) -> Floats:
        """Return the last matrix of the label scores, [labels, size + 1], a constant of the graph."""
        window = Window(0, 0, 0, [[(0, 1)]], ["a"], [[self.card.special["unknown"]]], [1], [False])
        return np.asarray(self.answer([window], ["label_out"])["label_out"], dtype=np.float32)

    def inputs(self, windows: Sequence[Window]) -> dict[str, Ints]:
        """Return the padded arrays that the network reads."""
        special = self.card.special
        size, length = len(windows), max(window.length for window in windows)
        width = max(len(window.words) for window in windows) + 1
        ids, mask, shapes = (np.zeros((size, length), dtype=np.int64) for _ in range(3))
        first, sentence = np.zeros((size, width), dtype=np.int64), np.full((size, width), -1, dtype=np.int64)
        for row, window in enumerate(windows):
            flat = [piece for pieces in window.pieces for piece in pieces]
            lengths = [len(pieces) for pieces in window.pieces]
            words, end = len(lengths), len(flat) + 1
            ids[row, 0], ids[row, 1:end], ids[row, end] = special["cls"], flat, special["sep"]
            mask[row, : end + 1] = 1
            shapes[row, 1:end] = np.repeat(window.shapes, lengths)
            first[row, 1 : words + 1] = np.cumsum([1, *lengths[:-1]])
            counts = [len(spans) for spans in window.sentences]
            sentence[row, : words + 1] = np.repeat(np.arange(len(counts) + 1), [1, *counts])
        markers = np.zeros((size, 2), dtype=np.int64)
        return {"ids": ids, "mask": mask, "shapes": shapes, "first": first, "sentence": sentence, "markers": markers}


def _graph(path: Path) -> "InferenceSession":
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime 1.32 would keep a device's id and call its maker
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # calls run side by side instead
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    slower = ["SkipLayerNormFusion"]  # on a processor: 12% of the whole
    return onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"], disabled_optimizers=slower)


def _stacked(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return arrays joined along their first axis, the others padded with zeros."""
    if len(parts) == 1:
        return parts[0]
    shape = [max(sizes) for sizes in zip(*(part.shape for part in parts), strict=True)]
    joined = np.zeros((sum(len(part) for part in parts), *shape[1:]), dtype=parts[0].dtype)
    at = 0
    for part in parts:
        joined[(slice(at, at + len(part)), *map(slice, part.shape[1:]))] = part
        at += len(part)
    return joined


def load_model() -> Model:
    """Return the model that is shipped, loaded on first use; `PANJ_MODEL` names another folder."""
    with _LOADING:  # what one thread has begun another waits for
        return _loaded()


def begin_loading() -> None:
    """Load the model in a thread of its own; a fault shows where the model is asked for."""

    def load() -> None:
        with suppress(ModelError):
            load_model()

    Thread(target=load, name="panj-model").start()


_LOADING = Lock()


@cache
def _loaded() -> Model:
    return Model(_folder())


def model_version() -> str:
    """Return the version of the model that would be loaded, without loading it."""
    return msgspec.json.decode((_folder() / "model.json").read_bytes(), type=Card).version


def _folder() -> Path:
    elsewhere = os.environ.get("PANJ_MODEL")
    return Path(elsewhere) if elsewhere else Path(str(files("panj.english"))) / "model"
