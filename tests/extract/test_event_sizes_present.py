"""Event sizes of those present: in speeches the event is the occasion itself, and often goes without a name."""

import pytest

from tests.extract.event_sizes import find, tell


@pytest.mark.parametrize(
    ("body", "values"),
    [
        # whoever is spoken to
        ("I am delighted to be joined by 300 of you tonight.", [300]),
        ("I am told that nearly 700 of you are here, from more than 20 economies.", [700, 20]),
        ("It is great to see some 250 of you this morning.", [250]),
        # a delegation with its number
        ("I hope everyone in my 165-strong delegation is encouraged by what we saw.", [165]),
        ("The Secretary will lead a high-level 70-strong Harbour Region (HKHR) delegation on Monday.", [70]),
        ("Your 600-strong audience speaks for itself.", [600]),
        # a welcome
        ("It is a pleasure to join 400 business leaders.", [400]),
        ("I am pleased to welcome the five laureates.", [5]),
        ("Allow me to welcome to Hong Kong the six laureates.", [6]),
        ("I am glad that the six laureates with us this evening will meet young scientists tomorrow.", [6]),
        ("It is an honour to be among 80 surgeons.", [80]),
        ("Thank you all, 350 teachers and principals, for coming.", [350]),
        ("You have come from 100 countries and cities, welcome to our harbour.", [100]),
        ("Let me congratulate the 240 contestants.", [240]),
        # presence ahead of the number
        ("With us tonight are 150 leaders of the trade.", [150]),
        ("Here with us this morning are the heads of 25 universities.", [25]),
        ("On stage tonight are 90 young musicians from 12 secondary schools.", [90, 12]),
        ("The lineup includes 60 start-ups.", [60]),
        # presence behind it
        ("Hundreds of media representatives are here, covering every minute.", [200]),
        ("More than 1 000 professionals – from clinics, laboratories, banks, insurers, universities, think tanks, "
         "societies, trade bodies and many other places of work – are here this week.", [1000]),
        ("Some 500 investors and bankers have flown in.", [500]),
        ("More than 900 guests from business and academia fill this ballroom.", [900]),
        ("What a joy it is to meet so many people, 1,400 friends from the trade, at this joint luncheon.", [1400]),
        ("More than 2,000 nurses are following us online.", [2000]),
        ("More than 280 companies are exhibiting.", [280]),
        # a noun that speaks for itself, beside an event or a word of presence
        ("You are here to be inspired by more than 70 speakers from 16 countries.", [70, 16]),
        ("The summit's more than 90 speakers will not disappoint.", [90]),
        ("Over 1,000 runners from 20 countries set out this morning.", [1000, 20]),
        # the event stages them
        ("This year's parade showcases more than 20 performing groups.", [20]),
        ("The fair presents 40 galleries and 12 publishers.", [40, 12]),
        ("It builds on last year's exhibition, which returns with more than 60 start-ups.", [60]),
        ("You will enjoy talks by 20 experts.", [20]),
        ("The exhibition, created by some 200 artists from more than 50 universities, opens this month.", [200, 50]),
        ("Each was made with care, involving some 200 artists, scientists and engineers from more than 50 colleges.",
         [200, 50]),
        ("We have here representatives of more than 40 chambers of commerce.", [40]),
        ("We made contact with over 170 enterprises at the seminar.", [170]),
        # some of a larger group
        ("The tournament features 16 of the world's best players.", [16]),
        ("The congress brings together 200 of Asia's leading engineers.", [200]),
        ("Our pupils are competing against 800 speakers from more than 100 regions.", [800, 100]),
        ("This year the fair has attracted 1,500 exhibitors, compared with far fewer last year.", [1500]),
        ("Last year, more than 50,000 buyers from 41 countries passed through the fair's doors.", [50_000, 41]),
        # joined to one that counts, or told of the same event
        ("The summit has drawn 6 000 people from 70 economies. These include over 300 delegates representing 38 firms.",
         [6000, 70, 300, 38]),
        ("Some 380 executives from 170 firms took part, along with four state leaders and 80 other officials.",
         [380, 170, 4, 80]),
        ("The race features over 400 athletes – 16 and 17 years of age – from 29 countries.", [400, 29]),
    ],
)  # fmt: skip
def test_those_present_are_counted(body: str, values: list[float]) -> None:
    assert [size.value for size in find(body)] == values


