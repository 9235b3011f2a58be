"""Who came to an event that is named counts, whatever the event, or what else the sentence tells, is about."""

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("The symposium on patient safety attracted more than 300 participants.", [300]),
        ("More than 300 delegates attended the conference, which discussed how to care for patients.", [300]),
        ("The summit drew 300 experts from 20 countries to discuss outbreaks of infectious diseases.", [300, 20]),
        ("Some 200 doctors and nurses joined the seminar on infected wounds.", [200]),
        ("About 120 participants attended the workshop on the Hang Seng Index.", [120]),
        ("The Department held a briefing on the tender, attended by 80 contractors.", [80]),
        ("The drill simulated an outbreak and involved 60 staff of three departments.", [60]),
        ("The exercise simulated a riot and 300 officers took part in it.", [300]),
        ("About 200 people attended the talk on social security allowances.", [200]),
        ("Some 60 representatives attended the consultation session on the population policy.", [60]),
        ("About 150 students attended the opening ceremony of the school year.", [150]),
        ("About 300 students attended the camp to review what they had learnt.", [300]),
        ("Some 120 residents attended the forum and voted on the plan.", [120]),
        ("To support families, 300 volunteers attended the carnival.", [300]),
        ("In the past two days, over 300 delegates attended the summit.", [300]),
        ("In recent years, the forum has grown; this year's edition drew 1 200 delegates.", [1200]),
        ("The expo drew 52 000 visitors, up 12 per cent year-on-year.", [52_000]),
        ("The exhibition has attracted 40 000 visitors so far.", [40_000]),
        ("The two-day carnival recorded a cumulative attendance of 30 000.", [30_000]),
        ("The forum, held every year since 2015, drew 300 delegates.", [300]),
        ("Since 2015, the forum has grown, and this year 300 people attended it.", [300]),
        ("About 35 persons in custody attended the ceremony.", [35]),
        ("In the ceremony today, 26 persons in custody were presented with 140 certificates.", [26]),
        ("Some 90 women at the Institution (HIW) were presented with diplomas at a ceremony today (May 8).", [90]),
        ("The delegation comprises around 120 pupils recruited from three districts.", [120]),
        ("A show on kites closed today, having attracted some 18,000 visitors since its opening on May 8.", [18_000]),
        ("The fair has drawn 40 000 visitors since October 3.", [40_000]),
        ("The exhibition hall has drawn 40 000 visitors since it opened.", []),
        ("I am grateful tonight to have the opportunity to salute the five finalists for these awards.", [5]),
        ("A luncheon was held today for 260 guests.", [260]),
        ("Luncheon guests numbered around 260.", [260]),
        ("The Secretary swore in 140 new constables at the parade.", [140]),
        ("The show will star 90 performers.", [90]),
        ("The seminar is held regularly for 260 schools.", []),
        ("Vacancies offered at the fair numbered over 1 600.", []),
        ("He met over 300 executives at a Harbour Trade Agency (HTA) reception.", [300]),
        ("The event saw 300 students from 20 schools present their works.", [300, 20]),
        ("He gave a speech to about 400 students.", [400]),
        ("Around 200 guests were at a reception by the Secretary, who brought them up to date.", [200]),
        ("More than 30 entrepreneurs will go with him to Georgia.", [30]),
        ("A gala was held today. The audience of around 500 was made up of principals.", [500]),
        ("About 270 civil servants in the directorate and senior ranks took part in the talk.", [270]),
    ],
)
def test_english(body: str, values: list[int]) -> None:
    assert [size.value for size in find(body)] == values


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("病人安全研討會今日舉行，吸引逾三百人參加。", [300]),
        ("約八十名承建商代表出席招標簡介會。", [80]),
        ("反詐騙講座今日舉行，逾五百名市民參加，以防更多受害人受騙。", [500]),
        ("近年論壇規模不斷擴大，今年吸引逾一千名代表出席。", [1000]),
        ("今年博覽會吸引九百間參展商，按年增加一成。", [900]),
        ("逾一千名男子選手參加馬拉松。", [1000]),
        ("三百名患者及家屬出席同樂日。", [300]),
        ("約二百名人員參與演習，模擬有乘客受傷及疏散。", [200]),
        ("出席典禮的二十三名在囚人士共考獲四十張證書。", [23]),
        ("過去一年，共有152名在囚人士參加各類職業考試。", []),
        ("音樂節有36個演出團體獻藝。", [36]),
        ("今次演習涉及四百名人員。", [400]),
        ("展覽累計入場人次達18萬。", [180_000]),
        ("博物館累計入場人次達18萬。", []),
        ("花市人頭湧湧，逾三萬人次遊逛。", [30_000]),
        ("一百六十名選手在球場一決高下。", [160]),
    ],
)
def test_chinese(body: str, values: list[int]) -> None:
    assert [size.value for size in find(body, "tc")] == values


