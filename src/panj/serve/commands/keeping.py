"""The commands that serve and keep a ledger, and those about tables and tokens."""

from typing import Annotated

import typer

from panj.serve.commands.options import PASS_ON, Day, Json, KnownAt, LedgerOption

app = typer.Typer()


@app.command()
def serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    as_of: Day = None,
    known_at: KnownAt = None,
    examples: Annotated[bool, typer.Option("--examples", help="Serve the examples instead of a ledger.")] = False,
    names: Annotated[list[str] | None, typer.Option("--name", help="A host name that the desk answers to.")] = None,
    tokens: Annotated[str | None, typer.Option(help="The file of `panj token`.", metavar="FILE")] = None,
    token_file: Annotated[str | None, typer.Option(help="A file with one token that may do all.")] = None,
    proxy: Annotated[list[str] | None, typer.Option(help="An address whose user header is trusted.")] = None,
    user_header: Annotated[str, typer.Option(help="The header in which a proxy names the user.")] = "x-forwarded-user",
    insecure: Annotated[bool, typer.Option("--insecure", help="Let others in without a token.")] = False,
) -> None:
    """Serve the page and the API on this machine."""
    from panj.ledger import Scope
    from panj.serve.serve_command import Wanted
    from panj.serve.serve_command import serve as run

    wanted = Wanted(
        host=host,
        port=port,
        names=tuple(names or ()),
        tokens=tokens,
        token_file=token_file,
        proxies=tuple(proxy or ()),
        user_header=user_header,
        insecure=insecure,
        at=Scope(as_of=as_of, known_at=known_at),
    )
    run(wanted, ledger=ledger, examples=examples)


@app.command(context_settings=PASS_ON, add_help_option=False)
def token(context: typer.Context) -> None:
    """Make, list and revoke tokens for a desk that others can reach."""
    from panj.serve.token_command import app as token_app

    token_app(args=context.args, prog_name="panj token", standalone_mode=False)


@app.command(context_settings=PASS_ON, add_help_option=False)
def world(context: typer.Context) -> None:
    """Check, show and search the tables of the world."""
    from panj.serve.world_command import app as world_app

    world_app(args=context.args, prog_name="panj world", standalone_mode=False)


@app.command("ledger", context_settings=PASS_ON, add_help_option=False)
def ledger_(context: typer.Context) -> None:
    """Copy, back up and restore a ledger; make anew what follows from it."""
    from panj.serve.ledger_command import app as ledger_app

    ledger_app(args=context.args, prog_name="panj ledger", standalone_mode=False)


@app.command()
def doctor(
    ledger: LedgerOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="Look at the newest reports only, not at every one.")] = False,
    as_json: Json = False,
) -> None:
    """Look whether the ledger, the model and the tables are whole: what, where, what next; 1 if something is not."""
    from panj.serve.doctor_command import doctor as run

    raise typer.Exit(run(ledger=ledger, quick=quick, as_json=as_json))
