"""Event sizes: the ways in which releases of all years say how many came, and what only looks like them."""

import pytest

from etl.model import Lang
from tests.extract.event_sizes import find


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("A team of 38 swimmers will take part in the relay.", [38]),
        ("Thirty media representatives joined the visit to the reservoir.", [30]),
        ("The Secretary led a 22-member Hong Kong Harbour Region (HKHR) delegation to the forum.", [22]),
        ("More than 160 guests from various sectors including political and business circles, media, academic and "
         "community groups, cultural bodies and sports clubs as well as government representatives attended the "
         "reception.", [160]),
        ("About 230 people including the Secretary for Health, politically appointed officials, members of "
         "the advisory board and senior government officials attended.", [230]),
        ("The forum drew some 90 chief executives and members of senior management from 45 family-owned "
         "enterprises.", [90, 45]),
        ("The Director met over 120 young people and pupils, who won contests in the past year, at a tea "
         "gathering this afternoon.", [120]),
        ("Hong Kong sent a record-breaking delegation of some 430 athletes to the Games, which took part in "
         "28 events.", [430]),
        ("The delegation, comprising 24 skaters and seven staff members, will participate in two events.", [24, 7]),
        ("In addition, eight training bodies will provide information on their courses to visitors.", [8]),
        ("The carnival was well received, with over 4 000 people taking part.", [4000]),
        ("Over 4 000 people flocked to the park to enjoy the lantern show.", [4000]),
        ("The exhibition opened to a crowd of about 700.", [700]),
        ("A total of 64 teams from 18 schools are competing for the trophy.", [64, 18]),
        ("Thirty-two teams are vying for the cup this year.", [32]),
        ("Around 350 cyclists lined up at the start of the race.", [350]),
        ("More than 250 business leaders and senior officials were at the luncheon.", [250]),
        ("The ceremony was held in the presence of some 400 guests.", [400]),
        ("Some 180 students from 20 secondary schools went on the tour.", [180, 20]),
        ("The workshop was conducted for 45 teachers.", [45]),
        ("The two-day seminar was well attended by over 300 lawyers and accountants.", [300]),
        ("Over 60 local and overseas exhibitors are showcasing their products at the fair.", [60]),
        ("The fair features more than 900 exhibitors from 35 countries and regions.", [900, 35]),
        ("About 500 runners crossed the finish line.", [500]),
        ("Twenty-four finalists took the stage for the contest.", [24]),
        ("Some 75 young musicians will take to the stage at the concert.", [75]),
        ("The parade featured 28 performing groups.", [28]),
        ("The event received an overwhelming response, with more than 2 500 participants.", [2500]),
        ("Around 1 000 pupils formed a giant flag at the opening ceremony.", [1000]),
        ("A passing-out parade for 38 probationary inspectors and 212 recruit constables was held today.", [38, 212]),
        ("The Commissioner reviewed a parade of 33 inspectors and 190 constables.", [33, 190]),
        ("He officiated at the graduation of 150 trainees.", [150]),
        ("Some 40 consuls-general and representatives of chambers of commerce were briefed on the Budget.", [40]),
        ("The Financial Secretary briefed about 60 members of the business community at a luncheon.", [60]),
        ("The Chief Secretary spoke at a dinner attended by 420 people.", [420]),
        ("Mr Lee hosted a dinner for about 200 guests.", [200]),
        ("A total of 3 200 people visited the open day on its first day.", [3200]),
        ("The festival closed on Sunday with a total attendance of 62 000.", [62_000]),
        ("Attendance at the festival topped 62 000.", [62_000]),
        ("The drill saw the participation of 14 departments and some 230 staff.", [14, 230]),
        ("About 120 officers from seven departments participated in the exercise.", [120, 7]),
        ("The study tour, with 36 participants, departs on Sunday.", [36]),
        ("The 36 delegates will visit Chengdu from May 2 to 5.", [36]),
        ("The delegation has 26 members.", [26]),
        ("The public hearing was attended by representatives of 17 organisations.", [17]),
        ("Representatives from 17 organisations aired their views at the meeting.", [17]),
        ("A record 15 teams entered the tournament.", [15]),
        ("Altogether 15 teams will play in the tournament.", [15]),
        ("Close to 90 per cent of guests joined, or 800 people attended.", [800]),
        ("The Games will bring together over 14 000 athletes.", [14_000]),
        ("More than 5 000 spectators packed the stadium for the final.", [5000]),
        ("Over 100 000 people lined the harbourfront to watch the fireworks.", [100_000]),
        ("Sixteen chefs took part in the cook-off and served 800 guests.", [16]),
        ("An orchestra of 80 musicians and a choir of 120 singers performed the work.", [80, 120]),
        ("The team of 35 firefighters will compete in Perth.", [35]),
        ("The conference has attracted 1 100 registrations from 48 jurisdictions.", [48]),
        ("Joining the tour were 28 journalists from the Mainland.", [28]),
        ("Also present were 65 members of the diplomatic corps.", [65]),
        ("In attendance were 65 members of the consular corps.", [65]),
        ("Some 50 volunteers helped at the carnival.", []),
        ("Nearly 600 citizens attended the District Forum to give their views.", [600]),
        ("Over 80 participants exchanged views at the forum.", [80]),
        ("Around 40 attendees voiced their opinions at the meeting.", [40]),
        ("Over 2 000 students sat in on the talks.", [2000]),
        ("The exercise mobilised over 260 persons from 11 departments.", [260, 11]),
        ("Some 150 elderly people living in Tai Po attended the banquet.", [150]),
        ("Around 90 families spent a happy afternoon at the farm.", [90]),
        ("Two to three dozen residents attended the talk.", [24]),
        ("Nine swimmers represented Hong Kong at the championships.", [9]),
        ("Sixteen economies are represented at the meeting.", [16]),
        ("A total of 45 pianists will showcase their talent at the concert.", [45]),
        ("The contest drew an enthusiastic response with 780 entrants.", [780]),
        ("The camp is for 60 students.", []),
    ],
)  # fmt: skip
def test_english_releases(body: str, values: list[int]) -> None:
    assert [size.value for size in find(body)] == values


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("約1 000名市民到場觀看煙花。", [1000]),
        ("嘉年華雲集17個藝團。", [17]),
        ("今屆賽事共有12隊參賽。", [12]),
        ("龍舟賽共有12隊，分三組角逐。", [12]),
        ("花展吸引逾三千五百名市民入場。", [3500]),
        ("約800位來自樂團轄下12隊樂隊及合唱團的青年樂手將為觀眾帶來多首名曲。", [800, 12]),
        ("共有210名來自46個國家或地區的學生爭奪獎牌。", [210, 46]),
        ("比賽由日本主辦，來自71個國家或地區共320名學生爭奪獎牌。", [71, 320]),
        ("她在百多名來自三十個國家和地區的小提琴好手中，脫穎而出奪得冠軍。", [100, 30]),
        ("署長出席結業儀式，檢閱25名督察及98名關員。", [25, 98]),
        ("一同出席的司局級官員有11位，包括財政司司長。", [11]),
        ("參與今屆運動會志願服務的香港義工共約200名，分別負責接待及翻譯。", [200]),
        ("來自二十多個傳媒機構的代表一行三十多人，首先前往懲教所，了解在囚人士的生活。", [20, 30]),
        ("過百嘉賓出席酒會。", [100]),
        ("活動吸引逾千市民參與。", [1000]),
        ("吸引近萬市民到場支持。", [10_000]),
        ("數百市民齊集廣場，觀賞升旗儀式。", [300]),
        ("訪問團一行二十八人抵達西安。", [28]),
        ("代表團由26名運動員及9名職員組成，將參與兩個項目。", [26, 9]),
        ("活動共有超過900人報名參加。", [900]),
        ("比賽共有45支隊伍、逾600名學生參加。", [45, 600]),
        ("開放日吸引約5 200人次參觀。", [5200]),
        ("展覽首日錄得2 400入場人次。", [2400]),
        ("展覽至今錄得十二萬參觀人次。", []),
        ("約三百名青年齊聚一堂，交流意見。", [300]),
        ("研討會有近四百名業界人士參加。", [400]),
        ("研討會獲逾四百名業界人士支持參與。", [400]),
        ("約六十名來自不同界別的人士出席諮詢會，就施政報告表達意見。", [60]),
        ("諮詢會上有三十多人發言。", [30]),
        ("論壇匯聚來自三十多個國家及地區、逾五百名專家學者。", [30, 500]),
        ("座談會約有一百五十名區議員及地區人士出席。", [150]),
        ("巡遊隊伍由三十八個團體、一千二百名表演者組成。", [38, 1200]),
        ("巡遊有三十八個團體參與。", [38]),
        ("演習共動員約230人，包括14個部門的人員。", [230, 14]),
        ("逾二百名消防員及救護員參與演習。", [200]),
        ("合共一千六百多名跑手參加了今天的長跑。", [1600]),
        ("音樂會由80名樂手和120名合唱團團員演出。", [80, 120]),
        ("約七十位學生將於音樂會同台演出。", [70]),
        ("行政長官與約四十名青年會面。", [40]),
        ("局長與二十多位商會代表共晉午餐。", [20]),
        ("署長設午宴款待八十名長者。", [80]),
        ("典禮有約四百名嘉賓觀禮。", [400]),
        ("約四百名嘉賓見證啟用儀式。", [400]),
        ("數千人沿途夾道歡迎健兒。", [3000]),
        ("三百名學生代表在場歡迎代表團。", [300]),
        ("近五千名觀眾座無虛席，為港隊吶喊助威。", [5000]),
        ("書展今年有逾七百六十家參展商參展。", [760]),
        ("書展今年有760家參展商，來自37個國家及地區。", [760, 37]),
        ("考察團由局長率領，成員包括22名立法會議員。", [22]),
        ("代表團成員共35人。", [35]),
        ("參加今次比賽的隊伍共有58隊。", [58]),
        ("參加者人數達三千人。", [3000]),
        ("出席人數逾二千人。", [2000]),
        ("今屆共有八百多名運動員參賽，競逐二十個項目。", [800]),
        ("約二百名師生走訪故宮。", [200]),
        ("三十名記者參加採訪團。", [30]),
        ("三十名傳媒代表參加參觀活動。", [30]),
        ("五十位區內長者獲邀參加盆菜宴。", [50]),
        ("五十個家庭參與親子同樂日。", [50]),
        ("逾百個家庭樂在其中，參與同樂日。", [100]),
        ("招聘會有四十間機構設置攤位，提供二千個職位空缺。", [40]),
        ("共32支球隊出戰今屆邀請賽。", [32]),
        ("超過一萬名健兒雲集廣州，爭奪獎牌。", [10_000]),
        ("約三百名警務人員接受檢閱。", [300]),
        ("今日結業的二百一十名學警接受檢閱。", [210]),
    ],
)  # fmt: skip
def test_chinese_releases(body: str, values: list[int]) -> None:
    assert [size.value for size in find(body, "tc")] == values


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("五百中港學生參加夏令營", [500]),
        ("三千市民齊跑迎新歲（附圖）", [3000]),
        ("約二千位樂手共獻名曲", [2000]),
        ("青年代表團出席二十大", []),
        ("2025青年論壇今日舉行", []),
        ("三百人士被捕", []),
    ],
)
def test_chinese_headlines(title: str, values: list[int]) -> None:
    assert [size.value for size in find("", "tc", title)] == values


