"""How a topic makes its lines: ids that stay, evidence in order, independent witnesses counted."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from panj.records import Place, fingerprint
from panj.situation.said import Said

# older than this when its report came out, something is background; Haiti asked for a force for over a year
BYGONE_DAYS = 3 * 365
STALE_DAYS = 30  # a claim of control this old, not repeated, is shown as stale


@lru_cache(1 << 14)  # what changed between two days has the same lines on both
def finding_id(topic: str, *subject: str) -> str:
    """Return the id of a line: the same for the same subject on every day, so that days can be compared."""
    return "F" + fingerprint(topic, *subject)[:10]


def ids(said: Iterable[Said]) -> tuple[str, ...]:
    """Return the statements' ids, each once, in their order."""
    return tuple(dict.fromkeys([s.id for s in said]))


def independent(said: Iterable[Said]) -> int:
    """Return by how many independent witnesses something is said: copies of one report count once."""
    return len({s.witness for s in said})


def by_day(said: Iterable[Said]) -> list[Said]:
    """Return statements by the day on which it came about, then by that of the report, of one as it tells them."""
    return sorted(said, key=lambda s: (s.happened_on, s.day, s.statement.document, _place(s), s.id))


def _place(said: Said) -> int:
    event, relation = said.statement.event, said.statement.relation
    return event.trigger.start if event else relation.subject_span.start if relation else said.statement.span.start


def is_stale(last: date, as_of: date) -> bool:
    """Tell whether nobody has repeated a claim for too long."""
    return (as_of - last).days > STALE_DAYS


def is_bygone(said: Said) -> bool:
    """Tell whether a report tells of something long before its own day: "In 2010 Kyrgyzstan asked the bloc"."""
    when = None if said.statement.event else said.statement.when
    return (said.day - ((when and when.latest) or said.happened_on)).days > BYGONE_DAYS


def place_of(said: Sequence[Said]) -> Place | None:
    """Return the last place with a point that the statements name."""
    for s in reversed(said):
        if s.statement.event and s.statement.event.place and s.statement.event.place.lat is not None:
            return s.statement.event.place
    return None
