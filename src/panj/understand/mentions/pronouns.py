"""Pronouns of the third person: who may be meant by the grammar; `antecedents` chooses among them."""

from collections.abc import Sequence

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.understand.mentions import antecedents, coreference, jointly
from panj.understand.mentions.antecedents import BACK, Thing, speaks
from panj.understand.mentions.coreference import referent
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.understand.trees import phrases
from panj.world import World

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = frozenset(PERSONAL) | NEUTRAL | PLURAL
ONE = frozenset({"state", "organization", "outlet", "group", "office"})
BODYS = words("role_words", "word", "bodys")
OPENING = frozenset({"in", "during", "despite"})
FARTHEST = 4  # sentences back for a pronoun
PERSON_FARTHEST = 8  # for "he" and "she": a quotation may stand between
SINGLE = -0.3  # "they" for one body
SURE, LEAST_SURE, MOST_SURE = 0.7, 0.35, 0.9

Choice = tuple[Referent, float]


def find_pronouns(number: int, sentence: Sentence) -> list[Draft]:
    """Return a draft for each personal and possessive pronoun of the third person, unresolved."""
    found: list[Draft] = []
    if sentence.lexicon.isdisjoint(PRONOUNS):
        return found
    for token, word in zip(sentence.tokens, sentence.words, strict=True):
        if word in PRONOUNS and token.upos in {"PRON", "DET"} and token.relation != "expl":
            found.append(
                Draft(
                    sentence=number, first=token.i, last=token.i, head=token.i, form="pronoun", plural=word in PLURAL
                )
            )  # fmt: skip
    return found


def resolve_pronoun(
    draft: Draft, sentence: Sentence, known: Referents, here: Sequence[Draft], world: World
) -> Choice | None:
    """Return the one whom a pronoun means and how surely, or None; several whom "they" means become its parts."""
    if not draft.plural:
        return _the_one(draft, sentence, known, here, world)
    draft.parts = jointly.surely(draft, sentence, here, known)
    choice = None if draft.parts else _the_one(draft, sentence, known, here, world)
    if choice is None or not (choice[0].plural or choice[0].type == "group"):
        draft.parts = draft.parts or jointly.perhaps(draft, sentence, known)
    return None if draft.parts else choice


def _the_one(draft: Draft, sentence: Sentence, known: Referents, here: Sequence[Draft], world: World) -> Choice | None:
    token = sentence.tokens[draft.head]
    word = token.text.lower()
    if word == "it" and _is_taken(sentence, token):
        return None  # "the army said it had recaptured it": a place, which is nobody
    group = "he" if word in PERSONAL else "it" if word in NEUTRAL else "they"
    barred = _barred(sentence, token, here) | _in_own_words(sentence, token, here, known)
    within = PERSON_FARTHEST if word in PERSONAL else FARTHEST
    near = [r for r in known.recent(draft.sentence, within) if r.entity not in barred]
    body = _is_bodys(sentence, token)
    actors = [r for r in _fitting(word, near) if not (body and r.type == "state")]
    if word in NEUTRAL and speaks(sentence, token):
        actors += [r for r in near if _may_be_body(r, draft.sentence)]
    beside = (
        *_neighbours(sentence, token, here, world),
        *_speaker_before(sentence, token, here),
        *_claimant(sentence, token, here),
    )
    behind = _fitting(word, [known.by_id.get(str(d.entity)) or referent(d) for d in _behind(sentence, token, here)])
    certain = [r for r in actors if r.entity in beside] or behind
    it = antecedents.pronoun(draft.sentence, sentence, token, group, known)
    others: list[Thing] = []
    places: list[Referent] = []
    if not certain:
        others = [thing for thing in _things(draft, sentence, here, known) if antecedents.fits_thing(group, thing)]
        places = [r for r in near if r.type in {"place", "other"} and not r.plural] if group == "it" else []
    meant = certain or actors
    first = coreference.best(meant, draft, sentence, known, _single(meant, group))
    found = antecedents.options(it, [*meant, *places], others, known, first)
    choice = antecedents.choose(it, found, tuple(antecedents.of_none(it, known)))
    if choice is None and certain:
        choice = certain[0], SURE
    known.meant[group] = draft.sentence, choice[0].entity if choice else None
    return (choice[0], min(MOST_SURE, max(LEAST_SURE, choice[1]))) if choice else None


def _fitting(word: str, near: Sequence[Referent]) -> list[Referent]:
    """Return the actors that a pronoun can mean by kind, number and gender."""
    if word in PERSONAL:
        genders = "", PERSONAL[word]
        return [r for r in near if r.type == "person" and not r.plural and r.gender in genders]
    if word in NEUTRAL:
        return [r for r in near if r.type in ONE and not r.plural]
    return [r for r in near if r.plural or r.type in {"group", "organization"}]


