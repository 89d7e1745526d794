"""Join annotations that stand apart from their texts with the corpora of `../shared/data` that hold the texts.

`standoff/<set>.jsonl` has an article a line: where its text lies (file, row, start, length; `text` itself if it was
written for the project), the sha256 of that text, and the annotations of `../shared/data/articles/README.md`. A span
is [start, end] in code points of the text, without its words; fields that say nothing are left out.
"""

import copy
import gzip
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Gold = dict[str, Any]
HERE = Path(__file__).resolve().parent / "standoff"
SETS = ("looked_at", "unopened", "acts")
LEARNT = "learnt"  # articles of which nothing but acts was annotated, to learn from; never counted
SECOND = "second"  # articles of `looked_at` whose acts another reader annotated again
SPANS = {"content", "cue", "source", "trigger", "span"}
UNSAID: dict[str, dict[str, Any]] = {  # what a field that was left out says, by kind of annotation
    "attributions": {"cue": None, "source": None, "via": [], "said": None},
    "events": {"actors": [], "recipients": [], "denied": False, "when": None, "place": None},
    "quantities": {"low": None, "high": None, "approx": False},
    "dates": {},
    "places": {"lat": None, "lon": None},
    "relations": {},
}


def lines(name: str, rounds: Collection[int] = ()) -> list[Gold]:
    """Return the articles of a set as they are kept, without the texts of others; of all rounds if none are named."""
    packed = HERE / f"{name}.jsonl.gz"
    whole = gzip.decompress(packed.read_bytes()) if packed.exists() else (HERE / f"{name}.jsonl").read_bytes()
    kept = whole.decode().split("\n")
    return [line for line in map(json.loads, filter(None, kept)) if not rounds or line["round"] in rounds]


def join(kept: Iterable[Gold], data: Path) -> tuple[list[Gold], list[str]]:
    """Return the articles as `../shared/score.py` wants them, and what is missing for each one that cannot be had."""
    corpora: dict[str, dict[str, Gold]] = {}
    golds, missing = [], []
    for line in kept:
        if "text" in line:
            row: Gold | None = {"text": line["text"]}
        else:
            if line["file"] not in corpora:
                corpora[line["file"]] = rows(data / line["file"])
            row = corpora[line["file"]].get(line["row"])
        if row is None:
            missing.append(f"{line['id']}: {data / line['file']} is not here or has no row {line['row']}")
            continue
        start = line.get("start", 0)
        text = row["text"][start : start + line.get("length", len(row["text"]))]
        if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
            missing.append(
                f"{line['id']}: the text of {line.get('file', 'its line')} is not the one that was annotated"
            )
            continue
        golds.append(gold(line, text, row.get("title")))
    return golds, missing


def gold(line: Gold, text: str, title: str | None) -> Gold:
    """Return the record of an article with its text; `title` is the one of the corpus."""
    own = line.get("title", title)
    out: Gold = {
        "id": line["id"],
        "title": text[slice(*own)] if isinstance(own, list) else own,  # a headline that the text repeats is a span
        "published": line["published"],
        "outlet": line["outlet"],
        "text": text,
    }
    for kind, unsaid in UNSAID.items():
        out[kind] = [{**copy.deepcopy(unsaid), **spelled(one, text)} for one in line.get(kind, ())]
    return out | {field: line[field] for field in ("ignore", "without") if field in line}


def spelled(annotation: Gold, text: str) -> Gold:
    """Return an annotation whose spans have names and words."""
    out = dict(annotation)
    for field in SPANS & out.keys():
        out[field] = span(out[field], text)
    if "also" in out:
        out["also"] = [span(one, text) for one in out["also"]]
    return out


def span(ends: Sequence[int], text: str) -> Gold:
    start, end = ends
    if not 0 <= start < end <= len(text):
        raise ValueError(f"a span {start}-{end} outside its text of {len(text)} characters")
    return {"start": start, "end": end, "quote": text[start:end]}


def counted(golds: Iterable[Gold], read: Iterable[Gold]) -> list[Gold]:
    """Return the lines of the stream without what was not annotated in their article, which would count as wrong."""
    without = {g["id"]: set(g.get("without", ())) for g in golds}
    out = []
    for line in read:
        absent = without.get(line.get("document", ""), set())
        if line["kind"] == "statement" and line.get("relation") and "relations" in absent:
            if not line.get("event") and len(line["chain"]) < 2:
                continue
            line = {**line, "relation": None}
        if line["kind"] == "reading" and "places" in absent:
            line = {**line, "places": []}
        out.append(line)
    return out


def rows(path: Path) -> dict[str, Gold]:
    """Return the texts of a corpus by id, the first of each id; none if it is not here."""
    if not path.exists():
        return {}
    packed = path.read_bytes()
    written = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode().split("\n")
    found = treebank(written) if ".conllu" in path.name else map(json.loads, filter(None, written))
    return {row["id"]: row for row in reversed(list(found))}


def treebank(conllu: Iterable[str]) -> Iterator[Gold]:
    """Yield the texts of a treebank: sentences (`# text`) with a space between, paragraphs with an empty line."""
    name, text, gap = "", "", ""
    for line in conllu:
        key, _, value = line.rstrip().partition(" = ")
        if key == "# newdoc id":
            if text:
                yield {"id": name, "text": text}
            name, text, gap = value, "", ""
        elif key == "# newpar":
            gap = "\n\n" if text else ""
        elif key == "# text":
            text, gap = text + gap + value, " "
    if text:
        yield {"id": name, "text": text}
