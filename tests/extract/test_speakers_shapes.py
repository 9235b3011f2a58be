"""Shapes of names and roles that other months and kinds of releases bring: lists, greetings, namesakes, passives."""

import pytest

from etl.model import Lang
from tests.extract.speakers import one, read, roles


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        (
            "The new members are:\n\nMr Au Chi-wing\nMs Betty Fung\nProfessor Choi Sau-lin\nDr Wong Kam-po, JP",
            "en",
            ["Au Chi-wing", "Betty Fung", "Choi Sau-lin", "Wong Kam-po"],
        ),
        (
            "The Mayor re-appointed Mr Simon Ip Sik-hong as the Chairman of the Kite Committee, and Mr Cheng Yan-fu "
            "and Dr Miranda Lau as members.",
            "en",
            ["Simon Ip Sik-hong", "Cheng Yan-fu", "Miranda Lau"],
        ),
        ("Conducted by Jaap van Kite, the orchestra plays.", "en", ["Jaap van Kite"]),
        ("The film, starring Tony Kite and Maggie Lau, opens.", "en", ["Tony Kite", "Maggie Lau"]),
        ("粵劇名伶龍劍文及梅雪文演出。", "tc", ["龍劍文", "梅雪文"]),
        ("行政長官已委任陳樂江及譚耀城為紙鳶委員會成員。", "tc", ["陳樂江", "譚耀城"]),
        (
            "政府委任陳大文教授為主席，以及李小玲、王志強和周美儀為成員。",
            "tc",
            ["陳大文", "李小玲", "王志強", "周美儀"],
        ),
        ("成員名單：\n\n捷文漢先生，BBS\n廖長城先生，JP\n狄志文女士", "tc", ["捷文漢", "廖長城", "狄志文"]),
        ("演出由吳家明、甘浩鵬及李世康三位指揮負責。", "tc", ["吳家明", "甘浩鵬", "李世康"]),
        ("樂團演奏德國作曲家貝多芬的作品。", "tc", ["貝多芬"]),
        ("我感謝方剛議員的意見。", "tc", ["方剛"]),
        ("紙鳶中心總幹事關何少玲介紹服務。", "tc", ["關何少玲"]),
        ("行政長官致電祝賀泳手何小蓓。", "tc", ["何小蓓", "[行政長官]"]),
    ],
)
def test_names_in_lists(text: str, lang: Lang, names: list[str]) -> None:
    assert list(roles(text, lang=lang)) == names


def test_names_right_behind_an_office_without_a_title() -> None:
    found, _ = read(
        "The party includes Secretary for Education Chan Wing-sum, Director of Health Ronald Au and Under Secretary "
        "for Labour & Welfare Chris Kwok.",
    )
    assert [(a.name, a.office) for a in found] == [
        ("Chan Wing-sum", "Secretary for Education"),
        ("Ronald Au", "Director of Health"),
        ("Chris Kwok", "Under Secretary for Labour & Welfare"),
    ]
    assert [a.name for a in read("The Secretary for Education Bureau Notice was read.")[0] if a.name] == []


def test_a_post_that_goes_on_behind_another() -> None:
    assert (
        one("The Chief Executive's Office Director Chan Wing-sum attended.").office
        == "Chief Executive's Office Director"
    )


@pytest.mark.parametrize(
    "text",
    [
        "成員名單：\n\n主席先生：\n註冊醫生：",
        "委任的太平紳士及全體議員出席。",
        "多謝各位先生、女士。",
        "以及市民為先。",
    ],
)
def test_titles_without_a_name_are_nobody(text: str) -> None:
    assert roles(text, lang="tc") == {}


def test_a_short_name_that_several_may_mean_counts_for_nobody() -> None:
    found, issues = read("Ms Wong Mei-lan, Ms Wong Siu-fan and Ms Wong Ka-yee took part. Ms Wong said a word.")
    assert {a.role for a in found} == {"attended"}
    assert [(i.field, i.raw) for i in issues] == [("appearance", "Ms Wong")]


def test_namesakes_are_told_apart_by_their_title() -> None:
    text = "The Mayor, Mrs Ada Lam, met the Headmistress, Ms Maria Lam. Mrs Lam said a word."
    assert roles(text) == {"Ada Lam": "spoke", "Maria Lam": "attended"}


def test_initials_and_the_full_name_are_one_person() -> None:
    text = (
        "Following is the speech by the Chief Executive, Mr John Lee, at the Kite Forum today:\n\n"
        "Engineer C S Ho (Chairman of the Kite Agency, Mr Ho Chi-sum), ladies and gentlemen,"
    )
    assert roles(text) == {"John Lee": "spoke", "Ho Chi-sum": "attended"}


def test_a_name_introduced_without_a_title_is_known_by_its_surname() -> None:
    assert roles("Swimmer Greta Olafsdottir won. Olafsdottir thanked her coach.") == {"Greta Olafsdottir": "spoke"}


def test_a_speech_calls_people_by_the_name_it_greeted_them_with() -> None:
    text = (
        "Following is the speech by the Chief Executive, Mr John Lee, at the Kite Forum today:\n\n"
        "Alan (Chairman of the Kite Society, Mr Alan Tester), J P (Head of Strings, Mr Lee Jark-fai), ladies and "
        "gentlemen,\n\nGood morning. Alan has just reminded me that kites fly. As J P noted, winds blow."
    )
    assert roles(text) == {"John Lee": "spoke", "Alan Tester": "spoke", "Lee Jark-fai": "spoke"}


