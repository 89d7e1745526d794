"""How often statements of a given confidence are right, by the careful reader's articles."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from types import ModuleType
from typing import Any

import msgspec

EDGES = (0.0, 0.5, 0.65, 0.8, 0.9, 1.01)
Gold = dict[str, Any]
Line = dict[str, Any]


class Judged(msgspec.Struct, frozen=True):
    """A statement that the annotation can judge: of which article and kind, how sure it is, and whether it is right."""

    article: str
    kind: str
    sure: float
    right: bool


def judged(golds: Iterable[Gold], lines: Sequence[Line], score: ModuleType) -> Iterator[Judged]:
    """Yield each statement that the annotation can judge.

    An event is right if its trigger overlaps one of the reader's, the code is one that the reader would accept, and
    modality and denial are the reader's; a relation if the reader has the same one between the same two; a figure if
    it overlaps one of the reader's with the same bounds; another claim if its content shares half of its characters
    with one of the reader's.
    """
    for gold in golds:
        stated = [line for line in lines if line["kind"] == "statement" and line["document"] == gold["id"]]
        counted = {
            tuple(quantity["span"]): quantity
            for line in lines
            if line["kind"] == "reading" and line["document"] == gold["id"]
            for quantity in line["quantities"]
        }
        for line in stated:
            kind = _kind(line)
            if kind == "event":
                right = _event_right(gold, line)
            elif kind == "relation":
                right = _relation_right(gold, line, score)
            elif kind == "figure":
                right = _figure_right(gold, counted[tuple(line["quantities"][0])])
            else:
                right = _claim_right(gold, line)
            if right is not None:
                yield Judged(gold["id"], kind, line["confidence"], right)


def _kind(line: Line) -> str:
    if line.get("event"):
        return "event"
    if line.get("relation"):
        return "relation"
    return "figure" if len(line["chain"]) < 2 and line.get("quantities") else "claim"


def _event_right(gold: Gold, line: Line) -> bool | None:
    start, end = line["event"]["trigger"]
    also = [span for event in gold["events"] for span in event.get("also", [])]
    if any(span["start"] < end and start < span["end"] for span in also):
        return None
    return any(
        event["trigger"]["start"] < end
        and start < event["trigger"]["end"]
        and line["event"]["code"] in event["codes"]
        and {line["modality"], event["modality"]} in ({event["modality"]}, {"asked", "hypothetical"})
        and bool(line.get("denied")) is bool(event.get("denied"))
        for event in gold["events"]
    )


def _relation_right(gold: Gold, line: Line, score: ModuleType) -> bool:
    found = line["relation"]
    return any(
        known["relation"] == found["relation"]
        and score.same_name(known["subject"], found.get("subject"))
        and score.same_name(known["object"], found.get("object"))
        for known in gold["relations"]
    )


def _figure_right(gold: Gold, quantity: Line) -> bool:
    start, end = quantity["span"]
    return any(
        q["span"]["start"] < end
        and start < q["span"]["end"]
        and (q["low"], q["high"]) == (quantity.get("low"), quantity.get("high"))
        for q in gold["quantities"]
    )


def _claim_right(gold: Gold, line: Line) -> bool:
    return any(_half(line["span"], a["content"]) for a in gold["attributions"] if a["content"])


def _half(span: Sequence[int], content: dict[str, int]) -> bool:
    shared = min(span[1], content["end"]) - max(span[0], content["start"])
    return shared * 2 >= max(span[1], content["end"]) - min(span[0], content["start"])


def error(found: Sequence[Judged]) -> float:
    """Return the expected calibration error: how far sureness lies from the share that is right, over the bands."""
    return sum(abs(sum(j.sure for j in band) - sum(j.right for j in band)) for _, _, band in _bands(found)) / len(found)


def _bands(found: Sequence[Judged]) -> Iterator[tuple[float, float, list[Judged]]]:
    for low, high in pairwise(EDGES):
        band = [one for one in found if low <= one.sure < high]
        if band:
            yield low, high, band


def table(found: Iterable[Judged]) -> str:
    """Return a line for each band of confidence: statements, their mean confidence, the share that is right."""
    known = list(found)
    lines = [f"{'confidence':12s}{'statements':>12s}{'mean':>8s}{'right':>8s}"]
    for low, high, band in _bands(known):
        mean, share = sum(one.sure for one in band) / len(band), sum(one.right for one in band) / len(band)
        lines.append(f"{low:.2f}-{min(high, 1):.2f}   {len(band):12d}{mean:8.2f}{share:8.2f}")
    return "\n".join((*lines, f"expected calibration error {error(known):.3f}")) if known else lines[0]
