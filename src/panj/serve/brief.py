"""The brief: sections of lines, each with the statements it rests on and those against it."""

from dataclasses import dataclass

from panj.records import Finding, Statement
from panj.serve import words
from panj.serve.picture import Picture
from panj.situation import Changed, Said

MOST_ALSO_SAID = 60
MOST_EVIDENCE = 3  # statements shown under a line; the rest are counted, and `panj why` has them


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a brief: heading, what is so, how it stands, and its evidence."""

    id: str
    heading: str
    value: str
    status: str
    evidence: tuple[Said, ...]
    against: tuple[Said, ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and its lines; `empty` is said where there are none."""

    title: str
    lines: tuple[Line, ...]
    empty: str


def sections(picture: Picture) -> tuple[Section, ...]:
    """Return the brief of a day, section by section."""
    shown = (
        _section("Changed", [_changed(c, picture) for c in news(picture)], picture),
        _section("Control", _lines(picture, "control"), picture),
        _section("Forces", _lines(picture, "forces"), picture),
        _section("Displacement and casualties", _lines(picture, "displacement", "casualties"), picture),
        _section("Requests and pledges", _lines(picture, "requests"), picture),
        _section("Due, planned and forecast", _lines(picture, "outlook"), picture),
        _section("Obligations", _lines(picture, "obligations"), picture),
        _section("Tension", _lines(picture, "tension"), picture),
        _section("Denied or asked", [_open(s, picture) for s in picture.open_questions()], picture),
    )
    return (*shown, _section("Also said", also_said(picture, shown), picture))


def also_said(picture: Picture, shown: tuple[Section, ...]) -> list[Line]:
    """Return the newest statements of these days that no line above rests on, in the order of the reports."""
    above = {s.id for section in shown for line in section.lines for s in (*line.evidence, *line.against)}
    rest = [s for s in picture.case.said if s.day > picture.since and s.id not in above]
    return [_open(s.statement, picture) for s in rest[-MOST_ALSO_SAID:]]


def not_known(picture: Picture) -> str:
    """Return one sentence about what was not understood."""
    foreign = sum(d.language not in (None, "en") for d in picture.documents.values())
    unplaced = sum(f.place is None for f in picture.of("control"))
    return (
        f"{len(picture.unread)} sentences of {len(picture.documents)} reports yielded nothing; "
        f"{foreign} reports are not in English and were not read; {unplaced} lines of control have no point on a map."
    )


def _section(title: str, lines: list[Line], picture: Picture) -> Section:
    return Section(title=title, lines=tuple(lines), empty=f"No report up to {picture.case.as_of} speaks of this.")


def news(picture: Picture) -> list[Changed]:
    """Return what reports changed; a duty that comes into view with a request is no news."""
    return [c for c in picture.changed if c.finding.topic != "obligations"]


def _lines(picture: Picture, *topics: str) -> list[Line]:
    return [line(f, picture) for f in picture.of(*topics)]


def line(finding: Finding, picture: Picture) -> Line:
    """Return a finding as a line."""
    evidence, against = picture.evidence(finding)
    return Line(
        id=finding.id,
        heading=finding.label,
        value=value(finding),
        status=finding.status,
        evidence=once(evidence),
        against=once(against),
        source=", ".join(finding.facts),
    )


def once(said: list[Said]) -> tuple[Said, ...]:
    """Return statements with the same words in the same report only once."""
    return tuple({(s.statement.document, s.statement.quote): s for s in said}.values())


def value(finding: Finding) -> str:
    """Return what a line says is so: bounds, words, a day."""
    parts = []
    if finding.topic in ("forces", "displacement", "casualties"):
        parts.append(bounds(finding))
    elif finding.topic == "tension":
        parts.append(f"{finding.best:+.1f} ({finding.unit}): {finding.value}")
    elif finding.value:
        parts.append(finding.value)
    if finding.due:
        parts.append(f"due {finding.due}")
    elif finding.when and (told := words.days(finding.when)):
        parts.append(told)
    return "; ".join(parts)


def bounds(finding: Finding) -> str:
    """Return the latest figure and, where others differ, the range."""
    best, low, high = finding.best, finding.low, finding.high
    number = f"“{finding.value}”" if finding.value else f"{best:,g}" if best is not None else "?"
    if finding.against:
        return f"latest {number}; said from {low or 0:,g} to {high:,g}" if high is not None else f"latest {number}"
    return number if low == high == best else f"{number} ({f'{low:,g}' if low is not None else '…'} to {high or 0:,g})"


def _changed(change: Changed, picture: Picture) -> Line:
    made = line(change.finding, picture)
    was = f" (was: {value(change.before)}, {change.before.status})" if change.before else ""
    return Line(
        id=made.id,
        heading=f"{change.change}: {made.heading}",
        value=made.value + was,
        status=made.status,
        evidence=made.evidence[-1:],
    )


def _open(statement: Statement, picture: Picture) -> Line:
    said = picture.said[statement.id]
    return Line(
        id=statement.id,
        heading=words.subject(statement) or "words only",
        value="",
        status=words.certainty(statement),
        evidence=(said,),
    )
