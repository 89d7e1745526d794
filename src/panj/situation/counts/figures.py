"""Which figures a statement gives, of what kind, of whom and where."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

import msgspec

from panj.lexicon import rows, words
from panj.lexicon.counted import head_noun, kind_of, singular
from panj.records import Event, Quantity, Record
from panj.situation.counts.fates import HUNGRY, how_died
from panj.situation.counts.owners import NEXT, nationality, owner
from panj.situation.counts.strengths import THINGS, VAGUELY, body, is_strength, sized, stationed
from panj.situation.counts.tolls import HARMS, harm, told_in, toll
from panj.situation.counts.volleys import NOUNS as VOLLEYS
from panj.situation.counts.volleys import part_of_volley, volley
from panj.situation.counts.whereabouts import where_told
from panj.situation.said import Said, any_of
from panj.world import World


class Figure(Record, frozen=True, kw_only=True):
    """An amount in a statement: what it counts, whose they are, and in which country or, who fled, where to."""

    said: Said
    quantity: Quantity
    noun: str
    kind: str
    owner: str | None = None
    where: str | None = None

    @property
    def best(self) -> float | None:
        """The one number that the words come nearest to."""
        low, high = self.quantity.low, self.quantity.high
        if low is None or high is None:
            return low if high is None else high
        return (low + high) / 2


_CAUSED = re.compile(r"\b(?:caus|forc|trigger|prompt|spark)(?:e|es|ed|ing|s)?\b|\bled to\b")  # what flight is due to
_BY_OR_IN = (" in ", " by ", " during ", " with ", " from ")
NEXT_TO = 15  # characters from a verb to whom it befalls
FEW = 20  # people who left a town or came to one are visitors
_WORD = re.compile(r"[a-z]+")
_INHABITED = re.compile(r"\b(?:city|town|village|province|district|country|region|population) of\s*\Z")
# who is counted has left or reached somewhere: "80,000 people have left Lashio", "6,500 reached the regional capital"
_MOVED = re.compile(
    r"\W{0,3}(?:(?:who|that) )?(?:(?:have|has|had) )?(?:(?:already|also|since|now) )?"
    r"(?:left|reached|entered|arrived (?:in|at)|found (?:refuge|shelter) in|(?:are|were) sheltering (?:in|at)) "
    r"(?:(?:the|their) (?:\w+ ){0,2}?"
    r"(?:homes?|villages|city|town|village|area|district|province|region|country|capital|island|camps?)\b|[A-Z])"
)
# what another clause than that of flight counts: "displaced since the killing of 23 men", "fled and left 27 bodies"
_OF_ANOTHER = re.compile(r"\b(?:and|but|since|after|when|where|while)\b(?! (?:some|about|another|at least|\d)\b)")
# who has returned is displaced no more: "about 1,200 have since gone back"
_WENT_BACK = re.compile(
    r"(?: of (?:them|these|those|the)(?: [\w-]+){0,2}?| people)?(?: have| had| has)?(?: since| now| already)?"
    r" (?:returned|(?:gone|come|went|came) (?:back|home))\b"
)
# who waits where one crosses over is on the way: "more than 1,000 people were waiting on the island"
_STOPPED = re.compile(
    r"\b(?:waiting|stranded|stuck|camped|massed) (?:at|on|near|along|by) (?:the |an? )?(?:\w+[ -]){0,3}?"
    r"(?:border|frontier|crossing|river|bank|island|bridge|checkpoint|shore|harbou?r|port)s?\b"
)
_MORES = ("more", "additional", "further", "another", "extra")  # an addition is no strength
_MORE = re.compile(rf"\b(?:{'|'.join(_MORES)})\b(?! than\b)", re.IGNORECASE)
_BEFALLEN = re.compile(
    r"\W{0,3}(?:(?:more|others?) )?(?:(?:who|that) )?(?:(?:were|was|are|is|have been|had been|has been|being) )?"
    r"(?:among (?:the|those) (?:\d+ )?)?(?:(?:shot|found|stabbed|burned) (?=dead\b))?([a-z]+)"
)
# soldiers who arrive somewhere fled there or were sent: only what they come to tells
_POSTED = re.compile(
    r"\b(?:arrived|landed|came)\b.*\b(?:mission|base|camp|garrison|contingent|reinforce\w*|deploy\w*)\b"
    r"|\b(?:mission|reserve|contingent|reinforce\w*|deploy\w*)\b.*\b(?:arrived|landed|came)\b"
)
_SOME_OF = re.compile(r"[\w-]+ of (?:the|those|these) [\w-]+ [a-z]")
_MEANT_FOR = re.compile(rf"\b(?:food|aid|shelter|supplies|water|rations|items|enough|tents|medicines?) for {VAGUELY}")
_KEEPS = re.compile(rf"\b(to )?hold(?:s|ing)? {VAGUELY}")  # "Russia holds 6,000 Ukrainian soldiers"
_WERE = re.compile(r"\W{0,3}(?:was|were|had been|have been|died|perished)\b")
_BODIES = re.compile(r"\b[Bb]od(?:ies|y) of (?:the |about |some |at least )?\Z")
_MAY = re.compile(r"(?<=\w )May\b(?! (?:not|the|be)\b)")
_TAKEN = words("role_words", "word", "detaining") | {"captured"}
# who escapes from custody has not been displaced, and is held no more
_ESCAPED = re.compile(r"\b(?:escap\w+|fled|broke out)\b[^.;]{0,30}\b(?:prison|jail|custody|detention|captivity)\b")
_GIVEN = ("hand", "return")  # what is handed over or returned may be a thing
_TAKES_PART = re.compile(r" ?(?:\w+ ){0,2}(?:took|taking|take|takes) part\b")  # "5,682 men took part": nobody was taken
_TO_BE = re.compile(r"\b(?:is|are|was|were|be) to\b")  # "4,000 soldiers are to take part"


@cache
def _measures() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("units"))


@cache
def _contexts() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {row["word"]: (row["kind"], tuple(row["counted"].split())) for row in rows("contexts")}


@cache
def _befell() -> dict[tuple[str, str], str]:
    return {(row["code"], row["word"]): row["kind"] for row in rows("befell")}


def figures(said: Said, world: World) -> Iterator[Figure]:
    """Yield the figures of a statement whose kind is known."""
    source, end = said.statement.chain[-1].source.span, said.statement.span.end
    for quantity in said.figures:
        if quantity.unit and quantity.unit != "%":
            continue
        teller = source is not None and source.overlaps(quantity.span)  # "according to two officers"
        if teller or (len(said.figures) > 1 and _within_another(quantity, said)):
            continue
        if _WENT_BACK.match(said.between(quantity.span.end, end)):
            continue
        noun = head_noun(quantity.of or "")
        noun = noun or part_of_volley(said, quantity)
        flown = volley(said, quantity) if noun in VOLLEYS else None
        kind = flown or _kind(said, quantity, noun, world)
        if (noun in THINGS and kind != "force" and not flown) or (kind == "force" and added(said, quantity)):
            continue  # vehicles are destroyed, not killed, and flee nowhere; "700 more troops" join others
        kind = how_died(said, quantity) if kind == "killed" else kind
        if kind == "force" and not noun:
            noun = body(said.before(quantity.span.start))
            quantity = msgspec.structs.replace(quantity, of=noun)
        if kind:
            yield Figure(
                said=said,
                quantity=quantity,
                noun=noun,
                kind=kind,
                owner=owner(said, quantity, world),
                where=_where(said, quantity, kind),
            )


def _where(said: Said, quantity: Quantity, kind: str) -> str | None:
    bare = said.statement.event is None and said.statement.relation is None
    if kind in HARMS and not said.statement.event:
        return told_in(said, quantity)
    return stationed(said, quantity.span.end) if bare and kind == "force" else where_told(said)


def _within_another(quantity: Quantity, said: Said) -> bool:
    return any(q.span != quantity.span and q.span.holds(quantity.span) for q in said.figures)


def _kind(said: Said, quantity: Quantity, noun: str, world: World) -> str | None:
    counted_as = harm(quantity) or toll(said, quantity) or _done_to(said, quantity) or _comes_to(said, quantity)
    if counted_as is not None:
        return None if unsure(clause_of(said, quantity)) else counted_as
    event, relation = said.statement.event, said.statement.relation
    counted = kind_of(noun)
    if quantity.unit == "%":
        return "share" if event and event.code == "TAKE" else None
    if counted is None and _peoples(quantity, said.day, world):
        counted = "people"
    if event is None and relation is None:
        return _beside(said, quantity, counted)
    if event and event.code == "FLEE":
        if _ESCAPED.search(said.words):
            return None
        before = _CAUSED.search(said.between(quantity.span.end, event.trigger.start))
        if before or _OF_ANOTHER.search(said.between(event.trigger.end, quantity.span.start)):
            return None
        alone = quantity.of is None and quantity.unit is None and not _few(quantity) and _of_doer(event, quantity)
        return "displaced" if alone or counted in ("force", "displaced", "people") else None
    befell = _befallen(said, quantity, counted)
    if befell == "displaced" and counted == "force":
        return counted
    if counted == "casualty" or (befell and (counted in ("force", "people", "displaced") or _workers(counted, noun))):
        return befell or "casualties"
    if counted == "displaced" and event and event.code != "AID":
        return None  # "250 refugees were detained"
    return None if counted == "people" else counted


def _comes_to(said: Said, quantity: Quantity) -> str | None:
    """Return that forces are counted by what an act brings them to: "bringing the force there to 7,000"."""
    if said.statement.event is None or quantity.of or quantity.unit:
        return None
    return "force" if sized(said.before(quantity.span.start)) else None


def _befallen(said: Said, quantity: Quantity, counted: str | None) -> str | None:
    """Return what an act made of those counted, if it is told of them and of so many."""
    after, by = _after(said, quantity), befell_by(said)
    befell = by if by == "freed" else after or by  # "23 men who had been detained were released"
    if befell is None or _does_it(said, quantity):
        return None
    if befell in ("held", "freed") and (_ESCAPED.search(said.words) or (counted is None and _handed(said))):
        return None
    some = _SOME_OF.match(quantity.text)
    if some and not _WERE.match(said.behind(quantity.span.end)):
        return None  # "two of the four people killed there": four were
    return befell


def _handed(said: Said) -> bool:
    """Tell whether an act hands over or returns, which may be things."""
    event = said.statement.event
    return event is not None and said.trigger.startswith(_GIVEN)


def _does_it(said: Said, quantity: Quantity) -> bool:
    """Tell whether what is counted does the harm: "two explosions killed 11 people", "killed in two incidents"."""
    event = said.statement.event
    if event is None:
        return False
    if said.between(event.trigger.end, quantity.span.start).endswith(_BY_OR_IN):
        return True
    if quantity.span > event.trigger or said.between(quantity.span.end, event.trigger.start).strip():
        return False
    behind = [*(r.span for r in event.roles if r.role == "recipient"), *(q.span for q in said.figures)]
    return any(0 < span.start - event.trigger.end <= NEXT_TO for span in behind)


def _of_doer(event: Event, quantity: Quantity) -> bool:
    """Tell whether a number by itself is whoever flees: "more than 48,500 had been uprooted"."""
    return any(role.span.overlaps(quantity.span) for role in event.roles)


def added(said: Said, quantity: Quantity) -> bool:
    """Tell whether a figure is of what joins others: "700 more troops", "an additional 125 soldiers"."""
    before = said.before(quantity.span.start).rsplit(None, 1)[-1:]
    words = " ".join((*before, quantity.text))
    return any_of(_MORES, words.lower()) and bool(_MORE.search(words))


def _workers(counted: str | None, noun: str) -> bool:
    """Tell whether a noun of no kind, of which it is told that they were killed, is of people ("aid workers")."""
    return counted is None and noun not in THINGS and noun not in _measures()


def _beside(said: Said, quantity: Quantity, counted: str | None) -> str | None:
    """Return the kind of a figure of which no act was understood, by the words of its own clause or else of all."""
    start = said.statement.span.start
    before, after = said.between(start, quantity.span.start), said.behind(quantity.span.end)
    if _INHABITED.search(before) or _MEANT_FOR.search(before):
        return None
    noun = head_noun(quantity.of or "")
    if counted in ("force", "people") and _BODIES.search(before):
        return "killed"
    if counted == "casualty" and (named := _became("ASSAULT", noun)):
        return named  # "12 dead and 30 wounded"
    if _TAKES_PART.match(after):
        return None
    befell = _after(said, quantity)
    if befell and (counted in ("force", "people", "displaced") or _workers(counted, noun)):
        return befell
    words = _clause(before, quantity.text, after)
    if counted in ("people", "displaced") and HUNGRY.match(after):
        return None if unsure(words) else "hungry"
    if counted in ("people", "displaced") and _MOVED.match(after) and not _few(quantity):
        return None if unsure(words) else "displaced"
    if counted == "force" and (kept := _KEEPS.search(before)):
        return None if kept[1] or unsure(words) else "held"
    if is_strength(before, after, noun) and told(_own(before, quantity.text, after)[0], "force") in (None, "force"):
        return None if unsure(words, "force") else "force"
    kind = told(words, counted)
    met = kind == "force" and noun not in THINGS and _few(quantity)  # "a contact of two officers"
    fled = kind == "displaced" and _CAUSED.search(after)  # "left nine soldiers dead and caused the flight of 3,400"
    return None if met or fled else kind


def _few(quantity: Quantity) -> bool:
    """Tell whether so few may have come or gone for other reasons than war."""
    return quantity.low is None or quantity.low < FEW


def _clause(before: str, figure: str, after: str) -> str:
    """Return the clause that a figure stands in, if it has a word of its own that tells what the figure is of."""
    own, _ = _own(before, figure, after)
    if any(w in _contexts() for w in _WORD.findall(own.lower())):
        return own
    return f"{before.rpartition('; ')[2]}{figure}{after.partition('; ')[0]}"


def _own(before: str, figure: str, after: str) -> tuple[str, str]:
    """Return the words of a figure's own clause, and of these what stands before it."""
    starts = [m.end() for m in NEXT.finditer(before)]
    end = NEXT.search(after)
    opening = before[starts[-1] if starts else 0 :]
    return f"{opening}{figure}{after[: end.start() if end else None]}", opening


