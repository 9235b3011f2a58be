"""Tells the role that the words before a Chinese list of people give to all of them: 主禮嘉賓包括, 同行的有."""

import re

from etl.extract.speakers.sightings import Sighting
from etl.extract.text import Span
from etl.model import Role

_LISTING = r"包括|還有|(?:有|是|為)(?![\d一二三四五六七八九十兩多幾關限效期此助意])"
_INTRODUCES = re.compile(
    rf"(?:嘉賓|出席|到場|參加|與會|陪同|隨同|隨行|同行|隨團|主禮的|主持的|剪綵的|祝酒的|代表團|訪問團|考察團|主講者?|主講人|演講者|講者"
    rf"|參與(?:的|是次|[^，。；「」]{{1,12}}?的)?(?:官員|議員|嘉賓|人士|者|會議|活動|儀式|典禮))"
    rf"(?P<middle>[^。；「」]{{0,24}}?)(?:{_LISTING})"
    r"|(?P<met>與|聯同|連同|偕同|率領|帶領|邀得|邀請|會見|會晤|接見|拜會|拜訪|探訪|訪問)[^。；，：「」]{1,30}，?包括"
)
_LISTS = re.compile("[括有是為]")
_HOSTS = re.compile("主禮|主持")
_HOSTED = re.compile("(?:主禮|主持|剪綵|揭幕)[^，。；：「」]{0,12}的$")
_SPEAKS = re.compile("主講|演講|講者|發言")
_OTHERS = re.compile("作品|曲目|節目|樂曲|得獎|獲獎")
_TOGETHER = re.compile(
    "會面|會晤|會談|[舉進]行[^，。；、]{0,4}會議|交流|見面|商討|討論|交換意見|對談|午宴|晚宴|座談|茶聚"
)
_BEGINS = re.compile("[^，。；：「」]{0,40}")
_LINK = "、|和|及|與|以及|聯同|暨"
_GOES_ON = re.compile(
    rf"(?:（[^（）]{{0,60}}）)?(?:[，；]?(?:{_LINK}|還有)(?:[^，。；：「」（）]|（[^（）]{{0,60}}）){{0,90}}|[，；](?:[^，。；：「」（）]{{2,40}}、)?)"
)

Introduced = tuple[int, Role]


def may_introduce(body: str, start: int, end: int) -> bool:
    """Tell cheaply whether words there may introduce a list."""
    return _LISTS.search(body, start, end) is not None


def find_introduced(body: str, span: Span) -> list[Introduced]:
    """Return where lists of people begin in a sentence, and the role that each gives."""
    found: list[Introduced] = []
    for match in _INTRODUCES.finditer(body, *span):
        words = body[max(span.start, match.start() - 2) : match.end()]
        if _OTHERS.search(words):
            continue
        if match["met"] == "與" and not _TOGETHER.search(body, match.end(), span.end):
            continue
        found.append((match.end(), "attended" if match["met"] else _read_role(body, span, match, words)))
    return found


def _read_role(body: str, span: Span, match: re.Match[str], words: str) -> Role:
    """Return the role that words such as 主講嘉賓包括 give."""
    if _SPEAKS.search(words):
        return "spoke"
    hosts = _HOSTS.search(words) or _HOSTED.search(body, span.start, match.start())
    return "officiated" if hosts else "attended"


def begins_list(body: str, start: int, sighting: Sighting) -> bool:
    """Tell whether the list that words introduce at `start` begins with this person."""
    if sighting.opens == start:
        return True
    return body.endswith(("包括", "還有"), 0, start) and bool(_BEGINS.fullmatch(body, start, sighting.opens))


def goes_on(body: str, before: Sighting, sighting: Sighting) -> bool:
    """Tell whether a list goes on from one person to the next."""
    return _GOES_ON.fullmatch(body, before.closes, sighting.opens) is not None
