import pytest

from panj.english.lemmas import lemma, verbal


@pytest.mark.parametrize(
    ("words", "lemmas"),
    [
        ("fled took said withdrew", "flee take say withdraw"),
        (
            "planted deployed advanced stopped created planned carried agreed",
            "plant deploy advance stop create plan carry agree",
        ),
    ],
)
def test_past_tenses(words: str, lemmas: str) -> None:
    assert [lemma(word, "VERB", "VBD") for word in words.split()] == lemmas.split()


def test_participles() -> None:
    words = "spanning remaining dealing making using lying predicting seizing offering visiting"
    lemmas = "span remain deal make use lie predict seize offer visit"
    assert [lemma(word, "VERB", "VBG") for word in words.split()] == lemmas.split()


def test_plurals() -> None:
    words = "soldiers districts countries crises men statuses clashes children bases"
    lemmas = "soldier district country crisis man status clash child base"
    assert [lemma(word, "NOUN", "NNS") for word in words.split()] == lemmas.split()


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "expected"),
    [
        ("'s", "PART", "POS", "'s"),
        ("’s", "AUX", "VBZ", "be"),
        ("n't", "PART", "RB", "not"),
        ("States", "PROPN", "NNPS", "State"),
        ("Taliban", "PROPN", "NNP", "Taliban"),
        ("Afghan", "ADJ", "JJ", "Afghan"),
        ("Security", "NOUN", "NN", "security"),
        ("1,400", "NUM", "CD", "1400"),
        ("larger", "ADJ", "JJR", "large"),
        ("biggest", "ADJ", "JJS", "big"),
        ("SAID", "VERB", "VBD", "say"),
        ("condemns", "VERB", "VB", "condemn"),
        ("focus", "VERB", "VB", "focus"),
        ("pass", "VERB", "VBP", "pass"),
        ("them", "PRON", "PRP", "they"),
    ],
)
def test_other_words(word: str, upos: str, xpos: str, expected: str) -> None:
    assert lemma(word, upos, xpos) == expected


def test_a_form_that_is_only_past_is_no_infinitive() -> None:
    words = [("Retook", "VB"), ("retook", "VBP"), ("found", "VB"), ("cut", "VB"), ("taken", "VBN")]
    assert [verbal(*word) for word in words] == ["VBD", "VBD", "VB", "VB", "VBN"]


def test_a_verb_has_a_tag_that_its_ending_allows() -> None:
    words = [
        ("condemns", "VBG"),
        ("consented", "VBP"),
        ("injured", "JJ"),
        ("arguing", "VBD"),
        ("bring", "VB"),
        ("need", "VB"),
    ]
    assert [verbal(*word) for word in words] == ["VBZ", "VBD", "VBD", "VBG", "VB", "VB"]
    assert lemma("condemned", "VERB", verbal("condemned", "JJ")) == "condemn"
