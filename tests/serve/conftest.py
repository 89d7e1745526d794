"""The command line as a person or a pipe calls it, and a ledger that a desk is over."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from panj.ledger import Ledger, open_ledger
from panj.serve.cli import main

REPORT = """Border posts change hands

July 06, 2021


Taliban fighters captured the Shir Khan Bandar crossing on Tuesday, Afghan officials said.

More than 300 Afghan soldiers fled into Tajikistan on Monday, the border service said in a statement.

"We ask our allies for help," President Emomali Rahmon told reporters.

Russia denied that it would send troops to Afghanistan.
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        """The JSON lines."""
        return [msgspec.json.decode(line) for line in self.out.splitlines()]


Panj = Callable[..., Ran]


@pytest.fixture
def panj(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Panj:
    monkeypatch.setenv("PANJ_LEDGER", str(tmp_path / "panj.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["panj", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Ran(code=int(left.value.code or 0), out=out, err=err)

    return run


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "panj.db")
    yield opened
    opened.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.md"
    file.write_text(REPORT, encoding="utf-8")
    return file
