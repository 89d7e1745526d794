"""The same question about the past has the same answer, to the byte, whatever is read, corrected or lost later.

A state machine against a small model. Hypothesis prints the steps of a failure and what replays it; a longer run is
`PANJ_EXAMPLES=500 python -m pytest tests/test_truth.py --hypothesis-seed=1`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import count
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import event, update

from panj import pipeline
from panj.ledger import Ledger, Scope, Version, open_ledger, queries
from panj.ledger.answers import kept
from panj.ledger.answers import made as answered_anew
from panj.ledger.schema import answers
from panj.ledger.standing import made, rows
from panj.records import (
    Attribution,
    Document,
    Event,
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
from panj.serve.brief_command import in_plain
from panj.serve.picture import Picture, Pictures, picture
from panj.world import load_world

EXAMPLES = int(os.environ.get("PANJ_EXAMPLES", "10"))
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
LAST = date(2021, 7, 9)
OFFSETS = (0, 0, 2, 5, 40, 200, 300, None)  # days before the last of each report; None: it says no day
OF_DOCUMENTS = (Judgement.SAME, Judgement.SUPERSEDES, Judgement.UNDONE)
JUDGEMENTS = (Judgement.SAME, Judgement.DIFFERENT, Judgement.UNDONE)
Fresh = Callable[[], str]


class Read(NamedTuple):
    """A transaction in which a report was read: its statements and the day it counts from."""

    document: int
    version: int
    statements: frozenset[str]
    day: date


class Judged(NamedTuple):
    """A transaction in which a person judged something."""

    about: str


def document(n: int) -> Document:
    words = f"Taliban seized Khorog. Afghan forces held town {n}. Taliban seized Khorog again."
    offset = OFFSETS[n]
    day = None if offset is None else LAST - timedelta(offset)
    return Document(id=f"d{n}", text=words, title=f"Report {n}", outlet=f"Outlet {n % 3}", published=day)


def reading(n: int, version: int) -> Reading:
    """Return what a version reads in a report: one claim, a denied one too, or nothing."""
    text = document(n).text
    spans = [(0, 22), (len(text) - 28, len(text))][: (1, 2, 0)[version]]
    return Reading(document=f"d{n}", statements=tuple(_claim(n, text, *s, denied=i == 1) for i, s in enumerate(spans)))


def _claim(n: int, text: str, start: int, end: int, *, denied: bool) -> Statement:
    return Statement(
        id=fingerprint(n, start),
        document=f"d{n}",
        span=Span(start, end),
        quote=text[start:end],
        chain=(Attribution(source=Source(name="X")),),
        denied=denied,
        event=Event(
            id=fingerprint(n, start, "event"),
            code="TAKE",
            trigger=Span(start + 8, start + 14),
            roles=(
                Role(role="actor", span=Span(start, start + 7), text="Taliban", name="Taliban", entity="taliban"),
                Role(role="recipient", span=Span(start, start + 7), text="Locals", name="Locals"),
            ),
            place=Place(span=Span(start + 15, start + 21), text="Khorog", name="Khorog"),
        ),
    )


class Crash(Exception):
    """What ends a writer in the middle of its transaction."""


@contextmanager
def _ending(ledger: Ledger, moment: int) -> Iterator[None]:
    """End the next writer before it has run so many statements, or before its commit."""
    left = count(moment, -1)

    def run(*_: object) -> None:
        if next(left) == 0:
            raise Crash

    def commit(_: object) -> None:
        raise Crash

    event.listen(ledger.engine, "before_cursor_execute", run)
    event.listen(ledger.engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(ledger.engine, "before_cursor_execute", run)
        event.remove(ledger.engine, "commit", commit)


class Truth(RuleBasedStateMachine):
    """A ledger, and beside it the list of what was done to it."""

    fresh: Fresh

    def __init__(self) -> None:
        super().__init__()
        self.location = self.fresh()
        self.ledger = open_ledger(self.location)
        self.drawing = Pictures(self.ledger)
        self.done: list[Read | Judged] = []
        self.answers: dict[tuple[date, int], bytes] = {}

    @rule(n=st.integers(0, 7), version=st.integers(0, 2), late=st.integers(-3, 3))
    def read(self, n: int, version: int, late: int) -> None:
        at = NOON + timedelta(late)  # a clock that goes back now and then
        found = reading(n, version)
        new = pipeline.add(self.ledger, document(n), found, at=at, by=Version(code=str(version), model="m"))
        earlier = [x for x in self.done if isinstance(x, Read) and x.document == n]
        assert new == (version not in [x.version for x in earlier])
        if new:
            day = earlier[0].day if earlier else document(n).published or at.date()
            self.done.append(Read(n, version, frozenset(x.id for x in found.statements), day))

    @rule(n=st.integers(0, 7), version=st.integers(0, 2), moment=st.integers(0, 40))
    def crash(self, n: int, version: int, moment: int) -> None:
        """A writer ends before one of its statements, or before it commits if it has fewer."""
        by = Version(code=str(version), model="m")
        if not self.ledger.has(f"d{n}", by):
            with _ending(self.ledger, moment), pytest.raises(Crash):
                pipeline.add(self.ledger, document(n), reading(n, version), at=NOON, by=by)

    @precondition(lambda self: any(isinstance(x, Read) and x.statements for x in self.done))
    @rule(pick=st.integers(0, 99), judgement=st.sampled_from(JUDGEMENTS))
    def judge(self, pick: int, judgement: Judgement) -> None:
        known = sorted({i for x in self.done if isinstance(x, Read) for i in x.statements})
        about = known[pick % len(known)]
        link = Link(kind="statement", left=about, right=about, judgement=judgement, decided_by="person:A")
        self._link(link)

    @rule(known=st.booleans())
    def name(self, known: bool) -> None:
        """A person says who "Locals" are, or takes it back."""
        judgement = Judgement.SAME if known else Judgement.UNDONE
        self._link(Link(kind="actor", left="locals", right="af", judgement=judgement, decided_by="person:A"))

    @rule(left=st.integers(0, 7), right=st.integers(0, 7), judgement=st.sampled_from(OF_DOCUMENTS))
    def connect(self, left: int, right: int, judgement: Judgement) -> None:
        """Two reports are copies, or the one corrects the other."""
        self._link(
            Link(kind="document", left=f"d{left}", right=f"d{right}", judgement=judgement, decided_by="person:A")
        )

    def _link(self, link: Link) -> None:
        self.ledger.judge([link], version=pipeline.version(), at=NOON)
        self.done.append(Judged(link.left))

    @rule()
    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = open_ledger(self.location)
        self.drawing = Pictures(self.ledger)

    @rule()
    def rebuild(self) -> None:
        pipeline.project(self.ledger)

    @rule()
    def answer_by_older_rules(self) -> None:
        """What topics ask of reports was kept by older code, and says nothing that still holds."""
        with self.ledger.changing() as connection:
            connection.execute(update(answers).values(rules="older", record=b"older"))

    @rule(before=st.sampled_from([0, 1, 3, 30, 150]), back=st.integers(0, 20))
    def ask(self, before: int, back: int) -> None:
        day, known_at = LAST - timedelta(before), max(0, len(self.done) - back)
        answer = self._answer(day, known_at)
        assert answer.startswith(self._written(self.drawing.of(day, known_at=known_at)))
        assert self.answers.setdefault((day, known_at), answer) == answer
        found = {x.id for x in self.ledger.statements(Scope(as_of=day, known_at=known_at))}
        assert found == self._expected(day, known_at)

    @invariant()
    def each_transaction_has_its_number(self) -> None:
        assert self.ledger.seq == len(self.done)

    def teardown(self) -> None:
        try:
            for (day, known_at), answer in self.answers.items():
                assert self._answer(day, known_at) == answer
            pipeline.bring_up_to_date(self.ledger)
            with self.ledger.engine.connect() as connection:
                assert rows(connection) == made(connection, pipeline.by_our_rules())
                answered = kept(connection, pipeline.answering_rules()).items()
                assert answered <= dict(answered_anew(connection, pipeline.by_our_answers())).items()
        finally:
            self.ledger.close()

    def _answer(self, day: date, known_at: int) -> bytes:
        scope = Scope(as_of=day, known_at=known_at)
        shown = self._written(picture(self.ledger, as_of=day, known_at=known_at))
        return shown + msgspec.json.encode(list(self.ledger.statements(scope)))

    def _written(self, shown: Picture) -> bytes:
        said = [(x.statement, x.day, x.witness, x.figures, x.actors, x.recipients, x.by) for x in shown.case.said]
        parts: list[Any] = [shown.findings, shown.changed, said]
        return in_plain(shown).encode() + msgspec.json.encode(parts)

    def _expected(self, day: date, known_at: int) -> set[str]:
        last = {x.document: x for x in self.done[:known_at] if isinstance(x, Read)}
        return {i for x in last.values() if x.day <= day for i in x.statements}


def _run(fresh: Fresh, examples: int, *phases: Phase) -> None:
    machine = type("Truth", (Truth,), {"fresh": staticmethod(fresh)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            phases=phases or tuple(Phase),
        ),
    )


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_past_stays_as_it_was_through_reading_judging_crashing_and_rebuilding(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    load_world()
    if database == "sqlite":
        _run(lambda: str(tmp_path_factory.mktemp("truth") / "panj.db"), EXAMPLES)
    else:
        _run(request.getfixturevalue("new_database"), max(1, EXAMPLES // 3))


def test_a_ledger_that_forgets_what_was_known_when_is_found_out(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(query: Any, scope: Scope) -> Any:  # noqa: ANN401 - a query
        return queries.in_scope(query, Scope(as_of=scope.as_of))

    monkeypatch.setattr(import_module("panj.ledger.evidence"), "in_scope", forget)
    with pytest.raises(AssertionError):
        _run(lambda: str(tmp_path_factory.mktemp("truth") / "panj.db"), 100, Phase.generate)
