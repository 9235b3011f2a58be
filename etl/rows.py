"""Records as rows of the database's tables, in the order of their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from etl.model import Document, Facts, Release


@dataclass(frozen=True, slots=True)
class Loaded:
    """One document with all that was made of it."""

    document: Document
    release: Release
    facts: Facts
    digest: str


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Append rows to a table in one statement; their values are in the order of its columns."""
    if not rows:
        return
    schema = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema  # noqa: S608 — table names
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)]
    connection.register("new_rows", pa.Table.from_arrays(columns, schema=schema))
    connection.execute(f"INSERT INTO {table} SELECT * FROM new_rows")  # noqa: S608 — table names
    connection.unregister("new_rows")


def page_row(item: Loaded, facts_version: str) -> tuple[Any, ...]:
    """A row of `pages`; what the live source fetched is in `answers`, as it came."""
    release, document = item.release, item.document
    raw = "" if document.source == "infogov" else document.raw.encode("utf-8", "replace").decode()
    return (
        release.release_id,
        release.lang,
        item.digest,
        facts_version,
        document.origin,
        document.format,
        raw,
    )


def release_row(item: Loaded, run_id: str) -> tuple[Any, ...]:
    """A row of `releases`, not paired yet."""
    r, f = item.release, item.facts
    return (
        r.release_id, r.lang, "", None, r.published_at, r.published_on, r.time_known, r.date_basis, r.title, r.body,
        r.url, f.kind, f.routine, f.bureau_id, r.source, run_id,
    )  # fmt: skip


def theme_rows(release: Release, facts: Facts) -> list[tuple[Any, ...]]:
    """Rows of `theme_mentions`."""
    return [
        (
            release.release_id, release.lang, m.theme_id, m.theme_id in facts.primary_themes, m.phrase,
            m.start_char, m.end_char, m.in_title, m.sentence,
        )
        for m in facts.themes
    ]  # fmt: skip
