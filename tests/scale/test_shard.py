"""One piece in, one shard out: whole or not there, gone on with where it stopped, each report once."""

import errno
import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from tests.scale.archives import archive, record

from panj.errors import ReadError
from panj.ledger import Ledger, failures, open_ledger, packed
from panj.ledger.copying import digests
from panj.pipeline import Memory, Report, add_together
from panj.read import Given, documents
from panj.records import Document, Reading
from panj.scale import Bounds, Keep, Loaded, Piece, divided, load, read_shard
from panj.scale import shard as shard_module
from panj.scale.outcomes import End, Failed, Packed, Passed, Read, encode
from panj.scale.pieces import LEAST, RECORDS, items
from panj.scale.shard import outcomes_of
from panj.serve.picture import picture
from panj.world import World, load_world

AT = datetime(2021, 7, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = open_ledger(tmp_path / "panj.db")
    yield found
    found.close()


def pieces(path: Path, records: int = 400, keep: Keep = Keep.ALL) -> list[Piece]:
    def failed(error: ReadError) -> None:
        raise error

    return list(divided([str(path)], Given(), keep, failed, records=records))


def read_of(divided: list[Piece]) -> list[Document | str]:
    found = (x for piece in divided for _, read in items(piece) for x in read())
    return [x if isinstance(x, Document) else x.why for x in found]


@pytest.mark.parametrize("records", [1, 3, 400])
@pytest.mark.parametrize("form", ["gzip", "plain", "lines"])
def test_pieces_hold_every_report_of_their_file_once(tmp_path: Path, form: str, records: int) -> None:
    path = archive(tmp_path / "a.warc.gz", 8, damaged=3)
    if form == "plain":
        good = [record(i) for i in range(8)]
        lying = good[3].replace(b"Content-Length: ", b"Content-Length: 9")
        (path := tmp_path / "a.warc").write_bytes(b"".join((*good[:3], lying, *good[4:])))
    elif form == "lines":
        rows = [msgspec.json.encode({"id": str(i), "text": f"Post {i} fell on Monday."}) for i in range(8)]
        rows[3] = b'{"text": 1}'
        (path := tmp_path / "a.jsonl").write_bytes(b"\n".join(rows) + b"\n\n")
    found = pieces(path, records)
    assert len(found) == (1 if records == 400 else len({(p.start, p.end) for p in found}))
    whole = [x if isinstance(x, Document) else x.why for x in documents(str(path))]
    assert read_of(found) == whole
    assert sum(isinstance(x, str) for x in whole) == 1


def test_pieces_become_smaller_as_their_file_ends(tmp_path: Path) -> None:
    (path := tmp_path / "a.jsonl").write_bytes(b'{"text": "The post fell."}\n' * 900)
    counts = [sum(1 for _ in items(piece)) for piece in pieces(path, RECORDS)]
    assert sum(counts) == 900
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-2]) == (RECORDS, LEAST)


def test_a_piece_is_named_by_what_it_holds_and_how_it_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", 2)
    [piece] = pieces(path)
    [again] = pieces(path.rename(tmp_path / "b.warc.gz"))
    [sifted] = pieces(path.with_name("b.warc.gz"), keep=Keep.TOPIC)
    assert piece.name == again.name != sifted.name


def test_a_shard_is_the_same_every_time_and_stands_once(tmp_path: Path, world: World) -> None:
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 3, damaged=1))
    first = read_shard(piece, tmp_path / "one", world)
    second = read_shard(piece, tmp_path / "two", world)
    assert first.read_bytes() == second.read_bytes()
    kinds = [type(x) for x in outcomes_of(first)]
    assert kinds == [Read, Failed, Read]
    made = first.stat().st_mtime_ns
    assert read_shard(piece, tmp_path / "one", world) == first
    assert first.stat().st_mtime_ns == made
    assert [p.name for p in (tmp_path / "one").iterdir()] == [first.name]


