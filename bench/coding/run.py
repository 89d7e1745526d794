"""PLOVER root between two given actors on plv-train, by trees and tables alone: no learned head, nothing fitted.

python -m bench.coding.run [--pin]
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from panj.english import parse_all
from panj.records import Span
from panj.understand.events.coding import code_pair, found_in, merged
from panj.world import load_world

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data" / "events" / "plv-train.jsonl"
FLOOR = HERE / "floor.json"
NOTHING = "-"
SLACK = 0.5  # points of F1


def cases() -> list[dict[str, Any]]:
    """Return the sentences in which both actors were found."""
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["source_spans"] and row["target_spans"]]


def answers(rows: Sequence[dict[str, Any]]) -> Iterable[str]:
    """Yield the best root of each sentence, `NOTHING` where no act is found between its actors."""
    world = load_world()
    for row, parsed in zip(rows, parse_all((row["text"], None) for row in rows), strict=True):
        found = found_in(row["text"], parsed, world)
        source, target = Span(*row["source_spans"][0]), Span(*row["target_spans"][0])
        scored = merged(code_pair(parsed, found, source, target))
        yield scored[0][0] if scored else NOTHING


def f1(wanted: Sequence[str], given: Sequence[str], root: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a root, in percent."""
    hits = sum(w == g == root for w, g in zip(wanted, given, strict=True))
    precision = 100 * hits / max(1, sum(g == root for g in given))
    recall = 100 * hits / max(1, sum(w == root for w in wanted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(arguments: Sequence[str]) -> int:
    rows = cases()
    wanted, given = [row["plover_event"] for row in rows], list(answers(rows))
    scores = {root: f1(wanted, given, root) for root in sorted(set(wanted))}
    for root, (precision, recall, score) in scores.items():
        print(f"{root:12s} P {precision:5.1f}  R {recall:5.1f}  F1 {score:5.1f}  of {wanted.count(root)}")
    macro = round(sum(score for *_, score in scores.values()) / len(scores), 2)
    least = json.loads(FLOOR.read_text(encoding="utf-8"))["macro"] if FLOOR.exists() else 0.0
    print(f"macro-F1 {macro} (floor {least}); nothing said of {given.count(NOTHING)} of {len(rows)}")
    if "--pin" in arguments:
        FLOOR.write_text(json.dumps({"macro": macro}) + "\n", encoding="utf-8")
        return 0
    return int(macro < least - SLACK)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
