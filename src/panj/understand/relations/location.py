"""What lies in what: "Kidal, a town in Mali", "the Iraqi city of Rutba", "the London-based Observatory"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import words
from panj.records import Place, Span
from panj.understand.relations import grammar
from panj.understand.relations.scene import CAPITALS, SPOT, End, Found, Scene, made, read_at
from panj.understand.trees import phrases

WIDE = frozenset({"country", "continent"})
AREAS = frozenset({"country", "continent", "province", "district", "region", "island", "desert"})
TOWNS = frozenset({"city", "capital"})
TOWNISH = words("role_words", "word", "townish")
SMALL = frozenset({"quarter", "site", "base", "crossing", "hall"})
INSIDE = frozenset({"in", "within"})
SITED = frozenset({"locate", "situate", "base", "headquarter"})
LIES = frozenset({"lie", "sit", "stand"})
SIDES = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre", "center"}
)
NAMED = frozenset({"organization", "outlet", "group"})
REACH = 7  # tokens between a place and the area around it


# -- a name and the area around it -----------------------------------------------------------------------------------


@read_at(named=frozenset({SPOT}))
def find_within(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Agdam in Azerbaijan", "Mopti, in central Mali", "the Karrada district of Baghdad", "Aceh, Indonesia"."""
    place = scene.places[token.start]
    if place.span.start != token.start:
        return
    if _is_wide(scene, token.i, place):
        yield from _on_continent(scene, token, place)
        return
    last = place.text.lower().split()[-1]
    if place.text.islower() and last not in words("relation_words", "word", "facility"):
        return  # "northwest province of Latakia"
    after = _next(scene, place)
    whole = _area_after(scene, place, after) if after is not None else None
    if whole is None and after is not None and _sited(scene, after):
        whole = _area_from(scene, after + 2) if after + 2 < len(scene.sentence.tokens) else None
    whole = whole if whole is not None else _owner_before(scene, token)
    if whole is not None and _can_hold(scene, place, whole):
        yield made(scene, "located_in", scene.spot(token.i), scene.end(whole), 0.75)


def _on_continent(scene: Scene, token: Token, place: Place) -> Iterator[Found]:
    """Yield that a country is on a continent: "Chad in central Africa"."""
    after = _next(scene, place)
    inside = after is not None and scene.sentence.tokens[after].text.lower() in INSIDE
    whole = _area_from(scene, after + 1) if inside and after is not None else None
    area = scene.place(whole) if whole is not None else None
    if whole is not None and area is not None and area.feature == "continent" and place.feature == "country":
        yield made(scene, "located_in", scene.spot(token.i), scene.end(whole), 0.75)


def _is_wide(scene: Scene, i: int, place: Place) -> bool:
    mention = scene.mention(i)
    state = mention is not None and mention.type == "state" and mention.span == place.span
    return place.feature in WIDE or (mention is not None and state and mention.rule not in CAPITALS)


def _next(scene: Scene, place: Place) -> int | None:
    """Return the position of the first token after a place."""
    first = next((t.i for t in scene.sentence.tokens if t.start >= place.span.end), None)
    return first


def _area_after(scene: Scene, place: Place, i: int) -> int | None:
    """Return the position of the area that the words after a place put it in."""
    tokens = scene.sentence.tokens
    kind = tokens[i].lemma.lower() in words("relation_words", "word", "seat")
    kind |= place.text.split()[-1].lower() in words("relation_words", "word", "seat")
    i += tokens[i].lemma.lower() in words("relation_words", "word", "seat")
    comma = i < len(tokens) and tokens[i].text == ","
    i += comma
    if i < len(tokens) and (tokens[i].text.lower() in INSIDE or (tokens[i].text.lower() == "of" and kind)):
        return _area_from(scene, i + 1)
    area = _area_from(scene, i, farthest=1) if comma and i < len(tokens) else None
    same = area is not None and scene.country(area) in {(place.country or "").lower(), None}
    beside = scene.place(area) if area is not None else None
    wide = area is not None and (beside is None or beside.feature == "country" or _above(beside, place))
    return area if same and wide else None


def _above(area: Place, place: Place) -> bool:
    """Tell whether an area is a province after a smaller place, not the next one of a list of provinces."""
    return area.feature == "province" and place.feature not in AREAS


