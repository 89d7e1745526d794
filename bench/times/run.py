"""Times: the value of given spans, and found and valued end to end, on WikiWars (TIMEX2) and AQUAINT (TIMEX3)."""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.times import invented
from panj.english import parse
from panj.english.parsed import Parsed
from panj.records import Document, Interval, Span
from panj.understand.times import find_times, value_of

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data" / "times"
CORPORA = ("wikiwars", "aquaint", "first", "second")


def alike(value: str) -> str:
    """Write a value so that what TIMEX2, TIMEX3 and their annotators' habits spell differently becomes equal."""
    value = re.sub(r"(-XX)+\Z", "", value)  # 1949-XX is 1949
    value = re.sub(r"\A(\d{4})-W(\d)\Z", r"\1-W0\2", value)
    value = re.sub(r"\A(BC)?(\d{3})X\Z|\A(BC)?(\d\d)XX\Z", lambda m: (m[1] or m[3] or "") + (m[2] or m[4]), value)
    value = re.sub(r"\AP(\d+)DE\Z", r"P\g<1>0Y", value)
    return re.sub(r"\AP(\d+)CE\Z", r"P\g<1>00Y", value)


def right(value: str | None, gold: str) -> bool:
    """Tell whether a value is the gold one, or one of those that the gold leaves open."""
    return value is not None and alike(value) in {alike(each) for each in gold.split("~")}


def counted(corpus: str, times: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return the gold times that count: those with a value."""
    return [time for time in times if time.get("value")]


def touched(time: Interval, gold: Sequence[dict[str, str]]) -> bool:
    """Tell whether a found time shares a character with a gold one."""
    span = time.span
    return span is not None and any(span.start < int(each["end"]) and span.end > int(each["start"]) for each in gold)


def without_the_free(
    found: Sequence[Interval], gold: list[dict[str, str]]
) -> tuple[list[Interval], list[dict[str, str]]]:
    """Leave out the gold times without a value, and what was found at them alone."""
    kept = [time for time in gold if time["value"]]
    alone = [time for time in found if not touched(time, gold) or touched(time, kept)]
    return alone, kept


def best(gold: dict[str, str], found: Sequence[Interval]) -> Interval | None:
    """Return the found time that shares most characters with the gold one."""
    start, end = int(gold["start"]), int(gold["end"])
    shared = [(min(end, each.span.end) - max(start, each.span.start), each) for each in found if each.span]
    return max(((n, each) for n, each in shared if n > 0), key=lambda pair: pair[0], default=(0, None))[1]


def given(gold: dict[str, str], found: Sequence[Interval], day: date) -> str | None:
    """Return the value for a span that is given: what was found there, else what its words alone mean."""
    hit = best(gold, found)
    if (
        hit is None
        or not hit.span
        or not int(gold["start"]) <= hit.span.start + 4
        or hit.span.end > int(gold["end"]) + 1
    ):
        before = [each for each in found if each.span and each.earliest and each.span.end <= int(gold["start"])]
        anchor = before[-1].earliest.isoformat() if before and before[-1].earliest else None
        alone = value_of(gold["text"], day=day, anchor=anchor)
        hit = alone if hit is None or (alone and _within(alone, hit)) else hit
    value = hit.timex.value if hit and hit.timex else None
    return _end_of(value, gold, hit.span) if value and hit and hit.span else value


def _end_of(value: str, gold: dict[str, str], found: Span) -> str:
    """Return the first or last day of a range whose one end alone is given ("[22]-25 April", "22-[25 April]")."""
    first, joined, last = value.partition("/")
    if joined and int(gold["end"]) < found.end - 1:
        return first
    return last if joined and int(gold["start"]) > found.start + 1 else value


def _within(inner: Interval, outer: Interval) -> bool:
    """Tell whether the days of one reading lie in those of the other."""
    if not (inner.earliest and inner.latest and outer.earliest and outer.latest):
        return inner.earliest == outer.earliest
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def documents(corpus: str) -> Iterator[tuple[Document, list[dict[str, str]]]]:
    """Yield the texts of a corpus with their gold times."""
    if corpus in invented.SETS:
        yield from invented.documents(corpus)
        return
    for line in (DATA / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = Document(id=row["id"], text=row["text"], published=date.fromisoformat(row["dct"][:10]))
        yield document, counted(corpus, row["timex"])


def measure(corpus: str, errors: bool, cache: dict[str, Parsed] | None = None) -> dict[str, float]:
    """Return the share of right values given the spans, and found, and found with value, end to end (F1)."""
    total = valid = system = hits = valued = 0
    for document, gold in documents(corpus):
        parsed = cache[document.id] if cache else parse(document.text)
        found, gold = without_the_free(find_times(document, parsed), gold)
        total, system = total + len(gold), system + len(found)
        taken: set[int] = set()
        for time in gold:
            value = given(time, found, document.published or date.min)
            good = right(value, time["value"])
            valid += good
            hit = best(time, found)
            if hit is not None and id(hit) not in taken:
                taken.add(id(hit))
                hits += 1
                valued += hit.timex is not None and right(hit.timex.value, time["value"])
            if errors and not good:
                before = document.text[max(0, int(time["start"]) - 60) : int(time["start"])].replace("\n", " ")
                print("VALUE", document.published, before, f"[{time['text']}]", time["value"], "got", value, sep=" | ")
        if errors:
            for each in found:
                if id(each) not in taken and each.span:
                    before = document.text[max(0, each.span.start - 50) : each.span.end + 20].replace("\n", " ")
                    print("EXTRA", before, f"[{each.text}]", each.timex and each.timex.value, sep=" | ")
    return {"value": valid / total, "found": _f1(hits, system, total), "found and value": _f1(valued, system, total)}


def _f1(hits: int, system: int, total: int) -> float:
    return 2 * hits / (system + total) if system + total else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print each wrong, missed or extra time")
    options = parser.parse_args()
    floors = json.loads((HERE / "floor.json").read_text())
    failed = False
    for corpus in CORPORA:
        figures = measure(corpus, options.errors)
        for name, figure in figures.items():
            floor = floors[corpus][name]
            failed = failed or figure < floor
            print(f"{corpus:10s} {name:16s} {figure:.3f}  floor {floor:.3f}{'  FELL' if figure < floor else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
