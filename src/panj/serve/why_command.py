"""`panj why`: from a line back to the words, and to the words against it."""

import textwrap
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from panj.errors import NotFoundError, UsageError
from panj.ledger import EVERYTHING, Ledger, Scope
from panj.records import Document, Finding, Judgement, Link, Span, Statement
from panj.serve import output, words
from panj.serve.held import day_asked, held
from panj.serve.stream import statement_line

if TYPE_CHECKING:
    from panj.serve.brief import Line

LABEL = " " * 12  # as wide as "  sureness  "
AROUND = 200  # characters of the report shown on each side of the words


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A statement in its report, and the judgements for and against it with the statements they name."""

    statement: Statement
    document: Document
    related: tuple[tuple[Link, Statement], ...]

    @property
    def before(self) -> str:
        """What stands before the words in their paragraph, from a whole word on."""
        start = self.statement.span.start
        told = self.document.text[:start].rpartition("\n")[2]
        return told if len(told) <= AROUND else f"… {told[-AROUND:].partition(' ')[2]}"

    @property
    def after(self) -> str:
        """What stands after the words in their paragraph, up to a whole word."""
        end = self.statement.span.end
        told = self.document.text[end:].partition("\n")[0]
        return told if len(told) <= AROUND else f"{told[:AROUND].rpartition(' ')[0]} …"

    @property
    def context(self) -> str:
        """The words with what stands around them, the words themselves between ⟦ and ⟧."""
        return f"{self.before}⟦{self.statement.quote}⟧{self.after}"


def evidence(ledger: Ledger, identity: str, scope: Scope = EVERYTHING) -> Evidence:
    """Return the evidence of a statement; NotFoundError if there is none with this id in scope."""
    statement = ledger.statement(identity, scope)
    judged = [
        (link, link.right if link.left == statement.id else link.left)
        for link in ledger.links_about(statement.id, scope=scope)
        if link.kind in ("statement", "figure", "event") and link.left != link.right
    ]
    others = ledger.statements_by_id((other for _, other in judged), scope)
    related = [(link, others[other]) for link, other in judged if other in others]
    return Evidence(statement=statement, document=ledger.document(statement.document), related=tuple(related))


def why(identity: str, *, ledger: str | None, as_of: date | None, as_json: bool, known_at: int | None = None) -> None:
    """Write the evidence of a line of the picture of a day, or of a statement."""
    if not identity:
        raise UsageError("say which line or statement: `panj brief` and `panj list statements` show their ids")
    scope = Scope(as_of=as_of, known_at=known_at)
    with held(ledger) as opened:
        finding, told = _finding(opened, identity, scope) if identity[:1] == "F" else (None, [])
        chosen = [*finding.statements, *finding.against] if finding else [identity]
        found = [evidence(opened, x, scope) for x in chosen]
    if not output.to_person(as_json=as_json):
        if finding:
            output.write_line(msgspec.to_builtins(finding) | {"kind": "finding"})
        for one in found:
            output.write_line(_row(one))
        return
    tell(told)
    for n, one in enumerate(found):
        side = "AGAINST " if finding and n >= len(finding.statements) else ""
        tell(describe(one, side))


def tell(lines: list[str]) -> None:
    """Write the evidence of a statement within the width of the terminal."""
    width = output.console().width
    for text in lines:
        row = textwrap.fill(text, width, subsequent_indent=LABEL if text.startswith("  ") else "    ")
        output.write_text(f"{row}\n")


def _finding(ledger: Ledger, identity: str, scope: Scope) -> tuple[Finding, list[str]]:
    """Return the line with this id, or start of one, of the picture of a day, and how it is told.

    NotFoundError if there is none.
    """
    from panj.serve.brief import line  # here, because a statement needs no picture, which takes long to load
    from panj.serve.picture import picture

    day = day_asked(ledger, scope.as_of, scope.known_at)
    shown = picture(ledger, as_of=day, known_at=scope.known_at)
    found = [f for f in shown.findings if f.id.startswith(identity)]
    if len(found) != 1:
        raise NotFoundError(
            f"{identity}: {len(found) or 'no'} lines of {day} have this id; give --as-of the day of its brief"
        )
    return found[0], _heading(line(found[0], shown))


def _heading(line: "Line") -> list[str]:
    source = [f"  source    {line.source}"] if line.source else []
    return [f"{line.id}  {line.told}", *(f"  {d}" for d in line.details), *source, ""]


def _row(found: Evidence) -> dict[str, Any]:
    return statement_line(found.statement) | {
        "context": found.context,
        "title": found.document.title,
        "published": found.document.published,
        "related": [{"link": link, "statement": statement_line(s)} for link, s in found.related],
    }


def describe(found: Evidence, side: str = "") -> list[str]:
    """Return the evidence as lines for a person."""
    statement, document = found.statement, found.document
    lines = [f"{side}{statement.id}", f"  about     {words.about(statement) or 'words only'}"]
    if how := words.certainty(statement):
        lines.append(f"  how       {how}")
    if statement.condition:
        lines.append(f"  if        {statement.condition.of(document.text)}")
    lines.append(
        f"  report    {document.outlet or 'outlet unknown'}, {document.published or 'day unknown'}: {document.title}"
    )
    lines += [
        f"  said by   {_link(link.source.span, link.cue, document.text, words.speaker(link))}"
        for link in statement.chain[1:]
    ]
    lines.append(f"  words     {found.context}")
    lines.append(f"  sureness  {statement.confidence:.2f} that this is what the words say")
    for link, other in found.related:
        verb = {Judgement.SUPPORTS: "for", Judgement.CONTRADICTS: "against"}.get(link.judgement, link.judgement.value)
        lines.append(f"  {verb:<9} {other.id}: “{other.quote}” ({words.chain(other)}; {link.reason})")
    return lines


def _link(source: Span | None, cue: Span | None, text: str, name: str) -> str:
    quoted = " … ".join(f"“{span.of(text)}”" for span in (source, cue) if span)
    return f"{name} {quoted}".rstrip()
