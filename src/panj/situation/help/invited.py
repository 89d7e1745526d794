"""Who asked whom for forces, by whose words, and who disputes that: what tells a guest's troops from an invader's.

Only a state, or who holds its office, asks for it. What the one who sends them says alone is his claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from panj.records import Event, Role
from panj.situation.case import Case, Report
from panj.situation.counts.owners import nationality
from panj.situation.finding import is_bygone
from panj.situation.help.asking import recipients
from panj.situation.help.fellows import members
from panj.situation.hints import FORCES, HOSTILE
from panj.situation.said import Said, any_of
from panj.situation.theatre import theatre_of
from panj.world import World
from panj.world.sides import Side, spelled

_ASKING, _SENDING = frozenset({"REQUEST", "AGREE"}), frozenset({"MOBILIZE"})
_HOLDING = frozenset({"holds_office"})
_DENYING = frozenset({"REQUEST", "REJECT"})
_DISPUTING = _DENYING | {"ACCUSE", "ASSAULT", "MOBILIZE", "TAKE"}  # where an act is called hostile
_FORCES = re.compile(
    r"\b(?:troops|soldiers|forces?|paratroopers|commandos|marines|peacekeepers|police|officers|army|armies"
    r"|military|militarily|interven\w+|reinforcements|airmen|contingents?|battalions?"
    r"|security (?:help|assistance|support)|(?:for|of) (?:\w+ )?help"
    r"|(?:request|invit|ask|plea|appeal)\w* (?:\w+ ){0,3}(?:help|assistance|support|protection))\b"
)
_LEAVE = re.compile(
    r"\b(?:withdraw\w*|leave|left|quit|pull(?:ing|ed)? (?:\w+ ){0,3}(?:out|back)|go home|expel\w*|depart\w*)\b"
)
_STATIONS = re.compile(r"\b(?:deploy|station|send|sending|host|invit|interven|base)\w*\b")
# who says so calls those guests no guests: "called it an invasion", "troops that nobody had invited"
_INVADES = re.compile(
    r"\b(?:invasion|invad(?:e[ds]?|ing|ers?)|aggress(?:ion|ors?)|occup(?:y|ied|ying|iers?|ation)|annex\w*|uninvited"
    r"|without (?:\w+ ){0,2}(?:consent|permission|invitation|approval)"
    r"|violat\w+ (?:of )?(?:\w+ ){0,2}(?:sovereignty|territor\w+|border))\b",
    re.IGNORECASE,
)
_WHOM = re.compile(r" (?P<whom>[A-Z][\w ,-]{1,80}?) (?:for|to)\b")
_OWNER = re.compile(
    r"\b(?:[Aa]t|[Oo]n|[Uu]pon|[Ff]ollowing) (?:[a-z]+ ){0,2}(?:[A-Z][\w-]+ ){0,2}?([A-Z][\w-]+)['’]s (?:\w+ ){0,2}\Z"
)
_CLAIM = re.compile(r"\b(?:invit|request|ask|consent|appeal)\w*", re.IGNORECASE)
_CALLS = re.compile(r"(?P<who>[A-Z][\w’' -]{1,60}?) (?:has |have )?(?:called|condemned|denounced|described|branded) ")
_TITLED = re.compile(r"\b(?:President|Prime Minister|King|Queen|Emir|Sultan|Premier|Chancellor|Governor-General) [A-Z]")
_UNASKED = re.compile(r"\b(?:den(?:y|ied|ies|ying)|reject|disput|dismiss|refut)\w*", re.IGNORECASE)
TITLE = 4  # words before a name that may tell whose he is: "Mali's interim president"
_GOVERNS = ("government", "authorities", "president", "parliament", "junta", "cabinet")


class Call(NamedTuple):
    """That somebody asked for forces: a state by its id, or a person by his name, and whom; whether for them to go.

    Not `sure` is whose head somebody is whom the report only calls President or Prime Minister.
    """

    said: Said
    host: str
    guests: frozenset[str]
    leave: bool = False
    sure: bool = True

    @property
    def asks(self) -> bool:
        """Whether it is a request, not an agreement."""
        return self.said.statement.event is not None and self.said.statement.event.code == "REQUEST"


class Contest(NamedTuple):
    """That somebody disputes that forces were asked for, of the states that his words name."""

    said: Said
    by: Side
    named: frozenset[str]


class Invitation(NamedTuple):
    """What is told of one state's asking for another's forces, who disputes it, and when it asked them to go."""

    host: str
    guest: str
    calls: Sequence[Call]
    contests: Sequence[Contest]
    ended: date | None = None

    @property
    def believed(self) -> Sequence[Call]:
        """The words of others than the one who sends forces."""
        return [call for call in self.calls if call.said.by is None or call.said.by.id != self.guest]

    @property
    def best(self) -> Call:
        """The words that count most: the last of the state itself or an outlet, else of others, else the sender."""
        own = [c for c in self.believed if c.said.by is None or c.said.by.id == self.host]
        return max(own or self.believed or self.calls, key=lambda call: (call.said.day, call.said.id))

    @property
    def disowned(self) -> bool:
        """Whether the state itself disputes that it asked."""
        return any(contest.by.id == self.host for contest in self.contests)


class Invited(NamedTuple):
    """Who asked for forces, by state, and who disputes it, in all reports of a case."""

    calls: Mapping[str, Sequence[Call]]
    contests: Sequence[Contest]

    def of(self, guest: str, host: str, world: World) -> Invitation | None:
        """Return what is told of one state's asking for another's forces, or those of a body that it belongs to."""
        calls = [call for call in self.calls.get(host, ()) if not call.leave and _reaches(call, guest, host, world)]
        if not calls:
            return None
        against = [c for c in self.contests if c.by.id != guest and _concerns(c, guest, host)]
        return Invitation(host, guest, calls, against)

    def sent_away(self, guest: str, host: str) -> date | None:
        """Return the last day on which a state asked another's forces to leave."""
        days = [c.said.happened_on for c in self.calls.get(host, ()) if c.leave and guest in c.guests]
        return max(days, default=None)


