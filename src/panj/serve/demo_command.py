"""`panj demo`: the examples, read afresh, as a brief; their ledger stays in the cache for `panj why`."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import panj
from panj import pipeline
from panj.ledger import Ledger, open_ledger
from panj.read import Given
from panj.serve import output, settings
from panj.serve.brief_command import Asked, write_brief
from panj.serve.held import way_back
from panj.serve.read_command import now

DAY = date(2021, 7, 8)  # the day of the model case


def examples() -> Path:
    """Return the folder of the reports that were written for the project."""
    shipped = Path(panj.__file__).parent / "examples"
    return shipped if shipped.is_dir() else Path(panj.__file__).parents[2] / "examples" / "panj-2021"


@contextmanager
def example_ledger() -> Iterator[Ledger]:
    """Give a ledger with the examples in it, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="panj-") as folder:
        ledger = open_ledger(Path(folder) / "examples.db")
        try:
            fill(ledger)
            yield ledger
        finally:
            ledger.close()


def fill(ledger: Ledger) -> None:
    """Read the examples into a ledger."""

    def failed(error: Exception) -> None:
        output.complain(f"panj: {error}")

    found = pipeline.documents([str(examples())], Given(), failed)
    with output.progress("reading the examples", None) as step:
        for _ in pipeline.add_all(ledger, pipeline.understand_all(found, failed=failed), now=now, failed=failed):
            step()


def demo() -> None:
    """Write the brief of the examples as of the day of the model case, and keep their ledger as `--ledger examples`."""
    kept = settings.examples_location()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="panj-", dir=kept.parent) as folder:
        made = Path(folder) / "examples.db"
        ledger = open_ledger(made)
        try:
            fill(ledger)
            write_brief(ledger, Asked(as_of=DAY))
        finally:
            ledger.close()
        _replace(made, kept)
    output.complain(way_back(DAY, settings.EXAMPLES))


def _replace(made: Path, kept: Path) -> None:
    for tail in ("-wal", "-shm"):
        kept.with_name(kept.name + tail).unlink(missing_ok=True)
    made.replace(kept)
