"""What is said where the cue and its speaker stand in the midst of it or behind it: in one piece or in two."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.understand.attribution.reports import citing, runs

RELATIVE = (["who"], ["which"], ["that"], ["whom"])
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def quoted_as_saying(sentence: Sentence, verb: Token, saying: Token, who: Token | None) -> Iterator[tuple[int, ...]]:
    """Yield what somebody is quoted as saying: what stands behind, else before ("..., he was quoted as saying")."""
    before = [t for t in sentence.children(verb.i, "ccomp") if t.i < verb.i]
    behind = [i for i in sentence.subtree(saying.i) if i > saying.i and sentence.tokens[i].upos != "PUNCT"]
    told = {i for t in sentence.children(saying.i, "iobj", "obj") for i in sentence.subtree(t.i)}
    around = verb.relation == "parataxis" and verb.head < verb.i
    if not (before or around) or set(behind) - told:
        yield tuple(i for i in sentence.subtree(saying.i) if i > saying.i)
    elif before:
        yield from pieces_of(sentence, verb, before[0].i, who)
    else:
        yield from runs([i for i in sentence.subtree(verb.head) if i not in set(sentence.subtree(verb.i))])


def pieces_of(sentence: Sentence, verb: Token, clause: int, who: Token | None) -> Iterator[tuple[int, ...]]:
    """Yield a clause in one piece, or in two where the cue and its speaker stand in its middle."""
    loose = citing(sentence, 0)
    inside = [i for i in sentence.subtree(clause) if i not in loose] or list(sentence.subtree(clause))
    own = set(inside) if verb.deprel == "acl:relcl" else set()  # "the army, which said that it had left"
    apart = {verb.i} | (set(sentence.subtree(who.i)) - own if who and who.i not in inside else set())
    pieces = tuple(runs([i for i in range(inside[0], inside[-1] + 1) if i not in apart]))
    if len(pieces) == 2 and [sentence.words[i] for i in pieces[0] if sentence.tokens[i].upos != "PUNCT"] in RELATIVE:
        pieces = pieces[1:]  # "the base, which the army said had been hit"
    elif len(pieces) == 2 and not any(_says_something(sentence, i) for i in pieces[0]):
        pieces = ((*pieces[0], *pieces[1]),)  # "The test, the ministry said, was its biggest": no claim in the first
    elif len(pieces) == 2 and _objects_to(sentence, pieces[1]):
        pieces = pieces[:1]  # "they met in May, diplomats say, but the army refused to sign": told by the report
    yield from pieces


def _objects_to(sentence: Sentence, piece: tuple[int, ...]) -> bool:
    """Tell whether a piece behind the cue is a clause of its own that begins with "but"."""
    first = next((i for i in piece if sentence.tokens[i].upos != "PUNCT"), piece[0])
    clause = sentence.tokens[first].head
    return sentence.tokens[first].text.lower() == "but" and clause in piece and bool(sentence.children(clause, "nsubj"))


def meanwhile(sentence: Sentence, verb: Token, piece: tuple[int, ...]) -> bool:
    """Tell whether a piece is what the speaker does with his words: "..., he added, referring to the war"."""
    first = next((sentence.tokens[i] for i in piece if sentence.tokens[i].upos != "PUNCT"), verb)
    behind = first.i > verb.i and sentence.tokens[first.i - 1].text == ","
    return behind and first.xpos == "VBG" and first.relation == "advcl" and first.head <= verb.i


def subject_alone(sentence: Sentence, piece: tuple[int, ...], verb: int) -> bool:
    """Tell whether a piece before the cue is only who the rest is about ("The mayor, he added, had fled")."""
    about = {t.i for t in sentence.children(verb, "nsubj")}
    return verb > piece[-1] and bool(about & set(piece)) and not any(_says_something(sentence, i) for i in piece)


def _says_something(sentence: Sentence, i: int) -> bool:
    """Tell whether token `i` makes a piece a claim of its own, or a quotation: a finite verb, a quotation mark."""
    token = sentence.tokens[i]
    return token.xpos in FINITE or (token.upos == "PUNCT" and token.lemma in {'"', "''", "``"})