@pytest.mark.parametrize(
    "body",
    [
        "The Fund has granted 200 schools a subsidy to hold the fair.",
        "Officers deployed 200 colleagues as special constables to take part in restoring order.",
        "Over 300 enterprises have been approached by the office since last year.",
        "The Board comprises 18 members who attended to complaints.",
        "A total of 320 persons were arrested during the festival.",
        "The scheme has been joined by 230 schools since 2015.",
        "The clinic, with 45 nurses, serves the district.",
        "The department hired 90 lifeguards for the season.",
        "The library has 300 000 readers.",
        "In 2018, 45 million passengers used the airport.",
        "The venue can hold 300 people for a seminar.",
        "Each team may have up to 12 members.",
        "The museum displays 80 exhibits from 12 countries.",
        "The committee received 300 submissions from 40 organisations.",
        "The team of 12 doctors treated 340 victims.",
        "The consultation document was sent to 300 organisations.",
        "The ETO will approach 40 enterprises to set up offices.",
        "The hall seats 1 400 people at concerts.",
        "Four suspected workers and three suspected employers were arrested at the fair.",
        "Chosen from 300 nominees, she won the award at the ceremony.",
        "The number of participating schools rose from 300 to 900.",
        "As at March 10, 223 secondary schools participated in the programme.",
        "Hong Kong is home to 85 000 alumni who attended the university.",
        "Up to 50 people may attend each session.",
        "Group gatherings of more than four people are prohibited.",
        "Eight participants of the cluster tested positive.",
        "A maximum of 30 people will be admitted to each tour.",
        "Nine people were rescued during a hiking tour.",
        "The police interviewed 30 persons who attended the party.",
        "The Government will train 300 teachers through the course.",
    ],
)
def test_english_numbers_that_count_nobody_who_came(body: str) -> None:
    assert find(body) == ()


