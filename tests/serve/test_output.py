"""What a person sees on a terminal."""

import io
import sys

import pytest

from panj.serve import output


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    assert isinstance(sys.stdout, Terminal)
    return sys.stdout


def test_words_of_a_report_stand_whole_under_what_is_said_of_them(terminal: io.StringIO) -> None:
    row = {"id": "0123456789abcdef", "event": "A TAKE B", "how": "", "said_by": "Herald", "quote": "A took B"}
    output.show([row], ("id", "event", "how", "said_by", "quote"), as_json=False)
    lines = [line.rstrip() for line in terminal.getvalue().splitlines()]
    assert lines == ["01234567  A TAKE B  Herald", "          “A took B”"]


def test_rows_without_words_are_a_table(terminal: io.StringIO) -> None:
    output.show([{"name": "Mali", "mentions": 1200}], ("name", "mentions"), as_json=False)
    assert terminal.getvalue().split() == ["name", "mentions", "Mali", "1,200"]


def test_a_report_cannot_steer_the_terminal(terminal: io.StringIO) -> None:
    output.show([{"id": "0", "quote": "\x1b[2Jgone"}], ("id", "quote"), as_json=False)
    assert "\x1b" not in terminal.getvalue()
