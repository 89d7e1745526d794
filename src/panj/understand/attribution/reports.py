"""A stretch of reported speech, and the spans of its parts."""

from collections.abc import Iterator, Sequence

import msgspec

from panj.english.parsed import Sentence, Token, once
from panj.lexicon import acts, reporting
from panj.lexicon.reporting import Cue
from panj.records import Span
from panj.understand.mentions import drafts
from panj.understand.trees import denial, phrases

NOT_SPEAKERS = frozenset({"this", "that", "these", "those", "there", "what", "one", "i", "we", "you", "who", "which"})
ACCUSATIVE = frozenset({"them", "him", "us", "me"})
OPENERS = frozenset({"that"})
TRAILING = frozenset({"add", "cite", "quote"})
CITING = frozenset({"cite", "quote"})
# what befell those counted last in what is said: "put its losses at 74" dead, "puts them at 90 killed" or wounded
BEFELL = r"(?<=\d) (?:dead|killed|wounded)(?: (?:and|or) (?:wounded|missing))?\b|(?<=killed) or (?:wounded|missing)\b"
SAYING = frozenset({"say", "believe", "cite", "warn", "forecast"})
REFUTING = frozenset({"deny", "dispute"})
SHORTEST = 2  # words; a shorter complement is an answer or a name, not a claim


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of reported speech and the words that report it.

    `speaker` and `heard` are offsets of the head words of the source and of those spoken to; `relay` of whoever passed
    it on ("was quoted by Interfax"). `sentence` is where the cue stands. `rule` names what found it.
    """

    content: Span
    cue: Span | None
    source: Span | None
    speaker: int | None = None
    heard: tuple[int, ...] = ()
    relay: tuple[int, ...] = ()
    kind: str = "say"
    sentence: int = 0
    score: float = 1.0
    rule: str = ""


REJOINDER = "rejoinder"  # the rule of a report that disputes what another says in the same sentence
DISPUTED = "disputed"  # the same where nobody is said to claim it ("rejected reports that the town had fallen")


def answering(report: Report) -> bool:
    """Tell whether a report denies what another has said, mostly before it ("..., which Manila denies")."""
    if report.kind != "deny" or report.cue is None or report.rule == DISPUTED:
        return False
    return report.rule == REJOINDER or report.cue.start > report.content.end


def of_another(text: str, report: Report, reports: Sequence[Report]) -> bool:
    """Tell whether what is taken for said is another's words behind a semicolon: "A denied it; B has said that ..."."""
    cue, start = report.cue, report.content.start
    if cue is None or cue.start >= start or not text[:start].rstrip().endswith(";"):
        return False
    if report.kind not in SAYING:
        return True  # "asked for $4 million; Spain has given $1 million", "denied it; nobody else was there"
    others = [(other.source, other.cue) for other in reports if other.source != report.source]
    return any(
        source and told and report.content.holds(told) and 0 <= source.start - start <= len("the ")
        for source, told in others
    )


