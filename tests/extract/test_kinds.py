"""Kind, routine and bureau of invented releases, and of the real ones where they are at hand."""

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.kinds import Classification, classify_release
from etl.extract.text import read_text
from etl.model import Lang
from etl.normalise import normalise, normalise_line
from etl.reference.kinds import load_kinds

KINDS = load_kinds(Path(__file__).resolve().parents[2] / "data" / "reference")
SHARED = Path(__file__).resolve().parents[3] / "shared"


def classify(title: str, body: str = "", lang: Lang = "en") -> Classification:
    return classify_release(read_text(title, lang, in_title=True), read_text(body, lang), KINDS)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("legco-reply", "LCQ7: Care for the elderly"),
        ("speech", "LC: Speech by SED in moving second reading of the School Boards Bill"),
        ("speech", "Speech by FS at bankers' dinner (English only)"),
        ("speech", "CE's speech at harbour gala"),
        ("media-remarks", "Transcript of remarks by SHYA at media session (with video)"),
        ("missing-person", "Missing man in Tai Po located"),
        ("appointment", "Court of Final Appeal judge sworn in"),
        ("event", "Drug Aware Concert"),
        ("weather", "Strong Wind Signal No. 3"),
        ("weather", "Temporary cold shelters open tonight"),
        ("tender", "Tender results of 5-year HKD bonds"),
        ("land-sale", "Tender for site in Tung Chung awarded"),
        ("market-index", "Effective Exchange Rate Index"),
        ("fraud-alert", "Fraudulent website related to a licensed bank"),
        ("import-control", "Import of poultry meat from areas in Denmark suspended"),
        ("traffic", "Special traffic arrangements for lantern carnival"),
        ("postal", "Mail delivery services to Norway subject to delays"),
        ("facility-notice", "Temporary closure of hilltop library"),
        ("beach-or-pool", "Red flag hoisted at two beaches"),
        ("court", "Shopkeeper fined for hawking"),
        ("fire-or-accident", "Fatal traffic accident in Tai Po"),
        ("customs", "Hong Kong Customs seizes counterfeit watches"),
        ("court", "Clerk convicted of running phone scam"),
        ("court", "Fraudulent director jailed for two years"),
        ("court", "Inquest into ferry passenger's death opens"),
        ("court", "Labour Department prosecutes builder after worker fell"),
        ("crime", "Three arrested over phone scam"),
        ("crime", "Warrants issued for six people"),
        ("customs", "Customs arrests man over bogus handbags"),
        ("fire-or-accident", "Labour Department investigates fatal work accident in Tai Po"),
        ("fire-or-accident", "Worker falls from scaffold"),
        ("missing-person", "Search for hiker in Sai Kung"),
        ("statement", "Government condemns remarks on conviction of publisher"),
        ("legco-reply", "LCQ4: People convicted of phone scams"),
        ("crime", "Police arrest two in burglary case"),
        ("food-safety", "CFS urges public not to consume a batch of soup"),
        ("health-alert", "CHP investigates outbreak of influenza at school"),
        ("stamp", 'Hongkong Post to issue "Harbour Ferries" special stamps'),
        ("statistics", "Consumer Price Indices for June"),
        ("appointment", "Appointments to Harbour Board"),
        ("consultation", "Government launches consultation on ferry fares"),
        ("legislation", "Ferry Services (Amendment) Bill gazetted"),
        ("statement", "Government strongly condemns false claims"),
        ("congratulation", "CE congratulates rowing team"),
        ("application-call", "Harbour Arts Fund invites applications"),
        ("visit", "SDEV visits Islands District"),
        ("meeting", "FS meets with Minister of Finance"),
        ("event", "SCED officiates at opening ceremony of toy fair"),
        ("appeal", "Labour Department reminds employers of safety at heights"),
        ("hospital", "Hospitals prepare for winter"),
        ("announcement", "Next steps of the harbour plan"),
    ],
)
def test_english_title(kind: str, title: str) -> None:
    assert classify(title).kind == kind


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("legco-reply", "立法會七題：照顧長者"),
        ("speech", "財政司司長出席銀行界晚宴致辭全文"),
        ("media-remarks", "行政長官會見傳媒談話內容"),
        ("missing-person", "警方呼籲市民提供大埔失蹤男子消息"),
        ("weather", "三號強風信號"),
        ("tender", "五年期債券投標結果"),
        ("traffic", "花燈會特別交通安排"),
        ("facility-notice", "山頂圖書館暫停開放"),
        ("court", "店東被判監"),
        ("customs", "香港海關檢獲冒牌手錶"),
        ("court", "騙徒串謀詐騙罪名成立"),
        ("court", "電騙案騙徒被判監兩年"),
        ("court", "渡輪乘客死因研訊展開"),
        ("fraud-alert", "金管局提醒市民慎防偽冒網站"),
        ("crime", "警方拘捕三人涉嫌電話騙案"),
        ("crime", "警方對六人發出通緝令"),
        ("customs", "海關拘捕騙徒"),
        ("fire-or-accident", "勞工處調查大埔工作意外"),
        ("fire-or-accident", "工人從高處墮下"),
        ("missing-person", "消防處搜索行山失聯人士"),
        ("legco-reply", "立法會五題：詐騙定罪數字"),
        ("statistics", "六月消費物價指數"),
        ("legislation", "《渡輪服務（修訂）條例草案》刊憲"),
        ("visit", "發展局局長到訪離島區"),
        ("meeting", "財政司司長與財政部長會面"),
        ("event", "商經局局長主持玩具展開幕典禮"),
    ],
)
def test_chinese_title(kind: str, title: str) -> None:
    assert classify(title, lang="tc").kind == kind


