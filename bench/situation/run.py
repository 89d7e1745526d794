"""Compare the picture of six days of the examples with what a careful reader expects: `python -m bench.situation.run`.

An expected line is met by a finding of its topic that rests on (or has against it) a statement with the words of
`quote`, and whose heading, value or facts hold `who` and `what`; figures, days and statuses have to fit where given.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from panj.ledger import Ledger, open_ledger
from panj.records import Finding
from panj.serve.demo_command import fill
from panj.serve.picture import Picture, picture

HERE = Path(__file__).parent
GOLDEN = HERE.parents[1] / "tests" / "golden" / "situation"


def expected() -> dict[date, list[dict[str, Any]]]:
    """Return the lines that a careful reader expects, by day."""
    files = sorted(GOLDEN.glob("*.json"))
    return {date.fromisoformat(f.stem): json.loads(f.read_text(encoding="utf-8")) for f in files}


def met(line: dict[str, Any], shown: Picture) -> bool:
    """Tell whether some finding is what the line expects."""
    return any(_fits(line, f, shown) for f in shown.of(line["topic"]))


def _fits(line: dict[str, Any], finding: Finding, shown: Picture) -> bool:
    said = " ".join((finding.label, finding.value or "", *finding.facts, *(t.text for t in finding.terms))).lower()
    evidence = [shown.said[i].statement.quote for i in (*finding.statements, *finding.against)]
    if line["quote"] and not any(line["quote"] in quote or quote in line["quote"] for quote in evidence):
        return False
    if any(word.lower() not in said for word in (line["who"], line["what"])):
        return False
    if "status" in line and finding.status not in line["status"]:
        return False
    if "due" in line and str(finding.due) != line["due"]:
        return False
    return all(getattr(finding, bound) == line[bound] for bound in ("low", "best", "high") if bound in line)


def compare(ledger: Ledger) -> Iterator[tuple[date, list[dict[str, Any]], int]]:
    """Yield each day, the expected lines that are not met, and how many there are."""
    for day, lines in expected().items():
        shown = picture(ledger, as_of=day)
        yield day, [line for line in lines if not met(line, shown)], len(lines)


def main() -> int:
    """Print the table and what is missing; 1 if fewer lines are met than the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write what was reached as the floor")
    pin = parser.parse_args().pin
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "examples.db")
        fill(ledger)
        found = list(compare(ledger))
        ledger.close()
    for day, missing, total in found:
        print(f"{day}  {total - len(missing):2d} of {total:2d} lines met")
        for line in missing:
            print(f"    missing  {line['topic']:12s} {line['who']} {line['what']} “{line['quote']}”")
    reached = sum(total - len(missing) for _, missing, total in found)
    lines = sum(total for _, _, total in found)
    print(f"all         {reached} of {lines} lines met ({reached / lines:.0%}); asked: 90%")
    floor = HERE / "floor.json"
    if pin:
        floor.write_text(json.dumps({"lines met": reached}) + "\n", encoding="utf-8")
    return int(reached < json.loads(floor.read_text(encoding="utf-8"))["lines met"])


if __name__ == "__main__":
    sys.exit(main())
