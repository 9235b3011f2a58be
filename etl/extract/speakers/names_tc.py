"""Finds people in Chinese text: a post or role noun before the name, a title behind it, or a list of names."""

import re
from typing import NamedTuple

from etl.extract.speakers.alone_tc import GENDER, Finds, find_acting, find_again, find_greeted, find_moved, find_titled
from etl.extract.speakers.chinese import FUNCTION_WORDS, Chinese
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Sighting, name_key

_LIST_GAP = re.compile(r"(?:（[^（）]{1,40}）)?(?:、|，以及|以及|和|及|與|，)")
_LEAD = re.compile(r"(?:以下是|以下為|與|和|及|以及|而|還有|其|時任| )*")
_POST_EDGE = re.compile(
    r"[，。；：「」『』《》！？\n﹕:;,]|、(?=[^、，。]{0,40}$)|(?<![研以普涉共])(?:及|和|與)(?=[^及和與]{3,30}$)"
    r"|會見|出席|拜訪|到訪|訪問|介紹|聯同|邀請|邀得|拜會|接見|由(?!於)|率領|代理|委任|任命|歡迎|祝賀|有(?=關)|包括|擔任|出任|陪同|[在向]"
)
_SEVERAL = re.compile("[ ・·‧．•]")
# Only behind these is a foreign name without a dot safe: 作曲家莫扎特, 總統奧巴馬.
_ARTS = ("家", "大師", "高音", "中音", "低音", "總統", "首相", "大臣", "外長", "國王")
_ARTISTS = ("家", "名伶", "導演", "演員", "歌手", "編劇", "老倌")
_LONGEST_POST = 50


class _Anchor(NamedTuple):
    """A noun of a post before a name; the span includes a bracket behind the noun."""

    start: int
    end: int
    head: str


def find_names(text: str, signs: Signs, chinese: Chinese) -> list[Sighting]:
    """Return the people named in `text` in order, each with the post that stands before the name."""
    finds = Finds(len(text))
    _find_announced(text, signs, finds, chinese)
    for start, end in signs.known.items():
        if finds.is_free(start, end):
            finds.add_plain(start, end, end, text[start:end])
    find_greeted(text, finds, chinese)
    find_titled(text, signs, finds, chinese)
    find_moved(text, signs, finds, chinese)
    find_acting(text, finds, chinese)
    if finds.sightings:
        find_again(text, finds, chinese)
    return sorted(finds.sightings, key=lambda s: s.start)


