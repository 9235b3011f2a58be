"""Reads one Chinese name, the post before it, and a row of names."""

import re
from typing import NamedTuple

from etl.extract.speakers.chinese import Chinese
from etl.extract.speakers.measure_tc import is_strong, is_usual, may_be_name, measure_name
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Gender, Sighting, name_key

_LIST_GAP = re.compile(r"(?:（[^（）]{1,40}）)?(?:、|，以及|以及|和|及|與|，)")
_LEAD = re.compile(r"(?:以下是|以下為|與|和|及|以及|而|還有|其|時任|尊敬的| )*")
# It opens with one set of characters, which is what makes the search fast.
_POST_EDGE = re.compile(
    r"[，。；：「」『』《》！？\n﹕:;,（、及和與分會出拜到訪介聯邀接由率代委任歡祝恭感聽悼哀有嘉同隨包擔陪還在向對獲多鳴以據為宴款探慰迎提讚表]"
    r"(?:(?<=[，。；：「」『』《》！？\n﹕:;,在向])|(?<=（)(?![^（）]*）)|(?<=、)(?=[^、，。]{0,40}$)"
    r"|(?<=[及和與])(?<![研以普涉共].)(?=(?:[^及和與]{3,30})?$)|(?<=[和與])(?<![研參普涉共].)(?=[^及和與]{2}$)"
    r"|(?<=分)別與|(?<=會)[見晤]|(?<=出)[席任]|(?<=拜)[訪會]|(?<=到)訪|(?<=訪)問|(?<=介)紹|(?<=聯)同|(?<=邀)[請得]|(?<=接)[見替]"
    r"|(?<=由)(?!於)|(?<=率)領|(?<=代)理|(?<=委)任|(?<=任)命|(?<=歡)迎|(?<=祝)賀|(?<=恭)賀|(?<=感)謝|(?<=聽)取"
    r"|(?<=[悼哀])[念悼]|(?<=有)(?=關)|(?<=嘉)賓[有為]|(?<=[同隨])(?:行的?)有|(?<=包)括|(?<=擔)任|(?<=陪)同|(?<=還)有|(?<=對)(?!外)"
    r"|(?<=獲)(?!多利|[得邀選])|(?<=多)謝|(?<=鳴)謝|(?<=以)(?![及上下外內])|(?<=據)|(?<=[者賓人席長員司]為)|(?<=[者的員士人計]有)"
    r"|(?<=宴)請|(?<=款)待|(?<=探)[訪望]|(?<=慰)問|(?<=迎)接|(?<=提)名|(?<=[讚表])揚)"
)
# Only behind these is a foreign name without a dot safe: 作曲家莫扎特, 總統奧巴馬.
_ARTS = ("家", "大師", "高音", "中音", "低音", "總統", "首相", "大臣", "外長", "國王", "大使", "總領事")
_COUNTED = re.compile(r"[一二兩三四五六七八九十\d]{1,3}[位名]")  # 五位得獎教授 is no post
_LONGEST_POST, _LONGEST_BODY = 50, 8
_JOINING = ("和", "及", "與")
_USUAL_LENGTH = 3
GENDERS: dict[str, Gender] = {
    "先生": "male", "女士": "female", "小姐": "female", "太太": "female", "夫人": "female",
}  # fmt: skip


