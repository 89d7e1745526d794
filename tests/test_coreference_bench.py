"""What the bench of coreference makes of a treebank: every word at its characters, every phrase at its words."""

import io

import pytest
from bench.coreference.gold import SYNTAX, documents, gathered
from bench.coreference.run import ANOTHER, GIVEN, LEFT, OPEN, RIGHT, Naming, outcome

from panj.english.conllu import blocks
from panj.records import Mention, Span

ROWS = """\
# newdoc id = GUM_news_dam
# meta::dateCreated = 2009-05-08
# meta::genre = news
# newpar
# sent_id = dam-1
# text = The mayor of Orsk can’t swim.
1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-cf1-2-coref
2	mayor	mayor	NOUN	NN	_	7	nsubj	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	Orsk	Orsk	PROPN	NNP	_	2	nmod	_	Entity=(2-place-new-cf2-1-coref)1)
5-6	can’t	_	_	_	_	_	_	_	_
5	can	can	AUX	MD	_	7	aux	_	_
6	’t	not	PART	RB	_	7	advmod	_	_
7	swim	swim	VERB	VB	_	0	root	_	SpaceAfter=No
8	.	.	PUNCT	.	_	7	punct	_	_

# newpar
# sent_id = dam-2
# text = He left it.
1	He	he	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-cf1-1-ana)
1.1	left	leave	VERB	VBD	_	_	_	0:root	_
2	left	leave	VERB	VBD	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	Entity=(2-place-giv-cf2-1-ana)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

"""


def test_words_stand_at_their_characters_and_phrases_at_their_words() -> None:
    (gold,) = gathered(blocks(io.StringIO(ROWS), "dam"))
    assert gold.text == "The mayor of Orsk can’t swim.\n\nHe left it."
    assert [gold.text[word.start : word.end] for word in gold.words] == [word.form for word in gold.words]
    said = {(p.chain, gold.text[gold.words[p.first].start : gold.words[p.last].end]) for p in gold.phrases}
    assert said == {("1", "The mayor of Orsk"), ("2", "Orsk"), ("1", "He"), ("2", "it")}
    assert [p.pronoun for p in sorted(gold.phrases, key=lambda p: (p.first, -p.last))] == [False, False, True, True]


def test_words_of_a_report_name_the_phrase_with_their_head() -> None:
    (gold,) = gathered(blocks(io.StringIO(ROWS), "dam"))
    whole, place = gold.at(0, len("The mayor of Orsk")), gold.at(13, 17)
    assert whole is not None
    assert place is not None
    assert (whole.chain, place.chain) == ("1", "2")


@pytest.mark.parametrize(
    ("chain", "answer", "expected"),
    [("1", "~1", RIGHT), ("1", "~2", ANOTHER), ("1", None, OPEN), ("9", "~1", GIVEN), ("9", None, LEFT),
     (None, "~1", GIVEN), ("2", None, LEFT)],
)  # fmt: skip
def test_outcome_tells_who_should_be_found_from_who_should_not(
    chain: str | None, answer: str | None, expected: str
) -> None:
    def naming(entity: str, kind: str, of: str) -> Naming:
        return Naming(0, Mention(span=Span(0, 3), text="Ann", entity=entity, type=kind), of, plural=False)  # type: ignore[arg-type]

    named = [naming("~1", "person", "1"), naming("~2", "place", "2")]
    assert outcome(chain, answer, named, named) == expected


@pytest.mark.skipif(not SYNTAX.exists(), reason="../shared is not here")
def test_every_word_of_the_treebank_is_where_its_text_has_it() -> None:
    for gold in documents("gum-dev"):
        assert all(gold.text[word.start : word.end] == word.form for word in gold.words)
        assert {phrase.head for phrase in gold.phrases} <= set(range(len(gold.words)))
