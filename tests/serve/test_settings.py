"""Where a setting comes from."""

from pathlib import Path

import pytest

from panj.errors import UsageError
from panj.serve.settings import ledger_location, setting, tokens_location


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config" / "panj").mkdir(parents=True)
    return {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}


def test_a_flag_goes_before_the_environment_and_that_before_files(home: dict[str, str], tmp_path: Path) -> None:
    told = [ledger_location(environment=home)]
    (tmp_path / "panj.db").touch()
    told.append(ledger_location(environment=home))
    (tmp_path / "config" / "panj" / "config.toml").write_text('ledger = "users.db"')
    told.append(ledger_location(environment=home))
    (tmp_path / "panj.toml").write_text('ledger = "folders.db"')
    told.append(ledger_location(environment=home))
    told.append(ledger_location(environment=home | {"PANJ_LEDGER": "environments.db"}))
    told.append(ledger_location("flags.db", environment=home | {"PANJ_LEDGER": "environments.db"}))
    data = str(tmp_path / "data" / "panj" / "panj.db")
    assert told == [data, "panj.db", "users.db", "folders.db", "environments.db", "flags.db"]


def test_tokens_lie_with_the_users_configuration(home: dict[str, str], tmp_path: Path) -> None:
    assert tokens_location(environment=home) == str(tmp_path / "config" / "panj" / "tokens.db")
    assert tokens_location(environment=home | {"PANJ_TOKENS": "t.db"}) == "t.db"


@pytest.mark.parametrize("written", ['ledgr = "x.db"', "ledger = 5", "ledger =", "[ledger]\nfile = 1"])
def test_a_setting_that_there_is_not_is_refused_and_named(home: dict[str, str], tmp_path: Path, written: str) -> None:
    (tmp_path / "panj.toml").write_text(written)
    with pytest.raises(UsageError, match=r"^panj\.toml: "):
        setting("ledger", environment=home)
