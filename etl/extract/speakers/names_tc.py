"""Finds people in Chinese text: a post or role noun before the name, a title behind it, or a list of names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.speakers.english import CAPITALS, either
from etl.extract.speakers.sightings import Gender, Sighting, name_key
from etl.reference.people import PeopleReference

_HAN = "\u3400-\u9fff"
_FUNCTION = "則亦也並將於在與和及已曾又就向為是說指稱等對從由以到因或而但今昨明率獲出連同共再還仍均都則擔飾"
_TIME = "今日|昨日|明日|今天|昨天|今早|今晚|上午|下午|早前|日前|早上|晚上|本週|本周|當日|隨後|其後|翌日"
_NUMBER = "[一二三四五六七八九十]+月|[0-9]"
_GENDER: dict[str, Gender] = {"先生": "male", "女士": "female", "小姐": "female", "太太": "female", "夫人": "female"}
_BRACKET = re.compile(r"（[^（）]{1,40}）")
_LIST_GAP = re.compile(r"(?:（[^（）]{1,40}）)?(?:、|，以及|以及|和|及|與|，)")
_LEAD = re.compile(r"(?:與|和|及|以及|而|還有|其|時任| )*")
_POST_EDGE = re.compile(
    r"[，。；：「」『』《》！？\n﹕:;,]|、(?=[^、，。]{0,40}$)|(?<![研以普涉共])(?:及|和|與)(?=[^及和與]{3,30}$)"
    r"|會見|出席|聯同|邀請|拜會|接見|由(?!於)|率領|代理|委任|任命|歡迎|祝賀|有(?=關)|包括|擔任|出任|陪同|[在向]"
)


@dataclass(frozen=True, slots=True, eq=False)
class Chinese:
    """Compiled patterns and word sets."""

    anchor: re.Pattern[str]
    name: re.Pattern[str]
    titled: re.Pattern[str]
    after: re.Pattern[str]
    follow: re.Pattern[str]
    verb: re.Pattern[str]
    deed: re.Pattern[str]
    bare: re.Pattern[str]
    heads: frozenset[str]
    loose: frozenset[str]
    posts: frozenset[str]
    endings: frozenset[str]
    weak: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=4)
def compile_chinese(people: PeopleReference) -> Chinese:
    """Compile what reading Chinese names needs."""
    words = people.words
    surname = rf"(?:{either(words['tc_compound'])}|[{''.join(dict.fromkeys(words['tc_surnames']))}])"
    verbs = [*words["tc_spoke"], *words["tc_officiated"], *words["tc_attended"], *words["tc_denied"]]
    latin = rf"[{CAPITALS}][^\W\d_{_HAN}]*(?:[-'’. ]+[^\W\d_{_HAN}]+){{0,5}}"
    dotted = rf"[{_HAN}]{{1,6}}(?:[・·‧．•][{_HAN}]{{1,8}}?){{1,3}}(?=[^{_HAN}・·‧．•]|{either(verbs)}|[{_FUNCTION}]|$)"
    after = either(words["tc_after"])
    verb = rf"(?:{either(verbs)}|將|會|亦|也|在|於|則|曾|就|向|擔任|出任|擔綱|獲|率)"
    heads = either({*words["tc_heads"], *words["tc_role_nouns"]})
    return Chinese(
        anchor=re.compile(rf"(?P<head>{heads})(?P<bracket>（[^（）]{{1,30}}）)?(?=[{_HAN}{CAPITALS}])"),
        name=re.compile(rf"(?P<foreign>{dotted}|{latin})|(?P<surname>{surname})(?P<given>[{_HAN}]{{1,2}})"),
        titled=re.compile(rf"(?P<name>{surname}[{_HAN}]{{1,2}})(?P<title>{after})"),
        after=re.compile(rf"(?:{after})(?!團|會|院|署|處)"),
        follow=re.compile(
            rf"$|[^{_HAN}A-Za-z]|{after}|{_TIME}|{_NUMBER}|[和及與的等即攜聯以因被把其更還先首再]|{verb}"
        ),
        verb=re.compile(rf"[^{_HAN}]|{after}|{_TIME}|{either(verbs)}"),
        deed=re.compile(either(v for v in verbs if len(v) > 1)),
        bare=re.compile(
            rf"(?:(?<=[，。；：「\n])|^)(?P<name>{surname}[{_HAN}]{{2}})(?=(?:亦|也|則|又|並|將|會|曾)*(?:{either(verbs)}|將))"
        ),
        heads=frozenset(words["tc_heads"]),
        loose=frozenset(words["tc_loose"]),
        posts=frozenset(name for o in people.offices for name in (o.name_tc, *o.aliases_tc)),
        endings=frozenset(words["tc_endings"]),
        weak=frozenset(words["tc_weak"]),
        words=frozenset(words["tc_words"]),
    )


def find_names(text: str, chinese: Chinese) -> list[Sighting]:
    """Return the people named in `text` in order, each with the post that stands before the name."""
    found: list[Sighting] = []
    for anchor in chinese.anchor.finditer(text):
        if found and anchor.start() < found[-1].end:
            continue
        lowest = found[-1].closes if found else 0
        sighting = _read_name(text, anchor.end(), anchor, lowest, chinese)
        while sighting is not None:
            found.append(sighting)
            gap = _LIST_GAP.match(text, sighting.closes)
            sighting = _read_listed(text, gap, chinese) if gap else None
    for pattern in (chinese.titled, chinese.bare):
        found += [s for m in pattern.finditer(text) if (s := _read_alone(m, found, chinese)) is not None]
    return sorted([*found, *_find_again(text, found, chinese)], key=lambda s: s.start)


def _is_taken(start: int, end: int, found: list[Sighting]) -> bool:
    return any(s.start < end and start < s.end for s in found)


def _find_again(text: str, found: list[Sighting], chinese: Chinese) -> list[Sighting]:
    """Return the places where a name that was found stands once more without a post."""
    again = []
    for name in {s.name for s in found}:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not _is_taken(at, end, found):
                title = chinese.after.match(text, end)
                again.append(Sighting(at, end, at, title.end() if title else end, name, words=(name_key(name),)))
            at = text.find(name, end)
    return again


def _read_listed(text: str, gap: re.Match[str], chinese: Chinese) -> Sighting | None:
    if gap.group().endswith("，") or chinese.anchor.match(text, gap.end()):
        return None
    sighting = _read_name(text, gap.end(), None, gap.end(), chinese)
    strict = sighting is not None and chinese.verb.match(text, sighting.end)
    return sighting if strict else None


def _read_name(text: str, start: int, anchor: re.Match[str] | None, lowest: int, chinese: Chinese) -> Sighting | None:
    name = chinese.name.match(text, start)
    if name is None:
        return None
    announced = anchor is not None and anchor["head"] not in chinese.loose
    end = name.end() if name["foreign"] else _measure(text, name, announced, chinese)
    title = chinese.after.match(text, end) if end else None
    if not end or (name["foreign"] and not (title or re.search("[ ・·‧．•]", name["foreign"]))):
        return None
    end = start + len(text[start:end].rstrip(" -'’."))
    opens, post = _read_post(text, anchor, lowest, chinese) if anchor else (start, "")
    gender = _GENDER.get(title.group(), "") if title else ""
    office = post.replace("署理", "", 1)
    plain = text[start:end]
    return Sighting(
        start, end, opens, title.end() if title else end, plain, office, office != post, gender,
        titled=title is not None, words=(name_key(plain),),
    )  # fmt: skip


def _measure(text: str, name: re.Match[str], announced: bool, chinese: Chinese) -> int:
    """Return where the name ends: two or three characters, as what follows allows; 0 for no name."""
    start, given = name.start(), name.start("given")
    if text[start : start + 2] in chinese.words or chinese.deed.match(text, start):
        return 0
    weak = name["surname"] in chinese.weak
    two, three = given + 1, given + 2
    fits_two, fits_three = (
        chinese.follow.match(text, two),
        len(name["given"]) == 2 and chinese.follow.match(text, three),
    )
    if weak and not ((fits_three and text[three : three + 1] not in "和及與的等以") or chinese.verb.match(text, two)):
        return 0
    if fits_three and text[three - 1] in _FUNCTION and fits_two and not _is_inner(text, three, chinese):
        return two
    if fits_three:
        ends_oddly = text[three - 1] in chinese.endings and not announced
        return 0 if ends_oddly and not chinese.verb.match(text, three) else three
    if fits_two:
        return 0 if text[two - 1] in chinese.endings or text[two - 1] in _FUNCTION else two
    certain = len(name["given"]) == 2 and not weak and text[three - 1] not in chinese.endings
    return three if announced and certain and not set(name["given"]) & set(_FUNCTION) else 0


def _is_inner(text: str, end: int, chinese: Chinese) -> bool:
    """Tell whether a 和, 與 or 及 belongs to the name: a verb or title comes right behind it."""
    return text[end - 1] in "和與及" and chinese.verb.match(text, end) is not None


def _read_post(text: str, anchor: re.Match[str], lowest: int, chinese: Chinese) -> tuple[int, str]:
    low = max(lowest, anchor.start() - 50)
    for start in range(low, anchor.start()):
        if text[start : anchor.end()].replace("署理", "") in chinese.posts:
            return start, text[start : anchor.end()]
    edges = list(_POST_EDGE.finditer(text, low, anchor.start()))
    start = edges[-1].end() if edges else low
    if anchor["head"] not in chinese.heads and start == anchor.start():
        return start, ""
    start += len(_LEAD.match(text[start : anchor.start()]).group())  # type: ignore[union-attr]
    return start, text[start : anchor.end()]


def _read_alone(match: re.Match[str], found: list[Sighting], chinese: Chinese) -> Sighting | None:
    """Read a name that stands without a post: before a title, or before a verb at the start of a clause."""
    name, start, end = match["name"], match.start("name"), match.end("name")
    title = match.groupdict().get("title") or ""
    is_word = name[:2] in chinese.words or name[-1] in chinese.endings or chinese.deed.match(name)
    if is_word or _is_taken(start, end, found) or set(name[1:]) & set(_FUNCTION):
        return None
    if not title and name[0] in chinese.weak:
        return None
    gender = _GENDER.get(title, "")
    return Sighting(start, end, start, match.end(), name, gender=gender, titled=bool(title), words=(name_key(name),))
