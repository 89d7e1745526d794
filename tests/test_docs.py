"""What the documents say is there."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from panj.serve.cli import app
from panj.situation import TOPICS

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def _commands() -> dict[str, list[str]]:
    """Every command with its options."""
    group = typer.main.get_command(app)
    return {name: [o for p in c.params for o in p.opts] for name, c in group.commands.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(_commands()))
def test_each_command_has_its_chapter(name: str) -> None:
    assert f"\n## {name}\n" in COMMANDS


@pytest.mark.parametrize("line", sorted(set(re.findall(r"^(?:    )?(panj .+)$", COMMANDS, re.MULTILINE))))
def test_each_written_command_has_options_that_exist(line: str) -> None:
    words = shlex.split(line.split("  #")[0].split(" < ")[0], posix=True)
    known = _commands()
    assert words[1] in known
    if words[1] not in ("world", "forecast"):
        assert [w for w in words[2:] if w.startswith("--") and w not in known[words[1]]] == []


def test_each_topic_of_the_situation_is_told() -> None:
    told = (ROOT / "docs" / "situation.md").read_text(encoding="utf-8").lower()
    topics = {"numbers": "displacement", "outlook": "forecast"}
    assert [t.__name__ for t in TOPICS if topics.get(n := t.__name__.rpartition(".")[2], n) not in told] == []


@pytest.mark.parametrize(
    "page",
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))],
)
def test_each_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)]+)\)", text) if not t.startswith(("http", "#"))]
    assert [t for t in targets if t and not ((ROOT / page).parent / t).exists()] == []


def test_each_test_that_a_document_names_exists() -> None:
    tests = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("test_*.py"))
    for page in (ROOT / "docs").rglob("*.md"):
        for name in re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8")):
            assert f"def {name}(" in tests, f"{page.name} names {name}"
