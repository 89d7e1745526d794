"""CSV for people: a row for each statement."""

from collections.abc import Iterator

from panj.serve import words
from panj.serve.export.cells import row
from panj.serve.export.claims import address
from panj.serve.picture import Picture

COLUMNS = (
    "id",
    "published",
    "outlet",
    "said_by",
    "certainty",
    "about",
    "code",
    "when",
    "place",
    "figures",
    "quote",
    "url",
)


def lines(shown: Picture) -> Iterator[str]:
    """Yield the headings and the rows."""
    yield row(COLUMNS)
    for said in shown.case.said:
        event = said.statement.event
        place = event.place if event else None
        yield row(
            (
                said.id,
                said.day.isoformat(),
                said.outlet,
                words.chain(said.statement),
                words.certainty(said.statement) or "asserted",
                words.subject(said.statement),
                event.code if event else None,
                words.days(event.when) if event else None,
                place.called if place else None,
                "; ".join(map(words.figure, said.figures)),
                said.statement.quote,
                address(shown, said),
            )
        )
