"""Accuracy on the development sets, from anything that answers like the shipped graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from training.corpus import Tags
from training.decode import Floats, name_rules, segments, viterbi
from training.encode import Batch, Encoded, batches, inputs
from training.network import Panj
from training.shipped import INPUTS, OUTPUTS, Shipped
from training.windows import NAMES, SAYS

Answers = dict[str, NDArray[np.float32]]
Answer = Callable[[Batch], Answers]


@dataclass(slots=True)
class Chains:
    """Move and start scores of the tag chains, as the runtime gets them."""

    name_moves: Floats
    name_starts: Floats
    say_moves: Floats
    say_starts: Floats


@dataclass(slots=True)
class Count:
    """Hits among what was found and what there was."""

    hit: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[tuple[int, int, int]], gold: set[tuple[int, int, int]]) -> None:
        """Count one window's segments."""
        self.hit += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f(self) -> float:
        """F1 in percent."""
        return 200 * self.hit / max(1, self.found + self.gold)


@dataclass(slots=True)
class Tally:
    """Right answers of the heads that give one answer a word."""

    words: int = 0
    right: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, right: int) -> None:
        """Add right answers."""
        self.right[name] = self.right.get(name, 0) + right


def torch_answers(model: Panj) -> Answer:
    """Answers of a network in memory."""
    shipped = Shipped(model).eval()

    def answer(batch: Batch) -> Answers:
        with torch.inference_mode():
            out = shipped(*(batch[name] for name in INPUTS))
        return {name: value.numpy() for name, value in zip(OUTPUTS, out, strict=True)}

    return answer


def chains_of(model: Panj) -> Chains:
    """The learnt move and start scores, closed where BIO forbids."""
    arrays = [value.detach().numpy().astype(np.float32) for value in
              (model.name_moves, model.name_starts, model.say_moves, model.say_starts)]  # fmt: skip
    names = name_rules(NAMES, arrays[0], arrays[1])
    says = arrays[2].copy()
    says[:, 0, 2] = -1e4
    return Chains(names[0], names[1], says, arrays[3])


def answered(items: list[Encoded], answer: Answer, pieces: int = 4096) -> Iterator[tuple[list[Encoded], Answers]]:
    """The answers of all windows, batch by batch."""
    for batch in batches(items, pieces):
        yield batch, answer(inputs(batch))


def tree_scores(items: list[Encoded], answer: Answer, tags: Tags, chains: Chains) -> dict[str, float]:
    """Tags, attachment on universal relations, names and entity types of a treebank's windows, in percent."""
    tally, names, types = Tally(), Count(), Count()
    plain = np.array([tags.labels.index(label) for label in _universal(tags.labels)])
    for batch, out in answered(items, answer):
        lengths = np.array([len(item.window.words) for item in batch])
        spans = viterbi(out["names"], lengths, chains.name_moves, chains.name_starts)
        for row, item in enumerate(batch):
            window, size = item.window, len(item.window.words)
            heads = out["heads"][row, :size] == np.array(window.heads)
            labels = plain[out["labels"][row, :size].astype(int)] == plain[np.array(window.labels)]
            tally.words += size
            tally.add("uas", int(heads.sum()))
            tally.add("las", int((heads & labels).sum()))
            tally.add("upos", int((out["upos"][row, :size] == np.array(window.upos)).sum()))
            tally.add("xpos", int((out["xpos"][row, :size] == np.array(window.xpos)).sum()))
            if window.types:
                types.add(_typed(out["types"][row, :size].tolist()), _typed(window.types))
            elif all(len(allowed) == 1 for allowed in window.names):
                exact = [next(iter(allowed)) for allowed in window.names]
                names.add(segments(spans[row, :size].tolist(), 3), segments(exact, 3))
    scores = {name: 100 * right / tally.words for name, right in tally.right.items()}
    return scores | ({"types": types.f} if types.gold else {"names": names.f})


def _universal(labels: list[str]) -> list[str]:
    """For each label the first label of the same universal relation."""
    first: dict[str, str] = {}
    return [first.setdefault(label.split(":")[0], label) for label in labels]


def _typed(types: list[int]) -> set[tuple[int, int, int]]:
    """Head words with their entity types."""
    return {(at, at, kind) for at, kind in enumerate(types) if kind > 0}


def said_scores(items: list[Encoded], answer: Answer, chains: Chains) -> dict[str, float]:
    """Exact segments of source, cue and content, and right pointers, in percent."""
    counts = {role: Count() for role in SAYS}
    right = total = 0
    for batch, out in answered(items, answer):
        lengths = np.array([len(item.window.words) for item in batch])
        for number, role in enumerate(SAYS):
            scores = out["says"][:, :, 3 * number : 3 * number + 3]
            spans = viterbi(scores, lengths, chains.say_moves[number], chains.say_starts[number])
            for row, item in enumerate(batch):
                found = segments(spans[row, : lengths[row]].tolist(), 1)
                counts[role].add(found, segments(item.window.says[number], 1))
        for row, item in enumerate(batch):
            points = np.array(item.window.points)
            known = points >= 0
            right += int((out["points"][row, : len(points)].argmax(1) == points)[known].sum())
            total += int(known.sum())
    return {role: count.f for role, count in counts.items()} | {"points": 100 * right / max(1, total)}


def report(items: dict[str, list[Encoded]], answer: Answer, tags: Tags, chains: Chains) -> dict[str, dict[str, float]]:
    """All development figures."""
    found: dict[str, dict[str, float]] = {
        name: tree_scores(items[name], answer, tags, chains) for name in items if name != "polnear"
    }
    if "polnear" in items:
        found["polnear"] = said_scores(items["polnear"], answer, chains)
    return found


def line(scores: dict[str, dict[str, float]]) -> str:
    """The figures in one line."""
    return " | ".join(
        f"{name} " + " ".join(f"{key} {value:.2f}" for key, value in part.items()) for name, part in scores.items()
    )
