"""The links and the picture do not depend on the order in which reports are read, nor on reading them again."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panj import pipeline
from panj.ledger import Ledger, Version, open_ledger
from panj.read import Given
from panj.records import Document, Judgement, Link, Reading
from panj.serve.demo_command import examples
from panj.serve.picture import picture

NOON = datetime(2021, 9, 20, 12, tzinfo=UTC)
DAYS = (date(2021, 7, 8), date(2021, 8, 15), date(2021, 9, 17))
Read = list[tuple[Document, Reading]]
reading_orders = st.lists(st.integers(0, 999), min_size=60, max_size=60)


@pytest.fixture(scope="module")
def reports() -> Read:
    """The examples (a wire report and its reprints, denials, figures that disagree), and two corrections."""
    found = list(pipeline.documents([str(examples())], Given(), lambda error: pytest.fail(str(error))))
    wire = next(d for d in found if d.outlet == "Steppe Wire" and d.published == date(2021, 7, 5))
    first = corrected(wire, "More than 1,000", "More than 1,100")
    return list(pipeline.understand_all([*found, first, corrected(first, "six districts", "seven districts")]))


def corrected(report: Document, wrong: str, right: str) -> Document:
    """Return the report as its outlet publishes it again on the next day."""
    assert wrong in report.text
    assert report.published
    return Document(
        id=f"{report.id}-corrected",
        text=f"{report.text.replace(wrong, right)}\n\nCorrection: an earlier version of this report was wrong.",
        outlet=report.outlet,
        published=report.published + timedelta(1),
    )


@pytest.fixture
def in_order(reports: Read, tmp_path: Path) -> Iterator[Ledger]:
    with closing(filled(tmp_path / "in-order.db", reports)) as ledger:
        yield ledger


def filled(where: Path, reports: Read) -> Ledger:
    ledger = open_ledger(where)
    for n, (document, reading) in enumerate(reports):
        pipeline.add(ledger, document, reading, at=NOON + timedelta(minutes=n))
    return ledger


def links(ledger: Ledger) -> set[Link]:
    return set(ledger.links())


def lines(ledger: Ledger) -> list[object]:
    return [list(picture(ledger, as_of=day).findings) for day in DAYS]


def test_the_examples_hold_what_an_order_could_upset(in_order: Ledger) -> None:
    kinds = {(x.kind, x.judgement) for x in links(in_order)}
    assert {
        ("document", Judgement.SAME),
        ("document", Judgement.SUPERSEDES),
        ("event", Judgement.SAME),
        ("figure", Judgement.SUPPORTS),
        ("statement", Judgement.CONTRADICTS),
    } <= kinds


@given(order=reading_orders)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_links_nor_picture_depend_on_the_order_of_reading_or_on_reading_again(
    reports: Read, in_order: Ledger, tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    shuffled = [reports[n % len(reports)] for n in order]
    shuffled += [report for report in reports if report not in shuffled]
    with closing(filled(tmp_path_factory.mktemp("order") / "panj.db", shuffled)) as ledger:
        assert links(ledger) == links(in_order)
        assert lines(ledger) == lines(in_order)


def test_a_person_s_different_outlives_reading_again_by_a_newer_code_and_rebuilding(
    reports: Read, in_order: Ledger
) -> None:
    words = {s.id: s.quote for s in in_order.statements()}
    joined = lines(in_order)
    apart = [
        Link(kind="event", left=x.left, right=x.right, judgement=Judgement.DIFFERENT, decided_by="person:ada", at=NOON)
        for x in links(in_order)
        if x.kind == "event" and words[x.left] != words[x.right]
    ]
    in_order.judge(apart, version=pipeline.version(), at=NOON)
    split = lines(in_order)
    assert split != joined
    for document, reading in reversed(reports):
        assert pipeline.add(in_order, document, reading, at=NOON, by=Version(code="next", model="m"))
    pipeline.project(in_order)
    assert lines(in_order) == split
    undone = [msgspec.structs.replace(x, judgement=Judgement.UNDONE, decided_by="person:bob") for x in apart]
    in_order.judge(undone, version=pipeline.version(), at=NOON)
    assert lines(in_order) == joined
