"""Extraction on this machine: in this process for a few releases, in a pool of processes for many."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from etl.corrections import correct_release
from etl.extract.facts import Extractor, facts_version, load_extractor
from etl.model import Facts, Release
from etl.reference.corrections import load_corrections

# Starting a pool takes about as long as extracting this many releases.
_WORTH_A_POOL = 500
_BATCH = 128


class LocalEngine:
    """Extracts facts with up to `workers` processes; a context manager. `version` names the extraction."""

    def __init__(self, reference: Path, workers: int) -> None:
        self._reference = reference
        self._workers = workers
        self._corrections = load_corrections(reference)
        self.version = facts_version(reference)
        self._extractor = load_extractor(reference, self.version)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "LocalEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def extract(self, releases: Sequence[Release], again: bool = False) -> list[tuple[Release, Facts]]:
        """Return each release as corrected, with its facts, in order; `again` for releases from the store."""
        corrected = [correct_release(release, self._corrections, again) for release in releases]
        facts = self._extract([release for release, _ in corrected])
        return [
            (release, replace(found, issues=(*issues, *found.issues)))
            for (release, issues), found in zip(corrected, facts, strict=True)
        ]

    def _extract(self, releases: Sequence[Release]) -> list[Facts]:
        if self._pool is None and self._workers > 1 and len(releases) >= _WORTH_A_POOL:
            # A forked copy of a process with DuckDB's threads may hang.
            self._pool = ProcessPoolExecutor(
                self._workers, get_context("spawn"), initializer=_start_worker, initargs=(self._reference,)
            )
        if self._pool is None:
            return self._extractor.extract_all(releases)
        batches = [releases[start : start + _BATCH] for start in range(0, len(releases), _BATCH)]
        return [facts for batch in self._pool.map(_extract, batches) for facts in batch]


_worker: Extractor


def _start_worker(reference: Path) -> None:
    global _worker  # noqa: PLW0603 — the one thing a worker process holds
    _worker = Extractor(reference)


def _extract(releases: Sequence[Release]) -> list[Facts]:
    return _worker.extract_all(releases)