@pytest.mark.parametrize(
    "body",
    [
        "懲教署派出超過200名同事擔任特務警察，參與止暴制亂的工作。",
        "警方派出三百名警員到場維持秩序。",
        "協會現時有超過四萬名會員。",
        "機構有5 300名員工和逾萬名義工，提供優質服務。",
        "計劃至今有三百間學校參與。",
        "名單上有十一名非常任法官。",
        "委員會由十八名成員組成。",
        "政府宣布委任十二名新成員加入委員會。",
        "評審團從三百名申請者中選出二十人。",
        "部門去年協助了三百間公司在港開業。",
        "每場名額三十人，先到先得。",
        "會場可容納五百名觀眾。",
        "火警中十二人受傷，約三百人疏散。",
        "獎項頒發予二十六位教師。",
        "基金資助了四十個團體舉辦活動。",
        "八名參加者確診。",
        "限聚令禁止多於四人的群組聚集。",
        "機場客運量達七千萬人次。",
        "諮詢期內收到三百個團體提交的意見書。",
        "香港有一百二十多萬名潮籍鄉親。",
        "調查訪問了一千名市民，當中三成曾參加活動。",
        "圖書館有三十萬名登記讀者。",
        "警方在派對上拘捕三十人。",
        "計劃將培訓三百名青年參與服務。",
        "在五十七個參與評估的國家和地區之中，香港名列第二。",
        "當局已聯絡四百名住戶，安排他們參加簡介會。",
        "約五百名旅客抵達機場。",
        "三百名義工參與計劃。",
    ],
)
def test_chinese_numbers_that_count_nobody_who_came(body: str) -> None:
    assert find(body, "tc") == ()


@pytest.mark.parametrize(
    ("body", "lang", "units"),
    [
        # Of a list the first noun counts, and of a compound the last.
        ("The forum drew 300 students, green groups and companies.", "en", ["people"]),
        ("The parade was joined by 900 members of 14 youth uniformed groups.", "en", ["people", "organisations"]),
        ("十四支關愛隊派出義工參與活動。", "tc", ["organisations"]),
        ("二十六間大學的代表出席了簽署儀式。", "tc", ["organisations"]),
        ("四十名來自七國的法官出席論壇。", "tc", ["people", "countries"]),
    ],
)
def test_unit_in_lists_and_compounds(body: str, lang: Lang, units: list[str]) -> None:
    assert [size.unit for size in find(body, lang)] == units
