"""One piece in, one shard out: `read_shard` is all that an engine runs, on any machine.

The shard stands under the piece's name, written apart and then renamed, and is passed over if it stands there. While it
is made, a journal tells what was begun and what is done: a worker that takes over goes on after the last report.
Reports that were being read side by side when a worker ended are read one by one, and one that has ended two workers
is written down as failed.
"""

import contextlib
import faulthandler
import fcntl
import gzip
import os
import resource
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from panj import pipeline
from panj.errors import LedgerError, ReadError
from panj.ledger import packed
from panj.records import Document
from panj.scale.outcomes import DECODER, Begun, Broke, Done, End, Failed, Line, Outcome, Packed, Passed, encode
from panj.scale.pieces import Item, Piece, items
from panj.scale.sieve import sifted_out
from panj.world import World

TRIES = 2
TOGETHER = 16
"""Reports that are read side by side: a sixth faster than one by one, and 64 bring no more."""
_TWICE = "it ended its worker twice (too much memory, too much time, or a fault)"


class Bounds(NamedTuple):
    """What one report may cost its worker."""

    memory: int = 3 << 30  # bytes of address space, over what the worker has when it begins
    seconds: float = 120.0


BOUNDS = Bounds()


def shard_path(piece: Piece, folder: Path) -> Path:
    """Return where the shard of a piece stands, or will."""
    return folder / f"{piece.name}.jsonl.gz"


def read_shard(
    piece: Piece, folder: Path, world: World, bounds: Bounds = BOUNDS, *, wanted: Callable[[], bool] = lambda: True
) -> Path:
    """Read a piece and return where its shard stands; what an earlier worker did of it is not done again.

    A second worker at the same piece waits for the first. `wanted` is asked before every `TOGETHER` reports; the
    work stops there, to be taken up again, if it says no.
    """
    target = shard_path(piece, folder)
    folder.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return target
    journal = folder / f"{piece.name}.journal"
    with journal.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not target.exists():
            _go_on(piece, file, world, bounds, wanted)
            _finish(file, target)
        journal.unlink(missing_ok=True)
    return target


def _go_on(piece: Piece, file: IO[bytes], world: World, bounds: Bounds, wanted: Callable[[], bool]) -> None:
    done, broke = _taken_up(file)
    with _bounded(bounds.memory):
        for group in _groups((x for x in items(piece) if x[0] not in done), broke):
            if not wanted():
                raise InterruptedError(f"{piece} is no longer wanted")
            places = [at for at, _ in group]
            if broke[places[0]] >= TRIES:
                _write(file, Failed(at=places[0], source=piece.path, why=_TWICE), Done(at=places[0]))
                continue
            _write(file, *(Begun(at=at) for at in places))
            with _watched(bounds.seconds):
                outcomes = _outcomes(group, piece, world)
            _write(file, *(x for at in places for x in (*(o for o in outcomes if o.at == at), Done(at=at))))


def _groups(found: Iterable[Item], broke: Counter[int]) -> Iterator[list[Item]]:
    """Yield what to read side by side; what was being read when a worker ended is read alone."""
    group: list[Item] = []
    for item in found:
        alone = bool(broke[item[0]])
        if group and (alone or len(group) == TOGETHER):
            yield group
            group = []
        group.append(item)
        if alone:
            yield group
            group = []
    if group:
        yield group


def _taken_up(file: IO[bytes]) -> tuple[set[int], Counter[int]]:
    """Return which places are done and which broke how often; what was left half done is cut off."""
    done: set[int] = set()
    broke: Counter[int] = Counter()
    begun: set[int] = set()
    end = safe = 0
    file.seek(0)
    for raw in file:
        try:
            line = DECODER.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):  # the worker ended while it wrote
            break
        end += len(raw)
        if isinstance(line, Begun):
            begun.add(line.at)
        elif isinstance(line, Done):
            done.add(line.at)
            begun.discard(line.at)
            safe = end
        elif isinstance(line, Broke):
            broke[line.at] += 1
            safe = end
    file.truncate(safe)
    broke.update(begun)
    _write(file, *(Broke(at=at) for at in sorted(begun)))
    return done, broke


def _write(file: IO[bytes], *lines: Line) -> None:
    file.write(b"".join(encode(line) + b"\n" for line in lines))
    file.flush()


def _outcomes(group: Sequence[Item], piece: Piece, world: World) -> list[Outcome | Packed]:
    """Return what comes of some places; if anything goes wrong they are read again one by one, and it is a failure."""
    found: list[Outcome | Packed] = []
    try:
        _read(group, piece, world, found)
    except Exception as error:  # one report's fault must not cost the others
        if len(group) > 1:
            return [outcome for item in group for outcome in _outcomes([item], piece, world)]
        short = isinstance(error, MemoryError)
        why = "it needed more memory than it may have" if short else f"{type(error).__name__}: {error}"[:500]
        found.append(Failed(at=group[0][0], source=piece.path, why=why))
    return found


def _read(group: Sequence[Item], piece: Piece, world: World, found: list[Outcome | Packed]) -> None:
    """Read some places side by side into `found`; what was read before an error stays there."""
    places: deque[int] = deque()

    def wanted() -> Iterator[Document]:
        for at, read in group:
            for got in read():
                if isinstance(got, ReadError):
                    found.append(Failed(at=at, source=got.source, why=got.why))
                elif why := sifted_out(got, piece.keep):
                    found.append(Passed(at=at, why=why))
                else:
                    places.append(at)
                    yield got

    for document, reading in pipeline.understand_all(wanted(), world=world, threads=1):
        at, told = places.popleft(), pipeline.keyed(document, reading, world)  # here, for there is one loader
        found.append(Packed(at=at, document=document, record=packed(reading, document), keyed=told))


@contextlib.contextmanager
def _bounded(memory: int) -> Iterator[None]:
    """Allow so many bytes of address space more than there are, until it is left."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = held + memory if hard == resource.RLIM_INFINITY else min(held + memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End this process if it is not left in time, even out of code that lets no signal in."""
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _finish(journal: IO[bytes], target: Path) -> None:
    """Write the shard from its journal: whole, or not there."""
    apart = target.with_suffix(".tmp")
    count = 0
    journal.seek(0)
    with apart.open("wb") as file:
        with gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as packed:
            for raw in journal:
                if isinstance(DECODER.decode(raw), Outcome | Packed):
                    packed.write(raw)
                    count += 1
            packed.write(encode(End(outcomes=count)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    apart.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def outcomes_of(shard: Path) -> Iterator[Outcome]:
    """Yield what a shard holds; ReadError if it is not whole."""
    count = 0
    try:
        with gzip.open(shard, "rb") as file:
            for raw in file:
                line = DECODER.decode(raw)
                if isinstance(line, End):
                    if line.outcomes == count and not file.read(1):  # at its end gzip compares its own sum
                        return
                    break
                count += 1
                if isinstance(line, Packed):
                    yield line.unpacked()
                elif isinstance(line, Outcome):
                    yield line
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError, LedgerError) as error:
        raise ReadError(
            str(shard), f"the shard is damaged: {error}", advice="delete it and read its source again"
        ) from None
    raise ReadError(str(shard), "the shard is not whole", advice="delete it and read its source again")
