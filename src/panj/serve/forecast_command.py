"""`panj forecast`: what reports and the desk forecast, how it came out, and how good it was."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from panj import pipeline
from panj.errors import UsageError
from panj.ledger import EVERYTHING, Ledger, Scope, open_ledger
from panj.records import (
    Attribution,
    Document,
    Event,
    Interval,
    Judgement,
    Link,
    Modality,
    Quantity,
    Reading,
    Source,
    Span,
    Statement,
    fingerprint,
)
from panj.serve import output, settings, words
from panj.serve.commands.options import Day, Json, KnownAt, LedgerOption, day, group
from panj.serve.held import held, nothing

app = group("List, add, resolve and score forecasts.")
OUTCOMES = {"yes": Judgement.SUPPORTS, "no": Judgement.CONTRADICTS, "undo": Judgement.UNDONE}


@app.command("list")
def list_(ledger: LedgerOption = None, as_of: Day = None, known_at: KnownAt = None, as_json: Json = False) -> None:
    """List forecasts with who made them, through whom, by when, and how they came out."""
    columns = ("id", "by", "due", "probability", "outcome", "quote")
    with held(ledger) as opened:
        found = rows(opened, Scope(as_of=as_of, known_at=known_at))
        if output.to_person(as_json=as_json):
            found = map(_told, sorted(found, key=lambda row: row["due"] or date.max))
        output.show(found, columns, as_json=as_json, none=nothing(opened))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a forecast as a person reads it, the soonest due first: who, by when, how sure, how it came out."""
    due, share, outcome = row["due"], row["probability"], row["outcome"]
    return {
        "id": row["id"],
        "by": row["by"] or "unnamed",
        "due": f"due {due}" if due else None,
        "probability": None if share is None else f"{share:g}%",
        "outcome": f"came true: {outcome}" if outcome else None,
        "quote": row["forecast"],
    }


@app.command()
def add(
    text: Annotated[str, typer.Argument(help="What will be, in words.")],
    due: Annotated[date, typer.Option(parser=day, help="By which day.", metavar="DAY")],
    probability: Annotated[int, typer.Option(min=0, max=100, help="In percent.")],
    by: Annotated[str, typer.Option("--as", help="Whose forecast it is.")],
    ledger: LedgerOption = None,
) -> None:
    """Register a forecast of the desk, with a day and a probability."""
    if not (text.strip() and by.strip()):
        raise UsageError("a forecast needs words, and with --as a name that stands for them")
    opened = open_ledger(settings.ledger_location(ledger))
    now = datetime.now(UTC)
    try:
        document, reading = desk_forecast(text, due=due, probability=probability, by=by, on=now.date())
        opened.add(document, reading, version=pipeline.version(), at=now)
        output.write_line({"id": reading.statements[0].id})
    finally:
        opened.close()


@app.command()
def resolve(
    identity: Annotated[str, typer.Argument(metavar="ID")],
    outcome: Annotated[str, typer.Argument(help="yes, no or undo.")],
    by: Annotated[str, typer.Option("--as", help="Who says so.")],
    evidence: Annotated[str | None, typer.Option(help="The statement that shows it.")] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    ledger: LedgerOption = None,
) -> None:
    """Say how a forecast came out; only a person does."""
    if outcome not in OUTCOMES:
        raise UsageError(f"{outcome}: say yes, no or undo")
    if not by.strip():
        raise UsageError("an outcome needs a name: say with --as who says so")
    now = datetime.now(UTC)
    with held(ledger) as opened:
        forecast = opened.statement(identity)
        shown = opened.statement(evidence) if evidence else None
        link = Link(
            kind="forecast",
            left=forecast.id,
            right=shown.id if shown else forecast.id,
            judgement=OUTCOMES[outcome],
            reason=reason,
            decided_by=f"person:{by}",
            at=now,
        )
        opened.judge([link], version=pipeline.version(), at=now)
        output.write_line(link)


@app.command()
def score(ledger: LedgerOption = None, as_of: Day = None, known_at: KnownAt = None, as_json: Json = False) -> None:
    """Score resolved forecasts by source: how many came true, and the Brier score where a probability was given."""
    columns = ("by", "resolved", "came_true", "with_probability", "brier")
    with held(ledger) as opened:
        output.show(
            scores(rows(opened, Scope(as_of=as_of, known_at=known_at))), columns, as_json=as_json, none=nothing(opened)
        )


def desk_forecast(text: str, *, due: date, probability: int, by: str, on: date) -> tuple[Document, Reading]:
    """Return a person's forecast as a report of the desk: the words, and the one statement that they make."""
    share = f"{probability}%"
    body = f"{text} (by {due}, {share})"
    document = Document(
        id=fingerprint("forecast", by, on, body),
        text=body,
        title=text,
        outlet=f"desk: {by}",
        published=on,
        language="en",
    )
    span, at = Span(0, len(text)), body.rindex(share)
    figure = Quantity(span=Span(at, at + len(share)), text=share, low=probability, high=probability, unit="%")
    statement = Statement(
        id=fingerprint("forecast", document.id),
        document=document.id,
        span=span,
        quote=text,
        chain=(Attribution(source=Source(name=by)),),
        modality=Modality.FORECAST,
        event=Event(
            id=fingerprint("forecast event", document.id), code="FORECAST", trigger=span, when=Interval(latest=due)
        ),
        quantities=(figure.span,),
    )
    return document, Reading(document=document.id, quantities=(figure,), statements=(statement,))


def rows(ledger: Ledger, scope: Scope = EVERYTHING) -> Iterator[dict[str, Any]]:
    """Yield every forecast of the ledger that is known in scope, with how it has come out by then."""
    judged = ledger.links_of_kind("forecast", scope=scope)
    outcomes = {x.left: x for x in judged if not (scope.as_of and x.at and x.at.date() > scope.as_of)}
    figures = {r.document: {q.span: q for q in r.quantities} for r in ledger.readings(scope)}
    told = list(ledger.statements(scope))
    days = {(s.document, s.span): s.days for s in told if s.days}  # another statement of the same words may tell
    for statement in told:
        if statement.modality is not Modality.FORECAST or statement.denied:
            continue
        share = next((figures[statement.document].get(s) for s in statement.quantities), None)
        outcome = outcomes.get(statement.id)
        when = statement.days or days.get((statement.document, statement.span))
        yield {
            "kind": "forecast",
            "id": statement.id,
            "by": statement.chain[-1].source.name,
            "through": words.chain(statement),
            "forecast": statement.quote,
            "due": when.latest if when else None,
            "probability": share.low if share and share.unit == "%" and statement.event else None,
            "outcome": _outcome(outcome),
        }


def _outcome(link: Link | None) -> str | None:
    said = {judgement: word for word, judgement in OUTCOMES.items() if word != "undo"}
    return said.get(link.judgement) if link else None


def scores(forecasts: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a row for each source with resolved forecasts; Brier's mean squared error lies between 0 and 1."""
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for forecast in forecasts:
        if forecast["outcome"]:
            by_source[forecast["by"] or "unnamed"].append(forecast)
    for source, resolved in sorted(by_source.items()):
        sure = [f for f in resolved if f["probability"] is not None]
        errors = [(f["probability"] / 100 - (f["outcome"] == "yes")) ** 2 for f in sure]
        yield {
            "kind": "score",
            "by": source,
            "resolved": len(resolved),
            "came_true": sum(f["outcome"] == "yes" for f in resolved),
            "with_probability": len(sure),
            "brier": round(sum(errors) / len(errors), 4) if errors else None,
        }
