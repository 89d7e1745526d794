"""The brief: sections of lines, each with the statements it rests on and those against it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from panj.records import Finding
from panj.serve import words
from panj.serve.picture import Picture
from panj.serve.told_once import copies, once, outermost
from panj.serve.topics import SECTIONS, called
from panj.situation import Changed, Said, is_bygone
from panj.world import World

T = TypeVar("T")

MOST_LINES = 100  # of a section, where a person reads it; a reader looks at no more
MOST_ALSO_SAID = 40
MOST_EVIDENCE = 4  # statements shown under a line; the rest are counted, and `panj why` has them
LEAST_WORDS = 4  # fewer words that nothing was understood of say nothing to a reader
OLD_DAYS = 3  # a line as old as this tells its age
OLD_TOLL = 100  # one of what was counted once, without a day of its own
POINTING = frozenset({"Changed", "Figures in dispute"})  # sections of lines that stand again below
STANDING = {  # of what a standing fact is told, by its relation
    "member_of": "member of {}",
    "holds_office": "{}",
    "designated_by": "designated by {}",
    "part_of": "part of {}",
    "allied_with": "allied with {}",
    "state_run": "run by the state, {}",
    "deployed_in": "deployed in {}",
}
# "deters conflict", "if they are not removed" deny nothing that is claimed; what is foretold not to be stands above
_UNREAL = frozenset({"hypothetical", "possible", "conditional", "forecast"})
Wording = tuple[Said, ...]  # the statements of one clause of one witness
TERMS = {"forum": "forum: ", "basis": "legal basis: ", "condition": "condition: ", "part": "of these: "}
_TELLS = {  # the states of a line that tell how its statements are put
    "only if": ("conditional",),
    "asked for": ("ordered", "demanded"),
    "denied, forecast": ("not expected",),
}
_AHEAD = ("past due", "forecast", "not expected", "planned", "ordered", "demanded", "conditional", "ready", "possible")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a brief: heading, what is so, how it stands, and its evidence.

    `also` are the outlets that copied a statement, by its id; `details` stand below the line, `source` is a treaty's.
    """

    id: str
    heading: str
    value: str
    status: str
    evidence: tuple[Said, ...]
    against: tuple[Said, ...] = ()
    source: str = ""
    details: tuple[str, ...] = ()
    also: dict[str, tuple[str, ...]] = {}

    @property
    def quoted(self) -> bool:
        """Whether the heading is the words of a report."""
        return bool(self.evidence) and self.evidence[0].words == self.heading

    @property
    def bare(self) -> bool:
        """Whether the line is one statement's words and no more."""
        return self.quoted and self.evidence[0].id == self.id

    @property
    def told(self) -> str:
        """The line in words: what it is about, what is so, and how that stands."""
        heading = f"“{self.heading}”" if self.quoted else self.heading
        status = f"  [{self.status}]" if self.status else ""
        return f"{heading}{f': {self.value}' if self.value else ''}{status}"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and its lines; `empty` is what it says by itself to have none, `more` are left out."""

    title: str
    lines: tuple[Line, ...]
    empty: str = ""
    more: int = 0

    @property
    def count(self) -> int:
        """How many lines there are, with those left out."""
        return len(self.lines) + self.more


def sections(picture: Picture, most: int | None = None) -> tuple[Section, ...]:
    """Return the brief of a day, section by section: what is new and in dispute first, each told once.

    At most so many lines of a section are made, those that reports spoke of last; the rest are counted. A topic of
    which nothing was understood is named by `unknowns`; a day before any report has no sections.
    """
    if not picture.documents:
        return ()
    shown = (
        _section("Changed", news(picture), changed, picture, most, empty=f"Nothing since {picture.since}."),
        _section(
            "Figures in dispute", _disputes(picture), _dispute, picture, most,
            empty="No two figures for one thing contradict.",
        ),
        *_of_topics(picture, most),
        _section("Said not to be, or asked", _questions(picture), _open, picture, most),
    )  # fmt: skip
    said = _section("Also said", also_said(picture, shown), _open, picture, most)
    told = (*shown, said, _section("Background", background(picture), _as_it_is, picture, most))
    return tuple(s for s in told if s.lines or s.empty)


def _of_topics(picture: Picture, most: int | None) -> Iterator[Section]:
    """Yield the sections of the topics."""
    for title, topics in SECTIONS.items():
        if topics == ("obligations",):
            yield _section(title, _duties(picture), _as_it_is, picture, most)
        else:
            found = _ahead(picture) if topics == ("outlook",) else picture.of(*topics)
            yield _section(title, found, _level if topics == ("tension",) else line, picture, most)


def also_said(picture: Picture, shown: Iterable[Section]) -> list[Wording]:
    """Return the newest words of these days that no line above shows, in the order of the reports.

    Standing facts (who holds which office) are left to `panj list`; words within words are told once.
    """
    lately = list(picture.lately())
    above: dict[str, set[str]] = {said.witness: set() for said in lately}
    for said in (s for section in shown for line in section.lines for s in (*line.evidence, *line.against)):
        if said.witness in above:
            above[said.witness].add(said.words)
    told = {witness: set(quotes) for witness, quotes in above.items()}
    found: dict[tuple[str, str], list[Said]] = {}
    for said in lately:
        if not said.statement.relation and _worth(said.words):
            found.setdefault((said.witness, said.words), []).append(said)
            told[said.witness].add(said.words)
    rest = ((key, group) for key, group in reversed(found.items()) if key[1] not in above[key[0]])
    kept = (tuple(g) for (who, quote), g in rest if not _told(quote, told[who], above[who]))
    return list(islice(kept, MOST_ALSO_SAID))[::-1]


def background(picture: Picture) -> list[Line]:
    """Return the standing facts that reports of these days take for granted, one line for each kind and object."""
    found: dict[tuple[str, str], list[Said]] = {}
    for said in picture.lately():
        relation = said.statement.relation
        if relation and relation.relation in STANDING and relation.object[:1].isupper():
            found.setdefault((relation.relation, relation.object), []).append(said)
    return [_standing(kind, whole, group) for (kind, whole), group in sorted(found.items())]


def _standing(kind: str, whole: str, group: list[Said]) -> Line:
    who = dict.fromkeys(s.statement.relation.subject for s in group if s.statement.relation)
    told = outermost(group)
    return Line(
        id=group[0].id,
        heading=STANDING[kind].format(whole),
        value=", ".join(who),
        status="",
        evidence=once(told),
        also=copies(told),
    )


def _worth(said: str) -> bool:
    return len(said.split()) >= LEAST_WORDS * (2 if said.startswith(("who ", "which ")) else 1)


def _told(quote: str, quotes: Iterable[str], shown: Iterable[str]) -> bool:
    """Tell whether other words of the same witness hold these, or are most of them and shown."""
    within = any(quote != q and quote in q for q in quotes)
    return within or any(q in quote and 2 * len(q) > len(quote) for q in shown)


def _section(
    title: str,
    found: Sequence[T],
    made: Callable[[T, Picture], Line],
    picture: Picture,
    most: int | None,
    *,
    empty: str = "",
) -> Section:
    kept = found if most is None or len(found) <= most else _latest(found, most, picture)
    lines = tuple(made(one, picture) for one in kept)
    return Section(title=title, lines=lines, empty=empty, more=len(found) - len(lines))


def _latest(found: Sequence[T], most: int, picture: Picture) -> list[T]:
    """Return so many of what was found, what reports spoke of last, in its own order."""
    said, today = picture.said, picture.case.as_of
    days = [_spoken_of(one, said, today) for one in found]
    last = sorted(range(len(found)), key=days.__getitem__, reverse=True)[:most]
    return [found[n] for n in sorted(last)]


def _spoken_of(one: object, said: Mapping[str, Said], today: date) -> date:
    """Return the day of the last report that a line rests on; of what rests on none, the day asked for."""
    finding = one.finding if isinstance(one, Changed) else one
    if isinstance(finding, Finding):
        told = finding.statements
        return said[told[0]].day if len(told) == 1 else max([said[i].day for i in told], default=today)
    return max([s.day for s in one] if isinstance(one, tuple) else (), default=today)


def _as_it_is(made: Line, _: Picture) -> Line:
    return made


def news(picture: Picture) -> list[Changed]:
    """Return what reports changed; a duty that comes into view with a request is no news, nor a mean without trend."""
    return [
        c
        for c in picture.changed
        if c.finding.topic != "obligations"
        and not (c.finding.topic == "tension" and c.finding.status.startswith("too"))
    ]


def _disputes(picture: Picture) -> list[Finding]:
    return [f for f in picture.findings if f.status == "disputed"]


def _dispute(finding: Finding, picture: Picture) -> Line:
    """Return a disputed figure with everybody's words for it, the latest first; its evidence stands below."""
    return replace(_untold(finding, picture), value="; ".join(_voices(finding, picture)))


