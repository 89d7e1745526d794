"""Who takes part in an act: the fillers of its frame, and whom the words around it name where the frame is empty."""

import re
from collections.abc import Callable

import msgspec

from panj.english.parsed import Sentence
from panj.lexicon import acts, reporting, words
from panj.records import Role
from panj.understand.events.actors import Cast, Part, made, unnamed, where
from panj.understand.events.letters import addressees, makers
from panj.understand.events.pairs import paired
from panj.understand.events.triggers import Reading, read_noun, read_verb
from panj.understand.events.victims import victims
from panj.understand.trees import phrases
from panj.understand.trees.arguments import Slots
from panj.understand.trees.predicates import owners

SPOKEN = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "AGREE"})  # done by saying so
# What is done to an act is done to whoever does it, what is fled or prevented too.
AGAINST_DOER = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "FLEE", "COERCE"})
TELLING = SPOKEN | {"REJECT", "THREATEN"}
OVER_ACTS = frozenset({"REJECT", "THREATEN", "AGREE", "CONCEDE"})  # what is broken off, threatened, promised, lifted
ASKED_OF = frozenset({"ACCUSE", "REQUEST"})  # "accused of", "demanded that": the clause's subject
DOINGS = words("role_words", "word", "doing")
HOLDING = words("role_words", "word", "holding")
SHARED = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT", "RETREAT", "REJECT"})  # what two do together
DIRECT = frozenset({"REJECT"})  # what is done to a thing of theirs is not done to them
BY_ACTS = frozenset({"ASSAULT", "COERCE", "AID"})  # what is done by doing something else
HOSTILE = frozenset({"ASSAULT", "COERCE", "TAKE"})
AIMED_AT = HOSTILE | {"MOBILIZE", "THREATEN", "PROTEST", "SANCTION"}  # what is done against somebody
HIT = ("obj", "on", "against", "at", "of", "outside", "near", "through", "mod")
FALLING = frozenset({"die", "perish"})
COURSE = frozenset({"in", "during", "by"})
WHEN = frozenset({"when", "after", "as"})
NAMED_ACT = ("obj", "for", "to", "of", "against")
OWN_NUMBER = re.compile(
    r"(?:the )?[A-Z][\w'’-]{0,30}(?: [A-Z][\w'’-]{0,30}){0,4}? "
    r"(?:some |about |around |nearly |almost |over |more than |at least |another )?[$€£]?\d[\d,.]*"
    r"(?: (?:million|billion))?(?=[,.;]| and |$)"
)
Roles = tuple[Role, ...]


def _gapped(text: str, role: Role) -> bool:
    """Tell whether a name does what the verb before says and has a number of its own: "took 400, Togo 90"."""
    beside = text[max(0, role.span.start - 5) : role.span.start].rstrip().endswith((",", " and", ";"))
    return beside and bool(OWN_NUMBER.match(text, role.span.start))


def roles_of(cast: Cast, reading: Reading) -> Roles:
    """Return the actors and recipients of an act, the actors first; nobody is both, save in what is mutual."""
    actors = _actors(cast, reading)
    mutual = (j for name in reading.pattern.frame.recipient for j in reading.slots.get(name, ()))
    if len(actors) > 1 and any(_each_other(cast.sentence, j) for j in mutual):
        return (*actors, *(msgspec.structs.replace(role, role="recipient") for role in actors))
    taken = {role.span for role in actors}
    recipients = tuple(r for r in _recipients(cast, reading) if not _gapped(cast.text, r))
    met = {role.name for role in actors} & {role.name for role in recipients}
    if met and len({role.name for role in actors}) > len(met) and not _both(cast, reading):
        # "the United States pulls out of its neighbor Afghanistan", read as both of them
        near = [role.span for role in recipients if role.name in met]
        actors = tuple(r for r in actors if r.name not in met or not any(r.span.overlaps(span) for span in near))
    actors = _once(actors)
    named = {role.name for role in actors}
    return (*actors, *(role for role in recipients if role.span not in taken and role.name not in named))


