"""Which format a file has, judged by its content, never by its name."""

import csv
import re
from enum import StrEnum
from typing import BinaryIO

from etl.sources.decode import decode_text

_HEAD_BYTES = 65_536
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<body", "<!--", "<?xml")
_LANDMARK = re.compile(r"<[a-z]+\s[^<>]{0,200}?\bid\s*=\s*[\"']?(?:pressrelease|prheadlinespan)\b", re.IGNORECASE)
_JSON = re.compile(r"\{|\[\s*\{")


class Format(StrEnum):
    """Formats that `load` reads."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"
    TEXT = "text"


def detect_format(content: BinaryIO) -> Format | None:
    """Judge by the first bytes, and rewind; None for an empty file."""
    head = content.read(_HEAD_BYTES)
    content.seek(0)
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    # The head may end inside a character.
    text = (
        decode_text(head) or decode_text(head[:-2]) or decode_text(head[:-3]) or head.decode("utf-8", "replace")
    ).lstrip("\ufeff \r\n\t")
    if not text:
        return None
    if _JSON.match(text):
        return Format.JSONL
    if text[:40].lower().startswith(_HTML_STARTS) or _LANDMARK.search(text):
        return Format.HTML
    columns = {column.strip().lower() for column in next(csv.reader([text.splitlines()[0]]), [])}
    return Format.CSV if {"title", "text"} <= columns else Format.TEXT
