"""What a counted noun phrase counts: its last noun without the plural, and the kind of thing that it is."""

from functools import cache, lru_cache

from panj.lexicon import rows

_ENDS = frozenset(
    {"of", "in", "from", "who", "that", "at", "on", "a", "per", "each", "every"}
)  # what follows them describes the noun


@cache
def _kinds() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in rows("figures")}


@cache
def _irregular() -> dict[str, str]:
    return {row["plural"]: row["noun"] for row in rows("plurals")}


def singular(noun: str) -> str:
    """Return a noun without its plural, as the tables have it."""
    if noun in _irregular():
        return _irregular()[noun]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@lru_cache(1 << 14)
def head_noun(phrase: str) -> str:
    """Return the last noun of what is counted: "soldier" of "Afghan soldiers in the north"."""
    words = phrase.lower().replace(",", "").split()
    end = next((i for i, word in enumerate(words) if i and word in _ENDS), len(words))
    return singular(words[end - 1]) if words else ""


def kind_of(noun: str) -> str | None:
    """Return what a noun in the singular counts: force, displaced, people, casualty, territory; None if not known."""
    return _kinds().get(noun)


@cache
def _weights() -> frozenset[str]:
    return frozenset(row["unit"] for row in rows("units") if row["kind"] in ("mass", "volume"))


@cache
def _money() -> frozenset[str]:
    return frozenset(row["unit"] for row in rows("units") if row["kind"] == "money")


def is_goods(unit: str | None) -> bool:
    """Tell whether a unit is of what can be given: money, a weight or a volume."""
    return is_currency(unit) or unit in _weights()


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is money: by the three letters of ISO 4217, or by a word that several states have."""
    return unit is not None and ((len(unit) == len("EUR") and unit.isupper()) or unit in _money())


@cache
def small_numbers() -> dict[str, int]:
    """Return the value of each number that is written as one word."""
    return {row["word"]: int(row["value"]) for row in rows("small_numbers")}
