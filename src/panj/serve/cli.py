"""The commands: each only reads its options here; what it does is imported when it is called."""

import os
import sys
from datetime import date, datetime
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
KnownAt = Annotated[
    int | None,
    typer.Option("--known-at", help="Only what the ledger held after this transaction.", metavar="SEQ"),
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
    FAILURES = "failures"


@app.command()
def demo() -> None:
    """Print the brief of the examples, each line with its evidence."""
    from panj.serve.demo_command import demo as run

    run()


class Engine(StrEnum):
    """What reads shards."""

    PROCESSES = "processes"
    RAY = "ray"


class Keep(StrEnum):
    """What to keep of an archive."""

    ALL = "all"
    ENGLISH = "english"
    TOPIC = "topic"


@app.command()
def read(
    inputs: Inputs,
    ledger: LedgerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Stream JSON lines; nothing is kept.")] = False,
    published: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day of a report that says none.", metavar="DAY"),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet of a report that names none.")] = None,
    title: Annotated[str | None, typer.Option(help="The title of a report that has none.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads for the model; all cores if not said.")] = None,
    workers: Annotated[
        int, typer.Option(min=0, max=256, help="Processes to read in, each bounded in memory and time; 0: this one.")
    ] = 0,
    shards: Annotated[
        str | None,
        typer.Option(help="For archives: read in pieces, each kept here until it is in the ledger.", metavar="FOLDER"),
    ] = None,
    engine: Annotated[Engine, typer.Option(help="With --shards: what reads them.")] = Engine.PROCESSES,
    address: Annotated[str | None, typer.Option(help="With --engine ray: the cluster; this machine if none.")] = None,
    keep: Annotated[
        Keep, typer.Option(help="With --shards: all, only English, or only what may be about our subject.")
    ] = Keep.ALL,
) -> None:
    """Read reports, understand them and add them to the ledger."""
    if shards:
        from panj.read import Given
        from panj.serve.archive_command import Archive, read_archive

        given = Given(published=_day(published), outlet=outlet, title=title)
        archive = Archive(shards, engine=engine.value, address=address, keep=keep.value, workers=workers)
        raise typer.Exit(read_archive(inputs, archive, given=given, ledger=ledger))
    if engine is Engine.RAY or address or keep is not Keep.ALL:
        raise UsageError("--engine, --address and --keep go with --shards FOLDER, where the pieces are kept")
    from panj.read import Given
    from panj.serve.read_command import Power
    from panj.serve.read_command import read as run

    given = Given(published=_day(published), outlet=outlet, title=title)
    power = Power(threads=threads, workers=workers)
    raise typer.Exit(run(inputs, given=given, ledger=ledger, as_json=as_json, power=power))


