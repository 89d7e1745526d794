"""`panj diff`: what changed between two days, and the rules by which a desk is alerted."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from panj.errors import NotFoundError, UsageError
from panj.ledger import open_ledger
from panj.records import Record
from panj.serve import output, settings
from panj.serve.brief import line, news
from panj.serve.picture import Picture, last_day, picture
from panj.situation import Changed


class Rule(Record, frozen=True, kw_only=True):
    """What raises an alert: each given field must match; `subject` is found in the line's heading."""

    name: str
    topic: str | None = None
    change: str | None = None
    status: str | None = None
    subject: str | None = None
    above: float | None = None

    def matches(self, change: Changed) -> bool:
        """Tell whether a change raises this alert."""
        f = change.finding
        return (
            self.topic in (None, f.topic)
            and self.change in (None, change.change)
            and self.status in (None, f.status)
            and (self.subject is None or self.subject.lower() in f.label.lower())
            and (self.above is None or max(f.best or 0.0, f.high or 0.0) > self.above)
        )


def diff(
    since: str,
    *,
    ledger: str | None,
    as_of: date | None,
    rules: str | None,
    as_json: bool,
    known_at: int | None = None,
) -> bool:
    """Write the changes and tell whether there were any."""
    asked = read_rules(Path(rules)) if rules else ()
    opened = open_ledger(settings.ledger_location(ledger))
    try:
        day = as_of or last_day(opened, known_at)
        if day is None:
            raise NotFoundError("the ledger holds no report; read some with `panj read FILE`")
        shown = picture(opened, as_of=day, known_at=known_at, since=start(since, day))
    finally:
        opened.close()
    found = list(rows(news(shown), shown, asked))
    output.show(found, ("change", "topic", "line", "value", "status", "alert", "id"), as_json=as_json)
    return bool(found)


def start(since: str, day: date) -> date:
    """Return the day that "7d" or "2021-07-05" means; UsageError for anything else."""
    if since.endswith("d") and since[:-1].isascii() and since[:-1].isdigit():
        return day - timedelta(int(since[:-1])) if int(since[:-1]) < day.toordinal() else date.min
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise UsageError(f"--since {since}: give a number of days as 7d, or a day as 2021-07-05") from None


def read_rules(file: Path) -> tuple[Rule, ...]:
    """Return the `[[rule]]` tables of a TOML file; UsageError says what is wrong with it."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return tuple(msgspec.convert(table.get("rule", []), list[Rule]))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{file}: {error}") from error


def rows(found: Iterable[Changed], shown: Picture, rules: tuple[Rule, ...]) -> Iterator[dict[str, Any]]:
    """Yield a row for each change; with rules, for each change that one of them asks for."""
    for change in found:
        alerts = [rule.name for rule in rules if rule.matches(change)]
        if rules and not alerts:
            continue
        drawn = line(change.finding, shown)
        yield msgspec.to_builtins(change.finding) | {
            "kind": "change",
            "change": change.change,
            "line": drawn.heading,
            "value": drawn.value,
            "alert": alerts,
            "before": msgspec.to_builtins(change.before),
        }
