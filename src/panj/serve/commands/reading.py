"""The commands that take reports in."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from panj.errors import UsageError
from panj.serve.commands.options import Inputs, LedgerOption, day

app = typer.Typer()


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
        date | None,
        typer.Option("--date", parser=day, help="The day of a report that says none.", metavar="DAY"),
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
    from panj.read import Given

    given = Given(published=published, outlet=outlet, title=title)
    if shards:
        if as_json or threads:
            raise UsageError("--shards keeps what it reads, in processes: leave out --json and --threads")
        from panj.serve.archive_command import Archive, read_archive

        archive = Archive(shards, engine=engine.value, address=address, keep=keep.value, workers=workers)
        raise typer.Exit(read_archive(inputs, archive, given=given, ledger=ledger))
    if engine is Engine.RAY or address or keep is not Keep.ALL:
        raise UsageError("--engine, --address and --keep go with --shards FOLDER, where the pieces are kept")
    from panj.serve import read_command

    power = read_command.Power(threads=threads, workers=workers)
    raise typer.Exit(read_command.read(inputs, given=given, ledger=ledger, as_json=as_json, power=power))


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
