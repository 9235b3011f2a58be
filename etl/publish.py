"""Store → snapshot: builds an immutable file, checks it, and makes it current in one atomic step."""

import hashlib
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import duckdb

from etl.reference.accuracy import load_accuracy
from etl.reference.tables import read_reference_tables
from etl.rows import insert_rows
from etl.settings import Settings
from etl.snapshot_checks import check_snapshot
from etl.store import FACT_TABLES, SQL, Store, hong_kong_now

CURRENT = "current"
_COPIED = {
    "releases": "lang, published_at, release_id",
    "theme_mentions": "theme_id, release_id, lang, in_title DESC, start_char",
    "appearances": "person_id, release_id, lang, start_char",
    "event_sizes": "release_id, lang, in_title DESC, start_char",
    "issues": "issue_id",
    "revisions": "noticed_at, rowid",
    "runs": "started_at, run_id, attempt",
}
# What coverage says of crawled days: when they were last looked at is no news to a reader.
_CRAWLED = "SELECT day, lang, listed, loaded, failed, complete FROM crawl.crawled_days"


class PublishError(Exception):
    """A snapshot was not published; the message says why and what to do. Readers see no change."""


def publish(store: Store, settings: Settings, facts_version: str, accept_fall: bool = False) -> tuple[str, bool]:
    """Publish the store. Returns the current snapshot's name, and whether it is a new one."""
    folder = settings.data_dir / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    current = current_name(folder)
    digest = _digest_store(store, facts_version, load_accuracy(settings.reference))
    if current and current.endswith(digest):
        return current, False
    held = next((name for name in list_snapshots(folder) if name.endswith(digest)), None)
    if held:  # withdrawn by a rollback, and wanted again: the same content is not kept twice
        _make_current(folder, held)
        return held, True
    name = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S%fZ}-{digest}"  # noqa: UP017 — reads as what it is
    building = folder / f"{name}.building"
    try:
        _build(store, building, settings, facts_version)
        previous = folder / f"{current}.duckdb" if current and not accept_fall else None
        problems = check_snapshot(building, previous, settings.largest_fall)
        if problems:
            raise PublishError("not published: " + "; ".join(problems))
        building.rename(folder / f"{name}.duckdb")
    finally:
        building.unlink(missing_ok=True)
    _make_current(folder, name)
    for old in list_snapshots(folder)[: -settings.keep_snapshots]:
        (folder / f"{old}.duckdb").unlink()
    return name, True


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
    """Remove what a killed publish left: there is one writer, so nobody else is building."""
    for left in [*folder.glob("*.building*"), *folder.glob(f"{CURRENT}.*")]:
        left.unlink(missing_ok=True)


def _make_current(folder: Path, name: str) -> None:
    link = folder / f"{CURRENT}.{name}"
    link.symlink_to(f"{name}.duckdb")
    link.replace(folder / CURRENT)


def _digest_store(store: Store, facts_version: str, accuracy: list[tuple[Any, ...]]) -> str:
    """Digest of all that a snapshot would hold, runs aside: the same content is not published twice."""
    digest = hashlib.sha256(facts_version.encode() + repr(accuracy).encode())
    for sql in ("facts.sql", "reference.sql", "marts.sql"):
        digest.update((SQL / sql).read_bytes())
    for table in ("releases", *FACT_TABLES, "issues", "revisions", f"({_CRAWLED})"):
        row = store.connection.execute(
            f"SELECT count(*), bit_xor(hash(t)), sum(hash(t)) FROM {table} AS t"  # noqa: S608 — our own tables
        ).fetchone()
        digest.update(repr(row).encode())
    return digest.hexdigest()[:12]


def _build(store: Store, building: Path, settings: Settings, facts_version: str) -> None:
    connection = store.connection
    connection.execute(f"ATTACH '{str(building).replace(chr(39), chr(39) * 2)}' AS built")
    try:
        connection.execute("USE built")
        connection.execute((SQL / "facts.sql").read_text(encoding="utf-8"))
        connection.execute((SQL / "reference.sql").read_text(encoding="utf-8"))
        for table, order in _COPIED.items():
            connection.execute(f"INSERT INTO built.{table} SELECT * FROM store.main.{table} ORDER BY {order}")  # noqa: S608
        for table, rows in read_reference_tables(settings.reference).items():
            insert_rows(connection, table, rows)
        _add_people(connection)
        connection.execute(f"CREATE OR REPLACE TEMP VIEW crawled AS {_CRAWLED}")
        _run_script(connection, SQL / "marts.sql", {"built_at": hong_kong_now(), "facts_version": facts_version})
        connection.execute("CHECKPOINT built")
    finally:
        connection.execute("USE store")
        connection.execute("DETACH built")
    wal = building.with_name(building.name + ".wal")
    if wal.exists():
        raise PublishError(f"not published: {wal.name} was left behind; publish again")


def _add_people(connection: duckdb.DuckDBPyConnection) -> None:
    """Add those who appear without being in the reference: they are called as they are written most."""
    connection.execute(
        "INSERT INTO people"
        " SELECT person_id, coalesce(mode(name) FILTER (lang = 'en'), ''),"
        " coalesce(mode(name) FILTER (lang = 'tc'), ''), false"
        " FROM appearances WHERE person_id NOT IN (SELECT person_id FROM people)"
        " GROUP BY person_id ORDER BY person_id"
    )


def _run_script(connection: duckdb.DuckDBPyConnection, script: Path, parameters: dict[str, Any]) -> None:
    for statement in duckdb.extract_statements(script.read_text(encoding="utf-8")):
        used = {name: value for name, value in parameters.items() if name in statement.named_parameters}
        connection.execute(statement, used or None)
