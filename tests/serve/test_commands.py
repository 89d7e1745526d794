import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Panj = Callable[..., Any]


def test_a_report_is_read_once_and_reading_it_again_adds_nothing(panj: Panj, report: Path) -> None:
    first, second = panj("read", str(report)), panj("read", str(report))
    assert (first.code, second.code) == (0, 0)
    assert (first.rows[0]["new"], first.rows[0]["known_already"]) == (1, 0)
    assert (second.rows[0]["new"], second.rows[0]["known_already"]) == (0, 1)
    assert second.rows[0]["statements"] == 0


def test_the_stream_comes_document_reading_statements_and_keeps_nothing(
    panj: Panj, report: Path, tmp_path: Path
) -> None:
    ran = panj("read", str(report), "--json")
    kinds = [row["kind"] for row in ran.rows]
    assert kinds[:2] == ["document", "reading"]
    assert set(kinds[2:]) == {"statement"}
    assert not (tmp_path / "panj.db").exists()


def test_every_span_of_the_stream_lies_in_the_text_and_every_quote_is_its_words(panj: Panj, report: Path) -> None:
    document, _, *statements = panj("read", str(report), "--json").rows
    assert statements
    for statement in statements:
        start, end = statement["span"]
        assert document["text"][start:end] == statement["quote"]
        assert {"modality", "denied", "confidence", "chain"} <= set(statement)


def test_what_cannot_be_read_is_one_line_and_the_rest_is_kept(panj: Panj, report: Path, tmp_path: Path) -> None:
    ran = panj("read", str(report), str(tmp_path / "absent.txt"))
    assert ran.code == 3
    assert ran.rows[0]["new"] == 1
    assert len(ran.err.splitlines()) == 1
    assert "absent.txt" in ran.err


