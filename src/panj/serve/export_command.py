"""`panj export`: the picture of a day, of a ledger or of a stream, in a format that others take."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from panj.errors import UsageError
from panj.ledger import Ledger, open_ledger
from panj.serve import output
from panj.serve.export import FORMATS, Format
from panj.serve.held import day_asked, held
from panj.serve.picture import picture, whole


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which format, of which day, into which file or folder; `actual` is who says that an alert is no draft."""

    form: str
    as_of: date | None = None
    known_at: int | None = None
    out: str | None = None
    actual: str | None = None


def export(wanted: Wanted, *, ledger: str | None, source: str | None) -> None:
    """Write the picture of a day, by default that of the newest report, of a ledger or of a stream."""
    chosen = FORMATS[wanted.form]
    if wanted.actual and wanted.form != "cap":
        raise UsageError("--actual is for --to cap: no other format is an alert")
    if chosen.several and wanted.out in (None, "-"):
        raise UsageError(f"{wanted.form} is several files; name a folder with --out")
    with held(ledger) if source is None else _filled(source) as opened:
        day = day_asked(opened, wanted.as_of, wanted.known_at)
        shown = whole(opened, picture(opened, as_of=day, known_at=wanted.known_at), known_at=wanted.known_at)
    options = {"issued_by": wanted.actual} if wanted.actual else {}
    if chosen.needs:
        _write(chosen, ((name, [content]) for name, content in chosen.files(shown)), wanted.out)
    else:
        _write(chosen, [("", chosen.written(shown, **options))], wanted.out)


@contextmanager
def _filled(source: str) -> Iterator[Ledger]:
    from panj.serve.imports.stream import fill

    with tempfile.TemporaryDirectory(prefix="panj-") as folder:
        opened = open_ledger(Path(folder) / "stream.db")
        try:
            fill(opened, source)
            yield opened
        finally:
            opened.close()


def _write(chosen: Format, files: Iterable[tuple[str, Iterable[bytes]]], out: str | None) -> None:
    for name, pieces in files:
        if out in (None, "-"):
            if sys.stdout.isatty() and chosen.needs:
                raise UsageError("this format is not for a terminal; name a file with --out")
            sys.stdout.buffer.writelines(pieces)
            continue
        file = Path(out or "") / name if chosen.several else Path(out or "")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.writelines(pieces)
        output.complain(f"wrote {file}")
