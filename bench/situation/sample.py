"""Sample lines of two briefs on Syria and Iraq, and count a reader's verdicts: `python -m bench.situation.sample`.

The texts lie in `../shared/data/corpus/syria-iraq.jsonl` (not copied here). `--draw` prints the sampled lines with
their evidence, to be judged; without it the verdicts of `syria_iraq.csv` (day, line, yes or no, why) are counted, of
those lines that are still drawn by the code as it stands.

The texts carry no day. State Department releases get the day of the brief in the month of their address, else the
first of it; those of the British government 30 November 2015, all others 11 January 2017; the encyclopaedia's
articles are no reports.
"""

import argparse
import csv
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from panj import pipeline
from panj.ledger import open_ledger
from panj.read import Given
from panj.records import Document
from panj.serve import words
from panj.serve.brief import Line, sections
from panj.serve.picture import Picture, picture

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "data" / "corpus" / "syria-iraq.jsonl"
VERDICTS = HERE / "syria_iraq.csv"
DAYS = (date(2015, 11, 30), date(2017, 1, 11))
SEED, EACH = 60601, 50
LEFT_OUT = ("Changed", "Figures in dispute")  # told again below, with their evidence


def lines(shown: Picture) -> list[tuple[str, Line]]:
    """Return the brief's lines that rest on reports, with their section."""
    found = [(s.title, x) for s in sections(shown) if s.title not in LEFT_OUT for x in s.lines]
    return [(title, x) for title, x in found if x.evidence]


def drawn(shown: Picture) -> list[tuple[str, Line]]:
    """Return the sampled lines of a brief, the same on every run of one code."""
    found = sorted(lines(shown), key=lambda pair: pair[1].id)
    return random.Random(SEED).sample(found, min(EACH, len(found)))


def dated(found: Iterable[Document]) -> Iterator[Document]:
    """Yield the releases with the day that they are taken to be of."""
    for document in found:
        month = re.search(r"/(20\d\d)/(\d\d)/", document.url or "")
        if document.outlet == "Wikipedia":
            continue
        if month:
            first = date(int(month[1]), int(month[2]), 1)
            day = next((d for d in DAYS if (d.year, d.month) == (first.year, first.month)), first)
        else:
            day = DAYS[0] if document.outlet == "UK Government" else DAYS[1]
        yield msgspec.structs.replace(document, published=day)


def pictures() -> Iterator[Picture]:
    """Yield the picture of each day, from the corpus read afresh."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "corpus.db")
        found = pipeline.documents([str(CORPUS)], Given(), lambda error: print(error, file=sys.stderr))
        readings = pipeline.understand_all(dated(found))
        now = datetime(2026, 1, 1, tzinfo=UTC)
        for _ in pipeline.add_all(ledger, readings, now=lambda: now, failed=lambda error: print(error)):
            pass
        yield from (picture(ledger, as_of=day) for day in DAYS)
        ledger.close()


def told(title: str, line: Line, day: date) -> str:
    """Return a line with its evidence, to be judged."""
    rows = [f"{day} {line.id} [{title}] {line.heading}: {line.value} [{line.status}]"]
    for said in (*line.evidence[:2], *line.against[:1]):
        rows.append(f"      {said.day} {words.chain(said.statement)}: {said.words[:300]}")
    return "\n".join(rows)


def main() -> int:
    """Print the sample, or the share of its lines that was judged true; 1 if that is below 95%."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", action="store_true", help="print the sampled lines with their evidence")
    asked = parser.parse_args()
    if not CORPUS.is_file():
        print("skipped: no ../shared/data/corpus beside the repository")
        return 0
    verdicts = {(r["day"], r["line"]): r for r in csv.DictReader(VERDICTS.open(encoding="utf-8"))}
    current = {(str(shown.case.as_of), x.id): (title, x) for shown in pictures() for title, x in drawn(shown)}
    if asked.draw:
        for (day, _), (title, line) in current.items():
            print(told(title, line, date.fromisoformat(day)))
        return 0
    still = [verdicts[key] for key in current if key in verdicts]
    true = sum(r["true"] == "yes" for r in still)
    for row in still:
        if row["true"] != "yes":
            print(f"false: {row['day']} {row['line']} {row['why']}")
    judged = len(still)
    print(f"{true} of {judged} judged lines true to their evidence ({true / judged:.0%}); {len(current)} drawn now")
    return int(true < 0.95 * judged)


if __name__ == "__main__":
    sys.exit(main())