def _once(roles: Roles) -> Roles:
    """Return each party once, by the words that say most: "Former senator and Secretary of State Hillary Clinton"."""
    best: dict[object, Role] = {}
    for role in roles:
        key = role.entity or role.span
        if key not in best or len(role.text) > len(best[key].text):
            best[key] = role
    return tuple(best.values())


def written(cast: Cast, reading: Reading) -> bool:
    """Tell whether a text does it by its words ("the resolution demanded full access"); whose it is others say."""
    subjects = [cast.sentence.tokens[j] for j in reading.slots.get("subj", ())]
    return reading.pattern.code in SPOKEN and any(t.lemma.lower() in reporting.documents() for t in subjects)


def _actors(cast: Cast, reading: Reading) -> Roles:
    found = _both(cast, reading)
    if found:
        return found
    found = cast.roles("actor", reading.slots, reading.pattern.frame.actor)
    if not found and reading.merged is not None:
        found = _of_noun(cast, "actor", reading.merged)
    if not found:
        found = _of_participle(cast, reading)
    if not found and reading.pattern.mode == "ceasefire":
        found = _of_nouns(cast, "actor", reading)  # "an end to the regime's attacks"
    if not found and reading.pattern.code == "MOBILIZE" and phrases.passive(cast.sentence, reading.token.i):
        found = cast.roles("actor", reading.slots, ("obj",))  # "400 police are deployed"
    if not found and reading.pattern.code in BY_ACTS and "subj" in reading.pattern.frame.actor:
        found = _through(cast, reading)
    if not found and reading.pattern.code == "THREATEN" and reading.token.upos == "NOUN":
        found = _of_nouns(cast, "actor", reading)  # "the threat of NATO strikes"
    if not found and reading.pattern.code in {"ASSAULT", "COERCE"}:
        found = _of_course(cast, reading)
    if reading.pattern.code in TELLING and (makers := _of_makers(cast, reading)):
        found = makers
    if not found and written(cast, reading):
        subjects = (j for j in reading.slots["subj"] if cast.sentence.tokens[j].upos in {"NOUN", "PROPN"})
        found = tuple(unnamed(cast, "actor", j) for j in subjects)  # "the resolution demanded": the resolution
    return found


def _of_makers(cast: Cast, reading: Reading) -> Roles:
    """Return whose the text is that says it: "issued a statement urging", "her letter demanded"."""
    whose = [j for i in reading.slots.get("subj", ()) for j in makers(cast.sentence, i)]
    return cast.roles("actor", {"subj": tuple(whose)}, ("subj",)) if whose else ()


def _of_participle(cast: Cast, reading: Reading) -> Roles:
    """Return whoever did what a participle follows ("strikes coordinated with X", "strikes flown in support of X")."""
    token = reading.token
    verb = token if token.xpos == "VBN" else cast.sentence.tokens[token.head] if token.relation == "obl" else None
    if verb is None or verb.xpos != "VBN" or verb.relation not in {"acl", "amod"} or not 0 <= verb.head < verb.i:
        return ()
    return _of_noun(cast, "actor", verb.head) if verb.deprel != "acl:relcl" else ()


def _both(cast: Cast, reading: Reading) -> Roles:
    """Return both parties that a dash joins before the act's noun ("the Israel-Hamas war")."""
    noun = reading.token.i if reading.token.upos == "NOUN" else reading.merged
    pair = paired(cast, noun) if noun is not None and reading.pattern.code in SHARED else ()
    return tuple(made("actor", mention, cast.text) for _, mention in pair)


def _through(cast: Cast, reading: Reading) -> Roles:
    """Return who acts through what the text has act for them ("airstrikes delivered munitions")."""
    acts_named = (j for j in reading.slots.get("subj", ()) if cast.sentence.tokens[j].upos == "NOUN")
    return next((found for j in acts_named if (found := _of_noun(cast, "actor", j))), ())


