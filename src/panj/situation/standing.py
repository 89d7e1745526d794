"""What of a report holds until something newer about the same comes: who holds a place, and what is in force."""

from collections.abc import Iterator

from panj.situation import control, measures
from panj.situation.case import Report
from panj.situation.measures.things import Placed
from panj.situation.said import Said
from panj.world import World

# acts that other topics would tell of for ever: what befell somebody, what is asked, given or sent
_MORE = frozenset({"AID", "ASSAULT", "FLEE", "MOBILIZE", "REQUEST", "THREATEN"})


def standing(report: Report, world: World) -> Iterator[tuple[Said, str, bool]]:
    """Yield statements, what each is about, and whether older ones about it give way to it."""
    for said in report.said:
        if about := control.standing(said):
            yield said, *about
    for placed in report.once(measures.look, world):
        said = placed.turn.said
        if _told_alone(placed, report, world) and not _tells_more(said):
            yield said, f"measures|{'|'.join(placed.key)}", not said.statement.denied


def _told_alone(placed: Placed, report: Report, world: World) -> bool:
    """Tell whether a change is told the same by its statement alone, as it is when the rest of its report is old."""
    alone = Report(report.document, report.day, (placed.turn.said,))
    return (placed.key, placed.turn.state) in {(p.key, p.turn.state) for p in measures.look(alone, world)}


def _tells_more(said: Said) -> bool:
    """Tell whether a statement is of more than what lasts: what is yet to come, people who are counted, an act."""
    event = said.statement.event
    counts = any(quantity.unit is None for quantity in said.figures)
    return said.statement.modality != "asserted" or counts or (event is not None and event.code in _MORE)
