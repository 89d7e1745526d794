"""Five megabytes in one line, and what is hardly words: bounded time and memory, and what is not read is said."""

import resource
import subprocess
import sys
import time

import pytest

from panj.english import blanked, parted, prose
from panj.pipeline import understand_all
from panj.read import documents_of_bytes
from panj.records import Document, Reading, Span

SIZE = 5_000_000
UNITS = {
    "brackets": "[",
    "marks": "([{<'\"",
    "control": "a\x01\x02 b\x7f ",
    "table": "12 | 14 | Kunduz | 7\n",
    "one word": "a",
    "Russian": "Талибы захватили город Кундуз ",
    "Arabic": "سيطر مقاتلون على المدينة ",
    "dots": ". ",
}
PROSE = {
    "capitals": "TALIBAN FIGHTERS SEIZED POSTS IN KUNDUZ AND THE MINISTER SAID THAT ",
    "sayings": "The guards said that the troops left the town, and ",
    "heads": "and the head of the guard of ",
    "commas": "the Kabul, of the Herat, ",
}


def read(text: str) -> tuple[Document, Reading]:
    documents = (x for x in documents_of_bytes(text.encode(), "x", door="plain") if isinstance(x, Document))
    [found] = understand_all(documents, threads=1)
    return found


def long(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    read("The guards said on Monday that the troops had left.")


@pytest.mark.parametrize("name", UNITS)
def test_five_megabytes_that_are_no_report_end_soon(name: str) -> None:
    start = time.process_time()
    document, reading = read(long(UNITS[name], SIZE))
    assert time.process_time() - start < 20
    assert all(span.end <= len(document.text) for span in reading.unread)


@pytest.mark.parametrize("name", PROSE)
def test_of_a_report_without_end_so_much_is_read_and_the_rest_said_to_be_unread(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prose, "MOST", 4_000)
    document, reading = read(long(PROSE[name], SIZE))
    last = max(reading.unread)
    assert 3_900 < last.start <= 4_000
    assert last.end == len(document.text) > SIZE - 100
    assert all(s.span.end <= last.start for s in reading.statements)
    assert [s.span.of(document.text) for s in reading.statements] == [s.quote for s in reading.statements]


def test_five_megabytes_of_brackets_take_little_memory() -> None:
    code = (
        "from panj.pipeline import understand_all; from panj.read import documents_of_bytes;"
        "[(_, reading)] = understand_all(documents_of_bytes(b'[' * 5_000_000, 'x', door='plain'), threads=1);"
        "from pathlib import Path; peak = Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0];"
        "print(len(reading.unread), int(peak) >> 10)"  # getrusage would count what the suite held when it forked
    )
    bound = (2 << 30, 2 << 30)
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, bound),
    )
    left, megabytes = map(int, ran.stdout.split())
    assert left == 1
    assert megabytes < 600


def test_sound_paragraphs_around_what_is_no_prose_are_read() -> None:
    said = "The guards said on Monday that 300 troops had left Kabul."
    document, reading = read(f"{said}\n\n{'[' * 2_000}\n\n{said.replace('300', '400')}")
    assert {document.text[s.span.start :].count("[") for s in reading.statements} == {0, 2_000}
    assert Span(document.text.index("["), document.text.rindex("[") + 1) in reading.unread


@pytest.mark.parametrize(
    ("spans", "most", "read", "left"),
    [
        ([(0, 10), (12, 20)], 100, [(0, 10), (12, 20)], []),
        ([(0, 10), (12, 20)], 15, [(0, 10), (12, 17)], [(17, 20)]),
        ([(0, 10), (12, 20)], 10, [(0, 10)], [(12, 20)]),
        ([(0, 10), (12, 20), (22, 30)], 5, [(0, 5)], [(5, 10), (12, 20), (22, 30)]),
    ],
)
def test_what_there_is_room_for_is_read(
    spans: list[tuple[int, int]],
    most: int,
    read: list[tuple[int, int]],
    left: list[tuple[int, int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prose, "MOST", most)
    text = "a" * 30
    found = parted(text, [Span(*span) for span in spans])
    assert found == (tuple(Span(*x) for x in read), tuple(Span(*x) for x in left))
    shown = blanked(text, found[1])
    assert [i for i, letter in enumerate(shown) if letter == " "] == [
        i for a, b in left for i in range(a, min(b, len(shown)))
    ]
