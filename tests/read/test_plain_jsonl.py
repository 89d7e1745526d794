"""Plain text, JSON lines, folders, encodings."""

import io
import json
import sys
from pathlib import Path
from textwrap import fill

import pytest

from panj.errors import ReadError
from panj.read import Given, documents, documents_of_bytes
from panj.read.plain import paragraphs
from panj.records import Document


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_jsonl_keeps_id_and_text() -> None:
    text = " Odd  spacing\r\n\r\nand *marks* https://example.org \u200b kept.\n"
    (found,) = documents_of_bytes(line(id="x-1", text=text, title="T", published="2021-07-08"), "x", door="jsonl")
    assert isinstance(found, Document)
    assert (found.id, found.text, found.title, str(found.published)) == ("x-1", text, "T", "2021-07-08")
    assert not any(part.kind == "title" for part in found.parts)


def test_jsonl_paragraphs_are_parts() -> None:
    text = "A headline here\n\nMonday, May 18, 2015\n\nOn Friday, they left.\n"
    (found,) = documents_of_bytes(line(text=text, title="A headline here"), "x", door="jsonl")
    assert isinstance(found, Document)
    spans = [part.span.of(text) for part in found.parts if part.span]
    assert spans == ["A headline here", "Monday, May 18, 2015", "On Friday, they left."]


def test_jsonl_first_paragraph_that_recurs_is_a_caption() -> None:
    caption = "The situation along the remote border has deteriorated in recent weeks."
    text = f"{caption}\n\nAid was asked for.\n\n{caption[:-1]}, with many fleeing."
    (found,) = documents_of_bytes(line(text=text), "x", door="jsonl")
    assert isinstance(found, Document)
    assert [part.kind for part in found.parts] == ["caption", "paragraph", "paragraph"]
    assert found.parts[0].duplicate_of is not None


def test_jsonl_what_is_a_notice_at_the_end_is_news_before_it() -> None:
    notice = "Copyright was claimed by the ministry."
    text = f"{notice}\n\nThe post was retaken.\n\nCopyright Herald 2021"
    (found,) = documents_of_bytes(line(text=text), "x", door="jsonl")
    (alone,) = documents_of_bytes(
        line(text=f"The post was retaken.\n\n{notice}\n\nAid was asked for."), "x", door="jsonl"
    )
    assert isinstance(found, Document)
    assert isinstance(alone, Document)
    assert [part.kind for part in found.parts] == ["paragraph", "paragraph", "notice"]
    assert [part.kind for part in alone.parts] == ["paragraph"] * 3


def test_jsonl_bad_line_costs_itself() -> None:
    raw = b"\n".join([line(text="One."), b"{broken", line(title="no text"), line(text="  "), line(text="Two.")])
    found = list(documents_of_bytes(raw, "list.jsonl"))
    assert [type(x) for x in found] == [Document, ReadError, ReadError, ReadError, Document]
    assert "list.jsonl:2" in str(found[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n\nTwo.\n", ["One.", "Two."]),
        (
            "A line that was wrapped at some fifty letters by\na program goes on until it is full again, and it\nends.",
            None,
        ),
        ("First paragraph here, and it is short.\nSyria\nNear X, one strike.", ["First", "Syria", "Near"]),
    ],
)
def test_paragraphs(text: str, expected: list[str] | None) -> None:
    found = [span.of(text) for span in paragraphs(text)]
    if expected is None:
        assert found == [text]
    else:
        assert len(found) == len(expected)
        assert all(a.startswith(b) for a, b in zip(found, expected, strict=True))


