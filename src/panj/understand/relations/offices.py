"""Who holds which post, by the title before a name or beside it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from panj.english.parsed import Parsed, Token
from panj.lexicon import words
from panj.lexicon.counted import singular
from panj.records import Mention, Span
from panj.understand.relations.grammar import PAST
from panj.understand.relations.scene import End, Found, Scene, made
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup
from panj.world import Entity, World

# Words of a title that say whose forces somebody leads, where the post may be one of several.
FORCES = words("role_words", "word", "force")
OFTEN = 3  # times that a text names the state that it is of
AT_THE_TOP = frozenset({"president", "prime minister", "premier", "king"})  # without a state: of the text's own
NO_MORE = PAST | {"then", "opposition"}
_OF = re.compile(r" (?:of|for|from|to) ")
STATELY = words("relation_words", "word", "stately")
NOT_OF_STATE = words("relation_words", "word", "not of the state")


def find_offices(parsed: Parsed, mentions: Sequence[Mention], lookup: Lookup, world: World) -> Iterator[Found]:
    """Yield the fullest form of each post that the text gives a person."""
    posts: dict[str, dict[str, Found]] = {}
    home = _home(mentions)
    gone = {m.entity for m in mentions if m.type == "person" and not NO_MORE.isdisjoint(m.text.lower().split())}
    sentences = iter(parsed.sentences)
    sentence = next(sentences, None)
    for mention in mentions:
        while sentence is not None and sentence.end <= mention.span.start:
            sentence = next(sentences, None)
        if sentence is None or mention.type != "person" or not mention.role or not mention.name:
            continue
        if mention.rule in {"role", "noun"}:
            continue
        scene = Scene(parsed.text, sentence, lookup, {}, world)
        found = _office(scene, mention, home if mention.entity not in gone else None)
        if found is not None and mention.entity and _is_post(found):
            posts.setdefault(mention.entity, {})[found[0].object] = found
    for held in posts.values():
        yield from held.values()


def _is_post(found: Found) -> bool:
    """Tell whether the title names a post and the holder is no title: not ("Ash Carter", "Ashton Carter")."""
    relation = found[0]
    office = words("relation_words", "word", "office") | words("relation_words", "word", "rank")
    said = relation.object.lower().replace("-", " ").split()
    holder = relation.subject.lower().replace("-", " ").split()
    titled = any(singular(word) in office for word in said)
    return titled and not set(holder) <= office | {"the", "general"}


def _home(mentions: Sequence[Mention]) -> str | None:
    """Return the one state that a text is of: it names it first, and more often than any other."""
    states = [m.entity for m in mentions if m.type == "state" and m.rule.startswith("world:")]
    ((most, times), (_, others)) = [*Counter(states).most_common(2), (None, 0), (None, 0)][:2]
    return most if times >= OFTEN and times > others and states[0] == most else None


def _office(scene: Scene, mention: Mention, home: str | None) -> Found | None:
    inside = [t for t in scene.sentence.tokens if mention.span.start <= t.start < mention.span.end]
    nouns = [t for t in inside if t.lemma.lower() in words("relation_words", "word", "office")]
    if not nouns or not mention.role or not _names_holder(mention) or PAST & {t.text.lower() for t in inside}:
        return None
    own, role = _last_post(_behind_place(scene, inside), nouns, mention.role)
    noun, owner = nouns[-1], _owner(scene, mention, nouns[-1])
    office = _office_of(scene, mention, role, owner)
    listed = scene.world.find_entity(office) if office else None
    if listed is not None and _is_another(scene, mention, noun, listed):
        listed = office = None
    title = _in_its_words(scene, role, listed) if listed else _title(scene, mention, own, noun)
    if listed is None and owner is not None and owner.rule == "coreference:pronoun" and owner.name:
        title = f"{title} of {owner.name}"
    if office is None and speaks_for_state(mention.role):
        at_the_top = owner is None and title.lower() in AT_THE_TOP and not _complement(scene, noun, mention)
        whose = mention.country or (home if at_the_top and title.istitle() else None)
        office = whose if scene.world.find_entity(whose or "") else None
    holder = End(str(mention.name), _name_beside(scene, mention), mention.entity)
    return made(scene, "holds_office", holder, End(title, mention.span, office), 0.9)


def _names_holder(mention: Mention) -> bool:
    """Tell whether a name is somebody's own, and no title itself: not "The Foreign Secretary", "envoy of Chad"."""
    last = _OF.split(mention.name or "")[0].rstrip().rpartition(" ")[2]
    return any(map(str.isupper, last)) and last.lower() not in words("relation_words", "word", "office")


