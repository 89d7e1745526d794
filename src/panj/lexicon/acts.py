"""Verbs and nouns that say an act, and what must stand beside them: the tables in `events/`, ready for look-up."""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from panj.lexicon import rows

ANYTHING = "*"
KINDS = frozenset({"told", "clause", "voice", "light"})  # slots that hold no words of the sentence
# What a mention's type, or the model's, stands for among the classes of nouns.
TYPES: Mapping[str, tuple[str, ...]] = {
    "people": ("@person", "@state", "@group", "@organization", "@office", "@outlet", "@count"),
    "force": ("@named-group", "@state"),
    "troops": ("@named-group",),
    "government": ("@state",),
    "territory": ("@place", "@state"),
}


class Test(msgspec.Struct, frozen=True):
    """One thing that must (or must not) stand beside a trigger: a filler of `slot` with one of these labels."""

    slot: str
    labels: frozenset[str]
    wanted: bool

    def met(self, labels: frozenset[str]) -> bool:
        """Tell whether the labels found in the slot (none: an empty set) satisfy the test."""
        found = bool(labels) if ANYTHING in self.labels else not self.labels.isdisjoint(labels)
        return found is self.wanted


class Frame(msgspec.Struct, frozen=True):
    """The slots that hold the actor and those that hold the recipient, best first."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]


class Pattern(msgspec.Struct, frozen=True):
    """A reading of one verb or noun as an act; `weight` counts the tests that must be met.

    `of_object`: it asks for a certain object ("open fire", "plant a flag"). `words`: the sentence must have one of each
    of these, or the tests cannot be met.
    """

    code: str
    mode: str | None
    cameo: str | None
    frame: Frame
    tests: tuple[Test, ...]
    weight: int
    of_object: bool = False
    words: tuple[frozenset[str], ...] = ()


@cache
def verbs() -> dict[str, tuple[Pattern, ...]]:
    """Return the readings of each verb, most tested first; a particle stands after _ ("pull_out")."""
    return _patterns("events/verbs")


@cache
def nouns() -> dict[str, tuple[Pattern, ...]]:
    """Return the readings of each noun, most tested first; a compound is written with _."""
    return _patterns("events/nouns")


@cache
def compound_heads() -> frozenset[str]:
    """Return the last parts of the compounds among the nouns: "strike" of "air_strike"."""
    return frozenset([word[at + 1 :] for word in nouns() for at, mark in enumerate(word) if mark in "_-"])


@cache
def usual(code: str, *, noun: bool) -> Pattern:
    """Return the reading of a verb or noun that no table has, known to say this act."""
    row = next(row for row in rows("events/usual") if row["code"] == code)
    frame = next(f for f in _frames() if f["frame"] == row["noun" if noun else "verb"])
    return Pattern(code, None, None, Frame(tuple(frame["actor"].split()), tuple(frame["recipient"].split())), (), 0)


@cache
def light() -> dict[str, str]:
    """Return what each light verb does with its noun: do, begin, end or undergo."""
    return {word: row["kind"] for row in rows("events/light") for word in row["words"].split()}


@cache
def any_of(*kinds: str) -> frozenset[str]:
    """Return the labels that at least one of these classes of noun accepts."""
    return frozenset().union(*map(words_of, kinds))


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the labels that a class of noun accepts: its lemmas, and the types of mention that belong to it.

    What is no class of the table is the type of a mention and stands for itself.
    """
    table = {row["class"]: row["words"].split() for row in rows("events/classes")}
    return frozenset((*table[kind], *TYPES.get(kind, ()))) if kind in table else frozenset({f"@{kind}"})


def _patterns(table: str) -> dict[str, tuple[Pattern, ...]]:
    frames = {row["frame"]: Frame(tuple(row["actor"].split()), tuple(row["recipient"].split())) for row in _frames()}
    found: dict[str, list[Pattern]] = {}
    for row in rows(table):
        tests = tuple(_test(term) for term in row["tests"].split())
        pattern = Pattern(
            code=row["code"],
            mode=row["mode"] or None,
            cameo=row["cameo"] or None,
            frame=frames[row["frame"]],
            tests=tests,
            weight=sum(test.wanted for test in tests),
            of_object=any(test.slot == "obj" and test.wanted for test in tests),
            words=tuple(test.labels for test in tests if _asks_for_words(test)),
        )
        for word in row["words"].split():
            found.setdefault(word, []).append(pattern)
    return {word: tuple(sorted(readings, key=lambda p: -p.weight)) for word, readings in found.items()}


def _asks_for_words(test: Test) -> bool:
    """Tell whether only certain words meet a test, no type of mention."""
    plain = ANYTHING not in test.labels and not any(label.startswith("@") for label in test.labels)
    return plain and test.wanted and test.slot not in KINDS


def _frames() -> Iterable[Mapping[str, str]]:
    return rows("events/frames")


def _test(term: str) -> Test:
    slot, _, alternatives = term.removeprefix("!").partition(":")
    labels: set[str] = set()
    for word in alternatives.split("|"):
        labels.update(words_of(word[1:]) if word.startswith("@") else (word,))
    return Test(slot, frozenset(labels), not term.startswith("!"))
