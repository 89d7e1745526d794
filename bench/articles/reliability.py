"""How often statements of a given confidence are right, by the careful reader's articles."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

EDGES = (0.0, 0.5, 0.65, 0.8, 0.9, 1.01)
Gold = dict[str, Any]
Line = dict[str, Any]
Judged = tuple[float, bool]


def judged(golds: Iterable[Gold], lines: Sequence[Line]) -> Iterator[Judged]:
    """Yield the confidence of each statement that the annotation can judge, and whether it is right.

    An event is right if its trigger overlaps one of the reader's and the code is one that the reader would accept; a
    claim without an event, if its content shares half of its characters with one of the reader's.
    """
    for gold in golds:
        stated = [line for line in lines if line["kind"] == "statement" and line["document"] == gold["id"]]
        for line in stated:
            right = _event_right(gold, line) if line.get("event") else _claim_right(gold, line)
            if right is not None:
                yield line["confidence"], right


def _event_right(gold: Gold, line: Line) -> bool | None:
    start, end = line["event"]["trigger"]
    also = [span for event in gold["events"] for span in event.get("also", [])]
    if any(span["start"] < end and start < span["end"] for span in also):
        return None
    return any(
        event["trigger"]["start"] < end and start < event["trigger"]["end"] and line["event"]["code"] in event["codes"]
        for event in gold["events"]
    )


def _claim_right(gold: Gold, line: Line) -> bool | None:
    if len(line["chain"]) < 2 or line.get("relation"):
        return None
    return any(_half(line["span"], a["content"]) for a in gold["attributions"] if a["content"])


def _half(span: Sequence[int], content: dict[str, int]) -> bool:
    shared = min(span[1], content["end"]) - max(span[0], content["start"])
    return shared * 2 >= max(span[1], content["end"]) - min(span[0], content["start"])


def table(found: Iterable[Judged]) -> str:
    """Return a line for each band of confidence: statements, their mean confidence, the share that is right."""
    known = list(found)
    lines = [f"{'confidence':12s}{'statements':>12s}{'mean':>8s}{'right':>8s}"]
    for low, high in pairwise(EDGES):
        band = [(sure, right) for sure, right in known if low <= sure < high]
        if band:
            mean, share = sum(sure for sure, _ in band) / len(band), sum(right for _, right in band) / len(band)
            lines.append(f"{low:.2f}-{min(high, 1):.2f}   {len(band):12d}{mean:8.2f}{share:8.2f}")
    return "\n".join(lines)
