"""What speaks for each antecedent of a pronoun, and the choice among them: actors, things, or nothing named.

A log-linear choice (Denis and Baldridge 2008 rank candidates so), whose weights `training/antecedents.py` fits on GUM.
Things stand for election, too: "it" means a plan, a flood or a deed three times before it once means an actor.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reporting, rows
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.understand.trees import phrases
from panj.understand.trees.predicates import surface_subjects

BACK = 2  # sentences in which a thing stays in mind
SPOKEN = 2  # for who said something at most so many sentences before
GROUPS = ("he", "it", "they")
SUBJECT, OBJECT, OWNER, OTHER = "subject", "object", "owner", "other"
NOBODY = frozenset({"place", "other"})  # types of mention that are no actor
BY_HAND = "first by hand"
# Chosen by hand with GUM dev and the articles that may be looked at on the screen, so neither is an unseen figure.
LENIENT = {"he": 0.3, "it": 0.3, "they": 0.5}  # actors must be so many times as likely as things and nothing
OVERRULED = {"he": 10.0, "it": 100.0, "they": 5.0}  # another must be so many times likelier than the first by hand
_ROLES = {"nsubj": SUBJECT, "obj": OBJECT, "iobj": OBJECT}
_PARTS = frozenset({"compound", "flat", "fixed", "goeswith", "vocative", "dep"})
_PLURAL = frozenset({"NNS", "NNPS"})
_NOUNS = frozenset({"NN", "NNP"}) | _PLURAL
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


class Thing(msgspec.Struct, frozen=True):
    """A noun that names no actor: where it stands, and what kind of thing the model takes it for."""

    sentence: int
    position: int
    start: int
    lemma: str
    kind: str
    plural: bool
    role: str
    main: bool


class Pronoun(msgspec.Struct, frozen=True):
    """A pronoun where it stands: which group it is of, what it does there, and the verb or noun that it belongs to."""

    sentence: int
    token: Token
    group: str
    role: str
    above: str
    quoted: bool
    clause: int | None
    speaks: bool
    inner: bool
    paragraph: int


Candidate = Referent | Thing
Features = tuple[str, ...]
Option = tuple[Candidate, Features]


def pronoun(number: int, sentence: Sentence, token: Token, group: str, known: Referents) -> Pronoun:
    """Return what the grammar tells of a pronoun."""
    return Pronoun(
        number,
        token,
        group,
        role_of(token),
        _above(sentence, token),
        quoted(known, number, token.i),
        clause_subject(sentence, token.i),
        speaks(sentence, token),
        inner(sentence, token.i),
        sentence.paragraph,
    )


def quoted(known: Referents, number: int, i: int) -> bool:
    """Tell whether a word stands in a quotation, which may have begun in a sentence before of its paragraph."""
    marks = known.marks[number]
    return (sum([mark < i for mark in marks]) % 2 == 1) != known.opens[number] if marks else known.opens[number]


def note_quotations(known: Referents, sentence: Sentence) -> None:
    """Note where the marks of a sentence stand, and whether it begins within a quotation."""
    before = known.sentences[-1] if known.sentences else None
    within = False
    if before is not None and before.paragraph == sentence.paragraph:
        within = known.opens[-1] ^ (len(known.marks[-1]) % 2 == 1)
    marks = (
        () if sentence.lexicon.isdisjoint(_QUOTES) else tuple(i for i, w in enumerate(sentence.words) if w in _QUOTES)
    )
    known.sentences.append(sentence)
    known.marks.append(marks)
    known.opens.append(within)


def role_of(token: Token) -> str:
    """Return what a phrase is by its head: subject, object, owner, or something else."""
    return OWNER if token.deprel == "nmod:poss" else _ROLES.get(token.relation, OTHER)


def _above(sentence: Sentence, token: Token) -> str:
    """Return the kind of word that a pronoun belongs to: what is owned by what it names, a verb by what it tells."""
    if token.head < 0:
        return "nothing"
    head = sentence.tokens[token.head]
    if token.deprel == "nmod:poss":
        return f"of {head.type or 'none'}"
    if head.upos == "VERB":
        lemma = head.lemma.lower()
        kind = "saying" if lemma in reporting.verbs() else "acting" if lemma in acts.verbs() else "verb"
        return f"passive {kind}" if phrases.passive(sentence, head.i) else kind
    tied = sentence.children(head.i, "csubj", "ccomp", "xcomp", "advcl")
    return f"{head.upos.lower()} with clause" if tied and head.upos == "ADJ" else head.upos.lower()


def speaks(sentence: Sentence, token: Token) -> bool:
    """Tell whether a token is the subject of a verb of saying that has a clause or quotation."""
    verb = sentence.tokens[token.head] if token.relation == "nsubj" and token.head >= 0 else None
    cue = reporting.verbs().get(verb.lemma.lower()) if verb is not None and verb.upos == "VERB" else None
    return cue is not None and "clause" in cue.frames


def inner(sentence: Sentence, i: int) -> bool:
    """Tell whether a pronoun stands within: as an object, or in a relative clause ("the violence it represents")."""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head] if token.head >= 0 else token
    return token.relation in {"obj", "iobj"} or above.deprel == "acl:relcl"


def clause_subject(sentence: Sentence, i: int) -> int | None:
    """Return the subject of the clause around; of a subject itself that of the verb of saying ("X said they had")."""
    for above in sentence.above(i):
        if above.relation == "xcomp" and (understood := surface_subjects(sentence, above.i)):
            return understood[0] if understood[0] != i else None
        if above.upos in {"VERB", "AUX"} and (found := phrases.subject(sentence, above.i)) is not None:
            if found.i == i and above.relation in {"ccomp", "advcl"}:
                continue
            return found.i if found.i != i else None
    return None


# -- things --------------------------------------------------------------------------------------------------------


def things(number: int, sentence: Sentence, found: Sequence[Draft]) -> Iterator[Thing]:
    """Yield the nouns of a sentence that no actor's mention has."""
    actors = {i for d in found if d.form != "pronoun" and d.entity for i in range(d.first, d.last + 1)}
    for token in sentence.tokens:
        if token.xpos in _NOUNS and token.i not in actors and token.relation not in _PARTS:
            main = token.head < 0 or sentence.tokens[token.head].relation in {"root", "conj", "parataxis"}
            yield Thing(
                number,
                token.i,
                token.start,
                token.lemma.lower(),
                token.type or "none",
                token.xpos in _PLURAL,
                role_of(token),
                main,
            )


