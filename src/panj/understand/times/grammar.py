"""The grammar of time expressions: each term becomes one letter, each rule is a pattern over the letters."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from panj.lexicon import rows, words
from panj.understand.quantities.numerals import Term
from panj.understand.times import lasting, named, relative
from panj.understand.times.context import Context, Reading
from panj.understand.times.match import Match

PART = r"(?:d?(?P<part>E)_?[oHn]?d?)?"
POD = r"(?:(?:E?n?d?(?P<pod>P)V?[on]?|n?d?(?P<small>E)(?P<hours>V)o)d?)?"
COUNT = r"(?:(?P<few>iF|F)o?|(?P<count>[NDYi])|(?P<half>K)i?)"
OPENINGS = (POD, PART, COUNT, "d?")
REL = "[lpvxfth]"

# Longest first where one begins like another: the longest match wins, of two alike the earlier rule.
RULES: tuple[tuple[str, Callable[[Match, Context], Reading | None]], ...] = (
    (r"(?P<iso>8)", named.in_digits),
    (
        rf"{POD}(?:W(?P<pod3>P)?c?)?d?(?P<rel>[lxt])?(?P<month>M)(?:\.|d)?(?P<day>[DO])(?!H?[UV])(?:[cH]?(?P<year>Y))?(?P<era>B)?(?P<pod2>P)?",
        named.month_day,
    ),
    (
        rf"{POD}(?:W(?P<pod3>P)?c?)?(?:od?)?d?(?P<day>[DO])o?(?P<month>M)\.?(?:[co]?(?P<year>Y))?(?P<era>B)?",
        named.month_day,
    ),
    (rf"{POD}(?P<month>M)\.?(?P<day>[DO])[Hr](?P<last>[DO])(?:c?(?P<year>Y))?", named.day_range),
    (rf"{POD}d?(?P<day>[DO])[HrA](?P<last>[DO])o?(?P<month>M)\.?(?:c?(?P<year>Y))?", named.day_range),
    (r"(?P<day>D)H(?P<month>M)H(?P<year>Y)", named.month_day),
    (r"(?P<month>M)\.?H(?P<last>M)\.?(?:[co]?(?P<year>Y))?", named.month_range),
    (rf"(?P<rel>[lxtfv])?{PART}(?P<month>M)\.?(?:[co]?(?P<year>Y)(?P<era>B)?)?", named.month),
    (rf"{PART}(?P<month>M)(?:c?(?P<year>[YND])(?P<era>B))", named.month),
    (rf"{PART}(?P<month>M)\.?(?P<day>[DO])?o?d?(?P<rel>{REL})h?(?P<unit>U)", named.month_of_year),
    (rf"(?:(?P<rel>{REL})|d){PART}(?P<season>S)(?:[co]?(?P<year>Y)(?:H[DY])?(?P<era>B)?)?", named.season),
    (
        r"(?:d?(?P<part>E)[Hn]?d?)?(?P<season>S)(?:[co]?(?P<year>Y)(?:H[DY])?(?P<era>B)?|od?(?P<rel>[lvxfth])U)",
        named.season,
    ),
    (r"(?<=[nomrdEe])(?:(?P<part>E)[Hn]?)?(?P<season>S)(?!H)", named.season),
    (rf"{PART}(?P<year>[YND])(?P<era>B)", named.year),
    (rf"{PART}(?P<year>[YN])(?![UVH])", named.year),
    (rf"{PART}(?P<year>Y)", named.year),
    (r"(?P<year>Y)[H/](?P<last>[DN])", named.year_range),
    (r"(?P<year>[YND])H(?P<last>[YND])(?P<era>B)", named.year_range),
    (r"(?<=[nrmo~])d(?P<day>O)", named.day_of_month),
    (r"(?:(?<=M[DO]A)|(?<=M\.[DO]A)|(?<=DHDA))(?P<day>[DO])", named.day_of_month),
    (rf"{POD}(?:d?(?P<rel>[lxtfv]))?(?P<weekday>W)(?P<pod2>P)?", relative.weekday),
    (rf"(?P<weekday>W)[nod]{{0,3}}(?P<rel>{REL})(?P<unit>U)", relative.weekday_of_week),
    (r"(?P<weekday>w)", relative.weekdays),
    (r"(?P<night>T)n?(?P<weekday>W)", relative.overnight),
    (r"(?P<night>T)nd?(?:(?P<month>M)\.?(?P<day>D)|(?P<day2>D)(?P<month2>M))", relative.overnight),
    (r"dU(?P<way>[ea])(?P<deictic>T)", relative.day_beside),
    (r"(?:n?d?(?P<part>E)Vod?|d?(?P<part2>E))(?P<pod>P)", relative.hours_of_today),
    (r"d?(?P<pod>P)", relative.part_of_the_day),
    (r"d(?P<pod>P)(?P<way>[ea])", relative.night_beside),
    (r"(?P<when>[ea]|E)?(?P<deictic>T)(?:[no]?d?(?P<pod>P))?", relative.deictic),
    (r"(?P<part>E)?n?(?P<the>d)?(?P<rel>[lxtfvh])h?(?P<pod>P)", relative.part_of_day),
    (r"(?:(?P<when>[ea])[on]?|d?(?P<part>E)_?[on]?)?d?(?P<rel>[lvxfth])[hH]?(?P<unit>U)", relative.unit),
    (r"(?:(?P<when>[ea])[on]|d?(?P<part>E)_?[on])d(?P<unit>U)", relative.unit),
    (r"d?(?P<weekend>U)", relative.weekend),
    (r"d(?P<unit>U)od?(?P<month>M)\.?(?P<day>[DO])(?:c?(?P<year>Y))?", relative.week_of),
    (r"d(?P<unit>U)o(?P<day>D)(?P<month>M)(?:c?(?P<year>Y))?", relative.week_of),
    (r"(?P<unit>U)H(?P<part>E)", relative.unit),
    (r"d(?P<nth>[lO])[DN]?(?P<unit>[UV])o(?P<month>M)\.?(?:[co]?(?P<year>Y))?", relative.week_of_month),
    (rf"{COUNT}H?_?(?P<unit>[UV])(?:Ai(?P<and>K))?(?P<way>[geak])", relative.distance),
    (rf"{COUNT}(?P<unit>[UV])g(?:(?P<rel>[lt])(?P<named>U)|(?P<deictic>T))", relative.to_the_day),
    (rf"{COUNT}(?P<unit>[UV])m(?:(?P<deictic>T)|(?P<now>G)|(?P<weekday>W))", relative.from_now),
    (r"d?(?P<unit>U)H(?P<way>[ge])(?P<period>U)?", relative.year_ago),
    (r"(?P<unit>V)(?P<way>[gea])", relative.vague_distance),
    (r"d(?P<unit>U)(?P<way>[ea])", relative.distance),
    (rf"{COUNT}[x~b]?H?(?P<unit>[UV])(?:H?j)?(?:Ai(?P<and>K))?", lasting.duration),
    (r"[di](?P<nth>O)(?:b(?P<unit>U)|(?P<unit2>U)(?P<row>ni~)?)", lasting.in_a_row),
    (rf"d?(?P<rel>[lpvxft]){COUNT}?H?(?P<unit>V)", lasting.duration),
    (r"d?(?P<rel>[lpvxft])(?P<few>F)?(?P<count>[NDY])?o?H?(?P<unit>V)", lasting.duration),
    (r"d?(?P<rel>p)(?P<unit>U)", lasting.duration),
    (rf"d?{COUNT}(?P<rel>[lpvxf])(?P<unit>V)", lasting.duration),
    (r"(?P<unit>[UV])Hj", lasting.duration),
    (r"(?P<half>K)H(?P<unit>U)", lasting.duration),
    (r"(?P<unit>V)", lasting.duration),
    (r"i?(?P<share>U)(?:oi|H)?(?P<unit>U)", lasting.quarter_of),
    (r"(?P<pointing>L)(?P<unit>V)", lasting.these_days),
    (r"q(?P<count>[ND])?H?(?P<unit>[UV])", lasting.every),
    (r"q(?P<nth>[Os])(?P<unit>U)", lasting.every),
    (r"q(?P<pod>P)", lasting.every),
    (r"qs?d?(?P<weekday>W)", relative.weekdays),
    (r"(?P<often>Q)", lasting.often),
    (r"(?:(?P<clock>C)(?P<half>z)?|(?P<hour>D)(?P<half2>z))Z{0,2}", lasting.clock),
    (r"(?P<hour>[DN])nd(?P<time_of_day>P)", lasting.clock),
    (r"d?(?:(?P<part>E)H?)?(?P<decade>y)", named.decade),
    (r"d?(?:(?P<part>E)o?H?d?)?(?P<nth>O)H?(?P<unit>U)(?P<era>B)?", named.century),
    (r"d?(?P<nth>[OEl])(?P<unit>[UK])(?:od?(?P<year>Y)|od?(?P<rel>[lvxfth])?U)?", named.fraction),
    (r"d?(?P<rel>[lvxtf])(?P<unit>K)?Q", lasting.often),
    (r"(?P<unit>X)(?P<nth>D)(?:[co]?(?P<year>Y)|od?(?P<rel>[lvxfth])U)?", named.quarter),
    (r"(?P<holiday>R)_*U?(?P<eve>I)?(?:c?(?P<year>Y))?", named.holiday),
    (r"(?P<reference>[GJ])", lasting.reference),
    (r"d?u", lasting.the_future),
    (r"d?(?P<now>5)", lasting.at_the_moment),
    (r"[dn]?(?P<tense>[pt])(?![DNYFUVMSWPHQ])", lasting.past_or_present),
)


# No rule begins so: told first, runs of one letter cost little.
NEVER = ("EE", "nn", "ll", "ff", "vv", "xx", "KK", "ii", "ddd")


class Found(msgspec.Struct, frozen=True):
    """A rule that matched terms `first` up to, not including, `last`."""

    first: int
    last: int
    rule: int
    match: Match

    @property
    def length(self) -> int:
        """Return how many terms it covers."""
        return self.last - self.first


@cache
def compiled() -> tuple[re.Pattern[str], ...]:
    """Return the pattern of each rule, in order."""
    return tuple(re.compile(pattern) for pattern, _ in RULES)


@cache
def compiled_by_eight() -> tuple[tuple[re.Pattern[str], tuple[tuple[int, re.Pattern[str]], ...]], ...]:
    """Return the rules in groups, each behind one pattern that tells whether any of them matches: most do not."""
    rules = tuple(enumerate(compiled()))
    groups = (rules[i : i + 8] for i in range(0, len(rules), 8))
    return tuple((re.compile("|".join(_nameless(rule.pattern) for _, rule in group)), group) for group in groups)


def _nameless(pattern: str) -> str:
    return re.sub(r"[?]P<[a-z0-9_]+>", "?:", pattern)


@cache
def starts() -> re.Pattern[str]:
    """Return a pattern that matches wherever a rule may begin; what many rules open with is tried once for all."""
    after: dict[str, list[str]] = {"": [], **{opening: [] for opening in OPENINGS}}
    for pattern, _ in RULES:
        opening = next((each for each in OPENINGS if pattern.startswith(each)), "")
        after[opening].append(_nameless(pattern.removeprefix(opening)))
    anything = [f"{_nameless(opening)}(?:{'|'.join(sorted(rest, key=len))})" for opening, rest in after.items()]
    return re.compile(f"(?=[^~;oAcrmHj_.])(?!{'|'.join(NEVER)})(?:{'|'.join(anything)})")


@cache
def _words() -> dict[str, tuple[str, str, bool]]:
    return {row["word"]: (row["class"], row["value"], row["case"] == "title") for row in rows("time_words")}


PUNCTUATION = {",": "c", ".": ".", "-": "H", "–": "H", "‑": "H", "‐": "H", "/": "/"}
ORDINALS = frozenset({"st", "nd", "rd", "th"})
SUFFIXES = ORDINALS | {"s"}
CLOCK = re.compile(r"([01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?\Z")
CLOCK_WITH_DOT = re.compile(r"(1?\d)\.([0-5]\d)\Z")
DAY_IN_DIGITS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\Z|\d{4}/\d{1,2}/\d{1,2}\Z|\d{1,2}([/.])\d{1,2}\1\d{4}\Z")


class Line(msgspec.Struct, frozen=True):
    """The terms of a text as one string of letters, and what each letter's word is worth (month 6, unit W)."""

    terms: tuple[Term, ...]
    letters: str
    worth: tuple[str, ...]


