"""The network with the inputs and outputs of the file that the runtime reads."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpus import Tags
from training.network import Panj, Sizes

INPUTS = ("ids", "mask", "shapes", "first", "sentence")
OUTPUTS = (
    "upos", "xpos", "names", "types", "heads", "labels", "arcs", "label_dep", "label_head", "label_out",
    "says", "points", "vectors",
)  # fmt: skip
MEANINGS = {
    "ids": "[B,T] wordpieces: [CLS], the pieces of each word, [SEP], padding 0",
    "mask": "[B,T] 1 for pieces, 0 for padding",
    "shapes": "[B,T] shape of the piece's word (training/shapes.py), 0 for specials, markers and padding",
    "first": "[B,W+1] index in T of each word's first piece; slot 0 is [CLS], the root; padding 0",
    "sentence": "[B,W+1] 0 for the root slot, then the sentence's number in the window from 1; padding -1",
    "upos": "[B,W] index into upos",
    "xpos": "[B,W] index into xpos",
    "names": "[B,W,N] scores of the name tags, to be decoded by Viterbi with decode.names",
    "types": "[B,W] entity type at the head word of a mention, index into types",
    "heads": "[B,W] best head, 0 for the root, else 1..W in the window",
    "labels": "[B,W] relation to that head, index into labels",
    "arcs": "[B,W,W+1] scores of all heads, -1e4 outside the sentence",
    "label_dep": "[B,W,2H] dependent's half of the label scores, for another head than `heads`: with d and h the rows "
    "of label_dep and label_head, scores = label_out[:,:-1] @ gelu(d[:H]+h[:H]+d[H:]*h[H:]) + label_out[:,-1]",
    "label_head": "[B,W+1,2H] head's half of the label scores",
    "label_out": "[L,H+1] the last matrix of the label scores and its bias",
    "says": "[B,W,9] O, B, I scores of source, then cue, then content; decode each by Viterbi with decode.<role>; "
    "a first I carries on the segment that the window before ended with",
    "points": "[B,W,W] from a source's or content's word to the first word of its cue",
    "vectors": "[B,W,384] word vectors",
}


class Shipped(nn.Module):  # type: ignore[misc]
    """Panj with its plain answers chosen inside the graph; the roots are not for reading."""

    def __init__(self, model: Panj) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of OUTPUTS."""
        out = self.model(ids, mask, shapes, first, sentence, first[:, :2] * 0)
        heads = out["arcs"].argmax(2)
        layer = self.model.syntax.label_out
        chosen: dict[str, Tensor] = {
            "upos": out["upos"].argmax(2),
            "xpos": out["xpos"].argmax(2),
            "types": out["types"].argmax(2),
            "heads": heads,
            "labels": self.model.syntax.labels(out["label_dep"], out["label_head"], heads).argmax(2),
            "label_out": torch.cat([layer.weight, layer.bias[:, None]], 1),
        }
        return tuple((out | chosen)[name] for name in OUTPUTS)


def save(path: Path, model: Panj, tags: Tags) -> None:
    """Write a checkpoint: weights, sizes and tags."""
    tables = {"upos": tags.upos, "xpos": tags.xpos, "labels": tags.labels}
    half = {name: value for name, value in model.state_dict().items()}
    torch.save({"weights": half, "sizes": model.sizes.to_dict(), "tags": json.dumps(tables)}, path)


def load(path: Path) -> tuple[Panj, Tags]:
    """Read a checkpoint."""
    stored = torch.load(path, weights_only=True, map_location="cpu")
    model = Panj(Sizes(**stored["sizes"]))
    model.load_state_dict(stored["weights"])
    model.eval()
    return model, Tags(**json.loads(stored["tags"]))
