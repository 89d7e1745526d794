"""Amounts as the words alone give them: a number or two, their bounds, their unit."""

from collections.abc import Sequence
from functools import cache

import msgspec

from panj.lexicon import rows, words
from panj.lexicon.counted import kind_of, singular
from panj.understand.quantities.bounds import Bound, around
from panj.understand.quantities.numerals import HYPHENS, Term

RANGE = HYPHENS | {"to", "or", "and", "—"}
SUFFIXES = frozenset({"st", "nd", "rd", "th", "s", "d", "g"})
COUPLES = {("a", "couple"): (2.0, 2.0), ("a", "handful"): (3.0, None), ("a", "few"): (3.0, None)}
SHARES = frozenset({"half", "quarter", "quarters", "third", "thirds", "fourth", "fourths", "fifth", "fifths"})
SHARED = frozenset({"of", "the", "its", "their", "his", "her", "our", "all", "that", "this", "these", "those"})
NOT_COUNTING = frozenset({"as", "the", "that", "its", "their", "his", "her", "this", "more", "higher", "larger"})
PLURALS = {"days": "day", "weeks": "week", "months": "month", "years": "year", "decades": "decade", "hours": "hour"}
LONGEST_UNIT = 3  # words ("km / h")
AGEING = words("role_words", "word", "ageing")
BESIDE_AGES = frozenset({",", "and", "to", "or"})
AGES_END = frozenset(
    {",", ".", "in", "on", "and", "or", "to", "last", "this", "when", "who", "was", "were", "died", ";", ")"}
)
NUMBERING = frozenset({"number", "numbers"})
COUNTED_WITHIN = 2  # words from a number to the noun that it counts ("720 police officers")
REACHING = frozenset({"within", "beyond", "above", "below", "under"})


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """Terms `first` up to, not including, `last` with the bounds they give; `core` are those of the number itself.

    `unit` is set if the words name a measure; `glued` tells that a hyphen ties the number to the next noun.
    """

    first: int
    last: int
    core: tuple[int, int]
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    vague: bool = False
    glued: bool = False


@cache
def _units(place: str) -> dict[tuple[str, ...], str]:
    found = {tuple(row["word"].lower().split()): row["unit"] for row in rows("units") if row["place"] == place}
    return found | {
        tuple(word for part in key for word in part): unit for key, unit in found.items() if key[0] == "us$"
    }


@cache
def _labels() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("labels"))


@cache
def _guns() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("guns"))


@cache
def _fractions() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in rows("numerals") if row["kind"] == "fraction"}


@cache
def _times() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in rows("numerals") if row["kind"] == "times"}


@cache
def opening_words() -> frozenset[str]:
    """Return the words other than numbers with which an amount may begin."""
    return SHARES | frozenset(_times()) | {"several", "a"} | set(PLURALS)


def amount_at(terms: Sequence[Term], i: int) -> Amount | None:
    """Return the amount that begins with term `i`, as far as the words alone tell; None if there is none."""
    term = terms[i]
    if term.number is not None:
        if is_label(terms, i):
            return None
        return _rate(terms, i) or _fraction_of_number(terms, i) or _number(terms, i)
    if term.text in _times():
        return _times_over(terms, i)
    if term.text in SHARES:
        return _fraction(terms, i)
    if term.text in {"several", "a"}:
        return _few(terms, i)
    return _bare_units(terms, i)


