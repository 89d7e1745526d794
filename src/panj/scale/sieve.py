"""Which reports of an archive are worth reading: those in English, or of these those that may be about our subject."""

import re
from enum import StrEnum
from functools import cache

from panj.lexicon import acts, rows
from panj.pipeline import in_english
from panj.records import Document

BEGINNING = 300  # words that are looked at: a report says early what it is about
SHARE = 0.005  # of these words; swept .005-.03 in bench/scale
SHORT = 50  # words; a shorter text counts as one of so many
_WORD = re.compile(r"[a-z][a-z'-]{1,40}")
_CODES = frozenset(
    ("ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "THREATEN", "TAKE", "FALL", "SANCTION", "FLEE", "AGREE", "CONSULT")
)
_PLURALS = (("ies", "y"), ("men", "man"), ("es", ""), ("s", ""))


class Keep(StrEnum):
    """What to keep of an archive."""

    ALL = "all"
    ENGLISH = "english"
    TOPIC = "topic"


def sifted_out(document: Document, keep: Keep) -> str | None:
    """Return why a report is not kept, None if it is."""
    if keep is not Keep.ALL and not in_english(document):
        return "language"
    if keep is Keep.TOPIC and share(document.text) < SHARE:
        return "topic"
    return None


def share(text: str) -> float:
    """Return which share of a text's first words are nouns of our subject."""
    words = _WORD.findall(text[: BEGINNING * 12].lower())[:BEGINNING]
    return sum(_ours(word) for word in words) / max(SHORT, len(words))


def _ours(word: str) -> bool:
    nouns = subject_nouns()
    return word in nouns or any(
        word.endswith(plural) and word.removesuffix(plural) + singular in nouns for plural, singular in _PLURALS
    )


@cache
def subject_nouns() -> frozenset[str]:
    """Return the nouns that stand for our subject, in the singular."""
    named = {
        noun
        for noun, patterns in acts.nouns().items()
        if "_" not in noun and any(p.code in _CODES and not p.tests for p in patterns)
    }
    listed = {word for row in rows("subject") for word in row["words"].split()}
    return frozenset(named | listed | acts.words_of("force"))
