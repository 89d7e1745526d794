"""How often a reading that looks this sure is right: the rules' own sureness, calibrated on articles read by people."""

from functools import cache
from math import exp, log

from panj.lexicon import rows

BOUND = 0.001  # a sureness nearer to 0 or 1 than this counts as this
Line = tuple[float, float]


def calibrated(kind: str, raw: float) -> float:
    """Return the share of statements of this kind (event, claim, relation, figure) as sure as `raw` that are right.

    A logistic line over the logit of `raw` (Platt 1999), never falling; a kind that the table lacks stays as it is.
    """
    line = lines().get(kind)
    if line is None:
        return raw
    return 1 / (1 + exp(-(line[0] + line[1] * logit(raw))))


def logit(share: float) -> float:
    """Return the log odds of a share."""
    kept = min(max(share, BOUND), 1 - BOUND)
    return log(kept / (1 - kept))


@cache
def lines() -> dict[str, Line]:
    """Return intercept and slope by kind of statement."""
    return {row["kind"]: (float(row["intercept"]), float(row["slope"])) for row in rows("confidence")}
