from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from panj.errors import LedgerError, NotFoundError
from panj.ledger import Filter, Keys, Ledger, Neighbours, Scope, Version, open_ledger
from panj.records import Document, Judgement, Link, Reading, stretch

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
Make = Callable[..., tuple[Document, Reading]]


def test_what_was_added_comes_back_equal(ledger: Ledger, make: Make) -> None:
    document, reading = make("a")
    assert ledger.add(document, reading, version=VERSION, at=NOON)
    assert list(ledger.documents()) == [document]
    assert list(ledger.statements()) == list(reading.statements)
    assert ledger.statement(reading.statements[0].id[:6]) == reading.statements[0]


def test_a_report_read_twice_adds_nothing(ledger: Ledger, make: Make) -> None:
    document, reading = make("a")
    assert ledger.add(document, reading, version=VERSION, at=NOON)
    before = (ledger.counts(), ledger.seq)
    assert not ledger.add(document, reading, version=VERSION, at=NOON)
    assert (ledger.counts(), ledger.seq) == before


def test_a_newer_model_supersedes_and_the_old_reading_stays_known(ledger: Ledger, make: Make) -> None:
    document, reading = make("a")
    ledger.add(document, reading, version=VERSION, at=NOON)
    then = ledger.seq
    ledger.add(document, Reading(document="a"), version=Version(code="1", model="n"), at=NOON)
    assert list(ledger.statements()) == []
    assert list(ledger.statements(Scope(known_at=then))) == list(reading.statements)


def test_as_of_sees_what_was_published_by_that_day(ledger: Ledger, make: Make) -> None:
    for name, day in (("a", date(2021, 7, 5)), ("b", date(2021, 7, 8))):
        ledger.add(*make(name, day), version=VERSION, at=NOON)
    assert [s.document for s in ledger.statements(Scope(as_of=date(2021, 7, 6)))] == ["a"]
    assert [d.id for d in ledger.documents(Scope(as_of=date(2021, 7, 8)))] == ["a", "b"]


def test_a_report_without_a_day_counts_from_the_day_it_was_read(ledger: Ledger, make: Make) -> None:
    ledger.add(*make("a", None), version=VERSION, at=NOON)
    assert list(ledger.statements(Scope(as_of=date(2021, 7, 8)))) == []
    assert len(list(ledger.statements(Scope(as_of=date(2021, 7, 9))))) == 1


def test_one_id_for_two_texts_is_refused_and_the_first_stays(ledger: Ledger, make: Make) -> None:
    ledger.add(*make("a"), version=VERSION, at=NOON)
    with pytest.raises(LedgerError, match="already names another text"):
        ledger.add(*make("a", words="Another text."), version=Version(code="2", model="m"), at=NOON)
    assert [d.text for d in ledger.documents()] == ["Taliban fighters seized the post."]


