"""Tables of releases: one row is one document, with the columns id, lang, published_at, title, url, text."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from etl.model import Document, Issue

# The longest release seen has 90 KB; a Policy Address in full has 300 KB.
MAX_DOCUMENT_BYTES = 5_000_000
_KEPT_BYTES = 20_000
# Rows of Parquet held at once: a row may be large.
_BATCH_ROWS = 128
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


def read_parquet(content: BinaryIO, origin: str, wanted: range | None = None) -> Iterator[Document | Issue]:
    """Read all rows or those `wanted`, counted from 0, a few at a time; origins count them from 1."""
    try:
        file = pq.ParquetFile(content)
        wanted = range(file.metadata.num_rows) if wanted is None else wanted
        number, groups = _find_row_groups(file, wanted)
        for batch in file.iter_batches(_BATCH_ROWS, groups):
            skipped = max(0, wanted.start - number)
            rows = batch.slice(skipped, max(0, wanted.stop - number - skipped))
            for place, row in enumerate(_read_batch(rows), number + skipped + 1):
                if isinstance(row, UnicodeDecodeError):
                    yield reject(f"{origin}:{place}", f"no UTF-8 ({row.reason}): {_COLUMNS}", row.object)
                else:
                    yield read_row(row, f"{origin}:{place}")
            number += batch.num_rows
    except pa.ArrowException as error:
        yield reject(origin, f"no readable Parquet ({str(error)[:200]}): write the file again", b"")


def _find_row_groups(file: pq.ParquetFile, wanted: range) -> tuple[int, list[int]]:
    """Return the row groups that hold rows `wanted`, and the number of rows before the first of them."""
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    starts = [0, *accumulate(sizes)]
    groups = [n for n, size in enumerate(sizes) if starts[n] < wanted.stop and starts[n] + size > wanted.start]
    return starts[groups[0]] if groups else 0, groups


def _read_batch(batch: pa.RecordBatch) -> Sequence[dict[str, Any] | UnicodeDecodeError]:
    try:
        return cast(list[dict[str, Any]], batch.to_pylist())
    except UnicodeDecodeError as error:  # Arrow does not check what other programs wrote as text
        if batch.num_rows == 1:
            return [error]
        return [row for number in range(batch.num_rows) for row in _read_batch(batch.slice(number, 1))]


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
