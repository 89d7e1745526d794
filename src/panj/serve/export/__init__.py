"""The picture of a day in the formats that others take: one module a format, named here (docs/formats.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice

from panj.errors import UsageError
from panj.serve.output import inert
from panj.serve.picture import Picture

AT_ONCE = 500  # lines
Lines = Callable[..., Iterator[str]]
Files = Callable[[Picture], Iterator[tuple[str, bytes]]]


@dataclass(frozen=True)
class Format:
    """The module that writes the format, its media type, and how its lines end.

    A module has `lines`, or `files` (names and contents) where the format is no text; `several` files go to a folder.
    `needs` is the library that must be installed, of the extra `tables`.
    """

    module: str
    media: str
    end: str = "\n"
    needs: str | None = None
    several: bool = False

    def lines(self, shown: Picture, **options: str) -> Iterator[str]:
        """Yield the lines of an export that is text, each without its end."""
        write: Lines = import_module(f"panj.serve.export.{self.module}").lines
        return write(shown, **options)

    def written(self, shown: Picture, **options: str) -> Iterator[bytes]:
        """Yield an export that is text piece by piece, so that a long one is never held whole."""
        ended = (f"{inert(line)}{self.end}" for line in self.lines(shown, **options))
        while some := list(islice(ended, AT_ONCE)):
            yield "".join(some).encode()

    def files(self, shown: Picture, **options: str) -> Iterator[tuple[str, bytes]]:
        """Yield each file with its name; UsageError if the library that writes it is not installed."""
        if self.needs is None:
            yield "", b"".join(self.written(shown, **options))
            return
        try:
            import_module(self.needs)
        except ImportError:
            raise UsageError(f"this format needs {self.needs}: pip install 'panj[tables]'") from None
        write: Files = import_module(f"panj.serve.export.{self.module}").files
        yield from write(shown)


FORMATS = {
    "jsonl": Format("jsonl", "application/jsonl"),
    "parquet": Format("parquet", "application/vnd.apache.parquet", needs="pyarrow", several=True),
    "csv": Format("table", "text/csv", "\r\n"),
    "xlsx": Format("workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", needs="xlsxwriter"),
    "geojson": Format("geojson", "application/geo+json"),
    "acled": Format("acled", "text/csv", "\r\n"),
    "gdelt": Format("gdelt", "text/tab-separated-values"),
    "plover": Format("plover", "application/jsonl"),
    "ftm": Format("followthemoney", "application/jsonl"),
    "stix": Format("stix", "application/stix+json"),
    "jsonld": Format("jsonld", "application/ld+json"),
    "graphml": Format("graphml", "application/graphml+xml"),
    "ics": Format("icalendar", "text/calendar", "\r\n"),
    "atom": Format("atom", "application/atom+xml"),
    "cap": Format("cap", "application/cap+xml"),
}
