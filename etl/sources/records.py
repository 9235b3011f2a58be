"""Tables of releases: one row is one document, with the columns id, lang, published_at, title, url, text."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from etl.model import Document, Issue

# The longest release seen has 90 KB; a Policy Address in full has 300 KB.
MAX_DOCUMENT_BYTES = 5_000_000
_KEPT_BYTES = 20_000
_COLUMNS = "expected the columns id, lang, published_at, title, url, text"


def read_jsonl(content: BinaryIO, origin: str) -> Iterator[Document | Issue]:
    """One JSON object a line. A line that is none becomes an Issue."""
    number, seen = 0, False
    while line := content.readline(MAX_DOCUMENT_BYTES + 1):
        number += 1
        place = f"{origin}:{number}"
        if not seen and line.removeprefix(BOM_UTF8).lstrip().startswith(b"["):
            yield reject(place, f"a JSON array: expected one object a line; {_COLUMNS}", line)
            return
        seen = seen or bool(line.strip())
        if len(line) > MAX_DOCUMENT_BYTES:
            yield reject(place, f"line longer than {MAX_DOCUMENT_BYTES:,} bytes: expected one release", line)
            while line and not line.endswith(b"\n"):
                line = content.readline(MAX_DOCUMENT_BYTES)
        elif line.strip():
            yield _read_line(line, place)


def read_parquet(content: BinaryIO, origin: str) -> Iterator[Document | Issue]:
    """Row groups are read one batch at a time."""
    try:
        number = 0
        for batch in pq.ParquetFile(content).iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield read_row(row, f"{origin}:{number}")
    except pa.ArrowException as error:
        yield reject(origin, f"no readable Parquet ({str(error)[:200]}): write the file again", b"")


def _read_line(line: bytes, place: str) -> Document | Issue:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return reject(place, f"no JSON ({str(error)[:200]}): expected one object a line", line)
    if not isinstance(row, dict):
        return reject(place, f"JSON {type(row).__name__}: expected an object; {_COLUMNS}", line)
    return read_row(row, place)


def read_row(row: Mapping[Any, Any], place: str) -> Document | Issue:
    """Turn one row into a document; its columns may be written with capitals."""
    row = {str(name).strip().lower(): value for name, value in row.items()}
    wrong = [
        name
        for name in ("id", "lang", "published_at", "title", "url", "text")
        if not isinstance(row.get(name), str | int | date | datetime | None) or isinstance(row.get(name), bool)
    ]
    if wrong or row.get("text") is None:
        why = f"field '{wrong[0]}' is no text" if wrong else "field 'text' is missing"
        return reject(place, f"{why}: {_COLUMNS}", json.dumps(row, ensure_ascii=False, default=str).encode())
    field = {name: _as_text(row.get(name)) for name in ("id", "lang", "published_at", "title", "url", "text")}
    return Document(
        place,
        "record",
        field["text"],
        field["id"],
        field["lang"],
        field["published_at"],
        field["title"],
        field["url"],
    )


def _as_text(value: str | int | date | datetime | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def reject(place: str, reason: str, raw: bytes) -> Issue:
    """Tell why something could not be read, with the beginning of it."""
    return Issue(place, "document", reason, raw[:_KEPT_BYTES].decode("utf-8", "replace"))
