"""`panj ledger`: copy a ledger to another database, back it up, restore it, make anew what follows from it."""

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from panj import pipeline
from panj.errors import NotFoundError
from panj.ledger import open_ledger
from panj.ledger.copying import Digest, backup, copy
from panj.serve import output, settings
from panj.serve.commands.options import Json, LedgerOption, group
from panj.serve.held import held

app = group("Copy, back up and restore a ledger; make anew what follows from it.")
COLUMNS = ("table", "rows", "sha256")


@app.command("copy")
def copy_(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A ledger: a file or an SQLAlchemy URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A new file or an empty database.")],
    as_json: Json = False,
) -> None:
    """Copy a ledger to the same or the other database, compared table by table before it counts."""
    with contextlib.closing(open_ledger(source, make=False)) as old, contextlib.closing(open_ledger(target)) as new:
        _tell(copy(old, new), as_json=as_json)


@app.command("backup")
def backup_(
    file: Annotated[Path, typer.Argument(help="A new file: the backup is itself a ledger.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Write the ledger into one new file while others go on using it."""
    with held(ledger) as opened:
        _tell(backup(opened, file), as_json=as_json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Bring a backup into a new file or an empty database; what is there already is never replaced."""
    if not file.is_file():
        raise NotFoundError(f"{file}: there is no such backup; check the name")
    copy_(str(file), settings.ledger_location(ledger), as_json)


@app.command()
def rebuild(ledger: LedgerOption = None) -> None:
    """Make anew what follows from the readings; nothing that was read changes."""
    with held(ledger) as opened:
        pipeline.project(opened)
        output.complain("made anew: what still stands of old reports")


def _tell(found: tuple[Digest, ...], *, as_json: bool) -> None:
    output.show((d._asdict() for d in found), COLUMNS, as_json=as_json)
