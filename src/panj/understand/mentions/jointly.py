"""Several whom "they" means together: subjects joined by "and", or one who met, called or agreed with another."""

from collections.abc import Iterator, Sequence

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.names import head_of
from panj.understand.mentions.referents import Referents
from panj.understand.trees import phrases

PARTIES = frozenset({"state", "person", "organization", "office"})
PEOPLE = frozenset({"person", "office"})
WITH = frozenset({"with", "by", "between"})
TOGETHER = "coreference:together"  # the rule of a "they" that means several
LATELY = 3  # sentences back
MOST = 4  # parties; more are a list

Parties = tuple[Draft, ...]


def note(sentence: Sentence, number: int, found: Sequence[Draft], known: Referents) -> None:
    """Note who has dealt with whom in a sentence, and who did something side by side; who go on stay who they were."""
    verbs = _verbs(sentence)
    deals = words("role_words", "word", "dealing"), words("role_words", "word", "deal")
    dealing: Parties = ()
    if not all(map(sentence.lexicon.isdisjoint, deals)):
        dealing = next((parties for verb in verbs if (parties := _dealing(sentence, verb, found))), ())
    if not dealing and any(d.parts == known.dealing[1] for d in found if d.parts):
        dealing = known.dealing[1]
    known.dealing = (number, dealing) if dealing else known.dealing
    known.beside = number, next((parties for verb in verbs if (parties := _joined(sentence, verb, found))), ())


def surely(draft: Draft, sentence: Sentence, found: Sequence[Draft], known: Referents) -> Parties:
    """Return whom "they" means together: the subjects of a verb above it, else who dealt with each other before."""
    token = sentence.tokens[draft.head]
    above = next((t for t in sentence.above(token.i) if t.upos == "VERB" and t.i != token.head), None)
    if above is not None and above.i < token.i and (parties := _joined(sentence, above, found)):
        return parties
    return _before(draft, token, known.dealing, 1)


def perhaps(draft: Draft, sentence: Sentence, known: Referents) -> Parties:
    """Return whom "they" can mean if no plural is meant: the subjects before, or who dealt with each other lately."""
    token = sentence.tokens[draft.head]
    return _before(draft, token, known.beside, 1) or _before(draft, token, known.dealing, LATELY)


def _before(draft: Draft, token: Token, noted: tuple[int, Parties], within: int) -> Parties:
    return noted[1] if draft.sentence - noted[0] <= within and token.relation == "nsubj" else ()


def joined(names: Sequence[str]) -> str:
    """Return what several are called together: "A, B and C"."""
    return " and ".join((", ".join(names[:-1]), names[-1]))


def _verbs(sentence: Sentence) -> tuple[Token, ...]:
    """Return the verbs of the main clause and of what it says, those that come later first."""
    root = next((t for t in sentence.tokens if t.head < 0), None)
    if root is None:
        return ()
    said = (root, *sentence.children(root.i, "ccomp", "parataxis"))
    return tuple([t for verb in said for t in phrases.conjuncts(sentence, verb.i)])[::-1]


def _dealing(sentence: Sentence, verb: Token, found: Sequence[Draft]) -> Parties:
    """Return those who deal with each other by a verb, nobody where one of them is many."""
    if not _deals(sentence, verb):
        return ()
    subject = phrases.subject(sentence, verb.i)
    if subject is None:
        return ()
    if subject.lemma.lower() in words("role_words", "word", "deal"):
        between = (t for t in sentence.children(subject.i, "nmod") if phrases.case(sentence, t.i) in WITH)
        return next((parties for t in between if len(parties := _parties(sentence, t, found)) > 1), ())
    ours = _parties(sentence, subject, found)
    if len(ours) != 1:
        return ours
    theirs = next(_theirs(sentence, verb, found), ())
    return (*ours, *theirs) if theirs and {d.entity for d in ours}.isdisjoint(d.entity for d in theirs) else ()


def _deals(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb, by itself or with its object, is what several do together ("met", "signed a deal")."""
    nouns = {t.lemma.lower() for t in sentence.children(verb.i, "obj", "nsubj")}
    deals = words("role_words", "word", "deal")
    return verb.lemma.lower() in words("role_words", "word", "dealing") or not deals.isdisjoint(nouns)


def _theirs(sentence: Sentence, verb: Token, found: Sequence[Draft]) -> Iterator[Parties]:
    """Yield whom a verb or its object says it was done with ("met X", "held talks with X", "was received by X")."""
    objects = sentence.children(verb.i, "obj")
    for t in objects:
        if parties := _parties(sentence, t, found, PEOPLE):
            yield parties
    for i in (verb.i, *(t.i for t in objects)):
        for t in sentence.children(i, "obl", "nmod"):
            if phrases.case(sentence, t.i) in WITH and (parties := _parties(sentence, t, found)):
                yield parties


def _joined(sentence: Sentence, verb: Token, found: Sequence[Draft]) -> Parties:
    """Return the subjects of a verb, nobody if it has but one."""
    subject = phrases.subject(sentence, verb.i)
    if subject is None or "conj" not in sentence.below[subject.i]:
        return ()
    parties = _parties(sentence, subject, found)
    return parties if len(parties) > 1 else ()


def _parties(sentence: Sentence, first: Token, found: Sequence[Draft], kinds: frozenset[str] = PARTIES) -> Parties:
    """Return the actors that are joined to a word, it included; nobody if one of them is many or nobody known."""
    out: list[Draft] = []
    for token in phrases.conjuncts(sentence, first.i):
        named = [d for d in found if d.entity and d.name and _heads(sentence, d, token)]
        widest = max(named, key=lambda d: d.last - d.first, default=None)
        if widest is None or widest.plural or widest.type not in kinds:
            return ()
        out.append(widest)
    return tuple(out) if len({d.entity for d in out}) == len(out) <= MOST else ()


def _heads(sentence: Sentence, draft: Draft, token: Token) -> bool:
    return draft.covers(token.i) and head_of(sentence, draft.first, draft.last) == token.i
