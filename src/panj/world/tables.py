"""CSV files to checked rows: a wrong row is named by file, line and column, and then nothing is loaded."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from panj.errors import WorldError
from panj.world import rows
from panj.world.days import first_day
from panj.world.rows import TABLES, Row

SHIPPED = Path(__file__).with_name("tables")
DAY_COLUMNS = frozenset({"start", "end", "checked", "signed", "in_force", "expires", "adopted", "due", "published"})
MAX_BYTES = 32 * 1024 * 1024  # a table is read whole; a user's folder may hold anything


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """Every row of every table, in file order."""

    sources: tuple[rows.SourceRow, ...] = ()
    states: tuple[rows.StateRow, ...] = ()
    orgs: tuple[rows.OrgRow, ...] = ()
    people: tuple[rows.PersonRow, ...] = ()
    names: tuple[rows.NameRow, ...] = ()
    elsewhere: tuple[rows.ElsewhereRow, ...] = ()
    offices: tuple[rows.OfficeRow, ...] = ()
    titles: tuple[rows.TitleRow, ...] = ()
    roles: tuple[rows.RoleRow, ...] = ()
    tenures: tuple[rows.TenureRow, ...] = ()
    treaties: tuple[rows.TreatyRow, ...] = ()
    members: tuple[rows.MemberRow, ...] = ()
    duties: tuple[rows.DutyRow, ...] = ()
    decisions: tuple[rows.DecisionRow, ...] = ()
    borders: tuple[rows.BorderRow, ...] = ()
    designations: tuple[rows.DesignationRow, ...] = ()
    outlets: tuple[rows.OutletRow, ...] = ()
    bases: tuple[rows.BaseRow, ...] = ()
    codes: tuple[rows.CodeRow, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A row and where it stands."""

    file: str
    number: int
    row: Row


def read_table(file: str, text: str, kind: type[Row]) -> Iterator[Line]:
    """Yield the rows of one table; WorldError at the first that breaks its schema."""
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(reader, [])
        _check_header(file, header, kind)
        for values in reader:
            if values:
                yield Line(file, reader.line_num, _row(file, reader.line_num, header, values, kind))
    except csv.Error as error:
        raise WorldError(file, reader.line_num, "-", f"not CSV: {error}") from None


def _check_header(file: str, header: list[str], kind: type[Row]) -> None:
    known = {field.name: field for field in msgspec.structs.fields(kind)}
    for column in header:
        if column not in known:
            raise WorldError(file, 1, column, f"no such column; there are {', '.join(known)}")
    for name, field in known.items():
        if field.required and name not in header:
            raise WorldError(file, 1, name, "the column is missing")


def _row(file: str, number: int, header: list[str], values: list[str], kind: type[Row]) -> Row:
    if len(values) != len(header):
        raise WorldError(file, number, "-", f"{len(values)} values for {len(header)} columns")
    given = {column: value for column, value in zip(header, values, strict=True) if value}
    try:
        row = msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        why, _, column = str(error).partition(" - at `$.")
        raise WorldError(file, number, column.rstrip("`") or "-", why) from None
    for column in DAY_COLUMNS & given.keys():
        try:
            first_day(given[column])
        except ValueError as error:
            raise WorldError(file, number, column, str(error)) from None
    return row


def read_folder(folder: Path) -> dict[str, tuple[Line, ...]]:
    """Return the rows of each table of a folder; WorldError for a file that is no table."""
    found: dict[str, tuple[Line, ...]] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in TABLES:
            raise WorldError(path.name, 1, "-", f"no such table; there are {', '.join(TABLES)}")
        if path.stat().st_size > MAX_BYTES:
            raise WorldError(path.name, 1, "-", f"over {MAX_BYTES} bytes")
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise WorldError(path.name, 1, "-", f"not UTF-8: byte {error.start}") from None
        found[path.stem] = tuple(read_table(path.name, text, TABLES[path.stem]))
    return found


def joined(lines: Mapping[str, tuple[Line, ...]]) -> Tables:
    """Return the rows without their places."""
    return msgspec.convert({name: tuple(line.row for line in found) for name, found in lines.items()}, Tables)
