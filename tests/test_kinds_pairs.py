"""The two versions of a release are of one kind, and routine or not: invented titles in the house style."""

import pytest

from tests.test_kinds import classify

# By kind and whether it is routine: the English and the Chinese title.
PAIRS = {
    ("legco-reply", False): [
        ("LCQ1: Support for carers", "立法會一題：支援照顧者"),
        ("LCQ22: Statistics on jailed scammers", "立法會二十二題：被判監騙徒的統計數字"),
        ("LCQ 9: Visits by officials to beaches", "立法會九題：官員到訪泳灘"),
        ("LCQ: Suspension of ferry services", "立法會急切質詢：渡輪暫停服務"),
    ],
    ("media-remarks", False): [
        ("Transcript of remarks by CE at media session before ExCo", "行政長官出席行政會議前會見傳媒談話內容"),
        ("Transcript of CS' remarks at carnival opening", "政務司司長出席嘉年華開幕談話內容"),
        ("FS's transcript on Budget statistics", "財政司司長就預算案統計數字會見新聞界談話全文"),
        ("SHYA's opening remarks at press conference (with video)", "民政及青年事務局局長記者會開場發言（附短片）"),
    ],
    ("speech", False): [
        ("Speech by FS at bankers' spring reception (English only)", "財政司司長出席銀行公會春茗致辭（只有英文）"),
        ("CE's speech at National Day reception", "行政長官國慶酒會致辭全文"),
        ("SJ' speech at opening of arbitration forum", "律政司司長在仲裁論壇開幕禮演辭"),
        ("LC: Speech by SLW on second reading of Wages Bill", "立法會：勞工及福利局局長動議二讀《工資條例草案》致辭"),
        ("Opening remarks by SDEV at LegCo Finance Committee meeting", "發展局局長在立法會財務委員會會議開場發言"),
        ("Letter to Hong Kong by SEE", "香港家書：環境及生態局局長談海港"),
        ("Keynote speech by SITI at robot summit", "創新科技及工業局局長在機械人峰會主題演講"),
    ],
    ("missing-person", True): [
        ("Missing man in Tai Po located", "大埔失蹤男子已尋回"),
        ("Appeal for information on missing woman in Sha Tin (with photo)", "警方呼籲提供沙田失蹤女子消息（附圖）"),
        ("Tai Po Hospital appeals to public for missing patient", "大埔醫院呼籲市民協助尋找失蹤病人"),
        ("Missing boy in Wan Chai", "灣仔男童失蹤"),
    ],
    ("beach-or-pool", True): [
        ("Red flags hoisted at some beaches", "部分泳灘懸掛紅旗"),
        ("Red flag lowered at Lantern Bay Beach", "燈籠灣泳灘紅旗除下"),
        ("Latest beach water quality gradings", "泳灘水質最新評級"),
        ("Lantern Bay Beach temporarily closed", "燈籠灣泳灘暫時關閉"),
        ("Hilltop Swimming Pool reopened", "山頂游泳池重新開放"),
        ("Shark flag lowered after shark sighting", "發現鯊魚後紅旗除下"),
    ],
    ("weather", True): [
        ("Tropical Cyclone Warning Bulletin", "熱帶氣旋警告報告"),
        ("No. 8 Northeast Gale or Storm Signal", "八號東北烈風或暴風信號"),
        ("Amber Rainstorm Warning Signal issued", "黃色暴雨警告信號發出"),
        ("Thunderstorm Warning extended", "雷暴警告延長"),
        ("Very Hot Weather Warning", "酷熱天氣警告"),
        ("Temporary night heat shelters open tonight", "夜間臨時避暑中心今晚開放"),
        ("HAD opens temporary cold shelters", "民政事務總署開放臨時避寒中心"),
        ("The Weather of March 2011", "二零一一年三月天氣回顧"),
        ("Air Quality Health Index expected to be very high", "空氣質素健康指數預料達甚高水平"),
        ("Strong Monsoon Signal cancelled", "強烈季候風信號取消"),
        ("Landslip Warning cancelled", "山泥傾瀉警告取消"),
    ],
    ("land-sale", True): [
        ("Tender for site in Tung Chung awarded", "東涌一幅用地批出"),
        ("Land sale results", "賣地結果"),
        ("Tenders invited for short term tenancy in Yuen Long", "元朗短期租約招標承租"),
        ("Government invites tenders for operation of ferry route", "政府公開招標營辦渡輪航線"),
        ("Result of land sale by tender", "以招標方式出售土地結果"),
    ],
    ("tender", True): [
        ("Tender results of 5-year HKD Infrastructure Bonds", "五年期港元基礎建設債券投標結果"),
        ("Tender of re-opening of 3-year bonds", "重開三年期債券投標"),
        ("Exchange Fund Bills tender results", "外匯基金票據投標結果"),
        ("Tentative issuance schedule for bonds", "債券暫定發行時間表"),
    ],
    ("market-index", True): [
        ("Effective Exchange Rate Index", "港匯指數"),
        ("Effective Exchange Rate Index (afternoon)", "港匯指數（下午）"),
        ("Trade-weighted Exchange Rate Index", "貿易加權匯率指數"),
    ],
    ("appointment", False): [
        ("Appointments to Harbour Forum Council", "委任海港論壇議會成員"),
        ("Appointment of the Director of Lanterns", "任命燈籠署署長"),
        ("New members of Kite Board appointed", "委任風箏局新成員"),
        ("Chairman of Tree Council reappointed", "樹木議會主席再獲委任"),
        ("Senior appointments in civil service", "公務員首長級人員任命"),
        ("Commissioner of Tides retires", "潮汐專員退休"),
    ],
    ("import-control", True): [
        ("Import of poultry meat and products from areas in Denmark suspended", "暫停進口丹麥部分地區的禽肉及禽類產品"),
        ("CFS suspends import of raw oysters from Denmark", "食安中心暫停丹麥生蠔進口"),
        ("Import of eggs from Denmark resumed", "恢復進口丹麥禽蛋"),
        ("Inspection of aquatic products imported from Japan", "日本進口水產品檢測結果"),
    ],
    ("traffic", True): [
        ("Special traffic arrangements for lantern carnival", "花燈嘉年華特別交通安排"),
        ("Traffic and transport arrangements for kite marathon", "風箏馬拉松交通及運輸安排"),
        ("Road closures for harbour race", "海港賽事封路措施"),
        ("Temporary closure of Hilltop Road", "臨時封閉山頂路"),
    ],
    ("postal", True): [
        ("Postal services to Norway subject to delays", "寄往挪威的郵政服務延誤"),
        ("Mail services to Norway return to normal", "寄往挪威的郵件服務恢復正常"),
        ("Hilltop Post Office to be relocated", "山頂郵政局將遷址"),
        ("Latest posting dates for Christmas mail", "聖誕郵件投寄限期"),
    ],
    ("facility-notice", True): [
        ("Temporary closure of Hilltop Library", "山頂圖書館暫停開放"),
        ("Hilltop Sports Centre reopened", "山頂體育館重新開放"),
        ("Pierside Clinic suspends service due to burst water pipe", "碼頭診所因水管爆裂暫停服務"),
        ("Suspension of fresh water supply in Hilltop Estate", "山頂邨暫停食水供應"),
        ("Kite Quartet concert cancelled", "風箏四重奏音樂會取消"),
        ("Performer change for harbour concert (with photo)", "海港音樂會更改演奏者（附圖）"),
        ("LCSD opening hours during Lunar New Year", "康文署農曆新年開放時間"),
    ],
    ("court", False): [
        ("Shopkeeper fined for hawking at exhibition", "店東於展覽擺賣被判罰款"),
        ("Illegal workers jailed", "非法勞工被判監"),
        ("Jail for driver smuggling cigarettes", "司機走私香煙判囚"),
        ("Man convicted of bogus website scam", "男子偽冒網站騙案罪成"),
        ("Property owner fined over $80,000", "業主被罰款逾八萬元"),
        ("Employer fined after fatal work accident", "致命工作意外僱主被判罰款"),
        ("High Court judgment on harbour reclamation", "高等法院就填海判決"),
    ],
    ("fire-or-accident", False): [
        ("No. 3 alarm fire in Kwai Chung", "葵涌三級火"),
        ("Fatal traffic accident in Tai Po", "大埔致命交通意外"),
        ("LD investigates fatal work accident at exhibition hall", "勞工處調查展覽館致命工作意外"),
        ("Body found in Tolo Harbour", "吐露港發現屍體"),
        ("Collision between two vessels", "兩船隻相撞"),
    ],
    ("customs", False): [
        ("Hong Kong Customs seizes counterfeit watches", "香港海關檢獲冒牌手錶"),
        ("Hong Kong Customs detects two dangerous drug cases", "香港海關偵破兩宗毒品案"),
        ("Customs raids illicit cigarette store", "海關搗破私煙倉"),
        ("Suspected smuggled turtles found in car", "車內發現懷疑走私龜"),
    ],
    ("crime", False): [
        ("Police arrest two in burglary case", "警方拘捕兩名爆竊案疑犯"),
        ("Robbery in Mong Kok", "旺角行劫案"),
        ("ICAC charges clerk over bribes", "廉署起訴書記受賄"),
        ("Ten illegal workers arrested during operation", "行動中十名非法勞工被捕"),
        ("Wounding in Sham Shui Po", "深水埗傷人案"),
        ("Warrants issued for six people", "警方對六人發出通緝令"),
    ],
    ("fraud-alert", True): [
        ("Scam alert related to banks", "與銀行相關的詐騙警示"),
        ("Fraudulent website related to Harbour Bank", "與海港銀行有關的偽冒網站"),
        ("Phishing emails related to Harbour Bank", "與海港銀行有關的釣魚電郵"),
        ("IRD alerts public to fraudulent emails", "稅務局籲市民提防欺詐電郵"),
        ("Public urged to beware of bogus phone calls", "呼籲市民慎防偽冒來電"),
        ("Suspicious mobile application related to Harbour Bank", "與海港銀行有關的可疑流動應用程式"),
    ],
    ("food-safety", False): [
        ("CFS urges public not to consume a batch of soup", "食安中心呼籲市民不要食用一批次湯"),
        ("Excessive mercury in fish sample", "魚類樣本水銀超標"),
        ("Food recall of prepackaged cake with undeclared allergen", "一款預先包裝蛋糕因未標示致敏物回收"),
    ],
    ("health-alert", False): [
        ("CHP investigates outbreak at kindergarten", "衞生防護中心調查幼稚園爆發個案"),
        ("Cluster of influenza cases in Hilltop Hospital", "山頂醫院流感病人群組個案"),
        ("DH reminds public to receive vaccination early", "衞生署提醒市民盡早接種疫苗"),
        ("Government issues compulsory testing notice", "政府發出強制檢測公告"),
        ("Imported dengue fever case reported", "接獲外地傳入登革熱個案"),
    ],
    ("stamp", False): [
        ('Hongkong Post to issue "Harbour Ferries" special stamps', "香港郵政發行「海港渡輪」特別郵票"),
        ("Lunar new year stamp sheetlet on sale", "農曆新年郵票小型張發售"),
        ("Kites on new stamps", "新郵票以風箏為題"),
    ],
    ("statistics", False): [
        ("Provisional statistics of retail sales for June 2004", "二零零四年六月零售業銷貨額臨時統計數字"),
        ("Consumer Price Indices for June", "六月消費物價指數"),
        ("Exchange Fund Abridged Balance Sheet and Currency Board Account", "外匯基金資產負債表摘要及貨幣發行局帳目"),
        ("Unemployment and underemployment statistics", "失業及就業不足統計數字"),
        ("Residential mortgage survey results for June", "六月住宅按揭統計調查結果"),
        ("Voter turnout at noon", "正午投票率"),
    ],
    ("consultation", False): [
        ("Government launches consultation on ferry fares", "政府就渡輪收費展開諮詢"),
        ("Public views sought on harbour lighting", "就海港燈飾徵詢公眾意見"),
        ("Public consultation on kite rules ends", "風箏規則公眾諮詢結束"),
    ],
    ("legislation", False): [
        ("Ferry Services (Amendment) Bill gazetted", "《渡輪服務（修訂）條例草案》刊憲"),
        ("LegCo to consider Kites Bill", "立法會將審議《風箏條例草案》"),
        ("Legislative Council to meet on Wednesday", "立法會星期三舉行會議"),
        ("Draft Hilltop Outline Zoning Plan amended", "《山頂分區計劃大綱草圖》修訂"),
        ("New rules for kites take effect", "風箏新規例生效"),
    ],
    ("statement", False): [
        ("Government strongly condemns false claims on convicted publisher", "政府強烈譴責就被定罪出版人的失實言論"),
        ("SB responds to media enquiries on arrests", "保安局回應傳媒就拘捕行動的查詢"),
        ("Government clarifies report on land sale", "政府澄清賣地報道"),
        ("CE saddened by passing of scholar", "行政長官對學者離世深感難過"),
        ("HKSAR Government welcomes new visa measures", "特區政府歡迎新簽證措施"),
        ("Statement by Harbour Commission", "海港委員會聲明"),
    ],
    ("congratulation", False): [
        ("CE congratulates rowing team on winning gold medal", "行政長官祝賀賽艇隊奪得金牌"),
        ("2009 Honours List", "二零零九年授勳名單"),
        ("Kite team wins gold at games", "風箏隊勇奪金牌"),
    ],
    ("application-call", False): [
        ("Harbour Arts Fund invites applications", "海港藝術基金接受申請"),
        ("Kite festival stall nominations open", "風箏節攤位接受提名"),
        ("Enrolment for summer course begins", "暑期課程開始報名"),
    ],
    ("visit", False): [
        ("SDEV visits Islands District (with photos)", "發展局局長到訪離島區（附圖）"),
        ("CE to visit Beijing", "行政長官將訪問北京"),
        ("SCMA begins visit to Hunan", "政制及內地事務局局長展開湖南訪問行程"),
        ("FS departs for London", "財政司司長啟程前往倫敦"),
        ("SCED to attend trade ministers' meeting in Peru", "商務及經濟發展局局長赴秘魯出席貿易部長會議"),
    ],
    ("meeting", False): [
        ("FS meets with Minister of Finance", "財政司司長與財政部長會面"),
        ("Harbour Council holds first meeting", "海港議會舉行首次會議"),
        ("CE meets Mayor of Shanghai", "行政長官會見上海市市長"),
    ],
    ("event", False): [
        ("SCED officiates at opening ceremony of toy fair", "商經局局長主持玩具展開幕典禮"),
        ("SCST attends Anti-Scam Carnival", "文體旅局局長出席反詐騙嘉年華"),
        ("Exhibition on old ferries to be held", "舊渡輪展覽將舉行"),
        ("Kite Ensemble to stage concert in May", "風箏合奏團五月舉行音樂會"),
        ("London ETO supports kite festival", "駐倫敦經貿辦支持風箏藝術節"),
        ("Typhoon response exercise held", "颱風應變演習舉行"),
        ("Customs passing-out parade held", "海關結業會操舉行"),
        ("Flag day on Saturday", "星期六賣旗日"),
        ("Athletes' welcome ceremony held", "運動員歡迎儀式舉行"),
    ],
    ("appeal", False): [
        ("Labour Department reminds employers of safety at heights", "勞工處提醒僱主注意高空安全"),
        ("Police urge hikers to stay vigilant", "警方呼籲遠足人士提高警覺"),
        ("Government appeals for blood donors", "政府呼籲市民捐血"),
    ],
    ("hospital", False): [
        ("Hospital Authority announces winter plan", "醫管局公布冬季計劃"),
        ("Hilltop Hospital announces ward changes", "山頂醫院公布病房變動"),
        ("HA announces new clinic fees", "醫管局公布診所新收費"),
    ],
    ("announcement", False): [
        ("Next steps of the harbour plan", "海港計劃下一步"),
        ("Government launches scheme for carers", "政府推出照顧者計劃"),
        ("Land Sale Programme announced", "賣地計劃公布"),
        ("Scrapping of MPF offsetting explained", "說明取消強積金對沖安排"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("english", "chinese", "kind", "routine"),
    [(*pair, *meant) for meant, pairs in PAIRS.items() for pair in pairs],
)
def test_versions_are_of_one_kind(english: str, chinese: str, kind: str, routine: bool) -> None:
    of_english, of_chinese = classify(english), classify(chinese, lang="tc")
    assert (of_english.kind, of_english.routine) == (kind, routine)
    assert (of_chinese.kind, of_chinese.routine) == (kind, routine)
