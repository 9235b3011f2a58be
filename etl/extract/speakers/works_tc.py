"""Finds Chinese names that a work or a school shows: 陳大文《紙鳶》, 在陳大文的指揮下, 某中學的陳大文."""

import re

from etl.extract.speakers.chinese import CONDUCTED, HAN, SCHOOLS, WORK_CLOSES, WORK_OPENS, Chinese
from etl.extract.speakers.measure_tc import is_usual, is_word, may_be_name, surname_size
from etl.extract.speakers.reading_tc import Finds, make_plain, read_listed
from etl.extract.speakers.scan_tc import Signs

_LONGEST = 8
_LONG, _ALL = (3, 4), (3, 4, 2)
_BEFORE = "由和及與的括"
_AUTHOR = re.compile(rf"(?:^|[^{HAN}]|[的由和及與奏編唱演出括])(?P<name>[{HAN}]{{3}})的?$")
_ARRANGER = re.compile(rf"(?P<name>[{HAN}]{{3}})改編[{HAN}]{{3,5}}$")
_LISTED = re.compile(rf"》(?:[、，和及與]|，及)?(?P<name>[{HAN}]{{3}})的")
_CONDUCTOR = re.compile(rf"在(?P<name>[{HAN}]{{2,4}}?)的?$")
_PUPIL = re.compile(rf"[{HAN}]{{2,3}}?(?=[、，。；（和及與]|勇奪|奪得|[各獲]?得|獲)")


def find_authors(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find those before the titles of works, and who arranged them."""
    for at in signs.marks.get(WORK_OPENS, ()):
        for match in (_AUTHOR.search(text, max(0, at - _LONGEST), at), _ARRANGER.search(text, max(0, at - 12), at)):
            if match:
                _add(text, *match.span("name"), finds, chinese)
    if WORK_CLOSES in signs.marks:
        for match in _LISTED.finditer(text):
            _add(text, *match.span("name"), finds, chinese)


def find_conductors(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find those under whom others play."""
    for at in signs.marks.get(CONDUCTED, ()):
        match = _CONDUCTOR.search(text, max(0, at - _LONGEST), at)
        if match:
            _add(text, *match.span("name"), finds, chinese, sure=True)


def find_makers(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find those before what they make of a work, 陳大文編曲, and before what they play, 陳大文（琵琶）."""
    for head in signs.heads:
        if text[head.start : head.end] in chinese.making:
            _add_before(text, head.start, _LONG, finds, chinese)
    for played in chinese.played.finditer(text):
        _add_before(text, played.start(), _ALL, finds, chinese)


def _add_before(text: str, end: int, sizes: tuple[int, ...], finds: Finds, chinese: Chinese) -> None:
    """Add the name that fills what stands between `end` and the sign or 由 before it."""
    for size in sizes:
        start = end - size
        name, before = text[max(0, start) : end], text[start - 1 : start]
        if start < 0 or (before.isalpha() and before not in _BEFORE) or not may_be_name(name, chinese):
            continue
        usual = is_usual(name[surname_size(name, chinese) :], chinese)
        if (name[0] not in chinese.weak or (usual and len(name) > min(_ALL))) and finds.is_free(start, end):
            finds.add(make_plain(text, start, end))
            return


def find_pupils(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find those named behind their school, and the others of the list."""
    for school in SCHOOLS:
        for at in signs.marks.get(school, ()):
            match = _PUPIL.match(text, at + len(school))
            if match and _add(text, *match.span(), finds, chinese, sure=len(match.group()) > 2):
                _add_listed(text, match.end(), signs, finds, chinese)


def _add_listed(text: str, closes: int, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    following = read_listed(text, closes, signs, chinese)
    while following is not None and finds.is_free(following.start, following.end):
        finds.add(following)
        following = read_listed(text, following.closes, signs, chinese)


def _add(text: str, start: int, end: int, finds: Finds, chinese: Chinese, sure: bool = False) -> bool:
    """Add a name whose given name is usual and, unless `sure`, whose surname is no common word."""
    name = text[start:end]
    size = 2 if name[:2] in chinese.compound and len(name) > 2 else 1
    if size == 1 and (name[0] not in chinese.surnames or (name[0] in chinese.weak and not sure)):
        return False
    fits = is_usual(name[size:], chinese) and not is_word(name, 0, chinese) and name not in chinese.heads
    if fits and finds.is_free(start, end):
        finds.add(make_plain(text, start, end))
    return fits
