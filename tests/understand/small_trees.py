"""Small trees written by hand: a text, and for each word its part of speech, tag, head and relation."""

from panj.english.parsed import Parsed, Sentence, Token

LEMMAS = {"was": "be", "is": "be", "are": "be", "said": "say", "told": "tell"}


def small_tree(text: str, words: str) -> Parsed:
    """Return one sentence over `text`; `words` has `word|UPOS|XPOS|head|relation` for each, heads counted from 1."""
    tokens, at = [], 0
    for i, entry in enumerate(words.split()):
        word, upos, xpos, head, relation = entry.split("|")
        at = text.index(word, at)
        lemma = LEMMAS.get(word, word.lower())
        tokens.append(Token(i, at, at + len(word), word, lemma, upos, xpos, int(head) - 1, relation))
        at += len(word)
    return Parsed(text, (Sentence(0, len(text), tuple(tokens)),))