def _find_announced(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names behind posts and role nouns, and those listed behind them."""
    reached = end = closes = 0
    for head in signs.heads:
        before = chinese.before_name.match(text, head.end) if head.start >= max(reached, end) else None
        if before is None:
            continue
        reached = before.end()
        anchor = _Anchor(head.start, reached, text[head.start : head.end])
        sighting = _read_name(text, reached, anchor, closes, signs, chinese)
        while sighting is not None:
            finds.add(sighting)
            end, closes = sighting.end, sighting.closes
            gap = _LIST_GAP.match(text, closes)
            sighting = _read_listed(text, gap, signs, chinese) if gap else None


def _read_listed(text: str, gap: re.Match[str], signs: Signs, chinese: Chinese) -> Sighting | None:
    start = gap.end()
    if gap.group().endswith("，") or signs.is_announced(text, start, chinese):
        return None
    sighting = _read_name(text, start, None, start, signs, chinese)
    if sighting is None:
        return None
    strong = sighting.name[0] not in chinese.weak and sighting.name[-1] not in chinese.endings
    certain = strong and len(sighting.name) > 2
    return sighting if certain or chinese.verb.match(text, sighting.end) else None


def _read_name(
    text: str, start: int, anchor: _Anchor | None, lowest: int, signs: Signs, chinese: Chinese
) -> Sighting | None:
    name = chinese.name.match(text, start)
    if name is None:
        return None
    announced = anchor is not None and anchor.head not in chinese.loose
    artist = anchor is not None and anchor.head.endswith(_ARTISTS)
    end = name.end() if name["foreign"] or name["sound"] else _measure(text, name, announced, artist, signs, chinese)
    title = chinese.after.match(text, end) if end else None
    if not end or (name["foreign"] and not (title or _SEVERAL.search(name["foreign"]))):
        return None
    if name["sound"] and not (anchor and anchor.head.endswith(_ARTS)):
        return None
    end = start + len(text[start:end].rstrip(" -'’."))
    opens, post = _read_post(text, anchor, lowest, signs, chinese) if anchor else (start, "")
    gender = GENDER.get(title.group(), "") if title else ""
    office = post.replace("署理", "", 1)
    plain = text[start:end]
    return Sighting(
        start, end, opens, title.end() if title else end, plain, office, office != post, gender,
        titled=title is not None, words=(name_key(plain),),
    )  # fmt: skip


def _measure(text: str, name: re.Match[str], announced: bool, artist: bool, signs: Signs, chinese: Chinese) -> int:
    """Return where the name ends, as what follows allows; 0 where this is no name."""
    start, given = name.start(), name.start("given")
    if start in signs.known:
        return signs.known[start]
    is_word = text[start : start + 2] in chinese.words or chinese.deed.match(text, start)
    if is_word or chinese.after.match(text, given):
        return 0
    fits = [n <= len(name["given"]) and bool(chinese.follow.match(text, given + n)) for n in range(4)]
    if name["surname"] in chinese.weak and not _is_clear(text, given, fits, artist, chinese):
        return 0
    size = _choose_length(text, name, fits, announced, chinese)
    return given + size if size else 0


def _is_clear(text: str, given: int, fits: list[bool], artist: bool, chinese: Chinese) -> bool:
    """Tell whether a surname that is also a common word is followed by what only follows a name."""
    if fits[2] and (artist or text[given + 2 : given + 3] not in "和及與的等以"):
        return True
    if artist and fits[1]:
        return True
    return bool(chinese.verb.match(text, given + 1)) or (fits[3] and text[given] in chinese.strong)


def _choose_length(text: str, name: re.Match[str], fits: list[bool], announced: bool, chinese: Chinese) -> int:
    """Return how many characters the given name has: two where both fit, unless the second is a particle."""
    given, start = name["given"], name.start("given")
    plain = not set(given[:2]) & FUNCTION_WORDS
    if fits[2]:
        particle = given[1] in FUNCTION_WORDS and fits[1]
        if particle and not (given[1] in "和與及" and chinese.verb.match(text, start + 2)):
            return 1
        odd = given[1] in chinese.endings and not announced and not chinese.verb.match(text, start + 2)
        return 0 if odd else 2
    if fits[3] and announced and plain and given[0] in chinese.strong:
        return 3  # a married woman's name: husband's surname, own surname, given name
    if fits[1]:
        clear = announced and len(name["surname"]) > 1
        return 0 if (given[0] in chinese.endings and not clear) or given[0] in FUNCTION_WORDS else 1
    certain = len(given) > 1 and name["surname"] not in chinese.weak and given[1] not in chinese.endings
    return 2 if announced and certain and plain else 0


def _read_post(text: str, anchor: _Anchor, lowest: int, signs: Signs, chinese: Chinese) -> tuple[int, str]:
    low = max(lowest, anchor.start - _LONGEST_POST)
    start = _find_office_start(text, low, anchor, signs, chinese)
    if start >= 0:
        return start, text[start : anchor.end]
    if text.rfind("（", low, anchor.start) > text.rfind("）", low, anchor.start):
        low = text.rfind("（", low, anchor.start) + 1
    edges = list(_POST_EDGE.finditer(text, low, anchor.start))
    start = edges[-1].end() if edges else low
    start += len(_LEAD.match(text[start : anchor.start]).group())  # type: ignore[union-attr]
    if anchor.head not in chinese.heads and start == anchor.start:
        return start, ""
    return start, text[start : anchor.end]


def _find_office_start(text: str, low: int, anchor: _Anchor, signs: Signs, chinese: Chinese) -> int:
    """Return where the office of the reference that ends with the anchor begins, also with 署理; -1 for none."""
    if "署理" in text[low : anchor.start]:
        starts = range(low, anchor.start)
        return next((at for at in starts if text[at : anchor.end].replace("署理", "") in chinese.posts), -1)
    start = signs.office_starts.get(anchor.end, -1)
    return start if low <= start < anchor.start else -1
