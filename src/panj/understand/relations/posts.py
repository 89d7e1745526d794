"""Who holds which post, where a clause says it: "is the president of Peru", "was elected mayor", "who heads it"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import words
from panj.records import Mention, Span
from panj.understand.relations import grammar
from panj.understand.relations.scene import End, Found, Scene, made, read_at
from panj.understand.trees import phrases

PEOPLE = frozenset({"person"})
LEADS = {
    "head": "head",
    "lead": "leader",
    "command": "commander",
    "chair": "chair",
    "run": "head",
    "direct": "director",
}
COMPLEMENTS = frozenset({"of", "for", "to", "at", "in", "with"})
LED = frozenset({"organization", "group", "state", "outlet"})


@read_at(words("relation_words", "word", "office"))
def find_post(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Rosa Diaz is the president of Peru", "was elected mayor of Lima", "brother of X and head of the army"."""
    if _is_past(scene, token):
        return
    holders = grammar.described(scene, token)
    if not holders and token.relation == "conj" and token.head >= 0:
        holders = grammar.described(scene, scene.sentence.tokens[token.head])
    for holder in holders:
        person = _named(scene, holder)
        if person is not None and not person.span.holds(Span(token.start, token.end)):
            yield made(scene, "holds_office", _of(person), End(_title(scene, token), _span(scene, token)), 0.85)


@read_at(frozenset(LEADS))
def find_leads(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Ivan Petrov, who heads the Red Cross": a post said by its verb."""
    if token.deprel != "acl:relcl" or not grammar.is_present(scene, token):
        return
    leader = grammar.relative_subject(scene, token)
    person = _named(scene, leader) if leader is not None else None
    for led in scene.sentence.children(token.i, "obj"):
        body = grammar.actor(scene, led.i, LED)
        if person is not None and (body is not None or led.upos == "PROPN"):
            end = scene.end(led.i)
            yield made(
                scene, "holds_office", _of(person), End(f"{LEADS[scene.lemma(token.i)]} of {end.name}", end.span), 0.75
            )


def _named(scene: Scene, token: Token) -> Mention | None:
    """Return the person at a token, if it is called by name somewhere."""
    person = grammar.actor(scene, token.i, PEOPLE)
    return (
        person
        if person is not None and person.rule not in {"role", "noun"} and str(person.name)[:1].isupper()
        else None
    )


def _of(person: Mention) -> End:
    return End(str(person.name), person.span, person.entity)


def _is_past(scene: Scene, token: Token) -> bool:
    first, last = phrases.chunk(scene.sentence, token.i)
    return not grammar.PAST.isdisjoint(t.text.lower() for t in scene.sentence.tokens[first : last + 1])


def _span(scene: Scene, token: Token) -> Span:
    first, last = phrases.chunk(scene.sentence, token.i)
    end = scene.sentence.tokens[last].end
    for child in scene.sentence.children(token.i, "nmod"):
        if child.i > token.i and phrases.case(scene.sentence, child.i) in COMPLEMENTS:
            kept = phrases.phrase(scene.sentence, child.i, without=phrases.LOOSE)
            end = max(end, scene.sentence.tokens[kept[-1]].end)
    return Span(scene.sentence.tokens[first].start, end)


def _title(scene: Scene, token: Token) -> str:
    """Return the words of a post without their determiner, "its" and "the country's" by the owner's name."""
    span = _span(scene, token)
    title = span.of(scene.text)
    first = next(t for t in scene.sentence.tokens if t.start == span.start)
    owner = scene.mention(first.i)
    if first.upos in {"DET", "PRON"} and first.deprel != "nmod:poss":
        title = title[len(first.text) :].strip()
    if first.deprel == "nmod:poss" and first.upos == "PRON":
        title = title[len(first.text) :].strip()
        title = f"{title} of {owner.name}" if owner is not None and owner.name else title
    for inside in scene.lookup.inside(span.start, span.end):
        if inside.rule == "coreference:noun" and inside.name and inside.type != "person":
            title = title.replace(inside.text, inside.name, 1)
    return title