def _sited(scene: Scene, i: int) -> bool:
    tokens = scene.sentence.tokens
    return (
        i + 1 < len(tokens)
        and tokens[i].lemma.lower() in SITED
        and tokens[i + 1].text.lower() in {"in", "at", "within"}
    )


def _area_from(scene: Scene, start: int, farthest: int = REACH) -> int | None:
    """Return the position of the first place at or after `start`, over its determiner, sides and adjectives only."""
    tokens = scene.sentence.tokens
    for i in range(start, min(start + farthest, len(tokens))):
        mention = scene.mention(i)
        state = mention is not None and mention.type == "state" and mention.rule != "world:adjective"
        if scene.place(i) is not None or state:
            return i
        word = tokens[i].text.lower()
        if tokens[i].upos not in {"DET", "ADJ", "ADV", "NUM"} and word not in SIDES | {
            "of",
            "-",
            "'s",
            "province",
            "state",
        }:
            return None
    return None


def _owner_before(scene: Scene, token: Token) -> int | None:
    """Return the position of the state or area that owns a place: "Nigeria's Borno state"."""
    tokens = scene.sentence.tokens
    i = token.i - 1
    while i > 1 and tokens[i].upos == "ADJ":
        i -= 1
    owned = i > 0 and tokens[i].text in {"'s", "’s", "'", "’"}
    return i - 1 if owned and scene.is_place(i - 1) else None


def _can_hold(scene: Scene, place: Place, i: int) -> bool:
    """Tell whether the second may hold the first: of one country as far as known, and an area, or around a site."""
    one, other, area = (place.country or "").lower(), scene.country(i), scene.place(i)
    if (one and other and one != other) or (area is not None and area.name == place.name):
        return False
    if area is None or area.feature is None or area.feature in AREAS:
        return not (area is not None and _is_same(place, area))
    return area.feature in TOWNS and (place.feature in SMALL or place.feature not in TOWNS | AREAS)


def _is_same(place: Place, area: Place) -> bool:
    """Tell whether two places are one on the map ("Washington, D.C.")."""
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return False
    alike = place.feature not in TOWNS or bool(set(place.text.lower().split()) & set(area.text.lower().split()))
    return alike and area.feature == "province" and abs(place.lat - area.lat) + abs(place.lon - area.lon) < 0.05


# -- what is said to be there -----------------------------------------------------------------------------------------


