"""The commands that answer from a ledger."""

from enum import StrEnum
from typing import Annotated

import typer

from panj.errors import UsageError
from panj.serve.commands.options import Day, Json, KnownAt, LedgerOption

app = typer.Typer()


class Listed(StrEnum):
    """What `panj list` can list."""

    EVENTS = "events"
    STATEMENTS = "statements"
    FIGURES = "figures"
    ACTORS = "actors"
    PLACES = "places"
    DOCUMENTS = "documents"
    UNREAD = "unread"
    FAILURES = "failures"


@app.command("list")
def list_(
    what: Annotated[Listed, typer.Argument(metavar="WHAT", help="What to list.")],
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    actor: Annotated[str | None, typer.Option(help="Only with this party or speaker: an id or a name.")] = None,
    code: Annotated[str | None, typer.Option(help="Only events with this code, as REQUEST or TAKE.")] = None,
    words: Annotated[str | None, typer.Option("--search", help="Only with these words.")] = None,
    as_json: Json = False,
) -> None:
    """List what the ledger holds."""
    from panj.serve.list_command import Wanted, list_rows

    wanted = Wanted(what=what.value, as_of=as_of, known_at=known_at, actor=actor, code=code, words=words)
    list_rows(wanted, ledger=ledger, as_json=as_json)


@app.command()
def why(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="A line of a brief, or a statement; the start of its id will do.")
    ],
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    as_json: Json = False,
) -> None:
    """Show the chain and the words behind a line, and what disputes it."""
    from panj.serve.why_command import why as run

    run(identity, ledger=ledger, as_of=as_of, known_at=known_at, as_json=as_json)


class Topic(StrEnum):
    """What `panj board` can show."""

    CONTROL = "control"
    MEASURES = "measures"
    FORCES = "forces"
    DISPLACEMENT = "displacement"
    CASUALTIES = "casualties"
    CAPTIVES = "captives"
    NEED = "need"
    STRIKES = "strikes"
    REQUESTS = "requests"
    OBLIGATIONS = "obligations"
    FORECASTS = "forecasts"
    RESPONSIBILITY = "responsibility"
    TENSION = "tension"


@app.command()
def board(
    topic: Annotated[Topic, typer.Argument(metavar="TOPIC", help="What to show.")],
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    what_if: Annotated[
        str | None,
        typer.Option("--if", help='Obligations only: what a treaty\'s words would speak of, as "attack on TJ".'),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show one topic of the situation on a day."""
    from panj.serve.board_command import board as run

    run(topic.value, ledger=ledger, as_of=as_of, known_at=known_at, what_if=what_if, as_json=as_json)


@app.command()
def diff(
    since: Annotated[str, typer.Option(help="A number of days as 7d, or a day as 2021-07-05.")] = "7d",
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    rules: Annotated[str | None, typer.Option(help="Rules in TOML; only what they ask for is shown.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Leave with 4 if anything changed.")] = False,
    as_json: Json = False,
) -> None:
    """Show what changed between two days."""
    from panj.serve.diff_command import diff as run

    changed = run(since, ledger=ledger, as_of=as_of, known_at=known_at, rules=rules, as_json=as_json)
    raise typer.Exit(4 if changed and exit_code else 0)


@app.command()
def brief(
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    md: Annotated[bool, typer.Option("--md", help="As Markdown.")] = False,
    html: Annotated[str | None, typer.Option("--html", help="Write one HTML file.", metavar="FILE")] = None,
    freeze: Annotated[
        bool, typer.Option("--freeze", help="Keep it in the ledger, with its evidence, for ever.")
    ] = False,
) -> None:
    """Print what the reports say, each line with who says it and the words it rests on."""
    from panj.serve.brief_command import Asked, Form
    from panj.serve.brief_command import brief as run

    if md and html:
        raise UsageError("a brief is written in one form: leave out --md or --html")
    form: Form = "html" if html else "markdown" if md else "plain"
    run(Asked(as_of=as_of, known_at=known_at, form=form, file=html, freeze=freeze), ledger=ledger)


class Form(StrEnum):
    """What `panj export` can write."""

    JSONL = "jsonl"
    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    ACLED = "acled"
    GDELT = "gdelt"
    PLOVER = "plover"
    FTM = "ftm"
    STIX = "stix"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    ICS = "ics"
    ATOM = "atom"
    CAP = "cap"


@app.command()
def export(
    to: Annotated[Form, typer.Option("--to", help="The format.")],
    source: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A stream of `panj read --json`, or - , instead of a ledger.")
    ] = None,
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="A file; for Parquet a folder.", metavar="PATH")
    ] = None,
    actual: Annotated[
        str | None, typer.Option("--actual", help="For CAP: who says that the alert is no draft.", metavar="NAME")
    ] = None,
) -> None:
    """Write the picture of a day in a format that others take."""
    from panj.serve.export_command import Wanted
    from panj.serve.export_command import export as run

    run(
        Wanted(form=to.value, as_of=as_of, known_at=known_at, out=out, actual=actual),
        ledger=ledger,
        source=source,
    )
