"""What the documents say is there."""

import os
import re
import shlex
import subprocess
import sys
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
    if words[1] not in ("world", "forecast", "token", "ledger"):
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


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    block = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    examples = ROOT / "examples" / "panj-2021"
    for name, example in (
        ("report.md", "2021-07-08-amu-courier-lavrov.md"),
        ("page.html", "2021-07-08-khorog-herald-ishkashim.html"),
        ("feed.xml", "2021-07-19-border-monitor-feed.xml"),
    ):
        (tmp_path / name).write_bytes((examples / example).read_bytes())
    run = [sys.executable, "-c", "from panj.serve.cli import main; main()"]
    environment = os.environ | {"PANJ_LEDGER": str(tmp_path / "panj.db")}
    first = ""
    for line in block[1].splitlines():
        words = shlex.split(line.partition("#")[0].replace("F14c628b303", first))[1:]
        ran = subprocess.run([*run, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 4), f"{line}: {ran.stderr}"
        if words[0] == "brief" and not first:
            first = re.findall(r"\bF[0-9a-f]{10}\b", ran.stdout)[0]


def test_kuberay_s_manifests_call_commands_and_options_that_exist() -> None:
    yaml = pytest.importorskip("yaml")
    folder = ROOT / "docs" / "kuberay"
    found = [doc for path in folder.glob("*.yaml") for doc in yaml.safe_load_all(path.read_text(encoding="utf-8"))]
    assert sorted(doc["kind"] for doc in found) == ["Job", "NetworkPolicy", "RayCluster"]
    [job] = [doc for doc in found if doc["kind"] == "Job"]
    script = job["spec"]["template"]["spec"]["containers"][0]["args"][0]
    options = re.findall(r"--[a-z]+", script)
    assert len(options) > 3
    assert set(options) <= set(_commands()["read"])


def test_the_plan_for_a_cluster_is_what_its_figures_give() -> None:
    script = ROOT / "docs" / "kuberay" / "capacity.py"
    made = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True).stdout
    assert made.count("\n") == 11
    assert made in script.with_name("README.md").read_text(encoding="utf-8")