STORY = (
    "ORVAN, March 3 (Northwire) - Soldiers of the Third Brigade crossed the river at dawn on Tuesday and took two "
    "villages on the far bank, the ministry of defence said in a statement.",
    "Residents said by telephone that they had heard shelling through the night. One of them, a teacher, said that "
    "forty families had left for the town of Lask.",
    "The ministry gave no figures.",
)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("first", "others"), [("    ", ""), ("      ", "  "), ("\t", ""), ("", "    ")], ids=["in", "deeper", "tab", "out"]
)
def test_wrapped_paragraphs_are_told_by_their_first_lines(first: str, others: str, between: str) -> None:
    wrapped = [
        fill(paragraph, 72, initial_indent=first.expandtabs(), subsequent_indent=others).replace(" " * 8, "\t")
        for paragraph in STORY
    ]
    raw = between.join(["Soldiers cross the river", *wrapped]).encode()
    (found,) = documents_of_bytes(raw, "x", door="plain")
    assert isinstance(found, Document)
    assert found.title == "Soldiers cross the river"
    assert found.text == "\n\n".join(STORY)


def test_a_list_set_in_is_no_wrapped_paragraph() -> None:
    text = "Killed in the fighting since the start of the month, by province:\n   Orvan 5\n   Lask 3\n   Tormel 12"
    assert [span.of(text) for span in paragraphs(text)][1:] == ["Orvan 5", "Lask 3", "Tormel 12"]


def test_plain_text_head_and_origin() -> None:
    raw = b"Border post retaken\n\nKhorog Herald | 12 July 2021\n\nGuards took the post.\n\nSource: https://example.org/a\n"
    (found,) = documents_of_bytes(raw, "x", door="plain")
    assert isinstance(found, Document)
    assert (found.title, found.outlet, str(found.published)) == ("Border post retaken", "Khorog Herald", "2021-07-12")
    assert found.url == "https://example.org/a"
    assert found.text == "Guards took the post."


def test_plain_keeps_stars_and_brackets() -> None:
    (found,) = documents_of_bytes(b"He said [sic] 2*3 is *six*.", "x", door="plain")
    assert isinstance(found, Document)
    assert found.text == "He said [sic] 2*3 is *six*."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_encodings_of_plain_text(encoding: str) -> None:
    text = "Fayzabad’s governor – a former general – said “no” to the café owners of the old town on Thursday."
    (found,) = documents_of_bytes(text.encode(encoding), "x", door="plain")
    assert isinstance(found, Document)
    assert found.text == text


def test_what_is_not_english_says_so() -> None:
    raw = "Душанбе попросил союзников о помощи на границе с Афганистаном, сообщили в четверг в ведомстве.".encode()
    (found,) = documents_of_bytes(raw, "x", door="plain")
    assert isinstance(found, Document)
    assert found.language == "ru"


def test_folder_is_read_in_order_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("Title B\n\nText of the second.")
    (tmp_path / "a.txt").write_text("Title A\n\nText of the first.")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "README.md").write_text("About these reports.")
    (tmp_path / ".hidden.md").write_text("Not this.")
    found = list(documents(str(tmp_path)))
    assert [x.title for x in found if isinstance(x, Document)] == ["Title A", "Title B"]
    assert ["c.txt" in str(x) or "d.bin" in str(x) for x in found if isinstance(x, ReadError)] == [True, True]


def test_missing_file_is_one_line_with_advice(tmp_path: Path) -> None:
    (found,) = documents(str(tmp_path / "none.md"))
    assert isinstance(found, ReadError)
    assert str(found).endswith("none.md: there is no such file; check the name")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"# A title\n\nSome [text](#) here.")

    monkeypatch.setattr(sys, "stdin", Stdin())
    (found,) = documents("-", given=Given(outlet="Desk"))
    assert isinstance(found, Document)
    assert (found.title, found.outlet, found.text) == ("A title", "Desk", "Some text here.")


def test_wrapped_lines_set_in_alike_go_on_until_one_is_short() -> None:
    first = "The council said that the bridge over the river, which was closed in March, would be open to all"
    second = "The mayor of the town thanked the engineers who had worked on it day and night since the flood of"
    text = f"{first}\n    traffic in June.\n    {second}\n    last spring.\n    Nobody was hurt."
    found = [" ".join(span.of(text).split()) for span in paragraphs(text)]
    assert found == [f"{first} traffic in June.", f"{second} last spring.", "Nobody was hurt."]