def clause_of(said: Said, quantity: Quantity) -> str:
    """Return the words of a statement's clause that a figure stands in."""
    start, end = said.statement.span.start, said.statement.span.end
    return _clause(said.between(start, quantity.span.start), quantity.text, said.between(quantity.span.end, end))


def unsure(words: str, counted: str | None = None) -> bool:
    """Tell whether words of a clause make it no clause of what is so, or not of those counted."""
    found = (_contexts()[w] for w in _WORD.findall(_small(words)) if w in _contexts())
    return any(kind == "unsure" and (not of or counted in of) for kind, of in found) or bool(_TO_BE.search(words))


def _small(words: str) -> str:
    """Return words in lower case without the month of May, which makes nothing possible."""
    return (_MAY.sub("", words) if "May" in words else words).lower()


def _peoples(quantity: Quantity, day: date, world: World) -> bool:
    """Tell whether what is counted is a people's name, known or not ("345 ethnic Kyrgyz", "300 Burundians")."""
    words = (quantity.of or "").split()
    if not words or not words[-1][:1].isupper():
        return False
    return nationality(words[-1], day, world) is not None or (words[-1].istitle() and words[-1].isalpha())


def told(quote: str, counted: str | None) -> str | None:
    """Return what a figure is of by the words beside it, where no act was understood; None unless they are plain."""
    words = _small(quote)
    if counted == "people" and _STOPPED.search(words):
        counted = "displaced"
    if counted == "force" and _POSTED.search(words) and not unsure(words):
        return counted
    found = [_contexts()[w] for w in _WORD.findall(words) if w in _contexts()]
    beside = [kind for kind, of in found if not of or counted in of]
    if _ESCAPED.search(words):
        beside = [kind for kind in beside if kind != "displaced"]
    if counted == "casualty":
        beside = [kind for kind in beside if kind != "displaced"]  # "they fled and left 27 bodies"
    if counted not in ("force", "displaced", "people", "casualty") or "unsure" in beside or _TO_BE.search(words):
        return None
    return next(iter(beside), None) or ("displaced" if counted == "displaced" else None)


