"""CAP 1.2 (OASIS 2010): one alert, a draft, with a block for each dangerous line that changed and rests on facts.

A machine issues no public warning from news: the status is Draft unless a person says Actual by name, and the scope is
Restricted always. What is planned, forecast, conditional or demanded has no block; what is claimed says who claims it.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from panj.records import Place, fingerprint
from panj.serve.export.claims import claim
from panj.serve.export.xml import add, written
from panj.serve.picture import Picture
from panj.situation import Changed

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
DANGERS = ("control", "forces", "displacement", "casualties", "tension")
_GONE = frozenset({"lapsed", "resolved"})
RESTRICTION = "For those who check the reports before anybody is warned."


def lines(shown: Picture, issued_by: str | None = None) -> Iterator[str]:
    """Yield one alert; `issued_by` is the person who says that it is Actual."""
    told = [c for c in shown.changed if _is_fact(shown, c)]
    alert = ET.Element("alert", {"xmlns": NAMESPACE})
    key = fingerprint(shown.case.as_of, issued_by, *(c.finding.id for c in told))
    add(alert, "identifier", f"panj-{shown.case.as_of}-{key}")
    add(alert, "sender", "panj")
    add(alert, "sent", f"{shown.case.as_of}T00:00:00-00:00")
    add(alert, "status", "Actual" if issued_by else "Draft")
    add(alert, "msgType", "Alert")
    add(alert, "source", f"issued by {issued_by}" if issued_by else "drafted by a machine from reports")
    add(alert, "scope", "Restricted")
    add(alert, "restriction", RESTRICTION)
    add(alert, "note", f"What changed from {shown.since} to {shown.case.as_of}, as reports say it")
    for changed in told:
        _info(alert, shown, changed)
    yield written(alert)


def _is_fact(shown: Picture, changed: Changed) -> bool:
    finding = changed.finding
    evidence, _ = shown.evidence(finding)
    facts = bool(evidence) and all(s.statement.happened for s in evidence)
    return finding.topic in DANGERS and changed.change not in _GONE and facts


def _info(alert: ET.Element, shown: Picture, changed: Changed) -> None:
    finding = changed.finding
    evidence, against = shown.evidence(finding)
    said = [f"{s.day} {claim(s)}" for s in evidence] + [f"Against: {s.day} {claim(s)}" for s in against]
    value = f": {finding.value}" if finding.value else ""
    info = add(alert, "info")
    add(info, "language", "en")
    add(info, "category", "Security")
    add(info, "event", finding.topic)
    for unknown in ("urgency", "severity", "certainty"):  # no report gives them in CAP's terms
        add(info, unknown, "Unknown")
    add(info, "senderName", "Panj, from reports of others")
    add(info, "headline", f"[{finding.status or changed.change}] {finding.label}{value}")
    add(info, "description", "\n".join(said))
    parameters = {"panj-line": finding.id, "panj-change": changed.change, "panj-status": finding.status}
    for name, value in parameters.items():
        parameter = add(info, "parameter")
        add(parameter, "valueName", name)
        add(parameter, "value", value)
    _area(info, finding.place)


def _area(info: ET.Element, place: Place | None) -> None:
    if place is None:
        return
    area = add(info, "area")
    add(area, "areaDesc", place.called)
    if place.lat is not None and place.precision in ("point", "site"):
        add(area, "circle", f"{place.lat},{place.lon} 0")
