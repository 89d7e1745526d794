"""Lines of control from the words of short reports: what stands on them, and what must not."""

import pytest
from tests.situation.short import heads, lines


def test_a_place_held_by_an_army_that_two_clauses_name_contradicts_nobody() -> None:
    (line,) = lines("SAF still holds El Fasher, where some 4,000 soldiers are stationed.", "control")
    assert (line.label, line.status, line.against) == ("El Fasher", "claimed", ())


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Fighting broke out in Kidal on Monday. On Tuesday the army seized the town.", ("Kidal", "Mali")),
        ("Israeli troops shelled Maroun al-Ras. Hezbollah fighters still hold the center of the village.",
         ("the center of Maroun al-Ras", "Hezbollah")),
    ],
)  # fmt: skip
def test_ground_taken_by_a_common_noun_is_what_the_report_named_before(text: str, head: tuple[str, str]) -> None:
    assert head[0] in [label for label, _ in heads(text, "control")]


def test_ground_by_a_common_noun_that_nothing_named_before_is_no_line() -> None:
    assert heads("On Tuesday the army seized the town.", "control") == []


def test_places_named_behind_what_is_said_belong_to_it() -> None:
    text = "The Taliban captured two provincial capitals on Sunday, including Kunduz, officials said."
    assert "Kunduz" in [label for label, _ in heads(text, "control")]


def test_a_denied_loss_answers_who_took_the_post_not_that_it_changed_hands() -> None:
    text = (
        "The Taliban took Kunduz on Sunday. The city has changed hands often. Kabul denied that the city had been lost."
    )
    (line,) = [f for f in lines(text, "control") if f.label == "Kunduz"]
    assert line.status == "contested"


def test_who_holds_the_heights_above_a_city_does_not_hold_the_city() -> None:
    found = [label for label, _ in heads("Azerbaijan's forces hold the heights above Stepanakert.", "control")]
    assert "Stepanakert" not in found


def test_a_proposal_that_is_rejected_disputes_no_claim() -> None:
    text = "Israel has held the Rafah crossing since Tuesday. Hamas has accepted the proposal; Israel has rejected it."
    assert not [f for f in lines(text, "control") if f.against]


def test_whose_a_counted_part_of_some_ground_is_stands_in_the_same_words() -> None:
    text = "The Houthis advanced on Monday. Officials put the share of the coast that the group controls at 30%."
    assert heads(text, "control") == [("30%", "Houthis")]


@pytest.mark.parametrize(
    ("text", "label", "value", "status"),
    [
        ("Rebels seized Kaya on Tuesday. The army claimed to have recaptured it on Wednesday.",
         "Kaya", "army", "contested"),
        ("M23 fighters took Walikale last week. The army said it had retaken it.", "Walikale", "army", "contested"),
        ("Rebels seized Loikaw on Monday. Resistance fighters said they still held the town.",
         "Loikaw", "Resistance fighters", "contested"),
        ("The Houthis seized Hays on Monday. The government said the town remained under its control.",
         "Hays", "government", "contested"),
        ("Gunmen overran Djibo. The army denied that Djibo had changed hands.", "Djibo", "Gunmen", "contested"),
        ("Rebels took Lyman on Monday. Ukraine's general staff rejected the claim.", "Lyman", "Rebels", "contested"),
        ("Rebels took Lyman on Monday. The rebels rejected the claim.", "Lyman", "Rebels", "claimed"),
    ],
)  # fmt: skip
def test_who_answers_with_it_or_the_town_contests_what_was_claimed(
    text: str, label: str, value: str, status: str
) -> None:
    assert [(f.label, f.value, f.status) for f in lines(text, "control")] == [(label, value, status)]


