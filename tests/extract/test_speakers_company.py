"""Posts and roles of people who stand beside others: in company, in lists, in what they say at an event."""

import pytest

from etl.model import Lang
from tests.extract.speakers import one, read, roles


@pytest.mark.parametrize(
    ("text", "name", "office", "acting"),
    [
        ("Director of Kites and Training Au Chi-wing spoke.", "Au Chi-wing", "Director of Kites and Training", False),
        (
            "The acting Director of Kites and Training Ng Tsui Fung-ling spoke.",
            "Ng Tsui Fung-ling",
            "Director of Kites and Training",
            True,
        ),
        (
            "National People's Kite Committee Chairman Zhang Dajiang spoke.",
            "Zhang Dajiang",
            "National People's Kite Committee Chairman",
            False,
        ),
        ("The Director of Kites (designate), Mr Amos Lau, spoke.", "Amos Lau", "Director of Kites (designate)", False),
        ("The Director of Kites (Acting), Ms Amy Lau, spoke.", "Amy Lau", "Director of Kites", True),
        ("The Director-General of Kites, Ms Priscilla To, spoke.", "Priscilla To", "Director-General of Kites", False),
        ("The Chairman, Mr Wong Chun To, spoke.", "Wong Chun To", "Chairman", False),
        (
            "The Secretary for Kites, representing the Premier of Kiteland, Mr Paul Brook, spoke.",
            "Paul Brook",
            "Secretary for Kites",
            False,
        ),
        (
            "The Vice-Chairman of the Kite Club and head of the Kite Academy, Professor Annie Tam, attended.",
            "Annie Tam",
            "Vice-Chairman of the Kite Club and head of the Kite Academy",
            False,
        ),
        (
            "The Commander-in-chief of the Garrison, Major General Peng Jinghe, attended.",
            "Peng Jinghe",
            "Commander-in-chief of the Garrison",
            False,
        ),
        (
            "The President of the Kite Council (KiteCo), Mr Andrew Lau, attended.",
            "Andrew Lau",
            "President of the Kite Council",
            False,
        ),
        ("She succeeds Brian Lo as Director of Kites on December 4.", "Brian Lo", "Director of Kites", False),
    ],
)
def test_posts(text: str, name: str, office: str, acting: bool) -> None:
    found = one(text)
    assert (found.name, found.office, found.acting) == (name, office, acting)


def test_a_name_without_shape_behind_the_place_of_a_post() -> None:
    found = one("Also attending was Commissioner of the Ministry of Kites in Hong Kong Lu Xinfeng.")
    assert (found.name, found.office) == ("Lu Xinfeng", "Commissioner of the Ministry of Kites in Hong Kong")
    assert [a.name for a in read("The Chairman of the Hong Kong Po Leung Kite Club spoke.")[0] if a.name] == []


def test_a_surname_that_is_a_pronoun() -> None:
    assert roles("He met the Minister of Kites, Ms He Rong. Ms He said that kites flew.") == {"He Rong": "spoke"}


def test_a_list_of_names_goes_on_behind_one_that_sounds_like_a_place() -> None:
    text = "The show has works of photographers, namely Jupiter Wong, Wong Wai Lun, Quist Tsang and Sharon Brook."
    assert list(roles(text)) == ["Jupiter Wong", "Wong Wai Lun", "Quist Tsang", "Sharon Brook"]


def test_ranks_of_many() -> None:
    text = "Chief Inspector Luk Chun-fai and Senior Inspectors Kwok Kin-wa and Wong Man-yin attended the course."
    assert roles(text) == dict.fromkeys(("Luk Chun-fai", "Kwok Kin-wa", "Wong Man-yin"), "attended")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Guests clapped after the Mayor, Ms Amy Lau, delivered welcome remarks.", "spoke"),
        ("The band played before the Mayor, Ms Amy Lau, arrived.", "attended"),
        ("In her welcoming remarks, the Mayor, Ms Amy Lau, invited guests to the town.", "spoke"),
        ("During her keynote address, the Mayor, Ms Amy Lau, touched on kites.", "spoke"),
        ("In a message to the runners, the Mayor, Ms Amy Lau, wished them luck.", "spoke"),
        ("Over 90 guests attended the dinner. Amongst them were the Mayor, Ms Amy Lau, and friends.", "attended"),
        ("Over 90 guests attended the dinner, among them the Mayor, Ms Amy Lau.", "attended"),
        ("Ten posts were filled. Among them were those of the Mayor, Ms Amy Lau.", "named"),
        ("Other guests at the dinner were the Mayor, Ms Amy Lau, and friends.", "attended"),
        ("Participating in the ceremony are (from left), the Mayor, Ms Amy Lau, and friends.", "attended"),
        ("A toast proposed by the Mayor, Ms Amy Lau, opened the dinner.", "officiated"),
        ("The Mayor, Ms Amy Lau, was in attendance.", "attended"),
        ("A fireside chat with the Mayor, Ms Amy Lau, followed.", "spoke"),
        ("The accusation that the Mayor, Ms Amy Lau, stayed away is unfounded, as a paper delivered it.", "named"),
        ("Toasting the occasion, from left, are the Mayor, Ms Amy Lau, and friends.", "officiated"),
        ("The Mayor, Ms Amy Lau, signed the condolence book.", "attended"),
        ("Also in attendance were Mr Sunny Chan; the Mayor, Ms Amy Lau; and friends.", "attended"),
        ("He was briefed by the preparatory office's Director, Ms Amy Lau, on the work.", "attended"),
        ("He concluded his visits by meeting the Mayor, Ms Amy Lau.", "attended"),
        ("The Secretary presented awards, with Mayor Amy Lau also attending the ceremony.", "attended"),
        ("Following is the eulogy by the Mayor, Ms Amy Lau, at the funeral.", "spoke"),
        ("He met with headmaster Amy Lau and pupils.", "attended"),
        ("Citing Mayor Amy Lau's letter, he encouraged pupils to fly kites.", "named"),
        ("We welcome Ms Amy Lau to the Kite Board.", "named"),
        ("He welcomed Ms Amy Lau in joining the board.", "named"),
        ("He welcomed Ms Amy Lau to the reception.", "attended"),
    ],
)
def test_english_roles(text: str, role: str) -> None:
    assert roles(text)["Amy Lau"] == role


