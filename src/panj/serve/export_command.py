"""`panj export`: the picture of a day to standard output, in a format that others take."""

import sys
from datetime import date

from panj.errors import NotFoundError
from panj.ledger import open_ledger
from panj.serve import output, settings
from panj.serve.export import FORMATS
from panj.serve.picture import last_day, picture


def export(form: str, *, ledger: str | None, as_of: date | None, known_at: int | None = None) -> None:
    """Write the picture of a day, by default that of the newest report."""
    opened = open_ledger(settings.ledger_location(ledger))
    try:
        day = as_of or last_day(opened, known_at)
        if day is None:
            raise NotFoundError("the ledger holds no report; read some with `panj read FILE`")
        shown = picture(opened, as_of=day, known_at=known_at)
    finally:
        opened.close()
    chosen = FORMATS[form]
    for line in chosen.lines(shown):
        sys.stdout.buffer.write(f"{output.inert(line)}{chosen.end}".encode())
