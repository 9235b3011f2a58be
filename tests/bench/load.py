"""A load of texts end to end by the real command: speed, memory and bytes, against DuckDB alone reading the file."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.bench.corpus.build import write_texts
from tests.bench.processes import run_etl
from tests.bench.table import Row, make_row, make_speed_row, print_rows

_MOST_TEXTS = 100_000
# A million documents loaded, extracted and published in ten minutes.
_LEAST = 1_000_000 / 600


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Load as many texts as asked for, at most 100,000, into an empty folder, and publish them."""
    texts, data_dir = min(documents, _MOST_TEXTS), folder / "load"
    shutil.rmtree(data_dir, ignore_errors=True)
    data_dir.mkdir(parents=True)
    try:
        file = write_texts(data_dir / "texts.jsonl", texts, 0, texts)
        plain = _read_plainly(file)
        loaded = run_etl("load", str(file), "--data-dir", str(data_dir), "--no-publish")
        yield make_speed_row(
            f"load of {texts:,} texts",
            "releases/s",
            [texts / loaded.seconds],
            [texts / plain],
            "DuckDB reading the file",
        )
        published = run_etl("publish", "--data-dir", str(data_dir))
        both = texts / (loaded.seconds + published.seconds)
        yield make_speed_row("load and publish of them", "releases/s", [both], least=_LEAST)
        peak = max(loaded.memory, published.memory)
        yield make_row("memory of all processes at most", "MB", [peak / 1e6], most=4000)
        stored, given = (data_dir / "store" / "store.duckdb").stat().st_size, file.stat().st_size
        yield make_row("store a release", "bytes", [stored / texts], [given / texts], "the file read")
    finally:
        shutil.rmtree(data_dir)


def _read_plainly(file: Path) -> float:
    start = time.monotonic()
    with duckdb.connect(str(file.with_suffix(".duckdb"))) as connection:
        connection.execute("CREATE TABLE texts AS FROM read_json(?)", [str(file)])
        connection.execute("CHECKPOINT")
    return time.monotonic() - start


if __name__ == "__main__":
    print_rows(measure)
