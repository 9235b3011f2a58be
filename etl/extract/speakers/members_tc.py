"""Finds Chinese names by the list they stand in: once some are plainly names, so are the others that may be some."""

import re
from typing import NamedTuple

from etl.extract.speakers.chinese import ABSENCE, HAN, Chinese
from etl.extract.speakers.measure_tc import is_strong, is_usual, may_be_name, surname_size
from etl.extract.speakers.reading_tc import Finds, make_plain
from etl.extract.speakers.scan_tc import Signs

_ROW = re.compile(r"\n(?:[^\n。；：]{0,60}：)?(?P<row>[^\n。；：、]{2,200}+)(?=\n|$)")
_FIRST_ROW = re.compile(_ROW.pattern.removeprefix(r"\n"))
_BETWEEN = re.compile(r"\s*(?:[^\n。；]{1,60}：)?[\s—=─－-]*")
_LONGEST_BETWEEN, _LONGEST_HEADING, _LONGEST_LIST = 100, 60, 600
_HEADING = re.compile("委員|成員|主席|名單|理事|董事|召集人")
_WORD = re.compile(r"\S+")
_SIGNS = "*#^@+＊＃※△"
_MARK = f"[{re.escape(_SIGNS)}]"
_MARKS = re.compile(rf"[（(]?{_MARK}{{1,3}}[)）]?|[A-Z，,.]+|[（(][^（）()]{{1,30}}[)）]|[—=－─-]+")
_ENTRY = re.compile(
    rf"{_MARK}{{0,3}}(?P<words>[{HAN}]{{2,10}})(?:[，,]?[A-Z，,]{{2,30}})?(?:（[^（）]{{1,30}}）)?[（(]?{_MARK}{{0,3}}[)）]?"
)
_LISTED = frozenset(["成員", "委員", "理事", "董事", "嘉賓", "講者"])
_ANNOUNCES = re.compile("(?:名單)?(?:包括|分別[為是]|還有|計有|[為是有：])")
_BEGINS = frozenset("名包分還計為是有：")
_ABSENT = re.compile(
    rf"(?:[在於，。；\n]|^)(?P<row>(?:(?![在於])[{HAN}、]){{2,30}}?)"
    r"(?:離港|外訪|出訪|訪問|休假|放假|外遊|離開|不在|缺勤)[^，。；\n]{0,10}$"
)
_LONGEST_ABSENCE = 44
_USUAL_LENGTH, _LONGEST_NAME = 3, 4


class Member(NamedTuple):
    """One entry of a list: where a name would stand, its title, and whether it is plainly a name."""

    start: int
    end: int
    title: str
    sure: bool


