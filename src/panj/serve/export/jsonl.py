"""JSON lines: the stream of `panj read --json` for the reports of the picture, and then the findings."""

from collections.abc import Iterator

import msgspec

from panj.records import Statement
from panj.serve.picture import Picture
from panj.serve.stream import document_line, reading_line, statement_line


def lines(shown: Picture) -> Iterator[str]:
    """Yield a line for each record, its kind first; a report's reading and statements follow it."""
    said_in: dict[str, list[Statement]] = {}
    for said in shown.case.said:
        said_in.setdefault(said.statement.document, []).append(said.statement)
    for document in shown.documents.values():
        yield _line(document_line(document))
        if document.id in shown.readings:
            yield _line(reading_line(shown.readings[document.id]))
        yield from (_line(statement_line(s)) for s in said_in.get(document.id, ()))
    yield from (_line({"kind": "finding", **msgspec.to_builtins(f)}) for f in shown.findings)


def _line(value: object) -> str:
    return msgspec.json.encode(value).decode()
