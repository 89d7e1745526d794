"""What a person sees on a terminal."""

import io
import sys
from collections.abc import Mapping

import pytest

from panj.serve import output


class Terminal(io.StringIO):
    """Takes what is written to it as a terminal would."""

    def isatty(self) -> bool:
        return True


def shown(patch: pytest.MonkeyPatch, row: Mapping[str, object], *columns: str) -> list[str]:
    terminal = Terminal()
    patch.setattr(sys, "stdout", terminal)
    patch.setenv("COLUMNS", "60")
    patch.setenv("TERM", "dumb")
    output.show([row], columns, as_json=False)
    return [line.rstrip() for line in terminal.getvalue().splitlines()]


def test_words_of_a_report_stand_whole_under_what_is_said_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "0123456789abcdef", "event": "A TAKE B", "how": "", "said_by": "Herald", "quote": "A took B"}
    lines = shown(monkeypatch, row, "id", "event", "how", "said_by", "quote")
    assert lines == ["01234567  A TAKE B  Herald", "          “A took B”"]


def test_rows_without_words_are_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    head, row = shown(monkeypatch, {"name": "Mali", "mentions": 1200}, "name", "mentions")
    assert (head.split(), row.split()) == (["name", "mentions"], ["Mali", "1,200"])


def test_no_word_of_a_table_is_broken_and_what_fits_not_side_by_side_stands_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = {"id": "0123456789abcdef", "published": "2021-07-08", "outlet": "Khorog Herald", "mentions": 3}
    assert shown(monkeypatch, row, *row)[1].split() == ["0123456789abcdef", "2021-07-08", "Khorog", "Herald", "3"]
    more = {**row, "name": "Border posts change hands on the river Panj overnight", "known_already": 0}
    assert shown(monkeypatch, more, *more) == [
        "id             0123456789abcdef",
        "published      2021-07-08",
        "outlet         Khorog Herald",
        "mentions       3",
        "name           Border posts change hands on the river Panj",
        "               overnight",
        "known already  0",
        "",
    ]


def test_a_report_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(monkeypatch, {"id": "0", "quote": "\x1b[2Jgone"}, "id", "quote")
    assert "gone" in lines[-1]
    assert not any("\x1b" in line for line in lines)
