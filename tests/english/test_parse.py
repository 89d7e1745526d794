import io
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from panj.english import Parsed, Sentence, parse, parse_all, reader
from panj.english.model import load_model
from panj.records import Span
from panj.serve.parse_command import parse_command

REPORT = (
    "Russian Deputy Foreign Minister Andrei Rudenko said last month that up to 70% of the border had come under "
    "Taliban control.\n\nTajikistan has asked its allies for help. They wait."
)


def trees_hold(sentence: Sentence) -> bool:
    """Tell whether every token reaches the one root."""
    roots = [token for token in sentence.tokens if token.head < 0]
    reached = set(sentence.subtree(roots[0].i)) if roots else set()
    return len(roots) == 1 and len(reached) == len(sentence.tokens)


def spans_hold(parsed: Parsed) -> bool:
    """Tell whether tokens are their text, in order, inside their sentences, and segments inside the text."""
    tokens = [token for sentence in parsed.sentences for token in sentence.tokens]
    ends = [0, *(token.end for token in tokens)]
    inside = all(
        sentence.start == sentence.tokens[0].start and sentence.end == sentence.tokens[-1].end
        for sentence in parsed.sentences
    )
    return (
        inside
        and all(parsed.text[token.start : token.end] == token.text for token in tokens)
        and all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))
        and all(0 <= s.start < s.end <= len(parsed.text) for s in parsed.segments)
        and all(parsed.segments[s.cue].kind == "cue" for s in parsed.segments if s.cue is not None)
    )


def test_a_report_has_its_trees_names_and_who_said_it() -> None:
    parsed = parse(REPORT)
    first, second, _ = parsed.sentences
    assert [sentence.paragraph for sentence in parsed.sentences] == [0, 1, 1]
    assert (first.root.text, first.root.lemma, first.root.upos) == ("said", "say", "VERB")
    assert [t.text for t in first.tokens if t.name.endswith("PER")] == ["Andrei", "Rudenko"]
    assert [t.text for t in second.children(second.root.i, "nsubj")] == ["Tajikistan"]
    assert second.words_below(second.root.i, "nsubj") == {"tajikistan"}
    said = {s.kind: REPORT[s.start : s.end] for s in parsed.segments if s.end < first.end}
    assert said["cue"] == "said"
    assert said["source"].endswith("Andrei Rudenko")


def test_only_the_given_paragraphs_are_read() -> None:
    start = REPORT.index("Tajikistan has")
    parsed = parse(REPORT, [Span(start, len(REPORT))])
    assert [sentence.start for sentence in parsed.sentences] == [start, REPORT.index("They wait")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\x00\x01",
        "…",
        "١٢٣ текст 文字",
        "A" * 5000,
        "\ud800 said so",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_text_without_sentences(text: str) -> None:
    parsed = parse(text)
    assert spans_hold(parsed)
    assert all(map(trees_hold, parsed.sentences))


def test_capitals_are_read_too() -> None:
    parsed = parse("RUSSIA SAYS IT IS READY TO DEFEND TAJIKISTAN.")
    assert parsed.sentences[0].root.lemma == "say"


def test_a_stream_without_stops_is_read_whole() -> None:
    text = "one two, three " * 700
    parsed = parse(text)
    assert spans_hold(parsed)
    assert sum(len(sentence.tokens) for sentence in parsed.sentences) == 2800
    assert all(map(trees_hold, parsed.sentences))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200) | st.text(alphabet="aB .\"'!?,-\n(1)“”$%&@:/", max_size=400))
def test_any_text_has_valid_spans_and_trees(text: str) -> None:
    parsed = parse(text)
    assert spans_hold(parsed)
    assert all(map(trees_hold, parsed.sentences))


def test_the_patience_of_threads_is_as_before_once_all_is_read() -> None:
    before = sys.getswitchinterval()
    reading = parse_all([(REPORT, None)], threads=2)
    next(reading)
    during = sys.getswitchinterval()
    assert list(reading) == []
    assert during <= reader.PATIENCE < before == sys.getswitchinterval()


@pytest.mark.parametrize("threads", [1, 3])
def test_many_texts_come_back_in_order_and_as_if_read_alone(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "HELD", 5)
    texts = [f"{REPORT} {'It is so. ' * n}" if n % 4 else "" for n in range(30)]
    together = list(parse_all(((text, None) for text in texts), threads=threads))
    assert [parsed.text for parsed in together] == texts
    for parsed in together[::7]:
        alone = parse(parsed.text)
        assert _plain(parsed) == _plain(alone)
        for one, other in zip(parsed.sentences, alone.sentences, strict=True):
            assert one.sense is not None
            assert other.sense is not None
            assert np.allclose(one.sense.codes, other.sense.codes, atol=1e-3)


def _plain(parsed: Parsed) -> Parsed:
    """Return a parse without the network's numbers, which differ in their last digit with what is read beside them."""
    return replace(parsed, sentences=tuple(replace(sentence, sense=None) for sentence in parsed.sentences))


def test_given_words_are_kept_and_filled(tmp_path: Path) -> None:
    path = tmp_path / "given.conllu"
    path.write_text("# newpar\n1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n2\tfell-down\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    out = io.StringIO()
    parse_command(str(path), out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "# newpar"
    assert [line.split("\t")[1] for line in lines[1:3]] == ["It", "fell-down"]
    assert lines[2].split("\t")[6:8] == ["0", "root"]


def test_text_is_answered_with_conllu(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(REPORT)
    out = io.StringIO()
    parse_command(str(path), out)
    assert out.getvalue().count("# sent_id = text-") == 3


def test_the_model_knows_its_own_form() -> None:
    card = load_model().card
    assert {"names", "source", "cue", "content"} <= set(card.decode)
    assert "root" in card.labels


def test_a_verb_near_not_in_meaning_is_a_verb() -> None:
    refused = parse("The court refused to accept a request from Russia.").sentences[0].tokens[2]
    assert (refused.upos, refused.xpos, refused.lemma) == ("VERB", "VBD", "refuse")
