"""What the topics of a picture ask of each report alone, kept beside its reading, so that it is not asked again.

A projection: it follows from the readings by rules that `pipeline` knows. An answer by other rules is as good as none,
and whoever draws a picture of its report keeps that by today's.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, delete, select

from panj.ledger import schema as s
from panj.ledger import standing
from panj.ledger.dialects import add_rows, among
from panj.records import Document, Reading

AT_ONCE = 500

Rules = Callable[[Document, Reading, date], bytes]


def add(connection: Connection, rules: str, found: Iterable[tuple[int, bytes]]) -> None:
    """Keep the answers of new readings, by their numbers; those of a report without a day are none."""
    add_rows(connection, s.answers, [(reading, rules, record) for reading, record in found if record])


def replace(connection: Connection, rules: str, found: Mapping[int, bytes]) -> None:
    """Keep answers in place of older ones."""
    of_these = among(s.answers.c.reading, sorted(found), connection.dialect.name)
    connection.execute(delete(s.answers).where(of_these))
    add(connection, rules, found.items())


def rebuild(connection: Connection, rules: str, make: Rules) -> None:
    """Answer anew for every reading."""
    connection.execute(delete(s.answers))
    add(connection, rules, made(connection, make))


def made(connection: Connection, make: Rules) -> Iterable[tuple[int, bytes]]:
    """Yield the answers of each reading if given anew."""
    for number, _, day, document, reading in standing.every(connection):
        yield number, make(document, reading, day)


def kept(connection: Connection, rules: str) -> Mapping[int, bytes]:
    """Return the answers that are kept by these rules."""
    query = select(s.answers.c.reading, s.answers.c.record).where(s.answers.c.rules == rules)
    return {number: record for number, record in connection.execute(query)}
