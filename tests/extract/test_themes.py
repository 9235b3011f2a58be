"""Finding themes: phrases, their spellings and rules, and what a release is about."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.folding import fold
from etl.extract.text import read_text
from etl.extract.themes import ThemeMatcher, find_themes
from etl.model import Lang
from etl.normalise import normalise, normalise_line
from etl.reference.themes import Domain, Phrase, Theme, ThemeReference, load_themes

IDS = ("ports", "fairs", "fees")
PHRASES: dict[Lang, tuple[Phrase, ...]] = {
    "en": (
        Phrase("container port", ("ports",)),
        Phrase("low-tide harbour", ("ports",)),
        Phrase("port", ("ports",)),
        Phrase("Port Street", ()),
        Phrase("ferry", ("ports",)),
        Phrase("SMU", ("ports",)),
        Phrase("Fair", ("fairs",), exact_case=True),
        Phrase("port fair", ("fairs", "ports")),
        Phrase("rate", ("fees",), near=("harbour", "port")),
        Phrase("people's quay", ("ports",)),
        Phrase("ships, tides", ("ports",)),
        Phrase("Port Inn", ("fees",), near=("rate",), else_none=True),
        Phrase("ferry pass", ("fees",), unless=("lost",)),
    ),
    "tc": (Phrase("貨櫃港灣", ("ports",)), Phrase("衞星墟市", ("fairs",)), Phrase("收費", ("fees",), near=("港灣",))),
}
REFERENCE = ThemeReference(
    (Domain("sea", "Sea", "海"),),
    tuple(Theme(name, "sea", name, name, name) for name in IDS),
    PHRASES,
    {"en": ("Hotel", "Port Office"), "tc": ("衞所",)},
    {"en": ("Club",), "tc": ("協會",)},
    {"en": ("Chairman of",), "tc": ()},
    {"en": ("please call",), "tc": ("請致電",)},
    {"en": ("notes to editors",), "tc": ("編輯垂注",)},
)
SMALL = ThemeMatcher(REFERENCE)


def find(text: str, lang: Lang = "en", matcher: ThemeMatcher = SMALL) -> list[tuple[str, str]]:
    return [(mention.theme_id, mention.phrase) for mention in matcher.find_mentions(read_text(text, lang))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The container port grew.", [("ports", "container port")]),
        ("CONTAINER PORTS grew.", [("ports", "CONTAINER PORTS")]),
        ("Of ships, tides and lights.", [("ports", "ships, tides")]),
        ("They saw ships. Tides rose.", []),
        ("The container\nport grew.", []),
        ("Two ferries left.", [("ports", "ferries")]),
        (
            "The low tide harbour and the low-tide harbours.",
            [("ports", "low tide harbour"), ("ports", "low-tide harbours")],
        ),
        ("A shop on Port Street.", []),
        ("Portable reports; see port.example.org and me@port.org.", []),
        (
            "It rained.Port staff left a container port.The ferry sailed.",
            [("ports", word) for word in ("Port", "container port", "ferry")],
        ),
        ("Write to John.Port@port.example or see Port.example and www.Port.Example.", []),
        ("We met at the Port Inn.", []),
        ("The Port Inn has a rate.", [("fees", "Port Inn"), ("fees", "rate")]),
        ("See www.example.org/the-port-fair/ and https://sea.example/container-port.", []),
        ("The people’s quay.", [("ports", "people’s quay")]),
        ("The SMU, not the smu.", [("ports", "SMU")]),
        ("A Fair deal is only fair.", [("fairs", "Fair")]),
        ("A port fair.", [("fairs", "port fair"), ("ports", "port fair")]),
        ("The rate rose. The port did well.", [("ports", "port")]),
        ("He slept at the Ferry Hotel and two Container Port Hotels.", []),
        ("A Ferry Hotelier, a ferry Hotel and a Ferry office.", [("ports", w) for w in ("Ferry", "ferry", "Ferry")]),
        ("The Fair Port Office moved.", [("ports", "Port")]),
        ("The Ferry and Bus Friends Club, and the Port Clubs.", []),
        ("A ferry took the Club home.", [("ports", "ferry")]),
        ("The Chairman of the Container Port met the chairman of the port.", [("ports", "port")]),
        ("A ferry pass was sold. It was lost.", [("fees", "ferry pass")]),
        ("A ferry pass was lost.", [("ports", "ferry")]),
        ("The port rate rose.", [("ports", "port"), ("fees", "rate")]),
    ],
)
def test_english(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(find(text)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("位於貨櫃港灣的衛星墟市", [("ports", "貨櫃港灣"), ("fairs", "衛星墟市")]),
        ("位于货柜港湾的卫星墟市", [("ports", "货柜港湾"), ("fairs", "卫星墟市")]),
        ("港灣的收費", [("fees", "收費")]),
        ("港灣開放。收費不變。", []),
        ("貨櫃港灣衛所", []),
        ("貨櫃港灣協會", []),
        ("貨櫃港灣有衛所", [("ports", "貨櫃港灣")]),
    ],
)
def test_chinese_in_either_script(text: str, found: list[tuple[str, str]]) -> None:
    assert find(text, "tc") == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "The port grew. For fees of a ferry, please call 1234. A ferry left.", ["port", "ferry"]),
        ("en", "The port grew.\n\nNotes to editors:\n\nThe ferry is old.\n\nThe port is new.", ["port"]),
        ("en", "They read the notes to editors of the port.", ["port"]),
        ("en", "Minister (Minister of the Port Fair, Mr Ko Lo-sze), the ferry is here.", ["ferry"]),
        ("en", "The port (or ferry) grew.", ["port", "ferry"]),
        ("tc", "貨櫃港灣擴建。貨櫃港灣詳情請致電一二三。衞星墟市啟用。", ["貨櫃港灣", "衞星墟市"]),
        ("tc", "衞星墟市啟用。\n\n編輯垂注：\n\n貨櫃港灣擴建。", ["衞星墟市"]),
        ("tc", "多謝部長（貨櫃港灣部長高露思女士）到訪衞星墟市。", ["衞星墟市"]),
    ],
)
def test_boilerplate_and_notes_of_offices_do_not_count(lang: Lang, text: str, found: list[str]) -> None:
    assert [phrase for _, phrase in find(text, lang)] == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "The New Island Container Port (NICP) grew. The NICP and all NICPs are full.", ["NICP", "NICPs"]),
        ("en", "NICP is a word. The New Island Container Port (the “NICP”) grew.", []),
        ("en", "A container port (ZZQ) grew. ZZQ is full.", []),
        ("en", "A container port (TEU) grew. TEU counts.", []),
        ("en", "A container port (CP) grew. A CPO, a cp and me@CP.example.", []),
        ("en", "A container port (SMU) grew. The SMU is full.", ["SMU", "SMU"]),
        ("en", "Port Street (PS) is long. PS is full.", []),
        ("tc", "新島貨櫃港灣（貨櫃灣）擴建。貨櫃灣已滿。", ["貨櫃港灣", "貨櫃灣"]),
        ("tc", "新島貨櫃港灣（NICP）擴建，NICP已滿。", ["貨櫃港灣", "NICP"]),
        ("tc", "新島貨櫃港灣（見附件）擴建。見附件。", ["貨櫃港灣"]),
    ],
)
def test_an_abbreviation_that_the_text_gives_a_phrase_is_one(lang: Lang, text: str, found: list[str]) -> None:
    assert [phrase for _, phrase in find(text, lang) if len(phrase) < 6] == found


def test_an_abbreviation_given_in_the_body_counts_in_the_title() -> None:
    title = read_text("NICP opens", "en", in_title=True)
    mentions, about = find_themes(title, read_text("The New Island Container Port (NICP) opened.", "en"), SMALL)
    assert [(mention.phrase, mention.in_title) for mention in mentions] == [("NICP", True), ("Container Port", False)]
    assert about == ("ports",)


def test_a_mention_carries_its_place_and_sentence() -> None:
    title, body = read_text("New port", "en", in_title=True), read_text("It rained. The port opened.", "en")
    (in_title, in_body), _ = find_themes(title, body, SMALL)
    assert (in_title.in_title, in_title.start_char, in_title.end_char) == (True, 4, 8)
    assert (in_body.in_title, in_body.start_char, in_body.sentence) == (False, 15, "The port opened.")


def test_a_release_is_about_its_title_more_than_a_passing_word() -> None:
    body = "It rained. It rained again. A Fair was held. The port opened. The port closed. The port rested."
    _, about = find_themes(read_text("The port", "en", in_title=True), read_text(body, "en"), SMALL)
    assert about == ("ports",)
    _, about = find_themes(read_text("", "en", in_title=True), read_text("", "en"), SMALL)
    assert about == ()


@given(st.text(), st.sampled_from(["en", "tc"]))
def test_folding_keeps_every_place(text: str, lang: Lang) -> None:
    assert len(fold(text, lang)) == len(text)


WORDS = st.sampled_from(
    [phrase.text for phrases in PHRASES.values() for phrase in phrases] + ["İ", "ß", "。", ". ", " "]
)


@settings(deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=4))).map("".join), st.sampled_from(["en", "tc"]))
def test_evidence_is_what_stands_there(text: str, lang: Lang) -> None:
    last = -1
    for mention in SMALL.find_mentions(read_text(text, lang)):
        assert text[mention.start_char : mention.end_char] == mention.phrase != ""
        assert mention.sentence in text
        assert mention.start_char >= last
        last = mention.start_char


@pytest.fixture(scope="module")
def matcher(reference: Path) -> ThemeMatcher:
    return ThemeMatcher(load_themes(reference))


AIMS = {"financial-centre", "maritime-centre", "trade-logistics"}


@pytest.mark.parametrize(
    ("lang", "text", "wanted", "unwanted"),
    [
        ("en", "The city is an international financial, shipping and trade centre.", AIMS, set()),
        ("en", "It grew as an international financial, trade and shipping centre.", AIMS, set()),
        ("en", "Its role as an international trading, shipping and financial centre is clear.", AIMS, set()),
        ("en", "We are a centre for international finance, shipping and trade.", AIMS, set()),
        ("tc", "香港是國際金融、航運、貿易中心。", AIMS, set()),
        ("tc", "提升國際金融、貿易和航運中心地位。", AIMS, set()),
        ("en", "LCQ7: Street lamps", {"legislature"}, set()),
        ("en", "Members of the Legislative Council attended the dinner.", set(), {"legislature"}),
        ("en", "The Legislative Council passed the bill.", {"legislature"}, set()),
        ("tc", "立法會八題：街燈", {"legislature"}, set()),
        ("en", "The Financial Secretary opened a shop.", set(), {"public-finance", "financial-centre"}),
        ("tc", "財政司司長到訪商店。", set(), {"public-finance", "financial-centre"}),
        ("en", "The course comprises two sessions.", set(), {"two-sessions"}),
        ("en", "They shared the spirit of the two sessions.", {"two-sessions"}, set()),
        ("tc", "座談會分享全國兩會精神。", {"two-sessions"}, set()),
        ("en", "He met the Minister of Trade of Malaysia in Kuala Lumpur.", {"asean"}, set()),
        ("en", "A football match against Cambodia starts at eight.", set(), {"asean"}),
        ("en", "A patient had Middle East Respiratory Syndrome.", set(), {"middle-east"}),
        ("tc", "活動集中亞洲各地的樂手。", set(), {"central-asia"}),
        ("tc", "委員會展開工作，社會展現活力。", set(), {"mega-events"}),
        ("tc", "荃灣區的街燈。", set(), {"greater-bay-area"}),
        ("tc", "長沙灣道的交流活動。", set(), {"mainland-cooperation"}),
        ("en", "Customs officers arrested a man at Lo Wu Control Point.", set(), {"cross-boundary"}),
        ("en", "Two more trains use the Express Rail Link.", {"cross-boundary", "rail-transport"}, set()),
        ("tc", "高鐵新增班次。", {"cross-boundary", "rail-transport"}, set()),
        ("en", "They spoke of MPF offsetting.", {"insurance-mpf", "employment"}, set()),
        ("en", "Bid-rigging harms owners.", {"consumer-protection", "building-safety"}, set()),
        ("en", "Cities keep to the Paris Agreement.", {"climate"}, {"europe"}),
        ("en", "The patient had MERS, or Middle East respiratory syndrome.", {"disease-prevention"}, set()),
        ("en", "Each trade union sent two people.", {"employment"}, {"trade-logistics"}),
        ("en", "She was last seen in white sports shoes.", set(), {"sports"}),
        ("en", "The talk is at Oak Street Sports Centre.", set(), {"sports", "leisure-services"}),
        ("en", "LCSD will repair the sports centre.", {"leisure-services"}, {"sports"}),
        ("tc", "論壇在橡樹街體育館舉行。", set(), {"sports", "leisure-services"}),
        ("en", "Results took a quantum leap.", set(), {"space"}),
        ("en", "Lost hikers are found by drones.", set(), {"conservation"}),
        ("en", "The rite began with a short film about bees.", set(), {"creative-industries"}),
        ("en", "Plans for natural disasters speed up the response.", {"emergency-response"}, set()),
        ("en", "Poets wrote of wars and natural disasters.", set(), {"emergency-response"}),
        ("tc", "急症室輪候時間縮短。", set(), {"housing-supply"}),
        ("tc", "公屋申請的輪候時間縮短。", {"housing-supply"}, set()),
        ("en", "She painted Sweden's national day celebration.", set(), {"patriotic-education"}),
        ("en", "Flat allocation starts in May.", {"housing-supply"}, set()),
        ("en", "Swimmers may join two free swimming sessions.", {"leisure-services"}, set()),
        ("en", "The Consulate-General helped HK residents.", {"immigration"}, set()),
        ("en", "He read out the JP list.", {"public-consultation"}, set()),
        ("en", "The guest was Mr Chan Siu-ming, GBM.", set(), {"public-consultation"}),
        ("en", "The Tourism Commission sent two people.", set(), {"tourism"}),
        ("en", "Tourism grew last year.", {"tourism"}, set()),
        ("tc", "旅遊事務署派兩人出席。", set(), {"tourism"}),
        ("en", "The Belt and Road Office lent a room.", set(), {"belt-and-road"}),
        ("en", "The Belt and Road Summit opened.", {"belt-and-road"}, set()),
        ("tc", "一帶一路辦公室借出房間。", set(), {"belt-and-road"}),
        ("tc", "一帶一路高峰論壇開幕。", {"belt-and-road"}, set()),
        ("en", "They dined at the Northern Metropolis Hotel.", set(), {"northern-metropolis"}),
        ("tc", "晚宴在北部都會區酒店舉行。", set(), {"northern-metropolis"}),
        ("en", "The fair is on Cyberport Road, beside Olympic Square.", set(), {"innovation-technology", "sports"}),
        ("en", "Staff of the Social Welfare Department sang.", set(), {"social-welfare"}),
        (
            "en",
            "The Elderly Commission and the Women's Commission sang.",
            set(),
            {"elderly-care", "families-childbirth"},
        ),
        ("en", "The Intellectual Property Department lent a tent.", set(), {"intellectual-property"}),
        ("tc", "知識產權署借出帳篷。", set(), {"intellectual-property"}),
        ("en", "The District Officer (Islands), Ms Chan, cut the ribbon.", set(), {"district-governance"}),
        ("en", "The District Officer heard what residents need.", {"district-governance"}, set()),
        ("tc", "離島民政事務專員陳女士剪綵。", set(), {"district-governance"}),
        ("tc", "民政事務專員聆聽居民的需要。", {"district-governance"}, set()),
        ("en", "Pupils of the primary school toured the campus.", set(), {"higher-education"}),
        ("en", "The university opened a campus.", {"higher-education"}, set()),
        ("en", "Two hundred joined the charity run.", {"sports", "social-welfare"}, set()),
        ("en", "A charity walk starts at the pier.", {"sports", "social-welfare"}, set()),
        ("tc", "二百人參加慈善跑。", {"sports", "social-welfare"}, set()),
        ("tc", "步行籌款在碼頭開始。", {"sports", "social-welfare"}, set()),
        ("tc", "港股通纳入更多股票，金融中心地位稳固。", {"financial-centre"}, set()),
        ("tc", "卫生防护中心呼吁市民接种流感疫苗。", {"disease-prevention"}, set()),
        ("tc", "海关检获怀疑私烟。", {"customs-enforcement"}, set()),
        ("en", "The study uses AI to read maps.", {"artificial-intelligence"}, set()),
        ("en", "She wrote an ai in the margin.", set(), {"artificial-intelligence"}),
        ("en", "The Guangdong-Hong Kong-Macao Greater Bay Area (GBA) grows.", {"greater-bay-area"}, set()),
        (
            "en",
            "The Works Bureau and the Secretary for Financial Services sang.",
            set(),
            {"public-works", "financial-centre"},
        ),
        ("tc", "環境運輸及工務局局長到訪商店。", set(), {"public-works"}),
        (
            "en",
            "Half-price tickets are for students, people with disabilities and CSSA recipients.",
            set(),
            {"disability-rehab", "social-welfare"},
        ),
        ("tc", "長者、殘疾人士及綜援受助人可獲半價優惠。", set(), {"disability-rehab", "social-welfare"}),
        ("en", "The club enjoys a level playing field.", set(), {"leisure-services"}),
        ("en", "Send us your curriculum vitae.", set(), {"school-education"}),
        ("en", "Pupils of secondary schools follow a new curriculum.", {"school-education"}, set()),
        ("en", "The pen won a gold medal at an inventors' fair.", set(), {"sports"}),
        ("en", "The fencer won a gold medal at the Asian Games.", {"sports"}, set()),
        ("en", "The Examplian National Day celebration was merry.", set(), {"patriotic-education"}),
        ("en", "The flag-raising ceremony marked National Day.", {"patriotic-education"}, set()),
        ("en", "An incoming passenger was jailed.", set(), {"tourism"}),
        ("tc", "一名入境旅客被判囚。", set(), {"tourism"}),
        ("tc", "天文台發出寒冷天氣警告，各區開放避寒中心。", {"weather-warnings", "public-service-notices"}, set()),
        ("en", "Fallen concrete was reported in an old building.", {"building-safety"}, set()),
        ("en", "Judicial appointments were announced.", {"legal-services"}, set()),
        ("en", "Raid on a shop that sold unregistered pharmaceutical products.", {"health-care"}, set()),
        ("tc", "小一派位結果公布。", {"school-education"}, set()),
        ("en", "The patient had visited Thailand to meet friends during the incubation period.", set(), {"asean"}),
        ("en", "The Secretary visited Thailand to promote trade.", {"asean"}, set()),
        ("tc", "病人在潛伏期內曾到訪泰國。", set(), {"asean"}),
        ("en", "A private car hit a woman, who was injured.", set(), {"road-transport"}),
        ("en", "Private cars pay a new toll.", {"road-transport"}, set()),
        ("en", "Charges for package tours raised consumer prices.", set(), {"tourism"}),
        ("tc", "海關人員搜查住宅單位，檢獲私煙。", set(), {"housing-supply"}),
        ("en", "The Chairman of the Airport Authority, Mr Ko, sang.", set(), {"aviation-hub"}),
        ("en", "The Youth Power Association lent a tent.", set(), {"youth"}),
        ("tc", "席上有平機會主席高露思。", set(), {"ethnic-inclusion"}),
        ("tc", "學生在國際數學奧林匹克奪得金牌。", set(), {"sports"}),
        ("tc", "廣深港高鐵班次增加。", {"rail-transport", "cross-boundary"}, {"mainland-cooperation"}),
        (
            "tc",
            "市民談及土地房屋、教育、醫療和扶貧。",
            {"housing-supply", "land-supply", "school-education", "health-care"},
            set(),
        ),
        ("tc", "政府飛行服務隊救起兩名遠足人士。", {"emergency-response"}, set()),
    ],
)
def test_the_projects_phrases(
    matcher: ThemeMatcher, lang: Lang, text: str, wanted: set[str], unwanted: set[str]
) -> None:
    found = {theme_id for theme_id, _ in find(text, lang, matcher)}
    assert wanted <= found
    assert not unwanted & found


def test_themes_of_annotated_releases(matcher: ThemeMatcher, shared: Path) -> None:
    """Against what people marked: F1 of theme and release, below which no change may fall."""
    texts = {(row["id"], row["lang"]): row for name in ("releases", "ce_speeches") for row in read_rows(shared, name)}
    hits = misses = wrong = 0
    for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        row = texts[marked["id"], marked["lang"]]
        lang: Lang = "en" if row["lang"] == "en" else "tc"
        title = read_text(normalise_line(row["title"]), lang, in_title=True)
        mentions, _ = find_themes(title, read_text(cut_closing(normalise(row["text"])), lang), matcher)
        found = {mention.theme_id for mention in mentions}
        allowed = {theme["theme_id"] for theme in marked["themes"]}
        required = {theme["theme_id"] for theme in marked["themes"] if not theme.get("optional")}
        hits, misses, wrong = hits + len(required & found), misses + len(required - found), wrong + len(found - allowed)
    assert 2 * hits / (2 * hits + misses + wrong) >= 0.8


def read_rows(shared: Path, name: str) -> list[dict[str, str]]:
    lines = (shared / "corpus" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def cut_closing(text: str) -> str:
    lines = text.split("\n")
    ends = (number for number, line in enumerate(lines) if line.startswith("Ends/") or line == "完")
    return "\n".join(lines[: next(ends, len(lines))])
