"""Words by which one tells what another says: the tables `reporting*.csv`, ready for look-up."""

from functools import cache

import msgspec

from panj.lexicon import rows, words


class Cue(msgspec.Struct, frozen=True):
    """A reporting verb: what the speaker does with the content (`kind`), and which arguments may hold it (`frames`)."""

    lemma: str
    kind: str
    frames: frozenset[str]


@cache
def verbs() -> dict[str, Cue]:
    """Return the reporting verbs by lemma."""
    table = rows("reporting")
    return {row["lemma"]: Cue(row["lemma"], row["kind"], frozenset(row["frames"].split())) for row in table}


@cache
def nouns() -> dict[str, str]:
    """Return the kind of each noun that can carry a reported clause."""
    return {row["lemma"]: row["kind"] for row in rows("reporting_nouns")}


@cache
def adjectives() -> dict[str, str]:
    """Return the kind of each adjective that can carry a reported clause."""
    return {row["lemma"]: row["kind"] for row in rows("reporting_adjectives")}


@cache
def sources() -> frozenset[str]:
    """Return the prepositions whose noun is the one who says it."""
    return words("reporting_words", "word", "to")


@cache
def openings() -> frozenset[str]:
    """Return the first words of those prepositions."""
    return frozenset(source.partition(" ")[0] for source in sources())


@cache
def accounts() -> frozenset[str]:
    """Return the nouns for somebody's version of what is so ("by the ministry's count", "in the army's view")."""
    return words("reporting_words", "word", "account")


@cache
def hearsay() -> frozenset[str]:
    """Return the adverbs that put a clause into an unnamed mouth."""
    return words("reporting_words", "word", "hearsay")


@cache
def seen() -> frozenset[str]:
    """Return the participles that tell who only had a document before him ("a report obtained by the paper")."""
    return words("reporting_words", "word", "seen")


@cache
def weighing() -> frozenset[str]:
    """Return the verbs by which somebody says how likely something is ("put the odds at", "sees a risk of")."""
    return words("reporting_words", "word", "weighing")


@cache
def figures() -> frozenset[str]:
    """Return the verbs that say how much something is by an object and "at" ("put the toll at 40")."""
    return words("reporting_words", "word", "figure")


@cache
def tallying() -> frozenset[str]:
    """Return the verbs by which somebody gives his own count of something ("the mayor counts seven")."""
    return words("reporting_words", "word", "tallying")


@cache
def claiming() -> frozenset[str]:
    """Return the verbs by which somebody claims a deed, says how likely something is or gives a figure."""
    return weighing() | figures() | tallying() | {"claim", "admit"}


@cache
def documents() -> frozenset[str]:
    """Return the nouns for texts and findings, which speak for whoever made them."""
    return words("reporting_words", "word", "document")


@cache
def seats() -> frozenset[str]:
    """Return the seats of power that speak under their own name ("the Kremlin said")."""
    return words("reporting_words", "word", "seat")


@cache
def enacted() -> frozenset[str]:
    """Return the nouns for what a declaration itself brings about."""
    return words("reporting_words", "word", "enacted")


@cache
def questions() -> frozenset[str]:
    """Return the words that open an indirect question."""
    return words("reporting_words", "word", "question")


@cache
def relaying() -> frozenset[str]:
    """Return the verbs by which an outlet passes on what another says."""
    return frozenset(row["lemma"] for row in rows("relaying"))


@cache
def disputed() -> frozenset[str]:
    """Return the nouns that take up what another has said, which one may dispute ("a claim the army rejects")."""
    return words("reporting_words", "word", "disputed")


@cache
def refuting() -> frozenset[str]:
    """Return the words for what is not so, by which one disputes what another has said ("called that a lie")."""
    return words("reporting_words", "word", "refuting")
