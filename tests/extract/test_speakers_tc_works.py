"""Chinese names that a list, a work or a school shows, and those that no rule reads."""

import pytest

from tests.extract.speakers import read, roles

NAMED = [
    ("四名新成員為郭永文、李鑾生、孫澎及湯修立。", "郭永文 李鑾生 孫澎 湯修立"),
    ("主席感謝即將離任的何建文博士、劉炳生及李浩明博士。", "何建文 劉炳生 李浩明"),
    ("非官方成員\n—————\n區佩文\n方心\n葉敖啟\n彭韻媛\n孫澎\n", "區佩文 方心 葉敖啟 彭韻媛 孫澎"),
    (
        "獲獎同學如下：\n\n金牌：鄭柏文（某某中學）\n傅思明（某某書院）\n\n銅牌：劉暢（某某學院）\n",
        "鄭柏文 傅思明 劉暢",
    ),
    ("某某中學的朱卓文勇奪金牌，某某學校的劉嘉明、另一中學的關容文各得一面銅牌。", "朱卓文 劉嘉明 關容文"),
    ("銀牌得主是某某中學的許博文、另一中學的郭政明和紙鳶學院的劉暢。", "許博文 郭政明 劉暢"),
    (
        "樂團將演奏譚逸文改編彭修明的《紙鳶》、悠揚的盧亮文《風箏》、郭亨文的取材自民歌《線》。",
        "譚逸文 彭修明 盧亮文 郭亨文",
    ),
    ("在許健文的指揮下，樂團演奏名曲；另一樂團則在景煥的指揮下演奏。", "許健文 景煥"),
    ("紙鳶會主席譚嘉因教授和陳仲文出席。", "譚嘉因 陳仲文"),
    ("特首賀李慧文奪金牌", ""),
    ("他與韓國教育部官員會面，以及韓國教育研究院。", ""),
    ("根據中央政府的《基本法》和香港政府的《報告》，金融局的《方案》已公布。", ""),
    ("他畢業於某某大學的高等課程，並在文化局的指揮下工作。", ""),
    ("某某中學的成績、某某大學的高才生和學院的全體師生獲嘉許。", ""),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_names(text: str, names: str) -> None:
    assert {a.name for a in read(text, lang="tc")[0] if a.name} == set(names.split())


def test_one_greeted_behind_an_institution() -> None:
    text = "以下是房屋局局長何永賢今日在典禮的致辭：\n\n天主教香港教區楊鳴文主教、各位嘉賓：\n\n大家好。"
    assert roles(text, lang="tc") == {"何永賢": "spoke", "楊鳴文": "attended"}


@pytest.mark.parametrize("name", ["容美娟", "容薈囧", "陳囧", "郭囧囧", "容囧"])
@pytest.mark.parametrize("rest", ["今日出席典禮。", "表示，工作順利。", "主持會議。"])
def test_a_name_behind_a_post_is_never_taken_for_its_holder(name: str, rest: str) -> None:
    found = read(f"申訴專員{name}{rest}", lang="tc")[0]
    assert [a.person_id for a in found if a.name != name] == []
    assert all(a.person_id.startswith("tc:") for a in found)


@pytest.mark.parametrize(
    "rest", ["今日出席典禮。", "曾多次表示不滿。", "高度重視，並表示會跟進。", "連日出席會議。", "應邀出席。"]
)
def test_words_behind_a_post_leave_it_alone(rest: str) -> None:
    assert roles(f"醫務衞生局局長{rest}", lang="tc", day="2025-09-01").keys() == {"[醫務衞生局局長]"}
