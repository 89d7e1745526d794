"""Records in words: how a line on a terminal or a page says who, what, whom, and how surely."""

from panj.records import Attribution, Event, Interval, Modality, Quantity, Relation, Statement

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


def certainty(statement: Statement) -> str:
    """Return how the innermost speaker puts it; "" for what is put as a fact."""
    how = MODALITY[statement.modality]
    if statement.denied:
        return f"denied, {how}" if how else "denied"
    return how


def chain(statement: Statement) -> str:
    """Return who says it, outlet first: "Moscow Times ← Andrei Rudenko"."""
    return " ← ".join(map(speaker, statement.chain))


def speaker(link: Attribution) -> str:
    """Return one link of a chain: the name, and the days of saying where they are known."""
    name = link.source.name or link.source.text or "unnamed"
    said = days(link.said)
    return f"{name} (said {said})" if said else name


def days(when: Interval | None) -> str:
    """Return an interval as days: one day, a span, "from", "by", or "" where nothing is known."""
    if when is None or (when.earliest is None and when.latest is None):
        return ""
    if when.earliest == when.latest:
        return f"{when.earliest}"
    if when.latest is None:
        return f"from {when.earliest}"
    if when.earliest is None:
        return f"by {when.latest}"
    return f"{when.earliest} to {when.latest}"


def event(what: Event) -> str:
    """Return an event in one line: actors, code, recipients."""
    by = ", ".join(r.name or r.text for r in what.roles if r.role == "actor") or "?"
    to = ", ".join(r.name or r.text for r in what.roles if r.role == "recipient")
    place = f" @ {what.place.name or what.place.text}" if what.place else ""
    return f"{by} {what.code}{f' → {to}' if to else ''}{place}"


def relation(what: Relation) -> str:
    """Return a standing fact in one line."""
    return f"{what.subject} {what.relation.replace('_', ' ')} {what.object}"


def figure(quantity: Quantity) -> str:
    """Return an amount with its bounds: "more than 1,000 Afghan soldiers", "up to 70 %"."""
    low, high, unit = quantity.low, quantity.high, f" {quantity.unit}" if quantity.unit else ""
    about = "about " if quantity.approximate else ""
    if low is not None and high is not None:
        bounds = f"{about}{low:,g}" if low == high else f"{about}{low:,g} to {high:,g}"
    elif low is not None:
        bounds = f"{low:,g} or more"
    elif high is not None:
        bounds = f"up to {high:,g}"
    else:
        bounds = quantity.text
    return f"{bounds}{unit}{f' {quantity.of}' if quantity.of else ''}"


def subject(statement: Statement) -> str:
    """Return what a statement is about in one line; "" if it is understood as words only."""
    if statement.event:
        return event(statement.event)
    return relation(statement.relation) if statement.relation else ""
