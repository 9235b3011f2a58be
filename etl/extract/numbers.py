"""Finds the numbers that a text states, in figures or words: "160 000", "1.2 million", "a dozen", 三百多, 1.3萬.

A vague number ("several hundred", "dozens", 數千) states no value and is not found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from etl.extract.alternation import write_alternation
from etl.model import Lang
from etl.reference.quantities import NumberWords, QuantityReference

# Figures: grouped by a space or a comma, or plain, with or without decimals. \d takes full-width digits too.
_FIGURES = r"\d{1,3}(?:[ ,，]\d{3})+(?!\d)|\d{1,12}(?:[.．]\d{1,4})?"
# How far ahead of a number its "between" may begin.
_BETWEEN = 26
_GROUPING = str.maketrans("．", ".", " ,，")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; `high` ends a range, `more` is a sign of more ("-odd", 多) inside it."""

    value: float
    high: float | None
    more: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: NumberWords
    opening: re.Pattern[str]
    number: re.Pattern[str]
    joint: re.Pattern[str]
    between: re.Pattern[str]
    pair: re.Pattern[str]
    more: re.Pattern[str]


def find_numbers(text: str, lang: Lang, quantities: QuantityReference) -> Iterator[Number]:
    """Yield the numbers of `text` in order, without overlap. Linear in the length."""
    grammar = _compile(quantities, lang)
    read = _read_english if lang == "en" else _read_chinese
    position = free = 0
    while opening := grammar.opening.search(text, position):
        first = read(opening, grammar)
        position = max(opening.end() if first is None else first.end, opening.start() + 1)
        if first is None:
            continue
        number = _join_range(text, first, grammar, lang, free)
        position = free = number.end
        yield number


def _join_range(text: str, first: Number, grammar: _Grammar, lang: Lang, free: int) -> Number:
    """Return the range that `first` opens ("200 to 300", "between 200 and 300"), or `first` itself.

    A "between" is looked for from `free` on, where the number before ended.
    """
    read = _read_english if lang == "en" else _read_chinese
    between = grammar.between.search(text, max(free, first.start - _BETWEEN), first.start)
    joint = (grammar.pair if between else grammar.joint).match(text, first.end)
    following = grammar.number.match(text, joint.end()) if joint else None
    second = read(following, grammar) if following else None
    if second is None or first.high is not None or first.more:
        return first
    low = first.value
    if following and low < 100 <= second.value and not text[following.start() : second.end].isdigit():
        scaled = low * _scale_of(second.value, text[following.start() : second.end])
        low = scaled if scaled < second.value else low
    if second.value <= low:
        return first
    return Number(low, second.value, second.more, between.start() if between else first.start, second.end)


def _scale_of(value: float, written: str) -> float:
    """Return the scale that the second number of "two to three thousand" lends to the first, or 1."""
    figures = re.match(_FIGURES, written)
    leading = float(figures[0].translate(_GROUPING)) if figures else value / 10 ** (len(str(int(value))) - 1)
    return value / leading


def _read_english(found: re.Match[str], grammar: _Grammar) -> Number | None:
    if figures := found["figures"]:
        value = float(figures.translate(_GROUPING))
        scale = found["scale"]
        value *= grammar.words.scales[scale.lower()] if scale else 1
        return _mark_more(Number(value, None, False, found.start(), found.end()), found.string, grammar)
    value, end = _read_words(found["words"], grammar.words)
    return _mark_more(Number(value, None, False, found.start(), found.start() + end), found.string, grammar)


def _mark_more(number: Number, text: str, grammar: _Grammar) -> Number:
    more = grammar.more.match(text, number.end)
    return Number(number.value, number.high, True, number.start, more.end()) if more else number


def _read_words(written: str, words: NumberWords) -> tuple[float, int]:
    """Return the value of "one hundred and twenty", of "half a million", and where a word does not fit."""
    total, current, end = 0, 0, 0
    for token in re.finditer(r"[a-z]+", written.lower()):
        word = token[0]
        if word in ("and", "half"):
            continue
        if word in ("a", "an"):
            current = 1
        elif word in words.scales and words.scales[word] >= 1000:
            total, current = total + current * words.scales[word], 0
        elif word in words.scales:
            current *= words.scales[word]
        elif word in words.tens and current % 100 == 0:
            current += words.tens[word]
        elif word in words.small and current % 10 == 0 and (current % 100 == 0 or words.small[word] < 10):
            current += words.small[word]
        else:
            break
        end = token.end()
    share = 0.5 if written.lower().startswith("half") else 1
    return float(total + current) * share, end


