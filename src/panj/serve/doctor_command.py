"""`panj doctor`: is everything whole that Panj stands on? What, where, what next."""

from collections.abc import Iterator
from datetime import UTC, datetime

from panj import pipeline
from panj.errors import LedgerError, NotFoundError, PanjError
from panj.ledger import open_ledger
from panj.ledger.health import Check, Rules, checks
from panj.serve import output, settings

COLUMNS = ("what", "state", "found", "next")


def doctor(*, ledger: str | None, quick: bool, as_json: bool) -> int:
    """Write what each check found and return the exit code: 1 if something is wrong."""
    location = settings.ledger_location(ledger)
    found = [*_installed(), *_ledger(location, quick)]
    output.show((check._asdict() | {"where": location} for check in found), COLUMNS, as_json=as_json)
    return int(any(check.state == "wrong" for check in found))


def _installed() -> Iterator[Check]:
    try:
        yield Check("model", "ok", pipeline.version().model)
    except (PanjError, OSError) as error:
        yield Check("model", "wrong", str(error), "install Panj again; the weights are part of it")
    try:
        wrong = list(_broken_rows())
    except (PanjError, OSError) as error:
        wrong = [str(error)]
    if wrong:
        yield Check("world", "wrong", f"{wrong[0]} ({len(wrong)} in all)", "panj world check lists them")
    else:
        yield Check("world", "ok", "every row of the tables is as it should be")


def _broken_rows() -> Iterator[str]:
    from panj.world import World, tables
    from panj.world.check import broken_rows
    from panj.world.load import read_folders

    lines = read_folders([tables.SHIPPED])
    yield from map(str, broken_rows(lines, World(tables.joined(lines))))


def _ledger(location: str, quick: bool) -> Iterator[Check]:
    try:
        opened = open_ledger(location, make=False)
    except NotFoundError:
        then = "read reports with panj read, or name it by --ledger"
        yield Check("ledger", "look", f"there is none at {location}", then)
        return
    except LedgerError as error:
        yield Check("ledger", "wrong", str(error), "see --ledger and PANJ_LEDGER, or restore a backup")
        return
    try:
        standing = (pipeline.standing_rules(), pipeline.by_our_rules())
        rules = Rules(*standing, pipeline.answering_rules(), pipeline.by_our_answers())
        yield from checks(opened, rules=rules, now=datetime.now(UTC), quick=quick)
    finally:
        opened.close()
