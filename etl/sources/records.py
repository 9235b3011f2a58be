"""Tables of releases: one row is one document, with the columns id, lang, published_at, title, url, text."""

import csv
import io
import json
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
    number = 0
    while line := content.readline(MAX_DOCUMENT_BYTES + 1):
        number += 1
        place = f"{origin}:{number}"
        if len(line) > MAX_DOCUMENT_BYTES:
            yield _reject(place, f"line longer than {MAX_DOCUMENT_BYTES:,} bytes: expected one release", line)
            while line and not line.endswith(b"\n"):
                line = content.readline(MAX_DOCUMENT_BYTES)
        elif line.strip():
            yield _read_line(line, place)


def read_csv(content: BinaryIO, origin: str) -> Iterator[Document | Issue]:
    """Comma-separated, UTF-8, with a header."""
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    with io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace", newline="") as lines:
        rows = csv.DictReader(lines)
        try:
            for row in rows:
                place = f"{origin}:{rows.line_num}"
                if None in row:
                    yield _reject(place, "more fields than the header names: check the quotes", str(row).encode())
                else:
                    yield _read_row({str(k).strip().lower(): v for k, v in row.items()}, place)
        except csv.Error as error:
            yield _reject(f"{origin}:{rows.line_num}", f"no CSV from here on ({error}): check the quotes", b"")


def read_parquet(content: BinaryIO, origin: str) -> Iterator[Document | Issue]:
    """Row groups are read one batch at a time."""
    try:
        number = 0
        for batch in pq.ParquetFile(content).iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield _read_row(row, f"{origin}:{number}")
    except pa.ArrowException as error:
        yield _reject(origin, f"no readable Parquet ({str(error)[:200]}): write the file again", b"")


def _read_line(line: bytes, place: str) -> Document | Issue:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _reject(place, f"no JSON ({str(error)[:200]}): expected one object a line", line)
    if not isinstance(row, dict):
        return _reject(place, f"JSON {type(row).__name__}: expected an object; {_COLUMNS}", line)
    return _read_row(row, place)


def _read_row(row: Mapping[str, Any], place: str) -> Document | Issue:
    wrong = [
        name
        for name in ("id", "lang", "published_at", "title", "url", "text")
        if not isinstance(row.get(name), str | int | date | datetime | None) or isinstance(row.get(name), bool)
    ]
    if wrong or row.get("text") is None:
        why = f"field '{wrong[0]}' is no text" if wrong else "field 'text' is missing"
        return _reject(place, f"{why}: {_COLUMNS}", json.dumps(row, ensure_ascii=False, default=str).encode())
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


def _reject(place: str, reason: str, raw: bytes) -> Issue:
    return Issue(place, "document", reason, raw[:_KEPT_BYTES].decode("utf-8", "replace"))
