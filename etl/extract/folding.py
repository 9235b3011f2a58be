"""Folds text for phrase matching: each code point keeps its place, so offsets stay right."""

from functools import cache

import opencc

from etl.model import Lang

# One way of writing quotes and dashes; a hyphen counts as a space ("low-altitude", "low altitude").
_SIGNS = dict(zip(map(ord, "’‘“”–‑‐"), "''\"\"   ", strict=True))
_HAN = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]


def fold(text: str, lang: Lang) -> str:
    """Return `text` in one case with plain signs and, for Chinese, in one script; as long as `text`."""
    if lang == "tc":
        return text.translate(_build_chinese_table())
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(map(_lower, text))
    if not text.isascii():
        for sign, plain in _SIGNS.items():
            lowered = lowered.replace(chr(sign), plain)
    return lowered.replace("-", " ")


def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


@cache
def _build_chinese_table() -> dict[int, str]:
    """Map Traditional characters and their Hong Kong variants to Simplified, and full-width to plain."""
    simplified = opencc.OpenCC("hk2s").convert("\n".join(map(chr, _HAN))).split("\n")
    table = {code: sign for code, sign in zip(_HAN, simplified, strict=True) if len(sign) == 1}
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    latin = {code: chr(code) for code in [*range(0x80), *range(0xC0, 0x250), *_SIGNS]}
    for code, sign in (latin | wide).items():
        table[code] = _lower(sign).translate(_SIGNS).replace("-", " ")
    return {code: sign for code, sign in table.items() if sign != chr(code)}
