"""The picture of a day in the formats that others take: one module a format, named here (docs/formats.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from panj.serve.picture import Picture

Lines = Callable[[Picture], Iterator[str]]


@dataclass(frozen=True)
class Format:
    """The module whose `lines` writes the format, and how its lines end."""

    module: str
    end: str = "\n"

    def lines(self, shown: Picture) -> Iterator[str]:
        """Yield the lines of an export, each without its end."""
        write: Lines = import_module(f"panj.serve.export.{self.module}").lines
        return write(shown)


FORMATS = {
    "jsonl": Format("jsonl"),
    "geojson": Format("geojson"),
    "acled": Format("acled", "\r\n"),
    "csv": Format("table", "\r\n"),
    "ics": Format("icalendar", "\r\n"),
    "atom": Format("atom"),
    "graphml": Format("graphml"),
    "stix": Format("stix"),
    "ftm": Format("followthemoney"),
}
