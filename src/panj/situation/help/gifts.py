"""Help that is promised or given without being asked for: by whom, to whom if somebody is named, and how much."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from operator import attrgetter
from typing import NamedTuple

import msgspec

from panj.lexicon import acts, words
from panj.lexicon.counted import is_currency, is_goods, singular
from panj.records import Event, Finding, Interval, Modality, Quantity
from panj.situation.case import Case
from panj.situation.charged import charged
from panj.situation.finding import finding_id, ids
from panj.situation.help.giving import (
    beside,
    declined,
    given,
    is_body,
    no_help,
    offered,
    promised_to,
    speakers,
    uncounted,
)
from panj.situation.help.rows import bare, promised
from panj.situation.help.stages import STAGES, stage_of
from panj.situation.help.terms import terms
from panj.situation.said import Said, any_of
from panj.world import World
from panj.world.sides import Side, side

HELPING = frozenset({"AID", "AGREE", "REJECT", ""})
ARMS = 5  # words behind the word of giving in which it is told what is given
NEXT_TO = 20  # characters between the word of giving and the amount that is given
_HELP = re.compile(r" (?:in|of) (?:[\w-]+ ){0,3}(?:aid|assistance|help|relief|support)\b")  # "£5 million in new aid"
_FURTHER = re.compile(
    r"(?:an additional|another|a further|(?:a )?new|up to) ?\Z"
)  # "announced an additional $9 million"
_FOR_SOMEBODY = re.compile(r" (?:for|to|towards?) (?:the |an? )?[\w'’-]")
_SAYS = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|may|should|went|came)\b")
_NOT_TO = re.compile(r" (?:not|never) (?:again )?to\b")
_REWARDS = ("reward", "bounty", "ransom")  # no help
_REWARD = re.compile(rf"\b(?:{'|'.join(_REWARDS)})\b")
_PACKAGE = re.compile(rf"\b(?:{'|'.join(sorted(words('terms', 'word', 'package')))})s? (?:worth|of) ?\Z")


def unasked(case: Case, used: set[str], world: World) -> Iterator[Finding]:
    """Yield a line for each known side that promises or gives help without being asked, and whom it helps if known."""
    gifts: dict[tuple[str, ...], list[_Answer]] = defaultdict(list)  # what is refused has lines of its own
    names: dict[str, str] = {}
    alleged = frozenset(case.all(charged))
    for said, found in case.each(gift, world, codes=HELPING):
        if said.id in used or said.id in alleged:
            continue
        for giver, to in product(found.by, found.to or (None,)):
            if _names_a_giver(giver, found.stage) and (to is None or (to.known and giver.id != to.id)):
                apart = ("refused",) if found.stage == "refused" else ()
                gifts[(giver.id, to.id if to else "", *apart)].append(_Answer(found.stage, said, _first(said)))
                names.update({s.id: s.name for s in (giver, to) if s})
        for stage, giver, amount in found.beside:
            gifts[(giver.id, "")].append(_Answer(stage, said, amount))
            names[giver.id] = giver.name
    for parties, answers in sorted(gifts.items()):
        label = f"help of {names[parties[0]]}" + (f" for {names[parties[1]]}" if parties[1] else "")
        make = partial(_line, parties, label, answers, case)
        line = case.same((label, *parties, world), [a.said for a in answers], make)
        lapsed = line.due is not None and line.due < case.as_of
        yield msgspec.structs.replace(line, as_of=case.as_of, status="lapsed" if lapsed else line.status)


def _line(parties: tuple[str, ...], label: str, answers: "Sequence[_Answer]", case: Case) -> Finding:
    stage = max({answer.stage for answer in answers}, key=STAGES.index)
    reached = max((a.said for a in answers if a.stage == stage), key=attrgetter("happened_on")).shown_day
    days = [when.latest for a in answers if (when := _when(a)) and when.latest and when.latest >= a.said.day]
    return Finding(
        id=finding_id("requests", "given", *parties),
        topic="requests",
        subject="|".join(parties),
        label=label,
        as_of=case.as_of,
        rule="requests/unasked",
        status=stage,
        value="; ".join((f"{stage} {reached}", *_amounts(answers, stage))),
        due=max(days, default=None) if stage in ("pledged", "allocated") else None,
        statements=ids(a.said for a in answers),
        terms=tuple(terms(a.said for a in answers)),
    )


def _when(answer: "_Answer") -> Interval | None:
    """Return the days on which help is to come, by the act of giving or else by the words of it."""
    statement = answer.said.statement
    return statement.event.when if statement.event else statement.when


def _names_a_giver(giver: Side, stage: str) -> bool:
    """Tell whether a line can say whose help it is; donors as such only promise."""
    donors = giver.name.lower().rpartition(" ")[2] in words("terms", "word", "donor")
    return giver.known or (donors and stage == "pledged")


class _Gift(NamedTuple):
    """Help that is promised or given: how far it is, by whom, and to whom if somebody is named."""

    stage: str
    by: tuple[Side, ...]
    to: tuple[Side, ...] = ()
    beside: tuple[tuple[str, Side, Quantity], ...] = ()


class _Answer(NamedTuple):
    """How far help is by a statement, and how much of what."""

    stage: str
    said: Said
    amount: Quantity | None


def gift(said: Said, world: World) -> _Gift | None:
    """Return what help a statement tells of, with what others give beside it: "Ghana gave tents, Togo $2 million"."""
    found = _gift(said, world)
    if found and any_of(_REWARDS, said.statement.quote) and _REWARD.search(said.statement.quote):
        return None
    others = [
        (by.stage, side(by.by, "", said.day, world), quantity)
        for quantity in ((*filter(_thing, said.figures[1:]), *bare(said)) if found else ())
        if (by := beside(said, quantity, world))
    ]
    if found is None or not others:
        return found
    giving = {by.id for _, by, _ in others}  # "gave $20m to Sudan and Qatar $5m": nothing is Qatar's
    return found._replace(beside=tuple(others), to=tuple(to for to in found.to if to.id not in giving))


def _gift(said: Said, world: World) -> _Gift | None:
    """Return what help a statement tells of: to somebody, or so much of something, "pledged 14 tanks"."""
    event = said.statement.event
    if event is None:
        by = speakers(said, world) if said.by and _promised(said) else ()
        return _Gift("pledged", by) if by else _in_words(said, world)
    if event.mode == "asylum":
        return None  # who is taken in is counted where he is
    if event.code == "REJECT":
        return _Gift("refused", said.actors, _known(said)) if declined(said, event) else None
    if event.code == "AGREE":
        return _agreed(said, event) if said.statement.happened else None
    return _given(said, event, world) if event.code == "AID" and not _moves_or_gets(said, event) else None


def _given(said: Said, event: Event, world: World) -> _Gift | None:
    """Return what help is given or is to be: to somebody whom the tables know, or some of something."""
    stage = said.once(stage_of)
    if stage not in ("pledged", "allocated", "delivered"):
        return None
    if any(to.known for to in said.recipients):
        return _Gift(stage, said.actors, said.recipients)
    foretold = stage == "pledged" and not said.statement.happened
    if foretold and not _speaks_for_itself(said, world):
        return None  # what unnamed sources foretell of another promises nobody anything
    place = event.place.country if event.place else None
    at_home = place is not None and any(actor.id == place.lower() for actor in said.actors)
    aid = (foretold or place is not None) and _goods(said, "aid")  # "would send humanitarian aid"
    some = aid or any(_behind(said)) or _goods(said, "weapon")
    return _Gift(stage, said.actors) if some and not at_home else None


def _speaks_for_itself(said: Said, world: World) -> bool:
    return not said.by or is_body(said.by) or any(by in said.actors for by in speakers(said, world))


def _agreed(said: Said, event: Event) -> _Gift | None:
    """Return what help somebody agreed or promised to give."""
    if _NOT_TO.match(said.behind(event.trigger.end)):
        return None  # "pledged not to arm the rebels"
    if said.figures and _packaged(said):
        return _Gift("pledged", said.actors)  # "approved a grant of 50 million euros"
    offers = event.mode == "assist" and not no_help(said.behind(event.trigger.end))  # "offered troops"
    offers = offers or offered(said.behind(event.trigger.end)) or promised_to(said, event)
    if offers or (_pledges(said, event) and (any(q.unit for q in _behind(said)) or _goods(said, "aid", "weapon"))):
        return _Gift("pledged", said.actors, _known(said))
    return None


def _known(said: Said) -> tuple[Side, ...]:
    return tuple(to for to in said.recipients if to.known)


def _moves_or_gets(said: Said, event: Event) -> bool:
    """Tell whether no help is given: people are moved, goods sold, who acts gets or gathers it ("received $9m")."""
    word = said.trigger
    if word.startswith(("receiv", "got", "get", "obtain")):
        return any(role.role == "actor" and role.span.end <= event.trigger.start for role in event.roles)
    stays = word.startswith("deploy") and not any(
        to.known for to in said.recipients
    )  # "deployed 900 to help the guards"
    return stays or word.startswith(("evacuat", "rais", "sell", "sold"))


def _pledges(said: Said, event: Event) -> bool:
    return said.trigger.startswith(("promis", "pledg", "offer"))


def _goods(said: Said, *kinds: str) -> bool:
    """Tell whether such goods, uncounted, stand right behind the word of giving: "is delivering rocket launchers"."""
    event = said.statement.event
    if event is None:
        return False
    behind = said.behind(event.trigger.end).lower().split()[:ARMS]
    told = (*said.trigger.split()[1:], *behind)
    return behind[:1] != ["to"] and any(singular(word.strip(",.")) in acts.any_of(*kinds) for word in told)


def _in_words(said: Said, world: World) -> _Gift | None:
    """Return what help is told in words of which no act was understood."""
    if not said.statement.happened or said.statement.relation:
        return None
    number = promised(said)  # "Djibouti pledged 850 in August"
    told = (*filter(_thing, said.figures), *([number] if number else []))
    found = next((given_by for q in told if (given_by := given(said, q, world))), None)
    if found is None:
        return None
    return _Gift(found.stage, (side(found.by, "", said.day, world),))


def _promised(said: Said) -> bool:
    """Tell whether words are no more than what their speaker promises: so much of something."""
    statement = said.statement
    if statement.happened and not statement.relation and _packaged(said):
        return True
    if statement.happened and any(q.unit and _FURTHER.match(_opening(said, q)) for q in said.figures if _thing(q)):
        return True
    if statement.happened and not statement.relation and _only_a_sum(said):
        return True
    if statement.modality is not Modality.PLANNED or statement.denied or statement.relation or statement.days:
        return False
    if uncounted(statement.quote):
        return True
    first = min((q.span.start for q in said.figures if _thing(q)), default=-1)
    return first >= 0 and not said.between(statement.span.start, first).strip()


def _only_a_sum(said: Said) -> bool:
    """Tell whether words are no more than so much money for somebody: what is announced and not spoken about."""
    quote = said.statement.quote
    money = next((q for q in said.figures if is_currency(q.unit)), None)
    at_once = money is not None and money.span.start == said.statement.span.start
    return at_once and bool(_FOR_SOMEBODY.search(quote)) and not _SAYS.search(quote)


def _opening(said: Said, quantity: Quantity) -> str:
    """Return the words before an amount, with those of the amount that are not its number."""
    return said.before(quantity.span.start) + re.split(r"\d|\W(?=\d)", quantity.text)[0]


def _packaged(said: Said) -> bool:
    """Tell whether words speak of so much help: "a package of 90 million euros"."""
    start, end = said.statement.span.start, said.statement.span.end
    things = [q for q in said.figures if _thing(q)]
    packed = any(_PACKAGE.search(said.between(start, q.span.start)) for q in things)
    return packed or any(q.unit and _HELP.match(said.between(q.span.end, end)) for q in things)


def _thing(quantity: Quantity) -> bool:
    """Tell whether an amount is of things, people, weight or money, not of time, length or share."""
    if quantity.unit is None:
        return quantity.of is not None
    return is_goods(quantity.unit)


def _amounts(answers: Sequence[_Answer], stage: str) -> Iterator[str]:
    """Yield how much it is in the words of the reports: what has come as far as a stage, then what has not."""
    told = [(a.stage, f"“{a.amount.text}”") for a in answers if a.amount]
    so_far = dict.fromkeys(amount for reached, amount in told if reached == stage)
    yield from so_far
    yield from dict.fromkeys(f"{reached} {amount}" for reached, amount in told if amount not in so_far)


def _first(said: Said) -> Quantity | None:
    """Return what is given by words: the first amount behind the word of giving."""
    agreed = said.statement.event is None or said.statement.event.code == "AGREE"
    if said.statement.event is None and uncounted(said.statement.quote):
        return None  # "a battalion for a force of 3,000"
    return next(_behind(said), None) or (promised(said) if agreed else None)


def _behind(said: Said) -> Iterator[Quantity]:
    """Yield the amounts of things in or close behind the words of giving; where no act was understood, all."""
    event = said.statement.event
    for quantity in said.figures:
        near = event is None or event.trigger.start < quantity.span.start <= event.trigger.end + NEXT_TO
        if near and _thing(quantity):
            yield quantity
