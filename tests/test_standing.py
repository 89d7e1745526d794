"""What still stands of old reports: the same picture as from all of them, and the same projection however made."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panj import pipeline
from panj.ledger import Ledger, Scope, Version, open_ledger
from panj.ledger.schema import standing as table
from panj.ledger.standing import made, rows
from panj.records import (
    Attribution,
    Document,
    Event,
    Finding,
    Judgement,
    Link,
    Place,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    fingerprint,
)
from panj.serve.picture import picture
from panj.situation import control, gather
from panj.world import load_world

NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
LAST = date(2021, 7, 8)


def claim(day: date, town: str, holder: str, denied: bool, number: int) -> tuple[Document, Reading]:
    words = f"{holder} seized {town}."
    name = fingerprint(day, town, holder, denied, number)
    at = Span(len(holder) + 8, len(words) - 1)
    event = Event(
        id=name,
        code="TAKE",
        trigger=Span(len(holder) + 1, len(holder) + 7),
        roles=(Role(role="actor", span=Span(0, len(holder)), text=holder, name=holder),),
        place=Place(span=at, text=town, name=town),
    )
    said = Statement(
        id=name,
        document=name,
        span=Span(0, len(words)),
        quote=words,
        chain=(Attribution(source=Source(name="X")),),
        denied=denied,
        event=event,
    )
    document = Document(id=name, text=words, title=words, outlet="X", published=day)
    return document, Reading(document=name, statements=(said,))


claims = st.lists(
    st.builds(
        claim,
        st.integers(0, 900).map(lambda n: LAST - timedelta(n)),
        st.sampled_from(["Ishkashim", "Khorog", "Rushan"]),
        st.sampled_from(["Taliban", "Afghan forces"]),
        st.sampled_from([False, False, True]),
        st.integers(0, 3),
    ),
    max_size=12,
)
judged = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["different", "same", "undone"])), max_size=4)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "panj.db")
    yield opened
    opened.close()


def _fill(ledger: Ledger, reports: list[tuple[Document, Reading]], acts: list[tuple[int, str]]) -> None:
    for document, reading in reports:
        pipeline.add(ledger, document, reading, at=NOON)
    for n, judgement in acts:
        if reports:
            about = reports[n % len(reports)][1].statements[0].id
            link = Link(
                kind="statement", left=about, right=about, judgement=Judgement(judgement), decided_by="person:A"
            )
            ledger.judge([link], version=pipeline.version(), at=NOON)


def _control_of_everything(ledger: Ledger, known_at: int | None) -> tuple[Finding, ...]:
    """Return the lines of control from every report there is, however old."""
    scope = Scope(as_of=LAST, known_at=known_at)
    links = ledger.links(scope)
    said = (ledger.documents(scope), ledger.readings(scope), ledger.statements(scope), links)
    return control.assess(gather(*said, as_of=LAST, world=load_world()), load_world())


@given(reports=claims, acts=judged)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_holds_what_is_the_same_as_from_every_old_report(
    tmp_path_factory: pytest.TempPathFactory, reports: list[tuple[Document, Reading]], acts: list[tuple[int, str]]
) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("standing") / "panj.db")
    _fill(ledger, reports, acts)
    for known_at in (None, ledger.seq, ledger.seq // 2):
        shown = picture(ledger, as_of=LAST, known_at=known_at)
        found = [f for f in shown.findings if f.topic == "control"]  # in the order of the topic, not of the brief
        assert found == list(_control_of_everything(ledger, known_at))
    with ledger.engine.connect() as connection:
        kept = rows(connection)
    ledger.project(pipeline.standing_rules(), _rules)
    with ledger.engine.connect() as connection:
        assert rows(connection) == kept
    ledger.close()


def _rules(document: Document, reading: Reading, day: date) -> Any:  # noqa: ANN401
    return pipeline.what_stands(document, reading, day, load_world())


def test_of_a_hundred_old_claims_to_a_place_the_last_ones_are_looked_at(ledger: Ledger) -> None:
    for n in range(100):
        pipeline.add(ledger, *claim(LAST - timedelta(200 + 3 * n), "Khorog", "Taliban", False, n), at=NOON)
    shown = picture(ledger, as_of=LAST)
    assert len(shown.case.said) == 11  # those of the thirty days before the last
    assert [f.value for f in shown.of("control")] == ["Taliban"]


def test_a_reading_added_by_other_rules_is_taken_in_before_the_next_picture(ledger: Ledger) -> None:
    document, reading = claim(LAST - timedelta(300), "Khorog", "Taliban", False, 0)
    ledger.add(document, reading, version=Version(code="0", model="m"), at=NOON)
    assert not ledger.standing_by(pipeline.standing_rules())
    assert [f.subject for f in picture(ledger, as_of=LAST).of("control")] == ["Khorog"]
    assert ledger.standing_by(pipeline.standing_rules())


def test_a_newer_reading_of_a_report_ends_what_stood_by_the_older(ledger: Ledger) -> None:
    document, reading = claim(LAST - timedelta(300), "Khorog", "Taliban", False, 0)
    ledger.add(document, reading, version=Version(code="0", model="m"), at=NOON)
    picture(ledger, as_of=LAST)
    then = ledger.seq
    pipeline.add(ledger, document, Reading(document=document.id), at=NOON)
    assert picture(ledger, as_of=LAST).of("control") == []
    assert len(picture(ledger, as_of=LAST, known_at=then).of("control")) == 1
    with ledger.engine.connect() as connection:
        assert [row.until for row in connection.execute(table.select())] == [then + 1]


def test_a_report_without_a_day_stands_from_the_day_of_its_first_reading(ledger: Ledger) -> None:
    dated, reading = claim(LAST, "Khorog", "Taliban", False, 0)
    document = msgspec.structs.replace(dated, published=None)
    for code, at in (("0", NOON), ("1", NOON + timedelta(3))):
        by = Version(code=code, model="m")
        pipeline.add(ledger, document, reading, at=at, by=by)
    with ledger.engine.connect() as connection:
        assert rows(connection) == made(connection, _rules)
