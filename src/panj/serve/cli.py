"""The command line: its groups of commands, and how it ends."""

import gc
import os
import sys
from typing import Annotated

import typer

from panj.errors import PanjError, UsageError
from panj.serve.commands import asking, judging, keeping, reading
from panj.serve.commands.options import group

NEW = 50_000  # objects made before the collector of cycles looks at them; what a command imports alone is as many

app = group("Reads reports and keeps a sourced picture of the situation.", "panj")
for commands in (reading, asking, judging, keeping):
    app.add_typer(commands.app)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"panj {version('panj')}")
        raise typer.Exit


@app.callback()
def panj(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show which Panj this is and exit.")
    ] = False,
) -> None:
    """Reads reports and keeps a sourced picture of the situation."""


def main() -> None:
    """Run the command line: 0 done, 1 failed, 2 wrong usage, 3 some inputs failed, 130 interrupted."""
    from panj.serve.output import PipeClosed, any_terminal

    gc.set_threshold(NEW)
    any_terminal()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except typer.Abort:
        code = 130
    except (BrokenPipeError, PipeClosed):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not complain again
        code = 0
    except UsageError as error:
        code = _complain(error, 2)
    except PanjError as error:
        code = _complain(error, 1)
    except OSError as error:  # a file that was named and cannot be read or written
        what = error.strerror or str(error)
        named = f"{error.filename}: {what}; check the name, and that you may read or write there"
        code = _complain(named if error.filename else f"standard output: {what}; write to another place", 1)
    except Exception as error:
        show = getattr(error, "show", None)  # what the option parser raises can show itself
        if show is None:
            raise
        _plainly(error)
        show()
        code = getattr(error, "exit_code", 2)
    sys.exit(code or 0)


def _plainly(error: Exception) -> None:
    """Take the words of the library that checks options out of what it tells."""
    told = getattr(error, "message", None)
    if isinstance(told, str):
        plain = (
            told.removeprefix("Value error, ").replace("Input should be", "it should be").partition(", unable to")[0]
        )
        error.message = plain  # type: ignore[attr-defined]


def _complain(error: PanjError | str, code: int) -> int:
    from panj.serve.output import complain

    complain(f"panj: {error}")
    return code
