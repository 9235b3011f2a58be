"""Bytes → text: UTF-8 first, then what else the site and its copies have used."""

import codecs
import re

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode_text(data: bytes) -> str | None:
    """Decode strictly by byte-order mark, as UTF-8, by the charset that a page declares, or as Big5.

    None when none of them fits, or when the bytes are no text.
    """
    declared = _CHARSET.search(data[:4096])
    guesses = [name for mark, name in _MARKS if data.startswith(mark)]
    guesses += ["utf-8", *([declared[1].decode()] if declared else []), "big5hkscs", "cp1252"]
    for name in guesses:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return None if "\0" in text else text
    return None
