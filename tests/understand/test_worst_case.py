"""Every regular expression of times and quantities, and both readers, on 50 kB of their worst input."""

import random
import re
import time

import pytest

from panj.english.parsed import Parsed
from panj.records import Document
from panj.understand.quantities import find_quantities, numerals
from panj.understand.times import delays, find_times, grammar, scan, values

SIZE = 50_000
LIMIT = 0.1  # seconds
MODULES = (numerals, delays, grammar, scan, values)
LETTERS = "MWwSPCUVlpvxfthgeakE_doinrAmFqQTGzZBKRIyOuDYN8cH./j~Ls57;"
NAMED = [value for module in MODULES for value in vars(module).values() if isinstance(value, re.Pattern)]
PATTERNS = [*{pattern.pattern: pattern for pattern in (*NAMED, *grammar.compiled(), grammar.starts())}.values()]
RUNS = ["1 ", "May ", "two ", "two hundred and ", "a couple of ", "9 a.m. ", "last ", "the end of ", "1990s ", "$1-2 "]


def worst_inputs(pattern: re.Pattern[str]) -> list[str]:
    """Return runs of the letters that the pattern itself names, alone and in mixtures, ended by one that breaks it."""
    alphabet = sorted(set(re.sub(r"[?]P<\w+>|\\.", "", pattern.pattern)) & set(LETTERS + "0123456789,.:- \n\taB")) or [
        "a"
    ]
    chance = random.Random(pattern.pattern)
    mixtures = ["".join(chance.choices(alphabet, k=chance.randint(2, 5))) for _ in range(6)]
    runs = [*alphabet, *mixtures, "1", "12", "1,", "1.", "1/", "12:", "\n ", "\n\t", "a."]
    return [(run * SIZE)[:SIZE] + "!" for run in runs]


def seconds_of(pattern: re.Pattern[str], text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:40])
def test_each_pattern_takes_a_tenth_of_a_second_at_most(pattern: re.Pattern[str]) -> None:
    for text in worst_inputs(pattern):
        if seconds_of(pattern, text) >= LIMIT:  # a busy machine may disturb one measurement, not three
            assert min(seconds_of(pattern, text) for _ in range(2)) < LIMIT, text[:20]


def test_wherever_a_rule_begins_a_time_may_start() -> None:
    chance = random.Random(7)
    runs = [*grammar.NEVER, *(letter * 2 for letter in LETTERS), ""]
    for _ in range(40_000):
        letters = chance.choice(runs) + "".join(chance.choices(LETTERS, k=4))
        begun = any((found := rule.match(letters)) and found.end() for rule in grammar.compiled())
        assert not begun or grammar.starts().match(letters), letters


@pytest.mark.parametrize("run", RUNS)
def test_reading_grows_no_faster_than_the_text(run: str) -> None:
    def seconds(size: int) -> float:
        text = (run * size)[:size]
        document = Document(id="d", text=text)
        start = time.process_time()
        parsed = Parsed(text, ())
        find_quantities(document, parsed, find_times(document, parsed))
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(SIZE // 5), seconds(SIZE)
    assert large < 12 * small + 0.2
