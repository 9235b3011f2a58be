"""Private people in a sentence about a case give no record, whatever kind the release is taken for."""

import pytest

from etl.extract.speakers.chinese import compile_chinese
from etl.extract.speakers.scan_tc import scan_chinese
from etl.model import Lang
from tests.extract.speakers import people, roles

KINDS = ["announcement", "event", "statement", "court"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Police said warrants were issued for Lok Chi-hang and Ms Kwok Yin-mui.", "en"),
        ("The Coroner’s Court opens an inquest into the death of Mr Siu Tin-bong.", "en"),
        ("A worker, Mr Chu Man-lok, fell from height at a site.", "en"),
        ("The worker, Mr Chu Man-lok, was cleaning a wall. He fell and was certified dead.", "en"),
        ("Crews are searching for hiker Chow Kwok-lam, who lost contact on Sunday.", "en"),
        ("The Government welcomes the conviction of Pang Chi-wing.", "en"),
        ("The conviction of Jimmy Pang was upheld.", "en"),
        ("Engineering student Ng Wing-bo was killed in a traffic accident.", "en"),
        ("The chairman of Bright Kite Limited, Mr Hui Tat-long, was convicted of fraud.", "en"),
        ("The Court dismissed the appeal of Mak Sai-lok.", "en"),
        ("The passports of Mr Tse Lok-bun and Ms Wu Sze-mui were cancelled.", "en"),
        ("Anyone who knows where Wan Mei-lok is should call the Police.", "en"),
        ("警方就通緝令追捕羅志航先生及關綺梅女士。", "tc"),
        ("死因裁判法庭將就蕭天邦先生的死亡展開死因研訊。", "tc"),
        ("一名工人蔡文樂先生昨日從高處墮下。", "tc"),
        ("工人蔡文樂先生昨日在大埔工作。他從高處墮下。", "tc"),
        ("隊員正搜救失去聯絡的行山人士朱國琳先生。", "tc"),
        ("明亮紙鳶公司董事許達朗先生詐騙罪成。", "tc"),
        ("學生吳詠寶女士在交通意外中喪生。", "tc"),
        ("上訴庭駁回麥世樂先生的上訴。", "tc"),
        ("警方呼籲知悉溫美樂女士行蹤者提供消息。", "tc"),
    ],
)
def test_nobody_is_kept(text: str, lang: Lang, kind: str) -> None:
    assert roles(text, lang=lang, kind=kind) == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "lang", "kept"),
    [
        ("Deputy Judge Wong Tai-yau sentenced Lo Ka-bun to four years' imprisonment.", "en", "Wong Tai-yau"),
        ("Mr Justice Fok Man-bun heard the appeal against conviction by Ms Ho Pui-lok.", "en", "Fok Man-bun"),
        ("Senior Superintendent Mr Kong Wai-bong said Lo Ka-bun was arrested.", "en", "Kong Wai-bong"),
        ("The Director of Health, Dr Ronald Lam, said Lo Ka-bun died.", "en", "Ronald Lam"),
        ("Question by the Hon Chan Siu-lok: how many died in accidents?", "en", "Chan Siu-lok"),
        ("海港警區總警司江偉邦表示，羅家本先生被捕。", "tc", "江偉邦"),
        ("陳小樂議員詢問因意外死亡的人數。", "tc", "陳小樂"),
    ],
)
def test_officials_judges_and_legislators_are_kept(text: str, lang: Lang, kept: str, kind: str) -> None:
    assert list(roles(text, lang=lang, kind=kind)) == [kept]


def test_a_title_about_a_case_guards_the_body() -> None:
    text = "Mr Lo Ka-bun comes from Tai Po. The Director of Health, Dr Ronald Lam, visited the ward."
    assert roles(text, "Man killed in accident", kind="event") == {"Ronald Lam": "attended"}
    assert roles(text, "Kite day", kind="event") == {"Ronald Lam": "attended", "Lo Ka-bun": "named"}


def test_a_post_holder_who_speaks_of_a_case_is_kept() -> None:
    text = "The Chairman of the Kite Society, Mr Alan Tester, said he mourned the death of a sailor."
    assert roles(text) == {"Alan Tester": "spoke"}


def test_characters_of_a_film_are_no_case() -> None:
    assert roles("The film stars Peter Chan as a detective who is arrested.") == {"Peter Chan": "named"}


@pytest.mark.parametrize(
    ("text", "lang", "kept"),
    [
        ("Dr Ada Kite, who treats victims of abuse, attended the ceremony.", "en", {"Ada Kite": "attended"}),
        ("Mr Tom Reel, who rescued three victims, was awarded the Medal for Bravery.", "en", {"Tom Reel": "named"}),
        ("救護員劉建文先生救出三名受害人，獲頒授英勇獎章。", "tc", {"劉建文": "named"}),
        ("陳愛達博士出席典禮，講解如何協助受害人。", "tc", {"陳愛達": "spoke"}),
        ("Mr Tom Reel, a patient, attended the ceremony.", "en", {}),
        ("The fugitive Mr Tom Reel spoke at a conference.", "en", {}),
        ("Mr Tom Reel, who is charged with riot, spoke at a ceremony.", "en", {}),
        ("羅家本先生在論壇發言後被捕。", "tc", {}),
    ],
)
def test_who_acts_or_is_honoured_at_an_event_is_kept(text: str, lang: Lang, kept: dict[str, str]) -> None:
    assert roles(text, lang=lang) == kept


def test_every_chinese_word_of_a_case_is_seen_with_the_names() -> None:
    chinese, words = compile_chinese(people()), people().words["private_words_tc"]
    assert [word for word in words if not scan_chinese(f"某人{word}。", chinese).tells_case] == []
    assert not scan_chinese("某人放紙鳶。", chinese).tells_case


def test_a_former_official_found_guilty_is_private() -> None:
    assert roles("政府回應判辭。前海事處高級督察陳大文於二月被裁定宣誓下作假證供罪。", lang="tc") == {}
