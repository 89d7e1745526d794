"""The tables as one World: ours, with a user's folder over them, checked as a whole."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from panj.errors import WorldError
from panj.world import cache
from panj.world.check import broken_rows
from panj.world.facts import World
from panj.world.rows import Row
from panj.world.tables import SHIPPED, Line, joined, read_folder

ENTITY_TABLES = ("sources", "states", "orgs", "people", "offices", "treaties", "decisions")


@lru_cache(maxsize=4)
def load_world(extra: Path | None = None) -> World:
    """Return the world of the shipped tables, with those in the folder `extra` over them.

    A user's row of an entity takes the place of ours of the same id; facts and names are added. WorldError names the
    file, line and column of the first wrong row, and then nothing is loaded.
    """
    folders = [SHIPPED] if extra is None else [SHIPPED, extra]
    if extra is not None and not extra.is_dir():
        raise WorldError(str(extra), 1, "-", "no such folder")
    key = cache.key(path for folder in folders for path in sorted(folder.glob("*.csv")))
    if (found := cache.kept(key)) is not None:
        return World(found.tables, found.spellings)
    lines = read_folders(folders)
    world = World(joined(lines))
    for error in broken_rows(lines, world):
        raise error
    cache.keep(key, cache.Kept(world.tables, world.spellings))
    return world


def read_folders(folders: Sequence[Path]) -> dict[str, tuple[Line, ...]]:
    """Return the rows of each table, each folder laid over those before it."""
    lines: dict[str, tuple[Line, ...]] = {}
    for folder in folders:
        lines = laid_over(lines, read_folder(folder))
    return lines


def laid_over(
    ours: Mapping[str, tuple[Line, ...]], theirs: Mapping[str, tuple[Line, ...]]
) -> dict[str, tuple[Line, ...]]:
    """Return ours with theirs added, an entity's row in place of ours of the same id."""
    result = dict(ours)
    for table, lines in theirs.items():
        kept = ours.get(table, ())
        if table in ENTITY_TABLES:
            replaced = {_id(line.row) for line in lines}
            kept = tuple(line for line in kept if _id(line.row) not in replaced)
        result[table] = (*kept, *lines)
    return result


def _id(row: Row) -> str:
    return str(getattr(row, "id", ""))
