"""One table of accuracy and speed, checked against the floor.

`python -m bench.english.run [--only accuracy|speed] [--spacy PYTHON FOLDER]`
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bench.english.score import Counts, compare, compare_names, f1
from bench.english.treebank import SYNTAX, Gold, names, treebank
from panj.english import parse_all, parse_words
from panj.english.conllu import given
from panj.records import Span

HERE = Path(__file__).parent
MARKS = {
    "EWT dev LAS": 89.5,
    "EWT dev UPOS": 96.8,
    "EWT dev names F1": 78.0,
    "GUM dev LAS": 89.0,
    "EWT dev LAS from raw text": 87.5,
    "words/s, 1 thread(s)": 8000.0,
    "two threads / one": 1.6,
    "peak memory MB": 600.0,
    "cold start s": 2.0,
}
LOWER_IS_BETTER = {"peak memory MB", "cold start s", "cold start s of processor time"}
ARTICLE_WORDS = 650
"""Words of an article in the speed test: paragraphs of GUM dev, joined."""

Figures = dict[str, float]


def from_gold_words(name: str, paragraphs: list[Gold]) -> Figures:
    """Return accuracy with words and sentences given: trees of sentences read alone, names of sentences together."""
    counts: Counts = Counter()
    jobs = [given(gold.blocks) for gold in paragraphs]
    golds = [Gold(text, sentences, gold.blocks) for gold, (text, [sentences]) in zip(paragraphs, jobs, strict=True)]
    for gold, parsed in zip(golds, parse_words(jobs, together=False), strict=True):
        counts += compare(gold, parsed)
    title = f"{name[:3].upper()} dev"
    kinds = {"LAS": "las", "UAS": "uas", "UPOS": "upos", "XPOS": "xpos", "lemmas": "lemma"}
    figures = {f"{title} {kind}": f1(counts, right) for kind, right in kinds.items()}
    if name.startswith("ewt"):
        tags = names(name)
        for gold, parsed in zip(golds, parse_words(jobs), strict=True):
            counts += compare_names(gold, parsed, tags)
        figures[f"{title} names F1"] = f1(counts, "names right", "names")
    return figures


def from_raw_text(name: str, paragraphs: list[Gold]) -> Figures:
    """Return accuracy from raw paragraphs, with our own words and sentences."""
    counts: Counts = Counter()
    texts = [(gold.text, [Span(0, len(gold.text))]) for gold in paragraphs]
    for gold, parsed in zip(paragraphs, parse_all(texts), strict=True):
        counts += compare(gold, parsed)
    title = f"{name[:3].upper()} dev"
    return {
        f"{title} words F1": f1(counts, "words right"),
        f"{title} sentences F1": f1(counts, "sentences right", "sentences"),
        f"{title} LAS from raw text": f1(counts, "las"),
        f"{title} UAS from raw text": f1(counts, "uas"),
        f"{title} UPOS from raw text": f1(counts, "upos"),
    }


def articles(paragraphs: list[Gold]) -> list[tuple[str, list[Span]]]:
    """Return texts of about `ARTICLE_WORDS` words each, with their paragraphs."""
    found: list[tuple[str, list[Span]]] = []
    text, spans, words = "", list[Span](), 0
    for gold in paragraphs:
        spans.append(Span(len(text), len(text) + len(gold.text)))
        text += gold.text + "\n\n"
        words += sum(map(len, gold.sentences))
        if words >= ARTICLE_WORDS:
            found.append((text, spans))
            text, spans, words = "", [], 0
    return found


def rate(texts: list[tuple[str, list[Span]]], threads: int) -> tuple[float, float]:
    """Return words a second, text to trees, and words a second of processor time."""
    began, spent = time.perf_counter(), time.process_time()
    words = sum(len(s.tokens) for parsed in parse_all(texts, threads=threads) for s in parsed.sentences)
    return words / (time.perf_counter() - began), words / (time.process_time() - spent)


def speed(other: list[str]) -> Figures:
    """Return the best of three runs, since other work only ever slows one down; `other` is spaCy's Python and folder.

    Both read the same texts in turn, so that their ratio holds whatever else the machine does.
    """
    texts = articles(treebank("gum-dev")) * 2
    rate(texts[:4], 2)
    runs: dict[str, list[float]] = {}
    for _ in range(3):
        for threads in (1, 2):
            found = rate(texts, threads)
            runs.setdefault(f"words/s, {threads} thread(s)", []).append(found[0])
            if threads == 1:
                runs.setdefault("words a second of processor time", []).append(found[1])
            if other:
                runs.setdefault(f"spaCy words/s, {threads} process(es)", []).append(_spacy_rate(other, texts, threads))
    figures = {name: max(values) for name, values in runs.items()}
    figures["two threads / one"] = figures["words/s, 2 thread(s)"] / figures["words/s, 1 thread(s)"]
    figures["peak memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _spacy_rate(other: list[str], texts: list[tuple[str, list[Span]]], processes: int) -> float:
    """Return spaCy's words a second on the same texts."""
    command = [other[0], str(HERE / "spacy_baseline.py"), "speed", other[1], str(processes)]
    lines = "\n".join(json.dumps(text) for text, _ in texts)
    done = subprocess.run(command, input=lines, text=True, capture_output=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1])["words/s"])


def cold_start() -> Figures:
    """Return the seconds from starting Python to the first parse, best of three, and those of processor time."""
    code = "from panj.english import parse; parse('Russia said on Thursday that it was ready.')"
    walls, spent = [], []
    for _ in range(3):
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - began)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"cold start s": min(walls), "cold start s of processor time": min(spent)}


def table(figures: Figures, floor: Figures) -> str:
    """Return the figures beside the marks asked for and the floor."""
    rows = ["| figure | reached | mark | floor |", "|---|---|---|---|"]
    for name in figures:
        cells = [f"{known[name]:,.2f}" if name in known else "" for known in (figures, MARKS, floor)]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def under_floor(figures: Figures, floor: Figures) -> list[str]:
    """Return the names of the figures that fall under the floor."""
    return [
        name
        for name, value in figures.items()
        if name in floor and (value > floor[name] if name in LOWER_IS_BETTER else value < floor[name])
    ]


def main() -> int:
    """Print the table; 1 if a figure is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["accuracy", "speed"])
    parser.add_argument("--spacy", nargs=2, default=[], metavar=("PYTHON", "FOLDER"))
    options = parser.parse_args()
    if not SYNTAX.is_dir():
        print(f"{SYNTAX} is not there: nothing measured")
        return 0
    figures: Figures = {}
    if options.only != "accuracy":  # first, so that the peak of memory is of reading alone
        figures |= cold_start() | speed(options.spacy)
    if options.only != "speed":
        for name in ("ewt-dev", "gum-dev"):
            paragraphs = treebank(name)
            figures |= from_gold_words(name, paragraphs) | from_raw_text(name, paragraphs)
    floor: Figures = json.loads((HERE / "floor.json").read_text(encoding="utf-8"))["floor"]
    print(table(figures, floor))
    fallen = under_floor(figures, floor)
    for name in fallen:
        print(f"under the floor: {name}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
