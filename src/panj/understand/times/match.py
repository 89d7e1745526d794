"""A match of the grammar: its words by name, and what several readers make of them alike."""

import re
from collections.abc import Sequence
from datetime import date

from panj.understand.quantities.numerals import Term
from panj.understand.times.context import Context, Reading
from panj.understand.times.values import moved

YEARS = {"DE": 10, "CE": 100, "ML": 1000}
FAR_UNITS = frozenset(YEARS)
SMALL = {"TS": "S", "TM": "M", "TH": "H"}


class Match:
    """A match over letters, by the names of its groups: the words, and what they are worth."""

    def __init__(self, match: re.Match[str], terms: Sequence[Term], worth: Sequence[str]) -> None:
        self._groups = match.groupdict()
        self._match = match
        self.terms, self._worth = terms, worth
        self.first, self.last, self.letters = match.start(), match.end(), match.group()

    def __getitem__(self, name: str) -> str:
        """Return the worth of the group's first word; "" if the group is not there."""
        return self._worth[self._match.start(name)] if self._groups.get(name) else ""

    def has(self, name: str) -> bool:
        """Tell whether the group is there."""
        return bool(self._groups.get(name))

    def number(self, name: str) -> float:
        """Return the number that the group's first word writes; 0 if none."""
        return self.terms[self._match.start(name)].number or 0.0 if self._groups.get(name) else 0.0

    def word(self, name: str) -> str:
        """Return the group's first word in lower case; "" if the group is not there."""
        return self.terms[self._match.start(name)].text if self._groups.get(name) else ""

    def text(self) -> str:
        """Return its words in lower case."""
        return " ".join(term.text for term in self.terms[self.first : self.last])

    def led(self, name: str) -> str:
        """Return the word of the match before the group; "" if the group opens it."""
        at = self._match.start(name)
        return self.terms[at - 1].text if at > self.first else ""

    def before(self, back: int = 1) -> str:
        """Return the word before the match; "" at the start of the text."""
        return self.terms[self.first - back].text if self.first >= back else ""

    def after(self) -> str:
        """Return the word after the match; "" at the end of the text."""
        return self.terms[self.last].text if self.last < len(self.terms) else ""

    def count(self) -> float | None:
        """Return how many units are meant; None for a vague number."""
        if self.has("few"):
            return 2.0 if "couple" in {term.text for term in self.terms[self.first : self.last]} else None
        if self.has("half"):
            return 0.5
        if self.has("count"):
            number = self.terms[self._match.start("count")].number
            return (1.0 if number is None else number) + (0.5 if self.has("and") else 0.0)
        return 1.0 + (0.5 if self.has("and") else 0.0)


def in_part_of_day(reading: Reading | None, part: str) -> Reading | None:
    """Return the reading of a day narrowed to its morning (MO), afternoon, evening or night."""
    if reading is None or not part or not re.search(r"-\d\d\Z|-XX\Z", reading.value):
        return reading
    value = f"{reading.value}T{part}"
    return Reading(
        type="TIME", value=value, mod=reading.mod, earliest=reading.earliest, latest=reading.latest, anchors=True
    )


def part_of(match: Match) -> str:
    """Return the part of the day that opens a day: "the night of June 23", "the early hours of Monday"."""
    return "MO" if match["hours"] == "TH" and match["small"] == "START" else match["pod"]


def relative_day(match: Match, context: Context) -> date | None:
    """Return a day in the unit that "last", "this", "that", "the next" lead to."""
    word, step = match.word("rel"), int(match["rel"] or 0)
    narrative = word in {"previous", "preceding", "prior", "following", "subsequent", "ensuing", "that", "same"}
    told = context.to_the_day if match["unit"] == "D" else context.reference
    base = told if narrative or (word == "next" and match.led("rel") == "the") else context.base
    return moved(base, step, match["unit"]) if base else None


def period(count: float | None, name: str) -> str:
    """Return the ISO 8601 value of so many units; an unknown number is X."""
    prefix, letter = ("PT", SMALL[name]) if name in SMALL else ("P", name)
    if name == "FN":
        count, letter = (2 * count if count is not None else None), "W"
    if name == "WE":
        count, letter = (2 * count if count is not None else None), "D"
    if name == "Q":
        count, letter = (3 * count if count is not None else None), "M"
    if name in FAR_UNITS:
        count, letter = (count * YEARS[name] if count is not None else None), "Y"
    number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    if number == "0.5" and letter == "H":
        return "PT30M"
    if "." in number and letter == "H":
        return f"PT{int(count or 0)}H{round(60 * ((count or 0) % 1))}M"
    return f"{prefix}{number}{letter}"
