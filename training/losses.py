"""One loss for whatever gold a batch holds."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.network import Panj

CLOSED = -1e4
WEIGHTS = {
    "arcs": 2.0, "labels": 2.0, "upos": 1.0, "xpos": 1.0, "types": 1.0, "tags": 1.5, "points": 0.7,
    "root": 10.0, "root_alone": 8.0, "events": 4.0,
}  # fmt: skip


def tag_loss(model: Panj, names: Tensor, says: Tensor, allowed: Tensor, real: Tensor) -> Tensor:
    """How improbable the allowed tag sequences are, in four chains: names, source, cue, content."""
    size, width, _ = says.shape
    named = _improbable(names[:, :, None], allowed[:, :, :1], real, model.name_moves[None], model.name_starts[None])
    three = says.view(size, width, 3, 3)
    said = _improbable(three, allowed[:, :, 1:, :3], real, model.say_moves, model.say_starts)
    return 2.0 * named + said


def _improbable(scores: Tensor, allowed: Tensor, real: Tensor, moves: Tensor, starts: Tensor) -> Tensor:
    """Log of all sequences minus log of the allowed ones, summed, for scores [B, W, chains, tags]."""
    both = torch.cat([scores, scores + (~allowed) * CLOSED])
    ends = torch.logsumexp(_walked(both, torch.cat([real, real]), moves, starts), 2)
    return (ends[: len(scores)] - ends[len(scores) :]).sum()


def _walked(scores: Tensor, real: Tensor, moves: Tensor, starts: Tensor) -> Tensor:
    """Log weights [B, chains, tags] of all ways to each last tag; neighbours are joined pairwise, not one by one.

    A product of matrices may be bracketed at will: seven rounds instead of 126 steps, which a GPU would wait for.
    """
    tags = scores.shape[3]
    stay = torch.full_like(moves, CLOSED).masked_fill(torch.eye(tags, dtype=torch.bool, device=moves.device), 0.0)
    steps = torch.where(real[:, 1:, None, None, None], moves + scores[:, 1:, :, None, :], stay)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, stay.expand(len(steps), 1, *stay.shape)], 1)
        steps = torch.logsumexp(steps[:, ::2, :, :, :, None] + steps[:, 1::2, :, None], 4)
    first = starts + scores[:, 0]
    return torch.logsumexp(first[..., None] + steps[:, 0], 2) if steps.shape[1] else first


def _entropy(scores: Tensor, answers: Tensor) -> Tensor:
    """Summed cross-entropy where there is gold."""
    return nn.functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]).float(), answers.reshape(-1), ignore_index=-100, reduction="sum"
    )


def any_of(scores: Tensor, chosen: Tensor, rows: Tensor, weights: Tensor, smooth: float = 0.1) -> Tensor:
    """Weighted loss of rows whose answer is one of the chosen columns."""
    if not bool(rows.any()):
        return scores.new_zeros(())
    logs = torch.log_softmax(scores[rows].float(), 1)
    hit = torch.logsumexp(logs.masked_fill(~chosen[rows], CLOSED), 1)
    return ((-(1 - smooth) * hit - smooth * logs.mean(1)) * weights[rows]).sum()


def root_losses(out: dict[str, Tensor], gold: dict[str, Tensor], real: Tensor) -> dict[str, Tensor]:
    """Losses of the three PLOVER heads; a text with no root at all is gold for the words' `none` alone."""
    chosen, weights, marked = gold["roots"], gold["weights"], gold["marked"]
    count = chosen.shape[1]
    has_root = chosen[:, :count].any(1)
    words = out["events"].float().masked_fill(~real[..., None], CLOSED)
    pooled = torch.logsumexp(words, 1)
    pooled = torch.cat([torch.zeros_like(pooled[:, :1]), pooled[:, 1:]], 1)
    plain = has_root & ~marked
    neutral = gold["neutral"]
    with_none = torch.cat([neutral[:, None], chosen], 1)
    return {
        "root": any_of(out["root"], chosen, has_root & marked, weights),
        "root_alone": any_of(out["root_alone"], chosen, plain, weights),
        "events": any_of(pooled, with_none, plain | neutral, weights),
    }


def losses(model: Panj, batch: dict[str, Tensor], gold: dict[str, Tensor], out: dict[str, Tensor]) -> dict[str, Tensor]:
    """Every loss of a batch, each summed, weighted and divided by the words of the batch."""
    real = batch["sentence"][:, 1:] > 0
    heads = gold["heads"].clamp(min=0)
    label_scores = model.syntax.labels(out["label_dep"], out["label_head"], heads)
    parts = {name: _entropy(out[name], gold[name]) for name in ("upos", "xpos", "types", "points")}
    parts["arcs"] = _entropy(out["arcs"], gold["heads"])
    parts["labels"] = _entropy(label_scores, gold["labels"])
    parts["tags"] = tag_loss(model, out["names"].float(), out["says"].float(), gold["allowed"], real)
    parts |= root_losses(out, gold, real)
    words = real.sum()
    return {name: WEIGHTS[name] * value / words for name, value in parts.items()}
