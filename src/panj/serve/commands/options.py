"""Options that several commands have."""

from datetime import date, datetime
from typing import Annotated

import typer

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, addresses, or - for standard input.")]
LedgerOption = Annotated[
    str | None, typer.Option("--ledger", help="The ledger: a file or an SQLAlchemy URL.", metavar="URL")
]
Json = Annotated[bool, typer.Option("--json", help="JSON lines, on a terminal too.")]
Day = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Only what had been published by this day.", metavar="DAY"),
]
KnownAt = Annotated[
    int | None,
    typer.Option("--known-at", help="Only what the ledger held after this transaction.", metavar="SEQ"),
]
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def day_of(given: datetime | None) -> date | None:
    """Return the day of an option that names one."""
    return given.date() if given else None
