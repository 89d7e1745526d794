"""What very many report is found again and joined, by few keys and links, in whatever order it is read."""

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from panj import pipeline
from panj.ledger import Ledger, Version, open_ledger
from panj.ledger import schema as s
from panj.ledger.queries import CROWD
from panj.records import Document, Reading
from panj.situation.judged import joined

NOON = datetime(2021, 9, 20, 12, tzinfo=UTC)
FIRST = date(2021, 7, 5)
COPIES = 3 * CROWD
_TEXT = (
    "More than 1,000 Afghan soldiers fled into Tajikistan on Monday after the Taliban took six districts, "
    "the border service said. President Rahmon ordered 20,000 reservists to the border. "
    "Russia promised to help Dushanbe if the fighting came nearer to the bridges over the Panj."
)
Read = list[tuple[Document, Reading]]


@pytest.fixture(scope="module")
def copies() -> Read:
    """One text as many outlets carry it over six days, and a report of the crossing in other words."""
    texts = [f"Outlet {n} says: {_TEXT}" for n in range(COPIES)]
    documents = [
        Document(id=f"d{n:02}", text=text, outlet=f"Outlet {n}", published=FIRST + timedelta(n % 6))
        for n, text in enumerate(texts)
    ]
    other = "Over a thousand Afghan soldiers fled to Tajikistan, a ministry in Dushanbe said."
    documents.append(Document(id="other", text=other, outlet="Radio", published=FIRST))
    return list(pipeline.understand_all(documents))


@pytest.fixture
def in_order(copies: Read, tmp_path: Path) -> Iterator[Ledger]:
    with closing(open_ledger(tmp_path / "in-order.db")) as ledger:
        _fill(ledger, sorted(copies, key=lambda read: (read[0].published or FIRST, read[0].id)))
        yield ledger


def _fill(ledger: Ledger, reports: Read) -> None:
    memory = pipeline.Memory()
    for document, reading in reports:
        pipeline.add(ledger, document, reading, at=NOON, memory=memory)


def _together(ledger: Ledger, as_of: date) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return which documents and which statements are the same, of those up to a day."""
    documents = {d.id: d for d in ledger.documents() if d.published and d.published <= as_of}
    said = [x.id for x in ledger.statements() if x.document in documents]
    links = list(ledger.links())
    return joined(documents, links, "document"), joined(said, links, "event")


def _most_under_one_key(ledger: Ledger) -> int:
    with ledger.engine.connect() as connection:
        of_each = select(func.count(s.event_key.c.row).label("many")).group_by(s.event_key.c.key).subquery()
        return int(connection.execute(select(func.max(of_each.c.many))).scalar_one())


def test_what_very_many_say_stands_under_a_key_only_so_often_as_finding_it_takes(in_order: Ledger) -> None:
    assert COPIES > _most_under_one_key(in_order) >= CROWD


def test_no_copy_has_more_links_than_the_copies_that_stand_under_its_keys(in_order: Ledger, copies: Read) -> None:
    links = [x for x in in_order.links() if x.kind == "document"]
    assert COPIES - 1 <= len(links) < COPIES * CROWD < COPIES * (COPIES - 1) // 2


@pytest.mark.parametrize("seed", range(3))
def test_what_very_many_say_is_joined_as_of_every_day_in_any_order(
    copies: Read, in_order: Ledger, tmp_path: Path, seed: int
) -> None:
    shuffled = [*copies]
    random.Random(seed).shuffle(shuffled)
    with closing(open_ledger(tmp_path / "shuffled.db")) as ledger:
        _fill(ledger, shuffled)
        for n in range(6):
            day = FIRST + timedelta(n)
            assert _together(ledger, day) == _together(in_order, day)
        copied, _ = _together(ledger, day)
        assert {copied[document.id] for document, _ in copies} == {"d00", "other"}


def test_a_reading_that_is_the_same_but_for_its_version_finds_what_stands_under_no_key_of_its_own(
    copies: Read, in_order: Ledger
) -> None:
    before = _together(in_order, FIRST + timedelta(6))
    document, reading = copies[COPIES - 1]
    assert pipeline.add(in_order, document, reading, at=NOON, by=Version(code="next", model="m"))
    assert _together(in_order, FIRST + timedelta(6)) == before
