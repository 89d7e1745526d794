"""A ledger is copied and backed up whole, from either database to either, or not at all."""

import contextlib
import errno
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from panj.errors import LedgerError
from panj.ledger import Failure, Keys, Ledger, Standing, Version, add_shard, copying, open_ledger
from panj.ledger.copying import backup, copy, digests
from panj.records import Document, Judgement, Link, Reading

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
Make = Callable[..., tuple[Document, Reading]]


@pytest.fixture
def filled(ledger: Ledger, make: Make) -> Ledger:
    """A ledger with a row in every table."""
    for name in ("b", "a-1", "É", "undated"):
        document, reading = make(name, None if name == "undated" else date(2021, 7, 8))
        keys = Keys(
            sketch=frozenset({8, 4_000_000_000}),
            events={reading.statements[0].id: frozenset({5})},
            standing={reading.statements[0].id: (Standing(7, date(2021, 7, 8)),)},
            rules="r",
            answers=b"asked",
            answered_by="a",
        )
        ledger.add(document, reading, version=VERSION, at=NOON, keys=keys)
    same = Link(kind="event", left="a", right="b", judgement=Judgement.SAME, reason="alike", at=NOON)
    ledger.judge([same], version=VERSION, at=NOON)
    add_shard(ledger, "s1", [Failure("x.warc", 7, "no text")], version=VERSION, at=NOON)
    ledger.freeze(b"<p>", "text/html", as_of=date(2021, 7, 8), version=VERSION, at=NOON)
    return ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "other.db")
    return str(request.getfixturevalue("new_database")())


def _same(left: Ledger, right: Ledger) -> None:
    assert all(d.rows for d in digests(left)), "a table without a row shows nothing"
    assert digests(left) == digests(right)
    assert list(left.statements()) == list(right.statements())
    assert list(left.links()) == list(right.links())
    assert {x.document for x in right.search("seized post")} == {d.id for d in left.documents()}


def test_a_copy_holds_what_the_ledger_held_and_goes_on(filled: Ledger, elsewhere: str, make: Make) -> None:
    with contextlib.closing(open_ledger(elsewhere)) as other:
        copy(filled, other)
        _same(filled, other)
        for ledger in (filled, other):
            ledger.add(*make("later"), version=VERSION, at=NOON, keys=Keys(rules="r"))
            ledger.judge([Link(kind="event", left="c", right="d", judgement=Judgement.SAME)], version=VERSION, at=NOON)
        _same(filled, other)


def test_a_copy_never_mixes_with_what_is_there(filled: Ledger, elsewhere: str, make: Make) -> None:
    with contextlib.closing(open_ledger(elsewhere)) as other:
        other.add(*make("mine"), version=VERSION, at=NOON)
        with pytest.raises(LedgerError, match="not empty"):
            copy(filled, other)
        assert [d.id for d in other.documents()] == ["mine"]


def test_a_copy_that_comes_out_different_is_not_kept(
    filled: Ledger, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches, seen = copying._batches, []

    def losing(connection: object, table: object) -> object:
        for rows in batches(connection, table):  # type: ignore[arg-type]
            seen.append(table)
            yield rows[1:] if len(seen) == 1 else rows

    monkeypatch.setattr(copying, "_batches", losing)
    with contextlib.closing(open_ledger(elsewhere)) as other:
        with pytest.raises(LedgerError, match=r"differs in|refused a row"):
            copy(filled, other)
        assert other.seq == 0
        assert other.counts()["document"] == 0


def test_a_backup_is_a_ledger_in_one_file(filled: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(filled, file)
    assert sorted(p.name for p in tmp_path.glob("*backup*")) == ["backup.db"]
    with contextlib.closing(open_ledger(file)) as kept:
        _same(filled, kept)
    with pytest.raises(LedgerError, match="there already"):
        backup(filled, file)


@pytest.mark.parametrize("seam", ["_wait_for_disk", "_into_place", "_settle"])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_leaves_no_backup_and_the_ledger_as_it_was(
    filled: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seam: str, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    before = digests(filled)
    with monkeypatch.context() as broken:
        broken.setattr(copying, seam, fail)
        with pytest.raises(LedgerError, match=r"could not be written.*nothing was left"):
            backup(filled, tmp_path / "backup.db")
    assert list(tmp_path.glob("*backup*")) == []
    assert digests(filled) == before
    backup(filled, tmp_path / "backup.db")


def test_a_backup_is_of_one_moment_though_others_write(filled: Ledger, tmp_path: Path, make: Make) -> None:
    before = filled.seq
    settle = copying._settle
    with pytest.MonkeyPatch.context() as patch:

        def write_first(file: Path) -> None:
            filled.add(*make("meanwhile"), version=VERSION, at=NOON)
            settle(file)

        patch.setattr(copying, "_settle", write_first)
        backup(filled, tmp_path / "backup.db")
    with contextlib.closing(open_ledger(tmp_path / "backup.db")) as kept:
        assert (kept.seq, filled.seq) == (before, before + 1)