def test_statements_are_found_by_party_code_and_fact(ledger: Ledger, make: Make) -> None:
    ledger.add(*make("a"), version=VERSION, at=NOON)
    found = [
        len(list(ledger.statements(which=which)))
        for which in (
            Filter(entity="taliban"),
            Filter(entity="rudenko"),
            Filter(entity="tj"),
            Filter(code="TAKE"),
            Filter(code="FLEE"),
            Filter(happened=True),
            Filter(happened=False),
        )
    ]
    assert found == [1, 1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize("words", ["seized post", "RUDENKO", "taliban"])
def test_search_finds_words_and_names(ledger: Ledger, make: Make, words: str) -> None:
    ledger.add(*make("a"), version=VERSION, at=NOON)
    assert [s.document for s in ledger.search(words)] == ["a"]


@given(words=st.text(max_size=40))
@example(words='"')
@example(words="guard NEAR(")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_into_search_breaks_it(ledger: Ledger, words: str) -> None:
    assert ledger.search(words) == []


def test_the_database_itself_refuses_to_forget(ledger: Ledger, make: Make) -> None:
    ledger.add(*make("a"), version=VERSION, at=NOON)
    for act in ("DELETE FROM statement", "UPDATE document SET text = 'x'"):
        with pytest.raises(DBAPIError, match="only grows"), ledger.engine.begin() as raw:
            raw.execute(text(act))


def test_ids_and_their_order_do_not_depend_on_how_a_database_sorts_words(ledger: Ledger, make: Make) -> None:
    for name in ("b", "A", "a-1", "a1", "B", "a"):
        ledger.add(*make(name), version=VERSION, at=NOON)
    assert [d.id for d in ledger.documents()] == sorted(("b", "A", "a-1", "a1", "B", "a"))
    assert ledger.document("a-").id == "a-1"
    assert ledger.document("A").id == "A"


def test_judgements_are_kept_in_order(ledger: Ledger) -> None:
    links = [Link(kind="event", left="a", right=r, judgement=Judgement.SAME) for r in ("b", "c")]
    ledger.judge(links, version=VERSION, at=NOON)
    assert list(ledger.links()) == links


def test_a_frozen_brief_is_kept_to_the_byte(ledger: Ledger) -> None:
    identity = ledger.freeze(b"<p>x", "text/html", as_of=date(2021, 7, 8), version=VERSION, at=NOON)
    assert ledger.frozen(identity) == ("text/html", b"<p>x")
    with pytest.raises(NotFoundError, match="no frozen brief"):
        ledger.frozen("nothing")


def test_an_unknown_id_says_where_to_look(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="panj list"):
        ledger.statement("feed")


def test_a_brief_is_kept_in_the_form_in_which_it_was_written(ledger: Ledger) -> None:
    day, forms = date(2021, 7, 8), ("text/plain", "text/markdown", "text/html")
    kept = [ledger.freeze(b"Nothing.", form, as_of=day, version=VERSION, at=NOON) for form in forms]
    assert [ledger.frozen(identity) for identity in kept] == [(form, b"Nothing.") for form in forms]


def test_an_id_that_begins_another_means_its_own_report(ledger: Ledger, make: Make) -> None:
    for name in ("story", "story-2", "tale-1", "tale-2"):
        ledger.add(*make(name), version=VERSION, at=NOON)
    assert [ledger.document(x).id for x in ("story", "story-2", "story-")] == ["story", "story-2", "story-2"]
    with pytest.raises(NotFoundError, match="several"):
        ledger.document("tale")


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    broken = tmp_path / "panj.db"
    broken.write_bytes(b"not a database, but long enough to look at" * 40)
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(broken)
    assert broken.read_bytes().startswith(b"not a database")


def test_a_ledger_of_a_newer_panj_is_not_touched(ledger: Ledger, location: str) -> None:
    with ledger.engine.begin() as raw:
        raw.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer Panj"):
        open_ledger(location)


def test_what_is_kept_by_older_rules_is_kept_by_newer_ones_too(ledger: Ledger, make: Make) -> None:
    old = make("old")
    said = old[1].statements[0].id
    ledger.add(*old, version=VERSION, at=NOON, keys=Keys(events={said: frozenset({77})}, kept_by="1"))
    assert ledger.kept_by("1")
    assert not ledger.kept_by("2")
    for _ in range(2):
        ledger.keep_again("2", lambda _, reading, __: {x.id: frozenset({77, 5 << 8 | 3}) for x in reading.statements})
    assert ledger.kept_by("2")
    seen: list[list[str]] = []

    def judge(near: Neighbours) -> tuple[Link, ...]:
        seen.append([x.document for x, _, _ in near.statements])
        return ()

    for name, *ends in (("a", 5 << 8, 5 << 8 | 255), ("b", 5 << 8 | 3, 5 << 8 | 3), ("c", 5 << 8 | 4, 6 << 8)):
        ledger.add(*make(name), version=VERSION, at=NOON, keys=Keys(near=frozenset({stretch(*ends)})), judge=judge)
    assert seen == [["old"], ["old"], []]


def test_postgresql_compiles_no_plans(ledger: Ledger) -> None:
    if ledger.dialect == "sqlite":
        pytest.skip("SQLite compiles none")
    with ledger.engine.connect() as connection:
        assert connection.execute(text("SHOW jit")).scalar_one() == "off"
