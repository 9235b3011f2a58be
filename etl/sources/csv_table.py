"""Comma-separated tables of releases, with a header."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from etl.model import Document, Issue
from etl.sources.decode import find_encoding
from etl.sources.records import MAX_DOCUMENT_BYTES, read_row, reject

# Cells that only a row of its own has, by column.
_CELLS = {
    "id": re.compile(r"P\d{13}"),
    "lang": re.compile("en|tc", re.IGNORECASE),
    "published_at": re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?"),
}


def read_csv(content: BinaryIO, origin: str) -> Iterator[Document | Issue]:
    """One row is one document. A quote that is not closed rejects what it swallows."""
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    encoding = find_encoding(content)
    if encoding is None:
        yield reject(origin, "no text: expected UTF-8, UTF-16 with its mark, or Big5: save the table as UTF-8", b"")
        return
    with io.TextIOWrapper(content, encoding=encoding, newline="") as lines:
        rows = csv.DictReader(lines, strict=True)
        last_line = 0
        try:
            while rows.fieldnames:
                last_line = rows.line_num
                yield _read_table_row(next(rows), f"{origin}:{rows.line_num}")
        except StopIteration:
            return
        except csv.Error as error:
            yield reject(f"{origin}:{last_line + 1}", f"no CSV from here on ({error}): check the quotes", b"")


def _read_table_row(row: Mapping[Any, Any], place: str) -> Document | Issue:
    if None in row:
        return reject(place, "more fields than the header names: check the quotes", str(row).encode())
    columns = [name.strip().lower() for name in row]
    if any(_is_row(line, columns) for value in row.values() for line in (value or "").splitlines()[1:]):
        return reject(place, "a field holds another row: check the quotes before it", str(row).encode())
    return read_row(row, place)


def _is_row(line: str, columns: list[str]) -> bool:
    """Whether a line inside a field looks like a whole row; prose may have as many commas."""
    if line.count(",") < len(columns) - 1:
        return False
    cells = next(csv.reader([line]), [])
    if len(cells) != len(columns):
        return False
    return any(
        name in _CELLS and _CELLS[name].fullmatch(cell.strip()) for name, cell in zip(columns, cells, strict=True)
    )
