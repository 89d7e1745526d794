"""What is foretold, due or hung on a condition in words that name no act: "a decision is expected by Friday".

A clause is a prospect if its tree puts it so, or if it has a day that lies after the report's: what ends, begins or
meets then is still to come. A past tense with such a day is one only where the day is a limit ("extended until").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import reality, reporting, words
from panj.records import Interval, Modality, Span
from panj.understand.modality import modality_of
from panj.understand.modality.climb import Judged, opener
from panj.understand.modality.granted import INSIDE, TERMS, governed, granting, is_past, is_until, limit, predicate
from panj.understand.modality.laid_down import lays_down
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Stretches
from panj.understand.trees.offsets import Offsets

LIMITS = words("terms", "word", "limit")
CHANCES = words("terms", "word", "chance")
HOPING = frozenset({"hope", "wish"})
LACKING = frozenset({"have", "lack", "face"})  # "has a shortfall to the end of the year": no plan
NEEDING = frozenset({"need", "require"})
VERBAL = frozenset({"VERB", "AUX"})
HANGING = frozenset({"acl", "advcl", "amod"})
FARTHEST = timedelta(days=36_525)  # a century: a day beyond is a misread number
FEELING = frozenset({"i", "we", "he", "she", "they"})
PRESENT = frozenset({"VBZ", "VBP"})
AIMED = frozenset({"for", "on"})
AIMS = frozenset({Modality.PLANNED, Modality.DEMANDED})
AHEAD = frozenset({Modality.FORECAST, Modality.PLANNED, Modality.DEMANDED, Modality.CONDITIONAL})


class Prospect(msgspec.Struct, frozen=True):
    """A clause about what is to come: its predicate, how it is put, and the days that it names.

    `told` is the predicate of the clause that tells it: "gave" in "gave them a week to leave".
    """

    sentence: int
    token: int
    told: int
    judged: Judged
    when: Interval | None = None


def find_prospects(
    parsed: Parsed,
    times: Sequence[Interval],
    day: date | None,
    acts: Mapping[int, Sequence[tuple[int, Interval | None]]],
) -> tuple[Prospect, ...]:
    """Return the prospects of a text; `acts` are the tokens of the acts understood in each sentence.

    With each go its days, if it is not put as a fact: a day ahead is then told with the act.
    """
    offsets = Offsets(parsed.sentences)
    dated = Stretches((t for t in times if t.span), lambda time: time.span or Span(0, 1))
    found = []
    for number, sentence in enumerate(parsed.sentences):
        own = tuple(acts.get(number, ()))
        seen: set[int] = set()
        for prospect in (
            *_dated(sentence, number, dated.over(sentence.start, sentence.end), day, own, offsets),
            *_undated(sentence, number, {i for i, _ in own}),
        ):
            if prospect.token not in seen:
                seen.add(prospect.token)
                found.append(prospect)
    return tuple(found)


def _dated(
    sentence: Sentence,
    number: int,
    times: Iterable[Interval],
    day: date | None,
    acts: Sequence[tuple[int, Interval | None]],
    offsets: Offsets,
) -> Iterator[Prospect]:
    """Yield the clauses with a day that lies ahead, or a clock that something is to start."""
    taken = {when.span for _, when in acts if when}
    near = tuple(times)
    for time in near:
        place = offsets.head(time.span.start, time.span.end) if time.span else None
        given_to = governed(sentence, time)
        if place is None or place[0] is not sentence or (time.span in taken and given_to is None):
            continue
        token, verb = place[1], given_to or predicate(sentence, place[1])
        if _is_no_day_ahead(sentence, token, time, given_to) or (not given_to and verb and _has_its_day(verb, acts)):
            continue
        ahead = given_to is None and (time.after or _lies_ahead(sentence, token, time, day))
        when = time if ahead else limit(sentence, token, time, day, near)
        told = _foretold_at(sentence, token, verb, granted=given_to is not None) if verb and when else None
        if told:
            foretold, judged = told
            teller = granting(sentence, token) if given_to else None
            yield Prospect(number, foretold.i, (teller or foretold).i, judged, when)


def _is_no_day_ahead(sentence: Sentence, token: Token, time: Interval, given_to: Token | None) -> bool:
    """Tell whether nothing is said to come at a time: "not on September 11", after what has come, "the 2030 plan"."""
    begun = given_to is None and time.after is not None and _befell(sentence, time.after)
    return begun or _negated(sentence, token) or names_a_thing(sentence, token)


def _has_its_day(verb: Token, acts: Sequence[tuple[int, Interval | None]]) -> bool:
    return any(i == verb.i and when for i, when in acts)


def _foretold_at(sentence: Sentence, day: Token, verb: Token, *, granted: bool) -> tuple[Token, Judged] | None:
    """Return what is foretold at a day, and how surely: what has odds ("put the odds of war over the next year at")."""
    if (chance := _chance(sentence, verb)) is not None:
        return chance, Judged(Modality.FORECAST)
    judged = _put(sentence, verb, day, granted=granted)
    return (verb, judged) if judged else None


def _undated(sentence: Sentence, number: int, acts: set[int]) -> Iterator[Prospect]:
    """Yield the predicates that foretell, are ready for, or hang on a condition what no act was understood in."""
    for token in sentence.tokens:
        if token.relation == "xcomp":
            if "advcl" not in sentence.below[token.i] or not _has_condition(sentence, token):
                continue
        elif token.i not in sentence.predicates or token.relation in HANGING:
            continue
        below = acts.intersection(sentence.subtree(token.i)) if acts else acts
        own = {i for i in below if not _of_relative(sentence, i, token)}
        if own and not ("advcl" in sentence.below[token.i] and own <= _conditions(sentence, token)):
            continue
        judged = modality_of(sentence, token.i)
        if judged.modality is Modality.ASSERTED and (told := _foretold(sentence, token)):
            yield Prospect(number, token.i, token.i, Judged(told, judged.denied ^ _unlikely(token)))
        elif _hangs(judged) or _goes_on(sentence, token, judged) or _soon_may(sentence, token, judged):
            yield Prospect(number, token.i, token.i, judged)


def _of_relative(sentence: Sentence, i: int, top: Token) -> bool:
    """Tell whether an act below a predicate is of a relative clause there: "will rebuild the fence that they cut"."""
    path = takewhile(lambda t: t.i != top.i, (sentence.tokens[i], *sentence.above(i)))
    return any(t.deprel == "acl:relcl" for t in path)


def _may(sentence: Sentence, verb: Token) -> bool:
    return bool(sentence.words_below(verb.i, "aux") & {"may", "might", "could"})


def _soon_may(sentence: Sentence, verb: Token, judged: Judged) -> bool:
    """Tell whether something may be within a time, however vague: "could reach the town within weeks"."""
    if judged.modality is not Modality.POSSIBLE or not _may(sentence, verb):
        return False
    times = (t for t in sentence.children(verb.i, "obl") if t.type == "time")
    return any(phrases.case(sentence, t.i) in INSIDE for t in times)


def _conditions(sentence: Sentence, token: Token) -> set[int]:
    """Return the tokens of a predicate's conditions: an act in one does not tell what hangs on it."""
    clauses = [t.i for t in sentence.children(token.i, "advcl") if opener(sentence, t.i) == "condition"]
    return {i for clause in clauses for i in sentence.subtree(clause)} if clauses else set()