def _voices(finding: Finding, picture: Picture) -> Iterator[str]:
    told = [*once(picture.evidence(finding)[0]), *once(picture.evidence(finding)[1])]
    for said in sorted(told, key=lambda s: (s.day, s.id), reverse=True):
        named = (*finding.facts, finding.label)
        amounts = [q.text for q in said.figures if q.text in named] or [words.short(said.words)]
        yield f"“{' / '.join(amounts)}” {words.chain(said.statement)}, {said.day}"


def _ahead(picture: Picture) -> list[Finding]:
    """Return what has a day first, the soonest at the top, then what has none by kind."""
    order = {kind: n for n, kind in enumerate(_AHEAD)}
    found = picture.of("outlook")
    found.sort(key=lambda f: order.get(f.status, len(order)))
    return sorted(found, key=lambda f: f.due or date.max)


def _duties(picture: Picture) -> list[Line]:
    """Return the duties, one that holds towards several states once."""
    found: dict[tuple[str, str], Line] = {}
    for made in (line(f, picture) for f in picture.of("obligations")):
        key = (made.source, made.value)
        same = found.get(key)
        found[key] = replace(same, heading=f"{same.heading}; {made.heading}") if same else made
    return list(found.values())


def _level(finding: Finding, picture: Picture) -> Line:
    """Return a line of tension; without the words where too few reports speak for them to mean anything."""
    return _untold(finding, picture) if finding.status == "too few reports" else line(finding, picture)


