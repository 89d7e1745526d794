"""Who fills the places of an event: words of a sentence, resolved through the mentions."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, words
from panj.records import Mention, Role
from panj.understand.events.naming import bare_name, uncounted
from panj.understand.trees import phrases
from panj.understand.trees.arguments import Slots
from panj.understand.trees.denial import nobody
from panj.understand.trees.lookup import Lookup
from panj.understand.trees.naming import called, examples

PERSONAL = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "those"})
POINTING = frozenset({"it", "its", "his", "their", "our", "itself", "themselves", "himself", "herself", "others"})
EMPTY = frozenset(
    {"each", "there", "this", "that", "these", "what", "which", "it", "everything", "nothing", "something"}
)
PLACES = frozenset({"place"})
PLURAL = frozenset({"NNS", "NNPS"})
# Slots in which a bare place stands for those who hold it ("an attack on Mosul"), not for where it happens.
HELD = frozenset({"obj", "on", "against", "from", "to", "subj", "iobj", "with", "of", "mod", "poss"})
# What acts for its owner though the model takes it for no body: "Israeli tank fire hit a tower", "Lai's office denied".
ACTIVE = words("role_words", "word", "active")
PEOPLE = 4  # letters of the shortest name of a people in -is: "Iraqis", "Yazidis"
LARGEST_MEETING = 2  # characters of the number of those who meet
Part = Literal["actor", "recipient", "instrument", "forum", "topic"]
SEAT = "world:metonym"
ACTING = frozenset({"person", "state", "group", "organization", "office", "outlet"})
COUNTING = words("role_words", "word", "counting")


def singular(word: str) -> str:
    """Return a plural without its ending, for nouns whose lemma is the plural ("troops", "supplies")."""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def counted_in(sentence: Sentence, i: int) -> int | None:
    """Return what a counting word counts ("dozens of districts"), None if token `i` is no such word."""
    token = sentence.tokens[i]
    if token.lemma.lower() in COUNTING or token.upos == "NUM":
        counted = [t.i for t in sentence.children(i, "nmod") if phrases.case(sentence, t.i) == "of"]
        return counted[-1] if counted else None  # "tens of thousands of refugees": the last
    return None


class Cast(msgspec.Struct, frozen=True, dict=True):
    """The sentence and the mentions in which fillers are looked up."""

    text: str
    sentence: Sentence
    lookup: Lookup
    told: frozenset[str] = frozenset()  # codes of the acts that the text has named before this sentence

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Return the lemmas of the whole sentence."""
        return frozenset(self.sentence.lemmas)

    @cached_property
    def said(self) -> frozenset[str]:
        """Return all words that `labels` can give of the sentence."""
        return self.sentence.lexicon.union([singular(t.text.lower()) for t in self.sentence.tokens if t.xpos in PLURAL])

    def mention(self, i: int) -> Mention | None:
        """Return the mention that token `i` heads, or None."""
        token = self.sentence.tokens[i]
        mention = self.lookup.at(token.start)
        within = token.head >= 0 and token.relation not in {"flat", "fixed", "goeswith"}
        return None if mention is not None and within and self._holds(mention, token.head) else mention

    @cached_property
    def _labels(self) -> dict[int, frozenset[str]]:
        return {}

    def labels(self, i: int) -> frozenset[str]:
        """Return what patterns may ask of token `i`: its lemma, `@` and the type of its mention or the model's."""
        found = self._labels.get(i)
        if found is None:
            found = self._labels[i] = self._labelled(i)
        return found

    def _labelled(self, i: int) -> frozenset[str]:
        token = self.sentence.tokens[i]
        counted = counted_in(self.sentence, i)
        if counted is not None:
            return self.labels(counted) | ({token.lemma.lower()} - acts.words_of("natural"))  # "a wave of drones"
        mention = self.mention(i)
        kind = mention.type if mention is not None else token.type
        kind = "state" if mention is not None and mention.rule == SEAT else kind  # "Brussels", though of no state
        found = {token.lemma.lower(), token.text.lower()}
        if token.xpos in PLURAL:
            found.add(singular(token.text.lower()))
        if token.lemma.lower() in PERSONAL or token.text.lower() in PERSONAL:
            found.add("@person")
        if mention is not None or token.upos != "PRON":
            found.add(f"@{kind}")
        if kind in {"group", "organization"} and token.upos == "PROPN":
            found.add("@named-group")
        if (mention is None and token.xpos == "NNPS" and not token.type) or self.people(i):
            found.add("@group")
        if token.upos == "NUM" and token.type in {"", "person", "group", "abstract"}:
            found.add("@count")
        below = self.sentence.below[i]
        if any([len(t.text.replace(",", "")) > LARGEST_MEETING for t in below.get("nummod", ())]):
            found.add("@crowd")  # "hosts 40,000 Syrians": no few who meet
        found.update([t.lemma.lower() for t in below.get("appos", ()) if t.upos == "NOUN"])
        if nobody(self.sentence, token):
            found.add("@nobody")
        if mention is not None and mention.country and mention.type == "place":
            found.add("@place")
        return frozenset(found)

    def is_actor(self, i: int, slot: str) -> bool:
        """Tell whether token `i` can act or be acted upon: somebody named, people, forces, a pronoun for them."""
        token = self.sentence.tokens[i]
        if token.lemma.lower() in EMPTY and self.mention(i) is None:
            return False
        labels = self.labels(i)
        if not labels.isdisjoint(acts.any_of("people", "force", "government")):
            return True
        return slot in HELD and "@place" in labels and self.mention(i) is not None

    def roles(self, role: Part, slots: Slots, names: Sequence[str]) -> tuple[Role, ...]:
        """Return the fillers of the first of these slots that holds anybody; those coordinated are several."""
        for slot in names:
            found = tuple(_filled(self, role, slot, slots.get(slot, ())))
            if found:
                return found
        return ()

    def named_in(self, i: int) -> tuple[int, Mention] | None:
        """Return the token and mention that say whose thing or force token `i` is ("ISIL targets", "members of it")."""
        for child in self.sentence.children(i, "appos", "compound", "amod", "nmod", "flat"):
            if child.relation == "appos" and child.upos != "PROPN":
                continue
            if child.relation == "nmod" and child.deprel != "nmod:poss":
                if phrases.case(self.sentence, child.i) != "of":
                    continue
                if self.sentence.tokens[i].type == "place":
                    continue
            mention = self.lookup.at(child.start)
            if mention is not None and _acts(mention):
                return child.i, mention
        return None

    def people(self, i: int) -> bool:
        """Tell whether a name is a people's: "the Yazidis", which no table has and the model takes for a place."""
        token = self.sentence.tokens[i]
        if token.upos != "PROPN" or not token.text.endswith("is") or len(token.text) <= PEOPLE:
            return False
        return any(t.text.lower() == "the" and t.i == token.i - 1 for t in self.sentence.children(token.i, "det"))

    def known(self, mention: Mention, i: int) -> bool:
        """Tell whether a name that the tables have goes on to token `i`: "the Group of Seven" counts nobody."""
        return self._holds(mention, i) and mention.entity is not None and not mention.entity.startswith("~")

    def _holds(self, mention: Mention, i: int) -> bool:
        token = self.sentence.tokens[i]
        return mention.span.start <= token.start and token.end <= mention.span.end


