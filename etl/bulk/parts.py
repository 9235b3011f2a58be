"""Input in parts: some rows of a Parquet file each, so that many processes or machines can share the work."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.model import Document, Issue
from etl.sources.files import SourceError, list_files
from etl.sources.records import read_parquet


@dataclass(frozen=True, slots=True)
class Part:
    """Rows `first` up to `first + rows` of a file; `number` is its place among all parts."""

    number: int
    file: Path
    first: int
    rows: int


def list_inputs(source: Path) -> list[Path]:
    """Return the Parquet files of a folder, or the one file; names with _ in front are marks of other programs."""
    files = [file for file in list_files([source]) if file == source or not file.name.startswith("_")]
    if not files:
        raise SourceError(f"{source}: the folder holds no Parquet files")
    return [file.resolve() for file in files]


def list_parts(files: Iterable[Path], size: int) -> list[Part]:
    """Cut the rows of all files into parts of `size`; reads the files' footers only."""
    pieces = [
        (file, first, min(size, rows - first)) for file, rows in _count_rows(files) for first in range(0, rows, size)
    ]
    return [Part(number, *piece) for number, piece in enumerate(pieces)]


def read_part(part: Part) -> Iterator[Document | Issue]:
    """Yield the documents of a part; what cannot be read becomes an Issue. A missing file raises OSError."""
    with part.file.open("rb") as content:
        yield from read_parquet(content, str(part.file), range(part.first, part.first + part.rows))


def digest_inputs(files: Iterable[Path]) -> str:
    """Name inputs by their names, sizes and footers: reading all of them would take as long as their extraction."""
    digest = hashlib.sha256()
    for file in files:
        size = file.stat().st_size
        with file.open("rb") as content:
            content.seek(max(0, size - 65_536))
            digest.update(f"{file.name}\n{size}\n".encode() + content.read())
    return digest.hexdigest()


def _count_rows(files: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    for file in files:
        try:
            yield file, pq.read_metadata(file).num_rows
        except pa.ArrowException:
            yield file, 1  # reading it will be told as an issue
