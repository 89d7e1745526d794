"""Words that decide whether an act is put as a fact: the tables in `modality/`, ready for look-up."""

from functools import cache

import msgspec

from panj.lexicon import rows


class Effect(msgspec.Struct, frozen=True):
    """What a word does to the act below it: `becomes` a modality, `same` or `fact`; `denies` turns it round."""

    becomes: str
    denies: bool = False


@cache
def selectors() -> dict[tuple[str, str], Effect]:
    """Return effects by (kind of complement, word); the first row that names a word holds."""
    found: dict[tuple[str, str], Effect] = {}
    for row in rows("modality/selectors"):
        for word in row["words"].split():
            found.setdefault((row["of"], word), Effect(row["effect"], row["denied"] == "yes"))
    return found


@cache
def openers() -> dict[str, str]:
    """Return the kind of each word that opens a clause or phrase; several words are joined with _."""
    return {word: row["kind"] for row in rows("modality/openers") for word in row["words"].split()}


@cache
def auxiliaries() -> dict[str, tuple[str, str]]:
    """Return what each auxiliary makes of an act, and what it makes of it before a perfect."""
    table = rows("modality/auxiliaries")
    return {word: (row["effect"], row["perfect"]) for row in reversed(table) for word in row["words"].split()}
