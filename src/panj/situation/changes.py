"""What is different between two days: new, changed, contradicted, lapsed, resolved."""

from collections.abc import Iterable
from typing import Literal

from panj.records import Finding, Record

Change = Literal["new", "changed", "contradicted", "lapsed", "resolved"]
_OVER = {"delivered", "refused"}
_TURNING = {"control", "measures"}  # whose value is how it stands: who took a place back contradicts nobody's past
_DEAD = {"numbers/killed", "numbers/died", "numbers/lost"}
_GONE_BY = {"stale", "past due", "lapsed"}


class Changed(Record, frozen=True, kw_only=True):
    """A line of the picture that is not as it was; `before` is None if it is new."""

    change: Change
    finding: Finding
    before: Finding | None = None


def changes(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Changed, ...]:
    """Return what changed, topic by topic as the lines after: first what was known, of figures the dead."""
    old = {f.id: f for f in before}
    both = [(f, old.get(f.id)) for f in after]
    found = [Changed(change=x, finding=f, before=was) for f, was in both if (x := _change(was, f)) is not None]
    order = {topic: n for n, topic in enumerate(dict.fromkeys(c.finding.topic for c in found))}
    return tuple(sorted(found, key=lambda c: (order[c.finding.topic], *_rank(c))))


def _rank(changed: Changed) -> tuple[bool, bool, float]:
    figure = changed.finding if changed.finding.rule.startswith("numbers/") else None
    return (
        changed.change == "new",
        figure is not None and figure.rule not in _DEAD,
        -(figure.best or 0) if figure else 0,
    )


def _change(before: Finding | None, after: Finding) -> Change | None:
    if before is None:
        return "new"
    alike = after.status == before.status
    if not alike and after.status in _GONE_BY:
        return "lapsed"
    if not alike and after.status in _OVER:
        return "resolved"
    turned = after.topic in _TURNING and after.value != before.value
    if after.against and set(after.against) - set(before.against) and not turned:
        return "contradicted"
    alike = alike and after.value == before.value and after.best == before.best
    return None if alike and after.low == before.low and after.high == before.high else "changed"
