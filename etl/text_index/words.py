"""What a word is to the text index, as data that travels with it.

Every character is folded on its own, to one character: capital and small letters are the same, so are full-width
and plain ones, and Traditional and Simplified ones (Hong Kong's variants included). What is neither letter, mark nor
digit becomes a blank. A word is a run without blanks; each Chinese character is a word of its own.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import opencc

Table = np.ndarray[tuple[int], np.dtype[np.uint32]]

_CHINESE = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
WORD = f"[{_CHINESE}]|[^ {_CHINESE}]+"
"""A word of folded text."""
_FILE = "words.npz"
# All letters, marks and digits of Unicode are here; to look at every code point would take seconds.
_ASSIGNED = (*range(0x32400), *range(0xE0100, 0xE01F0))


def space_words(texts: Sequence[str]) -> list[str]:
    """Fold texts and put blanks around each Chinese character. Many at once are done fastest."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
    folded = build_table().take(codes)
    chinese = np.flatnonzero(_list_chinese().take(folded))
    spaced = np.insert(folded, np.concatenate((chinese, chinese + 1)), ord(" ")).tobytes().decode("utf-32-le")
    ends = np.cumsum([len(text) for text in texts])
    ends = (ends + 2 * np.searchsorted(chinese, ends)).tolist()
    return [spaced[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@cache
def build_table() -> Table:
    """Map every code point to what it is folded to."""
    words = [char for code in _ASSIGNED if unicodedata.category(char := chr(code))[0] in "LMN"]  # no surrogates
    plain = [_fold_case(char) for char in words]
    simplified = opencc.OpenCC("hk2s").convert("\n".join(plain)).split("\n")
    table = np.full(sys.maxunicode + 1, ord(" "), "<u4")
    table[list(map(ord, words))] = [
        ord(new) if len(new) == 1 else ord(old) for old, new in zip(plain, simplified, strict=True)
    ]
    return table


@cache
def _list_chinese() -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    chinese = np.zeros(sys.maxunicode + 1, bool)
    found = re.findall(f"[{_CHINESE}]", "".join(map(chr, (code for code in _ASSIGNED if not 0xD800 <= code < 0xE000))))
    chinese[list(map(ord, found))] = True
    return chinese


def _fold_case(char: str) -> str:
    for change in (lambda one: unicodedata.normalize("NFKC", one), str.casefold, str.lower):
        changed = change(char)
        char = changed if len(changed) == 1 and changed.isalnum() else char
    return char


def write_words(folder: Path) -> None:
    """Write the definition into an index."""
    np.savez(folder / _FILE, fold=build_table(), word=np.array(WORD))


def has_same_words(folder: Path) -> bool:
    """Say whether an index was made under this very definition."""
    try:
        with np.load(folder / _FILE, allow_pickle=False) as held:
            return str(held["word"]) == WORD and np.array_equal(held["fold"], build_table())
    except (OSError, ValueError, KeyError):
        return False