# A worker as a process of its own: what it does at report 2 is its first argument.
WORKER = """
import os, signal, sys, time
from pathlib import Path
import msgspec
from panj import understand
from panj.scale import Bounds, Piece, read_shard
from panj.world import load_world

def act(document, parsed, world, then=understand.understand):
    if document.title == "Report 2":
        if sys.argv[1] == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if sys.argv[1] == "hang":
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            time.sleep(60)
        if sys.argv[1] == "bloat":
            bytes(8 << 30)
    print(document.title, flush=True)
    return then(document, parsed, world)

understand.understand = act
piece = msgspec.json.decode(sys.argv[2], type=Piece)
read_shard(piece, Path(sys.argv[3]), load_world(), Bounds(memory=3 << 30, seconds=6))
"""


def work(how: str, piece: Piece, folder: Path) -> tuple[int, list[str]]:
    call = [sys.executable, "-c", WORKER, how, msgspec.json.encode(piece).decode(), str(folder)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=100, check=False)
    return done.returncode, done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(("how", "code"), [("die", -9), ("hang", 1)])
def test_a_report_that_ends_two_workers_is_written_down_and_the_others_are_held_once(
    how: str, code: int, tmp_path: Path, world: World
) -> None:
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 5))
    assert work(how, piece, tmp_path) == (code, ["Report 0", "Report 1"])
    assert list(tmp_path.glob("*.jsonl.gz")) == []
    assert work(how, piece, tmp_path) == (code, ["Report 0", "Report 1"]), "this time one by one"
    assert work(how, piece, tmp_path) == (0, ["Report 3", "Report 4"])
    [shard] = tmp_path.glob("*.jsonl.gz")
    found = list(outcomes_of(shard))
    assert [x.document.title for x in found if isinstance(x, Read)] == [f"Report {i}" for i in (0, 1, 3, 4)]
    assert [x.why[:27] for x in found if isinstance(x, Failed)] == ["it ended its worker twice ("]
    assert list(tmp_path.glob("*.journal")) == []


def test_a_report_that_asks_for_too_much_memory_fails_alone(tmp_path: Path) -> None:
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 4))
    assert work("bloat", piece, tmp_path) == (0, ["Report 0", "Report 1", "Report 0", "Report 1", "Report 3"])
    [shard] = tmp_path.glob("*.jsonl.gz")
    assert [x.why for x in outcomes_of(shard) if isinstance(x, Failed)] == ["it needed more memory than it may have"]


def test_a_journal_that_was_cut_while_it_was_written_is_gone_on_with(tmp_path: Path, world: World) -> None:
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 4))
    whole = read_shard(piece, tmp_path / "whole", world).read_bytes()
    work("die", piece, tmp_path / "cut")
    [journal] = (tmp_path / "cut").iterdir()
    journal.write_bytes(journal.read_bytes()[:-5])
    assert read_shard(piece, tmp_path / "cut", world).read_bytes() == whole


@pytest.mark.parametrize(
    ("broken", "whose"), [("fsync", os), ("replace", Path)], ids=["fsync that fails", "rename that fails"]
)
def test_a_disk_that_fails_at_the_end_leaves_no_shard_and_the_work_is_not_done_again(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch, broken: str, whose: object
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "the disk fails")

    [piece] = pieces(archive(tmp_path / "a.warc.gz", 3))
    whole = read_shard(piece, tmp_path / "whole", world).read_bytes()
    with monkeypatch.context() as broke:
        broke.setattr(whose, broken, fail)
        with pytest.raises(OSError, match="the disk fails"):
            read_shard(piece, tmp_path / "x", world)
    assert list((tmp_path / "x").glob("*.jsonl.gz")) == []
    monkeypatch.setattr("panj.pipeline.understand_all", fail)
    assert read_shard(piece, tmp_path / "x", world).read_bytes() == whole