def test_routine_kinds() -> None:
    routine = {kind.kind for kind in KINDS.kinds if kind.routine}
    assert {"weather", "missing-person", "tender", "market-index", "beach-or-pool", "fraud-alert", "traffic"} <= routine
    assert {"facility-notice", "postal", "import-control"} <= routine
    assert not {"speech", "legco-reply", "statement", "event", "visit", "statistics", "announcement"} & routine
    assert classify("Temporary closure of hilltop library").routine
    assert not classify("CE congratulates rowing team").routine


def test_opening_words_decide_before_the_title() -> None:
    assert classify("CE at bankers' dinner", "Following is the speech by the Chief Executive:").kind == "speech"


@pytest.mark.parametrize(
    ("kind", "body", "lang"),
    [
        ("crime", "The police said that warrants were issued today (May 2) for six people.", "en"),
        ("court", "A magistracy clerk was convicted today (May 2) of taking bribes.", "en"),
        ("fire-or-accident", "A painter fell from height in Tai Po today (May 2).", "en"),
        ("missing-person", "Rescuers look for two hikers who lost contact in Sai Kung.", "en"),
        ("court", "一名書記今日（五月二日）受賄罪名成立。", "tc"),
        ("crime", "警方今日（五月二日）對六人發出通緝令。", "tc"),
        ("fire-or-accident", "油漆匠今日（五月二日）從高處墮下。", "tc"),
        ("missing-person", "兩名遊人在西貢失去聯絡。", "tc"),
    ],
)
def test_body_tells_of_a_case(kind: str, body: str, lang: Lang) -> None:
    assert classify("Tai Po" if lang == "en" else "大埔", body, lang).kind == kind


def test_a_verdict_is_no_routine_alert() -> None:
    assert classify("詐騙案被告罪成", "區域法院裁定一名男子串謀詐騙罪名成立。", "tc") == Classification(
        "court", False, ""
    )


def test_body_decides_where_the_title_does_not() -> None:
    body = "The following is issued on behalf of the Hospital Authority:\n\nWards will be painted."
    assert classify("A fresh look", body) == Classification("hospital", False, "ha")