def _of_course(cast: Cast, reading: Reading) -> Roles:
    """Return who did that in which somebody was hurt ("killed in a raid by X", "died when X shelled the town")."""
    sentence, i = cast.sentence, reading.token.i
    if reading.token.upos != "VERB" or not (phrases.passive(sentence, i) or reading.token.lemma.lower() in FALLING):
        return ()
    for child in sentence.children(i, "obl", "advcl"):
        act = None
        if child.relation == "obl" and phrases.case(sentence, child.i) in COURSE:
            act = read_noun(cast, child.i)
        elif child.relation == "advcl" and sentence.words_below(child.i, "mark", "advmod") & WHEN:
            act = read_verb(cast, child.i)
        if act is None or act.pattern.code not in HOSTILE:
            continue
        found = cast.roles("actor", act.slots, act.pattern.frame.actor)
        suffering = {j for slot in ("obj", "subj") for j in reading.slots.get(slot, ())}
        hurt = {role.span for role in cast.roles("recipient", {"obj": tuple(suffering)}, ("obj",))}
        return tuple(role for role in found if role.span not in hurt)
    return ()


def _recipients(cast: Cast, reading: Reading) -> Roles:
    if reading.pattern.code in HOSTILE and (held := _of_holder(cast, reading)):
        return held
    slots = _themselves(cast, reading.slots) if reading.pattern.code in DIRECT else reading.slots
    found = cast.roles("recipient", slots, reading.pattern.frame.recipient)
    if not found and reading.merged is not None:
        found = _of_noun(cast, "recipient", reading.merged)
    for codes, further in FURTHER:
        if found:
            break
        if codes is None or reading.pattern.code in codes:
            found = tuple(msgspec.structs.replace(role, role="recipient") for role in further(cast, reading))
    return found


def _themselves(cast: Cast, slots: Slots) -> Slots:
    """Return the slots with only those in them who can act ("opposed Iran", not "opposed the Iran deal")."""
    return {slot: tuple(j for j in fillers if cast.is_actor(j, slot)) for slot, fillers in slots.items()}


def _of_noun(cast: Cast, part: Part, i: int) -> Roles:
    """Return those who fill a part of the act that noun `i` names, nobody if it names none."""
    noun = read_noun(cast, i)
    if noun is None:
        return ()
    frame = noun.pattern.frame
    return cast.roles(part, noun.slots, frame.actor if part == "actor" else frame.recipient)


def _of_nouns(cast: Cast, part: Part, reading: Reading) -> Roles:
    """Return those who fill a part of the acts that an act is about ("called for an end to their attacks")."""
    for slot in NAMED_ACT:
        for j in reading.slots.get(slot, ()):
            if cast.sentence.tokens[j].upos != "NOUN" or j == reading.merged:
                continue
            found = _of_noun(cast, part, j) or _of_below(cast, part, j)
            if found:
                return found
    return ()


def _of_refused(cast: Cast, reading: Reading) -> Roles:
    """Return who made the demand or accusation that is turned down ("declined an Israeli demand")."""
    for j in reading.slots.get("obj", ()):
        noun = read_noun(cast, j) if cast.sentence.tokens[j].upos == "NOUN" else None
        if noun is not None and noun.pattern.code in SPOKEN:
            return cast.roles("actor", noun.slots, noun.pattern.frame.actor)
    return ()


def _of_holder(cast: Cast, reading: Reading) -> Roles:
    """Return who is said to hold what is attacked or taken ("ISIL-held terrain", "a rebel-controlled town")."""
    sentence = cast.sentence
    for j in (j for slot in ("obj", "on", "of", "against") for j in reading.slots.get(slot, ())):
        near = (j, *(t.i for t in sentence.children(j, "nmod") if phrases.case(sentence, t.i) == "of"))
        for held in (t for k in near for t in sentence.children(k, "amod") if t.lemma.lower() in HOLDING):
            holders = tuple(t.i for t in sentence.children(held.i, "compound", "nsubj", "obl", "nmod"))
            if found := cast.roles("recipient", {"obj": holders}, ("obj",)):
                return found
    return ()


