"""Who is meant by "he", "the country", "its ally": scored choices among those whom the text has named."""

from collections.abc import Callable, Iterable, Sequence

from panj.english.parsed import Sentence, Token
from panj.understand import phrases
from panj.understand.drafts import Draft
from panj.understand.referents import Referent, Referents
from panj.world import World

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = frozenset(PERSONAL) | NEUTRAL | PLURAL
ONE = frozenset({"state", "organization", "outlet", "group", "office"})
FARTHEST = 4  # sentences back for a pronoun
# Weights of the choice; set by hand on the coreference of GUM's news (training part) and the seed.
RECENT, SUBJECT, OFTEN, COMPANY, OWNER = 1.0, 0.35, 0.05, 0.12, -0.8

Choice = tuple[Referent, float]


def find_pronouns(number: int, sentence: Sentence) -> list[Draft]:
    """Return a draft for each personal and possessive pronoun of the third person, unresolved."""
    found = []
    for token in sentence.tokens:
        word = token.text.lower()
        if word in PRONOUNS and token.upos in {"PRON", "DET"} and token.relation != "expl":
            found.append(
                Draft(
                    sentence=number, first=token.i, last=token.i, head=token.i, form="pronoun", plural=word in PLURAL
                )
            )  # fmt: skip
    return found


def resolve_pronoun(draft: Draft, sentence: Sentence, known: Referents, here: Sequence[Draft]) -> Choice | None:
    """Return whom a pronoun means and how surely, or None."""
    token = sentence.tokens[draft.head]
    word = token.text.lower()
    fits: Callable[[Referent], bool]
    if word in PERSONAL:
        fits = lambda r: r.type == "person" and not r.plural and r.gender in ("", PERSONAL[word])  # noqa: E731
    elif word in NEUTRAL:
        fits = lambda r: r.type in ONE and not r.plural  # noqa: E731
    else:
        fits = lambda r: r.plural or r.type in {"group", "organization"}  # noqa: E731
    barred = _barred(sentence, token, here)
    candidates = [r for r in _near(known, draft) if fits(r) and r.entity not in barred]
    return _best(candidates, draft, sentence, known, ())


def _near(known: Referents, draft: Draft) -> Iterable[Referent]:
    return (r for r in known.by_id.values() if draft.sentence - r.sentence <= FARTHEST)


def _barred(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    """Return whom the grammar rules out: the subject of one's own verb, the noun that a "where" clause hangs on."""
    out: set[str] = set()
    head = token.head
    if head >= 0 and token.relation in {"obj", "iobj", "obl"} and not token.text.lower().endswith("self"):
        subject = phrases.subject(sentence, head)
        out |= _entities_at(here, subject.i if subject else None)
    for above in (token, *sentence.above(token.i)):
        if above.deprel == "acl:relcl":
            words = {t.text.lower() for t in sentence.children(above.i, "advmod")}
            if words & {"where", "when"}:
                out |= _entities_at(here, above.head)
    return out


def _entities_at(here: Sequence[Draft], i: int | None) -> set[str]:
    return {d.entity for d in here if i is not None and d.entity and d.head == i}


def _best(
    candidates: Sequence[Referent], draft: Draft, sentence: Sentence, known: Referents, owners: Iterable[str]
) -> Choice | None:
    if not candidates:
        return None
    owned, clause = set(owners), _clause_subject(sentence, draft.head)
    company = {r.entity for r in known.by_id.values() if r.sentence == draft.sentence}

    def score(r: Referent) -> float:
        behind = draft.sentence - r.sentence
        total = RECENT / (1 + behind) + OFTEN * min(r.count, 6) + SUBJECT * r.subject
        if behind == 0 and clause is not None and r.position == clause:
            total += SUBJECT
        total += COMPANY * min(3, sum(known.together[r.entity][other] for other in company - {r.entity}))
        return total + OWNER * (r.entity in owned)

    ranked = sorted(candidates, key=lambda r: (-score(r), -r.position))
    lead = score(ranked[0]) - (score(ranked[1]) if len(ranked) > 1 else 0.0)
    return ranked[0], max(0.35, min(0.9, 0.5 + 0.4 * lead))


def _clause_subject(sentence: Sentence, i: int) -> int | None:
    for above in sentence.above(i):
        if above.upos in {"VERB", "AUX"} and (found := phrases.subject(sentence, above.i)) is not None:
            return found.i if found.i != i else None
    return None


def resolve_noun(
    draft: Draft, sentence: Sentence, known: Referents, here: Sequence[Draft], world: World
) -> Choice | None:
    """Return whom "the country", "the group", "its ally", "the president" takes up, or None for a first mention."""
    token = sentence.tokens[draft.head]
    lemma = token.lemma.lower()
    possessor = _possessor(sentence, token, here)
    barred = possessor | _modifiers(sentence, token, here)
    candidates = [r for r in known.by_id.values() if r.entity not in barred and _takes_up(draft, lemma, r, world)]
    location = token.relation in {"obl", "nmod"} and phrases.case(sentence, token.i) in {"in", "from", "into", "of"}
    owners = {d.country for d in here if d.country and d.form in {"role", "person"} and location}
    return _best(candidates, draft, sentence, known, {owner for owner in owners if owner})


def _takes_up(draft: Draft, lemma: str, r: Referent, world: World) -> bool:
    if draft.sentence - r.sentence > 12 or r.plural != draft.plural:
        return False
    if lemma in r.nouns and not r.name.lower().startswith("other "):
        return True
    if draft.type == "person":
        return r.type == "person" and any(lemma in role.split() for role in r.roles)
    return bool(draft.kinds & r.kinds) and "*" not in draft.kinds


def _possessor(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    owners = [child.i for child in sentence.children(token.i, "nmod:poss")]
    return {d.entity for d in here if d.entity and d.head in owners}


def _modifiers(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    """Return whose deed it is that leaves or enters the country ("the American withdrawal from the country")."""
    if token.relation != "nmod" or token.head < 0:
        return set()
    around = {token.head, *(t.i for t in sentence.children(token.head, "amod", "compound", "nmod:poss"))}
    around |= {t.i for i in tuple(around) for t in sentence.children(i, "amod", "compound")} - {token.i}
    return {d.country for d in here if d.country and d.head in around}


def describes(draft: Draft, known: Iterable[Referent], owner: str | None, world: World) -> Referent | None:
    """Return the one named body that "a Russia-led alliance" can mean: of its kind, its owner a member."""
    if owner is None:
        return None
    fitting = [r for r in known if r.kinds & draft.kinds and any(row.party == owner for row in world.members(r.entity))]
    fitting += [r for r in known if r.kinds & draft.kinds and r.country == owner and r not in fitting]
    return fitting[0] if len(fitting) == 1 else None