def test_work_that_nobody_wants_any_more_stops_and_can_be_taken_up(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shard_module, "TOGETHER", 1)
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 3))
    asked = iter([True, False])
    with pytest.raises(InterruptedError):
        read_shard(piece, tmp_path / "x", world, wanted=lambda: next(asked))
    shard = read_shard(piece, tmp_path / "x", world)
    assert [type(x) for x in outcomes_of(shard)] == [Read] * 3


def test_a_shard_is_loaded_once(tmp_path: Path, ledger: Ledger, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("panj.scale.load"), "TOGETHER", 2)
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 4, damaged=2))
    shard = read_shard(piece, tmp_path, world)
    halves = load(shard, piece.name, ledger, memory=Memory(world), now=lambda: AT)
    assert isinstance(next(halves), Loaded)
    del halves  # the loader ends after its first transaction
    found = list(load(shard, piece.name, ledger, memory=Memory(world), now=lambda: AT))
    assert [x.new for x in found if isinstance(x, Loaded)] == [False, False, True]
    assert list(load(shard, piece.name, ledger, memory=Memory(world), now=lambda: AT)) == []
    assert ledger.counts()["document"] == ledger.counts()["reading"] == 3
    [failure] = failures(ledger)
    assert failure.source == piece.path
    assert failure.place == sum(len(gzip.compress(record(i), mtime=0)) for i in range(2))
    assert "unpacked" in failure.why


CARRIED = """
    Taliban fighters seized the border post of Shir Khan in Kunduz province on Thursday, a member of its council said.
    More than a thousand soldiers crossed the river into Tajikistan during the night, the border guard committee said in
    a statement. The traders of the town closed their shops and the customs officers left with their families. The
    ministry of defence promised to send reinforcements before the end of the week and asked the people to stay calm.
"""


def carried(number: int, headline: str, further: str = "") -> bytes:
    """Return the record of a page that carries the same report."""
    body = f"<article><h1>{headline}</h1><p>{' '.join(CARRIED.split())}</p><p>{further}</p></article>"
    day = "<meta property='article:published_time' content='2021-07-08'>"
    page = f"<html><head><title>{headline}</title>{day}</head><body>{body}</body></html>"
    return gzip.compress(record(number, page.encode()), mtime=0)


def test_copies_in_different_shards_are_held_once_each_and_are_one_witness(
    tmp_path: Path, ledger: Ledger, world: World
) -> None:
    further = "It was reported by an agency of news whose reporter was in the town until the evening of that day."
    first = [carried(1, "Border post falls"), gzip.compress(record(7), mtime=0), carried(2, "Post lost", further)]
    second = [carried(3, "A thousand soldiers flee across the river"), carried(1, "Border post falls")]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(first))
    (tmp_path / "b.warc.gz").write_bytes(b"".join(second))
    divided = [p for name in ("b", "a") for p in pieces(tmp_path / f"{name}.warc.gz", records=1)]
    assert len(divided) == 5
    for piece in divided:
        list(load(read_shard(piece, tmp_path, world), piece.name, ledger, memory=Memory(world), now=lambda: AT))
    assert sorted(str(d.url).rpartition("/")[2] for d in ledger.documents()) == ["1", "2", "3", "7"]
    shown = picture(ledger, as_of=date(2021, 7, 9), known_at=None, world=world)
    witnesses: dict[str, set[str]] = {}
    for said in shown.said.values():
        witnesses.setdefault(said.witness, set()).add(str(ledger.document(said.statement.document).url)[-1])
    assert sorted(map(sorted, witnesses.values())) == [["1", "2", "3"], ["7"]]


