"""Records in words: how a line on a terminal or a page says who, what, whom, and how surely."""

from calendar import monthrange
from datetime import date
from functools import cache

from panj.lexicon import rows
from panj.records import (
    Attribution,
    Document,
    Event,
    Finding,
    Interval,
    Modality,
    Quantity,
    Relation,
    Source,
    Statement,
)

LONGEST_SPEAKER = 70  # characters; a longer description of a speaker is left to `panj why`
NO_OUTLET = "outlet unknown"
COUNTED = ("forces", "displacement", "casualties", "captives", "need", "strikes")  # topics whose lines are figures
_POINTING = frozenset(
    {"The", "This", "That", "These", "Those", "He", "She", "It", "They", "We", "I", "Its", "His", "Her"}
)

MODALITY = {
    Modality.ASSERTED: "",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "only if",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.PLANNED: "planned",
    Modality.FORECAST: "forecast",
    Modality.DEMANDED: "asked for",
    Modality.ASKED: "a question",
}


def number(value: float) -> str:
    """Return a number with every digit: 1,234,567 and not 1.23457e+06."""
    return f"{value:,.15g}"


def certainty(statement: Statement) -> str:
    """Return how the innermost speaker puts it; "" for what is put as a fact."""
    unsaid = statement.modality is Modality.CONDITIONAL and statement.condition is None
    how = "conditional" if unsaid else MODALITY[statement.modality]
    if statement.denied:
        return f"denied, {how}" if how else "denied"
    return how


def trigger(statement: Statement) -> str:
    """Return the word that says a statement's act, "" if it tells of none or its words lie elsewhere."""
    if statement.event is None or not statement.span.holds(statement.event.trigger):
        return ""
    start = statement.span.start
    return statement.quote[statement.event.trigger.start - start : statement.event.trigger.end - start]


def chain(statement: Statement) -> str:
    """Return who says it, outlet first: "Moscow Times ← Andrei Rudenko"."""
    outlet, *others = statement.chain
    first = speaker(outlet) if outlet.source.name or outlet.source.text else NO_OUTLET
    return " ← ".join((first, *map(speaker, others)))


def speaker(link: Attribution) -> str:
    """Return one link of a chain: the name, and the days of saying where they are known."""
    name = called(link.source)
    said = days(link.said)
    return f"{name} (said {said})" if said else name


def called(source: Source) -> str:
    """Return what a speaker is called: the name, with the report's own words where the name alone says less."""
    if not source.text:
        return source.name or "unnamed"
    name, text = source.name or "", " ".join(source.text.split())
    if not name or (source.entity is None and name.lower() in text.lower() and len(text) <= LONGEST_SPEAKER):
        return text or name or "unnamed"
    stands_for = text[:1].isupper() and text.split()[0] not in _POINTING and name.lower() not in text.lower()
    if stands_for and len(text) <= LONGEST_SPEAKER and not set(name.split()) & set(text.split()):
        return f"{text} ({name})"
    return name


def days(when: Interval | None) -> str:
    """Return an interval as days: one day, a span, "from", "by", or "" where nothing is known."""
    if when is None or (when.earliest is None and when.latest is None):
        return ""
    if when.earliest == when.latest:
        return f"{when.earliest}"
    if when.earliest and when.latest and (whole := _whole(when.earliest, when.latest)):
        return whole
    if when.latest is None:
        return f"from {when.earliest}"
    if when.earliest is None:
        return f"by {when.latest}"
    return f"{when.earliest} to {when.latest}"


def _whole(first: date, last: date) -> str | None:
    """Return the month or year that two days are the ends of; None for any others."""
    if first.day != 1 or first.year != last.year or last.day != monthrange(last.year, last.month)[1]:
        return None
    if (first.month, last.month) == (1, 12):
        return f"{first.year}"
    return f"{first:%Y-%m}" if first.month == last.month else None


def short(text: str, most: int = 110) -> str:
    """Return the beginning of a text up to a whole word, with "…" where it was cut."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: plain.rindex(" ", 0, most) if " " in plain[:most] else most] + " …"


def titled(document: Document) -> str:
    """Return a report's title, or its first words if it has none."""
    return document.title or f"“{short(document.text, 60)}”"


@cache
def _acts() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["words"], row["to"]) for row in rows("act_words")}


def act(code: str) -> str:
    """Return an act's code in words: "takes ground"; the code itself if it has none."""
    return _acts().get(code, (code.lower(), ""))[0]