def test_two_in_a_caption() -> None:
    text = "Mr Amos Lau (right) and Ms Amy Brook (left) officiate at the ceremony."
    assert roles(text) == {"Amos Lau": "officiated", "Amy Brook": "officiated"}


def test_a_post_filled_for_a_while_is_nobody() -> None:
    text = "在張建文和聶德志離港期間，由環境局局長黃錦文和副局長陳帥志分別署理政務司司長和環境局局長職務。"
    assert list(roles(text, lang="tc")) == ["張建文", "聶德志", "黃錦文", "陳帥志"]


def test_a_post_behind_words_that_describe_its_holder() -> None:
    found, _ = read("局長前往北京，參與身處當地的行政長官梁振文的行程。", lang="tc")
    assert ("梁振文", "行政長官") in [(a.name, a.office) for a in found]


def test_who_speaks_in_a_speech_told() -> None:
    told = "Following is the speech by the Mayor, Mr Amos Lau, at the dinner:\n\nLadies and gentlemen,\n\n"
    assert roles(f"{told}In his opening remarks, Mr Peter Brook touched on kites.")["Peter Brook"] == "spoke"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("署長陳大文在副署長李小玲陪同下主持剪綵儀式。", "陳大文 officiated 李小玲 attended"),
        ("局長陳大文今日在署長李小玲和專員王美儀陪同下視察地盤。", "陳大文 attended 李小玲 attended 王美儀 attended"),
        ("局長陳大文聯同署長李小玲主持揭幕儀式。", "陳大文 officiated 李小玲 officiated"),
        ("局長陳大文出席典禮，與署長李小玲主持點睛儀式。", "陳大文 officiated 李小玲 officiated"),
        (
            "局長陳大文出席酒會，與署長李小玲（前排右二）、專員王美儀（前排右一）等嘉賓祝酒。",
            "陳大文 officiated 李小玲 officiated 王美儀 officiated",
        ),
        (
            "主禮嘉賓包括局長陳大文；紙鳶會主席李小玲；以及風箏會司令王美儀。",
            "陳大文 officiated 李小玲 officiated 王美儀 officiated",
        ),
        ("主禮嘉賓包括局長陳大文；署長李小玲表示，活動成功。", "陳大文 officiated 李小玲 spoke"),
        ("大會邀得副總理陳大文發表演講。", "陳大文 spoke"),
        ("局長陳大文檢閱及頒獎，他致辭指風箏很好。", "陳大文 spoke"),
        (
            "出席的嘉賓包括局長陳大文，紙鳶會副部長、一級巡視員宋來教授，風箏公司董事長及首席執行官李小玲女士。",
            "陳大文 attended 宋來 attended 李小玲 attended",
        ),
        ("風箏部部長Arman Kite 及紙鳶部長Rizal Brook其後發表演講。", "Arman~Kite spoke Rizal~Brook spoke"),
        ("局長陳大文的夫人李林麗嬋是紙鳶會會長。", "陳大文 named 李林麗嬋 named"),
    ],
)
def test_chinese_company(text: str, told: str) -> None:
    words = told.split()
    names = [name.replace("~", " ") for name in words[::2]]
    assert roles(text, lang="tc") == dict(zip(names, words[1::2], strict=True))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("公益金會長表示歡迎。", "tc"),
        ("都大校長表示歡迎。", "tc"),
        ("匡智會總幹事表示歡迎。", "tc"),
        ("The Au Tong Eco-recreation Centre opened.", "en"),
    ],
)
def test_bodies_are_nobody(text: str, lang: Lang) -> None:
    assert [a.name for a in read(text, lang=lang)[0] if a.name] == []


def test_a_number_of_people_is_no_post() -> None:
    (first, second), _ = read("局長與五位得獎教授（左起）奈傑爾•希頓和基普•索頓合照。", lang="tc")
    assert [(a.name, a.office) for a in (first, second)] == [("奈傑爾•希頓", ""), ("基普•索頓", "")]


def test_the_company_of_two_places_has_one_manager() -> None:
    assert one("紙鳶集團香港及澳門區行長盧韋文出席。", lang="tc").office == "紙鳶集團香港及澳門區行長"
