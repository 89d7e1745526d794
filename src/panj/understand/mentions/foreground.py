"""What the text keeps of each mention for those that come after: how far it stands in the foreground, and as what."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.understand.mentions import antecedents
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.incumbents import NOT_HELD
from panj.understand.mentions.names import head_of
from panj.understand.mentions.referents import Referents


def note(sentence: Sentence, draft: Draft, known: Referents, noun: str = "") -> None:
    """Note a mention: how far it stands in the foreground, and whether it says something."""
    top = sentence.tokens[head_of(sentence, draft.first, draft.last)]
    role = antecedents.role_of(top)
    referent = known.add(draft, subject=_prominence(sentence, top), noun=noun, role=role)
    if draft.form == "name" and draft.type in {"group", "organization"}:
        referent.called.update(_called(sentence, draft))
    if not NOT_HELD.isdisjoint(sentence.words[draft.first : draft.last + 1]):
        referent.in_office = False
    if antecedents.speaks(sentence, top):
        referent.spoke = draft.sentence


def _called(sentence: Sentence, draft: Draft) -> Iterator[str]:
    """Yield the common words right before a group's name ("the paramilitary RSF", "rebels of" stands apart)."""
    for i in range(draft.first - 1, -1, -1):
        token = sentence.tokens[i]
        if token.upos not in {"NOUN", "ADJ"} or not token.text.islower():
            return
        yield token.lemma.lower()


def _prominence(sentence: Sentence, top: Token) -> float:
    """Return how much a phrase stands in the foreground: as subject of the main clause, of one within, or neither."""
    if top.relation != "nsubj" or top.head < 0:
        return 0.0
    return 1.0 if sentence.tokens[top.head].relation in {"root", "conj", "parataxis"} else 0.5
