"""Store → snapshot: builds an immutable file, checks it, and makes it current in one atomic step."""

import hashlib
import shutil
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa

from etl.reference.accuracy import load_accuracy
from etl.settings import Settings
from etl.snapshot_build import CRAWLED, Changes, Version, build_snapshot, schema_version
from etl.snapshot_checks import check_snapshot
from etl.store import Store, hong_kong_now
from etl.text_index import build_text_index

CURRENT = "current"


class PublishError(Exception):
    """A snapshot was not published; the message says why and what to do. Readers see no change."""


def publish(store: Store, settings: Settings, facts_version: str, accept_fall: bool = False) -> tuple[str, bool]:
    """Publish the store. Returns the current snapshot's name, and whether it is a new one."""
    folder = settings.data_dir / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    current = current_name(folder)
    version = Version(hong_kong_now(), facts_version, schema_version())
    digest = _digest_store(store, version, load_accuracy(settings.reference))
    if current and current.endswith(digest):
        return current, False
    held = next((name for name in list_snapshots(folder) if name.endswith(digest)), None)
    if held:  # withdrawn by a rollback, and wanted again: the same content is not kept twice
        _make_current(folder, held)
        return held, True
    name = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S%fZ}-{digest}"  # noqa: UP017 — reads as what it is
    building = folder / f"{name}.building"
    previous = folder / f"{current}.duckdb" if current else None
    try:
        changes = build_snapshot(store.connection, building, previous, settings.reference, version)
        before = None if accept_fall else previous
        problems = check_snapshot(building, changes.fresh, before, settings.largest_fall)
        if building.with_name(building.name + ".wal").exists():
            problems.append("changes were left outside its file: publish again")
        if problems:
            raise PublishError("not published: " + "; ".join(problems))
        _index_text(building, folder / f"{name}.text", changes)
        building.rename(folder / f"{name}.duckdb")
    except BaseException:
        _sweep(folder)
        raise
    _make_current(folder, name)
    for old in list_snapshots(folder)[: -settings.keep_snapshots]:
        (folder / f"{old}.duckdb").unlink()
    _sweep(folder)
    return name, True


def _index_text(snapshot: Path, index: Path, changes: Changes) -> None:
    """Write the text index that goes with a snapshot, from that of the one it was copied from where it has one."""
    changed = pa.concat_tables([changes.fresh, changes.stale])["doc_no"].unique().to_pylist()
    base = changes.base.with_suffix(".text") if changes.base else None
    build_text_index(snapshot, index, base if base and base.is_dir() else None, changed)


def rollback(folder: Path) -> str:
    """Make the snapshot before the current one current; returns its name."""
    current = current_name(folder)
    earlier = [name for name in list_snapshots(folder) if current and name < current]
    if not earlier:
        raise PublishError(f"{folder}: there is no snapshot before the current one")
    _make_current(folder, earlier[-1])
    return earlier[-1]


def current_name(folder: Path) -> str | None:
    """Return the name of the current snapshot, None where there is none."""
    link = folder / CURRENT
    return link.resolve().stem if link.is_symlink() and link.exists() else None


def list_snapshots(folder: Path) -> list[str]:
    """Return the names of the snapshots kept, oldest first."""
    return sorted(file.stem for file in folder.glob("*.duckdb") if not file.is_symlink())


def _sweep(folder: Path) -> None:
    """Remove what a killed publish left, and the text indexes of snapshots that are gone: nobody else writes here."""
    for left in [*folder.glob("*.building*"), *folder.glob(f"{CURRENT}.*")]:
        left.unlink(missing_ok=True)
    for index in folder.glob("*.text"):
        if not index.with_suffix(".duckdb").exists():
            shutil.rmtree(index)


def _make_current(folder: Path, name: str) -> None:
    link = folder / f"{CURRENT}.{name}"
    link.symlink_to(f"{name}.duckdb")
    link.replace(folder / CURRENT)


def _digest_store(store: Store, version: Version, accuracy: list[tuple[Any, ...]]) -> str:
    """Digest of all that a snapshot would hold, runs aside: the same content is not published twice."""
    digest = hashlib.sha256(f"{version.facts} {version.schema} {accuracy!r}".encode())
    for rows in ("fingerprints", "issues", "revisions", f"({CRAWLED})"):
        row = store.connection.execute(
            f"SELECT count(*), bit_xor(hash(t)), sum(hash(t)) FROM {rows} AS t"  # noqa: S608 — our own tables
        ).fetchone()
        digest.update(repr(row).encode())
    return digest.hexdigest()[:12]
