"""Tells the value of a number written in words: "three hundred and twenty", 二百七十, 兩三百."""

import re
from collections.abc import Mapping

from etl.reference.quantities import NumberWords

_WORD = re.compile(r"[a-z]+")


def read_english_words(written: str, words: NumberWords) -> tuple[float, int]:
    """Return the value of "one hundred and twenty", of "half a million", and where a word does not fit."""
    written = written.lower()
    total, current, end = 0.0, 0.0, 0
    for token in _WORD.finditer(written):
        word = token[0]
        if word == "half":
            current += 0.5 if current else 0  # "two and a half thousand", but "half a million"
        elif word in ("a", "an"):
            current = current or 1
        elif word == "and":
            continue
        elif word in words.scales and words.scales[word] >= 1000:
            total, current = total + current * words.scales[word], 0
        elif word in words.scales:
            current *= words.scales[word]
        elif _fits(word, current, words):
            current += words.tens.get(word, 0) + words.small.get(word, 0)
        else:
            break
        end = token.end()
    share = 0.5 if written.startswith("half") else 1
    return (total + current) * share, end


def _fits(word: str, current: float, words: NumberWords) -> bool:
    """Tell whether a word below a hundred may follow: "sixty" fits behind 300, "two" behind 360."""
    if word in words.tens:
        return current % 100 == 0
    return word in words.small and current % 10 == 0 and (current % 100 == 0 or words.small[word] < 10)


def read_chinese_words(written: str, words: NumberWords) -> tuple[float, float | None]:
    """Return the value of 二千八百 or 二○二五; of 兩三百, 兩、三百 or 數百 the two ends of the range."""
    written, apart = written.replace("、", ""), "、" in written
    for sign, (low, high) in words.several.items():
        if written.startswith(sign):
            scale = _multiply(written[len(sign) :], words.scales)
            return float(low * scale), float(high * scale)
    digits = [words.small[sign] for sign in written if sign in words.small]
    if len(digits) == len(written):
        if len(digits) == 2 and digits[1] == digits[0] + 1 and digits[0] > 0:
            return float(digits[0]), float(digits[1])
        return float("".join(map(str, digits))), None
    if len(written) > 2 and written[0] in words.small and written[1] in words.small and written[2] in words.scales:
        low_end, high_end = (_read_section(sign + written[2:], words) for sign in written[:2])
        if 0 < low_end < high_end:
            return low_end, high_end
    return (0, None) if apart else (_read_section(written, words), None)


def _multiply(signs: str, scales: Mapping[str, int]) -> int:
    product = 1
    for sign in signs:
        product *= scales[sign]
    return product


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


def read_composed_figures(written: str, words: NumberWords) -> float:
    """Return the value of figures that scales compose: 1萬3千 is 13,000, 2千5百萬 is 25,000,000."""
    total = section = 0.0
    for figures, scales in re.findall(r"(\d+)(\D+)", written):
        part = float(figures)
        for scale in scales:
            if (size := words.scales[scale]) < 10_000:
                part *= size
            else:
                total, section, part = total + (section + part) * size, 0.0, 0.0
        section += part
    return total + section
