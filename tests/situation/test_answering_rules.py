"""What was kept of reports is asked anew after every change of what decides the answers."""

import subprocess
import sys
from pathlib import Path

import pytest

import panj
from panj import pipeline

ROOMS = ("panj.situation", "panj.lexicon", "panj.world", "panj.records")


def test_the_rules_are_the_code_of_all_that_topics_read() -> None:
    code = "import sys, panj.situation; print(*[name for name in sys.modules if name.startswith('panj')])"
    read = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    others = {name for name in read if not name.startswith(ROOMS)}
    assert others <= {"panj", "panj.errors"}


@pytest.mark.parametrize("changed", ["records/statement.py", "lexicon/measures.csv", "world/tables/people.csv"])
def test_a_change_of_a_module_or_a_table_makes_other_rules(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(str(panj.__file__)).parent
    for room in ("situation", "lexicon", "world", "records"):
        (tmp_path / room).mkdir()
    kept = home / changed
    (copied := tmp_path / changed).parent.mkdir(exist_ok=True)
    copied.write_bytes(kept.read_bytes())
    monkeypatch.setattr(pipeline, "files", lambda _: tmp_path)
    before = pipeline.answering_rules.__wrapped__()
    copied.write_bytes(kept.read_bytes() + b"\n")
    assert pipeline.answering_rules.__wrapped__() != before
