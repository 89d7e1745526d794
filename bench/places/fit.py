"""Fits the weights of panj.world.gazetteer.choose, and says what they give on texts that they were not fitted on.

python -m bench.places.fit
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from bench.places.corpora import CORPORA, NEAR_KM, Text, Toponym, is_right, km, read
from panj.understand.places import named
from panj.world.gazetteer import Site
from panj.world.gazetteer.choose import WEIGHTS, Context, Group, features, grouped, settle

FOLDS = 5
RIDGE = 2.0
STEPS = 400
SAME_KM = 3.0  # between two candidates that are the same place
TURNS = 3
NAMES = tuple(WEIGHTS)


class Case(msgspec.Struct, frozen=True):
    """A text's groups, and for each gold toponym its group, the right candidates, and the best of these."""

    groups: tuple[Group, ...]
    golds: tuple[tuple[Group | None, tuple[bool, ...], tuple[bool, ...]], ...]


def case_of(text: Text) -> Case:
    """Return what fitting needs of a text."""
    spans = [t.span for t in text.toponyms]
    groups = grouped(named(text.text, spans))
    golds = []
    for gold, group in zip(text.toponyms, groups, strict=True):
        sites = [f.site for f in group.candidates] if group else []
        right = tuple(is_right(gold, s.lat, s.lon, s.geonameid) for s in sites)
        golds.append((group, right, best_of(gold, sites, right)))
    return Case(tuple(dict.fromkeys(g for g in groups if g)), tuple(golds))


def best_of(gold: Toponym, sites: Sequence[Site], right: Sequence[bool]) -> tuple[bool, ...]:
    """Tell which right candidates are meant, of a town and its province: that of the gold's id, else the nearest."""
    exact = tuple(gold.geonameid is not None and s.geonameid == gold.geonameid for s in sites)
    if any(exact) or gold.lat is None or gold.lon is None:
        return exact if any(exact) else tuple(right)
    away = [km(gold.lat, gold.lon, s.lat, s.lon) if good else NEAR_KM for s, good in zip(sites, right, strict=True)]
    nearest = min(away, default=0.0)
    return tuple(good and far <= nearest + SAME_KM for far, good in zip(away, right, strict=True))


def examples(cases: Sequence[Case], weights: Mapping[str, float]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return for each toponym that can be right the candidates' features, and which are right, in the final context."""
    result = []
    for case in cases:
        settle(case.groups, "", weights)
        context = Context(case.groups)
        for group, _, best in case.golds:
            if group and any(best) and not all(best):
                rows = [features(f, group, context, "") for f in group.candidates]
                result.append((np.array([[r.get(n, 0.0) for n in NAMES] for r in rows]), np.array(best)))
    return result


def fit(cases: Sequence[Case], start: Mapping[str, float]) -> dict[str, float]:
    """Return weights under which the right candidates have the most belief, contexts and weights fitted in turn."""
    weights = dict(start)
    prior = np.array([start[n] for n in NAMES])
    for _ in range(TURNS):
        data = examples(cases, weights)
        rows = np.concatenate([r for r, _ in data])
        right = np.concatenate([x for _, x in data])
        starts = np.cumsum([0, *(len(x) for _, x in data)])[:-1]
        w = np.array([weights[n] for n in NAMES])
        moment, square = np.zeros_like(w), np.zeros_like(w)
        for step in range(1, STEPS + 1):
            p = softmax(rows @ w, starts)
            q = softmax(np.where(right, rows @ w, -np.inf), starts)
            slope = (rows.T @ (p - q) + RIDGE * (w - prior)) / len(data)
            moment = 0.9 * moment + 0.1 * slope
            square = 0.99 * square + 0.01 * slope**2
            w = w - 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = dict(zip(NAMES, w.tolist(), strict=True))
    return weights


def softmax(scores: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the belief in each row among the rows of its own name, which begin at `starts`."""
    sizes = np.diff([*starts, len(scores)])
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    totals: np.ndarray = np.repeat(np.add.reduceat(powers, starts), sizes)
    return np.asarray(powers / totals)


def accuracy(cases: Sequence[Case], weights: Mapping[str, float]) -> tuple[int, int]:
    """Return how many toponyms come out right, of all."""
    good = every = 0
    for case in cases:
        settle(case.groups, "", weights)
        for group, right, _ in case.golds:
            every += 1
            good += group is not None and right[group.candidates.index(group.best)]
    return good, every


def main() -> None:
    """Print the accuracy of the present weights, of fitted ones on texts left out, and the weights fitted on all."""
    corpora = {name: [case_of(text) for text in read(name)] for name in CORPORA}
    for name, cases in corpora.items():
        good, every = accuracy(cases, WEIGHTS)
        print(f"{name}: present weights {good / every:.4f}")
    held = dict.fromkeys(corpora, 0)
    for fold in range(FOLDS):
        train = [c for cases in corpora.values() for i, c in enumerate(cases) if i % FOLDS != fold]
        weights = fit(train, WEIGHTS)
        for name, cases in corpora.items():
            held[name] += accuracy([c for i, c in enumerate(cases) if i % FOLDS == fold], weights)[0]
    for name, cases in corpora.items():
        print(f"{name}: left out {held[name] / sum(len(c.golds) for c in cases):.4f}")
    for one, other in (("TR-News", "GeoVirus"), ("GeoVirus", "TR-News")):
        good, every = accuracy(corpora[other], fit(corpora[one], WEIGHTS))
        print(f"fitted on {one}, {other}: {good / every:.4f}")
    final = fit([c for cases in corpora.values() for c in cases], WEIGHTS)
    print({name: round(value, 2) for name, value in final.items()})


if __name__ == "__main__":
    main()
