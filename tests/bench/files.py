"""The file of all releases: first byte, rows a second, memory of the server, against DuckDB writing the same itself."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import httpx

from tests.bench.processes import serve
from tests.bench.table import Row, make_row, make_speed_row, print_rows
from tests.bench.timing import watch_memory

_TIMES = 3
_COPY = """
COPY (
    SELECT unit_id, release_id, lang, published_at, title, kind, bureau_id, routine, url, source
    FROM (SELECT unit_id, doc_no FROM unit_releases WHERE scope = 'all') JOIN releases USING (doc_no)
    ORDER BY published_at DESC, release_id, lang
) TO '{}'
"""


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Fetch the file of all releases, routine ones too, some times; each time other days, so that none is kept."""
    data_dir = folder / str(documents)
    first, speed = [], []
    with serve(data_dir, workers=1) as server, httpx.Client(base_url=server.address, timeout=300) as client:
        client.get("/data/releases.csv?from=2026-06-01").raise_for_status()
        with watch_memory(server.pid) as memory:
            before = memory.read()
            for turn in range(_TIMES):
                start = time.monotonic()
                with client.stream("GET", f"/data/releases.csv?routine=include&from=1997-07-0{turn + 1}") as answer:
                    answer.raise_for_status()
                    chunks = answer.iter_bytes()
                    lines = next(chunks).count(b"\n")
                    first.append((time.monotonic() - start) * 1000)
                    lines += sum(chunk.count(b"\n") for chunk in chunks)
                speed.append((lines - 1) / (time.monotonic() - start))
        grown = memory.peak - before
    yield make_row(f"CSV of {documents:,} rows: first byte", "ms", first, most=200)
    yield make_speed_row("CSV: rows", "rows/s", speed, [documents / _copy(data_dir)], "DuckDB's COPY")
    yield make_row("CSV: memory of the server, more than before", "MB", [grown / 1e6])


def _copy(data_dir: Path) -> float:
    with (
        TemporaryDirectory(dir=data_dir) as folder,
        duckdb.connect(str(data_dir / "snapshots" / "current"), read_only=True) as connection,
    ):
        start = time.monotonic()
        connection.execute(_COPY.format(Path(folder) / "releases.csv"))
        return time.monotonic() - start


if __name__ == "__main__":
    print_rows(measure)