def test_what_a_worker_tells_of_reports_is_what_the_loader_finds_out_where_it_is_not_told_or_by_older_rules(
    tmp_path: Path, world: World
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"".join(carried(n, f"The post falls, {n}") for n in range(3)))
    [piece] = pieces(tmp_path / "a.warc.gz")
    read = [x for x in outcomes_of(read_shard(piece, tmp_path, world)) if isinstance(x, Read)]
    held: list[object] = []
    for change in ({}, {"kept_by": "older", "near": {}, "kept": {}}, {"rules": "older", "standing": {}}, None):
        with closing(open_ledger(tmp_path / f"{len(held)}.db")) as ledger:
            for x in read:
                assert x.keyed
                told = None if change is None else msgspec.structs.replace(x.keyed, **change)
                record = x.record if told else None
                add_together(ledger, [Report(x.document, x.reading, told, record)], at=AT, memory=Memory(world))
            tables = {x.table: x for x in digests(ledger) if x.table != "link"}
            held.append((tables, links := set(ledger.links())))
    assert held[0] == held[1] == held[2] == held[3]
    assert tables["event_key"].rows > tables["standing"].rows > 0 < len(links)


def test_a_report_whose_id_is_taken_is_a_failure_and_no_end(tmp_path: Path, ledger: Ledger, world: World) -> None:
    rows = [
        {"id": "a", "text": "Post one fell on Monday."},
        {"id": "a", "text": "Post two fell."},
        {"text": "It fell."},
    ]
    (path := tmp_path / "a.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    [piece] = pieces(path)
    shard = read_shard(piece, tmp_path, world)
    assert [type(x) for x in load(shard, piece.name, ledger, memory=Memory(world), now=lambda: AT)] == [
        Loaded,
        Failed,
        Loaded,
    ]
    assert [x.why.split(";")[0] for x in failures(ledger)] == ["a: this id already names another text"]


@pytest.mark.parametrize("harm", [lambda raw: raw[:-9], lambda raw: raw[:30] + b"\0" * 20 + raw[50:]])
def test_a_damaged_shard_says_what_to_do(
    tmp_path: Path, ledger: Ledger, world: World, harm: "Callable[[bytes], bytes]"
) -> None:
    [piece] = pieces(archive(tmp_path / "a.warc.gz", 2))
    shard = read_shard(piece, tmp_path, world)
    shard.write_bytes(harm(shard.read_bytes()))
    with pytest.raises(ReadError, match="delete it and read its source again"):
        list(load(shard, piece.name, ledger, memory=Memory(world), now=lambda: AT))
    assert list(failures(ledger)) == []


def test_what_is_not_asked_for_is_passed_over_unread(tmp_path: Path, world: World) -> None:
    texts = (
        "The border guards took the post back on Monday after heavy shelling by the insurgents, an officer said.",
        "The bakery on Main Street won a prize for its apple cake on Monday, and its owner said that she was glad.",
        "Les gardes-frontières ont repris le poste lundi après de violents tirs des insurgés, a dit un officier hier.",
    )
    (path := tmp_path / "a.jsonl").write_bytes(b"\n".join(msgspec.json.encode({"text": x}) for x in texts))
    reasons = {}
    for keep in Keep:
        [piece] = pieces(path, keep=keep)
        found = outcomes_of(read_shard(piece, tmp_path, world, Bounds()))
        reasons[keep] = [x.why for x in found if isinstance(x, Passed)]
    assert reasons == {Keep.ALL: [], Keep.ENGLISH: ["language"], Keep.TOPIC: ["topic", "language"]}


def test_a_reading_that_a_worker_packed_wrongly_is_a_damaged_shard(tmp_path: Path, ledger: Ledger) -> None:
    document = Document(id="a", text="The post fell.")
    record = packed(Reading(document="a"), document)
    for wrong in (record[:-1], b"", packed(Reading(document="a"), Document(id="b", text="It did not."))):
        line = encode(Packed(at=0, document=document, record=wrong, keyed=None))
        (shard := tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line + b"\n" + encode(End(outcomes=1))))
        with pytest.raises(ReadError, match="delete it and read its source again"):
            list(load(shard, "a", ledger, memory=Memory(), now=lambda: AT))
    assert ledger.counts()["document"] == 0
