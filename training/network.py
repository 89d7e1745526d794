"""The network: one small BERT and every head on its words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

OUTSIDE_SENTENCE = -1e4


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many answers each head has."""

    upos: int
    xpos: int
    names: int
    types: int
    labels: int
    roots: int
    arc: int = 256
    label: int = 192
    point: int = 128

    def to_dict(self) -> dict[str, int]:
        """As plain numbers, for the checkpoint."""
        return asdict(self)


class Drop(nn.Module):  # type: ignore[misc]
    """Dropout that cuts its masks from one pool of random bits: on a CPU drawing them anew is a tenth of a step."""

    POOL = 1 << 24
    pools: ClassVar[dict[tuple[float, str], Tensor]] = {}

    def __init__(self, rate: float) -> None:
        """Remember the rate."""
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """The values, some of them dropped while training."""
        if not self.training:
            return x
        pool = self.pools.get((self.rate, x.device.type))
        if pool is None:
            kept = torch.rand(self.POOL, device=x.device) >= self.rate
            pool = self.pools[self.rate, x.device.type] = kept.to(torch.bfloat16) / (1 - self.rate)
        size = x.numel()
        start = int(torch.randint(self.POOL - size, ()))
        return x * pool[start : start + size].view(x.shape).to(x.dtype)


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of BERT: attention and a feed-forward block, each followed by a norm."""

    def __init__(self, hidden: int, heads: int, inner: int) -> None:
        """Make the projections."""
        super().__init__()
        self.heads = heads
        self.attend = nn.Linear(hidden, 3 * hidden)
        self.merge = nn.Linear(hidden, hidden)
        self.after_attention = nn.LayerNorm(hidden, eps=1e-12)
        self.widen = nn.Linear(hidden, inner)
        self.narrow = nn.Linear(inner, hidden)
        self.after_words = nn.LayerNorm(hidden, eps=1e-12)
        self.drop = Drop(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """New vectors of all pieces."""
        size, length, hidden = x.shape
        packed = self.attend(x).view(size, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        return self.after(x, packed[0], packed[1], packed[2], bias)

    def after(self, x: Tensor, asking: Tensor, asked: Tensor, given: Tensor, bias: Tensor) -> Tensor:
        """New vectors of the pieces that ask, from the queries, keys and values of each head."""
        scores = torch.matmul(asking * asking.shape[3] ** -0.5, asked.transpose(2, 3))
        mixed = torch.matmul(torch.softmax(scores + bias.to(scores.dtype), 3).to(scores.dtype), given)
        x = self.after_attention(x + self.drop(self.merge(mixed.transpose(1, 2).reshape(x.shape))))
        return self.after_words(x + self.drop(self.narrow(nn.functional.gelu(self.widen(x)))))


class Encoder(nn.Module):  # type: ignore[misc]
    """BERT of 6 layers x 384 with a shape embedding; gives each piece the learnt mix of its layers."""

    def __init__(self, hidden: int = 384, layers: int = 6, heads: int = 12, vocabulary: int = 30522) -> None:
        """Make the embeddings and layers."""
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.places = nn.Embedding(512, hidden)
        self.shapes = nn.Embedding(8, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, 4 * hidden) for _ in range(layers))
        self.mix = nn.Parameter(torch.zeros(layers))
        self.drop = Drop(0.1)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """Vectors of all pieces: softmax mix of the layers plus the last one."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places)[None] + self.shapes(shapes)))
        bias = (1.0 - mask[:, None, None, :].float()) * OUTSIDE_SENTENCE
        weights = torch.softmax(self.mix, 0)
        mixed = torch.zeros_like(x)
        for index, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixed = mixed + weights[index] * x
        return mixed + x

    def load(self, path: Path) -> None:
        """Take over the weights of MiniLM."""
        old = load_file(str(path))
        state = self.state_dict()
        state["words.weight"] = old["embeddings.word_embeddings.weight"]
        state["places.weight"] = (
            old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
        )
        pairs = {
            "attention.output.dense": "merge",
            "attention.output.LayerNorm": "after_attention",
            "intermediate.dense": "widen",
            "output.dense": "narrow",
            "output.LayerNorm": "after_words",
        }
        for kind in ("weight", "bias"):
            state[f"norm.{kind}"] = old[f"embeddings.LayerNorm.{kind}"]
            for index in range(len(self.layers)):
                base = f"encoder.layer.{index}"
                state[f"layers.{index}.attend.{kind}"] = torch.cat(
                    [old[f"{base}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                )
                for theirs, ours in pairs.items():
                    state[f"layers.{index}.{ours}.{kind}"] = old[f"{base}.{theirs}.{kind}"]
        self.load_state_dict(state)


class Syntax(nn.Module):  # type: ignore[misc]
    """Biaffine arcs, and labels from what a word and its head have in common."""

    def __init__(self, hidden: int, sizes: Sizes) -> None:
        """Make the projections."""
        super().__init__()
        self.arc_dependent = nn.Linear(hidden, sizes.arc)
        self.arc_head = nn.Linear(hidden, sizes.arc)
        self.arc_between = nn.Linear(sizes.arc, sizes.arc)
        self.label_dependent = nn.Linear(hidden, 2 * sizes.label)
        self.label_head = nn.Linear(hidden, 2 * sizes.label)
        self.label_out = nn.Linear(sizes.label, sizes.labels)
        self.drop = Drop(0.25)

    def arcs(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Scores [B, W, W+1] of every head for every word, closed outside the word's sentence."""
        gelu = nn.functional.gelu
        dependent = self.arc_between(self.drop(gelu(self.arc_dependent(words[:, 1:]))))
        head = self.drop(gelu(self.arc_head(words)))
        scores = torch.matmul(dependent, head.transpose(1, 2)).float() * 0.0625
        root = sentence[:, None, :] == 0
        same = (sentence[:, 1:, None] == sentence[:, None, :]) | root
        return torch.where(same, scores, torch.full_like(scores, OUTSIDE_SENTENCE))

    def label_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What label scores need of each word as dependent and of each slot as head."""
        return self.label_dependent(words[:, 1:]), self.label_head(words)

    def labels(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Label scores [B, W, L] for the chosen heads."""
        chosen = torch.gather(head, 1, heads[..., None].expand(-1, -1, head.shape[2]))
        half = dependent.shape[2] // 2
        both = dependent[..., :half] + chosen[..., :half] + dependent[..., half:] * chosen[..., half:]
        scores: Tensor = self.label_out(self.drop(nn.functional.gelu(both)))
        return scores


class Panj(nn.Module):  # type: ignore[misc]
    """One encoder, one pass: tags, names, types, trees, attributions and PLOVER roots."""

    def __init__(self, sizes: Sizes, hidden: int = 384) -> None:
        """Make every head."""
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(hidden)
        self.drop = Drop(0.25)
        self.upos = nn.Linear(hidden, sizes.upos)
        self.xpos = nn.Linear(hidden, sizes.xpos)
        self.names = nn.Linear(hidden, sizes.names)
        self.types = nn.Linear(hidden, sizes.types)
        self.syntax = Syntax(hidden, sizes)
        self.says = nn.Linear(hidden, 9)
        self.point_from = nn.Linear(hidden, sizes.point)
        self.point_to = nn.Linear(hidden, sizes.point)
        self.events = nn.Linear(hidden, sizes.roots + 1)
        self.look = nn.Linear(hidden, 1)
        self.ask = nn.Linear(2 * hidden, sizes.point)
        self.keys = nn.Linear(hidden, sizes.point)
        self.alone = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.GELU(), Drop(0.25), nn.Linear(hidden, sizes.roots))
        self.given = nn.Sequential(nn.Linear(5 * hidden, hidden), nn.GELU(), Drop(0.25), nn.Linear(hidden, sizes.roots))
        self.name_moves = nn.Parameter(torch.zeros(sizes.names, sizes.names))
        self.name_starts = nn.Parameter(torch.zeros(sizes.names))
        self.say_moves = nn.Parameter(torch.zeros(3, 3, 3))
        self.say_starts = nn.Parameter(torch.zeros(3, 3))

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, sentence: Tensor, markers: Tensor
    ) -> dict[str, Tensor]:
        """Scores of every head that needs no gold."""
        pieces = self.encoder(ids, mask, shapes)
        wide = first[..., None].expand(-1, -1, pieces.shape[2])
        vectors = torch.gather(pieces, 1, wide)
        words = self.drop(vectors)
        own = words[:, 1:]
        dependent, head = self.syntax.label_parts(words)
        to_cue = torch.matmul(self.point_from(own), self.point_to(own).transpose(1, 2)).float() * 0.0884
        real = (sentence[:, None, 1:] > 0).float()
        return {
            "upos": self.upos(own),
            "xpos": self.xpos(own),
            "names": self.names(own),
            "types": self.types(own),
            "arcs": self.syntax.arcs(words, sentence),
            "label_dep": dependent,
            "label_head": head,
            "says": self.says(own),
            "points": to_cue + (1.0 - real) * OUTSIDE_SENTENCE,
            "events": self.events(own),
            "vectors": vectors[:, 1:],
            **self.roots(pieces, mask, markers),
        }

    def roots(self, pieces: Tensor, mask: Tensor, markers: Tensor) -> dict[str, Tensor]:
        """PLOVER roots of the text, with and without given actors."""
        pieces = self.drop(pieces)
        real = mask[..., None].to(pieces.dtype)
        mean = (pieces * real).sum(1) / real.sum(1)
        look = self.look(pieces) + (1.0 - real) * OUTSIDE_SENTENCE
        seen = (torch.softmax(look, 1) * pieces).sum(1)
        marked = torch.gather(pieces, 1, markers[..., None].expand(-1, -1, pieces.shape[2])).flatten(1)
        asked = torch.matmul(self.keys(pieces), self.ask(marked)[..., None]) * 0.0884 + (1.0 - real) * OUTSIDE_SENTENCE
        between = (torch.softmax(asked, 1) * pieces).sum(1)
        return {
            "root": self.given(torch.cat([mean, marked, between, seen], 1)),
            "root_alone": self.alone(torch.cat([mean, seen], 1)),
        }
