"""How something that lasts stands, in words of no act: "the border remained closed", "the port was reopened"."""

from collections.abc import Iterator
from functools import cache

from panj.english.parsed import Sentence, Token
from panj.lexicon import rows

_STAYING = ("remain", "stay")
_SUBJECTS = ("nsubj", "nsubj:pass")


def standing_states(sentence: Sentence) -> Iterator[tuple[Token, int]]:
    """Yield each thing of the table of measures with the token that says how it stands."""
    things, states = _words("thing"), _words("passive") | _words("after")
    for token in sentence.tokens:
        if token.deprel not in _SUBJECTS or token.head < 0:
            continue
        noun, verb = token.text.lower(), sentence.tokens[token.head]
        if noun not in things and noun.removesuffix("s") not in things:
            continue
        stays = verb.lemma in _STAYING and bool(sentence.words_below(verb.i, "xcomp") & states)
        if stays or verb.text.lower() in states:
            yield token, verb.i


@cache
def _words(role: str) -> frozenset[str]:
    """Return the telling words of a role: the last of a thing's name, the first of a state's."""
    of = (word.split() for row in rows("measures") if row["role"] == role for word in row["words"].split("|"))
    return frozenset(parts[-1] if role == "thing" else parts[0] for parts in of)
