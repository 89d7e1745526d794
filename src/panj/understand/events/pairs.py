"""Two names before a noun that are both parties to it: "the Israel-Hamas war", "Armenian and Azerbaijani talks"."""

from panj.english.parsed import Sentence
from panj.records import Mention
from panj.understand.events.actors import Cast

JOINED = frozenset({"-", "–", "—", "/"})
PARTIES = frozenset({"state", "organization", "group", "person"})
FARTHEST = 3  # words between the second name and the noun: "a U.S.-Iraq security partnership"


def paired(cast: Cast, i: int) -> tuple[tuple[int, Mention], ...]:
    """Return both parties that a dash before noun `i` joins, the left one first; nothing if there are none."""
    sentence = cast.sentence
    dash = next((j for j in range(i - 1, max(0, i - FARTHEST - 4), -1) if _joins(sentence, j)), None)
    if dash is None:
        return ()
    left, right = cast.lookup.at(sentence.tokens[dash - 1].start), cast.lookup.at(sentence.tokens[dash + 1].start)
    if left is None or right is None or left.type not in PARTIES or right.type not in PARTIES or left == right:
        return ()
    between = [t for t in sentence.tokens[dash + 1 : i] if t.start >= right.span.end]
    if len(between) > FARTHEST or any(t.upos not in {"ADJ", "NOUN", "PROPN"} for t in between):
        return ()
    return ((dash - 1, left), (dash + 1, right))


def _joins(sentence: Sentence, j: int) -> bool:
    """Tell whether a dash stands between two capital letters without spaces around it."""
    if sentence.tokens[j].text not in JOINED:
        return False
    before, dash, after = sentence.tokens[j - 1 : j + 2]
    return before.end == dash.start and dash.end == after.start and after.text[:1].isupper()