def test_a_text_without_a_day_takes_the_one_given(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Taliban fighters captured the town on Tuesday.\n")
    ran = panj("read", str(tmp_path / "t.txt"), "--date", "2021-07-08", "--outlet", "Herald", "--json")
    assert (ran.rows[0]["published"], ran.rows[0]["outlet"]) == ("2021-07-08", "Herald")


def test_a_text_without_a_day_says_so_and_counts_on_the_day_of_reading(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Taliban fighters captured the town of Kunduz on Tuesday, officials said.\n")
    ran = panj("read", str(tmp_path / "t.txt"))
    assert ran.code == 0
    assert "no date found" in ran.err
    assert "--date" in ran.err
    assert "Kunduz" in panj("brief").out


@pytest.mark.parametrize("what", ["events", "statements", "figures", "actors", "places", "documents", "unread"])
def test_each_kind_can_be_listed(panj: Panj, report: Path, what: str) -> None:
    panj("read", str(report))
    ran = panj("list", what)
    assert ran.code == 0
    assert what == "unread" or ran.rows


def test_an_actor_of_one_report_only_has_no_id(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    stream = panj("read", str(report), "--json").rows[1]["mentions"]
    assert any(str(m.get("entity")).startswith("~") for m in stream)
    entities = [row["entity"] for row in panj("list", "actors").rows]
    assert None in entities
    assert "taliban" in entities
    assert not any(str(e).startswith("~") for e in entities)


def test_why_walks_back_to_the_words(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    statement = panj("list", "statements").rows[0]
    (row,) = panj("why", statement["id"][:8]).rows
    assert statement["quote"] in row["context"]
    assert f"⟦{statement['quote']}⟧" in row["context"]


def test_the_brief_says_nothing_that_is_not_in_the_report(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    plain, markdown = panj("brief"), panj("brief", "--md")
    assert plain.code == markdown.code == 0
    text = report.read_text(encoding="utf-8")
    quotes = [line.split("“")[1].split("”")[0] for line in plain.out.splitlines() if "“" in line]
    assert quotes
    assert all(quote in text for quote in quotes)


def test_a_frozen_html_brief_is_one_file_without_script_or_remote_asset(
    panj: Panj, report: Path, tmp_path: Path
) -> None:
    panj("read", str(report))
    ran = panj("brief", "--html", str(tmp_path / "b.html"), "--freeze")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "kept as" in ran.err
    assert "<script" not in page
    assert "http://" not in page
    assert "src=" not in page


@pytest.mark.parametrize(
    "topic",
    [
        "control",
        "forces",
        "displacement",
        "casualties",
        "requests",
        "obligations",
        "forecasts",
        "responsibility",
        "tension",
    ],
)
def test_each_board_can_be_shown(panj: Panj, report: Path, topic: str) -> None:
    panj("read", str(report))
    assert panj("board", topic).code == 0


def test_diff_leaves_with_four_if_anything_changed(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    assert panj("diff", "--since", "2021-07-01", "--exit-code").code == 4
    assert panj("diff", "--since", "2021-07-06", "--exit-code").code == 0


def test_a_rule_raises_an_alert_and_a_wrong_rule_is_refused(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "posts"\ntopic = "control"\n')
    rows = panj("diff", "--since", "2021-07-01", "--rules", str(rules)).rows
    assert {tuple(r["alert"]) for r in rows} <= {("posts",)}
    rules.write_text('[[rule]]\nname = "posts"\ntopik = "control"\n')
    ran = panj("diff", "--rules", str(rules))
    assert (ran.code, "topik" in ran.err) == (2, True)


def test_a_judgement_is_kept_with_name_and_reason_and_can_be_undone(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    identity = panj("review").rows[0]["id"]
    act = ("review", "--id", identity, "--as", "ada", "--reason", "misread")
    rejected = panj(*act, "--act", "reject").rows[0]
    assert (rejected["decided_by"], rejected["reason"], rejected["judgement"]) == ("person:ada", "misread", "different")
    assert identity not in [row["id"] for row in panj("review").rows]
    assert identity in [row["id"] for row in panj("review", "--known-at", "1").rows]
    assert panj(*act, "--act", "undo", "--known-at", "1").code == 2
    panj(*act, "--act", "undo")
    assert identity in [row["id"] for row in panj("review").rows]


def test_an_edit_keeps_before_and_after_and_refuses_what_is_no_value(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    identity = panj("review").rows[0]["id"]
    act = ("review", "--id", identity, "--as", "ada", "--act", "edit", "--set")
    edited = panj(*act, "modality=planned").rows[0]
    assert edited["before"] != edited["after"]
    assert panj(*act, "modality=perhaps").code == 2


def test_a_desk_forecast_is_resolved_by_a_person_and_scored(panj: Panj) -> None:
    add = ("forecast", "add", "Kabul falls", "--due", "2021-09-01", "--probability", "70", "--as", "ada")
    identity = panj(*add).rows[0]["id"]
    assert panj("forecast", "list").rows[0]["probability"] == 70
    panj("forecast", "resolve", identity, "yes", "--as", "ada")
    (row,) = panj("forecast", "score").rows
    assert (row["resolved"], row["came_true"], row["brier"]) == (1, 1, 0.09)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("why", "nothing"), 1),
        (("brief",), 1),
        (("nonsense",), 2),
        (("board", "weather"), 2),
        (("diff", "--since", "yesterday"), 2),
        (("board", "control", "--if", "attack on TJ"), 2),
    ],
)
def test_a_failure_is_one_short_message_and_an_exit_code(
    panj: Panj, arguments: tuple[str, ...], code: int, report: Path
) -> None:
    if arguments[0] != "brief":
        panj("read", str(report))
    ran = panj(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.strip()
    assert "Traceback" not in ran.err


def test_words_of_a_report_cannot_steer_the_terminal(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Taliban fighters \x1b[31mcaptured\x1b[0m the town of Kunduz on Tuesday.\n")
    panj("read", str(tmp_path / "t.txt"), "--date", "2021-07-08")
    assert "\x1b" not in panj("brief").out
    told = panj("read", str(tmp_path / "no\x1b[31m.txt")).err
    assert "no such file" in told
    assert "\x1b" not in told


def test_help_does_not_wait_for_heavy_imports() -> None:
    heavy = ("numpy", "onnxruntime", "sqlalchemy", "lxml", "trafilatura")
    code = f"import sys, panj.serve.cli; print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_closed_pipe_is_no_error(report: Path) -> None:
    script = f"{sys.executable} -c 'from panj.serve.cli import main; main()' read {report} {report} --json | head -c 9"
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, '{"kind":"', "")


def test_killed_while_reading_no_report_is_half_there(tmp_path: Path, report: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(60):
        (folder / f"{i}.md").write_text(report.read_text().replace("300", str(300 + i)))
    environment = os.environ | {"PANJ_LEDGER": str(tmp_path / "panj.db")}
    command = [sys.executable, "-c", "from panj.serve.cli import main; main()"]
    with subprocess.Popen([*command, "read", str(folder)], env=environment, stdout=subprocess.DEVNULL) as reading:
        time.sleep(1.5)
        reading.kill()
    again = subprocess.run([*command, "read", str(folder)], env=environment, capture_output=True, text=True, check=True)
    assert '"not_english":0' in again.stdout
    listed = subprocess.run(
        [*command, "list", "documents"], env=environment, capture_output=True, text=True, check=True
    )
    assert len(listed.stdout.splitlines()) == 60


def test_why_opens_a_line_of_the_brief_with_every_statement_it_rests_on(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    line = panj("board", "displacement").rows[0]
    finding, *statements = panj("why", line["id"]).rows
    assert finding["kind"] == "finding"
    assert [s["id"] for s in statements] == [*finding["statements"], *finding.get("against", ())]
    ran = panj("why", line["id"], "--as-of", "2021-07-01")
    assert (ran.code, "--as-of" in ran.err) == (1, True)


def test_the_demo_leaves_its_ledger_so_that_each_line_can_be_opened(
    panj: Panj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert panj("board", "control", "--ledger", "examples").code == 2
    shown = panj("demo").out
    titles = ("CHANGED", "FIGURES IN DISPUTE", "REQUESTS AND PLEDGES", "DUE, PLANNED", "OBLIGATIONS", "NOT KNOWN")
    assert all(title in shown for title in titles)
    lines = {word for word in shown.split() if len(word) == 11 and word.startswith("F")}
    assert len(lines) > 20
    for identity in sorted(lines)[:5]:
        assert panj("why", identity, "--as-of", "2021-07-08", "--ledger", "examples").code == 0


def test_a_brief_tells_copies_in_one_line_with_who_carried_them(panj: Panj, tmp_path: Path) -> None:
    body = (
        "Some 300 Afghan soldiers fled into Tajikistan on Monday, the border service said.\n\n"
        "Traders waited at the closed gate of the market for news of the road to the north all day.\n\n"
    )
    for name in ("Herald", "Courier"):
        (tmp_path / f"{name}.txt").write_text(f"{body}From the {name}, which is printed in Khorog.\n")
        panj("read", "--date", "2021-07-06", "--outlet", name, str(tmp_path / f"{name}.txt"))
    shown = panj("brief").out.split("DISPLACEMENT AND CASUALTIES")[1].split("REQUESTS")[0]
    assert shown.count("Some 300 Afghan soldiers fled") == 1
    assert ", also in " in shown


def test_what_could_not_be_read_is_listed(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b" ")
    assert panj("read", str(tmp_path / "a.md"), "--ledger", str(tmp_path / "p.db")).code == 3
    assert panj("read", str(tmp_path / "a.md"), "--ledger", str(tmp_path / "p.db")).code == 3
    [row] = panj("list", "failures", "--ledger", str(tmp_path / "p.db")).rows
    assert (row["source"], row["place"], row["why"]) == (str(tmp_path / "a.md"), None, "the input is empty")


def test_a_source_deleted_where_it_was_read_stays_in_the_ledger_with_its_words(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    line = panj("board", "displacement").rows[0]
    report.unlink()
    assert panj("read", str(report)).code == 3
    assert panj("board", "displacement").rows[0] == line
    assert panj("why", line["id"]).code == 0