def test_headlines_below_each_other_are_apart() -> None:
    text = "Rebels take the northern town of Kaya after a week of fighting\nMinister resigns\nFlood kills nine in Goma"
    assert [span.of(text) for span in paragraphs(text)] == text.split("\n")


@pytest.mark.parametrize(
    ("above", "title", "outlet", "day"),
    [
        ("Guards retake post\n\nJuly 8, 2021\n\nReuters", "Guards retake post", "Reuters", "2021-07-08"),
        (
            "Evening Courier, Harare\n12 May 1998\n\nGuards retake post",
            "Guards retake post",
            "Evening Courier",
            "1998-05-12",
        ),
        (
            "MINISTRY OF DEFENCE\nPress release\nRiga, 17 August 2023\n\nOn the border",
            "On the border",
            "MINISTRY OF DEFENCE",
            "2023-08-17",
        ),
        ("VERIFICATION MISSION\nBULLETIN 112\nJuba, 4 July 2018", "BULLETIN 112", "VERIFICATION MISSION", "2018-07-04"),
        ("SANCTIONS COMMITTEE\nTRAVEL BAN\n\n18 July 2012", "TRAVEL BAN", "SANCTIONS COMMITTEE", "2012-07-18"),
        (
            "Flood report\n\nOffice for Relief (OFR)\n\n15 January 2021",
            "Flood report",
            "Office for Relief",
            "2021-01-15",
        ),
        ("Who may help\n\nAnalysis, The Lake Reader\n3 May 2021", "Who may help", "The Lake Reader", "2021-05-03"),
        (
            "Strikes of the week\n\nCompiled by the Gulf Desk. 25 January 2022",
            "Strikes of the week",
            None,
            "2022-01-25",
        ),
        ("Toll rises\n\nWitnesses for the Vanni\n\n3 May 2021", "Toll rises", "Witnesses for the Vanni", "2021-05-03"),
        (
            "League Votes Force for Kuwait\n\nThe Associated Press\n\n1 May 2021",
            "League Votes Force for Kuwait",
            "The Associated Press",
            "2021-05-01",
        ),
        (
            "Department Briefing – May 1, 2021\n\nU.S. Department of State\n\nMay 1, 2021",
            "Department Briefing",
            "U.S. Department of State",
            "2021-05-01",
        ),
        (
            "Road cut\n\nBy Jane Doe, The Associated Press\n\nMay 1, 2021",
            "Road cut",
            "The Associated Press",
            "2021-05-01",
        ),
        ("Fighters near\n\nAl Jazeera\n\n24 June 2021", "Fighters near", "Al Jazeera", "2021-06-24"),
        (
            "Who holds it\n\nIsthmus Policy Forum – Briefing Note 14\n\n2 May 2024",
            "Who holds it",
            "Isthmus Policy Forum",
            "2024-05-02",
        ),
        ("Post falls\n\nFighters said to be near the lake\n\n2 May 2024", "Post falls", None, "2024-05-02"),
        ("Post falls\n\nEco del Sur\n\n3 May 2021\n\nBy Ana Ruales", "Post falls", None, "2021-05-03"),
        ("Flood update\n\nUNHCR Chad\n\n3 May 2021", "Flood update", "UNHCR Chad", "2021-05-03"),
        ("Council meets\n\n3 May 2021\n\nSecurity Council", "Council meets", None, "2021-05-03"),
        ("Post falls\n\n3 May 2021\n\nMINSK, 3 May (BelTA) - A post fell.", "Post falls", "BelTA", "2021-05-03"),
        (
            "Post falls\n\n3 May 2021\n\nQUITO, Ecuador (Inter-Press) -- It fell.",
            "Post falls",
            "Inter-Press",
            "2021-05-03",
        ),
    ],
)
def test_lines_above_a_report_name_its_title_its_day_and_who_issues_it(
    above: str, title: str, outlet: str | None, day: str
) -> None:
    (found,) = documents_of_bytes(f"{above}\n\nGuards took the post.\n".encode(), "x", door="plain")
    assert isinstance(found, Document)
    assert (found.title, found.outlet, str(found.published)) == (title, outlet, day)
