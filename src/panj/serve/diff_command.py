"""`panj diff`: what changed between two days, and the rules by which a desk is alerted."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from panj.errors import UsageError
from panj.records import Record
from panj.serve import output
from panj.serve.brief import changed, line, news
from panj.serve.days import FIRST, day_of
from panj.serve.held import day_asked, held, way_back
from panj.serve.picture import Picture, picture
from panj.serve.topics import TOPICS
from panj.situation import Changed
from panj.situation.changes import Change


class Rule(Record, frozen=True, kw_only=True):
    """What raises an alert: each given field must match; `subject` is found in the line's heading."""

    name: str
    topic: str | None = None
    change: Change | None = None
    status: str | None = None
    subject: str | None = None
    above: float | None = None

    def __post_init__(self) -> None:
        """Refuse a topic that there is not: such a rule would never raise an alert."""
        if self.topic not in (None, *TOPICS, *TOPICS.values()):
            raise ValueError(f"rule {self.name!r}: topic {self.topic!r} is none of {', '.join(TOPICS)}")

    def matches(self, change: Changed) -> bool:
        """Tell whether a change raises this alert."""
        f = change.finding
        return (
            (self.topic is None or TOPICS.get(self.topic, self.topic) == f.topic)
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
    with held(ledger) as opened:
        day = day_asked(opened, as_of, known_at)
        shown = picture(opened, as_of=day, known_at=known_at, since=start(since, day))
    found = list(alerted(news(shown), asked))
    if output.to_person(as_json=as_json):
        output.tell((c.finding.id, f"{changed(c, shown).told}{_alert(names)}") for c, names in found)
        output.complain(
            way_back(day, ledger)
            if found
            else f"nothing {'that a rule asks for ' if rules else ''}changed from {shown.since} to {day}"
        )
    else:
        for change, names in found:
            output.write_line(row(change, names, shown))
    return bool(found)


def start(since: str, day: date) -> date:
    """Return the day that "7d" or "2021-07-05" means; UsageError for anything else."""
    if since.endswith("d") and since[:-1].isascii() and since[:-1].isdigit():
        return day - timedelta(min(int(since[:-1]), (day - FIRST).days))
    try:
        first = day_of(since)
    except UsageError:
        raise UsageError(f"--since {since}: give a number of days as 7d, or a day as 2021-07-05") from None
    if first > day:
        raise UsageError(f"--since {since}: is after {day}, the day shown; give an earlier day, or a later --as-of")
    return first


def read_rules(file: Path) -> tuple[Rule, ...]:
    """Return the `[[rule]]` tables of a TOML file; UsageError says what is wrong with it."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        found = tuple(msgspec.convert(table.get("rule", []), list[Rule]))
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; name a file of rules with --rules") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{file}: {error}; docs/commands.md shows a rule") from error
    if not found:
        raise UsageError(f"{file}: holds no [[rule]]; docs/commands.md shows one")
    return found


def alerted(found: Iterable[Changed], rules: tuple[Rule, ...]) -> Iterator[tuple[Changed, list[str]]]:
    """Yield each change with the names of the rules that ask for it; with rules, only those that one asks for."""
    for change in found:
        names = [rule.name for rule in rules if rule.matches(change)]
        if names or not rules:
            yield change, names


def row(change: Changed, alert: list[str], shown: Picture) -> dict[str, Any]:
    """Return a change with its line in words."""
    drawn = line(change.finding, shown)
    fields: dict[str, Any] = msgspec.to_builtins(change.finding)
    return fields | {
        "kind": "change",
        "change": change.change,
        "line": drawn.heading,
        "value": drawn.value,
        "alert": alert,
        "before": msgspec.to_builtins(change.before),
    }


def _alert(names: list[str]) -> str:
    return f"  alert: {', '.join(names)}" if names else ""
