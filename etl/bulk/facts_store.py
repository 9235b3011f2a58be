"""A facts folder as a store, for `publish`: made beside the real store, and gone when that is done."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from etl.bulk.manifest import FolderError, Manifest, read_manifest
from etl.bulk.tables import TABLES, table_files
from etl.engines.local import LocalEngine
from etl.extract.facts import facts_version
from etl.model import KEPT_RAW
from etl.pair_store import pair_store
from etl.settings import Settings
from etl.snapshot_build import run_script
from etl.store import Store, open_store


@contextmanager
def open_facts(folder: Path, settings: Settings) -> Iterator[Store]:
    """Yield a store with all that a folder of facts holds, paired. Raises FolderError.

    The data folder's own store stays locked meanwhile: one command at a time publishes.
    """
    manifest = read_manifest(folder)
    if manifest.facts_version != facts_version(settings.reference):
        raise FolderError(f"{folder}: made by another version of extraction: run etl extract again")
    with open_store(settings.data_dir, settings.memory_limit):
        scratch = settings.data_dir / "store" / "facts"
        shutil.rmtree(scratch, ignore_errors=True)
        try:
            with open_store(scratch, settings.memory_limit) as store:
                try:
                    _fill(store, folder, manifest)
                except duckdb.Error as error:
                    raise FolderError(f"{folder}: cannot be read ({error}): run etl extract again") from error
                with LocalEngine(settings.reference, settings.workers) as engine:
                    pair_store(store, engine)
                yield store
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _fill(store: Store, folder: Path, manifest: Manifest) -> None:
    given: dict[str, Any] = {
        table: [str(file) for file in table_files(folder, table, manifest.parts)] for table in TABLES
    }
    given |= {"kept": KEPT_RAW, "run_id": manifest.run_id}
    run_script(store.connection, "facts_folder.sql", given)
    _note_run(store, folder, manifest)


def _note_run(store: Store, folder: Path, manifest: Manifest) -> None:
    """Record the extraction as the run of these releases; what it counted must be here."""
    counts = "SELECT (SELECT count(*) FROM pages), count(*), coalesce(count_if(differs), 0) FROM repeated"
    added, repeated, differing = store.connection.execute(counts).fetchall()[0]
    if added + repeated + manifest.rejected != manifest.documents:
        raise FolderError(f"{folder}: holds other documents than were extracted: run etl extract again")
    sources = store.count_sources().keys()
    if "demo" in sources and len(sources) > 1:
        raise FolderError(f"{folder}: holds demonstration releases among real ones: extract them apart")
    store.connection.execute(
        "INSERT INTO runs VALUES (?, 1, ?, ?, ?, 'done', ?, ?, 0, ?, ?)",
        [manifest.run_id, manifest.command, manifest.started_at, manifest.finished_at, manifest.documents, added,
         repeated - differing, manifest.rejected + differing],
    )  # fmt: skip
