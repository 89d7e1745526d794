"""How far two readers agree about the acts of articles, and Panj with each: `python -m bench.articles.agreement`.

The first reader's acts are those of `standoff/looked_at.jsonl`, the second's those of `standoff/second.jsonl`, who had
the same rules and golds and did not see the first's. Both are scored as a system is, by `../shared/score.py`.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from bench.articles import run, standoff

Gold = dict[str, Any]
TASKS = ("event found", "event found + code", "event + actor + recipient")


def as_read(golds: Sequence[Gold]) -> Iterator[dict[str, Any]]:
    """Yield the lines that a system would write who read of acts what an annotator did."""
    for gold in golds:
        yield {"kind": "document", "id": gold["id"], "title": gold["title"], "text": gold["text"]}
        for event in gold["events"]:
            span = [event["trigger"]["start"], event["trigger"]["end"]]
            roles = [
                {"role": role, "name": name, "text": name}
                for role, names in (("actor", event["actors"]), ("recipient", event["recipients"]))
                for name in names
            ]
            yield {
                "kind": "statement",
                "document": gold["id"],
                "span": span,
                "chain": [],
                "modality": event["modality"],
                "denied": event["denied"],
                "event": {"trigger": span, "code": event["codes"][0], "roles": roles},
            }


def row(scored: dict[str, Any]) -> str:
    """Return the F1s of the acts and the shares of modality right and of unreal acts wrongly asserted."""
    wrong = scored["events wrongly asserted"]
    return "".join(f"{scored[task]['f1']:>12.3f}" for task in TASKS) + (
        f"{scored['modality accuracy on found events']:>12.3f}{wrong['wrong']:>8d} of {wrong['of']}"
    )


def main() -> int:
    data = run.SHARED / "data"
    if not data.exists():
        print(f"{run.SHARED} is not here: nothing measured", file=sys.stderr)
        return 0
    second, missing = standoff.join(standoff.lines(standoff.SECOND), data)
    for line in missing:
        print(f"left out: {line}", file=sys.stderr)
    ids = {gold["id"] for gold in second}
    first = [gold for gold in standoff.join(standoff.lines("looked_at"), data)[0] if gold["id"] in ids]
    score, panj = run.scorer().score, run.read(first)
    print(f"{len(first)} articles{'':24s}{'found':>8s}{'+ code':>12s}{'+ parties':>12s}{'modality':>12s}  wrong facts")
    for name, golds, lines in (
        ("the second reader, by the first", first, list(as_read(second))),
        ("Panj, by the first", first, panj),
        ("Panj, by the second", second, panj),
    ):
        print(f"{name:32s}{row(score(golds, lines))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
