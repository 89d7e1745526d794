"""The texts that are compared: read afresh, and laid into ledgers as a desk would."""

import csv
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from panj import pipeline
from panj.ledger import Ledger, open_ledger
from panj.read import Given
from panj.reconcile import Occurrence
from panj.records import Document, Reading
from panj.serve.demo_command import fill
from panj.situation import gather
from panj.world import load_world

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
CORPUS = DATA / "corpus" / "syria-iraq.jsonl"
NEWS = DATA / "times" / "aquaint.jsonl"
STORIES = DATA / "attribution" / "polnear-train.jsonl.gz"
Known = tuple[Occurrence, Document]
Read = list[tuple[Document, Reading]]
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of labels."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read(documents: Iterable[Document]) -> Read:
    """Return texts with their readings."""
    return list(pipeline.understand_all(documents, world=load_world()))


def known(found: Read) -> dict[str, list[Known]]:
    """Return the statements about events of each text."""
    world = load_world()
    return {
        document.id: [
            (occurrence, document)
            for occurrence in pipeline.occurrences(
                reading.statements, reading.quantities, document.published or date.max, world
            )
        ]
        for document, reading in found
    }


def picture(found: Read) -> Mapping[str, str]:
    """Return for each statement of one ledger's texts the one that stands for its event in the picture."""
    with tempfile.TemporaryDirectory() as folder:
        ledger, memory = open_ledger(Path(folder) / "reports.db"), pipeline.Memory()
        for document, reading in found:
            pipeline.add(ledger, document, reading, at=_NOON, memory=memory)
        events = _events(ledger)
        ledger.close()
    return events


def _events(ledger: Ledger) -> Mapping[str, str]:
    held, world = (ledger.documents(), ledger.readings(), ledger.statements(), ledger.links()), load_world()
    return gather(*held, as_of=date.max, world=world).events


def examples() -> tuple[Read, Mapping[str, str]]:
    """Return the examples as their ledger has them, and its events."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "examples.db")
        fill(ledger)
        readings, events = {r.document: r for r in ledger.readings()}, _events(ledger)
        said = list(ledger.statements())
        found = [
            (d, msgspec.structs.replace(readings[d.id], statements=tuple(s for s in said if s.document == d.id)))
            for d in ledger.documents()
        ]
        ledger.close()
    return found, events


def releases() -> Iterator[Document]:
    """Yield the corpus's releases with the day that each is taken to be of."""
    days = {row["document"]: date.fromisoformat(row["day"]) for row in table("days.csv")}
    found = pipeline.documents([str(CORPUS)], Given(), lambda error: print(error, file=sys.stderr))
    return (msgspec.structs.replace(d, published=days[d.id]) for d in found if d.id in days)


def news() -> Iterator[Document]:
    """Yield the agencies' reports."""
    for row in map(json.loads, NEWS.read_text(encoding="utf-8").splitlines()):
        day = date.fromisoformat(row["dct"][:10])
        yield Document(id=row["id"], text=row["text"], title=row["title"], outlet=row["id"][3:6], published=day)


def stories() -> Iterator[Document]:
    """Yield the reports of the stories."""
    asked = {row["document"] for row in table("stories.csv")}
    with gzip.open(STORIES, "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines) if row["id"] in asked}
    for name, row in rows.items():
        day = date.fromisoformat(row["date"])
        yield Document(id=f"pn-{name}", text=row["text"], title=row["title"], outlet=row["publisher"], published=day)


def corpus() -> list[Document]:
    """Return the corpus's texts of forty words or more; none where the folder is absent."""
    if not CORPUS.is_file():
        return []
    rows = map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
    found = [Document(id=r["id"], text=r["text"], title=r["title"], outlet=r["outlet"]) for r in rows]
    return [d for d in found if len(d.text.split()) >= 40]
