"""What several reports say in the same words, told once: no copies, and no parts of other statements."""

from collections.abc import Iterable, Sequence

from panj.records import Span
from panj.situation import Said


def once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return statements with the same words by the same witness only once, the first report of them."""
    given = tuple(said)
    if len(given) < 2:
        return given
    first: dict[tuple[str, str], Said] = {}
    for s in given:
        first.setdefault((s.witness, s.statement.quote), s)
    return tuple(first.values())


def outermost(said: Sequence[Said]) -> tuple[Said, ...]:
    """Return statements in their order without those whose words lie within another's of the same report."""
    within: set[str] = set()
    widest: dict[str, Span] = {}
    for s in sorted(said, key=lambda s: (s.statement.span.start, -s.statement.span.end)):
        span, held = s.statement.span, widest.get(s.statement.document)
        if held is None or held.end < span.end:
            widest[s.statement.document] = span
        elif held != span:
            within.add(s.id)
    return tuple(s for s in said if s.id not in within)


def copies(said: Iterable[Said]) -> dict[str, tuple[str, ...]]:
    """Return for each statement that stands for its copies the other outlets that carried it."""
    first: dict[tuple[str, str], Said] = {}
    also: dict[str, dict[str, None]] = {}
    for s in said:
        kept = first.setdefault((s.witness, s.statement.quote), s)
        if s.outlet != kept.outlet:
            also.setdefault(kept.id, {})[s.outlet] = None
    return {identity: tuple(outlets) for identity, outlets in also.items()}
