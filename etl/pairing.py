"""English and Chinese versions of one release: joined by what they cannot help sharing.

The site does not link them. They mostly share the minute of issue and neighbouring serials, and always
the numbers, addresses and Latin words that stand in both texts, and the marks of photos in the title.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from etl.store import Key

# Measured on real days: of the marks of the Chinese version, true pairs share 0.4 or more, others mostly below 0.3.
_ENOUGH_SHARED = 0.4
# What must be shared by versions that were not filed together, in marks that no other English release carries.
_ENOUGH_MARKS = 1.5
# Serials of versions that were filed together; then little need be shared, as numbers may be written otherwise.
_NEIGHBOURS = 4
_LITTLE_SHARED = 0.15
_TOKEN = re.compile(r"\d[\d,. \uff10-\uff19]*\d|[a-z][a-z0-9.\-/]{2,}")
_SCALES = {"萬": 1e4, "億": 1e8, "million": 1e6, "billion": 1e9}
_SCALED = re.compile(r"(\d[\d, ]*(?:\.\d+)?) ?(萬|億|million|billion)")
_SERIAL = re.compile(r"(\d{5})$")
_ONE_LANGUAGE = re.compile(r"\((?:English|Chinese) only\)|（只有(?:英文|中文)）", re.IGNORECASE)
_PHOTOS = re.compile(r"\(with (?:photo|video)|（附(?:圖|短片)", re.IGNORECASE)
_TC_DIGITS = {sign: digit for digit, sign in enumerate("○一二三四五六七八九")} | {"〇": 0, "零": 0}
_TC_NUMBER = re.compile("[○〇零一二三四五六七八九十百]{2,}")
_TC_DATE = re.compile("([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_EN_DATE = re.compile(r"([A-Z][a-z]{2,8}) (\d{1,2})\b")
_MONTHS = {
    **{"January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6},
    **{"July": 7, "August": 8, "September": 9, "October": 10, "November": 11, "December": 12},
}


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """A version with what is compared: its marks, the serial in its id, whether photos come with it."""

    version: Version
    marks: set[str]
    serial: int | None
    photos: bool


def pair_day(versions: Sequence[Version]) -> list[Pair]:
    """Join the versions of one day. Each release is in one pair at most; the best matches come first."""
    alone = [_read(version) for version in versions if not _ONE_LANGUAGE.search(version.title)]
    english = [reading for reading in alone if reading.version.lang == "en"]
    scored = _score_all(english, [reading for reading in alone if reading.version.lang == "tc"])
    pairs: list[Pair] = []
    taken: set[Key] = set()
    matches: defaultdict[Key, list[float]] = defaultdict(list)
    for score, en, tc in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        matches[en, "en"].append(score)
        matches[tc, "tc"].append(score)
        if not taken & {(en, "en"), (tc, "tc")}:
            pairs.append(Pair(en, tc, score))
            taken |= {(en, "en"), (tc, "tc")}
    return [_weigh(pair, matches) for pair in pairs]


def _weigh(pair: Pair, matches: Mapping[Key, list[float]]) -> Pair:
    """Take off the weight of the next best match; both lists of matches hold the pair's own as well."""
    others = [*matches[pair.en, "en"], *matches[pair.tc, "tc"]]
    for _ in range(2):
        others.remove(pair.certainty)
    return replace(pair, certainty=round(max(0.0, pair.certainty - max([0.0, *others])), 2))


def _read(version: Version) -> _Reading:
    serial = _SERIAL.search(version.release_id)
    return _Reading(
        version,
        _read_marks(version),
        int(serial[1]) if serial else None,
        bool(_PHOTOS.search(version.title)),
    )


def _score_all(english: Sequence[_Reading], chinese: Sequence[_Reading]) -> Iterator[tuple[float, str, str]]:
    """Weigh all matches that come into question: of those that share nothing, those that were filed together."""
    carriers: defaultdict[str, list[_Reading]] = defaultdict(list)
    at_once: defaultdict[datetime, list[_Reading]] = defaultdict(list)
    for en in english:
        at_once[en.version.published_at].append(en)
        for mark in en.marks:
            carriers[mark].append(en)
    for tc in chinese:
        # A mark that many releases carry says little.
        weights = {mark: 1 / len(carriers[mark]) if mark in carriers else 1.0 for mark in tc.marks}
        shared: defaultdict[str, float] = defaultdict(float)
        candidates = {en.version.release_id: en for en in at_once.get(tc.version.published_at, ())}
        for mark, weight in weights.items():
            for en in carriers.get(mark, ()):
                shared[en.version.release_id] += weight
                candidates[en.version.release_id] = en
        whole = sum(weights.values()) or 1.0
        for release_id, en in candidates.items():
            score = _score(en, tc, shared[release_id], shared[release_id] / whole)
            if score > 0:
                yield score, release_id, tc.version.release_id


def _score(en: _Reading, tc: _Reading, shared: float, share: float) -> float:
    """Weight what two versions share, and `share` of what the Chinese one has; 0 where it is too little."""
    minutes = abs((en.version.published_at - tc.version.published_at).total_seconds()) / 60
    apart = abs(en.serial - tc.serial) if en.serial is not None and tc.serial is not None else 99_999
    one, other = en.version.bureau_id, tc.version.bureau_id
    same_issuer = one == other or not one or not other
    if minutes == 0 and apart <= _NEIGHBOURS and same_issuer:
        if tc.marks and share < _LITTLE_SHARED:
            return 0.0
    elif share < _ENOUGH_SHARED or shared < _ENOUGH_MARKS:
        return 0.0
    near = 1.0 if minutes == 0 else 0.2 if minutes <= 240 else 0.0
    serials = 0.6 if apart <= 2 else 0.4 if apart <= 8 else 0.1 if apart <= 30 else 0.0
    alike = 0.2 * (en.photos == tc.photos) + 0.3 * same_issuer
    routine = 0.5 * (en.version.routine != tc.version.routine)
    # Rounded, because the order in which shares are added must not tell one match from another.
    return round(max(0.0, share + near + serials + alike - routine), 9)


def _read_marks(version: Version) -> set[str]:
    """Read what is the same in both languages: numbers of two digits or more, Latin words, other days."""
    text = version.title + "\n" + version.body
    marks = set()
    if any(scale in text for scale in _SCALES):  # looking for them takes a fifth of all the time
        scaled = [(number, _SCALES[scale]) for number, scale in _SCALED.findall(text)]
        marks = {f"{float(re.sub('[ ,]', '', number)) * scale:.0f}" for number, scale in scaled}
        text = _SCALED.sub(" ", text)
    tokens = set(_TOKEN.findall(text.casefold()))
    marks |= {token if token.isalnum() else _strip_signs(token) for token in tokens}
    if version.lang == "tc":
        marks |= {f"{_read_tc(month)}-{_read_tc(day)}" for month, day in _TC_DATE.findall(text)}
        marks |= {str(_read_tc(number)) for number in _TC_NUMBER.findall(text)}
    else:
        marks |= {f"{_MONTHS[month]}-{int(day)}" for month, day in _EN_DATE.findall(text) if month in _MONTHS}
    return marks - _name_day(version.published_at)


def _strip_signs(token: str) -> str:
    return token.replace(" ", "").replace(",", "").strip(".-/")


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
