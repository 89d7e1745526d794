"""Which language a text is in."""

import re
from functools import cache
from typing import Any

_SAMPLE = 500  # characters; reading on makes the identifier fifteen times slower and no surer
_LEAST = 40  # letters; below, the identifier guesses
_WORD = re.compile(r"[^\W\d_]+")
# English and hardly anything else; one word in eight of these saves the second that loading the identifier costs.
_ENGLISH_WORDS = """
    the of and that with from was were has have been by for said would this their they which who its not but after
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the text's language; what its page declares if the text is too short to tell."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) >= 10 and sum(word in _ENGLISH for word in words) >= len(words) / 8:
        return "en"
    if sum(map(len, words)) < _LEAST:
        return _code(declared)
    return str(_identifier().classify(sample)[0])


def ready() -> None:
    """Load the identifier (80 MB) now and not with the first text that is not plainly English."""
    _identifier().classify("")  # it reads its file with the first text


def _code(declared: str | None) -> str | None:
    code = re.split(r"[-_]", (declared or "").strip().lower())[0]
    return code if len(code) in (2, 3) and code.isalpha() and code.isascii() else None


@cache
def _identifier() -> Any:  # noqa: ANN401  py3langid has no types
    import py3langid

    return py3langid
