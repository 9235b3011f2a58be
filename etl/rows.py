"""Records as rows of the database's tables, in the order of their columns."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.model import Appearance, Document, EventSize, Facts, Issue, Release

SQL = Path(__file__).parent / "sql"
FACT_TABLES = ("theme_mentions", "appearances", "event_sizes")
Row = tuple[Any, ...]
# dataclasses.astuple looks into every value, which takes many times as long.
_APPEARANCE = attrgetter(*(field.name for field in fields(Appearance)))
_EVENT_SIZE = attrgetter(*(field.name for field in fields(EventSize)))


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document with the release that it says; `digest` is equal for documents that say the same."""

    document: Document
    release: Release
    digest: str


@dataclass(frozen=True, slots=True)
class ReadTables:
    """Releases as corrected, with their facts: a table of each of the store's (`releases`, FACT_TABLES), and issues."""

    run_id: str
    tables: dict[str, pa.Table]
    issues: tuple[Issue, ...]


@cache
def table_schema(table: str) -> pa.Schema:
    """Columns of a table of the store."""
    with duckdb.connect() as connection:
        for script in ("facts.sql", "store.sql"):
            connection.execute((SQL / script).read_text(encoding="utf-8"))
        return connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema  # noqa: S608 — table names


def make_table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Make a table of rows whose values are in the order of its columns."""
    if not rows:
        return schema.empty_table()
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Append rows to a table in one statement; their values are in the order of its columns."""
    if rows:
        schema = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema  # noqa: S608 — table names
        insert_table(connection, table, make_table(rows, schema))


def insert_table(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Append a table of the same columns in one statement."""
    connection.register("new_rows", rows)
    connection.execute(f"INSERT INTO {table} SELECT * FROM new_rows")  # noqa: S608 — table names
    connection.unregister("new_rows")


def read_tables(read: Sequence[tuple[Release, Facts]], run_id: str) -> ReadTables:
    """Put releases and their facts into tables."""
    rows: dict[str, list[Row]] = {
        "releases": [release_row(release, facts, run_id) for release, facts in read],
        "theme_mentions": [row for item in read for row in theme_rows(*item)],
        "appearances": [(r.release_id, r.lang, *_APPEARANCE(a)) for r, f in read for a in f.appearances],
        "event_sizes": [(r.release_id, r.lang, *_EVENT_SIZE(s)) for r, f in read for s in f.event_sizes],
    }
    tables = {table: make_table(found, table_schema(table)) for table, found in rows.items()}
    return ReadTables(run_id, tables, tuple(issue for _, facts in read for issue in facts.issues))


def page_row(parsed: Parsed, facts_version: str) -> Row:
    """A row of `pages`; what the live source fetched is in `answers`, as it came."""
    release, document = parsed.release, parsed.document
    raw = "" if document.source == "infogov" else document.raw.encode("utf-8", "replace").decode()
    return (
        release.release_id,
        release.lang,
        parsed.digest,
        facts_version,
        document.origin,
        document.format,
        raw,
    )


def release_row(r: Release, f: Facts, run_id: str) -> Row:
    """A row of `releases`, not paired yet."""
    return (
        r.release_id, r.lang, "", None, r.published_at, r.published_on, r.time_known, r.date_basis, r.title, r.body,
        r.url, f.kind, f.routine, f.bureau_id, r.source, run_id,
    )  # fmt: skip


def theme_rows(release: Release, facts: Facts) -> list[Row]:
    """Rows of `theme_mentions`."""
    return [
        (
            release.release_id, release.lang, m.theme_id, m.theme_id in facts.primary_themes, m.phrase,
            m.start_char, m.end_char, m.in_title, m.sentence,
        )
        for m in facts.themes
    ]  # fmt: skip


def issue_row(issue: Issue, run_id: str) -> Row:
    """A row of `issues`; the same issue is the same row."""
    key = "\n".join((issue.origin, issue.field, issue.reason, issue.raw))
    issue_id = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    return (issue_id, run_id, issue.origin, issue.release_id, issue.lang, issue.field, issue.reason, issue.raw)
