"""Reads the numbers that a text states, in figures or words: "160 000", "1.2 million", "a dozen", 三百多, 1.3萬.

A vague number is read as the range that quantities.yaml gives it: "dozens of", "several hundred", 數千.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.extract.alternation import write_alternation
from etl.extract.number_words import read_chinese_words, read_composed_figures, read_english_words
from etl.model import Lang, Qualifier
from etl.reference.quantities import NumberWords, QuantityReference

# Figures: grouped by a space or a comma, or plain, with or without decimals. \d takes full-width digits too.
_FIGURES = r"\d{1,3}(?:[ ,，]\d{3}){1,4}(?!\d)|\d{1,12}(?:[.．]\d{1,4})?"
# How far ahead of a number its "between" may begin.
_BETWEEN = 26
# How far a number is read behind where it must begin.
_REACH = 60
_GROUPING = str.maketrans("．", ".", " ,，")


class Number(NamedTuple):
    """A number and where it stands; `high` ends a range, `sign` is what it says of itself ("-odd", 多, 上百)."""

    value: float
    high: float | None
    sign: Qualifier | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of numbers: `first` is any sign that one begins with; `opening` matches one that begins there,
    `number` one that may follow anything.
    """

    lang: Lang
    words: NumberWords
    first: re.Pattern[str]
    opening: re.Pattern[str]
    number: re.Pattern[str]
    joint: re.Pattern[str]
    between: re.Pattern[str]
    pair: re.Pattern[str]
    more: re.Pattern[str]


def read_numbers(text: str, start: int, stop: int, free: int, grammar: Grammar) -> list[Number]:
    """Return the numbers that begin between `start` and `stop`, in order and without overlap; `free`: see below."""
    numbers, position = [], start
    # To search for one sign is fast, to search for any number is not.
    while first := grammar.first.search(text, position, stop):
        position = first.end()
        found = grammar.opening.match(text, first.start(), stop + _REACH)
        if found is None:
            continue
        position = found.end()
        if number := read_number(found, free, grammar):
            position = free = number.end
            numbers.append(number)
    return numbers


def read_number(found: re.Match[str], free: int, grammar: Grammar) -> Number | None:
    """Return the number of a match of `grammar.number`, or the range that it opens.

    A "between" is looked for from `free` on, where the number before ended.
    """
    first = _read(found, grammar)
    if first is None or first.high is not None or first.sign is not None:
        return first
    text = found.string
    if pair := grammar.pair.match(text, first.end):
        between = grammar.between.search(text, max(free, first.start - _BETWEEN), first.start)
        joint = pair if between else grammar.joint.match(text, first.end)
        if joint and (following := grammar.number.match(text, joint.end())):
            return _join_range(first, following, between, grammar)
    return first


def _join_range(first: Number, following: re.Match[str], between: re.Match[str] | None, grammar: Grammar) -> Number:
    """Return the range "200 to 300" or "between 200 and 300", or `first` where the second is no larger."""
    second = _read(following, grammar)
    if second is None:
        return first
    low, written = first.value, following.string[following.start() : second.end]
    if low < 100:
        scaled = low * _scale_of(written, grammar)
        low = scaled if scaled < second.value else low
    if second.value <= low:
        return first
    return Number(low, second.value, second.sign, between.start() if between else first.start, second.end)


def _scale_of(written: str, grammar: Grammar) -> int:
    """Return the scale that the second number of "two to three thousand" lends to the first, or 1."""
    scale = 1
    for word in reversed(written.lower().split() if grammar.lang == "en" else written):
        if word not in grammar.words.scales:
            break
        scale *= grammar.words.scales[word]
    return scale


def _read(found: re.Match[str], grammar: Grammar) -> Number | None:
    return (_read_english if grammar.lang == "en" else _read_chinese)(found, grammar)


def _read_english(found: re.Match[str], grammar: Grammar) -> Number | None:
    words, (start, end), value = grammar.words, found.span(), 0.0
    if figures := found["figures"]:
        scale = found["scale"]
        value = float(figures.translate(_GROUPING)) * (words.scales[scale.lower()] if scale else 1)
    elif several := found["several"]:
        dozen, (low, high) = words.scales[found["dozen"].lower()], words.several[several.lower()]
        return Number(low * dozen, high * dozen, None, start, end)
    elif many := found["many"]:
        low, high = words.many[many.lower()]
        return Number(low, high, None, start, end)
    else:
        value, size = read_english_words(found["words"], words)
        end = start + size
    more = grammar.more.match(found.string, end)
    return Number(value, None, "more-than" if more else None, start, more.end() if more else end)


