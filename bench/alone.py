"""Reports read each into a ledger of its own, which is gone afterwards."""

import sys
import tempfile
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from panj import pipeline
from panj.ledger import Ledger, open_ledger
from panj.read import Given
from panj.records import Document, Reading

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def alone(paths: Sequence[Path]) -> Generator[tuple[Document, Reading, Ledger], None, None]:
    """Yield each report of these files with its reading and a ledger with nothing else in it."""
    found = pipeline.documents([str(path) for path in paths], Given(), lambda error: print(error, file=sys.stderr))
    for document, reading in pipeline.understand_all(found):
        with tempfile.TemporaryDirectory() as folder:
            ledger = open_ledger(Path(folder) / "alone.db")
            pipeline.add(ledger, document, reading, at=NOW)
            try:
                yield document, reading, ledger
            finally:
                ledger.close()
