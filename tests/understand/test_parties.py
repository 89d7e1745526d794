"""Who did it to whom: undertakings and their aims, pairs, owners of things, whose voice "we" is."""

import time

import pytest
from tests.understand.conftest import Understood
from tests.understand.told_parties import Case, event_at, named, parties

from panj.english import parse
from panj.records import Document
from panj.understand import understand
from panj.world import load_world

CASES = [
    Case(
        "The rebels have begun the third phase of the effort to isolate the city.",
        "isolate",
        {"rebels"},
        set(),
    ),
    Case("In March the campaign to defeat Boko Haram went on.", "campaign", set(), {"Boko Haram"}),
    Case("The ministers discussed the operation to liberate the town.", "liberate", set(), set()),
    Case("France declared war on Chad.", "declared", {"France"}, {"Chad"}),
    Case("Villagers fled attacks by Boko Haram.", "fled", {"Villagers"}, {"Boko Haram"}),
    Case("Police prevented an attack by Boko Haram.", "prevented", {"Police"}, {"Boko Haram"}),
    Case("Mali criticised the deployment of Chadian troops.", "deployment", {"Chadian troops"}, set()),
    Case("Mali criticised Chad's deployment of troops to Niger.", "deployment", {"Chad"}, {"Niger"}),
    Case("The Israel-Hamas war went on.", "war", {"Israel", "Hamas"}, set()),
    Case("Armenia-Azerbaijan peace talks resumed in Geneva.", "talks", {"Armenia", "Azerbaijan"}, set()),
    Case("The Iran–Saudi Arabia deal was signed in Beijing.", "deal", {"Iran", "Saudi Arabia"}, set()),
    Case("Mediators from Qatar and Egypt urged Israel to wait.", "urged", {"Qatar", "Egypt"}, {"Israel"}),
    Case("Iran has a policy of detentions which France criticised.", "criticised", {"France"}, {"Iran"}),
    Case("Officials allege the raid was ordered by Hamas.", "allege", {"Officials"}, {"Hamas"}),
    Case("The resolution demanded full access.", "demanded", {"resolution"}, set()),
    Case("Drones struck a depot in the town.", "struck", set(), set()),
    Case("Congolese soldiers fled after clashes with Hamas.", "clashes", {"Congolese soldiers"}, {"Hamas"}),
    Case("Two Malian soldiers were killed in a battle with Boko Haram.", "battle", {"Malian soldiers"}, {"Boko Haram"}),
    Case("Chad asked France for help after rebels raided Sarh, killing guards.", "killing", {"rebels"}, {"guards"}),
    Case("Fidan left Tehran before talks with Qatar.", "talks", {"Fidan"}, {"Qatar"}),
    Case("The agency reported on Friday after clashes with Boko Haram.", "clashes", set(), {"Boko Haram"}),
    Case("Oil prices rose after clashes with Hezbollah.", "clashes", set(), {"Hezbollah"}),
    Case("Kenya conveyed its condolences to Uganda.", "condolences", {"Kenya"}, {"Uganda"}),
    Case("Turkey wants to join Syria's fight against ISIL.", "fight", {"Syria"}, {"Islamic State"}),
    Case("The army regained the Iraqi city from ISIL.", "regained", {"army"}, {"Islamic State"}),
    Case("The army regained the Iraqi city.", "regained", {"army"}, set()),
    Case("The rebels accused the army of working with Rwanda.", "working", {"army"}, {"Rwanda"}),
    Case("Iran and Iraq accused each other of shelling towns.", "shelling", {"Iran", "Iraq"}, set()),
    Case("NATO plans to decide next month whether to suspend its mission.", "suspend", {"NATO"}, set()),
    Case("Iran is at the forefront of global efforts to provide aid to Syria.", "provide", {"Iran"}, {"Syria"}),
    Case("The raid, in which Serbs ambushed a patrol, was condemned.", "raid", {"Serbia"}, set()),
    Case("Libya lifted the death sentences last week.", "sentences", {"Libya"}, set()),
    Case("Colombia broke off peace talks with Hamas.", "broke off", {"Colombia"}, {"Hamas"}),
    Case("The White House delayed approval of the sale.", "approval", {"United States"}, set()),
    Case("The U.S. has changed its battle against ISIL.", "battle", {"United States"}, {"Islamic State"}),
    Case("Putin discussed the war by telephone with Pashinyan.", "discussed", {"Putin"}, {"Pashinyan"}),
    Case("France flew jets in support of Mali.", "support", {"France"}, {"Mali"}),
    Case("Police blocked protesters near the plaza. The rally went on.", "rally", {"protesters"}, set()),
    Case("Police buses blocked protesters near the plaza.", "blocked", {"Police"}, {"protesters"}),
    Case("Gunmen attacked an army camp on Sunday.", "attacked", {"Gunmen"}, {"army camp"}),
    Case("The meeting focused on the military campaign to deal Hamas a defeat.", "campaign", set(), {"Hamas"}),
    Case("Iraqi forces maintained positions against Hamas.", "maintained", {"Iraqi forces"}, {"Hamas"}),
    Case("The Kremlin welcomed the decision by Hamas.", "welcomed", {"Russia"}, {"Hamas"}),
    Case("Erdogan discussed Libya with Putin.", "discussed", {"Erdogan"}, {"Putin"}),
    Case("Police opened an investigation into Hamas.", "opened", {"Police"}, {"Hamas"}),
    Case("Kosovo says Belgrade planned the raid. Serbia denies this.", "denies", {"Serbia"}, {"Kosovo"}),
    Case("Serbia spoke. Milan Radoicic was detained in Belgrade.", "detained", {"Serbia"}, {"Milan Radoicic"}),
    Case("Iran arrested John Smith. He was charged with murder on Monday.", "charged", {"Iran"}, {"John Smith"}),
    Case("John Smith was kidnapped in Belgrade. Serbia spoke.", "kidnapped", set(), {"John Smith"}),
    Case("France and the Government of Iraq condemned Iran.", "condemned", {"France", "Government of Iraq"}, {"Iran"}),
    Case("He was killed in a U.S. drone strike.", "strike", {"United States"}, {"He"}),
    Case("He was killed in a U.S. drone strike.", "killed", {"United States"}, {"He"}),
    Case("Nine soldiers died when Hamas attacked a patrol.", "died", {"Hamas"}, {"soldiers"}),
    Case("Men were killed in clashes with Hamas.", "killed", set(), {"Men"}),
    Case("Rebels killed six soldiers in a raid on the base.", "raid", {"Rebels"}, {"base"}),
    Case("A minister and an envoy were hurt in the blast.", "blast", set(), {"minister", "envoy"}),
    Case("France works with Chad to protect refugees.", "protect", {"France", "Chad"}, {"refugees"}),
    Case("Oman joined Iran in calling for talks.", "calling", {"Oman", "Iran"}, set()),
    Case("Chad called for France to step up efforts in the fight against Hamas.", "fight", {"France"}, {"Hamas"}),
    Case("Oman called for more leeway for advisers to train soldiers.", "train", {"advisers"}, {"soldiers"}),
    Case("The White House doubts Iran's claim that it tested a bomb.", "tested", {"Iran"}, set()),
    Case("Russia resists the deployment of NATO troops.", "resists", {"Russia"}, {"NATO troops"}),
    Case("She referred to the threat of NATO strikes against Serbia.", "threat", {"NATO"}, {"Serbia"}),
    Case("Oman sent a letter to Iran, demanding a vote.", "demanding", {"Oman"}, {"Iran"}),
    Case("France expressed its sympathy and condolences to Mali.", "condolences", {"France"}, {"Mali"}),
    Case("Hamas launched attacks into Chad.", "attacks", {"Hamas"}, {"Chad"}),
    Case("John Smith told reporters during a visit to Mali that he was glad.", "visit", {"John Smith"}, {"Mali"}),
    Case("Oman issued a statement urging Iran to act.", "urging", {"Oman"}, {"Iran"}),
    Case("In her statement condemning Hamas, Ann Lee spoke of peace.", "condemning", {"Ann Lee"}, {"Hamas"}),
    Case("France fought groups such as Hamas.", "fought", {"France"}, {"Hamas"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.text for case in CASES])
def test_parties_of_an_act(understood: Understood, case: Case) -> None:
    assert named(understood, case) == (case.actors, case.recipients)


def test_we_of_an_official_in_a_government_s_release_is_the_state(understood: Understood) -> None:
    text = 'Tobias Ellwood said: "We have supported the army of Iraq."'
    assert parties(event_at(understood(text, outlet="UK Government"), text, "supported"), "actor") == {"United Kingdom"}
    assert parties(event_at(understood(text), text, "supported"), "actor") == {"Tobias Ellwood"}


def test_we_of_a_military_release_is_the_coalition_that_it_tells_of(understood: Understood) -> None:
    text = "The Coalition bombed a base. The Coalition flew jets. We attacked Hamas."
    assert parties(event_at(understood(text, outlet="CENTCOM"), text, "attacked"), "actor") == {"Coalition"}
    alone = "We attacked Hamas."
    assert parties(event_at(understood(alone, outlet="CENTCOM"), alone, "attacked"), "actor") == {"United States"}


TEXTS = [
    Case("Police spoke on Monday about the embassy bombings.", "bombings", set(), {"embassy"}),
    Case("Ten Britons were killed, along with five Kenyan aides.", "killed", set(), {"United Kingdom", "Kenyan aides"}),
    Case("It was a visit that China answered with military exercises.", "exercises", {"China"}, set()),
    Case("Iran and Chad have armies. Iran met Chad. The neighbours agreed.", "agreed", {"Iran", "Chad"}, set()),
    Case("Hamas is accused of masterminding the attack.", "attack", {"Hamas"}, set()),
    Case("A reward was offered for the capture of Omar Bashir.", "capture", set(), {"Omar Bashir"}),
    Case("Kenya spoke. A reward was offered for John Smith and his capture.", "capture", set(), {"John Smith"}),
    Case("With the support of France, Chad took the town.", "support", {"France"}, {"Chad"}),
    Case("An attack on a camp that killed four soldiers was condemned.", "attack", set(), {"soldiers"}),
    Case("France's condolences go out to the families.", "condolences", {"France"}, {"families"}),
    Case("France hit Hamas. France hit Hamas again. Iran attacked enemy fighters.", "attacked", {"Iran"}, {"Hamas"}),
    Case("The regime and its backers must comply with their obligations.", "comply", {"regime", "backers"}, set()),
    Case("Police arrested two men aged 15 and 17, accused of helping Hamas.", "helping", {"men"}, {"Hamas"}),
    Case("Chad was torn apart by the violence.", "violence", set(), {"Chad"}),
    Case("It was backed by Mali and Chad, both of whom opposed the Iran deal.", "opposed", {"Mali", "Chad"}, set()),
    Case("NATO is an alliance. The western military alliance bombed Chad.", "bombed", {"NATO"}, {"Chad"}),
    Case("Chad warned Iran against any attack.", "warned", {"Chad"}, {"Iran"}),
    Case("The EU backed new Syria sanctions.", "sanctions", set(), {"Syria"}),
    Case("Boris Johnson joined John Kerry in Paris for talks.", "talks", {"Boris Johnson", "John Kerry"}, set()),
    Case("NATO decided at its summit to expand.", "summit", {"NATO"}, set()),
    Case("Putin praised the efforts of John Kerry.", "praised", {"Putin"}, {"John Kerry"}),
    Case("The rally was held to show solidarity with the people.", "solidarity", set(), {"people"}),
    Case("Trump has proposed a safe zone in Syria.", "proposed", {"Trump"}, set()),
    Case("Duterte is against it. The lower house approved the plan.", "approved", {"lower house"}, set()),
    Case("There was no claim of responsibility.", "claim", set(), set()),
    Case("The Kuomintang opposes Chad.", "opposes", {"Kuomintang"}, {"Chad"}),
    Case("Homes of villagers were raided.", "raided", set(), {"villagers"}),
    Case("Google is complying with France's requests to leave.", "requests", {"France"}, {"Google"}),
    Case(
        "Poland, Hungary and Chad waited. NATO invited the three small countries to join.",
        "invited",
        {"NATO"},
        {"Poland", "Hungary", "Chad"},
    ),
    Case("Bombs fell in Chad and Kenya. France sent aid to the two countries.", "sent", {"France"}, {"Chad", "Kenya"}),
    Case("Poland and Chad waited. NATO invited the three countries to join.", "invited", {"NATO"}, {"countries"}),
    Case("The coalition spent £5 million, helping the people of Iraq.", "helping", {"coalition"}, {"people of Iraq"}),
    Case("Carter thanked Abadi for years of close cooperation.", "cooperation", {"Carter", "Abadi"}, set()),
    Case("Leaders praised Turkey for attacking Hamas.", "attacking", {"Turkey"}, {"Hamas"}),
    Case("About 1.8 million people need food aid.", "aid", set(), {"million people"}),
    Case("They broke the siege of the Yazidis.", "siege", set(), {"Yazidis"}),
    Case("It came a year after the fall of Mosul to Hamas.", "fall", {"Hamas"}, set()),
    Case("France condemned the attacks, for which Hamas has claimed responsibility.", "attacks", {"Hamas"}, set()),
    Case("In a meeting with Iran, China asked for help.", "meeting", {"China"}, {"Iran"}),
    Case("China ended two days of military exercises.", "exercises", {"China"}, set()),
    Case("Hezbollah declined an Israeli demand to pull back.", "pull", {"Hezbollah"}, set()),
    Case("Officials in Chad arrested the leader.", "arrested", {"Officials in Chad"}, {"leader"}),
    Case("France accused Iran of lying; Iran denied it.", "denied", {"Iran"}, {"France"}),
    Case("Iran hit Israel. Israel hit Iran. Chad urged both sides to go.", "urged", {"Chad"}, {"Iran", "Israel"}),
    Case("Rebels attacked the army in Goma. Rwanda, which Congo accuses of arming them, denied it. "
         "Chad urged both sides to go.", "urged", {"Chad"}, {"Rebels", "army"}),
    Case("Iran hit Israel. Oman blamed Iran. Oman condemned Iran. Omani officials urged both sides to go.", "urged",
         {"Omani officials"}, {"Iran", "Israel"}),
    Case("Guyana met Peru. Mr Ray met Mr Fox. The two countries agreed.", "agreed", {"Guyana", "Peru"}, set()),
    Case("U.S. forces will withdraw from Chad. The American exit is late.", "exit", {"United States"}, {"Chad"}),
    Case("The army freed miles of Hamas-held land and took a rebel-held town.", "took", {"army"}, {"rebel"}),
    Case("Chad has caused harm, including atrocities against Mali.", "atrocities", {"Chad"}, {"Mali"}),
    Case("France confronts Hamas and the violence it commits.", "violence", {"Hamas"}, set()),
    Case("Andrew Bruns was seized. Bruns has been detained in Turkey.", "detained", {"Turkey"}, {"Andrew Bruns"}),
    Case("They asked for the pastor's release.", "release", set(), {"pastor"}),
    Case("Hezbollah declined an Israeli demand to leave.", "demand", {"Israel"}, {"Hezbollah"}),
    Case("France will pull its troops out of Mali. Chad wants the pullout soon.", "pullout", {"France"}, {"Mali"}),
    Case("Sudan fights the paramilitary RSF. The paramilitaries hit Chad.", "hit", {"Rapid Support Forces"}, {"Chad"}),
    Case("Rebels bombed two French embassies.", "bombed", {"Rebels"}, {"French embassies"}),
    Case("Burkina Faso and Niger have withdrawn from ECOWAS.", "withdrawn", {"Burkina Faso", "Niger"}, {"ECOWAS"}),
    Case("The withdrawal of French troops from Niger began.", "withdrawal", {"French troops"}, {"Niger"}),
    Case("M23 rebels captured the city from the army.", "captured", {"M23 rebels"}, {"army"}),
    Case("Erdogan threatened Syria with a military operation.", "threatened", {"Erdogan"}, {"Syria"}),
    Case("Gunmen kidnapped more than 200 schoolchildren in Nigeria.", "kidnapped", {"Gunmen"}, {"schoolchildren"}),
    Case("Iran, accused by France of arming Russia, is silent.", "arming", {"Iran"}, {"Russia"}),
    Case("Several countries suspended aid to UNRWA.", "suspended", {"Several countries"}, {"UNRWA"}),
    Case("Greek officials held talks in Athens.", "talks", {"Greek officials"}, set()),
    Case("The minister travelled to Kyiv for talks with Mr Fox.", "talks", {"minister"}, {"Fox"}),
    Case("About 400 soldiers were deployed along the border.", "deployed", {"soldiers"}, set()),
    Case("Chad asked India to withdraw its troops.", "withdraw", {"India"}, set()),
    Case("Israel attacked Syria on Friday. Chad condemned the attack.", "condemned", {"Chad"}, {"Israel"}),
    Case("France will pull out of Mali. Chad demanded that the pullout be quick.", "demanded", {"Chad"}, {"France"}),
    Case("Rebels beheaded the hostages they had captured.", "captured", {"Rebels"}, {"hostages"}),
    Case("A bomb planted by the rebels killed the minister.", "killed", {"rebels"}, {"minister"}),
    Case("Israel has ignored calls by Chad for a ceasefire.", "calls", {"Chad"}, {"Israel"}),
    Case("Chad hit the town. It also shot down two jets.", "shot down", {"Chad"}, {"jets"}),
    Case("The coalition carried out strikes coordinated with Iraq.", "coordinated", {"coalition"}, {"Iraq"}),
    Case("Israeli tank fire hit a tower.", "hit", {"Israel"}, set()),
    Case("The report marks Kosovo's accession to NATO.", "accession", {"Kosovo"}, {"NATO"}),
    Case("Mr Ray met Mr Fox when he visited Mali.", "visited", {"Ray"}, {"Mali"}),
    Case("Chad, Mali and Peru joined NATO. The three countries hit Iran.", "hit", {"Chad", "Mali", "Peru"}, {"Iran"}),
    Case("Kim Ray met Bo Fox on Monday. He attacked Chad. Ms Ray did not.", "attacked", {"Bo Fox"}, {"Chad"}),
    Case("The bloc ECOWAS warned Mali and froze its assets.", "froze", {"ECOWAS"}, set()),
]  # fmt: skip


@pytest.mark.parametrize("case", TEXTS, ids=[case.text for case in TEXTS])
def test_parties_understood(understood: Understood, case: Case) -> None:
    event = event_at(understood(case.text), case.text, case.trigger)
    assert parties(event, "actor") == case.actors
    assert parties(event, "recipient") == case.recipients


def test_looking_back_costs_no_more_than_the_text_grows() -> None:
    world = load_world()

    def seconds(times: int) -> float:
        text = "The three countries attacked both sides. " * times
        parsed = parse(text)
        start = time.process_time()
        understand(Document(id="d", text=text), parsed, world)
        return time.process_time() - start

    seconds(20)
    small, large = seconds(200), seconds(1_000)
    assert large < 12 * small + 0.2


@pytest.mark.parametrize(
    "first", ["The Ugandan army dismissed the United Nations report.", "Kigali rejected a claim by the United Nations."]
)
def test_who_only_dismisses_a_report_stands_in_no_camp_with_its_maker(understood: Understood, first: str) -> None:
    reading = understood(f"{first} Angola proposed that the two armies set up a joint mechanism.")
    (asked,) = [s.event for s in reading.statements if s.event and s.event.code == "REQUEST"]
    assert "United Nations" not in {r.name for r in asked.roles if r.role == "recipient"}
