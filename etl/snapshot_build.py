"""Fills a snapshot from the store: from nothing, or a copy of the one before with what has changed put in place."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pyarrow as pa

from etl.digest import digest_version
from etl.reference.tables import read_reference_tables
from etl.rows import SQL, insert_rows

# What coverage says of crawled days: when they were last looked at is no news to a reader.
CRAWLED = "SELECT day, lang, listed, loaded, failed, complete FROM crawl.crawled_days"
_NONE: Mapping[str, Any] = MappingProxyType({})
# The store packs texts to a fourth; pages read single ones, for which two thousand would have to be unpacked.
_PACKED = "USING COMPRESSION zstd"
_MADE_BY = ("facts.sql", "reference.sql", "marts.sql")
_FILLED_BY = ("changes.sql", "fill.sql")
# Where more of the releases than this have changed, or have come since all were written in order, all are written anew.
_MOST_CHANGED = 0.1


@dataclass(frozen=True, slots=True)
class Version:
    """What a snapshot says of itself: when it was built, and by what its facts and its tables were made."""

    built_at: datetime
    facts: str
    schema: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the snapshot that the new one was copied from (None: from nothing), as columns of doc_no."""

    base: Path | None
    fresh: pa.Table
    stale: pa.Table


def schema_version() -> str:
    """Digest of what makes and fills a snapshot and its text index."""
    statements = [SQL / name for name in (*_MADE_BY, *_FILLED_BY)]
    return digest_version([*statements, *sorted((SQL.parent / "text_index").glob("*.py"))])


def build_snapshot(
    connection: duckdb.DuckDBPyConnection, path: Path, base: Path | None, reference: Path, version: Version
) -> Changes:
    """Write a snapshot of the attached database `store` to `path`; what `base` already holds is copied from there."""
    sorted_releases = _find_base(connection, base, version) if base else None
    if base and sorted_releases is not None:
        shutil.copyfile(base, path)
    with _attached(connection, path, "built"):
        if sorted_releases is None:
            base = None
            make_tables(connection)
            run_script(connection, "changes.sql")
        _fill_snapshot(connection, reference, version, sorted_releases)
        connection.execute("CHECKPOINT built")
        fresh, stale = (connection.sql(f"SELECT doc_no FROM {table}").to_arrow_table() for table in ("fresh", "stale"))  # noqa: S608
    return Changes(base, fresh, stale)


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of a snapshot in the database in use, without a row."""
    statements = "".join((SQL / name).read_text(encoding="utf-8") for name in _MADE_BY).replace(_PACKED, "")
    connection.execute(f"BEGIN; {statements}; COMMIT")  # one by one, each would be written through to the disk


def run_script(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, Any] = _NONE) -> None:
    """Run the statements of a file, each with those of the values that it names."""
    for statement in duckdb.extract_statements((SQL / name).read_text(encoding="utf-8")):
        used = {name: values[name] for name in statement.named_parameters}
        connection.execute(statement, used or None)


def _find_base(connection: duckdb.DuckDBPyConnection, base: Path, version: Version) -> int | None:
    """How many releases of an earlier snapshot stand in order; None where little of it could be kept."""
    with _attached(connection, base, "base", " (READ_ONLY)"):
        found = connection.execute("SELECT column_name FROM duckdb_columns() WHERE database_name = 'base'").fetchall()
        if ("sorted_releases",) not in found:
            return None
        row = connection.execute(
            "SELECT sorted_releases FROM snapshot_info WHERE facts_version = ? AND schema_version = ?",
            [version.facts, version.schema],
        ).fetchone()
        if row is None:
            return None
        run_script(connection, "changes.sql")
        ((changed, held),) = connection.execute(
            "SELECT (SELECT count(*) FROM fresh) + (SELECT count(*) FROM stale), (SELECT count(*) FROM stored)"
        ).fetchall()
        few = changed <= held * _MOST_CHANGED and held <= row[0] * (1 + _MOST_CHANGED)
        return int(row[0]) if few else None


def _fill_snapshot(
    connection: duckdb.DuckDBPyConnection, reference: Path, version: Version, sorted_releases: int | None
) -> None:
    tables = read_reference_tables(reference)
    connection.execute("BEGIN")
    for table, rows in tables.items():
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 — our own tables
        insert_rows(connection, table, rows)
    connection.execute("COMMIT")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW crawled AS {CRAWLED}")
    told = {
        "built_at": version.built_at,
        "facts_version": version.facts,
        "schema_version": version.schema,
        "sorted_releases": sorted_releases,
    }
    run_script(connection, "fill.sql", told)


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path, name: str, options: str = "") -> Iterator[None]:
    connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {name}{options}")
    try:
        connection.execute(f"USE {name}")
        yield
    finally:
        connection.execute("USE store")
        connection.execute(f"DETACH {name}")
