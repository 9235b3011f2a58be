"""Finds Chinese names that a work or a school shows: 陳大文《紙鳶》, 在陳大文的指揮下, 某中學的陳大文."""

import re

from etl.extract.speakers.chinese import HAN, Chinese
from etl.extract.speakers.measure_tc import is_usual, is_word
from etl.extract.speakers.reading_tc import Finds, make_plain, read_listed
from etl.extract.speakers.scan_tc import Signs

_LONGEST = 8
_AUTHOR = re.compile(rf"(?:^|[^{HAN}]|[的由和及與奏編唱演出括])(?P<name>[{HAN}]{{3}})的?$")
_ARRANGER = re.compile(rf"(?P<name>[{HAN}]{{3}})改編[{HAN}]{{3,5}}$")
_LISTED = re.compile(rf"》(?:[、，和及與]|，及)?(?P<name>[{HAN}]{{3}})的")
_CONDUCTOR = re.compile(rf"在(?P<name>[{HAN}]{{2,4}}?)的?$")
_SCHOOL = ("中學的", "書院的", "學院的", "學校的", "大學的", "小學的")
_PUPIL = re.compile(rf"[{HAN}]{{2,3}}?(?=[、，。；（和及與]|勇奪|奪得|[各獲]?得|獲)")


def find_authors(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find those before the titles of works, and who arranged them."""
    at = text.find("《")
    while at >= 0:
        for match in (_AUTHOR.search(text, max(0, at - _LONGEST), at), _ARRANGER.search(text, max(0, at - 12), at)):
            if match:
                _add(text, *match.span("name"), finds, chinese)
        at = text.find("《", at + 1)
    if "》" in text:
        for match in _LISTED.finditer(text):
            _add(text, *match.span("name"), finds, chinese)


def find_conductors(text: str, finds: Finds, chinese: Chinese) -> None:
    """Find those under whom others play."""
    at = text.find("指揮下")
    while at >= 0:
        match = _CONDUCTOR.search(text, max(0, at - _LONGEST), at)
        if match:
            _add(text, *match.span("name"), finds, chinese, sure=True)
        at = text.find("指揮下", at + 1)


def find_pupils(text: str, signs: Signs, finds: Finds, chinese: Chinese) -> None:
    """Find those named behind their school, and the others of the list."""
    for school in _SCHOOL:
        at = text.find(school)
        while at >= 0:
            match = _PUPIL.match(text, at + len(school))
            if match and _add(text, *match.span(), finds, chinese, sure=len(match.group()) > 2):
                _add_listed(text, match.end(), signs, finds, chinese)
            at = text.find(school, at + 1)


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
