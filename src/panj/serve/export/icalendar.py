"""iCalendar: a day for each deadline and forecast; all but deadlines of treaties are tentative."""

from collections.abc import Iterator

from panj.records import Finding
from panj.serve.picture import Picture

WIDEST = 75  # octets of a line, RFC 5545 section 3.1


def lines(shown: Picture) -> Iterator[str]:
    """Yield the calendar, long lines folded."""
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Panj//EN"
    for finding in shown.findings:
        if finding.due:
            yield from (part for line in _event(shown, finding) for part in _folded(line))
    yield "END:VCALENDAR"


def _event(shown: Picture, finding: Finding) -> Iterator[str]:
    evidence, against = shown.evidence(finding)
    said = [f"{s.outlet} {s.day}: “{s.statement.quote}”" for s in evidence]
    said += [f"Against: {s.outlet} {s.day}: “{s.statement.quote}”" for s in against]
    yield "BEGIN:VEVENT"
    yield f"UID:{finding.id}@panj"
    yield f"DTSTAMP:{shown.case.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{finding.due:%Y%m%d}"
    yield f"SUMMARY:{_text(f'[{finding.status}] {finding.subject}: {finding.label}')}"
    yield f"DESCRIPTION:{_text(chr(10).join(said or [finding.value or '']))}"
    yield f"CATEGORIES:{_text(finding.topic)}"
    yield f"STATUS:{'CONFIRMED' if finding.topic == 'obligations' else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> Iterator[str]:
    part, width = "", 0
    for letter in line:
        size = len(letter.encode())
        if width + size > WIDEST:
            yield part
            part, width = " ", 1
        part, width = part + letter, width + size
    yield part
