"""A classifier of bare words: logistic regression on word n-grams, the floor and a voice in the vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor
from training.windows import ROOTS, Window


def features(window: Window) -> Counter[str]:
    """Words, pairs of words and beginnings of words; between marked actors once more, and where the actors stand."""
    words = [word.lower() for word in window.words]
    found = Counter(words)
    found.update(f"{left} {right}" for left, right in pairwise(words))
    found.update(f"^{word[:5]}" for word in words if len(word) > 5)
    places = dict((marker, place) for place, marker in window.marks)
    if {0, 1, 2, 3} <= places.keys():
        forward = places[0] < places[2]
        low, high = (places[1], places[2]) if forward else (places[3], places[0])
        side = ">" if forward else "<"
        between = words[low:high]
        found.update(f"{side}{word}" for word in between)
        found.update(f"{side}^{word[:5]}" for word in between)
        found.update(f"{side}{left} {right}" for left, right in pairwise(between))
        found.update(f"after {word}" for word in words[max(places[1], places[3]) :][:6])
    return found


class Bag:
    """TF-IDF vectors of the features that at least two training texts share."""

    def __init__(self, windows: Sequence[Window]) -> None:
        """Learn the vocabulary and the weights of its words."""
        spread = Counter(name for window in windows for name in features(window))
        self.columns = {name: at for at, (name, count) in enumerate(spread.items()) if count > 1}
        self.columns = {name: at for at, name in enumerate(self.columns)}
        counts = torch.tensor([float(spread[name]) for name in self.columns])
        self.weights = torch.log((1 + len(windows)) / (1 + counts)) + 1

    def __call__(self, windows: Sequence[Window]) -> Tensor:
        """Unit vectors of the windows."""
        table = torch.zeros(len(windows), len(self.columns))
        for row, window in enumerate(windows):
            for name, count in features(window).items():
                if name in self.columns:
                    table[row, self.columns[name]] = 1 + torch.log(torch.tensor(float(count)))
        table = table * self.weights
        return table / table.norm(dim=1, keepdim=True).clamp(min=1e-6)


def probabilities(train: Sequence[Window], test: Sequence[Window], penalty: float = 2e-4) -> Tensor:
    """Probabilities of the roots of the test windows."""
    bag = Bag(train)
    table, answers = bag(train), torch.tensor([min(window.roots) for window in train])
    matrix = torch.zeros(table.shape[1], len(ROOTS), requires_grad=True)
    offset = torch.zeros(len(ROOTS), requires_grad=True)
    optimizer = torch.optim.LBFGS([matrix, offset], max_iter=60, line_search_fn="strong_wolfe")
    counts = torch.bincount(answers, minlength=len(ROOTS)).float()
    balance = (len(train) / len(ROOTS) / counts.clamp(min=1)).sqrt()

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(table @ matrix + offset, answers, weight=balance)
        value = value + penalty * matrix.square().sum()
        value.backward()
        return value

    optimizer.step(loss)
    with torch.inference_mode():
        return torch.softmax(bag(test) @ matrix + offset, 1)
