"""Forms in which news, agencies and armies tell the time, each with the value and the days that it means."""

from collections.abc import Callable
from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Interval, Reading
from panj.understand.times import find_times

REPORT = date(2023, 6, 15)  # a Thursday

FORMS: tuple[tuple[str, str, str, str | None], ...] = (
    # the sentence, words of the time in it, its value, its first and last day (one day alone if they are the same)
    ("The shelling began at 0600 local time on Tuesday.", "0600", "2023-06-13T06:00", "2023-06-13"),
    ("Troops crossed the river at 0430 GMT on 12 June.", "0430", "2023-06-12T04:30", "2023-06-12"),
    ("The strike took place at 14:30 on June 9.", "14:30", "2023-06-09T14:30", "2023-06-09"),
    ("Drones hit the port overnight on Tuesday.", "Tuesday", "2023-06-13TNI", "2023-06-13"),
    ("Nurses say they still treat those burned on Tuesday.", "Tuesday", "2023-06-13", "2023-06-13"),
    ("Police will release those arrested on Friday.", "Friday", "2023-06-09", "2023-06-09"),
    ("Drones hit the port overnight.", "overnight", "2023-06-15TNI", "2023-06-15"),
    ("Rebels claimed the attack of the 9th.", "the 9th", "2023-06-09", "2023-06-09"),
    ("The town was seized on the 27th.", "the 27th", "2023-05-27", "2023-05-27"),
    ("The law was passed after the 9/11 attacks.", "9/11", "2001-09-11", "2001-09-11"),
    ("The talks will resume on the 27th.", "the 27th", "2023-06-27", "2023-06-27"),
    (
        "Russia attacked Kyiv on the night of June 12 to 13.",
        "June 12",
        "2023-06-12/2023-06-13",
        "2023-06-12/2023-06-13",
    ),
    (
        "Russian forces launched missiles on the night of June 12-13.",
        "June 12-13",
        "2023-06-12/2023-06-13",
        "2023-06-12/2023-06-13",
    ),
    ("Gunmen raided the village in the early hours of Monday.", "Monday", "2023-06-12TMO", "2023-06-12"),
    ("Gunmen raided the village in the early hours of 3 May.", "3 May", "2023-05-03TMO", "2023-05-03"),
    ("A blast was heard in the early hours of the morning.", "early hours", "2023-06-15TMO", "2023-06-15"),
    ("The army shelled the town in the 48 hours to 14 June.", "48 hours", "PT48H", None),
    ("The army shelled the town in the 48 hours to 14 June.", "14 June", "2023-06-14", "2023-06-14"),
    ("Between 3 and 7 May, 40 people were killed.", "3 and 7 May", "2023-05-03/2023-05-07", "2023-05-03/2023-05-07"),
    ("The team visited from March 12-15.", "March 12-15", "2023-03-12/2023-03-15", "2023-03-12/2023-03-15"),
    ("The team visited from 12 to 15 March.", "12 to 15 March", "2023-03-12/2023-03-15", "2023-03-12/2023-03-15"),
    ("Clashes were reported between May 3 and May 7.", "May 7", "2023-05-07", "2023-05-07"),
    ("Clashes were reported on 3-5 June 2022.", "3-5 June", "2022-06-03/2022-06-05", "2022-06-03/2022-06-05"),
    ("Russia has held the town since 2014.", "2014", "2014", "2014-01-01/2014-12-31"),
    ("As of 12 June 2023, 2,000 families had fled.", "12 June 2023", "2023-06-12", "2023-06-12"),
    ("The talks follow last week's attack.", "last week", "2023-W23", "2023-06-05/2023-06-11"),
    ("He was arrested three days ago.", "three days ago", "2023-06-12", "2023-06-12"),
    ("The base will close by the end of the year.", "the end of the year", "2023", "2023-12-31"),
    ("Troops will leave before the end of August.", "the end of August", "2023-08", "2023-08-31"),
    ("Fighting resumed this past Saturday.", "this past Saturday", "2023-06-10", "2023-06-10"),
    ("The two sides will meet again in a fortnight.", "a fortnight", "P2W", None),
    ("The offensive could start in mid-July.", "mid-July", "2023-07", "2023-07-11/2023-07-20"),
    ("The war began in late 2022.", "late 2022", "2022", "2022-09-01/2022-12-31"),
    ("Killings rose in the first half of 2022.", "first half of 2022", "2022-H1", "2022-01-01/2022-06-30"),
    ("Killings rose in the first half of the year.", "first half", "2023-H1", "2023-01-01/2023-06-30"),
    ("Exports fell in Q3 2022.", "Q3", "2022-Q3", "2022-07-01/2022-09-30"),
    ("Exports fell in the third quarter of last year.", "third quarter", "2022-Q3", "2022-07-01/2022-09-30"),
    ("Exports fell in the last quarter of 2022.", "last quarter of 2022", "2022-Q4", "2022-10-01/2022-12-31"),
    ("Exports fell in the fourth quarter of 2022.", "fourth quarter", "2022-Q4", "2022-10-01/2022-12-31"),
    ("He fled in the 1990s.", "1990s", "199X", "1990-01-01/1999-12-31"),
    ("The rockets fell at dawn on Monday.", "Monday", "2023-06-12TMO", "2023-06-12"),
    ("Rockets fell at dawn Monday.", "Monday", "2023-06-12TMO", "2023-06-12"),
    ("Rockets fell before dawn on Monday.", "Monday", "2023-06-12TMO", "2023-06-12"),
    ("The vote will be held on Nov. 3.", "Nov. 3", "2023-11-03", "2023-11-03"),
    ("The order is dated 25/11/2022.", "25/11/2022", "2022-11-25", "2022-11-25"),
    ("They returned two years after the 2020 war.", "two years", "P2Y", None),
    ("The ministry must answer within seven days.", "within seven days", "P7D", None),
    ("Shelling went on for the third straight day.", "third straight day", "P3D", None),
    ("Shelling went on for a third consecutive day.", "third consecutive day", "P3D", None),
    ("The budget is reviewed annually.", "annually", "P1Y", None),
    ("Patrols pass twice a week.", "a week", "P1W", None),
    ("Patrols pass every two weeks.", "every two weeks", "P2W", None),
    ("Patrols pass every Friday.", "every Friday", "XXXX-WXX-5", None),
    ("The envoy will arrive next Tuesday.", "next Tuesday", "2023-06-20", "2023-06-20"),
    ("The envoy arrives on Tuesday.", "Tuesday", "2023-06-20", "2023-06-20"),
    ("The envoy will arrive the day after tomorrow.", "the day after tomorrow", "2023-06-17", "2023-06-17"),
    ("The envoy arrived the day before yesterday.", "the day before yesterday", "2023-06-13", "2023-06-13"),
    ("The next round of talks is in Doha on Monday.", "Monday", "2023-06-19", "2023-06-19"),
    ("The last round of talks was in Doha on Monday.", "Monday", "2023-06-12", "2023-06-12"),
    ("The matter will be raised at Tuesday's meeting.", "Tuesday", "2023-06-20", "2023-06-20"),
    ("Ministers will condemn Tuesday's attack.", "Tuesday", "2023-06-13", "2023-06-13"),
    ("They must leave the town, which rebels retook on Saturday.", "Saturday", "2023-06-10", "2023-06-10"),
    ("The ceasefire will last until midnight on Friday.", "Friday", "2023-06-16T24:00", "2023-06-16"),
    ("The ceasefire took effect at 6 p.m. on Saturday.", "Saturday", "2023-06-10T18:00", "2023-06-10"),
    ("A truce due to end on July 19 was extended.", "July 19", "2023-07-19", "2023-07-19"),
    ("The truce, which began on 24 May, expires on 19 June.", "19 June", "2023-06-19", "2023-06-19"),
    ("The bloc gave the junta seven days to hand back power.", "seven days", "P7D", None),
    ("The junta was given a week to release him.", "a week", "P1W", None),
    ("The army gave residents 24 hours to leave.", "24 hours", "PT24H", None),
    ("A 72-hour truce began on Sunday morning.", "72-hour", "PT72H", None),
    ("A 72-hour truce began on Sunday morning.", "Sunday morning", "2023-06-11TMO", "2023-06-11"),
    ("He was killed earlier this month.", "earlier this month", "2023-06", "2023-06-01/2023-06-14"),
    ("He was killed earlier on Wednesday.", "Wednesday", "2023-06-14", "2023-06-14"),
    ("He was killed late on Wednesday.", "Wednesday", "2023-06-14", "2023-06-14"),
    ("He was killed on Wednesday night.", "Wednesday night", "2023-06-14TNI", "2023-06-14"),
    ("He was killed last Friday.", "last Friday", "2023-06-09", "2023-06-09"),
    ("The sides met on Christmas Eve.", "Christmas Eve", "2022-12-24", "2022-12-24"),
    ("The sides met on New Year's Day.", "New Year's Day", "2023-01-01", "2023-01-01"),
    ("The sides met on New Year's Eve.", "New Year's Eve", "2022-12-31", "2022-12-31"),
    ("Fighting began on 15 April 2023 and continues.", "15 April 2023", "2023-04-15", "2023-04-15"),
    ("Fighting began in April of last year.", "April of last year", "2022-04", "2022-04-01/2022-04-30"),
    ("Fighting began in April last year.", "April last year", "2022-04", "2022-04-01/2022-04-30"),
    ("He died in April this year.", "April this year", "2023-04", "2023-04-01/2023-04-30"),
    ("The talks were held in November.", "November", "2022-11", "2022-11-01/2022-11-30"),
    ("The talks will be held in November.", "November", "2023-11", "2023-11-01/2023-11-30"),
    ("He was jailed after a failed July coup.", "July", "2022-07", "2022-07-01/2022-07-31"),
    ("In the past 24 hours, 12 soldiers died.", "past 24 hours", "PT24H", None),
    ("Over the past two weeks, 12 soldiers died.", "past two weeks", "P2W", None),
    ("At least 12 soldiers died in the last week.", "last week", "P1W", "2023-06-08/2023-06-15"),
    ("In recent weeks, 12 soldiers died.", "recent weeks", "PXW", None),
    ("Since Sunday, 12 soldiers have died.", "Sunday", "2023-06-11", "2023-06-11"),
    ("Since the beginning of the year, 12 soldiers have died.", "the beginning of the year", "2023", "2023-01-01"),
    ("Since the start of May, 12 soldiers have died.", "start of May", "2023-05", "2023-05-01"),
    ("Since early May, 12 soldiers have died.", "early May", "2023-05", "2023-05-01/2023-05-10"),
    ("Since February 24, 2022, millions have fled.", "February 24, 2022", "2022-02-24", "2022-02-24"),
    ("The town has been shelled since early morning.", "early morning", "2023-06-15TMO", "2023-06-15"),
    ("The town was shelled early on Thursday.", "Thursday", "2023-06-15", "2023-06-15"),
    ("The town was shelled early Thursday morning.", "Thursday morning", "2023-06-15TMO", "2023-06-15"),
    ("The town was shelled on 8 and 9 June.", "8 and 9 June", "2023-06-08/2023-06-09", "2023-06-08/2023-06-09"),
    ("The town was shelled on June 8 and June 9.", "June 9", "2023-06-09", "2023-06-09"),
    ("The town was shelled on June 8-9 and 12.", "June 8-9", "2023-06-08/2023-06-09", "2023-06-08/2023-06-09"),
    ("The mission's mandate expires on 31 December.", "31 December", "2023-12-31", "2023-12-31"),
    ("The mission's mandate was extended until 30 June 2024.", "30 June 2024", "2024-06-30", "2024-06-30"),
    ("Sanctions run through January 31.", "January 31", "2024-01-31", "2024-01-31"),
    ("The deal was signed in the summer of 2015.", "summer of 2015", "2015-SU", "2015-06-01/2015-08-31"),
    ("The deal was signed last summer.", "last summer", "2022-SU", "2022-06-01/2022-08-31"),
    ("The deal was signed a decade ago.", "a decade ago", "2013", "2013-01-01/2013-12-31"),
    ("The deal was signed some 30 years ago.", "30 years ago", "1993", "1993-01-01/1993-12-31"),
    ("The deal was signed just over a year ago.", "a year ago", "2022", "2022-01-01/2022-12-31"),
    ("The deal was signed a month ago.", "a month ago", "2023-05", "2023-05-01/2023-05-31"),
    ("The deal was signed in fiscal 2022.", "2022", "2022", "2022-01-01/2022-12-31"),
    ("Elections are scheduled for February 2024.", "February 2024", "2024-02", "2024-02-01/2024-02-29"),
    ("Elections are due in two months.", "two months", "P2M", None),
    ("Elections will be held in two weeks' time.", "two weeks", "P2W", None),
    ("The 2020 war killed thousands.", "2020", "2020", "2020-01-01/2020-12-31"),
    ("He ruled from 1999 to 2011.", "1999", "1999", "1999-01-01/1999-12-31"),
    ("He ruled from 1999 to 2011.", "2011", "2011", "2011-01-01/2011-12-31"),
    ("Ten people died on Thursday, June 8.", "Thursday, June 8", "2023-06-08", "2023-06-08"),
    ("Ten people died on Thursday (8 June).", "8 June", "2023-06-08", "2023-06-08"),
    ("KYIV, June 14 - Ten people died.", "June 14", "2023-06-14", "2023-06-14"),
    ("KYIV, 14 June 2023 (Wire) - Ten people died.", "14 June 2023", "2023-06-14", "2023-06-14"),
    ("Ten people died this week.", "this week", "2023-W24", "2023-06-12/2023-06-15"),
    ("Ten people died this month.", "this month", "2023-06", "2023-06-01/2023-06-30"),
    ("Ten people died this morning.", "this morning", "2023-06-15TMO", "2023-06-15"),
    ("Ten people died over the weekend.", "the weekend", "2023-W23-WE", "2023-06-10/2023-06-11"),
    ("Ten people died last weekend.", "last weekend", "2023-W23-WE", "2023-06-10/2023-06-11"),
    ("Talks resume this weekend.", "this weekend", "2023-W24-WE", "2023-06-17/2023-06-18"),
    ("The next round is set for 20 June.", "20 June", "2023-06-20", "2023-06-20"),
    ("He gave Moscow a June 30 deadline.", "June 30", "2023-06-30", "2023-06-30"),
    ("Moscow missed a May 30 deadline.", "May 30", "2023-05-30", "2023-05-30"),
    ("The convoy left on the 5th of June.", "5th of June", "2023-06-05", "2023-06-05"),
    ("The convoy left at around 10pm Tuesday.", "Tuesday", "2023-06-13T22:00", "2023-06-13"),
    ("The convoy left at around 9:15 a.m. (0715 GMT).", "9:15 a.m.", "2023-06-15T09:15", "2023-06-15"),
    ("Resolution 1701 was adopted in August 2006.", "August 2006", "2006-08", "2006-08-01/2006-08-31"),
    ("The attack came exactly a year after the invasion.", "a year", "P1Y", None),
    ("The attack came days after the invasion.", "days", "PXD", None),
    ("He was killed on 12 Jun 2023.", "12 Jun 2023", "2023-06-12", "2023-06-12"),
    ("He was killed on 12-Jun-2023.", "12-Jun-2023", "2023-06-12", "2023-06-12"),
    ("He was killed on Monday, the 12th.", "Monday", "2023-06-12", "2023-06-12"),
    ("At the end of last month, the rebels left.", "the end of last month", "2023-05", "2023-05-21/2023-05-31"),
    ("In the middle of next month the rebels will leave.", "middle of next month", "2023-07", "2023-07-11/2023-07-20"),
    ("Later this year the rebels will leave.", "Later this year", "2023", "2023-06-16/2023-12-31"),
    ("In the coming days the rebels will leave.", "coming days", "PXD", None),
    ("In the second week of June, the rebels left.", "second week of June", "2023-06", "2023-06-08/2023-06-14"),
    ("As of 0800 on 12 June, three villages had been taken.", "12 June", "2023-06-12T08:00", "2023-06-12"),
    (
        "In the reporting period (5-11 June), 40 people died.",
        "5-11 June",
        "2023-06-05/2023-06-11",
        "2023-06-05/2023-06-11",
    ),
    ("In the week of June 5, 40 people died.", "week of June 5", "2023-W23", "2023-06-05/2023-06-11"),
    ("In the week of 5 June, 40 people died.", "week of 5 June", "2023-W23", "2023-06-05/2023-06-11"),
    ("In the week ending 11 June, 40 people died.", "11 June", "2023-06-11", "2023-06-11"),
    ("In the week to 11 June, 40 people died.", "11 June", "2023-06-11", "2023-06-11"),
    ("In mid-2022, 40 people died.", "mid-2022", "2022", "2022-05-01/2022-08-31"),
    ("The bridge will open by end-July.", "end-July", "2023-07", "2023-07-31"),
    ("The bridge will open by year-end.", "year-end", "2023", "2023-12-31"),
    ("Fighting raged from late April to early May.", "late April", "2023-04", "2023-04-21/2023-04-30"),
    ("Between January and May 2023, 40 people died.", "January", "2023-01", "2023-01-01/2023-01-31"),
    ("Between 2019 and 2021, 40 people died.", "2019", "2019", "2019-01-01/2019-12-31"),
    ("From January to March 2023, 40 people died.", "January", "2023-01", "2023-01-01/2023-01-31"),
    ("In January-March 2023, 40 people died.", "January-March 2023", "2023-01/2023-03", "2023-01-01/2023-03-31"),
    ("Raids took place on Monday and Tuesday.", "Monday", "2023-06-12", "2023-06-12"),
    ("Raids took place on Monday and Tuesday.", "Tuesday", "2023-06-13", "2023-06-13"),
    ("From Monday to Wednesday, 40 people died.", "Monday", "2023-06-12", "2023-06-12"),
    ("The mission ran from May 2022 to April 2023.", "April 2023", "2023-04", "2023-04-01/2023-04-30"),
    ("This winter the roads were closed.", "This winter", "2022-WI", "2022-12-01/2023-02-28"),
    ("Next spring the roads will open.", "Next spring", "2024-SP", "2024-03-01/2024-05-31"),
    ("Last autumn the roads were closed.", "Last autumn", "2022-FA", "2022-09-01/2022-11-30"),
    ("The October 7 attack killed 1,200 people.", "October 7", "2022-10-07", "2022-10-07"),
    ("The 7 October attacks killed 1,200 people.", "7 October", "2022-10-07", "2022-10-07"),
    ("Later on Monday the road was closed.", "Monday", "2023-06-12", "2023-06-12"),
    ("The blast came at around 3 am on Monday.", "3 am on Monday", "2023-06-12T03:00", "2023-06-12"),
    ("The blast came at 3pm local time on Monday.", "Monday", "2023-06-12T15:00", "2023-06-12"),
    ("The blast came shortly after midnight on Monday.", "Monday", "2023-06-12T24:00", "2023-06-12"),
    ("Help arrived within hours.", "hours", "PTXH", None),
    ("The war is 100 days old.", "100 days", "P100D", None),
    ("The attack came three weeks before the election.", "three weeks", "P3W", None),
    ("Drones struck overnight from Sunday to Monday.", "Sunday", "2023-06-11", "2023-06-11"),
    ("Over the last 24 hours, 40 people died.", "last 24 hours", "PT24H", None),
    ("In the previous 24 hours, 40 people died.", "24 hours", "PT24H", None),
    ("In the past month, 40 people died.", "past month", "P1M", "2023-05-15/2023-06-15"),
    ("On 12 and 13 June, 40 people died.", "12 and 13 June", "2023-06-12/2023-06-13", "2023-06-12/2023-06-13"),
    ("On June 12th, 40 people died.", "June 12th", "2023-06-12", "2023-06-12"),
    ("In June of 2020, 40 people died.", "June of 2020", "2020-06", "2020-06-01/2020-06-30"),
    ("In the early 2000s, 40 people died.", "early 2000s", "200X", "2000-01-01/2003-04-30"),
    ("In the nineteenth century, wars were fought.", "nineteenth century", "18XX", "1800-01-01/1899-12-31"),
    ("The ceasefire expires at 6 p.m. local time on Friday.", "Friday", "2023-06-16T18:00", "2023-06-16"),
    ("The ultimatum expires on Saturday at noon.", "Saturday", "2023-06-17", "2023-06-17"),
    ("The deadline to leave is Saturday.", "Saturday", "2023-06-17", "2023-06-17"),
    ("He gave them until Sunday to leave.", "Sunday", "2023-06-18", "2023-06-18"),
    ("The mandate runs until the end of 2024.", "the end of 2024", "2024", "2024-12-31"),
    ("Talks are to start as early as next week.", "next week", "2023-W25", "2023-06-19/2023-06-25"),
    ("Talks are to start in the coming weeks.", "coming weeks", "PXW", None),
    ("Talks broke down two weeks ago.", "two weeks ago", "2023-W22", "2023-05-29/2023-06-04"),
    ("Talks broke down late last month.", "late last month", "2023-05", "2023-05-21/2023-05-31"),
    ("Talks broke down late last year.", "late last year", "2022", "2022-09-01/2022-12-31"),
    ("Talks broke down early this year.", "early this year", "2023", "2023-01-01/2023-04-30"),
    ("Talks broke down on the morning of 12 June.", "12 June", "2023-06-12TMO", "2023-06-12"),
    ("Talks broke down on the evening of June 12.", "June 12", "2023-06-12TEV", "2023-06-12"),
    ("Talks broke down on Sunday afternoon.", "Sunday afternoon", "2023-06-11TAF", "2023-06-11"),
    ("Talks broke down yesterday evening.", "yesterday evening", "2023-06-14TEV", "2023-06-14"),
    ("Talks broke down last night.", "last night", "2023-06-14TNI", "2023-06-14"),
    ("Monday's talks broke down.", "Monday", "2023-06-12", "2023-06-12"),
    ("Next month's talks will be held in Doha.", "Next month", "2023-07", "2023-07-01/2023-07-31"),
    ("The 12 June talks broke down.", "12 June", "2023-06-12", "2023-06-12"),
    ("The mid-June talks broke down.", "mid-June", "2023-06", "2023-06-11/2023-06-20"),
    ("The talks of 12 June 2023 broke down.", "12 June 2023", "2023-06-12", "2023-06-12"),
    ("The 12-13 June talks broke down.", "12-13 June", "2023-06-12/2023-06-13", "2023-06-12/2023-06-13"),
    ("Since last Friday 40 people have died.", "last Friday", "2023-06-09", "2023-06-09"),
    ("Since October 2022 40 people have died.", "October 2022", "2022-10", "2022-10-01/2022-10-31"),
    ("For more than a year the road was closed.", "more than a year", "P1Y", None),
    ("For the first time since 2011 the road was closed.", "2011", "2011", "2011-01-01/2011-12-31"),
    ("For the second day in a row the road was closed.", "second day in a row", "P2D", None),
    ("For a seventh day the road was closed.", "seventh day", "P7D", None),
    ("Prices fell for three straight weeks.", "three straight weeks", "P3W", None),
    ("The truce was extended for another month.", "another month", "P1M", None),
    ("Families slept in cars for four nights.", "four nights", "P4D", None),
    ("It was the worst quake in a quarter of a century.", "a quarter of a century", "P25Y", None),
    ("Fuel is sold every third day.", "every third day", "P3D", None),
    ("The council meets every other week.", "every other week", "P2W", None),
    ("The guns fire every night.", "every night", "XXXX-XX-XXTNI", None),
    ("In those days nobody was afraid.", "those days", "PAST_REF", None),
    ("Roads are quiet these days.", "these days", "PRESENT_REF", None),
    ("To date, 210 schools have been rebuilt.", "date", "PRESENT_REF", None),
    ("At the moment the streets are calm.", "the moment", "PRESENT_REF", None),
    ('"At present nobody wants a war," he said.', "At present", "PRESENT_REF", None),
    ("The exiles will one day return.", "one day", "FUTURE_REF", None),
    ("The trial opens two weeks from Monday.", "two weeks from Monday", "2023-07-03", "2023-07-03"),
    ("The vote is a year from now.", "a year from now", "2024", "2024-01-01/2024-12-31"),
    ("They were arrested two years ago this month.", "two years ago this month", "2021-06", "2021-06-01/2021-06-30"),
    ("He was killed ten years ago today.", "ten years ago today", "2013-06-15", "2013-06-15"),
    ("Power had been restored by the afternoon.", "the afternoon", "2023-06-15TAF", "2023-06-15"),
    ("On Monday the army withdrew. In the evening the rebels came.", "the evening", "2023-06-12TEV", "2023-06-12"),
    ("Workers were trapped by nightfall.", "nightfall", "2023-06-15TNI", "2023-06-15"),
    ("The crash happened at 3.15pm on 10 May.", "3.15pm", "2023-05-10T15:15", "2023-05-10"),
    ("The prison break on the 10th was followed by arrests.", "the 10th", "2023-06-10", "2023-06-10"),
    ("Schools stay shut until February. The first ship has docked.", "February", "2024-02", "2024-02-01/2024-02-29"),
    (
        "On May 9 he fled. Envoys will meet at the end of next week.",
        "end of next week",
        "2023-W25",
        "2023-06-23/2023-06-25",
    ),
    ("Talks will resume in the spring.", "the spring", "2024-SP", "2024-03-01/2024-05-31"),
    ("A strike had been set for Friday.", "Friday", "2023-06-16", "2023-06-16"),
    ("On 10 June it rained. Since the 11th 30 people have died.", "the 11th", "2023-06-11", "2023-06-11"),
    ("He was there a year and a half ago.", "a year and a half ago", "2021", "2021-01-01/2021-12-31"),
    (
        "On Monday the bishop fled. The night before, his house had burned.",
        "night before",
        "2023-06-11TNI",
        "2023-06-11",
    ),
    ("They landed on 3 May 1809. In the following August they left.", "August", "1809-08", "1809-08-01/1809-08-31"),
    ("Ministers put off a decision until February.", "February", "2024-02", "2024-02-01/2024-02-29"),
    ("The raiders fought off the police until Monday.", "Monday", "2023-06-12", "2023-06-12"),
    ("Troops left in May. The same day a mosque burned.", "same day", "2023-05-XX", "2023-05-01/2023-05-31"),
    ("On Monday he came, after a war in 2014. The same day he left.", "same day", "2023-06-12", "2023-06-12"),
    (
        "Output fell in the first quarter of 2023 from the year-ago period.",
        "year-ago",
        "2022-Q1",
        "2022-01-01/2022-03-31",
    ),
)

