"""What the words around a figure tell: its clause, whether that is sure, and of what it is by these words alone."""

import re
from functools import cache

from panj.lexicon import rows
from panj.records import Quantity
from panj.situation.counts.owners import NEXT
from panj.situation.said import Said

_WORD = re.compile(r"[a-z]+")
# who waits where one crosses over is on the way: "more than 1,000 people were waiting on the island"
_STOPPED = re.compile(
    r"\b(?:waiting|stranded|stuck|camped|massed) (?:at|on|near|along|by) (?:the |an? )?(?:\w+[ -]){0,3}?"
    r"(?:border|frontier|crossing|river|bank|island|bridge|checkpoint|shore|harbou?r|port)s?\b"
)
# soldiers who arrive somewhere fled there or were sent: only what they come to tells
_POSTED = re.compile(
    r"\b(?:arrived|landed|came)\b.*\b(?:mission|base|camp|garrison|contingent|reinforce\w*|deploy\w*)\b"
    r"|\b(?:mission|reserve|contingent|reinforce\w*|deploy\w*)\b.*\b(?:arrived|landed|came)\b"
)
_MAY = re.compile(r"(?<=\w )May\b(?! (?:not|the|be)\b)")
# who escapes from custody has not been displaced, and is held no more
ESCAPED = re.compile(r"\b(?:escap\w+|fled|broke out)\b[^.;]{0,30}\b(?:prison|jail|custody|detention|captivity)\b")
_TO_BE = re.compile(r"\b(?:is|are|was|were|be) to\b")  # "4,000 soldiers are to take part"


@cache
def _contexts() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {row["word"]: (row["kind"], tuple(row["counted"].split())) for row in rows("contexts")}


def clause_of(said: Said, quantity: Quantity) -> str:
    """Return the words of a statement's clause that a figure stands in."""
    start, end = said.statement.span.start, said.statement.span.end
    return clause(said.between(start, quantity.span.start), quantity.text, said.between(quantity.span.end, end))


def clause(before: str, figure: str, after: str) -> str:
    """Return the clause that a figure stands in, if it has a word of its own that tells what the figure is of."""
    own, _ = own_clause(before, figure, after)
    if any(w in _contexts() for w in _WORD.findall(own.lower())):
        return own
    return f"{before.rpartition('; ')[2]}{figure}{after.partition('; ')[0]}"


def own_clause(before: str, figure: str, after: str) -> tuple[str, str]:
    """Return the words of a figure's own clause, and of these what stands before it."""
    starts = [m.end() for m in NEXT.finditer(before)]
    end = NEXT.search(after)
    opening = before[starts[-1] if starts else 0 :]
    return f"{opening}{figure}{after[: end.start() if end else None]}", opening


def unsure(words: str, counted: str | None = None) -> bool:
    """Tell whether words of a clause make it no clause of what is so, or not of those counted."""
    found = (_contexts()[w] for w in _WORD.findall(_small(words)) if w in _contexts())
    return any(kind == "unsure" and (not of or counted in of) for kind, of in found) or bool(_TO_BE.search(words))


def _small(words: str) -> str:
    """Return words in lower case without the month of May, which makes nothing possible."""
    return (_MAY.sub("", words) if "May" in words else words).lower()


def told(quote: str, counted: str | None) -> str | None:
    """Return what a figure is of by the words beside it, where no act was understood; None unless they are plain."""
    words = _small(quote)
    if counted == "people" and _STOPPED.search(words):
        counted = "displaced"
    if counted == "force" and _POSTED.search(words) and not unsure(words):
        return counted
    found = [_contexts()[w] for w in _WORD.findall(words) if w in _contexts()]
    beside = [kind for kind, of in found if not of or counted in of]
    if ESCAPED.search(words):
        beside = [kind for kind in beside if kind != "displaced"]
    if counted == "casualty":
        beside = [kind for kind in beside if kind != "displaced"]  # "they fled and left 27 bodies"
    if counted not in ("force", "displaced", "people", "casualty") or "unsure" in beside or _TO_BE.search(words):
        return None
    return next(iter(beside), None) or ("displaced" if counted == "displaced" else None)
