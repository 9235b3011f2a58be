"""The tables of a facts folder: those of the store that hold documents, a subfolder each, a file of each a part."""

from collections.abc import Sequence
from dataclasses import astuple
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import uuid4

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl.rows import Loaded, release_row, theme_rows
from etl.store import SQL

TABLES = ("pages", "releases", "theme_mentions", "appearances", "event_sizes", "issues")
# What is held of a table before it is written, in bytes: bounds memory, and is a good size of a row group.
_HELD = 32_000_000
Rows = Sequence[Sequence[Any]]


@cache
def table_schema(table: str) -> pa.Schema:
    """Columns of a table, as the store has them."""
    with duckdb.connect() as connection:
        for script in ("facts.sql", "store.sql"):
            connection.execute((SQL / script).read_text(encoding="utf-8"))
        return connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema  # noqa: S608 — table names


def part_file(folder: Path, table: str, number: int) -> Path:
    """Where a part of a table is written; in the order of these names are the documents."""
    return folder / table / f"part-{number:06d}.parquet"


def table_files(folder: Path, table: str, parts: int) -> list[Path]:
    """Return the files of a table in a whole folder."""
    return [part_file(folder, table, number) for number in range(parts)]


def fact_rows(loaded: Sequence[Loaded], run_id: str) -> dict[str, Rows]:
    """Rows of `releases` and of its facts."""
    read = [(item.release, item.facts) for item in loaded]
    return {
        "releases": [release_row(item, run_id) for item in loaded],
        "theme_mentions": [row for item in read for row in theme_rows(*item)],
        "appearances": [(r.release_id, r.lang, *astuple(a)) for r, f in read for a in f.appearances],
        "event_sizes": [(r.release_id, r.lang, *astuple(s)) for r, f in read for s in f.event_sizes],
    }


class PartWriter:
    """Writes one part of every table; a context manager, which leaves whole files or none.

    A part may be written twice at the same time, where a machine is slow or thought lost. Both write the same
    bytes, each beside the other, and put them in place in one step.
    """

    def __init__(self, folder: Path, number: int) -> None:
        attempt = uuid4().hex
        self._places = {table: part_file(folder, table, number) for table in TABLES}
        self._building = {table: place.with_name(f"{place.name}.{attempt}") for table, place in self._places.items()}
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._held: dict[str, list[pa.Table]] = {table: [] for table in TABLES}

    def __enter__(self) -> "PartWriter":
        for table, place in self._building.items():
            self._writers[table] = pq.ParquetWriter(place, table_schema(table), compression="zstd")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table, writer in self._writers.items():
            if kind is None:
                self._flush(table)
            writer.close()
        for table, building in self._building.items():
            if kind is None:
                building.replace(self._places[table])
            else:
                building.unlink(missing_ok=True)

    def write(self, table: str, rows: Rows) -> None:
        """Append rows, whose values are in the order of the table's columns."""
        if not rows:
            return
        self._held[table].append(_to_arrow(rows, table_schema(table)))
        if sum(held.nbytes for held in self._held[table]) > _HELD:
            self._flush(table)

    def _flush(self, table: str) -> None:
        if self._held[table]:
            self._writers[table].write_table(pa.concat_tables(self._held[table]))
            self._held[table] = []


def _to_arrow(rows: Rows, schema: pa.Schema) -> pa.Table:
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)