def _of_thing(cast: Cast, reading: Reading) -> Roles:
    """Return whose the thing is that is criticised ("a policy of theirs which X criticised")."""
    for j in reading.slots.get("obj", ()):
        noun = cast.sentence.tokens[j]
        if noun.upos == "NOUN" and noun.head != reading.token.i:
            whose = tuple(t.i for k in owners(cast.sentence, j) for t in phrases.conjuncts(cast.sentence, k))
            return cast.roles("recipient", {"obj": whose}, ("obj",))
    return ()


def _of_maker(cast: Cast, reading: Reading) -> Roles:
    """Return who made what is welcomed or turned down ("welcomed the decision by X")."""
    things = (j for j in reading.slots.get("obj", ()) if cast.sentence.tokens[j].upos == "NOUN")
    below = (t for j in things for t in cast.sentence.children(j, "nmod") if phrases.case(cast.sentence, t.i) == "by")
    makers = tuple(t.i for first in below for t in phrases.conjuncts(cast.sentence, first.i))
    return cast.roles("recipient", {"obj": makers}, ("obj",))


def _of_owner(cast: Cast, reading: Reading) -> Roles:
    """Return whose doing is praised, condemned or turned down ("praised the efforts of X", "rejected X's offer")."""
    for j in reading.slots.get("obj", ()) or reading.slots.get("of", ()):
        noun = cast.sentence.tokens[j]
        if noun.upos == "NOUN" and noun.lemma.lower() in DOINGS:
            whose = tuple(
                t.i
                for k in owners(cast.sentence, j, below=reading.token.i)
                for t in phrases.conjuncts(cast.sentence, k)
            )
            own = {k for k in whose if k in reading.slots.get("subj", ())}
            if not own and (found := cast.roles("recipient", {"obj": whose}, ("obj",))):
                return found
    return ()


def _of_below(cast: Cast, part: Part, i: int) -> Roles:
    """Return those who fill a part of the act that hangs on noun `i` ("reports of the murder by X")."""
    below = (t.i for t in cast.sentence.children(i, "nmod") if t.upos == "NOUN")
    return next((found for j in below if (found := _of_noun(cast, part, j))), ())


def _of_aim(cast: Cast, reading: Reading) -> Roles:
    """Return whom an undertaking is aimed at by its infinitive ("the campaign to defeat X", "to wrest it from X")."""
    sentence, i = cast.sentence, reading.token.i
    if reading.token.upos != "NOUN" or reading.pattern.code == "REQUEST":
        return ()  # "a proposal to ban X" asks others than X
    behind = [t for t in sentence.tokens[i + 1 : i + 2] if t.xpos == "TO" and t.relation == "mark"]
    for clause in (*sentence.children(i, "acl"), *(sentence.tokens[t.head] for t in behind)):
        verb = read_verb(cast, clause.i) if clause.xpos == "VB" else None
        if verb is not None and verb.pattern.code in HOSTILE:
            return cast.roles("recipient", verb.slots, verb.pattern.frame.recipient)
    return ()


def _of_clause(cast: Cast, reading: Reading) -> Roles:
    """Return who is said or asked to do it in the clause below ("demanded that they leave", "charges that it did")."""
    for clause in cast.sentence.children(reading.token.i, "ccomp", "acl"):
        marks = cast.sentence.words_below(clause.i, "mark")
        if "that" not in marks and (marks or clause.relation == "acl" or reading.pattern.code != "ACCUSE"):
            continue
        doer = phrases.agent(cast.sentence, clause.i)
        passive = phrases.passive(cast.sentence, clause.i)
        who = [doer] if doer is not None else () if passive else cast.sentence.children(clause.i, "nsubj")
        return cast.roles("recipient", {"subj": tuple(t.i for t in who)}, ("subj",))
    return ()


def _of_threat(cast: Cast, reading: Reading) -> Roles:
    """Return against whom it is that one threatens to act himself: "warned that it would strike Israel"."""
    for clause in cast.sentence.children(reading.token.i, "ccomp", "xcomp"):
        subjects = cast.sentence.children(clause.i, "nsubj")
        verb = read_verb(cast, clause.i) if all(t.upos == "PRON" for t in subjects) else None
        if verb is not None and verb.pattern.code in HOSTILE:
            return cast.roles("recipient", verb.slots, verb.pattern.frame.recipient)
    return ()


