"""The command line: its groups of commands, and how it ends."""

import gc
import os
import sys

import typer

from panj.errors import PanjError, UsageError
from panj.serve.commands import asking, judging, keeping, reading
from panj.serve.commands.options import group

NEW = 50_000  # objects made before the collector of cycles looks at them; what a command imports alone is as many

app = group("Reads reports and keeps a sourced picture of the situation.", "panj")
for commands in (reading, asking, judging, keeping):
    app.add_typer(commands.app)


def main() -> None:
    """Run the command line: 0 done, 1 failed, 2 wrong usage, 3 some inputs failed, 130 interrupted."""
    from panj.serve.output import PipeClosed

    gc.set_threshold(NEW)
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
        where = f"{error.filename}: " if error.filename else ""
        code = _complain(f"{where}{error.strerror or error}; check the name, and that you may read or write there", 1)
    except Exception as error:
        show = getattr(error, "show", None)  # what the option parser raises can show itself
        if show is None:
            raise
        show()
        code = getattr(error, "exit_code", 2)
    sys.exit(code or 0)


def _complain(error: PanjError | str, code: int) -> int:
    from panj.serve.output import complain

    complain(f"panj: {error}")
    return code