@app.command()
def watch(
    feeds: Annotated[str, typer.Argument(help="A file that names the feeds (docs/watch.md).", metavar="FEEDS.TOML")],
    ledger: LedgerOption = None,
    state: Annotated[
        str | None, typer.Option(help="What the watch remembers; FEEDS.state beside the file.", metavar="FILE")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, read what is new, and end.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that read, each bounded.")] = 1,
) -> None:
    """Watch feeds and add their reports to the ledger."""
    from panj.serve.watch_command import watch as run

    raise typer.Exit(run(feeds, ledger=ledger, state=state, once=once, workers=workers))


@app.command("list")
def list_(
    what: Annotated[Listed, typer.Argument(help="What to list.")],
    ledger: LedgerOption = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    actor: Annotated[str | None, typer.Option(help="Only with this entity, as in `panj world find`.")] = None,
    code: Annotated[str | None, typer.Option(help="Only events with this code, as REQUEST or TAKE.")] = None,
    words: Annotated[str | None, typer.Option("--search", help="Only with these words.")] = None,
    as_json: Json = False,
) -> None:
    """List what the ledger holds."""
    from panj.serve.list_command import Wanted, list_rows

    wanted = Wanted(what=what.value, as_of=_day(as_of), known_at=known_at, actor=actor, code=code, words=words)
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

    run(identity, ledger=ledger, as_of=_day(as_of), known_at=known_at, as_json=as_json)


class Topic(StrEnum):
    """What `panj board` can show."""

    CONTROL = "control"
    FORCES = "forces"
    DISPLACEMENT = "displacement"
    CASUALTIES = "casualties"
    REQUESTS = "requests"
    OBLIGATIONS = "obligations"
    FORECASTS = "forecasts"
    TENSION = "tension"


@app.command()
def board(
    topic: Annotated[Topic, typer.Argument(help="What to show.")],
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

    run(topic.value, ledger=ledger, as_of=_day(as_of), known_at=known_at, what_if=what_if, as_json=as_json)


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

    changed = run(since, ledger=ledger, as_of=_day(as_of), known_at=known_at, rules=rules, as_json=as_json)
    raise typer.Exit(4 if changed and exit_code else 0)


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
    as_json: Json = False,
) -> None:
    """Judge what the machine is least sure of: confirm, edit, reject, undo; every act is kept with name and reason."""
    from panj.serve.names_command import Naming
    from panj.serve.review_command import Act, review_names
    from panj.serve.review_command import review as run

    if names:
        if act and not (identity and entity and name):
            raise UsageError("say the name with --id, whom it is with --entity, and who says so with --as")
        naming = Naming(name=identity, entity=entity, act=act, who=name, why=reason) if act else None  # type: ignore[arg-type]
        review_names(naming, ledger=ledger, as_json=as_json)
        return
    given = Act(kind=act, identity=identity, reason=reason, changes=tuple(change or ()), other=other) if act else None
    run(ledger=ledger, name=name, act=given, as_json=as_json)


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

    form: Form = "html" if html else "markdown" if md else "plain"
    run(Asked(as_of=_day(as_of), known_at=known_at, form=form, file=html, freeze=freeze), ledger=ledger)


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
        Wanted(form=to.value, as_of=_day(as_of), known_at=known_at, out=out, actual=actual),
        ledger=ledger,
        source=source,
    )


class Importable(StrEnum):
    """What `panj import` can read."""

    JSONL = "jsonl"
    ACLED = "acled"


@app.command("import")
def import_(
    form: Annotated[Importable, typer.Argument(metavar="FORMAT", help="jsonl or acled.")],
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    ledger: LedgerOption = None,
    outlet: Annotated[
        str | None, typer.Option(help="Whose table it is, for one in ACLED's columns that is not ACLED's.")
    ] = None,
) -> None:
    """Add what others have coded to the ledger, as what they say."""
    from panj.serve.import_command import import_files as run

    raise typer.Exit(run(form.value, files, ledger=ledger, outlet=outlet))


@app.command()
def parse(
    source: Annotated[str, typer.Argument(metavar="FILE", help="Text or CoNLL-U, or - for standard input.")] = "-",
) -> None:
    """Write the parse of a text as CoNLL-U; given CoNLL-U, keep its words and sentences."""
    from panj.serve.parse_command import parse_command

    parse_command(source)


@app.command()
def serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    examples: Annotated[bool, typer.Option("--examples", help="Serve the examples instead of a ledger.")] = False,
    names: Annotated[list[str] | None, typer.Option("--name", help="A host name that the desk answers to.")] = None,
    tokens: Annotated[str | None, typer.Option(help="The file of `panj token`.", metavar="FILE")] = None,
    token_file: Annotated[str | None, typer.Option(help="A file with one token that may do all.")] = None,
    proxy: Annotated[list[str] | None, typer.Option(help="An address whose user header is trusted.")] = None,
    user_header: Annotated[str, typer.Option(help="The header in which a proxy names the user.")] = "x-forwarded-user",
    insecure: Annotated[bool, typer.Option("--insecure", help="Let others in without a token.")] = False,
) -> None:
    """Serve the page and the API on this machine."""
    from panj.serve.serve_command import Wanted
    from panj.serve.serve_command import serve as run

    wanted = Wanted(
        host=host,
        port=port,
        names=tuple(names or ()),
        tokens=tokens,
        token_file=token_file,
        proxies=tuple(proxy or ()),
        user_header=user_header.lower(),
        insecure=insecure,
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


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def main() -> None:
    """Run the command line: 0 done, 1 failed, 2 wrong usage, 3 some inputs failed, 130 interrupted."""
    from panj.serve.output import PipeClosed

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
