"""What is different between two days: new, changed, contradicted, lapsed, resolved."""

from collections.abc import Iterable
from typing import Literal

from panj.records import Finding, Record

Change = Literal["new", "changed", "contradicted", "lapsed", "resolved"]
_OVER = {"delivered", "refused"}
_GONE_BY = {"stale", "past due", "lapsed"}


class Changed(Record, frozen=True, kw_only=True):
    """A line of the picture that is not as it was; `before` is None if it is new."""

    change: Change
    finding: Finding
    before: Finding | None = None


def changes(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Changed, ...]:
    """Return what changed, in the order of the lines after."""
    old = {f.id: f for f in before}
    both = [(f, old.get(f.id)) for f in after]
    return tuple([Changed(change=x, finding=f, before=was) for f, was in both if (x := _change(was, f)) is not None])


def _change(before: Finding | None, after: Finding) -> Change | None:
    if before is None:
        return "new"
    alike = after.status == before.status
    if not alike and after.status in _GONE_BY:
        return "lapsed"
    if not alike and after.status in _OVER:
        return "resolved"
    if after.against and set(after.against) - set(before.against):
        return "contradicted"
    alike = alike and after.value == before.value and after.best == before.best
    return None if alike and after.low == before.low and after.high == before.high else "changed"
