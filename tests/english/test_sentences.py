import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.english.sentences import LONGEST, paragraphs, sentences
from panj.english.tokens import words


def split(text: str) -> list[str]:
    return [text[found[0][0] : found[-1][1]] for found in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left the U.S. Army in May.", "Then he fled."],
        ["They fled from the U.S.", "The border closed."],
        ["A Sept. 11 deadline stands.", "Gen. Miller, Lt. Col. Smith and J. K. Brown left."],
        ["It grew 3.5 percent.", "No one knew."],
        ["On Oct. 7 it began at 5 p.m.", "But nobody came."],
    ],
)
def test_a_stop_that_belongs_to_a_word_ends_no_sentence_by_itself(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ['"It is obvious."', "Lavrov left."],
        ["“We wait,” he said.", "“Nothing comes.”", "(He smiled.)", "They left."],
        ['Lavrov called it "obvious."', '"We follow events," he added.'],
        ['"Is it ready?" Lavrov asked.', "Nobody knew."],
        ["“Stop!” he cried.", "Nobody did."],
    ],
)
def test_quotes_that_close_after_the_stop_stay_with_their_sentence(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["YEREVAN/BAKU, Oct 5 (Reuters) -", "Armenia accused Azerbaijan."],
        ["MOSCOW (AP) —", "Russia accused Ukraine."],
        ["GENEVA, 4 May 2020 –", "The council met."],
        ["Paris, Texas (AP) —", "Two men met."],
        ["COX'S BAZAR, Bangladesh —", "The army left."],
        ["SANTO DOMINGO, Dominican Republic —", "Haiti's envoy — a judge — left."],
        ["Iran, Russia — both at odds — met."],
        ["NATO - the alliance - met."],
        ["Mr. Smith (Labour) – who won – left."],
        ["Kabul - the capital - fell."],
        ["Juba, SSNA -", "The General Command of the army said on Friday that its men had left."],
        ["Afghanistan Rights Monitor:", "Fighters of the front have taken the village of Deh Salah."],
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_field_of_a_form_and_a_name_with_a_verb_are_no_heading() -> None:
    assert split("Source: Interfax Ukraine") == ["Source: Interfax Ukraine"]
    assert split("Rebels listed three demands: The army must leave the two towns.")[0].startswith("Rebels listed")


def test_notes_after_the_stop_stay_with_their_sentence() -> None:
    assert split("He died in 2014. [17] [15] She lived.") == ["He died in 2014. [17] [15]", "She lived."]


def test_an_ellipsis_goes_on_in_lower_case() -> None:
    assert split("They ... left. And then... silence.") == ["They ... left.", "And then... silence."]


def test_blank_lines_and_short_lines_part_paragraphs() -> None:
    text = "Headline\n\nOne line.\nAnother line.\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["Headline", "One line.", "Another line."]


def test_a_line_that_stops_short_of_its_sentence_goes_on() -> None:
    text = "Trump often\nincites\nviolence.\nNext line"
    assert [text[a:b] for a, b in paragraphs(text)] == ["Trump often\nincites\nviolence.", "Next line"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    line = "The security situation along the border has deteriorated in recent"
    text = f"{line}\n{line}\nweeks.\n\nNext."
    assert [text[a:b] for a, b in paragraphs(text)] == [f"{line}\n{line}\nweeks.", "Next."]


@given(st.text(alphabet=st.sampled_from("aB. \"'!?…”(1[]\n:)"), max_size=120) | st.text(max_size=200))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert all(found)
    assert [word for sentence in found for word in sentence] == words(text)
    covered = {i for start, end in paragraphs(text) for i in range(start, end)}
    assert all(not text[i].strip() for i in range(len(text)) if i not in covered)


@pytest.mark.parametrize(
    "unit", [". ", "( a ) ", '." ', "? a", "a, ", "[1] ", ":) ", "http://a ", "- ", "U.S. ", "----- "]
)
def test_hostile_input_is_split_in_linear_time(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    began = time.process_time()
    assert sum(map(len, sentences(text))) == len(words(text))
    assert time.process_time() - began < 2


def test_a_stream_without_stops_is_cut_after_a_mark() -> None:
    found = sentences("one two, " * 300)
    assert max(map(len, found)) <= LONGEST
    assert sum(map(len, found)) == 900


def test_a_line_of_signs_parts_sentences() -> None:
    assert split("As follows ---------- Best wishes") == ["As follows", "----------", "Best wishes"]


def test_a_heading_run_together_with_its_text_ends_without_a_stop() -> None:
    assert split("Regards, Debra Figure 1.4 The Olmec carved heads.")[-1] == "The Olmec carved heads."


def test_plain_prose_ends_only_at_its_stops() -> None:
    text = "In May President Joe Biden met Andrei Rudenko of the Russian Foreign Ministry in Geneva on Monday 14 June"
    assert split(text) == [text]