def joint(code: str) -> str:
    """Return the word that joins an act to the one acted on: "with", "against", or ""."""
    return _acts().get(code, ("", ""))[1]


def codes() -> dict[str, str]:
    """Return every code that has words, with them."""
    return {code: told for code, (told, _) in _acts().items()}


def event(what: Event) -> str:
    """Return an event in one line: actors, code, recipients."""
    by = ", ".join(r.called for r in what.roles if r.role == "actor") or "?"
    to = ", ".join(r.called for r in what.roles if r.role == "recipient")
    place = f" @ {what.place.name or what.place.text}" if what.place else ""
    return f"{by} {what.code}{f' → {to}' if to else ''}{place}"


def told(what: Event) -> str:
    """Return an event in words, without saying that it came about: "that Taliban attacks or fights Farkhor"."""
    by = ", ".join(r.called for r in what.roles if r.role == "actor")
    to = ", ".join(r.called for r in what.roles if r.role == "recipient")
    verb, joint = _acts().get(what.code, (what.code.lower(), ""))
    whom = f" {joint} {to}".replace("  ", " ") if to else ""
    return f"that {by or 'somebody'} {verb}{whom}"


def about(statement: Statement) -> str:
    """Return what a statement is about for a person, with the act's code; "" if it is understood as words only."""
    what = statement.event
    if what is None:
        return subject(statement)
    place = f" at {what.place.name or what.place.text}" if what.place else ""
    return f"{told(what).removeprefix('that ')}{place} ({what.code})"


def relation(what: Relation) -> str:
    """Return a standing fact in one line."""
    return f"{what.subject} {what.relation.replace('_', ' ')} {what.object}"


def figure(quantity: Quantity) -> str:
    """Return an amount with its bounds: "more than 1,000 Afghan soldiers", "up to 70 %"."""
    low, high, unit = quantity.low, quantity.high, f" {quantity.unit}" if quantity.unit else ""
    about = "about " if quantity.approximate else ""
    if low is not None and high is not None:
        bounds = f"{about}{number(low)}" if low == high else f"{about}{number(low)} to {number(high)}"
    elif low is not None:
        bounds = f"{number(low)} or more"
    elif high is not None:
        bounds = f"up to {number(high)}"
    else:
        bounds = quantity.text
    return f"{bounds}{unit}{f' {quantity.of}' if quantity.of else ''}"


def subject(statement: Statement) -> str:
    """Return what a statement is about in one line; "" if it is understood as words only."""
    if statement.event:
        return event(statement.event)
    return relation(statement.relation) if statement.relation else ""


def many(count: int, one: str, several: str, none: str = "") -> str:
    """Return a count with the words for one or for several; `none` for no one."""
    return f"{count:,} {one if count == 1 else several}" if count else none


def plainly(text: str) -> str:
    """Return text in which a list of codes ("TAKE, AID") is in words."""
    parts = text.split(", ")
    return ", ".join(map(act, parts)) if text and all(p in _acts() for p in parts) else text


def long_day(day: date) -> str:
    """Return a day in full: "Thursday 8 July 2021"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """Return a day without its year: "8 Jul"."""
    return f"{day.day} {day:%b}"


def acts(counted: str) -> str:
    """Return "2 REQUEST, 1 TAKE; alleged: 1 AID" in words: "asks ×2, takes ground ×1; alleged: helps ×1"."""
    return "; ".join(_kinds(kind) for kind in counted.split("; ") if kind)


def _kinds(counted: str) -> str:
    apart, colon, rest = counted.rpartition(": ")
    pairs = (part.split(" ", 1) for part in rest.split(", "))
    return apart + colon + ", ".join(f"{act(code)} ×{number}" for number, code in pairs)


def heading(finding: Finding) -> str:
    """Return what a line is about; a count whose label is who alone says what became of them."""
    return f"displaced: {finding.label}" if finding.rule == "numbers/displaced" else finding.label


def bounds(finding: Finding) -> str:
    """Return the latest figure and, where others differ, the range."""
    best, low, high = finding.best, finding.low, finding.high
    latest = f"“{finding.value}”" if finding.value else number(best) if best is not None else "?"
    if finding.against and low is not None and low == high:
        return latest  # what disputes it gives no figure of its own
    if finding.against:
        return (
            f"latest {latest}; said from {number(low or 0)} to {number(high)}"
            if high is not None
            else f"latest {latest}"
        )
    if low is None or high is None or low == high or len(finding.statements) == 1:
        return latest
    return f"{latest} ({number(low)} to {number(high)})"
