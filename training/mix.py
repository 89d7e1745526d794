"""The mean of the weights of checkpoints, one named twice counts double: `python -m training.mix --out FILE FILE ...`.

Runs that begin at the same weights end near enough to each other that their mean errs less than any of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.shipped import load, save


def run() -> None:
    """Read the checkpoints and write their mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    parser.add_argument("checkpoints", type=Path, nargs="+")
    options = parser.parse_args()
    loaded = [load(path) for path in options.checkpoints]
    states = [model.state_dict() for model, _ in loaded]
    model, tags = loaded[0]
    model.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    save(options.out, model, tags)


if __name__ == "__main__":
    run()
