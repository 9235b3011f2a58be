"""Event sizes without a noun of people, and those at an event that is merely named beside them."""

import pytest

from tests.extract.event_sizes import find, tell


@pytest.mark.parametrize(
    ("body", "sizes"),
    [
        ("Some 400 attended the dinner.", [(400, None, "about", "people", "Some 400")]),
        ("While only 300 attended the first summit, it grew.", [(300, None, "exact", "people", "300")]),
        ("Over 500 joined us online.", [(500, None, "more-than", "people", "Over 500")]),
        ("Close to 700 are here today.", [(700, None, "nearly", "people", "Close to 700")]),
        ("The dinner was attended by more than 400.", [(400, None, "more-than", "people", "more than 400")]),
        ("The seminar drew over 600, a record.", [(600, None, "more-than", "people", "over 600")]),
        ("More than 80 have signed up for the race.", [(80, None, "more-than", "people", "More than 80")]),
        ("I see a full house of 400 here tonight.", [(400, None, "exact", "people", "400")]),
        ("Nearly two hundred attended the forum.", [(200, None, "nearly", "people", "Nearly two hundred")]),
        ("Between 300 and 400 attended the forum.", [(300, 400, "range", "people", "Between 300 and 400")]),
        ("The 1 800 or so of you here know this well.", [(1800, None, "about", "people", "1 800 or so of you")]),
    ],
)
def test_numbers_alone_count_people(body: str, sizes: list[tuple[float, float | None, str, str, str]]) -> None:
    assert tell(body) == sizes


def test_a_number_alone_has_no_subject() -> None:
    assert [size.subject for size in find("Some 400 attended the dinner.")] == [""]


@pytest.mark.parametrize(
    "body",
    [
        "Of the children of the district, some 400 attended kindergartens.",
        "The appeal drew over $600.",
        "The seminar drew over 600 questions.",
        "The auction drew more than 40 bids and 300 offers.",
        "On May 12 attended to by officers, the stall was closed.",
        "In 2019 attended by many, the fair is back.",
        "The forum on COVID-19 took part of the day.",
        "I chaired 40 online and offline consultation sessions.",
        "The price was drawn at 600 last year, the forum heard.",
        "The forum on the 300 took place today.",
    ],
)
def test_numbers_alone_of_something_else_are_left_out(body: str) -> None:
    assert find(body) == ()


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("The annual dinner, with 320 bankers around 40 tables, raised funds.", [320]),
        ("I am pleased to be at today's ceremony to commend 50 outstanding students.", [50]),
        ("It was a joy to watch 60 tailors at work during the opening ceremony.", [60]),
        ("The symposium's 240 delegates include ministers.", [240]),
        ("The summit brings to town hundreds of bankers.", [200]),
        ("Representatives of 28 chambers of commerce are here tonight.", [28]),
        ("Along with me are 27 entrepreneurs.", [27]),
        ("Some 200 distinguished guests grace the occasion.", [200]),
        ("You come from 18 countries and regions.", [18]),
        ("Over the past three days, 150 students took part in the hackathon.", [150]),
        ("五十名裁縫在開幕典禮上一展身手。", [50]),
    ],
)
def test_people_beside_an_event_are_at_it(body: str, values: list[float]) -> None:
    assert [size.value for size in find(body, "en" if body.isascii() else "tc")] == values


@pytest.mark.parametrize(
    "body",
    [
        "The report on the festival was produced by 30 experts.",
        "The camp is for 60 students.",
        "Some 50 volunteers helped at the carnival.",
        "The forum heard of 300 patients.",
        "Chambers of 28 firms are here for good.",
        "The training course on mediation has produced 213 graduates since it began.",
        "Congratulations to the 1 500 members of the committee on their election.",
        "We should honour the 30 000 officers who protect our city.",
        "Over the past three years, 150 students took part in the hackathon.",
        "The exhibition centre employs 300 technicians.",
    ],
)
def test_people_whom_an_event_is_about_or_made_by_are_left_out(body: str) -> None:
    assert find(body) == ()


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("The fair drew 900 exhibitors last year. This year the fair drew 960.", ["organisations", "organisations"]),
        ("The fair drew 60 schools. Over 3 000 attended the ceremony.", ["organisations", "people"]),
        ("We invited schools to the contest. Over 60 joined us.", ["organisations"]),
        ("The school held a dance. Over 300 attended the ceremony.", ["people"]),
    ],
)
def test_a_number_alone_counts_what_was_told_of(body: str, units: list[str]) -> None:
    assert [size.unit for size in find(body)] == units


@pytest.mark.parametrize("number", ["300 or so", "300-odd", "300-plus", "300 or more", "a record 300"])
def test_a_number_alone_may_be_qualified_behind(number: str) -> None:
    assert [size.value for size in find(f"The forum drew {number}.")] == [300]
