"""How cost grows with what is there: publish, one day more, all queries; each power of ten up to the size asked for."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus.build import write_texts
from tests.bench.corpus.keep import keep_store
from tests.bench.corpus.parts import EXTRA_DOCUMENTS
from tests.bench.processes import Finished, run_etl
from tests.bench.queries import sum_queries
from tests.bench.table import Row, make_row, print_rows

_SMALLEST = 10_000
_DAYS = 3
_DAY, _MEMORY, _TEN_MINUTES = 10.0, 4000.0, 600.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size of corpus costs; days are what each of some days costs, loaded and published."""

    publish: Finished
    snapshot: int
    days: list[float]
    queries: float


def measure(folder: Path, documents: int) -> Iterator[Row]:
    """Measure each size against the one before it."""
    before: Cost | None = None
    for size in _list_sizes(documents):
        cost = _measure_size(folder, size)
        yield from _write_rows(size, cost, before)
        before = cost


def _list_sizes(documents: int) -> Iterator[int]:
    size = _SMALLEST
    while size < documents:
        yield size
        size *= 10
    yield documents


def _measure_size(folder: Path, documents: int) -> Cost:
    corpus = keep_store(folder, documents, None, lambda _: None)
    data_dir = folder / "growth"
    shutil.rmtree(data_dir, ignore_errors=True)
    try:
        shutil.copytree(corpus / "store", data_dir / "store")
        publish = run_etl("publish", "--data-dir", str(data_dir))
        snapshot = _measure_files(data_dir / "snapshots")
        queries = sum_queries(data_dir, seconds=2.0)
        days = [_add_day(data_dir, documents, number) for number in range(_DAYS)]
    finally:
        shutil.rmtree(data_dir, ignore_errors=True)
    return Cost(publish, snapshot, days, queries)


def _add_day(data_dir: Path, documents: int, number: int) -> float:
    """Load and publish the texts of one more day; returns the seconds."""
    first = documents + number * EXTRA_DOCUMENTS
    file = write_texts(data_dir / "day.jsonl", documents, first, first + EXTRA_DOCUMENTS)
    return run_etl("load", str(file), "--data-dir", str(data_dir)).seconds


def _measure_files(folder: Path) -> int:
    """Bytes of the one snapshot in a folder, with all that stands beside it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _write_rows(size: int, cost: Cost, before: Cost | None) -> Iterator[Row]:
    against = "a tenth of them" if before else ""
    great = size >= 1_000_000
    yield make_row(
        f"{size:,} documents: one day more, loaded and published",
        "s",
        cost.days,
        before.days if before else (),
        against,
        _DAY if great else None,
    )
    yield make_row(
        f"{size:,} documents: publish from nothing",
        "s",
        [cost.publish.seconds],
        [before.publish.seconds] if before else (),
        against,
        _TEN_MINUTES if size == 1_000_000 else None,
    )
    yield make_row(
        f"{size:,} documents: memory of that", "MB", [cost.publish.memory / 1e6], most=_MEMORY if great else None
    )
    yield make_row(
        f"{size:,} documents: snapshot", "MB", [cost.snapshot / 1e6], [before.snapshot / 1e6] if before else (), against
    )
    yield make_row(
        f"{size:,} documents: all queries, one after another",
        "ms",
        [cost.queries],
        [before.queries] if before else (),
        against,
    )


if __name__ == "__main__":
    print_rows(measure)
