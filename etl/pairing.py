"""English and Chinese versions of one release: joined by what they cannot help sharing.

The site does not link them. They mostly share the minute of issue and neighbouring serials, and always
the numbers, addresses and Latin words that stand in both texts, and the marks of photos in the title.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from etl.store import Key, Store

# Measured on real days: of the marks of the Chinese version, true pairs share 0.4 or more, others mostly below 0.3.
_ENOUGH_SHARED = 0.4
# What must be shared by versions that were not filed together, in marks that no other English release carries.
_ENOUGH_MARKS = 1.5
# Serials of versions that were filed together; then little need be shared, as numbers may be written otherwise.
_NEIGHBOURS = 4
_LITTLE_SHARED = 0.15
_TOKEN = re.compile(r"\d[\d,. \uff10-\uff19]*\d|[A-Za-z][A-Za-z0-9.\-/]{2,}")
_SCALES = {"萬": 1e4, "億": 1e8, "million": 1e6, "billion": 1e9}
_SCALED = re.compile(r"(\d[\d, ]*(?:\.\d+)?) ?(萬|億|million|billion)")
_SERIAL = re.compile(r"(\d{5})$")
_ONE_LANGUAGE = re.compile(r"\((?:English|Chinese) only\)|（只有(?:英文|中文)）", re.IGNORECASE)
_PHOTOS = re.compile(r"\(with (?:photo|video)|（附(?:圖|短片)", re.IGNORECASE)
_TC_DIGITS = {sign: digit for digit, sign in enumerate("○一二三四五六七八九")} | {"〇": 0, "零": 0}
_TC_NUMBER = re.compile("[○〇零一二三四五六七八九十百]{2,}")
_TC_DATE = re.compile("([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_EN_DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})\b"
)
_MONTHS = {name: number for number, name in enumerate(_EN_DATE.pattern[3 : _EN_DATE.pattern.index(")")].split("|"), 1)}


@dataclass(frozen=True, slots=True)
class Version:
    """One release in one language, as pairing sees it."""

    release_id: str
    lang: str
    published_at: datetime
    title: str
    body: str
    routine: bool = False
    bureau_id: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """An English and a Chinese version, and how sure that is.

    `certainty` is the weight of what the two share, less what either shares with its next best match of the
    day: near 0 another would do as well, from about 1 on nothing else comes close.
    """

    en: str
    tc: str
    certainty: float


def pair_day(versions: Sequence[Version]) -> list[Pair]:
    """Join the versions of one day. Each release is in one pair at most; the best matches come first."""
    alone = [version for version in versions if not _ONE_LANGUAGE.search(version.title)]
    english = [(version, _read_marks(version)) for version in alone if version.lang == "en"]
    carried = Counter(mark for _, marks in english for mark in marks)
    scored = [
        (_score(en, tc, en_marks, tc_marks, carried), en.release_id, tc.release_id)
        for tc in alone
        if tc.lang == "tc"
        for tc_marks in [_read_marks(tc)]
        for en, en_marks in english
    ]
    pairs: list[Pair] = []
    taken: set[Key] = set()
    matches: defaultdict[Key, list[float]] = defaultdict(list)
    for score, en, tc in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        matches[en, "en"].append(score)
        matches[tc, "tc"].append(score)
        if score > 0 and not taken & {(en, "en"), (tc, "tc")}:
            pairs.append(Pair(en, tc, score))
            taken |= {(en, "en"), (tc, "tc")}
    return [_weigh(pair, matches) for pair in pairs]


def _weigh(pair: Pair, matches: Mapping[Key, list[float]]) -> Pair:
    """Take off the weight of the next best match; both lists of matches hold the pair's own as well."""
    others = [*matches[pair.en, "en"], *matches[pair.tc, "tc"]]
    for _ in range(2):
        others.remove(pair.certainty)
    return replace(pair, certainty=round(max(0.0, pair.certainty - max([0.0, *others])), 2))


def pair_store(store: Store) -> None:
    """Pair the releases of every day on which one is not paired yet."""
    found: dict[Key, tuple[str, float | None]] = {}
    for rows in store.read_unpaired_days():
        versions = [Version(*row) for row in rows]
        found |= {(version.release_id, version.lang): (version.release_id, None) for version in versions}
        for pair in pair_day(versions):
            found |= dict.fromkeys(((pair.en, "en"), (pair.tc, "tc")), (pair.en, pair.certainty))
    store.write_pairs(found)


def _score(en: Version, tc: Version, en_marks: set[str], tc_marks: set[str], carried: Counter[str]) -> float:
    """Weight what two versions share; 0 where it is too little. A mark that many releases carry says little."""
    minutes = abs((en.published_at - tc.published_at).total_seconds()) / 60
    apart = _count_serials_between(en.release_id, tc.release_id)
    same_issuer = en.bureau_id == tc.bureau_id or not en.bureau_id or not tc.bureau_id
    together = minutes == 0 and apart <= _NEIGHBOURS and same_issuer
    shared = sum(1 / carried[mark] for mark in en_marks & tc_marks)
    share = shared / (sum(1 / max(1, carried[mark]) for mark in tc_marks) or 1.0)
    if together:
        if tc_marks and share < _LITTLE_SHARED:
            return 0.0
    elif share < _ENOUGH_SHARED or shared < _ENOUGH_MARKS:
        return 0.0
    photos = bool(_PHOTOS.search(en.title)) == bool(_PHOTOS.search(tc.title))
    near = 1.0 if minutes == 0 else 0.2 if minutes <= 240 else 0.0
    serials = 0.6 if apart <= 2 else 0.4 if apart <= 8 else 0.1 if apart <= 30 else 0.0
    return max(0.0, share + near + serials + 0.2 * photos + 0.3 * same_issuer - 0.5 * (en.routine != tc.routine))


def _count_serials_between(en: str, tc: str) -> int:
    first, second = _SERIAL.search(en), _SERIAL.search(tc)
    return abs(int(first[1]) - int(second[1])) if first and second else 99_999


def _read_marks(version: Version) -> set[str]:
    """Read what is the same in both languages: numbers of two digits or more, Latin words, other days."""
    text = version.title + "\n" + version.body
    scaled = [(number, _SCALES[scale]) for number, scale in _SCALED.findall(text)]
    marks = {f"{float(re.sub('[ ,]', '', number)) * scale:.0f}" for number, scale in scaled}
    text = _SCALED.sub(" ", text)
    marks |= {re.sub("[ ,]", "", token).strip(".-/").casefold() for token in _TOKEN.findall(text)}
    if version.lang == "tc":
        marks |= {f"{_read_tc(month)}-{_read_tc(day)}" for month, day in _TC_DATE.findall(text)}
        marks |= {str(_read_tc(number)) for number in _TC_NUMBER.findall(text)}
    else:
        marks |= {f"{_MONTHS[month]}-{int(day)}" for month, day in _EN_DATE.findall(text)}
    return marks - _name_day(version.published_at)


def _name_day(day: datetime) -> set[str]:
    """The day itself, in the forms of marks: all releases of the day name it."""
    return {f"{day.month}-{day.day}", str(day.month), str(day.day), str(day.year)}


def _read_tc(text: str) -> int:
    """Read a Chinese number below a thousand, or Chinese digits in a row (二○二五)."""
    if "十" not in text and "百" not in text:
        return int("".join(str(_TC_DIGITS[sign]) for sign in text))
    total = 0
    digit = 0
    for sign in text:
        if sign in "十百":
            total += max(digit, 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _TC_DIGITS[sign]
    return total + digit
