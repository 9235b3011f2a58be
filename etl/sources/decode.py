"""Bytes → text: UTF-8 first, then what else the site and its copies have used."""

import codecs
import re
from typing import BinaryIO

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BIG5 = "big5hkscs"
# Charsets that a page may declare; Python reads others, some of them slowly, and none of them a site's.
_DECLARED = re.compile(r"big5(-?hkscs)?|gb(2312|k|18030)|(iso-8859|windows)-\d{1,4}", re.IGNORECASE)
# Bytes above ASCII one after the other, but for no-break spaces, with which paragraphs begin.
_HIGH = re.compile(rb"[\x80-\x9f\xa1-\xff]+")
_CHUNK_BYTES = 1_000_000
_RUN = re.compile(r"[^\x00-\x7f]+")
# What an accented letter of western text becomes when it is read as Big5 with the letter after it.
_LONE = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")


def decode_text(data: bytes) -> str | None:
    """Decode strictly by byte-order mark, as UTF-8, by the charset that a page declares, or as Big5.

    None when none of them fits, or when the bytes are no text.
    """
    declared = _CHARSET.search(data[:4096])
    guesses = [name for mark, name in _MARKS if data.startswith(mark)]
    stated = declared[1].decode() if declared else ""
    guesses += ["utf-8", *([stated] if _DECLARED.fullmatch(stated) else []), _BIG5, "cp1252"]
    for name in guesses:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if (name == _BIG5 and not _is_chinese(text)) or (len(text) == len(data) and _takes_more_bytes(data)):
            continue
        return None if "\0" in text else text
    return None


def find_encoding(content: BinaryIO) -> str | None:
    """Find the encoding in which all of a file can be read, by its mark, UTF-8 or Big5; rewinds the file."""
    head = content.read(4)
    marked = [name for mark, name in _MARKS if head.startswith(mark)]
    return next((name for name in marked or ["utf-8", _BIG5] if _can_read(content, name)), None)


def _can_read(content: BinaryIO, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    content.seek(0)
    try:
        while chunk := content.read(_CHUNK_BYTES):
            text = decoder.decode(chunk)
            if name == _BIG5 and not _is_chinese(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        content.seek(0)
    return True


def _takes_more_bytes(data: bytes) -> bool:
    """Whether a charset of one byte a character cannot be meant: accented letters seldom follow each other."""
    runs = [len(run) for run in _HIGH.findall(data)]
    return 2 * sum(length for length in runs if length > 3) > sum(runs)


def _is_chinese(text: str) -> bool:
    """Whether what Big5 reads is mostly words of Chinese, not single signs inside western words."""
    return 2 * len(_LONE.findall(text)) <= len(_RUN.findall(text))
