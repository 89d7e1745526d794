"""Which claims of the model case are reached, each with its chain, its words and its line: `python -m bench.seed.run`.

The report and the 37 claims that a careful reader takes from it lie in `../shared/seed` (not ours to ship). A claim is
reached if a statement (a figure, a relation) stands on its words, in the mouth of the same speakers in the same order,
as surely put, and says the same; and if the brief of the day shows these words. n1 and n2 are traps: they must be
there, and never as a fact.
"""

import argparse
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bench.alone import alone
from panj.records import Attribution, Document, Quantity, Reading, Span, Statement
from panj.serve.brief_command import in_plain
from panj.serve.picture import picture

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "shared" / "seed"
DAY = date(2021, 7, 8)
FAMILY = {"TAKE": {"ASSAULT", "COERCE"}, "FLEE": {"RETREAT"}, "FALL": {"FALL"}}
NO_EVENT = {"PUBLISH"}  # "not a PLOVER event: it dates a forecast": a link of a chain with its day
ALIKE = {"hypothetical": {"asked"}}  # what somebody asks about is `asked` with us
CLOSE = 0.5  # of the shorter of both stretches of words


def shown(claim: dict[str, Any], document: Document) -> list[Span]:
    """Return where the claim's words stand in the text as it was read."""
    found = []
    for evidence in claim["evidence"]:
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", evidence["text"]).replace("](#)", "")
        start = document.text.find(plain)
        if start >= 0:
            found.append(Span(start, start + len(plain)))
    return found


def close(span: Span, others: list[Span]) -> bool:
    """Tell whether a statement stands on a claim's words."""
    for other in others:
        shared = min(span.end, other.end) - max(span.start, other.start)
        if shared >= CLOSE * min(span.end - span.start, other.end - other.start):
            return True
    return False


def same_chain(claim: dict[str, Any], statement: Statement) -> bool:
    """Tell whether the same speak in the same order; who asks is either the last to speak or the one who acts."""
    ours = [f"{s.name or ''} {s.text or ''}".lower() for s in (link.source for link in statement.chain)]
    ours = [name for name in ours if "unnamed" not in name or " " in name.strip()]
    theirs = [name.lower().removeprefix("u.s. ") for name in claim["sources"]]
    event = statement.event
    if event and event.code == "REQUEST" and len(ours) < len(theirs):
        ours += [f"{r.name} {r.text}".lower() for r in event.roles if r.role == "actor"][:1]
    return len(ours) == len(theirs) and all(b in a for a, b in zip(ours, theirs, strict=True))


def same_days(when: list[str] | None, statement: Statement) -> bool:
    """Tell whether the event's days are the claim's, where the claim gives any."""
    found = statement.event.when if statement.event else None
    return not when or (found is not None and [str(found.earliest), str(found.latest)] == when)


def says(claim: dict[str, Any], statement: Statement, amounts: dict[Span, Quantity]) -> bool:
    """Tell whether a statement says what the claim does."""
    wanted = claim["proposition"]
    if claim["kind"] == "figure":
        return any(_same_figure(wanted, amounts[s]) for s in statement.quantities if s in amounts)
    if statement.modality not in {claim["modality"], *ALIKE.get(claim["modality"], ())} or statement.denied:
        return False
    if claim["kind"] == "relation":
        return _same_relation(wanted, statement)
    if claim["kind"] == "event":
        event = statement.event
        codes = {wanted["type"], *wanted.get("accept_types", ())}
        return bool(event and ({event.code} | FAMILY.get(event.code, set())) & codes) and same_days(
            [wanted["deadline"], wanted["deadline"]] if "deadline" in wanted else wanted.get("when"), statement
        )
    if claim["kind"] == "forecast":
        when = statement.event.when if statement.event else None
        return when is not None and when.after is not None
    return True


def _published(wanted: dict[str, Any], link: Attribution) -> bool:
    said = [str(link.said.earliest), str(link.said.latest)] if link.said else None
    return link.source.name in wanted["actor"] and said == wanted["when"]


def _same_figure(wanted: dict[str, Any], quantity: Quantity) -> bool:
    scale = 0.01 if quantity.unit == "%" else 1.0
    low, high = (None if bound is None else round(bound * scale, 6) for bound in (quantity.low, quantity.high))
    return (low, high) == (wanted["low"], wanted["high"]) and quantity.approximate == wanted.get("approx", False)


def _same_relation(wanted: dict[str, Any], statement: Statement) -> bool:
    if wanted["relation"] == "resolved":  # a body's decision is an event of ours
        return bool(statement.event and statement.event.code == "AGREE") and same_days(wanted["when"], statement)
    return bool(statement.relation and statement.relation.relation == wanted["relation"])


def reached(claim: dict[str, Any], document: Document, reading: Reading) -> list[Statement]:
    """Return the statements that say what a claim does."""
    spans = shown(claim, document)
    amounts = {q.span: q for q in reading.quantities}
    if claim["kind"] == "event" and claim["proposition"]["type"] in NO_EVENT:
        return [s for s in reading.statements if any(_published(claim["proposition"], link) for link in s.chain)]
    found = [s for s in reading.statements if close(s.span, spans) and same_chain(claim, s)]
    if claim["kind"] == "figure":
        near = {q.span: q for q in reading.quantities if close(q.span, spans)}
        return [s for s in reading.statements if same_chain(claim, s) and says(claim, s, near)]
    return [s for s in found if says(claim, s, amounts)]


def trapped(claim: dict[str, Any], document: Document, reading: Reading) -> bool:
    """Tell whether a trap came out as something that happened."""
    spans = shown(claim, document)
    asserted = (
        s for s in reading.statements if s.event and s.happened and s.event.code == claim["proposition"]["type"]
    )
    return any(any(span.overlaps(s.event.trigger) for span in spans) for s in asserted if s.event)


def main() -> int:
    """Print claim by claim; 1 if fewer are reached than the floor, or a trap came out as a fact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write what was reached as the floor")
    pin = parser.parse_args().pin
    if not SEED.is_dir():
        print("skipped: no ../shared/seed beside the repository")
        return 0
    claims = json.loads((SEED / "claims.json").read_text(encoding="utf-8"))["claims"]
    reports = alone([SEED / "report.md"])
    document, reading, ledger = next(reports)
    brief = " ".join(in_plain(picture(ledger, as_of=DAY)).split())
    reports.close()
    good = 0
    for claim in claims:
        said = reached(claim, document, reading)
        words = any(" ".join(s.quote.split()) in brief for s in said)
        fell = claim["id"] in ("n1", "n2") and trapped(claim, document, reading)
        ok = bool(said) and words and not fell
        good += ok
        why = "" if ok else "as a fact" if fell else "not in the brief" if said else "not understood"
        print(f"{claim['id']:4s} {'reached' if ok else 'MISSED ':8s} {why}")
    print(f"{good} of {len(claims)} claims reached")
    floor = HERE / "floor.json"
    if pin:
        floor.write_text(json.dumps({"claims reached": good}) + "\n", encoding="utf-8")
    return int(good < json.loads(floor.read_text(encoding="utf-8"))["claims reached"])


if __name__ == "__main__":
    sys.exit(main())
