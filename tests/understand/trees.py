"""Trees of the sentences in the tests, parsed once and checked by hand: readings do not change when the model does."""

from functools import cache
from pathlib import Path

from panj.english.parsed import Parsed, Sentence, Token
from panj.records import Event
from panj.understand.events.coding import found_in
from panj.world import load_world

FILE = Path(__file__).with_name("trees.conllu")


@cache
def trees() -> dict[str, Parsed]:
    """Return the stored parse of each text."""
    found: dict[str, Parsed] = {}
    for block in FILE.read_text(encoding="utf-8").split("# text = ")[1:]:
        text, _, rest = block.partition("\n")
        at, sentences = 0, []
        for rows in rest.strip().split("\n\n"):
            tokens = []
            for row in rows.split("\n"):
                number, form, lemma, upos, xpos, head, deprel, name, kind = row.split("\t")
                start = text.index(form, at)
                at = start + len(form)
                i, above = int(number) - 1, int(head) - 1
                tokens.append(Token(i, start, at, form, lemma, upos, xpos, above, deprel, name, kind.strip("_")))
            sentences.append(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))
        found[text] = Parsed(text, tuple(sentences))
    return found


def tree(text: str, word: str) -> tuple[Sentence, int]:
    """Return the sentence and the position of a word in it."""
    for sentence in trees()[text].sentences:
        for token in sentence.tokens:
            if token.text == word:
                return sentence, token.i
    raise AssertionError(f"{word!r} is not in {text!r}")


def acts(text: str) -> list[Event]:
    """Return the events of a text, in order."""
    return [found.event for found in found_in(text, trees()[text], load_world())]
