"""What an auxiliary makes of an act: "may", "must", and who it is that will."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality
from panj.records import Modality
from panj.understand.predicates import surface_subjects

SPEAKERS_OWN = frozenset({"he", "she", "it", "they", "we", "i"})
HOSTILE = frozenset({"ASSAULT", "TAKE", "COERCE", "SANCTION", "THREATEN", "FALL", "PROTEST", "REJECT", "ACCUSE"})


def becomes(sentence: Sentence, verb: int, auxiliary: Token) -> Modality | None:
    """Return what this auxiliary of `verb` makes of the act; None if it leaves it a fact."""
    table = reality.auxiliaries()
    effect = table.get(auxiliary.text.lower()) or table.get(auxiliary.lemma.lower())
    if effect is None or (auxiliary.text.lower() == "'d" and sentence.tokens[verb].xpos == "VBN"):
        return None
    perfect = any(t.text.lower() in {"have", "'ve"} for t in sentence.children(verb, "aux"))
    meaning = effect[1] if perfect else effect[0]
    if meaning in {"future", "would"}:
        return _future(sentence, verb, conditional=meaning == "would")
    return Modality(meaning)


def _future(sentence: Sentence, verb: int, *, conditional: bool) -> Modality:
    """Tell a plan (one's own act) from a forecast (another's); "would" outside reported speech is unreal."""
    subject = next(iter(surface_subjects(sentence, verb)), None)
    reported, speaker = _speaker(sentence, verb)
    if subject is None or not _can_plan(sentence.tokens[subject]):
        return Modality.FORECAST
    if not reported:
        return Modality.HYPOTHETICAL if conditional else Modality.PLANNED
    same = sentence.tokens[subject].text.lower() in SPEAKERS_OWN or (
        speaker is not None and sentence.tokens[speaker].lemma == sentence.tokens[subject].lemma
    )
    return (
        Modality.PLANNED if same or (speaker is not None and not _hostile(sentence.tokens[verb])) else Modality.FORECAST
    )


def _hostile(verb: Token) -> bool:
    """Tell whether all that a verb may say is hostile: another's act of that kind is foretold, not planned."""
    readings = acts.verbs().get(verb.lemma.lower(), ())
    return not readings or all(reading.code in HOSTILE for reading in readings)


def _speaker(sentence: Sentence, verb: int) -> tuple[bool, int | None]:
    """Tell whether the clause of `verb` is reported, and by whom."""
    token = sentence.tokens[verb]
    for above in (token, *sentence.above(verb)):
        if above.relation == "ccomp" and above.head >= 0:
            return True, next(iter(surface_subjects(sentence, above.head)), None)
        if above.relation not in {"conj", "xcomp"}:
            return False, None
    return False, None


def _can_plan(token: Token) -> bool:
    if token.upos == "PRON":
        return token.text.lower() in SPEAKERS_OWN | {"you", "who", "that"}
    return (
        token.name != "O"
        or token.upos == "PROPN"
        or token.type in {"person", "organization"}
        or token.lemma.lower() in acts.any_of("people", "force", "government")
    )
