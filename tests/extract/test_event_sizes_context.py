"""Event sizes: which numbers count those who came to an event, each that does not, and the event they came to."""

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find, tell


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("The forum drew 500 guests. They came from more than 25 countries.", "en"),
        ("There are 500 participants at the forum, coming from more than 25 countries.", "en"),
        ("論壇吸引500名嘉賓。他們來自超過25個國家。", "tc"),
        ("500名嘉賓出席論壇，分別來自超過25個國家。", "tc"),
    ],
)
def test_where_they_come_from_is_a_size_right_after_another(body: str, lang: Lang) -> None:
    assert [(size.value, size.unit) for size in find(body, lang)] == [(500, "people"), (25, "countries")]


def test_a_year_leaves_the_size_of_an_event_alone() -> None:
    assert [size.value for size in find("Last year, the fair welcomed 32 000 buyers.")] == [32_000]
    assert [size.value for size in find("去年書展接待32 000名市民。", "tc")] == [32_000]
    assert [size.value for size in find("The festival's 12 concerts drew 900 guests.")] == [900]


def test_where_others_come_from_is_no_size() -> None:
    assert tell("Our university grows. They come from more than 25 countries.") == []
    assert tell("我們的學生日增。他們來自超過25個國家。", "tc") == []


@pytest.mark.parametrize(
    "body",
    [
        "The arena can accommodate 9 000 spectators.",
        "The theatre, with a capacity of 1 700 guests, hosted the gala.",
        "A quota of 240 participants is set for the tour.",
        "The talk is limited to 70 participants.",
        "The company will offer 300 vacancies to job seekers who attend the fair.",
        "The allowance scheme has benefited 6 500 families who joined it.",
        "The clinic recorded 38 cases among visitors who attended the banquet.",
        "Some 27 patients attended the clinic.",
        "Officers arrested 19 people who took part in the brawl.",
        "The department has a staff of 4 100 officers, who attended to the public.",
        "The town, with a population of 320 000 people, welcomed the athletes.",
        "The channel's programmes reach an audience of 2 650 in total.",
        "The scheme can house 340 families who join it.",
        "We welcomed 2.7 million visitors in 2023.",
        "Last year, more than 38 000 people attended its 26 shows.",
        "Over 14 000 pupils took part in exchange and internship programmes.",
        "The motion received 65 votes from members who attended.",
        "About 1.9 million electors turned out to vote.",
        "The organisers gave $45,000 to schools that took part.",
        "About 70 per cent of participants joined the tour.",
        "Some 70% of guests attended.",
        "Visitors aged 12 to 17 attended the camp.",
        "On June 14, guests attended the banquet.",
        "On June 14 guests attended the banquet.",
        "In 2024 visitors attended the fair.",
        "The festival presents 42 concerts, and guests attended the first.",
        "The course has 16 sessions for students who join.",
        "Since its launch in 2016, over 18 000 students have joined the tours.",
        "To date, more than 900 schools have participated in the tours.",
        "In the 2023/24 school year, about 7 200 pupils joined the tours.",
        "The set has six stamps of athletes competing in the games.",
        "The 3 400 flats will go to families who took part in the ballot.",
        "A total of 610 000 passengers attended by officers crossed the control points.",
        "For details, call 2345 6789; guests are welcome.",
        "More than 60 firms have joined the charter.",
        "The report ranked the city third among 120 economies that participated.",
        "There are 500 companies in the park.",
        "The two officers attended the scene.",
        "The Reef Alliance has attracted 44 members.",
        "The science park brings together more than 1 900 researchers.",
        "The mentoring programme gathers 150 volunteers.",
        "The pilot scheme now has 620 participants.",
        "Under the care scheme, about 620 seniors took part.",
        "At present, over 450 doctors have enrolled, and I urge others to join.",
        "The airport welcomed 3.8 million people last month.",
        "In the first three months, we welcomed 900 000 people.",
        "More than 70 000 visits made to the island are joined by ferry.",
        "A quarter of a million people joined the parade.",
        "The commission comprises 19 members attending in their own time.",
        "The Bureau has invited 13 experts to form a panel.",
        "About 7 400 candidates sat for the examination.",
        "Some 35 firefighters attended the scene.",
        "The gallery features 300 items from 25 museums, and visitors may join a tour.",
        "Over 90 000 candidates took part in the examination.",
        "The number of visitors to Hong Kong reached 3.2 million in May.",
        "There are 420 schools in the territory.",
        "Each team consists of 12 members who compete.",
        "The first 150 participants will each receive a souvenir.",
        "Hong Kong signed agreements with 26 countries that took part in the talks.",
        "The university has 21 000 students.",
        "Some 40 people were injured in the fire.",
        "The tender for the site attracted eight companies.",
        "The video attracted 300 000 viewers.",
        "The court heard that 12 people joined the fight.",
        "A total of 18 persons who attended the banquet fell ill.",
        "In the 10 km race, runners gathered at the park.",
        "More than 1.4 million visitors came to Hong Kong during the holiday.",
        "In 1990, 300 researchers joined forces to write the book.",
        "A maximum of 200 participants will be admitted.",
        "A 45-year-old man attended the police station.",
        "Visa-free access covers 174 countries that take part.",
        "The scheme attracted about 100 000 applications from people who joined.",
        "The survey interviewed 1 002 persons who attended.",
    ],
)
def test_english_false_friend(body: str) -> None:
    assert tell(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "場館可容納約9 000名觀眾。",
        "參觀名額為240人。",
        "提供三百個職位空缺，歡迎求職人士參加。",
        "計劃惠及逾六千名學生。",
        "錄得三十八宗個案，兩名市民到場。",
        "共有27名病人出席。",
        "警方拘捕19名參與人士。",
        "部門編制為4 100人。",
        "全市人口達32萬人。",
        "約190萬名選民參與投票。",
        "撥款四萬五千元予參加的學校。",
        "約七成市民參加。",
        "十二至十七歲學生可參加。",
        "六月十四日，嘉賓出席晚宴。",
        "藝術節有四十二場音樂會，歡迎觀眾入場。",
        "自二○一六年推出以來，逾一萬八千名學生參加交流。",
        "至今已有九百間學校參與。",
        "一套六枚郵票，以運動員參賽為題。",
        "三千四百個單位供市民參與抽籤。",
        "查詢請致電2345 6789，歡迎市民參加。",
        "首200名參加者可獲禮品。",
        "每隊六名隊員參賽。",
        "去年本港接待270萬名旅客。",
        "去年有超過三萬八千人參加其二十六場表演。",
        "逾14 000名學生參加交流及實習計劃。",
        "第三支隊伍到場參賽。",
        "創科平台有十二間實驗室，匯聚超過一千九百名研究人員。",
        "安老計劃現有十二間院舍，約620名長者參加。",
        "城市已與二十七個經濟體簽訂協定。",
        "超過80間企業已就參與新區發展簽署意向書。",
        "人員已會見14名證人。",
        "專責小組邀請了14名青年加入。",
        "應用程式吸引300名用戶參與。",
        "機場上月接待逾380萬名旅客。",
        "首三個月接待逾90萬名旅客。",
        "委員會由十九名委員組成，定期出席會議。",
        "當局已邀請十三名專家成立顧問團。",
        "部門派出三十五名人員到場。",
        "機構須安排至少四十名代表出席。",
        "全港有四百二十間學校。",
        "大學有二萬一千名學生。",
        "委員會有十九名成員。",
        "約九萬名考生應考。",
        "過去十年，有三十萬人次參觀展覽。",
        "每人可攜同最多四名親友出席。",
        "來自二十五間博物館的三百件展品，歡迎觀眾參觀。",
        "名額上限為三百人，歡迎參加。",
        "招標吸引十二間公司參與。",
        "十八名曾出席宴會的人士不適。",
        "一百六十一名候選人競逐九十個議席。",
        "有三十名居民須疏散，其後到訪臨時庇護中心。",
        "短片吸引三十萬名觀眾收看。",
        "每日首五百名入場人士可獲禮物。",
        "行動中，三十五名參加聚會的人士被捕。",
        "各項人才計劃吸引逾二十萬人來港。",
        "參加者須十至二十人一組。",
    ],
)
def test_chinese_false_friend(body: str) -> None:
    assert tell(body, "tc") == []


