import pytest

from panj.english.conllu import Block, blocks, filled, given, groups, lines
from panj.english.parsed import Parsed, Sentence, Token
from panj.errors import ReadError

GIVEN = """# newpar
# sent_id = 1
1-2	don't	_	_	_	_	_	_	_	SpaceAfter=No
1	do	_	_	_	_	_	_	_	_
2	n't	_	_	_	_	_	_	_	_
3	.	_	_	_	_	_	_	_	_

# sent_id = 2
1	Go	_	_	_	_	_	_	_	_
1.1	nothing	_	_	_	_	_	_	_	_

# newpar
1	Now	_	_	_	_	_	_	_	_
"""


def token(i: int, start: int, text: str, head: int, name: str = "O") -> Token:
    return Token(
        i, start, start + len(text), text, text.lower(), "VERB", "VB", head, "root" if head < 0 else "dep", name
    )


def read(text: str) -> list[Block]:
    return list(blocks(text.splitlines(keepends=True)))


def test_paragraphs_part_groups() -> None:
    assert [len(group) for group in groups(read(GIVEN))] == [2, 1]


def test_given_words_have_their_offsets_in_the_text_made_of_them() -> None:
    text, paragraphs = given(next(groups(read(GIVEN))))
    assert text == "don't. Go "
    assert [[text[a:b] for a, b in words] for words in paragraphs[0]] == [["do", "n't", "."], ["Go"]]


def test_given_ranges_and_comments_stay_and_words_are_filled() -> None:
    block = read(GIVEN)[0]
    tokens = (token(0, 0, "do", -1), token(1, 2, "n't", 0), token(2, 5, ".", 0))
    found = list(filled(block, Sentence(0, 6, tokens)))
    assert found[:3] == ["# newpar", "# sent_id = 1", "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No"]
    assert found[3] == "1\tdo\tdo\tVERB\tVB\t_\t0\troot\t_\t_"


def test_a_parse_is_written_with_its_spaces_and_names() -> None:
    parsed = Parsed(
        "Go, Ana", (Sentence(0, 7, (token(0, 0, "Go", -1), token(1, 2, ",", 0), token(2, 4, "Ana", 0, "B-PER"))),)
    )
    written = list(lines(parsed))
    assert written[:4] == ["# newdoc", "# newpar", "# sent_id = 1", "# text = Go, Ana"]
    assert written[4].endswith("\tSpaceAfter=No")
    assert written[6].endswith("\tName=B-PER")
    again = read("\n".join(written))
    assert given(again)[0].strip() == "Go, Ana"


@pytest.mark.parametrize("line", ["1\tonly", "x\t" + "\t".join("_" * 9), "1\t \t" + "\t".join("_" * 8)])
def test_a_line_that_is_no_row_is_named(line: str) -> None:
    with pytest.raises(ReadError, match="line 1"):
        read(line)
