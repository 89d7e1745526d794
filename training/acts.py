"""The branch that reads acts, learnt from annotated articles and grafted: `python -m training.acts --help`."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.annotated import Example, careful, everyday, examples, learnt
from training.branch import CODES, FROM, MOODS, Branch, graft
from training.corpus import typical
from training.encode import Pieces, inputs
from training.network import OUTSIDE_SENTENCE, Encoder
from training.shipped import load

WEIGHTS = {"codes": 3.0, "moods": 0.5}
AT_ONCE = 6
MEANING = (
    "[B,W,28] each word as an act: 20 scores of its code (panj.english.acts.CODES, none last), 8 of how it is put "
    "(MOODS, denied last); surely none where upos is neither VERB nor NOUN"
)
ACTING = ("NOUN", "VERB")  # parts of speech of the words that are asked about (panj.understand.events.triggers)
HEADS = 1e-3


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True, help="float weights of the network that is shipped")
    parser.add_argument("--model", type=Path, required=True, help="folder with panj.onnx, which gets the branch")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


class Learner(nn.Module):  # type: ignore[misc]
    """The branch, and how the manner of an annotation shows in what is marked."""

    def __init__(self, encoder: Encoder, acting: Sequence[int]) -> None:
        """Begin with the encoder's last layer."""
        super().__init__()
        self.branch = Branch(encoder, acting)
        self.code_manner = nn.Parameter(torch.zeros(2, CODES))
        self.mood_manner = nn.Parameter(torch.zeros(2, MOODS))

    def loss(self, example: Example, words: Tensor) -> Tensor:
        """What the words' vectors [W, 768] of one article say wrongly."""
        branch, manner = self.branch, example.manner
        codes = branch.codes(words[example.code_words]) + self.code_manner[manner]
        total = -WEIGHTS["codes"] * (example.codes * torch.log_softmax(codes, 1)).sum(1).mean()
        if len(example.moods):
            word, mood, denied = example.moods.T
            moods = branch.moods(words[word]) + self.mood_manner[manner]
            wrong = nn.functional.cross_entropy(moods[:, :-1], mood)
            wrong = wrong + nn.functional.binary_cross_entropy_with_logits(moods[:, -1], denied.float())
            total = total + WEIGHTS["moods"] * wrong
        return total


class Trunk(nn.Module):  # type: ignore[misc]
    """The encoder as it is shipped: vectors of pieces where the branch begins, and its own of words."""

    def __init__(self, encoder: Encoder) -> None:
        """Keep the encoder as it is."""
        super().__init__()
        self.encoder = encoder.eval()

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def forward(self, example: Example) -> tuple[Tensor, Tensor]:
        """Both of one article's windows, in half the room."""
        encoder, given = self.encoder, example.windows
        with torch.autocast("cpu", torch.bfloat16):
            places = torch.arange(given["ids"].shape[1])
            x = encoder.norm(
                encoder.words(given["ids"]) + encoder.places(places)[None] + encoder.shapes(given["shapes"])
            )
            bias = (1.0 - given["mask"][:, None, None, :].float()) * OUTSIDE_SENTENCE
            weights, mixed, begun = torch.softmax(encoder.mix, 0), torch.zeros_like(x), x
            for index, layer in enumerate(encoder.layers):
                x = layer(x, bias)
                mixed = mixed + weights[index] * x
                begun = x if index + 1 == FROM else begun
        vectors = torch.gather(mixed + x, 1, given["first"][:, 1:, None].expand(-1, -1, x.shape[2]))
        return begun.bfloat16(), vectors.bfloat16()


Held = tuple[Example, Tensor, Tensor]
"""An article with what the trunk says of it."""


def words_of(learner: Learner, held: Sequence[Held]) -> Iterator[Tensor]:
    """The vectors [words, 768] of the words of each article, all of them read at once."""
    longest = max(begun.shape[1] for _, begun, _ in held)
    widest = max(vectors.shape[1] for _, _, vectors in held)
    pad = nn.functional.pad
    x = torch.cat([pad(begun, (0, 0, 0, longest - begun.shape[1])) for _, begun, _ in held]).float()
    own = torch.cat([pad(vectors, (0, 0, 0, widest - vectors.shape[1])) for _, _, vectors in held]).float()
    mask = torch.cat([pad(e.windows["mask"], (0, longest - e.windows["mask"].shape[1])) for e, _, _ in held])
    first = torch.cat([pad(e.windows["first"], (0, widest + 1 - e.windows["first"].shape[1])) for e, _, _ in held])
    with torch.autocast("cpu", torch.bfloat16):
        words = learner.branch.words(x, mask, first[:, 1:], own)
    at = 0
    for example, begun, _ in held:
        real = example.windows["sentence"][:, 1:] > 0
        yield words[at : at + len(begun), : real.shape[1]][real].float()
        at += len(begun)


def train(learner: Learner, held: Sequence[Held], epochs: int, rate: float, seed: int) -> None:
    """Learn from the articles, some at once, the rate rising and then falling to nothing."""
    order, chance = list(held), random.Random(seed)
    heads = [value for name, value in learner.named_parameters() if not name.startswith("branch.layer.")]
    groups = [{"params": list(learner.branch.layer.parameters())}, {"params": heads}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.03)
    steps = epochs * -(-len(order) // AT_ONCE)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, [rate, HEADS], total_steps=steps, pct_start=0.15)
    learner.train()
    for epoch in range(epochs):
        chance.shuffle(order)
        total = 0.0
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            loss = torch.stack(
                [learner.loss(e, words) for (e, _, _), words in zip(some, words_of(learner, some), strict=True)]
            ).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            optimiser.step()
            plan.step()
            total += float(loss.detach()) * len(some)
        print(f"epoch {epoch + 1}: {total / len(order):.4f}", flush=True)


def write(learner: Learner, model: Path, samples: Iterable[dict[str, Tensor]]) -> None:
    """Graft the branch onto the file in a folder.

    What is read is put as in articles that were annotated with care: the biases of that manner are part of the branch.
    """
    with torch.no_grad():
        learner.branch.codes[-1].bias += learner.code_manner[0]
        learner.branch.moods[-1].bias += learner.mood_manner[0]
    with tempfile.TemporaryDirectory(dir=model) as folder:
        grafted = Path(folder) / "panj.onnx"
        graft(learner.branch.eval(), model / "panj.onnx", grafted, samples)
        grafted.replace(model / "panj.onnx")
    describe(model)


def describe(model: Path) -> None:
    """Say in `model.json` what the new output means, and which file this is."""
    table = json.loads((model / "model.json").read_text(encoding="utf-8"))
    table["graph"]["acts"] = MEANING
    table["version"] = hashlib.sha256((model / "panj.onnx").read_bytes()).hexdigest()[:16]
    (model / "model.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main(options: argparse.Namespace) -> None:
    """Learn from all articles that may be learnt from, and ship it."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    network, tags = load(options.checkpoint)
    kinds = ((careful, 0), (careful, 0), (learnt, 1), (everyday, 0))
    articles = [example for kind, manner in kinds for example in examples(kind(options.data), manner)]
    trunk = Trunk(network.encoder)
    held = [(example, *trunk(example)) for example in articles]
    learner = Learner(network.encoder, [tags.upos.index(kind) for kind in ACTING])
    train(learner, held, options.epochs, options.rate, options.seed)
    pieces = Pieces(options.model / "tokenizer.json")
    write(learner, options.model, (inputs(batch) for batch in typical(options.data, tags, pieces)))


if __name__ == "__main__":
    main(arguments())
