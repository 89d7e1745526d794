"""Who says what: a sentence and its chains."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panj.english.parsed import Parsed
from panj.records import Modality, Reading
from panj.understand.attribution import find_reports
from panj.understand.attribution.quotations import find_quotations

Understood = Callable[..., Reading]


def said(reading: Reading) -> set[tuple[tuple[str, ...], str]]:
    """Return each attributed content with the names of its chain, the outlet left out."""
    attributed = [s for s in reading.statements if len(s.chain) > 1]
    return {(tuple(link.source.name or "" for link in s.chain[1:]), s.quote) for s in attributed}


def chains(reading: Reading) -> set[tuple[str, ...]]:
    return {names for names, _ in said(reading)}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Rebels have held the western part of Goma since Sunday, traders in the market told Radio Okapi.", "traders"),
        ("The black flag has flown over the customs house since Friday, porters at the quay told the BBC.", "porters"),
        ("Soldiers fired on the crowd in Gondar, doctors at the hospital told the BBC.", "doctors"),
    ],
)
def test_what_stands_before_who_told_an_outlet_is_his_however_the_tree_hangs_it(
    understood: Understood, text: str, chain: str
) -> None:
    found = chains(understood(text))
    assert found
    assert {names[-1] for names in found} == {chain}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Kenyan Defence Minister Aden Duale said the army had retaken the town.",
            "Aden Duale",
            "the army had retaken the town",
        ),
        (
            "According to a police spokesman, three people were killed in the blast.",
            "police spokesman",
            "three people were killed in the blast",
        ),
        (
            "“We will never leave this valley,” General Omar Sadiq told reporters.",
            "Omar Sadiq",
            "We will never leave this valley,",
        ),
        (
            "The ceasefire has collapsed, the European Union said.",
            "European Union",
            "The ceasefire has collapsed",
        ),
        (
            "The latest test, North Korea said, was its biggest yet.",
            "North Korea",
            "The latest test, North Korea said, was its biggest yet",
        ),
        (
            "Russia condemned the raid in a joint statement.",
            "Russia",
            "the raid",
        ),
        (
            "France withdrew, accusing the junta of obstructing their work.",
            "France",
            "obstructing their work",
        ),
        (
            "Poland urged Belarus to release the prisoners.",
            "Poland",
            "to release the prisoners",
        ),
        (
            "France has condemned the attack on the convoy.",
            "France",
            "the attack on the convoy",
        ),
    ],
)
def test_cue_source_and_content(understood: Understood, text: str, source: str, content: str) -> None:
    assert ((source,), content) in said(understood(text))


def test_pronoun_as_source_is_resolved(understood: Understood) -> None:
    text = "Foreign Minister Péter Szijjártó met diplomats in Budapest. He said the talks had failed."
    assert (("Péter Szijjártó",), "the talks had failed") in said(understood(text))


def test_split_quotation_is_two_contents_of_one_speaker(understood: Understood) -> None:
    text = '"The bridge is ours," Colonel Ivan Petrov said, "and we will hold it until the winter."'
    reading = understood(text)
    assert (("Ivan Petrov",), "The bridge is ours,") in said(reading)
    assert (("Ivan Petrov",), "and we will hold it until the winter.") in said(reading)


def test_quotation_in_the_next_paragraph_without_a_cue_keeps_its_speaker(understood: Understood) -> None:
    text = (
        '"The village was empty when we came," said Maria Lopez, an aid worker.\n\n'
        '"Nobody had warned the families that the river would rise so fast."'
    )
    found = {content: names for names, content in said(understood(text))}
    assert found["Nobody had warned the families that the river would rise so fast."] == ("Maria Lopez",)


def test_paper_that_was_told_stands_before_the_speaker(understood: Understood) -> None:
    text = "Two unnamed diplomats told Reuters that the embassy would close."
    assert ("Reuters", "Two unnamed diplomats") in chains(understood(text))


def test_nested_source_keeps_the_outer_one_first(understood: Understood) -> None:
    text = "TASS reported that President Vladimir Putin said the drills were over."
    assert ("TASS", "Vladimir Putin") in chains(understood(text))


def test_who_is_cited_speaks_and_the_citing_outlet_stands_before(understood: Understood) -> None:
    text = "TASS reported the launch, citing the defence ministry."
    assert ("TASS", "defence ministry") in chains(understood(text))


def test_report_speaks_for_whoever_published_it(understood: Understood) -> None:
    text = "A report published by Human Rights Watch says both sides burned villages."
    assert ("Human Rights Watch",) in chains(understood(text))


def test_quoted_by_an_agency_as_saying(understood: Understood) -> None:
    text = "The envoy was quoted by Interfax as saying that the talks had failed."
    assert ("Interfax", "envoy") in chains(understood(text))


def test_belief_inside_a_saying_has_both_in_its_chain(understood: Understood) -> None:
    text = "According to Reuters, Chancellor Eva Maier believes the pipeline was damaged on purpose."
    assert ("Reuters", "Eva Maier") in chains(understood(text))


@pytest.mark.parametrize(
    "text",
    [
        "The army declined to comment.",
        "The embassy denied the family a visa.",
        "The guards denied them entry.",
        "The attacks show the cruelty of the war.",
        "Norway asked the bloc for aid.",
    ],
)
def test_what_is_no_saying_is_no_attribution(understood: Understood, text: str) -> None:
    assert not said(understood(text))


def test_day_of_the_saying_is_the_one_beside_the_cue(understood: Understood) -> None:
    text = "The governor said on Tuesday that the dam had burst last month."
    (link,) = {s.chain[1] for s in understood(text).statements if len(s.chain) > 1}
    assert link.said is not None
    assert (link.said.earliest, link.said.latest) == (date(2021, 7, 6), date(2021, 7, 6))


def test_manner_is_told_by_the_quotation_marks(understood: Understood) -> None:
    text = '"The road is closed," said officer Tom Reed. He added that snow was "very likely".'
    manners = {s.quote: s.chain[-1].manner for s in understood(text).statements if len(s.chain) > 1}
    assert manners["The road is closed,"] == "quote"
    assert "mixed" in manners.values()


def test_saying_that_is_denied_has_no_content(understood: Understood) -> None:
    assert not said(understood("The ministry did not say why the flights were cancelled."))


def test_hearsay_has_no_named_source(understood: Understood) -> None:
    assert ("unnamed",) in chains(understood("The rebels reportedly captured two villages near the border."))


def test_our_own_voice_is_no_attribution(understood: Understood) -> None:
    text = "The United States condemns the bombing of the market. We call on all sides to stop the fighting."
    assert not said(understood(text, outlet="US Department of State"))


def test_denial_denies_the_content(understood: Understood) -> None:
    text = "Iran denied that it had attacked the tanker."
    attacks = [s for s in understood(text).statements if s.event and "attack" in s.event.trigger.of(text)]
    assert attacks
    assert all(s.denied for s in attacks)


def test_every_chain_begins_with_the_outlet(understood: Understood) -> None:
    reading = understood("Police said five men fled. The men were armed.")
    assert reading.statements
    assert {s.chain[0].source.name for s in reading.statements} == {"Example Wire"}


def test_content_is_within_the_text_and_quoted_exactly(understood: Understood) -> None:
    text = "Officials in Lagos said that 12 soldiers had died. The army denied the report."
    for statement in understood(text).statements:
        assert statement.quote == statement.span.of(text)


def test_quotation_marks_of_all_kinds() -> None:
    text = 'He said "one two" and “three four” and «five six».'
    assert [q.span.of(text) for q in find_quotations(text)] == ["one two", "three four", "five six"]


def test_quotation_that_runs_on_is_one_a_paragraph() -> None:
    text = '"First part of it.\n\n"Second part."'
    found = find_quotations(text)
    assert [(q.span.of(text), q.runs_on) for q in found] == [("First part of it.", True), ("Second part.", False)]


@given(st.text(alphabet="ab \"“”'\n.", max_size=400))
@settings(max_examples=200, deadline=None)
def test_quotations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_quotations(text)
    assert all(q.span.start < q.span.end <= len(text) for q in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_text_without_sentences_has_no_reports() -> None:
    assert find_reports(Parsed(text="", sentences=())) == ()


def test_what_is_warned_of_has_not_happened(understood: Understood) -> None:
    reading = understood("The United Nations warned that the militia would attack the camp.")
    assert [s for s in reading.statements if s.event]
    assert not [s for s in reading.statements if s.event and s.happened and s.event.code == "ASSAULT"]


def test_wish_for_anonymity_is_no_report(understood: Understood) -> None:
    text = "A local official who asked not to be named told reporters that the attackers came on motorcycles."
    assert {content for _, content in said(understood(text))} == {"the attackers came on motorcycles"}


@pytest.mark.parametrize(
    "text",
    [
        "The parliament of Chad declared martial law on Tuesday.",
        "The king proclaimed a state of emergency in two provinces.",
        "Aid workers finished the vaccination and considered it successful.",
    ],
)
def test_declaring_a_state_of_things_or_judging_it_reports_nothing(understood: Understood, text: str) -> None:
    assert not said(understood(text))


def test_declaring_something_over_reports_that_it_is(understood: Understood) -> None:
    assert chains(understood("The ministry of Chad declared that the drought was over."))


def test_nothing_was_said_after_the_report(understood: Understood) -> None:
    text = (
        "A report published last week by the Formosa Institute puts the likelihood of a blockade by the end of 2027 at "
        "15 percent, but warns that a seizure of Kinmen could come without notice."
    )
    said = [link.said for s in understood(text).statements for link in s.chain if link.said]
    assert [x for x in said if x.earliest and x.earliest > date(2021, 7, 8)] == []


@pytest.mark.parametrize(
    ("text", "names", "content"),
    [
        (
            "The agency quoted a rebel officer as saying that his men were near the airport.",
            ("agency", "rebel officer"),
            "his men were near the airport",
        ),
        (
            "The minister was quoted by Xinhua as saying that the talks had failed.",
            ("Xinhua", "minister"),
            "the talks had failed",
        ),
        (
            "The Standard quoted immigration official Jo Wetzel as saying that nobody was held.",
            ("Jo Wetzel",),
            "nobody was held",
        ),
        ("The bridge, the mayor said, had been closed.", ("mayor",), "The bridge, the mayor said, had been closed"),
        ("The mayor is adamant that nobody was hurt.", ("mayor",), "nobody was hurt"),
        ("Senator Ray spoke first, pointing out that nobody was hurt.", ("Ray",), "nobody was hurt"),
        (
            "Burundi ruled out sending soldiers unless both sides agreed.",
            ("Burundi",),
            "sending soldiers unless both sides agreed",
        ),
        ("The minister repeated Burundi's pledge to leave the valley.", ("minister", "Burundi"), "to leave the valley"),
        ("Multiple sources said that the talks had failed.", ("sources",), "the talks had failed"),
        ("The militia has repeatedly denied targeting civilians.", ("militia",), "targeting civilians"),
        ("Angola ruled out sending troops to the border.", ("Angola",), "sending troops to the border"),
        ("The president of Ghana rejected the claim.", ("president of Ghana",), "the claim"),
        ("Mediators renewed calls for a ceasefire in Khartoum.", ("Mediators",), "a ceasefire in Khartoum"),
        ("The Kremlin said the talks had failed.", ("Kremlin",), "the talks had failed"),
        (
            "Movement for Democratic Change (MDC) opposition leader Morgan Tsvangirai said the vote was stolen.",
            ("Morgan Tsvangirai",),
            "the vote was stolen",
        ),
    ],
)
def test_who_says_it_in_other_forms(understood: Understood, text: str, names: tuple[str, ...], content: str) -> None:
    assert (names, content) in {(chain, quote.rstrip(".")) for chain, quote in said(understood(text))}


@pytest.mark.parametrize(
    "text",
    [
        "The minister may say that the rebels shelled the clinic.",
        "The minister is expected to announce a pullout from the valley.",
        "The minister will tell parliament that the rebels shelled the clinic.",
        "If the minister says that the rebels shelled the clinic, he will be asked for proof.",
        "The envoy urged the minister to say that the rebels shelled the clinic.",
    ],
)
def test_what_is_not_said_yet_is_neither_a_saying_nor_a_fact(understood: Understood, text: str) -> None:
    reading = understood(text)
    assert not any(names[-1:] == ("minister",) for names in chains(reading))
    assert all(
        s.modality is not Modality.ASSERTED
        for s in reading.statements
        if s.event and s.event.trigger.of(text) in {"shelled", "pullout"}
    )


def test_what_was_kept_back_was_said(understood: Understood) -> None:
    text = "The minister would say only that the rebels had shelled the clinic."
    assert said(understood(text)) == {(("minister",), "the rebels had shelled the clinic")}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Critics called him a tyrant.", "a tyrant"),
        ("The rebels seized what the envoy called a “vital crossing”.", "vital crossing"),
        ("The mayor described it as “overdue but welcome”.", "overdue but welcome"),
        ("The claim, which the ministry dismissed as gossip, was repeated on Monday.", "gossip"),
        ("The envoy dismissed the vote as rigged.", "the vote as rigged"),
    ],
)
def test_what_something_is_called_is_said(understood: Understood, text: str, content: str) -> None:
    assert content in {quote for _, quote in said(understood(text))}


def test_what_is_dismissed_as_something_is_not_denied(understood: Understood) -> None:
    text = "The envoy dismissed the attack as a provocation."
    reading = understood(text)
    assert not any(s.denied for s in reading.statements if s.event and s.event.trigger.of(text) == "attack")


@pytest.mark.parametrize(
    "text",
    [
        "No one has claimed responsibility for the bombing.",
        "No group has said that it fired the rocket.",
        "It is clear that nobody was hurt.",
    ],
)
def test_nobody_says_nothing(understood: Understood, text: str) -> None:
    assert not said(understood(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Omar Hassan, who admitted to having planned the raid, was jailed.", "having planned the raid"),
        ("The council accused the army and other forces of heavy shelling.", "heavy shelling"),
    ],
)
def test_content_behind_a_preposition(understood: Understood, text: str, content: str) -> None:
    assert any(quote.endswith(content) for _, quote in said(understood(text)))


@pytest.mark.parametrize(
    "text",
    [
        '"Every side says it protects us," said Amina Saleh, who sells millet in the market and whose brother died '
        'at a protest last August in the same street. "We want to be left alone."',
        'Amina Saleh spoke to a reporter on the phone on Monday.\n\n"We want to be left alone."',
        'Amina Saleh said in an interview that the shops were shut. "We want to be left alone."',
        'Amina Saleh stated,\n\n"We want to be left alone."',
    ],
)
def test_quotation_without_a_cue_is_the_last_speakers(understood: Understood, text: str) -> None:
    assert (("Amina Saleh",), "We want to be left alone.") in said(understood(text))


def test_quotation_holds_what_is_said_inside_it(understood: Understood) -> None:
    text = '"Every side says it protects us," said Amina Saleh.'
    found = {quote for names, quote in said(understood(text)) if names == ("Amina Saleh",)}
    assert found == {"Every side says it protects us,"}


def test_quotation_goes_on_over_a_wrapped_line() -> None:
    text = 'He said "one\ntwo".'
    assert [q.span.of(text) for q in find_quotations(text, ((0, len(text)),))] == ["one\ntwo"]
