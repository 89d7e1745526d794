"""Parquet: a file for each table, columns of fixed types, so that every day of an archive can be read as one."""

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from panj.records import Interval, Place
from panj.serve import words
from panj.serve.picture import Picture
from panj.situation import Said

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
_TEXT, _DAY, _REAL, _YES, _WHOLE, _MANY = "string", "date32", "double", "bool", "int32", "list<string>"
_PLACE = {"place": _TEXT, "country": _TEXT, "lat": _REAL, "lon": _REAL, "precision": _TEXT, "geonameid": "int64"}
_WHEN = {"earliest": _DAY, "latest": _DAY}

TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "id": _TEXT, "published": _DAY, "outlet": _TEXT, "title": _TEXT, "byline": _TEXT, "language": _TEXT,
        "url": _TEXT, "sha256": _TEXT, "text": _TEXT,
    },
    "statements": {
        "id": _TEXT, "document": _TEXT, "start": _WHOLE, "end": _WHOLE, "quote": _TEXT, "published": _DAY,
        "outlet": _TEXT, "speaker": _TEXT, "modality": _TEXT, "denied": _YES, "happened": _YES, "confidence": _REAL,
        "witness": _TEXT, "event": _TEXT, "code": _TEXT, "mode": _TEXT, "cameo": _TEXT, "actors": _MANY,
        "actor_names": _MANY, "recipients": _MANY, "recipient_names": _MANY, **_WHEN, **_PLACE,
        "relation": _TEXT, "subject": _TEXT, "object": _TEXT,
    },
    "chain": {
        "statement": _TEXT, "position": _WHOLE, "name": _TEXT, "text": _TEXT, "entity": _TEXT, "manner": _TEXT,
        "said_earliest": _DAY, "said_latest": _DAY,
    },
    "figures": {
        "statement": _TEXT, "start": _WHOLE, "end": _WHOLE, "text": _TEXT, "low": _REAL, "high": _REAL,
        "approximate": _YES, "unit": _TEXT, "of": _TEXT,
    },
    "findings": {
        "id": _TEXT, "as_of": _DAY, "topic": _TEXT, "label": _TEXT, "status": _TEXT, "value": _TEXT, "low": _REAL,
        "best": _REAL, "high": _REAL, "unit": _TEXT, "due": _DAY, "rule": _TEXT, **_WHEN, **_PLACE,
    },
    "evidence": {"finding": _TEXT, "statement": _TEXT, "against": _YES},
}  # fmt: skip


def files(shown: Picture) -> Iterator[tuple[str, bytes]]:
    """Yield each table as `NAME.parquet`."""
    import pyarrow.parquet

    for name, columns in TABLES.items():
        content = io.BytesIO()
        pyarrow.parquet.write_table(_table(list(ROWS[name](shown)), columns), content, compression="zstd")
        yield f"{name}.parquet", content.getvalue()


def _table(rows: list[Row], columns: dict[str, str]) -> "pyarrow.Table":
    import pyarrow

    kinds = {_TEXT: pyarrow.string(), _DAY: pyarrow.date32(), _REAL: pyarrow.float64(), _YES: pyarrow.bool_(),
             _WHOLE: pyarrow.int32(), "int64": pyarrow.int64(), _MANY: pyarrow.list_(pyarrow.string())}  # fmt: skip
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    return pyarrow.Table.from_pylist(rows, schema=schema)


def _documents(shown: Picture) -> Iterator[Row]:
    yield from (msgspec.structs.asdict(document) for document in shown.documents.values())


def _statements(shown: Picture) -> Iterator[Row]:
    for said in shown.case.said:
        event, relation, span = said.statement.event, said.statement.relation, said.statement.span
        row: Row = {
            "id": said.id, "document": said.statement.document, "start": span.start, "end": span.end,
            "quote": said.statement.quote, "published": shown.documents[said.statement.document].published,
            "outlet": said.outlet, "speaker": words.called(said.statement.chain[-1].source),
            "modality": said.statement.modality.value, "denied": said.statement.denied,
            "happened": said.statement.happened, "confidence": said.statement.confidence, "witness": said.witness,
        }  # fmt: skip
        if event:
            row |= {"event": shown.case.events[said.id], "code": event.code, "mode": event.mode, "cameo": event.cameo}
            row |= _sides(said) | _when(event.when) | _place(event.place)
        if relation:
            row |= {"relation": relation.relation, "subject": relation.subject, "object": relation.object}
            row |= _when(relation.when)
        yield row


def _sides(said: Said) -> Row:
    return {
        "actors": [side.id for side in said.actors],
        "actor_names": [side.name for side in said.actors],
        "recipients": [side.id for side in said.recipients],
        "recipient_names": [side.name for side in said.recipients],
    }


def _when(when: Interval | None) -> Row:
    return {"earliest": when.earliest, "latest": when.latest} if when else {}


def _place(place: Place | None) -> Row:
    if place is None:
        return {}
    point = {"lat": place.lat, "lon": place.lon, "precision": place.precision, "geonameid": place.geonameid}
    return {"place": place.called, "country": place.country} | point


def _chain(shown: Picture) -> Iterator[Row]:
    for said in shown.case.said:
        for position, link in enumerate(said.statement.chain):
            days = {"said_earliest": link.said.earliest, "said_latest": link.said.latest} if link.said else {}
            named = {"name": link.source.name, "text": link.source.text, "entity": link.source.entity}
            yield {"statement": said.id, "position": position, "manner": link.manner, **named, **days}


def _figures(shown: Picture) -> Iterator[Row]:
    for said in shown.case.said:
        for figure in said.figures:
            place = {"start": figure.span.start, "end": figure.span.end}
            yield msgspec.structs.asdict(figure) | place | {"statement": said.id}


def _findings(shown: Picture) -> Iterator[Row]:
    for finding in shown.findings:
        yield msgspec.structs.asdict(finding) | _when(finding.when) | _place(finding.place)


def _evidence(shown: Picture) -> Iterator[Row]:
    for finding in shown.findings:
        for ids, against in ((finding.statements, False), (finding.against, True)):
            yield from ({"finding": finding.id, "statement": i, "against": against} for i in ids)


ROWS: dict[str, Callable[[Picture], Iterator[Row]]] = {
    "documents": _documents,
    "statements": _statements,
    "chain": _chain,
    "figures": _figures,
    "findings": _findings,
    "evidence": _evidence,
}