TO_BE_TOLD = re.compile("[EWNYz7]")  # letters that what stands beside them can change
VERBS = frozenset({"end", "start", "close"})
OTHER_YEARS = words("role_words", "word", "other-year")
NEW_YEARS = (["'", "s"], ["’", "s"])
BEFORE_CLOCK = frozenset(
    {"at", "by", "from", "until", "till", "around", "about", "to", "since", "before", "after", "of"}
)


def spell(terms: Sequence[Term]) -> Line:
    """Return the letters of these terms; suffixes of digits ("5th", "1990s") are drawn into one term with them."""
    joined = tuple(_join_suffixes(terms))
    classed = [_class(t.text, t.title) if t.number is None else _number_letter(t) for t in joined]
    letters, worths = [letter for letter, _ in classed], [worth for _, worth in classed]
    for told in TO_BE_TOLD.finditer("".join(letters)):
        i = told.start()
        term = joined[i]
        if letters[i] == "E" and letters[i + 1 : i + 2] == ["n"] and term.text in VERBS:
            letters[i] = "~"  # "would end by August 31"
        elif letters[i] == "W" and len(term.text) == 3 and _in_name(joined, letters, i):
            letters[i] = "~"
        elif letters[i] in "NY" and term.digits and len(term.text) == 4 and _is_clock(joined, i):
            letters[i], worths[i] = "C", f"{term.text[:2]}:{term.text[2:]}"
        elif letters[i] == "z" and i and (time := CLOCK_WITH_DOT.match(joined[i - 1].text)):
            letters[i - 1], worths[i - 1] = "C", f"{time[1]}:{time[2]}"
        elif letters[i] == "7" and _is_new_year(joined, i):
            letters[i], worths[i], letters[i + 1] = "R", "01-01", "_"
            if [mark.text for mark in joined[i + 2 : i + 4]] in NEW_YEARS:
                letters[i + 2 : i + 4] = "__"
    return Line(joined, "".join(letters), tuple(worths))