def look(report: Report, world: World) -> None:
    """Ask a report who asks for forces in it, who disputes that, and who holds which state's office."""
    report.once(_calls, world)
    report.once(_contests, world)
    report.once(_heads)


def invited(case: Case, world: World) -> Invited:
    """Return who asked for forces by the reports of a case; whose president somebody is any of them may tell."""
    heads = dict(case.all(_heads))
    calls: dict[str, list[Call]] = defaultdict(list)
    for call in case.all(_calls, world):
        calls[heads.get(call.host.rpartition(" ")[2], call.host)].append(call)
    return Invited(calls, tuple(case.all(_contests, world)))


def _reaches(call: Call, guest: str, host: str, world: World) -> bool:
    asked = call.guests
    return guest in asked or any(host != body and guest in members(body, call.said.day, world) for body in asked)


def _concerns(contest: Contest, guest: str, host: str) -> bool:
    """Tell whether words may be of these two: they name the one who came, or only the one whose land it is speaks."""
    others = contest.named - {contest.by.id, guest, host}
    return guest in contest.named or (contest.by.id == host and not others)


def _calls(report: Report, world: World) -> Sequence[Call]:
    """Return who asks for forces in a report, or for them to leave; of nobody in words, those told of beside."""
    asking = report.about(_ASKING)
    if not asking or not report.has(FORCES):
        return ()
    sent = [said for said in report.about(_SENDING) if said.statement.happened]
    found = [call for said in asking for call in _calls_of(said, sent, world)]
    unnamed = [c for c in found if world.find_entity(c.host) is None and _titled(c.said)]
    land = theatre_of(report, world) if unnamed else ""
    here = [c._replace(host=land, guests=c.guests - {land}, sure=False) for c in unnamed if land]
    return [*found, *(call for call in here if call.guests)]


def _titled(said: Said) -> bool:
    event = said.statement.event
    return event is not None and bool(_TITLED.search(said.before(event.trigger.start)))


def _calls_of(said: Said, sent: Sequence[Said], world: World) -> Iterator[Call]:
    event = said.statement.event
    if event is None or not said.statement.happened or not any_of(FORCES, said.statement.quote):
        return  # quick, as most are
    if is_bygone(said) or not _FORCES.search(said.words):
        return
    asks, words = event.code == "REQUEST", said.behind(event.trigger.end)
    if not asks and not _STATIONS.search(said.words):
        return
    beside = [other for other in sent if other.statement.span.overlaps(said.statement.span)]
    whom = _whom(said, beside) or frozenset(_listed(words, said.day, world))
    if not asks:
        whom |= frozenset(side.id for side in said.actors if side.known)  # both "signed an agreement"
    leave = asks and bool(_LEAVE.search(words)) and bool(recipients(said))
    for host in _hosts(said, event, beside, world):
        if guests := whom - {host}:
            yield Call(said, host, guests, leave)


def _whom(said: Said, beside: Sequence[Said]) -> frozenset[str]:
    """Return who is asked, else who sent the forces of which the words beside tell, or tells of it himself."""
    if named := frozenset(side.id for side in said.recipients if side.known):
        return named
    if senders := frozenset(side.id for other in beside for side in other.actors if side.known):
        return senders
    # "Rwanda said that the forces were sent at the request of"
    return frozenset({said.by.id}) if beside and said.by and said.by.known else frozenset()


