"""The worked notebook runs from top to bottom, in a kernel of its own, and shows what it says it shows."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "examples" / "notebook" / "road-back.ipynb"


def _shown(cell: Any) -> str:  # noqa: ANN401 - a cell
    given = [output.get("text", "") or output.get("data", {}) for output in cell.outputs]
    return "".join(g if isinstance(g, str) else g.get("text/html", g.get("text/plain", "")) for g in given)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    assert not [cell for cell in notebook.cells if cell.get("outputs")], "the outputs are cleared before it is kept"
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [_shown(cell) for cell in notebook.cells if cell.cell_type == "code"]
    report, not_facts, added, border, displaced, days, brief = shown[1:8]
    assert report.startswith("<table>")
    assert "conditional" in not_facts
    assert added.endswith("False)")
    assert "up to 70 %" in border
    assert "Andrei Rudenko" in border
    assert "1,037" in displaced
    assert "2021-07-08" in days
    assert brief.startswith("# Situation as of 2021-07-08")
    (page,) = (tmp_path / "TMPDIR").glob("panj-*/brief.html")
    assert "<!doctype html>" in page.read_text(encoding="utf-8")
