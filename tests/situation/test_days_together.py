"""The cases of several days, gathered at once, are those that each day would have had alone."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec
import pytest

from panj.records import Document, Judgement, Link, Reading
from panj.situation import Case, Gatherer, assess, look
from panj.situation.case import Report
from panj.world import World

Make = Callable[..., tuple[Document, Reading]]
DAYS = (date(2021, 7, 8), date(2021, 7, 5), date(2021, 7, 6))


class _Heard:
    def __init__(self, document: Document, reading: Reading) -> None:
        self.document, self.reading = document, reading


@pytest.fixture
def told(make: Make) -> list[tuple[Document, Reading]]:
    crossed = ("1,037 soldiers", 1037.0, 1037.0, "soldiers", None)
    return [
        make("TAKE", day=1, actor="taliban", place="Shughnan", words="took Shughnan"),
        make("FLEE", day=2, recipient="tj", figure=crossed, words="1,037 soldiers fled"),
        make("REQUEST", day=3, actor="tj", recipient="csto", words="asks for help"),
        make("ASSAULT", day=4, actor="taliban", recipient="af", words="attacked them"),
        make("TAKE", day=6, actor="af", place="Shughnan", words="retook Shughnan"),
        make("AID", day=7, actor="csto", recipient="tj", words="sent help"),
        make("FLEE", day=8, recipient="tj", figure=crossed, words="1,037 soldiers fled again"),
    ]


def _drawn(told: list[tuple[Document, Reading]], world: World, links: tuple[Link, ...] = ()) -> tuple[Case, ...]:
    """Return the cases of the days, having seen that each tells what it tells alone."""
    heard = [_Heard(*report) for report in told]
    together = Gatherer(world).cases(heard, links, days=DAYS)
    alone = [case for day in DAYS for case in Gatherer(world).cases(heard, links, days=(day,))]
    assert [assess(case, world) for case in together] == [assess(case, world) for case in alone]
    assert [case.said for case in together] == [case.said for case in alone]
    return together


def test_what_is_asked_of_reports_is_asked_once_for_all_days(
    told: list[tuple[Document, Reading]], world: World
) -> None:
    last, *before = _drawn(told, world)
    assert last.later is None
    assert all(case.later is last for case in before)


def test_what_follows_from_reports_before_is_told_of_each_day_without_what_came_later(
    told: list[tuple[Document, Reading]], world: World
) -> None:
    walked: list[str] = []

    def so_far(reports: Sequence[Report]) -> Iterator[list[str]]:
        for report in reports:
            walked.append(report.document)
            yield [f"{len(walked)} {report.day.day}"]

    last, first, second = _drawn(told, world)
    assert list(first.running(so_far)) == ["1 1", "2 2", "3 3", "4 4"]
    assert list(second.running(so_far)) == ["1 1", "2 2", "3 3", "4 4", "5 6"]
    assert list(last.running(so_far)) == ["1 1", "2 2", "3 3", "4 4", "5 6", "6 7", "7 8"]
    assert len(walked) == len(told)


def test_a_claim_grows_stale_and_an_answer_is_none_before_it_is_given(
    told: list[tuple[Document, Reading]], world: World
) -> None:
    heard = [_Heard(*report) for report in told]
    days = (date(2021, 9, 1), date(2021, 7, 8), date(2021, 7, 6))
    cases = Gatherer(world).cases(heard, (), days=days)
    lines = [{f.topic: f.status for f in assess(case, world) if f.topic in ("control", "requests")} for case in cases]
    assert [found["control"] for found in lines] == ["stale", "contested", "contested"]
    assert [found["requests"] for found in lines] == ["delivered", "delivered", "asked"]


def test_a_report_without_a_day_counts_on_each_day_as_of_that_day(
    told: list[tuple[Document, Reading]], world: World
) -> None:
    document, reading = told[0]
    undated = (msgspec.structs.replace(document, published=None), reading)
    assert all(case.later is None for case in _drawn([undated, *told[1:]], world))


def test_what_is_corrected_later_still_counts_before(told: list[tuple[Document, Reading]], world: World) -> None:
    wrong, right = told[0][0].id, told[4][0].id
    correction = Link(kind="document", left=right, right=wrong, judgement=Judgement.SUPERSEDES)
    last, first, _ = _drawn(told, world, (correction,))
    assert first.later is None  # for it begins with what the last has no more
    assert wrong in {said.statement.document for said in first.said}
    assert wrong not in {said.statement.document for said in last.said}


def test_a_report_is_asked_nothing_when_it_is_met_that_no_topic_asks(
    told: list[tuple[Document, Reading]], world: World
) -> None:
    heard = [_Heard(*report) for report in told]
    meeting, gathering = Gatherer(world), Gatherer(world)
    met = [report for one in heard if (report := meeting.met(one))]
    for report in met:
        look(report, world)
    [case] = gathering.cases(heard, (), days=DAYS[:1])
    assess(case, world)
    assert len(met) == len(case.reports)
    for report, asked in zip(met, case.reports, strict=True):
        assert report.open == asked.open  # which every brief tells
        assert report.answers.keys() <= asked.answers.keys()


def test_a_report_that_is_met_is_the_one_that_is_gathered_unless_something_was_done_about_it(
    told: list[tuple[Document, Reading]], world: World
) -> None:
    heard = [_Heard(*report) for report in told]
    gatherer = Gatherer(world)
    met = [gatherer.met(one) for one in heard]
    rejected = told[0][1].statements[0].id
    act = Link(kind="statement", left=rejected, right=rejected, judgement=Judgement.DIFFERENT, decided_by="person:ann")
    [case] = gatherer.cases(heard, (act,), days=DAYS[:1])
    assert [report in met for report in case.reports] == [False, *(True for _ in told[1:])]
    assert rejected not in case.reports[0].ids
