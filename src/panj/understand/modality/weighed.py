"""How an act is put, by the rules and the network together; how a figure is that no act has."""

from msgspec.structs import replace

from panj.english.acts import MOODS
from panj.english.parsed import Sentence
from panj.lexicon import reporting
from panj.records import Modality, Span
from panj.understand.modality import modality_of
from panj.understand.modality.climb import Judged
from panj.understand.modality.granted import predicate
from panj.understand.modality.laid_down import lays_down

# Swept on annotated articles that the network did not learn from (bench/articles); sweep again after its next training.
FACT = 0.995  # chance that an act is a fact over which one is that the rules take for one of these
AHEAD = frozenset({Modality.PLANNED, Modality.FORECAST, Modality.CONDITIONAL})


def put(sentence: Sentence, i: int, judged: Judged) -> Judged:
    """Return how an act is put: as the rules say, unless they take for a plan or the like what surely came about.

    What a word of the tables made of it stands: "called off an attack", "voted on a withdrawal".
    """
    if sentence.sense is None or judged.modality not in AHEAD or judged.condition is not None or judged.by_row:
        return judged
    fact = sentence.sense.moods(i)[MOODS.index("asserted")] > FACT
    fact = fact and not lays_down(sentence, i) and not _in_words_to_come(sentence, i)
    return replace(judged, modality=Modality.ASSERTED, condition=None) if fact else judged


def of_figure(sentence: Sentence, figure: Span) -> Judged:
    """Return how a figure is put that no act has: as its verb is, where a helper takes that out of the facts."""
    verb = predicate(sentence, sentence.over(figure.start, figure.end)[0])
    if verb is None or not any(t.xpos == "MD" for t in sentence.children(verb.i, "aux")):
        return Judged()
    return modality_of(sentence, verb.i)  # "casualties could reach 50,000"


def _in_words_to_come(sentence: Sentence, i: int) -> bool:
    """Tell whether an act is told of in what nobody has said yet: "if she says that they left"."""
    sayings = (above for above in sentence.above(i) if above.lemma.lower() in reporting.verbs())
    return any(modality_of(sentence, saying.i).modality is not Modality.ASSERTED for saying in sayings)
