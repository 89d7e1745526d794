"""What the documents say is there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from panj.serve import forecast_command, ledger_command, token_command, world_command
from panj.serve.cli import app
from panj.serve.commands import asking, reading
from panj.situation import TOPICS

ROOT = Path(__file__).parents[1]
GROUPS = {
    "forecast": forecast_command.app,
    "ledger": ledger_command.app,
    "token": token_command.app,
    "world": world_command.app,
}
CHOICES = {"list": asking.Listed, "board": asking.Topic, "export": asking.Form, "import": reading.Importable}
OF_OTHERS = ("--seconds", "--seed")  # options of other programs that a document names
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def _commands(group: Any = None, before: str = "") -> dict[str, list[str]]:  # noqa: ANN401 - a group of typer's
    """Return every command, of groups too ("ledger backup"), with its options and the choices of its arguments."""
    found: dict[str, list[str]] = {}
    commands: dict[str, Any] = getattr(group or typer.main.get_command(app), "commands")  # noqa: B009 - of a group
    for name, command in commands.items():
        choices = list(map(str, CHOICES.get(f"{before}{name}", ())))
        found[f"{before}{name}"] = [o for p in command.params for o in p.opts] + choices
        if name in GROUPS:
            found |= _commands(typer.main.get_command(GROUPS[name]), f"{name} ")
    return found


def _pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _written() -> list[tuple[str, str]]:
    """Return each command that a document writes, in a block or in a line, with the page."""
    form = r"^(?:    |\$ )?(panj [a-z].+)$|`(panj [a-z][^`]+)`"
    return sorted(
        {
            (page.name, block or line)
            for page in _pages()
            for block, line in re.findall(form, page.read_text(encoding="utf-8"), re.MULTILINE)
        }
    )


@pytest.mark.parametrize("name", sorted(n for n in _commands() if " " not in n))
def test_each_command_has_its_chapter(name: str) -> None:
    assert f"\n## {name}\n" in COMMANDS


@pytest.mark.parametrize("name", sorted(n for n in _commands() if " " in n))
def test_each_command_of_a_group_is_told_in_its_chapter(name: str) -> None:
    group, _, one = name.partition(" ")
    chapter = COMMANDS.partition(f"\n## {group}\n")[2].partition("\n## ")[0]
    assert f"panj {name}" in chapter or f"`{one}`" in chapter


@pytest.mark.parametrize(("page", "line"), _written())
def test_each_written_command_has_names_options_and_choices_that_exist(page: str, line: str) -> None:
    words = shlex.split(re.split(r"  +#| [<>|] ", line)[0].removesuffix(" &"), posix=True)[1:]
    known = _commands()
    name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
    assert name in known
    assert name in GROUPS or not any(n.startswith(f"{name} ") for n in known) or len(words) == 1
    options = [w.partition("=")[0] for w in words if re.match(r"--?[a-z]", w)]
    assert [o for o in options if o not in known[name]] == []
    listed = [w for w in words if "|" in w]
    assert [c for w in listed for c in w.split("|") if c not in known[name]] == []


@pytest.mark.parametrize("command", ["list", "board"])
def test_all_that_can_be_listed_or_shown_stands_in_the_documents(command: str) -> None:
    [line] = re.findall(rf"^    panj {command} (\S+\|\S+)", COMMANDS, re.MULTILINE)
    assert line.split("|") == list(map(str, CHOICES[command]))


def test_each_option_that_a_document_names_exists() -> None:
    known = {option for options in _commands().values() for option in options} | {"--help", "--version"}
    for page in _pages():
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        named = re.findall(r"`(--[a-z-]+)[ `]", text)
        assert [o for o in named if o not in known and o not in OF_OTHERS] == [], page.name


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


def test_each_kind_of_role_word_is_explained_where_the_words_stand() -> None:
    head, _, body = (ROOT / "src/panj/lexicon/role_words.csv").read_text(encoding="utf-8").partition("word,kind\n")
    told = {kind for kinds in re.findall(r"^# ([\w-]+(?:, [\w-]+)*) = ", head, re.M) for kind in kinds.split(", ")}
    assert {line.rpartition(",")[2] for line in body.splitlines()} == told
