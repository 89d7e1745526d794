"""Shards and failures in the ledger, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from panj.ledger import Failure, Ledger, Version, add_shard, fail, failures, has_shard, open_ledger

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
BAD = Failure("a.warc.gz", 5_000_000_000, "a record cannot be unpacked")


def test_a_shard_is_noted_once_with_its_failures(ledger: Ledger) -> None:
    assert not has_shard(ledger, "s")
    assert add_shard(ledger, "s", [BAD], version=VERSION, at=NOON)
    assert not add_shard(ledger, "s", [BAD, Failure("b", None, "x")], version=VERSION, at=NOON)
    assert has_shard(ledger, "s")
    assert [x._replace(at=None) for x in failures(ledger)] == [BAD]


def test_a_failure_seen_again_is_not_noted_again(ledger: Ledger) -> None:
    for _ in range(2):
        fail(ledger, [BAD, BAD._replace(place=None), BAD._replace(place=7)], version=VERSION, at=NOON)
    assert [x.place for x in failures(ledger)] == [BAD.place, None, 7]


def test_nothing_that_failed_takes_no_number(ledger: Ledger) -> None:
    fail(ledger, [], version=VERSION, at=NOON)
    assert ledger.seq == 0


def test_the_database_refuses_to_forget_a_shard(ledger: Ledger) -> None:
    add_shard(ledger, "s", [], version=VERSION, at=NOON)
    with pytest.raises(DatabaseError, match="only grows"), ledger.engine.begin() as raw:
        raw.execute(text("DELETE FROM shard"))


def test_a_ledger_from_before_shards_gets_them(ledger: Ledger, location: str) -> None:
    fail(ledger, [BAD], version=VERSION, at=NOON)
    with ledger.engine.begin() as raw:
        for step in ("DROP TABLE shard", "DROP INDEX failure_source", "ALTER TABLE failure DROP COLUMN place"):
            raw.execute(text(step))
        raw.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    again = open_ledger(location)
    try:
        assert [x.place for x in failures(again)] == [None]
        assert add_shard(again, "s", [BAD], version=VERSION, at=NOON)
        assert [x.place for x in failures(again)] == [None, BAD.place]
        with pytest.raises(DatabaseError, match="only grows"), again.engine.begin() as raw:
            raw.execute(text("UPDATE shard SET name = 't'"))
    finally:
        again.close()
