"""`panj read --shards`: archives read in pieces, on this machine or on many, and loaded into the ledger."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from panj import pipeline
from panj.errors import ReadError
from panj.ledger import Failure, Ledger, fail, has_shard, open_ledger
from panj.scale import Crash, Keep, Loaded, Piece, divided, in_processes, in_ray, load
from panj.scale.engines import Engine
from panj.scale.outcomes import Failed
from panj.serve import output, settings
from panj.serve.read_command import SOME_FAILED, now

if TYPE_CHECKING:
    from panj.read import Given


class Archive(NamedTuple):
    """Where shards are kept, what of the archive is, and who reads it."""

    folder: str
    engine: str = "processes"
    address: str | None = None
    keep: str = "all"
    workers: int = 0

    @property
    def run(self) -> Engine:
        """The engine, ready to be given pieces."""
        workers = self.workers or 1
        if self.engine == "ray":
            return partial(in_ray, workers=workers, address=self.address)
        return partial(in_processes, workers=workers)


def read_archive(inputs: list[str], archive: Archive, *, given: "Given", ledger: str | None) -> int:
    """Read the inputs piece by piece and return the exit code; pieces that the ledger has are not read again."""
    Path(archive.folder).mkdir(parents=True, exist_ok=True)  # where it cannot be, no worker would ever end a piece
    opened = open_ledger(settings.ledger_location(ledger))
    failures: list[Failure] = []
    count: Counter[str] = Counter()
    memory = pipeline.Memory()

    def failed(error: ReadError) -> None:
        failures.append(Failure(error.source, error.offset, error.why))
        output.complain(f"panj: {error}")

    def wanted() -> Iterator[Piece]:
        for piece in divided(inputs, given, Keep(archive.keep), failed):
            count["pieces"] += 1
            if has_shard(opened, piece.name):
                count["pieces_known_already"] += 1
            else:
                yield piece

    try:
        with output.progress("reading", None) as step:
            for piece, shard in archive.run(wanted(), Path(archive.folder)):
                if isinstance(shard, Crash):
                    failed(ReadError(piece.path, f"set aside up to {piece.end}: {shard.why}", offset=piece.start))
                    continue
                try:
                    _load(shard, piece, opened, memory, count, step)
                except ReadError as error:
                    failed(error)
        fail(opened, failures, version=pipeline.version(), at=now())
    finally:
        opened.close()
    _tell(count, settings.ledger_location(ledger))
    return SOME_FAILED if failures or count["failed"] else 0


def _load(
    shard: Path, piece: Piece, ledger: Ledger, memory: pipeline.Memory, count: Counter[str], step: Callable[[], None]
) -> None:
    for found in load(shard, piece.name, ledger, memory=memory, now=now):
        step()
        if isinstance(found, Failed):
            count["failed"] += 1
            output.complain(f"panj: {ReadError(found.source, found.why, offset=found.at)}")
        elif isinstance(found, Loaded):
            count["new" if found.new else "known_already"] += 1
            count["statements"] += len(found.reading.statements) * found.new
        else:
            count[f"passed_over_for_{found.why}"] += 1


def _tell(count: Counter[str], where: str) -> None:
    always = ("pieces", "pieces_known_already", "new", "known_already", "statements", "failed")
    more = sorted(set(count) - set(always))
    row = {name: count[name] for name in (*always, *more)} | {"ledger": where}
    output.show([row], list(row), as_json=False)
