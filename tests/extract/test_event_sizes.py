"""Event sizes: how a number, its qualifier and its noun are read, and which statements are one."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model import Lang
from etl.normalise import normalise, normalise_line
from tests.extract.event_sizes import find, tell

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.parametrize(
    ("body", "value", "qualifier", "unit", "span"),
    [
        ("The tea party drew 85 guests.", 85, "exact", "people", "85 guests"),
        ("More than 410 pupils took part in the walk.", 410, "more-than", "people", "More than 410 pupils"),
        ("The fair attracted over 21 000 people.", 21_000, "more-than", "people", "over 21 000 people"),
        ("About 1,350 scouts joined the rally.", 1_350, "about", "people", "About 1,350 scouts"),
        ("The banquet, with nearly 90 diplomats and envoys in attendance, went well.", 90, "nearly", "people",
         "nearly 90 diplomats and envoys"),
        ("At least 60 cyclists competed.", 60, "at-least", "people", "At least 60 cyclists"),
        ("Up to 40 scholars attended the lecture.", 40, "up-to", "people", "Up to 40 scholars"),
        ("A dozen swimmers competed in the gala.", 12, "exact", "people", "A dozen swimmers"),
        ("Three hundred teachers participated in the forum.", 300, "exact", "people", "Three hundred teachers"),
        ("The show drew 1.4 million visitors.", 1_400_000, "exact", "people", "1.4 million visitors"),
        ("Some 75 exhibitors set up booths at the expo.", 75, "about", "organisations", "Some 75 exhibitors"),
        ("Delegates from 34 countries and regions attended the congress.", 34, "exact", "countries",
         "34 countries and regions"),
        ("The museum recorded 52 000 visits during the festival.", 52_000, "exact", "person-times", "52 000 visits"),
        ("A 45-member delegation toured the port.", 45, "exact", "people", "45-member delegation"),
        ("Attendance reached 15 200 on the last day of the carnival.", 15_200, "exact", "people", "15 200"),
        ("The regatta was watched by about 8 000 spectators.", 8_000, "about", "people", "about 8 000 spectators"),
        ("I hear that some 90 tailors are with us this evening.", 90, "about", "people", "some 90 tailors"),
        ("The play attracted 640 theatre-goers.", 640, "exact", "people", "640 theatre-goers"),
        ("The luncheon brought together 130 IT managers.", 130, "exact", "people", "130 IT managers"),
        ("The book fair recorded a total of 5 300 visitors.", 5_300, "exact", "people", "5 300 visitors"),
        ("We expect 700 pupils, and their teachers, at the concert.", 700, "exact", "people", "700 pupils"),
        ("The delegation of 18 members flies home on Sunday.", 18, "exact", "people", "18 members"),
        ("Some 30 employers took part in the job fair.", 30, "about", "organisations", "Some 30 employers"),
        ("About 240 people attended the Harbour Fund's annual forum.", 240, "about", "people", "About 240 people"),
        ("A fishery delegation of over 30 members departed for the port.", 30, "more-than", "people",
         "over 30 members"),
        ("The training attracted 45 coaches.", 45, "exact", "people", "45 coaches"),
        ("The Orchid Society Association held a dinner that drew 210 growers and friends.", 210, "exact", "people",
         "210 growers and friends"),
        ("Half a million people watched the parade and took part.", 500_000, "exact", "people",
         "Half a million people"),
        ("An audience of 2 650 enjoyed the play.", 2_650, "exact", "people", "2 650"),
        ("The home team won before 27 000 spectators.", 27_000, "exact", "people", "27 000 spectators"),
        ("The banquet will be held at Harbour House, with about 260 guests invited.", 260, "about", "people",
         "about 260 guests"),
        ("This year, 340 pupils set off for the river.", 340, "exact", "people", "340 pupils"),
        ("Fifty-odd bands performed at the parade.", 50, "more-than", "organisations", "Fifty-odd bands"),
        ("Some 300-odd guests attended.", 300, "about", "people", "Some 300-odd guests"),
        ("A 300-plus audience attended the talk.", 300, "more-than", "people", "300-plus audience"),
        ("300+ runners joined the race.", 300, "more-than", "people", "300+ runners"),
        ("The 300 or so guests attended the dinner.", 300, "about", "people", "300 or so guests"),
        ("Not more than 80 guests attended.", 80, "up-to", "people", "Not more than 80 guests"),
        ("The concert was attended by just under 200 guests.", 200, "nearly", "people", "just under 200 guests"),
        ("An estimated 8 000 people turned out for the parade.", 8_000, "about", "people", "An estimated 8 000 people"),
        ("An about 30-strong delegation visited the port.", 30, "about", "people", "about 30-strong delegation"),
        ("The drill involved about 180 paramedics.", 180, "about", "people", "about 180 paramedics"),
        ("A parade marked the graduation of 43 constables.", 43, "exact", "people", "43 constables"),
        ("The camp was attended by 120 pupils aged 12 to 17.", 120, "exact", "people", "120 pupils"),
        ("The 70-odd guests were entertained by local singers.", 70, "more-than", "people", "70-odd guests"),
        ("The carnival attracted a 50 000-strong crowd.", 50_000, "exact", "people", "50 000-strong crowd"),
        ("The Secretary had lunch with some 40 business leaders.", 40, "about", "people", "some 40 business leaders"),
    ],
)  # fmt: skip
def test_english_size(body: str, value: float, qualifier: str, unit: str, span: str) -> None:
    assert tell(body) == [(value, None, qualifier, unit, span)]


@pytest.mark.parametrize(
    ("body", "value", "qualifier", "unit", "span"),
    [
        ("茶會招待了八十五位賓客。", 85, "exact", "people", "八十五位賓客"),
        ("超過410名學生參加步行活動。", 410, "more-than", "people", "超過410名學生"),
        ("逾二萬一千人到場。", 21_000, "more-than", "people", "逾二萬一千人"),
        ("約1 350名童軍參與檢閱。", 1_350, "about", "people", "約1 350名童軍"),
        ("接近九十位總領事出席晚宴。", 90, "nearly", "people", "接近九十位總領事"),
        ("至少六十名選手參賽。", 60, "at-least", "people", "至少六十名選手"),
        ("三百多名教師出席論壇。", 300, "more-than", "people", "三百多名教師"),
        ("過百名義工參與植樹。", 100, "more-than", "people", "過百名義工"),
        ("展覽吸引逾31萬人次入場。", 310_000, "more-than", "person-times", "逾31萬人次"),
        ("共有七十五家參展商參展。", 75, "exact", "organisations", "七十五家參展商"),
        ("來自三十四個國家和地區的代表出席大會。", 34, "exact", "countries", "三十四個國家和地區"),
        ("比賽有四十支隊伍參賽。", 40, "exact", "organisations", "四十支隊伍"),
        ("出席人數達2 600。", 2_600, "exact", "people", "2 600"),
        ("代表團由十二個項目的318名運動員組成。", 318, "exact", "people", "318名運動員"),
        ("18人的代表團星期日回港。", 18, "exact", "people", "18人"),
        ("訪問團共35人，包括漁業代表。", 35, "exact", "people", "35人"),
        ("書展錄得約5 300名小朋友。", 5_300, "about", "people", "約5 300名小朋友"),
        ("約90名程式員和企業用戶出席午餐會。", 90, "about", "people", "約90名"),
        ("約240名嘉賓出席「海港計劃」啟動禮。", 240, "about", "people", "約240名嘉賓"),
        ("今日有近60名裁縫出席，可見大家對行業發展的熱誠。", 60, "nearly", "people", "近60名"),
        ("招聘會將有超過700人次到場。", 700, "more-than", "person-times", "超過700人次"),
        ("培訓班吸引45名教練。", 45, "exact", "people", "45名教練"),
        ("近百名少年今早啟程。", 100, "nearly", "people", "近百名少年"),
        ("全場2.7萬名觀眾為健兒打氣。", 27_000, "exact", "people", "2.7萬名觀眾"),
        ("約莫1.2萬名居民到場。", 12_000, "about", "people", "約莫1.2萬名居民"),
        ("２００人左右出席。", 200, "about", "people", "２００人左右"),
        ("上千人參加長跑。", 1_000, "at-least", "people", "上千人"),
        ("近千人參加長跑。", 1_000, "nearly", "people", "近千人"),
        ("二百多名學員結業。", 200, "more-than", "people", "二百多名學員"),
        ("十幾名代表出席會議。", 10, "more-than", "people", "十幾名代表"),
        ("三百人以上出席活動。", 300, "at-least", "people", "三百人以上"),
        ("三百人上下出席活動。", 300, "about", "people", "三百人上下"),
        ("三百名左右嘉賓出席活動。", 300, "about", "people", "三百名左右嘉賓"),
        ("三十來個廠商參加展覽。", 30, "about", "organisations", "三十來個廠商"),
        ("最多五十名學生參加。", 50, "up-to", "people", "最多五十名學生"),
        ("不少於五十名學生參加。", 50, "at-least", "people", "不少於五十名學生"),
        ("將近三百人出席活動。", 300, "nearly", "people", "將近三百人"),
        ("多於三百人出席活動。", 300, "more-than", "people", "多於三百人"),
        ("展覽吸引1.3萬人次參觀。", 13_000, "exact", "person-times", "1.3萬人次"),
        ("參賽隊伍達八十隊。", 80, "exact", "organisations", "八十隊"),
        ("出席的嘉賓超過三百人。", 300, "more-than", "people", "超過三百人"),
        ("約三十名參展商設置攤位。", 30, "about", "organisations", "約三十名參展商"),
    ],
)
def test_chinese_size(body: str, value: float, qualifier: str, unit: str, span: str) -> None:
    assert tell(body, "tc") == [(value, None, qualifier, unit, span)]


def test_people_and_their_organisations_are_two_statements() -> None:
    found = tell("The workshop was attended by 230 participants from 55 organisations.")
    assert found == [
        (230, None, "exact", "people", "230 participants"),
        (55, None, "exact", "organisations", "55 organisations"),
    ]


@pytest.mark.parametrize(
    ("body", "lang", "low", "high"),
    [
        ("Dozens of residents attended the briefing.", "en", 24, 99),
        ("The fair drew several hundred visitors.", "en", 300, 900),
        ("Thousands of spectators attended the final.", "en", 2_000, 9_999),
        ("About several hundred guests attended.", "en", 300, 900),
        ("數百名居民出席論壇。", "tc", 300, 900),
        ("煙花匯演吸引數萬人次到場。", "tc", 30_000, 90_000),
        ("數以百計的居民到場。", "tc", 200, 999),
        ("成千上萬市民到場。", "tc", 2_000, 99_999),
    ],
)
def test_vague_size_is_a_range(body: str, lang: Lang, low: float, high: float) -> None:
    (size,) = find(body, lang)
    assert (size.value, size.value_high, size.qualifier) == (low, high, "range")


def test_range() -> None:
    assert tell("Between 150 to 180 guests attended.") == [(150, 180, "range", "people", "Between 150 to 180 guests")]
    assert tell("The fair drew between 3 000 and 4 500 buyers.") == [
        (3_000, 4_500, "range", "people", "between 3 000 and 4 500 buyers")
    ]
    assert tell("介乎150與200名學者出席論壇。", "tc") == [(150, 200, "range", "people", "介乎150與200名學者")]
    assert tell("Between 2019 and 2023 athletes attended the camp.") == []
    assert tell("三、四百名學生參加論壇。", "tc") == [(300, 400, "range", "people", "三、四百名學生")]
    assert tell("約150至180名嘉賓出席。", "tc") == [(150, 180, "range", "people", "約150至180名嘉賓")]


def test_repeated_statement_is_one_told_by_the_body_first() -> None:
    body = "The fair drew 500 guests. The 500 guests attended talks."
    (size,) = find(body, title="Fair attracts 500 guests")
    assert (size.in_title, size.sentence) == (False, "The fair drew 500 guests.")
    first, second = find("The fair drew 300 guests.", title="Fair attracts 500 guests")
    assert (first.in_title, first.value, second.value) == (True, 500, 300)
    assert [each.qualifier for each in find("Over 500 guests attended. The 500 guests attended talks.")] == [
        "more-than"
    ]


@pytest.mark.parametrize(
    ("body", "lang", "subjects"),
    [
        ("260 pupils joined the race. After it, 260 tutors attended the dinner.", "en", ["pupils", "tutors"]),
        ("260 pupils performed. About 260 parents attended the gala.", "en", ["pupils", "parents"]),
        ("260 pupils joined the race. The 260 participants attended a dinner.", "en", ["pupils"]),
        ("260名學生參加賽事，其後260名教師出席晚宴。", "tc", ["名學生", "名教師"]),
        ("260名學生參加賽事，其後260人出席晚宴。", "tc", ["名學生"]),
        ("260名學生參加賽事，其後260位學生出席晚宴。", "tc", ["名學生"]),
    ],
)
def test_same_number_of_others_is_another_statement(body: str, lang: Lang, subjects: list[str]) -> None:
    assert [size.subject for size in find(body, lang)] == subjects


def test_sentence_is_evidence() -> None:
    body = "It rained.\n\nThe dinner was attended by some 120 guests. It ended late."
    (size,) = find(body)
    assert size.sentence == "The dinner was attended by some 120 guests."
    assert body[size.start_char : size.end_char] == "some 120 guests"


ENGLISH = ["attended by ", "more than ", "320 ", "two hundred ", "guests ", "to ", "from 40 countries", ". ", "-"]
CHINESE = ["約", "三百", "多", "名", "學生", "人次", "出席", "吸引", "İ", "’", "，", "\n", "1.2萬", "至", "間", "機構"]
WORDS = st.lists(st.sampled_from([*ENGLISH, *CHINESE]), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)  # the first call compiles the patterns
@given(WORDS | st.text(max_size=60), st.sampled_from(["en", "tc"]))
def test_spans_are_exact_in_any_text(text: str, lang: Lang) -> None:
    for size in find(text, lang):
        assert 0 <= size.start_char < size.end_char <= len(text)
        assert size.sentence in text and size.subject in text
        assert size.value_high is None or size.value_high > size.value


@pytest.mark.parametrize(("clause", "lang"), [("attended by some 320 guests and ", "en"), ("約三百名學生出席及", "tc")])
def test_one_endless_sentence_takes_linear_time(clause: str, lang: Lang) -> None:
    short, long = (_measure(clause * times, lang) for times in (250, 1000))
    assert long < short * 12


def _measure(body: str, lang: Lang) -> float:
    started = time.process_time()
    find(body, lang)
    return time.process_time() - started


def test_gold() -> None:
    """Against releases annotated by hand: at least nine in ten found, and at most one in ten false."""
    if not SHARED.exists():
        pytest.skip("the annotated releases are not on this machine")
    hits = misses = false = 0
    texts = _read_corpus()
    for line in (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        row = texts[gold["id"], gold["lang"]]
        found = {size.value for size in find(normalise(row["text"]), gold["lang"], normalise_line(row["title"]))}
        wanted = {size["value"] for size in gold["event_sizes"] if not size.get("optional")}
        hits += len(wanted & found)
        misses += len(wanted - found)
        false += len(found - {size["value"] for size in gold["event_sizes"]})
    assert hits / (hits + misses) >= 0.9
    assert hits / (hits + false) >= 0.9


def _read_corpus() -> dict[tuple[str, str], dict[str, str]]:
    files = (SHARED / "corpus" / name for name in ("releases.jsonl", "ce_speeches.jsonl"))
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return {(row["id"], row["lang"]): row for row in rows}
