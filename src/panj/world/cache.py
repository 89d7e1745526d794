"""Checked tables kept between runs, so that the second load reads one file and checks nothing again.

The file's name is a hash of every table's bytes and of this package's code; a file that cannot be read or written is
as good as none.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from panj.world import names, rows, spelling, tables
from panj.world.names import Spelling
from panj.world.tables import Tables

KEPT = 4  # how many worlds stay in the folder: ours, and some users'


def folder() -> Path:
    """Return the folder for kept worlds, which need not exist."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "panj"


def key(paths: Iterable[Path]) -> str:
    """Return a hash of the files' names and bytes and of the code that checks them."""
    digest = hashlib.sha256()
    code = (Path(module.__file__ or "") for module in (rows, tables, names, spelling))
    others = (Path(__file__).with_name(name) for name in ("check.py", "entities.py", "facts.py"))  # above this module
    for path in (*code, *others, *paths):
        digest.update(f"{path.name}\x00".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


class Kept(msgspec.Struct, frozen=True):
    """What was checked and worked out once: the rows, and their names as the dictionary has them."""

    tables: Tables
    spellings: tuple[Spelling, ...]


def kept(world_key: str) -> Kept | None:
    """Return what is kept under the key, None if there is nothing that can be read."""
    with suppress(OSError, RuntimeError, msgspec.DecodeError):  # RuntimeError: no home folder
        return msgspec.msgpack.decode(_path(world_key).read_bytes(), type=Kept)
    return None


def keep(world_key: str, found: Kept) -> None:
    """Keep it under the key, in one step; the oldest others go. A folder that refuses is no error."""
    with suppress(OSError, RuntimeError):
        home = folder()
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home, prefix="world-", suffix=".tmp", delete=False) as file:
            file.write(msgspec.msgpack.encode(found))
        Path(file.name).replace(_path(world_key))
        others = sorted(home.glob("world-*.msgpack"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)


def _path(world_key: str) -> Path:
    return folder() / f"world-{world_key}.msgpack"
