"""Standing facts that a text states or takes for granted: who belongs to what, holds what, stands where."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.records import Mention, Modality, Place, Span
from panj.understand.modality import modality_of
from panj.understand.modality.climb import VERBAL
from panj.understand.relations import (
    alliance,
    control,
    designation,
    forces,
    location,
    membership,
    parts,
    posts,
    state_run,
)
from panj.understand.relations.offices import as_written, find_offices, title_words
from panj.understand.relations.scene import SPOT, Found, Pattern, Scene
from panj.understand.trees.lookup import Lookup
from panj.world import World

NOUN: tuple[Pattern, ...] = (
    alliance.find_ally,
    alliance.find_backed,
    control.find_in_control,
    control.find_owned_base,
    control.find_under_control,
    forces.find_is_there,
    forces.find_standing,
    location.find_lies,
    location.find_seat,
    location.find_sited,
    membership.find_member,
    membership.find_within,
    parts.find_is_part,
    parts.find_part,
    parts.find_unit,
    parts.find_wing,
    posts.find_post,
)
VERB: tuple[Pattern, ...] = (
    alliance.find_backed,
    control.find_controls,
    control.find_flag,
    designation.find_designated,
    forces.find_deployed,
    forces.find_kept,
    location.find_based,
    location.find_lies,
    membership.find_includes,
    membership.find_made_of,
    membership.find_seated,
    posts.find_leads,
)
ADJ: tuple[Pattern, ...] = (alliance.find_backed, control.find_controls, location.find_based, membership.find_others)
EVERY: tuple[Pattern, ...] = (location.find_included, location.find_within, state_run.find_state_run)
REMAINING = frozenset({"remain", "stay", "keep"})  # "would remain" says that they are there
KINDS = {"NOUN": NOUN, "PROPN": NOUN, "ADJ": ADJ, "VERB": VERB, "AUX": VERB}
PATTERNS: Mapping[str, tuple[Pattern, ...]] = {upos: (*patterns, *EVERY) for upos, patterns in KINDS.items()}
LEMMAS = frozenset().union(*(pattern.lemmas for patterns in PATTERNS.values() for pattern in patterns))
FORMS = frozenset().union(*(pattern.forms for patterns in PATTERNS.values() for pattern in patterns))


def find_relations(
    parsed: Parsed, mentions: Sequence[Mention], places: Sequence[Place], world: World
) -> tuple[Found, ...]:
    """Return the relations with the words that say them and how sure the pattern is, each fact once."""
    lookup = Lookup(mentions)
    starts = {offset: place for place in places for offset in range(place.span.start, place.span.end)}
    found: list[Found] = list(find_offices(parsed, mentions, lookup, world))
    for sentence in parsed.sentences:
        found.extend(_in_sentence(Scene(parsed.text, sentence, lookup, starts, world)))
    return _fullest(_once(found, as_written(mentions)))


def _in_sentence(scene: Scene) -> Iterator[Found]:
    """Yield what the patterns find."""
    sentence, named, places = scene.sentence, scene.lookup.held, scene.places
    for token, lemma, form, below in zip(sentence.tokens, sentence.lemmas, sentence.words, sentence.below, strict=True):
        mention, spot = named.get(token.start), SPOT if token.start in places else ""
        kind = mention.type if mention is not None else ""
        if kind or spot or lemma in LEMMAS or form in FORMS:
            lemma, form = lemma if lemma in LEMMAS else "", form if form in FORMS else ""
            for pattern in _read_at(token.upos, lemma, form, kind, spot):
                if pattern.over and pattern.over.isdisjoint(below):
                    continue
                for found in pattern.find(scene, token):
                    if _is_so(sentence, found[1]):
                        yield found


def _has(sentence: Sentence, token: Token) -> bool:
    """Tell whether what is named is only said to be had: "denied having troops in Sudan"."""
    return token.head >= 0 and sentence.tokens[token.head].lemma.lower() == "have"


def _is_so(sentence: Sentence, span: Span) -> bool:
    """Tell whether the clause that says a fact says that it is one (not "if they hold it", "denied that they do")."""
    inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
    heads = [t for t in inside if t.head < 0 or not span.start <= sentence.tokens[t.head].start < span.end]
    if any(d.text.lower() in {"any", "no"} for t in heads for d in sentence.children(t.i, "det")):
        return False  # "denied it had any army units in the enclave"
    heads += [sentence.tokens[t.head] for t in heads if t.relation == "obj" and _has(sentence, t)]
    clauses = [t for t in heads if t.upos in VERBAL or sentence.children(t.i, "cop")]
    clauses = [t for t in clauses if t.lemma.lower() not in REMAINING]
    judged = [modality_of(sentence, t.i) for t in clauses]
    return all(each.modality is Modality.ASSERTED and not each.denied for each in judged)


@cache
def _read_at(upos: str, lemma: str, form: str, kind: str, spot: str) -> tuple[Pattern, ...]:
    """Return the patterns that are read at such a word, in order."""
    return tuple(
        p
        for p in PATTERNS.get(upos, EVERY)
        if lemma in p.lemmas or form in p.forms or kind in p.named or spot in p.named
    )


def _once(found: Sequence[Found], written: Mapping[str, str]) -> tuple[Found, ...]:
    kept: dict[tuple[str, str, str], Found] = {}
    for relation, span, sure in found:
        if spelled := written.get(relation.subject_entity or ""):
            relation = msgspec.structs.replace(relation, subject=spelled)
        key = relation.relation, relation.subject.lower(), relation.object.lower()
        turned = key[0], key[2], key[1]
        if key[1] != key[2] and turned not in kept and (key not in kept or kept[key][2] < sure):
            kept[key] = relation, span, sure
    return _best_named(tuple(kept.values()))


def _best_named(found: Sequence[Found]) -> tuple[Found, ...]:
    """Keep of two readings of the same words the one that says whose they are: "American soldiers", not "soldiers"."""
    longest: dict[tuple[str, Span, Span], int] = {}
    keys = [(r.relation, r.subject_span, r.object_span) for r, _, _ in found]
    for key, (relation, _, _) in zip(keys, found, strict=True):
        longest[key] = max(longest.get(key, 0), len(relation.subject))
    return tuple(x for key, x in zip(keys, found, strict=True) if len(x[0].subject) == longest[key])


def _fullest(found: Sequence[Found]) -> tuple[Found, ...]:
    """Leave out the posts that a longer title of the same person already has in it; of two alike the first stays."""
    titles: dict[str, list[frozenset[str]]] = {}
    for relation, _, _ in found:
        if relation.relation == "holds_office":
            titles.setdefault(relation.subject.lower(), []).append(title_words(relation.object))
    seen: dict[str, list[tuple[frozenset[str], Span]]] = {}
    kept = []
    for item in found:
        who, words = item[0].subject.lower(), title_words(item[0].object)
        if item[0].relation == "holds_office":
            before = seen.setdefault(who, [])
            again = any(words == other or (words & other and item[1].overlaps(span)) for other, span in before)
            if again or any(words < other for other in titles[who]):
                continue
            before.append((words, item[1]))
        kept.append(item)
    return tuple(kept)
