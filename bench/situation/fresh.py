"""What an analyst sees on fresh invented reports, what a reader expects: `python -m bench.situation.fresh [SET ...]`.

`fresh/SET/NAME.txt` is a report, `NAME.json` the lines that were written down before Panj had read it, in the form of
`tests/golden/situation`; each report is asked for the day on which it was published. A line with `never` must not be
there: no finding of its topic, of `who` and `what` if they are named, may rest on these words, unless it has one of the
statuses in `unless`.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.alone import alone
from bench.situation.run import met
from bench.situation.sample import lines, told
from panj.serve.picture import Picture, picture

HERE = Path(__file__).parent / "fresh"
SETS = tuple(sorted(folder.name for folder in HERE.iterdir()))


def pictures(folder: Path) -> Iterator[tuple[str, date, Picture]]:
    """Yield the name, the day and the picture of each report, read by itself."""
    paths = sorted(folder.glob("*.txt"))
    for path, (document, _, ledger) in zip(paths, alone(paths), strict=True):
        if document.published is None:
            raise ValueError(f"{path}: no day")
        yield path.stem, document.published, picture(ledger, as_of=document.published)


def stated(line: dict[str, Any], shown: Picture) -> bool:
    """Tell whether a finding rests on words on which none of its topic may rest."""
    for finding in shown.of(line["topic"]):
        if finding.status in line.get("unless", ()):
            continue
        evidence = [shown.said[i].statement.quote for i in finding.statements]
        if finding.status not in line.get("status", (finding.status,)):
            continue
        told_of = f"{finding.label} {finding.value or ''}".lower()
        if any(word.lower() not in told_of for word in (line["who"], line["what"])):
            continue
        if any(line["quote"] in words or words in line["quote"] for words in evidence):
            return True
    return False


def main() -> int:
    """Print what is missing and what must not be there, and the shares; 1 if a forbidden line is shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--draw", action="store_true", help="print every line of the briefs with its evidence")
    asked = parser.parse_args()
    forbidden = 0
    for name in asked.sets:
        reached = wanted = 0
        for report, day, shown in pictures(HERE / name):
            expected = json.loads((HERE / name / f"{report}.json").read_text(encoding="utf-8"))
            if asked.draw:
                print(f"== {report}")
                print("\n".join(told(title, line, day) for title, line in lines(shown)))
            for line in expected:
                if line.get("never"):
                    if stated(line, shown):
                        forbidden += 1
                        print(f"    STATED   {report:20s} {line['topic']:12s} “{line['quote']}”")
                    continue
                wanted += 1
                reached += (good := met(line, shown))
                if not good:
                    print(
                        f"    missing  {report:20s} {line['topic']:12s} {line['who']} {line['what']} “{line['quote']}”"
                    )
        print(f"{name:8s} {reached} of {wanted} lines met ({reached / wanted:.0%})")
    return int(forbidden > 0)


if __name__ == "__main__":
    sys.exit(main())
