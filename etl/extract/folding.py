"""Folds text for phrase matching: each code point keeps its place, so offsets stay right."""

import re
import sys
from functools import cache

import numpy as np
import opencc

from etl.model import Lang

# One way of writing quotes and dashes; a hyphen counts as a space ("low-altitude", "low altitude").
_SIGNS = dict(zip(map(ord, "’‘“”–‑‐"), "''\"\"   ", strict=True))
_SURROGATE = re.compile("[\ud800-\udfff]")
_HAN = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]
_WIDE = range(0xFF01, 0xFF5F)
_OTHERS = [*range(0x250), *range(0x2000, 0x2070), *range(0x3000, 0x3100)]


def fold(text: str, lang: Lang) -> str:
    """Return `text` in one case with plain signs and, for Chinese, in one script; as long as `text`."""
    if lang == "tc":
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        return _build_chinese_table().take(codes).tobytes().decode("utf-32-le")
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(map(_lower, text))
    if not text.isascii():
        for sign, plain in _SIGNS.items():
            lowered = lowered.replace(chr(sign), plain)
        lowered = replace_surrogates(lowered)
    return lowered.replace("-", " ")


def replace_surrogates(text: str) -> str:
    """Put a sign for the unknown in place of halves of characters, which no automaton takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


@cache
def _build_chinese_table() -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Map Traditional characters and their Hong Kong variants to Simplified, and full-width to plain.

    It has a place for every code point: looking all of a text up at once is what makes folding fast.
    """
    simplified = opencc.OpenCC("hk2s").convert("\n".join(map(chr, _HAN))).split("\n")
    table = {code: sign for code, sign in zip(_HAN, simplified, strict=True) if len(sign) == 1}
    plain = {code: chr(code) for code in _OTHERS} | {code: chr(code - 0xFEE0) for code in _WIDE}
    table |= {code: _lower(sign).translate(_SIGNS).replace("-", " ") for code, sign in plain.items()}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    codes = np.arange(sys.maxunicode + 1, dtype="<u4")
    codes[list(table)] = list(map(ord, table.values()))
    return codes