def _after(said: Said, quantity: Quantity) -> str | None:
    """Return what became of those counted by the words behind ("and more than 30 wounded", "two men were hurt")."""
    following = _BEFALLEN.match(said.between(quantity.span.end, quantity.span.end + 40).lower())
    return _became("ASSAULT", following[1]) or _seized(following[1]) if following else None


def _seized(word: str) -> str | None:
    """Return that those were taken of whom a word behind them says so: "and 33 people arrested"."""
    return "held" if word in _TAKEN else None


def _done_to(said: Said, quantity: Quantity) -> str | None:
    """Return what was done to those counted by the verb before them: "wounded 60", "lost 40 soldiers"."""
    if quantity.unit is not None:
        return None
    verb = "".join(said.before(quantity.span.start).rsplit(None, 1)[-1:]).lower()
    if not verb.endswith(("ed", "ing", "lost")):
        return None
    noun = head_noun(quantity.of or "other")
    counted = "people" if noun == "other" else kind_of(noun)
    if counted not in ("force", "people", "displaced") or (verb == "lost" and counted != "force"):
        return None
    return _became("ASSAULT", verb) if head_noun(quantity.of or "") not in THINGS else None


def befell_by(said: Said) -> str | None:
    """Return what the words of an act say became of those whom it befell: killed, wounded, displaced."""
    event = said.statement.event
    if event is None:
        return None
    at, dead = event.trigger, " dead"  # "shot dead two workers"
    behind = dead if said.between(at.end, at.end + len(dead)) == dead else ""
    return _any_became(event.code, said.between(at.start, at.end) + behind)


@lru_cache(1 << 14)
def _any_became(code: str, words: str) -> str | None:
    """Return what the first of some words for an act that says so says became of those whom it befell."""
    return next(filter(None, (_became(code, word) for word in words.lower().split())), None)


@lru_cache(1 << 14)
def _became(code: str, word: str) -> str | None:
    """Return what a word for an act, in any form, says became of those whom it befell."""
    stems = (
        word,
        word.removesuffix("ed"),
        word.removesuffix("d"),
        bare := word.removesuffix("ing"),
        f"{bare}e",
        singular(word),
    )
    return next((_befell()[code, stem] for stem in stems if (code, stem) in _befell()), None)