def fits_thing(group: str, thing: Thing) -> bool:
    """Tell whether a pronoun can mean a thing by number and kind."""
    if group == "he":
        return thing.kind == "person" and not thing.plural
    return thing.plural == (group == "they") and not (group == "it" and thing.kind == "person")


# -- what speaks for each ------------------------------------------------------------------------------------------


def options(
    it: Pronoun,
    actors: Sequence[Referent],
    found: Sequence[Thing],
    known: Referents,
    first: tuple[Referent, float] | None = None,
) -> list[Option]:
    """Return the candidates with what speaks for each, the latest named first."""
    candidates: list[Candidate] = [*actors, *found]
    candidates.sort(key=lambda c: (-c.sentence, -c.position))
    often: dict[str, int] = {}
    for thing in found:
        often[thing.lemma] = often.get(thing.lemma, 0) + 1
    since = _lately_doing(it, actors)
    out: list[Option] = []
    for rank, candidate in enumerate(candidates):
        common = _common(it, candidate, rank, known)
        if isinstance(candidate, Thing):
            out.append((candidate, (*common, *_of_thing(it, candidate, often[candidate.lemma]))))
        else:
            by_hand = _by_hand(first) if first is not None and candidate is first[0] else ()
            out.append((candidate, (*common, *_of_actor(it, candidate, known, since), *by_hand)))
    return out


def _lately_doing(it: Pronoun, actors: Sequence[Referent]) -> Referent | None:
    doing = (r for r in actors if r.subject == 1 and r.sentence < it.sentence)
    return max(doing, key=lambda r: r.sentence, default=None)


def _common(it: Pronoun, candidate: Candidate, rank: int, known: Referents) -> list[str]:
    behind = it.sentence - candidate.sentence
    role = candidate.role
    found = [f"behind {min(behind, 4)}", f"rank {min(rank, 5)}", role, f"{role} for {it.role}"]
    if behind == 1 and role == SUBJECT:
        found.append("subject before")
    if behind and known.sentences[candidate.sentence].paragraph == it.paragraph:
        found.append(f"same paragraph {min(behind, 3)}")
    if it.quoted != quoted(known, candidate.sentence, candidate.position):
        alone = f"alone is quoted, it {'speaks' if it.speaks else it.role}"
        found.append("only it is quoted" if it.quoted else alone)
    if behind == 0:
        found.append(f"beside {it.role} {min(rank, 2)}")
        if candidate.position == it.clause:
            found.append(f"subject of the clause for {it.role}")
        if it.inner and rank == 0:
            found.append("last before one within")
    return found


