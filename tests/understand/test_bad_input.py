"""Texts that are no reports: read in bounded time, spans valid, what was skipped said."""

import time
from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Reading
from panj.understand import understand
from panj.world import load_world

WORLD = load_world()
STRIKES = "\n".join(f"-- Near Rawah, {n} strikes destroyed two vehicles and a mortar." for n in range(2, 60))
TEXTS = {
    "table": "Province | Killed | Wounded\n" + "\n".join(f"District {n} | {3 * n} | {7 * n}" for n in range(60)),
    "strikes": STRIKES,
    "capitals": "RUSSIA AND UKRAINE SIGN DEAL IN ANKARA. MINISTER SAYS 3,000 TROOPS LEFT KHERSON. " * 20,
    "transcript": "\n\n".join(["MR. KIRBY: We have seen the reports.", "QUESTION: Did troops leave Kabul?"] * 30),
    "cut off": "Before his arrest last year, Garrett held\n\nSince then, the faction has pulled",
    "no stop": "the troops left and the minister said that " * 400,
    "one word": "a" * 60_000,
    "blanks": " " * 60_000 + "Troops left.",
    "control": "Troops\x00 left\x07 Kabul \u202eon Monday\u200b. " * 80,
    "Russian": "Войска ушли из Кабула. Troops left Kabul on Monday. " * 60,
    "Chinese": "军队周一离开喀布尔。" * 300,
    "marks": '"' * 2_000,
    "sayings": "He said that " * 800 + "it was over.",
    "commas": "Kabul, " * 2_000,
    "digits": "1," * 5_000,
    "symbols": "😀 Troops left 😀. " * 200,
    "brackets": "(" * 1_000 + ")" * 1_000,
    "lines": "\n" * 20_000 + "Troops left Kabul.",
    "lower case": "smugglers crossed the iraqi border. they had rooms in the herat area and near the boston embassy.",
    "names": "Abdul Rahman Khan and " * 800,
    "heads": "the head of " * 2_000,
    "colons": "MR. X: " * 1_000,
}


def read(text: str) -> Reading:
    document = Document(id="d", text=text, outlet="Example Wire", published=date(2021, 7, 8))
    return understand(document, parse(text), WORLD)


@pytest.mark.parametrize("name", TEXTS)
def test_spans_are_valid_and_each_sentence_is_read_or_said_to_be_unread(name: str) -> None:
    text = TEXTS[name]
    reading = read(text)
    spans = [(m.span, m.text) for m in reading.mentions] + [(p.span, p.text) for p in reading.places]
    for span, words in (*spans, *((q.span, q.text) for q in reading.quantities)):
        assert span.of(text) == words
    for statement in reading.statements:
        assert statement.span.of(text) == statement.quote
    for sentence in parse(text).sentences:
        stated = any(s.span.start < sentence.end and sentence.start < s.span.end for s in reading.statements)
        assert stated or any(u.start <= sentence.start < u.end for u in reading.unread)


@pytest.mark.parametrize("name", ["strikes", "no stop", "sayings", "commas", "names", "heads", "capitals"])
def test_understanding_costs_no_more_than_in_proportion(name: str) -> None:
    def seconds(text: str) -> float:
        document = Document(id="d", text=text)
        parsed = parse(text)
        start = time.process_time()
        understand(document, parsed, WORLD)
        return time.process_time() - start

    text = TEXTS[name]
    seconds(text)
    assert seconds(text * 4) < 10 * seconds(text) + 0.2


def test_each_line_of_a_list_of_strikes_is_read() -> None:
    events = [s.event for s in read(STRIKES).statements if s.event is not None]
    assert len({event.trigger.start for event in events}) >= STRIKES.count("\n")
