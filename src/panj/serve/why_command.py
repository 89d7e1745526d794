"""`panj why`: from a line back to the words, and to the words against it."""

from dataclasses import dataclass

from panj.ledger import Ledger, open_ledger
from panj.records import Document, Judgement, Link, Span, Statement
from panj.serve import output, settings, words
from panj.serve.stream import statement_line

AROUND = 200  # characters of the report shown on each side of the words


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A statement in its report, and the judgements for and against it with the statements they name."""

    statement: Statement
    document: Document
    related: tuple[tuple[Link, Statement], ...]

    @property
    def before(self) -> str:
        """What stands before the words in their paragraph."""
        start = self.statement.span.start
        return self.document.text[max(0, start - AROUND) : start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        """What stands after the words in their paragraph."""
        end = self.statement.span.end
        return self.document.text[end : end + AROUND].partition("\n")[0]

    @property
    def context(self) -> str:
        """The words with what stands around them, the words themselves between ⟦ and ⟧."""
        return f"{self.before}⟦{self.statement.quote}⟧{self.after}"


def evidence(ledger: Ledger, identity: str) -> Evidence:
    """Return the evidence of a statement; NotFoundError if there is none with this id."""
    statement = ledger.statement(identity)
    related = []
    for link in ledger.links():
        if statement.id in (link.left, link.right) and link.kind in ("statement", "figure", "event"):
            other = link.right if link.left == statement.id else link.left
            if other != statement.id and not other.startswith("~"):
                related.append((link, ledger.statement(other)))
    return Evidence(statement=statement, document=ledger.document(statement.document), related=tuple(related))


def why(identity: str, *, ledger: str | None, as_json: bool) -> None:
    """Write the evidence of a line."""
    opened = open_ledger(settings.ledger_location(ledger))
    try:
        found = evidence(opened, identity)
    finally:
        opened.close()
    if not output.to_person(as_json=as_json):
        line = statement_line(found.statement) | {
            "context": found.context,
            "title": found.document.title,
            "published": found.document.published,
            "related": [{"link": link, "statement": statement_line(s)} for link, s in found.related],
        }
        output.write_line(line)
        return
    for text in describe(found):
        output.console().print(output.inert(text))


def describe(found: Evidence) -> list[str]:
    """Return the evidence as lines for a person."""
    statement, document = found.statement, found.document
    lines = [statement.id, f"  about     {words.subject(statement) or 'words only'}"]
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