def _read_chinese(found: re.Match[str], grammar: Grammar) -> Number | None:
    words, (start, end) = grammar.words, found.span()
    if many := found["many"]:
        least, most = words.many[many]
        return Number(least, most, None, start, end)
    sign: Qualifier | None = "at-least" if found["upwards"] else None
    if found["more"] or found["later"]:
        sign = "more-than"
    elif found["vaguely"]:
        sign = "about"
    scale = 1
    for character in (found["scale"] or "") + (found["myriad"] or ""):
        scale *= words.scales[character]
    if found["figures"]:
        return Number(float(found["figures"].translate(_GROUPING)) * scale, None, sign, start, end)
    if found["composed"]:
        return Number(read_composed_figures(found["composed"], words), None, sign, start, end)
    low, upper = read_chinese_words(found["words"], words) if found["words"] else (1.0, None)
    if low == 0:
        return None
    return Number(low * scale, None if upper is None else upper * scale, sign, start, end)


@cache
def compile_grammar(quantities: QuantityReference, lang: Lang) -> Grammar:
    """Return the grammar of numbers in `lang`."""
    words = quantities.words[lang].numbers
    number, before = (_write_english if lang == "en" else _write_chinese)(words)
    edge = r"\b" if lang == "en" else ""

    def joining(phrases: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(rf"\s?(?:{write_alternation(phrases)})\s?", re.IGNORECASE)

    return Grammar(
        lang,
        words,
        re.compile(
            r"\w" if lang == "en" else rf"[\d{''.join([sign[0] for sign in (*list_signs(words), *words.many)])}]"
        ),
        re.compile(before + number, re.IGNORECASE),
        re.compile(number, re.IGNORECASE),
        joining(words.range),
        re.compile(rf"{edge}(?:{write_alternation(words.between)})\s?$", re.IGNORECASE),
        joining((*words.range, *words.pair)),
        re.compile(write_alternation(words.more), re.IGNORECASE),
    )


def list_signs(words: NumberWords) -> list[str]:
    """Return the words that Chinese numbers are made of, which are single signs but for a few."""
    return [*words.small, *words.tens, *words.scales, *words.several, *words.more, *words.upwards]


def _write_english(words: NumberWords) -> tuple[str, str]:
    scales = write_alternation(words.scales)
    first = f"{write_alternation([*words.tens, *words.small])}|(?:half )?an?(?= (?:{scales})\\b)"
    word = write_alternation([*words.tens, *words.scales, *words.small])
    # A figure with a letter, a percent sign or a clock's dots behind it is a name, a share or a time.
    end = r"(?!\w|[.,:/]\d|%)"
    number = (
        rf"(?:(?P<figures>{_FIGURES})(?:[ -]?(?P<scale>{scales})\b)?{end}"
        rf"|(?P<several>{write_alternation(words.several)}) (?P<dozen>{scales})\b"
        rf"|(?P<many>{write_alternation(words.many)})\b"
        rf"|(?P<words>\b(?:{first})\b(?:(?:[ -]| and )(?:{word})\b| and a half(?= (?:{scales})\b)){{0,12}}))"
    )
    return number, r"(?<![\w$€£¥.,/:#-])"


def _write_chinese(words: NumberWords) -> tuple[str, str]:
    scales, more, upwards = "".join(words.scales), "".join(words.more), "".join(words.upwards)
    vaguely = "".join(words.vaguely)
    figures, digits = "".join([*words.small, *words.tens]), "".join(words.small)
    first = figures + "".join(sign for sign, scale in words.scales.items() if scale == 10)
    several = write_alternation(words.several)
    number = (
        rf"(?:(?P<many>{write_alternation(words.many)})"
        rf"|(?:(?P<composed>\d{{1,4}}[{scales}]{{1,2}}(?:\d{{1,4}}[{scales}]{{1,2}})+)"
        rf"|(?P<figures>{_FIGURES})"
        rf"|(?P<words>(?:[{digits}]、(?=[{digits}][{scales}]))?[{first}][{figures}{scales}]*|{several}[{scales}]+"
        # A bare hundred is a number only behind a qualifier (過百, 上百) or before a sign of more (百多).
        rf"|(?:(?<=[過逾近約])|(?=[{scales}]+[{more}]))[{scales}]+)"
        rf"|(?P<upwards>[{upwards}])(?=[{scales}])"
        rf") ?(?P<more>[{more}])?(?P<scale>[{scales}])?(?P<myriad>[{scales}])?(?P<later>[{more}])?"
        # 三十來位, but 三百來賓 and 三百人來自.
        rf"(?P<vaguely>[{vaguely}](?=[名位個个間间家]))?)"
    )
    # 第三 is an ordinal; a number does not start inside another or a word.
    return number, rf"(?<![成第每A-Za-z\d$.,/:{figures}{scales}-])"