def speaker_of(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """Return the head of who does `verb`: its subject, or whoever controls it where it has none of its own."""
    found = phrases.subject(sentence, verb.i)
    if found is not None:
        return _antecedent(sentence, verb, found)
    if verb.head < 0 or depth > 3:
        return _hung_too_low(sentence, verb) if verb.head < 0 and not depth else None
    head = sentence.tokens[verb.head]
    if verb.relation == "acl" and head.upos in phrases.NOMINAL:
        return head if verb.xpos == "VBG" else None
    if verb.relation == "advcl" and verb.xpos == "VBG" and (beside := just_said(sentence, verb)):
        return speaker_of(sentence, beside, depth + 1)
    if verb.relation in {"advcl", "xcomp", "conj", "parataxis"} and head.upos in {"VERB", "AUX", "ADJ", "NOUN"}:
        saying = sentence.tokens[head.head] if head.relation == "ccomp" and head.head >= 0 else head
        goes_on = verb.xpos == "VBG" and verb.lemma.lower() in TRAILING and saying.lemma.lower() in reporting.verbs()
        return speaker_of(sentence, saying if goes_on else head, depth + 1)  # "said they had left, adding that ..."
    return None


def _hung_too_low(sentence: Sentence, verb: Token) -> Token | None:
    """Return who stands before a verb of saying and hangs on what is said: "Turkey, which ..., said it is"."""
    for clause in sentence.children(verb.i, "ccomp"):
        subjects = sentence.children(clause.i, "nsubj")
        if len(subjects) > 1 and subjects[0].i < verb.i < subjects[1].i:
            return subjects[0]
    return None


def just_said(sentence: Sentence, verb: Token) -> Token | None:
    """Return the saying put in right before a participle: "they had left, the governor said, adding that ..."."""
    head = sentence.tokens[verb.head]
    over = (head, *sentence.above(head.i))
    near = (t for above in over for t in (above, *sentence.children(above.i, "parataxis")) if head.i < t.i < verb.i)
    saying = [t for t in near if t.lemma.lower() in reporting.verbs() and phrases.subject(sentence, t.i)]
    return max(saying, key=lambda t: t.i, default=None)


@once
def citing(sentence: Sentence, _: int) -> frozenset[int]:
    """Return the words that tell whom one cites who passes on what stands before ("..., he said, citing her")."""
    verbs = (t for t in sentence.tokens if t.xpos == "VBG" and t.relation == "advcl" and t.lemma.lower() in CITING)
    return frozenset(i for t in verbs if just_said(sentence, t) for i in sentence.subtree(t.i))


def cited(sentence: Sentence, verb: Token) -> Token | None:
    """Return who is cited ("..., citing the defence ministry"), None if it is a rule, a text, a figure."""
    if verb.head < 0 or (verb.relation != "advcl" and reporter(sentence, verb) is None):
        return None
    objects = [
        t
        for t in sentence.children(verb.i, "obj", "iobj")
        if t.lemma.lower() not in reporting.documents() or _made(sentence, verb, t)
    ]
    return next((t for t in objects if can_speak(t)), None)


def _made(sentence: Sentence, verb: Token, document: Token) -> bool:
    """Tell whether an outlet passes on whose document it is ("The paper, quoting a report by the agency, wrote")."""
    by = any(phrases.case(sentence, t.i) == "by" for t in sentence.children(document.i, "nmod"))
    return by and verb.i < verb.head


def reporter(sentence: Sentence, verb: Token) -> Token | None:
    """Return the verb of saying whose subject "citing" hangs on: "The agency, citing an official, reported"."""
    who = sentence.tokens[verb.head]
    if verb.relation != "acl" or verb.xpos != "VBG" or who.relation != "nsubj" or verb.lemma.lower() not in CITING:
        return None
    told = sentence.tokens[who.head]
    return told if told.i > verb.i and told.lemma.lower() in reporting.verbs() else None


def _antecedent(sentence: Sentence, verb: Token, found: Token) -> Token:
    relative = found.text.lower() in {"who", "which", "that"} and verb.deprel in {"acl:relcl", "advcl:relcl"}
    return sentence.tokens[verb.head] if relative and verb.head >= 0 else found


def can_speak(who: Token) -> bool:
    """Tell whether a noun can be somebody who says something: a name, a person, a body, a document."""
    if who.upos in {"PRON", "DET"}:
        return who.text.lower() not in NOT_SPEAKERS
    if who.upos == "PROPN" or who.type in {"person", "organization"}:
        return True
    return who.lemma.lower() in reporting.documents() or who.lemma.lower() in drafts.actor_nouns()


def nobody(sentence: Sentence, who: Token) -> bool:
    """Tell whether a speaker is none ("no group has claimed the attack", "few expect them to come")."""
    return denial.nobody(sentence, who)


def withholds(sentence: Sentence, verb: Token, content: Span) -> bool:
    """Tell whether a content is only what one would not say: "declined to say if they would come"."""
    if verb.lemma.lower() not in denial.WITHHOLDING:
        return False
    opening = [t.lemma.lower() for t in sentence.over(content.start, content.end)[:2]]
    saying = any(t.lemma.lower() in reporting.verbs() for t in sentence.children(verb.i, "xcomp"))
    return saying or (opening[:1] == ["to"] and opening[-1] in reporting.verbs())


def heard(sentence: Sentence, verb: Token, cue: Cue, *, passive: bool) -> tuple[Token, ...]:
    """Return who is spoken to: "told reporters", "was told", "said to them", "in an interview with Der Spiegel"."""
    found = list(sentence.children(verb.i, "iobj"))
    if "whom" in cue.frames:
        found.extend(sentence.children(verb.i, "nsubj:pass") if passive else sentence.children(verb.i, "obj"))
    found.extend(token for token in sentence.children(verb.i, "obl") if phrases.case(sentence, token.i) == "to")
    before = sentence.children(verb.head, "obl") if verb.relation == "conj" else ()  # "in an interview he ... and said"
    for talk in (*sentence.children(verb.i, "obl"), *before) if "interview" in sentence.lexicon else ():
        if talk.lemma.lower() == "interview":  # "said in an interview with Der Spiegel that"
            found.extend(t for t in sentence.children(talk.i, "nmod") if phrases.case(sentence, t.i) in {"with", "to"})
    return tuple(token for token in found if token.upos in phrases.NOMINAL)


def wants_of_others(sentence: Sentence, verb: Token) -> bool:
    """Tell whether others are to do what somebody wants ("wants him to leave", "wants it cut", not "wants to go")."""
    open_clauses = sentence.children(verb.i, "xcomp")
    given = any(t.i < clause.i for clause in open_clauses for t in sentence.children(verb.i, "obj", "iobj"))
    return given or any(sentence.children(clause.i, "nsubj") for clause in open_clauses)


def given_to(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb has two objects, also where the tree takes the first for an owner ("denied them entry")."""
    if sentence.children(verb.i, "iobj") or len(sentence.children(verb.i, "obj")) > 1:
        return True
    owners = [t for o in sentence.children(verb.i, "obj") for t in sentence.children(o.i, "nmod:poss", "compound")]
    return any(t.text.lower() in ACCUSATIVE or _unmarked(sentence, t) for t in owners)


def _unmarked(sentence: Sentence, owner: Token) -> bool:
    return owner.upos == "NOUN" and owner.deprel == "nmod:poss" and not sentence.children(owner.i, "case")


def runs(positions: tuple[int, ...] | list[int]) -> Iterator[tuple[int, ...]]:
    """Split positions where they break off (a cue in the middle of its quotation)."""
    run: list[int] = []
    for i in positions:
        if run and i != run[-1] + 1:
            yield tuple(run)
            run = []
        run.append(i)
    if run:
        yield tuple(run)


def clause_of(sentence: Sentence, i: int) -> int:
    """Return the nearest predicate at or above `i`: what "according to" is said of."""
    while sentence.tokens[i].upos not in {"VERB", "AUX"} and sentence.tokens[i].head >= 0:
        if sentence.children(i, "cop", "nsubj"):
            break
        i = sentence.tokens[i].head
    return i


def clause_before(sentence: Sentence, verb: Token) -> tuple[int, ...]:
    """Return the clause that ", which Manila denies" is said of, where its last noun is a thing and no claim."""
    first, noun = sentence.subtree(verb.i)[0], sentence.tokens[verb.head]
    apart = "," in {t.text for t in sentence.tokens[max(0, first - 1) : first + 1]}
    claim = (
        noun.type == "event" or noun.lemma.lower() in reporting.nouns() or noun.lemma.lower() in reporting.documents()
    )
    clause = clause_of(sentence, noun.i)
    if verb.lemma.lower() not in REFUTING or not apart or claim or clause >= first:
        return ()
    start = min(
        i for t in (sentence.tokens[clause], *sentence.children(clause, "nsubj")) for i in sentence.subtree(t.i)[:1]
    )
    return tuple(range(min(start, clause), first))


def _less_trailing(sentence: Sentence, stretch: tuple[int, ...]) -> tuple[int, ...]:
    """Return a content without ", citing ..." or ", adding ..." at its end, which is the speaker's next act."""
    for k in range(1, len(stretch) - 1):
        comma, verb = sentence.tokens[stretch[k]], sentence.tokens[stretch[k + 1]]
        if comma.text == "," and verb.xpos == "VBG" and verb.lemma.lower() in TRAILING:
            return stretch[:k]
    return stretch


CONVENED = frozenset(acts.words_of("talk")) | {"session", "election", "vote", "strike", "referendum", "assembly"}


def enacts(sentence: Sentence, verb: Token, what: Token) -> bool:
    """Tell whether a declaration makes its object so and reports nothing ("declared a state of emergency")."""
    if verb.lemma.lower() == "call" and what.lemma.lower() in CONVENED:
        return True  # "called a meeting of ambassadors"
    if verb.lemma.lower() not in {"declare", "proclaim"} or sentence.children(verb.i, "xcomp", "ccomp"):
        return False
    of = [t for t in sentence.children(what.i, "nmod") if phrases.case(sentence, t.i) == "of"]
    return any(t.lemma.lower() in reporting.enacted() for t in (what, *of))


def less_to(sentence: Sentence, doing: tuple[int, ...]) -> tuple[int, ...]:
    """Return a content without the "to" before a participle ("admitted to having fired")."""
    return doing[1:] if sentence.tokens[doing[0]].text.lower() == "to" else doing


def with_limit(sentence: Sentence, verb: Token, what: tuple[int, ...]) -> tuple[int, ...]:
    """Return what is ruled out or promised with the clause behind it that says until when or unless what."""
    for clause in sentence.children(verb.i, "advcl"):
        below = sentence.subtree(clause.i)
        if below[0] == what[-1] + 1 and sentence.tokens[below[0]].text.lower() in {"until", "unless"}:
            return (*what, *below)
    return what


def content_span(sentence: Sentence, stretch: tuple[int, ...], least: int = SHORTEST) -> Span | None:
    """Return the characters of a content: no opening "that", no punctuation or quotation mark at the ends.

    An amount is one in one word ("the government spoke of 8,000").
    """
    kept = phrases.trim(sentence, _less_trailing(sentence, stretch))
    while kept and sentence.tokens[kept[0]].text.lower() in OPENERS and sentence.tokens[kept[0]].upos == "SCONJ":
        kept = phrases.trim(sentence, kept[1:])
    words = [i for i in kept if sentence.tokens[i].upos != "PUNCT"]
    enough = len(words) >= least or any(sentence.tokens[i].xpos == "CD" for i in words)
    return phrases.span_of(sentence, kept) if enough else None


def cue_span(sentence: Sentence, verb: Token) -> Span:
    """Return the characters of a cue: the verb, with its particle."""
    particles = [token.i for token in sentence.children(verb.i, "compound:prt") if token.i == verb.i + 1]
    return phrases.span_of(sentence, [verb.i, *particles])


def source_span(sentence: Sentence, who: Token) -> Span:
    """Return the characters that name a speaker: the whole phrase, without clauses that hang on it."""
    loose = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "nmod:unmarked", "punct"})
    return phrases.span_of(sentence, phrases.phrase(sentence, who.i, without=loose))
