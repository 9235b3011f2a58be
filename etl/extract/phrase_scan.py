"""Finds where the spellings of phrases stand in a text, all of them in one pass over it."""

import re
import string
from collections.abc import Callable, Iterable

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


# Number, start and end of a spelling; the end is too high by the padding of the scanner.
Found = tuple[int, int, int]


class PhraseScanner:
    """Folded spellings of one language, compiled; their numbers are their places in the order given.

    A Latin spelling stands only where no word goes on before or behind it, and Chinese has no such bounds. In
    English the bounds are searched with the words: the "port" of "import" is never found, and what separates
    the words of a phrase may be another single sign.
    """

    def __init__(self, spellings: Iterable[str], lang: Lang) -> None:
        self._spellings = tuple(spellings)
        self._is_english = lang == "en"
        self._find = _compile(self._spellings, self._is_english)
        self.padding = 2 if self._is_english else 0
        is_doubtful = _has_other_signs if self._is_english else _has_latin_bounds
        self.doubtful = frozenset(number for number, words in enumerate(self._spellings) if is_doubtful(words))

    def scan(self, folded: str) -> list[Found]:
        """Return where spellings are, by their ends; whether one of those in `doubtful` stands there is to be asked."""
        return self._find(folded)

    def stands(self, folded: str, number: int, start: int, end: int) -> bool:
        """Tell whether a doubtful spelling stands where it was found; the end is the true one."""
        if self._is_english:
            return folded.startswith(self._spellings[number], start)
        return _stands_alone(folded, start, end)


def _compile(spellings: Iterable[str], is_english: bool) -> Callable[[str], list[Found]]:
    """Return what finds number, start and end of each spelling; English is searched byte by byte."""
    kind = ahocorasick_rs.Implementation.ContiguousNFA
    if is_english:
        words = ahocorasick_rs.BytesAhoCorasick(list(map(_keep_words, spellings)), implementation=kind)
        return lambda folded: words.find_matches_as_indexes(_keep_words(folded), overlapping=True)
    signs = ahocorasick_rs.AhoCorasick(spellings, implementation=kind)
    return lambda folded: signs.find_matches_as_indexes(folded, overlapping=True)


def _has_other_signs(spelling: str) -> bool:
    return re.fullmatch(r"[\w '&/@.,]+", spelling) is None


def _has_latin_bounds(spelling: str) -> bool:
    return spelling[0] in _LATIN or spelling[-1] in _LATIN


def _keep_words(folded: str) -> bytes:
    """Return the words alone, with a bound before and behind all: each sign moves on by one place."""
    return b" " + folded.encode("latin-1", "replace").translate(_WORDS_ONLY) + b" "


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
