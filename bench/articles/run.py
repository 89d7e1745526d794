"""Score what Panj reads in the annotated articles; fail below what was reached before.

python -m bench.articles.run [--pin] [GOLD ...]
python -m bench.articles.run --set looked_at|unopened|acts [ROUND ...]
python -m bench.articles.run --set acts scored    # those of its articles that nobody may look at
"""

import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from bench.articles import reliability, standoff
from panj import pipeline
from panj.errors import ReadError
from panj.read import Given
from panj.serve.stream import stream

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
FLOOR = HERE / "floor.json"
SLACK = 0.002  # F1; less than one hit more or fewer in the largest task
TASKS_OF = {  # how the scorer's tasks about a kind of annotation begin
    "attributions": "attribution",
    "quantities": "quantity",
    "dates": "date",
    "places": "place",
    "relations": "relation",
}
Gold = dict[str, Any]
Row = dict[str, float]


def scorer() -> ModuleType:
    """Return the scorer that stands beside the articles."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(paths: Sequence[str] = ()) -> list[Gold]:
    """Return the annotated articles, all of `../shared/data/articles` if none are named."""
    found = [Path(path) for path in paths] or sorted((SHARED / "data" / "articles").glob("*.gold.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]


def asked(arguments: Sequence[str]) -> list[Gold]:
    """Return the articles that the arguments of a bench name: a set and its rounds, files, or all of `../shared`.

    What cannot be had is said on standard error.
    """
    named = [argument for argument in arguments if not argument.startswith("--")]
    if not (SHARED / "score.py").exists():
        print(f"{SHARED} is not here: nothing measured", file=sys.stderr)
        return []
    if "--set" not in arguments:
        return articles(named)
    name, *rounds = named or ("",)
    half = [rounds.pop()] if rounds[-1:] == ["scored"] else []
    if name not in standoff.SETS or not all(number.isdigit() for number in rounds):
        raise SystemExit(f"--set takes {' or '.join(standoff.SETS)} and numbers of rounds, not {' '.join(named)!r}")
    kept = standoff.lines(name, {int(number) for number in rounds})
    kept = [line for line in kept if not half or line.get("half") in half]
    golds, missing = standoff.join(kept, SHARED / "data")
    for line in missing:
        print(f"left out: {line}", file=sys.stderr)
    print(f"{len(golds)} of {len(kept)} articles, {sum(len(gold['events']) for gold in golds)} events")
    return golds


def read(golds: Iterable[Gold]) -> list[dict[str, Any]]:
    """Return the lines of the stream for the texts of these articles, as `panj read articles.jsonl --json` has them."""
    fields = ("id", "text", "title", "outlet", "published")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("\n".join(json.dumps({f: g.get(f) for f in fields}) for g in golds), encoding="utf-8")
        found = pipeline.documents([str(path)], Given(), _failed)
        readings = pipeline.understand_all(found)
        lines = [line for document, reading in readings for line in stream(document, reading)]
    return [json.loads(msgspec.json.encode(line)) for line in lines]


def _failed(error: ReadError) -> None:
    raise error


def measured(golds: Sequence[Gold], lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the scorer's figures for the seed, for the others, and for all together."""
    score = scorer().score
    groups = {"seed": [g for g in golds if g["id"] == "seed"], "others": [g for g in golds if g["id"] != "seed"]}
    groups["all"] = list(golds)
    return {name: score(some, _of(lines, some)) for name, some in groups.items() if some}


def _of(lines: list[dict[str, Any]], golds: Sequence[Gold]) -> list[dict[str, Any]]:
    ids = {g["id"] for g in golds}
    return [line for line in lines if (line["id"] if line["kind"] == "document" else line["document"]) in ids]


def figures(scores: dict[str, dict[str, Any]]) -> dict[str, Row]:
    """Return what is pinned: F1 by task, modality, and the share of unreal events that were asserted."""
    out: dict[str, Row] = {}
    for name, score in scores.items():
        row = {task: value["f1"] for task, value in score.items() if isinstance(value, dict) and "f1" in value}
        row["modality accuracy"] = score["modality accuracy on found events"]
        wrong = score["events wrongly asserted"]
        row["not wrongly asserted"] = round(1 - wrong["wrong"] / wrong["of"], 4) if wrong["of"] else 1.0
        out[name] = row
    return out


def table(reached: dict[str, Row], floor: dict[str, Row]) -> str:
    """Return the figures beside their floors, one task a line."""
    names = list(reached)
    lines = [f"{'F1 (floor)':34s}" + "".join(f"{name:>18s}" for name in names)]
    for task in reached[names[-1]]:
        cells = [f"{reached[n].get(task, 0.0):.3f} ({floor.get(n, {}).get(task, 0.0):.3f})" for n in names]
        lines.append(f"{task:34s}" + "".join(f"{cell:>18s}" for cell in cells))
    return "\n".join(lines)


def annotated(golds: Iterable[Gold], reached: dict[str, Row]) -> dict[str, Row]:
    """Return the figures without those of kinds that no article was annotated for."""
    absent = set.intersection(*(set(gold.get("without", ())) for gold in golds))
    left_out = tuple(task for kind, task in TASKS_OF.items() if kind in absent)
    return {
        name: {task: f1 for task, f1 in row.items() if not task.startswith(left_out)} for name, row in reached.items()
    }


def of_acts(score: dict[str, Any]) -> str:
    """Return how many acts were found with their code, and how many that are none were asserted."""
    coded, wrong = score["event found + code"], score["events wrongly asserted"]
    shares = f"precision {coded['p']:.3f}, recall {coded['r']:.3f}"
    counts = f"{coded['tp']} right, {coded['fp']} extra; wrongly asserted {wrong['wrong']} of {wrong['of']}"
    return f"event found + code: {shares}, {counts}"


def below(reached: dict[str, Row], floor: dict[str, Row]) -> list[str]:
    """Return each figure that fell under its floor."""
    return [
        f"{name}: {task} {reached[name].get(task, 0.0):.4f} is below {least:.4f}"
        for name, tasks in floor.items()
        if name in reached
        for task, least in tasks.items()
        if reached[name].get(task, 0.0) < least - SLACK
    ]


def main(arguments: Sequence[str]) -> int:
    golds = asked(arguments)
    if not golds:
        return 0
    named = "--set" in arguments or any(not argument.startswith("--") for argument in arguments)
    lines = standoff.counted(golds, read(golds))
    scores = measured(golds, lines)
    reached = annotated(golds, figures(scores))
    floor: dict[str, Row] = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() and not named else {}
    print(table(reached, floor))
    print(of_acts(scores["all"]))
    if any("attributions" not in gold.get("without", ()) for gold in golds):
        print("\n" + reliability.table(reliability.judged(golds, lines, scorer())))
    if "--pin" in arguments and not named:
        FLOOR.write_text(json.dumps(reached, indent=1) + "\n", encoding="utf-8")
        return 0
    fallen = below(reached, floor)
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
