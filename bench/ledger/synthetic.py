"""Reports made up by chance, of the shape and size that reading yields: for timing only, they say nothing."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from panj.records import (
    Attribution,
    Document,
    Event,
    Interval,
    Mention,
    Modality,
    Place,
    Quantity,
    Reading,
    Relation,
    Role,
    Source,
    Span,
    Statement,
    fingerprint,
)

ACTORS = ("tj", "af", "ru", "us", "uz", "kg", "kz", "cn", "ir", "pk", "taliban", "csto", "nato", "un", "eu")
PLACES = tuple((f"Town {i}", 36 + i / 50, 68 + i / 40) for i in range(120))
CODES = ("TAKE", "FLEE", "REQUEST", "ASSAULT", "CONSULT", "AID", "MOBILIZE", "RETREAT", "ACCUSE", "AGREE", "THREATEN")
MODALITIES = (Modality.ASSERTED,) * 7 + (Modality.PLANNED, Modality.FORECAST, Modality.CONDITIONAL)
NOUNS = ("soldiers", "troops", "refugees", "civilians", "districts")
WORDS = tuple(f"word{i}" for i in range(4000))
PER_REPORT = 20
SENTENCE = 25  # words


def reports(statements: int, *, days: int, seed: int = 1) -> Iterator[tuple[Document, Reading]]:
    """Yield reports of 20 statements each, spread over so many days up to 2021-12-31."""
    chance = random.Random(seed)
    for number in range(statements // PER_REPORT):
        yield report(number, date(2021, 12, 31) - timedelta(chance.randrange(days)), chance)


def report(number: int, day: date, chance: random.Random) -> tuple[Document, Reading]:
    """Return one report of a day."""
    sentences = [" ".join(chance.choices(WORDS, k=SENTENCE)) + "." for _ in range(PER_REPORT)]
    name = fingerprint("synthetic", number, day)
    starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(PER_REPORT)]
    text = " ".join(sentences)
    document = Document(
        id=name, text=text, title=f"Report {number}", outlet=f"Outlet {number % 40}", published=day, sha256=name
    )
    made = [_statement(name, start, len(s), day, chance) for start, s in zip(starts, sentences, strict=True)]
    quantities = tuple(q for _, q in made if q)
    mentions = tuple(Mention(span=Span(s, s + 5), text=text[s : s + 5], entity=chance.choice(ACTORS)) for s in starts)
    statements = tuple(_quoted(s, text) for s, _ in made)
    return document, Reading(document=name, mentions=mentions, quantities=quantities, statements=statements)


def _quoted(statement: Statement, text: str) -> Statement:
    import msgspec

    return msgspec.structs.replace(statement, quote=statement.span.of(text))


def _statement(
    name: str, start: int, length: int, day: date, chance: random.Random
) -> tuple[Statement, Quantity | None]:
    span = Span(start, start + length)
    chain = (
        Attribution(source=Source(name="Outlet")),
        Attribution(source=Source(name="Official", entity=chance.choice(ACTORS), span=Span(start, start + 6))),
    )
    identity = fingerprint(name, start)
    if chance.random() < 0.15:
        here = Span(start, start + 4)
        relation = Relation(relation="member_of", subject="A", object="B", subject_span=here, object_span=here)
        return Statement(id=identity, document=name, span=span, quote="", chain=chain, relation=relation), None
    quantity = None
    if chance.random() < 0.3:
        count = float(chance.randrange(10, 9000))
        at = Span(start + 20, start + 26)
        quantity = Quantity(span=at, text=str(int(count)), low=count, high=count, of=f"Afghan {chance.choice(NOUNS)}")
    place, lat, lon = chance.choice(PLACES)
    roles = tuple(
        Role(role=role, span=Span(start + at, start + at + 4), text="who", name=who, entity=who)  # type: ignore[arg-type]
        for role, at, who in (("actor", 0, chance.choice(ACTORS)), ("recipient", 10, chance.choice(ACTORS)))
    )
    event = Event(
        id=identity,
        code=chance.choice(CODES),
        trigger=Span(start + 5, start + 9),
        roles=roles,
        place=Place(
            span=Span(start + 30, start + 36), text=place, name=place, lat=lat, lon=lon, country="af", precision="city"
        ),
        when=Interval(earliest=day, latest=day),
        quantities=(quantity.span,) if quantity else (),
    )
    made = Statement(
        id=identity,
        document=name,
        span=span,
        quote="",
        chain=chain,
        modality=chance.choice(MODALITIES),
        event=event,
        confidence=round(chance.uniform(0.3, 1), 3),
    )
    return made, quantity
