"""Reads abbreviations that a text itself gives a phrase, in brackets behind it, and finds where they come back."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from etl.extract.folding import fold
from etl.extract.text import Text
from etl.extract.theme_hits import Hit
from etl.extract.theme_lexicon import NOTE, SENTENCE
from etl.model import Lang

_BRACKETS = {
    "en": re.compile(r"\((?:the )?[\"'“‘]?([A-Z][A-Za-z&]{0,9}[A-Z](?:-\d{1,4})?)s?[\"'”’]?\)"),
    "tc": re.compile(
        r"[（(](?:以下)?(?:簡稱|简称|下稱|下称)?[「『《“]?([A-Z][A-Za-z&]{0,9}[A-Z]|[\u4e00-\u9fff]{3,8})[」』》”]?[）)]"
    ),
}
# How far before a bracket its long form may begin, in signs for each letter of the abbreviation.
_REACH = 24
_MOST = 20
_NO_PHRASE: tuple[int, tuple[str, ...]] = (0, ())


class Given(NamedTuple):
    """What an abbreviation means in one text, and the place behind which it counts."""

    start: int
    theme_ids: tuple[str, ...]


def read_abbreviations(text: Text, hits: Sequence[Hit], known: Set[str]) -> dict[str, Given]:
    """Return the abbreviations that `text` gives phrases of themes; what the reference knows means what it says."""
    if not hits or ("(" not in text.text and "（" not in text.text):
        return {}
    brackets = list(_BRACKETS[text.lang].finditer(text.text))
    if not brackets:
        return {}
    phrases = {-minus_end: (start, theme_ids) for start, minus_end, theme_ids in hits}
    given: dict[str, Given] = {}
    for bracket in brackets:
        end = bracket.start() - (text.text[bracket.start() - 1 : bracket.start()] == " ")
        start, theme_ids = phrases.get(end, _NO_PHRASE)
        short = bracket[1]
        if (
            theme_ids not in (_NO_PHRASE[1], SENTENCE, NOTE)
            and fold(short, text.lang) not in known
            and _is_given(text.text[max(0, end - _REACH * len(short)) : end], short, end - start, text.lang)
        ):
            given.setdefault(short, Given(bracket.end(), theme_ids))
    return dict(islice(given.items(), _MOST))


def _is_given(before: str, short: str, length: int, lang: Lang) -> bool:
    """Whether `short` is made of the phrase, the last `length` signs of `before`, and the words before it.

    Its signs must stand there in their order, the last two in the phrase itself, and in English the first one at
    the head of a word. A Chinese phrase may have Latin initials of its English name.
    """
    if lang == "tc" and short.isascii():
        return True
    return _is_short_for(before, short, length)


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
        if text.find(short, first) < 0:
            continue
        word = re.escape(short)
        # The look back stands behind the word, so that the search skips to it.
        pattern = rf"{word}(?<![\w&@.-]{word})s?(?![\w&@])" if short.isascii() else word
        for found in re.compile(pattern, re.ASCII).finditer(text, first):
            yield found.start(), -found.end(), theme_ids
