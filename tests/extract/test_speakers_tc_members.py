"""Chinese names that their place shows: in lists of members, behind or before the words of artists, in absence."""

import pytest

from tests.extract.speakers import read, roles

MEMBERS = [
    (
        "紙鳶諮詢委員會的成員名單如下：\n\n主席：\n郭子健教授\n\n非官方委員：\n陳大明\n朱囧囧博士\n哈立勤\n"
        "何淑賢教授 *\n郭仲^\n甄囧\n容泰囧 #\n李鑾\n\n官方委員：\n房屋局局長或其代表\n紙鳶處處長\n\n#新委任成員\n",
        "郭子健 陳大明 朱囧囧 哈立勤 何淑賢 郭仲 甄囧 容泰囧 李鑾",
    ),
    (
        "委員會成員名單如下：\n主席\n----\n陳大明*\n\n委員\n----\n哈凱勤 郭巧欣女士 王懷軒 何泰然教授 李鑾囧\n",
        "陳大明 哈凱勤 郭巧欣 王懷軒 何泰然 李鑾囧",
    ),
    ("非官方委員：朱囧囧博士　哈凱囧　何泰然教授　郭囧欣\n", "朱囧囧 哈凱囧 何泰然 郭囧欣"),
    ("成員：\n\n陳大明 (主席)\n李囧囧\n王子健\n", "陳大明 李囧囧 王子健"),
    ("小組由劉囧囧、鄭囧怡教授及羅囧組成。", "劉囧囧 鄭囧怡 羅囧"),
    ("其他成員為鄭囧怡教授、劉愷囧及羅囧。", "鄭囧怡 劉愷囧 羅囧"),
    ("紙鳶會主席為陳大明，其他成員為鄭囧怡、劉愷囧、羅彧及方囧。", "陳大明 鄭囧怡 劉愷囧 羅彧 方囧"),
    ("新委任的委員為容囧囧博士、安囧欣和方彧。", "容囧囧 安囧欣 方彧"),
    ("成員包括江蘇、張家口、馬鞍山及黃山。", ""),
    ("委員包括林業界、馬術界和金融界的代表。", ""),
    ("嘉賓包括陶藝家、金匠、石匠和木匠。", ""),
    ("評審：黃金品質、高度創意、明確目標。", ""),
    ("成員包括高中學生、商人、文員和農民。", ""),
    ("雨量如下：\n\n石崗 黃竹坑 打鼓嶺 沙田 馬灣\n元朗 葉屋 何文田\n", ""),
    ("地點如下：\n林村\n朱家村\n王屋村\n陳屋圍\n許家塘\n", ""),
    ("委員會成員名單：\n\n主席\n房屋局局長\n\n委員\n馬會代表\n康文署署長\n商會代表\n", ""),
]

ARTISTS = [
    ("由紙鳶樂團導師陳大囧和李囧芬擔任指揮。", "陳大囧/attended 李囧芬/attended"),
    ("音樂會由陳大囧和李囧芬擔任指揮。", "陳大囧/attended 李囧芬/attended"),
    ("節目選自陳大囧的交響詩。", "陳大囧/named"),
    ("樂團委約陳大囧和李囧芬創作新曲。", "陳大囧/named 李囧芬/named"),
    ("樂曲由陳大囧作曲、李小囧填詞，郭囧健編劇。", "陳大囧/named 李小囧/named 郭囧健/named"),
    ("曲目包括陳大囧編曲的《紙鳶》。", "陳大囧/named"),
    ("由陳大囧（琵琶）、李囧芬（二胡）和郭囧（古箏）演出。", "陳大囧/attended 李囧芬/attended 郭囧/attended"),
    ("演出者：陳大囧（琵琶）", "陳大囧/attended"),
    ("由孟加拉代表致辭，由江西省代表團演出。", ""),
    ("選自唐代的詩歌，改編自江南的民歌。", ""),
    ("全新編劇、知名導演、金牌監製及高級編導均獲邀。", ""),
    ("由學員（二胡）及高級學員（古箏）演出。", ""),
]

ABSENT = [
    ("紙鳶師李小囧獲邀來港。李小囧將以小提琴演繹名曲。", "李小囧/attended"),
    ("在張小囧和聶大囧離港期間，由副主席陳大囧署理主席。", "張小囧/named 聶大囧/named 陳大囧/named"),
    ("當局表示，在張囧囧離港期間，會議照常。", "張囧囧/named"),
    ("在局長何永賢休假期間，由張囧囧署理局長。", "何永賢/named 張囧囧/named"),
    ("陳大明休假期間，李小芬會署理處長職務。", "陳大明/named 李小芬/named"),
    ("張家口將舉辦賽事。張家口將派員來港。", ""),
    ("在他離港期間，在任何人離港期間，交通如常。", ""),
    ("紙鳶會會長暨九龍總會主席陳大文出席典禮。", "陳大文/attended"),
    ("紙鳶社暨九龍城中心今日開幕，出席的有紙鳶醫院暨瑪嘉烈醫院主管陳大明。", "陳大明/attended"),
]


@pytest.mark.parametrize(("text", "names"), MEMBERS)
def test_members(text: str, names: str) -> None:
    assert {a.name for a in read(text, lang="tc")[0] if a.name} == set(names.split())


@pytest.mark.parametrize(("text", "expected"), ARTISTS + ABSENT)
def test_roles(text: str, expected: str) -> None:
    told = roles(text, lang="tc").items()
    assert {f"{name}/{role}" for name, role in told if not name.startswith("[")} == set(expected.split())
