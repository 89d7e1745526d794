"""The ledger that is asked, and the day that it is asked about."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from panj.errors import NotFoundError
from panj.ledger import Ledger, Scope, open_ledger
from panj.ledger.listing import first_day, reports_after
from panj.serve import output, settings, words

NO_REPORT = "the ledger holds no report; read some with `panj read FILE`"


@contextmanager
def held(flag: str | None) -> Iterator[Ledger]:
    """Give the ledger that is set; NotFoundError if there is none, for a question makes none."""
    with closing(open_ledger(settings.ledger_location(flag), make=False)) as opened:
        yield opened


def way_back(day: date, flag: str | None) -> str:
    """Return how a line of a day is opened, in the ledger that was named."""
    return f"open any line: panj why ID --as-of {day}{f' --ledger {flag}' if flag else ''}"


def nothing(ledger: Ledger) -> str:
    """Say why a list is empty, and what next."""
    return NO_REPORT if first_day(ledger) is None else "nothing of this is in the ledger"


def tell_later(ledger: Ledger, known_at: int | None) -> None:
    """Say on standard error that a transaction which is still to come was asked for: its answer will change."""
    if known_at is not None and known_at > ledger.seq:
        output.complain(
            f"panj: --known-at {known_at}: the last transaction is {ledger.seq}; this may change with the next"
        )


def day_asked(ledger: Ledger, as_of: date | None, known_at: int | None = None) -> date:
    """Return the day to show, by default that of the newest report, and say on standard error what it leaves out.

    NotFoundError for a ledger without reports.
    """
    day = as_of or ledger.last_published(Scope(known_at=known_at))
    first = first_day(ledger, known_at=known_at)
    if day is None or first is None:
        raise NotFoundError(NO_REPORT)
    tell_later(ledger, known_at)
    if as_of is None and (later := reports_after(ledger, day, known_at=known_at)):
        output.complain(
            f"panj: left out: {words.many(later, 'report that tells', 'reports that tell')} no day and, counted from "
            f"the day of reading, would come after {day}; `panj list documents` shows which"
        )
    if day < first:
        output.complain(f"panj: no report had been published by {day}; the first is of {first}")
    return day
