"""Finds Chinese names that no post announces: before a title or a verb, behind 委任 or 由, greeted, named again."""

import re

from etl.extract.speakers.chinese import FUNCTION_WORDS, Chinese
from etl.extract.speakers.scan import AGENT, find_words
from etl.extract.speakers.scan_tc import Signs
from etl.extract.speakers.sightings import Gender, Sighting, name_key

GENDER: dict[str, Gender] = {"先生": "male", "女士": "female", "小姐": "female", "太太": "female", "夫人": "female"}
_SALUTATION = re.compile(r"^[^\n]*各位[^\n]*：$", re.MULTILINE)
_PART = re.compile(r"[^、：]+")
_BEFORE = "和及與、由向對為是請見給予跟聯同有讓代就在的邀上"
_SURE = frozenset(("先生", "女士", "小姐", "太太", "博士", "太平紳士"))
_ROW_ENDS = ("，", "、", "（", "\n", "")
_ALL = frozenset("各位諸們")
_LONGEST_NAME = 4
_SALUTATION_WITHIN = 600


class Finds:
    """The sightings so far, and which characters they take."""

    def __init__(self, length: int) -> None:
        self.sightings: list[Sighting] = []
        self._taken = bytearray(length)

    def add(self, sighting: Sighting) -> None:
        """Add a sighting; its name takes its characters."""
        self.sightings.append(sighting)
        self._taken[sighting.start : sighting.end] = b"\1" * (sighting.end - sighting.start)

    def add_plain(self, start: int, end: int, closes: int, name: str, title: str = "") -> None:
        """Add a name without a post."""
        words = (name_key(name),)
        gender = GENDER.get(title, "")
        self.add(Sighting(start, end, start, closes, name, gender=gender, titled=bool(title), words=words))

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no sighting has taken any of the characters."""
        return not any(self._taken[start:end])


def find_greeted(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find the people whom the first words of a speech address: name before post, 、 between them."""
    line = _SALUTATION.search(text, 0, _SALUTATION_WITHIN) if text.find("各位", 0, _SALUTATION_WITHIN) >= 0 else None
    for part in _PART.finditer(text, *line.span()) if line else ():
        m = chinese.greeted.match(text, part.start(), part.end())
        if m and finds.is_free(*m.span("name")) and m["name"][:2] not in chinese.words:
            finds.add(Sighting(*m.span("name"), m.start(), part.end(), m["name"], words=(name_key(m["name"]),)))
        inside = chinese.bracketed.search(text, part.start(), part.end())
        name = inside["name"] if inside else ""
        is_name = name and not name.endswith(chinese.head_endings) and not _is_word(name, chinese)
        if inside and is_name and finds.is_free(*inside.span("name")):
            finds.add_plain(*inside.span("name"), inside.end("name"), name)


def find_titled(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names before a title: 陳大明教授, 歐陽志明博士."""
    reached = 0
    for title in signs.titles:
        word = text[title.start : title.end]
        start = _find_name_start(text, reached, title.start, finds, chinese)
        if start < 0 and word in _SURE and text[title.end : title.end + 1] in _ROW_ENDS:
            start = _find_row_start(text, reached, title.start, finds, chinese)
        if start >= 0:
            reached = title.end
            finds.add_plain(start, title.start, title.end, text[start : title.start], word)


def _find_name_start(text: str, lowest: int, end: int, finds: Finds, chinese: Chinese) -> int:
    for start in range(max(lowest, end - _LONGEST_NAME), end - 1):
        name = text[start:end]
        if not chinese.short.match(name) or not finds.is_free(start, end) or _is_word(name, chinese):
            continue
        if text[max(0, start - 1) : start + 1] in chinese.leading:
            continue
        if _is_edge(text, start, chinese):
            if FUNCTION_WORDS.isdisjoint(name[1:-1]) and (name[-1] == "明" or name[-1] not in FUNCTION_WORDS):
                return start
        elif name[0] not in chinese.weak and name[-1] not in chinese.endings and FUNCTION_WORDS.isdisjoint(name[1:]):
            return start
    return -1


def _find_row_start(text: str, lowest: int, end: int, finds: Finds, chinese: Chinese) -> int:
    """Return where the name begins that a row of a list opens with, whatever its surname: 捷成漢先生，BBS."""
    start = text.rfind("\n", 0, end) + 1
    name = text[start:end]
    fits = start >= lowest and 1 < len(name) <= _LONGEST_NAME and chinese.letters.fullmatch(name)
    if not fits or not finds.is_free(start, end) or _is_word(name, chinese) or name.endswith(chinese.head_endings):
        return -1
    return -1 if name[:2] in chinese.leading or _ALL.intersection(name) else start


def _is_edge(text: str, start: int, chinese: Chinese) -> bool:
    """Tell whether what stands before `start` can stand before a name."""
    before = text[max(0, start - 1) : start]
    return before in _BEFORE or not chinese.letters.match(before) or text[max(0, start - 2) : start] in chinese.leading


def _is_word(name: str, chinese: Chinese) -> bool:
    return name[:2] in chinese.words or chinese.deed.match(name) is not None


def find_moved(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find the names behind words such as 委任 or 由, one or a list."""
    for move in signs.moves:
        agent = move.flags & AGENT
        match = (chinese.agents if agent else chinese.appointed).match(text, move.end)
        names = list(chinese.listed.finditer(text, *match.span(match.lastgroup or 0))) if match else []
        for listed in names:
            name, start = listed["name"], listed.start("name")
            sure = len(names) > 1 or (not agent and name[0] not in chinese.weak)
            doubtful = name[-1] in chinese.endings or (agent and name[0] in chinese.weak)
            is_name = (sure or not doubtful) and not _is_word(name, chinese) and name[1] not in FUNCTION_WORDS
            if is_name and finds.is_free(start, start + len(name)):
                finds.add_plain(start, start + len(name), listed.end("closes"), name)


def find_acting(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find the names before a verb at the start of a clause."""
    for start in (0, *(edge.end() for edge in chinese.edge.finditer(text))):
        match = chinese.bare.match(text, start)
        name = match["name"] if match else ""
        if not name or name[0] in chinese.weak or name[-1] in chinese.endings or _is_word(name, chinese):
            continue
        if FUNCTION_WORDS.isdisjoint(name[1:]) and finds.is_free(start, start + len(name)):
            finds.add_plain(start, start + len(name), start + len(name), name)


def find_again(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find the places where a name that was found stands once more without a post."""
    spots = find_words(text, {s.name for s in finds.sightings})
    for start, end in sorted(spots, key=lambda spot: (spot[0] - spot[1], spot[0])):
        if finds.is_free(start, end):
            title = chinese.after.match(text, end)
            finds.add_plain(start, end, title.end() if title else end, text[start:end])
