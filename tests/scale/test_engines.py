"""Whatever is killed while an archive is read, every report comes into the ledger once."""

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from tests.scale.archives import archive

from panj.ledger import Ledger, open_ledger
from panj.read import Given
from panj.scale import Keep, divided, in_processes, in_ray
from panj.scale.spark import read_pieces

TOTAL = 70
PIECES = 6
DAMAGED = 68  # of the last piece, which no run that is killed comes to
PANJ = str(Path(sys.executable).with_name("panj"))


def call(tmp_path: Path, engine: str) -> list[str]:
    where = ["--ledger", str(tmp_path / "panj.db"), "--shards", str(tmp_path / "shards")]
    return [PANJ, "read", str(tmp_path / "a"), *where, "--engine", engine, "--workers", "2"]


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    archive(tmp_path / "a" / "one.warc.gz", TOTAL // 2)
    whole = archive(tmp_path / "b", TOTAL, damaged=DAMAGED).read_bytes()
    half = archive(tmp_path / "c", TOTAL // 2).read_bytes()
    (tmp_path / "a" / "two.warc.gz").write_bytes(whole[len(half) :])
    return tmp_path


def test_ray_makes_the_shards_that_processes_make(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    path = archive(tmp_path / "a.warc.gz", 12, damaged=4)
    made = {}
    for engine in (in_processes, in_ray):
        found = engine(divided([str(path)], Given(), Keep.ALL, print, records=4), tmp_path / engine.__name__, workers=2)
        made[engine.__name__] = {piece.start: Path(str(shard)).read_bytes() for piece, shard in found}
    assert len(made["in_ray"]) == 3
    assert made["in_ray"] == made["in_processes"]


@pytest.mark.parametrize("engine", ["processes", "ray"])
def test_a_killed_worker_and_a_killed_driver_lose_nothing_and_double_nothing(archives: Path, engine: str) -> None:
    if engine == "ray":
        pytest.importorskip("ray")
    driver = subprocess.Popen(
        call(archives, engine), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until(lambda: lines(archives) > 6, driver)
        os.kill(wait_until(lambda: worker_of(archives, driver.pid), driver), signal.SIGKILL)
        before = lines(archives)
        wait_until(lambda: lines(archives) > before + 6 and worker_of(archives, driver.pid), driver)
        driver.kill()
        assert len(list((archives / "shards").glob("*.gz"))) < PIECES, "the kill came too late to test anything"
        done = subprocess.run(call(archives, engine), capture_output=True, text=True, timeout=200, check=False)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(driver.pid, signal.SIGKILL)
        driver.wait()
    assert done.returncode == 3, done.stderr  # the damaged record
    with opened(archives) as ledger:
        assert ledger.counts()["document"] == ledger.counts()["reading"] == TOTAL - 1
        assert ledger.counts()["failure"] == 1
        titles = [d.title or "" for d in ledger.documents()]
        assert sorted(titles) == sorted(f"Report {i}" for i in range(TOTAL) if i != DAMAGED)
    again = subprocess.run(call(archives, engine), capture_output=True, text=True, timeout=200, check=False)
    assert f'"pieces":{PIECES},"pieces_known_already":{PIECES},"new":0' in again.stdout


def wait_until(reached: Callable[[], int | None], driver: "subprocess.Popen[bytes]") -> int:
    """Return what `reached` gives once it gives something that is not naught."""
    end = time.monotonic() + 120
    while not (found := reached()):
        assert driver.poll() is None, "it was done before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def lines(folder: Path) -> int:
    """Return how many records have been read: of pieces that are being read, and of those that are whole."""
    read = 0
    for path in (folder / "shards").glob("*"):
        with suppress(FileNotFoundError):  # a journal goes when its piece is whole
            raw = path.read_bytes()
            read += gzip.decompress(raw).count(b"\n") - 1 if path.suffix == ".gz" else raw.count(b'"done"')
    return read


def worker_of(folder: Path, driver: int) -> int | None:
    """Return a process that holds a journal open; between two pieces none does, and the driver only looks at pieces."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) not in {os.getpid(), driver}:
            with suppress(OSError):
                for handle in (process / "fd").iterdir():
                    if str(handle.readlink()).startswith(str(folder / "shards")):
                        return int(process.name)
    return None


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    ledger = open_ledger(folder / "panj.db")
    try:
        yield ledger
    finally:
        ledger.close()


def test_an_engine_that_is_not_installed_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(Exception, match=r"panj\[ray\]"):
        list(in_ray([], tmp_path, workers=1))


def test_options_of_archives_ask_for_a_folder() -> None:
    done = subprocess.run([PANJ, "read", "x", "--engine", "ray"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--shards FOLDER" in done.stderr


def test_spark_s_function_makes_the_shards_that_processes_make(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    path = archive(tmp_path / "a.warc.gz", 6, damaged=4)
    pieces = list(divided([str(path)], Given(), Keep.ALL, print, records=3))
    table = pyarrow.RecordBatch.from_pydict({"piece": [msgspec.json.encode(piece).decode() for piece in pieces]})
    [found] = read_pieces([table], folder=str(tmp_path / "spark"))
    assert found.schema.names == ["piece", "shard"]
    made = {Path(shard).name: Path(shard).read_bytes() for shard in found.column("shard").to_pylist()}
    shards = [Path(str(shard)) for _, shard in in_processes(pieces, tmp_path / "processes", workers=1)]
    assert len(shards) == 2
    assert made == {shard.name: shard.read_bytes() for shard in shards}