@pytest.mark.parametrize(
    ("bureau_id", "title", "body", "lang"),
    [
        ("cstb", "SCST attends lantern carnival", "The Leisure and Cultural Services Department helped.", "en"),
        ("hhb", "Health talks held", "The Secretary for Health, Ms Chan, spoke today.", "en"),
        ("lcsd", "Hilltop library closed", "The Leisure and Cultural Services Department announced a closure.", "en"),
        ("cedd", "Pier reopened", "As the Hong Kong Observatory lowered signals, the Civil Engineering and "
         "Development Department today (May 2) announced that the pier reopened.", "en"),
        ("hkma", "Bogus call",
         "The following is issued on behalf of the Hong Kong Monetary Authority:\n\nPolice know.", "en"),
        ("afcd", "Geese return", "Responding to the Transport Department, a spokesman for the Agriculture, Fisheries "
         "and Conservation Department said geese return.", "en"),
        ("fhb", "Clinic opens", "The Secretary for Food and Health, Dr Chan, opened a clinic.", "en"),
        ("", "A quiet day", "Nothing happened in the park.", "en"),
        ("", "See what it is", "He said it is so.", "en"),
        ("hhb", "LCQ7: Fees of the Hospital Authority", "Following is a question by the Hon Chan and a written reply "
         "by the Secretary for Health, Professor Lo, in the Legislative Council today (May 2):", "en"),
        ("", "Government responds to Consumer Council", "The Consumer Council's report is about kettles.", "en"),
        ("govtlab", "Government Laboratory opens doors", "", "en"),
        ("sb", "S for S's speech at Immigration Department dinner", "", "en"),
        ("lcsd", "Kites fly", "The gala in the park near the Police College is free." + " It is fun." * 70
         + " The Leisure and Cultural Services Department announced it.", "en"),
        ("hhb", "立法會七題：醫院管理局收費", "以下是今日（五月二日）在立法會會議上陳議員的提問和"
         "醫務衞生局局長的書面答覆：", "tc"),
        ("", "政府回應消費者委員會", "消費者委員會的報告關於水壺。", "tc"),
        ("cso", "分享會", "政務司司長陳先生今日（五月二日）到場，民政事務專員已成立小組。", "tc"),
        ("dpo", "機械人日", "數字政策專員陳大文表示，機械人有趣。", "tc"),
        ("lcsd", "山頂圖書館關閉", "康文署今日宣布圖書館關閉。", "tc"),
        ("hhb", "健康講座", "醫務衛生局局長陳先生今日致辭。", "tc"),
        ("ha", "粉飾病房", "下稿代醫院管理局發出：\n\n衞生署知悉。", "tc"),
        ("cso", "政務司司長出席花燈會", "", "tc"),
        ("", "平靜的一天", "公園無事。", "tc"),
    ],
)  # fmt: skip
def test_bureau(bureau_id: str, title: str, body: str, lang: Lang) -> None:
    assert classify(title, body, lang).bureau_id == bureau_id


@given(st.text(max_size=80), st.text(max_size=200), st.sampled_from(["en", "tc"]))
def test_any_text_has_a_known_kind(title: str, body: str, lang: Lang) -> None:
    found = classify(title, body, lang)
    kinds = {kind.kind: kind.routine for kind in KINDS.kinds}
    assert kinds[found.kind] == found.routine
    assert found.bureau_id in {"", *(bureau.bureau_id for bureau in KINDS.bureaux)}


@pytest.mark.parametrize(("words", "lang"), [("赴海關", "tc"), ("'s visit to fire in ", "en")])
def test_a_title_that_never_ends_takes_linear_time(words: str, lang: Lang) -> None:
    """Read in a tenth of a second; a pattern tried anew at each of its words would take a minute."""
    started = process_time()
    classify(words * (12_000 // len(words)), lang=lang)
    assert process_time() - started < 5


def test_real_releases_have_kinds_and_bureaux() -> None:
    """Most releases of the corpus fall under a kind of their own and name who issued them."""
    if not SHARED.exists():
        pytest.skip("the real releases are not on this machine")
    lines = (SHARED / "corpus" / "releases.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = [classify(normalise_line(row["title"]), normalise(row["text"]), row["lang"]) for row in rows]
    assert sum(each.kind == KINDS.kinds[-1].kind for each in found) <= len(rows) * 0.05
    assert sum(each.bureau_id == "" for each in found) <= len(rows) * 0.1
    assert 0.2 <= sum(each.routine for each in found) / len(rows) <= 0.5
