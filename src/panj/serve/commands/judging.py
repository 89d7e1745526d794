"""The commands by which a person judges."""

from typing import Annotated

import typer

from panj.errors import UsageError
from panj.serve.commands.options import PASS_ON, Day, Json, KnownAt, LedgerOption

app = typer.Typer()


@app.command(context_settings=PASS_ON, add_help_option=False)
def forecast(context: typer.Context) -> None:
    """List, add, resolve and score forecasts."""
    from panj.serve.forecast_command import app as forecast_app

    forecast_app(args=context.args, prog_name="panj forecast", standalone_mode=False)


@app.command()
def review(
    ledger: LedgerOption = None,
    name: Annotated[str | None, typer.Option("--as", help="Whose judgement it is.")] = None,
    act: Annotated[
        str | None,
        typer.Option(help="confirm, reject, edit, note, undo, merge, split, unmerge; of a name same, different."),
    ] = None,
    identity: Annotated[str | None, typer.Option("--id", help="The statement to act on, or the name.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Names that the world does not know.")] = False,
    entity: Annotated[str | None, typer.Option(help="Of a name: whom of the world it is, or is not.")] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    change: Annotated[list[str] | None, typer.Option("--set", help="For edit: field=value.")] = None,
    other: Annotated[str | None, typer.Option("--with", help="For merge, split, unmerge: the other statement.")] = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    as_json: Json = False,
) -> None:
    """Judge what the machine is least sure of: confirm, edit, reject, undo; every act is kept with name and reason."""
    from panj.ledger import Scope
    from panj.serve.names_command import Naming
    from panj.serve.review_command import Act, review_names
    from panj.serve.review_command import review as run

    if entity and not names:
        raise UsageError("--entity says whom a name is, and goes with --names")
    if act and (as_of or known_at is not None):
        raise UsageError("a judgement is about what is known now; leave --as-of and --known-at to the lists")
    scope = Scope(as_of=as_of, known_at=known_at)
    if names:
        if act and not (identity and entity and name):
            raise UsageError("say the name with --id, whom it is with --entity, and who says so with --as")
        naming = Naming(name=identity, entity=entity, act=act, who=name, why=reason) if act else None  # type: ignore[arg-type]
        review_names(naming, scope, ledger=ledger, as_json=as_json)
        return
    given = Act(kind=act, identity=identity, reason=reason, changes=tuple(change or ()), other=other) if act else None
    run(scope, ledger=ledger, name=name, act=given, as_json=as_json)
