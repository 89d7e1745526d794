"""JSON lines: documents, statements and findings, with all that the records hold."""

from collections.abc import Iterator

import msgspec

from panj.serve.picture import Picture
from panj.serve.stream import document_line, statement_line


def lines(shown: Picture) -> Iterator[str]:
    """Yield a line for each record, its kind first."""
    yield from (_line(document_line(d)) for d in shown.documents.values())
    yield from (_line(statement_line(s.statement)) for s in shown.case.said)
    yield from (_line({"kind": "finding", **msgspec.to_builtins(f)}) for f in shown.findings)


def _line(value: object) -> str:
    return msgspec.json.encode(value).decode()
