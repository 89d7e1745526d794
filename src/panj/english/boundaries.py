"""How likely a sentence ends without a stop: headings, captions, signatures, addresses run together.

A logistic model over the outlines of the words about a gap and the commonest words, learnt from EWT and GUM train by
`training/boundaries.py`. It adds what the rules of `sentences` leave open, and hardly ever speaks up in plain prose.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from panj.english.tables import rows

THRESHOLD = 1.5
"""Best F1 of sentences on EWT dev between 0.5 and 3; GUM dev is level from 1 to 2."""

_NO_START = frozenset(",.;:)]}!?%")


def ends(forms: Sequence[str], begin: int, i: int) -> bool:
    """Tell whether the sentence that begins at `begin` ends after word `i`, which has no stop."""
    if not open_gap(forms[i], forms[i + 1]):
        return False
    weights = _weights()
    return sum([weights.get(feature, 0.0) for feature in features(forms, begin, i)]) > THRESHOLD


def open_gap(word: str, upcoming: str) -> bool:
    """Tell whether the model has a say between two words: neither both in lower case, nor before a closing sign."""
    return not (word[0].islower() and upcoming[0].islower()) and upcoming[0] not in _NO_START


def features(forms: Sequence[str], begin: int, i: int) -> tuple[str, ...]:
    """Return what the model sees of the gap after word `i`."""
    word, upcoming = forms[i], forms[i + 1]
    pair = f"{outline(word)} {outline(upcoming)}"
    count = i + 1 - begin
    return (
        "bias",
        f"pair {pair}",
        f"count {count if count < 4 else 4 if count < 8 else 8} {pair}",
        f"before {outline(forms[i - 1]) if i > begin else '<>'} {pair}",
        f"word {word.lower()}",
        f"next {upcoming.lower()}",
    )


@lru_cache(maxsize=20_000)
def outline(word: str) -> str:
    """Return what a word looks like: a, Aa, AA, A, num, time, date, url, mail, or the sign itself."""
    if not any(character.isalnum() for character in word):
        return word if len(word) < 3 else word[0] * 3
    if "://" in word:
        return "url"
    if "@" in word:
        return "mail"
    if word[0].isdigit():
        return "time" if ":" in word else "date" if "/" in word else "num"
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    return "Aa" if word[0].isupper() else "a"


@cache
def _weights() -> dict[str, float]:
    """Return the weight of each feature that has one."""
    return {feature: float(weight) for feature, weight in rows("boundaries.tsv")}
