"""Standing facts by the ways in which English news states them: a sentence of each and what it says."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]
Fact = tuple[str, str, str]

STATED: tuple[tuple[str, set[Fact]], ...] = (
    ("Minister for Africa Vicky Ford visited Addis Ababa.", {("holds_office", "Vicky Ford", "Minister for Africa")}),
    (
        "Tobias Ellwood, Minister for the Middle East, condemned the attack.",
        {("holds_office", "Tobias Ellwood", "Minister for the Middle East")},
    ),
    (
        "Gen. Austin Miller, commander of U.S. Central Command, said the raid was over.",
        {("holds_office", "Austin Miller", "commander of U.S. Central Command")},
    ),
    (
        "Mary Obi, the Special Advisor to the Ambassador for Religious Affairs, will travel to Lagos.",
        {("holds_office", "Mary Obi", "Special Advisor to the Ambassador for Religious Affairs")},
    ),
    (
        "Director of Medical Services Dr. James Otieno said the outbreak was over.",
        {("holds_office", "James Otieno", "Director of Medical Services")},
    ),
    (
        "Facebook co-founder Mark Zuckerberg praised the boy.",
        {("holds_office", "Mark Zuckerberg", "Facebook co-founder Mark Zuckerberg")},
    ),
    ("Google's co-founder, Sergey Brin, met the boy.", {("holds_office", "Sergey Brin", "Google's co-founder")}),
    ("Rosa Diaz is the president of Peru.", {("holds_office", "Rosa Diaz", "president of Peru")}),
    ("Rosa Diaz was elected mayor of Lima in 2019.", {("holds_office", "Rosa Diaz", "mayor of Lima")}),
    (
        "Rosa Diaz remains the vice president of the party.",
        {("holds_office", "Rosa Diaz", "vice president of the party")},
    ),
    (
        "Ivan Petrov, who leads the Wagner Group, was seen in Mali.",
        {("holds_office", "Ivan Petrov", "leader of Wagner Group")},
    ),
    ("The group's leader, Abu Musa, was killed.", {("holds_office", "Abu Musa", "group's leader")}),
    (
        "Kenya's foreign minister Raychelle Omamo arrived.",
        {("holds_office", "Raychelle Omamo", "Foreign Minister of Kenya")},
    ),
    (
        "Amina Yusuf, Nigeria's minister of women affairs, arrived.",
        {("holds_office", "Amina Yusuf", "Nigeria's minister of women affairs")},
    ),
    (
        "Amina Yusuf, a Nigerian army spokeswoman, denied it.",
        {("holds_office", "Amina Yusuf", "Nigerian army spokeswoman")},
    ),
    (
        "Amina Yusuf, a spokeswoman with the World Food Programme, denied it.",
        {("holds_office", "Amina Yusuf", "spokeswoman with the World Food Programme")},
    ),
    ("Pentagon spokesman John Kirby said talks went on.", {("holds_office", "John Kirby", "Pentagon spokesman")}),
    ("U.N. special envoy Hans Grundberg met the rebels.", {("holds_office", "Hans Grundberg", "U.N. special envoy")}),
    (
        "Hans Grundberg, the United Nations special envoy for Yemen, met the rebels.",
        {("holds_office", "Hans Grundberg", "United Nations special envoy for Yemen")},
    ),
    ("EU foreign policy chief Josep Borrell spoke.", {("holds_office", "Josep Borrell", "EU foreign policy chief")}),
    (
        "WHO Director-General Tedros Adhanom Ghebreyesus spoke.",
        {("holds_office", "Tedros Adhanom Ghebreyesus", "Director-General")},
    ),
    ("Jens Holm, the head of Norway's police, said so.", {("holds_office", "Jens Holm", "head of Norway's police")}),
    ("Sara Levi, chief executive of Teva, said so.", {("holds_office", "Sara Levi", "chief")}),
    ("Chancellor Olaf Brandt's government fell.", {("holds_office", "Olaf Brandt", "Chancellor")}),
    ("The village chief, Moussa Diallo, said so.", {("holds_office", "Moussa Diallo", "village chief")}),
    (
        "Moussa Diallo, mayor of the town of Djibo, said so.",
        {("holds_office", "Moussa Diallo", "mayor of the town of Djibo")},
    ),
    (
        "Lt. Gen. Sean Ryan, the coalition's commander in Baghdad, said so.",
        {("holds_office", "Sean Ryan", "coalition's commander in Baghdad")},
    ),
    (
        "Interior Minister Ali Hassan and Defence Minister Omar Saleh resigned.",
        {("holds_office", "Omar Saleh", "Defence Minister"), ("holds_office", "Ali Hassan", "Interior Minister")},
    ),
    (
        "Sudan's army chief, General Abdel Fattah al-Burhan, spoke.",
        {("holds_office", "Abdel Fattah al-Burhan", "Sudan's army chief")},
    ),
    ("The party named Laura Chen as its new chairwoman.", {("holds_office", "Laura Chen", "new chairwoman of party")}),
    (
        "Laura Chen has served as governor of the province since 2015.",
        {("holds_office", "Laura Chen", "governor of the province")},
    ),
    ("The fighting reached Kidal, a town in northern Mali.", {("located_in", "Kidal", "Mali")}),
    ("The fighting reached the town of Kidal in northern Mali.", {("located_in", "Kidal", "Mali")}),
    (
        "Villagers in the Kabanjahe district of Sumatra in Indonesia were tested.",
        {("located_in", "Kabanjahe district", "Sumatra"), ("located_in", "Sumatra", "Indonesia")},
    ),
    ("Gunmen attacked the Dadaab refugee camp in Kenya.", {("located_in", "Dadaab refugee camp", "Kenya")}),
    (
        "Shells hit the Zaporizhzhia nuclear plant in Ukraine.",
        {("located_in", "Zaporizhzhia nuclear plant", "Ukraine")},
    ),
    (
        "The meeting took place at Google's headquarters located in Mountain View, California.",
        {("located_in", "headquarters", "Mountain View"), ("located_in", "Mountain View", "California")},
    ),
    ("A bomb went off in Nigeria's Borno state.", {("located_in", "Borno state", "Nigeria")}),
    ("A bomb went off in Colombia's second city, Medellin.", {("located_in", "Medellin", "Colombia")}),
    ("A bomb went off in the Syrian city of Homs.", {("located_in", "Homs", "Syria")}),
    ("A bomb went off in the Somali capital, Mogadishu.", {("located_in", "Mogadishu", "Somalia")}),
    ("A bomb went off in the Somali capital Mogadishu.", {("located_in", "Mogadishu", "Somalia")}),
    ("A bomb went off in Mogadishu, the Somali capital.", {("located_in", "Mogadishu", "Somalia")}),
    ("A bomb went off in Mogadishu, capital of Somalia.", {("located_in", "Mogadishu", "Somalia")}),
    ("A bomb went off in the Karrada district of Baghdad.", {("located_in", "Karrada district", "Baghdad")}),
    ("A bomb went off in the southern Philippine province of Sulu.", {("located_in", "Sulu", "Philippines")}),
    ("Troops moved to Agdam in Azerbaijan.", {("located_in", "Agdam", "Azerbaijan")}),
    ("Airwars, a London-based monitoring group, said so.", {("located_in", "Airwars", "London")}),
    (
        "The London-based Syrian Observatory for Human Rights said so.",
        {("located_in", "Syrian Observatory for Human Rights", "The London")},
    ),
    (
        "The Syrian Observatory for Human Rights, based in Britain, said so.",
        {("located_in", "Syrian Observatory for Human Rights", "United Kingdom")},
    ),
    ("The Hague, which lies in the Netherlands, hosts the court.", {("located_in", "The Hague", "The Netherlands")}),
    ("Fighters took Mopti, in central Mali, on Monday.", {("located_in", "Mopti", "Mali")}),
    (
        "Fighters took the Iraqi town of Rutba and the Syrian town of Palmyra.",
        {("located_in", "Palmyra", "Syria"), ("located_in", "Rutba", "Iraq")},
    ),
    ("Hungary is a member of the European Union.", {("member_of", "Hungary", "European Union")}),
    ("NATO member Turkey objected.", {("member_of", "Turkey", "NATO")}),
    ("Turkey, a NATO member, objected.", {("member_of", "Turkey", "NATO")}),
    ("Hungary, an EU member state, objected.", {("member_of", "Hungary", "European Union")}),
    (
        "East African Community members Kenya and Uganda met.",
        {("member_of", "Uganda", "East African Community"), ("member_of", "Kenya", "East African Community")},
    ),
    ("Finland joined NATO last year.", {("member_of", "Finland", "NATO")}),
    (
        "Laura Chen, a member of the National Assembly, said so.",
        {("member_of", "Laura Chen", "French National Assembly")},
    ),
    ("Laura Chen, a Hamas member, was arrested.", {("member_of", "Laura Chen", "Hamas")}),
    (
        "The G5 Sahel, made up of Mali, Niger and Chad, met.",
        {("member_of", "Chad", "G5 Sahel"), ("member_of", "Mali", "G5 Sahel"), ("member_of", "Niger", "G5 Sahel")},
    ),
    (
        "The African Union's members include Egypt and Ghana.",
        {("member_of", "Egypt", "African Union"), ("member_of", "Ghana", "African Union")},
    ),
    (
        "Russia, which is a permanent member of the Security Council, vetoed it.",
        {("member_of", "Russia", "Security Council")},
    ),
    ("The rebel-held city of Idlib was bombed.", {("controls", "rebel", "Idlib")}),
    ("The Houthi-controlled port of Hodeidah was bombed.", {("controls", "Houthis", "Hodeidah")}),
    ("The Houthis control most of northern Yemen.", {("controls", "Houthis", "Yemen")}),
    ("Hezbollah holds the hills near Arsal.", {("controls", "Hezbollah", "hills")}),
    ("The Russian-occupied city of Melitopol was shelled.", {("controls", "Russia", "Melitopol")}),
    ("Crimea, which Russia annexed in 2014, was shelled.", {("controls", "Russia", "Crimea")}),
    ("Hezbollah has controlled Goma since January.", {("controls", "Hezbollah", "Goma")}),
    ("Hezbollah, which controls much of Darfur, denied it.", {("controls", "Hezbollah", "Darfur")}),
    ("About 900 U.S. soldiers are based in Syria.", {("deployed_in", "U.S. soldiers", "Syria")}),
    ("Some 5,000 French troops are in Mali.", {("deployed_in", "French troops", "Mali")}),
    ("France has 5,100 troops in the Sahel.", {("deployed_in", "French troops", "Sahel")}),
    ("Turkey has deployed troops in Libya.", {("deployed_in", "Turkish troops", "Libya")}),
    ("Rwandan forces deployed in Mozambique said so.", {("deployed_in", "Rwandan forces", "Mozambique")}),
    ("The U.S. forces in South Korea held an exercise.", {("deployed_in", "U.S. forces", "South Korea")}),
    ("Russian peacekeepers in Moldova left.", {("deployed_in", "Russian peacekeepers", "Moldova")}),
    (
        "The United States has designated the Houthis a terrorist organization.",
        {("designated_by", "Houthis", "United States")},
    ),
    ("Hezbollah, which Germany lists as a terrorist group, denied it.", {("designated_by", "Hezbollah", "Germany")}),
    ("Al-Shabaab was outlawed in Kenya.", {("designated_by", "al-Shabaab", "Kenya")}),
    (
        "Hamas, designated as a terrorist organization by the U.S. and the EU, denied it.",
        {("designated_by", "Hamas", "European Union"), ("designated_by", "Hamas", "United States")},
    ),
    (
        "The World Food Programme, a United Nations agency, said so.",
        {("part_of", "World Food Programme", "United Nations")},
    ),
    ("The Kirkuk brigade of the Iraqi army moved north.", {("part_of", "Kirkuk brigade", "Iraqi army")}),
    ("The Qassam Brigades are the armed wing of Hamas.", {("part_of", "Izz ad-Din al-Qassam Brigades", "Hamas")}),
    ("Hamas's military wing, the Qassam Brigades, denied it.", {("part_of", "Izz ad-Din al-Qassam Brigades", "Hamas")}),
    ("Crimea is part of Ukraine.", {("part_of", "Crimea", "Ukraine")}),
    ("The strikes were part of Operation Inherent Resolve.", {("part_of", "strikes", "Operation Inherent Resolve")}),
    ("Iran-backed Houthi rebels fired a missile.", {("allied_with", "Iran", "Houthis")}),
    ("The Iran-backed Houthis fired a missile.", {("allied_with", "Iran", "Houthis")}),
    ("Houthi rebels backed by Iran fired a missile.", {("allied_with", "Iran", "Houthis")}),
    ("Hezbollah, an ally of Iran, fired a missile.", {("allied_with", "Hezbollah", "Iran")}),
    ("Iran and its ally Hezbollah denied it.", {("allied_with", "Iran", "Hezbollah")}),
    ("Belarus, Russia's closest ally, denied it.", {("allied_with", "Belarus", "Russia")}),
    ("Belarus is a close ally of Russia.", {("allied_with", "Belarus", "Russia")}),
    ("Russian-backed separatists took the town.", {("allied_with", "Russia", "Russian-backed separatists")}),
    ("Rwanda, which supports Hezbollah, denied it.", {("allied_with", "Rwanda", "Hezbollah")}),
    ("Iran's state-run IRNA news agency said so.", {("state_run", "IRNA", "Iran")}),
    ("The state-run Xinhua News Agency said so.", {("state_run", "Xinhua", "China")}),
    ("Syrian state news agency SANA said so.", {("state_run", "SANA", "Syria")}),
    ("Syria's official SANA news agency said so.", {("state_run", "SANA", "Syria")}),
    ("China's state broadcaster CCTV said so.", {("state_run", "CCTV", "China")}),
    ("State-owned oil company Gazprom said so.", {("state_run", "Gazprom", "Russia")}),
    ("Jableh in the northwest province of Latakia was hit.", {("located_in", "Jableh", "Latakia")}),
    ("El Obeid, capital of North Kordofan state, was shelled.", {("located_in", "El Obeid", "North Kordofan state")}),
    ("The plant is in Chad in central Africa.", {("located_in", "Chad", "Africa")}),
    ("U.S.-based cleric Fethullah Gulen denied it.", {("located_in", "Fethullah Gulen", "United States")}),
    (
        "The Philippines, a treaty ally of the United States, will host troops.",
        {("allied_with", "Philippines", "United States")},
    ),
    (
        "Army chief Abdel Fattah al-Burhan met the envoy.",
        {("holds_office", "Abdel Fattah al-Burhan", "Army chief")},
    ),
    (
        "The PKK is considered a terrorist group by Turkey.",
        {("designated_by", "Kurdistan Workers' Party", "Turkey")},
    ),
    ("Turkey considers the YPG a terrorist group.", {("designated_by", "People's Protection Units", "Turkey")}),
    (
        "Turkey, which regards the YPG as a terrorist organisation, denied it.",
        {("designated_by", "People's Protection Units", "Turkey")},
    ),
    (
        "The YPG, which Turkey considers a terrorist group, denied it.",
        {("designated_by", "People's Protection Units", "Turkey")},
    ),
)
NOT_STATED = (
    "Former president Hamid Karzai stayed in Kabul.",
    "Sara Levi, a professor at Haifa University, said so.",
    "Officials in Mexico City, Lima and Bogota met.",
    "Voters in Michigan, Mississippi, and Idaho met.",
    "Finland hopes to join NATO.",
    "Moldova is not a member of NATO.",
    "The Wagner Group may control the mine.",
    "Turkey will send troops to Libya.",
    "The EU may list Hezbollah as a terrorist group.",
    "The PKK is not considered a terrorist group by Switzerland.",
)


def facts(reading: Reading) -> set[Fact]:
    found = [s.relation for s in reading.statements if s.relation]
    return {(r.relation, r.subject, r.object) for r in found}


@pytest.mark.parametrize(("text", "stated"), STATED)
def test_form_states_its_fact(understood: Understood, text: str, stated: set[Fact]) -> None:
    assert stated <= facts(understood(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Qassam Brigades, Hamas's armed wing, fired rockets.",
        "Hamas's armed wing, the Qassam Brigades, fired rockets.",
        "The Qassam Brigades, the armed wing of Hamas, fired rockets.",
    ],
)
def test_wing_is_part_of_its_body_and_not_the_other_way_round(understood: Understood, text: str) -> None:
    assert facts(understood(text)) == {("part_of", "Izz ad-Din al-Qassam Brigades", "Hamas")}


@pytest.mark.parametrize("text", NOT_STATED)
def test_wish_denial_and_list_state_no_fact(understood: Understood, text: str) -> None:
    assert not facts(understood(text))


def test_person_taken_up_by_a_title_is_not_the_next_holder_of_it(understood: Understood) -> None:
    text = (
        "He spoke, said Ana Lund, President of the Nordic Commission. The president of France, Nicolas Sarkozy, agreed."
    )
    assert ("holds_office", "Ana Lund", "President of the Nordic Commission") in facts(understood(text))


def test_person_is_named_as_the_text_writes_the_name(understood: Understood) -> None:
    assert ("holds_office", "Mevlut Cavusoglu", "Foreign Minister of Turkey") in facts(
        understood("Turkish Foreign Minister Mevlut Cavusoglu arrived.")
    )