def _listed(behind: str, day: date, world: World) -> Iterator[str]:
    """Yield the states named right behind a word of asking: "asked Zimbabwe, Angola and Namibia for troops"."""
    asked = _WHOM.match(behind)
    for hit in world.match(re.findall(r"[\w'’-]+", asked["whom"]), day) if asked else ():
        yield hit.candidates[0][0]


def _hosts(said: Said, event: Event, beside: Sequence[Said], world: World) -> Iterator[str]:
    """Yield for whom those act who ask: a state, of a person or a government what its words tell, or his name."""
    asking = [role for role in event.roles if role.role == "actor"]
    if not asking and (owner := _OWNER.search(said.before(event.trigger.start))):
        yield nationality(owner[1], said.day, world) or spelled(owner[1])  # "at Kabila's request"
    for role in asking:
        side = next((s for s in said.actors if s.name == role.called or s.id == role.entity), None)
        known = [s.id for s in said.actors if s.known] if side is None else [side.id] if side.known else []
        yield from known or [_land_of(role, said, beside, world) or (side.id if side else "")]


def _land_of(role: Role, said: Said, beside: Sequence[Said], world: World) -> str | None:
    """Return whose government or head is asked for by the words of a role: "the government in Bamako"."""
    before = said.between(role.span.start - 40, role.span.start).rpartition(". ")[2]
    own = nationality(role.text, said.day, world) or nationality(" ".join(before.split()[-TITLE:]), said.day, world)
    if own or not any_of(_GOVERNS, role.text.lower()):
        return own
    behind = (p.country for p in said.places if 0 <= p.span.start - role.span.end <= len(" in the "))
    if land := next((country for country in behind if country), None):
        return land.lower()
    lands = {side.id for other in beside for side in other.recipients if side.known}
    return lands.pop() if len(lands) == 1 else None  # "sent troops to Chad at the government's request"


def _heads(report: Report) -> Sequence[tuple[str, str]]:
    """Return the last names of those whom a report knows to hold a state's office, each with the state."""
    told = (said.statement.relation for said in report.about(_HOLDING))
    return [
        (spelled(relation.subject).rpartition(" ")[2], relation.object_entity.partition("/")[0])
        for relation in told
        if relation and "/" in (relation.object_entity or "") and relation.object_entity
    ]


def _contests(report: Report, world: World) -> Sequence[Contest]:
    """Return who denies in a report that forces were asked for, or calls them invaders."""
    codes = _DISPUTING if report.has(HOSTILE) else _DENYING
    found = [contest for said in report.about(codes) for contest in _contests_of(said, world)]
    charges = [c.said.statement.span for c in found if c.named - {c.by.id}]
    return [c for c in found if c.named - {c.by.id} or not any(c.said.statement.span.overlaps(x) for x in charges)]


def _contests_of(said: Said, world: World) -> Iterator[Contest]:
    event, told = said.statement.event, said.statement
    plain = event is not None and event.code not in ("REQUEST", "REJECT")
    if (
        event is None
        or (plain and not any_of(HOSTILE, told.quote.lower()))
        or (event.code == "REQUEST" and told.happened)
    ):
        return
    quote = said.words
    if not _disputes(said, event, quote):
        return
    sides = (*said.actors, *said.recipients)
    hits = world.match(re.findall(r"[\w'’-]+", quote), said.day)
    named = frozenset({side.id for side in sides if side.known} | {hit.candidates[0][0] for hit in hits})
    speakers = said.actors if event.code in ("ACCUSE", "REJECT") else (said.by,) if said.by else _calling(said, world)
    for by in speakers:
        yield Contest(said, by, named)


def _calling(said: Said, world: World) -> tuple[Side, ...]:
    """Return the state that calls something so: "Libya called the deployment an act of aggression"."""
    told = _CALLS.match(said.words)
    who = nationality(told["who"], said.day, world) if told else None
    return (Side(id=who, name=world.name(who), known=True),) if who else ()


def _disputes(said: Said, event: Event, quote: str) -> bool:
    if event.code == "REQUEST":
        return said.statement.denied and bool(_FORCES.search(quote)) and not _LEAVE.search(quote)
    if event.code == "REJECT":
        return bool(_UNASKED.search(quote) and _CLAIM.search(quote) and _FORCES.search(quote))
    if said.statement.denied:
        return False
    return any_of(HOSTILE, quote.lower()) and bool(_INVADES.search(quote))