def test_the_city_that_did_not_fall_is_that_of_the_main_clause() -> None:
    text = (
        "M23 rebels entered the center of Bukavu after seizing its airport at Kavumu. "
        "An adviser denied that the city had fallen."
    )
    assert {f.label: f.status for f in lines(text, "control")} == {
        "airport at Kavumu": "claimed",
        "the center of Bukavu": "contested",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army handed Manbij over to Kurdish fighters.", [("Manbij", "Kurdish fighters", "claimed")]),
        ("The militia ceded control of Manbij to the government.", [("Manbij", "government", "claimed")]),
        ("Kurdish fighters took over Aleppo airport, then handed it to the rebels, two sources said.",
         [("Aleppo airport", "rebels", "claimed")]),
        ("The army retook the road between Dessie and Woldia.",
         [("road between Dessie and Woldia", "army", "claimed")]),
        ("Rebels seized the highway linking Goma to Sake.", [("highway linking Goma to Sake", "Rebels", "claimed")]),
        ("Chinese sailors seized seven rifles. Rebels seized 14 trucks.", []),
        ("Rebels stormed the town of Kaya. The gangs were in control of most of the town.",
         [("Kaya", "gangs", "claimed")]),
    ],
)  # fmt: skip
def test_what_is_handed_over_and_ways_are_held_and_things_are_not(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(f.label, f.value, f.status) for f in lines(text, "control")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The president said Ukrainian troops had pushed Russian forces out of Andriivka in the Sumy region.",
         [("Andriivka", "Ukraine")]),
        ("Rebels pushed soldiers out of the outskirts of Goma.", []),
        ("An Israeli force entered the village of Blida before dawn. The soldiers withdrew after two hours.", []),
        ("An Israeli force entered the village of Blida. Hezbollah fighters withdrew.",
         [("Blida", "entered by Israeli force")]),
        ('Minister Tobias Ellwood said: "We have supported our allies and pushed ISIL out of Kobane."', []),
        ("Thailand said that its forces had recaptured a hill near the Ta Muen Thom temple.",
         [("a hill near the Ta Muen Thom temple", "Thailand")]),
        ("STC units raised the southern flag over Nishtun port.", [("Nishtun port", "STC units")]),
        ("Troops left two towns that the militia had occupied since January.", []),
    ],
)  # fmt: skip
def test_who_drove_others_out_holds_a_place_and_who_had_held_it_does_not(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert heads(text, "control") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a town without its region
        ("Russian troops have liberated the village of Robotyne in the Zaporizhzhia region.", [("Robotyne", "Russia")]),
        ("The rebels captured the town of Sake in North Kivu province on Monday.", [("Sake", "rebels")]),
        ("The rebels captured two posts in North Kivu province on Monday.",
         [("two posts in North Kivu province", "rebels")]),
        # who was captured is no place
        ("Security forces captured Omar Hadid al-Masri, the paymaster of the cell, near Laro on Tuesday.", []),
        ("The army still holds Karim Daoud, a nurse whom it took at a checkpoint.", []),
        ("The rebels captured Dubo, a mining town of 5,000.", [("Dubo", "rebels")]),
        # a name within that of who takes
        ("Units of the Haddara and the Third Brigade yesterday cleansed the city of the militia.", []),
        # the word for an occupation as a name for those who occupy
        ("The Iraqi occupation raided houses near al-Bukamal last night.", []),
        # what was taken stands on a road, and is not the road
        ("The rebels seized a police post at Sake, on the road between Goma and its port.", [("Sake", "rebels")]),
        # held in the past, and for a while
        ("A month ago the rebels held two hills around Sake; they now hold none.", []),
        ("Gunmen on pick-up trucks and on hundreds of motorcycles overran the barracks before sunrise and held half of "
         "Sake for six hours before leaving with weapons.", []),
    ],
)  # fmt: skip
def test_what_is_taken_is_a_place_that_is_held_now(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "control") == found


