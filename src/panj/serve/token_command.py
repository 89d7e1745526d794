"""`panj token`: who may use a desk that others can reach."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from panj.serve import output, settings
from panj.serve.commands.options import Json, group
from panj.serve.tokens import Tokens

app = group("Tokens for a desk that others can reach.")
File = Annotated[str | None, typer.Option("--tokens", help="The file of tokens.", metavar="FILE")]
Name = Annotated[str, typer.Argument(help="What the token is called in the record.")]


@app.command()
def add(
    name: Name,
    scope: Annotated[list[str] | None, typer.Option(help="read, ingest or admin; may be given several times.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it is valid.")] = 90,
    tokens: File = None,
) -> None:
    """Make a token and print it; it is not shown again."""
    secret = _tokens(tokens).add(name, scope or ["read"], days=days, now=_now())
    output.write_text(secret + "\n")


@app.command("list")
def list_(tokens: File = None, as_json: Json = False) -> None:
    """List the tokens, without their secrets."""
    rows = (msgspec.to_builtins(t) for t in _tokens(tokens).all(_now()))
    output.show(rows, ("name", "scopes", "state", "made", "expires"), as_json=as_json)


@app.command()
def revoke(name: Name, tokens: File = None) -> None:
    """End a token at once."""
    _tokens(tokens).revoke(name, _now())
    output.complain(f"{name} is revoked")


@app.command()
def audit(tokens: File = None, as_json: Json = False) -> None:
    """List who wrote, and who was refused, the newest first."""
    rows = (msgspec.to_builtins(u) for u in _tokens(tokens).uses())
    output.show(rows, ("at", "who", "address", "method", "path", "status"), as_json=as_json)


def _tokens(given: str | None) -> Tokens:
    return Tokens(Path(settings.tokens_location(given)))


def _now() -> datetime:
    return datetime.now(UTC)
