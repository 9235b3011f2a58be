"""Reads abbreviations that a text itself gives a phrase, in brackets behind it, and finds where they come back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from etl.extract.folding import fold
from etl.extract.text import Text
from etl.extract.theme_hits import Hit
from etl.extract.theme_lexicon import NOTE, SENTENCE
from etl.model import Lang

_EN_BRACKET = re.compile(r" ?\((?:the )?[\"'“‘]?([A-Z][A-Za-z&]{0,9}[A-Z](?:-\d{1,4})?)s?[\"'”’]?\)")
_TC_BRACKET = re.compile(
    r" ?[（(](?:以下)?(?:簡稱|简称|下稱|下称)?[「『《“]?([A-Z][A-Za-z&]{0,9}[A-Z]|[\u4e00-\u9fff]{3,8})[」』》”]?[）)]"
)
_BRACKETS = frozenset("(（")
# How far before a bracket its long form may begin, in signs for each letter of the abbreviation.
_REACH = 24
_MOST = 20


class Given(NamedTuple):
    """What an abbreviation means in one text, and the place behind which it counts."""

    start: int
    theme_ids: tuple[str, ...]


def read_abbreviations(text: Text, hits: Iterable[Hit], known: Set[str]) -> dict[str, Given]:
    """Return the abbreviations that `text` gives phrases of themes; what the reference knows means what it says."""
    given: dict[str, Given] = {}
    written = text.text
    for start, minus_end, theme_ids in hits:
        if written[-minus_end : 2 - minus_end].lstrip(" ")[:1] not in _BRACKETS:
            continue
        short, end = _read_bracket(written, start, -minus_end, text.lang)
        if short and theme_ids not in (SENTENCE, NOTE) and fold(short, text.lang) not in known and len(given) < _MOST:
            given.setdefault(short, Given(end, theme_ids))
    return given


def _read_bracket(text: str, start: int, end: int, lang: Lang) -> tuple[str, int]:
    """Return the abbreviation in brackets right behind the phrase at [start, end), or nothing, and where it ends.

    Its signs must stand in the phrase and the words before it, in their order: the last two in the phrase
    itself, and in English the first one at the head of a word.
    """
    found = (_EN_BRACKET if lang == "en" else _TC_BRACKET).match(text, end)
    if not found:
        return "", end
    short = found[1]
    is_short = (lang == "tc" and short.isascii()) or _is_short_for(
        text[max(0, end - _REACH * len(short)) : end], short, end - start
    )
    return (short if is_short else ""), found.end()


def _is_short_for(before: str, short: str, length: int) -> bool:
    """Whether the signs of `short` stand in `before`, the last two among its last `length` signs."""
    place = len(before)
    letters = [sign for sign in short.lower() if sign.isalnum()]
    lowered = before.lower()
    for number, letter in enumerate(reversed(letters), start=1):
        place = lowered.rfind(letter, 0, place)
        while number == len(letters) and place > 0 and lowered[place - 1].isalnum() and letter.isascii():
            place = lowered.rfind(letter, 0, place)
        if place < 0 or (number <= 2 and place < len(before) - length):
            return False
    return True


def find_abbreviations(text: str, given: Mapping[str, Given]) -> Iterator[Hit]:
    """Yield each abbreviation that stands alone behind where it was given."""
    for short, (first, theme_ids) in given.items():
        pattern = rf"(?<![\w&@.-]){re.escape(short)}s?(?![\w&@])" if short.isascii() else re.escape(short)
        for found in re.compile(pattern, re.ASCII).finditer(text, first):
            yield found.start(), -found.end(), theme_ids