def _in_name(terms: Sequence[Term], letters: Sequence[str], i: int) -> bool:
    """Tell whether what looks like a day stands between two other words of a name: "Khaing Thu Kha"."""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(terms) and terms[j].title and letters[j] == "~"]
    return len(beside) == 2 and terms[i].start - terms[i - 1].end == terms[i + 1].start - terms[i].end == 1


def _is_clock(terms: Sequence[Term], i: int) -> bool:
    """Tell whether four digits are a time of day: "at 0600 local time", "1430 GMT"."""
    hours, minutes = int(terms[i].text[:2]), int(terms[i].text[2:])
    after = terms[i + 1].text if i + 1 < len(terms) else ""
    if hours > 24 or minutes > 59:
        return False
    zoned = after in {"gmt", "utc", "local"} or (after == "z" and terms[i + 1].start == terms[i].end)
    early, led = terms[i].text[0] == "0", i > 0 and terms[i - 1].text in BEFORE_CLOCK
    return zoned or (led and (early or after in {"hours", "hrs"}))  # "as of 0800", "at 1430 hours"


def _is_new_year(terms: Sequence[Term], i: int) -> bool:
    """Tell whether "New" opens New Year, New Year's Day or Eve of the Gregorian calendar."""
    named = terms[i].title and i + 1 < len(terms) and terms[i + 1].text == "year" and terms[i + 1].title
    return named and (i == 0 or terms[i - 1].text not in OTHER_YEARS)


