"""Invented event sizes: a number drawn once and stated alike in both languages."""

import math
import random
from collections.abc import Sequence
from typing import Any

from words import DIGITS, Pair, grouped

RANGE, EXACT, LIMIT = "# to %", "a total of #", "up to #"


def draw(bounds: Sequence[int], rng: random.Random) -> int:
    """Draw a number evenly on the logarithmic scale."""
    low, high = bounds
    return round(math.exp(rng.uniform(math.log(low), math.log(high))))


def rounded(number: int) -> int:
    """Keep two leading digits, as stated sizes mostly do."""
    step = 10 ** max(1, len(str(number)) - 2) if number > 19 else 1
    return max(10, number // step * step)


def chinese(number: int, rng: random.Random) -> str:
    """Write a round number in Chinese, mostly in digits."""
    if number >= 10000 and number % 1000 == 0 and rng.random() < 0.5:
        return f"{number / 10000:g}萬"
    if number % 1000 == 0 and number < 10000 and rng.random() < 0.4:
        return DIGITS[number // 1000] + "千"
    if number % 100 == 0 and number < 1000 and rng.random() < 0.4:
        return DIGITS[number // 100] + "百"
    return grouped(number)


def size(bounds: Sequence[int], qualifiers: Sequence[Any], expected: bool, rng: random.Random) -> Pair:
    """State a size with a qualifier: ("more than 320", "超過320")."""
    barred = (EXACT,) if expected else (LIMIT,)
    allowed = [entry for entry in qualifiers if entry[0] not in barred]
    english, tc, _ = rng.choices(allowed, [entry[2] for entry in allowed])[0]
    number = draw(bounds, rng)
    if english == EXACT:
        return f"a total of {grouped(number)}", f"共{grouped(number)}"
    low = rounded(number)
    if english == RANGE:
        high = grouped(rounded(max(low * 13 // 10, low + 10)))
        return f"{grouped(low)} to {high}", f"{grouped(low)}至{high}"
    return english.replace("#", grouped(low)), tc.replace("#", chinese(low, rng))
