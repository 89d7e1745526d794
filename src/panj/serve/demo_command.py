"""`panj demo`: the examples, read afresh into a ledger that is thrown away, as a brief."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import panj
from panj import pipeline
from panj.ledger import Ledger, open_ledger
from panj.read import Given
from panj.serve import output
from panj.serve.brief_command import Asked, write_brief
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
    """Write the brief of the examples as of the day of the model case."""
    with example_ledger() as ledger:
        write_brief(ledger, Asked(as_of=DAY))
