"""XLSX for people: the lines of the picture, the words they rest on, every statement, and the reports.

Every text is written as text, with Excel's mark that it is no formula; the only links are from cell to cell and to
addresses of the web. The same picture gives the same bytes.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from panj.records import Finding
from panj.serve import words
from panj.serve.export.claims import address, address_of
from panj.serve.output import inert
from panj.serve.picture import Picture
from panj.situation import Said

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000  # characters; a cell of Excel holds 32,767
LONGEST_LINK = 2_000  # characters; an address of Excel holds 2,079
FACT = "asserted"


@dataclass(frozen=True)
class Link:
    """A text that leads to a row of another sheet, or to the web."""

    text: str
    to: str


Cell = str | float | date | Link | None


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns with their widths in characters, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Sequence[Cell], ...]


def files(shown: Picture) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = shown.case.as_of
    made = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": f"Situation as of {day}", "author": "Panj", "created": made})
    looks = _Looks(book)
    for sheet in _sheets(shown):
        _write(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    yield "", content.getvalue()


def _sheets(shown: Picture) -> Iterator[Sheet]:
    statement_rows = {said.id: row for row, said in enumerate(shown.case.said, 2)}
    evidence = [(f, said, against) for f in shown.findings for said, against in _resting(shown, f)]
    first: dict[str, int] = {}
    for row, (finding, _, _) in enumerate(evidence, 2):
        first.setdefault(finding.id, row)
    yield Sheet("Read me", (("What this is", 110),), tuple((line,) for line in _about(shown)))
    yield Sheet("Picture", PICTURE, tuple(_line(shown, f, first) for f in shown.findings))
    yield Sheet("Evidence", EVIDENCE, tuple(_ground(*x, statement_rows) for x in evidence))
    yield Sheet("Statements", STATEMENTS, tuple(_statement(shown, s) for s in shown.case.said))
    yield Sheet("Reports", REPORTS, tuple(_report(shown, i) for i in shown.documents))


PICTURE = (
    ("Topic", 13), ("What", 46), ("Status", 15), ("Who or how many", 32), ("Low", 9), ("Best", 9), ("High", 9),
    ("Unit", 16), ("From", 11), ("To", 11), ("Due", 11), ("Place", 20), ("For", 6), ("Against", 8), ("Line", 14),
)  # fmt: skip
EVIDENCE = (
    ("Line", 14), ("What", 40), ("Side", 8), ("Published", 11), ("Said by", 40), ("How put", 12), ("Words", 90),
    ("Statement", 19),
)  # fmt: skip
STATEMENTS = (
    ("Published", 11), ("Outlet", 24), ("Said by", 40), ("How put", 12), ("Happened, they say", 10), ("What", 44),
    ("Code", 11), ("From", 11), ("To", 11), ("Place", 20), ("Figures", 26), ("Words", 90), ("Sureness", 9),
    ("Statement", 19), ("Address", 40),
)  # fmt: skip
REPORTS = (("Published", 11), ("Outlet", 26), ("Title", 60), ("By", 22), ("Address", 60), ("Report", 19))


def _about(shown: Picture) -> Iterator[str]:
    yield f"The situation as of {shown.case.as_of}, as {len(shown.documents)} reports have it."
    yield "Picture: a line for each thing that is held, counted, asked, owed or forecast; its id leads to Evidence."
    yield "Evidence: the statements for and against each line, in their own words; the id of a statement leads to it."
    yield "Statements: all that is said, by whom, through whom, and how."
    yield "Only what “How put” calls asserted is put as a fact, by those who say it."
    yield "Reports: where it stands."
    yield "A figure without a low or a high has none in the words: “up to 70%” has no low."
    yield f"{len(shown.unread)} sentences of these reports were not understood and are in no sheet (panj list unread)."


def _resting(shown: Picture, finding: Finding) -> Iterator[tuple[Said, bool]]:
    evidence, against = shown.evidence(finding)
    yield from ((said, False) for said in evidence)
    yield from ((said, True) for said in against)


def _line(shown: Picture, f: Finding, first: dict[str, int]) -> tuple[Cell, ...]:
    when, place = f.when, f.place
    line = Link(f.id, f"internal:Evidence!A{first[f.id]}") if f.id in first else f.id
    days = (when.earliest if when else None, when.latest if when else None, f.due)
    named = place.called if place else None
    return (f.topic, f.label, f.status, f.value, f.low, f.best, f.high, f.unit, *days, named,
            len(f.statements), len(f.against), line)  # fmt: skip


def _ground(finding: Finding, said: Said, against: bool, rows: dict[str, int]) -> tuple[Cell, ...]:
    side = "against" if against else "for"
    how = words.certainty(said.statement) or FACT
    to = Link(said.id, f"internal:Statements!A{rows[said.id]}")
    chain = words.chain(said.statement)
    return (finding.id, finding.label, side, said.day, chain, how, said.statement.quote, to)


def _statement(shown: Picture, said: Said) -> tuple[Cell, ...]:
    statement, event = said.statement, said.statement.event
    when, place, url = (event.when if event else None), (event.place if event else None), address(shown, said)
    return (
        said.day, said.outlet, words.chain(statement), words.certainty(statement) or FACT,
        "yes" if statement.happened else "no", _about_what(said), event.code if event else None,
        when.earliest if when else None, when.latest if when else None,
        place.called if place else None, "; ".join(map(words.figure, said.figures)),
        statement.quote, statement.confidence, said.id, Link(url, url) if url else None,
    )  # fmt: skip


def _about_what(said: Said) -> str:
    event = said.statement.event
    return words.told(event).removeprefix("that ") if event else words.subject(said.statement)


def _report(shown: Picture, identity: str) -> tuple[Cell, ...]:
    document = shown.documents[identity]
    url = address_of(document)
    link = Link(url, url) if url else None
    return (document.published, document.outlet, document.title, document.byline, link, document.id)


class _Looks:
    """How cells look: one format a kind."""

    def __init__(self, book: "Workbook") -> None:
        base = {"valign": "top", "font_size": 10}
        self.head: Format = book.add_format(
            {**base, "bold": True, "bg_color": "#DDE6ED", "bottom": 1, "text_wrap": True}
        )
        self.text: Format = book.add_format({**base, "text_wrap": True, "quote_prefix": True})
        self.day: Format = book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})
        self.number: Format = book.add_format({**base, "num_format": "#,##0.##"})
        self.whole: Format = book.add_format({**base, "num_format": "#,##0"})
        self.link: Format = book.add_format({**base, "font_color": "#0B4F9E", "underline": 1})


def _write(page: "Worksheet", sheet: Sheet, looks: _Looks) -> None:
    for column, (name, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, name, looks.head)
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            _cell(page, (row, column), cell, looks)
    page.freeze_panes(1, 0)
    if len(sheet.columns) > 1:
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _cell(page: "Worksheet", at: tuple[int, int], cell: Cell, looks: _Looks) -> None:
    match cell:
        case None | "":
            page.write_blank(*at, None, looks.text)
        case Link(text, to) if len(to) <= LONGEST_LINK:
            page.write_url(*at, to, looks.link, _shown(text))
        case Link(text, _):
            page.write_string(*at, _shown(text), looks.text)
        case str():
            page.write_string(*at, _shown(cell), looks.text)
        case date():
            page.write_datetime(*at, cell, looks.day)
        case _:
            page.write_number(*at, cell, looks.whole if float(cell).is_integer() else looks.number)


def _shown(text: str) -> str:
    return inert(text)[:LONGEST]
