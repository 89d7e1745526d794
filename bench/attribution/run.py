"""Exact segments of who says what on PolNeAR's development part, from raw text; fails below what was reached before.

python -m bench.attribution.run [--data FILE] [--pin]
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from panj.english import Parsed, parse_all

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data" / "attribution" / "polnear-dev.jsonl.gz"
FLOOR = HERE / "floor.json"
ROLES = ("source", "cue", "content")
SLACK = 0.1  # percent
Span = tuple[int, int]


def records(path: Path) -> list[dict[str, Any]]:
    """Return the primary annotations."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [record for record in map(json.loads, lines) if record["primary"]]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def snapped(words: Iterable[Span], spans: Iterable[Span]) -> set[Span]:
    """Return spans grown to the words that they touch: what was marked in mid-word counts as the word."""
    places = list(words)
    found = set()
    for first, last in spans:
        inside = [(start, end) for start, end in places if start < last and end > first]
        if inside:
            found.add((inside[0][0], inside[-1][1]))
    return found


def wanted(record: dict[str, Any], role: str) -> set[Span]:
    """Return the gold spans of a role."""
    return {trimmed(record["text"], *span) for one in record["attributions"] for span in one[f"{role}_spans"]}


def linked(record: dict[str, Any], role: str) -> set[tuple[Span, Span]]:
    """Return gold pairs of a source or content and its cue."""
    return {
        (trimmed(record["text"], *span), trimmed(record["text"], *cue))
        for one in record["attributions"]
        for span in one[f"{role}_spans"]
        for cue in one["cue_spans"]
    }


def f1(hit: int, found: int, gold: int) -> float:
    """Return F1 in percent."""
    return round(200 * hit / max(1, found + gold), 2)


def measured(golds: list[dict[str, Any]], read: list[Parsed]) -> dict[str, float]:
    """Return exact F1 of each role, to the character and to the word, and of pairs with their cue."""
    counts: dict[str, list[int]] = {}

    def add(name: str, found: set[Any], gold: set[Any]) -> None:
        count = counts.setdefault(name, [0, 0, 0])
        for at, number in enumerate((len(found & gold), len(found), len(gold))):
            count[at] += number

    for record, parsed in zip(golds, read, strict=True):
        words = [(token.start, token.end) for sentence in parsed.sentences for token in sentence.tokens]
        for role in ROLES:
            found = {(s.start, s.end) for s in parsed.segments if s.kind == role}
            gold = wanted(record, role)
            add(role, found, gold)
            add(f"{role}, to the word", found, snapped(words, gold))
        for role in ("source", "content"):
            segments = [s for s in parsed.segments if s.kind == role and s.cue is not None]
            cues = [parsed.segments[s.cue] for s in segments if s.cue is not None]
            pairs = {((s.start, s.end), (c.start, c.end)) for s, c in zip(segments, cues, strict=True)}
            add(f"{role} with its cue", pairs, linked(record, role))
    return {name: f1(*count) for name, count in counts.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--pin", action="store_true", help="write the floor anew")
    options = parser.parse_args()
    golds = records(options.data)
    scores = measured(golds, list(parse_all((record["text"], None) for record in golds)))
    for name, score in scores.items():
        print(f"{name:<24}{score:6.2f}")
    if options.pin:
        FLOOR.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
        return 0
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    low = [name for name, score in floor.items() if scores.get(name, 0.0) < score - SLACK]
    for name in low:
        print(f"below the floor: {name} {scores.get(name)} < {floor[name]}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
