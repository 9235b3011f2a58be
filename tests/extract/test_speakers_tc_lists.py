"""Chinese lists of people, transcripts and stages: the words around a list give its role to everyone in it."""

import pytest

from tests.extract.speakers import roles

LISTS = [
    (
        "一同出席的官員有三位，包括紙鳶處處長陳大明、副處長李小芬（行動），以及紙鳶學院院長郭子健教授。",
        "陳大明/attended 李小芬/attended 郭子健/attended",
    ),
    (
        "到賀嘉賓包括湖北市政府負責文化、體育及青年事務的部長Anna Craig、紙鳶會主席陳大文。",
        "Anna~Craig/attended 陳大文/attended",
    ),
    (
        "出席今日典禮的其他主禮嘉賓包括紙鳶處處長陳大明、教師及校長協會主席暨紙鳶獎顧問團（2017/2018）"
        "主席李小芬博士和紙鳶獎工作小組（2017/2018）主席郭子健教授。",
        "陳大明/officiated 李小芬/officiated 郭子健/officiated",
    ),
    ("參與官員包括紙鳶處處長陳大明和署理副處長李小芬。", "陳大明/attended 李小芬/attended"),
    ("出席嘉賓有紙鳶會主席陳大文及副主席李小芬。", "陳大文/attended 李小芬/attended"),
    ("同行的有紙鳶處處長陳大明、副處長李小芬。", "陳大明/attended 李小芬/attended"),
    ("他亦與十位區議員，包括主席陳大文和副主席李小芬會面及交流意見。", "陳大文/attended 李小芬/attended"),
    ("出席音樂會可欣賞多首作品，包括陳大文創作的樂曲。", "陳大文/named"),
    ("紙鳶處處長陳大明將前往廣州，與廣州市市長李文遠共同主持會議。", "陳大明/officiated 李文遠/officiated"),
    ("何永賢今日到訪工場，與紙鳶會主席陳大文一同參觀展覽。", "何永賢/attended 陳大文/attended"),
    (
        "訪問由三十人參加，紙鳶會主席陳大文擔任團長，副主席李小芬和郭子健擔任秘書長。",
        "陳大文/officiated 李小芬/attended 郭子健/attended",
    ),
    ("紙鳶會副主席李小芬擔任秘書長。", "李小芬/named"),
    ("他們參觀醫院，並由高級醫生陳大文詳細介紹設施。", "陳大文/spoke"),
    ("陳大文、李小芬和郭子健將分別就議案提出修正案。", "陳大文/named 李小芬/named 郭子健/named"),
    ("接着有三位議員，陳大文、李小芬和郭子健，分別就他們的看法與主席交流。", "陳大文/spoke 李小芬/spoke 郭子健/spoke"),
]

FORMS = [
    (
        "胡小明副部長（中央人民政府駐香港特別行政區聯絡辦公室社團聯絡部副部長）、"
        "葉劉美儀女士（紙鳶會議非官守成員召集人）、陳小彬主席（香港紙鳶總會監事會主席）、各位嘉賓、各位朋友：\n\n"
        "新年好！去年學者陳大文出席了典禮。",
        "胡小明/attended 葉劉美儀/attended 陳小彬/attended 陳大文/named",
    ),
    (
        "以下是行政長官李家超聯同房屋局局長何永賢和紙鳶處處長陳大明今日會見傳媒的答問內容：\n\n"
        "記者：有何措施？\n\n紙鳶處處長陳大明：我們會加強巡查，請市民放心。",
        "李家超/spoke 何永賢/attended 陳大明/spoke",
    ),
    (
        "下稿代立法會秘書處發出：\n\n以下是立法會主席梁小彥就紙鳶會主席夏小龍到訪，今日會見傳媒的發言：\n\n大家好。",
        "梁小彥/spoke 夏小龍/named",
    ),
    ("房屋局局長何永賢聯同紙鳶處處長陳大明會見傳媒。", "何永賢/spoke 陳大明/attended"),
    ("何小明議員：主席，有何措施？\n\n立法會主席梁小彥議員：行政長官。", "何小明/spoke 梁小彥/spoke"),
    ("成員名單如下：\n\n召集人：陳大文\n秘書：李小芬\n", "陳大文/named 李小芬/named"),
]

STAGE = [
    ("此外，指揮吳家文和甘浩邦博士會帶領紙鳶交響樂團，演奏名曲。", "吳家文/attended 甘浩邦/attended"),
    ("紙鳶處處長陳大明率領代表團訪問廣州。", "陳大明/officiated"),
    ("粵劇由陳小鳳主演，李龍生獨奏二胡。", "陳小鳳/attended 李龍生/attended"),
]


@pytest.mark.parametrize(("text", "expected"), LISTS + FORMS + STAGE)
def test_roles(text: str, expected: str) -> None:
    found = {
        f"{name.replace(' ', '~')}/{role}" for name, role in roles(text, lang="tc").items() if not name.startswith("[")
    }
    assert found == set(expected.split())
