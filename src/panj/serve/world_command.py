"""`panj world`: check, show and search the tables of the world."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from panj.serve import output
from panj.serve.commands.options import Json, day, group
from panj.serve.world_facts import WorldLine, about, bearers
from panj.world import World, load_world

app = group("The tables of the world: states, organisations, people, offices, duties, borders, outlets.")
MOST_PLACES = 10
WorldOption = Annotated[
    Path | None, typer.Option("--world", help="A folder of further tables, laid over ours.", metavar="DIR")
]


@app.command()
def check(world: WorldOption = None, as_json: Json = False) -> None:
    """Check every row of every table; 1 if one is wrong."""
    from panj.world import tables
    from panj.world.check import broken_rows, questionable_rows
    from panj.world.load import read_folders

    folders = [tables.SHIPPED] if world is None else [tables.SHIPPED, world]
    lines = read_folders(folders)
    loaded = World(tables.joined(lines))
    errors = [*broken_rows(lines, loaded), *questionable_rows(lines, loaded)]
    rows = [{"table": name, "rows": len(found)} for name, found in sorted(lines.items())]
    rows += [{"table": "several entities of one name", "name": n, "entities": e} for n, e in loaded.collisions()]
    output.show(rows, ["table", "rows", "name", "entities"], as_json=as_json)
    for error in errors:
        output.complain(str(error))
    if errors:
        raise typer.Exit(1)


@app.command()
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="As `tj`, `csto`, `ru/foreign-minister`, or a name.")],
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", parser=day, help="The day, today if not said.", metavar="DAY"),
    ] = None,
    world: WorldOption = None,
    as_json: Json = False,
) -> None:
    """Show what is known of an entity on a day: members, holders, duties, decisions, labels, owners, with sources."""
    loaded = load_world(world)
    shown = as_of or datetime.now(UTC).date()
    named = loaded.named(identity) if loaded.find_entity(identity) is None else ()
    entity = loaded.entity(named[0] if len(named) == 1 else identity)
    lines = list(about(loaded, entity, shown))
    if not output.to_person(as_json=as_json):
        for line in lines:
            output.write_line(line)
        return
    output.write_text(_page(lines, shown))


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="A name, or a part of one.")],
    world: WorldOption = None,
    as_json: Json = False,
) -> None:
    """List the entities that bear a name, or part of one, and the best known places of the name."""
    from panj.world.gazetteer import best_known

    loaded = load_world(world)
    rows: list[dict[str, object]] = [
        {"id": e.id, "name": e.name, "kind": e.kind, "country": e.country} for e in bearers(loaded, text)
    ]
    rows += [
        {"id": site.geonameid and f"geonames:{site.geonameid}", "name": site.name, "kind": site.kind}
        | {"country": site.country.lower() or None, "lat": site.lat, "lon": site.lon}
        for site in best_known(text, MOST_PLACES)
        if site.kind != "country"
    ]
    nobody = f"nobody and no place of the name {text!r} is known; try a part of it"
    output.show(rows, ["id", "name", "kind", "country", "lat", "lon"], as_json=as_json, none=nobody)


def _page(lines: Sequence[WorldLine], day: date) -> str:
    parts = [f"{lines[0].text}\non {day}"]
    for section, found in groupby(lines[1:], key=lambda line: line.section):
        parts.append(f"\n{section}")
        parts += [f"  {line.text}{_when(line)}{_from(line)}" for line in found]
    if stale := sum(line.stale for line in lines):
        parts.append(f"\n{stale} of these lines were last checked before {day}: they may be stale.")
    return "\n".join(parts) + "\n"


def _when(line: WorldLine) -> str:
    return f"  ({line.start or '?'} to {line.end or 'now'})" if line.start or line.end else ""


def _from(line: WorldLine) -> str:
    if not line.source:
        return ""
    checked = f", checked {line.checked}" if line.checked else ""
    return f"\n      source: {line.title}{checked}{', may be stale' if line.stale else ''}"