def line(finding: Finding, picture: Picture) -> Line:
    """Return a finding as a line."""
    evidence, against = picture.evidence(finding)
    untold = _untold(finding, picture)
    if len(evidence) == 1 and not against:
        return replace(untold, evidence=tuple(evidence))
    told = once(evidence)
    if len(told) == len(evidence) and not against:  # no two are copies
        return replace(untold, evidence=outermost(told))
    return replace(untold, evidence=outermost(told), against=once(against), also=copies([*evidence, *against]))


def _untold(finding: Finding, picture: Picture) -> Line:
    """Return a finding as a line without the words it rests on."""
    facts = finding.facts if finding.topic == "obligations" else ()
    about = [f for f in facts if f.startswith(("on ", "decided "))]
    about += [f for f in finding.facts if finding.topic in words.COUNTED and f.startswith("replaces ")]
    about += finding.facts if finding.topic == "tension" else ()
    return Line(
        id=finding.id,
        heading=words.heading(finding),
        value="; ".join(filter(None, (value(finding), _clock(finding, picture.said)))),
        status=_aged(finding, picture.said),
        evidence=(),
        source="; ".join([_cited(f, picture.world) for f in facts if not f.startswith(("on ", "decided "))]),
        details=(*about, *[f"{TERMS[term.kind]}“{term.text}”" for term in finding.terms]),
    )


def _cited(fact: str, world: World) -> str:
    """Return a treaty with its article, or a source, by its name and not its id."""
    identity, _, article = fact.partition(", ")
    treaty, source = next(iter(world.treaties(identity)), None), world.sources.get(identity)
    name = treaty.name if treaty else f"{source.title} ({source.publisher})" if source else identity
    return f"{name}, {article}" if article else name