def _filled(cast: Cast, role: Part, slot: str, fillers: Iterable[int]) -> Iterator[Role]:
    for i in fillers:
        several = _coordinated(cast, i)
        if several:
            yield from (_made(cast, role, j, mention, chunked=False) for j, mention in several)
        elif (made := role_of(cast, i, role, slot)) is not None:
            yield made


def _coordinated(cast: Cast, i: int) -> list[tuple[int, Mention]]:
    """Return the several owners of a noun ("U.S. and other NATO forces"), nothing if it has one or none."""
    if cast.mention(i) is not None and cast.sentence.tokens[i].upos == "PROPN":
        return []
    found = []
    before = cast.sentence.children(i, "compound", "amod")
    joined = any([cast.sentence.children(child.i, "conj") for child in before])
    for child in before if joined else ():
        for j in (child.i, *(t.i for t in cast.sentence.children(child.i, "conj"))):
            mention = cast.lookup.at(cast.sentence.tokens[j].start)
            if mention is not None and _acts(mention) and _proper(cast.sentence, j):
                found.append((j, mention))
    return found if len(found) > 1 else _from_several(cast, i)


def _from_several(cast: Cast, i: int) -> list[tuple[int, Mention]]:
    """Return those whom a noun without a name of its own is from ("mediators from the United States and Egypt")."""
    below = cast.sentence.children(i, "nmod")
    known = cast.mention(i) if below else None
    if known is not None and known.entity is not None and not known.entity.startswith("~"):
        return []
    named = [(t.i, mention) for t in examples(cast.sentence, below) if (mention := cast.lookup.at(t.start)) is not None]
    if named and all(_acts(mention) for _, mention in named):
        return named  # "candidates like X"
    found = []
    for child in below:
        if phrases.case(cast.sentence, child.i) not in {"of", "from"}:
            continue
        beside = [t for t in cast.sentence.children(i, "appos") if child.i < t.i]  # a list that the parse breaks up
        for token in sorted((*phrases.conjuncts(cast.sentence, child.i), *beside), key=lambda t: t.i):
            mention = cast.lookup.at(token.start)
            if (
                mention is not None
                and mention.type in {"state", "organization", "person"}
                and _proper(cast.sentence, token.i)
            ):
                found.append((token.i, mention))
    return found if len(found) > 1 else []