def _of_thing(it: Pronoun, thing: Thing, often: int) -> list[str]:
    behind = it.sentence - thing.sentence
    found = [
        *("thing", f"thing {thing.kind}", f"thing under {it.above}"),
        *(f"thing behind {behind}", f"thing for {it.role}"),
    ]
    if it.speaks:
        found.append(f"thing {thing.kind} speaks")
    if thing.main and thing.role == SUBJECT:
        found.append("thing main")
    if often > 1:
        found.append("thing again")
    return found


def _of_actor(it: Pronoun, r: Referent, known: Referents, since: Referent | None) -> list[str]:
    often = r.count if r.count < 3 else "3 to 5" if r.count < 6 else "often"
    behind = min(it.sentence - r.sentence, 4)
    found = [f"actor {r.type}", f"actor under {it.above}", f"actor behind {behind}", f"named {often}"]
    if r.subject:
        found.append("main subject" if r.subject == 1 else "inner subject")
    if not r.plural:
        found.append(f"single {r.type}")
    if r.gender and it.group == "he":
        found.append("of this gender")
    if r.first == 0:
        found.append("from the start")
    if r.entity in known.topic:
        found.append("of the title")
    if it.sentence - r.spoke <= SPOKEN:
        lately = "displaced" if r.displaced(since) else "spoke"
        found.append(f"{lately} {it.sentence - r.spoke} before{' and speaks' if it.speaks else ''}")
    if it.speaks:
        found.append(f"{r.type} speaks")
    if it.quoted and r.spoke == it.sentence:
        found.append("says what it stands in")
    last = known.meant.get(it.group)
    if last is not None and it.sentence - last[0] <= BACK and last[1] == r.entity:
        found.append("meant last" if last[0] < it.sentence else "meant in this sentence")
    return found


def _by_hand(first: tuple[Referent, float]) -> tuple[str, str]:
    """Return that the weights which were set by hand have an actor first, and by how much."""
    return BY_HAND, f"first by hand {first[1]:.1f}"


def of_none(it: Pronoun, known: Referents) -> Iterator[str]:
    """Yield what speaks for nothing that is named: a clause, the weather, somebody who is not read."""
    yield "nothing"
    yield f"nothing for {it.role}"
    yield f"nothing under {it.above}"
    if it.speaks:
        yield "nothing speaks"
    if it.quoted:
        yield "nothing in a quotation"
    last = known.meant.get(it.group)
    if last is not None and last[1] is None and it.sentence - last[0] <= 1:
        yield "nothing again"


# -- the choice ----------------------------------------------------------------------------------------------------


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weight of each feature, by group of pronouns."""
    table = rows("antecedents")
    return {group: {row["feature"]: float(row[group]) for row in table if row[group]} for group in GROUPS}


def choose(it: Pronoun, candidates: Sequence[Option], nothing: Features) -> tuple[Referent, float] | None:
    """Return the likeliest actor and how likely he is, None if a thing or nothing is likelier.

    Whom the weights set by hand have first keeps his place unless another is so many times likelier.
    """
    shares = _shares(weights()[it.group], [*[features for _, features in candidates], nothing])
    actors = [
        (share * (OVERRULED[it.group] if BY_HAND in features else 1.0), share, candidate)
        for share, (candidate, features) in zip(shares, candidates, strict=False)
        if isinstance(candidate, Referent) and candidate.type not in NOBODY
    ]
    if not actors:
        return None
    _, best, chosen = max(actors, key=lambda one: one[0])  # the latest named of two alike
    somebody = sum([share for _, share, _ in actors])
    if it.speaks or somebody >= (1 - somebody) * LENIENT[it.group]:  # what says something is somebody
        return chosen, best / somebody
    return None


def _shares(of: Mapping[str, float], options: Sequence[Features]) -> list[float]:
    """Return how likely each is."""
    scores = [sum([of.get(name, 0.0) for name in features]) for features in options]
    most = max(scores)
    shares = [exp(score - most) for score in scores]
    whole = sum(shares)
    return [share / whole for share in shares]