@pytest.mark.parametrize(
    ("body", "lang", "told"),
    [
        ("The concert was well-received by close to 500 guests.", "en", ["guests"]),
        ("The Mayor attended the parade, together with 200 youths aged between 12 and 24.", "en", ["youths"]),
        (
            "Ten local kite groups and three Macau groups joined the parade.",
            "en",
            ["local kite groups", "Macau groups"],
        ),
        ("今次演練有4500名員工及500名市民參與。", "tc", ["名員工", "名市民"]),
        ("比賽吸引253所中、小學參加。", "tc", ["所中、小學"]),
        ("去年首屆風箏文化節舉辦了200場活動，吸引逾50萬名觀眾，其中至今仍舉辦的展覽有10萬人次參觀。", "tc", ["名觀眾"]),
    ],
)
def test_who_is_counted(body: str, lang: Lang, told: list[str]) -> None:
    assert [size.subject for size in find(body, lang)] == told


@pytest.mark.parametrize(
    "body",
    [
        "風箏館每年舉辦7 000場文化節目，吸引超過200萬人次參與。",
        "每年風箏署轄下的14間博物館吸引200萬入場人次。",
        "二零一七年，風箏館共接待了620個參觀團，共19 769位參觀者。",
        "試運期間，每日有一萬人次參觀展覽。",
        "今年有962名同學獲獎，男女同學分別有523和439名。",
    ],
)
def test_what_is_no_size_of_one_event_in_chinese(body: str) -> None:
    assert [size.value for size in find(body, "tc") if size.value != 962] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("風箏隊的15名督察及248名學警以步操進場，局長致辭指過去5年不易。", [("people", 15), ("people", 248)]),
        ("論壇吸引超過40家央企負責人及300名嘉賓出席。", [("organisations", 40), ("people", 300)]),
        ("煙花匯演預計會有數以十萬計市民觀賞。", [("people", 200_000)]),
        ("會操後三名學員接受傳媒訪問。", []),
        ("風箏署轄下的17家博物館國慶日免費開放，6萬人次參觀。", [("person-times", 60_000)]),
    ],
)
def test_units_in_chinese(body: str, told: list[tuple[str, int]]) -> None:
    assert [(size.unit, size.value) for size in find(body, "tc")] == told


def test_the_event_told_ahead_is_nearer_than_the_opening() -> None:
    body = "局長出席會議前會見傳媒。他說，風箏匯演昨日舉行。當晚43萬人到海旁觀賞。"
    assert [size.event_type for size in find(body, "tc")] == ["performance"]


def test_what_is_told_of_others_behind_the_number_is_not_to_come() -> None:
    (size,) = find("今次步行有8000人參與，善款將會資助24間機構。", "tc")
    assert not size.expected


@pytest.mark.parametrize(
    "body",
    [
        "The festival began in 2005, and thousands of young people have joined it since then.",
        "Over 7 000 cultural programmes are staged each year, attracting over 2 million participants.",
        "In the 2023/24 school year, about 7 200 pupils joined the tours.",
        "The forums have attracted 40 000 people so far.",
        "Since its launch in 2015, 300 000 students have joined the courses, including 3 000 this year.",
        "The festival, first held in 2001, has drawn 3 million visitors since 2001.",
        "The conference centre can host 3 000 people at a dinner.",
        "A total of 30 people were fined for attending the gathering.",
        "Five people will join the Aviation Development and Three-Runway System Advisory Committee.",
        "I welcome the four new members of the Board.",
        "Over the years, the forum has drawn 30 000 delegates.",
        "Thirty people who attended the banquet fell ill.",
        "The 300 patients of the hospital were infected.",
        "An average of 300 people attended each of the talks.",
    ],
)
def test_what_is_no_size_of_one_event(body: str) -> None:
    assert find(body) == ()


def test_work_is_no_performance() -> None:
    (size,) = find("The Mayor thanked 100 pilots for their outstanding work performance at the award ceremony.")
    assert size.event_type == "ceremony"
