"""Where a setting comes from: flag, environment, ./panj.toml, the user's configuration, default, in this order."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from panj.errors import UsageError

SETTINGS = ("ledger", "tokens")
EXAMPLES = "examples"  # the name of a ledger: the one that `panj demo` leaves


def setting(name: str, flag: str | None = None, *, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the first value given for a setting, or None; UsageError for a configuration file that is no TOML."""
    if flag:
        return flag
    if value := environment.get(f"PANJ_{name.upper()}"):
        return value
    for file in (Path("panj.toml"), _home("CONFIG", ".config", environment) / "config.toml"):
        if (found := _table(file).get(name)) is not None:
            return found
    return None


def ledger_location(flag: str | None = None, *, environment: Mapping[str, str] = os.environ) -> str:
    """Return the ledger's address: as set, else ./panj.db if it is there, else panj.db in the user's data folder."""
    given = setting("ledger", flag, environment=environment)
    if given == EXAMPLES:
        return str(_shown_examples(environment))
    if given:
        return given
    here = Path("panj.db")
    return str(here if here.exists() else _home("DATA", ".local/share", environment) / "panj.db")


def examples_location(*, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where `panj demo` keeps the ledger of the examples; the folder may be emptied at any time."""
    return _home("CACHE", ".cache", environment) / "examples.db"


def tokens_location(flag: str | None = None, *, environment: Mapping[str, str] = os.environ) -> str:
    """Return the file of tokens: as set, else tokens.db in the user's configuration."""
    given = setting("tokens", flag, environment=environment)
    return given or str(_home("CONFIG", ".config", environment) / "tokens.db")


def _shown_examples(environment: Mapping[str, str]) -> Path:
    kept = examples_location(environment=environment)
    if not kept.exists():
        raise UsageError("--ledger examples is the ledger that `panj demo` leaves; run that first")
    return kept


def _home(kind: str, default: str, environment: Mapping[str, str]) -> Path:
    base = environment.get(f"XDG_{kind}_HOME")
    return (Path(base) if base else Path.home() / default) / "panj"


def _table(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not TOML: {error}") from error
    for name, value in table.items():
        if name not in SETTINGS or not isinstance(value, str):
            raise UsageError(f"{file}: {name}: settings are {' and '.join(SETTINGS)}, each a text in quotes")
    return table
