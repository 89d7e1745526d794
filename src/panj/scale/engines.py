"""Engines: the same `read_shard` in processes of this machine or in actors of Ray, and the same guarantees.

An engine may return a piece twice or not at all; the shards and the ledger see to the rest (`shard`, `load`).
"""

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from panj.errors import PanjError
from panj.read.language import ready
from panj.scale.pieces import Piece
from panj.scale.shard import BOUNDS, Bounds, read_shard
from panj.scale.workers import Crash, Limits, Work, spread

Shards = Iterator[tuple[Piece, Path | Crash]]
Engine = Callable[[Iterable[Piece], Path], Shards]

ATTEMPTS = 50  # at one piece: each goes on after the report that ended the last, and gives up a report at the second
_STORE = 80 << 20  # bytes; only paths pass through Ray's store


def in_processes(pieces: Iterable[Piece], folder: Path, *, workers: int, bounds: Bounds = BOUNDS) -> Shards:
    """Yield each piece with its shard as processes of this machine finish them."""
    limits = Limits(memory=bounds.memory + (2 << 30), seconds=float("inf"))
    make = partial(_in_process, str(folder), bounds)
    for given, got in spread(map(msgspec.json.encode, pieces), make, workers=workers, limits=limits, attempts=ATTEMPTS):
        yield _piece(given), got if isinstance(got, Crash) else Path(os.fsdecode(got))


def _in_process(folder: str, bounds: Bounds) -> Work:
    from panj.world import load_world

    world, driver = load_world(), multiprocessing.parent_process()
    ready()

    def wanted() -> bool:
        return driver is None or driver.is_alive()

    def work(given: bytes) -> bytes:
        return os.fsencode(read_shard(_piece(given), Path(folder), world, bounds, wanted=wanted))

    return work


def _piece(given: bytes) -> Piece:
    return msgspec.json.decode(given, type=Piece)


class Reader:
    """What runs in each of Ray's actors: the world and the model, loaded once."""

    def __init__(self, folder: str, bounds: Bounds) -> None:
        from panj.world import load_world

        self._folder, self._bounds, self._world = Path(folder), bounds, load_world()
        ready()

    def read(self, given: bytes) -> str:
        """Read a piece and return where its shard stands."""
        return str(read_shard(_piece(given), self._folder, self._world, self._bounds))


def in_ray(
    pieces: Iterable[Piece], folder: Path, *, workers: int, address: str | None = None, bounds: Bounds = BOUNDS
) -> Shards:
    """Yield each piece with its shard as Ray's actors finish them: here, or in the cluster at `address`.

    In a cluster the sources and `folder` must be at the same place on every machine.
    """
    ray = _started(workers, address)
    try:
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=ATTEMPTS)(Reader)
        crew = (actor.remote(str(folder.absolute()), bounds) for _ in range(workers))
        waiting = iter(pieces)
        busy = {_given(worker, piece): (worker, piece) for worker, piece in zip(crew, waiting, strict=False)}
        while busy:
            [done], _ = ray.wait(list(busy), num_returns=1)
            worker, piece = busy.pop(done)
            if following := next(waiting, None):
                busy[_given(worker, following)] = worker, following
            yield piece, _result(ray, done)  # last, so that the worker is at the next piece while this one is loaded
    finally:
        ray.shutdown()


def _given(worker: Any, piece: Piece) -> Any:  # noqa: ANN401
    return worker.read.remote(msgspec.json.encode(piece))


def _started(workers: int, address: str | None) -> Any:  # noqa: ANN401  Ray has no types that help
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would report to its makers
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ModuleNotFoundError:
        raise PanjError("Ray is not installed; pip install 'panj[ray]', or leave --engine out") from None
    here: dict[str, Any] = {"num_cpus": workers, "object_store_memory": _STORE, "include_dashboard": False}
    try:
        ray.init(
            address=address or "local", log_to_driver=False, logging_level=logging.ERROR, **({} if address else here)
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise PanjError(f"Ray at {address or 'this machine'} does not answer: {error}") from None
    return ray


def _result(ray: Any, done: Any) -> Path | Crash:  # noqa: ANN401
    with suppress(ray.exceptions.RayActorError):
        try:
            return Path(ray.get(done))
        except ray.exceptions.RayTaskError as error:
            return Crash(f"{type(error.cause).__name__}: {error.cause}"[:500])
    return Crash(f"it ended {ATTEMPTS} workers")