@pytest.mark.parametrize(
    ("body", "lang", "expected"),
    [
        ("The summit is expected to attract over 800 delegates.", "en", True),
        ("About 95 musicians will perform on the day.", "en", True),
        ("The organiser expects over 800 delegates at the summit.", "en", True),
        ("The summit attracted over 800 delegates.", "en", False),
        (
            "Some 350 bakers, grocers and others who care for good bread and honest trade are expected to attend.",
            "en",
            True,
        ),
        ("峰會預計吸引逾800名代表出席。", "tc", True),
        ("峰會吸引逾800名代表出席。", "tc", False),
    ],
)
def test_expected(body: str, lang: Lang, expected: bool) -> None:
    assert [size.expected for size in find(body, lang)] == [expected]


@pytest.mark.parametrize(
    ("body", "lang", "event_type"),
    [
        ("The seminar was attended by 60 guests.", "en", "seminar"),
        ("The reception was attended by 60 guests.", "en", "reception"),
        ("The exhibition attracted 60 guests.", "en", "exhibition"),
        ("The concert attracted 60 guests.", "en", "performance"),
        ("The marathon attracted 600 runners.", "en", "sports"),
        ("The workshop was attended by 60 teachers.", "en", "training"),
        ("The quiz attracted 60 pupils.", "en", "competition"),
        ("A delegation of 60 members visited the port.", "en", "visit"),
        ("The Secretary met with 60 members at a meeting.", "en", "meeting"),
        ("The town hall meeting was attended by 60 residents.", "en", "consultation"),
        ("The press conference was attended by 60 reporters.", "en", "press-conference"),
        ("It was attended by 60 guests.", "en", "other"),
        ("The exhibition opening ceremony was attended by 60 guests.", "en", "ceremony"),
        ("The award ceremony of the annual contest was attended by 60 guests.", "en", "ceremony"),
        ("The forum held at the Harbour Exhibition Centre drew 60 guests.", "en", "seminar"),
        ("約六十名嘉賓出席展覽開幕典禮。", "tc", "ceremony"),
        ("論壇於海港展覽中心舉行，吸引六十名學者參加。", "tc", "seminar"),
        ("國慶酒會有六十名嘉賓出席。", "tc", "reception"),
        ("招聘會吸引六十名求職者到場。", "tc", "exhibition"),
        ("諮詢會有六十名居民出席。", "tc", "consultation"),
        ("工作坊有六十名教師參加。", "tc", "training"),
        ("嘉年華吸引六百名居民到場。", "tc", "performance"),
        ("長跑吸引六百名跑手參加。", "tc", "sports"),
        ("代表團一行六十人訪問港口。", "tc", "visit"),
        ("六十人到場。", "tc", "other"),
    ],
)
def test_event_type(body: str, lang: Lang, event_type: str) -> None:
    assert [size.event_type for size in find(body, lang)] == [event_type]


def test_event_type_is_not_read_from_those_who_came() -> None:
    assert [size.event_type for size in find("約80名營運商出席論壇。", "tc")] == ["seminar"]
    assert [size.event_type for size in find("論壇吸引300名參觀者。", "tc")] == ["seminar"]
    assert [size.event_type for size in find("It attracted 30 delegations.", title="Kite Expo ends")] == ["exhibition"]


@pytest.mark.parametrize(
    ("body", "lang", "told"),
    [
        ("The forum attracted several hundred traders from abroad.", "en", [(300, 900)]),
        ("The forum attracted several hundred traders from abroad and other stakeholders.", "en", []),
        ("Dozens of guests and others attended the dinner.", "en", []),
        ("論壇吸引數百名商人出席。", "tc", [(300, 900)]),
        ("論壇吸引數百名商人及其他業界人士出席。", "tc", []),
        ("The forum attracted 200 to 300 traders and other stakeholders.", "en", [(200, 300)]),
    ],
)
def test_a_vague_number_with_others_added_is_no_size(body: str, lang: Lang, told: list[tuple[int, int]]) -> None:
    assert [(size.value, size.value_high) for size in find(body, lang)] == told