def test_the_town_is_the_one_whose_people_tell_of_it() -> None:
    text = (
        "Rebels shelled Goma on Sunday. Soldiers were seen in Sake. "
        "Residents of Sake said that militiamen had shot nine men after entering the town."
    )
    assert "Goma" not in [label for label, _ in heads(text, "control")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army recaptured Rutshuru on Monday. The rebels had taken the town after heavy fighting.",
         [("Rutshuru", "army")]),
        ("The army recaptured Rutshuru on Monday. Militiamen who had overrun Rutshuru fled.", [("Rutshuru", "army")]),
        ("The rebels had taken Rutshuru.", [("Rutshuru", "rebels")]),
        ("The army recaptured Rutshuru on Monday. On Wednesday the rebels said that they had retaken the town.",
         [("Rutshuru", "rebels")]),
    ],
)  # fmt: skip
def test_what_a_report_tells_as_before_gives_way_to_what_it_tells_as_news(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert heads(text, "control") == found


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Rebels overran the market town of Bria on Sunday. A spokesman for the army in Bangui, Colonel Moussa Kette, "
         "said troops had re-entered the town at noon.", ("Bria", "troops")),
        ("Rebels seized Walikale on Sunday after fighting across the north of Masisi territory. The army said on "
         "Tuesday that soldiers had retaken the town.", ("Walikale", "soldiers")),
    ],
)  # fmt: skip
def test_the_town_is_neither_where_the_speaker_stands_nor_a_territory(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "control") == [head]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Afghanistan Rights Monitor: Fighters of the front have taken the village of Deh Salah.",
         [("Deh Salah", "Fighters")]),
        ("In Lubero territory, Mai-Mai militiamen captured the village of Bunyatenge from the ADF on Friday.",
         [("Bunyatenge", "Mai-Mai militiamen")]),
        ("In Lubero territory, Mai-Mai militiamen retook Kirumba on Friday but lost it again on Saturday.", []),
        ("Rebel fighters overran posts in Gao and Bourem on Sunday.",
         [("posts in Bourem", "Rebel fighters"), ("posts in Gao", "Rebel fighters")]),
        ("Fighting went on in Bourem after rebels overran the airfield of the northern Malian town.",
         [("the airfield of Bourem", "rebels")]),
        ("Shan fighters drove soldiers out of the small town of Mongmit.", [("Mongmit", "Shan fighters")]),
    ],
)  # fmt: skip
def test_what_is_taken_is_what_the_verb_takes_not_the_ground_around_it(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "control") == found


