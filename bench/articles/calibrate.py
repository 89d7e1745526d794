"""Fit how often readings of a given sureness are right, and write src/panj/lexicon/confidence.csv.

python -m bench.articles.calibrate [--write] [GOLD ...]
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import msgspec
import numpy as np

import panj.lexicon
from bench.articles import reliability, run
from bench.articles.reliability import Judged
from panj.understand import confidence
from panj.understand.confidence import Line

TABLE = Path(panj.lexicon.__file__).with_name("confidence.csv")
HEAD = """# How often a statement is right, by how sure the rules are of it: a logistic line over log odds (Platt 1999).
# Fitted on the articles that were read by a person: python -m bench.articles.calibrate --write GOLD ...
kind,intercept,slope
"""
PRIOR = 2.0  # pulls slopes to 1 and intercepts to 0, as two statements would that agree with the rules
STEPS = 50
FEWEST = 20  # statements; a kind with fewer is left as the rules have it


def fit(found: Sequence[Judged]) -> Line:
    """Return intercept and slope of the most likely logistic line by Newton's method, the slope not below zero."""
    odds = np.array([confidence.logit(one.sure) for one in found])
    right = np.array([one.right for one in found], dtype=np.float64)
    columns, start = np.stack([np.ones_like(odds), odds], axis=1), np.array([0.0, 1.0])
    line = start.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(columns @ line)))
        slope = columns.T @ (right - chance) - PRIOR * (line - start)
        bend = columns.T @ (columns * (chance * (1 - chance))[:, None]) + PRIOR * np.eye(2)
        line += np.linalg.solve(bend, slope)
    if line[1] < 0:
        share = (right.sum() + 1) / (len(right) + 2)
        return confidence.logit(float(share)), 0.0
    return float(line[0]), float(line[1])


def fitted(found: Sequence[Judged]) -> dict[str, Line]:
    """Return the line of each kind of which there are enough."""
    kinds = sorted({one.kind for one in found})
    known = {kind: [one for one in found if one.kind == kind] for kind in kinds}
    return {kind: fit(some) for kind, some in known.items() if len(some) >= FEWEST}


def applied(found: Sequence[Judged], table: dict[str, Line]) -> list[Judged]:
    """Return the statements with the sureness that a table gives them."""
    with mock.patch.object(confidence, "lines", return_value=table):
        return [msgspec.structs.replace(one, sure=confidence.calibrated(one.kind, one.sure)) for one in found]


def crossed(found: Sequence[Judged]) -> list[Judged]:
    """Return the statements of each article with the sureness fitted on all the others."""
    out = []
    for article in sorted({one.article for one in found}):
        others = [one for one in found if one.article != article]
        out.extend(applied([one for one in found if one.article == article], fitted(others)))
    return out


def main(arguments: Sequence[str]) -> int:
    golds = run.articles([argument for argument in arguments if not argument.startswith("--")])
    with mock.patch.object(confidence, "lines", return_value={}):
        lines = run.read(golds)
    found = list(reliability.judged(golds, lines, run.scorer()))
    print("as the rules have it\n" + reliability.table(found))
    print("\nfitted on the other articles\n" + reliability.table(crossed(found)))
    table = fitted(found)
    print(json.dumps(table))
    if "--write" in arguments:
        rows = "".join(f"{kind},{low:.3f},{slope:.3f}\n" for kind, (low, slope) in table.items())
        TABLE.write_text(HEAD + rows, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