def find_members(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the members of lists: one a line, set apart by blanks, or behind words such as 成員為."""
    _find_rows(text, finds, chinese)
    for head in signs.heads:
        if text[head.end : head.end + 1] not in _BEGINS or text[head.start : head.end] not in _LISTED:
            continue
        match = _ANNOUNCES.match(text, head.end)
        members = read_members(text, match.end(), finds, chinese) if match else []
        strong = [m for m in members if m.sure or is_strong(text[m.start : m.end], chinese)]
        if any(m.sure for m in members) or (len(strong) > 1 and len(strong) * 2 >= len(members)):
            add_members(text, members, finds)


def find_agents(text: str, start: int, performs: bool, finds: Finds, chinese: Chinese) -> None:
    """Find those at `start`, behind 由 or 選自; if `performs`, words for what they do must follow."""
    members = read_members(text, start, finds, chinese)
    if not members or (performs and not chinese.performs.match(text, members[-1].end)):
        return
    if are_likely(text, members, chinese):
        add_members(text, members, finds)


def find_absent(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find those in whose absence others act: 在陳大文和李小芬離港期間."""
    for at in signs.marks.get(ABSENCE, ()):
        match = _ABSENT.search(text, max(0, at - _LONGEST_ABSENCE), at)
        if match is None:
            continue
        members = read_members(text, match.start("row"), finds, chinese, match.end("row"))
        if members and members[-1].end == match.end("row") and are_likely(text, members, chinese):
            add_members(text, members, finds)


def are_likely(text: str, members: list[Member], chinese: Chinese) -> bool:
    """Tell whether none opens with a common word unless it is plainly a name, and most are names of usual length."""
    strong = sum(member.sure or is_strong(text[member.start : member.end], chinese) for member in members)
    clear = all(member.sure or text[member.start] not in chinese.weak for member in members)
    return clear and strong * 2 > len(members)


def _is_plain(name: str, chinese: Chinese) -> bool:
    """Tell whether a name of three characters or more is a usual one."""
    return len(name) >= _USUAL_LENGTH and is_usual(name[surname_size(name, chinese) :], chinese)


def _find_rows(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find the members on lines of a list; what may be no name ends a run, a heading does not."""
    if len(text.split(maxsplit=1)) < 2:
        return  # one word makes no list
    run: list[Member] = []
    reached = 0
    for row in (_FIRST_ROW.match(text), *_ROW.finditer(text)):
        if row is None:
            continue
        between = row.start("row") - reached
        if run and (between > _LONGEST_BETWEEN or not _BETWEEN.fullmatch(text, reached, row.start("row"))):
            run = _close(text, run, finds, chinese)
        for word in _WORD.finditer(text, *row.span("row")):
            member = _read_entry(text, word, finds, chinese)
            if member:
                run.append(member)
            elif not (_MARKS.fullmatch(word.group()) or word.group() in chinese.heads):
                run = _close(text, run, finds, chinese)
        reached = row.end()
    _close(text, run, finds, chinese)


def _read_entry(text: str, word: re.Match[str], finds: Finds, chinese: Chinese) -> Member | None:
    first = word.group()[0]
    entry = _ENTRY.fullmatch(text, *word.span()) if first in chinese.firsts or first in _SIGNS else None
    if entry is None:
        return None
    start, closes = entry.span("words")
    for end in range(start + 2, min(closes, start + _LONGEST_NAME) + 1):
        title = chinese.after.match(text, end, closes)
        if end == closes or (title and title.end() == closes):
            name = text[start:end]
            sure = bool(title) or _is_plain(name, chinese) or not finds.is_free(start, end)
            return Member(start, end, text[end:closes], sure) if may_be_name(name, chinese) else None
    return None


def _close(text: str, run: list[Member], finds: Finds, chinese: Chinese) -> list[Member]:
    """Add the members of a run where enough are plainly names; return the run that begins behind it."""
    sure = sum(member.sure for member in run)
    if sure and len(run) > 1 and sure * 3 >= len(run):
        headed = _HEADING.search(text, max(0, run[0].start - _LONGEST_HEADING), run[0].start)
        if headed or (sure > 1 and len(run) - sure <= 1):
            add_members(text, run, finds)
    return []


def read_members(text: str, start: int, finds: Finds, chinese: Chinese, end: int = 0) -> list[Member]:
    """Return the members of a list that begins at `start` within a sentence, up to what may be no name or `end`."""
    members: list[Member] = []
    at, limit = start, end or min(len(text), start + _LONGEST_LIST)
    while member := chinese.member.match(text, at, limit):
        name = member["name"]
        if not may_be_name(name, chinese):
            break
        sure = bool(member["title"]) or _is_plain(name, chinese) or not finds.is_free(*member.span("name"))
        members.append(Member(*member.span("name"), member["title"] or "", sure))
        at = member.end()
        if not member["gap"]:
            break
    return members


def add_members(text: str, members: list[Member], finds: Finds) -> None:
    """Add those that are not found yet."""
    for start, end, title, _ in members:
        if finds.is_free(start, end):
            finds.add(make_plain(text, start, end, end + len(title), title))