def test_whose_name_is_the_end_of_another_one_is_no_rival() -> None:
    text = "Malian rebels captured the town of Menaka on Monday. The army said rebels had entered Menaka."
    assert [(f.value, f.status) for f in lines(text, "control")] == [("Malian rebels", "claimed")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels captured the camp at Bourem and withdrew the next day.", []),
        ("Rebels captured Bourem, but their fighters later left the town.", []),
        ("Rebels captured Bourem and the army withdrew to Gao.", [("Bourem", "Rebels")]),
        ("The army recaptured Bourem after the rebels left the town.", [("Bourem", "army")]),
        ("Rebels entered Bourem on Sunday.", [("Bourem", "entered by Rebels")]),
        ("Rebels entered Bourem on Sunday. On Monday the rebels captured Bourem.", [("Bourem", "Rebels")]),
        ("French soldiers withdrew from the town of Tessalit on Monday.", [("Tessalit", "left by France")]),
        ("An army convoy left Gao for Kidal on Monday.", []),
        ("Our forces seized control of the army's Tin Essako base this morning.", [("Tin Essako base", "forces")]),
        ("Officials visited the army's Tin Essako base this morning.", []),
    ],
)  # fmt: skip
def test_who_only_entered_a_place_or_left_it_is_not_said_to_hold_it(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "control") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Army troops abandoned Bourem's airfield in February.", [("Bourem's airfield", "left by Army troops")]),
        ("Rebels captured Bourem's airfield.", [("Bourem's airfield", "Rebels")]),
        ("Separatist fighters have left Bourem and hand over weapons.", [("Bourem", "left by Separatist fighters")]),
        ("Karenni fighters recaptured Demoso University, which troops had held in June.",
         [("Demoso University", "Karenni fighters")]),
    ],
)  # fmt: skip
def test_a_part_of_a_town_is_not_the_town(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "control") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Soldiers have abandoned the towns of Bourem, Menaka and Gao, days after seizing them, officials said.",
         [("Bourem", "left by Soldiers"), ("Gao", "left by Soldiers"), ("Menaka", "left by Soldiers")]),
        ("Jets struck two trucks in a rebel-controlled area of Sudan.", []),
        ("Malian forces take jihadist stronghold of Bourem", [("Bourem", "Mali")]),
        ("In Marib, tribesmen liberated Jabal Murad heights from the Houthis.", [("Jabal Murad heights", "tribesmen")]),
    ],
)  # fmt: skip
def test_each_town_of_a_list_is_left_and_a_part_of_a_country_is_not_the_country(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert sorted(heads(text, "control"), key=lambda head: head[0]) == found


def test_a_denied_loss_stands_against_who_took_the_ground_with_or_without_its_kind() -> None:
    text = "Thai soldiers captured Phu Makhua. Cambodia denied that its forces had lost Phu Makhua hill."
    assert [(f.label, f.value, f.status) for f in lines(text, "control")] == [("Phu Makhua", "Thailand", "contested")]


def test_who_denies_it_in_the_same_sentence_contests_what_is_claimed() -> None:
    denied = "The army said it had captured Bourem, but the rebels denied it, saying their fighters remain there."
    assert [f.status for f in lines(denied, "control")] == ["contested"]
    other = "The army said it had captured Bourem and denied it had shelled the town."
    assert [f.status for f in lines(other, "control")] == ["claimed"]


def test_ground_that_an_act_and_a_standing_fact_tell_in_the_same_words_is_one_line() -> None:
    text = "Front spokesman Amadou Diallo said his fighters still control three hills above the town."
    assert len(heads(text, "control")) == 1


def test_every_road_to_the_valley_is_of_the_valley_that_was_named() -> None:
    text = "Fighting went on in Korengal. Rebels hold every road to the valley."
    assert heads(text, "control") == [("every road to Korengal Valley", "Rebels")]


@pytest.mark.parametrize(
    "text",
    [
        "Bases in Agadez and Niamey fell to the rebels.",
        "Positions at Kupiansk fell to the Russians.",
        "The village near Kupiansk fell to Russian forces.",
    ],
)
def test_a_town_that_only_tells_where_something_fell_has_not_fallen(text: str) -> None:
    assert not {"Agadez", "Niamey", "Kupiansk"} & {label for label, _ in heads(text, "control")}


def test_a_kind_of_place_is_called_by_where_it_lies() -> None:
    assert heads("Rebels captured the Camp near Kidal on Friday.", "control") == [("Camp near Kidal", "Rebels")]
    assert heads("Rebels took the Army Base in Gao.", "control") == [("Army Base in Gao", "Rebels")]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The CPC controls Bouar's northern outskirts.", "Bouar's northern outskirts"),
        ("The rebels say that they control the airport of Goma.", "the airport of Goma"),
        ("The government controls parts of Goma.", "parts of Goma"),
        ("The rebels took Bozoum. The rebels also hold two of the five posts near it.", "two of the five posts"),
        ("The Ukrainian Armed Forces keep two positions south of the village.", "two positions"),
        ("Minova, a town of 65,000 on Lake Kivu, falls.", "Minova"),
    ],
)
def test_who_holds_a_part_or_a_count_of_posts_holds_that(text: str, head: str) -> None:
    found = [label for label, _ in heads(text, "control")]
    assert head in found
    assert not {"Bouar", "Goma"} & set(found)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Ukraine's General Staff in Kyiv said its defenders held the northern part of the village.", "Kyiv"),
        ('"Our forces hold the town centre," a spokesman for the government in Bangui said.', "Bangui"),
        ("The LPR members still held one of the three posts near the bridge.", "three posts"),
        ("The British brigade, which had held Goma for three days, lost 91 men.", "Goma"),
        ("Police held two town hall meetings in Kansas.", "two town"),
    ],
)
def test_where_a_speaker_sits_and_what_was_held_before_is_no_ground_that_is_held(text: str, never: str) -> None:
    assert never not in [label for label, _ in heads(text, "control")]


def test_who_withdrew_in_a_town_that_the_sentence_opens_with_has_left_it() -> None:
    assert heads("In Bangassou, the rebels withdrew on Friday after an ultimatum.", "control") == [
        ("Bangassou", "left by rebels")
    ]
    assert heads("In Bangassou, the rebels withdrew to the hills.", "control") == []


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Kabul fell to the Taliban on Tuesday.", ("Kabul", "Taliban")),
        ("El Fasher fell to the Rapid Support Forces in October.", ("El Fasher", "Rapid Support Forces")),
        ("Bukavu fell to M23 rebels on Friday.", ("Bukavu", "March 23 Movement")),
        ("Sake has fallen to the rebels.", ("Sake", "rebels")),
    ],
)
def test_what_falls_to_fighting_men_is_theirs(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "control") == [head]


