"""Extraction on this machine: in this process for a few releases, in a pool of processes for many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from etl.corrections import correct_release
from etl.extract.facts import facts_version, load_extractor
from etl.model import Facts, Release
from etl.reference.corrections import load_corrections
from etl.rows import ReadTables, read_tables

Item = TypeVar("Item")
Result = TypeVar("Result")
# Starting a pool takes about as long as extracting this many releases.
_WORTH_A_POOL = 500
_BATCH = 128


class Reader:
    """What one process does: reads releases as corrected, with their facts."""

    def __init__(self, reference: Path, version: str) -> None:
        self._extractor = load_extractor(reference, version)
        self._corrections = load_corrections(reference)

    def read(self, releases: Sequence[Release], again: bool = False) -> list[tuple[Release, Facts]]:
        """Return each release as corrected, with its facts, in order; `again` for releases from the store."""
        corrected = [correct_release(release, self._corrections, again) for release in releases]
        facts = self._extractor.extract_all([release for release, _ in corrected])
        return [
            (release, replace(found, issues=(*issues, *found.issues)))
            for (release, issues), found in zip(corrected, facts, strict=True)
        ]

    def read_tables(self, releases: Sequence[Release], run_id: str, again: bool = False) -> ReadTables:
        """Return the same as tables."""
        return read_tables(self.read(releases, again), run_id)


class LocalEngine:
    """Reads releases with up to `workers` processes; a context manager. `version` names the extraction."""

    def __init__(self, reference: Path, workers: int) -> None:
        self._reference = reference
        self._workers = workers
        self.version = facts_version(reference)
        self._reader = Reader(reference, self.version)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "LocalEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def extract(self, releases: Sequence[Release]) -> list[tuple[Release, Facts]]:
        """Return each release as corrected, with its facts, in order."""
        return [item for batch in self.map(_read, _cut(releases), len(releases)) for item in batch]

    def submit(self, releases: Sequence[Release], run_id: str, again: bool = False) -> "list[Future[ReadTables]]":
        """Begin to read releases; `again` for those from the store. The results, in order, are the tables."""
        pool = self._open_pool(len(releases))
        batches = _cut(releases)
        if pool:
            return [pool.submit(_read_tables, batch, run_id, again) for batch in batches]
        return [_done(self._reader.read_tables(batch, run_id, again)) for batch in batches]

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], size: int) -> Iterator[Result]:
        """Yield the results of a function in the order of the items; `size` tells how many releases they hold."""
        pool = self._open_pool(size)
        if pool:
            return pool.map(work, items)
        _keep(self._reader)
        return map(work, items)

    def _open_pool(self, size: int) -> ProcessPoolExecutor | None:
        if self._pool is None and self._workers > 1 and size >= _WORTH_A_POOL:
            # A forked copy of a process with DuckDB's threads may hang.
            self._pool = ProcessPoolExecutor(
                self._workers,
                get_context("spawn"),
                initializer=_start_worker,
                initargs=(self._reference, self.version),
            )
        return self._pool


def _cut(releases: Sequence[Release]) -> list[Sequence[Release]]:
    return [releases[start : start + _BATCH] for start in range(0, len(releases), _BATCH)]


def _done(result: ReadTables) -> "Future[ReadTables]":
    future: Future[ReadTables] = Future()
    future.set_result(result)
    return future


_reader: Reader


def _start_worker(reference: Path, version: str) -> None:
    _keep(Reader(reference, version))


def _keep(reader: Reader) -> None:
    global _reader  # noqa: PLW0603 — the one thing a process holds
    _reader = reader


def _read(releases: Sequence[Release]) -> list[tuple[Release, Facts]]:
    return _reader.read(releases)


def _read_tables(releases: Sequence[Release], run_id: str, again: bool) -> ReadTables:
    return _reader.read_tables(releases, run_id, again)
