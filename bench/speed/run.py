"""`panj read --json` on articles of 650 words, as a whole process: `python -m bench.speed.run`.

The articles are made of the examples' own paragraphs, put together by chance, so that they have the words and the acts
of reports; they say nothing. Articles a second are of the whole process, its start included. The ratio is of processor
time, in one process on one thread.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from panj.english import parse_all, split
from panj.english.model import load_model
from panj.english.reader import batches
from panj.english.windows import pack
from panj.pipeline import documents, readable, understand_all
from panj.read import Given
from panj.serve.demo_command import examples
from panj.serve.stream import stream
from panj.understand import understand
from panj.world import load_world

WORDS = 650
MARKS = {1: 10.0, 2: 17.0}  # articles a second, by threads
MOST_MEMORY = 700  # MB
MOST_RATIO = 1.3


def articles(count: int) -> list[dict[str, str]]:
    """Return made-up articles of some 650 words each."""
    chance = random.Random(1)
    paragraphs = [
        p
        for d in documents([str(examples())], Given(), lambda _: None)
        for p in d.text.split("\n\n")
        if len(p.split()) > 8
    ]
    made = []
    for number in range(count):
        text: list[str] = []
        while sum(len(p.split()) for p in text) < WORDS:
            text.append(chance.choice(paragraphs))
        made.append({"id": str(number), "text": "\n\n".join(text), "outlet": "Made up", "published": "2021-07-08"})
    return made


def seconds_of(file: Path, threads: int) -> float:
    """Return how many seconds a whole process takes to read the file."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    environment = kept | {"PANJ_THREADS": str(threads), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", "from panj.serve.cli import main; main()", "read", str(file), "--json"]
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def stages(file: Path) -> dict[str, float]:
    """Return the processor time of each stage on the same documents, in milliseconds an article, on one thread."""
    found = list(documents([str(file)], Given(), lambda _: None))
    model, world = load_model(), load_world()
    list(understand_all(found[:2], threads=1))  # what is loaded and remembered on first use
    spent: dict[str, float] = {}

    def timed(stage: str, work: Iterable[Any]) -> list[Any]:
        started = time.process_time()
        done = list(work)
        spent[stage] = (time.process_time() - started) * 1000 / len(found)
        return done

    paragraphs = ((i, d, split(d.text, readable(d))) for i, d in enumerate(found))
    windows = timed("words", (w for i, d, spans in paragraphs for w in pack(d.text, i, spans, model.pieces)))
    timed("network", (model.answer(batch) for batch in batches(windows)))
    parsed = timed("trees", parse_all(((d.text, readable(d)) for d in found), threads=1))
    spent["trees"] -= spent["words"] + spent["network"]  # what is left is the decoding
    readings = timed("understanding", (understand(d, p, world) for d, p in zip(found, parsed, strict=True)))
    timed("lines", (msgspec.json.encode(line) for pair in zip(found, readings, strict=True) for line in stream(*pair)))
    return spent


def main() -> int:
    """Print the table; 1 if memory is above its mark (speed depends on the machine and is not a floor)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("\n".join(map(json.dumps, articles(count))), encoding="utf-8")
        first = Path(folder) / "first.jsonl"
        first.write_text(file.read_text(encoding="utf-8").partition("\n")[0], encoding="utf-8")
        seconds_of(first, 1)  # Python keeps what it compiles, as an installer does
        for threads, mark in MARKS.items():
            seconds = seconds_of(file, threads)
            print(
                f"{threads} threads  {count / seconds:5.1f} articles/s  (asked {mark:g})  {seconds:.1f} s for {count}"
            )
        spent = stages(file)
        print("ms an article  " + "  ".join(f"{stage} {each:.1f}" for stage, each in spent.items()))
        ratio = sum(spent.values()) / spent["network"]
        print(f"whole reading / network alone, one thread  {ratio:.2f}  (asked {MOST_RATIO})")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB (asked {MOST_MEMORY})")
    return int(peak > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