def test_a_task_that_falls_to_somebody_is_no_place() -> None:
    assert heads("The task of the talks fell to Ahmad.", "control") == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Resistance forces now control six townships: Falam, Matupi and Mindat.",
         {"Falam", "Matupi", "Mindat", "six townships"}),
        ("The regime still holds the state capital Hakha, Thantlang town and Tedim.",
         {"Hakha", "Thantlang town", "Tedim"}),
        ("Only Sittwe, Kyaukphyu and Manaung remain under junta control.", {"Sittwe", "Kyaukphyu", "Manaung"}),
        ("Sittwe remains in the army's hands.", {"Sittwe"}),
        ("Rebels took Sake and then Goma.", {"Sake", "Goma"}),
        ("Bara is no longer under rebel control.", set()),
        ("Tensions are under control in Bara.", set()),
        ("A junta column that left Kalay on Oct. 28 to relieve the garrison is stuck near Taingen.", set()),
        ("Kabul said its forces had taken three Pakistani outposts before pulling back at midnight.", set()),
    ],
)  # fmt: skip
def test_what_is_told_to_be_held_and_nothing_else_is(text: str, held: set[str]) -> None:
    assert {label for label, _ in heads(text, "control")} == held


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Government forces have occupied Lower Baras since July. Government troops left Lower Baras on 8 May.",
         ("Lower Baras", "left by Government forces", "claimed")),
        ("The M23 took Kavumu. The army says it holds Kavumu.", ("Kavumu", "March 23 Movement", "contested")),
        ("Pakistan captured Spin Boldak. Kabul denied that any ground had been lost.",
         ("Spin Boldak", "Pakistan", "contested")),
    ],
)  # fmt: skip
def test_the_army_and_government_troops_are_one_and_no_armed_group(text: str, head: tuple[str, str, str]) -> None:
    assert [(f.label, f.value, f.status) for f in lines(text, "control")] == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The army consolidated its control over Bara.", ("Bara", "army")),
        ("The army holds most of Bara.", ("most of Bara", "army")),
        ("The RSF still holds the northern districts of Bara.", ("northern districts of Bara", "Rapid Support Forces")),
        ("Fighting continues in the northern districts of Bara, which the RSF still holds.",
         ("northern districts of Bara", "Rapid Support Forces")),
        ("The RSF was driven from Goma.", ("Goma", "left by Rapid Support Forces")),
        ("The RSF was pushed out of Goma by the army.", ("Goma", "army")),
        ("Ras al-Ayn has been under Turkish control since 2019.", ("Ras al-Ayn", "Turkey")),
        ("Rebels in control of three districts", ("three districts", "Rebels")),
    ],
)  # fmt: skip
def test_what_part_is_held_and_who_was_driven_out_are_told_as_they_stand(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "control") == [head]


@pytest.mark.parametrize(
    "text",
    [
        "The RSF began to withdraw from Goma.",
        "The RSF is withdrawing from Goma.",
        "Both sides claim control of Bara.",
    ],
)
def test_who_is_still_going_has_left_nothing_and_two_unnamed_sides_hold_nothing(text: str) -> None:
    assert heads(text, "control") == []


def test_what_two_claim_for_themselves_is_contested() -> None:
    (line,) = lines("The army and the RSF both claim to control Bara.", "control")
    assert line.status == "contested"


def test_of_two_places_taken_the_one_that_is_said_not_to_be_lost_is_contested() -> None:
    text = (
        "Russia said that its forces captured Rivnopillya and Malynivka on Monday. "
        "Ukraine said that fighting for Rivnopillya went on and that the settlement had not been lost."
    )
    assert {f.label: f.status for f in lines(text, "control")} == {"Rivnopillya": "contested", "Malynivka": "claimed"}


def test_of_all_the_townships_only_those_named_are_held() -> None:
    text = "Of Chin State's nine townships, resistance forces now control six: Falam, Matupi and Mindat."
    assert "nine townships" not in [label for label, _ in heads(text, "control")]


def test_a_town_of_several_words_is_held_by_its_whole_name() -> None:
    text = "Ras al-Ayn and Tal Abyad have been under the control of Turkish-backed factions since 2019."
    assert {label for label, _ in heads(text, "control")} == {"Ras al-Ayn", "Tal Abyad"}
