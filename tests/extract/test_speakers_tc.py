"""People in Chinese releases: names, offices, roles, identities."""

import pytest

from tests.extract.speakers import one, roles


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("醫務衞生局局長盧寵茂教授今日參觀工場。", "盧寵茂", "醫務衞生局局長"),
        ("紙鳶協會主席歐陽志明博士到訪學校。", "歐陽志明", "紙鳶協會主席"),
        ("他與丹麥駐廣州總領事沈平會面。", "沈平", "丹麥駐廣州總領事"),
        ("波爾多市長Luc Petit出席晚宴。", "Luc Petit", "波爾多市長"),
        ("小提琴家安娜・彼得森演奏名曲。", "安娜・彼得森", ""),
        ("民政事務總署署長陳李美珍主持典禮。", "陳李美珍", "民政事務總署署長"),
        ("鋼琴家沈小韜將演奏。", "沈小韜", ""),
    ],
)
def test_name_and_office(text: str, name: str, office: str) -> None:
    found = one(text, "tc")
    assert (found.name, found.office) == (name, office)


@pytest.mark.parametrize(
    "text",
    [
        "代表團成員將參觀文化館，並與議員會面。",
        "康文署表示，金管局將於周三公布結果。",
        "環境保護署發言人表示，工程如期完成。",
        "「同心・投票・創未來」在文化中心舉行。",
        "教授高等課程的講師方便學生，主任明白需要。",
        "黃大仙及何文田將有陣雨。",
    ],
)
def test_words_and_institutions_are_nobody(text: str) -> None:
    assert roles(text, lang="tc") == {}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("紙鳶處處長陳大明表示，風力足夠。", "spoke"),
        ("紙鳶處處長陳大明到訪學校。他鼓勵同學多放紙鳶。", "spoke"),
        ("典禮由紙鳶處處長陳大明主持。", "officiated"),
        ("紙鳶處處長陳大明率領的代表團抵港。", "officiated"),
        ("紙鳶處處長陳大明參觀工場。", "attended"),
        ("紙鳶處處長陳大明未能出席。", "named"),
        ("政府委任陳大明為紙鳶處處長。", "named"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert roles(text, lang="tc") == {"陳大明": role}


def test_company_and_object_are_told_apart() -> None:
    text = "房屋局局長何永賢在紙鳶會主席陳大明陪同下，與市長Luc Petit會面。何永賢說，天氣很好。"
    assert roles(text, lang="tc") == {"何永賢": "spoke", "陳大明": "attended", "Luc Petit": "attended"}


def test_those_met_jointly_witness() -> None:
    text = "房屋局局長何永賢與市長Luc Petit會面。他們共同見證簽署備忘錄。"
    assert roles(text, lang="tc") == {"何永賢": "officiated", "Luc Petit": "officiated"}


def test_lists_of_names() -> None:
    text = "紙鳶處處長陳大明、副處長（行動）李小芬及郭子健教授出席典禮。"
    assert roles(text, lang="tc") == dict.fromkeys(["陳大明", "李小芬", "郭子健"], "attended")


def test_asker_and_replier_of_a_question_spoke() -> None:
    text = "以下是今日（七月九日）在立法會會議上陳小欣議員的提問和保安局局長鄧炳強的書面答覆："
    assert roles(text, lang="tc") == {"陳小欣": "spoke", "鄧炳強": "spoke"}


def test_a_speech_shows_its_speaker_and_those_greeted() -> None:
    text = (
        "以下是行政長官李家超今日在紙鳶論壇的致辭全文：\n\n周霽主任（中聯辦主任）、各位嘉賓：\n\n"
        "大家好。去年學者馮大文教授參觀工場。"
    )
    assert roles(text, lang="tc") == {"李家超": "spoke", "周霽": "attended", "馮大文": "named"}


def test_acting_and_identity() -> None:
    found = one("署理行政長官陳國基致辭。", "tc")
    assert (found.office, found.acting, found.person_id) == ("行政長官", True, "chan-kwok-ki")


def test_the_same_person_in_both_languages() -> None:
    english = one("The Chief Executive, Mr John Lee, spoke.")
    assert one("行政長官李家超致辭。", "tc").person_id == english.person_id == "john-lee"


def test_an_office_alone_stands_for_its_holder() -> None:
    found = one("醫務衞生局局長表示，病床充足。", "tc")
    assert (found.name, found.person_id, found.role) == ("", "lo-chung-mau", "spoke")
