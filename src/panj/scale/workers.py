"""Workers, each a process of its own with a limit of memory and of time for one report.

What crashes a worker twice is set aside and the rest goes on. A worker whose driver is killed ends at its next answer.
Nothing but bytes passes between them, so that a report that takes over a worker gains nothing in the driver.
"""

import contextlib
import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import NamedTuple

import msgspec

from panj import pipeline
from panj.errors import PanjError, ReadError
from panj.records import Document, Reading

ATTEMPTS = 2
_READY, _DONE, _FAILED = b"r", b"d", b"f"
_POLL = 0.5  # seconds at most until a worker over its time is seen


class Limits(NamedTuple):
    """What one worker may use."""

    memory: int = 4 << 30  # bytes of address space, of which the model takes about one GiB
    seconds: float = 120.0  # for one report
    start: float = 120.0  # until a worker is ready


class Crash(NamedTuple):
    """Why there is no result."""

    why: str


Work = Callable[[bytes], bytes]
Result = tuple[bytes, bytes | Crash]


def read_apart(
    documents: Iterable[Document], *, workers: int, failed: pipeline.Failed, limits: Limits | None = None
) -> Iterator[tuple[Document, Reading]]:
    """Yield each document with its reading as workers finish them; what crashes them is handed to `failed`."""
    sent = (msgspec.json.encode(d) for d in documents)
    for given, got in spread(sent, _reader, workers=workers, limits=limits or Limits()):
        document = msgspec.json.decode(given, type=Document)
        if isinstance(got, Crash):
            failed(ReadError(document.id, f"set aside: {got.why}"))
        else:
            yield document, msgspec.json.decode(got, type=Reading)


def _reader() -> Work:
    from panj.world import load_world

    world = load_world()

    def read(given: bytes) -> bytes:
        document = msgspec.json.decode(given, type=Document)
        [(_, reading)] = pipeline.understand_all([document], world=world, threads=1)
        return msgspec.json.encode(reading)

    return read


def spread(
    items: Iterable[bytes], make: Callable[[], Work], *, workers: int, limits: Limits, attempts: int = ATTEMPTS
) -> Iterator[Result]:
    """Yield each item with what the work made of it, in the order in which they are done.

    `make` is called once in each worker. An item that fails or ends a worker is tried again in a fresh one.
    """
    with Crew(make, workers=workers, limits=limits, attempts=attempts) as crew:
        yield from crew.run(items)


class Crew:
    """Workers that stay ready from one run to the next, until the block is left."""

    def __init__(self, make: Callable[[], Work], *, workers: int, limits: Limits, attempts: int = ATTEMPTS) -> None:
        self._workers = [_Worker(make, limits) for _ in range(workers)]
        self._attempts = attempts

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def run(self, items: Iterable[bytes]) -> Iterator[Result]:
        """Yield each item with what the work made of it, as `spread` does."""
        tries = ((item, 1) for item in items)
        again: list[tuple[bytes, int]] = []
        for worker in self._workers:
            worker.take(next(tries, None))
        while any(worker.item for worker in self._workers):
            for worker in _finished(self._workers):
                given, count = worker.item or (b"", 0)
                result = worker.result()
                failed = isinstance(result, Crash) and count < self._attempts
                if failed:
                    again.append((given, count + 1))
                worker.take(again.pop() if again else next(tries, None))
                if not failed:  # last, so that the worker is at the next item while this one is used
                    yield given, result


def _finished(crew: list["_Worker"]) -> list["_Worker"]:
    busy = [w for w in crew if w.item]
    answered = wait([w.pipe for w in busy], timeout=_POLL)
    return [w for w in busy if w.pipe in answered or w.late()]


@dataclass
class _Worker:
    """One process, what it was given, and since when."""

    make: Callable[[], Work]
    limits: Limits
    item: tuple[bytes, int] | None = None

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.pipe, theirs = spawn.Pipe()
        self.process: SpawnProcess = spawn.Process(target=_serve, args=(theirs, self.make, self.limits), daemon=True)
        resource_tracker.ensure_running()  # else the start itself would, which lets interrupts through
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for the driver, which ends us
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        self.ready = False

    def take(self, item: tuple[bytes, int] | None) -> None:
        """Hand over the next item; None leaves the worker idle."""
        self.item = item
        if item is None:
            return
        if not self.ready:
            self._wait_until_ready()
        self.since = time.monotonic()
        with contextlib.suppress(OSError):  # a worker that has gone is found by its empty pipe
            self.pipe.send_bytes(item[0])

    def _wait_until_ready(self) -> None:
        try:
            self.ready = self.pipe.poll(self.limits.start) and self.pipe.recv_bytes() == _READY
        except (EOFError, OSError):
            self.ready = False
        if not self.ready:
            raise PanjError("a worker could not start: give it more memory or time")

    def late(self) -> bool:
        return time.monotonic() - self.since > self.limits.seconds

    def result(self) -> bytes | Crash:
        """Return what came of the item; a worker that is late, gone or out of memory is replaced."""
        try:
            got = self.pipe.recv_bytes() if self.pipe.poll(0) else None
        except (EOFError, OSError):
            self.process.join()
            crash = Crash(f"it ended the worker (exit {self.process.exitcode})")
        else:
            if got is not None and got[:1] == _DONE:
                return got[1:]
            late = f"it took more than {self.limits.seconds:g} seconds"
            crash = Crash(late if got is None else got[1:].decode(errors="replace"))
        self.end()
        self.begin()
        return crash

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _serve(pipe: Connection, make: Callable[[], Work], limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    work = make()
    with contextlib.suppress(EOFError, OSError):  # the driver has gone
        pipe.send_bytes(_READY)
        while True:
            given = pipe.recv_bytes()
            try:
                answer = _DONE + work(given)
            except MemoryError:
                answer = _FAILED + f"it needed more than {limits.memory >> 20} MiB".encode()
            except Exception as error:
                answer = _FAILED + f"{type(error).__name__}: {error}".encode(errors="replace")[:500]
            pipe.send_bytes(answer)