@pytest.mark.parametrize(
    "body",
    [
        # whoever is spoken to, but not for being there
        "Fifty-eight of you will begin your studies soon.",
        "One in 20 of your customers will notice.",
        # no delegation
        "The Society has a 600-strong membership.",
        "A 30-member task force will report by June.",
        # firms and residents are here for good
        "More than 9 000 companies are here, and more will come.",
        "Our city is home to 900 start-ups, and many of them are here for the long run.",
        "The law protects 3 million employees, many of whom are here.",
        "There are 5 000 lawyers here to serve you.",
        "Some 2 600 start-ups are operating here today.",
        "Today, some 2 000 designers work in the district.",
        "We are happy to join 40 economies in the treaty.",
        # thanks and honours without an event
        "I salute the 30 000 officers of the Force.",
        "I thank the 1,200 members of the Chamber for their support.",
        "The scholarship honours 20 students each year.",
        # nouns of guests, but of no event
        "The hotel receives 300 guests a day.",
        "We will give grants to 500 exhibitors this year.",
        "It takes 40 speakers of a language to keep it alive.",
        "Each player was selected in an audition that drew from more than 800 candidates.",
        "Over 300 passengers passed through the control points together.",
        # a year of many events
        "Last year, the city hosted more than 300 conventions, and attracted some 500,000 visitors to them.",
        "An operation involving 200 officers was carried out.",
        # few, and not greeted
        "Six laureates are members of the Academy.",
        # studies, places and courses have participants too
        "A study of 300 participants found that the exercise helps.",
        "The workshop is open to 30 participants.",
        "The workshop can take 30 participants.",
        "Each camp has 60 participants.",
        "Some 40 participants were taken to hospital after the drill.",
        "At least 20 participants are needed for the course to be run.",
        "The pension schemes have 4 million participants, the forum was told.",
        "The 36 delegates elected today will serve for five years.",
        # parts of a larger group
        "The Academy counts 20 of the world's best painters among its members.",
        "The memorandum brings together four of the world's leading universities.",
        "Works by 35 artists will be conserved.",
        "The report on the festival was produced by 30 experts.",
        "We have here in the city 9 000 companies.",
        # members of a body, and where they come from
        "The Forum has attracted some 111 member associations from 29 countries.",
        "Our Legal Hub, housed in what was once the old French Mission Building on the hill where we are standing, "
        "brings together more than 20 organisations.",
    ],
)  # fmt: skip
def test_numbers_beside_words_of_presence_are_left_out(body: str) -> None:
    assert find(body) == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("I am delighted to see nearly 700 of you today.", (700, None, "nearly", "people", "nearly 700 of you")),
        ("I lead a 165-strong delegation.", (165, None, "exact", "people", "165-strong delegation")),
    ],
)
def test_the_words_of_those_present_are_read(body: str, said: tuple[float, float | None, str, str, str]) -> None:
    assert tell(body) == [said]


def test_the_size_of_a_delegation_is_no_part_of_its_name() -> None:
    body = "I lead a 165-strong trade delegation."
    assert [size.subject for size in find(body)] == ["trade delegation"]


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("今晚有三百多位朋友在座。", [300]),
        ("在座各位四百多名業界朋友，大家好。", [400]),
        ("多謝三百位嘉賓撥冗光臨。", [300]),
        ("約二百名年輕畫家今日在此展出作品，他們來自五十多所大學。", [200, 50]),
        ("論壇請來四十多位講者。", [40]),
        ("今日有三百名參賽者，比去年多。", [300]),
    ],
)
def test_those_present_are_counted_in_chinese(body: str, values: list[float]) -> None:
    assert [size.value for size in find(body, "tc")] == values


@pytest.mark.parametrize(
    "body",
    ["本會有四百名會員，今日選出新主席。", "今日有三百名學生缺課。", "感謝三百位義工多年來的付出。"],
)
def test_chinese_numbers_beside_words_of_presence_are_left_out(body: str) -> None:
    assert find(body, "tc") == ()
