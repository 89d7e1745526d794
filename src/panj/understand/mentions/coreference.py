"""Who is meant by "the country", "its ally", "the group": scored choices among those whom the text has named."""

from collections.abc import Mapping, Sequence
from functools import cache

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, words
from panj.understand.mentions.antecedents import SPOKEN, clause_subject, inner, speaks
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.understand.trees import phrases
from panj.understand.trees.predicates import surface_subjects
from panj.world import World

OLDEST = 12  # the same for "the country", "the group"
# Weights of the choice; set by hand on the coreference of GUM's news (training part) and the seed.
RECENT, SUBJECT, OFTEN, COMPANY, OWNER, TOPIC = 1.0, 0.35, 0.08, 0.12, -0.8, 0.8
SPEAKER = 0.5  # for who said something lately
NEAREST = 0.7  # for the last named before a pronoun within a clause; of .2 to 1 the best on six articles of ours
# "in the country" is where the text is set, not who was last at it; by hand on 22 invented reports of many wars
SET, LATELY, DOING = 0.45, 0.4, 0.25

Choice = tuple[Referent, float]


def best(
    candidates: Sequence[Referent], draft: Draft, sentence: Sentence, known: Referents, owners: Mapping[str, float]
) -> Choice | None:
    """Return whom the weights set by hand have first, and how surely; `owners` adds to or takes from single ones."""
    if not candidates:
        return None
    clause = clause_subject(sentence, draft.head)
    within = inner(sentence, draft.head)
    nearest = max(
        (r.position for r in candidates if r.sentence == draft.sentence and r.position < draft.head), default=-1
    )
    company = {r.entity for r in known.recent(draft.sentence, 0)}
    speaking = speaks(sentence, sentence.tokens[draft.head])
    doing = (r for r in candidates if r.subject == 1 and r.sentence < draft.sentence)
    since = max(doing, key=lambda r: r.sentence, default=None)

    def score(r: Referent) -> float:
        behind = draft.sentence - r.sentence
        total = RECENT / (1 + behind) + OFTEN * min(r.count, 6) + SUBJECT * r.subject
        if behind == 0 and clause is not None and r.position == clause:
            total += SUBJECT
        if behind == 0 and r.position == nearest and within:
            total += NEAREST
        if speaking and draft.sentence - r.spoke <= SPOKEN and not r.displaced(since):
            total += SPEAKER / max(1, draft.sentence - r.spoke)
        beside = known.together.get(r.entity)
        if beside:
            total += COMPANY * min(3, sum([beside.get(other, 0) for other in company if other != r.entity]))
        return total + owners.get(r.entity, 0.0)

    scored = [(score(r), r) for r in candidates]
    scored.sort(key=lambda each: (-round(each[0], 6), each[1].sentence, each[1].position))
    lead = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
    return scored[0][1], max(0.35, min(0.9, 0.5 + 0.4 * lead))


def resolve_noun(draft: Draft, sentence: Sentence, known: Referents, here: Sequence[Draft]) -> Choice | None:
    """Return whom "the country", "the group", "its ally", "the president" takes up, or None for a first mention."""
    token = sentence.tokens[draft.head]
    lemma = token.lemma.lower()
    if "press" in sentence.lexicon and any(t.lemma.lower() == "press" for t in sentence.children(token.i, "compound")):
        return None  # "the organization's press service" is no outlet named before
    alike = _taken_up(draft, lemma, known.recent(draft.sentence, OLDEST))
    if not alike and draft.type != "state":
        return None
    possessor = _possessor(sentence, token, here)
    moving = _modifiers(sentence, token, here)
    barred = possessor | moving | _doing_it(sentence, token, here)
    location = _is_location(sentence, token)
    owners = _movers(sentence, token, here, moving) if location else {}
    if location and draft.type == "state":
        owners = _added(owners, dict.fromkeys(known.topic, TOPIC))
    where = location and draft.type == "state" and not draft.plural
    barred |= _doer(sentence, token, here) if location else set()
    barred |= _listed(sentence, token, here) if draft.type == "state" and not draft.plural else set()
    candidates = [
        r
        for r in alike
        if r.entity not in barred
        and _theirs(r, draft, token, sentence, here)
        and _served(r, draft, token, known, here, sentence)
    ]
    if candidates and draft.type == "person" and not draft.plural and token.i and token.text[:1].isupper():
        return min(candidates, key=lambda r: r.first), 0.75  # "the Minister" of a release is the one it is about
    if where:
        named = barred | {r.entity for r in candidates}
        candidates += _taken_up(draft, lemma, [r for r in known.titled if r.entity not in named])
        owners = _added(owners, _set_in(draft, candidates, set(owners) - known.topic))
    return best(candidates, draft, sentence, known, owners)


