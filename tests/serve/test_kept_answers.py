"""A picture asks a report only what was not kept of it, and keeps what it asked."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bench.ledger.synthetic import reports
from sqlalchemy import update

from panj import pipeline
from panj.errors import LedgerError
from panj.ledger import Ledger, open_ledger
from panj.ledger.answers import kept
from panj.ledger.schema import answers
from panj.serve import picture as drawing
from panj.serve.brief_command import in_plain
from panj.serve.picture import picture

DAY = date(2021, 12, 31)
NOON = datetime(2022, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "panj.db")
    for report in reports(200, days=5):
        pipeline.add(opened, *report, at=NOON)
    yield opened
    opened.close()


def _kept(ledger: Ledger) -> dict[int, bytes]:
    with ledger.engine.connect() as connection:
        return dict(kept(connection, pipeline.answering_rules()))


def _grow_old(ledger: Ledger) -> None:
    with ledger.changing() as connection:
        connection.execute(update(answers).values(rules="older", record=b""))


def test_what_was_kept_when_a_report_was_added_is_not_asked_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(drawing, "packed", asked)
    assert picture(ledger, as_of=DAY).findings


def test_what_older_rules_answered_is_asked_once_more_and_kept(ledger: Ledger) -> None:
    added, told = _kept(ledger), in_plain(picture(ledger, as_of=DAY))
    assert len(added) == 10
    _grow_old(ledger)
    assert not _kept(ledger)
    assert in_plain(picture(ledger, as_of=DAY)) == told
    assert _kept(ledger) == added


def test_a_picture_is_drawn_though_nothing_can_be_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise LedgerError("somebody else is writing")

    told = in_plain(picture(ledger, as_of=DAY))
    _grow_old(ledger)
    monkeypatch.setattr(Ledger, "keep_answers", refuse)
    assert in_plain(picture(ledger, as_of=DAY)) == told
    assert not _kept(ledger)
