"""The commands: each only reads its options here; what it does is imported when it is called."""

import os
import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from panj.errors import PanjError, UsageError

app = typer.Typer(
    name="panj",
    help="Reads reports and keeps a sourced picture of the situation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, addresses, or - for standard input.")]
LedgerOption = Annotated[
    str | None, typer.Option("--ledger", help="The ledger: a file or an SQLAlchemy URL.", metavar="URL")
]
Json = Annotated[bool, typer.Option("--json", help="JSON lines, on a terminal too.")]
Day = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Only what had been published by this day.", metavar="DAY"),
]
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


class Listed(StrEnum):
    """What `panj list` can list."""

    EVENTS = "events"
    STATEMENTS = "statements"
    FIGURES = "figures"
    ACTORS = "actors"
    PLACES = "places"
    DOCUMENTS = "documents"
    UNREAD = "unread"


@app.command()
def demo() -> None:
    """Print the brief of the examples, each line with its evidence."""
    from panj.serve.demo_command import demo as run

    run()


@app.command()
def read(
    inputs: Inputs,
    ledger: LedgerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Stream JSON lines; nothing is kept.")] = False,
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of a report that says none.", metavar="DAY"),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet of a report that names none.")] = None,
    title: Annotated[str | None, typer.Option(help="The title of a report that has none.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads for the model; all cores if not said.")] = None,
) -> None:
    """Read reports, understand them and add them to the ledger."""
    from panj.read import Given
    from panj.serve.read_command import read as run

    given = Given(published=date.date() if date else None, outlet=outlet, title=title)
    raise typer.Exit(run(inputs, given=given, ledger=ledger, as_json=as_json, threads=threads))


@app.command("list")
def list_(
    what: Annotated[Listed, typer.Argument(help="What to list.")],
    ledger: LedgerOption = None,
    as_of: Day = None,
    actor: Annotated[str | None, typer.Option(help="Only with this entity, as in `panj world find`.")] = None,
    code: Annotated[str | None, typer.Option(help="Only events with this code, as REQUEST or TAKE.")] = None,
    words: Annotated[str | None, typer.Option("--search", help="Only with these words.")] = None,
    as_json: Json = False,
) -> None:
    """List what the ledger holds."""
    from panj.serve.list_command import Wanted, list_rows

    wanted = Wanted(what=what.value, as_of=as_of.date() if as_of else None, actor=actor, code=code, words=words)
    list_rows(wanted, ledger=ledger, as_json=as_json)


@app.command()
def why(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A statement, or the start of its id.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Show the chain and the words behind a line, and what disputes it."""
    from panj.serve.why_command import why as run

    run(identity, ledger=ledger, as_json=as_json)


@app.command()
def brief(
    ledger: LedgerOption = None,
    as_of: Day = None,
    md: Annotated[bool, typer.Option("--md", help="As Markdown.")] = False,
) -> None:
    """Print what the reports say, each line with who says it and the words it rests on."""
    from panj.serve.brief_command import brief as run

    run(ledger=ledger, as_of=as_of.date() if as_of else None, markdown=md)


@app.command()
def parse(
    source: Annotated[str, typer.Argument(metavar="FILE", help="Text or CoNLL-U, or - for standard input.")] = "-",
) -> None:
    """Write the parse of a text as CoNLL-U; given CoNLL-U, keep its words and sentences."""
    from panj.serve.parse_command import parse_command

    parse_command(source)


@app.command(context_settings=PASS_ON, add_help_option=False)
def world(context: typer.Context) -> None:
    """Check, show and search the tables of the world."""
    from panj.serve.world_command import app as world_app

    world_app(args=context.args, prog_name="panj world", standalone_mode=False)


def main() -> None:
    """Run the command line: 0 done, 1 failed, 2 wrong usage, 3 some inputs failed, 130 interrupted."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not complain again
        code = 0
    except UsageError as error:
        code = _complain(error, 2)
    except PanjError as error:
        code = _complain(error, 1)
    except Exception as error:
        show = getattr(error, "show", None)  # what the option parser raises can show itself
        if show is None:
            raise
        show()
        code = getattr(error, "exit_code", 2)
    sys.exit(code or 0)


def _complain(error: PanjError, code: int) -> int:
    from panj.serve.output import complain

    complain(f"panj: {error}")
    return code
