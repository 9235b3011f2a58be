"""One normal form for all text, made once: facts' offsets refer to what comes out of here."""

import re
import unicodedata

import ftfy

_SPACES = dict.fromkeys(map(ord, "\t\v\f\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000"), " ")
_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")
_INVISIBLE = dict.fromkeys([0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_CONTROLS = dict.fromkeys([*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)])
_ASCII_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_LINES = dict.fromkeys(map(ord, "\x85\u2028\u2029"), "\n")
# A no-break hyphen is the same sign as a hyphen; a surrogate cannot be stored.
_SIGNS = {0x2010: "-", 0x2011: "-"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE = _CONTROLS | _INVISIBLE | _SPACES | _LINES | _SIGNS

# What is left of a zero-width space (UTF-8 E2 80 8B) after a wrong transcoding, with or without its tail.
_LOST_ZERO_WIDTH = re.compile("â€‹|(?<!â)â(?=[A-Z\u3400-\u9fff])")
_LOST_AT_LINE_END = "â "
# In such text nothing can be damaged and only two blanks are replaced: most texts are spared a long look.
_PLAIN = re.compile("[\x00-\x7f\xa0‘’“”–—…○\u3000-\u3020\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uff01-\uff5e]*")


def normalise(text: str) -> str:
    """Repair damaged encoding, fold white space and keep paragraphs.

    Lines are trimmed and their inner white space is one space; paragraphs are separated by one empty
    line. Nothing else changes: curly quotes, full-width digits and the like stay as written.
    """
    text = _ASCII_CONTROL.sub("", text)
    repaired = ""
    while text != repaired and not _PLAIN.fullmatch(text):  # what was hidden between two signs may damage them
        repaired = text
        text = unicodedata.normalize("NFC", ftfy.fix_encoding(text).translate(_TABLE))
        text = _LOST_ZERO_WIDTH.sub("", text)
    text = text.replace("\xa0", " ").replace("\u3000", " ").replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(" ".join(line.split()).rstrip(_LOST_AT_LINE_END) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def normalise_line(text: str) -> str:
    """Normalise a title: one line."""
    return " ".join(normalise(text).split())
