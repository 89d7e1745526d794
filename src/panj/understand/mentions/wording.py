"""The words of a role: what it is called, its title, how many it counts."""

from collections.abc import Sequence

from panj.english.parsed import Sentence, Token
from panj.lexicon.counted import small_numbers
from panj.understand.mentions.drafts import Draft

UNTITLED = frozenset({"DET", "NUM", "PUNCT", "PART", "PRON"})  # no part of a title


def name_of(sentence: Sentence, first: int, last: int) -> str:
    """Return the words of a role without determiner and figures, "two unnamed officials" kept whole."""
    kept = list(range(first, last + 1))
    while len(kept) > 1 and sentence.tokens[kept[0]].upos in {"DET", "PUNCT", "ADP", "PRON"}:
        if sentence.tokens[kept[1]].text == "-":
            break
        kept = kept[1:]
    tags = [sentence.tokens[i].upos for i in kept]
    kept = kept[tags.index("NUM") :] if "NUM" in tags else kept  # "at least six people"
    figures = [i for i in kept if sentence.words[i][0].isdigit()]
    if figures:
        glued = {i - 1 for i in kept if sentence.tokens[i].text == "-"}  # "the 6-year-old boy"
        last = max([i for i in figures if i not in glued and not is_ordinal(sentence, i)], default=-1)
        kept = [i for i in kept if i > last] or kept
    return text_of(sentence, kept)


def is_ordinal(sentence: Sentence, i: int) -> bool:
    """Tell whether a word is a number in a row: "90th"."""
    return sentence.tokens[i].text[-2:] in {"st", "nd", "rd", "th"}


def title_of(sentence: Sentence, first: int, last: int, names: Sequence[Draft]) -> str:
    """Return the words of a role that name nobody: "90th Tank Division"."""
    named = {i for draft in names for i in range(draft.first, draft.last + 1)}
    kept = [i for i in range(first, last + 1) if sentence.tokens[i].upos not in UNTITLED and i not in named]
    return text_of(sentence, kept)


def number_of(sentence: Sentence, token: Token) -> int | None:
    """Return how many a noun counts, None if its number is no whole one."""
    for child in sentence.below[token.i].get("nummod", ()):
        word = child.text.replace(",", "").lower()
        if word.isdecimal():
            return int(word)
        if word in small_numbers():
            return small_numbers()[word]
    return None


def text_of(sentence: Sentence, positions: Sequence[int] | range) -> str:
    """Return the words at these positions as the text spaces them."""
    out = ""
    previous: int | None = None
    for i in positions:
        gap = previous is not None and sentence.tokens[i].start > sentence.tokens[previous].end
        out += (" " if gap else "") + sentence.tokens[i].text
        previous = i
    return out
