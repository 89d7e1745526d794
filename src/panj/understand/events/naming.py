"""What somebody in an event is called by the words for him."""

from panj.english.parsed import Sentence
from panj.lexicon.counted import small_numbers
from panj.understand.trees import phrases

UNNAMING = frozenset({"DET", "NUM", "PUNCT", "ADV", "PRON", "ADP", "SYM"})


def uncounted(name: str) -> str:
    """Return a name without the count before it ("two embassies"); the count is a figure of its own."""
    first, _, rest = name.partition(" ")
    return rest if rest and (first.isdecimal() or first.lower() in small_numbers()) else name


def bare_name(sentence: Sentence, i: int, behind: int = -1) -> str:
    """Return a noun with the words that tell which ones, without articles and counts ("Afghan soldiers").

    `behind` is the owner before it that is left out with its "'s".
    """
    first = max(phrases.chunk(sentence, i)[0], behind + 1)
    kept = [t for t in sentence.tokens[first : i + 1] if t.i == i or t.upos not in UNNAMING]
    kept = [t for t in kept if behind < 0 or t.upos != "PART"]
    return " ".join(token.text for token in kept)
