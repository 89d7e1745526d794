"""Tune the encoder and the two PLOVER heads alone: for folds, which the joint training cannot afford."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from training.encode import Encoded, Pieces, batches, encode, gold, inputs, on
from training.losses import any_of
from training.network import Panj
from training.windows import ROOTS, Window

FROZEN_LAYERS = 2
ENCODER_RATE = 1.5e-4
HEAD_RATE = 1e-3
Epoch = Callable[[], list[Window]]


def root_heads(model: Panj) -> list[nn.Parameter]:
    """The weights of the two heads."""
    parts = (model.look, model.ask, model.keys, model.alone, model.given)
    return [p for part in parts for p in part.parameters()]


def answers(model: Panj, batch: list[Encoded]) -> dict[str, Tensor]:
    """Root scores of a batch, given actors and alone."""
    tensors = on(inputs(batch), model.encoder.mix.device)
    pieces = model.encoder(tensors["ids"], tensors["mask"], tensors["shapes"])
    return model.roots(pieces, tensors["mask"], tensors["markers"])


def tune(model: Panj, pieces: Pieces, epoch: Epoch, epochs: int, seed: int, size: int = 900) -> None:
    """Train on the windows that `epoch` gives anew each time; embeddings and the lowest layers stay as they are."""
    for part in (model.encoder.words, model.encoder.places, *list(model.encoder.layers)[:FROZEN_LAYERS]):
        part.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = root_heads(model)
    groups = [{"params": encoder, "base": ENCODER_RATE}, {"params": heads, "base": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    chance = random.Random(seed)
    torch.manual_seed(seed)
    model.train()
    for number in range(epochs):
        groups_now = batches([encode(window, pieces) for window in epoch()], size, chance)
        for at, batch in enumerate(groups_now):
            done = (number + at / len(groups_now)) / epochs
            _step(model, batch, optimizer, min(done / 0.1, (1 - done) / 0.9))
    model.eval()


def _step(model: Panj, batch: list[Encoded], optimizer: torch.optim.AdamW, factor: float) -> None:
    """One step on the roots of a batch."""
    device = model.encoder.mix.device
    answer = on(gold(batch, len(ROOTS)), device)
    known = answer["roots"].any(1)
    with torch.autocast(device.type, torch.bfloat16):
        out = answers(model, batch)
    weights = answer["weights"]
    loss = any_of(out["root"], answer["roots"], known & answer["marked"], weights)
    loss = (loss + any_of(out["root_alone"], answer["roots"], known & ~answer["marked"], weights)) / len(batch)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * factor
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


def probabilities(model: Panj, pieces: Pieces, windows: Sequence[Window]) -> Tensor:
    """Probabilities of the roots: between the actors where they are marked, else of the text."""
    encoded = [encode(window, pieces) for window in windows]
    place = {id(item): at for at, item in enumerate(encoded)}
    found = torch.zeros(len(windows), len(ROOTS))
    with torch.inference_mode():
        for batch in batches(encoded, 4096):
            out = answers(model, batch)
            for row, item in enumerate(batch):
                scores = out["root" if item.window.marks else "root_alone"][row].float().cpu()
                found[place[id(item)]] = torch.softmax(scores, 0)
    return found
