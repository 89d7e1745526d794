"""`panj list`: what the ledger holds, row by row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from panj.errors import UsageError
from panj.ledger import EVERYTHING, Filter, Ledger, Scope
from panj.ledger import failures as failures_in
from panj.records import Statement
from panj.serve import output, words
from panj.serve.held import held, nothing, tell_later
from panj.serve.matching import matches
from panj.serve.stream import document_line, statement_line
from panj.world import load_world

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to list, and of which days, actor, code and words."""

    what: str
    as_of: date | None = None
    known_at: int | None = None
    actor: str | None = None
    code: str | None = None
    words: str | None = None

    @property
    def scope(self) -> Scope:
        """What may be seen."""
        return Scope(as_of=self.as_of, known_at=self.known_at)


def list_rows(wanted: Wanted, *, ledger: str | None, as_json: bool) -> None:
    """Write the rows asked for; UsageError for an option that a list does not take."""
    if wanted.what not in ("statements", "events") and (wanted.actor or wanted.code or wanted.words):
        raise UsageError(f"--actor, --code and --search are for statements and events, not for {wanted.what}")
    if wanted.code and wanted.code not in words.codes():
        raise UsageError(f"--code {wanted.code}: there is none; the codes are {', '.join(words.codes())}")
    if wanted.what == "failures" and wanted.scope != EVERYTHING:
        raise UsageError("failures are of no day; leave out --as-of and --known-at")
    rows, columns = _LISTS[wanted.what]
    with held(ledger) as opened:
        tell_later(opened, wanted.known_at)
        output.show(rows(opened, wanted), columns, as_json=as_json, none=nothing(opened))


def _statements(ledger: Ledger, wanted: Wanted) -> Iterator[Statement]:
    which = Filter(entity=_actor(wanted.actor) if wanted.actor else None, code=wanted.code)
    if wanted.words:
        found = ledger.search(wanted.words, wanted.scope, limit=ledger.counts()["statement"])
        yield from (said for said in found if matches(said, which))
    else:
        yield from ledger.statements(wanted.scope, which)


def _actor(given: str) -> str:
    """Return the id of an entity named by its id or by a name; UsageError for a name of nobody or of several."""
    world = load_world()
    if world.find_entity(given):
        return given
    named = world.named(given)
    if len(named) != 1:
        may = f"may be {', '.join(named)}" if named else "is nobody the world knows"
        raise UsageError(f"--actor {given}: {may}; `panj world find` gives ids, --search finds words")
    return named[0]


def statements(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every statement."""
    for said in _statements(ledger, wanted):
        yield statement_line(said) | {
            "said_by": words.chain(said),
            "how": words.certainty(said),
            "about": words.about(said),
        }


def events(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every statement that is about an event."""
    for said in _statements(ledger, wanted):
        if said.event:
            yield {
                "id": said.id,
                "code": said.event.code,
                "event": words.about(said),
                "when": words.days(said.event.when),
                "how": words.certainty(said),
                "said_by": words.chain(said),
                "quote": said.quote,
            }


def figures(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every amount, with its bounds and where it stands."""
    names = {d.id: d.outlet or d.title for d in ledger.documents(wanted.scope)}
    for reading in ledger.readings(wanted.scope):
        for quantity in reading.quantities:
            yield {
                "figure": words.figure(quantity),
                "low": quantity.low,
                "high": quantity.high,
                "unit": quantity.unit,
                "of": quantity.of,
                "approximate": quantity.approximate,
                "text": quantity.text,
                "outlet": names.get(reading.document),
                "document": reading.document,
                "span": quantity.span,
            }


def actors(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every actor that is named, most often first; `known` tells those of the world's tables."""
    count: Counter[tuple[str, str]] = Counter()
    codes: dict[tuple[str, str], str | None] = {}
    for reading in ledger.readings(wanted.scope):
        for mention in reading.mentions:
            local = not mention.entity or mention.entity.startswith("~")
            key = (mention.name or mention.text, "" if local else mention.entity or "")
            count[key] += 1
            codes.setdefault(key, mention.code)
    for (name, entity), mentions in sorted(count.items(), key=lambda x: (-x[1], x[0])):
        yield {"name": name, "entity": entity or None, "code": codes[(name, entity)], "mentions": mentions}


def places(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every place that is named; without a point it is listed all the same."""
    count: Counter[tuple[Any, ...]] = Counter()
    for reading in ledger.readings(wanted.scope):
        for place in reading.places:
            count[(place.called, place.country, place.lat, place.lon, place.precision)] += 1
    for key, mentions in sorted(count.items(), key=lambda x: (-x[1], str(x[0]))):
        yield dict(zip(("name", "country", "lat", "lon", "precision"), key, strict=True)) | {"mentions": mentions}


def documents(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every document; without a title its first words stand in `name`."""
    for document in ledger.documents(wanted.scope):
        yield document_line(document) | {"name": words.titled(document)}


def unread(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every sentence that yielded nothing."""
    texts = {d.id: d for d in ledger.documents(wanted.scope)}
    for reading in ledger.readings(wanted.scope):
        for span in reading.unread:
            yield {"document": reading.document, "span": span, "sentence": texts[reading.document].quote(span)}


def failures(ledger: Ledger, wanted: Wanted) -> Iterator[Row]:
    """Yield every input that could not be read: where it stands, why, and when that was seen."""
    for found in failures_in(ledger):
        yield found._asdict()


_LISTS = {
    "statements": (statements, ("id", "said_by", "how", "about", "quote")),
    "events": (events, ("id", "event", "when", "how", "said_by", "quote")),
    "figures": (figures, ("figure", "text", "outlet", "document")),
    "actors": (actors, ("name", "entity", "code", "mentions")),
    "places": (places, ("name", "country", "lat", "lon", "precision", "mentions")),
    "documents": (documents, ("id", "published", "outlet", "language", "name")),
    "unread": (unread, ("document", "sentence")),
    "failures": (failures, ("source", "place", "why", "at")),
}