def _acts(mention: Mention) -> bool:
    """Tell whether somebody named can act: no mere place, unless it stands for those who govern it."""
    if "$" in mention.text:
        return False  # "US$460 million"
    if mention.type in PLACES:
        return mention.entity is not None and not mention.entity.startswith("~")
    return mention.type in ACTING


def where(mention: Mention, token: Token) -> bool:
    """Tell whether a state's name before a noun says where it was ("the Kenya bombing"), not whose ("U.S. strikes")."""
    return mention.type == "state" and token.upos == "PROPN" and token.text[1:].islower()


def _proper(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].upos in {"PROPN", "ADJ"} and sentence.tokens[i].text[:1].isupper()


def _named_after(cast: Cast, i: int) -> Mention | None:
    """Return the name that follows a common noun for the same one ("its southern neighbor Afghanistan")."""
    if cast.sentence.tokens[i].upos != "NOUN":
        return None
    for child in cast.sentence.children(i, "appos", "flat"):
        mention = cast.lookup.at(child.start)
        if child.upos == "PROPN" and mention is not None and mention.entity and _acts(mention):
            return mention
    return None


def _called(cast: Cast, i: int) -> Mention | None:
    """Return the name that a participle gives to a noun ("a company called X")."""
    named = (cast.lookup.at(token.start) for token in called(cast.sentence, i))
    return next((mention for mention in named if mention is not None and _acts(mention)), None)


def role_of(cast: Cast, i: int, role: Part, slot: str) -> Role | None:
    """Return the role that token `i` plays in `slot`; None if it is no actor and belongs to none."""
    token = cast.sentence.tokens[i]
    if nobody(cast.sentence, token) or token.upos == "SYM":
        return None  # "no group has claimed it"
    counted = counted_in(cast.sentence, i)
    mention = cast.mention(i)
    if counted is not None and not (mention is not None and cast.known(mention, counted)):
        return role_of(cast, counted, role, slot)
    named = None if mention is not None and mention.entity else _named_after(cast, i)
    named = _called(cast, i) or named if mention is None or (mention.entity or "~").startswith("~") else None
    if named is not None and slot != "mod":
        return _made(cast, role, i, named)
    if slot == "mod":
        return _before_noun(cast, i, role, mention)
    if mention is not None and _only_where(cast, i, mention, slot):
        return None
    weapon = (mention is None or mention.rule == "noun") and token.lemma.lower() in acts.words_of("weapon")
    if role == "actor" and weapon:
        owner = cast.named_in(i)  # "drones struck a depot": whose they are, if it is said
        return _made(cast, role, i, owner[1]) if owner is not None else _planted(cast, role, i)
    if cast.is_actor(i, slot):
        return _made(cast, role, i, mention)
    if slot == "poss" and mention is not None:
        return _made(cast, role, i, mention, chunked=False)
    return _of_owner(cast, i, role, slot)


def _before_noun(cast: Cast, i: int, role: Part, mention: Mention | None) -> Role | None:
    """Return who stands before a noun for the act: "U.S. strikes", "a rebel attack"."""
    token = cast.sentence.tokens[i]
    if mention is not None:
        doer = _acts(mention) and not (role == "actor" and where(mention, token))
        return _made(cast, role, i, mention, chunked=False) if doer else None
    doing = token.deprel in {"compound", "amod"} and not cast.labels(i).isdisjoint(acts.words_of("doer"))
    return _made(cast, role, i, None) if doing else None


def _of_owner(cast: Cast, i: int, role: Part, slot: str) -> Role | None:
    """Return whose a thing is that stands for them, or who is in it ("ISIL targets", "police buses")."""
    token = cast.sentence.tokens[i]
    idle = slot == "subj" and token.type in {"abstract", "time", "event"} and token.lemma.lower() not in ACTIVE
    if token.upos not in {"NOUN", "PROPN"} or idle:
        return None
    owner = cast.named_in(i)
    if owner is not None and (slot in HELD or owner[1].type in ACTING):
        return _made(cast, role, i, owner[1])
    return _crew(cast, role, i) if token.type == "object" or role == "recipient" else None