def _join_suffixes(terms: Sequence[Term]) -> list[Term]:
    out: list[Term] = []
    for term in terms:
        if term.text not in SUFFIXES:
            out.append(term)
            continue
        before = out[-1] if out else None
        glued = before is not None and before.digits and before.end == term.start
        if before is not None and glued and (term.text != "s" or len(before.text) in {2, 4}):
            out[-1] = Term(before.start, term.end, before.text + term.text)
        else:
            out.append(term)
    return out


@lru_cache(maxsize=4096)
def _class(text: str, title: bool) -> tuple[str, str]:
    """Return the letter of a word that is no number, and what it is worth."""
    if text[0].isdecimal() and text not in _words():
        return _digits_letter(text)
    if text in PUNCTUATION:
        return PUNCTUATION[text], ""
    if text.startswith(("a.", "p.")) and "m" in text:
        return "z", text[0]
    if text[:2] in {"b.", "a."} and len(text) > 3:
        return "B", "BC" if text[0] == "b" else "AD"
    letter, worth, titled = _words().get(text, ("~" if text[-1].isalnum() else ";", "", False))
    return (letter, worth) if title or not titled else ("~", "")


def _number_letter(term: Term) -> tuple[str, str]:
    number = term.number or 0.0
    if term.vague:
        return "F", "X"
    if term.digits and len(term.text) == 4 and 1000 <= number < 2200:
        return "Y", term.text
    if term.digits and len(term.text) <= 2 and 1 <= number <= 31:
        return "D", term.text
    return "N", f"{number:g}" if number < 1e6 else str(number)


def _digits_letter(text: str) -> tuple[str, str]:
    if text.endswith("s"):
        return "y", text[:-1]
    if text[-2:] in ORDINALS:
        return "O", text[:-2]
    if CLOCK.match(text):
        return "C", text
    return ("8", text) if DAY_IN_DIGITS.match(text) else ("~", "")


def next_start(line: Line, position: int) -> int:
    """Return where, from `position` on, the next rule may begin; -1 for nowhere."""
    match = starts().search(line.letters, position)
    return match.start() if match else -1


def matches_at(line: Line, first: int) -> list[Found]:
    """Return what matches from term `first` on, the longest first; of two alike the earlier rule first."""
    found = []
    for any_of_them, rules in compiled_by_eight():
        for number, pattern in rules if any_of_them.match(line.letters, first) else ():
            match = pattern.match(line.letters, first)
            if match and match.end() > first:
                found.append(Found(first, match.end(), number, Match(match, line.terms, line.worth)))
    return sorted(found, key=lambda each: -each.last)


def read(matches: Iterable[Found], context: Context) -> tuple[Found, Reading] | None:
    """Return the longest of these matches that means a time, and what it means."""
    for found in matches:
        reading = RULES[found.rule][1](found.match, context)
        if reading is not None:
            return found, reading
    return None