def _office_of(scene: Scene, mention: Mention, role: str, owner: Mention | None) -> str | None:
    """Return the post of the tables that a title names, of its owner or else of the person's country."""
    whose = owner.entity if owner is not None else mention.country
    known = whose is not None and role.lower() not in words("relation_words", "word", "rank")
    office = scene.world.office(whose, role) if known and whose else None
    return _known(scene, mention, office) if owner is None else office


def _is_another(scene: Scene, mention: Mention, noun: Token, listed: Entity) -> bool:
    """Tell whether a title says more than the listed post: an army chief may be its commander or its chief of staff."""
    leads = FORCES & set(str(mention.role).lower().split()) - set(listed.name.lower().split())
    return bool(leads) or _says_more(scene, _complement(scene, noun, mention), listed)


def speaks_for_state(role: str) -> bool:
    """Tell whether who bears a title that no table lists acts for the state whose it is: "Kremlin spokeswoman"."""
    said = role.lower().replace("-", " ").split()
    return bool(said) and said[-1] in STATELY and NOT_OF_STATE.isdisjoint(said)


def _behind_place(scene: Scene, inside: Sequence[Token]) -> Sequence[Token]:
    """Return the words of a title without a place that only stands before it: "In Turkey Minister Ellwood met"."""
    first = inside[0]
    before = scene.sentence.tokens[first.i - 1].text.lower() if first.i else ""
    at_place = before in {"in", "at", "from"} and (scene.is_place(first.i) or _is_state(scene, first))
    return inside[1:] if at_place and len(inside) > 1 else inside


def _is_state(scene: Scene, token: Token) -> bool:
    mention = scene.lookup.at(token.start)
    return mention is not None and mention.span.end == token.end and mention.type in {"state", "place"}


def _last_post(inside: Sequence[Token], nouns: Sequence[Token], role: str) -> tuple[Sequence[Token], str]:
    """Return the words and the title of the post beside the name: of two, the first is another's or a second one.

    "The Prime Minister and President Hollande" are two; the "Special Advisor to Ambassador Saperstein" is not he.
    """
    before = nouns[-2].i if len(nouns) > 1 else nouns[-1].i
    joint = next((t for t in inside if before < t.i < nouns[-1].i and t.text.lower() in {"and", "to"}), None)
    if joint is None:
        return inside, role
    return [t for t in inside if t.i > joint.i], role.rpartition(f" {joint.text} ")[2]


def _says_more(scene: Scene, complement: str, listed: Entity) -> bool:
    """Tell whether a title goes on with what the listed post lacks ("commander of Central Command")."""
    _, _, what = complement.partition(" ")
    country = scene.world.find_entity(listed.country or "")
    names = f"{listed.name} {country.name if country is not None else ''}".lower()
    return bool(what) and not any(word[:4] in names for word in what.lower().split() if len(word) > 3)


def _in_its_words(scene: Scene, role: str, listed: Entity) -> str:
    """Return a listed post's name, in the text's words where they differ ("Foreign Secretary")."""
    _, of, whose = listed.name.partition(" of ")
    country = scene.world.find_entity(listed.country or "")
    differs = role.lower().split()[-1] not in listed.name.lower().split()
    own = bool(of) and country is not None and country.name == whose
    return f"{role} of {whose}" if own and differs else listed.name


def _known(scene: Scene, mention: Mention, office: str | None) -> str | None:
    """Return the post of this title that the person is known to have held: Ban Ki-moon's is not South Korea's."""
    held = [row.office for row in scene.world.offices_held(mention.entity)] if mention.entity else []
    if office is None or office in held:
        return office
    title = office.rpartition("/")[2]
    return next((other for other in held if other.rpartition("/")[2] == title), office)


def _name_beside(scene: Scene, role: Mention) -> Span:
    """Return where the name stands that a role is set beside; the role's own span if the name is in it."""
    if role.rule != "apposition":
        return role.span
    near = scene.lookup.inside(max(scene.sentence.start, role.span.start - 120), role.span.end + 120)
    names = [m.span for m in near if m.entity == role.entity and m.rule != "apposition" and m.text in str(role.name)]
    return min(names, key=lambda span: abs(span.start - role.span.start), default=role.span)


