"""Finds where the spellings of phrases stand in a text, all of them in one pass over it."""

import re
import string
from collections.abc import Iterable

import ahocorasick_rs

from etl.model import Lang

_LATIN = frozenset(string.ascii_lowercase + string.digits)
# Signs that make a word longer: of "port@sea", "port" is no word.
_JOINED = _LATIN | frozenset("@_&")
# One byte a sign: what separates words is a space, and letters with accents are one letter.
_WORDS_ONLY = bytes(
    code if chr(code) in _JOINED else ord("z") if code > 0x7F and chr(code).isalpha() else ord(" ")
    for code in range(256)
)
_ADDRESS = re.compile(r"://|www\.|\.(?:hk|com|org|net)/|(?<=\w)\.[a-z]{2}")
_ADDRESS_LENGTH = 200
# Signs beside a word that may make it a part of an address.
ADDRESS_JOINS = frozenset("./-_=#?~%")
_ADDRESS_SIGNS = frozenset(map(chr, range(ord("!"), ord("~") + 1)))


class PhraseScanner:
    """Folded spellings of one language, compiled; their numbers are their places in the order given.

    A Latin spelling stands only where no word goes on before or behind it, and Chinese has no such bounds. In
    English the bounds are searched with the words: the "port" of "import" is never found, and what separates
    the words of a phrase may be another single sign.
    """

    def __init__(self, spellings: Iterable[str], lang: Lang) -> None:
        self._spellings = tuple(spellings)
        self._is_english = lang == "en"
        self._automaton = ahocorasick_rs.AhoCorasick(
            [_keep_words(spelling) for spelling in self._spellings] if self._is_english else self._spellings,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )
        is_doubtful = _has_other_signs if self._is_english else _has_latin_bounds
        self._doubtful = frozenset(number for number, words in enumerate(self._spellings) if is_doubtful(words))
        # By how much the ends that `scan` returns are too high.
        self.padding = 2 if self._is_english else 0

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """Return numbers of spellings, where each starts and where it ends (and `padding`), in order of ends."""
        haystack = _keep_words(folded) if self._is_english else folded
        doubtful = self._doubtful
        return [
            place
            for place in self._automaton.find_matches_as_indexes(haystack, overlapping=True)
            if place[0] not in doubtful or self._stands(folded, *place)
        ]

    def _stands(self, folded: str, number: int, start: int, end: int) -> bool:
        if self._is_english:
            return folded.startswith(self._spellings[number], start)
        return _stands_alone(folded, start, end)


def _has_other_signs(spelling: str) -> bool:
    return re.fullmatch(r"[\w '&/@.,]+", spelling) is None


def _has_latin_bounds(spelling: str) -> bool:
    return spelling[0] in _LATIN or spelling[-1] in _LATIN


def _keep_words(folded: str) -> str:
    """Return the words alone, with a bound before and behind all: each sign moves on by one place."""
    return f" {folded.encode('latin-1', 'replace').translate(_WORDS_ONLY).decode('ascii')} "


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether no Latin word goes on before `start` or behind `end`."""
    if start and folded[start] in _LATIN and folded[start - 1] in _JOINED:
        return False
    return end == len(folded) or folded[end - 1] not in _LATIN or folded[end] not in _JOINED


def stands_in_address(text: str, start: int, end: int) -> bool:
    """Whether a phrase beside one of `ADDRESS_JOINS` is a part of a web or mail address.

    Behind a full stop alone a sentence may begin, with a capital.
    """
    if text[end + 1 : end + 2] not in _ADDRESS_SIGNS and text[start - 1 : start] not in ADDRESS_JOINS:
        return False  # the end of a sentence, as a rule
    lowest, highest = max(0, start - _ADDRESS_LENGTH), min(len(text), end + _ADDRESS_LENGTH)
    while start > lowest and text[start - 1] in _ADDRESS_SIGNS:
        start -= 1
    while end < highest and text[end] in _ADDRESS_SIGNS:
        end += 1
    return _ADDRESS.search(text, start, end) is not None
