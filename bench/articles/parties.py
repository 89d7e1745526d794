"""Tell what is wrong with the parties of the acts found with their code: nobody, another, only some of several.

python -m bench.articles.parties [GOLD ...]
python -m bench.articles.parties --set looked_at|unopened [ROUND ...]
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from bench.articles import run

Gold = dict[str, Any]
PARTS = {"actor": "actors", "recipient": "recipients"}
RIGHT, NULL = "right", "right, nobody"


def judged(gold: Gold, lines: Sequence[Gold], score: ModuleType) -> Iterator[dict[str, str]]:
    """Yield how each part of each act that was found with its code was filled."""
    text = next(line for line in lines if line["kind"] == "document" and line["id"] == gold["id"])["text"]
    at = score.Align(gold["text"], text)
    wanted = [(span, event) for event in gold["events"] if (span := at(event["trigger"]))]
    said = [line.get("event") for line in lines if line["kind"] == "statement" and line["document"] == gold["id"]]
    found = list({(*event["trigger"], event["code"]): event for event in said if event}.values())

    def close(want: tuple[Any, Gold], got: Gold) -> int:
        shared: int = score.overlap(want[0], tuple(got["trigger"]))
        return shared + (1000 if shared and got["code"] in want[1]["codes"] else 0)

    for i, j in score.pair(wanted, found, close):
        if found[j]["code"] in wanted[i][1]["codes"]:
            yield {part: kind(wanted[i][1][key], names(found[j], part), score) for part, key in PARTS.items()}


def names(event: Gold, part: str) -> list[str]:
    """Return what those who play a part are called, by their names and by the words of the text."""
    played = (role for role in event.get("roles", ()) if role["role"] == part)
    return [name for role in played for name in (role.get("name"), role.get("text")) if name]


def kind(wanted: Sequence[str], said: Sequence[str], score: ModuleType) -> str:
    """Return how what is said of a part stands to what the reader has."""
    met = [any(score.same_name(want, name) for name in said) for want in wanted]
    if not wanted:
        return "somebody, reader nobody" if said else NULL
    if not said:
        return "nobody, reader somebody"
    return RIGHT if all(met) else "only some of several" if any(met) else "another"


def main(arguments: Sequence[str]) -> int:
    golds = run.asked(arguments)
    if not golds:
        return 0
    score, lines = run.scorer(), run.read(golds)
    acts = [act for gold in golds for act in judged(gold, lines, score)]
    whole = sum(all(found in {RIGHT, NULL} for found in act.values()) for act in acts)
    print(f"both parts right: {whole} of {len(acts)}")
    for part in PARTS:
        counted = Counter(act[part] for act in acts).most_common()
        print(f"{part:10s}" + "; ".join(f"{found} {n}" for found, n in counted))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