class Finds:
    """The sightings so far, and which characters they take."""

    def __init__(self, length: int) -> None:
        self.sightings: list[Sighting] = []
        self._taken = bytearray(length)

    def add(self, sighting: Sighting) -> None:
        """Keep a sighting."""
        self.sightings.append(sighting)
        self._taken[sighting.start : sighting.end] = b"\1" * (sighting.end - sighting.start)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no sighting takes any of the characters."""
        return self._taken.find(1, start, end) < 0


class Anchor(NamedTuple):
    """A noun of a post before a name; the span includes a bracket behind the noun."""

    start: int
    end: int
    head: str


def make_plain(text: str, start: int, end: int, closes: int = 0, title: str = "") -> Sighting:
    """Return the sighting of a name without a post."""
    name = text[start:end]
    gender = GENDERS.get(title, "")
    return Sighting(
        start, end, start, closes or end, name, gender=gender, titled=bool(title), words=(name_key(name),)
    )  # fmt: skip


def read_name(
    text: str, start: int, anchor: Anchor | None, lowest: int, signs: Signs, chinese: Chinese
) -> Sighting | None:
    """Return the name at `start` with its title and, before `anchor` ends, its post not left of `lowest`."""
    known = signs.known.get(start)
    if known:
        return _make(text, start, known, anchor, lowest, signs, chinese, chinese.after.match(text, known))
    name = chinese.name.match(text, start)
    if name is None:
        return None
    announced = anchor is not None and anchor.head not in chinese.loose
    if name["sound"] and not (anchor and anchor.head.endswith(_ARTS)):
        return None
    end = name.end() if name["foreign"] or name["sound"] else measure_name(text, name, announced, signs, chinese)
    title = chinese.after.match(text, end) if end else None
    if not end or (name["foreign"] and not (title or re.search("[ ・·‧．•]", name["foreign"]))):
        return None
    if not title and chinese.inside.match(text, end):
        return None
    end = start + len(text[start:end].rstrip(" -'’."))
    return _make(text, start, end, anchor, lowest, signs, chinese, title)


def _make(
    text: str,
    start: int,
    end: int,
    anchor: Anchor | None,
    lowest: int,
    signs: Signs,
    chinese: Chinese,
    title: re.Match[str] | None,
) -> Sighting:
    """Return the sighting of a name, with the title behind it and the post before it."""
    opens, post = _read_post(text, anchor, lowest, signs, chinese) if anchor else (start, "")
    gender = GENDERS.get(title.group(), "") if title else ""
    office = post.replace("署理", "", 1)
    plain = text[start:end]
    return Sighting(
        start, end, opens, title.end() if title else end, plain, office, office != post, gender,
        titled=title is not None, words=(name_key(plain),),
    )  # fmt: skip


def read_listed(text: str, closes: int, signs: Signs, chinese: Chinese) -> Sighting | None:
    """Return the name that follows the one that ends at `closes` in a list, unless a post announces it."""
    gap = _LIST_GAP.match(text, closes)
    if gap is None or gap.group().endswith("，") or signs.is_announced(text, gap.end(), chinese):
        return None
    sighting = read_name(text, gap.end(), None, gap.end(), signs, chinese) or _read_performer(text, gap, chinese)
    if sighting is None or is_trusted(sighting, signs, chinese):
        return sighting
    name = sighting.name
    strong = name[0] not in chinese.weak and name[-1] not in chinese.endings
    sure = strong and (len(name) > 2 or is_usual(name[1:], chinese))
    return sighting if sure or chinese.verb.match(text, sighting.end) else None


def _read_performer(text: str, gap: re.Match[str], chinese: Chinese) -> Sighting | None:
    """Return the last name of a list, however unusual, where what the people perform follows."""
    last = chinese.member.match(text, gap.end()) if gap.group().endswith(_JOINING) else None
    if last is None or not (is_strong(last["name"], chinese) and may_be_name(last["name"], chinese)):
        return None
    return make_plain(text, *last.span("name")) if chinese.performs.match(text, last.end("name")) else None


def read_row(text: str, start: int, signs: Signs, chinese: Chinese) -> list[Sighting]:
    """Return the names of a list without posts that begins at `start`; none unless the first can be trusted."""
    first = read_name(text, start, None, start, signs, chinese)
    if first is None:
        return []
    row = [first] if _begins_row(first, signs, chinese) else []
    if not row and (second := read_listed(text, first.closes, signs, chinese)) is not None:
        row = [first, second] if any(is_trusted(one, signs, chinese) for one in (first, second)) else []
    while row and (following := read_listed(text, row[-1].closes, signs, chinese)) is not None:
        row.append(following)
    return row


def _begins_row(first: Sighting, signs: Signs, chinese: Chinese) -> bool:
    """Tell whether a name needs no other beside it: one of usual length and not of a common word."""
    sure = first.name[0] not in chinese.weak or len(first.name) > _USUAL_LENGTH
    return sure and is_trusted(first, signs, chinese)


def is_trusted(sighting: Sighting, signs: Signs, chinese: Chinese) -> bool:
    """Tell whether a name looks like one without a post before it."""
    name = sighting.name
    if sighting.start in signs.known or sighting.titled:
        return True
    return len(name) > 2 and is_usual(name[-2:], chinese)


def _read_post(text: str, anchor: Anchor, lowest: int, signs: Signs, chinese: Chinese) -> tuple[int, str]:
    low = max(lowest, anchor.start - _LONGEST_POST)
    start = _find_office_start(text, low, anchor, signs, chinese)
    if start >= 0:
        return start, text[start : anchor.end]
    start = max(
        (edge.end() for edge in _POST_EDGE.finditer(text, low, anchor.start) if _cuts(text, edge, chinese)), default=low
    )
    start += len(_LEAD.match(text[start : anchor.start]).group())  # type: ignore[union-attr]
    described = text.rfind("的", start, anchor.start) + 1
    if described and text[described : anchor.end] in chinese.posts:  # 身處當地的行政長官
        start = described
    bare = anchor.head not in chinese.heads or _COUNTED.match(text, start) is not None
    return start, "" if bare else text[start : anchor.end]


def _cuts(text: str, edge: re.Match[str], chinese: Chinese) -> bool:
    """Tell whether a post can begin there: not behind a 和 that joins the name of a body."""
    if edge.group() not in _JOINING:
        return True
    low = max(0, edge.start() - _LONGEST_BODY)
    return all(
        not body.start() <= edge.start() < body.end()
        for body in chinese.joined.finditer(text, low, edge.end() + _LONGEST_BODY)
    )


def _find_office_start(text: str, low: int, anchor: Anchor, signs: Signs, chinese: Chinese) -> int:
    """Return where the office of the reference that ends with the anchor begins, also with 署理; -1 for none."""
    if "署理" in text[low : anchor.start]:
        starts = range(low, anchor.start)
        return next((at for at in starts if text[at : anchor.end].replace("署理", "") in chinese.posts), -1)
    start = signs.office_starts.get(anchor.end, -1)
    return start if low <= start < anchor.start else -1
