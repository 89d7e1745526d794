"""What one given actor does to another, as PLOVER codes with scores: the trees and tables beside the learned head.

Coding of a pair follows the codebook, which folds how an act is put into its code: an intended kindness is AGREE, an
intended hostility THREATEN, a refusal REJECT, somebody else's deed reported by the source ACCUSE.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from panj.english import coder, parse
from panj.english.parsed import Parsed, Sentence
from panj.errors import UsageError
from panj.records import Document, Modality, Role, Span
from panj.understand.events import find_events
from panj.understand.events.context import Found
from panj.understand.mentions import find_mentions
from panj.understand.modality import Judged, modality_of
from panj.understand.trees.predicates import surface_subjects
from panj.world import World, load_world

KIND = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "TAKE", "REJECT"})
YIELD = frozenset({"CONCEDE", "RETREAT"})
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
SAYING = frozenset({"say", "claim", "allege", "report", "tell", "state", "announce", "declare"})
INTENT = frozenset({Modality.PLANNED, Modality.CONDITIONAL})
ELSEWHERE: Mapping[str, str] = {"TAKE": "ASSAULT", "FLEE": "RETREAT", "FALL": "RETREAT"}
# CAMEO's categories that the first release of PLOVER put elsewhere than we do: a signed agreement is diplomatic
# cooperation, an embargo an administrative coercion, a siege a fight, a conviction a charge brought.
CATEGORIES: Mapping[str, str] = {"057": "SUPPORT", "163": "COERCE", "191": "ASSAULT"}
ONLY_ASKED = 0.3  # what the source is merely asked to do says little of what it does
LEARNED = (
    0.75  # best on votes out of fold is .7 (bench/plover); more, as the tables were written with the sentences in view
)


def code(text: str, source: Span | str, target: Span | str, *, day: date | None = None) -> list[tuple[str, float]]:
    """Return PLOVER codes with shares of one for what `source` does to `target` in a text, the likeliest first.

    Source and target are spans of the text or words that stand in it (their first place is taken); UsageError if they
    do not. `day` is the day of the text, for who held which office.
    """
    one, other = _place(text, source), _place(text, target)
    parsed, world = parse(text), load_world()
    written = code_pair(parsed, found_in(text, parsed, world, day), one, other)
    learned = coder.roots(text, (one.start, one.end), (other.start, other.end))
    return combined(written, told_apart(learned, written))


def _place(text: str, words: Span | str) -> Span:
    if isinstance(words, Span):
        return words
    start = text.find(words)
    if start < 0 or not words:
        raise UsageError(f"{words!r} does not stand in the text")
    return Span(start, start + len(words))


def code_pair(parsed: Parsed, found: Sequence[Found], source: Span, target: Span) -> list[tuple[str, float]]:
    """Return the codes that the trees and tables give for what `source` does to `target`, best first, shares of one."""
    scores: dict[str, float] = {}
    for item in found:
        sentence = parsed.sentences[item.sentence]
        fit = _fit(parsed.text, sentence, item, source, target)
        if fit <= 0:
            continue
        judged = modality_of(sentence, item.token)
        own = _meets(parsed.text, _players(item, "actor"), source)
        if own and judged.modality is Modality.DEMANDED:
            fit *= ONLY_ASKED
        root = folded(sentence, item, judged, source, own=own)
        scores[root] = max(scores.get(root, 0.0), fit * item.confidence)
    total = sum(scores.values())
    return sorted(((root, round(score / total, 4)) for root, score in scores.items()), key=lambda pair: -pair[1])


def folded(sentence: Sentence, item: Found, judged: Judged, source: Span, *, own: bool) -> str:
    """Return the code of an act as CAMEO and PLOVER code how it is put; `own`: it is an act of the source itself."""
    event = item.event
    code = ELSEWHERE.get(event.code, event.code)
    code = CATEGORIES.get(event.cameo or "", code)
    if event.mode == "convict":
        return "ACCUSE"
    if judged.modality is Modality.DEMANDED and not own:
        return "REQUEST"
    if judged.denied and (judged.modality in INTENT or code in KIND):
        return "REJECT"
    if judged.modality in INTENT and code in KIND:
        return "AGREE"
    if judged.modality in INTENT and code in HOSTILE:
        return "THREATEN"
    if not own and code in HOSTILE and _says(sentence, item.token, source):
        return "ACCUSE"
    return code


def _fit(text: str, sentence: Sentence, item: Found, source: Span, target: Span) -> float:
    """Return how well an act fits as one of `source` towards `target`: by its roles, then by where it stands."""
    if not _within(sentence, source) and not _within(sentence, target):
        return 0.0
    actors, others = _players(item, "actor"), _players(item, "recipient")
    acts, suffers = _meets(text, actors, source), _meets(text, others, target)
    turned = _meets(text, actors, target)
    if turned and _says(sentence, item.token, source):
        return 0.9
    if turned and _meets(text, others, source) and item.event.code not in MUTUAL:
        return 0.05
    below = {sentence.tokens[j].start for j in sentence.subtree(item.token)}
    near = 0.3 * _starts_in(below, sentence, source) + 0.3 * _starts_in(below, sentence, target)
    between = min(source.end, target.end) <= item.event.trigger.start <= max(source.start, target.start)
    depth = sum(1 for _ in sentence.above(item.token))
    return max(0.0, 0.1 + acts + 0.8 * suffers + near + 0.2 * between - 0.5 * turned) / (1 + 0.1 * depth)


def _players(item: Found, part: str) -> list[Role]:
    return [role for role in item.event.roles if role.role == part]


def _within(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _meets(text: str, roles: Iterable[Role], span: Span) -> bool:
    """Tell whether one of these roles is played by the words of `span`, or by a pronoun that stands for them."""
    words = span.of(text).lower()
    return any(
        role.span.overlaps(span) or (len(role.name or "") > 2 and (role.name or "").lower() in words) for role in roles
    )


def _starts_in(starts: set[int], sentence: Sentence, span: Span) -> bool:
    return any(token.start in starts for token in sentence.tokens if span.start <= token.start < span.end)


def _says(sentence: Sentence, i: int, source: Span) -> bool:
    """Tell whether the act stands in what `source` says."""
    for above in sentence.above(i):
        if above.lemma.lower() in SAYING:
            return any(
                source.start <= sentence.tokens[j].start < source.end for j in surface_subjects(sentence, above.i)
            )
    return False


def found_in(text: str, parsed: Parsed, world: World, day: date | None = None) -> tuple[Found, ...]:
    """Return the acts of a text that stands alone, by the tables: beside them stands a network of its own."""
    document = Document(id="", text=text, published=day)
    plain = replace(parsed, sentences=tuple(replace(sentence, sense=None) for sentence in parsed.sentences))
    return find_events(document, plain, find_mentions(document, plain, world), (), (), ())


def combined(
    written: Sequence[tuple[str, float]], learned: Sequence[tuple[str, float]], weight: float = LEARNED
) -> list[tuple[str, float]]:
    """Return both readings as one: the share of each code, that of the learned head weighted."""
    if not written:
        return list(learned)
    if not learned:
        return list(written)
    shares = dict.fromkeys((code for code, _ in (*written, *learned)), 0.0)
    for code, score in written:
        shares[code] += (1 - weight) * score
    for code, score in learned:
        shares[code] += weight * score
    return sorted(((code, round(share, 4)) for code, share in shares.items()), key=lambda pair: -pair[1])


def told_apart(learned: Iterable[tuple[str, float]], written: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the learned codes with YIELD, the one root of PLOVER's first release, as RETREAT or CONCEDE.

    Which of both is for the written part to say; if it is silent, CONCEDE.
    """
    said = next((code for code, _ in written if code in YIELD), "CONCEDE")
    return [(said if code == "YIELD" else code, score) for code, score in learned]


def merged(pairs: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return codes as PLOVER's first release has them: CONCEDE and RETREAT are one root, YIELD."""
    shares: dict[str, float] = {}
    for code, score in pairs:
        root = "YIELD" if code in YIELD else code
        shares[root] = shares.get(root, 0.0) + score
    return sorted(shares.items(), key=lambda pair: -pair[1])
