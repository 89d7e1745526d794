"""Options that several commands have."""

from datetime import date
from typing import Annotated

import typer

from panj.errors import UsageError
from panj.serve.days import day_of

PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def group(says: str, name: str | None = None) -> typer.Typer:
    """Return a group of commands whose help and errors look like those of every other."""
    return typer.Typer(
        name=name,
        help=says,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )


def day(text: str) -> date:
    """Return the day that an option names; a wrong one says which option it is of, and how to write it."""
    try:
        return day_of(text)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None


Inputs = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Files, folders, addresses, or - for standard input.")
]
LedgerOption = Annotated[
    str | None, typer.Option("--ledger", help="The ledger: a file or an SQLAlchemy URL.", metavar="URL")
]
Json = Annotated[bool, typer.Option("--json", help="JSON lines, on a terminal too.")]
Day = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, help="Only what had been published by this day.", metavar="DAY"),
]
KnownAt = Annotated[
    int | None,
    typer.Option("--known-at", min=0, help="Only what the ledger held after this transaction.", metavar="SEQ"),
]