def _crew(cast: Cast, role: Part, i: int) -> Role | None:
    """Return who is in or behind a thing by the noun before it: "police buses blocked the road", "an army camp"."""
    if role == "recipient" and (dweller := _dweller(cast, i)) is not None:
        return _made(cast, role, dweller, cast.mention(dweller))
    for child in cast.sentence.children(i, "compound"):
        if not {child.lemma.lower(), child.text.lower()}.isdisjoint(acts.any_of("force", "government")):
            known = role == "actor"
            return _made(
                cast, role, child.i if known else i, cast.mention(child.i) if known else None, chunked=not known
            )
    return None


def _dweller(cast: Cast, i: int) -> int | None:
    """Return the people whose thing it is, by no name: "homes of villagers", "the cars of protesters"."""
    if cast.labels(i).isdisjoint(acts.words_of("thing")):
        return None
    below = (t.i for t in cast.sentence.children(i, "nmod") if phrases.case(cast.sentence, t.i) == "of")
    return next((j for j in below if cast.labels(j) & {"@person", "@group"}), None)


def _planted(cast: Cast, role: Part, i: int) -> Role | None:
    """Return who used a weapon by the participle behind it ("a bomb planted by the rebels"), None if it has none."""
    for clause in cast.sentence.children(i, "acl"):
        user = phrases.agent(cast.sentence, clause.i) if clause.xpos == "VBN" else None
        if user is not None:
            return role_of(cast, user.i, role, "subj")
    return None


def _only_where(cast: Cast, i: int, mention: Mention, slot: str) -> bool:
    """Tell whether a name says where it was, not whom it hit ("an attack on Aleppo", "talks in Athens")."""
    if slot in {"in", "at"} and mention.rule == SEAT:
        return True
    return mention.type in PLACES and not _acts(mention) and not cast.people(i)


def _made(cast: Cast, role: Part, i: int, mention: Mention | None, *, chunked: bool = True) -> Role:
    if chunked or mention is None:
        first, last = phrases.chunk(cast.sentence, i)
        span = phrases.span_of(cast.sentence, range(first, last + 1))
    else:
        span = mention.span
    plain = bare_name(cast.sentence, i) if mention is None else uncounted(mention.name or mention.text)
    name, entity = _owned(cast, i, mention) or (plain, mention.entity if mention is not None else None)
    code = mention.code if mention is not None else None
    return Role(role=role, span=span, text=span.of(cast.text), name=name, entity=entity, code=code)


def made(role: Part, mention: Mention, text: str) -> Role:
    """Return the role of somebody whose mention is all that names them."""
    span, name = mention.span, mention.name or mention.text
    return Role(role=role, span=span, text=span.of(text), name=name, entity=mention.entity, code=mention.code)


def unnamed(cast: Cast, role: Part, i: int) -> Role:
    """Return the role of what token `i` heads, by its own words."""
    return _made(cast, role, i, cast.mention(i))


def _owned(cast: Cast, i: int, mention: Mention | None) -> tuple[str, str | None] | None:
    """Return the name of a force or government known only by whose it is: "its troops" are "Azerbaijan's troops".

    With it comes the id: of an army's or group's own troops that of the army or group, else the mention's.
    """
    if cast.labels(i).isdisjoint(acts.any_of("force", "government")):
        return None
    own = mention.entity if mention is not None else None
    if own is not None and not own.startswith("~"):
        return None
    for child in cast.sentence.children(i, "nmod:poss"):
        owner = cast.lookup.at(child.start) if child.upos in {"PRON", "NOUN"} else None
        apart = owner is not None and owner.span.end <= cast.sentence.tokens[i].start
        if owner is not None and apart and owner.name is not None and owner.entity is not None:
            ending = "'" if owner.name.endswith("s") else "'s"
            body = owner.type in {"organization", "group"} and not owner.entity.startswith("~")
            name = f"{owner.name}{ending} {bare_name(cast.sentence, i, behind=child.i)}"
            return name, owner.entity if body else own
    return _part_of(cast, i)


def _part_of(cast: Cast, i: int) -> tuple[str, str | None] | None:
    """Return the force that a force is part of by the words behind it: "units of the army", "fighters of the group"."""
    for child in cast.sentence.children(i, "nmod"):
        whole = cast.lookup.at(child.start) if phrases.case(cast.sentence, child.i) == "of" else None
        if whole is not None and whole.entity is not None and whole.type in {"organization", "group"}:
            return whole.name or whole.text, whole.entity
    return None
