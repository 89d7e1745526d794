"""What somebody set long ago and nobody has changed since: in the picture of a later year, marked as old."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from panj import pipeline
from panj.english import parse
from panj.ledger import Ledger, open_ledger
from panj.records import Document, Finding
from panj.serve.picture import picture
from panj.understand import understand
from panj.world import load_world

SET, LATER = date(2019, 3, 4), date(2020, 2, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "panj.db")
    yield opened
    opened.close()


def read(ledger: Ledger, day: date, text: str) -> int:
    """Add a report of a day, and return the transaction."""
    document = Document(id=f"{day} {text[:9]}", text=text, outlet="Wire", published=day)
    pipeline.add(ledger, document, understand(document, parse(text), load_world()), at=datetime(2020, 3, 1, tzinfo=UTC))
    return ledger.seq


def in_force(ledger: Ledger, day: date = LATER, known_at: int | None = None) -> dict[str, Finding]:
    return {f.label: f for f in picture(ledger, as_of=day, known_at=known_at).of("measures")}


@pytest.mark.parametrize(
    ("text", "label", "state"),
    [
        ("Algeria closed its border with Morocco.", "border, Algeria and Morocco", "closed"),
        ("Eritrea and Djibouti agreed to a truce.", "ceasefire, Djibouti and Eritrea", "agreed"),
        ("Canada imposed sanctions on Nicaragua.", "sanctions by Canada on Nicaragua", "imposed"),
        ("Soldiers detained President Ali Marwan.", "Ali Marwan", "detained"),
    ],
)
def test_what_nobody_has_changed_is_still_told_as_old(ledger: Ledger, text: str, label: str, state: str) -> None:
    read(ledger, SET, text)
    line = in_force(ledger)[label]
    assert (line.value, line.status) == (f"{state}, 2019-03-04; last told 2019-03-04", "stale")


def test_what_was_ended_since_is_no_longer_told_and_its_past_stays(ledger: Ledger) -> None:
    known = read(ledger, SET, "Algeria closed its border with Morocco.")
    before = in_force(ledger), in_force(ledger, date(2019, 9, 30))
    read(ledger, date(2019, 10, 1), "Algeria reopened its border with Morocco.")
    assert not in_force(ledger)
    assert (in_force(ledger, known_at=known), in_force(ledger, date(2019, 9, 30))) == before
    (line,) = in_force(ledger, date(2019, 10, 2)).values()
    assert line.value == "open, 2019-10-01"


def test_a_truce_of_so_many_hours_and_what_befell_a_convoy_are_over_by_themselves(ledger: Ledger) -> None:
    read(ledger, SET, "Eritrea and Djibouti agreed to a 48-hour truce.")
    read(ledger, SET, "Soldiers turned back an aid convoy at Mek'ele.")
    assert not in_force(ledger)


def test_a_truce_of_another_year_is_not_the_one_that_one_side_tells_of(ledger: Ledger) -> None:
    read(ledger, SET, "Eritrea and Djibouti agreed to a truce.")
    read(ledger, LATER, "Rebels broke the ceasefire in Djibouti.")
    assert {label: line.value for label, line in in_force(ledger).items()} == {
        "ceasefire, Djibouti and Eritrea": "agreed, 2019-03-04; last told 2019-03-04",
        "ceasefire, Djibouti": "said to be broken, 2020-02-01",
    }


def test_an_old_change_brings_nothing_else_of_its_report_along(ledger: Ledger) -> None:
    read(
        ledger,
        SET,
        "Algeria closed its border with Morocco. A bomb killed 40 people in Oran. Algeria asked Egypt for aid.",
    )
    shown = picture(ledger, as_of=LATER)
    assert {f.topic for f in shown.findings} == {"measures"}