def _may_be_body(r: Referent, number: int) -> bool:
    """Tell whether who spoke right before may be a body that is taken for a person ("The crew said ... It said")."""
    described = r.type == "person" and r.entity.startswith("~") and r.name.islower()
    return described and not r.plural and not r.gender and r.spoke == number - 1


def _is_bodys(sentence: Sentence, token: Token) -> bool:
    """Tell whether a pronoun has what bodies have and states have not: "its secretary-general", "its members"."""
    if token.deprel != "nmod:poss" or token.head < 0:
        return False
    noun = sentence.tokens[token.head].lemma.lower()
    return noun in BODYS or (noun == "general" and "secretary" in sentence.words_below(token.head, "compound"))


def _things(draft: Draft, sentence: Sentence, here: Sequence[Draft], known: Referents) -> list[Thing]:
    """Return the nouns of this sentence and those right before it that name no actor."""
    number = draft.sentence
    found = [thing for thing in antecedents.things(number, sentence, here) if thing.position < draft.head]
    for back in range(max(0, number - BACK), number):
        if back not in known.things:
            known.things[back] = tuple(antecedents.things(back, *known.done[back]))
        found += known.things[back]
    return found


def _single(actors: Sequence[Referent], group: str) -> dict[str, float]:
    return {r.entity: SINGLE for r in actors if not r.plural} if group == "they" else {}


def _in_own_words(sentence: Sentence, token: Token, here: Sequence[Draft], known: Referents) -> set[str]:
    """Return whom one names in what one says, and so is not ("'No thanks to X,' he added"): Chomsky's condition C."""
    if not speaks(sentence, token) or not known.marks[-1]:
        return set()
    said = [d for d in here if d.entity and d.form != "pronoun" and d.head < token.i]
    return {str(d.entity) for d in said if antecedents.quoted(known, d.sentence, d.head)}


def _is_taken(sentence: Sentence, token: Token) -> bool:
    return token.relation == "obj" and sentence.tokens[token.head].lemma.lower() in words("places", "word", "taken")


def _neighbours(sentence: Sentence, token: Token, here: Sequence[Draft], world: World) -> tuple[str, ...]:
    """Return who can have the neighbour that is named ("its southern neighbor Afghanistan")."""
    head = sentence.tokens[token.head] if token.deprel == "nmod:poss" and token.head >= 0 else None
    named = [
        d for d in here if d.form == "name" and d.type == "state" and token.i < d.first <= token.i + 5 and d.entity
    ]
    span = sentence.tokens[token.i : named[0].first] if named else ()
    if head is None or not any(t.lemma.lower() in {"neighbor", "neighbour"} for t in span):
        return ()
    return world.neighbours(str(named[0].entity))


def _speaker_before(sentence: Sentence, token: Token, here: Sequence[Draft]) -> tuple[str, ...]:
    """Return whom "it" means that says what "its" stands in ("It said two of its men were hurt"); they are one."""
    if token.deprel != "nmod:poss":
        return ()
    alike = NEUTRAL if token.text.lower() in NEUTRAL else PLURAL
    before = (d for d in here if d.form == "pronoun" and d.entity and d.head < token.i)
    told = [d for d in before if sentence.words[d.head] in alike and speaks(sentence, sentence.tokens[d.head])]
    return tuple(str(d.entity) for d in told if sentence.tokens[d.head].head in {a.i for a in sentence.above(token.i)})


def _claimant(sentence: Sentence, token: Token, here: Sequence[Draft]) -> tuple[str, ...]:
    """Return whose claim or promise it is that tells of "it": "North Korea's claim that it had tested a bomb"."""
    clause = sentence.tokens[token.head] if token.relation == "nsubj" and token.head >= 0 else None
    if clause is None or clause.relation not in {"acl", "ccomp"} or clause.deprel == "acl:relcl":
        return ()
    owners = {t.i for t in sentence.children(clause.head, "nmod:poss") if t.i < token.i}
    return tuple(str(d.entity) for d in here if d.entity and d.head in owners)


def _behind(sentence: Sentence, token: Token, here: Sequence[Draft]) -> list[Draft]:
    """Return the subject behind a phrase that opens its sentence with whose it is: "In its attack on X, Y lost six"."""
    phrase = sentence.tokens[token.head] if token.deprel == "nmod:poss" and token.head >= 0 else None
    if phrase is None or phrase.relation != "obl" or phrases.case(sentence, phrase.i) not in OPENING:
        return []
    subject = phrases.subject(sentence, phrase.head) if sentence.subtree(phrase.i)[0] == 0 else None
    return [d for d in here if subject is not None and subject.i > token.i and d.entity and d.head == subject.i]


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
            gap = token.relation == "nsubj" and token.head == above.i  # "the hostages they had captured"
            if gap or words & {"where", "when"}:
                out |= _entities_at(here, above.head)
    return out


def _entities_at(here: Sequence[Draft], i: int | None) -> set[str]:
    return {d.entity for d in here if i is not None and d.entity and d.head == i}