def test_posts_stand_behind_each_name_of_a_list() -> None:
    text = "Mr Alan Wong, Chairman of the Kite Board, Ms Susan Ho, Director of Kites, and Mr Rui Dias spoke."
    found, _ = read(text)
    assert [(a.name, a.office, a.role) for a in found] == [
        ("Alan Wong", "Chairman of the Kite Board", "spoke"),
        ("Susan Ho", "Director of Kites", "spoke"),
        ("Rui Dias", "", "spoke"),
    ]


def test_the_title_of_the_next_person_is_no_post() -> None:
    found, _ = read("We met Professor Otto Kite, Professor Ada Kite and others.")
    assert [(a.name, a.office) for a in found] == [("Otto Kite", ""), ("Ada Kite", "")]


@pytest.mark.parametrize(
    "text",
    [
        "He met His Excellency Ambassador of Kites. Captain Ada Bow attended.",
        "Ada (the Ambassador of Kites), Lord (Tom) Reel, Captain Ada Bow (the guests) attended.",
    ],
)
def test_a_post_ends_with_its_sentence_and_its_bracket(text: str) -> None:
    assert "Kites" not in one(text).office


def test_each_is_appointed_to_the_post_behind_the_name() -> None:
    found, _ = read(
        "It appointed Mr Tom Reel as the Head of Kites, Ms Amy Bow as the Head of Bows and"
        " Ms Eva Lu as the Head of Lutes."
    )
    assert [a.office for a in found] == ["", "Head of Bows", "Head of Lutes"]


def test_a_post_reaches_across_the_name_of_a_court() -> None:
    found = one("The Court of Final Appeal Judge, Mr Justice Johnson Kite, spoke.")
    assert (found.office, found.role) == ("Court of Final Appeal Judge", "spoke")


def test_the_bracket_behind_a_greeting_names_the_person_in_chinese() -> None:
    text = (
        "以下是行政長官李家超今日在紙鳶論壇的致辭全文：\n\n尊敬的陳明副部長（風箏部副部長）、"
        "Shimada San（日本風箏事務次官嶋田隆）、各位嘉賓：\n\n大家好。"
    )
    assert roles(text, lang="tc") == {"李家超": "spoke", "陳明": "attended", "嶋田隆": "attended"}


@pytest.mark.parametrize(
    ("text", "lang", "role"),
    [
        ("Mr Alan Tester was accompanied by his staff.", "en", "attended"),
        ("The exhibition was opened by Mr Alan Tester.", "en", "officiated"),
        ("\"It flies,\" said the Director of Kites, Mr Alan Tester.", "en", "spoke"),
        ("Following is a transcript of the Director of Kites, Mr Alan Tester, at the fair:", "en", "spoke"),
        ("Also present were Members of the Kite Council Mr Alan Tester.", "en", "attended"),
        ("陪同市長出訪的官員包括紙鳶處處長陳大明。", "tc", "attended"),
        ("紙鳶處處長陳大明向學校致送紀念品。", "tc", "officiated"),
        ("校長向紙鳶處處長陳大明介紹課程。", "tc", "named"),
        ("紙鳶處處長陳大明指揮樂隊。", "tc", "named"),
    ],
)  # fmt: skip
def test_role(text: str, lang: Lang, role: str) -> None:
    assert list(roles(text, lang=lang).values()) == [role]


def test_who_moved_the_motion_did_not_speak() -> None:
    text = "以下是紙鳶處處長陳大明今日在立法會會議上就方剛議員動議的議案的發言："
    assert roles(text, lang="tc") == {"陳大明": "spoke", "方剛": "attended"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The then Assistant Director of Kites, Mr So Ping-fai, was convicted of misconduct.", "en"),
        ("時任紙鳶處助理處長蘇炳輝先生被判罪名成立。", "tc"),
    ],
)
def test_a_former_official_of_whom_a_case_is_told_is_no_record(text: str, lang: Lang) -> None:
    assert roles(text, lang=lang, kind="announcement") == {}


def test_the_age_of_a_winner_is_no_case() -> None:
    assert roles("The winner, 18-year-old Cheung Ka-fai, flew home.") == {"Cheung Ka-fai": "named"}


def test_chinese_names_in_the_title_of_an_event_do_nothing() -> None:
    told = roles(
        "演員歐陽子文和導演柳月心昨日抵港。專員陳大文今日出席「歐陽子文 X 柳月心：跨代對談」致辭時表示，活動很好。",
        lang="tc",
    )
    assert told["陳大文"] == "spoke"
    assert told["柳月心"] != "spoke"


def test_all_of_a_long_list_came() -> None:
    told = roles("主創人員包括《風箏》的導演陳大文、演員李小玲，以及《海燕》導演王志強，均出席分享環節。", lang="tc")
    assert set(told.values()) == {"attended"}


def test_a_speech_on_a_theme_with_a_colon() -> None:
    told = roles(
        "以下是局長陳大文今日出席活動就「雙樞紐：共築高地」主題的致辭：\n\n尊敬的李副市長（紙鳶市副市長李小玲）、各位嘉賓：\n\n"
        "大家好。",
        lang="tc",
    )
    assert told == {"陳大文": "spoke", "李小玲": "attended"}


def test_the_same_day_is_no_part_of_a_name() -> None:
    assert one("專員胡曄同日主持對話。", lang="tc").name == "胡曄"
