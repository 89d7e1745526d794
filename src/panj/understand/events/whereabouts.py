"""Where an act takes place: by the tree first, by nearness next, and the narrower of two places one in the other."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from panj.english.parsed import Sentence, Token, head_of
from panj.lexicon import words
from panj.records import Place
from panj.understand.events import bygone
from panj.understand.trees import phrases

LOCATIVE = frozenset(
    {"in", "at", "near", "inside", "within", "on", "outside", "around", "across", "along", "over", "off"}
)
DIRECTED = frozenset({"into", "to", "from", "toward", "towards", "through", "of", "against", "between"})
OTHERWISE = frozenset({"after", "following", "over", "since", "before", "about", "from", "despite", "until"})
CAUSES = frozenset({"for", "to"})  # of what was done before; but "met in Doha for talks"
FOUGHT = frozenset({"ASSAULT", "COERCE", "TAKE", "ACCUSE", "THREATEN"})
WIDTHS = ("site", "city", "district", "province", "region", "country")  # precisions, the narrowest first
NEAR = 5  # words
DISTANCES = words("terms", "word", "distance")
SENDING = "MOBILIZE"  # who is sent from somewhere is not there any more
ENDED = frozenset({"VBD", "VBN"})
VERBAL = frozenset({"VERB", "AUX"})


def place_of(sentence: Sentence, i: int, clause: int, code: str, places: Iterable[Place]) -> Place | None:
    """Return where the act at token `i` of a clause takes place, of the places that its sentence names."""
    ranked: dict[int, tuple[tuple[int, int], Place]] = {}  # by the token that heads its name
    for place in places:
        token = head_of(sentence.over(place.span.start, place.span.end))
        if token is None or (code == SENDING and _case(sentence, token) == "from"):
            continue
        rank = _rank(sentence, token, i, clause, code)
        if rank is not None:
            ranked[token.i] = rank, place
    if not ranked:
        return None
    best = min(ranked, key=lambda at: ranked[at][0])
    return _narrowed(sentence, best, {at: place for at, (_, place) in ranked.items()})


def goes_with(sentence: Sentence, i: int) -> Iterator[int]:
    """Yield the acts whose day an act shares: what it comes of ("hit a bus, killing six"), when it was done.

    "Nine died when a shell hit their post on Sunday": the clause tells when.
    """
    act = sentence.tokens[i]
    first = sentence.tokens[act.head] if act.relation == "conj" and act.xpos == "VBG" and act.head >= 0 else act
    if first.xpos == "VBG" and first.relation == "advcl" and 0 <= first.head < first.i - 1:
        alone = not sentence.children(first.i, "mark", "nsubj", "aux") and sentence.tokens[first.i - 1].text == ","
        if alone and sentence.tokens[first.head].xpos in ENDED:
            yield first.head
    beside = [t.i for t in sentence.children(i, "conj") if t.xpos in ENDED and not sentence.children(t.i, "aux")]
    for verb in (i, *beside):
        for clause in sentence.children(verb, "advcl"):
            told = {t.text.lower() for t in sentence.children(clause.i, "advmod", "mark") if t.i < clause.i}
            if clause.xpos in ENDED and clause.i > i and "when" in told:
                yield clause.i


def _rank(sentence: Sentence, token: Token, i: int, clause: int, code: str) -> tuple[int, int] | None:
    """Return how well a place at `token` fits the act at `i`, lower is better; None if it does not."""
    case = _case(sentence, token)
    located = case.split()[0] in LOCATIVE if case else False
    steps = depth(sentence, token.i, i)
    near = abs(token.i - i)
    if (token.relation == "nsubj" and not token.deprel.endswith("pass")) or _is_elsewhere(sentence, token, case, i):
        return None
    told = "according" in sentence.lexicon
    if told and any(phrases.case(sentence, t.i) == "according to" for t in (token, *sentence.above(token.i))):
        return None  # whoever says so: "according to the governor of Takhar"
    if steps is not None and steps <= 3:
        return (0 if located else 1 if case.split()[:1] and case.split()[0] in DIRECTED else 3) + steps, near
    if located and clause != i and (outer := depth(sentence, token.i, clause)) is not None and outer <= 2:
        return None if elsewhere_than(sentence, i, clause, code) else (5 + outer, near)
    return None


def _narrowed(sentence: Sentence, at: int, places: Mapping[int, Place]) -> Place:
    """Return the narrower place that the one at a token tells of, else that: "left Bagram, their base in Iraq"."""
    wider = places[at]
    above = {t.i for t in sentence.above(at)}
    within = ((j, place) for j, place in places.items() if _within(place, wider))
    return next((p for j, p in within if j in above or _beside(sentence, p, wider) or _named(sentence, j, at)), wider)


def _named(sentence: Sentence, j: int, at: int) -> bool:
    """Tell whether the place at token `j` names what the wider one tells of: "the North Darfur capital El Fasher"."""
    noun = sentence.tokens[j].head
    return at < noun < j and noun == sentence.tokens[at].head and sentence.tokens[noun].upos == "NOUN"


def _beside(sentence: Sentence, place: Place, wider: Place) -> bool:
    """Tell whether a wider place follows at once: "Kherson in southern Ukraine", "Kunduz, Afghanistan"."""
    start, end = place.span.end, wider.span.start
    between = sentence.over(start, end) if start < end else ()
    return 0 < len(between) < NEAR and all(t.upos in {"ADP", "ADJ", "DET", "PUNCT"} for t in between)


def _within(place: Place, other: Place) -> bool:
    """Tell whether a place is the narrower of two in one land."""
    known = place.precision in WIDTHS and other.precision in WIDTHS and place.country == other.country
    return known and WIDTHS.index(place.precision) < WIDTHS.index(other.precision)


def elsewhere_than(sentence: Sentence, i: int, clause: int, code: str = "") -> bool:
    """Tell whether a noun is of another occasion than its verb: "bombed Iraq in answer to the killing of three"."""
    path = takewhile(lambda t: t.i != clause, (sentence.tokens[i], *sentence.above(i)))
    cases = {phrases.case(sentence, t.i).partition(" ")[0] for t in path}
    return not cases.isdisjoint(OTHERWISE) or (code in FOUGHT and not cases.isdisjoint(CAUSES))


def _is_elsewhere(sentence: Sentence, token: Token, case: str, i: int) -> bool:
    """Tell whether a place is where somebody comes from ("troops from Chad") or what a distance is counted from."""
    if case != "from":
        return False
    first = _first(sentence, token)
    origin = first.relation == "nmod" and first.head != i and sentence.tokens[first.head].upos in {"NOUN", "PROPN"}
    marks = sentence.children(first.i, "case")
    before = sentence.tokens[marks[0].i - 1].lemma.lower() if marks and marks[0].i else ""
    return origin or before in DISTANCES


def _case(sentence: Sentence, token: Token) -> str:
    """Return the preposition that a place stands under, also as a second one or as a village's ("in the town of")."""
    first = _first(sentence, token) if not sentence.children(token.i, "case") else token
    case = phrases.case(sentence, first.i)
    return phrases.case(sentence, first.head) or case if case == "of" and first.relation == "nmod" else case


def _first(sentence: Sentence, token: Token) -> Token:
    """Return the first of a row of names, whatever the tree makes of the row."""
    while token.relation in {"conj", "appos", "list"} and sentence.tokens[token.head].upos == "PROPN":
        token = sentence.tokens[token.head]
    return token


def depth(sentence: Sentence, j: int, i: int) -> int | None:
    """Return how many steps above token `j` token `i` stands, None if it does not; clauses between count double."""
    steps = 0
    while j != i:
        token = sentence.tokens[j]
        if token.head < 0:
            return None
        if bygone.of_own_time(sentence, token):
            return None
        steps += 3 if token.relation in {"acl", "advcl", "ccomp", "parataxis", "conj"} and token.upos in VERBAL else 1
        j = token.head
    return steps