def _bare_units(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "for weeks" as two or more."""
    unit = PLURALS.get(terms[i].text)
    if unit is None or i == 0 or terms[i - 1].text != "for":
        return None
    return Amount(first=i, last=i + 1, core=(i, i + 1), low=2.0, high=None, approximate=True, unit=unit, vague=True)


def is_label(terms: Sequence[Term], i: int) -> bool:
    """Tell whether number `i` is part of a name, an ordinal, a list mark or an identifier."""
    term, before = terms[i], terms[i - 1] if i else None
    after = terms[i + 1] if i + 1 < len(terms) else None
    if before is not None and before.end == term.start and _is_glued(terms, i):
        return True
    if after is not None and after.end > term.end == after.start and term.digits and after.text in SUFFIXES:
        return True
    if before is not None and (before.text in _labels() or _is_numero(terms, i)):
        named = term.text[0].isdecimal() or before.title or before.text == "number"
        return named and not (before.text in NUMBERING and _is_strength(terms, i))
    if _is_coordinate(term, after):
        return True
    opens = before is None or before.text in {"\n", "(", "["}
    return opens and term.digits and after is not None and after.text in {")", ".", "]"} and term.number != 0


def _is_glued(terms: Sequence[Term], i: int) -> bool:
    """Tell whether what stands right before a number makes it part of a name: "MH17", "B-52", "#5", "2/3"."""
    before = terms[i - 1]
    if before.text[-1].isalnum() or before.text in {"#", "+", ":", "/", "."}:
        return True
    named = i > 1 and terms[i - 2].end == before.start and terms[i - 2].text[0].isalpha()
    return named and before.text in HYPHENS and terms[i].digits


def _is_numero(terms: Sequence[Term], i: int) -> bool:
    return i > 1 and terms[i - 1].text == "." and terms[i - 2].text == "no"  # "No. 5"


def _is_strength(terms: Sequence[Term], i: int) -> bool:
    """Tell whether a number behind "number" is how many there are: "its forces number 48,000 men"."""
    following = [singular(term.text) for term in terms[i + 1 : i + 1 + COUNTED_WITHIN]]
    return "," in terms[i].text or any(kind_of(noun) for noun in following)


def _is_coordinate(term: Term, after: Term | None) -> bool:
    decimals = term.text.partition(".")[2]
    marked = after is not None and after.start == term.end and after.text in {"°", "′", "″", "º"}
    return marked or (len(decimals) > 3 and decimals.isdecimal())


def _counts_on(terms: Sequence[Term], last: int) -> bool:
    """Tell whether a noun may follow an age at once, which then is none: "turned 50 houses into rubble"."""
    return last < len(terms) and terms[last].text not in AGES_END


def _is_calibre(terms: Sequence[Term], end: int) -> bool:
    """Tell whether millimetres before term `end` say what a gun fires: "155mm shells", "152-millimeter howitzers"."""
    return any(singular(term.text) in _guns() for term in terms[end : end + 2])


def _number(terms: Sequence[Term], i: int) -> Amount | None:
    unit, taken = _currency(terms, i)
    first, last, term = i - taken, i + 1, terms[i]
    low, high = term.number, None if term.vague else term.number
    second = None if term.vague else _second(terms, last, low or 0.0, taken)
    if second is not None:
        low, high, last = second
    glued = is_glued(terms, last)
    open_ended = glued and terms[last + 1].text == "plus"  # "20-plus"
    if open_ended:
        glued, high, last = False, None, last + 2
    end = last
    if unit is None and term.digits and _is_age(terms, first) and not _counts_on(terms, last):
        unit = "year"
    elif unit is None:
        of = term.vague and last < len(terms) and terms[last].text == "of"
        unit, end = _unit(terms, last + (glued or of), last)
    if unit == "mm" and _is_calibre(terms, end):
        return None
    inner, outer = around(terms, first, last), around(terms, first, end)
    bound = outer if outer.kind and not (inner.kind and inner.last > last) else inner
    low, high, approximate = _bounded(low, high, term.vague, bound)
    return Amount(
        first=bound.first, last=max(end, bound.last), core=(i, last), low=low, high=high,
        approximate=approximate, unit=unit, vague=term.vague, glued=glued,
    )  # fmt: skip


def _is_age(terms: Sequence[Term], i: int) -> bool:
    """Tell whether a number is an age or one more of them: "aged 15 and 17", "aged 9, 12 and 15"."""
    while i > 1 and terms[i - 1].text in BESIDE_AGES and terms[i - 2].number is not None:
        i -= 2
    return i > 0 and terms[i - 1].text in AGEING


def is_glued(terms: Sequence[Term], last: int) -> bool:
    """Tell whether a hyphen ties the number that ends before term `last` to a word ("six-member")."""
    if last + 1 >= len(terms) or terms[last].text not in HYPHENS:
        return False
    unbroken = terms[last - 1].end == terms[last].start and terms[last].end == terms[last + 1].start
    return unbroken and terms[last + 1].text[0].isalpha()


def _bounded(
    low: float | None, high: float | None, approximate: bool, bound: Bound
) -> tuple[float | None, float | None, bool]:
    approximate = approximate or bound.approximate
    if bound.kind == "low":
        return low, None, approximate
    if bound.kind in {"high", "near"} and low is not None and high is not None and low < high:
        return low, high, approximate  # "within four to six months"
    if bound.kind in {"high", "near"}:
        return None, high if high is not None else low, approximate or bound.kind == "near"
    return low, high, approximate


def _currency(terms: Sequence[Term], i: int) -> tuple[str | None, int]:
    """Return the currency written before number `i`, and how many terms it takes."""
    table = _units("before")
    if i >= 1 and (terms[i - 1].text,) in table:
        shift = 2 if i >= 2 and terms[i - 1].text == "$" and terms[i - 2].end == terms[i - 1].start else 1
        return table[(terms[i - 1].text,)], shift if terms[i - shift].text not in {"(", "\n"} else 1
    return None, 0


def _second(terms: Sequence[Term], j: int, low: float, currency: int) -> tuple[float, float, int] | None:
    """Return the bounds and end of a range whose first number ends before term `j`."""
    if j + 1 >= len(terms) or terms[j].text not in RANGE:
        return None
    joint, k = terms[j].text, j + 1
    if currency and (terms[k].text,) in _units("before") and k + 1 < len(terms):
        k += 1
    high = terms[k].number
    opener = terms[j - 2 - currency].text if j >= 2 + currency else ""
    if (
        high is None
        or terms[k].vague
        or (joint == "and" and opener != "between")
        or (joint == "to" and opener == "from" and not _spans(terms, j - 2))
        or (joint == "to" and opener == "by" and _unit(terms, k + 1, 0)[0] is None)  # "rose by 5 to 20"
    ):
        return None
    if joint in HYPHENS and terms[j].start != terms[j - 1].end and terms[j].end == terms[k].start:
        return None
    scale = _scale_of(terms[k])
    if scale > 1 and low < 1000 <= high:
        low *= scale
    return (low, high, k + 1) if low < high else None


def _spans(terms: Sequence[Term], i: int) -> bool:
    """Tell whether "from" at `i` opens a range ("ranging from 10 to 15"), and no change ("rose from 10 to 15")."""
    return i > 0 and terms[i - 1].text in {"ranging", "ranged", "ranges", "range", "anywhere", "varying", "lasting"}


def _scale_of(term: Term) -> float:
    scales = {row["word"]: float(row["value"]) for row in rows("numerals") if row["kind"] == "scale"}
    return scales.get(term.text.split()[-1], 1.0)


def _unit(terms: Sequence[Term], j: int, otherwise: int) -> tuple[str | None, int]:
    """Return the measure that stands at term `j` and its end; else None and `otherwise`."""
    table = _units("after")
    if j < len(terms) and terms[j].text in {"more", "consecutive", "straight", "full", "long"}:
        j += 1
    words = tuple([term.text for term in terms[j : j + LONGEST_UNIT]])
    for length in range(len(words), 0, -1):
        unit = table.get(words[:length])
        if unit and not _another_word(terms, j, length):
            aged = [term.text for term in terms[j + length : j + length + 2]] == ["-", "old"]
            return unit, j + length + 2 * aged
    return None, otherwise


def _another_word(terms: Sequence[Term], j: int, length: int) -> bool:
    """Tell whether a one-letter unit is something else ("5 m" is metres, "5 M" and "the 3 g" are not)."""
    return length == 1 and len(terms[j].text) == 1 and terms[j].text.isalpha() and terms[j].title


def _rate(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "one in five", "two out of three" as a share."""
    words = [term.text for term in terms[i + 1 : i + 3]]
    j = (
        i + 2
        if words[:1] == ["in"]
        else i + 3
        if words == ["out", "of"]
        else i + 4
        if words == ["out", "of every"]
        else 0
    )
    if j and j < len(terms) and terms[j].text == "every":
        j += 1
    whole = terms[j].number if j and j < len(terms) else None
    part = terms[i].number or 0.0
    if whole is None or not 0 < part <= whole <= 100 or (terms[j].digits and whole > 31):
        return None
    return _share(terms, i, j + 1, part / whole)


def _fraction_of_number(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "three-quarters", "two thirds", "one-fifth"."""
    j = i + 1 + (i + 1 < len(terms) and terms[i + 1].text in HYPHENS)
    if j >= len(terms) or terms[j].text not in _fractions() or terms[i].vague or terms[i].digits:
        return None
    number = terms[i].number or 0.0
    if number > 1 and not terms[j].text.endswith("s"):
        return None
    return _share(terms, i, j + 1, number * _fractions()[terms[j].text]) if number < 16 else None


def _fraction(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "half of", "a third of"."""
    before = terms[i - 1].text if i else ""
    after = terms[i + 1].text if i + 1 < len(terms) else ""
    if terms[i].text == "half":
        bounded = bool(around(terms, i, i + 1).kind)
        if before in {"first", "second", "other", "latter", "and", "later"} or not (after in SHARED or bounded):
            return None
        return _share(terms, i - (before == "a"), i + 1, 0.5)
    if before != "a" or after != "of":
        return None
    return _share(terms, i - 1, i + 1, _fractions()[terms[i].text])


def _share(terms: Sequence[Term], first: int, last: int, value: float) -> Amount:
    bound = around(terms, first, last)
    low, high, approximate = _bounded(round(100 * value, 2), round(100 * value, 2), False, bound)
    return Amount(
        first=bound.first, last=bound.last, core=(first, last), low=low, high=high, approximate=approximate, unit="%"
    )


def _times_over(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "twice" as a count of occasions; "twice as many" compares."""
    if i + 1 < len(terms) and terms[i + 1].text in NOT_COUNTING:
        return None
    value = _times()[terms[i].text]
    bound = around(terms, i, i + 1)
    low, high, approximate = _bounded(value, value, False, bound)
    return Amount(
        first=bound.first, last=bound.last, core=(i, i + 1), low=low, high=high, approximate=approximate, unit="time"
    )


def _few(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "several", "a few", "a couple of"."""
    following = terms[i + 1].text if i + 1 < len(terms) else ""
    low, high = (3.0, None) if terms[i].text == "several" else COUPLES.get((terms[i].text, following), (0.0, None))
    if not low:
        return _one_unit(terms, i)
    last = i + (1 if terms[i].text == "several" else 2)
    last += last < len(terms) and terms[last].text == "of"
    unit, end = _unit(terms, last, last)
    return Amount(first=i, last=end, core=(i, last), low=low, high=high, approximate=True, unit=unit, vague=True)


def _one_unit(terms: Sequence[Term], i: int) -> Amount | None:
    """Read "more than a decade", "almost a year": one unit is an amount only where a word bounds it."""
    unit, end = _unit(terms, i + 1, 0)
    bound = around(terms, i, i + 1)
    if unit is None or bound.kind not in {"low", "high", "near"} or terms[i - 1].text in REACHING:
        return None
    low, high, approximate = _bounded(1.0, 1.0, False, bound)
    return Amount(first=bound.first, last=end, core=(i, i + 1), low=low, high=high, approximate=approximate, unit=unit)
