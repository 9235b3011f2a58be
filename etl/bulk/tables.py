"""The tables of a facts folder: those of the store that hold documents, a subfolder each, a file of each a part."""

from pathlib import Path
from types import TracebackType
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from etl.rows import FACT_TABLES, table_schema

TABLES = ("pages", "releases", *FACT_TABLES, "issues")
# What is held of a table before it is written, in bytes: bounds memory, and is a good size of a row group.
_HELD = 32_000_000


def part_file(folder: Path, table: str, number: int) -> Path:
    """Where a part of a table is written; in the order of these names are the documents."""
    return folder / table / f"part-{number:06d}.parquet"


def table_files(folder: Path, table: str, parts: int) -> list[Path]:
    """Return the files of a table in a whole folder."""
    return [part_file(folder, table, number) for number in range(parts)]


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

    def write(self, table: str, rows: pa.Table) -> None:
        """Append rows to a table."""
        self._held[table].append(rows)
        if sum(held.nbytes for held in self._held[table]) > _HELD:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows = pa.concat_tables([table_schema(table).empty_table(), *self._held[table]])
        if rows.num_rows:
            self._writers[table].write_table(rows)
        self._held[table] = []