def _hangs(judged: Judged) -> bool:
    return judged.condition is not None and judged.modality in AHEAD - {Modality.FORECAST}


def _goes_on(sentence: Sentence, token: Token, judged: Judged) -> bool:
    """Tell whether a second verb says what is to come: "held the bazaar and would clear the road"."""
    second = token.relation == "conj" and token.upos == "VERB"
    told = second and judged.modality in (Modality.FORECAST, Modality.PLANNED)
    return told and bool(sentence.children(token.i, "aux", "mark"))


def _chance(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun for how likely something is that a verb says how high it is."""
    objects = sentence.children(verb.i, "obj") if verb.lemma.lower() in reporting.weighing() else ()
    return next((t for t in objects if t.lemma.lower() in CHANCES), None)


def says_chance(sentence: Sentence, cue: Span | None) -> bool:
    """Tell whether what somebody says is how likely something is."""
    verb = next((t for t in sentence.tokens if cue and cue.start <= t.start < cue.end), None)
    return verb is not None and _chance(sentence, verb) is not None


def _befell(sentence: Sentence, clause: Span) -> bool:
    """Tell whether what a time counts from is told as done: "three days after rebels attacked the camp"."""
    inside = sentence.over(clause.start, clause.end)
    heads = [t for t in inside if not any(t.head == other.i for other in inside)]
    return any(t.xpos == "VBD" or any(h.xpos == "VBD" for h in sentence.children(t.i, "aux", "cop")) for t in heads)


def _negated(sentence: Sentence, token: Token) -> bool:
    limit = token.i > 1 and sentence.tokens[token.i - 2].text.lower() == "later"  # "not later than 22 November"
    return not limit and "not" in sentence.words_below(token.i, "advmod", "case")


def names_a_thing(sentence: Sentence, token: Token) -> bool:
    """Tell whether a day or year before a noun is part of its name ("the 1997 treaty", "the May 9 strike").

    It is not in "six months after the withdrawal".
    """
    noun = sentence.tokens[token.head] if token.head > token.i else None
    return (
        noun is not None
        and not any(t.upos == "ADP" for t in sentence.tokens[token.i : noun.i])
        and noun.upos in {"NOUN", "PROPN"}
        and noun.lemma.lower() not in TERMS
        and not sentence.children(token.i, "case")
    )


def _has_condition(sentence: Sentence, token: Token) -> bool:
    return any(opener(sentence, t.i) == "condition" for t in sentence.children(token.i, "advcl"))


def _put(sentence: Sentence, verb: Token, time: Token, *, granted: bool) -> Judged | None:
    """Return how a clause with a day ahead is put; None if it is no prospect."""
    if granted:
        return Judged(Modality.DEMANDED)
    if lays_down(sentence, verb.i):
        return None  # "under the pact, whoever leaves must give a year's notice"
    if is_until(sentence, time) and granting(sentence, time):
        return Judged(Modality.DEMANDED)  # "gave the guards until Friday to leave"
    judged = modality_of(sentence, verb.i)
    if any(t.lemma.lower() in HOPING for t in (verb, *sentence.above(verb.i))):
        return None  # "this week I hope you will join me"
    if judged.modality in AHEAD or (judged.modality is Modality.POSSIBLE and _may(sentence, verb)):
        return judged  # "could be cut off within weeks"
    if judged.modality is not Modality.ASSERTED:
        return None
    if verb.lemma.lower() in NEEDING:
        return Judged(Modality.DEMANDED)  # "needs $3 million by May"
    told = _foretold(sentence, verb)
    if told is None and verb.lemma.lower() in LACKING:
        return None
    beside = verb.upos == "VERB" and time.head == verb.i and _now(sentence, verb)
    over = "had" in sentence.words_below(verb.i, "aux")  # "all but 600 had gone home by the end of the month"
    if (
        told is None
        and not over
        and (beside or verb.i == time.i or phrases.case(sentence, time.i) in LIMITS - {"within", "before"})
    ):
        told = Modality.PLANNED
    return Judged(told, judged.denied) if told else None


def _foretold(sentence: Sentence, token: Token) -> Modality | None:
    """Return what a predicate by itself makes of its subject ("is expected", "are unlikely", "is prepared")."""
    if sentence.words[max(0, token.i - 2) : token.i] == ("due", "to"):
        return Modality.PLANNED  # where the tree takes "due to" for a preposition
    passive = token.xpos == "VBN" and phrases.passive(sentence, token.i)
    if not passive and not (token.upos == "ADJ" and token.xpos != "JJS" and sentence.children(token.i, "cop")):
        return None
    if any(is_past(sentence, t) for t in sentence.children(token.i, "csubj", "ccomp")):
        return None  # "it is likely that it was a rocket"
    table = reality.selectors()
    led = ("to",) if sentence.children(token.i, "xcomp") else ()  # "are moved to act", not "are moved to shelters"
    kinds = ("a-to", *led, "obj") if passive else ("a-to", "a-subj", "a-that")
    for kind in kinds:
        effect = table.get((kind, token.text.lower())) or table.get((kind, token.lemma.lower()))
        if (
            effect
            and effect.becomes in AHEAD
            and not effect.denies
            and not (kind == "a-subj" and _to_a_number(sentence, token))
            and not (kind == "a-to" and effect.becomes == "forecast" and _felt(sentence, token))
            and not (effect.becomes in AIMS and _only_describes(sentence, token, kind))
        ):
            return Modality(effect.becomes)
    return Modality.FORECAST if not passive and _unlikely(token) else None


def _only_describes(sentence: Sentence, token: Token, kind: str) -> bool:
    """Tell whether a word for a plan says how something is: "was resolved", "was considered safe", "bail was set at".

    What is "scheduled" is planned by itself, and so is a verb's own object ("a sale is being considered"), unless the
    verb names what it is taken for; what is "set" is planned for something.
    """
    word, table = token.text.lower(), reality.selectors()
    if ("a-subj", word) in table or _to_do(sentence, token):
        return False
    if kind != "obj":
        return True
    taken = (t for t in sentence.children(token.i, "xcomp", "obj", "nmod") if t.i > token.i and t.type != "time")
    aimed = any(phrases.case(sentence, t.i) in AIMED for t in sentence.children(token.i, "obl", "nmod"))
    return any(taken) or (("a-to", word) in table and not aimed)


def _to_do(sentence: Sentence, token: Token) -> bool:
    """Tell whether an infinitive says what for: "was resolved to fight", not "was resolved by the crews"."""
    below = sentence.children(token.i, "xcomp", "advcl", "csubj", "ccomp", "acl")
    behind = sentence.tokens[token.i + 1 : token.i + 3]
    return any("to" in sentence.words_below(t.i, "mark") for t in below) or (
        len(behind) == 2 and behind[0].text.lower() == "to" and behind[1].upos in VERBAL
    )


def _felt(sentence: Sentence, token: Token) -> bool:
    """Tell whether somebody is only sure of something: "we are less certain", not "they are certain to come"."""
    subjects = sentence.children(token.i, "nsubj")
    people = [t for t in subjects if t.text.lower() in FEELING or (t.type == "person" and t.upos == "NOUN")]
    return bool(people) and not sentence.children(token.i, "xcomp")


def _to_a_number(sentence: Sentence, token: Token) -> bool:
    """Tell whether what a thing is close to is a number, as "the toll is closer to 4,000"."""
    beside = (t for t in sentence.children(token.i, "obl") if phrases.case(sentence, t.i) == "to")
    return any(sentence.tokens[j].xpos == "CD" for t in beside for j in phrases.phrase(sentence, t.i))


def _unlikely(token: Token) -> bool:
    effect = reality.selectors().get(("a-that", token.lemma.lower()))
    return effect is not None and effect.denies and effect.becomes == "forecast"


def _now(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause stands in the present: "expires on Friday", "are meeting on Friday"."""
    helpers = sentence.children(verb.i, "aux", "cop")
    if any(t.lemma.lower() == "have" for t in helpers):
        return False
    if helpers:  # "are meeting on Friday", not "I am saddened on this day"
        return verb.xpos == "VBG" and any(t.xpos in PRESENT for t in helpers)
    return verb.xpos in PRESENT


def _lies_ahead(sentence: Sentence, token: Token, time: Interval, day: date | None) -> bool:
    lasting = time.timex is not None and time.timex.type == "DURATION"
    if lasting or day is None or time.latest is None or not day < time.latest <= day + FARTHEST:
        return False
    return time.earliest is None or time.earliest > day or phrases.case(sentence, token.i) in LIMITS
