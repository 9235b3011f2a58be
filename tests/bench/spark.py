"""What extraction costs in processes of this machine and on Spark: python -m tests.bench.spark [RELEASES].

Processor time, not time on the clock, is what is compared: it does not depend on what else the machine does.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import duckdb

from etl.bulk.parts import list_parts
from etl.bulk.tables import TABLES
from etl.bulk.work import Work, work_version
from etl.extract.facts import Extractor
from etl.model import Document
from etl.parse import parse_document
from etl.reference.calendar import load_calendar
from etl.sources.files import read_files
from tests.bench.corpus.build import write_texts
from tests.bench.corpus.parts import REFERENCE
from tests.bench.timing import time_alternating
from tests.bulk.cluster import start_cluster

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo" / "releases.jsonl"
_COPIES = """
COPY (
    SELECT id || '-' || copy AS id, lang, published_at::VARCHAR AS published_at, title, url, text
    FROM read_json(?) CROSS JOIN (SELECT unnest(range(1000)) AS copy) ORDER BY copy, id LIMIT ?
) TO '{}' (FORMAT parquet, COMPRESSION zstd)
"""
_PARQUET = """
COPY (SELECT id, lang, published_at::VARCHAR AS published_at, title, url, text FROM read_json(?))
TO '{}' (FORMAT parquet, COMPRESSION zstd)
"""
_TEXTS, _TURNS, _SECONDS = 1500, 5, 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Cost:
    """What the processes of a run have used; memory of the driver, Python and Java, at its highest."""

    seconds: float = 0
    cores: dict[int, float] = field(default_factory=dict)
    python: int = 0
    java: int = 0

    @property
    def processor(self) -> float:
        """Processor seconds of all processes."""
        return sum(self.cores.values())


def measure(source: Path, output: Path, part: int, *options: str) -> Cost:
    """Run `etl extract`, and look at its processes, and at those that a cluster starts for it, until it ends."""
    others = set(_list_processes())
    command = [sys.executable, "-m", "etl", "extract", str(source), "-o", str(output), *options]
    cost, start = Cost(), time.monotonic()
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, env=os.environ | {"COMMUNIQUE_PART": str(part)}
    ) as job:
        while job.poll() is None:
            _look(cost, job.pid, others)
            time.sleep(0.1)
    cost.seconds = time.monotonic() - start
    return cost


def _list_processes() -> dict[int, Path]:
    return {int(path.name): path for path in Path("/proc").glob("[0-9]*")}


def _look(cost: Cost, driver: int, others: set[int]) -> None:
    for pid, path in _list_processes().items():
        try:
            name, _, rest = (path / "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        told = rest.split()
        session, memory = int(told[3]), int(told[21]) * os.sysconf("SC_PAGE_SIZE")
        if pid in others or session not in {driver, os.getsid(0)}:
            continue
        cost.cores[pid] = (int(told[11]) + int(told[12])) / _TICKS
        if pid == driver:
            cost.python = max(cost.python, memory)
        elif name == "java" and session == driver:
            cost.java = max(cost.java, memory)


def _print_core() -> None:
    """Print what a part costs one core as a whole, and its extraction alone, on texts as long as real ones."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        texts, parquet = write_texts(folder / "texts.jsonl", _TEXTS, 0, _TEXTS), folder / "texts.parquet"
        with duckdb.connect() as connection:
            connection.execute(_PARQUET.format(parquet), [str(texts)])
        for table in TABLES:
            (folder / table).mkdir()
        anchors = load_calendar(REFERENCE)
        releases = [parse_document(item, anchors) for item in read_files([texts]) if isinstance(item, Document)]
        extractor = Extractor(REFERENCE)
        part, work = list_parts([parquet], _TEXTS)[0], Work(folder, REFERENCE, work_version(REFERENCE), "bench")
        runs = (lambda _: extractor.extract_all(releases), lambda _: work(part))
        alone, whole = time_alternating(runs, _TURNS, _SECONDS, time.process_time)
    for name, taken in (("extraction alone", alone), ("a part as a whole", whole)):
        print(f"{name}: {_TEXTS * 1000 / median(taken):.0f} releases a second of one core")


def main() -> None:
    """Print a table for one core, and one for the engines."""
    _print_core()
    releases = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for size in (1, releases // 8, releases):
            with duckdb.connect() as connection:
                connection.execute(_COPIES.format(folder / f"{size}.parquet"), [str(DEMO), size])
        print(f"{'engine':<16}{'releases':>10}{'seconds':>10}{'processor':>11}{'driver MB':>11}{'its Java':>10}")
        with start_cluster(folder) as (master, _):
            for size in (1, releases // 8, releases):
                for name, options in (
                    ("local", ("--engine", "local")),
                    ("spark local[2]", ("--engine", "spark", "--master", "local[2]")),
                    ("spark cluster", ("--engine", "spark", "--master", master)),
                ):
                    output = folder / f"{name}-{size}"
                    cost = measure(folder / f"{size}.parquet", output, max(1, size // 16), *options)
                    memory = f"{cost.python / 1e6:>11.0f}{cost.java / 1e6:>10.0f}"
                    print(f"{name:<16}{size:>10}{cost.seconds:>10.1f}{cost.processor:>11.1f}{memory}")
        _print_bytes(folder / f"{releases}.parquet", folder / f"local-{releases}", releases)


def _print_bytes(source: Path, facts: Path, releases: int) -> None:
    print(f"\nbytes a release: in {source.stat().st_size / releases:.0f}")
    for table in sorted(path for path in facts.iterdir() if path.is_dir()):
        print(f"{table.name:<16}{sum(file.stat().st_size for file in table.iterdir()) / releases:>10.0f}")


if __name__ == "__main__":
    main()
