"""The small tables of this room."""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a tab-separated table beside this module, without its header."""
    lines = (files("panj.english") / name).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))