def _of_promise(cast: Cast, reading: Reading) -> Roles:
    """Return whom one is committed to do something for ("committed to working with Turkey")."""
    promised = (*reading.slots.get("obj", ()), reading.token.i)
    for clause in (c for j in promised for c in cast.sentence.children(j, "xcomp", "advcl", "acl")):
        verb = read_verb(cast, clause.i)
        if verb is not None and verb.pattern.code in {"SUPPORT", "COOPERATE", "AID"}:
            return cast.roles("recipient", verb.slots, verb.pattern.frame.recipient)
    return ()


def _of_victims(cast: Cast, reading: Reading) -> Roles:
    """Return who was killed or hurt by an act."""
    return cast.roles("recipient", {"obj": tuple(victims(cast.sentence, reading.token))}, ("obj",))


def _of_target(cast: Cast, reading: Reading) -> Roles:
    """Return the building for its people that is hit, by its own words: "the embassy bombings"."""
    for slot in HIT:
        for j in reading.slots.get(slot, ()):
            if _is_target(cast, j):
                return (unnamed(cast, "recipient", j),)
    return ()


def _is_target(cast: Cast, j: int) -> bool:
    return not cast.labels(j).isdisjoint(acts.words_of("institution"))


def _of_state_before(cast: Cast, reading: Reading) -> Roles:
    """Return the state whose name stands before its sanctions ("the Syria sanctions", not "the U.S. sanctions")."""
    for j in reading.slots.get("mod", ()):
        mention = cast.mention(j)
        if mention is not None and where(mention, cast.sentence.tokens[j]):
            return (made("recipient", mention, cast.text),)
    return ()


def _of_against(cast: Cast, reading: Reading) -> Roles:
    """Return against whom something is done."""
    return cast.roles("recipient", reading.slots, ("against",))


def _each_other(sentence: Sentence, i: int) -> bool:
    """Tell whether token `i` makes an act mutual: "each other", "one another"."""
    following = sentence.tokens[i + 1].text.lower() if i + 1 < len(sentence.tokens) else ""
    return (sentence.tokens[i].text.lower(), following) in {("each", "other"), ("one", "another")}


# Where the frame names nobody: for which codes (None: for all) whom else to ask, in this order.
FURTHER: tuple[tuple[frozenset[str] | None, Callable[[Cast, Reading], Roles]], ...] = (
    (AGAINST_DOER, lambda cast, reading: _of_nouns(cast, "actor", reading)),  # "condemned the ISIL attack"
    (frozenset({"REJECT"}), _of_refused),
    (OVER_ACTS, lambda cast, reading: _of_nouns(cast, "recipient", reading)),  # "broke off talks with X"
    (frozenset({"REJECT"}), lambda cast, reading: _of_nouns(cast, "actor", reading)),  # "resists a NATO deployment"
    (frozenset({"SUPPORT", "REJECT"}), _of_maker),
    (frozenset({"SUPPORT", "REJECT", "ACCUSE"}), _of_owner),
    (frozenset({"ACCUSE"}), _of_thing),
    (
        frozenset({"ACCUSE"}),
        lambda cast, reading: cast.roles("recipient", reading.slots, ("into",)),
    ),  # "a probe into X"
    (ASKED_OF, _of_clause),
    (
        frozenset({"REQUEST"}),
        lambda cast, reading: cast.roles("recipient", {"obj": addressees(cast.sentence, reading.token)}, ("obj",)),
    ),
    (frozenset({"SUPPORT"}), _of_promise),
    (frozenset({"THREATEN"}), _of_threat),
    (None, _of_aim),
    (frozenset({"ASSAULT"}), _of_victims),
    (AIMED_AT, _of_against),
    (frozenset({"ASSAULT"}), _of_target),
    (frozenset({"SANCTION"}), _of_state_before),
)
