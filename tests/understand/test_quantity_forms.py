"""Forms in which reports count and measure, and numbers that count nothing."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Quantity
from panj.understand.quantities import find_quantities
from panj.understand.times import find_times

Row = tuple[float | None, float | None, str | None, str | None]

FORMS: tuple[tuple[str, list[Row]], ...] = (
    # the sentence, and each amount's low, high, unit and what is counted
    ("A 23-year-old man was arrested.", [(23, 23, "year", None)]),
    ("The suspect, aged 41, was arrested.", [(41, 41, "year", None)]),
    ("Brothers aged 9, 12 and 15 were shot.", [(9, 9, "year", None), (12, 12, "year", None), (15, 15, "year", None)]),
    ("He turned 6 in May.", [(6, 6, "year", None)]),
    ("Rebels seized 10 square kilometers of territory.", [(10, 10, "km2", None)]),
    ("About 30 percent of the 2,000 residents fled.", [(30, 30, "%", None), (2000, 2000, None, "residents")]),
    ("Some 60% of households lack food.", [(60, 60, "%", None)]),
    ("Between 20 and 30 fighters died.", [(20, 30, None, "fighters")]),
    ("Twenty to thirty fighters died.", [(20, 30, None, "fighters")]),
    ("20-30 fighters died.", [(20, 30, None, "fighters")]),
    ("Dozens of civilians died.", [(24, None, None, "civilians")]),
    ("Scores of civilians died.", [(40, None, None, "civilians")]),
    ("Hundreds of thousands of people fled.", [(200000, None, None, "people")]),
    ("Tens of thousands fled.", [(20000, None, None, None)]),
    ("The force has 4,500 troops, 2,700 of them from Kenya.", [(4500, 4500, None, "troops"), (2700, 2700, None, None)]),
    ("He freed 40 people, 12 of whom were wounded.", [(40, 40, None, "people"), (12, 12, None, None)]),
    ("More than 6,000 metric tonnes of wheat arrived.", [(6000, None, "tonne", None)]),
    (
        "Poland took in 400,000 refugees, Slovakia 90,000 and Hungary 30,000.",
        [(400000, 400000, None, "refugees"), (90000, 90000, None, "refugees"), (30000, 30000, None, "refugees")],
    ),
    (
        "Germany pledged 200 million euros and France 150 million.",
        [(2e8, 2e8, "EUR", None), (1.5e8, 1.5e8, "EUR", None)],
    ),
    ("They killed 12 people and Highway 9 was closed.", [(12, 12, None, "people")]),
    ("A third of the army deserted.", [(33.33, 33.33, "%", None)]),
    ("Two thirds of the army deserted.", [(66.67, 66.67, "%", None)]),
    ("Half of the village was burnt.", [(50, 50, "%", None)]),
    ("Up to 500 soldiers were captured.", [(None, 500, None, "soldiers")]),
    ("At least 13 people were killed.", [(13, None, None, "people")]),
    ("More than 4,000 families were displaced.", [(4000, None, None, "families")]),
    ("Some 300 houses burned down.", [(300, 300, None, "houses")]),
    ("Nearly 900 houses burned down.", [(None, 900, None, "houses")]),
    ("As many as 70 rockets were fired.", [(None, 70, None, "rockets")]),
    ("No fewer than 70 rockets were fired.", [(70, None, None, "rockets")]),
    ("Fewer than 70 rockets were fired.", [(None, 70, None, "rockets")]),
    ("One in five children is hungry.", [(20, 20, "%", None)]),
    ("Three out of four villages were destroyed.", [(75, 75, "%", None)]),
    ("It was the third attack this week.", []),
    ("It was the 14th such attack.", []),
    ("The 93rd Brigade held the line.", []),
    ("The 3rd Assault Brigade held the line.", []),
    ("Brigade 93 held the line.", []),
    ("Unit 8200 intercepted the call.", []),
    ("The donors pledged $2.5 million.", [(2500000, 2500000, "USD", None)]),
    ("The donors pledged 300 million euros.", [(300000000, 300000000, "EUR", None)]),
    ("The donors pledged US$40m.", [(40000000, 40000000, "USD", None)]),
    ("The donors pledged between $10 million and $20 million.", [(10000000, 20000000, "USD", None)]),
    ("A 155mm shell hit the house.", []),
    ("They fired 155 mm howitzers.", []),
    ("They fired 152-millimeter shells.", []),
    ("An S-400 system was hit.", []),
    ("They used a T-72 tank and BM-21 launchers.", []),
    ("They used Shahed-136 drones.", []),
    ("He carried an AK-47 rifle.", []),
    ("The council adopted Resolution 1701.", []),
    ("The council adopted UN Security Council resolution 2254 (2015).", []),
    ("Article 5 was invoked.", []),
    ("Highway 4 was closed.", []),
    ("Hill 172 was captured.", []),
    ("The house at 12 Green Street burned down.", []),
    ("Channel 12 reported the strike.", []),
    ("Flight MH17 was shot down.", []),
    ("Protocol 1 was signed.", []),
    ("The vote was 14 to 1.", []),
    ("The vote passed 52-48.", []),
    ("The army lost 3 of its 10 ships.", [(3, 3, None, "ships")]),
    ("The group controls 14 of the 17 townships.", [(14, 14, None, "townships")]),
    ("Two of the four hostages were freed.", [(2, 2, None, "hostages")]),
    ("One of the suspects was freed.", []),
    ("They fired six rockets and four drones.", [(6, 6, None, "rockets"), (4, 4, None, "drones")]),
    ("The convoy of 40 trucks arrived.", [(40, 40, None, "trucks")]),
    ("A 40-truck convoy arrived.", [(40, 40, None, "truck")]),
    ("A five-member council took power.", [(5, 5, None, "member")]),
    ("The toll rose from 10 to 15.", [(10, 10, None, None), (15, 15, None, None)]),
    ("The toll rose to 15.", [(15, 15, None, None)]),
    ("The toll rose by 5 to 20.", [(5, 5, None, None), (20, 20, None, None)]),
    ("Prices rose by 12.5 per cent.", [(12.5, 12.5, "%", None)]),
    ("Prices tripled.", []),
    ("The village is 15 km north of Sana.", [(15, 15, "km", None)]),
    ("The village is within 5 kilometres of the front.", [(None, 5, "km", None)]),
    ("They advanced 300 to 500 metres.", [(300, 500, "m", None)]),
    ("They hold a strip 2 km wide and 30 km long.", [(2, 2, "km", None), (30, 30, "km", None)]),
    ("The truce lasted 72 hours.", [(72, 72, "hour", None)]),
    ("The talks lasted two and a half hours.", [(2.5, 2.5, "hour", None)]),
    ("The war has lasted almost two years.", [(None, 2, "year", None)]),
    ("The war killed an estimated 150,000 people.", [(150000, 150000, None, "people")]),
    ("The war killed 1.2 million people.", [(1200000, 1200000, None, "people")]),
    ("A couple of shells landed.", [(2, 2, None, "shells")]),
    ("Several people died.", [(3, None, None, "people")]),
    ("A handful of people died.", [(3, None, None, "people")]),
    ("A dozen people died.", [(12, 12, None, "people")]),
    ("Half a dozen people died.", [(6, 6, None, "people")]),
    ("More than a dozen people died.", [(12, None, None, "people")]),
    ("Over 100 people died, including 12 children.", [(100, None, None, "people"), (12, 12, None, "children")]),
    ("Ten people, three of them children, died.", [(10, 10, None, "people"), (3, 3, None, None)]),
    ("At least 50 were killed and over 200 wounded.", [(50, None, None, None), (200, None, None, None)]),
    ("20,000-strong force entered the city.", [(20000, 20000, None, "force")]),
    ("A force of 20,000 entered the city.", [(20000, 20000, None, None)]),
    ("No one was hurt.", []),
    ("No casualties were reported.", []),
    ("Zero casualties were reported.", [(0, 0, None, "casualties")]),
    ("They were ranked number 3.", []),
    ("Chapter VII applies.", []),
    ("Temperatures reached 45 degrees.", [(45, 45, "degree", None)]),
    ("The dam produces 6,000 MW.", [(6000, 6000, "MW", None)]),
    ("Winds of 120 km/h hit the coast.", [(120, 120, "km/h", None)]),
    ("A magnitude 7.8 earthquake struck.", []),
    ("They shipped 40,000 tonnes of wheat.", [(40000, 40000, "tonne", None)]),
    ("They shipped 40,000 metric tons of wheat.", [(40000, 40000, "tonne", None)]),
    ("A 250-kilogram bomb fell.", [(250, 250, "kg", None)]),
    ("A 500kg bomb fell.", [(500, 500, "kg", None)]),
    ("They drove 10,000 barrels a day.", [(10000, 10000, "barrel", None)]),
    ("On the one hand, it is good.", []),
    ("One day they will return.", []),
    ("The Group of Seven met.", []),
    ("The G7 met.", []),
    ("The Big Three met.", []),
    ("The Gang of Eight met.", []),
    ("World War II ended in 1945.", []),
    ("Four more bodies were found.", [(4, 4, None, "bodies")]),
    ("Another 20 bodies were found.", [(20, 20, None, "bodies")]),
    ("A further 20 bodies were found.", [(20, 20, None, "bodies")]),
    ("The army killed 50-60 militants.", [(50, 60, None, "militants")]),
    ("Around 1,500-2,000 people protested.", [(1500, 2000, None, "people")]),
    ("3,000 to 4,000 people protested.", [(3000, 4000, None, "people")]),
    ("Five to six thousand people protested.", [(5000, 6000, None, "people")]),
    ("The first 100 evacuees left.", [(100, 100, None, "evacuees")]),
    ("The last 30 hostages left.", [(30, 30, None, "hostages")]),
    ("The remaining 30 hostages left.", [(30, 30, None, "hostages")]),
)


def found_in(sentence: str) -> tuple[Quantity, ...]:
    parsed, document = parse(sentence), Document(id="d", text=sentence, published=date(2023, 6, 15))
    return find_quantities(document, parsed, find_times(document, parsed))


@pytest.mark.parametrize(("sentence", "amounts"), FORMS)
def test_a_form_has_its_bounds_its_unit_and_what_it_counts(sentence: str, amounts: list[Row]) -> None:
    assert [(each.low, each.high, each.unit, each.of) for each in found_in(sentence)] == amounts


def test_a_part_of_a_numbered_whole_is_one_amount() -> None:
    (found,) = found_in("The group controls 14 of the 17 townships.")
    assert found.text == "14 of the 17 townships"