def _read_chinese(found: re.Match[str], grammar: _Grammar) -> Number | None:
    words = grammar.words
    start, end = found.span()
    more = bool(found["more"] or found["later"])
    scale = 1
    for sign in (found["scale"] or "") + (found["myriad"] or ""):
        scale *= words.scales[sign]
    if found["figures"]:
        return Number(float(found["figures"].translate(_GROUPING)) * scale, None, more, start, end)
    low, high = _read_characters(found["words"], words)
    if low == 0:
        return None
    return Number(low * scale, None if high is None else high * scale, more, start, end)


def _read_characters(written: str, words: NumberWords) -> tuple[float, float | None]:
    """Return the value of 二千八百 or 二○二五; of 兩三百 or 兩、三百 the two ends of the range."""
    written, apart = written.replace("、", ""), "、" in written
    digits = [words.small[sign] for sign in written if sign in words.small]
    if len(digits) == len(written):
        if len(digits) == 2 and digits[1] == digits[0] + 1 and digits[0] > 0:
            return float(digits[0]), float(digits[1])
        return float("".join(map(str, digits))), None
    if len(written) > 2 and written[0] in words.small and written[1] in words.small and written[2] in words.scales:
        low, high = (_read_section(sign + written[2:], words) for sign in written[:2])
        if 0 < low < high:
            return low, high
    if apart:
        return 0, None
    return _read_section(written, words), None


def _read_section(written: str, words: NumberWords) -> float:
    total, section, digit, last = 0, 0, 0, 1
    for sign in written:
        if sign in words.small:
            digit = words.small[sign]
            last = last if digit else 1
            continue
        if sign in words.tens:
            section, digit, last = section + words.tens[sign], 0, 10
            continue
        scale = words.scales[sign]
        if scale >= 10_000:
            total, section = total + (section + digit or 1) * scale, 0
        else:
            section += (digit or 1) * scale
        digit, last = 0, scale
    # 一百二 is 120: a digit right behind a scale counts its tenth.
    return float(total + section + digit * (last // 10 if last >= 100 else 1))


@cache
def _compile(quantities: QuantityReference, lang: Lang) -> _Grammar:
    words = quantities.words[lang].numbers
    number, before = (_write_english if lang == "en" else _write_chinese)(words)
    edge = r"\b" if lang == "en" else ""

    def joining(phrases: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(rf"\s?(?:{write_alternation(phrases)})\s?", re.IGNORECASE)

    return _Grammar(
        words,
        re.compile(before + number, re.IGNORECASE),
        re.compile(number, re.IGNORECASE),
        joining(words.range),
        re.compile(rf"{edge}(?:{write_alternation(words.between)})\s?$", re.IGNORECASE),
        joining((*words.range, *words.pair)),
        re.compile(write_alternation(words.more), re.IGNORECASE),
    )


def _write_english(words: NumberWords) -> tuple[str, str]:
    scales = write_alternation(words.scales)
    first = f"{write_alternation([*words.tens, *words.small])}|(?:half )?an?(?= (?:{scales})\\b)"
    word = write_alternation([*words.tens, *words.scales, *words.small])
    # A figure with a letter, a percent sign or a clock's dots behind it is a name, a share or a time.
    end = r"(?!\w|[.,:/]\d|%)"
    number = (
        rf"(?:(?P<figures>{_FIGURES})(?:[ -]?(?P<scale>{scales})\b)?{end}"
        rf"|(?P<words>\b(?:{first})\b(?:(?:[ -]| and )(?:{word})\b){{0,12}}))"
    )
    return number, r"(?<![\w$€£¥.,/:#-])"


def _write_chinese(words: NumberWords) -> tuple[str, str]:
    scales, more = "".join(words.scales), "".join(words.more)
    figures = "".join([*words.small, *words.tens])
    first = figures + "".join(sign for sign, scale in words.scales.items() if scale == 10)
    digits = "".join(words.small)
    number = (
        rf"(?:(?P<figures>{_FIGURES})"
        # A bare hundred is a number only behind a qualifier (過百) or before a sign of more (百多).
        rf"|(?P<words>(?:[{digits}]、(?=[{digits}][{scales}]))?[{first}][{figures}{scales}]*|(?:(?<=[過逾近約])|(?=[{scales}]+[{more}]))[{scales}]+))"
        rf" ?(?P<more>[{more}])?(?P<scale>[{scales}])?(?P<myriad>[{scales}])?(?P<later>[{more}])?"
    )
    # 數百 and 上千 state no value; 第三 is an ordinal; a number does not start inside another or a word.
    return number, rf"(?<![數数幾几若干上成第每A-Za-z\d$.,/:{figures}{scales}-])"