def _added(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {**one, **{entity: weight + one.get(entity, 0.0) for entity, weight in other.items()}}


@cache
def _kept() -> frozenset[str]:
    return acts.any_of("troops", "force", "weapon") | {"base", "garrison", "headquarters", "outpost"}


def _theirs(r: Referent, draft: Draft, token: Token, sentence: Sentence, here: Sequence[Draft]) -> bool:
    """Tell whether troops or a base can be those of whoever "its" means: "Kinshasa said its troops"."""
    owners = {child.i for child in sentence.children(token.i, "nmod:poss")}
    owner = next((d for d in here if d.head in owners and d.entity), None)
    if owner is None or token.lemma.lower().removesuffix("s") not in _kept():
        return True
    return r.country == owner.country and (r.country is not None or owner.entity == r.entity)


def _served(
    r: Referent, draft: Draft, token: Token, known: Referents, here: Sequence[Draft], sentence: Sentence
) -> bool:
    """Tell whether one can serve whom he is said to: "his spokesman" is no army's, unless both were named together."""
    serving = draft.type == "person" and draft.sector != "CVL"  # "his father" serves nobody
    owners = {child.i for child in sentence.children(token.i, "nmod:poss")} if serving else ()
    owner = next((known.by_id.get(d.entity) for d in here if d.head in owners and d.entity), None)
    if owner is None or owner.entity in known.together.get(r.entity, ()):
        return True
    if owner.type == "person":
        return False
    return owner.country is None or r.country in (None, owner.country)


def _is_location(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun says where: by its preposition ("in the country"), or as what one enters or leaves."""
    if token.relation == "obj":
        return sentence.tokens[token.head].lemma.lower() in words("places", "word", "ground")
    case = phrases.case(sentence, token.i)
    inside = case == "of" or case in words("places", "word", "at")
    return inside and (token.relation in {"obl", "nmod"} or bool(sentence.children(token.i, "cop")))


def _set_in(draft: Draft, candidates: Sequence[Referent], movers: set[str]) -> dict[str, float]:
    """Return what speaks for the state that a text was about from its start, and against who only came in lately.

    Who is named in the sentence itself is no latecomer, unless it is whose people the sentence tells of.
    """
    first = min((r.first for r in candidates), default=0)
    behind = {r.entity: draft.sentence - r.sentence for r in candidates}
    lately = {e: LATELY * RECENT / (1 + n) if n or e in movers else 0.0 for e, n in behind.items()}
    return {r.entity: (SET if r.first == first else 0.0) - lately[r.entity] - DOING * r.subject for r in candidates}


def _taken_up(draft: Draft, lemma: str, named: Sequence[Referent]) -> list[Referent]:
    """Return those whom a noun can take up: by its words, by their kind, a person by his title."""
    kinds, person = draft.kinds, draft.type == "person"
    near = [r for r in named if lemma in r.nouns or lemma in r.called or (person and r.roles) or kinds & r.kinds]
    return [r for r in near if _takes_up(draft, lemma, r)]


def _takes_up(draft: Draft, lemma: str, r: Referent) -> bool:
    if draft.plural and lemma in r.called and len((draft.role or lemma).split()) == 1:
        return True  # "the paramilitaries" for "the paramilitary RSF"
    if r.plural != draft.plural and not (r.type == "group" and draft.kinds & r.kinds):
        return False
    of_kind = bool(draft.kinds & r.kinds) and "*" not in draft.kinds and not r.entity.startswith("~")
    if lemma in r.nouns:
        plain = all(word in r.words or word in WHOLE for word in (draft.role or "").lower().split())
        return plain or (of_kind and lemma in BODIES)  # "the western military alliance"
    if draft.type == "person":
        words = (draft.role or lemma).lower().split()
        return r.type == "person" and any(
            lemma in role.split() and all(word in role.lower().split() or word in WHOLE for word in words)
            for role in r.roles
        )
    return of_kind


def resolve_role(draft: Draft, sentence: Sentence, known: Referents) -> Choice | None:
    """Return the body named before with the same noun and country ("the Afghan team")."""
    lemma = sentence.tokens[draft.head].lemma.lower()
    if draft.country is None or draft.type == "person" or draft.plural:
        return None
    same = known.alike(lemma, draft.country)
    return (same, 0.7) if same is not None and same.entity.startswith("~") else None


WHOLE = frozenset({"entire", "whole", "full", "same", "latter", "former", "new", "latest"})
BODIES = frozenset({"alliance", "bloc", "igo"})
OF_BODIES = frozenset({"state", "country", "nation", "member"})  # "the leaders of the CSTO states"


def resolve_members(draft: Draft, sentence: Sentence, known: Referents, here: Sequence[Draft]) -> Choice | None:
    """Return the body that "the member states", "members of the alliance", "its allies", "its leaders" are of."""
    head = sentence.tokens[draft.head]
    lemma, states = head.lemma.lower(), draft.type == "state" and "member" in (draft.role or "").lower().split()
    if not draft.plural or not (states or lemma in {"member", "ally", "leader"}) or _only_some(sentence, head):
        return None
    whose = _owners_of_members(sentence, head)
    if any(sentence.children(t.i, "conj") for t in whose):
        return None
    kinds = BODIES if lemma != "ally" else frozenset({"alliance"})
    if not whose and lemma != "leader":
        plain = states or (lemma == "ally" and not sentence.children(head.i, "amod"))
        return _latest_body(draft, kinds, known) if plain else None
    named = [d for d in here if d.entity and any(d.covers(t.i) for t in whose)]
    body = next((known.by_id.get(str(d.entity)) or referent(d) for d in named if d.kinds & kinds), None)
    if body is not None or lemma == "leader":
        return (body, 0.7) if body else None
    nouns = {t.lemma.lower() for t in whose}
    return _latest_body(draft, kinds, known) if nouns & {"alliance", "bloc", "organization", "organisation"} else None


def _owners_of_members(sentence: Sentence, head: Token) -> list[Token]:
    """Return the words that say whose members they are: "the alliance", "CSTO" in "leaders of the CSTO states"."""
    whose = [t for t in sentence.children(head.i, "nmod:poss", "compound", "nmod") if not _is_of_members(sentence, t)]
    states = [t for t in whose if t.lemma.lower() in OF_BODIES]
    return whose + [below for t in states for below in sentence.children(t.i, "compound", "nmod")]


def referent(draft: Draft) -> Referent:
    """Return whom a draft names that the text has not come to yet."""
    return Referent(
        entity=str(draft.entity),
        name=draft.name or str(draft.entity),
        type=draft.type,
        country=draft.country,
        sector=draft.sector,
        kinds=draft.kinds,
    )


def _only_some(sentence: Sentence, head: Token) -> bool:
    """Tell whether a plural is counted or picked out ("two members", "other allies"), which the body is not."""
    picked = {"some", "several", "many", "few", "any", "most", "other", "various", "certain"}
    return bool(sentence.children(head.i, "nummod")) or any(
        t.text.lower() in picked for t in sentence.children(head.i, "det", "amod")
    )


def _is_of_members(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word beside the noun names no owner: "member" in "member states", a place in "members in Asia"."""
    return token.lemma.lower() == "member" or (token.deprel == "nmod" and phrases.case(sentence, token.i) != "of")


def _latest_body(draft: Draft, kinds: frozenset[str], known: Referents) -> Choice | None:
    bodies = [r for kind in kinds for r in known.bodies[kind].values() if draft.sentence - r.sentence <= OLDEST]
    latest = max(bodies, key=lambda r: (r.sentence, r.position, r.entity[:1] != "~", r.entity), default=None)
    return (latest, 0.6) if latest is not None else None


def _doing_it(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    """Return who does or suffers what one does the other part of, and so is another: "X was attacked by the group"."""
    subject = phrases.subject(sentence, token.head) if token.relation in {"obj", "iobj", "obl"} else None
    return {d.entity for d in here if subject is not None and d.entity and d.head == subject.i}


def _possessor(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    owners = [child.i for child in sentence.children(token.i, "nmod:poss")]
    return {d.entity for d in here if d.entity and d.head in owners}


def _modifiers(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    """Return whose deed it is that leaves or enters the country ("the American withdrawal from the country")."""
    if token.relation != "nmod" or token.head < 0:
        return set()
    around = set(sentence.subtree(token.head)) - set(sentence.subtree(token.i))
    return {d.country for d in here if d.country and d.head in around and d.head <= token.i}


def _movers(sentence: Sentence, token: Token, here: Sequence[Draft], moving: set[str]) -> dict[str, float]:
    """Return whose people or forces a sentence tells of; the place is seldom their own country.

    Where it says who moves ("the American withdrawal from the country"), officials of others do not.
    """
    over = [above.i for above in sentence.above(token.i) if above.upos == "VERB"]
    over += [token.i] if sentence.children(token.i, "cop") else []  # "300,000 soldiers are in the country"
    subjects = [phrases.subject(sentence, i) for i in over]
    around = {i for subject in subjects if subject is not None for i in sentence.subtree(subject.i)}
    found = {d.country: OWNER / 2 for d in here if d.country and d.form in {"role", "person"} and not moving}
    return found | {d.country: OWNER for d in here if d.country and d.head in around}


def _listed(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    """Return the states named in a list before: "soldiers from Austria and Romania joined those in the country"."""
    states = {d.head: d.entity for d in here if d.type == "state" and d.entity and d.head < token.i}
    tied = {i for i in states for t in (sentence.tokens[i], *sentence.children(i, "conj")) if _in_list(t, states)}
    return {states[i] for i in tied}


def _in_list(token: Token, states: Mapping[int, str]) -> bool:
    return token.relation == "conj" and token.i in states and token.head in states


def _doer(sentence: Sentence, token: Token, here: Sequence[Draft]) -> set[str]:
    """Return the state that does what is done in "the country": it is another ("France, which keeps troops there")."""
    verb = next((above for above in sentence.above(token.i) if above.upos == "VERB"), None)
    subject = phrases.subject(sentence, verb.i) if verb is not None else None
    if verb is not None and subject is None and (understood := surface_subjects(sentence, verb.i)):
        subject = sentence.tokens[understood[0]]
    if verb is not None and subject is not None and verb.deprel == "acl:relcl" and subject.xpos in {"WDT", "WP"}:
        subject = sentence.tokens[verb.head]
    return {d.entity for d in here if subject is not None and d.type == "state" and d.entity and d.head == subject.i}


def describes(draft: Draft, known: Referents, owner: str | None, world: World) -> Referent | None:
    """Return the one named body that "a Russia-led alliance" can mean: of its kind, its owner a member."""
    if owner is None:
        return None
    alike = {r.entity: r for kind in draft.kinds for r in known.bodies[kind].values() if not r.entity.startswith("~")}
    fitting = [r for r in alike.values() if any(row.party == owner for row in world.members(r.entity))]
    fitting += [r for r in alike.values() if r.country == owner and r not in fitting]
    return fitting[0] if len(fitting) == 1 else None