def _aged(finding: Finding, said: Mapping[str, Said]) -> str:
    """Return how a line stands, with its age in days where it has grown old: a toll without a day of its own too."""
    stock = finding.topic in ("control", "forces")
    undated = finding.topic in words.COUNTED and finding.when is None
    if not (stock or undated) or not finding.statements:
        return finding.status
    age = (finding.as_of - max([said[i].happened_on for i in finding.statements])).days
    return f"{finding.status}, {age} days old" if age >= (OLD_DAYS if stock else OLD_TOLL) else finding.status


def _clock(finding: Finding, said: Mapping[str, Said]) -> str:
    """Return the words that start a forecast's clock, where they stand in its evidence."""
    after = finding.when.after if finding.when and finding.topic == "outlook" else None
    told = said[finding.statements[0]].between(after.start, after.end) if after and finding.statements else ""
    return f"the clock starts with “{told}”" if told else ""


def value(finding: Finding) -> str:
    """Return what a line says is so: bounds, words, a day."""
    parts = []
    if finding.topic in words.COUNTED:
        parts.append(words.bounds(finding))
    elif finding.topic == "tension":
        level = f"{finding.best:+.1f} ({finding.unit}): " if finding.best is not None else ""
        parts.append(level + words.acts(finding.value or ""))
    elif finding.value and finding.topic != "outlook":
        parts.append(finding.value)
    if finding.due:
        parts.append(f"due {finding.due}")
    elif finding.when and finding.topic != "requests" and not _gone(finding) and (told := words.days(finding.when)):
        parts.append(told)
    return "; ".join(part.removesuffix(".") for part in parts)


def _gone(finding: Finding) -> bool:
    """Tell whether the days in the words of what lies ahead are of what was: "to win back what it lost in June"."""
    last = finding.when.latest if finding.when and finding.topic == "outlook" else None
    return last is not None and last < finding.as_of


def changed(change: Changed, picture: Picture) -> Line:
    """Return a change as a line: what it is, in which topic, and how it was."""
    made = _untold(change.finding, picture)
    was = f" (was: {value(change.before) or change.before.label}, {change.before.status})" if change.before else ""
    topic = called(change.finding.topic)
    return Line(
        id=made.id,
        heading=f"{change.change} · {topic}: {words.short(change.finding.label)}",
        value=made.value + was,
        status=made.status,
        evidence=(),
    )


def _questions(picture: Picture) -> list[Wording]:
    """Return what was denied or asked, each wording once."""
    found: dict[tuple[str, str], list[Said]] = {}
    for statement in picture.open_questions():
        said = picture.said[statement.id]
        if _worth(said.words) and statement.modality not in _UNREAL:
            found.setdefault((said.witness, said.words), []).append(said)
    return [tuple(group) for group in found.values()]


def _open(wording: Wording, _: Picture) -> Line:
    first = next((s for s in wording if s.statement.happened), wording[0])
    status = "; ".join(filter(None, (_bygone(first), _put(wording))))
    return Line(id=first.id, heading=first.words, value="", status=status, evidence=(first,))


def _bygone(said: Said) -> str:
    """Return of when words are that tell of bygone times and do not say so themselves; "" for others."""
    when = said.statement.days
    if not is_bygone(said) or when is None or (when.text or "") in said.words:
        return ""
    return f"of {words.days(when)}"


def surely(said: Said, line: Line) -> str:
    """Return how surely a statement of a line is put, where the line's own state does not tell it."""
    how = words.certainty(said.statement)
    return "" if (line.bare and line.status) or line.status in _TELLS.get(how, (how,)) else how


def _put(wording: Wording) -> str:
    """Return which acts of some words are put otherwise than as facts, and how."""
    ways: dict[str, list[str]] = {}
    for said in wording:
        way = words.certainty(said.statement).replace("denied", "said not to be")
        ways.setdefault(way, []).append(words.trigger(said.statement))
    named = [f"{way}: {', '.join(dict.fromkeys(acts))}" if all(acts) else way for way, acts in ways.items() if way]
    return "; ".join(named)