def _owner(scene: Scene, mention: Mention, noun: Token) -> Mention | None:
    """Return whose post it is, if a name or pronoun before the title says so ("NATO chief")."""
    inside = scene.lookup.inside(mention.span.start, noun.start)
    return next((m for m in inside if m.span.end <= noun.start and m.type not in {"person", "place"}), None)


def _title(scene: Scene, mention: Mention, inside: Sequence[Token], noun: Token) -> str:
    """Return a post in the text's own words: from the determiner on, up to the name, with what is "of" or "for" it."""
    first = next((t for t in inside if t.upos not in {"DET", "PRON"}), noun)
    owner = scene.lookup.at(first.start)
    taken_up = owner is not None and owner.rule == "coreference:noun" and mention.span.holds(owner.span)
    start = owner.span if owner is not None and taken_up else first
    end = _before_name(scene.text, mention, noun)
    complement = _complement(scene, noun, mention) if end <= noun.end + 1 else ""
    title = _less_courtesy(_spelled(scene, Span(start.start, end)))
    return f"{title} {complement}" if complement and complement not in title else title


def _less_courtesy(title: str) -> str:
    """Return a title without what only addresses: "Director of Medical Services Dr."."""
    said, titles = title.split(), words("relation_words", "word", "title")
    ranked = len(said) > 1 and said[-1].lower().rstrip(".") in titles
    besides = titles | words("relation_words", "word", "service") if ranked else titles
    while len(said) > 1 and said[-1].lower().rstrip(".") in besides:
        said.pop()
    return " ".join(said)


def _before_name(text: str, mention: Mention, noun: Token) -> int:
    """Return where the person's own name begins after a title, else where the title's noun ends."""
    words = text[noun.end : mention.span.end].lower()
    places = [words.find(part) for part in str(mention.name).lower().split()]
    return noun.end + min((place for place in places if place >= 0), default=0)


def _spelled(scene: Scene, span: Span) -> str:
    """Return the words of a title with the name of whoever "the country" in it is."""
    title = span.of(scene.text)
    for owner in scene.lookup.inside(span.start, span.end):
        taken_up = owner.rule == "coreference:noun" and owner.type != "person"
        if taken_up and owner.name and span.holds(owner.span):
            title = title.replace(owner.text, owner.name, 1)
    return title.strip()


def _complement(scene: Scene, noun: Token, mention: Mention) -> str:
    """Return what follows the title: "for the Indonesian military", "to the United States", "of State"."""
    text, sentence = scene.text, scene.sentence
    for child in sentence.children(noun.i, "nmod"):
        if child.i > noun.i and phrases.case(sentence, child.i) in {"of", "for", "to", "at", "in", "with"}:
            cases = [t.i for t in sentence.children(child.i, "case")]
            kept = phrases.phrase(sentence, child.i, without=phrases.LOOSE | {"flat", "nmod:desc"})
            span = phrases.span_of(sentence, [*cases, *kept])
            name = text.find(mention.name or "", mention.span.start, span.end)
            return _spelled(scene, Span(span.start, name if name > span.start else span.end))
    return ""


PLAIN = frozenset({"of", "the", "for", "to", "a", "an", "country", "nation", "region", "its", "his", "their"})
STEM = 5  # letters that a state and its adjective share ("Afghan", "Afghanistan")


def title_words(title: str) -> frozenset[str]:
    """Return what a title says, for comparison: its words less small ones, by their first letters."""
    words = (word.removesuffix("'s").removesuffix("’s") for word in title.lower().replace(".", "").split())
    return frozenset(word[:STEM] for word in words if word not in PLAIN)


def as_written(mentions: Sequence[Mention]) -> dict[str, str]:
    """Return how the text writes the name of each person that the tables know ("Mevlut Cavusoglu")."""
    found: dict[str, str] = {}
    for mention in mentions:
        listed = mention.type == "person" and mention.entity and mention.name and not mention.entity.startswith("~")
        if not listed or mention.entity in found:
            continue
        known = str(mention.name).split()
        written = mention.text.split()[-len(known) :]
        same = len(written) == len(known) > 1 and _folded(written[-1]) == _folded(known[-1])
        if same and _folded(written[0])[:1] == _folded(known[0])[:1]:
            found[str(mention.entity)] = " ".join(written)
    return found


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