NO_TIMES = (
    ("He was killed on the eve of the vote.", "eve"),
    ("The war is in its 16th month.", "16th month"),
    ("On D+3, the brigade reached the river.", "D+3"),
    ("The attack came on the anniversary of the invasion.", "anniversary"),
    ("He gets up early and prays in the morning.", "morning"),
    ("We were told at four o'clock in the morning.", "the morning"),
    ("The list is up to date.", "date"),
    ("At the moment of the blast nobody spoke.", "moment"),
    ("Shells killed 30; weeks passed.", "30"),
)


def found_in(sentence: str) -> tuple[Interval, ...]:
    return find_times(Document(id="d", text=sentence, published=REPORT), parse(sentence))


def at(sentence: str, words: str) -> list[Interval]:
    """Return the times that share a character with these words."""
    start = sentence.lower().index(words.lower())
    return [t for t in found_in(sentence) if t.span and t.span.start < start + len(words) and t.span.end > start]


@pytest.mark.parametrize(("sentence", "words", "value", "days"), FORMS)
def test_a_form_of_the_news_has_its_value_and_its_days(sentence: str, words: str, value: str, days: str | None) -> None:
    found = at(sentence, words)[0]
    assert found.timex is not None
    first, last = found.earliest, found.latest
    covered = None if first is None or last is None else f"{first}/{last}" if first != last else f"{first}"
    assert (found.timex.value, covered) == (value, days)