@read_at(words("relation_words", "word", "facility"), named=frozenset({"organization", "outlet"}))
def find_sited(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the university in Vladivostok", "its base in Tajikistan", "headquarters located in Nairobi"."""
    if scene.is_place(token.i):
        return
    facility = scene.lemma(token.i) in words("relation_words", "word", "facility")
    mention = scene.mention(token.i)
    named = token.upos == "PROPN" and mention is not None and mention.type in {"organization", "outlet"}
    if not (named or facility) or token.xpos == "NNS" or scene.lemma(token.i) == "place":
        return
    where = next((c.i for c in scene.sentence.children(token.i, "nmod") if _is_in(scene, token, c)), None)
    after = token.i + 1 + (token.i + 1 < len(scene.sentence.tokens) and scene.sentence.tokens[token.i + 1].text == ",")
    if where is None and _sited(scene, after):
        where = _area_from(scene, after + 2)
    if where is not None:
        yield made(scene, "located_in", scene.end(token.i), scene.spot(where), 0.75)


def _is_in(scene: Scene, token: Token, child: Token) -> bool:
    inside = phrases.case(scene.sentence, child.i) in {"in", "at"}
    return inside and child.i > token.i and scene.is_place(child.i)


@read_at(words("relation_words", "word", "seat"))
def find_seat(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Ganja, the country's second city", "Doha, capital of Qatar", "the Syrian city of Homs"."""
    named = _named_seat(scene, token)
    for spot in (named,) if named is not None else grammar.described(scene, token):
        place = scene.place(spot.i)
        whole = _whole_of(scene, token, spot, place)
        proper = spot.upos == "PROPN" and scene.is_place(spot.i)
        if whole is not None and proper and scene.spot(spot.i).span != scene.end(whole.i).span:
            yield made(scene, "located_in", scene.spot(spot.i), scene.end(whole.i), 0.85)
        elif place is not None and place.feature == "capital" and scene.lemma(token.i) == "capital":
            yield from _capital(scene, token, spot, place)


def _named_seat(scene: Scene, token: Token) -> Token | None:
    """Return the town that "the city of" names; none for "the Jiangsu province of China", "the capital of Kordofan"."""
    named = grammar.named_of(scene, token)
    place = scene.place(named.i) if named is not None else None
    if named is None or place is None or _is_wide(scene, named.i, place):
        return None
    return None if place.feature in AREAS and scene.lemma(token.i) in TOWNISH else named


def _whole_of(scene: Scene, token: Token, spot: Token, place: Place | None) -> Token | None:
    """Return the larger place that a seat is said to be of, or that its own phrase says that it is in."""
    wholes = [t for t in grammar.owners(scene, token) if scene.is_place(t.i) and t.i != spot.i]
    wholes += [c for c in scene.sentence.children(spot.i, "nmod") if _is_in(scene, spot, c)]
    return next((t for t in wholes if place is None or _can_hold(scene, place, t.i)), None)


def _capital(scene: Scene, noun: Token, spot: Token, place: Place) -> Iterator[Found]:
    """Yield that "the capital, Juba" is in the state whose capital it is."""
    state = scene.world.find_entity((place.country or "").lower())
    if state is not None:
        whose = End(state.name, Span(noun.start, noun.end), state.id)
        yield made(scene, "located_in", scene.spot(spot.i), whose, 0.8)


@read_at(LIES | SITED)
def find_lies(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "The Hague, which lies in the Netherlands", "the plant is located in Zaporizhzhia"."""
    lemma, sentence = scene.lemma(token.i), scene.sentence
    lies = lemma in LIES and grammar.is_present(scene, token)
    if not lies and not (lemma in SITED and grammar.is_passive_now(scene, token)):
        return
    who = grammar.relative_subject(scene, token)
    kept = who is not None and (scene.is_place(who.i) or (lemma in SITED and _is_body(scene, who)))
    below = [c for obl in sentence.children(token.i, "obl") for c in (obl, *sentence.children(obl.i, "nmod"))]
    where = next((c for c in below if phrases.case(sentence, c.i) in {"in", "at"} and scene.is_place(c.i)), None)
    if who is not None and kept and where is not None and not phrases.negated(sentence, token.i):
        yield made(scene, "located_in", scene.spot(who.i), scene.spot(where.i), 0.8)


def _is_body(scene: Scene, token: Token) -> bool:
    return (grammar.actor(scene, token.i, NAMED) is not None and token.upos == "PROPN") or scene.lemma(
        token.i
    ) in words("relation_words", "word", "facility")


@read_at(forms=frozenset({"based"}))
def find_based(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the London-based Observatory", "Airwars, a London-based group"."""
    tokens = scene.sentence.tokens
    if token.i < 2 or tokens[token.i - 1].text not in grammar.MARKS:
        return
    for near in tokens[token.i + 1 : token.i + 6]:
        mention = scene.mention(near.i)
        if near.upos not in {"NOUN", "PROPN", "ADJ"} and near.text != "-":
            return
        if near.upos == "PROPN" and grammar.actor(scene, near.i, NAMED | {"person"}) is not None:
            yield made(scene, "located_in", scene.end(near.i), scene.spot(token.i - 2), 0.8)
            return
        if near.upos == "NOUN" and (mention is None or mention.rule in {"noun", "role", "apposition"}):
            for who in grammar.described(scene, near):
                if grammar.actor(scene, who.i, NAMED) is not None and scene.is_place(token.i - 2):
                    yield made(scene, "located_in", scene.end(who.i), scene.spot(token.i - 2), 0.8)
                    return


@read_at(forms=frozenset({"including", "as"}))
def find_included(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "towns in northern Iraq including Rabiyah and Zumar": places of an area, named as examples."""
    tokens = scene.sentence.tokens
    if token.text.lower() == "as" and tokens[token.i - 1].text.lower() != "such":
        return
    ahead = tokens[max(0, token.i - 6) : token.i]
    kinds = words("relation_words", "word", "ground") | words("relation_words", "word", "seat")
    area = next((t.i for t in reversed(ahead) if scene.is_place(t.i)), None)
    if area is None or not any(t.lemma.lower() in kinds for t in ahead):
        return
    i = token.i + 1
    while i < len(tokens):
        place = scene.place(i)
        if place is None and tokens[i].text.lower() not in {",", "and", "the", "of", "city", "town"}:
            return
        if place is not None and place.span.start == tokens[i].start and _can_hold(scene, place, area):
            yield made(scene, "located_in", scene.spot(i), scene.end(area), 0.7)
        i += 1
