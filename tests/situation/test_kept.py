"""What topics ask of one report alone is the same whether it is asked or was kept."""

from datetime import date

import pytest
from bench.ledger.synthetic import reports

from panj.records import Document, Reading
from panj.situation import Gatherer, assess
from panj.situation.case import BY_THE_WAY, Report
from panj.situation.kept import Kept, packed
from panj.world import World


class _Heard:
    def __init__(self, document: Document, reading: Reading) -> None:
        self.document, self.reading = document, reading


@pytest.fixture
def made(world: World) -> list[Report]:
    heard = [_Heard(*report) for report in reports(400, days=10)]
    return [report for one in heard if (report := Gatherer(world).met(one))]


def _afresh(report: Report) -> Report:
    return Report(report.document, report.day, report.said)


def test_a_report_answers_by_what_was_kept_as_it_does_when_it_is_asked(made: list[Report], world: World) -> None:
    kept = Kept(world)
    for asked in made:
        recalled = _afresh(asked)
        assert kept.take(packed(asked, world), recalled)
        assert recalled.answers.keys() == asked.answers.keys() - BY_THE_WAY
        assert packed(recalled, world) == packed(_afresh(asked), world)


def test_a_picture_asks_a_report_nothing_that_is_not_kept(world: World) -> None:
    heard = [_Heard(*report) for report in reports(400, days=10)]
    last = max(one.document.published or date.min for one in heard)
    (case,) = Gatherer(world).cases(heard, (), days=[last])
    kept = Kept(world)
    for report in case.reports:
        assert kept.take(packed(_afresh(report), world), report)
    answered = [set(report.answers) for report in case.reports]
    assess(case, world)
    assert [set(report.answers) - BY_THE_WAY for report in case.reports] == answered


def test_statements_of_an_answer_are_those_of_the_report(made: list[Report], world: World) -> None:
    kept, report = Kept(world), _afresh(made[0])
    kept.take(packed(made[0], world), report)
    found = {id(said) for pairs in report.answers.values() for said, *_ in pairs if hasattr(said, "statement")}
    assert found
    assert found <= set(map(id, report.said))


@pytest.mark.parametrize("record", [b"", b"\x00", b"\x90", b"older"])
def test_what_cannot_be_read_answers_nothing(made: list[Report], world: World, record: bytes) -> None:
    report = _afresh(made[0])
    assert not Kept(world).take(record, report)
    assert not report.answers


def test_an_answer_about_a_statement_that_the_report_has_not_is_none(made: list[Report], world: World) -> None:
    whole = packed(made[0], world)
    assert not Kept(world).take(whole, Report("d", date(2021, 7, 8), made[0].said[:1]))