@pytest.mark.parametrize(("sentence", "words"), NO_TIMES)
def test_words_that_name_no_day_are_left_alone(sentence: str, words: str) -> None:
    assert at(sentence, words) == []


def test_a_day_said_again_in_brackets_is_one_time() -> None:
    (found,) = found_in("The president left on Tuesday (13 June).")
    assert (found.text, str(found.earliest)) == ("Tuesday (13 June)", "2023-06-13")


def test_noon_before_a_noun_is_no_time() -> None:
    assert found_in("The noon briefing was short.") == ()


def test_a_winter_in_january_is_the_one_that_began_the_year_before() -> None:
    document = Document(id="d", text="This winter the roads were closed.", published=date(2023, 1, 20))
    (found,) = find_times(document, parse(document.text))
    assert str(found.earliest) == "2022-12-01"


def test_a_second_day_of_a_month_is_a_day_of_its_own() -> None:
    found = found_in("Clashes were reported on May 4 and 5.")
    assert [str(time.earliest) for time in found] == ["2023-05-04", "2023-05-05"]


@pytest.mark.parametrize(
    ("sentence", "after", "days"),
    [
        ("The bloc gave the junta seven days to hand back power.", "gave", (None, 7)),
        ("The junta was given a week to release him.", "given", (None, 7)),
        ("The army gave residents 24 hours to leave.", "gave", (None, 1)),
    ],
)
def test_a_time_granted_counts_from_the_granting(sentence: str, after: str, days: tuple[int | None, int]) -> None:
    (found,) = found_in(sentence)
    assert found.after is not None
    assert (found.after.of(sentence), found.delay_days) == (after, days)


def test_time_given_for_nothing_to_do_starts_no_clock() -> None:
    (found,) = found_in("The company gave him two weeks of leave.")
    assert found.after is None


def test_an_aside_of_a_history_does_not_move_it() -> None:
    text = (
        "On 3 March 1941 the siege began, in a city held since 1936. In May the walls fell. "
        "In July 1941 the army, which had been raised in 1938, went home. In August it rained. "
        "The war of 1939 was long."
    )
    times = find_times(Document(id="d", text=text, published=date(2010, 1, 1)), parse(text))
    assert [t.timex.value for t in times if t.timex and t.text in {"May", "August"}] == ["1941-05", "1941-08"]


def test_deadline_of_a_truce_is_read_from_the_report(understood: Callable[..., Reading]) -> None:
    reading = understood("A truce due to end on July 19 was extended.", published=REPORT)
    assert [str(time.latest) for time in reading.times] == ["2023-07-19"]
